"""Vectors and scores that were computed before, in one SQLite file that runs and processes share.

Keys are hashes of the model's digest and the texts: no text is kept. What was used longest ago goes first when the file
is full.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import threading
import time
import warnings
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from contradict.models.embedder import Embedder
from contradict.models.engines import Progress
from contradict.models.nli import NLIModel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Rows = NDArray[np.float32]

LIMIT = 1 << 30  # bytes
FOLDER_VARIABLE = "CONTRADICT_CACHE"
_FULL_TO = 0.8  # of the limit that is kept when it was passed
BUSY = 30  # seconds for which another process is waited for
_ASKED = 500  # keys a query; SQLite takes 999 at least
_COLUMNS = "key BLOB PRIMARY KEY, value BLOB NOT NULL, used INTEGER NOT NULL"


def default_path() -> Path:
    """Where the cache is: in the folder that CONTRADICT_CACHE names, else where the system keeps caches."""
    folder = os.environ.get(FOLDER_VARIABLE)
    if folder:
        return Path(folder) / "scores.sqlite"
    from platformdirs import user_cache_path

    return user_cache_path("contradict") / "scores.sqlite"


class Cache:
    """Rows of float32 by key. A file that cannot be used is a warning, not an error: everything is computed then.

    path: the file. limit: most bytes that it may have.
    """

    def __init__(self, path: Path, limit: int = LIMIT) -> None:
        self._path, self._limit = path, limit
        self._file: sqlite3.Connection | None = None
        self._lock = threading.Lock()  # one connection for all threads
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = sqlite3.connect(path, timeout=BUSY, isolation_level=None, check_same_thread=False)
            weakref.finalize(self, self._file.close)
            self._write_ahead()
            self._file.execute("PRAGMA synchronous=OFF")  # a crash may lose rows; they are computed again
            self._file.execute(f"CREATE TABLE IF NOT EXISTS rows ({_COLUMNS}) WITHOUT ROWID")
        except (OSError, sqlite3.Error) as error:
            self._give_up(error)

    def _write_ahead(self) -> None:
        """Let others read while one writes. SQLite does not wait for another process that is switching to this, too."""
        assert self._file is not None
        end = time.monotonic() + BUSY
        while True:
            try:
                self._file.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error):
                    raise
            if time.monotonic() > end:
                raise sqlite3.OperationalError(f"locked for {BUSY} seconds")
            time.sleep(0.05)

    def through(self, keys: Sequence[bytes], compute: Callable[[list[int]], Rows], progress: Progress | None) -> Rows:
        """One row a key: those kept, and what ``compute`` gives for the places of the others, which is then kept."""
        with self._lock:
            known = self._get(keys)
        missing = [place for place, key in enumerate(keys) if key not in known]
        if progress and len(missing) < len(keys):
            progress(len(keys) - len(missing))
        if not missing:
            return np.stack([known[key] for key in keys])
        computed = compute(missing)
        with self._lock:
            self._put([keys[place] for place in missing], computed)
        if not known:
            return computed
        rows = np.empty((len(keys), computed.shape[1]), np.float32)
        rows[missing] = computed
        for place, key in enumerate(keys):
            if key in known:
                rows[place] = known[key]
        return rows

    def _get(self, keys: Sequence[bytes]) -> dict[bytes, Rows]:
        found: dict[bytes, Rows] = {}
        wanted = list(dict.fromkeys(keys))
        try:
            for start in range(0, len(wanted) if self._file else 0, _ASKED):
                part = wanted[start : start + _ASKED]
                marks = ",".join("?" * len(part))
                assert self._file is not None
                for key, value in self._file.execute(f"SELECT key, value FROM rows WHERE key IN ({marks})", part):
                    found[key] = np.frombuffer(value, np.float32)
                self._file.execute(f"UPDATE rows SET used = ? WHERE used < ? AND key IN ({marks})", [*_days(), *part])
        except sqlite3.Error as error:
            self._give_up(error)
        return found

    def _put(self, keys: Sequence[bytes], rows: Rows) -> None:
        if self._file is None:
            return
        day = _days()[0]
        try:
            self._file.execute("BEGIN IMMEDIATE")
            self._file.executemany(
                "INSERT OR REPLACE INTO rows VALUES (?, ?, ?)",
                ((key, row.tobytes(), day) for key, row in zip(keys, rows, strict=True)),
            )
            self._file.execute("COMMIT")
            self._shrink()
        except sqlite3.Error as error:
            self._give_up(error)
        finally:  # whatever stopped it, Ctrl-C too: other processes wait for this file
            if self._file is not None and self._file.in_transaction:
                self._file.execute("ROLLBACK")

    def _shrink(self) -> None:
        """Delete what was used longest ago, if the file has passed its limit."""
        assert self._file is not None
        pages, size, free = (
            self._file.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size", "freelist_count")
        )
        if (pages - free) * size <= self._limit:
            return
        (count,) = self._file.execute("SELECT COUNT(*) FROM rows").fetchone()
        gone = count - int(count * _FULL_TO * self._limit / ((pages - free) * size))
        self._file.execute("DELETE FROM rows WHERE key IN (SELECT key FROM rows ORDER BY used LIMIT ?)", [gone])
        self._file.execute("VACUUM")

    def _give_up(self, error: Exception) -> None:
        if self._file is not None:
            self._file.close()
        self._file = None
        warnings.warn(
            f"the cache {self._path} cannot be used ({error}); everything is computed anew. "
            "cache=False turns it off, cache=PATH moves it",
            stacklevel=2,
        )


def _days() -> tuple[int, int]:
    """Today as a number of days, twice: last use is kept by the day, so that most reads write nothing."""
    day = int(time.time() // 86_400)
    return day, day


class CachedEmbedder:
    """An embedder that asks the cache first."""

    def __init__(self, embedder: Embedder, cache: Cache) -> None:
        self._embedder, self._cache = embedder, cache
        self._model = embedder.settings

    def encode(self, texts: Sequence[str], *, progress: Progress | None = None) -> Rows:
        """As ``Embedder.encode``."""
        if not texts:
            return self._embedder.encode(texts)
        keys = [_key(self._model, text) for text in texts]
        return self._cache.through(
            keys, lambda places: self._embedder.encode([texts[at] for at in places], progress=progress), progress
        )


class CachedNLI:
    """An NLI model that asks the cache first."""

    def __init__(self, model: NLIModel, cache: Cache) -> None:
        self._nli, self._cache = model, cache
        self._model = model.settings

    @property
    def truncated(self) -> int:
        """Pairs that the model cut to its length; those found in the cache are not counted."""
        return self._nli.truncated

    def predict(self, pairs: Sequence[tuple[str, str]], *, progress: Progress | None = None) -> Rows:
        """As ``NLIModel.predict``."""
        if not pairs:
            return self._nli.predict(pairs)
        keys = [_key(self._model, *pair) for pair in pairs]
        return self._cache.through(
            keys, lambda places: self._nli.predict([pairs[at] for at in places], progress=progress), progress
        )


def _key(*parts: str) -> bytes:
    joined = "\0".join(f"{len(part)}\0{part}" for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "surrogatepass"), digest_size=16).digest()
