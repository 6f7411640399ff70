"""Numbers as a table: what several sources count, in the words and on the day of each, and how it grew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dateline.exporting.brief_evidence import BriefEvidence, outlet_of
from dateline.exporting.brief_tellers import published_day
from dateline.exporting.lines import NumberCell, NumberRow
from dateline.exporting.phrases import day
from dateline.linking.figures import Figure, tallies
from dateline.linking.voices import is_one_wording
from dateline.model import Exhibit

SAME, DIFFER, GREW, OPEN = "the same", "differ", "changed from day to day", "not of one day, or of unknown days"


def number_rows(evidence: BriefEvidence) -> tuple[NumberRow, ...]:
    """A row for every thing that two independent sources give a number for, the most sources first."""
    lineage_of = {name: line.id for line in evidence.ranked for name in line.reports}
    found = tallies(list(evidence.reports.values()), lineage_of)
    return tuple(_row(one.thing, _first_of_source(one.figures, evidence), evidence) for one in found)


def _first_of_source(figures: Iterable[Figure], evidence: BriefEvidence) -> list[Figure]:
    """One number of each source, its first page's, and besides what another page of it gives as another number."""
    kept: list[Figure] = []
    for one in sorted(figures, key=lambda each: evidence.order.get(each.report, 0)):
        letter = evidence.letters.get(one.report)
        if not any(evidence.letters.get(each.report) == letter and each.can_be(one) for each in kept):
            kept.append(one)
    return kept


def _row(thing: str, figures: Sequence[Figure], evidence: BriefEvidence) -> NumberRow:
    days = {one: published_day(evidence.reports[one.report]) for one in figures}
    in_order = sorted(figures, key=lambda one: (days[one] or "9999", evidence.order.get(one.report, 0)))
    cells = tuple(
        NumberCell(
            value=" ".join(one.span.cut(evidence.reports[one.report].text).split()),
            outlet=outlet_of(evidence.reports[one.report]),
            source=evidence.letters.get(one.report, ""),
            published=day(days[one]),
            words=evidence.words(Exhibit(one.report, one.span)),
        )
        for one in in_order
    )
    return NumberRow(thing, _verdict(in_order, days, evidence), cells)


def _verdict(figures: Sequence[Figure], days: dict[Figure, str | None], evidence: BriefEvidence) -> str:
    """They differ only where two voices of one day give numbers that cannot be one."""
    apart = [(a, b) for i, a in enumerate(figures) for b in figures[i + 1 :] if not a.can_be(b)]
    if not apart:
        return SAME
    if any(days[a] and days[a] == days[b] and _are_two_voices(a, b, evidence) for a, b in apart):
        return DIFFER
    return GREW if all(days[a] and days[b] for a, b in apart) else OPEN


def _are_two_voices(a: Figure, b: Figure, evidence: BriefEvidence) -> bool:
    if evidence.letters.get(a.report) == evidence.letters.get(b.report):
        return False
    ours, theirs = (one.sentence.cut(evidence.reports[one.report].text) for one in (a, b))
    return not is_one_wording(ours, theirs)
