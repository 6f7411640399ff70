"""Numbers as a table: what several sources count, in the words and on the day of each, and how it grew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from dateline.exporting.brief_evidence import BriefEvidence, outlet_of
from dateline.exporting.brief_tellers import published_day
from dateline.exporting.lines import NumberCell, NumberRow
from dateline.exporting.phrases import day
from dateline.linking.figures import Figure, figures_of, tallies
from dateline.linking.voices import is_one_wording
from dateline.model import Exhibit

SAME, DIFFER, GREW, OPEN = "the same", "differ", "changed from day to day", "not of one day, or of unknown days"


def number_rows(evidence: BriefEvidence) -> tuple[NumberRow, ...]:
    """A row for every thing that two independent sources give a number for, the most sources first."""
    lineage_of = {name: line.id for line in evidence.ranked for name in line.reports}
    reports = list(evidence.reports.values())
    given: dict[str, list[Figure]] = {}
    for report in reports:
        given.setdefault(evidence.letters.get(report.id, report.id), []).extend(figures_of(report))
    return tuple(
        _row(one.thing, _first_of_source(one.figures, evidence), given, evidence)
        for one in tallies(reports, lineage_of)
    )


def _first_of_source(figures: Iterable[Figure], evidence: BriefEvidence) -> list[Figure]:
    """One number of each source, its first page's, and besides what another page of it gives as another number."""
    kept: list[Figure] = []
    for one in sorted(figures, key=lambda each: evidence.order.get(each.report, 0)):
        letter = evidence.letters.get(one.report)
        if not any(evidence.letters.get(each.report) == letter and each.can_be(one) for each in kept):
            kept.append(one)
    return kept


def _row(
    thing: str, figures: Sequence[Figure], given: Mapping[str, Sequence[Figure]], evidence: BriefEvidence
) -> NumberRow:
    days = {one: published_day(evidence.reports[one.report]) for one in figures}
    in_order = sorted(figures, key=lambda one: (days[one] or "9999", evidence.order.get(one.report, 0)))
    quarrel = _quarrel(in_order, days, given, evidence)
    cells = tuple(
        NumberCell(
            value=" ".join(one.span.cut(evidence.reports[one.report].text).split()),
            outlet=outlet_of(evidence.reports[one.report]),
            source=evidence.letters.get(one.report, ""),
            published=day(days[one]),
            words=evidence.words(Exhibit(one.report, one.span)),
            disputed=one in quarrel,
        )
        for one in in_order
    )
    return NumberRow(thing, DIFFER if quarrel else _verdict(in_order, days), cells)


def _verdict(figures: Sequence[Figure], days: Mapping[Figure, str | None]) -> str:
    apart = [(a, b) for a, b in combinations(figures, 2) if not a.can_be(b)]
    if not apart:
        return SAME
    grew = all(days[a] and days[b] and days[a] != days[b] and not a.is_fixed for a, b in apart)
    return GREW if grew else OPEN


def _quarrel(
    figures: Sequence[Figure],
    days: Mapping[Figure, str | None],
    given: Mapping[str, Sequence[Figure]],
    evidence: BriefEvidence,
) -> frozenset[Figure]:
    """The numbers that two voices of one day put against each other: of one thing by their own words, and neither
    source gives the other's number anywhere, as it does where both are parts of one account.
    """

    def gives(one: Figure, value: Figure) -> bool:
        source = evidence.letters.get(one.report, one.report)
        return any(each.may_repeat(value) for each in given[source] if each is not one)

    return frozenset(
        figure
        for a, b in combinations(figures, 2)
        if (a.is_fixed or (days[a] and days[a] == days[b])) and not a.can_be(b) and a.is_of_same_thing(b)
        if _are_two_voices(a, b, evidence) and not gives(a, b) and not gives(b, a)
        for figure in (a, b)
    )


def _are_two_voices(a: Figure, b: Figure, evidence: BriefEvidence) -> bool:
    if evidence.letters.get(a.report) == evidence.letters.get(b.report):
        return False
    ours, theirs = (one.sentence.cut(evidence.reports[one.report].text) for one in (a, b))
    return not is_one_wording(ours, theirs) and (bool(a.noun) or _share_a_name(ours, theirs))


def _share_a_name(ours: str, theirs: str) -> bool:
    """Whether two sentences share a word with a capital behind their first: sums of money alone are of one unit."""
    names = [{word for word in words.split()[1:] if word[:1].isupper()} for words in (ours, theirs)]
    return bool(names[0] & names[1])
