"""The fields that a row of happenings, events or dyads can hold, by the names that `tables/columns.tsv` uses."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from dateline.coding.actor_keys import actor_key
from dateline.coding.actors.codes import codes_of
from dateline.exporting.cells import Cell, Value, join_values, part_values
from dateline.exporting.phrases import kind_of
from dateline.exporting.states import fips_of, name_of, number_in, number_today
from dateline.exporting.table_rows import TableRow
from dateline.judging import Verdict
from dateline.judging.words import plain_words
from dateline.model import Actor, Count, Place, Span, Voice
from dateline.tables import shipped
from dateline.version import __version__

__all__ = ["FIELDS", "Reader", "actor_fields", "join_values", "part_values", "spans"]

Reader = Callable[[TableRow], Cell]
"""A row -> the cell; None or no values where the text does not tell."""

_QUADS = (None, "Verbal Cooperation", "Material Cooperation", "Verbal Conflict", "Material Conflict")
DAY = len("2023-09-15")
ONE = frozenset(("evidence", "trigger", "when", "place", "told_cue"))
"""Fields that have one span; the others have a list of them."""


def spans(row: TableRow) -> dict[str, tuple[Span, ...]]:
    """Every field of the row that stands in the text, with its spans in the order of its values."""
    event = row.event
    return {
        "evidence": (event.evidence,),
        "trigger": (event.trigger,),
        "actors": tuple(actor.span for actor in event.actors),
        "recipients": tuple(actor.span for actor in event.recipients),
        "when": (event.when.span,) if event.when else (),
        "place": (event.where.span,) if event.where else (),
        "told_cue": (event.factuality.cue,) if event.factuality.cue else (),
        "counts": tuple(count.span for count in event.counts),
        "said_by": tuple(map(_voice, event.said_by)),
        "denied_by": tuple(map(_voice, event.denied_by)),
    }


def _voice(voice: Voice) -> Span:
    return voice.cue or voice.speaker.span


# ------------------------------------------------------------------ of the event


def _event_fields() -> dict[str, Reader]:
    return {
        "id": lambda row: row.id,
        "event": lambda row: row.event.id,
        "happening": lambda row: row.happening or None,
        "report": lambda row: row.report.id,
        "story": lambda row: row.story or None,
        "lineage": lambda row: row.lineage or None,
        "type": lambda row: row.event.type,
        "mode": lambda row: row.event.mode,
        "noun": lambda row: kind_of(row.event.type, row.event.mode).noun,
        "contexts": lambda row: row.event.contexts,
        "cameo": lambda row: row.event.cameo,
        "cameo_base": lambda row: (row.event.cameo or "")[:3] or None,
        "cameo_root": lambda row: (row.event.cameo or "")[:2] or None,
        "quad": lambda row: row.event.quad or None,
        "quad_words": lambda row: _QUADS[row.event.quad],
        "quad_capitals": lambda row: (_QUADS[row.event.quad] or "").upper() or None,
        "score": lambda row: row.event.score if row.event.quad else None,
        "nary": lambda row: row.event.nary,
        "leads": _leads_the_report,
        "rule": lambda row: row.event.rule,
        "told": lambda row: row.event.factuality.label,
        "sure": lambda row: row.event.sure,
        "told_score": lambda row: row.event.factuality.score,
        "said_by": lambda row: tuple(voice.speaker.name for voice in row.event.said_by),
        "denied_by": lambda row: tuple(voice.speaker.name for voice in row.event.denied_by),
        "sources": lambda row: row.sources or None,
        "reports": lambda row: row.reports or None,
        "mentions": lambda row: row.mentions or None,
        "differ": lambda row: row.differ,
        "outlet": lambda row: row.report.outlet,
        "agency": lambda row: row.report.agency.name if row.report.agency else None,
        "published": lambda row: row.report.published.value,
        "published_day": lambda row: whole_day(row.report.published.value),
        "fetched": lambda row: row.report.fetched,
        "title": lambda row: row.report.title,
        "address": lambda row: row.report.address or row.report.canonical,
        "byline": lambda row: row.report.byline,
        "language": lambda row: row.report.language,
        "people": lambda row: _name_entities(row, "person"),
        "organisations": lambda row: _name_entities(row, "organisation"),
        "locations": lambda row: _name_entities(row, "place"),
        "version": lambda _: f"dateline {__version__}",
        **_judged_fields(),
    }


def _judged_fields() -> dict[str, Reader]:
    return {name: functools.partial(_judged, name) for name in ("judged", "judged_by", "machine_values")}


def _judged(name: str, row: TableRow) -> Cell:
    return read_verdict(row.verdict)[name]


def read_verdict(verdict: Verdict | None) -> dict[str, Cell]:
    """What a person decided, who, and what the program says in place of what was corrected."""
    if verdict is None:
        return {"judged": None, "judged_by": None, "machine_values": ()}
    machine = tuple(f"{name}: {plain_words(value)}" for name, value in verdict.machine.items())
    return {"judged": verdict.said, "judged_by": verdict.by, "machine_values": machine}


def _leads_the_report(row: TableRow) -> bool:
    """Whether it stands in the headline or the first paragraph."""
    parts = row.report.parts
    first = next((n for n, part in enumerate(parts) if part.kind == "paragraph"), len(parts))
    return any(part.span.contains(row.event.evidence) for part in parts[: first + 1])


def _name_entities(row: TableRow, kind: str) -> tuple[str, ...]:
    found = [entity for entity in row.coding.entities if entity.kind == kind]
    return tuple(dict.fromkeys(entity.name for entity in sorted(found, key=lambda e: e.mentions[0])))


# ------------------------------------------------------------------ of its time


def _time_fields() -> dict[str, Reader]:
    return {
        "when.value": lambda row: row.event.when.value if row.event.when else None,
        "when.earliest": lambda row: _days(row)[0],
        "when.latest": lambda row: _days(row)[1],
        "event_date": lambda row: row.event.event_date,
        "event_day": lambda row: whole_day(row.event.event_date),
        "event_date_basis": lambda row: row.event.event_date_basis,
    }


def whole_day(date: str | None) -> str | None:
    """The date where it is a day, and no month or year."""
    return date if date is not None and len(date) == DAY else None


def _days(row: TableRow) -> tuple[str | None, str | None]:
    when = row.event.when
    return (when.earliest, when.latest) if when else (None, None)


# ------------------------------------------------------------------ of its sides


def _side_fields() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for name, read in _ACTOR.items():
        found[f"actors.{name}"] = functools.partial(_read_each, lambda row: row.event.actors, read)
        found[f"recipients.{name}"] = functools.partial(_read_each, lambda row: row.event.recipients, read)
        found[f"first.{name}"] = functools.partial(_read_first, lambda row: row.event.actors[:1], read)
        found[f"second.{name}"] = functools.partial(_read_first, _other_side, read)
    for side, take in (("actors", lambda row: row.event.actors), ("recipients", lambda row: row.event.recipients)):
        found[f"{side}.cow_then"] = functools.partial(_numbers_then, take, "cow")
        found[f"{side}.gw_then"] = functools.partial(_numbers_then, take, "gw")
    return found


def _other_side(row: TableRow) -> tuple[Actor, ...]:
    """The first recipient; where all sides are actors, the second of them."""
    return row.event.recipients[:1] or (row.event.actors[1:2] if row.event.nary else ())


def _read_each(take: Callable[[TableRow], tuple[Actor, ...]], read: Callable[[Actor], Value], row: TableRow) -> Cell:
    values = tuple(read(actor) for actor in take(row))
    return values if any(value is not None for value in values) else ()


def _read_first(take: Callable[[TableRow], tuple[Actor, ...]], read: Callable[[Actor], Value], row: TableRow) -> Cell:
    return next((read(actor) for actor in take(row)), None)


def _numbers_then(take: Callable[[TableRow], tuple[Actor, ...]], list_: str, row: TableRow) -> Cell:
    values = tuple(number_then(actor, list_, row.event.event_date) for actor in take(row))
    return values if any(value is not None for value in values) else ()


def number_now(actor: Actor, list_: str) -> int | None:
    """The number of the actor's state today in the list ("cow", "gw"); by its ISO code where the actor has none."""
    own = actor.cow if list_ == "cow" else actor.gw
    return number_today(actor.country, list_) if own is None else own


