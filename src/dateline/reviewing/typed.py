"""A field as a person would type it: the inverse of `wording`, so that a form can show it and take it back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, get_args

from dateline.coding import load_ontology
from dateline.model import Actor, Count, Event, Place, Span, Statement, Told, Voice, When
from dateline.model.codings import Quotation, Stance
from dateline.recording import Record

EVENT_TYPED = (
    "type", "mode", "told", "actors", "recipients", "when", "event_date", "where", "counts", "said_by", "denied_by",
    "contexts", "evidence",
)  # fmt: skip
STATEMENT_TYPED = ("stance", "quotation", "speaker", "addressee", "when", "cue", "content")


def typed_fields(one: Event | Statement, text: str) -> dict[str, str]:
    """Field -> what a person would type for it, "" where it is empty. `text`: what its spans cut."""
    names = EVENT_TYPED if isinstance(one, Event) else STATEMENT_TYPED
    return {
        name: _typed(one.factuality.label if name == "told" and isinstance(one, Event) else getattr(one, name), text)
        for name in names
    }


def _typed(value: Any, text: str) -> str:
    if isinstance(value, tuple | list):
        return _joined(value, text)
    if isinstance(value, Actor | Voice):
        return _actor(value if isinstance(value, Actor) else value.speaker, text)
    if isinstance(value, Place):
        return _with_known(value.span.cut(text), value.country or "")
    if isinstance(value, When | Count):
        words = value.span.cut(text)
        return f"{words} = {value.value}" if isinstance(value, When) else f"{_numbers(value)} = {words}"
    if isinstance(value, Span):
        return value.cut(text)
    return "" if value is None else str(value)


def _joined(values: Iterable[Any], text: str) -> str:
    held = list(values)
    plain = all(isinstance(one, str) for one in held)
    return (", " if plain else "; ").join(_typed(one, text) for one in held)


def _actor(one: Actor, text: str) -> str:
    sectors = f"/{'/'.join(one.sectors)}" if one.sectors else ""
    return _with_known(one.span.cut(text), (one.country or "") + sectors)


def _with_known(words: str, known: str) -> str:
    return f"{words} [{known}]" if known else words


def _numbers(one: Count) -> str:
    return f"{one.kind} {one.low}" if one.high in (None, one.low) else f"{one.kind} {one.low}-{one.high}"


def choices_of(record: Record, kind: str) -> dict[str, tuple[str, ...]]:
    """Field -> the words that it may have, where these are a closed list: of an event or of a statement."""
    if kind == "statement":
        return {"stance": get_args(Stance), "quotation": get_args(Quotation)}
    here = {name for name, _ in record.event_types()}
    known = {name for name, _ in load_ontology().types}
    types = here if here - known else here | known
    return {"type": tuple(sorted(types)), "told": get_args(Told)}
