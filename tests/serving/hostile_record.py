"""The made record once more, with words in its fields that would do harm in a page that is not careful."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import TypeVar

import msgspec

from dateline.model import Coded, Credit, Field, Furniture, Part, Report, Span, Story
from dateline.recording import Record

from ..exporting import made_record

T = TypeVar("T")

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3
"""A word of some 240 letters."""
NAUGHTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "' onmouseover='alert(1)",
    "</title><style>*{display:none}</style>",
    "{{ 7 * 7 }}{% raw %}",
    "https://evil.example/?x=<svg onload=alert(1)>",
    "data:text/html,<script>alert(1)</script>",
    "\u202egnp.exe\u202c \u200b\ufeff",
    "../../../etc/passwd",
    "=1+1|cmd",
    "%s%n%00\x0b",
    "' OR 1=1; DROP TABLE reports; --",
    LONG,
)
_HARMED = frozenset(
    ("title", "outlet", "name", "office", "how", "address", "canonical", "given_id", "origin", "words", "reason",
     "method", "rule", "admin", "feature", "agency", "type", "mode", "cameo", "country", "wikidata", "speaker", "value",
     "outlets", "byline", "notes", "place", "declared")
)  # fmt: skip


def _harm(value: T, words: Iterator[str]) -> T:
    """The value with hostile words in every text of a field that is named above; spans and ids stay as they are."""
    if isinstance(value, tuple):
        return type(value)(_harm(one, words) for one in value)
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, how=next(words)) if hasattr(value, "how") else value
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed: dict[str, object] = {}
    for field in fields(value):
        held = getattr(value, field.name)
        if (
            isinstance(held, str)
            and field.name in _HARMED
            and not (isinstance(value, Credit | Field) and field.name in ("how", "name"))
        ):
            changed[field.name] = next(words)
        elif isinstance(held, tuple) and held and isinstance(held[0], str) and field.name in _HARMED:
            changed[field.name] = tuple(next(words) for _ in held)
        elif is_dataclass(held) or isinstance(held, tuple | msgspec.Struct):
            changed[field.name] = _harm(held, words)
    return replace(value, **changed)


def _report(report: Report, words: Iterator[str]) -> Report:
    harmed = _harm(report, words)
    more = "\n" + "\n".join(NAUGHTY)
    text = report.text + more
    part = Part("paragraph", Span(len(report.text) + 1, len(text)))
    aside = tuple(Furniture("other", word) for word in NAUGHTY)
    return replace(harmed, text=text, parts=(*report.parts, part), furniture=aside)


def make_hostile(path: Path) -> Path:
    """The record as a file."""
    words = itertools.cycle(NAUGHTY)
    with Record.open(path) as record:
        for page, (report, coding) in zip(made_record.PAGES, made_record.coded(), strict=True):
            one = Coded(_report(report, words), _harm(coding, words))
            record.add(page, one.report, one.coding)
        story: Story = _harm(made_record.story(), words)
        record.replace_stories([story])
    return path
