"""Files that a command writes: whole or not at all, and never over a record."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Literal, TextIO, overload

from dateline.errors import UsageError

_SQLITE = b"SQLite format 3\x00"


@overload
@contextmanager
def whole_file(path: Path, *, binary: Literal[False] = False) -> Iterator[TextIO]: ...
@overload
@contextmanager
def whole_file(path: Path, *, binary: Literal[True]) -> Iterator[IO[bytes]]: ...
@contextmanager
def whole_file(path: Path, *, binary: bool = False) -> Iterator[IO[Any]]:
    """A file to write (UTF-8 with line ends as given, or bytes) that stands at `path` once all of it is on the disk.

    It is written beside and then put in the place of what was there, so that a full disk or Ctrl-C leaves the old file
    as it was. A device or a pipe is written as it is. Raises UsageError where `path` is a folder or an SQLite file
    (a record is never written over) or lies in a folder that is not there; OSError from the disk.
    """
    check_writable(path)
    if _is_special(path):
        with path.open("wb") if binary else path.open("w", encoding="utf-8", newline="") as out:
            yield out
        return
    target = path.resolve()  # a link stays a link: what it points to is replaced
    beside = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") if binary else beside.open("x", encoding="utf-8", newline="") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        with suppress(OSError):
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def check_writable(path: Path) -> None:
    """Raises UsageError where no file may be written at `path`, before anything is worked out for it."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Name a file in it, for instance {path / 'out.html'}.")
    if not path.parent.is_dir():
        raise UsageError(f"there is no folder {path.parent} to write {path.name} in. Make it first, or check the name.")
    if not _is_special(path) and path.is_file():
        with path.open("rb") as there:
            if there.read(len(_SQLITE)) == _SQLITE:
                raise UsageError(
                    f"{path} is a record (an SQLite file), and no record is written over. Name another file."
                )


def _is_special(path: Path) -> bool:
    """Whether a device or a pipe stands there (/dev/stdout, a named pipe), which is written and not replaced."""
    return path.exists() and not path.is_file()
