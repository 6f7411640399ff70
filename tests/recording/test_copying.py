"""A copy of a record is the record: by SQLite's backup, and row by row as from another database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine

from dateline.recording import Record
from dateline.recording.copying import copy_rows, count_rows
from dateline.recording.engine import engine_for

from .sample_values import coding, page, report, story


def _record(path: Path) -> Path:
    with Record.open(path) as record:
        for name in ("a", "b"):
            text = report().text + f" {name}."
            record.add(page(text), report(text), coding(text), made_by="by hand")
        record.replace_stories([story(*(one.report.id for one in record.coded()))])
    return path


def test_a_backup_is_the_record(tmp_path: Path) -> None:
    path = _record(tmp_path / "one.db")
    with Record.open(path) as record:
        record.copy_to(tmp_path / "two.db")
        with Record.open(tmp_path / "two.db", create=False) as copy:
            assert list(copy.dump()) == list(record.dump()) and copy.rows() == record.rows()
    assert sorted(one.name for one in tmp_path.iterdir() if one.name.startswith("two")) == ["two.db"]


def test_row_by_row_it_is_the_record_too(tmp_path: Path) -> None:
    """As from PostgreSQL, which has no backup that makes a file."""
    path = _record(tmp_path / "one.db")
    source, _ = engine_for(path, create=False)
    target = create_engine(f"sqlite:///{tmp_path / 'two.db'}")
    with source.connect() as connection:
        copy_rows(connection, target)
        told = count_rows(connection)
    target.dispose()
    source.dispose()
    with Record.open(path) as record, Record.open(tmp_path / "two.db", create=False) as copy:
        assert list(copy.dump()) == list(record.dump()) and copy.rows() == told
        assert list(copy.verify()) == []


def test_page_facts_are_those_of_every_page_in_the_order_of_reports(tmp_path: Path) -> None:
    with Record.open(_record(tmp_path / "one.db")) as record:
        facts = list(record.page_facts())
        assert [one.id for one in facts] == [one.report.id for one in record.coded()]
        assert {(one.outcome, one.made_by, len(one.sha256 or "")) for one in facts} == {("report", "by hand", 64)}
