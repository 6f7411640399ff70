"""A record that is made large: every copy is whole, under ids of its own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from bench.scaled_record import moved, renamed, scale
from dateline.exporting.kept_briefs import keep_briefs, read_kept_brief
from dateline.recording import Record

from ..recording.older_records import older_file


@pytest.mark.parametrize(
    ("text", "turn", "expected"),
    [
        ("2023-09-15", 1, "2023-09-08"),
        ("2023-09-15T10:00", 2, "2023-09-01T10:00"),
        ("2023-09-14/2023-09-15", 1, "2023-09-07/2023-09-08"),
        ("2023-09", 1, "2023-09"),
        (None, 1, None),
    ],
)
def test_days_move_by_weeks(text: str | None, turn: int, expected: str | None) -> None:
    assert moved(text, turn) == expected


def test_no_two_turns_give_one_id() -> None:
    assert len({renamed("p0123456789ab0010", turn) for turn in range(300)}) == 300


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of example pages, four times."""
    folder = tmp_path_factory.mktemp("scaled")
    with Record.open(older_file(folder / "small.db", 4)) as record:
        record.link_new()
        keep_briefs(record)
        held = record.counts().reports
    scale(folder / "small.db", folder / "large.db", 4 * held)
    return folder / "large.db"


def test_every_copy_is_whole(large: Path) -> None:
    with Record.open(large) as record, sqlite3.connect(large.with_name("small.db")) as small:
        for table, number in record.rows().items():
            (before,) = small.execute(f"SELECT count(*) FROM {table}").fetchone()
            shared = table in ("about", "actors", "locations", "reasons", "judgements", "verdicts")
            assert number == (before if shared else 4 * before), table
        misfits = {(one.table, one.problem.partition(" hash ")[0]) for one in record.verify()}
        assert misfits <= {("pages", "its bytes and metadata")}
        assert not record.stale


def test_a_copy_has_its_own_story_brief_and_words(large: Path) -> None:
    with Record.open(large) as record:
        stories = list(record.stories())
        assert len({story.id for story in stories}) == len(stories) >= 4
        assert len({story.latest for story in stories}) >= 4
        for story in stories:
            brief = read_kept_brief(record, story.id)
            assert brief is not None
            assert {line.words.report for line in brief.lead} <= set(story.reports)
        assert len(record.search("the", among="reports")) % 4 == 0
