"""What the commands share: options, targets, progress."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contradict.errors import InputError, writing

if TYPE_CHECKING:
    from tqdm import tqdm


def whole(text: str) -> int:
    """A whole number from 1 up."""
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 up")
    return int(text)


def from_zero(text: str) -> int:
    """A whole number from 0 up."""
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 0 up")
    return int(text)


def several(text: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def named(text: str | None) -> dict[str, str]:
    """ROLE=NAME,... as a dict. Raises InputError for anything else."""
    parts = [part.partition("=") for part in text.split(",")] if text else []
    if not all(role and name for role, _, name in parts):
        raise InputError(f"--columns {text} is no ROLE=NAME,...: as in --columns text=body,date=day")
    return {role.strip(): name.strip() for role, _, name in parts}


def check_target(name: str | None) -> None:
    """Before the work is done, not after it."""
    if not name or name == "-":
        return
    if not Path(name).absolute().parent.is_dir():
        raise InputError(f"cannot write {name}: there is no folder {Path(name).absolute().parent}")
    if Path(name).is_dir():
        raise InputError(f"cannot write {name}: it is a folder; name a file in it")


def make_folder(name: str | None) -> None:
    """Before the work is done, not after it."""
    try:
        if name:
            Path(name).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write into {name}: {error.strerror}; name a folder") from error


def read_text(name: str) -> str:
    """The text of a file, or of standard input (-). Raises InputError if it cannot be read."""
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {name}: {error}") from error


def write(render: Callable[[], str], target: str | None) -> None:
    """What ``render`` gives, to a file, to standard output (-), or nowhere (None)."""
    if target == "-":
        sys.stdout.write(render())
    elif target:
        with writing(Path(target)):
            Path(target).write_text(render(), "utf-8")


class Bars:
    """Progress bars on a terminal, one a step."""

    def __init__(self) -> None:
        self._step = ""
        self._bar: tqdm[Any] | None = None

    def __call__(self, step: str, done: int, total: int) -> None:
        """``done`` of ``total`` are done."""
        from tqdm import tqdm

        if self._bar is None or self._step != step:
            if self._bar is not None:
                self._bar.close()
            self._step = step
            self._bar = tqdm(total=total, desc=step, file=sys.stderr, leave=False, delay=1.0)
        self._bar.update(done - self._bar.n)
        if done >= total:
            self._bar.close()
            self._bar = None
