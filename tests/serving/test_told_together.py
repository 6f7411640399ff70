"""What changed by the histories of happenings, and what the brief of a story knows, on the pages."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.exporting.kept_briefs import MOST, PageBrief, keep_briefs, page_brief
from dateline.model import Coded, Exhibit, Page, Skipped, Span, State, Story
from dateline.recording import Record
from dateline.serving.histories import _last_changes
from dateline.serving.pages.home import home
from dateline.serving.params import Params
from dateline.serving.settings import Settings
from dateline.serving.shelf import Shelf
from dateline.serving.stories import briefed
from dateline.serving.stories.briefed import brief_of

from ..exporting.made_record import make
from ..judging.made import judge
from .conftest import PATIENCE, client

STORY = "y0123456789abcdef"


def _state(value: str, day: str | None, change: str = "follows", of: str = "told") -> State:
    return State(of, value, change, True, day, ("l1",), (Exhibit("r1", Span(0, 4)),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("history", "changes"),
    [
        ([_state("planned", "2023-09-14"), _state("happened", "2023-09-15")], [("planned", "happened")]),
        ([_state("planned", "2023-09-15"), _state("happened", "2023-09-15")], []),
        ([_state("planned", "2023-09-15"), _state("happened", "2023-09-14")], []),
        ([_state("planned", None), _state("happened", "2023-09-15")], []),
        ([_state("happened", "2023-09-14"), _state("denied", "2023-09-15", "disputed")], []),
        (
            [_state("possible", "2023-09-13"), _state("planned", "2023-09-14"), _state("happened", "2023-09-15")],
            [("planned", "happened")],
        ),
        (
            [
                _state("planned", "2023-09-14"),
                _state("dead: 9", "2023-09-14", of="dead"),
                _state("dead: 12", "2023-09-15", of="dead"),
            ],
            [("dead: 9", "dead: 12")],
        ),
    ],
)
def test_the_last_change_of_every_respect(history: Sequence[State], changes: list[tuple[str, str]]) -> None:
    assert [(old.value, new.value) for old, new in _last_changes(history)] == changes


def _with_history(path: Path, value: str, of: str, old: str) -> Path:
    """The made record, whose first meeting was told otherwise on the day before."""
    make(path)
    with Record.open(path) as record:
        story = record.story(STORY)
        first, *rest = story.happenings
        shown = next(field for field in first.fields if field.name == "told").accounts[0]
        states = tuple(
            State(of, each, change, stands, day, first.lineages, (exhibit,))  # type: ignore[arg-type]
            for each, change, stands, day, exhibit in (
                (old, "first", False, "2023-09-14", shown.exhibits[0]),
                (value, "follows", True, "2023-09-16", shown.exhibits[-1]),
            )
        )
        changed: Story = replace(story, happenings=(replace(first, history=states), *rest))
        record.replace_stories([changed])
    return path


@pytest.mark.parametrize(
    ("of", "old", "new", "what", "shown"),
    [
        ("told", "planned", "happened", "planned, then done", ("planned", "told as fact")),
        ("dead", "dead: 9", "dead: 12", "the number rose", ("dead: 9", "dead: 12")),
    ],
)
def test_home_shows_what_a_history_tells(
    tmp_path: Path, of: str, old: str, new: str, what: str, shown: tuple[str, str]
) -> None:
    shelf = Shelf(_with_history(tmp_path / "r.db", new, of, old))
    with shelf.moment() as moment:
        (change,) = home(moment, Params({}, {})).changes
    shelf.close()
    assert change.what == what and (change.old.told_words, change.new.told_words) == shown
    assert (change.old.day, change.new.day) == ("2023-09-14", "2023-09-16")
    assert change.old.words and change.new.words and change.new.words.exact


def test_a_story_opens_with_whole_sentences_of_its_sources(served: TestClient) -> None:
    made = served.get(f"/story/{STORY}.json").json()
    assert made["brief"]["state"] == "ready" and made["pending"] is False
    (line, *_) = made["brief"]["lead"]
    page = served.get(f"/story/{STORY}")
    assert 'id="lead"' in page.text and line["words"]["exact"].split(" ")[0] in page.text
    assert f"/report/{line['words']['report']}?at={line['words']['start']}" in page.text


def test_letters_of_the_lead_are_those_of_the_sources(served: TestClient) -> None:
    made = served.get(f"/story/{STORY}.json").json()
    of_report = {page["report"]: one["letter"] for one in made["sources"] for page in one["printings"]}
    assert made["brief"]["lead"]
    for line in made["brief"]["lead"]:
        assert of_report[line["words"]["report"]] == line["words"]["source"]


def test_a_brief_that_takes_long_is_waited_for_by_nobody(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def slow(*_: object) -> object:
        return lambda _: go.wait(20) and briefed.Briefed("ready")

    monkeypatch.setattr(briefed, "_work", slow)
    with client(made, Settings(patience=0.05)) as asking:
        early = asking.get(f"/story/{STORY}")
        assert early.status_code == 202 and "being put together" in early.text
        go.set()
        assert any(asking.get(f"/story/{STORY}").status_code == 200 for _ in range(100))


def test_of_too_many_reports_no_brief_is_made(made: Path) -> None:
    shelf = Shelf(made)
    with shelf.moment() as moment:
        assert brief_of(moment, STORY, MOST + 1).state == "too large"
    shelf.close()


def test_a_brief_that_is_kept_is_not_put_together_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = make(tmp_path / "r.db")
    with client(path) as asking:
        before = asking.get(f"/story/{STORY}.json").json()
    with Record.open(path) as record:
        assert keep_briefs(record) == 1
    monkeypatch.setattr(briefed, "_work", None)
    with client(path) as asking:
        assert asking.get(f"/story/{STORY}.json").json() == before


def test_a_brief_is_put_together_once_whatever_else_comes_in_and_anew_when_somebody_judges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, made = make(tmp_path / "r.db"), list[str]()

    def note(story: Story, coded: list[Coded]) -> PageBrief:
        made.append(story.id)
        return page_brief(story, coded)

    monkeypatch.setattr(briefed, "page_brief", note)
    with client(path) as asking, Record.open(path) as record:
        first = asking.get(f"/story/{STORY}.json").json()["brief"]
        record.add(Page(b"back", "text/html"), Skipped(Page(b"back", "text/html").id, "no story on the page"))
        assert asking.get(f"/story/{STORY}.json").json()["brief"] == first and made == [STORY]
        coded = next(one for one in record.coded() if one.coding.events)
        record.keep_judgements([judge(coded, coded.coding.events[0].id, "reject")])
        assert asking.get(f"/story/{STORY}.json").json()["brief"]["state"] == "ready" and made == [STORY, STORY]


def test_a_brief_is_never_that_of_a_story_as_it_stands_later(tmp_path: Path) -> None:
    path = make(tmp_path / "r.db")
    shelf = Shelf(path, patience=PATIENCE)
    with shelf.moment() as moment:
        with Record.open(path) as record:
            record.replace_stories([replace(record.story(STORY), happenings=())])
        assert brief_of(moment, STORY, 3).state == "waiting"
    with shelf.moment() as moment:
        assert brief_of(moment, STORY, 3).state == "ready"
    shelf.close()


def test_a_story_whose_brief_cannot_be_made_is_shown_without(
    made: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> object:
        raise ValueError("no words between 50 and 50")

    monkeypatch.setattr(briefed, "page_brief", fail)
    with client(made) as asking:
        page = asking.get(f"/story/{STORY}")
        assert page.status_code == 200 and "In short" not in page.text and "What happened" in page.text
    assert "no words between 50 and 50" in caplog.text
