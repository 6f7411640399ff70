"""A record that an older Dateline made is carried over, after a backup; nothing of it is lost."""

from __future__ import annotations

import json
import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from dateline.model import Coded, Coding, Story
from dateline.recording import NotARecord, Record, RecordError, from_json
from dateline.recording.canon import unpack
from dateline.recording.opening import bring_up_to_date

from .older_records import copy_to_server, older_file
from .sample_values import coding, page, report


def make_older(where: str, folder: Path, schema: int = 3) -> Path:
    """An older record at `where`; the file that it was made of."""
    if "://" not in where:
        return older_file(Path(where), schema)
    made = older_file(folder / "older.db", schema)
    copy_to_server(made, where)
    return made


def values_of(path: Path) -> tuple[list[Coding], list[Story]]:
    """What stands in a file of an older record, read by SQL alone."""
    with sqlite3.connect(path) as connection:
        if connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone() == ("4",):
            query = "SELECT value FROM codings JOIN reports USING (number) ORDER BY reports.id"
            packed = [unpack(row[0], Coded).coding for row in connection.execute(query)]
            return packed, [unpack(row[0], Story) for row in connection.execute("SELECT value FROM stories")]
        codings = [from_json(row[0], Coding) for row in connection.execute("SELECT coding FROM reports ORDER BY id")]
        return codings, [from_json(row[0], Story) for row in connection.execute("SELECT value FROM stories")]


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
def test_everything_of_an_older_record_is_there_afterwards(where: str, schema: int, tmp_path: Path) -> None:
    made = make_older(where, tmp_path, schema)
    copy = Path(f"{made}.copy")
    copy.write_bytes(made.read_bytes())
    codings, stories = values_of(copy)
    with Record.open(where, create=False) as record:
        assert [one.coding for one in record.coded()] == codings
        assert list(record.stories()) == stories
        assert not record.stale
        assert not list(record.verify())
        counts = record.counts()
        assert (counts.pages, counts.reports, counts.skipped) == (3, 2, (("no story on the page", 1),))
        assert counts.events == sum(len(one.events) for one in codings) > 20
        for one in record.coded():
            assert record.page(one.report.id).id == one.report.id == one.coding.report
        assert record.add(page(), report(), coding())
    with Record.open(where, create=False) as again:
        assert again.counts().reports == 3


@pytest.mark.parametrize("schema", [1, 2, 3, 4])
def test_the_older_file_stays_beside_it(schema: int, tmp_path: Path) -> None:
    path = older_file(tmp_path / "r.db", schema)
    with sqlite3.connect(path) as connection:
        before = list(connection.iterdump())
    Record.open(path).close()
    kept = tmp_path / "r.db.before-schema-7"
    with sqlite3.connect(kept) as connection:
        assert list(connection.iterdump()) == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["r.db", kept.name]
    assert schema == 4 or path.stat().st_size < kept.stat().st_size * 0.68


def test_a_backup_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "r.db.before-schema-7").write_text("kept by somebody")
    Record.open(older_file(tmp_path / "r.db")).close()
    assert (tmp_path / "r.db.before-schema-7").read_text() == "kept by somebody"
    assert (tmp_path / "r.db.before-schema-7.2").exists()


def test_a_server_keeps_the_older_tables_in_a_schema_beside(where: str, tmp_path: Path) -> None:
    if "://" not in where:
        pytest.skip("a file has its backup beside it")
    make_older(where, tmp_path)
    with Record.open(where) as record, record._engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT count(*) FROM dateline_test_before_schema_7.events").scalar()
        assert kept == record.counts().events


def test_two_may_open_an_older_record_at_one_moment(where: str, tmp_path: Path) -> None:
    make_older(where, tmp_path)
    with Record.open(where) as record:
        before = list(record.dump())
        bring_up_to_date(record._engine, record.where, 3)  # it had read the old number before the first was done
        assert list(record.dump()) == before
    assert len(list(tmp_path.glob("record.db.before*"))) <= 1


def test_a_disk_without_room_for_the_backup_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = older_file(tmp_path / "r.db")
    before = path.read_bytes()
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr("dateline.recording.backup.shutil.disk_usage", lambda _: usage(10**9, 10**9, 500_000))
    with pytest.raises(RecordError, match=r"older Dateline.*need 0\.9 MB, and the disk has 0\.5\. Free some space"):
        Record.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_backup_that_breaks_off_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = older_file(tmp_path / "r.db")

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("dateline.recording.backup._copy", full)
    with pytest.raises(RecordError, match=r"no copy could be written to .*before-schema-7.*nothing was changed"):
        Record.open(path)
    assert values_of(path)[0]
    assert not list(tmp_path.glob("*before*"))


def test_a_carrying_over_that_breaks_off_leaves_the_older_record(tmp_path: Path) -> None:
    path = older_file(tmp_path / "r.db")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE reports SET value = 'no JSON' WHERE number = 2")
    with pytest.raises(RecordError, match=r"did not work: .*JSON.*r\.db\.before-schema-7"):
        Record.open(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone() == ("3",)
        assert connection.execute("SELECT count(*) FROM events").fetchone()[0] > 20


def test_an_older_record_that_cannot_be_written_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = older_file(tmp_path / "r.db", 1)
    with sqlite3.connect(path) as other:
        other.execute("PRAGMA journal_mode = DELETE")
    monkeypatch.setattr("dateline.recording.engine.os.access", lambda *_: False)
    with pytest.raises(RecordError, match=r"older Dateline.*schema 1.*read-only\. Give yourself"):
        Record.open(path, create=False)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT value FROM about WHERE key = 'schema'").fetchone() == ("1",)


def test_a_newer_record_is_refused(where: str) -> None:
    with Record.open(where) as record, record._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE about SET value = '8' WHERE key = 'schema'")
    with pytest.raises(NotARecord, match=r"newer Dateline \(schema 8; this one knows 7\).*pip install --upgrade"):
        Record.open(where)


def test_an_event_of_schema_1_was_of_the_tables_alone(tmp_path: Path) -> None:
    path = older_file(tmp_path / "r.db", 1)
    with sqlite3.connect(path) as connection:
        [(kept,)] = connection.execute("SELECT coding FROM reports ORDER BY number LIMIT 1").fetchall()
        events = [{k: v for k, v in e.items() if k != "sure"} for e in json.loads(kept)["events"]]
        connection.execute(
            "UPDATE reports SET coding = ? WHERE number = 1", (json.dumps(json.loads(kept) | {"events": events}),)
        )
        connection.commit()
        [(wanted,)] = connection.execute("SELECT id FROM reports WHERE number = 1")
    with Record.open(path) as record:
        assert {event.sure for event in record.one(wanted).coding.events} == {1.0}
        assert not list(record.verify())
