"""The cache: same rows, computed once; bounded; shared; no obstacle when it fails."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from contradict import ContradictionFinder
from contradict.models import Cache, CachedEmbedder, CachedNLI, NLIModel, default_path

TEXTS = ["The bridge was shut.", "The bridge was open.", "It rained."]
PAIRS = [(TEXTS[0], TEXTS[1]), (TEXTS[1], TEXTS[0]), (TEXTS[0], TEXTS[2])]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep/scores.sqlite"


def refuse(*_, **__):
    raise AssertionError("nothing is to be computed")


def test_the_second_time_nothing_is_computed(path, nli, embedder, monkeypatch):
    first = CachedNLI(nli, Cache(path)).predict(PAIRS), CachedEmbedder(embedder, Cache(path)).encode(TEXTS)
    monkeypatch.setattr(type(nli), "predict", refuse)
    monkeypatch.setattr(type(embedder), "encode", refuse)
    again = CachedNLI(nli, Cache(path)).predict(PAIRS[::-1]), CachedEmbedder(embedder, Cache(path)).encode(TEXTS)
    assert np.array_equal(first[0][::-1], again[0])
    assert np.array_equal(first[1], again[1])
    with pytest.raises(AssertionError, match="nothing"):
        CachedNLI(nli, Cache(path)).predict([(TEXTS[2], TEXTS[0])])


def test_known_and_new_rows_stand_in_their_order(path):
    cache = Cache(path)
    keys = [bytes([number]) * 16 for number in range(6)]
    rows = np.arange(12, dtype=np.float32).reshape(6, 2)
    cache.through(keys[1::2], lambda places: rows[1::2][places], None)
    asked = []
    done = []
    found = cache.through(keys, lambda places: asked.extend(places) or rows[places], done.append)
    assert np.array_equal(found, rows)
    assert (asked, done) == ([0, 2, 4], [3])


def test_it_stays_under_its_limit(path):
    cache = Cache(path, limit=200_000)
    for turn in range(30):
        keys = [f"{turn} {number}".encode() for number in range(100)]
        cache.through(keys, lambda places: np.zeros((len(places), 50), np.float32), None)
    assert path.stat().st_size < 400_000
    with sqlite3.connect(path) as file:
        assert file.execute("SELECT COUNT(*) FROM rows").fetchone()[0] > 100


def test_two_processes_share_it(path):
    program = (
        "import sys, numpy as np\nfrom pathlib import Path\nfrom contradict.models import Cache\n"
        "cache = Cache(Path(sys.argv[1]))\n"
        "for turn in range(40):\n"
        "    keys = [f'{turn} {n}'.encode() for n in range(50)]\n"
        "    rows = cache.through(keys, lambda places: np.full((len(places), 3), turn, np.float32), None)\n"
        "    assert (rows == turn).all()\n"
    )
    running = [subprocess.Popen([sys.executable, "-W", "error", "-c", program, str(path)]) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]


def test_a_broken_file_is_a_warning(path, nli):
    path.parent.mkdir()
    path.write_text("this is no database, though it is long enough to be one " * 20)
    with pytest.warns(UserWarning, match="everything is computed anew"):
        cache = Cache(path)
    assert CachedNLI(nli, cache).predict(PAIRS).shape == (3, 3)


def test_no_text_is_kept(path, nli):
    CachedNLI(nli, Cache(path)).predict(PAIRS)
    kept = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert b"bridge" not in kept


def test_the_finder_can_do_without(nli, embedder, monkeypatch, tmp_path):
    monkeypatch.setenv("CONTRADICT_CACHE", str(tmp_path))
    docs = ["The bridge was shut all day.", "The bridge was never shut."]
    without = ContradictionFinder(nli=nli, embedder=embedder, cache=False, threshold=0.0).find(docs)
    assert not default_path().exists()
    kept = ContradictionFinder(nli=nli, embedder=embedder, threshold=0.0).find(docs)
    assert default_path().exists()
    assert [one.probability for one in without] == [one.probability for one in kept]


def test_other_settings_are_other_scores(path, nli):
    cache, long = Cache(path), [("It rained. " * 20 + TEXTS[0], TEXTS[1])]
    CachedNLI(NLIModel(nli.folder.path, max_tokens=16), cache).predict(long)
    assert np.array_equal(CachedNLI(nli, cache).predict(long), nli.predict(long))


def test_ctrl_c_leaves_the_file_to_others(path):
    def stopped():
        yield np.zeros(2, np.float32)
        raise KeyboardInterrupt

    cache = Cache(path)
    with pytest.raises(KeyboardInterrupt):
        cache._put([b"a" * 16, b"b" * 16], stopped())
    rows = np.ones((1, 2), np.float32)
    assert np.array_equal(Cache(path).through([b"c" * 16], lambda _: rows, None), rows)
    assert np.array_equal(cache.through([b"c" * 16], lambda _: np.zeros((1, 2), np.float32), None), rows)


def test_threads_share_it(path):
    cache = Cache(path)

    def ask(number):
        keys = [bytes([number, place]) * 8 for place in range(200)]
        return cache.through(keys, lambda places: np.full((len(places), 2), number, np.float32), None)

    with ThreadPoolExecutor(4) as pool:
        for number, rows in enumerate(pool.map(ask, range(8))):
            assert (rows == number).all()
