"""Judgements are made here, on a record: accept, correct, reject, and take back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from dateline.errors import Ambiguous, NotFound, UsageError
from dateline.judging import apply, plain_fields, read_field, subject_of, undone_by
from dateline.judging.fields import fields_of
from dateline.model import Act, Coded, Event, Judgement, Statement
from dateline.recording import Record
from dateline.reviewing.sampling import Sample

_SHOWN = 5
_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who judges, why, and as part of which random sample (None: a record that somebody chose).

    `at` is the moment, UTC with microseconds; "" stands for now.
    """

    by: str
    why: str = ""
    sample: str | None = None
    at: str = ""

    def moment(self) -> str:
        """When the judgement is made."""
        return self.at or now()

    def checked(self) -> Reviewer:
        """Raises UsageError where nobody is named."""
        if not self.by.strip():
            raise UsageError("a judgement needs a name. Give it: --by NAME, or set DATELINE_REVIEWER.")
        return self


def now() -> str:
    """This moment as judgements write it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True, slots=True)
class Judgeable:
    """An event or statement that may be judged: as the program coded it, and as it is shown after earlier judgements
    (`shown` is None where it is rejected)."""

    coded: Coded
    record: Event | Statement
    shown: Event | Statement | None

    @property
    def kind(self) -> str:
        """event or statement."""
        return "event" if isinstance(self.record, Event) else "statement"

    @property
    def text(self) -> str:
        """The text that its spans cut."""
        return self.coded.report.text


def find(record: Record, which: str) -> Judgeable:
    """The event or statement whose id is or begins with `which`. Raises NotFound, or Ambiguous."""
    found = [one for one in record.find(which) if one.kind in ("event", "statement")]
    ids = sorted({one.id for one in found})
    if not ids:
        raise NotFound(
            f"no event and no statement of {record.where} has an id that begins with {which}. Ids are printed by: "
            "dateline judge queue, dateline explain REPORT, and stand in every table of dateline export."
        )
    if len(ids) > 1:
        raise Ambiguous(f"{which} is the start of {', '.join(ids[:_SHOWN])} ... Give more of the id.")
    return judgeable(record.one(found[0].report, judged=False), ids[0], record)


def judgeable(coded: Coded, name: str, record: Record) -> Judgeable:
    """One record of a report, given as the program coded it."""
    shown = apply(coded, record.verdicts(coded.report.id))
    return Judgeable(coded, _by_id(coded, name), next((o for o in _all(shown) if o.id == name), None))


def _by_id(coded: Coded, name: str) -> Event | Statement:
    return next(one for one in _all(coded) if one.id == name)


def _all(coded: Coded) -> tuple[Event | Statement, ...]:
    return (*coded.coding.events, *coded.coding.statements)


def accept(record: Record, which: str, reviewer: Reviewer) -> Judgement:
    """Says that an event or statement is right as it is shown. Raises NotFound, Ambiguous, UsageError."""
    one = find(record, which)
    return _keep(record, _judgement("accept", one, reviewer))


def reject(record: Record, which: str, reviewer: Reviewer) -> Judgement:
    """Says that the words tell no such thing. Raises NotFound, Ambiguous, UsageError."""
    one = find(record, which)
    return _keep(record, _judgement("reject", one, reviewer))


def correct(record: Record, which: str, values: Mapping[str, Any], reviewer: Reviewer) -> Judgement:
    """Gives fields other values: plain values, as `to_dict` of the model writes them, spans with their words.

    A corrected type brings the quad class and the score of that type, as the record or the shipped ontology knows it.
    Raises NotFound, Ambiguous; UsageError where a field cannot be corrected so.
    """
    one = find(record, which)
    if not values:
        raise UsageError("nothing is corrected. Give at least one FIELD=VALUE.")
    whole = with_consequences(record, one, values)
    for name, value in whole.items():
        _check(one, name, value)
    return _keep(record, _judgement("correct", one, reviewer, whole))


def with_consequences(record: Record, one: Judgeable, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with what follows from them: of a type its quad class and score, and no mode of another type; of a
    time the date of the event."""
    from dateline.reviewing.types import type_of  # loads the ontology: only where a type is corrected

    whole = dict(values)
    if isinstance(one.record, Event) and ("type" in whole or "mode" in whole):
        shown = one.shown if isinstance(one.shown, Event) else one.record
        type_ = whole.setdefault("type", shown.type)
        if type_ != shown.type:
            whole = {"mode": None, "cameo": None, **whole}
        known = type_of(record, type_, whole.get("mode"))
        whole = {"quad": known.quad, "score": known.score, **whole}
    if isinstance(one.record, Event) and whole.get("when") and _DATE.fullmatch(str(whole["when"].get("value"))):
        whole = {"event_date": whole["when"]["value"], "event_date_basis": "text", **whole}
    return whole


