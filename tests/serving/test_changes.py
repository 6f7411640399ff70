"""What is a change of status: read from pages of ours by the whole way, page to record to first page."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from dateline.model import Page
from dateline.recording import Record
from dateline.running import Settings, add
from dateline.serving.changes import find_changes
from dateline.serving.tellings import _Telling, _turn
from dateline.serving.turns import Change, of_one_deed
from dateline.serving.words import Words

TOLL = (
    ("2023-03-06", "Bomb kills 12 at market in Karsk\nA bomb killed 12 people at the market of Karsk on Monday, police "
     "said. Rescuers searched the ruins of the market for survivors. The mayor said that it would stay closed."),
    ("2023-03-06", "Market bombing in Karsk kills at least 12\nA bomb exploded at the market in Karsk on Monday and "
     "killed at least 12 people, the police of Karsk said. Hospitals in Karsk asked for blood."),
    ("2023-03-08", "Death toll of Karsk market bomb rises to 19\nThe bomb that exploded at the market of Karsk on "
     "Monday killed 19 people, police said on Wednesday, raising the toll. Seven people died in hospital."),
)  # fmt: skip
CASE = (
    ("2008-12-09", "Governor accused of corruption\nProsecutors accused Rod Blagojevich, the governor of Illinois, of "
     "trying to sell a seat in the Senate on Tuesday. Rod Blagojevich denied the accusation."),
    ("2009-04-02", "Former governor charged with corruption\nProsecutors in Chicago on Thursday charged Rod "
     "Blagojevich, until January the governor of Illinois, with trying to sell a seat in the Senate."),
    ("2011-06-27", "Blagojevich convicted of corruption\nA court in Chicago on Monday convicted Rod Blagojevich, the "
     "ousted governor of Illinois, of trying to sell a seat in the Senate."),
)  # fmt: skip
VOICES = (
    ("2023-08-01", "Rebels say troops shelled Osk\nRebels said on Tuesday that government troops had shelled the "
     "village of Osk. The village of Osk lies near the border."),
    ("2023-08-03", "Red Cross confirms shelling of Osk\nThe Red Cross confirmed on Thursday that government troops "
     "shelled the village of Osk on Tuesday. Its workers counted ten ruined houses in Osk."),
)  # fmt: skip
PLAN = (
    ("2023-07-01", "Ministers to meet in Tromso\nThe foreign ministers of Norway and Sweden will meet in Tromso on "
     "July 6 to sign a treaty on fishing, the Norwegian foreign ministry said on Saturday."),
    ("2023-07-07", "Ministers meet in Tromso, sign fishing treaty\nThe foreign ministers of Norway and Sweden met in "
     "Tromso on Thursday, July 6, and signed a treaty on fishing."),
)  # fmt: skip
TAKEN_BACK = (
    ("2023-10-02", "Ten miners killed in Brenna\nTen miners were killed when a mine collapsed in Brenna on Monday, the "
     "owner of the mine said."),
    ("2023-10-04", "All miners of Brenna alive, owner says\nNo miners were killed in Brenna on Monday, the owner of "
     "the mine said on Wednesday, withdrawing its earlier report that ten miners were killed when the mine collapsed."),
)  # fmt: skip
"""(day, page): what is told first, and what later."""
OUTLETS = ("Harbour Post", "Old Quay Gazette", "Fjord Daily")


def _pages() -> list[Page]:
    told = (TOLL, CASE, VOICES, PLAN, TAKEN_BACK)
    return [
        Page(text.encode(), "text/plain", "utf-8", given_outlet=outlet, given_published=day)
        for group in told
        for outlet, (day, text) in zip(OUTLETS, group, strict=False)
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of these pages."""
    path = tmp_path_factory.mktemp("changes") / "record.db"
    with Record.open(path) as record:
        add(record, _pages(), Settings(workers=0))
    return path


