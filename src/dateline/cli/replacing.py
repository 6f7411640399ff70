"""Nothing half written is ever seen: what is written stands beside its place, then takes it; never that of a record."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dateline.errors import UsageError
from dateline.exporting.codebook import titles
from dateline.recording import holds_record

CODEBOOK = "codebook.md"
"""The codebook in a folder; beside a file it is named as the file with this behind it."""


@contextmanager
def replacing_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the place of `path` when all is written; on an error nothing has changed.

    What is no plain file (a pipe, a device) is written to as it is. Raises UsageError if a record stands there.
    """
    target = Path(os.path.realpath(path))  # a link stays a link
    check_place(path)
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        with target.open("wb") as file:
            yield file
        return
    number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode_for(target))
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@contextmanager
def replacing_folder(path: Path) -> Iterator[Path]:
    """An empty folder to write files into, which takes the place of `path` when all is written.

    An earlier export there is replaced. Raises UsageError if `path` is a file, or holds what no export wrote.
    """
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_dir():
        raise UsageError(f"{path} is a file, and this format is a folder of files. Name a folder with --out.")
    _need_folder(path)
    made = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent))
    old = made.with_suffix(".old")
    try:
        yield made
        _refuse_strangers(path, made)
        made.chmod(_mode_for(target, 0o777))
        if target.exists():
            target.rename(old)
        made.rename(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        if old.exists() and not target.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def check_place(path: Path) -> None:
    """Raises UsageError where no file may be written: over a record, over a folder, in a folder that is not there."""
    refuse_record(path)
    if path.is_dir():
        raise UsageError(f"{path} is a folder. Name a file in it: {path / 'happenings.csv'}")
    _need_folder(path)


def _need_folder(path: Path) -> None:
    if not Path(os.path.realpath(path)).parent.is_dir():
        raise UsageError(f"there is no folder {path.parent} to write {path.name} in. Make it first, or check the name.")


def refuse_record(path: Path) -> None:
    """Raises UsageError if a record stands at `path`."""
    if holds_record(path):
        raise UsageError(f"{path} is a record, and nothing is written over a record. Name another file.")


def _refuse_strangers(path: Path, made: Path) -> None:
    """Raises UsageError if the folder holds a file that neither this export nor the one before it wrote."""
    there = _files(path)
    codebook = path / CODEBOOK
    try:
        known = set(titles(codebook.read_text(encoding="utf-8")))
    except FileNotFoundError:
        known = set()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{codebook} tells what an export wrote, and cannot be read: {error}. Name another folder with --out."
        ) from error
    for name in sorted(there):
        if name not in known | _files(made) or holds_record(path / name):
            raise UsageError(
                f"{path} holds {name}, which no export wrote. Name another folder with --out, or move the file away."
            )


def _files(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.is_dir()}


def _mode_for(target: Path, usual: int = 0o666) -> int:
    """The rights of what stands there, else those of a new file."""
    if target.exists():
        return stat.S_IMODE(target.stat().st_mode)
    mask = os.umask(0)
    os.umask(mask)
    return usual & ~mask
