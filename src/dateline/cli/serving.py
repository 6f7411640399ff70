"""`dateline serve`: shows a record in a browser."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from dateline.cli.exits import end_plainly
from dateline.cli.options import one_record
from dateline.errors import UsageError

TOKEN = "DATELINE_TOKEN"


@end_plainly
def serve(
    named: Annotated[
        str | None, typer.Argument(metavar="[RECORD]", help="The record, where --record does not name it.")
    ] = None,
    record: Annotated[
        str,
        typer.Option(
            "--record", "-r", envvar="DATELINE_RECORD", metavar="FILE-OR-URL",
            help="The record: an SQLite file, or postgresql://user@host/name.",
        ),
    ] = "dateline.db",
    host: Annotated[
        str, typer.Option(metavar="NAME", help=f"Where to listen. Elsewhere than on this machine only with {TOKEN}.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0: any that is free.")] = 8765,
    name: Annotated[
        list[str], typer.Option("--name", metavar="NAME", help="Another host name by which it may be asked.")
    ] = [],  # noqa: B006 - typer reads it, nobody writes it
    rate: Annotated[
        float | None,
        typer.Option(min=0, help="Pages a second for each visitor; 0: no limit [default: 20, on this machine 0]."),
    ] = None,
    seconds: Annotated[float, typer.Option(min=0.1, help="Longest work of the record for one page.")] = 10.0,
    workers: Annotated[int, typer.Option(min=1, max=64, metavar="N", help="Processes that make pages.")] = 1,
    review: Annotated[
        bool, typer.Option("--review", help="People may judge what is shown. Without it nothing can be written.")
    ] = False,
    by: Annotated[
        str,
        typer.Option(
            envvar="DATELINE_REVIEWER", metavar="NAME",
            help="Who judges, with --review; without a name each visitor gives one.",
        ),
    ] = "",
) -> None:  # fmt: skip
    """Show the record as pages, and as JSON: stories, reports, actors, places, outlets, queries. Nothing is written,
    unless --review lets people judge what is shown.

    Only this machine can see it. To show it to others set a token in DATELINE_TOKEN (16 characters or more) and give
    --host: they open the address with ?token=... once. Docs: docs/serve.md.
    """
    try:
        import uvicorn

        from dateline.serving.settings import Settings, check, is_loopback
        from dateline.serving.shelf import Shelf
        from dateline.serving.workers import run
    except ModuleNotFoundError as error:
        raise UsageError(f"serving needs an extra ({error.name} is missing): pip install 'dateline[serve]'") from error
    where = one_record(named, record)
    limit = (0.0 if is_loopback(host) else 20.0) if rate is None else rate
    token = os.environ.get(TOKEN, "")
    settings = check(Settings(host, port, token, tuple(name), limit, seconds=seconds, review=review, by=by))
    if review and workers > 1:  # who judges, and what is undone, is known to one process
        raise UsageError("--review needs one process: leave --workers away.")
    Shelf(where).close()  # what is wrong with the record is said before anything listens
    listening = uvicorn.Config("", host=host, port=port, log_level="warning").bind_socket()
    listening.listen()  # whoever opens the address as soon as it is printed waits a moment, and is not refused
    shown = f"[{host}]" if ":" in host else host
    print(f"{where} is shown at http://{shown}:{listening.getsockname()[1]}/  (stop with Ctrl-C)", flush=True)
    run(where, settings, listening, workers)
    sys.stdout.flush()
