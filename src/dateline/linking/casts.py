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
from dateline.linking.identity import is_proper_name, same_name
from dateline.linking.namings import join_namings
from dateline.linking.slots import are_other_first_names, last_name
from dateline.model import Actor, Coded, Entity, Naming
from dateline.tables import shipped

Likeness = Literal["same", "state", "fits", "open", "other"]
"""How two parties are related: one; a state and who acts for it; a description that fits a name; nobody knows; two."""

LIKENESS: tuple[Likeness, ...] = ("same", "state", "fits", "open", "other")
"""The strongest first."""

_Kind = Literal["state", "person", "body", "named", "described"]
"""What a party is; "named" where only a name is known of it."""
_BODIES = ("organisation", "group", "nationality", "place")
_COMPARED: frozenset[_Kind] = frozenset(("state", "person", "body"))
"""Kinds of which two that differ are two."""


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
        self._coded = {one.report.id: one for one in coded}
        self._kinds: dict[tuple[str, str], str] = {}
        times: Counter[Naming] = Counter()
        for _, one in sorted(self._coded.items()):
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

    def are_two(self, a: tuple[str, Actor], b: tuple[str, Actor]) -> bool:
        """Whether two actors, each with its report's id, are surely two: two people, two states or two bodies, both
        called by a proper name, of two states by what is known of them; or two people of one last name. Who is one in a
        chain of either report, whose name holds the other's state, or whose state nobody knows, may be one; and so may
        two bodies of one state, of which one may be a part of the other.
        """
        ours, theirs = self.party(*a), self.party(*b)
        one, other = a[1].name, b[1].name
        return (
            ours.kind == theirs.kind
            and ours.kind in _COMPARED
            and (_of_other_states(ours, theirs) or (ours.kind == "person" and _are_of_one_family(one, other)))
            and is_proper_name(one)
            and is_proper_name(other)
            and not any(same_name(x, y) for x in (one, self._printed(a)) for y in (other, self._printed(b)))
            and (ours.kind == "state" or not (_names_state(one, theirs) or _names_state(other, ours)))
            and not any(self._are_one_chain(report, one, other) for report in {a[0], b[0]})
        )

    def _printed(self, actor: tuple[str, Actor]) -> str:
        """The words that a report has in an actor's place."""
        return actor[1].span.cut(self._coded[actor[0]].report.text)

    def _are_one_chain(self, report: str, one: str, other: str) -> bool:
        """Whether a report says that two names, or a name and an office, are of one."""
        return any(
            any(same_name(form, one) for form in forms) and any(same_name(form, other) for form in forms)
            for entity in self._coded[report].coding.entities
            if len(forms := _forms(entity, self._coded[report])) > 1
        )

    def _naming(self, report: str, actor: Actor) -> Naming:
        kind = self._kinds.get((report, actor.entity), "") if actor.entity else ""
        if not kind and all(word[:1].isupper() for word in actor.name.split()):
            kind = "other"
        return Naming(actor.name, kind, actor.country, actor.office, actor.sectors, actor.wikidata, "")


def _forms(entity: Entity, coded: Coded) -> frozenset[str]:
    """All words by which a report calls somebody."""
    return frozenset(span.cut(coded.report.text) for span in (*entity.mentions, *entity.roles)) | {entity.name}


def _are_of_one_family(a: str, b: str) -> bool:
    """Whether two full names have one last name and the first names of two people."""
    full = min(len(a.split()), len(b.split())) > 1
    last = last_name(a)
    return full and last == last_name(b) and len(last) > len("Jr.") and are_other_first_names(a, b)


def _names_state(name: str, party: Party) -> bool:
    """Whether a name holds the words for a party's state, and says more than they do."""
    return description_of(name, party.country) != description_of(name, None)


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
