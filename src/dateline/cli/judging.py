"""`dateline judge`: what people decide about records of the record, kept in it, with who, when and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.exits import end_plainly
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
