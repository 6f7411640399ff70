"""`dateline who`: finds whom a user means, puts the dossier together, and prints or writes it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console

from dateline.cli.exits import print_remark, print_written
from dateline.cli.replacing import replacing_file
from dateline.errors import UsageError
from dateline.exporting import who
from dateline.exporting.formats import text_over
from dateline.linking import described_actors, join_country, join_namings
from dateline.model import KnownActor
from dateline.recording import Record

_ENDINGS = (".html", ".csv", ".tsv", ".json")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: whom, and which lines."""

    name: str
    since: str | None
    until: str | None
    types: tuple[str, ...]
    told: tuple[str, ...]
    sure: float
    other: str | None
    outlet: str | None
    everyone: bool


def show_dossier(record: Record, asked: Asked, *, json: bool, out: Path | None, limit: int) -> None:
    """Prints the dossier, or writes it into `out`. Raises UsageError, NotFound and Ambiguous."""
    if out is not None and out.suffix.lower() not in _ENDINGS:
        raise UsageError(f"{out} has the ending of no format. Name the file so that it ends in {', '.join(_ENDINGS)}.")
    if asked.since and asked.until and asked.since > asked.until:
        raise UsageError(f"--from {asked.since} is later than --to {asked.until}. Write the earlier day after --from.")
    dossier = _dossier(record, asked)
    if out is not None:
        _write(dossier, out)
        print_written(out, f"{len(dossier.lines):,} lines on {dossier.name}")
    elif json:
        sys.stdout.buffer.write(who.json(dossier).encode())
        sys.stdout.buffer.flush()
    else:
        console = Console()
        if console.is_terminal:
            who.terminal.print_dossier(dossier, console, most=limit)
        else:  # another program or a file: no blanks at the ends of lines
            sys.stdout.write(who.terminal.text(dossier, console.width, most=limit))
    if record.stale:
        print_remark(
            f"pages came in since they were linked, so copies count as sources. Run: dateline link -r {record.where}"
        )


def _dossier(record: Record, asked: Asked) -> who.Dossier:
    times = record.namings()
    actors, described = join_namings(times, record.ties().actors), described_actors(times)
    whole = partial(join_country, times) if asked.everyone else None
    found = _find(asked.name, actors, described, record, whole)
    other = _find(asked.other, actors, described, record, whole).actor if asked.other else None
    gathered = record.gather(found.actor.namings)
    known = {row.type for row in gathered.events.values()}
    types, told = who.check_filters(asked.types, asked.told, known)
    filters = who.Filters(asked.since, asked.until, types, told, asked.sure, other, asked.outlet)
    return who.put_together(found.actor, gathered, filters, found.others)


def _find(
    name: str, actors: Sequence[KnownActor], described: Sequence[KnownActor], record: Record, whole: object
) -> who.FoundActor:
    """Whom a name means; a state and all who are counted to it where `whole` makes one of them."""
    state = who.find_state(name) if callable(whole) else None
    if callable(whole) and state:
        return who.FoundActor(whole(state), "by state", ())
    if callable(whole):
        print_remark(f"--everyone is for states, and {name} is none: only they themselves are counted.")
    return who.find_actor(name, actors, record.where, described)


def _write(dossier: who.Dossier, out: Path) -> None:
    ending = out.suffix.lower()
    with replacing_file(out) as file:
        if ending in (".html", ".json"):
            file.write((who.page(dossier) if ending == ".html" else who.json(dossier)).encode())
            return
        with text_over(file) as text:
            who.table.write(dossier, text, delimiter="\t" if ending == ".tsv" else ",")
