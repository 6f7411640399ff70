"""What goes into the record comes out again, once, in any order, and says so when it cannot."""

from __future__ import annotations

import random
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from dateline.model import Coded, Coding, Lineage, Page, Report, Skipped, Story
from dateline.recording import Ambiguous, NoRecord, NotARecord, NotFound, Record, RecordError, from_json, to_json

from .sample_values import TEXT, coding, page, report, story

COPY = f"{TEXT}\nRead more."


def filled(where: str | Path, *, order: tuple[str, ...] = (TEXT, COPY)) -> Record:
    record = Record.open(where)
    for text in order:
        assert record.add(page(text), report(text), coding(text))
    return record


@pytest.mark.parametrize(
    ("value", "kind"),
    [(report(), Report), (coding(), Coding), (story("pa", "pb"), Story), (Skipped("p1", "empty", "0 bytes"), Skipped)],
)
def test_values_come_back_equal_from_their_json(value: object, kind: type[object]) -> None:
    assert from_json(to_json(value), kind) == value


def test_round_trip(where: str) -> None:
    with filled(where) as record:
        assert sorted(coded.report.text for coded in record.coded()) == [TEXT, COPY]
        assert record.one(page().id) == Coded(report(), coding())
        assert record.report(page(COPY).id) == report(COPY)
        assert record.page(page().id) == page()
        assert record.has(page().id)
        assert not record.has("p0")


def test_how_sure_an_event_is_comes_back_and_chooses(where: str) -> None:
    doubtful = replace(coding(COPY), events=(replace(coding(COPY).events[0], sure=0.4),))
    with filled(where, order=(TEXT,)) as record:
        record.add(page(COPY), report(COPY), doubtful)
        assert record.one(page(COPY).id).coding == doubtful
        assert {one.report.text for one in record.coded(sure=0.4) if one.coding.events} == {TEXT, COPY}
        assert {one.report.text for one in record.coded(sure=0.5) if one.coding.events} == {TEXT}
        assert len(list(record.coded(sure=1))) == 2
        assert not list(record.verify())
        with pytest.raises(ValueError, match="80 is no probability"):
            list(record.coded(sure=80))


def test_the_record_is_there_when_opened_again(where: str) -> None:
    filled(where).close()
    with Record.open(where, create=False) as record:
        assert record.counts().reports == 2


def test_twice_is_once(where: str) -> None:
    with filled(where) as record:
        before = list(record.dump())
        assert not record.add(page(), report(), coding())
        assert list(record.dump()) == before


def test_order_of_arrival_does_not_show(tmp_path: Path) -> None:
    with filled(tmp_path / "ab.db") as one, filled(tmp_path / "ba.db", order=(COPY, TEXT)) as other:
        one.add(page(origin="z.txt"), report(origin="z.txt"), coding())  # the same page, found under two names
        other.add(page(origin="z.txt"), report(origin="z.txt"), coding())
        assert list(one.dump()) == list(other.dump())
        assert one.report(page().id).origin == "a/quake.txt"


def test_a_smaller_origin_wins_whenever_it_comes(tmp_path: Path) -> None:
    with filled(tmp_path / "r.db") as record:
        record.add(page(origin="a/a.txt"), report(origin="a/a.txt"), coding())
        assert record.report(page().id).origin == "a/a.txt"


def test_skipped_pages_count(where: str) -> None:
    bare, lost = Page(b"%PDF-1.4", origin="x.pdf"), Skipped("pf00", "the record breaks off", origin="broken.warc")
    with filled(where) as record:
        assert record.add(bare, Skipped(bare.id, "not text", "a PDF", "x.pdf"))
        assert record.add(None, lost)
        assert not record.add(None, lost)
        counts = record.counts()
        assert (counts.pages, counts.reports, counts.skipped) == (4, 2, (("not text", 1), ("the record breaks off", 1)))
        assert list(record.skipped()) == sorted(
            [Skipped(bare.id, "not text", "a PDF", "x.pdf"), lost], key=lambda s: s.id
        )
        assert not list(record.verify())


