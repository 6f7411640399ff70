"""The tense in which a clause tells a day, from the cues of tables/tense.tsv; clauses outside quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from dateline.model import Span
from dateline.reading.lines.page_words import any_of
from dateline.reading.tables import rows

_REACH = 200
"""Characters around a weekday in which its cue is looked for: more than any clause of prose, so that pages without
full stops cost no more than others."""
Tense = Literal["past", "future"]
_CLAUSE = re.compile(
    r"[;:—–]|(?<=[.!?])[\"”’)]*\s"
    rf"|, (?={any_of('clause opens')}\b)|[“”\"]"
)

_SENTENCE_OR_QUOTE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])|[“”\"]")


@cache
def _cues() -> re.Pattern[str]:
    by_tense = {tense: f"(?P<{tense}>{'|'.join(forms)})" for tense, forms in _forms().items()}
    return re.compile(
        r"\b(?:" + "|".join(by_tense[t] for t in ("void", "future", "coming", "past")) + r")\b", re.IGNORECASE
    )


def _forms() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for tense, pattern in rows("tense.tsv", "tense", "pattern"):
        out.setdefault(tense, []).append(pattern)
    return out


def clauses(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    return _unquoted_stretches(_CLAUSE, text, paragraph)


def outside_quotations(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph that no quotation marks enclose, sentence by sentence."""
    return _unquoted_stretches(_SENTENCE_OR_QUOTE, text, paragraph)


def _unquoted_stretches(gaps: re.Pattern[str], text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """What stands between `gaps` outside quotation marks; a straight mark opens and closes in turn."""
    at, quoted = paragraph.start, False
    for gap in gaps.finditer(text, paragraph.start, paragraph.end):
        if not quoted and gap.start() > at:
            yield at, gap.start()
        if gap[0] in '“"':
            quoted = gap[0] == "“" or not quoted
        elif gap[0] == "”":
            quoted = False
        at = gap.end()
    if not quoted and paragraph.end > at:
        yield at, paragraph.end


def tense_at(clause: str, at: int, *, verbal: bool = False) -> Tense | None:
    """Tense of the cue nearest before the weekday or, where none stands before it, nearest after ("On Friday, he")."""
    before: re.Match[str] | None = None
    after: re.Match[str] | None = None
    for found in _cues().finditer(clause, max(0, at - _REACH), at + _REACH):
        if found.start() < at:
            before = found
        elif after is None:
            after = found
    cue: re.Match[str] | None = before or after
    if cue is None or cue.lastgroup == "void" or (verbal and cue.lastgroup == "coming"):
        return None
    return "past" if cue.lastgroup == "past" else "future"


def verbal_tense(text: str, paragraph: Span, at: int) -> Tense | None:
    """Tense of the verb of the clause that holds offset `at`; None inside quotations and where no verb tells it."""
    for start, end in clauses(text, paragraph):
        if start <= at < end:
            return tense_at(text[start:end], at - start, verbal=True)
    return None
