"""HTTP responses as an archive keeps them: what the headers claim of the body is undone where it is true.

Crawlers and those who rewrite archives undo a coding and leave the header that speaks of it; others forget the header.
So a coding counts where the bytes bear it out, and bytes that are plain stay as they are.
"""

from __future__ import annotations

import io
import re
import zlib
from dataclasses import dataclass

from dateline.reading.containers.packed import BROKEN_OFF, unpack_bytes

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_FIELD = re.compile(rb"^([A-Za-z][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_MOST_CODINGS = 4
_OTHERS = {"br": "br", "zstd": "zstd"}


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A response: status (None where its first line gives none), type and encoding as declared, the body laid bare.

    `fault`: what of the body is lost, in words; "" where nothing is.
    """

    status: int | None
    media: str | None
    charset: str | None
    body: bytes
    fault: str = ""


def take_answer(block: bytes, limit: int) -> HttpAnswer | None:
    """The response in a record's block; None where it does not begin like one. The body is at most `limit` bytes and
    one more, which tells that it is longer.
    """
    status = _STATUS.match(block)
    if not block.startswith(b"HTTP/"):
        return None
    end = _HEAD_END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    fields: dict[str, str] = {}
    for name, value in _FIELD.findall(head):
        fields.setdefault(name.decode("ascii").lower(), value.decode("latin-1"))
    kind = fields.get("content-type", "")
    charset = _CHARSET.search(kind)
    bare, fault = _lay_bare(body, fields, limit)
    return HttpAnswer(
        int(status[1]) if status else None,
        kind.split(";")[0].strip().lower() or None,
        charset[1] if charset else None,
        bare[: limit + 1],
        fault,
    )


def _lay_bare(body: bytes, fields: dict[str, str], limit: int) -> tuple[bytes, str]:
    """The body, and what of it is lost."""
    fault = ""
    if "chunked" in fields.get("transfer-encoding", "").lower() or _CHUNK.match(body):
        body, fault = _join_chunks(body)
    codings = [name.strip().lower() for name in fields.get("content-encoding", "").split(",")]
    codings = [name for name in codings if name in ("deflate", *_OTHERS)]  # the last was put on last
    for _ in range(_MOST_CODINGS):
        undone = _unpack(body, codings, limit)
        if undone is None and not codings:
            break
        if undone is not None:
            body, broken = undone
            fault = fault or broken
    return body, fault


def _join_chunks(body: bytes) -> tuple[bytes, str]:
    """The chunks joined, and what is lost: what follows a chunk and is none. The bytes as they are where no chunk
    begins: then they were joined before.
    """
    pieces: list[bytes] = []
    at = 0
    while (found := _CHUNK.match(body, at)) is not None:
        size = int(found[1], 16)
        piece = body[found.end() : found.end() + size]
        if not pieces and size and not _is_chunk_end(body, found.end() + size):
            return body, ""
        pieces.append(piece)
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
        if not size:
            return b"".join(pieces), ""
    if not pieces:
        return body, ""
    return b"".join(pieces), f"{len(body) - at:,} bytes behind its last chunk are no chunk" if at < len(body) else ""


def _is_chunk_end(body: bytes, at: int) -> bool:
    return at >= len(body) or body[at : at + 1] in (b"\r", b"\n")


def _unpack(body: bytes, codings: list[str], limit: int) -> tuple[bytes, str] | None:
    """The body unpacked, as far as it goes and one byte beyond the limit, and why it goes no further; None where it is
    not packed."""
    if body.startswith(b"\x1f\x8b\x08"):
        return _inflate(body, 31, limit)
    if not codings or not body or body.lstrip()[:1] in (b"<", b"{", b"["):
        return None
    coding = codings.pop()
    if coding == "deflate":
        found = (_inflate(body, bits, limit) for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS))
        return next((one for one in found if one[0]), None)
    return unpack_bytes(_OTHERS[coding], body, limit + 1)


def _inflate(body: bytes, bits: int, limit: int) -> tuple[bytes, str]:
    """What was unpacked before the piece with the fault, since such a piece may give anything; and the fault."""
    engine = zlib.decompressobj(bits)
    out = io.BytesIO()
    why = ""
    try:
        for at in range(0, len(body), 65_536):
            piece = engine.decompress(body[at : at + 65_536], limit + 1 - out.tell())
            out.write(piece)
            if engine.eof or out.tell() > limit:
                break
        else:
            why = "it ends before its end was told"
    except zlib.error as error:
        why = str(error)
    return out.getvalue(), why and BROKEN_OFF.format(out.tell(), why)
