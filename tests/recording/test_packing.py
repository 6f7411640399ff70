"""A packed record is smaller, and the same."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline.recording import Record, packing
from tests.recording.older_records import older_file
from tests.recording.sample_values import coding, page, report


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = older_file(tmp_path / "news.db")
    with Record.open(path) as record:
        record.add(page(), report(), coding())
    with closing(sqlite3.connect(path)) as file:  # room that is given back
        file.execute("CREATE TABLE gone AS SELECT randomblob(200000) AS x")
        file.execute("DROP TABLE gone")
        file.commit()
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


def test_a_packed_record_is_smaller_and_the_same(path: Path) -> None:
    before = path.stat().st_size
    with Record.open(path) as record:
        lines, found = list(record.dump()), record.search("blanket")
        record.pack()
        assert list(record.dump()) == lines
        assert found
        assert record.search("blanket") == found
        assert list(record.verify()) == []
    assert path.stat().st_size < before - 150_000


def test_a_record_that_is_written_to_or_large_stays_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.stat().st_size
    with closing(sqlite3.connect(path, isolation_level=None)) as other, Record.open(path) as record:
        other.execute("BEGIN IMMEDIATE")
        record.pack()
        other.execute("ROLLBACK")
        assert path.stat().st_size == before
        monkeypatch.setattr(packing, "MOST_BYTES", 10)
        record.pack()
    assert path.stat().st_size == before
