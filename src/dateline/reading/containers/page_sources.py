"""Where pages come from: files, folders and standard input of every kind. Yields what is whole, says what is not."""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import IO, Any

from dateline.model import Page, Skipped
from dateline.reading.containers.arc import arc_pages
from dateline.reading.containers.csv_files import csv_dialect, csv_pages
from dateline.reading.containers.decoding import decode
from dateline.reading.containers.feeds import feed_pages
from dateline.reading.containers.json_lines import json_list_pages, json_pages
from dateline.reading.containers.mail import mail_page
from dateline.reading.containers.skipped_records import skip_record
from dateline.reading.containers.sniffing import Shape, sniff
from dateline.reading.containers.warc import warc_pages

PAGE_LIMIT = 64 * 1024 * 1024
"""Decoded bytes of one page, by default; a longer one is skipped, not cut: half a page would be a false witness."""

_PAGES = (".html", ".htm", ".xhtml", ".txt", ".text")
_FEEDS = (".rss", ".atom")
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
_PRINTED = (".pdf", ".docx", ".doc", ".odt", ".rtf", ".epub")
"""Documents that may be articles and cannot be read: they are told, not passed over in silence."""
_ARCHIVES = (".warc", ".wet", ".arc", ".warc.lz4", ".warc.zst")
_KNOWN = (*_PAGES, *_FEEDS, *_LINES, *_ARCHIVES, *_PRINTED, ".eml", ".mht", ".mhtml")
_HEAD = 65_536
_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def pages(source: str | Path, *, limit: int = PAGE_LIMIT) -> Iterator[Page | Skipped]:
    """The pages of `source`: a file, a folder (recursively, sorted by name), or "-" for standard input.

    What a file is, its first bytes tell before its name does: HTML, text, JSON lines, WARC, WET, ARC, an RSS or Atom
    feed, an e-mail message, each also packed with gzip. In a folder the files of these kinds are read, hidden ones and
    others (pictures, scripts, notes) left alone. A record that cannot be read is a Skipped with its reason. `limit`:
    decoded bytes of one page.

    Raises FileNotFoundError if there is no such file or folder: a mistyped name is not a page.
    """
    if str(source) == "-":
        yield from _stream(sys.stdin.buffer, "standard input", limit, None)
        return
    path = Path(source)
    if path.is_dir():
        for member in sorted(path.rglob("*")):
            hidden = any(part.startswith(".") for part in member.relative_to(path).parts)
            if not hidden and member.is_file() and _is_wanted(member):
                yield from _file(member, limit)
        return
    if not path.exists():
        raise FileNotFoundError(f"no such file or folder: {path}")
    yield from _file(path, limit)


def _is_wanted(path: Path) -> bool:
    """Whether a file of a folder is a page or holds pages: by its name or, where that says nothing, beyond doubt by
    its first bytes.
    """
    if path.name.lower().removesuffix(".gz").endswith(_KNOWN):
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(8192)
    except OSError:
        return False
    if sniff(head) == "gzip":
        head = _unpack(head)
    shape = sniff(head)
    if path.name.lower().removesuffix(".gz").endswith(_TABLES):
        return _is_table(head)
    return shape in ("warc", "packed warc", "arc", "feed", "mail") or (
        shape == "html" and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _MARKUP.search(head) is not None
    )


def _is_table(head: bytes) -> bool:
    return csv_dialect(decode(head).text) is not None


def _unpack(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 8192)
    except zlib.error:
        return b""


def _file(path: Path, limit: int) -> Iterator[Page | Skipped]:
    try:
        with path.open("rb") as stream:
            yield from _stream(stream, str(path), limit, path)
    except OSError as error:
        yield skip_record(str(path), "file cannot be read", str(error))


