"""What the other rooms of coding found in a report, as far as events draw on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.language.parse import Parse
from dateline.model import Actor, Factuality, Place, Statement, When

Who = Callable[[int, int], tuple[Actor, ...]]
"""(first token, end token) of one side's phrase -> the actors that it names: none, one, or those that "they" are."""

Judge = Callable[[int], Factuality]
"""Head token of a predicate -> how the text tells it."""
State = Callable[[str], str | None]
"""ISO3 -> the state's name."""
GiveState = Callable[[Actor, str, str], Actor]
"""An actor, ISO3, what settled it in words -> the same actor as one of that state, with its numbers."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What the other rooms of coding found in the report: everything that events draw on.

    `judge`: how the text tells the happening of a predicate's head. `state`: ISO3 -> the state's name. `person`:
    whether an actor is a person with a name. `locate`: the same actor with the state that the sentence speaks of.
    `local`: whether an actor without a state can be of that where something happens. `give_state`: the same actor as
    one of a state.
    """

    parse: Parse
    times: tuple[When, ...]
    places: tuple[Place, ...]
    statements: tuple[Statement, ...]
    who: Who
    judge: Judge
    state: State = lambda _: None
    person: Callable[[Actor], bool] = lambda _: False
    locate: Callable[[Actor], Actor] = lambda actor: actor
    local: Callable[[Actor, str], bool] = lambda _actor, _state: True
    give_state: GiveState = lambda actor, iso3, how: replace(actor, country=iso3, how=how)


def is_known(actor: Actor) -> bool:
    """Whether an actor is somebody who can act in politics: a state, a body, a named or typed person or group."""
    return actor.country is not None or actor.entity is not None or any(s != "UNK" for s in actor.sectors)
