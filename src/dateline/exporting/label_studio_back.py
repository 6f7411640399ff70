"""What people did with our tasks in Label Studio, as judgements.

A task comes back as the regions of the export, changed: an act whose region is gone was rejected, one with another type
or telling, or tied to other sides, was corrected, and one that stands as it was, accepted. The same of what is said. An
act that somebody marked anew has no record here that could be judged; such are counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dateline.errors import UsageError
from dateline.exporting.label_studio import chief_of, choices_of, region_of, sides_of
from dateline.judging import plain_fields, subject_of
from dateline.model import Act, Coded, Event, Judgement, Span, Statement
from dateline.recording import Record
from dateline.reviewing import Judgeable, read_value
from dateline.reviewing.writing import with_consequences

_SIDES = {"actor": "actors", "recipient": "recipients"}


@dataclass(frozen=True, slots=True)
class Brought:
    """The judgements of a file. `unknown`: tasks of reports that are not in the record; `marked`: acts that were marked
    anew."""

    judgements: tuple[Judgement, ...]
    unknown: int
    marked: int


def read_tasks(record: Record, content: bytes, by: str = "") -> Brought:
    """The judgements of a JSON export of Label Studio. `by`: who judged, where the file names nobody.

    Raises UsageError where this is no such export, or nobody is named.
    """
    try:
        tasks: Any = json.loads(content)
    except ValueError as error:
        raise UsageError(f"this is no JSON of Label Studio: {error}. Export the project there as JSON.") from error
    if not isinstance(tasks, list) or not all(isinstance(task, dict) and "annotations" in task for task in tasks):
        raise UsageError(
            "these are no tasks with annotations. Export the project in Label Studio as JSON, not JSON-MIN."
        )
    made: list[Judgement] = []
    unknown = marked = 0
    for task in tasks:
        report = str((task.get("data") or {}).get("report") or "")
        if not record.has(report):
            unknown += 1
            continue
        coded = record.one(report, judged=False)
        for annotation in task["annotations"]:
            if not annotation.get("was_cancelled"):
                one = _Annotation.read(annotation, by)
                made += _judged(record, coded, one)
                marked += one.marked_anew(coded)
    return Brought(tuple(made), unknown, marked)


@dataclass(frozen=True, slots=True)
class _Annotation:
    """One person's regions: label by region, choices by region and name, ties as (from, to, label)."""

    by: str
    at: str
    spans: Mapping[str, tuple[str, Span]]
    choices: Mapping[tuple[str, str], str]
    ties: tuple[tuple[str, str, str], ...]

    @classmethod
    def read(cls, given: Mapping[str, Any], by: str) -> _Annotation:
        spans: dict[str, tuple[str, Span]] = {}
        choices: dict[tuple[str, str], str] = {}
        ties: list[tuple[str, str, str]] = []
        for one in given.get("result") or ():
            value = one.get("value") or {}
            if one.get("type") == "labels":
                spans[one["id"]] = value["labels"][0], Span(int(value["start"]), int(value["end"]))
            elif one.get("type") == "choices":
                choices[one["id"], one["from_name"]] = value["choices"][0]
            elif one.get("type") == "relation" and one.get("labels"):
                ties.append((one["from_id"], one["to_id"], one["labels"][0]))
        return cls(_person(given, by), _moment(given), spans, choices, tuple(ties))

    def marked_anew(self, coded: Coded) -> int:
        """Acts that no event of the report is the region of."""
        ours = {region_of(chief_of(one)) for one in _records(coded)}
        return sum(label == "act" and name not in ours for name, (label, _) in self.spans.items())

    def tied(self, name: str, label: str) -> list[Span]:
        """The words that are tied to a region by a label, in the order of the text."""
        found = {
            self.spans[end][1] for start, end, tie in self.ties if start == name and tie == label and end in self.spans
        }
        return sorted(found)


def _person(given: Mapping[str, Any], by: str) -> str:
    who = given.get("completed_by")
    if isinstance(who, Mapping):
        who = who.get("email") or who.get("username") or who.get("id")
    if by:
        return by
    if who in (None, ""):
        raise UsageError("an annotation does not say who made it. Give a name: --by NAME.")
    return f"label studio {who}" if isinstance(who, int) else str(who)


def _moment(given: Mapping[str, Any]) -> str:
    told = str(given.get("updated_at") or given.get("created_at") or "")
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as error:
        raise UsageError(
            f"an annotation has no moment that can be read ({told!r}): export it again as JSON."
        ) from error
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _records(coded: Coded) -> Iterator[Event | Statement]:
    yield from coded.coding.events
    yield from coded.coding.statements


def _judged(record: Record, coded: Coded, one: _Annotation) -> Iterator[Judgement]:
    for each in _records(coded):
        name = region_of(chief_of(each))
        seen = plain_fields(each, coded.report.text)
        values: Mapping[str, Any] = {}
        act: Act = "reject"
        if name in one.spans:
            changed = dict(_changed(coded, each, name, one))
            values = with_consequences(record, Judgeable(coded, each, each), changed) if changed else {}
            act = "correct" if values else "accept"
        yield Judgement(act, subject_of(each, coded), one.by, one.at, "in Label Studio", values, seen)


def _changed(coded: Coded, each: Event | Statement, name: str, one: _Annotation) -> Iterator[tuple[str, Any]]:
    """The fields that stand otherwise than the program has them."""
    for choice, field, was in choices_of(each):
        given = one.choices.get((name, choice), was)
        if given != was:
            yield field, given
    if not isinstance(each, Event):
        return
    for label, field in _SIDES.items():
        spans = one.tied(name, label)
        if spans != sorted(set(sides_of(each, label))):
            yield field, _sides(coded, each, spans)


def _sides(coded: Coded, each: Event | Statement, spans: Iterable[Span]) -> list[Any]:
    """Sides at these words: as the coding knows whoever is named there."""
    text = coded.report.text
    found: list[Any] = []
    for span in spans:
        made = read_value(Judgeable(coded, each, each), "actors", span.cut(text))[0]
        found.append(made | {"span": {"start": span.start, "end": span.end, "exact": span.cut(text)}})
    return found
