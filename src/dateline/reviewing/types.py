"""What is known of an event type that a person gives: as the record's own events have it, or the shipped ontology."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding import load_ontology
from dateline.errors import UsageError
from dateline.recording import Record

_OWN = ", ontology "
"""How the maker of a page names an ontology of somebody's own."""


@dataclass(frozen=True, slots=True)
class KnownType:
    """The quad class and the score of a type or of one mode of it."""

    quad: int
    score: float


def type_of(record: Record, type_: str, mode: str | None) -> KnownType:
    """Raises UsageError where nobody knows the type, with those that are known."""
    here = record.event_types()
    own = any(_OWN in maker for maker, _ in record.makers())
    if not own:
        types = load_ontology().types
        if (type_, None) not in types:
            raise UsageError(f"{type_} is no event type. It can be: {', '.join(sorted({name for name, _ in types}))}.")
        modes = sorted(known for name, known in types if name == type_ and known)
        if mode is not None and (type_, mode) not in types:
            raise UsageError(f"{type_} has no mode {mode}. It can be: {', '.join(modes) or 'none'}.")
        found = load_ontology().event_type(type_, mode)
        return KnownType(found.quad, found.score)
    of_type = [known for (name, _), known in sorted(here.items(), key=repr) if name == type_]
    if not of_type:
        known = ", ".join(sorted({name for name, _ in here}))
        raise UsageError(
            f"{type_} is no type of this record's events, which are coded with types of your own: {known}."
        )
    return KnownType(*here.get((type_, mode), of_type[0]))
