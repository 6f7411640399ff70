"""The lines of a brief: frozen plain values, the same for the terminal, HTML and JSON.

Every line carries `EvidenceWords`, the evidence: words cut from one report with what stands around them, so that a
reader can check the line without opening the page. Nothing here holds a value that its words do not show.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.lines.disputed import (
    Changed,
    ChangedState,
    Contested,
    DisputeSide,
    NumberCell,
    NumberRow,
)
from dateline.exporting.lines.evidence import Day, EvidenceWords, number
from dateline.exporting.lines.fields import Detail, FieldDifference, GivenField, GivenValue, Value
from dateline.exporting.lines.happened import Happened, LeadLine, Moment, Telling
from dateline.exporting.lines.said import Quoted, QuotedAs, Said, Speaker, WordedLine, WordRun
from dateline.exporting.lines.sources import BriefSource, Printing

__all__ = [
    "BriefLines",
    "BriefSource",
    "Changed",
    "ChangedState",
    "Contested",
    "Day",
    "Detail",
    "Dispute",
    "DisputeSide",
    "EvidenceWords",
    "FieldDifference",
    "GivenField",
    "GivenValue",
    "Happened",
    "LeadLine",
    "Moment",
    "NumberCell",
    "NumberRow",
    "Printing",
    "Quoted",
    "QuotedAs",
    "Said",
    "Speaker",
    "Telling",
    "Value",
    "WordRun",
    "WordedLine",
    "number",
]


# It stays here: the served pages have a Dispute too, and their OpenAPI tells the two apart by their modules.
@dataclass(frozen=True, slots=True)
class Dispute:
    """What sources or parties put against each other. `happening`: its id, "" of a number."""

    what: str
    happening: str
    sides: tuple[DisputeSide, ...]


@dataclass(frozen=True, slots=True)
class BriefLines:
    """All that is known of one story, by weight: what most sources tell first.

    `pages == sources + copies` always: `pages` counts the reports, `sources` the independent texts among them.
    `undated` counts the happenings that the timeline leaves out; `unsure` those that the whole brief leaves out, since
    no event that tells them is as sure as `least_sure`. `gaps`: what the brief could not do; `lead`: the sentences it
    opens with; `changes`, `disputes`, `numbers` and `quotations` hold what is told over several sources.
    """

    story: str
    headline: str
    pages: int
    independent: int
    copies: int
    earliest: Day | None
    latest: Day | None
    sources: tuple[BriefSource, ...] = ()
    happened: tuple[Happened, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    contested: tuple[Contested, ...] = ()
    differences: tuple[FieldDifference, ...] = ()
    timeline: tuple[Moment, ...] = ()
    undated: int = 0
    least_sure: float = 0.0
    unsure: int = 0
    gaps: tuple[str, ...] = ()
    lead: tuple[LeadLine, ...] = ()
    changes: tuple[Changed, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    numbers: tuple[NumberRow, ...] = ()
    quotations: tuple[Quoted, ...] = ()

    @property
    def counts(self) -> str:
        """ "6 pages, 3 independent sources, 3 copies"."""
        return ", ".join(
            (
                number(self.pages, "page"),
                number(self.independent, "independent source"),
                number(self.copies, "copy", "copies"),
            )
        )

    def besides(self, *, background: bool) -> tuple[tuple[Happened, ...], ...]:
        """The happenings without a tag beside the lead, those of one sentence together; the background, or the rest."""
        told = {name for line in self.lead for name in line.tags}
        groups: dict[tuple[str, int, int] | str, list[Happened]] = {}
        for one in self.happened:
            if one.id not in told and one.background == background:
                words = one.heading
                groups.setdefault((words.report, words.start, words.end) if words else one.id, []).append(one)
        return tuple(tuple(group) for group in groups.values())

    def tags_of(self, line: LeadLine) -> tuple[Happened, ...]:
        """The happenings whose tags stand beside a sentence of the lead."""
        return tuple(one for one in self.happened if one.id in line.tags)

    def told_first(self, line: LeadLine) -> frozenset[str]:
        """The ids of the happenings whose tags no line of the lead before this one has: where a page anchors them."""
        before = {name for one in self.lead[: self.lead.index(line)] for name in one.tags}
        return frozenset(line.tags) - before

    def chief(self, most: int) -> tuple[Moment, ...]:
        """The `most` weightiest lines of the timeline, in the order of time."""
        kept = sorted(self.timeline, key=lambda one: one.rank)[:most]
        return tuple(one for one in self.timeline if one in kept)
