"""Zip archives of pages: each member as if it lay in a folder; the sizes that the archive tells are not believed."""

from __future__ import annotations

import lzma
import posixpath
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO, Any

from dateline.model import Page, Skipped
from dateline.reading.containers.packed import Allowance, Unpacked
from dateline.reading.containers.skipped_records import plain_reason, skip_record

_MOST_DIRECTORY = 16 << 20
_PIECE = 1 << 20
_END, _LOCATOR, _END_64 = b"PK\x05\x06", b"PK\x06\x07", b"PK\x06\x06"
FAULTS = (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error, lzma.LZMAError)
"""What reading a member may raise: NotImplementedError for an unknown method, RuntimeError for a password."""

_DOCUMENTS = (
    ("word/document.xml", "docx document"),
    ("xl/workbook.xml", "xlsx document: save its table as CSV and add that"),
    ("ppt/presentation.xml", "pptx document"),
    ("META-INF/container.xml", "epub document"),
    ("META-INF/manifest.xml", "office document"),
    ("META-INF/MANIFEST.MF", "program"),
)
_SHORT = 4096
"""Packed bytes that the standard library takes at least, and unpacks as a whole: of LZMA they are 30 MB at most, of
bzip2 they may be a gigabyte."""
_HEAD = struct.Struct("<26xHH")
"""What stands before a member's bytes: how long its name and its further fields are."""
Opened = Callable[[IO[bytes], str], "Iterator[Page | Skipped]"]
"""Gives the pages of a member: its stream, and its name."""


def spooled(stream: IO[bytes], allowance: Allowance) -> IO[bytes]:
    """The stream as a file that can be read from its end; it is gone when closed. Raises OSError."""
    out = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    try:
        while piece := stream.read(_PIECE):
            allowance.take(len(piece))
            out.write(piece)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def zip_pages(stream: IO[bytes], origin: str, opened: Opened) -> Iterator[Page | Skipped]:
    """The pages of an archive (a stream that can seek), its members in the order of their names."""
    if _directory_size(stream) > _MOST_DIRECTORY:
        yield skip_record(origin, "archive of too many files", "unpack it and add the folder")
        return
    try:
        archive = zipfile.ZipFile(stream)
    except FAULTS as error:
        yield skip_record(origin, "broken zip", plain_reason(error))
        return
    with archive:
        names = set(archive.namelist())
        if (document := next((what for name, what in _DOCUMENTS if name in names), None)) is not None:
            yield skip_record(origin, "not a text page", document)
            return
        members = [one for one in archive.infolist() if not one.is_dir() and _is_visible(one.filename)]
        if "datapackage.json" in names:  # WACZ: the crawl itself; the rest repeats it in other words
            members = [one for one in members if one.filename.startswith("archive/")]
        for member in sorted(members, key=lambda one: one.filename):
            yield from _member(archive, stream, member, f"{origin}/{member.filename}", opened)


def _member(
    archive: zipfile.ZipFile, whole: IO[bytes], member: zipfile.ZipInfo, origin: str, opened: Opened
) -> Iterator[Page | Skipped]:
    if member.flag_bits & 1:
        yield skip_record(origin, "member of the archive cannot be read", "it is locked by a password")
        return
    try:
        with archive.open(member) as stream:
            inside: Any = stream
            if member.compress_type == zipfile.ZIP_BZIP2:
                inside = Unpacked("bzip2", _Packed.of(whole, member), Allowance())  # type: ignore[arg-type]
            elif member.compress_type == zipfile.ZIP_LZMA:
                inside = _Short(stream)
            yield from opened(inside, member.filename)
    except FAULTS as error:
        yield skip_record(origin, "member of the archive cannot be read", plain_reason(error))


class _Packed:
    """A member's bytes as they lie in the archive."""

    def __init__(self, stream: IO[bytes], place: int, size: int) -> None:
        self._stream, self._place, self._left = stream, place, size

    @classmethod
    def of(cls, stream: IO[bytes], member: zipfile.ZipInfo) -> _Packed:
        """Those of a member whose head can be read."""
        stream.seek(member.header_offset)
        further = sum(_HEAD.unpack(stream.read(_HEAD.size)))
        return cls(stream, member.header_offset + _HEAD.size + further, member.compress_size)

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end."""
        self._stream.seek(self._place)
        piece = self._stream.read(min(size, self._left))
        self._place, self._left = self._place + len(piece), self._left - len(piece)
        return piece


class _Short:
    """A stream that is read in short pieces, however long those are that are asked for."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        """The next bytes, fewer than asked for."""
        return self._stream.read(min(size, _SHORT))


def _is_visible(name: str) -> bool:
    return not any(part.startswith((".", "__MACOSX")) for part in posixpath.normpath(name).split("/"))


def _directory_size(stream: IO[bytes]) -> int:
    """Bytes of the list of members, which is read into memory as a whole; 0 where there is none."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 65_557))
    tail = stream.read()
    at = tail.rfind(_END)
    found = 0
    if at >= 0 and len(tail) >= at + 22:
        (found,) = struct.unpack_from("<I", tail, at + 12)
        if found == 0xFFFFFFFF and tail[at - 20 : at - 16] == _LOCATOR:
            (place,) = struct.unpack_from("<Q", tail, at - 12)
            stream.seek(min(place, size))
            end = stream.read(56)
            found = struct.unpack_from("<Q", end, 40)[0] if end.startswith(_END_64) and len(end) == 56 else found
    stream.seek(0)
    return found
