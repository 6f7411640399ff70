"""`dateline judge`: what is typed, what is printed, and what the other commands show afterwards."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import Coding, Report, link, read
from dateline.cli import app
from dateline.model import Page
from dateline.recording import Record

from ..judging.made import CODED_PAGE, made
from ..judging.test_ties import TEXTS

CODED = made()
EXPELLED, PROMISED = "esanction", "eagree"


@pytest.fixture
def record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A linked record of one report with two events; ann reviews."""
    monkeypatch.setenv("DATELINE_REVIEWER", "ann")
    monkeypatch.setenv("DATELINE_RECORD", str(tmp_path / "record.db"))
    with Record.open(tmp_path / "record.db") as opened:
        opened.add(CODED_PAGE, CODED.report, CODED.coding)
        opened.replace_stories(link(opened.coded()))
    return tmp_path / "record.db"


def dateline(*arguments: str, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})
    assert result.exit_code == exit_code, result.output or repr(result.exception)
    return result


def judge(*arguments: str, exit_code: int = 0) -> Result:
    return dateline("judge", *arguments, exit_code=exit_code)


def events(*arguments: str) -> dict[str, dict[str, str]]:
    table = dateline("export", "--events", *arguments).stdout
    return {row["id"]: row for row in csv.DictReader(io.StringIO(table, newline=""), strict=True)}


@pytest.mark.usefixtures("record")
def test_a_corrected_event_leaves_as_it_was_corrected_and_an_undoing_brings_it_back() -> None:
    printed = judge("correct", EXPELLED, "told=planned", "--why", "only announced")
    assert f"correct event {EXPELLED} SANCTION, by ann: only announced" in printed.stdout
    assert "happenings and stories follow with: dateline link" in printed.stderr
    assert events()[EXPELLED]["told"] == "planned"
    judge("undo", EXPELLED)
    assert events()[EXPELLED]["told"] == "happened"


@pytest.mark.usefixtures("record")
def test_what_is_rejected_leaves_with_no_export_and_enters_no_happening() -> None:
    judge("reject", EXPELLED)
    assert list(events()) == [PROMISED]
    assert "SANCTION" not in dateline("story", "largest").stdout  # before it is linked anew
    dateline("link")
    assert list(events()) == [PROMISED]
    assert [row["type"] for row in csv.DictReader(io.StringIO(dateline("export").stdout))] == ["AGREE"]
    judge("undo", EXPELLED)
    dateline("link")
    assert set(events()) == {EXPELLED, PROMISED}


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("type=THREATEN", "type", "THREATEN"),
        ("told=denied", "told", "denied"),
        ("recipients=two diplomats of Sudland", "recipients", "two diplomats of Sudland"),
        ("recipients=two diplomats [SWE/GOV]", "recipient_countries", "SWE"),
        ("actors=", "actors", ""),
        ("when=on Monday = 2023-09-11", "event_date", "2023-09-11"),
        ("counts=dead 2 = two diplomats", "dead_low", "2"),
        ("said_by=Minister Ada Holm", "said_by", "Minister Ada Holm"),
    ],
)
def test_a_field_is_typed_as_words_of_the_report(typed: str, field: str, value: str) -> None:
    judge("correct", EXPELLED, typed)
    assert value in events()[EXPELLED][field] and bool(value) == bool(events()[EXPELLED][field])


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("correct", EXPELLED, "type=DANCE"), "DANCE is no event type. It can be: ACCUSE, AGREE"),
        (("correct", EXPELLED, "told=shouted"), "told cannot be corrected so"),
        (("correct", EXPELLED, "colour=red"), "colour=red corrects nothing. Write FIELD=VALUE, with a field of: type"),
        (("correct", EXPELLED, "actors=Atlantis"), "'Atlantis' does not stand in report p"),
        (("correct", EXPELLED, "when=2023-09-11"), "2023-09-11 has no words that show it. Write WORDS = DAY"),
        (("correct", EXPELLED, "when=Monday = soon"), "soon is no day. Write 2023-09-15"),
        (("correct", EXPELLED, 'actors=[{"name": "Oslo", "span": {"start": 0, "end": 4, "exact": "Oslo"}}]'),
         "'Oslo' does not stand at [0, 4) of the report"),
        (("correct", "sholm", "stance=sings"), "stance cannot be corrected so"),
        (("accept", "e0000"), "no event and no statement of"),
        (("accept", "e"), "e is the start of"),
        (("undo", EXPELLED), "has no judgement esanction, and none in force"),
        (("accept", EXPELLED, "--by", " "), "a judgement needs a name. Give it: --by NAME, or set DATELINE_REVIEWER"),
    ],
)  # fmt: skip
def test_what_cannot_be_says_what_to_do(arguments: tuple[str, ...], message: str) -> None:
    assert message in judge(*arguments, exit_code=2).stderr
    assert judge("list").stdout == "nothing was judged\n"


