"""Dyads: a row for every ordered pair of sides of a happening, as any of its reports shows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from dateline.coding.actor_keys import actor_key
from dateline.coding.actors.codes import codes_of
from dateline.exporting.cells import Cell
from dateline.exporting.dyad_pairs import pairs
from dateline.exporting.fields import number_then, whole_day
from dateline.exporting.table_rows import Reads
from dateline.model import Actor, Event, Happening, Span, Story

_BASES = ("text", "told that day", "report")
_Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One pair as one event shows it, with the words."""

    source: Actor
    target: Actor
    directed: bool
    event: Event
    report: str
    words: str


@dataclass(slots=True)
class _Gathered:
    """What the events of one happening tell so far: pairs, dates, denials."""

    pairs: dict[_Pair, Shown] = field(default_factory=dict)
    naming: dict[_Pair, set[str]] = field(default_factory=dict)
    date: tuple[int, int, str] = (len(_BASES), 0, "")
    sure: float = 0.0
    denied_by: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DyadRow:
    """One ordered pair of a happening. `date` and `basis` are those of the event that dates the happening best."""

    story: str
    happening: Happening
    shown: Shown
    date: str | None
    basis: str | None
    sure: float
    denied_by: tuple[str, ...]
    pair_sources: int
    states_once: bool


def dyads(stories: Iterable[Story], one: Reads) -> Iterator[DyadRow]:
    """Every ordered pair of who did it and to whom; of a meeting both ways, of the sides that `dyad_pairs` tells.

    Story by story, within one by day, by the happening's id and by names. Each report of a story is read once.
    """
    for story in stories:
        gathered = _gather(story, one)
        order = sorted(story.happenings, key=lambda h: (gathered[h.id].date[2] or "9999", h.id))
        for happening in order:
            yield from _rows(story, happening, gathered[happening.id])


def _gather(story: Story, one: Reads) -> dict[str, _Gathered]:
    lineage_of = {report: line.id for line in story.lineages for report in line.reports}
    told: dict[str, list[tuple[str, str]]] = {}
    found = {happening.id: _Gathered() for happening in story.happenings}
    for happening in story.happenings:
        for report, event in happening.events:
            told.setdefault(report, []).append((event, happening.id))
    for report, names in sorted(told.items()):
        coded = one(report)
        known = {event.id: event for event in coded.coding.events}
        for name, happening_id in names:
            _take(found[happening_id], known[name], report, coded.report.text, lineage_of.get(report, ""))
    return found


def _take(gathered: _Gathered, event: Event, report: str, text: str, lineage: str) -> None:
    for source, target, directed in pairs(event, text):
        pair = _identity(source), _identity(target)
        shown = Shown(source, target, directed, event, report, event.evidence.cut(text))
        old = gathered.pairs.get(pair)
        if old is None or _fullness(old) < _fullness(shown):
            gathered.pairs[pair] = shown
        gathered.naming.setdefault(pair, set()).add(lineage)
    if event.event_date and event.event_date_basis:
        date = _BASES.index(event.event_date_basis), -len(event.event_date), event.event_date
        gathered.date = min(gathered.date, date)
    gathered.sure = max(gathered.sure, event.sure)
    gathered.denied_by |= dict.fromkeys(voice.speaker.name for voice in event.denied_by)


def _identity(actor: Actor) -> str:
    return actor_key(actor).value or f"{actor.name.casefold()}/{actor.country or ''}"


def _fullness(shown: Shown) -> tuple[int, float, bool]:
    known = sum(actor.country is not None for actor in (shown.source, shown.target))
    return known, shown.event.sure, shown.event.event_date is not None


def _rows(story: Story, happening: Happening, gathered: _Gathered) -> Iterator[DyadRow]:
    seen: set[tuple[str, str]] = set()
    rank, _, date = gathered.date
    basis = _BASES[rank] if date else None
    for pair, shown in sorted(gathered.pairs.items()):
        states = state_of(shown.source), state_of(shown.target)
        once = states[0] is not None and states[1] is not None and states[0] != states[1]
        key = (states[0] or "", states[1] or "")
        yield DyadRow(
            story.id,
            happening,
            shown,
            date or None,
            basis,
            gathered.sure,
            tuple(gathered.denied_by),
            len(gathered.naming[pair]),
            once and key not in seen,
        )
        seen.add(key)


def state_of(actor: Actor) -> str | None:
    """The actor's state; None for bodies of several states or of none."""
    return None if actor.country in codes_of("body") else actor.country


def read_dyad(row: DyadRow) -> dict[str, Cell]:
    """Every field of a dyad by its name."""
    shown, happening = row.shown, row.happening
    event, words = shown.event, shown.event.evidence
    return {
        **_read_side("source", shown.source, row.date),
        **_read_side("target", shown.target, row.date),
        "happening": happening.id,
        "directed": shown.directed,
        "states_once": row.states_once,
        "type": happening.type,
        "mode": happening.mode,
        "cameo": event.cameo,
        "quad": happening.quad or None,
        "score": event.score if event.quad else None,
        "event_date": row.date,
        "event_day": whole_day(row.date),
        "event_date_basis": row.basis,
        "told": happening.told,
        "sure": row.sure,
        "said_by": tuple(voice.speaker.name for voice in event.said_by),
        "denied_by": row.denied_by,
        "sources": len(happening.lineages),
        "pair_sources": row.pair_sources,
        "reports": len({report for report, _ in happening.events}),
        "story": row.story,
        "event": event.id,
        "report": shown.report,
        **read_span("evidence", words, None),
        "evidence_exact": shown.words,
    }


def _read_side(side: str, actor: Actor, date: str | None) -> dict[str, Cell]:
    return {
        side: actor.name,
        f"{side}_iso3": actor.country,
        f"{side}_cow": number_then(actor, "cow", date),
        f"{side}_gw": number_then(actor, "gw", date),
        f"{side}_sectors": "|".join(actor.sectors) or None,
        f"{side}_key": actor_key(actor).value or None,
    }


def read_span(name: str, span: Span | None, text: str | None) -> dict[str, Cell]:
    """The three columns of a span; without `text` the two offsets."""
    found: dict[str, Cell] = {
        f"{name}_start": span.start if span else None,
        f"{name}_end": span.end if span else None,
    }
    return found if text is None else {**found, f"{name}_exact": span.cut(text) if span else None}
