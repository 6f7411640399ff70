"""One name for one person or body over all pages, for formats whose entities have ids of their own.

A state is one, however it is named: "Norway", "the Norwegian" and "Oslo", where these act, are one node of a network.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.coding.actor_keys import actor_key, state_of
from dateline.coding.name_keys import key_of
from dateline.model import Actor, Coded, content_id

_SURE = 0.5
"""Who has a key less sure (one word without a state) is one only within a report: two pages may mean two."""
_KNOWN = 0.9
"""From here on a key is that of somebody known: by an identifier of the tables, or by name and office."""


def actor_name(actor: Actor, report: str) -> str:
    """A name made of content alone, a letter and digits; "" for one who is only described."""
    if state := state_of(actor):
        return content_id("a", "state", state)
    key = actor_key(actor)
    return content_id("a", key.value, None if key.sure >= _SURE else report) if key.value else ""


def actors_of(coded: Coded) -> Iterator[Actor]:
    """Everybody who takes part in an event of the report, speaks or is spoken to, each time that they are."""
    for event in coded.coding.events:
        yield from (*event.actors, *event.recipients)
        yield from (voice.speaker for voice in (*event.said_by, *event.denied_by))
    for statement in coded.coding.statements:
        yield from filter(None, (statement.speaker, statement.addressee))


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that mean one alone over a whole record: by them a page that says no more than the name is understood.

    `by_name`: the compared name -> the name made of content.
    """

    by_name: Mapping[str, str]

    def name(self, actor: Actor, report: str) -> str:
        """As `actor_name`; one whose state is not told is the one whom the record knows by that name, if any."""
        found = actor_name(actor, report)
        if not found or actor.country is not None or actor.wikidata is not None:
            return found
        return self.by_name.get(key_of(actor.name), found)


def known_names(every: Iterable[Coded]) -> KnownNames:
    """Whom a record knows by the tables or by office, by names of two words and acronyms that none of them shares."""
    found: dict[str, set[str]] = {}
    for coded in every:
        for actor in actors_of(coded):
            if actor_key(actor).sure >= _KNOWN and not state_of(actor) and (" " in actor.name or actor.name.isupper()):
                found.setdefault(key_of(actor.name), set()).add(actor_name(actor, coded.report.id))
    return KnownNames({name: ids.pop() for name, ids in found.items() if len(ids) == 1})


def state_name(code: str | None) -> str:
    """The usual name of a state by its ISO alpha-3 code; "" for what is no state."""
    return _state_names().get(code or "", "")


@functools.cache
def _state_names() -> Mapping[str, str]:
    from dateline.coding.tables import table  # loads the rooms of coding: only where an export asks for it

    return MappingProxyType({row["iso3"]: row["name"] for row in table("countries")})
