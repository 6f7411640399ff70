"""How many planted lies are caught, and how many honest pages are doubted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bench.dates.planting import Case, Half, cases
from dateline import Published, Report, read


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a case. `right`: the lie is caught, or the honest page neither doubted nor misread."""

    case: Case
    found: Published | None
    right: bool


def verdicts(half: Half, seed: int, each: int) -> Iterator[Verdict]:
    """Reads every case."""
    for case in cases(half, seed, each):
        report = read(case.page)
        found = report.published if isinstance(report, Report) else None
        yield Verdict(case, found, is_caught(case, found) if case.lie else not is_false_alarm(case, found))


def is_caught(case: Case, found: Published | None) -> bool:
    """A lie is caught if what is given as the day of publication is one of the true days (as precisely as it is given)
    or unknown; and, where the page claims the lie as its own date, if a doubt is on record.
    """
    if found is None:
        return False
    if found.value is not None and not _agrees(found.value, case.truth):
        return False
    return found.declared != case.lie or bool(found.doubts)


def is_false_alarm(case: Case, found: Published | None) -> bool:
    """An honest page is misjudged if a doubt is on record, or its day is not found, or one is made up."""
    if found is None or found.doubts:
        return True
    return not _agrees(found.value, case.truth) if found.value else bool(case.truth)


def _agrees(value: str, truth: Iterable[str]) -> bool:
    return any(day.startswith(value) for day in truth)


def report_lines(found: list[Verdict]) -> Iterator[str]:
    """A line a kind, and the two sums."""
    kinds = Counter(one.case.kind for one in found)
    right = Counter(one.case.kind for one in found if one.right)
    for kind in kinds:
        yield f"  {kind:44} {right[kind]:3} of {kinds[kind]:3}"
    lies = [one for one in found if one.case.lie]
    honest = [one for one in found if not one.case.lie]
    caught, alarms = sum(one.right for one in lies), sum(not one.right for one in honest)
    yield f"  caught {caught / len(lies):.3f} ({caught} of {len(lies)})"
    yield f"  false alarms {alarms / len(honest):.3f} ({alarms} of {len(honest)})"
