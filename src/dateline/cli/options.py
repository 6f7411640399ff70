"""Options that several commands share, and what is made of their values."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from dateline.errors import UsageError

USUAL_RECORD = "dateline.db"

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
