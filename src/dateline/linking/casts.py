"""Who is who in one story: every side of its events is put to one party, once for all reports, before any is compared.

Names are joined as over a whole record (`namings.py`). Words that only describe ("officers", "two officials") are held
together by the words, or by the sector where a state has one body of it: "the police", "officers" and the name of a
force are one party. Whose state is not known contradicts nobody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.coding.actors.codes import codes_of
from dateline.linking.descriptions import description_of
from dateline.linking.identity import same_name
from dateline.linking.namings import join_namings
from dateline.model import Actor, Coded, Naming
from dateline.tables import shipped

Likeness = Literal["same", "state", "fits", "open", "other"]
"""How two parties are related: one; a state and who acts for it; a description that fits a name; nobody knows; two."""

LIKENESS: tuple[Likeness, ...] = ("same", "state", "fits", "open", "other")
"""The strongest first."""

_Kind = Literal["state", "person", "body", "named", "described"]
"""What a party is; "named" where only a name is known of it."""
_BODIES = ("organisation", "group", "nationality", "place")


@dataclass(frozen=True, slots=True)
class Party:
    """One party of a story. `key` is the same over all stories; `head` the last word of a description."""

    key: str
    kind: _Kind
    country: str | None
    sector: str | None
    head: str = ""


class Cast:
    """The parties of some reports."""

    def __init__(self, coded: Iterable[Coded]) -> None:
        self._kinds: dict[tuple[str, str], str] = {}
        times: Counter[Naming] = Counter()
        for one in sorted(coded, key=lambda each: each.report.id):
            self._kinds.update({(one.report.id, entity.id): entity.kind for entity in one.coding.entities})
            for actor in _actors(one):
                times[self._naming(one.report.id, actor)] += 1
        self._parties = {
            naming: _named(known.key, naming, "state" if known.kind == "state" else _kind(naming), known.country)
            for known in join_namings(times)
            for naming in known.namings
        }

    def party(self, report: str, actor: Actor) -> Party:
        """Whom a report means by an actor."""
        naming = self._naming(report, actor)
        return self._parties.get(naming) or _described(naming)

    def is_one(self, a: tuple[str, Actor], b: tuple[str, Actor]) -> bool | None:
        """Whether two actors, each with its report's id, are one party; None where words or names may mean either."""
        ours, theirs = self.party(*a), self.party(*b)
        found = likeness(ours, theirs)
        if found == "same":
            return True
        if found == "other" and (ours.kind, theirs.kind) != ("named", "named"):
            return None if _may_be_short(a[1].name, b[1].name) and ours.kind == theirs.kind == "person" else False
        if "described" in (ours.kind, theirs.kind):
            return None
        named = "named" in (ours.kind, theirs.kind) and same_name(a[1].name, b[1].name)
        return True if named else False if found == "other" else None

    def _naming(self, report: str, actor: Actor) -> Naming:
        kind = self._kinds.get((report, actor.entity), "") if actor.entity else ""
        if not kind and all(word[:1].isupper() for word in actor.name.split()):
            kind = "other"
        return Naming(actor.name, kind, actor.country, actor.office, actor.sectors, actor.wikidata, "")


def _actors(one: Coded) -> Iterable[Actor]:
    for event in one.coding.events:
        yield from (*event.actors, *event.recipients)
    for said in one.coding.statements:
        if said.speaker is not None:
            yield said.speaker


def _kind(naming: Naming) -> _Kind:
    if naming.kind == "person" or naming.wikidata or naming.office:
        return "person"
    return "body" if naming.kind in _BODIES else "named"


def _may_be_short(a: str, b: str) -> bool:
    """Whether one is a family name alone that two people of the story may bear."""
    return same_name(a, b) and min(len(a.split()), len(b.split())) == 1


def _named(key: str, naming: Naming, kind: _Kind, country: str | None) -> Party:
    return Party(key, kind, country or naming.country, naming.sectors[0] if naming.sectors else None)


def _described(naming: Naming) -> Party:
    words = description_of(naming.name, naming.country)
    head = words.rsplit(" ", 1)[-1]
    sector = naming.sectors[0] if naming.sectors else None
    return Party(f"~{words}/{naming.country or ''}", "described", naming.country, sector, head)


@cache
def _sole_sectors() -> frozenset[str]:
    """Sectors of which a state has one body, so that whoever is described by it is that body (tables/sectors.tsv)."""
    return frozenset(row["sector"] for row in shipped(__package__, "tables/sectors.tsv", ("sector",)))


def likeness(a: Party, b: Party) -> Likeness:
    """How two parties of a story are related."""
    if a.key == b.key:
        loose = a.kind == "described" and not a.country and " " not in a.key
        return "fits" if loose and a.sector not in _sole_sectors() else "same"
    if _of_other_states(a, b):
        return "other"
    if "described" in (a.kind, b.kind):
        return _like_description(a, b)
    if "state" in (a.kind, b.kind):
        return "state" if a.country == b.country else "open"
    return "other" if a.kind == b.kind else "open"


def _of_other_states(a: Party, b: Party) -> bool:
    bodies = codes_of("body")
    told = a.country and b.country and a.country not in bodies and b.country not in bodies
    return bool(told) and a.country != b.country


def _like_description(a: Party, b: Party) -> Likeness:
    if a.head and a.head == b.head:
        return "fits"
    if a.sector and a.sector == b.sector:
        if a.sector in _sole_sectors():
            return "same"
        if a.country and a.country == b.country:
            return "fits"
    if "state" in (a.kind, b.kind) and a.country == b.country:
        return "state"
    return "open"


def is_one_party(a: Party, b: Party) -> bool:
    """Whether two parties are one to be told by one name: the same one, or described by the same words, with the state
    told once: "farmers", "Polish farmers". Who merely fits a description ("the department") is none of it.
    """
    if a.key == b.key:
        return True
    if not (a.kind == b.kind == "described") or (a.country and b.country):
        return False
    return a.key.rpartition("/")[0] == b.key.rpartition("/")[0]


def best_likeness(ours: Sequence[Party], theirs: Sequence[Party]) -> Likeness | None:
    """The strongest relation between two sides; None where either is not told."""
    return min((likeness(a, b) for a in ours for b in theirs), key=LIKENESS.index, default=None)


def names_another(ours: Sequence[Party], theirs: Sequence[Party]) -> bool:
    """Whether each side names somebody who is none of the other: A met B, A met C."""
    return _has_stranger(ours, theirs) and _has_stranger(theirs, ours)


def _has_stranger(ours: Sequence[Party], theirs: Sequence[Party]) -> bool:
    return any(all(likeness(a, b) == "other" for b in theirs) for a in ours)
