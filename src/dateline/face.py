"""What `import dateline` offers where a floor asks for more than a user has at hand: `code`, `link`, `brief`.

Each is its floor's function with the usual parts put in: the shipped language, tables by their path, reports and
codings side by side.
"""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from dateline.model import Coded, Coding, Report, Skipped, Story, why_uncoded

if TYPE_CHECKING:  # nothing is loaded before it is needed
    from collections.abc import Iterable, Iterator

    from pandas import DataFrame
    from spacy.tokens import Doc

    from dateline.coding import Actors, Ontology
    from dateline.exporting import Brief
    from dateline.language import AnnotatedText, Language
    from dateline.recording import Record

_ONE_AT_A_TIME = Lock()


def code(
    report: Report,
    parse: Doc | None = None,
    *,
    language: Language | None = None,
    actors: Actors | str | Path | None = None,
    ontology: Ontology | str | Path | None = None,
) -> Coding:
    """Everything understood of one report: entities, places, times, statements, events, each with its spans.

    `parse`: the report's parse where there is one already; else `language` makes it (`dateline.load(...)`), or the
    shipped language, which is loaded once. `actors`, `ontology`: one's own in place of the shipped tables, as values of
    `dateline.coding` or as the path of a file (docs/actors.md, docs/ontology.md).

    A report in a language that is not coded has an empty coding that says so (`Coding.uncoded`), unless its parse is
    given. Raises TypeError where no report is given, OSError or TableError where a table cannot be read or used.
    """
    if not isinstance(report, Report):
        raise TypeError(_refuse_report(report))
    if parse is None and (reason := why_uncoded(report)):
        return Coding(report.id, uncoded=reason).with_report(report)
    with _loading():
        from dateline import coding

        words = _take_parse(report, language) if parse is None else parse
        return coding.code(report, words, actors=_actors(actors), ontology=_ontology(ontology))


@contextmanager
def _loading() -> Iterator[None]:
    """The first call loads what then stays: to look through it for garbage as it grows takes a quarter of the time."""
    if "dateline.coding.events" in sys.modules or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _refuse_report(given: object) -> str:
    if isinstance(given, Skipped):
        return (
            f"{given.origin or given.id} was skipped ({given.reason}), so there is nothing to code. "
            "Code reports only: if isinstance(report, dateline.Report)."
        )
    return f"code takes a Report, not a {type(given).__name__}. Make one with: dateline.read(page)."


def _take_parse(report: Report, language: Language | None) -> AnnotatedText:
    if language is not None:
        return language.read(report.text, report.parsed_parts)
    with _ONE_AT_A_TIME:  # a language serves one thread at a time
        return _shipped().read(report.text, report.parsed_parts)


@cache
def _shipped() -> Language:
    from dateline.language import load

    return load()


def _actors(given: Actors | str | Path | None) -> Actors | None:
    if not isinstance(given, str | Path):
        return given
    from dateline.running.user_tables import UserTable, user_actors

    return user_actors(UserTable.of(Path(given)))


def _ontology(given: Ontology | str | Path | None) -> Ontology | None:
    if not isinstance(given, str | Path):
        return given
    from dateline.running.user_tables import UserTable, user_ontology

    return user_ontology(UserTable.of(Path(given)))


def link(reports: Iterable[Coded | tuple[Report, Coding]]) -> tuple[Story, ...]:
    """Reports with their codings into stories: lineages of one text, happenings, utterances. Sorted by id.

    Takes `(report, coding)` pairs, or `Coded` values as `Record.coded()` gives them. Order and repetition change
    nothing; every report is in exactly one story. Raises TypeError where a pair is none.
    """
    from dateline import linking

    return linking.link(_pairs(reports))


def brief(story: Story, reports: Iterable[Coded | tuple[Report, Coding]], *, sure: float = 0.0) -> Brief:
    """One story as an analyst's brief, to be had as `.text()`, `.html()` and `.json()`.

    `reports` are those that were linked, or more; events less sure than `sure` are left out. Raises ValueError where
    one of the story's reports is missing or `sure` is no probability.
    """
    from dateline import exporting

    return exporting.brief(story, _pairs(reports), sure=sure)


def to_dataframe(
    given: Record | Coding | Iterable[Coding | Coded | tuple[Report, Coding]],
    table: str = "events",
    *,
    sure: float = 0.0,
    short: bool = False,
) -> DataFrame:
    """A table of pandas with the columns of `dateline export --table`: "events", "statements", "happenings" and others.

    Takes a coding, several, pairs, or a record; `sure` leaves out events that are less sure, `short` takes the dozen
    columns that are asked for first. Codings in hand are linked where the table is one of happenings. Raises UsageError
    where pandas is not installed, where there is no such table, or a record is not linked that must be.
    """
    from dateline.exporting.frames import to_dataframe as made

    return made(given, table, sure=sure, short=short)


def _pairs(reports: Iterable[Coded | tuple[Report, Coding]]) -> tuple[Coded, ...]:
    return tuple(map(_pair, reports))


def _pair(given: Coded | tuple[Report, Coding]) -> Coded:
    if isinstance(given, Coded):
        return given
    match given:
        case (Report() as report, Coding() as coding) if coding.report == report.id:
            return Coded(report, coding)
        case (Report() as report, Coding()):
            raise ValueError(f"the coding beside {report.origin or report.id} is another report's.")
    raise TypeError(
        f"a report with its coding is needed, not a {type(given).__name__}. "
        "Give pairs: (report, dateline.code(report)), or Record.coded()."
    )