def number_then(actor: Actor, list_: str, date: str | None) -> int | None:
    """The number of the actor's state in the list ("cow", "gw") in the year of `date`; today's where none is known."""
    now = number_now(actor, list_)
    if now is None or date is None:
        return now
    return number_in(actor.country or "", list_, int(date[:4]), now)


@functools.cache
def _cameo(kind: str) -> Mapping[str, str]:
    rows = shipped(__package__, "tables/cameo_codes.tsv", ("of", "ours", "cameo"))
    return MappingProxyType({row["ours"]: row["cameo"] for row in rows if row["of"] == kind})


_ACTOR: Mapping[str, Callable[[Actor], Value]] = MappingProxyType(
    {
        "name": lambda actor: actor.name,
        "country": lambda actor: actor.country,
        "state": lambda actor: _state(actor),
        "country_name": lambda actor: name_of(actor.country),
        "group": lambda actor: _cameo("group").get(actor.country or ""),
        "cow": lambda actor: number_now(actor, "cow"),
        "gw": lambda actor: number_now(actor, "gw"),
        "sector": lambda actor: actor.sectors[0] if actor.sectors else None,
        "sectors": lambda actor: "|".join(actor.sectors) or None,
        "office": lambda actor: actor.office,
        "wikidata": lambda actor: actor.wikidata,
        "key": lambda actor: actor_key(actor).value or None,
        "key_sure": lambda actor: actor_key(actor).sure or None,
        "cameo_country": lambda actor: _cameo_country(actor),
        "cameo": lambda actor: _cameo_actor(actor),
        "role1": lambda actor: "".join(_roles(actor)[0:1]) or None,
        "role2": lambda actor: "".join(_roles(actor)[1:2]) or None,
        "role3": lambda actor: "".join(_roles(actor)[2:3]) or None,
    }
)


