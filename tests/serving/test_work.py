"""Long work on the desk: it shows itself, keeps nobody waiting, and says what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dateline.recording import Record
from dateline.serving.review import desk as served_desk
from dateline.serving.review import work as served_work
from dateline.serving.review.work import Work

from .reviewed import Reviewing, reviewing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(tmp_path) as one:
        yield one


def _story(desk: Reviewing) -> str:
    with Record.open(desk.path) as record:
        return next(iter(record.stories())).id


def test_a_split_is_linked_by_a_button(desk: Reviewing) -> None:
    with Record.open(desk.path) as record:
        story = next(iter(record.stories()))
    assert desk.send("split", subject=story.id, member=story.reports[0]).status_code == 303
    assert "Link anew" in desk.page("/judge/log") and "Link anew" in desk.page("/judge/work")
    assert desk.send("link", back="/judge/work").headers["location"] == "/judge/work"
    for _ in range(100):
        page = desk.asking.get("/judge/work.json").json()
        if not page["pending"]:
            break
        threading.Event().wait(0.2)
    (line,) = page["lines"]
    assert (line["what"], line["by"], line["state"]) == ("link the record anew", "ann", "done")
    assert "stories" in line["result"] and not page["to_link"]
    with Record.open(desk.path) as record:
        stories = list(record.stories())
        assert not record.stale and len(stories) == 2
    kept = desk.asking.get(f"/story/{story.id}", follow_redirects=False)  # an address from before the split leads on
    assert (kept.status_code, kept.headers["location"]) == (302, f"/story/{stories[0].id}")


def test_linking_says_how_far_it_is_and_pages_go_on(desk: Reviewing, monkeypatch: pytest.MonkeyPatch) -> None:
    go = threading.Event()

    def slow(_: Record, said: Callable[[str], object], watch: Callable[[int], object]) -> bool:
        watch(2)
        said("left out: nothing.")
        return go.wait(60)

    monkeypatch.setattr(served_work, "link", slow)
    monkeypatch.setattr(served_desk, "PATIENCE", 0.0)
    try:
        assert desk.send("link").headers["location"] == "/judge/work"
        answer = desk.asking.get("/judge/work")
        while "of 3 reports" not in answer.text:  # until the thread has counted them
            assert answer.status_code == 202 and answer.headers["refresh"] == "2"
            answer = desk.asking.get("/judge/work")
        assert desk.send("link").headers["location"] == "/judge/work"
        assert len(desk.asking.get("/judge/work.json").json()["lines"]) == 1  # what waits is not asked for twice
        assert desk.asking.get("/stories").status_code == 200
        assert desk.send("accept", subject=desk.ids()["CONSULT"]).status_code == 303  # who judges does not wait either
    finally:
        go.set()


def test_a_form_of_another_site_links_nothing(desk: Reviewing) -> None:
    assert desk.send("link", headers={"origin": "https://elsewhere.example"}).status_code in (400, 403)
    assert desk.asking.get("/judge/work.json").json()["lines"] == []


def test_what_cannot_be_brought_in_is_said(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with Record.open(path):
        pass
    work = Work(path)
    piece = work.bring_in("ann", [b"{}", b"no line"])
    assert piece.job.wait(60)
    (line,) = work.lines()
    assert line.state == "failed" and "line 1 is no judgement" in line.result
    work.close()


def test_a_refused_correction_shows_what_was_typed(desk: Reviewing) -> None:
    event = desk.ids()["ASSAULT"]
    answer = desk.send(
        "correct", subject=event, field__actors="the coast guard", was__actors="Norland", why="read again",
        back=f"/judge/record/{event}",
    )  # fmt: skip
    assert answer.status_code == 400
    assert "the coast guard" in answer.text and "read again" in answer.text
    assert f'href="/judge/record/{event}"' in answer.text
