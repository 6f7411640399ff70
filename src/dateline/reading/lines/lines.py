"""Lines of a page: where each stands, what its words and shape say about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from dateline.model import FurnitureKind
from dateline.reading.tables import rows

_LONGEST, _LONGEST_WHOLE = 1200, 600
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SENTENCE_END = re.compile(r"[.!?…。！？](?:[\"'”’»)\]]|\s)*$")
_SENTENCE_BREAK = re.compile(r"[.!?][\"'”’)]*\s+[\"'“‘(]*[A-Z]|[。！？](?=.)")


@dataclass(frozen=True)
class Line:
    """A line of a page without its outer white space. `start`: offset in the decoded page, None for HTML.

    `hint` is what the markup or an earlier step knows of it; None means that only the words can tell.
    """

    text: str
    start: int | None = None
    hint: FurnitureKind | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Words as printed; scripts without spaces count two characters as a word."""
        if not self.text.isascii() and len(_WIDE.findall(self.text[:2000])) > 5:
            return tuple(self.text[i : i + 2] for i in range(0, len(self.text), 2))
        return tuple(_WORD.findall(self.text))

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Content words in lower case: words of five letters and more, and shorter names."""
        return tuple(w.lower() for w in self.words if len(w) > 4 or (len(w) > 2 and w[0].isupper()))

    @cached_property
    def folded(self) -> str:
        """Lower case, single spaces, no outer punctuation: equal for a headline and its repetition."""
        return fold(" ".join(self.text.split()))

    @cached_property
    def ends_sentence(self) -> bool:
        """Whether the line ends like a sentence."""
        return bool(_SENTENCE_END.search(self.text))

    @cached_property
    def sentences(self) -> int:
        """How many sentences it seems to hold, at least one."""
        return 1 + len(_SENTENCE_BREAK.findall(self.text[:4000]))


def fold(text: str) -> str:
    """A text without double spaces as `Line.folded` has it."""
    return text.lower().strip(" .,:;|-–—•·>»\"'")


def lines_of(text: str) -> list[Line]:
    """The non-empty lines of a text page, in order."""
    out = []
    at = 0
    for raw in text.split("\n"):
        stripped = raw.strip()
        if stripped:
            out.append(Line(stripped, at + raw.index(stripped[0])))
        at += len(raw) + 1
    return out


@dataclass(frozen=True, slots=True)
class Furnishing:
    """A row of tables/furniture.tsv: what a line is when it matches. `closes`: the story does not go on below it.

    `whole`: the pattern covers the line from end to end; such a match is sure.
    """

    kind: FurnitureKind
    pattern: re.Pattern[str]
    closes: bool
    whole: bool


@cache
def furnishings() -> tuple[Furnishing, ...]:
    """The table of furniture, compiled once."""
    return tuple(_furnishings())


def _furnishings() -> Iterator[Furnishing]:
    for kind, closes, pattern in rows("furniture.tsv"):
        whole = pattern.startswith("^") and pattern.endswith("$")
        yield Furnishing(kind, re.compile(pattern, re.IGNORECASE), closes == "closes", whole)  # type: ignore[arg-type]


@cache
def _any_of(whole: bool) -> re.Pattern[str]:
    """All rows of one sort as one pattern with a group a row: one call into the matcher instead of thirty."""
    groups = (f"(?P<r{n}>{row.pattern.pattern})" for n, row in enumerate(furnishings()) if row.whole is whole)
    return re.compile("|".join(groups), re.IGNORECASE)


@lru_cache(maxsize=8192)
def furnishing(text: str) -> Furnishing | None:
    """The row of the table that a line's text matches, or None; rows for whole lines come first. Very long lines are
    prose whatever they hold.
    """
    row = whole_furnishing(text)
    if row is not None or len(text) > _LONGEST:
        return row
    return _row(_any_of(False).search(text))


@lru_cache(maxsize=8192)
def whole_furnishing(text: str) -> Furnishing | None:
    """The row that matches a line from end to end, or None: the sure ones, and the quick ones to look for."""
    return _row(_any_of(True).match(text)) if len(text) <= _LONGEST_WHOLE else None


def _row(found: re.Match[str] | None) -> Furnishing | None:
    return furnishings()[int(found.lastgroup[1:])] if found is not None and found.lastgroup is not None else None
