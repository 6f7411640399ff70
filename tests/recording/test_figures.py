"""The figures of texts are read once, kept beside their reports, and read again by another version."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.recording import Record
from dateline.recording.figures import MADE_BY, read_figures, unpack_figures

from .older_records import copy_to_server, older_file
from .sample_values import TEXT, coding, page, report


def _kept(record: Record) -> dict[str, tuple[str, bytes | None]]:
    query = "SELECT id, made_by, value FROM figures JOIN reports ON reports.number = figures.report"
    with record.snapshot() as moment:
        return {row.id: (row.made_by, row.value) for row in moment.reader.execute(text(query))}


def test_a_text_is_read_once(where: str) -> None:
    with Record.open(where) as record:
        assert record.keep_figures() == 0
        record.add(page(), report(), coding())
        assert record.keep_figures() == 1
        assert record.keep_figures() == 0
        assert not list(record.verify())


def test_what_is_kept_is_what_the_words_give(where: str) -> None:
    one = report()
    with Record.open(where) as record:
        record.add(page(), one, coding())
        record.keep_figures()
        made_by, value = _kept(record)[one.id]
    assert made_by == MADE_BY and value is not None
    figures = unpack_figures(one.id, value)
    assert figures == read_figures(one.id, TEXT, one.title)
    assert [(figure.thing, figure.low, figure.span.cut(TEXT)) for figure in figures] == [
        ("people killed", 820, "at least 820 people")
    ]


@pytest.mark.parametrize(
    "words",
    ["Ministers meet in Norvik\nThe ministers of Norland met.", "Norvik\n\n\nIn 2023 nobody came.", ""],
)
def test_a_text_without_a_toll_gives_none(words: str) -> None:
    assert read_figures("p1", words, "Norvik") == ()


def test_another_version_reads_again(where: str) -> None:
    with Record.open(where) as record:
        record.add(page(), report(), coding())
        record.keep_figures()
        with record._writing() as connection:
            connection.execute(text("UPDATE figures SET made_by = '0.0.1 1', value = NULL"))
            connection.execute(text("UPDATE about SET value = '0.0.1 1' WHERE key = 'figures'"))
        assert record.keep_figures() == 1
        assert _kept(record)[report().id][1] is not None


def test_a_record_of_schema_6_gets_room_for_them_where_it_stands(where: str, tmp_path: Path) -> None:
    path = older_file(tmp_path / "older.db" if "://" in where else Path(where), 6)
    with closing(sqlite3.connect(path)) as connection:
        (reports,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    if "://" in where:
        copy_to_server(path, where)
    with Record.open(where) as record:
        assert not list(record.verify()) and not record.stale
        assert record.keep_figures() == reports > 0
        assert len(_kept(record)) == reports
    assert not list(tmp_path.glob("*before-schema*"))
