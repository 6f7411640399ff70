"""Options that several commands share, and what is made of their values."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.running import Settings

USUAL_RECORD = "dateline.db"


def as_day(value: str | None) -> str | None:
    """The day that is written so. Raises typer.BadParameter."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"{value} is no date. Write it as 2023-09-15.") from error


def as_sureness(value: str) -> float:
    """The probability that is written so. Raises typer.BadParameter."""
    from dateline.model import as_probability

    try:
        return as_probability(float(value))
    except ValueError as error:
        raise typer.BadParameter(
            f"{value} is no probability. Write a number from 0 to 1, as --sure .8: what is less sure is left out."
        ) from error


FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files, folders of them, or - for standard input: HTML, text, PDF, JSON, CSV, TSV, Parquet, WARC, WET, "
        "ARC, RSS, Atom, mail, MHTML, zip; packed or not. Tables and JSON lines: text or html, and if known id, url, "
        "outlet, title, published, fetched. PDF and Parquet need extras: '.[pdf,parquet]'. All of it: docs/sources.md.",
    ),
]
RecordOption = Annotated[
    str,
    typer.Option(
        "--record",
        "-r",
        envvar="DATELINE_RECORD",
        metavar="FILE-OR-URL",
        help="The record: an SQLite file, or postgresql://user@host/name.",
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(min=0, help="Worker processes [default: one a core]; 0: none, and no limits on a page."),
]
LanguageOption = Annotated[
    str, typer.Option(metavar="NAME", help="The language pipeline: ours, or the name of an installed spaCy pipeline.")
]
AsIsOption = Annotated[
    bool, typer.Option("--as-is", help="The text is clean already: take all of it, so that offsets fit the given text.")
]
PublishedOption = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=as_day, help="Publication date (2023-09-15) to count relative dates from."),
]
SecondsOption = Annotated[
    float,
    typer.Option(min=0.1, help="Most processor time for one page, for every 50 kB of it begun; then it is skipped."),
]
MegabytesOption = Annotated[int, typer.Option(min=64, help="Most memory for one page; above that it is skipped.")]
OntologyOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE|FOLDER", help="Your own event types and words in place of PLOVER: docs/ontology.md."),
]
ActorsOption = Annotated[
    Path | None,
    typer.Option(metavar="FILE.csv", help="Your own actors, which win over the shipped ones: docs/actors.md."),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="No bar and no summary; what is wrong is still said, on standard error.")
]
ColumnOption = Annotated[
    list[str],
    typer.Option(
        "--column",
        metavar="FACT=NAME",
        help="Your table's column (or JSON's key) for a fact of a page: text, html, html_path, id, address, outlet, "
        "title, published, fetched. May be given several times: docs/sources.md.",
    ),
]
HtmlBelowOption = Annotated[
    Path | None,
    typer.Option(
        "--html-below",
        metavar="FOLDER",
        help="Lines may name files (html_path) anywhere below this folder [default: that of the lines].",
    ),
]
WatchOption = Annotated[
    bool,
    typer.Option("--watch", help="Stay, and add what comes into the folders, until Ctrl-C; ends with exit code 0."),
]
EveryOption = Annotated[float, typer.Option("--every", min=0.1, help="With --watch: seconds between two looks.")]
SureOption = Annotated[
    float,
    typer.Option(
        metavar="0..1",
        parser=as_sureness,
        show_default=False,
        help="Leave out events that are less sure than this, as .8: docs/events.md. The record keeps them.",
    ),
]


def columns_of(given: Sequence[str]) -> Mapping[str, str]:
    """The column for each fact, as --column gives them. Raises UsageError."""
    from dateline.reading.containers import FACTS

    found: dict[str, str] = {}
    for one in given:
        fact, sign, name = one.partition("=")
        if not sign or not name or fact not in FACTS:
            raise UsageError(
                f"--column {one} is no fact of a page. Write FACT=NAME, with a fact of {', '.join(FACTS)}."
            )
        found[fact] = name
    return found


def one_record(argument: str | None, option: str) -> str:
    """The record, where a command takes it as an argument or as --record. Raises UsageError where both are given."""
    if argument is None:
        return option
    if option not in (USUAL_RECORD, argument, os.environ.get("DATELINE_RECORD")):
        raise UsageError(f"the record is named twice: {argument} and --record {option}. Name it once.")
    return argument


def settings_of(
    language: str,
    workers: int | None,
    as_is: bool,
    published: str | None,
    seconds: float,
    megabytes: int,
    *,
    coding: bool = True,
    ontology: Path | None = None,
    actors: Path | None = None,
    why: bool = False,
) -> Settings:
    """What a run is asked to do. Raises TableError where a table of the user's cannot be used."""
    from dateline.cli.exits import print_remark
    from dateline.running import Limits, Settings, check_actors, check_ontology, remarks_on

    own = check_ontology(ontology) if ontology else None
    for remark in remarks_on(own) if own else ():
        print_remark(remark)
    known = check_actors(actors) if actors else None
    return Settings(language, as_is, published, coding, workers, Limits(seconds, megabytes), own, known, why)


def check_sources(sources: Sequence[str]) -> None:
    """Raises UsageError for the first that is not there."""
    for source in sources:
        if source != "-" and not Path(source).exists():
            raise UsageError(f"there is no file or folder {source}. Check the name; - stands for standard input.")
