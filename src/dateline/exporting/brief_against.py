"""What sentences of two sources put against each other: a history where it was told later, and else a dispute."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.brief_tellers import published_day
from dateline.linking.contradictions import Contradiction, contradictions
from dateline.linking.figures import Figure


@dataclass(frozen=True)
class Against:
    """Contradictions between sources: `at_once` are disputes; of `later` one number was told days after the other."""

    at_once: tuple[Contradiction, ...]
    later: tuple[Contradiction, ...]


def find_against(evidence: BriefEvidence) -> Against:
    """The contradictions of independent sources. Pages of one source correct each other, they dispute nothing."""
    lineage_of = {name: line.id for line in evidence.ranked for name in line.reports}
    coded = [one for one in evidence.coded.values() if one.report.language == "en"]
    found = [
        one for one in contradictions(coded, lineage_of) if lineage_of.get(one.a.report) != lineage_of.get(one.b.report)
    ]
    later = tuple(one for one in found if _is_told_later(one, evidence))
    return Against(tuple(one for one in found if one not in later), later)


def _is_told_later(one: Contradiction, evidence: BriefEvidence) -> bool:
    """Whether it is a number, which may have grown, of pages of two days."""
    if isinstance(one.a.value, Figure) and one.a.value.is_fixed:
        return False
    days = [published_day(evidence.reports[side.report]) for side in (one.a, one.b)]
    return one.kind == "number" and None not in days and days[0] != days[1]
