"""Actors: a row for every person or body that the events and statements of a record name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dateline.coding.actor_keys import actor_key
from dateline.exporting.cells import Cell
from dateline.exporting.fields import number_now
from dateline.exporting.states import name_of
from dateline.model import Actor, Coded, Event, Span

T = TypeVar("T")
_DONE = frozenset(("happened", "ongoing"))


@dataclass(slots=True)
class ActorRow:
    """What a record holds of one person or body. It grows while reports are read; `key` is that of `actor_key`."""

    key: str
    sure: float
    names: Counter[str] = field(default_factory=Counter)
    states: Counter[tuple[str | None, int | None, int | None]] = field(default_factory=Counter)
    sectors: Counter[tuple[str, ...]] = field(default_factory=Counter)
    offices: dict[str, None] = field(default_factory=dict)
    wikidata: str | None = None
    acts: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    reports: int = 0
    lineages: set[str] = field(default_factory=set)
    last_report: str = ""
    first: tuple[str, str] = ("", "")
    last: str = ""
    shown: tuple[str, Span, str] | None = None

    def take(self, actor: Actor, one: Coded, lineage: str, act: str, date: str | None, basis: str | None) -> None:
        """Adds what one place of one report shows."""
        self.names[actor.name] += 1
        self.states[actor.country, number_now(actor, "cow"), number_now(actor, "gw")] += 1
        self.sectors[actor.sectors] += 1
        if actor.office:
            self.offices.setdefault(actor.office)
        self.wikidata = self.wikidata or actor.wikidata
        self.acts[act] += 1
        if one.report.id != self.last_report:
            self.last_report, self.reports = one.report.id, self.reports + 1
            if lineage:
                self.lineages.add(lineage)
        if self.shown is None:
            self.shown = one.report.id, actor.span, actor.span.cut(one.report.text)
        if date:
            self.first = min(self.first, (date, basis or "")) if self.first[0] else (date, basis or "")
            self.last = max(self.last, date)


def actors(coded: Iterable[Coded], lineage_of: Mapping[str, str]) -> Iterator[ActorRow]:
    """A row for every actor that can be told from others, who acts in most first; who is only described has none.

    `lineage_of`: the independent text of every report; empty before linking. What is kept grows with the number of
    actors, not of reports.
    """
    found: dict[str, ActorRow] = {}
    for one in coded:
        lineage = lineage_of.get(one.report.id, "")
        for actor, act, event in _places(one):
            key = actor_key(actor)
            if not key.value:
                continue
            row = found.setdefault(key.value, ActorRow(key.value, key.sure))
            row.sure = max(row.sure, key.sure)
            date = event.event_date if event else one.report.published.value
            row.take(actor, one, lineage, act, date, event.event_date_basis if event else "report")
            if event is not None:
                row.types[event.type] += 1
                row.acts["done"] += event.factuality.label in _DONE
    yield from sorted(found.values(), key=lambda row: (-sum(row.types.values()), -row.acts["speaker"], row.key))


def _places(one: Coded) -> Iterator[tuple[Actor, str, Event | None]]:
    for event in one.coding.events:
        yield from ((actor, "actor", event) for actor in event.actors)
        yield from ((actor, "recipient", event) for actor in event.recipients)
    for statement in one.coding.statements:
        if statement.speaker is not None:
            yield statement.speaker, "speaker", None


def read_actor(row: ActorRow) -> dict[str, Cell]:
    """Every field of an actor by its name."""
    country, cow, gw = _most(row.states)
    sectors: tuple[str, ...] = _most(row.sectors)
    report, span, words = row.shown or ("", None, None)
    return {
        "key": row.key,
        "key_sure": row.sure,
        "name": _most(row.names),
        "names": tuple(name for name, _ in sorted(row.names.items(), key=lambda pair: (-pair[1], pair[0]))),
        "country": country,
        "country_name": name_of(country),
        "cow": cow,
        "gw": gw,
        "sectors": "|".join(sectors) or None,
        "offices": tuple(sorted(row.offices)),
        "wikidata": row.wikidata,
        "as_actor": row.acts["actor"],
        "as_recipient": row.acts["recipient"],
        "as_speaker": row.acts["speaker"],
        "told_as_happened": row.acts["done"],
        "reports": row.reports,
        "sources": len(row.lineages) or None,
        "event_date": row.first[0] or None,
        "event_date_last": row.last or None,
        "event_date_basis": row.first[1] or None,
        "types": tuple(name for name, _ in sorted(row.types.items(), key=lambda pair: (-pair[1], pair[0]))),
        "report": report,
        "name_start": span.start if span else None,
        "name_end": span.end if span else None,
        "name_exact": words,
    }


def _most(counted: Counter[T]) -> T:
    """The value that is counted most; of equals the one that sorts first as text."""
    return min(counted.items(), key=lambda pair: (-pair[1], str(pair[0])))[0]
