"""The files of a folder, in the order of their names; what cannot be entered or followed is said."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dateline.model import Skipped
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.containers.ways import shown_path

Seen = tuple[tuple[int, int], ...]


def files_in(folder: Path, above: Seen = ()) -> Iterator[Path | Skipped]:
    """Every plain file below `folder` whose name does not begin with a dot, links followed.

    A folder that may not be entered, a link to nothing, a link that leads back to a folder above it, and what is no
    file (a named pipe, a socket, a device) are Skipped.
    """
    try:
        place = folder.stat()
        with os.scandir(folder) as found:
            names = sorted(one.name for one in found if not one.name.startswith("."))
    except OSError as error:
        yield skip_record(shown_path(folder), "folder cannot be opened", plain_reason(error))
        return
    inside = (*above, (place.st_dev, place.st_ino))
    for name in names:
        yield from _member(folder / name, inside)


def _member(path: Path, inside: Seen) -> Iterator[Path | Skipped]:
    try:
        found = path.stat()
    except OSError as error:
        reason = "link leads nowhere" if path.is_symlink() else "file cannot be read"
        yield skip_record(shown_path(path), reason, plain_reason(error))
        return
    if path.is_dir():
        if (found.st_dev, found.st_ino) in inside:
            yield skip_record(shown_path(path), "link leads back to a folder that it lies in", "")
        else:
            yield from files_in(path, inside)
    elif stat.S_ISREG(found.st_mode):
        yield path
    else:
        yield skip_record(shown_path(path), "no plain file", _kind(found.st_mode))


def _kind(mode: int) -> str:
    if stat.S_ISFIFO(mode):
        return "a named pipe (FIFO): pipe it in, with - for standard input"
    return "a socket" if stat.S_ISSOCK(mode) else "a device"