def _stream(stream: IO[bytes], origin: str, limit: int, path: Path | None) -> Iterator[Page | Skipped]:
    buffered = io.BufferedReader(_Raw(stream), _HEAD)
    head = _head(buffered)
    name = (path.name if path else "").lower().removesuffix(".gz")
    unpacked = False
    if sniff(head) == "gzip":
        if path is not None and sniff(_unpack(head)) == "warc":
            stream.seek(0)
            yield from warc_pages(stream, limit, origin)  # packed record by record: it is unpacked there
            return
        unpacked = True
        buffered = io.BufferedReader(_Raw(gzip.GzipFile(fileobj=buffered)), _HEAD)  # type: ignore[arg-type]
        try:
            head = _head(buffered)
        except (OSError, EOFError, zlib.error) as error:
            yield skip_record(origin, "broken gzip", str(error))
            return
    shape = _shape(name, sniff(head))
    if shape == "text" and name.endswith(_TABLES) and _is_table(head[:8192]):
        shape = "csv"
    if shape == "binary" or name.endswith(_PRINTED):
        yield skip_record(origin, "not a text page", _kind_of(name, head))
        return
    if shape in ("warc", "packed warc"):
        if path is not None and not unpacked:
            stream.seek(0)
            yield from warc_pages(stream, limit, origin)
        else:
            yield from warc_pages(buffered, limit, origin)
    elif shape == "arc":
        yield from arc_pages(buffered, limit, origin)
    elif shape == "jsonl":
        yield from json_pages(buffered, origin, limit, partial(_open_beside, path.parent, limit) if path else None)
    else:
        yield from _read_whole(buffered, origin, limit, _reader(shape, name, origin, path, limit))


def _kind_of(name: str, head: bytes) -> str:
    """What a file is that cannot be read, as its name or its first bytes say."""
    if head.startswith(b"%PDF") or name.endswith(".pdf"):
        return "PDF: save its text and add that"
    ending = name.rpartition(".")[2]
    return f"{ending} document" if name.endswith(_PRINTED) else "binary"


def _shape(name: str, shape: Shape) -> Shape:
    """What a stream is: its name decides only between kinds that look alike."""
    if name.endswith(_LINES):
        return "jsonl"
    if name.endswith(_FEEDS) and shape in ("html", "text"):
        return "feed"
    if name.endswith(".eml") and shape in ("html", "text", "jsonl", "json"):
        return "mail"
    if name.endswith(_PAGES) and shape in ("jsonl", "json", "mail", "feed"):
        return "text"
    return shape


def _head(stream: io.BufferedReader[Any]) -> bytes:
    return stream.peek(_HEAD)[:_HEAD]


class _Raw(io.RawIOBase):
    """Standard input and files alike as one raw stream, so that one reader can look ahead in both."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


Reader = Callable[[bytes], Iterator[Page | Skipped]]


def _reader(shape: Shape, name: str, origin: str, path: Path | None, limit: int) -> Reader:
    """What makes pages of a file that is taken as a whole."""
    if shape == "json":
        return partial(
            json_list_pages, origin=origin, beside=partial(_open_beside, path.parent, limit) if path else None
        )
    if shape == "csv":
        return partial(csv_pages, origin=origin, beside=partial(_open_beside, path.parent, limit) if path else None)
    if shape == "feed":
        return partial(feed_pages, origin=origin)
    if shape == "mail":
        return lambda content: iter((mail_page(content, origin),))
    marked = name.endswith((".html", ".htm", ".xhtml")) or (shape == "html" and not name.endswith((".txt", ".text")))
    media = "text/html" if marked else "text/plain"
    return lambda content: iter((Page(content, media=media, origin=origin),))


def _read_whole(stream: IO[bytes], origin: str, limit: int, reader: Reader) -> Iterator[Page | Skipped]:
    try:
        content = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        yield skip_record(origin, "broken gzip", str(error))
        return
    if len(content) > limit:
        yield skip_record(origin, "page too large", f"more than {limit} bytes")
        return
    yield from reader(content)


def _open_beside(folder: Path, limit: int, name: str) -> Page | Skipped | None:
    return next(_file(folder / name, limit), None)
