"""The command line: parses, calls, prints. What it prints comes from the floors below."""

from __future__ import annotations

import sys
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli import judging
from dateline.cli.exits import MISFITS, end_plainly, print_remark, print_written
from dateline.cli.options import (
    ActorsOption,
    AsIsOption,
    ColumnOption,
    EveryOption,
    HtmlBelowOption,
    LanguageOption,
    MegabytesOption,
    OntologyOption,
    PublishedOption,
    QuietOption,
    RecordOption,
    SecondsOption,
    WatchOption,
    WorkersOption,
    as_day,
    columns_of,
    one_record,
    settings_of,
)
from dateline.cli.page_dossiers import register as register_dossier
from dateline.cli.printing import keep_libraries_quiet, print_bytes, settle_streams
from dateline.cli.running import register as register_run
from dateline.cli.serving import serve
from dateline.cli.watching import register as register_watch
from dateline.errors import UsageError
from dateline.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dateline.model import Page, Skipped
    from dateline.running import Settings

app = typer.Typer(
    name="dateline",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Reads news pages and keeps the record: who did and said what, to whom, when and where, and who says so.\n\n"
    "Start with: dateline add FOLDER, then: dateline stories, then: dateline story largest --html brief.html",
    epilog="Exit codes: 0 fine; 1 verify found something that does not fit; 2 wrong use, or an input or a record that "
    "cannot be read (the message says what to do next); 130 stopped by Ctrl-C. Only watch asks the network; serve "
    "answers on this machine.\n\n"
    "Documentation: docs/commands.md (all of this on one page), docs/sources.md (what can be read), docs/export.md "
    "(what can be written), docs/events.md (what is coded), docs/python.md.",
)


def _probability(value: str) -> float:
    from dateline.model import as_probability

    try:
        return as_probability(float(value))
    except ValueError as error:
        raise typer.BadParameter(
            f"{value} is no probability. Write a number from 0 to 1, as --sure .8: what is less sure is left out."
        ) from error


SureOption = Annotated[
    float,
    typer.Option(
        metavar="0..1",
        parser=_probability,
        show_default=False,
        help="Leave out events that are less sure than this, as .8: docs/events.md. The record keeps them.",
    ),
]
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
FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="SOURCE...",
        help="Files, folders of them, or - for standard input: HTML, text, PDF, JSON, CSV, TSV, Parquet, WARC, WET, "
        "ARC, RSS, Atom, mail, MHTML, zip; packed or not. Tables and JSON lines: text or html, and if known id, url, "
        "outlet, title, published, fetched. PDF and Parquet need extras: '.[pdf,parquet]'. All of it: docs/sources.md.",
    ),
]


