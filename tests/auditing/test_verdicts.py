"""What the words say of a row: each case is a sentence, a row and the verdict that a careful reader gives."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.auditing import Share, wilson
from dateline.cli import app

HEAD = (
    "Event ID,Event Date,Event Type,Actor Name,Actor Country,Primary Actor Sector,Recipient Name,Recipient Country,"
    "Primary Recipient Sector,Placename,Country,Latitude,Longitude,Publication Date,url,text"
).split(",")
CANADA = "Canada condemned Belarus on Wednesday for closing three newspapers."
KENYA = "Kenyan police arrested eleven protesters outside the parliament in Nairobi on Thursday."

CASES: list[tuple[str, str, dict[str, str]]] = [
    ("supported", CANADA, {}),
    (
        "other sides",
        CANADA,
        {"Actor Name": "Belarus", "Actor Country": "BLR", "Recipient Name": "Canada", "Recipient Country": "CAN"},
    ),
    ("other sides", CANADA, {"Actor Name": "Iceland", "Actor Country": "ISL"}),
    ("no words", CANADA, {"Event Type": "MOBILIZE"}),
    (
        "no words",
        CANADA,
        {"Actor Name": "Iceland", "Actor Country": "ISL", "Recipient Name": "Fiji", "Recipient Country": "FJI"},
    ),
    ("unsure", CANADA, {"Event Type": "REJECT"}),
    ("unsure", CANADA, {"Event Type": "SOMETHING"}),
    ("unsure", CANADA, {"Actor Name": "", "Actor Country": "", "Recipient Name": "", "Recipient Country": ""}),
    ("other day", CANADA, {"Event Date": "2021-03-02"}),
    ("supported", CANADA, {"Event Date": "2021-03-18"}),
    ("no text", "", {}),
    (
        "told otherwise",
        "Canada denied on Wednesday that it had condemned Belarus.",
        {},
    ),
    (
        "told otherwise",
        "Ireland intends to expel a Russian diplomat before the end of the month.",
        {
            "Event Type": "SANCTION",
            "Actor Name": "Ireland",
            "Actor Country": "IRL",
            "Recipient Name": "Russia",
            "Recipient Country": "RUS",
        },
    ),
]
ARREST = {
    "Event Date": "2021-03-18",
    "Event Type": "COERCE",
    "Actor Name": "Police",
    "Actor Country": "KEN",
    "Primary Actor Sector": "COP",
    "Recipient Name": "Protesters",
    "Recipient Country": "KEN",
    "Primary Recipient Sector": "CVL",
}
TURNED = ARREST | {
    "Actor Name": "Protesters",
    "Primary Actor Sector": "CVL",
    "Recipient Name": "Police",
    "Primary Recipient Sector": "COP",
}
CASES += [
    ("supported", KENYA, ARREST | {"Placename": "Nairobi", "Country": "Kenya"}),
    (
        "supported",
        KENYA,
        ARREST | {"Placename": "Westlands", "Country": "Kenya", "Latitude": "-1.26", "Longitude": "36.80"},
    ),
    (
        "other place",
        KENYA,
        ARREST | {"Placename": "Mombasa", "Country": "Kenya", "Latitude": "-4.04", "Longitude": "39.66"},
    ),
    ("other place", KENYA, ARREST | {"Placename": "Quito", "Country": "Ecuador"}),
    ("supported", KENYA, ARREST | {"Country": "Kenya"}),
    ("other sides", KENYA, TURNED),
]


def write(folder: Path, rows: list[dict[str, str]]) -> Path:
    path = folder / "rows.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, HEAD)
        writer.writeheader()
        writer.writerows(rows)
    return path


def row(text: str, **more: str) -> dict[str, str]:
    usual = {
        "Event Date": "2021-03-17",
        "Event Type": "ACCUSE",
        "Actor Name": "Canada",
        "Actor Country": "CAN",
        "Recipient Name": "Belarus",
        "Recipient Country": "BLR",
        "Publication Date": "2021-03-19",
        "text": text,
    }
    return usual | more


def audit(path: Path, *words: str, code: int = 0) -> Result:
    result = CliRunner().invoke(app, ["audit", str(path), *words, "--workers", "0"])
    assert result.exit_code == code, result.output or repr(result.exception)
    return result


def answers(path: Path, *words: str) -> list[dict[str, object]]:
    out = path.with_suffix(".jsonl")
    audit(path, "--out", str(out), *words)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """The answers to all cases, each told apart from the others by an empty line, so that none is a copy."""
    rows = [row(text and f"{text}{chr(10) * 2}Page {number}.", **more) for number, (_, text, more) in enumerate(CASES)]
    return answers(write(tmp_path_factory.mktemp("cases"), rows))


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_the_verdict_is_that_of_a_careful_reader(verdicts: list[dict[str, object]], number: int) -> None:
    assert verdicts[number]["verdict"] == CASES[number][0], verdicts[number]["reason"]
    assert verdicts[number]["reason"]


def test_the_words_are_those_of_the_text(verdicts: list[dict[str, object]]) -> None:
    for number, (_, text, _) in enumerate(CASES):
        whole = f"{text}\n\nPage {number}."
        words = verdicts[number]["words"]
        assert isinstance(words, list)
        assert all(whole[one["start"] : one["end"]] == one["exact"] for one in words)
    assert any(verdicts[0]["words"] for _ in (0,))


def test_what_is_told_otherwise_says_how(verdicts: list[dict[str, object]]) -> None:
    told = {one["told"] for one, case in zip(verdicts, CASES, strict=True) if case[0] == "told otherwise"}
    assert told == {"denied", "planned"}


def test_copies_are_told_by_text_and_coding(tmp_path: Path) -> None:
    rows = [
        row(CANADA, url="http://a.example/1"),
        row(CANADA, url="http://b.example/2"),
        row(CANADA, **{"Event Type": "REQUEST"}),
    ]
    found = answers(write(tmp_path, rows))
    assert [one["copy_of"] for one in found] == [None, 1, None]
    assert found[1]["verdict"] == "copy" and found[1]["verdict_of_first"] == "supported"
    assert "REQUEST" in str(found[2]["reason"])


def test_pages_are_found_by_address(tmp_path: Path) -> None:
    page = {
        "url": "https://www.post.example/canada/",
        "published": "2021-03-19",
        "text": f"{CANADA} " * 1 + "It was cold in Minsk that week, and the papers did not come out again.",
    }
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "all.jsonl").write_text(json.dumps(page), encoding="utf-8")
    path = write(tmp_path, [row("", url="http://post.example/canada"), row("", url="http://post.example/other")])
    first, second = answers(path, "--pages", str(tmp_path / "pages"))
    assert first["verdict"] == "supported"
    assert second["verdict"] == "no text" and "no saved page has the address" in str(second["reason"])


def test_a_page_beside_the_table_is_read(tmp_path: Path) -> None:
    body = f"<html><body><article><h1>Canada speaks</h1><p>{CANADA}</p><p>{KENYA}</p></article></body></html>"
    (tmp_path / "page.html").write_text(body, encoding="utf-8")
    (tmp_path / "rows.csv").write_text(
        "Event Date,Event Type,Actor Name,Actor Country,Recipient Name,Recipient Country,path,published\n"
        "2021-03-17,ACCUSE,Canada,CAN,Belarus,BLR,page.html,2021-03-19\n",
        encoding="utf-8",
    )
    assert [one["verdict"] for one in answers(tmp_path / "rows.csv")] == ["supported"]


def test_tolerance_is_the_users(tmp_path: Path) -> None:
    path = write(tmp_path, [row(CANADA, **{"Event Date": "2021-03-13"})])
    assert answers(path)[0]["verdict"] == "other day"
    assert answers(path, "--days", "4")[0]["verdict"] == "supported"


def test_every_form_has_every_row(tmp_path: Path) -> None:
    path = write(tmp_path, [row(CANADA), row(CANADA.replace("condemned", "praised")), row("")])
    said = audit(path, "--out", str(tmp_path / "a.csv")).output
    assert "3 rows" in said and "1 of 2 supported: .5 (.09 to .91)" in said
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [one["row"] for one in rows] == ["1", "2", "3"]
    assert rows[0]["evidence"] and rows[0]["evidence"] in CANADA
    audit(path, "--out", str(tmp_path / "a.html"))
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.count("<article") == 3 and "<mark" in page and "<script" not in page


def test_a_hostile_cell_stays_words(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>\u202e\x1b[31m"
    path = write(tmp_path, [row(CANADA, **{"Event ID": hostile, "Actor Name": hostile})])
    said = audit(path, "--out", str(tmp_path / "a.html")).output
    assert "\x1b" not in said and "\u202e" not in said
    assert "<script>alert" not in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--out", "a.docx"], "ends in .csv, .tsv, .jsonl, .html"),
        (["--shape", "excel"], "there is no shape excel"),
        (["--pages", "nowhere"], "there is no folder nowhere"),
    ],
)
def test_wrong_use_is_said_with_what_to_do(tmp_path: Path, words: list[str], said: str) -> None:
    path = write(tmp_path, [row("", url="http://post.example/a")])
    assert said in " ".join(audit(path, *words, code=2).output.split())


def test_a_table_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    assert "Check the name" in audit(tmp_path / "none.csv", code=2).output


@pytest.mark.parametrize(
    ("hits", "of", "expected"),
    [(5, 10, (0.5, 0.237, 0.763)), (0, 10, (0.0, 0.0, 0.278)), (10, 10, (1.0, 0.722, 1.0)), (0, 0, (None, None, None))],
)
def test_the_interval_is_wilsons(hits: int, of: int, expected: tuple[float | None, ...]) -> None:
    found = wilson(hits, of)
    assert isinstance(found, Share)
    assert [value and round(value, 3) for value in (found.share, found.low, found.high)] == [v and v for v in expected]
