"""The commands that show what is understood of pages and keep nothing: `dateline read` and `dateline code`."""

from __future__ import annotations

import sys
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exits import end_plainly
from dateline.cli.options import (
    ActorsOption,
    AsIsOption,
    ColumnOption,
    FilesArgument,
    HtmlBelowOption,
    LanguageOption,
    MegabytesOption,
    OntologyOption,
    PublishedOption,
    SecondsOption,
    WorkersOption,
    columns_of,
    settings_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.model import Page, Skipped
    from dateline.running import Settings

JsonOption = Annotated[bool, typer.Option("--json", help="One JSON object a page, with every span.")]
HtmlOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Also write one self-contained HTML file: the text with its spans marked, both ways."
    ),
]
WhyOption = Annotated[
    bool,
    typer.Option(
        "--why",
        help="Also print every word seen as an act: what proposed it, and why it is an event or what stopped it.",
    ),
]


@end_plainly
def read(
    sources: FilesArgument,
    json: JsonOption = False,
    as_is: AsIsOption = False,
    published: PublishedOption = None,
    workers: WorkersOption = None,
    seconds: SecondsOption = 10.0,
    megabytes: MegabytesOption = 1024,
    html: HtmlOption = None,
    column: ColumnOption = [],  # noqa: B006 - typer reads it, nobody writes it
    html_below: HtmlBelowOption = None,
) -> None:
    """Print what each page is: its text, masthead, dates and furniture, or why it is no report. Keeps nothing."""
    settings = settings_of("dateline", workers, as_is, published, seconds, megabytes, coding=False)
    _print_outcomes(_pages(sources, column, html_below), settings, json, html)


@end_plainly
def code(
    sources: FilesArgument,
    json: JsonOption = False,
    as_is: AsIsOption = False,
    published: PublishedOption = None,
    language: LanguageOption = "dateline",
    workers: WorkersOption = None,
    seconds: SecondsOption = 10.0,
    megabytes: MegabytesOption = 1024,
    ontology: OntologyOption = None,
    actors: ActorsOption = None,
    why: WhyOption = False,
    html: HtmlOption = None,
    column: ColumnOption = [],  # noqa: B006 - typer reads it, nobody writes it
    html_below: HtmlBelowOption = None,
) -> None:
    """Print what each page tells: statements, and events with who, to whom, when, where, who says so. Keeps nothing."""
    settings = settings_of(
        language, workers, as_is, published, seconds, megabytes, ontology=ontology, actors=actors, why=why
    )
    _print_outcomes(_pages(sources, column, html_below), settings, json, html)


def _pages(sources: Sequence[str], columns: Sequence[str], html_below: Path | None) -> Iterator[Page | Skipped]:
    from dateline.cli.options import check_sources
    from dateline.reading import pages

    check_sources(sources)
    named = columns_of(columns)
    return chain.from_iterable(pages(source, columns=named, html_below=html_below) for source in sources)


def _print_outcomes(pages: Iterator[Page | Skipped], settings: Settings, json: bool, html: Path | None) -> None:
    from dateline.cli.showing import outcome_line, show_outcome
    from dateline.running import understand_pages

    outcomes = understand_pages(pages, settings)
    if html is not None:
        from dateline.cli.marked_file import marking

        outcomes = marking(outcomes, html)
    for outcome in outcomes:
        if json:
            sys.stdout.buffer.write(outcome_line(outcome))  # UTF-8 whatever the terminal's encoding
            sys.stdout.buffer.flush()
        else:
            show_outcome(outcome)
