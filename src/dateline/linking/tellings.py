"""Events with the reports that tell them: whose words they are, and of which moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.linking.lineages import day_of
from dateline.model import Coded, Event


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

    @property
    def words(self) -> str:
        """The clause that tells it best."""
        return self.event.evidence.cut(self.text)


def tellings(coded: Iterable[Coded], lineage_of: Mapping[str, str]) -> list[Telling]:
    """Every event of the reports, by report and id. `lineage_of` maps report ids to lineage ids."""
    return [
        Telling(
            one.report.id,
            lineage_of.get(one.report.id, one.report.id),
            one.report.text,
            event,
            _iso_day(day_of(one.report)),
            one.report.published.time,
        )
        for one in sorted(coded, key=lambda item: item.report.id)
        for event in sorted(one.coding.events, key=lambda item: item.id)
    ]


def _iso_day(day: str | None) -> str | None:
    """A whole day or nothing: of a month alone nobody knows which moment it is."""
    return day[:10] if day is not None and len(day) >= len("2024-01-01") else None


def other_moments(a: Telling, b: Telling) -> bool:
    """Whether two reports are known to be of two days: what they tell then changed, and is no quarrel."""
    return a.day is not None and b.day is not None and a.day != b.day
