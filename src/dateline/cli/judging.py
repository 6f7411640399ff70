"""`dateline judge`: what people decide about records of the record, kept in it, with who, when and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exits import end_plainly, print_written
from dateline.cli.options import USUAL_RECORD
from dateline.cli.printing import print_bytes

if TYPE_CHECKING:
    from dateline.reviewing import Reviewer

judge = typer.Typer(
    name="judge",
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Accept, correct, reject, split and join what the record holds; take it back; measure it: docs/judging.md.",
)

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
ByOption = Annotated[str, typer.Option("--by", envvar="DATELINE_REVIEWER", metavar="NAME", help="Who judges.")]
WhyOption = Annotated[str, typer.Option("--why", metavar="WORDS", help="Why, in your words.")]
JsonOption = Annotated[bool, typer.Option("--json", help="JSON lines instead of words.")]
SampleOption = Annotated[
    str | None,
    typer.Option("--sample", metavar="NAME", help="The random sample that this is judged for (dateline judge sample)."),
]
IdsArgument = Annotated[
    list[str], typer.Argument(metavar="ID...", help="Events or statements, by their ids or the beginnings of these.")
]


def _reviewer(by: str, why: str, sample: str | None = None) -> Reviewer:
    from dateline.reviewing import Reviewer

    return Reviewer(by, why, sample).checked()


@judge.command()
@end_plainly
def accept(
    ids: IdsArgument,
    by: ByOption = "",
    why: WhyOption = "",
    sample: SampleOption = None,
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """Say that events or statements are right as they are shown."""
    from dateline import reviewing
    from dateline.cli.judged import show_made
    from dateline.recording import Record

    who = _reviewer(by, why, sample)
    with Record.open(record, create=False) as opened:
        show_made(opened, [reviewing.accept(opened, one, who) for one in ids], json=json)


@judge.command()
@end_plainly
def reject(
    ids: IdsArgument,
    by: ByOption = "",
    why: WhyOption = "",
    sample: SampleOption = None,
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """Say that the words tell no such thing. What is rejected leaves with no export and enters no happening."""
    from dateline import reviewing
    from dateline.cli.judged import show_made
    from dateline.recording import Record

    who = _reviewer(by, why, sample)
    with Record.open(record, create=False) as opened:
        show_made(opened, [reviewing.reject(opened, one, who) for one in ids], json=json)


@judge.command()
@end_plainly
def correct(
    which: Annotated[str, typer.Argument(metavar="ID", help="An event or a statement.")],
    values: Annotated[
        list[str],
        typer.Argument(
            metavar="FIELD=VALUE...",
            help="As type=ACCUSE, told=planned, 'actors=the ministry [NOR/GOV]; Oslo', 'when=on Friday = 2023-09-15'. "
            "Words are found in the report. Nothing behind the = empties a field. All fields: docs/judging.md.",
        ),
    ],
    by: ByOption = "",
    why: WhyOption = "",
    sample: SampleOption = None,
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """Give fields of an event or a statement other values. The program's own are kept beside them."""
    from dateline import reviewing
    from dateline.cli.judged import show_made
    from dateline.recording import Record

    who = _reviewer(by, why, sample)
    with Record.open(record, create=False) as opened:
        typed = reviewing.read_values(reviewing.find(opened, which), values)
        show_made(opened, [reviewing.correct(opened, which, typed, who)], json=json)


@judge.command()
@end_plainly
def split(
    which: Annotated[str, typer.Argument(metavar="ID", help="A story, lineage or happening; or an actor's key.")],
    members: Annotated[
        list[str],
        typer.Argument(
            metavar="MEMBER...",
            help="What does not belong to the rest: reports, events of a happening, names of an actor.",
        ),
    ],
    by: ByOption = "",
    why: WhyOption = "",
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """Part a story, a lineage, a happening or an actor. Linking keeps to it from then on."""
    from dateline import reviewing
    from dateline.cli.judged import show_made
    from dateline.recording import Record

    who = _reviewer(by, why)
    with Record.open(record, create=False) as opened:
        show_made(opened, [reviewing.split(opened, which, members, who)], json=json)


@judge.command()
@end_plainly
def join(
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="Stories, lineages or happenings; or keys of actors.")
    ],
    by: ByOption = "",
    why: WhyOption = "",
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """Make one of two or more stories, lineages, happenings or actors. Linking keeps to it from then on."""
    from dateline import reviewing
    from dateline.cli.judged import show_made
    from dateline.recording import Record

    who = _reviewer(by, why)
    with Record.open(record, create=False) as opened:
        show_made(opened, [reviewing.join(opened, ids, who)], json=json)