def test_stories_are_replaced_as_one(where: str) -> None:
    with filled(where) as record:
        assert record.counts().stale
        told = story(page().id, page(COPY).id)
        record.replace_stories([told])
        assert not record.stale
        assert list(record.stories()) == [told] == [record.story("largest")] == [record.story("y01")]
        counts = record.counts()
        assert (counts.stories, counts.lineages, counts.copies, counts.happenings) == (1, 1, 1, 1)
        before = list(record.dump())
        with pytest.raises(NotFound):
            record.replace_stories([story(page().id, "p-nowhere")])
        assert list(record.dump()) == before
        record.replace_stories([])
        assert not list(record.stories())


def test_a_new_page_makes_linking_stale(where: str) -> None:
    with filled(where, order=(TEXT,)) as record:
        record.replace_stories([])
        record.add(page(COPY), report(COPY), coding(COPY))
        assert record.stale
        assert record.counts().stale


def test_ids_by_their_beginning(where: str) -> None:
    with filled(where) as record:
        record.replace_stories([story(page().id, page(COPY).id)])
        assert [(f.kind, f.id) for f in record.find("s2")] == [("statement", "s2")] * 2
        assert {f.report for f in record.find("e")} == {page().id, page(COPY).id}
        assert record.find("%") == ()
        with pytest.raises(NotFound, match="dateline stories"):
            record.story("y9")


def test_a_beginning_that_fits_two_stories(tmp_path: Path) -> None:
    one = Story("yaa", "One", (), ())
    with Record.open(tmp_path / "r.db") as record:
        record.replace_stories([one, Story("yab", "Two", (), ())])
        assert record.story("yaa") == one
        with pytest.raises(Ambiguous, match="yaa, yab"):
            record.story("ya")


def test_words_are_found_by_sqlite_full_text_search(tmp_path: Path) -> None:
    filled(tmp_path / "r.db").close()
    with sqlite3.connect(tmp_path / "r.db") as connection:
        found = connection.execute(
            "SELECT id FROM reports JOIN reports_search ON number = reports_search.rowid WHERE reports_search MATCH ?",
            ("blanket",),
        ).fetchall()
    assert len(found) == 2


@pytest.mark.parametrize(
    ("words", "among", "found"),
    [
        ("blanket", "reports", 2),
        ("blankets", "statements", 2),  # by their stems
        ("spokesman hand", "statements", 2),  # the speaker and a word of hers
        ('"every blanket"', "statements", 2),
        ('"blanket every"', "statements", 0),
        ("died", "events", 2),
        ("ministry died", "events", 2),  # a side and a word of the evidence
        ("every zeppelin", "reports", 0),
        ("U.S.", "reports", 0),
        ("\u2026 -", "reports", 0),
        ('"', "reports", 0),
    ],
)
def test_search_finds_the_same_in_every_database(
    words: str, among: Literal["statements", "events", "reports"], found: int, where: str
) -> None:
    with filled(where) as record:
        hits = record.search(words, among)
        assert len(hits) == found
        assert {hit.kind + "s" for hit in hits} <= {among}
        assert {hit.report for hit in hits} <= {page().id, page(COPY).id}
        assert len(record.search(words, among, most=1)) == min(found, 1)


def test_the_view_of_events_names_outlet_and_story(tmp_path: Path) -> None:
    with filled(tmp_path / "r.db") as record:
        record.replace_stories([story(page().id, page(COPY).id)])
    with sqlite3.connect(tmp_path / "r.db") as connection:
        rows = connection.execute("SELECT type, outlet, published, lineage FROM told_events").fetchall()
    assert rows == [("ASSAULT", "Northern Gazette", "2023-09-09", "l1")] * 2


def test_every_span_column_cuts_its_words_in_sql(tmp_path: Path) -> None:
    filled(tmp_path / "r.db").close()
    with sqlite3.connect(tmp_path / "r.db") as connection:
        rows = connection.execute(
            "SELECT evidence_exact, substr(text, evidence_start + 1, evidence_end - evidence_start) "
            "FROM told_events JOIN reports ON reports.number = told_events.report"
        ).fetchall()
    assert len(rows) == 2
    assert all(written == cut == "at least 820 people died near Marrakesh" for written, cut in rows)


