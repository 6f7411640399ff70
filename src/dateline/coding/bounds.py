"""How much of one kind is taken from one report: a page of nothing but "he told her" must not fill the record.

What is left out is said in the coding's notes; the text stays whole, so that nothing is lost that could be looked for.
Quotations are kept as statements, within their bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeVar

from dateline.model import Actor, Entity, Event, Statement

MOST: Final = 1_000
"""Statements, times, places, acts and entities of one report. Of 340 pages of the news the fullest, a live page of a
day, had 145 statements, 193 times and 228 places; 96 kB of "he told her" had 2,989 statements.
"""
MOST_COMPARED: Final = 100
"""Acts of one type with which another is compared: those that stand first, where the news is told, and those before it.
"""

_Found = TypeVar("_Found")


def keep_first(found: Sequence[_Found]) -> tuple[_Found, ...]:
    """The first of them, in the order of the text, as many as are kept."""
    return tuple(found[:MOST])


def take_ends(known: Sequence[_Found]) -> Iterator[_Found]:
    """Those with which one more is compared: all, or where they are many the first and the last."""
    half = MOST_COMPARED // 2
    yield from known[:half]
    yield from known[max(half, len(known) - half) :]


def say_left_out(found: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """What the coding notes where more than are kept were found. `found`: what they are, and how many."""
    return tuple(
        f"{number:,} {what} were found and the first {MOST:,} kept: the report repeats itself, or is no report"
        for what, number in found
        if number > MOST
    )


def keep_entities(
    found: Sequence[Entity], statements: Iterable[Statement], events: Iterable[Event]
) -> tuple[tuple[Entity, ...], int]:
    """The first of them and whoever takes part in what is kept, each with its first mentions; and how many mentions
    the fullest had."""
    fullest = max((len(one.mentions) for one in found), default=0)
    if len(found) <= MOST and fullest <= MOST:
        return tuple(found), fullest
    named = {actor.entity for actor in _actors_of(statements, events)}
    kept = (one for at, one in enumerate(found) if at < MOST or one.id in named)
    return tuple(replace(one, mentions=one.mentions[:MOST]) for one in kept), fullest


def _actors_of(statements: Iterable[Statement], events: Iterable[Event]) -> Iterator[Actor]:
    for said in statements:
        yield from filter(None, (said.speaker, said.addressee))
    for event in events:
        yield from (*event.actors, *event.recipients)
        yield from (voice.speaker for voice in (*event.said_by, *event.denied_by))
