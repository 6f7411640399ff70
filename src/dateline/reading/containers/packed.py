"""Packed streams (gzip, xz, bzip2, Zstandard, lz4, zlib, Brotli), unpacked piece by piece and never beyond a bound."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from gzip import GzipFile
from types import MappingProxyType
from typing import IO, Any, Final

from dateline.reading.containers.one_way import OneWay

_GIFT = 1 << 30
_PER_BYTE = 200
_XZ_MEMORY = 128 << 20
_PIECE = 65_536
MOST_DEEP: Final = 4
"""How often one thing may be packed in another."""
BROKEN_OFF: Final = "after {:,} bytes that were unpacked: {}"
"""How a body is told that goes no further."""

STARTS: Mapping[bytes, str] = MappingProxyType(
    {
        b"\x1f\x8b": "gzip",
        b"\xfd7zXZ\x00": "xz",
        **{b"BZh%d1AY&SY" % level: "bzip2" for level in range(1, 10)},
        b"\x28\xb5\x2f\xfd": "zstd",
        b"\x5d\x2a\x4d\x18": "zstd",  # a dictionary stands before the frames
        b"\x04\x22\x4d\x18": "lz4",
    }
)
OF_ARCHIVES: Final = ("gzip", "zstd", "lz4")
"""What readers of WARC archives unpack themselves, record by record."""
ENDINGS: Final = (".gz", ".xz", ".bz2", ".zst", ".lz4")


class BrokenPacking(OSError):
    """A packed stream that breaks off or was never whole."""

    def __init__(self, packing: str, why: str) -> None:
        super().__init__(why)
        self.packing, self.why = packing, why


class TooMuch(OSError):
    """A packed stream that unpacks to more than any collection of pages would."""


@dataclass
class Allowance:
    """How many bytes one source may still unpack to, at all depths together: 1 GB, and 200 for each of its bytes.

    Text shrinks to a tenth, rarely to a hundredth; what shrinks further is made to fill a disk or a day.
    """

    left: int = _GIFT

    @classmethod
    def for_size(cls, size: int) -> Allowance:
        """The allowance of a source of so many bytes."""
        return cls(_GIFT + _PER_BYTE * size)

    def take(self, size: int) -> None:
        """Raises TooMuch where there is no more."""
        self.left -= size
        if self.left < 0:
            raise TooMuch("it unpacks to more than 1 GB and 200 times its size")


def packing_of(head: bytes) -> str | None:
    """How a stream that starts with `head` is packed."""
    return next((name for start, name in STARTS.items() if head.startswith(start)), None)


def plain_name(name: str) -> str:
    """A file's name without the endings that say how it is packed."""
    name = name.lower()
    while name.endswith(ENDINGS):
        name = name.rpartition(".")[0]
    return name


def _open_xz(stream: IO[bytes]) -> Any:
    return _Engine(stream, lambda: lzma.LZMADecompressor(memlimit=_XZ_MEMORY))


def _open_with(reader: str, stream: IO[bytes]) -> Any:
    from fastwarc import stream_io

    return getattr(stream_io, reader)(stream)


_OPEN: Mapping[str, Callable[[Any], Any]] = MappingProxyType(
    {
        "gzip": lambda stream: GzipFile(fileobj=stream),
        "xz": _open_xz,
        "bzip2": lambda stream: _Engine(stream, bz2.BZ2Decompressor),
        "zstd": partial(_open_with, "ZstdReader"),
        "lz4": partial(_open_with, "Lz4Reader"),
        "br": partial(_open_with, "BrotliReader"),
    }
)


class Unpacked(io.RawIOBase):
    """What a packed stream holds, counted against an allowance. Reading raises BrokenPacking and TooMuch."""

    def __init__(self, packing: str, stream: IO[bytes], allowance: Allowance) -> None:
        self._packing, self._allowance = packing, allowance
        self._fault: BrokenPacking | None = None
        self._stream = self._open(stream)
        # one piece at a time where it can: what was unpacked before a fault is given before it is told
        self._read: Callable[[int], bytes] = getattr(self._stream, "read1", self._stream.read)

    def _open(self, stream: IO[bytes]) -> Any:
        try:
            return _OPEN[self._packing](OneWay(stream))
        except (OSError, EOFError, lzma.LZMAError) as error:
            raise BrokenPacking(self._packing, str(error)) from error

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fills the buffer as far as it goes; a fault is told by the next call, after what was unpacked before it."""
        size = 0
        while size < len(buffer) and self._fault is None:
            try:
                piece = self._read(len(buffer) - size)
            except TooMuch:
                raise
            except (OSError, EOFError, zlib.error, lzma.LZMAError, ValueError) as error:
                self._fault = BrokenPacking(self._packing, str(error))
                break
            if not piece:
                break
            self._allowance.take(len(piece))
            buffer[size : size + len(piece)] = piece
            size += len(piece)
        if not size and self._fault is not None:
            raise self._fault
        return size


class _Engine:
    """xz and bzip2: their files in the standard library read ahead without a bound on memory."""

    def __init__(self, stream: IO[bytes], new: Callable[[], Any]) -> None:
        self._stream, self._new = stream, new
        self._engine = new()

    def read(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        while True:
            if self._engine.eof:
                rest = self._engine.unused_data.lstrip(b"\0") or self._stream.read(_PIECE).lstrip(b"\0")
                if not rest:
                    return b""
                self._engine = self._new()
                piece: bytes = self._engine.decompress(rest, size)
            elif self._engine.needs_input:
                packed = self._stream.read(_PIECE)
                if not packed:
                    raise EOFError("it ends before its end was told")
                piece = self._engine.decompress(packed, size)
            else:
                piece = self._engine.decompress(b"", size)
            if piece:
                return piece


def unpack_start(head: bytes, most: int = 8192, deep: int = MOST_DEEP) -> bytes:
    """The first bytes of what a packed stream holds, as far as its own first bytes give them; `head` if it is plain.
    `deep`: how many packings are looked through.
    """
    for _ in range(deep):
        packing = packing_of(head)
        if packing is None:
            return head
        head = _as_far_as_it_goes(packing, head, most)
    return head


def _as_far_as_it_goes(packing: str, packed: bytes, most: int) -> bytes:
    out = b""
    try:
        stream = Unpacked(packing, io.BytesIO(packed), Allowance())
        while len(out) < most and (piece := stream.read(min(1024, most - len(out)))):
            out += piece
    except OSError:
        pass  # the head is cut off somewhere, and so is what it holds
    return out


def unpack_bytes(packing: str, packed: bytes, limit: int) -> tuple[bytes, str] | None:
    """At most `limit` bytes of what is packed, as far as it goes, and why it goes no further ("" where it need not);
    None where it is not packed so."""
    out = io.BytesIO()
    why = ""
    try:
        stream = Unpacked(packing, io.BytesIO(packed), Allowance(limit + _PIECE))
        while out.tell() < limit and (piece := stream.read(min(_PIECE, limit - out.tell()))):
            out.write(piece)
    except OSError as error:
        if packing == "br":  # it begins in no way of its own: plain bytes give a little before they break
            return None
        why = BROKEN_OFF.format(out.tell(), str(error))  # what could be unpacked up to the fault is there
    return (out.getvalue(), why) if out.tell() else None
