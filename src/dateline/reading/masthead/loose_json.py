"""JSON as pages write it: what browsers and search engines forgive in JSON-LD is mended, nothing else is guessed."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import msgspec

_MOST_MENDED = 200_000
"""Characters of a script that are mended by hand; a longer one is read as it is or not at all."""
_WRAPPING = re.compile(
    r"^(?:\s|\ufeff|<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[|/\*\s*\*/)+"
    r"|(?:\s|;|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>|//\s*-->|-->)+$"
)
_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
_ENDS_STRING = re.compile(
    r'\s*(?:$|[:}\]]|,\s*(?:[",{\[}\]\d-]|true|false|null|/[/*]|$)|/[/*]|"[\w@:.-]{1,40}"\s*:|\n\s*")'
)
_ESCAPES = frozenset('"\\/bfnrtu')
_CLOSING = {"{": "}", "[": "]"}


def read_json_ld(script: str) -> list[Any]:
    """The values in a script of JSON-LD, usually one; () where even a browser would find none.

    Forgiven are comments and CDATA marks around it, line breaks and tabs in strings, commas too many, escapes that are
    none, quotation marks left bare in a string, entities for marks, several values in a row, an end that is missing.
    """
    text = _WRAPPING.sub("", script)
    if '"' not in text:
        text = html.unescape(text)
    try:
        return [msgspec.json.decode(text.encode("utf-8", "replace"))]
    except (msgspec.DecodeError, RecursionError):
        return _values(_mend(text)) if len(text) <= _MOST_MENDED else []


def _values(text: str) -> list[Any]:
    decoder = json.JSONDecoder(strict=False)
    out: list[Any] = []
    at = 0
    while (found := re.compile(r"[{\[]").search(text, at)) is not None:
        try:
            value, at = decoder.raw_decode(text, found.start())
        except (ValueError, RecursionError):
            break  # what comes before the fault stands
        out.append(value)
    return out


def _mend(text: str) -> str:
    out: list[str] = []
    closing: list[str] = []
    at, end = 0, len(text)
    while at < end:
        char = text[at]
        comment = _COMMENT.match(text, at) if char == "/" else None
        if comment is not None:
            at = comment.end()
            continue
        last = _last_mark(out)
        if char in '"{[' and closing and last in ('"', "}", "]"):
            out.append(",")
        if char == '"':
            words, at = _string(text, at + 1)
            out.extend(('"', words, '"'))
            continue
        if char in "}]":
            _drop_comma(out)
            closing[-1:] = []
        elif char in "{[":
            closing.append(_CLOSING[char])
        if char in ",}]" and last == ":":
            out.append("null")
        if not (char == "," and last in ("", ",", "{", "[")):
            out.append(" " if char.isspace() else char)
        at += 1
    _drop_comma(out)
    return "".join((*out, *reversed(closing)))


def _drop_comma(out: list[str]) -> None:
    while out and (out[-1] == "," or out[-1].isspace()):
        out.pop()


def _last_mark(out: list[str]) -> str:
    return next((piece for piece in reversed(out) if not piece.isspace()), "")


def _string(text: str, at: int) -> tuple[str, int]:
    """The words of a string that opens before `at`, as JSON has them, and where it ends."""
    words: list[str] = []
    while at < len(text):
        char = text[at]
        if char == "\\":
            following = text[at + 1 : at + 2]
            words.append(char + following if following in _ESCAPES else following)
            at += 2
            continue
        if char == '"':
            if _ENDS_STRING.match(text, at + 1) is not None:
                return "".join(words), at + 1
            words.append('\\"')
        else:
            words.append(" " if char < " " else char)
        at += 1
    return "".join(words), at
