"""The page of a story: the brief, living."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row

from dateline.exporting.phrases import first_day, is_date, kind_of, sort_key, told_words, vouching_word
from dateline.serving import addresses
from dateline.serving.lines import HappeningLine, StoryLine, happening_lines, line_of, story_line
from dateline.serving.moved import gone_happening, gone_story
from dateline.serving.paging import Paging, paging
from dateline.serving.params import Params
from dateline.serving.questions import ask, ask_many
from dateline.serving.shelf import Moment
from dateline.serving.stories.accounts import FieldOf, TableLine, Value, fields_of, table_of
from dateline.serving.stories.around import Point, Related, places_of_story, related_stories
from dateline.serving.stories.briefed import Briefed, brief_of
from dateline.serving.stories.quotations import Said, find_said
from dateline.serving.stories.sources import Source, Sources, Tie, find_sources

_SIZE, _SAID, _DISPUTES, _MOMENTS = 8, 6, 8, 18
_WHOLE = 300
"""Happenings, and things said, on a page that shows all at once, as for a printer."""
_BACKGROUND = frozenset({"habitual", "possible"})
_LAST_DAY = MappingProxyType({4: "-12-31", 7: "-31", 10: ""})  # of a year, a month and a day
_NEWS = timedelta(days=31)
"""What was longer before the first report of a story is no news there."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A happening with its fields, and the same as a table of sources and fields where several sources tell it."""

    happening: HappeningLine
    fields: tuple[FieldOf, ...]
    table: tuple[TableLine, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """A field on which the sources of a happening differ, or what is alleged or denied: the sides, side by side."""

    happening: str
    line: str
    field: str
    address: str
    sides: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class OfDay:
    """A line of the timeline."""

    day: str
    line: str
    address: str
    told_words: str
    vouched: str
    sources: int


@dataclass(frozen=True, slots=True)
class StoryPage:
    """Everything on the page of a story. `days`: how many happenings every day has; `republished`: pages that declare a
    day which their text refutes are among the sources, with their doubts. `brief`: the lead, and what the sources tell
    together; `lines`: the happenings that it speaks of, by their ids; `pending`: it is being put together. `whole`: all
    happenings stand on this page, if they are not too many; `outlets`: how many print these texts."""

    story: StoryLine
    brief: Briefed
    lines: dict[str, str]
    sources: tuple[Source, ...]
    more_sources: int
    ties: tuple[Tie, ...]
    happenings: tuple[Happened, ...]
    paging: Paging
    disputes: tuple[Dispute, ...]
    said: tuple[Said, ...]
    said_paging: Paging
    timeline: tuple[OfDay, ...]
    days: tuple[tuple[str, int], ...]
    places: tuple[Point, ...]
    related: tuple[Related, ...]
    pending: bool = False
    whole: bool = False
    outlets: int = 0


def story(moment: Moment, params: Params) -> StoryPage:
    """The page of the story whose id stands in the path. Raises NotFound."""
    reader, name = moment.connection, params.path["id"]
    found = ask(
        reader,
        "SELECT number, id, title, earliest, latest, reports, sources, copies, happenings, utterances FROM stories "
        "WHERE id = :name",
        name=name,
    )
    if not found:
        raise gone_story(reader, name, params.one("happening"))
    row = found[0]
    sources = find_sources(reader, row.number)
    ordered = _order(reader, row.number, row.earliest)
    _see_where(reader, params.one("happening"), ordered)
    path = addresses.story(name)
    whole = params.chosen("all", ("", "yes")) == "yes"
    shown = _happenings_page(params, path, ordered, _WHOLE if whole else _SIZE)
    said = paging(params, path, _WHOLE if whole else _SAID, row.utterances or 0, name="said", at="#said")
    numbers = [one.number for one in ordered[shown.first - 1 : shown.first - 1 + shown.size]]
    briefed = brief_of(moment, name, row.reports or 0)
    return StoryPage(
        story=story_line(row),
        brief=briefed,
        lines=_lines(reader, ordered, briefed),
        pending=briefed.state == "waiting",
        whole=whole,
        outlets=len({one.outlet for source in sources.sources for one in source.printings}),
        sources=sources.sources,
        more_sources=sources.more,
        ties=sources.ties[:40],
        happenings=_happened(reader, numbers, sources),
        paging=shown,
        disputes=_disputes(reader, name, ordered, sources),
        said=find_said(reader, row.number, sources.letters, said.size, said.first - 1),
        said_paging=said,
        timeline=_timeline(reader, ordered, name),
        days=_days(ordered),
        places=places_of_story(reader, row.number),
        related=related_stories(reader, row.number),
    )


def _see_where(connection: Connection, happening: str, ordered: Sequence[Row[Any]]) -> None:
    """Raises Moved where the happening that is asked for has another id now, or went to another story."""
    if happening and all(row.id != happening for row in ordered):
        moved = gone_happening(connection, happening)
        if moved is not None:
            raise moved


def _order(connection: Connection, story: int, earliest: str | None) -> list[Row[Any]]:
    """The happenings of a story, the weightiest first: who is named before who is not, then by sources, then the news
    before its background, then by what a reader looks for first, then as the texts have them. `earliest`: the day of
    the first report: what was long before is background."""
    rows = ask(
        connection,
        "SELECT number, id, type, mode, told, who, to_whom, day, sources, ordinal FROM happenings WHERE story = :story",
        story=story,
    )

    def weight(row: Row[Any]) -> tuple[object, ...]:
        nameless = not row.who and not row.to_whom
        behind = row.told in _BACKGROUND or is_long_before(row.day, earliest)
        return nameless, -row.sources, behind, kind_of(row.type, row.mode).rank, row.ordinal

    return sorted(rows, key=weight)


@functools.lru_cache(maxsize=8_192)
def is_long_before(day: str | None, earliest: str | None) -> bool:
    """Whether a day, month or year ended more than a month before the first report of a story."""
    first = first_day(earliest) if earliest else None
    if not day or first is None or not is_date(day) or len(day) not in _LAST_DAY:
        return False
    return day + _LAST_DAY[len(day)] < (first - _NEWS).isoformat()


def _happenings_page(params: Params, path: str, ordered: Sequence[Row[Any]], size: int) -> Paging:
    """The page that is asked for, or the one on which the happening that is asked for stands."""
    wanted = params.one("happening")
    place = next((at for at, row in enumerate(ordered) if row.id == wanted), None)
    if place is None or "page" in params.query:
        plain = Params(params.path, {name: values for name, values in params.query.items() if name != "happening"})
        return paging(plain, path, size, len(ordered), at="#happened")
    at = Params(params.path, {"page": [str(place // size + 1)]})
    return paging(at, path, size, len(ordered), at="#happened")


def _happened(connection: Connection, numbers: Sequence[int], sources: Sources) -> tuple[Happened, ...]:
    lines = happening_lines(connection, numbers)
    fields = fields_of(connection, numbers, sources.letters, sources.lineages)
    out = []
    for number in numbers:
        held = fields.get(number, ())
        table = table_of(held)
        out.append(Happened(lines[number], held, table if len(table) > 1 else ()))
    return tuple(out)


def _disputes(connection: Connection, story: str, ordered: Sequence[Row[Any]], sources: Sources) -> tuple[Dispute, ...]:
    """What is denied first, then where sources differ; who took part comes last: to name other people of one side is
    seldom a contradiction."""
    several = [row.number for row in ordered if row.sources > 1 or row.told in ("denied", "alleged")][:600]
    rows = ask_many(
        connection,
        "SELECT DISTINCT happening, field FROM accounts WHERE happening IN :wanted "
        "AND (verdict = 'differ' OR field = 'denied by')",
        several,
    )
    asked: dict[int, set[str]] = {}
    for row in rows:
        asked.setdefault(row.happening, set()).add(row.field)
    by_number = {row.number: row for row in ordered}
    place = {row.number: at for at, row in enumerate(ordered)}
    pairs = sorted(
        ((number, field) for number, held in asked.items() for field in held),
        key=lambda pair: (pair[1] != "denied by", pair[1] in ("who", "to whom"), place[pair[0]], pair[1]),
    )
    chosen = pairs[: _DISPUTES * 2]
    shown = {field for _, field in chosen} | {"said by"}
    numbers = dict.fromkeys(number for number, _ in chosen)
    fields = fields_of(connection, numbers, sources.letters, sources.lineages, shown)
    several_sided = _with_many_sides(connection, (number for number, _ in chosen))
    out = [
        _dispute(
            row := by_number[number],
            line_of(row, nary=number in several_sided),
            _address(story, row.id),
            field,
            fields.get(number, ()),
        )
        for number, field in chosen
    ]
    return tuple(one for one in out if one is not None)[:_DISPUTES]


def _dispute(row: Row[Any], line: str, at: str, field: str, fields: Sequence[FieldOf]) -> Dispute | None:
    held = {one.name: one for one in fields}
    if field == "denied by":
        claims = held.get("said by")
        sides = tuple(
            Value(f"{name}: {value.value}", value.sources, value.words)
            for name, of in (("claimed by", claims), ("denied by", held.get("denied by")))
            for value in (of.values if of else ())
        )
        sides = sides or ()
    else:
        sides = held[field].values if field in held else ()
        if len({letter for value in sides for letter in value.sources}) < 2:
            return None  # pages of one source that are read differently are no difference between sources
    return Dispute(row.id, line, field, at, sides) if sides else None


def _timeline(connection: Connection, ordered: Sequence[Row[Any]], story: str) -> tuple[OfDay, ...]:
    dated = [row for row in ordered if row.day and is_date(row.day)][:_MOMENTS]
    several_sided = _with_many_sides(connection, (row.number for row in dated))
    return tuple(
        OfDay(
            row.day, line_of(row, nary=row.number in several_sided), _address(story, row.id),
            told_words(row.told), vouching_word(row.told), row.sources,
        )
        for row in sorted(dated, key=lambda one: sort_key(one.day))
    )  # fmt: skip


def _lines(connection: Connection, ordered: Sequence[Row[Any]], briefed: Briefed) -> dict[str, str]:
    spoken = {one.happening for one in briefed.changes} | {one.happening for one in briefed.disputes}
    rows = [row for row in ordered if row.id in spoken]
    several_sided = _with_many_sides(connection, (row.number for row in rows))
    return {row.id: line_of(row, nary=row.number in several_sided) for row in rows}


def _address(story: str, happening: str) -> str:
    return f"{addresses.story(story, happening=happening)}#{happening}"


def _with_many_sides(connection: Connection, happenings: Iterable[int]) -> set[int]:
    """Those that are a meeting or a clash of many sides: all who take part stand behind "actor" there."""
    rows = ask_many(
        connection,
        "SELECT DISTINCT happening_events.happening FROM happening_events "
        "JOIN events ON events.number = happening_events.event "
        "WHERE happening_events.happening IN :wanted AND events.nary",
        happenings,
    )
    return {row.happening for row in rows}


def _days(ordered: Sequence[Row[Any]]) -> tuple[tuple[str, int], ...]:
    counted: dict[str, int] = {}
    for row in ordered:
        if row.day and len(row.day) == 10 and is_date(row.day):
            counted[row.day] = counted.get(row.day, 0) + 1
    return tuple(sorted(counted.items()))