@pytest.mark.usefixtures("record")
def test_the_list_shows_who_when_what_and_what_was_taken_back() -> None:
    judge("accept", PROMISED)
    judge("correct", EXPELLED, "told=planned", "--by", "bo")
    judge("undo", EXPELLED, "--why", "I misread it")
    lines = judge("list").stdout.splitlines()
    assert [line.split("  ")[2].split(" ")[0] for line in lines if not line.startswith("    ")] == [
        "accept",
        "correct",
        "undo",
    ]
    assert any("by bo [taken back: j" in line for line in lines) and any("I misread it" in line for line in lines)
    assert "    told: happened → planned" in lines
    found = [json.loads(line) for line in judge("list", "--json", "--by", "bo").stdout.splitlines()]
    assert [(one["act"], one["state"], one["values"]) for one in found] == [
        ("correct", "taken back", {"told": "planned"})
    ]
    assert [json.loads(line)["act"] for line in judge("list", PROMISED, "--json").stdout.splitlines()] == ["accept"]


@pytest.mark.usefixtures("record")
def test_explain_shows_what_was_judged_beside_what_the_program_says() -> None:
    judge("correct", EXPELLED, "told=planned", "--why", "only announced")
    judge("reject", PROMISED)
    printed = dateline("explain", EXPELLED).stdout
    assert "judged: corrected" in printed and "judged told: planned (the program: happened)" in printed
    assert "correct by ann" in printed and "only announced" in printed
    assert "judged: rejected" in dateline("explain", PROMISED).stdout


@pytest.mark.usefixtures("record")
def test_nothing_that_is_typed_steers_the_terminal() -> None:
    printed = judge("accept", EXPELLED, "--why", "\x1b[2J[red]", "--by", "b\x1b]0;o").stdout
    assert "\x1b" not in printed + judge("list").stdout + dateline("explain", EXPELLED).stdout
    assert "\\x1b[2J[red]" in printed


@pytest.mark.usefixtures("record")
def test_verify_passes_after_all_of_it() -> None:
    judge("correct", EXPELLED, "type=THREATEN", "told=planned")
    judge("reject", PROMISED)
    dateline("link")
    assert "everything fits" in dateline("verify").stdout


# ------------------------------------------------------------------ split and join


@pytest.fixture
def three(record: Path) -> list[str]:
    """Three reports more: a wire text on two pages, and a ferry."""
    names = []
    with Record.open(record) as opened:
        for text in TEXTS:
            page = Page(text.encode(), charset="utf-8", given_published="2023-09-15")
            report = read(page, as_is=True)
            assert isinstance(report, Report)
            opened.add(page, report, Coding(report.id))
            names.append(report.id)
    dateline("link")
    return names


def stories(record: Path) -> list[tuple[int, int]]:
    with Record.open(record) as opened:
        return sorted((len(story.reports), len(story.lineages)) for story in opened.stories())


def story_of(record: Path, report: str) -> str:
    with Record.open(record) as opened:
        return next(story.id for story in opened.stories() if report in story.reports)


def test_a_split_story_stays_split_until_it_is_undone(record: Path, three: list[str]) -> None:
    assert stories(record) == [(1, 1), (3, 2)]
    made_ = judge("split", story_of(record, three[0]), three[0], "--why", "the earlier meeting").stdout.split()[0]
    dateline("link")
    assert stories(record) == [(1, 1), (1, 1), (2, 2)]
    dateline("link")
    judge("undo", made_)
    dateline("link")
    assert stories(record) == [(1, 1), (3, 2)]
    assert "everything fits" in dateline("verify").stdout


def test_joined_stories_are_one_story_of_two_lineages(record: Path, three: list[str]) -> None:
    judge("join", story_of(record, three[0]), story_of(record, three[2]))
    dateline("link")
    assert stories(record) == [(4, 3)]
    assert "everything fits" in dateline("verify").stdout
    assert "join story" in judge("list", three[2]).stdout


@pytest.mark.usefixtures("three")
def test_what_cannot_be_split_or_joined_says_why(record: Path) -> None:
    with Record.open(record) as opened:
        ferry = next(story for story in opened.stories() if len(story.reports) == 1)
    assert "nothing would be left of story" in judge("split", ferry.id, ferry.reports[0], exit_code=2).stderr
    assert "is nothing that story" in judge("split", ferry.id, "p0000", exit_code=2).stderr
    assert "two or more of one kind" in judge("join", ferry.id, exit_code=2).stderr
    assert "has no story, lineage or happening" in judge("join", ferry.id, "Nobody/XXX", exit_code=2).stderr
