"""Which state, sector and office stand behind the actors of one report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.coding.actors import Actors, Resolution
from dateline.model import Actor, Entity, Report


@dataclass(frozen=True, slots=True)
class Identities:
    """Adds to an actor what tables and the report's own words tell of it. `known` holds the report's named entities.

    Each phrase is looked up once a report.
    """

    tables: Actors
    date: str | None
    entities: Mapping[str, Resolution]
    known: Mapping[str, Resolution]
    _seen: dict[str, Resolution] = field(default_factory=dict)

    @classmethod
    def of(cls, report: Report, entities: Sequence[Entity], tables: Actors) -> Identities:
        """Resolve the entities of a report once: the fuller names first, so that shorter ones can inherit."""
        found: dict[str, Resolution] = {}
        known: dict[str, Resolution] = {}
        for entity in sorted(entities, key=lambda e: (-len(e.name.split()), e.mentions[0], e.id)):
            roles = [span.cut(report.text) for span in entity.roles]
            resolution = tables.resolve(entity.name, report.anchor, roles=roles, known=known)
            found[entity.id] = resolution
            known.setdefault(entity.name, resolution)
        return cls(tables, report.anchor, found, known)

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

    def _phrase(self, name: str) -> Resolution:
        found = self._seen.get(name)
        if found is None:
            found = self._seen[name] = self.tables.resolve(name, self.date, known=self.known)
        return found

    def state(self, iso3: str) -> str | None:
        """The name of a state by its code, None for what is no state."""
        state = self.tables.lookup.states.get(iso3)
        return state.name if state is not None else None
