"""Puts the clean text together: kept lines become parts, everything else furniture, cuts lead back to the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model import Cut, Part, PartKind, Span

_SEPARATORS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|(?<=[ \t\n])[ \t\n]+")
"""What is dropped inside a line: characters without width (bidi overrides among them) and white space after white
space."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of the page that belongs to the clean text. `start` is None for HTML; `day` is what its own head
    prints, where the page is made of posts ("--06-12" where no year stands there).
    """

    kind: PartKind
    text: str
    start: int | None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class CleanText:
    """The clean text, its parts and, where the page was text, the cuts back to it."""

    text: str
    parts: tuple[Part, ...]
    cuts: tuple[Cut, ...]


def join_kept(kept: Iterable[Kept]) -> CleanText:
    """The kept stretches joined by line breaks; each becomes one part. Stretches without words fall away."""
    pieces: list[str] = []
    parts: list[Part] = []
    cuts: list[Cut] = []
    at = 0
    for item in kept:
        runs = [(s, e) for s, e in _runs(item.text) if s < e]
        size = sum(e - s for s, e in runs)
        if not size:
            continue
        if pieces:
            pieces.append("\n")
            at += 1
        parts.append(Part(item.kind, Span(at, at + size), item.day))
        for s, e in runs:
            words = item.text[s:e]
            pieces.append(words)
            if item.start is not None:
                cuts.append(Cut(Span(at, at + e - s), item.start + s))
            at += e - s
    return CleanText("".join(pieces), tuple(parts), tuple(cuts))


def _runs(text: str) -> Iterable[tuple[int, int]]:
    at = 0
    for drop in _SEPARATORS.finditer(text):
        yield at, drop.start()
        at = drop.end()
    yield at, len(text)
