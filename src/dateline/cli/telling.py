"""The commands that tell what a record holds: its stories, who somebody is in it, why a thing is in it, what fits."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from dateline.cli.exits import MISFITS, end_plainly, print_written
from dateline.cli.options import RecordOption, SureOption, as_day
from dateline.cli.printing import print_bytes


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
