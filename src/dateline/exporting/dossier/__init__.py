"""The whole record for a reader: an index of stories, each of them told, every page with authors and link.

`dossier` puts it together story by story from the briefs; `markdown` and `html` write it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.exporting.brief import Brief, brief
from dateline.exporting.brief_evidence import publisher_of
from dateline.exporting.lines import Day
from dateline.exporting.phrases import day
from dateline.exporting.row_words import web_address
from dateline.exporting.selection import Selection
from dateline.model import Coded, Report, Story


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page of the register. `source`: the letter of its independent text within its story; "" in no story."""

    report: str
    story: str
    source: str
    outlet: str
    authors: tuple[str, ...]
    agency: str
    title: str
    address: str
    published: Day | None
    doubts: tuple[str, ...]
    uncoded: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story: its brief, and its pages, the sources of the brief one after the other."""

    brief: Brief
    pages: tuple[PageLine, ...]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A line of the index."""

    story: str
    title: str
    pages: int
    sources: int
    happenings: int
    earliest: Day | None
    latest: Day | None


@dataclass(frozen=True, slots=True)
class Figures:
    """How much the dossier holds."""

    record: str
    pages: int
    reports: int
    skipped: int
    stories: int
    independent: int
    copies: int
    happenings: int
    statements: int


def figures(selection: Selection) -> Figures:
    """Counted by the record. `record` is its name without its folders."""
    counts = selection.record.counts()
    return Figures(
        record=selection.record.where.replace("\\", "/").rsplit("/", 1)[-1],
        pages=counts.pages,
        reports=counts.reports,
        skipped=sum(number for _, number in counts.skipped),
        stories=counts.stories,
        independent=counts.lineages,
        copies=counts.copies,
        happenings=counts.happenings,
        statements=counts.statements,
    )


def index(selection: Selection) -> tuple[StoryLine, ...]:
    """A line for every story, the largest first. Raises UsageError where the record is not linked."""
    return tuple(_story_line(story) for story in selection.stories())


def _story_line(story: Story) -> StoryLine:
    return StoryLine(
        story.id,
        story.title,
        len(story.reports),
        len(story.lineages),
        len(story.happenings),
        day(story.earliest),
        day(story.latest),
    )


def chapters(selection: Selection) -> Iterator[Chapter]:
    """Every story told, the largest first; one is held at a time."""
    one = selection.reader()
    for story in selection.stories():
        coded = {name: one(name) for name in story.reports}
        told = brief(story, list(coded.values()))
        pages = tuple(
            _page_line(coded[printing.report], story.id, source.letter)
            for source in told.sources
            for printing in source.printings
        )
        yield Chapter(told, pages)


def register(selection: Selection) -> Iterator[PageLine]:
    """Every page that is a report, sorted by id."""
    stories = {report: story.id for story in selection.stories() for report in story.reports}
    for coded in selection.coded():
        yield _page_line(coded, stories.get(coded.report.id, ""), "")


def _page_line(coded: Coded, story: str, letter: str) -> PageLine:
    report = coded.report
    return PageLine(
        report=report.id,
        story=story,
        source=letter,
        outlet=publisher_of(report),
        authors=report.byline,
        agency=report.agency.name if report.agency else "",
        title=_title(report),
        address=web_address(report.address) or web_address(report.canonical),
        published=day(report.published.value),
        doubts=tuple(dict.fromkeys(doubt.reason for doubt in report.published.doubts)),
        uncoded=coded.coding.uncoded,
    )


def _title(report: Report) -> str:
    """The headline, else the beginning of the text."""
    return report.title or f"{report.text[:80].strip()} …"
