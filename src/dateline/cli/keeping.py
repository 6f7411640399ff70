"""The commands that fill a record: `dateline add` and `dateline link`."""

from __future__ import annotations

from typing import Annotated

import typer

from dateline.cli.exits import end_plainly, print_remark
from dateline.cli.options import (
    ActorsOption,
    AsIsOption,
    ColumnOption,
    EveryOption,
    FilesArgument,
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
    columns_of,
    settings_of,
)


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
