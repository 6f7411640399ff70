"""Judgements in a record: only ever added, applied when it is read, derived for whoever asks by SQL, verified."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.linking import link
from dateline.model import Coding, Judgement
from dateline.recording import Record

from ..judging.made import CODED_PAGE, event, judge, made

CODED = made()
CLAUSE = "Norland expelled two diplomats of Sudland on Monday"
ACCEPT = judge(CODED, "esanction", "accept", 1)
REJECT = judge(CODED, "esanction", "reject", 2, "bo")
THREAT = judge(CODED, "esanction", "correct", 3, type="THREATEN", told="planned")


def add(record: Record, coding: Coding | None = None) -> None:
    record.add(CODED_PAGE, CODED.report, coding or CODED.coding)


def types(record: Record, *, judged: bool = True) -> list[str]:
    return [one.type for one in record.one(CODED.report.id, judged=judged).coding.events]


def test_what_is_read_is_what_was_judged_and_the_program_s_own_is_kept(where: str) -> None:
    with Record.open(where) as record:
        add(record)
        assert record.keep_judgements([THREAT]) == (THREAT,)
        assert types(record) == ["THREATEN", "AGREE"] and types(record, judged=False) == ["SANCTION", "AGREE"]
        assert [one.coding for one in record.coded()] == [record.one(CODED.report.id).coding]
        record.keep_judgements([replace(REJECT, at="2026-04-01T00:00:00.000000Z")])
        assert types(record) == ["AGREE"]
        assert not list(record.verify())


def test_the_same_judgement_brought_in_twice_is_one(where: str) -> None:
    with Record.open(where) as record:
        add(record)
        assert record.keep_judgements([ACCEPT, THREAT, ACCEPT]) == (ACCEPT, THREAT)
        assert record.keep_judgements([THREAT, REJECT]) == (REJECT,)
        assert record.judgements() == (ACCEPT, REJECT, THREAT)


def test_judgements_that_come_before_their_report_hold_when_it_comes(where: str) -> None:
    with Record.open(where) as record:
        record.keep_judgements([THREAT])
        again = replace(CODED.coding, events=(event("SANCTION", "expelled", CLAUSE, name="enew"),))
        add(record, again)
        assert types(record) == ["THREATEN"]
        assert not list(record.verify())


def test_any_order_of_coming_gives_the_same_record(where: str, tmp_path: Path) -> None:
    undo = judge(CODED, "esanction", "undo", 5, "bo", undoes=THREAT.id)
    with Record.open(where) as one, Record.open(tmp_path / "other.db") as other:
        add(one)
        one.keep_judgements([ACCEPT, REJECT, THREAT, undo])
        other.keep_judgements([undo, THREAT])
        add(other)
        other.keep_judgements([REJECT])
        other.keep_judgements([ACCEPT])
        assert list(one.dump()) == list(other.dump())


@pytest.mark.parametrize(
    ("judged", "stale"),
    [([ACCEPT], False), ([REJECT], True), ([THREAT], True), ([judge(CODED, "sholm", "accept")], False)],
)
def test_what_changes_what_is_linked_asks_for_linking(judged: list[Judgement], stale: bool, where: str) -> None:
    with Record.open(where) as record:
        add(record)
        record.replace_stories(link(tuple(record.coded())))
        record.keep_judgements(judged)
        assert record.stale is stale
        record.keep_judgements([judge(CODED, "esanction", "undo", 9, undoes=judged[0].id)])
        assert record.stale is False


def test_views_show_what_was_judged_and_what_the_program_says(where: str) -> None:
    with Record.open(where) as record:
        add(record)
        record.keep_judgements([THREAT, judge(CODED, "eagree", "reject", 4, "bo")])
        wanted = (
            "SELECT type, told, judged, judged_by, machine_type, machine_told FROM told_events ORDER BY machine_type"
        )
        with record._engine.connect() as connection:
            assert [tuple(row) for row in connection.execute(text(wanted))] == [
                ("AGREE", "planned", "rejected", "bo", "AGREE", "planned"),
                ("THREATEN", "planned", "corrected", "ann", "SANCTION", "happened"),
            ]
            kept = connection.execute(text("SELECT corrected, machine FROM verdicts WHERE judged = 'corrected'")).one()
        assert tuple(kept) == ('{"told":"planned","type":"THREATEN"}', '{"told":"happened","type":"SANCTION"}')


def test_many_who_judge_at_once_lose_nothing(where: str) -> None:
    with Record.open(where) as record:
        add(record)

    def work(by: int) -> None:
        with Record.open(where) as own:
            for second in range(5):
                own.keep_judgements([judge(CODED, "esanction", "accept", second, f"reviewer {by}")])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    with Record.open(where) as record:
        assert len(record.judgements()) == 20
        assert not list(record.verify())


def test_a_frozen_record_carries_them(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        add(record)
        record.keep_judgements([ACCEPT, THREAT])
        record.copy_to(tmp_path / "copy.db")
    with Record.open(tmp_path / "copy.db", create=False) as copy:
        assert copy.judgements() == (ACCEPT, THREAT) and types(copy) == ["THREATEN", "AGREE"]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE judgements SET judged_by = 'somebody else'", "judged_by is 'somebody else', but the JSON says 'ann'"),
        ("UPDATE judgements SET value = replace(value, 'planned', 'happened')", "what it says hashes to j"),
        ("UPDATE judgements SET value = 'no JSON'", "judgements: its JSON cannot be read"),
        ("UPDATE verdicts SET judged = 'accepted'", "judged is 'accepted', but the JSON says 'corrected'"),
        ("DELETE FROM verdicts", "verdicts: 0 rows, but the JSON has 1"),
        ("DELETE FROM judgements", "verdicts: 1 rows, but the JSON has 0"),
    ],
)
def test_verify_sees_what_was_changed(change: str, found: str, tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.db") as record:
        add(record)
        record.keep_judgements([THREAT])
        assert not list(record.verify())
    with sqlite3.connect(tmp_path / "r.db") as connection:
        connection.execute(change)
    with Record.open(tmp_path / "r.db") as record:
        assert found in "\n".join(f"{one.table}: {one.problem}" for one in record.verify())
