"""Which reports carry one underlying text, and who wrote it.

Copies and updates join; a borrowed passage does not. A chain of updates may lead from one story to another
that merely shares paragraphs with its last version, so two groups of reports join only where the links
between them are dense enough, strongest link first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.model import Credit, Kinship, Lineage, Report, content_id

_DENSE = 0.12
"""The least mean strength between the members of two groups that join, absent links counting 0."""
_SURE = 0.8
"""A link this strong joins by itself: a copy is a copy however little it shares with other versions."""


def lineages(reports: Sequence[Report], kinships: Sequence[Kinship]) -> tuple[Lineage, ...]:
    """Group the reports into lineages, sorted by id; a report without copies is a lineage of its own."""
    by_id = {report.id: report for report in reports}
    groups = _groups(sorted(by_id), kinships)
    return tuple(sorted((_lineage([by_id[name] for name in group]) for group in groups), key=lambda one: one.id))


def strength(kin: Kinship) -> float:
    """How strongly a kinship ties two reports into one lineage, in [0, 1]."""
    if kin.relation not in ("copy", "update"):
        return 0.0
    return max(kin.share_of_a, kin.share_of_b)


def _groups(names: Sequence[str], kinships: Sequence[Kinship]) -> list[list[str]]:
    """Agglomerate along the links, strongest first (ties by ids), with average linkage over all pairs."""
    home = {name: name for name in names}
    members = {name: [name] for name in names}
    weight = {(kin.a, kin.b): strength(kin) for kin in kinships if kin.a in home and kin.b in home}
    links = sorted(((-value, pair) for pair, value in weight.items() if value > 0))
    for value, (a, b) in links:
        one, other = sorted((home[a], home[b]))
        if one == other:
            continue
        if -value < _SURE and _mean(members[one], members[other], weight) < _DENSE:
            continue
        members[one].extend(members.pop(other))
        for name in members[one]:
            home[name] = one
    return [sorted(group) for group in members.values()]


def _mean(ours: Sequence[str], theirs: Sequence[str], weight: Mapping[tuple[str, str], float]) -> float:
    total = sum(weight.get((min(a, b), max(a, b)), 0.0) for a in ours for b in theirs)
    return total / (len(ours) * len(theirs))


def day_of(report: Report) -> str | None:
    """The day a report is from, as far as is known: its published date or its anchor."""
    return report.published.value or report.anchor


def _lineage(group: Sequence[Report]) -> Lineage:
    first = min(group, key=lambda report: (day_of(report) or "9999", report.published.time or "~", report.id))
    names = tuple(sorted(report.id for report in group))
    agency, shown_by = _writer(group)
    outlets = tuple(sorted({report.outlet for report in group if report.outlet}))
    return Lineage(content_id("l", *names), names, first.id, agency, shown_by, outlets)


def _writer(group: Sequence[Report]) -> tuple[str | None, str | None]:
    """The agency that most members show (ties: by name), and the first member by id that shows it."""
    shown = sorted((report.agency.name, report.id) for report in group if report.agency)
    if not shown:
        return None, None
    votes = Counter(name for name, _ in shown)
    agency = min(votes, key=lambda name: (-votes[name], name))
    return agency, min(report for name, report in shown if name == agency)


def agencies(reports: Sequence[Report], lineages: Sequence[Lineage]) -> dict[str, Credit]:
    """Who wrote each report: its own credit, or that of its lineage (`how` is "copies", `words` the credit's words).

    Reports of which neither they nor their copies show a writer are left out. A report whose outlet is the
    writer itself keeps no credit: an agency's own page is not a reprint.
    """
    by_id = {report.id: report for report in reports}
    found: dict[str, Credit] = {}
    for lineage in lineages:
        for name in lineage.reports:
            own = by_id[name].agency
            if own is not None:
                found[name] = own
            elif lineage.agency and lineage.shown_by and not _is_writer(by_id[name], lineage.agency):
                shown = by_id[lineage.shown_by].agency
                found[name] = Credit(lineage.agency, "copies", shown.words if shown else lineage.agency)
    return dict(sorted(found.items()))


def _is_writer(report: Report, agency: str) -> bool:
    outlet = "".join(character for character in (report.outlet or "").lower() if character.isalnum())
    return bool(outlet) and "".join(character for character in agency.lower() if character.isalnum()) in outlet
