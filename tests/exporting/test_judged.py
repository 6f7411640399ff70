"""What was judged, in tables, as a corpus, and back from Label Studio."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import UsageError
from dateline.exporting.judged_corpus import judged_corpus, part_of
from dateline.exporting.label_studio import task
from dateline.exporting.label_studio_back import read_tasks
from dateline.exporting.selection import Selection
from dateline.exporting.table_kinds import table_of
from dateline.linking import link
from dateline.recording import Record
from dateline.reviewing import Reviewer, accept, correct, reject
from training.acts.corpus import load
from training.acts.corpus import part_of as part_in_training

from ..judging.made import CODED_PAGE, TEXT, at, made

CODED = made()
EXPELLED, PROMISED = "esanction", "eagree"
ANN = Reviewer("ann")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "r.db") as opened:
        opened.add(CODED_PAGE, CODED.report, CODED.coding)
        opened.replace_stories(link(tuple(opened.coded())))
        yield opened


# ------------------------------------------------------------------ tables


def rows(record: Record, name: str) -> list[dict[str, Any]]:
    table = table_of(name)
    read = table.cells()
    names = [column.entry.name for column in table.columns]
    return [dict(zip(names, read(row), strict=True)) for row in table.rows(Selection(record))]


def test_a_row_says_who_judged_it_and_what_the_program_has_in_its_place(record: Record) -> None:
    correct(record, EXPELLED, {"told": "planned"}, ANN)
    accept(record, PROMISED, ANN)
    accept(record, "sholm", ANN)
    record.replace_stories(link(tuple(record.coded())))
    for table in ("events", "happenings"):
        found = {
            row["type"]: (row["told"], row["judged"], row["judged_by"], row["machine_values"])
            for row in rows(record, table)
        }
        assert found["SANCTION"] == ("planned", "corrected", "ann", ("told: happened",))
        assert found["AGREE"] == ("planned", "accepted", "ann", ())
    assert [(row["judged"], row["judged_by"]) for row in rows(record, "statements")] == [("accepted", "ann")]


# ------------------------------------------------------------------ corpus


def test_a_corpus_has_ids_and_offsets_and_no_text_and_training_reads_it(record: Record, tmp_path: Path) -> None:
    correct(record, EXPELLED, {"told": "planned"}, ANN)
    assert judged_corpus(record).lines == () and judged_corpus(record).partly == 1
    reject(record, PROMISED, ANN)
    (line,) = judged_corpus(record).lines
    expected = {
        "id": CODED.report.id,
        "part": part_of("2023-09-12"),
        "date": "2023-09-12",
        "events": [{"type": "SANCTION", "trigger": [at("expelled").start, at("expelled").end],
                    "evidence": [29, 80], "factuality": "planned",
                    "actors": [{"country": "NOR", "words": [29, 36]}]}],
        "near_misses": [[at("promised").start, at("promised").end]],
    }  # fmt: skip
    assert line == expected
    assert not any(word in json.dumps(line) for word in ("Norland", "Sudland", "diplomats"))
    (tmp_path / "docs.jsonl").write_text(json.dumps({"id": CODED.report.id, "text": TEXT, "date": "2023-09-12"}))
    (tmp_path / "labels.jsonl").write_text(json.dumps(line))
    (text,) = load([tmp_path / "docs.jsonl"], [tmp_path / "labels.jsonl"])
    (act,) = text.acts
    assert (act.types, act.told, [TEXT[a:b] for a, b in act.words]) == (("SANCTION",), "planned", ["expelled"])


@pytest.mark.parametrize("day", [f"2023-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29, 3)])
def test_a_day_belongs_to_the_part_that_training_gives_it(day: str) -> None:
    assert part_of(day) == part_in_training(day)


# ------------------------------------------------------------------ Label Studio


def annotated(change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]]) -> bytes:
    """Our task as Label Studio gives it back, after somebody changed its regions."""
    made_: Any = json.loads(json.dumps(task(CODED)))
    result = change(made_["predictions"][0]["result"])
    who = {"id": 3, "email": "bo@reviewers.example"}
    annotation = {"id": 1, "completed_by": who, "updated_at": "2026-03-02T10:00:00.123456Z", "result": result}
    return json.dumps([{**made_, "annotations": [annotation]}]).encode()


def act_of(result: list[dict[str, Any]], trigger: str) -> str:
    """The region of the act whose clause has this word."""
    return next(
        str(one["id"])
        for one in result
        if trigger in one.get("value", {}).get("text", "") and "act" in one["value"].get("labels", ())
    )


def chosen(name: str, value: str) -> Callable[[list[dict[str, Any]]], list[dict[str, Any]]]:
    def change(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
        region = act_of(result, "expelled")
        for one in result:
            if one.get("id") == region and one.get("from_name") == name:
                one["value"]["choices"] = [value]
        return result

    return change


def without_the_act(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
    region = act_of(result, "expelled")
    return [one for one in result if region not in (one.get("id"), one.get("from_id"), one.get("to_id"))]


def with_a_recipient(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
    span = at("Sudland")
    words = {"start": span.start, "end": span.end, "text": "Sudland", "labels": ["recipient"]}
    tie = {"type": "relation", "from_id": act_of(result, "expelled"), "to_id": "mine", "labels": ["recipient"]}
    return [*result, {"id": "mine", "from_name": "label", "to_name": "text", "type": "labels", "value": words}, tie]


def with_an_act(result: list[dict[str, Any]]) -> list[dict[str, Any]]:
    words = {"start": 0, "end": 7, "text": TEXT[:7], "labels": ["act"]}
    return [*result, {"id": "mine", "from_name": "label", "to_name": "text", "type": "labels", "value": words}]


@pytest.mark.parametrize(
    ("change", "act", "values", "marked"),
    [
        (lambda result: result, "accept", {}, 0),
        (chosen("told", "planned"), "correct", {"told": "planned"}, 0),
        (chosen("type", "THREATEN"), "correct", {"type": "THREATEN"}, 0),
        (without_the_act, "reject", {}, 0),
        (with_a_recipient, "correct", {"recipients": "Sudland"}, 0),
        (with_an_act, "accept", {}, 1),
    ],
)
def test_what_was_done_in_label_studio_comes_back_as_judgements(
    change: Callable[[list[dict[str, Any]]], list[dict[str, Any]]],
    act: str,
    values: dict[str, str],
    marked: int,
    record: Record,
) -> None:
    brought = read_tasks(record, annotated(change))
    by_id = {one.subject.id: one for one in brought.judgements}
    assert set(by_id) == {EXPELLED, PROMISED, "sholm"} and brought.marked == marked
    made_ = by_id[EXPELLED]
    assert (made_.act, made_.by, made_.at) == (act, "bo@reviewers.example", "2026-03-02T10:00:00.123456Z")
    assert {by_id[name].act for name in (PROMISED, "sholm")} == {"accept"}
    for name, value in values.items():
        assert made_.values[name] == value or made_.values[name][0]["name"] == value
    record.keep_judgements(brought.judgements)
    assert record.keep_judgements(read_tasks(record, annotated(change)).judgements) == ()  # the same file once more
    assert not list(record.verify())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"no JSON", "this is no JSON of Label Studio"),
        (b'[{"text": "x"}]', "these are no tasks with annotations"),
        (annotated(lambda result: result).replace(b'"completed_by"', b'"nobody"'), "does not say who made it"),
        (annotated(lambda result: result).replace(b"2026-03-02T", b"soon"), "has no moment that can be read"),
    ],
)
def test_a_file_that_is_none_says_what_to_do(content: bytes, message: str, record: Record) -> None:
    with pytest.raises(UsageError, match=message):
        read_tasks(record, content)


def test_tasks_of_other_reports_are_counted(record: Record) -> None:
    content = annotated(lambda result: result).replace(CODED.report.id.encode(), b"p0000000000000000")
    assert (read_tasks(record, content).unknown, read_tasks(record, content).judgements) == (1, ())