def _version(wanted: bool) -> None:
    if wanted:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _dateline(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


def _pages(sources: Sequence[str], columns: Sequence[str], html_below: Path | None) -> Iterator[Page | Skipped]:
    from dateline.cli.options import check_sources
    from dateline.reading import pages

    check_sources(sources)
    named = columns_of(columns)
    return chain.from_iterable(pages(source, columns=named, html_below=html_below) for source in sources)


@app.command()
@end_plainly
def add(
    sources: FilesArgument,
    record: RecordOption = "dateline.db",
    workers: WorkersOption = None,
    language: LanguageOption = "dateline",
    as_is: AsIsOption = False,
    published: PublishedOption = None,
    seconds: SecondsOption = 10.0,
    megabytes: MegabytesOption = 1024,
    ontology: OntologyOption = None,
    actors: ActorsOption = None,
    later: Annotated[bool, typer.Option("--link-later", help="Only add; link with: dateline link.")] = False,
    column: ColumnOption = [],  # noqa: B006 - typer reads it, nobody writes it
    html_below: HtmlBelowOption = None,
    watch: WatchOption = False,
    every: EveryOption = 5.0,
    again: Annotated[
        bool, typer.Option("--again", help="Try again every page that was skipped before, whatever the reason.")
    ] = False,
    json: Annotated[
        bool, typer.Option("--json", help="The summary as one JSON object, with counts that add up.")
    ] = False,
    quiet: QuietOption = False,
) -> None:
    """Read and code pages, keep them in the record, and link them into stories.

    A page that is in the record already is left alone; one that failed for the machine's sake is tried again. Stopped
    at any moment, run the same command again: it goes on where it was. What may come in: docs/sources.md.
    """
    from dateline.cli.adding import Wanted, add_once, add_watching
    from dateline.cli.options import check_sources
    from dateline.recording import Record

    check_sources(sources)
    settings = settings_of(language, workers, as_is, published, seconds, megabytes, ontology=ontology, actors=actors)
    wanted = Wanted(tuple(sources), columns_of(column), html_below, settings, not later, json, quiet, again)
    with Record.open(record) as opened:
        if watch:
            add_watching(opened, wanted, every)
        else:
            add_once(opened, wanted)


@app.command()
@end_plainly
def link(
    record: RecordOption = "dateline.db",
    briefs: Annotated[bool, typer.Option("--briefs", help="Also make the briefs that pages of stories show.")] = False,
) -> None:
    """Link the reports of the record into lineages, happenings and stories, if any came in since the last time.

    With --briefs the brief of every story is made and kept too, so that a served page shows it at once; without, it is
    made when its page is first asked for.
    """
    from dateline.cli.progress import count_briefs
    from dateline.cli.showing import show_counts
    from dateline.exporting.kept_briefs import keep_briefs
    from dateline.recording import Record
    from dateline.running import link as run

    with Record.open(record, create=False) as opened:
        remarks: list[str] = []  # told when the bar is gone
        run(opened, remarks.append)
        if briefs:
            with count_briefs() as watch:
                keep_briefs(opened, watch, remarks.append)
        for remark in remarks:
            print_remark(remark)
        show_counts(opened.counts(), opened.where)


register_run(app)
register_dossier(app)


@app.command()
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


@app.command()
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


@app.command()
@end_plainly
def stories(
    record: RecordOption = "dateline.db",
    limit: Annotated[int, typer.Option(min=1, help="How many to print, the largest first.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a story.")] = False,
) -> None:
    """List the stories of the record: pages, independent sources, copies, and what they are about."""
    from dateline.cli.showing import show_stories, story_line
    from dateline.recording import Record

    with Record.open(record, create=False) as opened:
        if json:
            print_bytes(story_line(one) for one in islice(opened.stories(), limit))
            return
        show_stories(opened.stories(), opened.counts(), limit)


@app.command()
@end_plainly
def story(
    which: Annotated[str, typer.Argument(metavar="ID|largest", help='The id, its beginning, or "largest".')],
    record: RecordOption = "dateline.db",
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also write the brief as one self-contained HTML file.")
    ] = None,
    sure: SureOption = 0.0,
    json: Annotated[bool, typer.Option("--json", help="The whole brief as one JSON object.")] = False,
) -> None:
    """Print the brief of a story: what happened, who said what, what is denied, where sources differ, a timeline."""
    from dateline import exporting
    from dateline.cli.printing import Plain
    from dateline.cli.replacing import check_place, replacing_file
    from dateline.recording import Record

    if html is not None:
        check_place(html)
    with Record.open(record, create=False) as opened:
        wanted = opened.story(which)
        brief = exporting.brief(wanted, [opened.one(report) for report in wanted.reports], sure=sure)
    if html is not None:  # first, so that a pipe that is closed early costs no file
        with replacing_file(html) as out:
            out.write(exporting.html.page(brief).encode())
    if json:
        print_bytes((exporting.json.text(brief).encode(),))
    else:
        exporting.terminal.print_brief(brief, Plain())
    if html is not None:
        print_written(html)


@app.command()
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


