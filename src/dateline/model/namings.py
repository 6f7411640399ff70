"""Somebody over many pages: the ways in which reports name one person, state or body, and why these are one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NamedKind = Literal["state", "person", "organisation", "other"]


@dataclass(frozen=True, slots=True)
class Naming:
    """One way in which the reports of one story name somebody: the name and what is known of its bearer there.

    `kind` is that of the entity behind it ("person", "place", ...), "" where the words only describe. `story` is the
    story's id, or the report's where it is in none. `sectors` are PLOVER codes, the first is the primary one.
    """

    name: str
    kind: str
    country: str | None
    office: str | None
    sectors: tuple[str, ...]
    wikidata: str | None
    story: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Namings of one spelling that were put to an actor: how often they stand in the record, and why they are the
    actor's, in words."""

    name: str
    country: str | None
    wikidata: str | None
    times: int
    why: str


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One person, state or body over all pages of a record.

    `key` names it: a Wikidata id, the ISO code of a state, or the compared name with its country. `sure` is how sure it
    is that all its namings mean one, in [0, 1]: that of the least sure reason. `namings` are what was put together.
    """

    key: str
    name: str
    kind: NamedKind
    country: str | None
    offices: tuple[str, ...]
    sure: float
    joined: tuple[Joined, ...]
    namings: frozenset[Naming]

    @property
    def times(self) -> int:
        """How often it is named in the record, as a side of an event, a speaker or a hearer."""
        return sum(one.times for one in self.joined)
