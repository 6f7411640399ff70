"""Events with the reports that tell them: whose words they are, and of which moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.linking.lineages import day_of
from dateline.linking.sentences import sentences_of
from dateline.model import Coded, Event, Report, Span

LONGEST = 400
"""Code points up to which a sentence is compared and shown whole."""


@dataclass(frozen=True, slots=True)
class Telling:
    """An event with the report that tells it and the lineage of that report.

    `day` is the ISO day that the report is from, `time` its time with offset; None where these are not known.
    """

    report: str
    lineage: str
    text: str
    event: Event
    day: str | None = None
    time: str | None = None
    sentence: str = ""
    """The sentence that tells it, as it is printed; the clause where the sentence is longer than `LONGEST`."""

    @property
    def words(self) -> str:
        """The clause that tells it best."""
        return self.event.evidence.cut(self.text)


def telling(report: Report, event: Event, lineage: str, sentences: Sequence[Span]) -> Telling:
    """An event of a report as it is compared with others. `sentences`: those of the report (`sentences_of`)."""
    around = [one for one in sentences if one.overlaps(event.evidence)]
    whole = Span(around[0].start, around[-1].end) if around else event.evidence
    told = whole if whole.end - whole.start <= LONGEST else event.evidence
    day = _iso_day(day_of(report))
    return Telling(report.id, lineage, report.text, event, day, report.published.time, told.cut(report.text))


def tellings(coded: Iterable[Coded], lineage_of: Mapping[str, str]) -> list[Telling]:
    """Every event of the reports, by report and id. `lineage_of` maps report ids to lineage ids."""
    found: list[Telling] = []
    for one in sorted(coded, key=lambda item: item.report.id):
        line = lineage_of.get(one.report.id, one.report.id)
        sentences = sentences_of(one.report) if one.coding.events else ()
        events = sorted(one.coding.events, key=lambda item: item.id)
        found.extend(telling(one.report, event, line, sentences) for event in events)
    return found


def _iso_day(day: str | None) -> str | None:
    """A whole day or nothing: of a month alone nobody knows which moment it is."""
    return day[:10] if day is not None and len(day) >= len("2024-01-01") else None


def other_moments(a: Telling, b: Telling) -> bool:
    """Whether two reports are known to be of two days: what they tell then changed, and is no quarrel."""
    return a.day is not None and b.day is not None and a.day != b.day
