"""A record that is linked bit by bit holds what one holds that was linked at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from dateline.linking import link
from dateline.model import Coded, Page, Report
from dateline.recording import Record

from ..linking.test_growing import CODED, in_parts

PAGES = {one.report.id: Page(one.report.text.encode(), "text/plain", "utf-8", origin=one.report.id) for one in CODED}


def _kept(one: Coded) -> Coded:
    """The report under the id of its page."""
    page = PAGES[one.report.id]
    report: Report = replace(one.report, id=page.id, origin=page.origin)
    return Coded(report, replace(one.coding, report=page.id))


KEPT = {one.report.id: _kept(one) for one in CODED}


def add(record: Record, names: Sequence[str]) -> None:
    for name in names:
        record.add(PAGES[name], *KEPT[name])


@pytest.fixture(scope="module")
def at_once(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with Record.open(tmp_path_factory.mktemp("record") / "r.db") as record:
        add(record, sorted(KEPT))
        assert record.link_new() == len(KEPT)
        stories = sorted(record.stories(), key=lambda story: story.id)
        assert tuple(stories) == link(list(KEPT.values()))
        return list(record.dump())


@settings(max_examples=3, deadline=None)
@given(parts=in_parts())
def test_any_parts_in_any_order_make_the_same_record(at_once: list[str], parts: list[list[str]]) -> None:
    with TemporaryDirectory() as folder, Record.open(Path(folder) / "r.db") as record:
        for part in parts:
            add(record, part)
            assert record.link_new() == len(part)
        assert not record.stale
        assert list(record.dump()) == at_once
        assert not list(record.verify())


def test_parts_make_the_same_record_wherever_it_is(where: str, at_once: list[str]) -> None:
    with Record.open(where) as record:
        for name in sorted(KEPT, reverse=True):
            add(record, [name])
            record.link_new()
        assert list(record.dump()) == at_once
        assert not list(record.verify())


def test_a_story_that_changed_says_what_it_was(tmp_path: Path) -> None:
    names = [f"v{number}" for number in range(4)]
    with Record.open(tmp_path / "r.db") as record:
        add(record, names[:2])
        record.link_new()
        (before,) = record.stories()
        for name in names[2:]:
            add(record, [name])
            record.link_new()
        (now,) = record.stories()
        assert now.id != before.id
        assert record.story(before.id) == now
        add(record, ["ferry"])
        record.link_new()
        assert now in list(record.stories())  # another story does not touch it


def test_stories_that_another_program_deleted_are_made_again(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Record.open(path) as record:
        add(record, sorted(KEPT))
        record.link_new()
        before = list(record.dump())
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM story_reports WHERE report = 1")
    with Record.open(path) as record:
        assert "this report was linked and is in no story" in {misfit.problem for misfit in record.verify()}
        record.link_new()
        assert list(record.dump()) == before
        assert not list(record.verify())
