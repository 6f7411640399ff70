"""Briefs are kept beside their stories, go with them, and with what people judge of them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import text

from dateline.exporting.kept_briefs import MADE_BY, PageBrief, keep_briefs, read_kept_brief
from dateline.recording import KeptBrief, Record, RecordError

from ..exporting.made_record import make
from ..judging.made import judge
from .older_records import copy_to_server, older_file

STORY = "y0123456789abcdef"


@pytest.fixture
def made(where: str) -> str:
    """The made record, on both databases."""
    make(cast(Path, where))
    return where


def _kept(record: Record) -> list[str]:
    with record.snapshot() as moment:
        rows = moment.reader.execute(text("SELECT id FROM briefs JOIN stories ON stories.number = briefs.story"))
        return [row.id for row in rows]


def test_every_story_gets_its_brief_once(made: str) -> None:
    with Record.open(made) as record:
        told: list[tuple[int, int]] = []
        assert keep_briefs(record, lambda *at: told.append(at)) == 1 and told == [(1, 1)]
        brief = read_kept_brief(record, STORY)
        assert brief is not None and brief.lead
        assert keep_briefs(record) == 0
        assert not list(record.verify())


def test_a_brief_of_another_version_is_none(made: str) -> None:
    with Record.open(made) as record:
        basis = record.brief_basis(STORY)
        assert basis is not None
        assert record.keep_briefs("0.0.1 1", [KeptBrief(STORY, basis, PageBrief())]) == 1
        assert read_kept_brief(record, STORY) is None
        assert record.unbriefed(MADE_BY, 150) == [STORY]
        assert keep_briefs(record) == 1 and _kept(record) == [STORY]


def test_it_goes_with_its_story_and_stays_with_one_that_comes_again(made: str) -> None:
    with Record.open(made) as record:
        keep_briefs(record)
        story = record.story(STORY)
        record.replace_stories([story])
        assert _kept(record) == [STORY]
        record.replace_stories([replace(story, happenings=story.happenings[1:])])
        assert _kept(record) == []


def test_it_goes_with_a_judgement_on_one_of_its_reports(made: str) -> None:
    with Record.open(made) as record:
        keep_briefs(record)
        coded = next(one for one in record.coded() if one.coding.events)
        record.keep_judgements([judge(coded, coded.coding.events[0].id, "reject", 1)])
        assert _kept(record) == []
        assert keep_briefs(record) == 1


def test_one_whose_story_changed_meanwhile_is_not_kept(made: str) -> None:
    with Record.open(made) as record:
        basis = record.brief_basis(STORY)
        assert basis is not None
        story = record.story(STORY)
        record.replace_stories([replace(story, title="Ministers meet again")])
        assert record.keep_briefs(MADE_BY, [KeptBrief(STORY, basis, PageBrief())]) == 0
        assert record.brief_basis("y0000000000000000") is None


def test_a_record_of_schema_5_gets_room_for_them_where_it_stands(where: str, tmp_path: Path) -> None:
    path = older_file(tmp_path / "older.db" if "://" in where else Path(where), 5)
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute("SELECT id, value FROM stories ORDER BY id").fetchall()
    if "://" in where:
        copy_to_server(path, where)
    with pytest.raises(RecordError, match=r"older Dateline \(schema 5"):
        Record(where, read_only=True)
    with Record.open(where) as record:
        assert not list(record.verify()) and not record.stale
        assert keep_briefs(record) == len(before) > 0
        with record.snapshot() as moment:
            rows = moment.reader.execute(text("SELECT id, value FROM stories ORDER BY id")).all()
            assert [tuple(row) for row in rows] == before
    assert not list(tmp_path.glob("*before-schema*"))
