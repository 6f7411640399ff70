"""An event of a report as it is compared with others: its sides as parties of the story, its day, place and words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from dateline.linking.casts import Cast, Party
from dateline.linking.identity import exact_day, is_open_weekday, weekday
from dateline.linking.tellings import Telling
from dateline.linking.wordings import content_words
from dateline.model import Coded, Event, Report, Span
from dateline.tables import shipped

_ABOUT = 200
"""Code points before and after a clause that say what it is about."""
_OBJECT = re.compile(r"(?:\s+(?:out|on|up))?\s+(?P<before>[^\W\d_]+)\s+(?P<noun>[^\W\d_]+)")
_NAME = re.compile(r"\b[A-Z][^\W_]+")
_DEFINITE = frozenset("the this that these those their its his her".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """What is compared of one telling. `day` is its ordinal where one day is told, `weekday` of a day that is open.

    `word` is the stem of what names the act, `around` the text about it, `names` the names in that. `definite`: a noun
    with "the", "that": it speaks of what was told already ("carried out the attack"). `pointing`: it only does that.
    """

    telling: Telling
    who: tuple[Party, ...]
    whom: tuple[Party, ...]
    day: int | None
    weekday: int | None
    word: str
    around: str
    names: str
    headline: bool
    definite: bool
    pointing: bool

    @property
    def sides(self) -> tuple[Party, ...]:
        """All parties."""
        return self.who + self.whom

    @property
    def published(self) -> int | None:
        """The ordinal of the day that the report is from."""
        return date.fromisoformat(self.telling.day).toordinal() if self.telling.day else None


def mentions(told: Sequence[Telling], coded: Sequence[Coded], cast: Cast) -> list[Mention]:
    """The mentions of `told`, in its order. `coded` holds their reports."""
    reports = {one.report.id: one.report for one in coded}
    return [_mention(one, reports[one.report], cast) for one in told]


def _mention(one: Telling, report: Report, cast: Cast) -> Mention:
    event = one.event
    day = exact_day(event.when)
    part = next((p for p in report.parts if p.span.contains(event.trigger)), None)
    around = _about(report, event.evidence, part.span if part else event.evidence)
    word, before = _named_act(report, event)
    definite = before in _DEFINITE
    open_ = event.when is not None and is_open_weekday(event.when)
    return Mention(
        one,
        who=tuple(cast.party(one.report, actor) for actor in event.actors),
        whom=tuple(cast.party(one.report, actor) for actor in event.recipients),
        day=date.fromisoformat(day).toordinal() if day else None,
        weekday=weekday(event.when) if open_ and event.when is not None else None,
        word=word,
        around=around,
        names=" ".join(_NAME.findall(around)),
        headline=part is not None and part.kind == "title",
        definite=definite,
        pointing=definite and not event.actors and not event.recipients,
    )


def _named_act(report: Report, event: Event) -> tuple[str, str]:
    """The stem of the word that names the act, and the word before it: of "carried out the attack" it is the attack."""
    word = " ".join(content_words(event.trigger.cut(report.text)))
    if word in _light_verbs():
        found = _OBJECT.match(report.text, event.trigger.end, event.evidence.end)
        if found is not None:
            return " ".join(content_words(found["noun"])), found["before"].casefold()
    return word, _word_before(report, event.trigger)


@cache
def _light_verbs() -> frozenset[str]:
    """Stems of verbs whose object is the act (tables/light_verbs.tsv)."""
    rows = shipped("dateline.linking", "tables/light_verbs.tsv", ("word",))
    return frozenset(" ".join(content_words(row["word"])) for row in rows)


def _about(report: Report, evidence: Span, part: Span) -> str:
    """The clause with what stands about it in its paragraph."""
    start = max(part.start, evidence.start - _ABOUT)
    return report.text[min(start, evidence.start) : max(evidence.end, min(part.end, evidence.end + _ABOUT))]


def _word_before(report: Report, span: Span) -> str:
    words = report.text[max(0, span.start - 12) : span.start].split()
    return words[-1].casefold() if words else ""
