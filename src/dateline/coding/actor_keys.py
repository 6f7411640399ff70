"""One key for one person or body over all pages: what two records of it share, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.name_keys import key_of
from dateline.model import Actor

_PRONOUNS = frozenset("i we you he she they it me us him her them who".split())
_TABLE, _OFFICE, _STATE, _NAME, _WORD = 0.95, 0.9, 0.7, 0.5, 0.2
"""How sure a key is: by an identifier of the tables, by name and office, by name and state, by a name of several words,
by one word alone."""


@dataclass(frozen=True, slots=True)
class ActorKey:
    """`value` is equal for what is one; "" for whom the words only describe. `sure`: from 0 to 1."""

    value: str
    sure: float


NOBODY = ActorKey("", 0.0)


def actor_key(actor: Actor) -> ActorKey:
    """The key of an actor: its identifier, else its name with its state. A description and a pronoun have none."""
    if actor.wikidata:
        return ActorKey(actor.wikidata, _TABLE)
    name = key_of(actor.name)
    if not name or name in _PRONOUNS or not _is_name(actor):
        return NOBODY
    value = f"{name}/{actor.country or ''}"
    if actor.country is not None:
        return ActorKey(value, _OFFICE if actor.office else _STATE)
    return ActorKey(value, _NAME if " " in name else _WORD)


def _is_name(actor: Actor) -> bool:
    """Whether the words name somebody: an entity of the report that has a capital in its name."""
    return actor.entity is not None and any(word[:1].isupper() for word in actor.name.split())
