"""The fields of an event or a statement that a person may correct: as plain values with the words of their spans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, get_type_hints

import msgspec

from dateline.model import Event, Statement, Told, Words, as_plain
from dateline.model.plain import from_plain

Judged = TypeVar("Judged", Event, Statement)
Plain = Mapping[str, Any]

EVENT_FIELDS = (
    "type", "mode", "told", "actors", "recipients", "nary", "when", "where", "counts", "said_by", "denied_by",
    "contexts", "cameo", "quad", "score", "event_date", "event_date_basis", "evidence",
)  # fmt: skip
STATEMENT_FIELDS = ("stance", "quotation", "speaker", "addressee", "cue", "content", "when")

_SCORES: Mapping[Told, float] = MappingProxyType(
    {"happened": 3.0, "ongoing": 3.0, "habitual": 3.0, "planned": 1.5, "possible": 1.0, "alleged": 1.0, "denied": -2.5,
     "did-not-happen": -3.0}
)  # fmt: skip
"""The score of a class that a person gives: a plain case of it on the scale of `Factuality`."""


def fields_of(one: Event | Statement) -> tuple[str, ...]:
    """Which fields of it may be corrected."""
    return EVENT_FIELDS if isinstance(one, Event) else STATEMENT_FIELDS


def plain_fields(one: Event | Statement, text: str) -> dict[str, Any]:
    """Every field that may be corrected, as plain values; each span with its words."""
    cut = Words(text)
    found = {name: as_plain(getattr(one, name), cut) for name in fields_of(one) if name != "told"}
    return found | {"told": one.factuality.label} if isinstance(one, Event) else found


@cache
def _of_events() -> Mapping[str, Any]:
    return MappingProxyType(get_type_hints(Event) | {"told": Told})


@cache
def _of_statements() -> Mapping[str, Any]:
    return MappingProxyType(get_type_hints(Statement))


def read_field(of: type[Event] | type[Statement], name: str, value: Any) -> Any:
    """The plain value of a field as a value of the model. Raises ValueError where the field cannot have it."""
    if name not in (EVENT_FIELDS if of is Event else STATEMENT_FIELDS):
        raise ValueError(f"{name} is no field that can be corrected")
    try:
        return from_plain(value, (_of_events() if of is Event else _of_statements())[name])
    except TypeError as error:  # msgspec says so of a kind that it cannot make
        raise ValueError(f"{name} cannot be {value!r}") from error


def with_fields(one: Judged, values: Plain) -> Judged:
    """The record with these fields in place of its own. Raises ValueError where a field cannot have its value."""
    kind = type(one)
    read = {name: read_field(kind, name, value) for name, value in values.items()}
    if isinstance(one, Event) and "told" in read:
        label: Told = read.pop("told")
        if label != one.factuality.label:
            told = msgspec.structs.replace(one.factuality, label=label, score=_SCORES[label], how="corrected")
            read["factuality"] = told
    return replace(one, **read)


def why_unfit(one: Event | Statement, values: Plain) -> str:
    """Which of these values the record cannot have, in words; "" where it can have all."""
    for name, value in values.items():
        try:
            read_field(type(one), name, value)
        except ValueError as error:
            return f"the corrected {name} does not fit: {error}"
    return ""
