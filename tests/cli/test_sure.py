"""`--sure`: what is shown and exported without records that are not sure enough; what is kept stays whole."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline import Coding, Page, Report, code, link, read
from dateline.cli import app
from dateline.cli.showing import show_outcome
from dateline.recording import Record
from dateline.running import Outcome

TEXTS = (
    "Norway and Belarus\nNorway expelled two Belarusian diplomats on Monday. Japan promised to send doctors to Kenya.",
    "Norway and Belarus\nTwo Belarusian diplomats were expelled by Norway on Monday, a paper wrote. It rained.",
)
SURES = {"SANCTION": (0.9, 0.6), "AGREE": (0.3, 0.3)}


def coded(place: int) -> tuple[Page, Report, Coding]:
    page = Page(TEXTS[place].encode(), charset="utf-8", given_published="2024-03-06", origin=f"{place}.txt")
    report = read(page, as_is=True)
    assert isinstance(report, Report)
    coding = code(report)
    events = tuple(replace(event, sure=SURES[event.type][place]) for event in coding.events)
    return page, report, replace(coding, events=events)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pages: both tell of the expulsion, .9 and .6 sure; the first of a promise, .3 sure."""
    path = tmp_path_factory.mktemp("sure") / "record.db"
    with Record.open(path) as opened:
        for place in range(len(TEXTS)):
            opened.add(*coded(place))
        opened.replace_stories(link(opened.coded()))
    return path


def dateline(*arguments: object, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == exit_code, result.output or repr(result.exception)
    return result


def table(*arguments: object) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(dateline("export", *arguments).stdout, newline=""), strict=True))


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        ((), ["AGREE", "SANCTION", "SANCTION"]),
        (("--sure", ".3"), ["AGREE", "SANCTION", "SANCTION"]),
        (("--sure", "0.5"), ["SANCTION", "SANCTION"]),
        (("--sure", ".8"), ["SANCTION"]),
        (("--sure", "1"), []),
    ],
)
def test_a_table_of_events_that_are_sure_enough(record: Path, asked: tuple[str, ...], types: list[str]) -> None:
    rows = table(record, "--events", *asked)
    assert sorted(row["type"] for row in rows) == types
    assert all(float(row["sure"]) >= float(asked[1]) for row in rows if asked)


def test_a_happening_is_counted_by_the_sources_that_are_sure_enough(record: Path) -> None:
    counted = {row["type"]: (row["sources"], row["sure"]) for row in table(record)}
    assert counted.keys() == {"SANCTION", "AGREE"} and counted["SANCTION"][0] == "2"
    (row,) = table(record, "--sure", ".8")
    assert (row["type"], row["sources"], row["sure"]) == ("SANCTION", "1", "0.9")
    assert row["id"] in {line["id"] for line in table(record)}
    (event,) = table(record, "--events", "--sure", ".8")
    assert event["sources"] == "1"


def test_a_brief_of_what_is_sure_enough(record: Path, tmp_path: Path) -> None:
    html = tmp_path / "brief.html"
    whole = dateline("story", "largest", "--record", record, "--html", html).stdout
    assert "sure .9" in whole and "left out" not in whole and "sure .3" in html.read_text(encoding="utf-8")
    shown = dateline("story", "largest", "--record", record, "--sure", ".8", "--html", html).stdout
    for told in (shown, html.read_text(encoding="utf-8")):
        assert "1 happening less sure than .8 left out" in told and "Kenya" not in told.split("Who said what")[0]


def test_what_is_kept_stays_whole(record: Path) -> None:
    with Record.open(record) as opened:
        before = list(opened.dump())
    dateline("story", "largest", "--record", record, "--sure", "1")
    dateline("export", record, "--sure", "1")
    assert "everything fits" in dateline("verify", "--record", record).output
    with Record.open(record) as opened:
        assert list(opened.dump()) == before
        assert [len(one.coding.events) for one in opened.coded(sure=0.8)].count(0) == 1


@pytest.mark.parametrize("wrong", ["3", "-1", "x", "80%", "nan", "0,8", ""])
@pytest.mark.parametrize("command", [("export", "{}"), ("story", "largest", "--record", "{}")])
def test_what_is_no_probability_is_refused_with_what_to_do(record: Path, command: tuple[str, ...], wrong: str) -> None:
    asked = [word.format(record) for word in command]
    said = " ".join(dateline(*asked, f"--sure={wrong}", exit_code=2).stderr.split())
    assert f"{wrong} is no probability. Write a number from 0 to 1, as --sure .8" in said


def test_a_printed_event_says_how_sure_only_where_it_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    page, report, coding = coded(0)
    show_outcome(Outcome(page, report, coding))
    printed = capsys.readouterr().out
    assert [line.partition(", sure ")[2][:3] for line in _events(printed)] == [".9]", ".3]"]
    certain = replace(coding, events=tuple(replace(event, sure=1.0) for event in coding.events))
    show_outcome(Outcome(page, report, certain))
    assert "sure" not in capsys.readouterr().out


def _events(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if " SANCTION/" in line or " AGREE " in line]


def test_an_explanation_says_how_sure(record: Path) -> None:
    with Record.open(record) as opened:
        (event,) = next(coded for coded in opened.coded(sure=0.8) if coded.coding.events).coding.events
    printed = dateline("explain", event.id, "--record", record).stdout
    assert "type: SANCTION/expel" in printed and ", sure .9" in printed