@judge.command()
@end_plainly
def undo(
    which: Annotated[
        str, typer.Argument(metavar="ID", help="A judgement; or a record: then the last judgement on it that stands.")
    ],
    by: ByOption = "",
    why: WhyOption = "",
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """Take a judgement back. It stays in the list, with who took it back, when and why; an undoing can be undone."""
    from dateline import reviewing
    from dateline.cli.judged import show_made
    from dateline.recording import Record

    who = _reviewer(by, why)
    with Record.open(record, create=False) as opened:
        show_made(opened, [reviewing.undo(opened, which, who)], json=json)


@judge.command(name="list")
@end_plainly
def list_(
    which: Annotated[str, typer.Argument(metavar="[ID]", help="Only what was judged of this record or report.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Only what this person judged.")] = "",
    stale: Annotated[bool, typer.Option("--stale", help="Only what does not hold any more, with the reason.")] = False,
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """List every judgement: who, when, what, why; what was taken back or does not hold any more says so."""
    from dateline.cli.judged import history_line, show_history
    from dateline.recording import Record
    from dateline.reviewing import history

    with Record.open(record, create=False) as opened, opened.snapshot() as moment:
        found = history(moment, which, by=by, stale=stale)
    if json:
        print_bytes(map(history_line, found))
    else:
        show_history(found)


@judge.command()
@end_plainly
def queue(
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="What this person has not judged yet.")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many to print.")] = 20,
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """List the events to judge next: those that are least sure and matter most. It is no sample: see judge sample."""
    from dateline import reviewing
    from dateline.cli.judged import as_lines, show_queue
    from dateline.recording import Record

    with Record.open(record, create=False) as opened, opened.snapshot() as moment:
        found = reviewing.queue(moment, limit, by=by)
    if json:
        print_bytes(as_lines(found))
    else:
        show_queue(found)


@judge.command()
@end_plainly
def sample(
    seed: Annotated[int, typer.Option(min=0, help="The same seed draws the same sample.")],
    size: Annotated[int, typer.Option(min=1, help="How many to draw.")] = 100,
    statements: Annotated[bool, typer.Option("--statements", help="Statements in place of events.")] = False,
    type_: Annotated[
        str | None, typer.Option("--type", metavar="TYPE", help="Only of this type (of statements: this stance).")
    ] = None,
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """Draw a random sample of what the program coded; judge its records with --sample NAME, then: judge precision."""
    from dateline import reviewing
    from dateline.cli.judged import show_sample
    from dateline.recording import Record

    with Record.open(record, create=False) as opened, opened.snapshot() as moment:
        drawn = reviewing.draw(moment, size, seed, kind="statement" if statements else "event", type_=type_)
        show_sample(moment, drawn, json=json)


@judge.command()
@end_plainly
def precision(
    sample: Annotated[str | None, typer.Option("--sample", metavar="NAME", help="Of this sample alone.")] = None,
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """How often the program is right, by type, with 95 % intervals: from what was judged of random samples alone."""
    from dateline import reviewing
    from dateline.cli.judged import as_lines, show_precision
    from dateline.recording import Record

    with Record.open(record, create=False) as opened, opened.snapshot() as moment:
        found = reviewing.precision(moment, sample)
    if json:
        print_bytes(as_lines((found,)))
    else:
        show_precision(found)


@judge.command()
@end_plainly
def agreement(
    by: Annotated[list[str] | None, typer.Option("--by", metavar="NAME", help="Only these people; repeat.")] = None,
    record: RecordOption = USUAL_RECORD,
    json: JsonOption = False,
) -> None:
    """How far people who judged the same records agree, field by field: Krippendorff's alpha."""
    from dateline import reviewing
    from dateline.cli.judged import as_lines, show_agreement
    from dateline.recording import Record

    with Record.open(record, create=False) as opened, opened.snapshot() as moment:
        found = reviewing.agreements(moment, by or ())
    if json:
        print_bytes(as_lines(found))
    else:
        show_agreement(found)


@judge.command()
@end_plainly
def export(
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="A file [default: standard output].")] = None,
    record: RecordOption = USUAL_RECORD,
) -> None:
    """Write every judgement as a line of JSON, for another record of the same pages: judge import."""
    from dateline.cli.replacing import replacing_file
    from dateline.recording import Record
    from dateline.reviewing import judgement_line

    with Record.open(record, create=False) as opened:
        lines = map(judgement_line, opened.judgements())
        if out is None:
            print_bytes(lines)
            return
        with replacing_file(out) as file:
            file.writelines(lines)
    print_written(out)


@judge.command(name="import")
@end_plainly
def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSON lines of judge export; - for standard input.")],
    label_studio: Annotated[
        bool, typer.Option("--label-studio", help="A JSON export of Label Studio, of tasks that dateline export wrote.")
    ] = False,
    by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who judged in Label Studio, in place of its name.")
    ] = "",
    record: RecordOption = USUAL_RECORD,
    json: Annotated[bool, typer.Option("--json", help="How many were new as one JSON object.")] = False,
) -> None:
    """Bring judgements in: they hold where their words stand. Those that are there already change nothing."""
    from dateline.cli.judged import as_lines, show_brought, show_left_out
    from dateline.recording import Record
    from dateline.reviewing import bring_in

    content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    with Record.open(record, create=False) as opened:
        if label_studio:
            from dateline.exporting.label_studio_back import read_tasks

            brought = read_tasks(opened, content, by)
            new, whole = len(opened.keep_judgements(brought.judgements)), len(brought.judgements)
            show_left_out(brought)
        else:
            new, whole = bring_in(opened, content.splitlines())
        if json:
            print_bytes(as_lines(({"judgements": whole, "new": new},)))
        else:
            show_brought(opened, new, whole)


@end_plainly
def judged(
    name: Annotated[
        str, typer.Option("--as", metavar="NAME", help="corpus: labels by ids and offsets, without any text; or jsonl.")
    ] = "corpus",
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="A file [default: standard output].")] = None,
    record: RecordOption = USUAL_RECORD,
) -> None:
    """Write what was accepted and corrected as training and test data, a report a line: docs/judging.md."""
    from dateline.cli.judged import corpus_lines
    from dateline.cli.replacing import replacing_file
    from dateline.errors import UsageError
    from dateline.recording import Record
    from dateline.reviewing import judgement_line

    if name not in ("corpus", "jsonl"):
        raise UsageError(f"--as {name} is nothing that judged records leave as. Write --as corpus or --as jsonl.")
    with Record.open(record, create=False) as opened, opened.snapshot() as moment:
        lines = corpus_lines(moment) if name == "corpus" else map(judgement_line, moment.judgements())
        if out is None:
            print_bytes(lines)
            return
        with replacing_file(out) as file:
            file.writelines(lines)
    print_written(out)
