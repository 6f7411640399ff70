"""What a phrase resolves to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ActorKind = Literal["person", "organisation", "country", "place", "description", "unknown"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a phrase resolves to. Empty fields are not known; `how` says what settled it or why nothing did.

    `name`: the canonical name of what the phrase names (a description has none). `body`: the organisation that a
    described actor belongs to. `sectors`: PLOVER codes, the primary one first. `country`: ISO 3166 alpha-3 or UNO, EUR,
    IGO, NGO, ISM, IMG, MNC; `cow` and `gw` are the numbers of states. `by_family_name`: a person by the family name
    alone, so that a fuller name in the report knows better.
    """

    kind: ActorKind = "unknown"
    name: str | None = None
    country: str | None = None
    cow: int | None = None
    gw: int | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    wikidata: str | None = None
    body: str | None = None
    how: str = "nothing in the tables or the phrase tells"
    by_family_name: bool = False
