"""What a stretch of bytes is, from its first kilobytes: HTML, JSON lines, WARC, gzip, plain text or nothing readable."""

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
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")


def sniff(head: bytes) -> Shape:
    """The shape of what starts with `head` (a few kilobytes are enough)."""
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(_BINARY_STARTS):
        return "binary"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{") and b'"' in start[:200]:
        return "jsonl"
    if start.startswith(b"<") and _HTML.search(head[:4096]):
        return "html"
    if len(_HTML.findall(head[:4096])) >= 3:
        return "html"
    if not head.startswith(_BOMS) and _looks_binary(head[:4096]):
        return "binary"
    return "text"


def _looks_binary(head: bytes) -> bool:
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    # A page with a few NUL bytes is still a page; wide encodings have one at every second place and a pattern.
    if head and controls / len(head) > 0.1:
        return not (head[1::2].count(0) > 0.4 * len(head[1::2]) or head[::2].count(0) > 0.4 * len(head[::2]))
    return False
