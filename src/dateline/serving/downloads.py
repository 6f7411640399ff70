"""Files in every format that a record leaves in, written in the background and kept for as long as the server runs."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from dateline.errors import UsageError
from dateline.exporting.formats import Format, formats
from dateline.exporting.selection import Selection
from dateline.serving.choosing import ROWS, Chosen, Offer, offers
from dateline.serving.jobs import Job, Watch
from dateline.serving.pages.query import asked_of, choose
from dateline.serving.params import Params
from dateline.serving.questions import ask_many
from dateline.serving.shelf import Moment, Shelf

MOST = 100_000
"""Rows that one download takes of a question; all of a record leave by `dateline export`."""
SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Made:
    """A file that was written: where it lies, and what it is called when it is saved."""

    path: Path
    name: str

    def forget(self) -> None:
        """Takes it off the disk."""
        self.path.unlink(missing_ok=True)


def start(shelf: Shelf, params: Params, version: str) -> Job:
    """The job that writes what an address asks for. Raises UsageError where there is no such thing."""
    rows = params.chosen("rows", ROWS)
    name, ending = params.one("as", "dateline"), params.one("ending")
    narrowed = bool(asked_of(params).line)
    fitting = [one for one in offers(rows, narrowed=narrowed) if one.name == name]
    if not fitting or (ending and ending not in {one.ending for one in fitting}):
        known = ", ".join(f"{one.name}{one.ending}" for one in offers(rows, narrowed=narrowed))
        raise UsageError(f"{rows} do not leave as {name}{ending}. There are: {known}.")
    offer = next(one for one in fitting if ending in ("", one.ending))
    question = tuple(sorted((key, tuple(values)) for key, values in params.query.items()))
    return shelf.jobs.ask(
        ("download", version, question), lambda watch: _write(shelf, params, rows, offer, narrowed, watch)
    )


def _write(shelf: Shelf, params: Params, rows: str, offer: Offer, narrowed: bool, watch: Watch) -> Made:
    with shelf.moment(SECONDS) as moment:
        chosen = formats()[offer.name]
        table = rows if rows in chosen.tables else chosen.tables[0] if chosen.tables else ""
        selection = _selection(moment, params, rows, table, watch) if narrowed else Selection(
            moment.record, table, watch=watch
        )  # fmt: skip
        stem = f"{Path(shelf.name).stem}-{rows}"
        if offer.ending == ".zip" and chosen.folder is not None:
            return _zip(chosen, selection, shelf.folder(), f"{stem}-{offer.name}.zip")
        number, path = tempfile.mkstemp(dir=shelf.folder())
        with os.fdopen(number, "wb") as file:
            chosen.files[offer.ending](selection, file)
        return Made(Path(path), f"{stem}{'' if offer.name == 'dateline' else f'-{offer.name}'}{offer.ending}")


def _zip(chosen: Format, selection: Selection, folder: Path, name: str) -> Made:
    assert chosen.folder is not None
    with tempfile.TemporaryDirectory(dir=folder) as made:
        chosen.folder(selection, Path(made))
        base = tempfile.mktemp(dir=folder)
        return Made(Path(shutil.make_archive(base, "zip", made)), name)


def _selection(moment: Moment, params: Params, rows: str, table: str, watch: Watch) -> Selection:
    reader = moment.connection
    found = choose(reader, rows if rows == "statements" else "events", asked_of(params), most=MOST)
    source = "statements" if rows == "statements" else "events"
    pairs = _pairs(reader, source, found.numbers)
    members = ask_many(
        reader,
        "SELECT DISTINCT stories.id FROM reports JOIN story_reports ON story_reports.report = reports.number "
        "JOIN stories ON stories.number = story_reports.story WHERE reports.id IN :wanted",
        {report for report, _ in pairs.values()},
    )
    held = frozenset(pairs.values())
    events, said = (None, held) if rows == "statements" else (held, None)
    stories = tuple(sorted({row.id for row in members}))
    return Chosen(moment.record, table, watch=watch, in_stories=stories, chosen_events=events, chosen_statements=said)


def _pairs(connection: Connection, source: str, numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    sql = (
        f"SELECT {source}.number, reports.id AS report, {source}.id FROM {source} "
        f"JOIN reports ON reports.number = {source}.report WHERE {source}.number IN :wanted"
    )
    return {row.number: (row.report, row.id) for row in ask_many(connection, sql, numbers)}
