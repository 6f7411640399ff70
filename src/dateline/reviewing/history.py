"""Every judgement with what became of it: in force, overruled by a later one, taken back, or stale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.judging import Verdict, lost, undone_by
from dateline.model import Judgement
from dateline.recording import Record

State = Literal["in force", "taken back", "stale", "takes back"]
NOT_HERE = "its report is not in this record"


@dataclass(frozen=True, slots=True)
class Entry:
    """One judgement and what became of it. `record`: the id of what it judges as it is coded now; `note`: why it is
    stale, or which judgement takes it back."""

    judgement: Judgement
    state: State
    record: str
    note: str = ""


def history(record: Record, which: str = "", *, by: str = "", stale: bool = False) -> tuple[Entry, ...]:
    """All judgements in the order in which they were made; or those on the record, report or judgement whose id begins
    with `which`, those of one person, those that are stale."""
    every = record.judgements()
    gone, at, unmet = undone_by(every), _verdict_of(record, every), record.ties().unmet
    entries = (_entry(one, gone, at.get(one.id), unmet.get(one.id, "")) for one in every)
    return tuple(
        one
        for one in entries
        if (not which or _is_of(one, which))
        and (not by or one.judgement.by == by)
        and (not stale or one.state == "stale")
    )


def _is_of(one: Entry, which: str) -> bool:
    said = one.judgement
    members = (member.id for part in said.parts for member in part)
    return any(name.startswith(which) for name in (said.id, said.subject.id, one.record, *said.reports, *members))


def _verdict_of(record: Record, every: Sequence[Judgement]) -> dict[str, Verdict]:
    return {one.id: verdict for verdict in all_verdicts(record, every) for one in verdict.judgements}


def all_verdicts(record: Record, every: Sequence[Judgement]) -> list[Verdict]:
    """What holds of every event and statement that was judged, those of reports that are not here among them."""
    found: list[Verdict] = []
    here: dict[str, bool] = {}
    for name in sorted({one.subject.report for one in every if one.subject.report}):
        here[name] = record.has(name)
        found += record.verdicts(name) if here[name] else ()
    return found + list(lost((one for one in every if not here.get(one.subject.report, True)), NOT_HERE))


def _entry(one: Judgement, gone: dict[str, str], verdict: Verdict | None, unmet: str) -> Entry:
    if one.id in gone:
        return Entry(one, "taken back", one.subject.id, gone[one.id])
    if one.act == "undo":
        return Entry(one, "takes back", one.subject.id, one.undoes or "")
    if verdict is None:
        return Entry(one, "stale" if unmet else "in force", one.subject.id, unmet)
    return Entry(one, "stale" if verdict.stale else "in force", verdict.id, verdict.stale)
