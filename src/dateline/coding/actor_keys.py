"""One key for one person or body over all pages: what two records of it share, and how sure that is."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from dateline.coding.name_keys import key_of
from dateline.coding.tables import table
from dateline.model import Actor

_PRONOUNS = frozenset("i we you he she they it me us him her them who".split())
_TABLE, _OFFICE, _STATE, _NAME, _WORD = 0.95, 0.9, 0.7, 0.5, 0.2
"""How sure a key is: by an identifier of the tables, by name and office, by name and state, by a name of several words,
by one word alone."""

_NAMED_BY = ("name", "aliases", "adjectives", "capitals")
"""Columns of the table of countries whose words name the state itself; its people are somebody else."""


@dataclass(frozen=True, slots=True)
class ActorKey:
    """`value` is equal for what is one; "" for whom the words only describe. `sure`: from 0 to 1."""

    value: str
    sure: float


NOBODY = ActorKey("", 0.0)


def actor_key(actor: Actor) -> ActorKey:
    """The key of an actor: the ISO code of a state, by whichever of its names it acts; an identifier; the name of a
    body of the tables, by whichever of its names; else name and state. A description and a pronoun have none.
    """
    if state := state_of(actor):
        return ActorKey(state, _TABLE)
    if actor.wikidata:
        return ActorKey(actor.wikidata, _TABLE)
    name = key_of(actor.name)
    if not name or name in _PRONOUNS or not _is_name(actor):
        return NOBODY
    body, country = _bodies().get(name, ("", ""))
    if body and not actor.office and actor.country in (None, country or None):
        return ActorKey(f"{key_of(body)}/{country}", _OFFICE)
    value = f"{name}/{actor.country or ''}"
    if actor.country is not None:
        return ActorKey(value, _OFFICE if actor.office else _STATE)
    return ActorKey(value, _NAME if " " in name else _WORD)


def state_of(actor: Actor) -> str:
    """The ISO alpha-3 code of the state that the words name, by its name, adjective or capital; "" for others."""
    if actor.country is None or actor.office:
        return ""
    return actor.country if key_of(actor.name) in _state_words().get(actor.country, frozenset()) else ""


def _is_name(actor: Actor) -> bool:
    """Whether the words name somebody: an entity of the report that has a capital in its name."""
    return actor.entity is not None and any(word[:1].isupper() for word in actor.name.split())


@functools.cache
def _state_words() -> Mapping[str, frozenset[str]]:
    return MappingProxyType(
        {
            row["iso3"]: frozenset(key_of(word) for column in _NAMED_BY for word in row.listed(column) if word)
            for row in table("countries")
        }
    )


@functools.cache
def _bodies() -> Mapping[str, tuple[str, str]]:
    """The name and the state (or "") of every body of the tables, by each of its names."""
    return MappingProxyType(
        {
            key_of(name): (row["name"], row["country"])
            for row in table("organisations")
            for name in (*row.listed("aliases"), row["name"])
            if name
        }
    )
