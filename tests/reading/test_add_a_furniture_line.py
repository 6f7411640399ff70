"""The worked example of docs/reading.md, followed: its row stands in the table, and does to its page what it says."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest

from dateline.model import FurnitureKind, Page, Report
from dateline.reading import read
from dateline.reading.lines import match_whole_line

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "reading.md").read_text("utf-8")
LINE = "The Harbour Ledger is free to read, thanks to its members."
ALIKE = "The archive of the line's timetables is free to read, the ministry said on its website."


def shown(kind: str) -> str:
    """The block of the guide that is marked so."""
    found = re.search(rf"^ *```{kind}\n(.*?)^ *```$", GUIDE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


@pytest.fixture(scope="module")
def report() -> Report:
    found = read(Page(shown("page").encode(), media="text/plain", charset="utf-8"))
    assert isinstance(found, Report), found
    return found


def test_the_guides_row_stands_in_the_table() -> None:
    table = files("dateline.reading") / "tables" / "furniture.tsv"
    assert shown("row").strip() in table.read_text("utf-8").splitlines()


def test_the_guide_lists_every_kind() -> None:
    table = GUIDE[GUIDE.index("| kind | what it is |") :].split("\n\n")[0]
    assert set(re.findall(r"`([\w-]+)`", table)) == set(get_args(FurnitureKind))


def test_the_line_is_set_aside_with_the_kind_of_its_row(report: Report) -> None:
    assert [item.kind for item in report.furniture if item.text == LINE] == ["sign-up"]
    assert LINE not in report.text


def test_a_sentence_that_reads_alike_stays_in_the_story(report: Report) -> None:
    assert ALIKE in report.text.split("\n")


def test_the_story_goes_on_below_the_line(report: Report) -> None:
    assert report.text.endswith("the ministry said in a statement.")


@pytest.mark.parametrize(
    "line",
    [
        "Our journalism is kept free by 2,000 supporters.",
        "This site is free to read for everybody because of readers",
    ],
)
def test_the_row_is_for_every_outlet(line: str) -> None:
    row = match_whole_line(line)
    assert row is not None
    assert row.kind == "sign-up"


def test_no_line_is_tried_in_every_way() -> None:
    assert match_whole_line("a" * 300 + " is free to read" * 18) is None
