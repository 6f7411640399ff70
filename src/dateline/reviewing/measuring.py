"""The figures of what was judged: how often the program is right, type by type, and how far reviewers agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from dateline.auditing import Share
from dateline.auditing.summary import wilson
from dateline.judging import EVENT_FIELDS, STATEMENT_FIELDS, Verdict
from dateline.judging.agreement import Agreement, agreement
from dateline.model import Judgement
from dateline.recording import Record
from dateline.reviewing.history import all_verdicts
from dateline.reviewing.sampling import Sample

_TYPE = {"event": "type", "statement": "stance"}
_NONE = "none"


@dataclass(frozen=True, slots=True)
class OfType:
    """What was judged of one type that the program gave. `right`: its words tell an act of this type (its stance, of
    statements); `whole`: and no field was corrected. `type` is "all types" for all together."""

    kind: str
    type: str
    right: Share
    whole: Share


@dataclass(frozen=True, slots=True)
class Precision:
    """`of_types`: from random samples alone. `chosen`: how many records were judged that somebody or the queue chose:
    these measure nothing. `stale`: how many judgements do not hold any more."""

    of_types: tuple[OfType, ...]
    chosen: int
    stale: int


def precision(record: Record, sample: str | None = None) -> Precision:
    """The precision of the program by type, from what was judged of random samples; of one sample where it is named.

    What was drawn of one type alone counts for that type and not for all types together.
    """
    wanted = Sample.named(sample).name if sample else None
    held = all_verdicts(record, record.judgements())
    groups: dict[tuple[str, str], list[Verdict]] = {}
    chosen = 0
    for one in held:
        if one.stale:
            continue
        names = {each.sample for each in one.judgements if each.sample}
        names = names if wanted is None else names & {wanted}
        if not names:
            chosen += 1
            continue
        kind, type_ = one.kind, _type_of(one)
        groups.setdefault((kind, type_), []).append(one)
        if any(Sample.named(name).type is None for name in names):
            groups.setdefault((kind, ""), []).append(one)
    rows = sorted(groups.items(), key=lambda pair: (pair[0][0], pair[0][1] == "", -len(pair[1]), pair[0][1]))
    return Precision(
        tuple(_row(kind, type_ or "all types", found) for (kind, type_), found in rows),
        chosen,
        sum(bool(one.stale) for one in held),
    )


def _type_of(one: Verdict) -> str:
    """The type that the program gives."""
    return str(one.machine.get(_TYPE[one.kind]) or one.judgements[-1].subject.type)


def _row(kind: str, type_: str, found: Sequence[Verdict]) -> OfType:
    right = [one for one in found if one.said != "rejected" and _TYPE[kind] not in one.values]
    whole = [one for one in right if one.said == "accepted"]
    return OfType(kind, type_, wilson(len(right), len(found)), wilson(len(whole), len(found)))


# ------------------------------------------------------------------ agreement


@dataclass(frozen=True, slots=True)
class OfField:
    """How far reviewers agree on one field; "is there" asks whether there is such a record at all."""

    kind: str
    field: str
    agreement: Agreement


def agreements(record: Record, reviewers: Iterable[str] = ()) -> tuple[OfField, ...]:
    """Krippendorff's alpha, field by field, over the events and statements that two or more people judged.

    What somebody says of a field is the value that they gave, or saw and left; of what is rejected only that it is not
    there. `reviewers`: only these, where some are named.
    """
    wanted = set(reviewers)
    units: dict[tuple[str, str], list[list[str]]] = {}
    for one in all_verdicts(record, record.judgements()):
        said = {name: _said(mine) for name, mine in _by_person(one.judgements).items() if not wanted or name in wanted}
        if len(said) < 2:
            continue
        fields = EVENT_FIELDS if one.kind == "event" else STATEMENT_FIELDS
        there = [["rejected" if values is None else "there" for values in said.values()]]
        units.setdefault((one.kind, "is there"), []).extend(there)
        for name in fields:
            given = [values.get(name, _NONE) for values in said.values() if values is not None]
            units.setdefault((one.kind, name), []).append(given)
    return tuple(OfField(kind, name, agreement(found)) for (kind, name), found in units.items())


def _by_person(judgements: Iterable[Judgement]) -> dict[str, list[Judgement]]:
    found: dict[str, list[Judgement]] = {}
    for one in judgements:
        found.setdefault(one.by, []).append(one)
    return dict(sorted(found.items()))


def _said(judgements: Sequence[Judgement]) -> Mapping[str, str] | None:
    """The values that one person stands for; None where the person rejects the record."""
    values: dict[str, object] = {}
    for one in judgements:
        if one.act != "reject":
            values |= {**one.seen, **values, **one.values} if one.act == "correct" else one.seen
    if judgements[-1].act == "reject":
        return None
    return {name: msgspec.json.encode(value, order="sorted").decode() for name, value in values.items()}