@pytest.mark.parametrize(
    ("made", "error", "next_step"),
    [
        ("nothing", NoRecord, "dateline add"),
        ("text", RecordError, "--record"),
        ("other tables", NotARecord, "Name another"),
        ("newer", NotARecord, "pip install --upgrade"),
        ("folder", RecordError, "dateline.db"),
        ("empty file", NotARecord, "dateline add"),
    ],
)
def test_errors_say_what_to_do_next(made: str, error: type[RecordError], next_step: str, tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    if made == "text":
        path.write_text("This is a diary of some length, and no database at all. " * 20)
    elif made == "folder":
        path.mkdir()
    elif made == "empty file":
        path.touch()
    elif made == "newer":
        Record.open(path).close()
        with sqlite3.connect(path) as connection:
            connection.execute("UPDATE about SET value = '99' WHERE key = 'schema'")
    elif made == "other tables":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE cats (name)")
    with pytest.raises(error, match=next_step):
        Record.open(path, create=False)
    assert path.exists() == (made != "nothing")


def test_a_locked_record_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.recording.engine.BUSY_SECONDS", 0.05)
    path = tmp_path / "r.db"
    with Record.open(path) as record:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordError, match="in use by another process"):
            record.add(page(), report(), coding())
        other.execute("ROLLBACK")
        other.close()
        assert record.add(page(), report(), coding())


def test_a_full_disk_keeps_what_was_counted(tmp_path: Path) -> None:
    with filled(tmp_path / "r.db") as record:
        before = list(record.dump())
        with record._engine.connect() as connection:
            size = connection.exec_driver_sql("PRAGMA page_count").scalar()
        record.close()
        long = TEXT + random.Random(1).randbytes(2_000_000).hex()

        def small(connection: sqlite3.Connection, _: object) -> None:
            connection.execute(f"PRAGMA max_page_count = {size}")

        from sqlalchemy import event

        event.listen(record._engine, "connect", small)
        with pytest.raises(RecordError, match="Free some space"):
            record.add(page(long), report(long), coding(long))
        assert list(record.dump()) == before


def test_what_does_not_belong_together_is_refused(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        with pytest.raises(ValueError, match="do not belong together"):
            record.add(page(), report(COPY), coding(COPY))
        with pytest.raises(ValueError, match="do not belong together"):
            record.add(page(), report())


@pytest.mark.parametrize(
    ("url", "next_step"),
    [("mysql://x/y", "postgresql://"), ("://", "no database URL"), ("sqlite://", "Name a file")],
)
def test_urls_of_no_use(url: str, next_step: str) -> None:
    with pytest.raises(RecordError, match=next_step):
        Record.open(url)


def test_what_was_linked_is_what_is_recorded(where: str) -> None:
    """A page that another process adds while this one links is not linked, and the record knows it."""
    with filled(where, order=(TEXT,)) as record:
        linked = single(page().id)
        record.add(page(COPY), report(COPY), coding(COPY))
        assert record.replace_stories([linked])
        assert record.stale
        assert not list(record.verify())
        assert record.replace_stories([story(page().id, page(COPY).id)])
        assert not record.stale


def test_a_slower_linking_does_not_undo_a_fuller_one(where: str) -> None:
    with filled(where) as record:
        assert record.replace_stories([story(page().id, page(COPY).id)])
        assert not record.replace_stories([single(page().id)], unless_fuller=True)
        assert not record.stale
        assert len(next(record.stories()).reports) == 2


def single(name: str) -> Story:
    return Story("y1", "Quakes", (name,), (Lineage("l1", (name,), name, None, None, ()),), (), (), (), None, None)


def test_two_may_replace_the_stories_at_one_moment(where: str) -> None:
    with filled(where) as record:
        told = story(page().id, page(COPY).id)
        with ThreadPoolExecutor(4) as pool:
            assert all(pool.map(lambda _: record.replace_stories([told]), range(8)))
        assert list(record.stories()) == [told]
        assert not list(record.verify())
