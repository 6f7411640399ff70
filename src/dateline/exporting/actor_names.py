"""One name for one person or body over all pages, for formats whose entities have ids of their own.

A state is one, however it is named: "Norway", "the Norwegian" and "Oslo", where these act, are one node of a network.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from dateline.coding.actor_keys import actor_key
from dateline.coding.name_keys import key_of
from dateline.model import Actor, content_id

_SURE = 0.5
"""Who has a key less sure (one word without a state) is one only within a report: two pages may mean two."""
_NAMED_BY = ("name", "aliases", "adjectives", "capitals")
"""Columns of the table of countries whose words name the state itself; its people are somebody else."""


def state_of(actor: Actor) -> str:
    """The ISO alpha-3 code of the state that the words name, by its name, adjective or capital; "" for others."""
    if actor.country is None or actor.office:
        return ""
    return actor.country if key_of(actor.name) in _state_words().get(actor.country, frozenset()) else ""


def actor_name(actor: Actor, report: str) -> str:
    """A name made of content alone, a letter and digits; "" for one who is only described."""
    if state := state_of(actor):
        return content_id("a", "state", state)
    key = actor_key(actor)
    return content_id("a", key.value, None if key.sure >= _SURE else report) if key.value else ""


def state_name(code: str | None) -> str:
    """The usual name of a state by its ISO alpha-3 code; "" for what is no state."""
    return _state_names().get(code or "", "")


@functools.cache
def _state_names() -> Mapping[str, str]:
    from dateline.coding.tables import table  # loads the rooms of coding: only where an export asks for it

    return MappingProxyType({row["iso3"]: row["name"] for row in table("countries")})


@functools.cache
def _state_words() -> Mapping[str, frozenset[str]]:
    from dateline.coding.tables import table

    return MappingProxyType(
        {
            row["iso3"]: frozenset(key_of(word) for column in _NAMED_BY for word in row.listed(column) if word)
            for row in table("countries")
        }
    )
