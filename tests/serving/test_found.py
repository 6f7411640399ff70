"""What an analyst looks for and must find: who is who, what was corrected, a story under its old address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from starlette.testclient import TestClient

from dateline.serving.snippets import patterns, stretch
from dateline.serving.words import day_words

from .conftest import client
from .reviewed import Reviewing, reviewing

STORY = "y0123456789abcdef"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(tmp_path) as one:
        yield one


def _rows(asking: TestClient, rows: str, query: str) -> int:
    return int(asking.get(f"/query/{rows}.json?{query}").json()["paging"]["total"])


def test_a_correction_counts_where_rows_are_chosen(desk: Reviewing) -> None:
    event = desk.ids()["ASSAULT"]
    before = {told: _rows(desk.asking, "events", f"told={told}") for told in ("denied", "happened")}
    assert before["denied"] == 2  # on both pages of the text
    assert desk.send("correct", subject=event, field__told="happened", was__told="denied").status_code == 303
    after = {told: _rows(desk.asking, "events", f"told={told}") for told in ("denied", "happened")}
    assert (after["denied"], after["happened"]) == (before["denied"] - 1, before["happened"] + 1)
    (line,) = [one for one in desk.asking.get("/query/events.json?type=ASSAULT").json()["events"] if one["id"] == event]
    assert line["told"] == "happened"


def test_what_was_rejected_is_not_chosen(desk: Reviewing) -> None:
    before = _rows(desk.asking, "events", "type=ASSAULT")
    assert desk.send("reject", subject=desk.ids()["ASSAULT"]).status_code == 303
    assert _rows(desk.asking, "events", "type=ASSAULT") == before - 1


def test_words_that_the_program_puts_to_the_one_who_is_corrected_stand_alone(desk: Reviewing) -> None:
    """ "its navy" is not Norland: what a person types is kept, and no acceptance is made of it."""
    event = desk.ids()["ASSAULT"]
    answer = desk.send("correct", subject=event, field__actors="its navy", was__actors="Norland")
    assert answer.status_code == 303
    ruling = desk.asking.get(f"/judge/record/{event}.json").json()["record"]["ruling"]
    assert ruling["said"] == "corrected" and ruling["changes"][0]["judged"].startswith("its navy")


def test_a_story_is_found_under_its_old_address_and_the_start_of_its_id(made: Path, tmp_path: Path) -> None:
    path = tmp_path / "moved.db"
    path.write_bytes(made.read_bytes())
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO earlier_ids (was, became) VALUES ('yffffffffffffffff', :now)"), {"now": STORY}
        )
    engine.dispose()
    with client(path) as asking:
        for old in ("yffffffffffffffff", STORY[:8]):
            answer = asking.get(f"/story/{old}")
            assert (answer.status_code, answer.headers["location"]) == (302, f"/story/{STORY}")
            assert asking.get(f"/story/{old}.json").headers["location"] == f"/story/{STORY}.json"
        assert asking.get("/story/y000000").status_code == 404


def test_another_tab_has_what_this_one_has_not(served: TestClient) -> None:
    page = served.get("/search.json?q=type:denies").json()
    assert {tab["kind"]: tab["number"] for tab in page["tabs"]} == {
        "stories": 0, "happenings": 0, "statements": 2, "reports": 0
    }  # fmt: skip
    assert "2 statements" in served.get("/search?q=type:denies").text


@pytest.mark.parametrize(
    ("line", "remark"),
    [
        ("type:DENY", "no type of events"),
        ("told:lied", "nothing is told so"),
        ("foo:bar", "foo: is no facet"),
        ("https://quay.example/none", ""),
        ("unfindable", ""),
    ],
)
def test_what_no_line_can_ask_for_is_said(served: TestClient, line: str, remark: str) -> None:
    remarks = served.get("/search.json", params={"q": line}).json()["remarks"]
    assert (remark in " ".join(remarks)) if remark else not remarks


def test_who_is_found_by_a_part_of_the_name(served: TestClient) -> None:
    names = [one["name"] for one in served.get("/actors.json?name=holm").json()["actors"]]
    assert names == ["Ada Holm"]


def test_joined_names_are_one_actor_on_every_page(desk: Reviewing) -> None:
    found = {one["name"]: one["key"] for one in desk.asking.get("/actors.json").json()["actors"]}
    assert len({found["Norland"], found["Sudland"]}) == 2
    answer = desk.send("join", subject=found["Norland"], others=found["Sudland"])
    assert answer.status_code == 303
    names = {one["name"] for one in desk.asking.get("/actors.json").json()["actors"]}
    assert len({"Norland", "Sudland"} & names) == 1
    keys = [found["Norland"], found["Sudland"]]
    pages = [desk.asking.get("/actor.json", params={"key": key}).json()["who"]["key"] for key in keys]
    assert len(set(pages)) == 1


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2023-09-15", "15 September 2023"),
        ("2023-09", "September 2023"),
        ("XXXX-WXX-5", "a Friday"),
        ("XXXX-WXX-1TMO", "a Monday"),
        ("PRESENT_REF", ""),
        ("P4D", ""),
        ("XXXX", ""),
        (None, ""),
    ],
)
def test_a_day_is_said_in_words_or_not_at_all(value: str | None, words: str) -> None:
    assert day_words(value) == words


def test_no_page_shows_a_code_for_a_day(served: TestClient) -> None:
    for address in ("/", f"/story/{STORY}", "/query/happenings", "/query/events"):
        shown = re.sub(r"<[^>]*>", " ", served.get(address).text)
        assert not re.search(r"XXXX|_REF|\bP\d+[DWMY]\b", shown), address


def test_a_story_whole_on_one_page(served: TestClient) -> None:
    whole = served.get(f"/story/{STORY}.json?all=yes").json()
    assert whole["whole"] and not whole["paging"]["after"]
    assert len(whole["happenings"]) == whole["paging"]["total"]


def test_names_of_one_state_are_one_choice(made: Path, tmp_path: Path) -> None:
    """Reports write "U.S." and "United States": who narrows to the one has the other too."""
    path = tmp_path / "states.db"
    path.write_bytes(made.read_bytes())
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for was, name in (("Norland", "U.S."), ("Sudland", "United States")):
            sql = "UPDATE actors SET name = :name, country = 'USA', office = NULL, wikidata = NULL WHERE name = :was"
            connection.execute(text(sql), {"name": name, "was": was})
        sides = "SELECT count(*) FROM participants JOIN actors ON actors.number = participants.actor WHERE name IN "
        sides += "('U.S.', 'United States')"
        times = connection.execute(text(sides)).scalar_one()
    engine.dispose()
    with client(path) as asking:
        whole = asking.get("/search.json?q=sure:0&in=happenings").json()
        choices = {group["name"]: group["choices"] for group in whole["groups"]}["actor"]
        (state,) = [one for one in choices if one["words"] in ("U.S.", "United States")]
        assert (state["words"], state["number"]) == ("United States", times)
        narrowed, other = (
            asking.get("/search.json", params={"q": f'actor:"{name}"', "in": "happenings"}).json()
            for name in ("U.S.", state["value"])
        )
        assert narrowed["happenings"] and narrowed["happenings"] == other["happenings"]
        left = {group["name"]: group["choices"] for group in narrowed["groups"]}.get("actor", [])
        assert not [one for one in left if one["words"] == "United States"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("minister lie", "lies still. The ministers"),
        ("talk", "talked"),
        ('"its navy"', "its navy"),
        ("Norland navies", "Norland and Sudland met in Vard. They talked of its navy"),
        ("meet Vard", "Vard"),
        ("Norland", "Norland"),
        ("Sudland navy", "navy, and Sudland"),
        ("unfindable", None),
        ("?!", None),
    ],
)
def test_the_stretch_with_most_of_the_words_is_shown(line: str, shown: str | None) -> None:
    page = (
        "Ministers meet in Vard\nThe port lies still. The ministers of Norland and Sudland met in Vard. They talked of "
        "its navy, and Sudland."
    )
    found = stretch(page, patterns(line))
    assert (found and page[slice(*found)]) == shown


def test_a_search_shows_where_the_words_stand(served: TestClient) -> None:
    (story,) = served.get("/search.json?q=expelled").json()["stories"]
    assert story["words"]["exact"] == "expelled" and "two diplomats" in story["words"]["after"]
    (report,) = served.get("/search.json?q=expelled&in=reports").json()["reports"]
    assert report["words"]["exact"] == "expelled"
