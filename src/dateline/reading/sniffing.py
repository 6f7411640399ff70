"""What a stretch of bytes is, from its first kilobytes: HTML, JSON lines, WARC, gzip, plain text, or unreadable."""

from __future__ import annotations

import re
from typing import Literal

Shape = Literal["html", "jsonl", "warc", "gzip", "text", "binary"]

_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|div|p|section|table|span|script|h1)\b", re.IGNORECASE
)
_BINARY_STARTS = (
    b"%PDF",
    b"filedesc://",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"RIFF",
    b"\x7fELF",
    b"OggS",
    b"ID3",
)
_STARTS: tuple[tuple[bytes | tuple[bytes, ...], Shape], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "warc"),
    (_BINARY_STARTS, "binary"),
)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def sniff(head: bytes) -> Shape:
    """The shape of what starts with `head` (a few kilobytes are enough)."""
    for start, shape in _STARTS:
        if head.startswith(start):
            return shape
    start_of_text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start_of_text.startswith(b"{") and b'"' in start_of_text[:200]:
        return "jsonl"
    tags = len(_HTML.findall(head[:4096]))
    if tags >= 3 or (tags and start_of_text.startswith(b"<")):
        return "html"
    return "binary" if not head.startswith(_BOMS) and _looks_binary(head[:4096]) else "text"


def _looks_binary(head: bytes) -> bool:
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    # A page with a few NUL bytes is still a page; wide encodings have one at every second place and a pattern.
    if head and controls / len(head) > 0.1:
        return not (head[1::2].count(0) > 0.4 * len(head[1::2]) or head[::2].count(0) > 0.4 * len(head[::2]))
    return False
