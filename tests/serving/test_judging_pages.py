"""What people judge in the browser: each form, and what the pages show after it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from dateline.judging.fields import with_fields
from dateline.model import Event
from dateline.recording import Record
from dateline.reviewing import Judgeable, Reviewer, find, queue, read_value, typed_fields
from dateline.reviewing import accept as accept_as
from dateline.reviewing import correct as correct_as
from dateline.serving.settings import Settings

from .conftest import client
from .reviewed import Reviewing, reviewing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(tmp_path) as found:
        yield found


def _type(desk: Reviewing) -> str:
    return next(name for name in desk.ids() if name.isupper())


def test_what_was_accepted_shows_who_did_and_why(desk: Reviewing) -> None:
    name = desk.ids()[_type(desk)]
    answer = desk.send("accept", subject=name, why="read in full", back=f"/judge/record/{name}")
    assert answer.status_code == 303 and answer.headers["location"] == f"/judge/record/{name}"
    shown = desk.words(f"/judge/record/{name}")
    assert "accepted by ann" in shown and "read in full" in shown


def test_a_correction_stands_beside_what_the_program_says_until_it_is_taken_back(desk: Reviewing) -> None:
    name = desk.ids()["CONSULT"]
    with Record.open(desk.path) as record:
        report = find(record, name).coded.report.id
    address = f"/judge/record/{name}"
    assert desk.send("correct", subject=name, field__told="planned", was__told="happened").status_code == 303
    assert "corrected by ann" in desk.words(address) and "the program says: happened" in desk.words(address)
    assert "corrected by ann" in desk.words(f"/report/{report}")
    assert desk.send("undo", judgement=name).status_code == 303
    assert "corrected by ann" not in desk.words(address) and "the program says" not in desk.words(address)
    assert "corrected by ann" not in desk.words(f"/report/{report}")
    assert "taken back" in desk.words(address)


def test_what_a_form_shows_unchanged_is_not_corrected(desk: Reviewing) -> None:
    answer = desk.send("correct", subject=desk.ids()["CONSULT"], field__told="happened", was__told="happened")
    assert answer.status_code == 400 and "nothing was changed" in answer.text


def test_words_that_do_not_stand_in_the_report_are_refused(desk: Reviewing) -> None:
    answer = desk.send("correct", subject=desk.ids()["CONSULT"], field__actors="the fleet", was__actors="Norland")
    assert answer.status_code == 400 and "does not stand in report" in answer.text


def test_what_was_rejected_leaves_the_cards_and_is_listed_with_who_did(desk: Reviewing) -> None:
    name = desk.ids()["CONSULT"]
    assert desk.send("reject", subject=name, why="a caption").status_code == 303
    with Record.open(desk.path) as record:
        report = find(record, name).coded.report.id
    shown = desk.page(f"/report/{report}")
    assert "Rejected or stale" in shown and "a caption" in shown and f'href="/judge/record/{name}"' in shown
    assert desk.send("undo", judgement=name).status_code == 303
    assert "Rejected or stale" not in desk.page(f"/report/{report}")


def test_a_statement_is_judged_like_an_event(desk: Reviewing) -> None:
    name = desk.ids()["denies"]
    assert desk.send("correct", subject=name, field__stance="says", was__stance="denies").status_code == 303
    assert "the program says: denies" in desk.words(f"/judge/record/{name}")


def test_a_page_is_split_from_its_story(desk: Reviewing) -> None:
    with Record.open(desk.path) as record:
        story = next(iter(record.stories()))
    address = f"/judge/story/{story.id}"
    assert desk.send("split", subject=story.id).status_code == 400
    assert desk.send("split", subject=story.id, member=story.reports[0], why="another day").status_code == 303
    shown = desk.words(address)
    assert "split by ann" in shown and "another day" in shown and "Link anew" in shown
    with Record.open(desk.path) as record:
        assert [len(part) for part in record.judgements()[0].parts] == [1, len(story.reports) - 1]


def test_happenings_are_joined(desk: Reviewing) -> None:
    with Record.open(desk.path) as record:
        one, other, *_ = next(iter(record.stories())).happenings
    assert other.id in desk.page(f"/judge/happening/{one.id}")
    assert desk.send("join", subject=one.id, other=other.id).status_code == 303
    assert "join by ann" in desk.words(f"/judge/happening/{one.id}")


def test_actors_are_joined_by_their_keys(desk: Reviewing) -> None:
    one, other = "norland/NOR", "sudland/SDN"
    assert desk.send("join", subject=one, others=f"{other}\n", back=f"/judge/actor?key={quote(one)}").status_code == 303
    with Record.open(desk.path) as record:
        (made,) = record.judgements()
    assert made.act == "join" and made.subject.kind == "actor" and len(made.parts) == 2


def test_a_lineage_is_shown_with_its_pages(desk: Reviewing) -> None:
    with Record.open(desk.path) as record:
        story = next(iter(record.stories()))
    (copied, *_) = (one for one in story.lineages if len(one.reports) > 1)
    assert f"/judge/lineage/{copied.id}" in desk.page(f"/judge/story/{story.id}")
    assert desk.page(f"/judge/lineage/{copied.id}").count('name="member"') == len(copied.reports)


def test_the_queue_has_the_order_of_the_command(desk: Reviewing) -> None:
    with Record.open(desk.path) as record:
        wanted = [(one.id, one.sources, one.weight) for one in queue(record)]
    shown = desk.asking.get("/judge.json").json()
    assert [(one["record"]["id"], one["sources"], one["weight"]) for one in shown["items"]] == wanted
    assert shown["waiting"] == len(wanted)


def test_what_was_judged_leaves_the_queue_and_can_be_undone_there(desk: Reviewing) -> None:
    first, *rest = (one["record"]["id"] for one in desk.asking.get("/judge.json").json()["items"])
    desk.send("accept", subject=first, back="/judge")
    assert [one["record"]["id"] for one in desk.asking.get("/judge.json").json()["items"]] == rest
    assert "Judged last: accept" in desk.words("/judge")
    desk.send("undo", judgement=first)
    assert desk.asking.get("/judge.json").json()["items"][0]["record"]["id"] == first


def test_a_random_sample_gives_precision_with_its_interval(desk: Reviewing) -> None:
    drawn = desk.asking.get("/judge/sample.json?size=50&seed=3").json()
    for one in drawn["items"]:
        desk.send("accept", subject=one["record"]["id"], sample=drawn["sample"])
    left = desk.asking.get(f"/judge/sample.json?sample={drawn['sample']}&by=ann").json()
    assert left["waiting"] == 0 and left["size"] == len(drawn["items"])
    figures = desk.asking.get("/judge/figures.json").json()
    total = next(one for one in figures["precision"] if one["type"] == "all types")
    assert total["of"] == len(drawn["items"]) and total["right"]["share"] == 1 and total["right"]["low"] < 1
    assert "Precision by type" in desk.words("/judge/figures")


def test_the_agreement_of_two_reviewers_is_shown(desk: Reviewing) -> None:
    name = desk.ids()["CONSULT"]
    with Record.open(desk.path) as record:
        accept_as(record, name, Reviewer("ann"))
        correct_as(record, name, {"told": "planned"}, Reviewer("bo"))
    found = {one["field"]: one for one in desk.asking.get("/judge/figures.json").json()["agreements"]}
    assert found["told"]["units"] == 1 and found["told"]["share"] == 0 and found["type"]["share"] == 1
    assert "ann , bo" in desk.words("/judge/figures")


def test_the_log_leaves_one_record_and_comes_into_another(desk: Reviewing, tmp_path: Path) -> None:
    name = desk.ids()["CONSULT"]
    desk.send("accept", subject=name)
    answer = desk.asking.get("/judge/log.jsonl")
    assert answer.headers["content-disposition"] == 'attachment; filename="judged.jsonl"'
    lines = answer.text
    other = tmp_path / "other"
    other.mkdir()
    with reviewing(other, by="bo") as second:
        assert second.send("import", lines=lines).status_code == 303
        assert "accepted by ann" in second.words(f"/judge/record/{name}")
        assert second.send("import", lines=lines.replace("accept", "reject")).status_code == 400
        assert second.send("import", lines="no line").status_code == 400


def test_what_does_not_hold_any_more_is_shown_as_stale(desk: Reviewing, tmp_path: Path) -> None:
    desk.send("accept", subject=desk.ids()["CONSULT"])
    lines = desk.asking.get("/judge/log.jsonl").text
    with Record.open(tmp_path / "empty.db"):
        pass
    with client(tmp_path / "empty.db", Settings(review=True, by="bo")) as asking:
        second = Reviewing(asking, tmp_path / "empty.db")
        assert second.send("import", lines=lines).status_code == 303
        assert "stale: its report is not in this record" in second.words("/judge/log?stale=yes")


def test_each_visitor_says_who_judges_where_the_server_does_not(tmp_path: Path) -> None:
    with reviewing(tmp_path, by="") as desk:
        name = desk.ids()["CONSULT"]
        refused = desk.send("accept", subject=name)
        assert refused.status_code == 400 and "needs a name" in refused.text
        assert desk.send("name", name="  Bo   Lind ").status_code == 303
        assert "judging as Bo Lind" in desk.words("/judge")
        assert desk.send("accept", subject=name).status_code == 303
        assert "accepted by Bo Lind" in desk.words(f"/judge/record/{name}")


def test_a_fixed_name_is_not_changed(desk: Reviewing) -> None:
    assert desk.send("name", name="bo").status_code == 400


@pytest.mark.parametrize(
    "address", ["/judge/record/nothing", "/judge/story/y9", "/judge/happening/h_", "/judge/actor?key=x/y"]
)
def test_what_is_not_there_is_said(desk: Reviewing, address: str) -> None:
    assert desk.asking.get(address).status_code == 404


def test_every_field_is_read_as_it_is_typed(desk: Reviewing) -> None:
    """A form gives back what it showed: read again, it is typed the same."""
    with Record.open(desk.path) as record:
        ids = [one.id for coded in record.coded(judged=False) for one in coded.coding.events]
        ids += [one.id for coded in record.coded(judged=False) for one in coded.coding.statements]
        for found in (find(record, name) for name in ids):
            for name, typed in typed_fields(found.record, found.text).items():
                assert _again(found, name, typed) == typed


def _again(found: Judgeable, name: str, typed: str) -> str:
    values = {name: read_value(found, name, typed)}
    one = found.record
    if isinstance(one, Event):
        return typed_fields(with_fields(one, values), found.text)[name]
    return typed_fields(with_fields(one, values), found.text)[name]


def test_the_page_of_an_actor_keeps_to_what_was_judged(desk: Reviewing) -> None:
    address = "/actor?key=norland/NOR"
    before = desk.asking.get("/actor.json?key=norland/NOR").json()["paging"]["total"]
    with Record.open(desk.path) as record:
        events = [(coded, one) for coded in record.coded() for one in coded.coding.events]
    (expelled,) = (one.id for coded, one in events if "expelled" in one.evidence.cut(coded.report.text))
    assert desk.send("reject", subject=expelled).status_code == 303
    assert desk.asking.get("/actor.json?key=norland/NOR").json()["paging"]["total"] == before - 1
    assert "Expulsion" not in desk.words(address)
    assert "Expulsion" not in desk.words("/pair?a=norland/NOR&b=sudland/SDN")


def test_a_dossier_keeps_to_what_was_judged(desk: Reviewing) -> None:
    with Record.open(desk.path) as record:
        names = [one for one in record.namings() if one.name == "Norland"]
        before = record.gather(names)
        (expelled,) = (pair for pair, row in before.events.items() if "expelled" in row.evidence_exact)
        (met,) = (pair for pair, row in before.events.items() if "talked" in row.evidence_exact)
        desk.send("reject", subject=expelled[1])
        correct_as(record, met[1], {"told": "planned"}, Reviewer("ann"))
        after = record.gather(names)
        assert set(before.events) - set(after.events) == {expelled}
        assert before.events[met].told == "happened" and after.events[met].told == "planned"
