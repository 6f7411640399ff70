"""What a stretch of bytes is, from its first kilobytes (content sniffing): a page, many, packed, unreadable."""

from __future__ import annotations

import re
from typing import Literal

from dateline.reading.containers.packed import STARTS

Shape = Literal[
    "html",
    "jsonl",
    "warc",
    "arc",
    "feed",
    "mail",
    "json",
    "csv",
    "parquet",
    "packed",
    "zip",
    "pdf",
    "text",
    "binary",
]
"""`json`: a list, or one object over several lines; `packed`: as `packed.py` unpacks."""

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p|section|table|span|script|h1)\b", re.IGNORECASE
)
_BINARY_STARTS = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"SQLite format 3\x00",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"RIFF",
    b"\x7fELF",
    b"OggS",
    b"ID3",
)
_STARTS: tuple[tuple[bytes | tuple[bytes, ...], Shape], ...] = (
    (tuple(STARTS), "packed"),
    (b"WARC/", "warc"),
    (b"filedesc:", "arc"),
    (b"PAR1", "parquet"),
    ((b"PK\x03\x04", b"PK\x05\x06"), "zip"),
    (b"%PDF-", "pdf"),
    (_BINARY_STARTS, "binary"),
)
_NAMES: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3", "SQLite file: if it is a record, name it with --record"),
    (b"7z\xbc\xaf", "7z archive: unpack it and add the folder"),
    (b"Rar!", "rar archive: unpack it and add the folder"),
    (b"\xd0\xcf\x11\xe0", "old Office document: save its text and add that"),
    (b"{\\rtf", "rtf document: save its text and add that"),
)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")
_JSON_LIST = re.compile(rb"\[\s*\{\s*\"|\{[ \t\r]*\n\s*\"\w+\"\s*:")
_HEADER = re.compile(rb"^(?P<name>[A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|\r?$)", re.MULTILINE)
_MAIL = frozenset(b"received message-id mime-version return-path dkim-signature delivered-to content-type to".split())


def sniff(head: bytes) -> Shape:
    """The shape of what starts with `head` (a few kilobytes are enough)."""
    if (shape := _by_first_bytes(head)) is not None:
        return shape
    start_of_text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if (json := _json(start_of_text)) is not None:
        return json
    if _FEED.match(_after_prolog(_narrow(head))):
        return "feed"
    if _is_mail(start_of_text):
        return "mail"
    tags = len(_HTML.findall(head[:4096]))
    if tags >= 3 or (tags and start_of_text.startswith(b"<")):
        return "html"
    return "binary" if not head.startswith(_BOMS) and _looks_binary(head[:4096]) else "text"


def _by_first_bytes(head: bytes) -> Shape | None:
    if head[257:262] == b"ustar":
        return "binary"
    return next((shape for start, shape in _STARTS if head.startswith(start)), None)


def name_binary(head: bytes) -> str:
    """What a file is that holds no pages, as its first bytes say, and what to do with it."""
    if head[257:262] == b"ustar":
        return "tar archive: unpack it and add the folder"
    return next((name for start, name in _NAMES if head.startswith(start)), "binary")


def _json(start: bytes) -> Shape | None:
    if _JSON_LIST.match(start):
        return "json"
    return "jsonl" if start.startswith(b"{") and b'"' in start[:200] else None


def _narrow(head: bytes) -> bytes:
    """The same words a byte a character, where a byte order mark says that they stand two bytes wide."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode("utf-8", "replace")
    return head


def _after_prolog(head: bytes) -> bytes:
    """What follows the XML declaration, comments and document type; empty where they do not end in `head`."""
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    while True:
        if rest.startswith(b"<?"):
            end = b"?>"
        elif rest.startswith(b"<!--"):
            end = b"-->"
        elif rest[:9].upper() == b"<!DOCTYPE":
            bracket, close = rest.find(b"["), rest.find(b">")
            end = b"]" if 0 <= bracket < close else b">"
        else:
            return rest
        _, found, rest = rest.partition(end)
        if not found:
            return b""
        rest = rest.lstrip(b"> \t\r\n") if end == b"]" else rest.lstrip()


def _is_mail(start: bytes) -> bool:
    """Whether a text opens with the headers of a message: From, and two that only mail programs write."""
    block = start.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    if _HEADER.match(block) is None and not block.startswith(b"From "):
        return False
    names = {found["name"].lower() for found in _HEADER.finditer(block)}
    if b"snapshot-content-location" in names or (b"mime-version" in names and b"multipart/related" in block.lower()):
        return True
    return b"from" in names and len(names & _MAIL) >= 2


def _looks_binary(head: bytes) -> bool:
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    # A page with a few NUL bytes is still a page; wide encodings have one at every second place and a pattern.
    if head and controls / len(head) > 0.1:
        return not (head[1::2].count(0) > 0.4 * len(head[1::2]) or head[::2].count(0) > 0.4 * len(head[::2]))
    return False
