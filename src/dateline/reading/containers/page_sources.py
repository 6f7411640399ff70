"""Where pages come from: files, folders and standard input of every kind. Yields what is whole, says what is not."""

from __future__ import annotations

import io
import posixpath
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from dateline.errors import UsageError
from dateline.model import Page, Skipped
from dateline.reading.containers.beside import page_beside
from dateline.reading.containers.csv_files import csv_pages, is_table, looks_like_a_table
from dateline.reading.containers.extras import NO_PDF, has_pdf_reader
from dateline.reading.containers.folders import files_in
from dateline.reading.containers.json_lines import Beside, json_list_pages, json_pages, skip_stream
from dateline.reading.containers.packed import (
    MOST_DEEP,
    OF_ARCHIVES,
    Allowance,
    Unpacked,
    packing_of,
    plain_name,
    unpack_start,
)
from dateline.reading.containers.skipped_records import plain_reason, skip_record
from dateline.reading.containers.sniffing import Shape, name_binary, sniff
from dateline.reading.containers.ways import PAGE_LIMIT, Ways

STANDARD_INPUT = "standard input"

_PAGES = (".html", ".htm", ".xhtml", ".txt", ".text")
_FEEDS = (".rss", ".atom")
_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv", ".tab")
_PRINTED = (".docx", ".doc", ".odt", ".rtf", ".epub")
"""Documents that may be articles and cannot be read: they are told, not passed over in silence."""
_ARCHIVES = (".warc", ".wet", ".arc", ".zip", ".wacz", ".parquet")
_KNOWN = (*_PAGES, *_FEEDS, *_LINES, *_ARCHIVES, *_PRINTED, ".pdf", ".eml", ".mht", ".mhtml")
_HEAD = 65_536
_MARKUP = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


def pages(
    source: str | Path,
    *,
    limit: int = PAGE_LIMIT,
    columns: Mapping[str, str] | None = None,
    html_below: str | Path | None = None,
    ways: Ways | None = None,
) -> Iterator[Page | Skipped]:
    """The pages of `source`: a file, a folder (recursively, sorted by name), or "-" for standard input.

    What a file is, its first bytes tell before its name does: HTML, text, PDF, JSON lines, a table of articles (CSV,
    TSV, Parquet), WARC, WET, ARC, an RSS or Atom feed, an e-mail message, a zip of all these; each also packed with
    gzip, xz, bzip2, Zstandard or lz4. In a folder the files of these kinds are read, hidden ones and others (pictures,
    scripts, notes) left alone. A record that cannot be read is a Skipped with its reason.

    `limit`: decoded bytes of one page. `columns`: for a fact of a page (text, html, html_path, id, address, outlet,
    title, published, fetched) the column or key that gives it. `html_below`: the folder below which the files that
    lines name by `html_path` must lie, by default that of the lines. `ways`: all of this as one value.

    Raises FileNotFoundError if there is no such file or folder: a mistyped name is not a page.
    """
    ways = ways or Ways(limit, columns or {}, Path(html_below) if html_below is not None else None)
    if str(source) == "-":
        if sys.stdin is None:
            raise UsageError("standard input is closed. Name files, or pipe pages into the command.")
        yield from _Source(STANDARD_INPUT, "", ways, Allowance()).pages(sys.stdin.buffer)
        return
    path = Path(source)
    if path.is_dir():
        for member in files_of_pages(path, ways):
            if isinstance(member, Skipped):
                yield member
            else:
                yield from _file(member, ways)
        return
    if not path.exists():
        raise FileNotFoundError(f"no such file or folder: {path}")
    if ways.wants(path):
        yield from _file(path, ways)


def files_of_pages(folder: Path, ways: Ways) -> Iterator[Path | Skipped]:
    """The files of a folder that `pages` reads, in the same order, and what of the folder cannot be entered."""
    for member in files_in(folder):
        if isinstance(member, Skipped):
            yield member
        elif not ways.wants(member):
            continue
        elif _is_wanted(member, ways):
            yield member
        else:
            ways.left(member)


def _is_wanted(path: Path, ways: Ways) -> bool:
    if plain_name(path.name).endswith(_KNOWN):
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(8192)
    except OSError:
        return True  # it will be told why it cannot be read
    return _holds_pages(path.name, head, ways)