@app.command()
@end_plainly
def who(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="A name, an alias, a key, a country (name, code, people) or an office: docs/who.md."
        ),
    ],
    record: RecordOption = "dateline.db",
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", callback=as_day, help="Only what is of this day or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", callback=as_day, help="Only what is of this day or earlier.")
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typer.Option("--type", metavar="TYPE", help="Only events of this type, or statements of this stance; repeat."),
    ] = None,
    told: Annotated[
        list[str] | None,
        typer.Option("--told", metavar="HOW", help="Only events told so: happened, planned, denied, ...; repeat."),
    ] = None,
    sure: SureOption = 0.0,
    other: Annotated[
        str | None, typer.Option("--with", metavar="NAME", help="Only where this one takes part as well.")
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--told-by", metavar="OUTLET", help="Only what this outlet or agency prints.")
    ] = None,
    everyone: Annotated[
        bool, typer.Option("--everyone", help="Of a state: also its leaders, bodies, forces and whoever acts for it.")
    ] = False,
    limit: Annotated[int, typer.Option(min=0, help="Lines of each section in the terminal; 0: all.")] = 10,
    json: Annotated[bool, typer.Option("--json", help="One JSON object with every line.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write .html, .csv, .tsv or .json instead of printing.")
    ] = None,
) -> None:
    """Everything done, said, asked and denied by and to a person, a state or a body, over time, with its sources."""
    from dateline.cli.dossiers import Asked, show_dossier
    from dateline.recording import Record

    asked = Asked(name, since, until, tuple(kinds or ()), tuple(told or ()), sure, other, outlet, everyone)
    with Record.open(record, create=False) as opened, opened.snapshot() as moment:
        show_dossier(moment, asked, json=json, out=out, limit=limit)


@app.command()
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


@app.command()
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


app.command()(serve)
register_watch(app)


@app.command()
@end_plainly
def explain(
    which: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Any id, or its beginning: of a report, skipped page, event, statement, entity, story, lineage, "
            "happening or utterance; a passage (REPORT:START-END); or an actor's key (Q-number, or name/state).",
        ),
    ],
    record: RecordOption = "dateline.db",
    json: Annotated[bool, typer.Option("--json", help="One JSON object for each thing that the id names.")] = False,
) -> None:
    """Say what an id is and why it is in the record: the words, the rule that made it, and each field's evidence."""
    from dateline.cli import explaining
    from dateline.recording import Record

    with Record.open(record, create=False) as opened:
        found = explaining.explain(opened, which)
        if json:
            print_bytes(map(explaining.explanation_line, found))
        else:
            explaining.show_explanations(found)


@app.command()
@end_plainly
def skipped(
    record: RecordOption = "dateline.db",
    reason: Annotated[str, typer.Option(help="Only those with this in their reason or detail.")] = "",
    json: Annotated[bool, typer.Option("--json", help="One JSON object a page.")] = False,
) -> None:
    """List the pages of the record that are no report: id, where each came from, and why."""
    from dateline.cli.showing import show_skipped, skipped_line
    from dateline.recording import Record

    with Record.open(record, create=False) as opened:
        found = [one for one in opened.skipped() if reason.lower() in f"{one.reason} {one.detail}".lower()]
        if json:
            print_bytes(map(skipped_line, found))
        else:
            show_skipped(sorted(found, key=lambda one: (one.origin, one.id)))


@app.command()
@end_plainly
def verify(
    record: RecordOption = "dateline.db",
    manifest: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The manifest of a frozen record: check the record beside it against it."),
    ] = None,
) -> None:
    """Cut every span again, hash every page again, follow every reference; print what does not fit (exit code 1)."""
    from contextlib import nullcontext

    from dateline.cli.showing import show_misfit, show_verified
    from dateline.exporting.frozen import differences, frozen_record
    from dateline.recording import Record

    found = 0
    with frozen_record(manifest) if manifest else nullcontext(record) as where:
        if manifest:
            for words in differences(manifest, Path(where)):
                found += 1
                print(words)
            print(f"{manifest}: {'the record is as frozen' if not found else f'{found:,} differences'}")
        with Record.open(where, create=False) as opened:
            for misfit in opened.verify():
                found += 1
                show_misfit(misfit)
            show_verified(opened.counts(), opened.where, found)
    if found:
        raise typer.Exit(MISFITS)


app.add_typer(judging.judge)
app.command()(judging.judged)


def main() -> None:
    """Runs the command line."""
    settle_streams()
    keep_libraries_quiet()
    app()
