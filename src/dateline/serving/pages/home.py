"""The first page: how much there is, what changed status, the largest stories, and the latest."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.serving.changes import Change, find_changes
from dateline.serving.lines import StoryLine, story_line
from dateline.serving.paging import Paging, paging
from dateline.serving.params import Params
from dateline.serving.questions import ask, count
from dateline.serving.shelf import Moment

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

    def number(table: str) -> int:
        return count(reader, f"SELECT count(*) FROM {table}")

    # Two questions of one number each, which the index answers; one question of two reads every report.
    by_index = "SELECT (SELECT min(published) FROM reports) AS first, (SELECT max(published) FROM reports) AS last"
    days = ask(reader, by_index)[0]
    pages, skipped = number("pages"), number("skipped")
    figures = Figures(
        pages, number("reports"), skipped, number("lineages"), number("stories"), number("happenings"),
        number("statements"), days.first, days.last,
    )  # fmt: skip
    return Home(
        figures,
        find_changes(reader, 6),
        tuple(map(story_line, ask(reader, f"{_STORY} ORDER BY sources DESC, reports DESC, id LIMIT 9"))),
        tuple(
            map(story_line, ask(reader, f"{_STORY} WHERE latest IS NOT NULL ORDER BY latest DESC, number DESC LIMIT 8"))
        ),
    )


def stories(moment: Moment, params: Params) -> Stories:
    """All stories."""
    order = params.chosen("order", ("sources", "latest"))
    by = "sources DESC, reports DESC, id" if order == "sources" else "coalesce(latest, '') DESC, id"
    total = count(moment.connection, "SELECT count(*) FROM stories")
    shown = paging(params, "/stories", _SIZE, total)
    rows = ask(
        moment.connection,
        f"{_STORY} ORDER BY {by} LIMIT :most OFFSET :after",
        most=_SIZE,
        after=shown.first - 1,
    )
    return Stories(order, tuple(map(story_line, rows)), shown)
