"""The fields that a row of an exported table can hold, by the names that `tables/columns.tsv` uses."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from dateline.coding.actor_keys import actor_key
from dateline.coding.actors.codes import codes_of
from dateline.exporting.phrases import kind_of
from dateline.exporting.table_rows import TableRow
from dateline.model import Actor, Count, Place, Span, Voice
from dateline.tables import shipped
from dateline.version import __version__

Reader = Callable[[TableRow], str]
"""A row -> the cell; empty where the text does not tell."""

_QUADS = ("", "Verbal Cooperation", "Material Cooperation", "Verbal Conflict", "Material Conflict")
_DAY = len("2023-09-15")
_MONTH = len("2023-09")


def join_values(values: Iterable[str]) -> str:
    r"""Several values in one cell, divided by `;`; a `;` or `\` of a value stands behind a `\`."""
    return ";".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values)


def part_values(cell: str) -> tuple[str, ...]:
    """The values of a cell that `join_values` made; an empty cell has none."""
    out, at = [""], 0
    while at < len(cell):
        if cell[at] == "\\" and at + 1 < len(cell):
            at += 1
            out[-1] += cell[at]
        elif cell[at] == ";":
            out.append("")
        else:
            out[-1] += cell[at]
        at += 1
    return tuple(out) if cell else ()


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


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


# ------------------------------------------------------------------ of the event


def _event_fields() -> dict[str, Reader]:
    return {
        "id": lambda row: row.id,
        "event": lambda row: row.event.id,
        "report": lambda row: row.report.id,
        "story": lambda row: row.story,
        "type": lambda row: row.event.type,
        "mode": lambda row: row.event.mode or "",
        "noun": lambda row: kind_of(row.event.type, row.event.mode).noun,
        "contexts": lambda row: join_values(row.event.contexts),
        "cameo": lambda row: row.event.cameo or "",
        "cameo_base": lambda row: (row.event.cameo or "")[:3],
        "cameo_root": lambda row: (row.event.cameo or "")[:2],
        "quad": lambda row: str(row.event.quad or ""),
        "quad_words": lambda row: _QUADS[row.event.quad],
        "quad_capitals": lambda row: _QUADS[row.event.quad].upper(),
        "score": lambda row: _number(row.event.score) if row.event.quad else "",
        "nary": lambda row: "yes" if row.event.nary else "no",
        "root": lambda row: "1" if _leads_the_report(row) else "0",
        "rule": lambda row: row.event.rule,
        "told": lambda row: row.event.factuality.label,
        "sure": lambda row: _number(row.event.sure),
        "told_score": lambda row: _number(row.event.factuality.score),
        "said_by": lambda row: join_values(voice.speaker.name for voice in row.event.said_by),
        "denied_by": lambda row: join_values(voice.speaker.name for voice in row.event.denied_by),
        "sources": lambda row: str(row.sources or ""),
        "reports": lambda row: str(row.reports or ""),
        "mentions": lambda row: str(row.mentions or ""),
        "differ": lambda row: join_values(row.differ),
        "outlet": lambda row: row.report.outlet or "",
        "agency": lambda row: row.report.agency.name if row.report.agency else "",
        "published": lambda row: row.report.published.value or "",
        "title": lambda row: row.report.title or "",
        "address": lambda row: row.report.address or row.report.canonical or "",
        "byline": lambda row: join_values(row.report.byline),
        "language": lambda row: row.report.language,
        "people": lambda row: _name_entities(row, "person"),
        "organisations": lambda row: _name_entities(row, "organisation"),
        "locations": lambda row: _name_entities(row, "place"),
        "version": lambda _: f"dateline {__version__}",
    }


def _leads_the_report(row: TableRow) -> bool:
    """Whether it stands in the headline or the first paragraph."""
    parts = row.report.parts
    first = next((n for n, part in enumerate(parts) if part.kind == "paragraph"), len(parts))
    return any(part.span.contains(row.event.evidence) for part in parts[: first + 1])


def _name_entities(row: TableRow, kind: str) -> str:
    found = [entity for entity in row.coding.entities if entity.kind == kind]
    return join_values(dict.fromkeys(entity.name for entity in sorted(found, key=lambda e: e.mentions[0])))


# ------------------------------------------------------------------ of its time


def _time_fields() -> dict[str, Reader]:
    return {
        "when.value": lambda row: row.event.when.value if row.event.when else "",
        "when.earliest": lambda row: _days(row)[0],
        "when.latest": lambda row: _days(row)[1],
        "event_date": lambda row: row.event.event_date or "",
        "event_date_basis": lambda row: row.event.event_date_basis or "",
        "day": lambda row: _shared_date(row, _DAY),
        "day_digits": lambda row: _shared_date(row, _DAY).replace("-", ""),
        "month_digits": lambda row: _shared_date(row, _MONTH).replace("-", ""),
        "year_digits": lambda row: _shared_date(row, len("2023")),
    }


def _days(row: TableRow) -> tuple[str, str]:
    when = row.event.when
    return (when.earliest or "", when.latest or "") if when else ("", "")


def _shared_date(row: TableRow, length: int) -> str:
    """The event's date as a day, month or year (by its length); without one, what its first and last day share."""
    date = row.event.event_date
    first, last = (date, date) if date else _days(row)
    return first[:length] if first[:length] == last[:length] and len(first) >= length else ""


# ------------------------------------------------------------------ of its sides


def _side_fields() -> dict[str, Reader]:
    many: dict[str, Callable[[TableRow], tuple[Actor, ...]]] = {
        "actors": lambda row: row.event.actors,
        "recipients": lambda row: row.event.recipients,
        "first": lambda row: row.event.actors[:1],
        "second": _other_side,
    }
    return {
        f"{side}.{name}": functools.partial(_read_each, take, read)
        for side, take in many.items()
        for name, read in _ACTOR.items()
    }


def _other_side(row: TableRow) -> tuple[Actor, ...]:
    """The first recipient; where all sides are actors, the second of them."""
    return row.event.recipients[:1] or (row.event.actors[1:2] if row.event.nary else ())


def _read_each(take: Callable[[TableRow], tuple[Actor, ...]], read: Callable[[Actor], str], row: TableRow) -> str:
    values = [read(actor) for actor in take(row)]
    return join_values(values) if any(values) else ""


@functools.cache
def _cameo(kind: str) -> Mapping[str, str]:
    rows = shipped(__package__, "tables/cameo_codes.tsv", ("of", "ours", "cameo"))
    return MappingProxyType({row["ours"]: row["cameo"] for row in rows if row["of"] == kind})


_ACTOR: Mapping[str, Callable[[Actor], str]] = MappingProxyType(
    {
        "name": lambda actor: actor.name,
        "country": lambda actor: actor.country or "",
        "state": lambda actor: _state(actor),
        "country_name": lambda actor: _country_name(actor.country),
        "group": lambda actor: _cameo("group").get(actor.country or "", ""),
        "cow": lambda actor: _number(actor.cow),
        "gw": lambda actor: _number(actor.gw),
        "sector": lambda actor: actor.sectors[0] if actor.sectors else "",
        "sectors": lambda actor: "|".join(actor.sectors),
        "office": lambda actor: actor.office or "",
        "wikidata": lambda actor: actor.wikidata or "",
        "key": lambda actor: actor_key(actor).value,
        "key_sure": lambda actor: f"{sure:.2f}" if (sure := actor_key(actor).sure) else "",
        "cameo": lambda actor: (_state(actor) or _cameo("group").get(actor.country or "", "")) + "".join(_roles(actor)),
        "role1": lambda actor: "".join(_roles(actor)[0:1]),
        "role2": lambda actor: "".join(_roles(actor)[1:2]),
        "role3": lambda actor: "".join(_roles(actor)[2:3]),
    }
)


def _state(actor: Actor) -> str:
    return "" if actor.country in codes_of("body") else actor.country or ""


def _roles(actor: Actor) -> tuple[str, ...]:
    known = _cameo("role")
    return tuple(dict.fromkeys(known[sector] for sector in actor.sectors if sector in known))[:3]


def _country_name(code: str | None) -> str:
    return _country_names().get(code or "", "")


@functools.cache
def _country_names() -> Mapping[str, str]:
    from dateline.coding.tables import table  # loads the rooms of coding: only where a column asks for it

    return MappingProxyType({row["iso3"]: row["name"] for row in table("countries")})


# ------------------------------------------------------------------ of its place and its counts


def _place_fields() -> dict[str, Reader]:
    return {f"place.{name}": functools.partial(_read_place, read) for name, read in _PLACE.items()}


def _read_place(read: Callable[[Place], str], row: TableRow) -> str:
    return read(row.event.where) if row.event.where else ""


_PLACE: Mapping[str, Callable[[Place], str]] = MappingProxyType(
    {
        "name": lambda place: place.name,
        "city": lambda place: place.name if place.feature in ("city", "capital") else "",
        "province": lambda place: place.name if place.feature == "admin" else "",
        "country": lambda place: place.country or "",
        "country_name": lambda place: _country_name(place.country),
        "admin": lambda place: place.admin or "",
        "feature": lambda place: place.feature,
        "geonames": lambda place: _number(place.geonames),
        "latitude": lambda place: "" if place.latitude is None else str(place.latitude),
        "longitude": lambda place: "" if place.longitude is None else str(place.longitude),
        "confidence": lambda place: _number(place.confidence),
        "gdelt_type": lambda place: _gdelt_type(place),
    }
)


def _gdelt_type(place: Place) -> str:
    home = place.country == "USA"
    if place.feature in ("city", "capital"):
        return "3" if home else "4"
    return {"country": "1", "admin": "2" if home else "5"}.get(place.feature, "")


def _count_fields() -> dict[str, Reader]:
    found: dict[str, Reader] = {}
    for kind in ("dead", "injured", "detained", "protesters"):
        found[f"{kind}.low"] = functools.partial(_read_count, kind, lambda count: count.low)
        found[f"{kind}.high"] = functools.partial(_read_count, kind, lambda count: count.high)
    return found


def _read_count(kind: str, read: Callable[[Count], int | None], row: TableRow) -> str:
    return next((_number(read(count)) for count in row.event.counts if count.kind == kind), "")


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
        found[f"{name}.start"] = functools.partial(_offsets, name, lambda span: span.start)
        found[f"{name}.end"] = functools.partial(_offsets, name, lambda span: span.end)
        found[f"{name}.exact"] = functools.partial(_words, name)
    return found


def _offsets(name: str, read: Callable[[Span], int], row: TableRow) -> str:
    return join_values(str(read(span)) for span in spans(row)[name])


def _words(name: str, row: TableRow) -> str:
    return join_values(span.cut(row.report.text) for span in spans(row)[name])


FIELDS: Mapping[str, Reader] = MappingProxyType(
    {**_event_fields(), **_time_fields(), **_side_fields(), **_place_fields(), **_count_fields(), **_span_fields()}
)
"""Every field by its name."""
