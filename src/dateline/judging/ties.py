"""What was split and joined, as ties that linking keeps to. A later judgement wins over what an earlier one says."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product
from typing import Generic, TypeVar

from dateline.judging.finding import find_again
from dateline.judging.standing import standing
from dateline.model import Coded, Judged, Judgement, Subject, Ties

Key = TypeVar("Key", bound=Hashable)
Reads = Callable[[str], Coded | None]
"""A report's id -> the report as the program codes it; None where it is not there."""


@dataclass(frozen=True, slots=True)
class Tied:
    """The ties of all judgements in force. `actors`: of namings, by `naming_key`. `unmet`: the ids of judgements that
    bind nothing any more, or not all, with the reason."""

    judged: Judged
    actors: Ties[str]
    unmet: Mapping[str, str] = field(default_factory=dict)


def ties(judgements: Iterable[Judgement], read: Reads) -> Tied:
    """The ties that follow from the judgements; the order of arrival changes nothing.

    Who splits a story parts its lineages too; who joins a lineage joins its stories.
    """
    lineages, stories, actors = _Tying[str](), _Tying[str](), _Tying[str]()
    happenings = _Tying[tuple[str, str]]()
    unmet: dict[str, str] = {}
    for one in reversed(standing(judgements)):
        if one.act not in ("split", "join"):
            continue
        kept = True
        if one.subject.kind == "happening":
            events = [_found(_events(part, read)) for part in one.parts]
            lost = sum(len(part) for part in one.parts) - sum(map(len, events))
            kept, empty = happenings.tie(one.act, events), any(not part for part in events)
        else:
            names = [_found(_names(part, one.subject.kind, read)) for part in one.parts]
            lost = sum(len(part) for part in one.parts) - sum(map(len, names))
            empty = any(not part for part in names)
            for level in _levels(one, lineages, stories, actors):
                kept = level.tie(one.act, names) and kept
        if empty:
            unmet[one.id] = "what it parts or joins is not in this record any more"
        elif lost:
            unmet[one.id] = f"{lost} of what it names is not in this record any more; the rest holds"
        elif not kept:
            unmet[one.id] = "a later judgement says otherwise"
    return Tied(Judged(lineages.ties(), stories.ties(), happenings.ties()), actors.ties(), unmet)


def _levels(
    one: Judgement, lineages: _Tying[str], stories: _Tying[str], actors: _Tying[str]
) -> tuple[_Tying[str], ...]:
    if one.subject.kind == "actor":
        return (actors,)
    if one.subject.kind == "lineage":
        return (lineages, stories) if one.act == "join" else (lineages,)
    return (stories, lineages) if one.act == "split" else (stories,)


def _found(keys: Iterable[Key | None]) -> list[Key]:
    return [key for key in keys if key is not None]


def _names(part: Sequence[Subject], kind: str, read: Reads) -> Iterator[str | None]:
    for one in part:
        yield one.id if kind == "actor" or read(one.id) is not None else None


def _events(part: Sequence[Subject], read: Reads) -> Iterator[tuple[str, str] | None]:
    for one in part:
        coded = read(one.report)
        found = find_again(one, coded).record if coded is not None else None
        yield None if found is None else (one.report, found.id)


class _Tying(Generic[Key]):
    """Ties as they come, the latest first: what contradicts those that are there is not taken."""

    def __init__(self) -> None:
        self._together: set[tuple[Key, Key]] = set()
        self._apart: set[tuple[Key, Key]] = set()
        self._lot: dict[Key, set[Key]] = {}
        self._enemies: dict[Key, set[Key]] = {}

    def tie(self, act: str, parts: Sequence[Sequence[Key]]) -> bool:
        """Whether all of it could be taken. A join ties the members of all parts, a split each of a part to each of
        another."""
        if act == "join":
            every = [key for part in parts for key in part]
            taken = [self._join(every[0], other) for other in every[1:]]  # all of them, whatever the first says
            return all(taken)
        pairs = (pair for one, other in combinations(parts, 2) for pair in product(one, other))
        taken = [self._keep_apart(*pair) for pair in pairs]
        return all(taken)

    def _lot_of(self, key: Key) -> set[Key]:
        return self._lot.setdefault(key, {key})

    def _join(self, one: Key, other: Key) -> bool:
        ours, theirs = self._lot_of(one), self._lot_of(other)
        if ours is theirs:
            return True
        if any(self._enemies.get(key, set()) & theirs for key in ours):
            return False
        self._together.add(_pair(one, other))
        ours |= theirs
        for key in theirs:
            self._lot[key] = ours
        return True

    def _keep_apart(self, one: Key, other: Key) -> bool:
        if other in self._lot_of(one):
            return False
        self._apart.add(_pair(one, other))
        self._enemies.setdefault(one, set()).add(other)
        self._enemies.setdefault(other, set()).add(one)
        return True

    def ties(self) -> Ties[Key]:
        """All that was taken."""
        return Ties(frozenset(self._together), frozenset(self._apart))


def _pair(one: Key, other: Key) -> tuple[Key, Key]:
    a, b = sorted((one, other))  # type: ignore[type-var]
    return a, b
