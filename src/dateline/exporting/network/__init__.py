"""Who to whom: the network of a record. One tie for every ordered pair and kind of tie, counted by happenings.

A happening counts once however many pages tell it. The weight counts what is told as fact (happened, ongoing); what is
planned, possible, usual practice, alleged or denied is counted beside it. `gexf` and `gephi` write it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import permutations

from dateline.coding.actor_keys import actor_key, state_of
from dateline.exporting.actor_names import state_name
from dateline.exporting.row_words import days
from dateline.exporting.table_rows import TableRow
from dateline.model import Actor, Coding

FACTS, ALL = "facts", "all"
"""What --table chooses: ties by what is told as fact, or by everything, however it is told."""
COOPERATION, CONFLICT, NEUTRAL = "cooperation", "conflict", "neutral"
"""Kinds of tie, by the sign of the score: above 0, below 0, and 0."""
_LONGEST = 31
"""Days up to which a happening is drawn in time: what is dated by year alone would be there all the time."""
_COUNTED = {
    "happened": "happened", "ongoing": "ongoing", "habitual": "habitual", "planned": "planned",
    "possible": "possible", "alleged": "alleged", "denied": "denied", "did-not-happen": "denied",
}  # fmt: skip
TELLINGS = tuple(dict.fromkeys(_COUNTED.values()))
"""The columns in which happenings are counted by how they are told."""
UNTIED = ("nobody told", "one side only", "nobody with a name or a state")
"""Reasons why a happening ties nobody to anybody."""
_FACT = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True)
class Node:
    """Who acts or is acted upon. `kind`: state, person, organisation, group, place, other; described: no name.

    `id` is the code of a state, else the key of `dateline.coding.actor_keys`; of those who are only described, "~" with
    state and sector.
    `sure`: how sure it is that all its mentions are one, from 0 to 1. `happenings` that it takes part in as counted.
    """

    id: str
    label: str
    kind: str
    country: str
    sector: str
    sectors: str
    office: str
    wikidata: str
    sure: float
    happenings: int


@dataclass(frozen=True, slots=True)
class Edge:
    """What one does to another. `weight`: happenings that count. `told`: all happenings by how they are told.

    `sources`: independent sources, added up over the happenings that count. `by_day`: ISO day and how many happened on
    it; `spells`: stretches of days on which something happened; `undated`: those of `weight` without such days.
    `types`: (type, number). `ids` of the happenings that count.
    """

    source: str
    target: str
    tie: str
    weight: int
    sources: int
    verbal: int
    material: int
    score: float
    told: tuple[tuple[str, int], ...]
    types: tuple[tuple[str, int], ...]
    by_day: tuple[tuple[str, int], ...]
    spells: tuple[tuple[str, str], ...]
    undated: int
    ids: tuple[str, ...]

    @property
    def id(self) -> str:
        """Unlike that of any other edge."""
        return f"{self.source}>{self.target}>{self.tie}"


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes by id, edges by their two ends. `left_out` (reason, number of happenings) says what is no part of it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class _NodeDraft:
    names: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    sectors: Counter[str] = field(default_factory=Counter)
    offices: Counter[str] = field(default_factory=Counter)
    wikidata: str = ""
    sure: float = 0.0
    happenings: int = 0


@dataclass(slots=True)
class _EdgeDraft:
    weight: int = 0
    sources: int = 0
    material: int = 0
    score: float = 0.0
    undated: int = 0
    told: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    days: Counter[str] = field(default_factory=Counter)
    stretches: list[tuple[str, str]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)


def network(rows: Iterable[TableRow], *, count_all: bool = False) -> Network:
    """The network of happenings. A meeting ties each to each, both ways. An edge on which nothing counts is not there.

    Holds the network in memory (its pairs), not the record. `count_all`: all tellings count, not facts alone.
    """
    nodes: dict[str, _NodeDraft] = {}
    edges: dict[tuple[str, str, str], _EdgeDraft] = {}
    left_out: Counter[str] = Counter()
    for row in rows:
        pairs, reason = _pairs(row)
        left_out.update([reason] if reason else [])
        counts = count_all or row.event.factuality.label in _FACT
        if pairs and not counts:
            left_out[f"told as {row.event.factuality.label}: counted beside, no weight"] += 1
        tie = tie_of(row.event.score)
        for one, other in pairs:
            draft = edges.setdefault((_node_id(one), _node_id(other), tie), _EdgeDraft())
            _count(draft, row, counts=counts)
        if counts:
            for name, actor in {_node_id(each): each for pair in pairs for each in pair}.items():
                _describe(nodes.setdefault(name, _NodeDraft()), actor, row.coding)
    kept = tuple(_edge(*ends, draft) for ends, draft in sorted(edges.items()) if draft.weight)
    return Network(
        tuple(_node(name, draft) for name, draft in sorted(nodes.items())), kept, tuple(sorted(left_out.items()))
    )


# ------------------------------------------------------------------ who with whom


def tie_of(score: float) -> str:
    """The kind of tie of an event by its score, so that no tie of conflict has a score of cooperation."""
    return COOPERATION if score > 0 else CONFLICT if score < 0 else NEUTRAL


def tied_pairs(row: TableRow) -> list[tuple[Actor, Actor]]:
    """Every ordered pair of a row: who does it, to whom; of a meeting everybody with everybody, both ways."""
    return _pairs(row)[0]


def _pairs(row: TableRow) -> tuple[list[tuple[Actor, Actor]], str]:
    """Every ordered pair that the happening ties, and where there is none the reason."""
    event = row.event
    doing, done = ({_node_id(actor): actor for actor in side if _node_id(actor)} for side in _sides(row))
    if event.nary:
        found = list(permutations(doing.values(), 2))
    else:
        found = [(one, other) for name, one in doing.items() for key, other in done.items() if name != key]
    if found:
        return found, ""
    if not any(_sides(row)):
        return [], UNTIED[0]
    return [], UNTIED[1] if doing or done else UNTIED[2]


def _sides(row: TableRow) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    return row.event.actors, row.event.recipients


def _node_id(actor: Actor) -> str:
    """The state's code or the actor's key; of one who is only described its state and sector; "" where these are not
    known.
    """
    key = actor_key(actor).value
    if key or actor.country is None:
        return key
    return f"~{actor.country}/{actor.sectors[0] if actor.sectors else ''}"


def _describe(draft: _NodeDraft, actor: Actor, coding: Coding) -> None:
    key = actor_key(actor)
    draft.happenings += 1
    state = state_of(actor)
    draft.names[state_name(state) or actor.name] += 1
    draft.kinds["state" if state else _kind(actor, coding) if key.value else "described"] += 1
    draft.countries.update([actor.country] if actor.country else [])
    draft.sectors.update(actor.sectors)
    draft.offices.update([actor.office] if actor.office else [])
    draft.wikidata = draft.wikidata or actor.wikidata or ""
    draft.sure = max(draft.sure, 1.0 if state else key.sure)


def _kind(actor: Actor, coding: Coding) -> str:
    kind = next((one.kind for one in coding.entities if one.id == actor.entity), "other")
    return {"nationality": "group", "facility": "organisation"}.get(kind, kind)


def _node(name: str, draft: _NodeDraft) -> Node:
    sectors = [sector for sector, _ in _ranked(draft.sectors)]
    country = _first(draft.countries)
    described = name.startswith("~")
    return Node(
        id=name,
        label=f"{' '.join(filter(None, (country, *sectors[:1])))} (described)" if described else _first(draft.names),
        kind=_first(draft.kinds),
        country=country,
        sector=sectors[0] if sectors else "",
        sectors="|".join(sectors),
        office=_first(draft.offices),
        wikidata=draft.wikidata,
        sure=draft.sure,
        happenings=draft.happenings,
    )


def _ranked(counted: Counter[str]) -> list[tuple[str, int]]:
    """The commonest first; of two as common the longer, which says more; then by the alphabet."""
    return sorted(counted.items(), key=lambda pair: (-pair[1], -len(pair[0]), pair[0]))


def _first(counted: Counter[str]) -> str:
    return next((value for value, _ in _ranked(counted)), "")


# ------------------------------------------------------------------ what and when


def _count(draft: _EdgeDraft, row: TableRow, *, counts: bool) -> None:
    draft.told[_COUNTED[row.event.factuality.label]] += 1
    if not counts:
        return
    draft.weight += 1
    draft.sources += row.sources
    draft.material += row.event.quad in (2, 4)
    draft.score += row.event.score
    draft.types[row.event.type] += 1
    draft.ids.append(row.id)
    known = days(row)
    if known is None or known.begin is None or known.end is None or (known.length or 0) > _LONGEST:
        draft.undated += 1
        return
    draft.stretches.append((known.begin, known.end))
    if known.begin == known.end:
        draft.days[known.begin] += 1


def _edge(source: str, target: str, tie: str, draft: _EdgeDraft) -> Edge:
    return Edge(
        source=source,
        target=target,
        tie=tie,
        weight=draft.weight,
        sources=draft.sources,
        verbal=draft.weight - draft.material,
        material=draft.material,
        score=round(draft.score / draft.weight, 2),
        told=tuple((name, draft.told[name]) for name in TELLINGS),
        types=tuple(_ranked(draft.types)),
        by_day=tuple(sorted(draft.days.items())),
        spells=tuple(_joined(draft.stretches)),
        undated=draft.undated,
        ids=tuple(draft.ids),
    )


def _joined(stretches: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The stretches in order; those that overlap or follow one another are one: readers refuse overlapping spells."""
    begin = end = ""
    for first, last in sorted(stretches):
        if end and first <= (date.fromisoformat(end) + timedelta(days=1)).isoformat():
            end = max(end, last)
            continue
        if end:
            yield begin, end
        begin, end = first, last
    if end:
        yield begin, end
