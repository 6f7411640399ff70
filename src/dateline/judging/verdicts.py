"""What holds of a record after all that was judged of it: derived from the judgements, whatever their order of
arrival."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.judging.fields import plain_fields, why_unfit
from dateline.judging.finding import Found, find_again
from dateline.judging.standing import standing
from dateline.model import Coded, Event, Judgement, Statement

Said = Literal["accepted", "corrected", "rejected"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What holds of one event or statement.

    `id`: its id as it is coded now, or as it was where it is not found. `said` is what was decided last; `values` the
    fields that are corrected, `machine` what the program says in their place, both as plain values. `stale`: why it
    does not hold any more, "" where it does. `by`, `at`, `why`: of the last judgement; `judgements`: all that stand.
    """

    kind: Literal["event", "statement"]
    id: str
    report: str
    said: Said
    by: str
    at: str
    why: str
    judgements: tuple[Judgement, ...]
    values: Mapping[str, Any] = field(default_factory=dict)
    machine: Mapping[str, Any] = field(default_factory=dict)
    stale: str = ""

    @property
    def holds(self) -> bool:
        """Whether the record is shown as it was judged."""
        return not self.stale

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Everybody whose judgement of it stands."""
        return tuple(sorted({one.by for one in self.judgements}))


def verdicts(coded: Coded, judgements: Iterable[Judgement]) -> tuple[Verdict, ...]:
    """The verdicts on the events and statements of one report, those that hold before those that are stale, by id.

    `coded`: the report as the program reads and codes it, without what was judged. Judgements of other reports, and of
    what many reports tell, are passed over.
    """
    groups: dict[tuple[bool, str, str], list[tuple[Judgement, Found]]] = {}
    for one in standing(judgements):
        if one.subject.report != coded.report.id or one.subject.kind not in ("event", "statement"):
            continue
        found = find_again(one.subject, coded)
        name = one.subject.id if found.record is None else found.record.id
        groups.setdefault((found.record is None, one.subject.kind, name), []).append((one, found))
    return tuple(_verdict(coded, groups[key]) for key in sorted(groups))


def lost(judgements: Iterable[Judgement], why: str) -> tuple[Verdict, ...]:
    """The verdicts of judgements of which the report is not there."""
    groups: dict[tuple[str, str], list[tuple[Judgement, Found]]] = {}
    for one in standing(judgements):
        if one.subject.kind in ("event", "statement"):
            groups.setdefault((one.subject.report, one.subject.id), []).append((one, Found(None, stale=why)))
    return tuple(_of_nothing(groups[key]) for key in sorted(groups))


def _verdict(coded: Coded, group: Sequence[tuple[Judgement, Found]]) -> Verdict:
    record = group[0][1].record
    if record is None:
        return _of_nothing(group)
    state = _State(record, coded.report.text)
    for judgement, found in group:
        state.hear(judgement, found.shift)
    return state.verdict([judgement for judgement, _ in group], coded.report.id)


def _of_nothing(group: Sequence[tuple[Judgement, Found]]) -> Verdict:
    """Stale as a whole: the last word, with the values that were given."""
    last, found = group[-1]
    values: dict[str, Any] = {}
    machine: dict[str, Any] = {}
    for one, _ in group:
        values |= one.values
        machine |= {name: one.seen.get(name) for name in one.values}
    return Verdict(
        "event" if last.subject.kind == "event" else "statement", last.subject.id, last.subject.report,
        _said(last, bool(values)), last.by, last.at, last.why, tuple(one for one, _ in group), values, machine,
        found.stale,
    )  # fmt: skip


def _said(one: Judgement, corrected: bool) -> Said:
    return "rejected" if one.act == "reject" else "corrected" if corrected else "accepted"


class _State:
    """One record on its way through the judgements on it."""

    def __init__(self, record: Event | Statement, text: str) -> None:
        self.record, self.text = record, text
        self.machine = plain_fields(record, text)
        self.values: dict[str, Any] = {}
        self.rejected = False
        self.stale = ""

    def hear(self, one: Judgement, shift: int) -> None:
        """Takes in what was decided next."""
        called = self.record.type if isinstance(self.record, Event) else self.record.stance
        named = "type" if isinstance(self.record, Event) else "stance"
        self.rejected = one.act == "reject"
        given = {name: moved(value, shift, self.text) for name, value in one.values.items()}
        other = called != one.subject.type and named not in (*self.values, *given)
        self.stale = f"{named} is {called} now, and was {one.subject.type}" if other else ""
        if lost := sorted(name for name, value in given.items() if value is LOST):
            self.stale = f"the words of the corrected {lost[0]} do not stand in the report any more"
        elif one.act == "accept":
            if not self.values:  # a correction holds, whatever else is coded otherwise now
                self.stale = self.stale or self._changed(one, shift)
        else:
            self._correct(given)

    def _correct(self, given: Mapping[str, Any]) -> None:
        self.values |= given
        self.values = {name: value for name, value in self.values.items() if value != self.machine.get(name)}

    def _changed(self, one: Judgement, shift: int) -> str:
        """Which fields were shown otherwise when the record was accepted."""
        shown = self.machine | self.values
        seen = {name: moved(value, shift, self.text) for name, value in one.seen.items() if name in shown}
        if changed := sorted(name for name, value in seen.items() if value != shown[name]):
            return f"{', '.join(changed)} changed after it was accepted"
        return ""

    def verdict(self, judgements: Sequence[Judgement], report: str) -> Verdict:
        """What holds in the end."""
        last = judgements[-1]
        self.stale = self.stale or why_unfit(self.record, self.values)
        return Verdict(
            "event" if isinstance(self.record, Event) else "statement",
            self.record.id,
            report,
            "rejected" if self.rejected else "corrected" if self.values else "accepted",
            last.by,
            last.at,
            last.why,
            tuple(judgements),
            dict(self.values),
            {name: self.machine[name] for name in self.values},
            self.stale,
        )


LOST = object()
"""Stands for a value whose words do not stand in the text."""


def moved(value: Any, shift: int, text: str) -> Any:
    """A plain value with each span where its words stand now: as far moved as the record, or at the nearest place."""
    if isinstance(value, list | tuple):
        found = [moved(one, shift, text) for one in value]
        return LOST if any(one is LOST for one in found) else found
    if not isinstance(value, dict):
        return value
    if "exact" in value and "start" in value:
        return _moved_span(value, shift, text)
    fields = {name: moved(one, shift, text) for name, one in value.items()}
    return LOST if any(one is LOST for one in fields.values()) else fields


def _moved_span(span: Mapping[str, Any], shift: int, text: str) -> Any:
    words, start = span["exact"], span["start"] + shift
    if start < 0 or text[start : start + len(words)] != words:
        before, after = text.rfind(words, 0, max(0, start) + len(words)), text.find(words, max(0, start))
        places = [place for place in (before, after) if place >= 0]
        if not places:
            return LOST
        start = min(places, key=lambda place: (abs(place - start), place))
    return {"start": start, "end": start + len(words), "exact": words}
