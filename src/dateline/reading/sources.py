"""Where pages come from: files, folders, JSON lines, WARC, standard input. Yields what is whole, says what is not."""

from __future__ import annotations

import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import msgspec

from dateline.model import Page, Skipped
from dateline.reading.sniffing import sniff
from dateline.reading.warc import lost, warc_pages

PAGE_LIMIT = 64 * 1024 * 1024
"""Decoded bytes of one page, by default; a longer one is skipped, not cut: half a page would be a false witness."""

_WARC = (".warc", ".warc.gz", ".warc.lz4", ".warc.zst", ".wet", ".wet.gz")
_SUFFIXES = (".html", ".htm", ".html.gz", ".htm.gz", ".txt", ".txt.gz", ".jsonl", ".jsonl.gz", *_WARC)
_ALIASES = {
    "id": ("id",),
    "text": ("text",),
    "html": ("html",),
    "html_path": ("html_path",),
    "address": ("url", "address"),
    "outlet": ("outlet",),
    "fetched": ("fetched",),
    "title": ("title",),
    "published": ("published",),
}


def pages(source: str | Path, *, limit: int = PAGE_LIMIT) -> Iterator[Page | Skipped]:
    """The pages of `source`: a file (.html .htm .txt .jsonl .warc, each also .gz), a folder (recursively, sorted by
    name), or "-" for standard input. A record that cannot be read is a Skipped with its reason. `limit`: decoded
    bytes of one page.

    Raises FileNotFoundError if there is no such file or folder: a mistyped name is not a page.
    """
    if str(source) == "-":
        yield from _stream(sys.stdin.buffer, "standard input", limit, None)
        return
    path = Path(source)
    if path.is_dir():
        for member in sorted(path.rglob("*")):
            if member.is_file() and member.name.lower().endswith(_SUFFIXES):
                yield from _file(member, limit)
        return
    if not path.exists():
        raise FileNotFoundError(f"no such file or folder: {path}")
    yield from _file(path, limit)


def _file(path: Path, limit: int) -> Iterator[Page | Skipped]:
    name = path.name.lower()
    try:
        if name.endswith(_WARC):
            yield from warc_pages(path, limit)
            return
        with path.open("rb") as stream:
            yield from _stream(stream, str(path), limit, path)
    except OSError as error:
        yield lost(str(path), "file cannot be read", str(error), None)


def _stream(stream: IO[bytes], origin: str, limit: int, path: Path | None) -> Iterator[Page | Skipped]:
    buffered = io.BufferedReader(_Raw(stream), 65_536)
    head = buffered.peek(65_536)[:65_536]
    if sniff(head) == "gzip":
        buffered = io.BufferedReader(gzip.GzipFile(fileobj=buffered), 65_536)  # type: ignore[arg-type]
        try:
            head = buffered.peek(65_536)[:65_536]
        except (OSError, EOFError, zlib.error) as error:
            yield lost(origin, "broken gzip", str(error), None)
            return
    name = (path.name if path else "").lower().removesuffix(".gz")
    shape = sniff(head)
    if name.endswith(".jsonl") or (not name.endswith((".html", ".htm", ".txt")) and shape == "jsonl"):
        yield from _json_lines(buffered, origin, limit, path.parent if path else None)
    elif shape == "warc":
        yield from warc_pages(buffered, limit, origin)
    else:
        media = "text/html" if name.endswith((".html", ".htm")) or shape == "html" else "text/plain"
        yield _single(buffered, origin, limit, "text/plain" if name.endswith(".txt") else media)


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


def _single(stream: IO[bytes], origin: str, limit: int, media: str) -> Page | Skipped:
    try:
        content = stream.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        return lost(origin, "broken gzip", str(error), None)
    if len(content) > limit:
        return lost(origin, "page too large", f"more than {limit} bytes", None)
    return Page(content, media=media, origin=origin)


def _json_lines(stream: IO[bytes], origin: str, limit: int, folder: Path | None) -> Iterator[Page | Skipped]:
    number = 0
    while True:
        where = f"{origin}:{number + 1}"
        try:
            line = stream.readline(2 * limit + 1)
        except (OSError, EOFError, zlib.error) as error:
            yield lost(where, "broken gzip", str(error), None)
            return
        if not line:
            return
        number += 1
        if len(line) > 2 * limit:
            yield lost(where, "page too large", f"a line of more than {2 * limit} bytes", None)
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
        elif line.strip():
            yield _json_page(line, where, limit, folder)


def _json_page(line: bytes, origin: str, limit: int, folder: Path | None) -> Page | Skipped:
    try:
        row = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return lost(origin, "line is no JSON", str(error), None)
    if not isinstance(row, dict):
        return lost(origin, "line is no JSON object", type(row).__name__, None)
    facts = {name: _first(row, keys) for name, keys in _ALIASES.items()}
    given: dict[str, Any] = {
        "address": facts["address"],
        "fetched": facts["fetched"],
        "given_id": facts["id"],
        "given_title": facts["title"],
        "given_outlet": facts["outlet"],
        "given_published": facts["published"],
        "origin": origin,
    }
    if facts["html"]:
        return Page(_utf8(facts["html"]), media="text/html", charset="utf-8", **given)
    if facts["text"] is not None:
        return Page(_utf8(facts["text"]), media="text/plain", charset="utf-8", **given)
    if facts["html_path"] and folder is not None:
        return _beside(folder / facts["html_path"], limit, given)
    return lost(origin, "no text and no html in the line", "", facts["address"], facts["id"])


def _beside(path: Path, limit: int, given: dict[str, Any]) -> Page | Skipped:
    opened = None
    for found in _file(path, limit):
        opened = found
        break
    if isinstance(opened, Page):
        return Page(opened.content, media=opened.media, charset=opened.charset, **given)
    detail = opened.detail if opened else "empty file"
    return lost(given["origin"], "file beside the line cannot be read", detail, given["address"], given["given_id"])


def _first(row: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) and value:
            return value
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
    return None


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
