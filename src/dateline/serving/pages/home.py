"""The first page: how much there is, what changed status, the largest stories, and the latest; and all stories."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row

from dateline.serving.changes import Change, find_changes
from dateline.serving.lines import StoryLine, story_line
from dateline.serving.paging import Paging, beyond, paging
from dateline.serving.params import Params
from dateline.serving.questions import ask, count
from dateline.serving.shelf import Moment
from dateline.serving.tallies import tallies_of

_STORY = "SELECT number, id, title, earliest, latest, reports, sources, copies, happenings FROM stories"
_SIZE = 40


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the record holds. `sources`: independent texts."""

    pages: int
    reports: int
    skipped: int
    sources: int
    stories: int
    happenings: int
    statements: int
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True)
class Home:
    """What stands on the first page. `largest`: stories by independent sources; `latest`: by their last report."""

    figures: Figures
    changes: tuple[Change, ...]
    largest: tuple[StoryLine, ...]
    latest: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True)
class Stories:
    """All stories, a page at a time. `order`: "sources" or "latest"."""

    order: str
    stories: tuple[StoryLine, ...]
    paging: Paging


def home(moment: Moment, _: Params) -> Home:
    """The first page."""
    reader = moment.connection

    # Two questions of one number each, which the index answers; one question of two reads every report.
    by_index = "SELECT (SELECT min(published) FROM reports) AS first, (SELECT max(published) FROM reports) AS last"
    days = ask(reader, by_index)[0]
    pages, reports, skipped, sources, stories, happenings = (
        count(reader, f"SELECT count(*) FROM {table}")
        for table in ("pages", "reports", "skipped", "lineages", "stories", "happenings")
    )
    statements = tallies_of(reader).statements(reader)
    figures = Figures(pages, reports, skipped, sources, stories, happenings, statements, days.first, days.last)
    return Home(
        figures,
        find_changes(reader, 6),
        tuple(map(story_line, ask(reader, f"{_STORY} ORDER BY sources DESC, coalesce(latest, '') DESC, id LIMIT 9"))),
        tuple(
            map(story_line, ask(reader, f"{_STORY} WHERE latest IS NOT NULL ORDER BY latest DESC, number DESC LIMIT 8"))
        ),
    )


def stories(moment: Moment, params: Params) -> Stories:
    """All stories."""
    order = params.chosen("order", ("sources", "latest"))
    total = count(moment.connection, "SELECT count(*) FROM stories")
    shown = paging(params, "/stories", _SIZE, total)
    rows = _page_of(moment.connection, order, shown, params.one("after"), params.one("until"))
    return Stories(order, tuple(map(story_line, rows)), _with_keys(shown, [row.id for row in rows]))


def _with_keys(shown: Paging, ids: Sequence[str]) -> Paging:
    """The neighbours say beside their number behind or before which story they lie: so what stands between is not
    walked through."""
    first, last = (ids[0], ids[-1]) if ids else ("", "")
    after = beyond(shown.after, after=last, until="") if shown.after else ""
    before = beyond(shown.before, until=first if shown.page > 2 else "", after="") if shown.before else ""
    return replace(shown, after=after, before=before)


def _page_of(connection: Connection, order: str, shown: Paging, after: str, until: str) -> Sequence[Row[Any]]:
    """The stories of a page: those behind the story `after`, or before the story `until`, if there is one of that id;
    else by the number of the page."""
    known = ask(connection, f"SELECT number, {order} AS value FROM stories WHERE id = :id", id=after or until)
    if not known or shown.page == 1:
        return _from_place(connection, order, shown.first - 1)
    place = known[0].number, known[0].value
    return (
        _beside(connection, order, place, back=False) if after else _beside(connection, order, place, back=True)[::-1]
    )


def _from_place(connection: Connection, order: str, place: int) -> Sequence[Row[Any]]:
    rows = list(
        ask(
            connection,
            f"{_STORY} WHERE {order} IS NOT NULL ORDER BY {order} DESC, number DESC LIMIT {_SIZE} OFFSET :place",
            place=place,
        )
    )
    if len(rows) < _SIZE:  # who has no day stands behind all others
        before = count(connection, f"SELECT count(*) FROM stories WHERE {order} IS NOT NULL") if place else len(rows)
        sql = f"{_STORY} WHERE {order} IS NULL ORDER BY number DESC LIMIT :most OFFSET :place"
        rows += ask(connection, sql, most=_SIZE - len(rows), place=max(0, place - before))
    return rows


def _beside(connection: Connection, order: str, place: tuple[int, object], *, back: bool) -> list[Row[Any]]:
    """The stories that follow upon a place in the list, or with `back` those before it, the nearest first. The index
    holds the value and the number: each of these questions begins where its rows stand."""
    number, value = place
    turn, sign = ("ASC", ">") if back else ("DESC", "<")
    same = f"{order} IS NULL" if value is None else f"{order} = :value"
    parts = [(f"{same} AND number {sign} :number", "number")]
    if value is not None:
        parts.append((f"{order} {sign} :value", f"{order} {turn}, number"))
    if (value is None) == back:
        parts.append((f"{order} IS NOT NULL", f"{order} {turn}, number") if back else (f"{order} IS NULL", "number"))
    rows: list[Row[Any]] = []
    for where, by in parts:
        if len(rows) < _SIZE:
            sql = f"{_STORY} WHERE {where} ORDER BY {by} {turn} LIMIT :most"
            values = {name: held for name, held in (("value", value), ("number", number)) if f":{name}" in where}
            rows += ask(connection, sql, most=_SIZE - len(rows), **values)
    return rows
