"""One JSON text for one value: what the record keeps beside its columns, so that equal values come out again."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TypeVar

import msgspec

T = TypeVar("T")

_BRACE = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[{}]')
_SPAN = re.compile(rb'\{"start":(\d+),"end":(\d+)\}')


def to_json(value: object) -> str:
    """The canonical JSON of a value of the model: fields in the order of the class, no blanks, UTF-8 unescaped.

    Raises UnicodeEncodeError if a string holds half of a surrogate pair.
    """
    return msgspec.json.encode(value).decode("utf-8")


def from_json(text: str | bytes, kind: type[T]) -> T:
    """The value of `kind` whose canonical JSON is `text`. Raises msgspec.ValidationError if it is none."""
    return msgspec.json.decode(text, type=kind)


def pack(value: object) -> bytes:
    """The canonical JSON of a value in a tenth of its bytes: spans as steps from the one before, then zlib.

    Raises UnicodeEncodeError as `to_json`.
    """
    return compress(_shorten_spans(msgspec.json.encode(value)), _usual())


def unpack(packed: bytes, kind: type[T]) -> T:
    """The value that `pack` gave these bytes for. Raises zlib.error or msgspec.ValidationError if they are none."""
    return from_json(unpack_json(packed), kind)


def unpack_json(packed: bytes) -> bytes:
    """The JSON of the value that `pack` gave these bytes for. Raises zlib.error if they are none."""
    return _write_out_spans(decompress(packed, _usual()))


def may_hold(packed: bytes, *stretches: bytes) -> bool:
    """Whether one of these stretches of JSON, no span among them, stands in a packed value: to ask costs a part of what
    it costs to unpack. Raises zlib.error as `unpack`.
    """
    json = decompress(packed, _usual())
    return any(one in json for one in stretches)


def repack(packed: bytes, change: Callable[[bytes], bytes], level: int = 6) -> bytes:
    """A packed value whose text was changed: for one who writes other ids into it, and leaves its spans alone.

    `change` is given the JSON with spans as steps from one to the next, and must keep these as they are.
    """
    return compress(change(decompress(packed, _usual())), _usual(), level)


def unpack_field(packed: bytes, name: str, kind: type[T]) -> T:
    """The value of the first field of a packed object, called `name`; the rest is not read. Raises as `unpack`, and
    ValueError if another field comes first.
    """
    json = decompress(packed, _usual())
    head = b'{"%b":' % name.encode()
    if not json.startswith(head + b"{"):
        raise ValueError(f"{name} is not the first field of what was packed")
    return from_json(_write_out_spans(json[len(head) : _end_of_object(json, len(head))]), kind)


def _end_of_object(json: bytes, start: int) -> int:
    """Where the object ends that starts there."""
    depth = 0
    for found in _BRACE.finditer(json, start):
        depth += {b"{": 1, b"}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    raise ValueError("an object of JSON does not end")


def compress(content: bytes, known: bytes, level: int = 6) -> bytes:
    """`content` under zlib, for a reader who has `known` too: what stands there as well takes no room."""
    if not known:
        return zlib.compress(content, level)
    squeezer = zlib.compressobj(level, zdict=known)  # level 9 takes twice the time and saves half a percent
    return squeezer.compress(content) + squeezer.flush()


def decompress(packed: bytes, known: bytes) -> bytes:
    """What `compress` made `packed` of. Raises zlib.error if it was something else, or `known` was."""
    opener = zlib.decompressobj(zlib.MAX_WBITS, known)
    content = opener.decompress(packed) + opener.flush()
    if not opener.eof:
        raise zlib.error("the bytes break off")
    return content


@cache
def _usual() -> bytes:
    """What packed values have in common: a story and a report with its coding, made of our example pages.

    A record can be read only with the very bytes that it was written with, so that file never changes.
    """
    return _shorten_spans((files("dateline.recording") / "usual_values.txt").read_bytes())[-32768:]


def _shorten_spans(json: bytes) -> bytes:
    last = 0

    def short(found: re.Match[bytes]) -> bytes:
        nonlocal last
        start, end = int(found[1]), int(found[2])
        step, last = start - last, start
        return b"\x01%d,%d\x02" % (step, end - start)

    return _SPAN.sub(short, json)


def _write_out_spans(short: bytes) -> bytes:
    first, *parts = short.split(b"\x01")  # no JSON text holds the two bytes
    last, out = 0, [first]
    for part in parts:
        numbers, _, rest = part.partition(b"\x02")
        step, length = numbers.split(b",")
        last += int(step)
        out.append(b'{"start":%d,"end":%d}%b' % (last, last + int(length), rest))
    return b"".join(out)