def actor_fields() -> Mapping[str, Callable[[Actor], Value]]:
    """What can be read of one actor, by the name of the field."""
    return _ACTOR


def _state(actor: Actor) -> str | None:
    return None if actor.country in codes_of("body") else actor.country


def _cameo_country(actor: Actor) -> str | None:
    state = _state(actor)
    return _cameo("country").get(state or "", state)


def _cameo_actor(actor: Actor) -> str | None:
    whose = _cameo_country(actor) or _cameo("group").get(actor.country or "", "")
    return whose + "".join(_roles(actor)) or None


def _roles(actor: Actor) -> tuple[str, ...]:
    known = _cameo("role")
    return tuple(dict.fromkeys(known[sector] for sector in actor.sectors if sector in known))[:3]


# ------------------------------------------------------------------ of its place and its counts


def _place_fields() -> dict[str, Reader]:
    return {f"place.{name}": functools.partial(_read_place, read) for name, read in _PLACE.items()}


def _read_place(read: Callable[[Place], Value], row: TableRow) -> Cell:
    return read(row.event.where) if row.event.where else None


_PLACE: Mapping[str, Callable[[Place], Value]] = MappingProxyType(
    {
        "name": lambda place: place.name,
        "city": lambda place: place.name if place.feature in ("city", "capital") else None,
        "province": lambda place: place.name if place.feature == "admin" else None,
        "country": lambda place: place.country,
        "country_name": lambda place: name_of(place.country),
        "fips": lambda place: fips_of(place.country),
        "admin": lambda place: place.admin,
        "feature": lambda place: place.feature,
        "geonames": lambda place: place.geonames,
        "latitude": lambda place: place.latitude,
        "longitude": lambda place: place.longitude,
        "confidence": lambda place: place.confidence,
    }
)


def _count_fields() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for kind in ("dead", "injured", "detained", "protesters"):
        found[f"{kind}.low"] = functools.partial(_read_count, kind, lambda count: count.low)
        found[f"{kind}.high"] = functools.partial(_read_count, kind, lambda count: count.high)
    return found


def _read_count(kind: str, read: Callable[[Count], int | None], row: TableRow) -> Cell:
    return next((read(count) for count in row.event.counts if count.kind == kind), None)


# ------------------------------------------------------------------ of its spans


def _span_fields() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for name in (
        "evidence",
        "trigger",
        "actors",
        "recipients",
        "when",
        "place",
        "told_cue",
        "counts",
        "said_by",
        "denied_by",
    ):
        found[f"{name}.start"] = functools.partial(_read_spans, name, lambda span, _: span.start)
        found[f"{name}.end"] = functools.partial(_read_spans, name, lambda span, _: span.end)
        found[f"{name}.exact"] = functools.partial(_read_spans, name, lambda span, text: span.cut(text))
    return found


def _read_spans(name: str, read: Callable[[Span, str], Value], row: TableRow) -> Cell:
    values: Iterable[Value] = (read(span, row.report.text) for span in spans(row)[name])
    return next(iter(values), None) if name in ONE else tuple(values)


FIELDS: Mapping[str, Reader] = MappingProxyType(
    {**_event_fields(), **_time_fields(), **_side_fields(), **_place_fields(), **_count_fields(), **_span_fields()}
)
"""Every field by its name."""
