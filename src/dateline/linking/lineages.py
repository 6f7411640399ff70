"""Which reports carry one underlying text, and who wrote it.

Copies and updates join; a borrowed passage does not. A chain of updates may lead from one story to another
that merely shares paragraphs with its last version, so two groups of reports join only where the links
between them are dense enough, strongest link first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dateline.linking.judged import Ties, regroup
from dateline.model import Credit, Lineage, Report, TextReuse, content_id
from dateline.reading.lines.agencies import Agency
from dateline.reading.lines.agencies import agencies as known_agencies
from dateline.reading.masthead import is_own_page

_DENSE = 0.12
"""The least mean strength between the members of two groups that join, absent links counting 0."""
SURE = 0.8
"""A link this strong joins by itself: a copy is a copy however little it shares with other versions."""
_NO_TIES: Ties[str] = Ties()


def lineages(
    reports: Sequence[Report], kinships: Sequence[TextReuse], ties: Ties[str] = _NO_TIES
) -> tuple[Lineage, ...]:
    """Group the reports into lineages, sorted by id; a report without copies is a lineage of its own.

    `ties`: what people joined and split."""
    by_id = {report.id: report for report in reports}
    groups = regroup(_groups(sorted(by_id), kinships), ties)
    return tuple(sorted((_lineage([by_id[name] for name in group]) for group in groups), key=lambda one: one.id))


def strength(kin: TextReuse) -> float:
    """How strongly a kinship ties two reports into one lineage, in [0, 1]."""
    if kin.relation not in ("copy", "update"):
        return 0.0
    return max(kin.share_of_a, kin.share_of_b)


def _groups(names: Sequence[str], kinships: Sequence[TextReuse]) -> list[list[str]]:
    """Agglomerate along the links, strongest first (ties by ids), with average linkage over all pairs."""
    home = {name: name for name in names}
    members = {name: [name] for name in names}
    weight = {(kin.a, kin.b): strength(kin) for kin in kinships if kin.a in home and kin.b in home}
    links = sorted(((-value, pair) for pair, value in weight.items() if value > 0))
    for value, (a, b) in links:
        one, other = sorted((home[a], home[b]))
        if one == other:
            continue
        if -value < SURE and _mean(members[one], members[other], weight) < _DENSE:
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
    """The agency that most members show (ties: by name), and the first member by id that shows it.

    Where none credits anybody, a member on the own site of an agency or of a paper that others reprint shows it.
    """
    shown = sorted((report.agency.name, report.id) for report in group if report.agency)
    if not shown and len(group) > 1:
        homes = sorted((home.name, report.id) for report in group for home in [_home(report)] if home is not None)
        shown = homes if len({name for name, _ in homes}) == 1 else []
    if not shown:
        return None, None
    votes = Counter(name for name, _ in shown)
    agency = min(votes, key=lambda name: (-votes[name], name))
    return agency, min(report for name, report in shown if name == agency)


def _home(report: Report) -> Agency | None:
    """The agency or paper on whose own site the report stands."""
    return _home_of(report.outlet, report.address)


@lru_cache(maxsize=4_096)
def _home_of(outlet: str | None, address: str | None) -> Agency | None:
    return next((one for one in known_agencies() if is_own_page(one, outlet, address)), None)


def agencies(reports: Sequence[Report], lineages: Sequence[Lineage]) -> dict[str, Credit]:
    """Who wrote each report: its own credit, or that of its lineage (`how` "copies", `words` what shows it).

    Reports of which neither they nor their copies show a writer are left out. A report on the writer's own site
    keeps no credit: an agency's own page is not a reprint. Without any credit, a copy that another outlet printed
    days before is taken for the original, and that outlet for the writer.
    """
    by_id = {report.id: report for report in reports}
    found: dict[str, Credit] = {}
    for lineage in lineages:
        earlier = None if lineage.agency else _earlier_outlet([by_id[name] for name in lineage.reports])
        for name in lineage.reports:
            credit = by_id[name].agency or _credit_from_copies(by_id[name], lineage, by_id, earlier)
            if credit is not None:
                found[name] = credit
    return dict(sorted(found.items()))


def _credit_from_copies(
    report: Report, lineage: Lineage, by_id: Mapping[str, Report], earlier: Report | None
) -> Credit | None:
    if lineage.agency and lineage.shown_by:
        home = _home(report)
        if home is not None and home.name == lineage.agency:
            return None
        shown = by_id[lineage.shown_by]
        return Credit(lineage.agency, "copies", shown.agency.words if shown.agency else shown.outlet or "")
    if earlier is None or earlier.outlet is None or earlier.outlet == report.outlet:
        return None
    if not report.published.value or report.published.value <= (earlier.published.value or ""):
        return None
    return Credit(earlier.outlet, "copies", earlier.outlet)


def _earlier_outlet(group: Sequence[Report]) -> Report | None:
    """The member printed first, where all members have a whole date and more than one outlet prints the text."""
    if len({report.outlet for report in group}) < 2 or any(len(report.published.value or "") < 10 for report in group):
        return None
    return min(group, key=lambda report: (report.published.value or "", report.published.time or "", report.id))
