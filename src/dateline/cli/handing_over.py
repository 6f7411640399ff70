"""The commands that write for other tools, or read what these wrote: `dateline export`, `datasette` and `audit`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.exits import end_plainly
from dateline.cli.options import (
    ActorsOption,
    LanguageOption,
    MegabytesOption,
    RecordOption,
    SecondsOption,
    SureOption,
    WorkersOption,
    one_record,
    settings_of,
)
from dateline.errors import UsageError


@end_plainly
def export(
    named: Annotated[
        str | None, typer.Argument(metavar="[RECORD]", help="The record, where --record does not name it.")
    ] = None,
    record: RecordOption = "dateline.db",
    name: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="NAME",
            help="Whose columns (polecat, gdelt, ...), or which format: docs/export.md "
            "[default: dateline, or the format of the file's ending].",
        ),
    ] = None,
    table: Annotated[
        str | None,
        typer.Option(
            metavar="ROWS",
            help="What a row is: happenings, events, dyads, statements, actors, reports, lineages or skipped "
            "[default: happenings].",
            show_default=False,
        ),
    ] = None,
    events: Annotated[bool, typer.Option("--events", help="The same as --table events.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE|FOLDER",
            help="A file, in the format that its ending says: docs/export.md [default: standard output]. "
            "A codebook is written beside it.",
        ),
    ] = None,
    short: Annotated[bool, typer.Option("--short", help="The dozen columns that are asked for first.")] = False,
    for_spreadsheets: Annotated[
        bool, typer.Option("--for-spreadsheets", help="Nothing in a cell that a spreadsheet would run, as =1+1.")
    ] = False,
    sure: SureOption = 0.0,
) -> None:
    """Write what the record holds for other tools, usually as a table: a row a happening, with its sources counted.

    Planned, possible and denied happenings are rows too: the column `told` says which. Docs: docs/export.md.
    """
    from dateline.cli.exports import Wanted
    from dateline.cli.exports import export as write
    from dateline.recording import Record

    if events and table not in (None, "events"):
        raise UsageError(f"--events and --table {table} ask for two kinds of rows. Leave one of them away.")
    with Record.open(one_record(named, record), create=False) as opened:
        write(opened, name, out, Wanted("events" if events else table, sure, short, for_spreadsheets))


@end_plainly
def datasette(
    record: Annotated[
        str, typer.Argument(metavar="RECORD", envvar="DATELINE_RECORD", help="An SQLite file.")
    ] = "dateline.db",
    out: Annotated[
        Path, typer.Option(metavar="FOLDER|FILE.yaml", help="A folder, or only the YAML file: without links in views.")
    ] = Path("datasette"),
) -> None:
    """Write what Datasette needs to show the record: descriptions, labels, facets, search, links, queries."""
    from dateline.cli.datasette import write_datasette

    write_datasette(record, out)


@end_plainly
def audit(
    rows: Annotated[
        Path, typer.Argument(metavar="ROWS.csv", help="A table of GDELT, POLECAT, ICEWS or ACLED shape: docs/audit.md.")
    ],
    shape: Annotated[
        str | None, typer.Option(metavar="NAME", help="gdelt, polecat, icews or acled [default: told by the columns].")
    ] = None,
    pages: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Saved pages, found by address (SOURCEURL, url) where a row has no text."),
    ] = None,
    days: Annotated[int, typer.Option(min=0, help="How many days a row's day may lie from that of the words.")] = 1,
    km: Annotated[float, typer.Option(min=0, help="How many kilometres its place may lie from theirs.")] = 60.0,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write every answer: .csv, .tsv, .jsonl or .html.")
    ] = None,
    workers: WorkersOption = None,
    language: LanguageOption = "dateline",
    seconds: SecondsOption = 10.0,
    megabytes: MegabytesOption = 1024,
    actors: ActorsOption = None,
) -> None:
    """Hold rows of others' event data against their texts: supported, told otherwise, other sides, day, place, a copy.

    What the words do not show is "no words" or "unsure", never false. Keeps nothing.
    """
    from dateline.auditing import Tolerance
    from dateline.cli.audits import AskedOfRows, audit_rows

    settings = settings_of(language, workers, False, None, seconds, megabytes, actors=actors)
    audit_rows(AskedOfRows(rows, shape, pages, Tolerance(days, km)), settings, out)
