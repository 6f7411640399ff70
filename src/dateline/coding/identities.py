"""Which state, sector and office stand behind the actors of one report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from dateline.coding.actors import Actors, Resolution
from dateline.coding.entities.lands import lands_in
from dateline.coding.entities.phrases import renaming, whole_phrase
from dateline.coding.name_keys import key_of
from dateline.coding.places import is_disputed
from dateline.coding.states_at_hand import StatesAtHand
from dateline.language import Parse
from dateline.model import Actor, Entity, Place, Report, Span

_BEHIND: Mapping[str, frozenset[str]] = MappingProxyType(
    {"person": frozenset(("of", "from")), "organisation": frozenset(("of", "in", "for"))}
)
"""Prepositions behind a name that say whose it is: a person in Paris need not be French."""
_OFFICES = (("GOV",), ("LEG",), ("JUD",), ("MIL",), ("COP",), ("PTY",), ("OPP",), ("SPY",))
_AGE = re.compile(r",? \(?(?:aged )?\d{1,3}(?=[,).;])")
_MENTIONS = 6  # of one entity, whose phrases are read: who it is stands at the first


@dataclass(frozen=True, slots=True)
class Identities:
    """Adds to an actor what tables and the report's own words tell of it. `known` holds the report's named entities.

    `places`: what the names of places mean in this report, by their keys. `persons`: the ids of entities that are
    persons. `common`: by id the first mention of those that take the state which the sentence there speaks of.
    `acting`: the ids of persons and bodies. `spoken`: the states that the report speaks of. Each phrase is looked up
    once a report.
    """

    tables: Actors
    date: str | None
    entities: Mapping[str, Resolution]
    known: Mapping[str, Resolution]
    places: Mapping[str, tuple[str, str]]
    states: StatesAtHand
    persons: frozenset[str]
    common: Mapping[str, Span]
    acting: frozenset[str]
    spoken: frozenset[str] = frozenset()
    _seen: dict[str, Resolution] = field(default_factory=dict)

    @classmethod
    def of(
        cls, report: Report, parse: Parse, entities: Sequence[Entity], places: Sequence[Place], tables: Actors
    ) -> Identities:
        """Resolve the entities of a report once: the fuller names first, so that shorter ones can inherit."""
        found: dict[str, Resolution] = {}
        known: dict[str, Resolution] = {}
        persons = frozenset(e.id for e in entities if e.kind == "person")
        named = _places_by_name(report, places, tables)
        spoken = lands_in(report.text) | {place.country for place in places if place.country}
        people = [e.name for e in entities if e.kind == "person"]
        for entity in sorted(entities, key=lambda e: (-len(e.name.split()), e.mentions[0], e.id)):
            roles = [span.cut(report.text) for span in entity.roles]
            roles += _phrases_with_states(report, parse, entity, named, tables)
            roles += _renamings(report, parse, entity)
            article = _article(report, entity)
            resolution = tables.resolve(
                article + entity.name,
                report.anchor,
                roles=roles,
                known=known,
                places=named,
                person=entity.kind == "person",
                families=_may_lead(report, entity, article)
                and not any(full != entity.name and full.endswith(f" {entity.name}") for full in people)
                and tables.may_lead(entity.name, report.anchor, spoken),
            )
            found[entity.id] = resolution
            known.setdefault(entity.name, resolution)
        states = StatesAtHand.of(report, parse, places, tables)
        common = {e.id: e.mentions[0] for e in entities if _is_common(e, found[e.id], tables)}
        acting = frozenset(e.id for e in entities if e.kind in _BEHIND)
        return cls(tables, report.anchor, found, known, named, states, persons, common, acting, spoken)

    def resolve(self, actor: Actor) -> Actor:
        """The same actor with country, sectors and office, as far as anything tells; `how` says what did."""
        if actor.entity is not None and actor.entity in self.entities:
            found = self.entities[actor.entity]
        else:
            found = self._phrase(actor.name)
        return Actor(
            name=found.name if found.kind == "person" and found.name else actor.name,
            span=actor.span,
            entity=actor.entity,
            country=found.country,
            cow=found.cow,
            gw=found.gw,
            sectors=found.sectors,
            office=found.office,
            wikidata=found.wikidata,
            how=f"{actor.how}; {found.how}" if actor.how else found.how,
        )

    def locate(self, actor: Actor) -> Actor:
        """The same actor; "the police", whose state nothing tells, with the one state that their sentence speaks of, or
        the whole report."""
        if actor.country is not None:
            return actor
        word, teller = None, "sentence"
        if actor.entity is None or actor.entity in self.common:
            first = self.common.get(actor.entity or "", actor.span)
            word = self.states.find(replace(actor, span=first))
        if word is None and (actor.entity is None or actor.entity in self.acting):
            word, teller = self.states.find_only(actor), "report"
        state = self.tables.lookup.states.get(word.state) if word is not None else None
        if state is None:
            return actor
        how = f"{actor.how}; the {teller} speaks of {state.name}"
        return replace(actor, country=state.iso3, cow=state.cow, gw=state.gw, how=how)

    def _phrase(self, name: str) -> Resolution:
        found = self._seen.get(name)
        if found is None:
            families = self.tables.may_lead(name, self.date, self.spoken)
            found = self._seen[name] = self.tables.resolve(
                name, self.date, known=self.known, places=self.places, families=families
            )
        return found

    def give_state(self, actor: Actor, iso3: str, how: str) -> Actor:
        """The same actor as one of a state, with its numbers."""
        state = self.tables.lookup.states.get(iso3)
        cow, gw = (state.cow, state.gw) if state is not None else (None, None)
        return replace(actor, country=iso3, cow=cow, gw=gw, how=how)

    def state(self, iso3: str) -> str | None:
        """The name of a state by its code, None for what is no state."""
        state = self.tables.lookup.states.get(iso3)
        return state.name if state is not None else None


def _article(report: Report, entity: Entity) -> str:
    """The article before a name, which tells a newspaper from a family: "The Sun" is not somebody called Sun."""
    before = (report.text[max(0, m.start - 4) : m.start] for m in entity.mentions[:_MENTIONS])
    return next((words for words in before if words.lower() == "the "), "")


def _may_lead(report: Report, entity: Entity, article: str) -> bool:
    """Whether the report writes of a bearer of a name as it does of who leads a state: no article, no age, no town."""
    if article or entity.kind in ("place", "facility"):
        return False
    return not any(_AGE.match(report.text, mention.end) for mention in entity.mentions[:_MENTIONS])


def _is_common(entity: Entity, found: Resolution, tables: Actors) -> bool:
    """Whether many states have a body of that name ("Supreme Court"), or it names somebody in office."""
    if entity.kind == "person":
        return found.sectors[:1] in _OFFICES
    return entity.kind == "organisation" and tables.is_common(entity.name)


def _phrases_with_states(
    report: Report, parse: Parse, entity: Entity, places: Mapping[str, tuple[str, str]], tables: Actors
) -> list[str]:
    """The phrases around an entity's names that name a state or a body: "Turkey's Finance Ministry", "X of Hamas"."""
    if entity.kind not in _BEHIND:
        return []
    after = _BEHIND[entity.kind]
    found = (whole_phrase(parse, mention, after) for mention in entity.mentions[:_MENTIONS])
    texts = dict.fromkeys(" ".join(span.cut(report.text).split()) for span in found if span is not None)
    own = {*tables.name_states(entity.name, places), *tables.name_bodies(entity.name)}
    return [t for t in texts if not own.issuperset((*tables.name_states(t, places), *tables.name_bodies(t)))]


def _renamings(report: Report, parse: Parse, entity: Entity) -> list[str]:
    """What the text says a body is, right behind its name: "the Red Front, a rebel group"."""
    if entity.kind != "organisation":
        return []
    found = (renaming(parse, mention) for mention in entity.mentions[:_MENTIONS])
    return [" ".join(span.cut(report.text).split()) for span in found if span is not None]


def _places_by_name(report: Report, places: Sequence[Place], tables: Actors) -> dict[str, tuple[str, str]]:
    """What lies where, by the key of its name: only names that mean places of one state throughout the report."""
    found: dict[str, dict[str, str]] = {}
    for place in places:
        if place.feature != "facility" and place.country in tables.lookup.states and not is_disputed(place):
            found.setdefault(key_of(place.span.cut(report.text)), {}).setdefault(place.country, place.name)
    return {key: (name, country) for key, held in found.items() for country, name in held.items() if len(held) == 1}
