"""The text of a file's bytes, be it packed, in an old encoding or with a byte or two broken."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from contradict.errors import InputError

_BROKEN = "\ufffd"  # stands for bytes that are no UTF-8


def text_of(path: Path) -> str:
    """The file as text: UTF-8, if need be with a byte or two replaced, or the encoding that fits its bytes best.

    Every line end becomes a line feed. Raises InputError if no encoding fits, or it is no gzip file though so named.
    """
    data = path.read_bytes()
    if path.suffix.lower() == ".gz":
        data = _unpacked(data, path)
    text = data.decode("utf-8-sig", "replace")
    broken = text.count(_BROKEN)
    if broken and sum(letter > "\x7f" for letter in text) <= 2 * broken:  # as much broken as sound: another encoding
        from charset_normalizer import from_bytes

        fitting = from_bytes(data)
        best = next((match for match in fitting if match.encoding == "cp1252"), fitting.best())  # the commonest by far
        if best is None:
            raise InputError(f"cannot read {path}: it is no text in any known encoding; save it as UTF-8")
        text = str(best)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def suffix(path: Path) -> str:
    """How the name ends, in small letters; of a packed file the last two parts: ".jsonl.gz"."""
    return "".join(path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]).lower()


def _unpacked(data: bytes, path: Path) -> bytes:
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as error:
        raise InputError(f"cannot read {path}: it is no gzip file, or not the whole of one: {error}") from error