def _check(one: Judgeable, name: str, value: Any) -> None:
    if name not in fields_of(one.record):
        raise UsageError(f"{name} is no field of a {one.kind}. It has: {', '.join(fields_of(one.record))}.")
    try:
        read_field(type(one.record), name, value)
        _check_words(value, one.text)
    except ValueError as error:
        raise UsageError(f"{name} cannot be corrected so: {error}") from error


def _check_words(value: Any, text: str) -> None:
    """Evidence or nothing: a span must cut the words that it is given with."""
    if isinstance(value, list | tuple):
        for one in value:
            _check_words(one, text)
    elif isinstance(value, dict):
        if "start" in value and "end" in value and text[value["start"] : value["end"]] != value.get("exact"):
            raise ValueError(
                f"{value.get('exact')!r} does not stand at [{value['start']}, {value['end']}) of the report"
            )
        for one in value.values():
            _check_words(one, text)


def _judgement(
    act: Act, one: Judgeable, reviewer: Reviewer, values: Mapping[str, Any] = MappingProxyType({})
) -> Judgement:
    """A judgement with the fields as they were shown; of what was rejected, as the program has them."""
    who, seen = reviewer.checked(), plain_fields(one.shown or one.record, one.text)
    if who.sample is not None and not Sample.named(who.sample).holds(one.record):
        raise UsageError(f"{one.record.id} does not belong to the sample {who.sample}. Leave --sample away.")
    return Judgement(
        act, subject_of(one.record, one.coded), who.by.strip(), who.moment(), who.why, dict(values), seen,
        sample=who.sample,
    )  # fmt: skip


def _keep(record: Record, made: Judgement) -> Judgement:
    record.keep_judgements((made,))
    return made


def undo(record: Record, which: str, reviewer: Reviewer) -> Judgement:
    """Takes back the judgement whose id begins with `which`; or, given the id of a record, the last one on it that
    stands. To undo an undoing brings the judgement back. Raises NotFound, Ambiguous, UsageError."""
    who, every = reviewer.checked(), record.judgements()
    target = _undoable(record, which, every)
    gone = undone_by(every)
    if target.id in gone:
        raise UsageError(f"{target.id} is taken back already, by {gone[target.id]}. To bring it back, undo that one.")
    made = Judgement("undo", target.subject, who.by.strip(), who.moment(), who.why, undoes=target.id)
    return _keep(record, made)


def _undoable(record: Record, which: str, every: tuple[Judgement, ...]) -> Judgement:
    named = [one for one in every if one.id.startswith(which)]
    if len(named) > 1:
        raise Ambiguous(
            f"{which} is the start of {', '.join(one.id for one in named[:_SHOWN])} ... Give more of the id."
        )
    if named:
        return named[0]
    gone = undone_by(every)
    on_it = [one for one in every if one.subject.id.startswith(which) and one.act != "undo" and one.id not in gone]
    if len({one.subject.id for one in on_it}) > 1:
        raise Ambiguous(f"{which} is the start of several ids. Give more of it.")
    if not on_it:
        raise NotFound(
            f"{record.where} has no judgement {which}, and none in force on a record of that id. See them with: "
            "dateline judge list"
        )
    return on_it[-1]


__all__ = ["Judgeable", "Reviewer", "accept", "correct", "find", "judgeable", "now", "reject", "undo"]
