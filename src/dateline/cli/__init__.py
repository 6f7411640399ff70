"""The command line: parses, calls, prints. What it prints comes from the floors below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Final

import typer

from dateline.cli.handing_over import audit, datasette, export
from dateline.cli.judging import judge, judged
from dateline.cli.keeping import add, link
from dateline.cli.page_dossiers import dossier
from dateline.cli.printing import keep_libraries_quiet, settle_streams
from dateline.cli.running import run
from dateline.cli.serving import serve
from dateline.cli.telling import explain, skipped, stories, story, verify, who
from dateline.cli.understanding import code, read
from dateline.cli.watching import watch
from dateline.version import __version__

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
_COMMANDS: Final[tuple[Callable[..., None], ...]] = (
    *(add, link, run, dossier, read, code, stories, story, export, who, audit),
    *(datasette, serve, watch, explain, skipped, verify, judged),
)
"""All of them, in the order in which help lists them."""


def _version(wanted: bool) -> None:
    if wanted:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _dateline(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


for _command in _COMMANDS:
    app.command()(_command)
app.add_typer(judge)


def main() -> None:
    """Runs the command line."""
    settle_streams()
    keep_libraries_quiet()
    app()
