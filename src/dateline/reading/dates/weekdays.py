"""What the weekdays in a text say about the day it was written.

News copy names the days of the past and coming week by weekday alone: "hosted a meeting Friday" was written on that
Friday or soon after, "on Saturday, she is due to land" before that Saturday. So the latest weekday told in the
past tense and the next one told in the future tense bound the day of writing within its week.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.model import Span
from dateline.reading.lines.calendars import WEEKDAYS
from dateline.reading.tables import rows

_REACH = 200
"""Characters around a weekday in which its cue is looked for: more than any clause of prose, so that pages without
full stops cost no more than others."""
Tense = Literal["past", "future"]
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DAY = re.compile(
    rf"(?<![\w-])(?P<before>(?:[\w'’]+ )?)(?P<day>{_DAYS})\b(?P<after>(?:['’]s?\b|s\b|,? \(?[A-Z]?[a-z]*\.? ?\d|-)?)"
)
_NOT_BARE = frozenset(
    "last next every each black good easter ash super palm cyber a any one most that previous following first second"
    " third fourth final other another holy shrove giving casual until since by all no per"
    " the his her its their our my your".split()
)
_CLAUSE = re.compile(
    r"[;:—–]|(?<=[.!?])[\"”’)]*\s"
    r"|, (?=(?:and|but|while|which|who|where|when|as|after|before|with|saying|adding)\b)|[“”\"]"
)

_SENTENCE_OR_QUOTE = re.compile(r"(?<=[a-z0-9)][.!?])\s+(?=[A-Z])|[“”\"]")


@dataclass(frozen=True, slots=True)
class Told:
    """A bare weekday (Monday = 0), the tense in which it is told, and where the words stand."""

    weekday: int
    tense: Tense
    span: Span


@cache
def _cues() -> re.Pattern[str]:
    by_tense = {tense: f"(?P<{tense}>{'|'.join(forms)})" for tense, forms in _forms().items()}
    return re.compile(
        r"\b(?:" + "|".join(by_tense[t] for t in ("void", "future", "coming", "past")) + r")\b", re.IGNORECASE
    )


def _forms() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for tense, pattern in rows("tense.tsv"):
        out.setdefault(tense, []).append(pattern)
    return out


def told_days(text: str, paragraphs: Sequence[Span]) -> Iterator[Told]:
    """Every bare weekday of the text outside quotations whose clause shows its tense, in the order of the text."""
    for paragraph in paragraphs:
        for start, end in _clauses(text, paragraph):
            clause = text[start:end]
            for found in _DAY.finditer(clause):
                before = found["before"].strip().lower()
                if found["after"] or before in _NOT_BARE or before.endswith(("'s", "’s", "s'", "s’")):
                    continue
                tense = _tense(clause, found.start("day"))
                if tense is not None:
                    at = start + found.start("day")
                    yield Told(WEEKDAYS[found["day"].lower()], tense, Span(at, at + len(found["day"])))


def _clauses(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    return _unquoted(_CLAUSE, text, paragraph)


def outside_quotations(text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
    """The stretches of a paragraph that no quotation marks enclose, sentence by sentence."""
    return _unquoted(_SENTENCE_OR_QUOTE, text, paragraph)


def _unquoted(gaps: re.Pattern[str], text: str, paragraph: Span) -> Iterator[tuple[int, int]]:
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


def _tense(clause: str, at: int, *, verbal: bool = False) -> Tense | None:
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
    for start, end in _clauses(text, paragraph):
        if start <= at < end:
            return _tense(text[start:end], at - start, verbal=True)
    return None


@dataclass(frozen=True, slots=True)
class WeekOfWriting:
    """The bounds: `past` is the latest weekday told as past in the opening, `future` the first one told as to come.

    `days`: the weekdays on which the text can have been written, from `past` up to the day before `future`.
    """

    past: Told
    future: Told
    days: tuple[int, ...]


def week_of_writing(told: Sequence[Told], opening_end: int) -> WeekOfWriting | None:
    """The bounds from the weekdays of a text. Only a past weekday in the opening (up to `opening_end`) counts: news
    opens with what is new. None where either bound is missing or a day stands on both sides.
    """
    past = [t for t in told if t.tense == "past" and t.span.start < opening_end]
    future = [t for t in told if t.tense == "future"]
    if not past or not future:
        return None
    days_told = {t.weekday for t in told if t.tense == "past"}
    latest = max(past, key=lambda t: (min((f.weekday - t.weekday) % 7 or 7 for f in future) * -1, -t.span.start))
    coming = min(future, key=lambda f: ((f.weekday - latest.weekday) % 7 or 7, f.span.start))
    reach = (coming.weekday - latest.weekday) % 7
    if reach == 0 or coming.weekday in days_told:
        return None
    return WeekOfWriting(latest, coming, tuple((latest.weekday + i) % 7 for i in range(reach)))
