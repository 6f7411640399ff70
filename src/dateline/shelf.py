"""What is made of tables, kept beside Python's own bytecode, so that the next process need not make it again.

A table of 27,000 rows is text under version control, and a fifth of a second of each start. As a module is compiled
once and read from `__pycache__` until it changes, so is what is made of it.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.version import __version__

T = TypeVar("T")


def shelved(name: str, kind: type[T], make: Callable[[], T], *made_of: Path) -> T:
    """What `make` gives: read from the shelf where nothing in `made_of` has changed since, else made and put there.

    `made_of`: the files, and the folders with all that is below them, that the value depends on: tables and code. It
    lies in the `__pycache__` of the first folder, as msgpack of the type `kind`; nothing is kept where Python may keep
    no bytecode or the folder cannot be written.
    """
    path = Path(cache_from_source(str(made_of[0] / f"{name}.py"))).with_suffix(".msgpack")
    stamp = _stamp(made_of)
    # None there yet, one of other tables, or a broken one: made anew, which is all that can be done.
    with suppress(OSError, msgspec.MsgspecError):
        held = path.read_bytes()
        if held.startswith(stamp):
            return msgspec.msgpack.decode(memoryview(held)[len(stamp) :], type=kind)
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # a folder of the system's: then each process makes it
            _put(path, stamp + msgspec.msgpack.encode(made))
    return made


def _stamp(made_of: Iterable[Path]) -> bytes:
    lines = [__version__]
    for file in _files(made_of):
        state = file.stat()
        lines.append(f"{file}\t{state.st_size}\t{state.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).digest()


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if not source.is_dir():
            yield source
        elif source.name != "__pycache__":
            yield from _files(sorted(source.iterdir()))


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all: another process may read or write it at the same time."""
    path.parent.mkdir(exist_ok=True)
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