def _changes(path: Path) -> Mapping[str, Change]:
    """Every change of a record, by what it is called."""
    with Record.open(path) as record, record.snapshot() as held:
        return {one.what: one for one in find_changes(held.reader, 20)}


@pytest.fixture(scope="module")
def changes(made: Path) -> Mapping[str, Change]:
    """Every change of the record of these pages."""
    return _changes(made)


def test_tolls_are_the_same_where_texts_were_not_read_beforehand(
    made: Path, changes: Mapping[str, Change], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dateline.serving.tolls._read", lambda *_: pytest.fail("a text is read though linking did"))
    assert _changes(made) == changes
    monkeypatch.undo()
    unread = tmp_path / "unread.db"
    shutil.copyfile(made, unread)
    with closing(sqlite3.connect(unread, isolation_level=None)) as connection:
        connection.execute("DELETE FROM figures")
    assert _changes(unread) == changes


@pytest.mark.parametrize(
    ("what", "line", "old", "new"),
    [
        ("the number rose", "Number of people killed", ("12 people", "2023-03-06"), ("19 people", "2023-03-08")),
        ("charged, then convicted", "Rod Blagojevich", ("charged", "2009-04-02"), ("convicted", "2011-06-27")),
        ("said by one, then by a second voice", "Attack", ("alleged, said by Rebels", "2023-08-01"),
         ("told as fact, said by Red Cross", "2023-08-03")),
        ("planned, then done", "Meeting", ("planned", "2023-07-01"), ("told as fact", "2023-07-07")),
        ("told as fact, then taken back", "Attack", ("told as fact", "2023-10-02"),
         ("told as not having happened", "2023-10-04")),
    ],
)  # fmt: skip
def test_a_change_with_its_old_words_and_its_new(
    changes: Mapping[str, Change], what: str, line: str, old: tuple[str, str], new: tuple[str, str]
) -> None:
    found = changes[what]
    assert found.line.startswith(line)
    assert (found.old.told_words, found.old.day) == old and (found.new.told_words, found.new.day) == new
    assert found.address.startswith("/story/")


def test_the_words_are_those_of_the_day(changes: Mapping[str, Change]) -> None:
    for one in changes.values():
        assert one.old.words is not None and one.new.words is not None
        assert one.old.words.report != one.new.words.report
    assert changes["said by one, then by a second voice"].new.words is not None
    assert changes["said by one, then by a second voice"].new.words.exact == "confirmed"


def test_who_was_accused_and_convicted_stands_once(changes: Mapping[str, Change]) -> None:
    assert sum("Blagojevich" in one.line for one in changes.values()) == 1


@pytest.mark.parametrize(
    ("old", "new", "line", "one"),
    [
        ("The ministers will meet in Tromso on July 6.", "The ministers met in Tromso on Thursday.", "Meeting", True),
        ("An adviser sought a meeting with the President of Norland.", "The President of Norland met with farmers.",
         "Meeting or talks: President of Norland", False),
        ("Sudland sent a ship with grain.", "Sudland sent home two diplomats.", "Aid by Sudland", False),
    ],
)  # fmt: skip
def test_names_and_titles_alone_make_no_deed_of_two(old: str, new: str, line: str, one: bool) -> None:
    words = [Words("p1", "Harbour Post", 0, len(text), text) for text in (old, new)]
    assert of_one_deed(words[0], words[1], [line]) is one


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (("alleged", "Harbour Post"), ("happened", "alleged")),
        (("alleged", "Old Quay Gazette"), None),
        (("did-not-happen", "Old Quay Gazette"), ("happened", "did-not-happen")),
    ],
)
def test_only_who_told_it_as_fact_steps_back(later: tuple[str, str], kind: tuple[str, str] | None) -> None:
    first = _Telling(1, "happened", "2025-03-14", 1, "Harbour Post", {}, {})
    turn = _turn(1, [first, _Telling(2, later[0], "2025-03-15", 2, later[1], {}, {})])
    assert (turn and turn.kind) == kind