def _holds_pages(name: str, head: bytes, ways: Ways) -> bool:
    """Whether a file of a folder is a page or holds pages: by its name or, where that says nothing, beyond doubt by
    its first bytes.
    """
    name, head = plain_name(name), unpack_start(head)
    if name.endswith(_KNOWN):
        return True
    if name.endswith(_TABLES):
        return is_table(head, ways)
    shape = sniff(head)
    return shape in ("warc", "arc", "feed", "mail", "parquet", "pdf") or (
        shape == "html" and head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _MARKUP.search(head) is not None
    )


def _file(path: Path, ways: Ways) -> Iterator[Page | Skipped]:
    origin = ways.named(path)
    try:
        with path.open("rb") as stream:
            seekable = stream.seekable()  # a pipe by name is none: <(command) in a shell
            allowance = Allowance.for_size(path.stat().st_size)
            beside = partial(page_beside, path.parent, ways=ways)
            ways.told(path, 0)
            for one in _Source(origin, path.name, ways, allowance, beside).pages(stream):
                if seekable and not stream.closed:
                    ways.told(path, stream.tell())
                yield one
    except OSError as error:
        yield skip_record(origin, "file cannot be read", plain_reason(error))


@dataclass(frozen=True, slots=True)
class _Source:
    """One stream of bytes: what it is called, what holds for it, and how deep it lay in others."""

    origin: str
    name: str
    ways: Ways
    allowance: Allowance
    beside: Beside | None = None
    depth: int = 0

    def pages(self, stream: IO[bytes]) -> Iterator[Page | Skipped]:
        """Its pages, told by its first bytes."""
        buffered: io.BufferedReader = io.BufferedReader(_Raw(stream), _HEAD)
        try:
            head = buffered.peek(_HEAD)[:_HEAD]
        except OSError as error:
            yield skip_stream(self.origin, error)
            return
        if packing_of(head) is not None:
            yield from self._unpacked(stream, buffered, head)
            return
        shape = self._shape(head)
        if (why := self._why_not(shape, head)) is not None:
            yield skip_record(self.origin, *why)
        elif shape == "warc":
            yield from self._records(_at_start(stream) or buffered)
        elif shape in ("zip", "parquet"):
            yield from self._from_its_end(stream, buffered, shape)
        elif shape == "arc":
            from dateline.reading.containers.arc import arc_pages

            yield from arc_pages(buffered, self.ways.limit, self.origin)
        elif shape == "jsonl":
            yield from json_pages(buffered, self.origin, self.beside, self.ways)
        elif shape == "csv":
            yield from csv_pages(buffered, self.origin, self.beside, self.ways)
        else:
            yield from self._whole(buffered, shape)

    def _records(self, stream: Any) -> Iterator[Page | Skipped]:
        from dateline.reading.containers.warc import warc_pages

        return warc_pages(stream, self.ways.limit, self.origin)

    def _unpacked(self, stream: IO[bytes], buffered: io.BufferedReader, head: bytes) -> Iterator[Page | Skipped]:
        archive = packing_of(head) in OF_ARCHIVES and sniff(unpack_start(head, deep=1)) == "warc"
        if archive and (start := _at_start(stream)) is not None:
            yield from self._records(start)  # packed record by record: it is unpacked there
            return
        if self.depth >= MOST_DEEP:
            yield skip_record(self.origin, "packed too often", f"more than {MOST_DEEP} times, one in the other")
            return
        try:
            inside = Unpacked(packing_of(head) or "", buffered, self.allowance)
        except OSError as error:
            yield skip_stream(self.origin, error)
            return
        # unbuffered here: a buffer below a buffer drops what it has when a fault is told
        yield from self._inside(self.origin, self.name, self.beside).pages(inside)  # type: ignore[arg-type]

    def _inside(self, origin: str, name: str, beside: Beside | None) -> _Source:
        return _Source(origin, name, self.ways, self.allowance, beside, self.depth + 1)

    def _from_its_end(self, stream: IO[bytes], buffered: io.BufferedReader, shape: Shape) -> Iterator[Page | Skipped]:
        """Archives and tables whose list of contents stands at their end."""
        if self.depth >= MOST_DEEP:
            yield skip_record(self.origin, "packed too often", f"more than {MOST_DEEP} times, one in the other")
            return
        from dateline.reading.containers.zip_files import spooled, zip_pages

        start = _at_start(stream)
        try:
            whole = start or spooled(buffered, self.allowance)
        except OSError as error:
            yield skip_stream(self.origin, error)
            return
        try:
            if shape == "zip":
                yield from zip_pages(whole, self.origin, self._member)
            else:
                from dateline.reading.containers.parquet_files import parquet_pages

                yield from parquet_pages(whole, self.origin, self.beside, self.ways)
        finally:
            if start is None:
                whole.close()

    def _member(self, stream: IO[bytes], name: str) -> Iterator[Page | Skipped]:
        counted = _Counted(stream, self.allowance)
        buffered = io.BufferedReader(counted, _HEAD)
        if not _holds_pages(name, buffered.peek(_HEAD)[:8192], self.ways):
            self.ways.left(Path(name))
            return
        yield from self._inside(f"{self.origin}/{name}", posixpath.basename(name), None).pages(buffered)

    def _shape(self, head: bytes) -> Shape:
        """What the stream is: its name decides only between kinds that look alike."""
        name, shape = plain_name(self.name), sniff(head)
        if shape in ("binary", "zip", "warc", "arc", "parquet", "pdf"):
            return shape
        if (name.endswith(_TABLES) or not name) and shape not in ("jsonl", "json") and is_table(head[:8192], self.ways):
            return "csv"
        return "jsonl" if name.endswith(_LINES) else _settle(name, shape)

    def _why_not(self, shape: Shape, head: bytes) -> tuple[str, str] | None:
        """Why a file is not taken for a page, as reason and detail."""
        name = plain_name(self.name)
        if name.endswith(_PRINTED) and shape in ("binary", "text", "zip"):
            return "not a text page", f"{name.rpartition('.')[2]} document: save its text and add that"
        if shape == "binary":
            return "not a text page", name_binary(head)
        if shape == "pdf" and not has_pdf_reader():  # said of the file, not of the page: once it can be read, it is
            return NO_PDF, ""
        table = name.endswith(_TABLES) or (not name and looks_like_a_table(head[:8192]))
        if table and shape in ("text", "html"):
            return "table without a column of text", "name it with --column text=NAME"
        if name.endswith(".json") and shape == "text":
            return "JSON that holds no pages", "one object with text or html, a list of them, or one a line"
        return None

    def _whole(self, stream: io.BufferedReader, shape: Shape) -> Iterator[Page | Skipped]:
        try:
            content = stream.read(self.ways.limit + 1)
        except OSError as error:
            yield skip_stream(self.origin, error)
            return
        if len(content) > self.ways.limit:
            yield skip_record(self.origin, "page too large", f"more than {self.ways.limit} bytes")
            return
        yield from self._reader(shape)(content)

    def _reader(self, shape: Shape) -> Callable[[bytes], Iterator[Page | Skipped]]:
        """What makes pages of a file that is taken as a whole."""
        name, origin = plain_name(self.name), self.origin
        if shape == "json":
            return partial(json_list_pages, origin=origin, beside=self.beside, ways=self.ways)
        if shape == "feed":
            from dateline.reading.containers.feeds import feed_pages

            return partial(feed_pages, origin=origin)
        if shape == "mail":
            from dateline.reading.containers.mail import mail_page

            return lambda content: iter((mail_page(content, origin),))
        marked = name.endswith((".html", ".htm", ".xhtml")) or (
            shape == "html" and not name.endswith((".txt", ".text"))
        )
        media = "application/pdf" if shape == "pdf" else "text/html" if marked else "text/plain"
        return lambda content: iter((Page(content, media=media, origin=origin),))


def _settle(name: str, shape: Shape) -> Shape:
    if name.endswith(_FEEDS) and shape in ("html", "text"):
        return "feed"
    if name.endswith(".eml") and shape in ("html", "text", "jsonl", "json"):
        return "mail"
    return "text" if name.endswith(_PAGES) and shape in ("jsonl", "json", "mail", "feed") else shape


def _at_start(stream: IO[bytes]) -> IO[bytes] | None:
    """The stream from its first byte, where it is a file that can go back."""
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO) and stream.seekable():
        stream.seek(0)
        return stream
    return None


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


class _Counted(_Raw):
    """The same, counted against an allowance."""

    def __init__(self, stream: IO[bytes], allowance: Allowance) -> None:
        super().__init__(stream)
        self._allowance = allowance

    def readinto(self, buffer: Any) -> int:
        size = super().readinto(buffer)
        self._allowance.take(size)
        return size
