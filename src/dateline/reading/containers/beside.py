"""A file that a line of JSON or a table names: inside the folder of the lines, a plain file, a page, nothing else."""

from __future__ import annotations

import io
import os
import stat
from pathlib import Path
from typing import IO, Any

from dateline.model import Page, Skipped
from dateline.reading.containers.packed import Allowance, Unpacked, packing_of
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.containers.sniffing import sniff
from dateline.reading.containers.ways import Ways

_REASON = "file beside the line cannot be read"


def open_plain_file(path: Path) -> IO[bytes]:
    """A regular file, opened to read. Raises OSError: a pipe or a device would keep the run waiting."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise OSError(None, "it is no plain file")
    return os.fdopen(number, "rb")


def page_beside(folder: Path, name: str, ways: Ways) -> Page | Skipped | None:
    """The page in the file `name`, given from `folder`; None where the file is empty."""
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to((ways.below or folder).resolve()):
            return skip_record(name, _REASON, "it lies outside the folder: --html-below FOLDER allows another")
        with open_plain_file(path) as stream:
            content = _unpack(stream, ways.limit)
    except (OSError, ValueError, RuntimeError) as error:  # RuntimeError: links in a circle
        return skip_record(name, _REASON, plain_reason(error))
    if len(content) > ways.limit:
        return skip_record(name, _REASON, f"more than {ways.limit} bytes")
    return _page(content, path.name.lower()) if content else None


def _unpack(stream: IO[bytes], limit: int) -> bytes:
    buffered: Any = io.BufferedReader(stream)
    if (packing := packing_of(buffered.peek(8)[:8])) is not None:
        buffered = io.BufferedReader(Unpacked(packing, buffered, Allowance(limit + 65_536)))
    content: bytes = buffered.read(limit + 1)
    return content


def _page(content: bytes, name: str) -> Page | Skipped:
    shape = sniff(content[:8192])
    if shape in ("html", "text", "pdf") or (shape in ("feed", "mail", "json") and ".htm" in name):
        media = {"html": "text/html", "pdf": "application/pdf"}.get(shape, "text/plain")
        return Page(content, media="text/html" if ".htm" in name and shape != "pdf" else media)
    return skip_record(name, _REASON, f"it is no page: {shape}")
