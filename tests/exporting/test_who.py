"""A dossier of our own pages: who is found, what stands in which section, and that every word can be cut again."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.errors import Ambiguous
from dateline.exporting.fields import part_values
from dateline.exporting.who.finding import find_actor
from dateline.linking import described_actors
from dateline.model import Naming

from .who_pages import make_record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("who"))


def ask(record: Path, *words: str, code: int = 0) -> str:
    result = CliRunner().invoke(app, ["who", *words, "--record", str(record)])
    assert result.exit_code == code, result.output or repr(result.exception)
    return result.output


def lines(record: Path, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(ask(record, *words, "--json"))["lines"]
    return found


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Kaja Kallas", "Q11869065"),
        ("kallas", "Q11869065"),
        ("Q11869065", "Q11869065"),
        ("prime minister of Estonia", "Q11869065"),
        ("Estonian prime minister", "Q11869065"),
        ("Niinisto", "Q29207"),
        ("Estonia", "EST"),
        ("EST", "EST"),
        ("Estonians", "EST"),
        ("kaja kallaste", "kaja kallaste/EST"),
    ],
)
def test_a_name_finds_one(record: Path, name: str, key: str) -> None:
    assert json.loads(ask(record, name, "--json"))["key"] == key


def test_several_that_fit_are_listed_with_their_keys(record: Path) -> None:
    said = ask(record, "Kaja", code=2)
    assert "Q11869065" in said and "kaja kallaste/" in said and "Choose one by its key" in said


def naming(name: str, country: str | None = None) -> Naming:
    return Naming(name, "", country, None, ("GOV",), None, "s1")


MINISTRIES = described_actors(
    {
        naming("Ukraine's foreign ministry", "UKR"): 2,
        naming("the Ukrainian foreign ministry", "UKR"): 1,
        naming("Finland's foreign ministry", "FIN"): 1,
        naming("two officials", "FIN"): 1,
    }
)


@pytest.mark.parametrize(
    ("asked", "key", "times"),
    [
        ("Ukraine's foreign ministry", "~foreign ministry/UKR", 3),
        ("foreign ministry of Finland", "~foreign ministry/FIN", 1),
        ("~foreign ministry/UKR", "~foreign ministry/UKR", 3),
        ("officials", "~two officials/FIN", 1),
    ],
)
def test_who_is_only_described_is_found_by_the_words(asked: str, key: str, times: int) -> None:
    found = find_actor(asked, (), "my.db", MINISTRIES)
    assert (found.actor.key, found.actor.times, found.how) == (key, times, "by description")


def test_a_description_that_fits_two_states_lists_both() -> None:
    with pytest.raises(Ambiguous, match="one of 2 in") as error:
        find_actor("foreign ministry", (), "my.db", MINISTRIES)
    assert "~foreign ministry/UKR" in str(error.value) and "~foreign ministry/FIN" in str(error.value)


def test_a_described_body_has_a_dossier(record: Path) -> None:
    (line,) = lines(record, "opposition")
    assert (line["section"], line["type"]) == ("did", "ACCUSE")


def test_nobody_is_said_so_with_what_is_like_it(record: Path) -> None:
    assert "Like it: Sauli Niinistö" in ask(record, "Sauli Niinistenen", code=2)


@pytest.mark.parametrize(
    ("name", "section", "type_", "words"),
    [
        ("Niinistö", "did", "CONSULT", "met Estonian Prime Minister Kaja Kallas"),
        ("Kallas", "did", "CONSULT", "met Estonian Prime Minister Kaja Kallas"),
        ("Niinistö", "told", "says", "that the cable could wait a year"),
        ("Kallas", "said", "says", "that the cable could wait a year"),
        ("Kallas", "denied", "REQUEST", "Estonia had asked Finland for money"),
        ("Estonia", "was-denied", "REQUEST", "Estonia had asked Finland for money"),
        ("Kallas", "accused", "ACCUSE", "accused Kallas of secrecy"),
        ("Estonia", "suffered", "SUPPORT", "praised Estonia"),
        ("Kallas", "planned", "AGREE", "will visit Sweden"),
    ],
)
def test_every_line_stands_in_its_section(record: Path, name: str, section: str, type_: str, words: str) -> None:
    found = [one for one in lines(record, name) if one["section"] == section and one["type"] == type_]
    assert len(found) == 1
    assert words in str(found[0]["words"])


def test_copies_are_one_source_and_a_happening_is_one_line(record: Path) -> None:
    (met,) = (one for one in lines(record, "Niinistö") if one["type"] == "CONSULT")
    assert (met["sources"], met["reports"], met["day"], met["basis"]) == (2, 3, "2023-09-14", "text")


def test_a_denied_event_is_not_told_twice(record: Path) -> None:
    denied = [one for one in lines(record, "Kallas") if "asked Finland" in str(one["words"])]
    assert [one["section"] for one in denied] == ["denied"]


@pytest.mark.parametrize(
    ("asked", "types"),
    [
        (("--with", "Niinistö"), {"CONSULT", "says"}),
        (("--type", "consult"), {"CONSULT"}),
        (("--type", "says", "--type", "ACCUSE"), {"says", "ACCUSE"}),
        (("--told", "denied"), {"REQUEST"}),
        (("--told-by", "harbour"), {"CONSULT"}),
        (("--from", "2023-09-15", "--to", "2023-09-17"), {"says", "REQUEST", "AGREE"}),
        (("--sure", ".99"), {"says", "denies"}),
    ],
)
def test_the_filters_leave_what_is_asked(record: Path, asked: tuple[str, ...], types: set[str]) -> None:
    assert {one["type"] for one in lines(record, "Kallas", *asked)} == types


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("--type", "meeting"), "Write one of ASSAULT"),
        (("--told", "surely"), "Write one of happened"),
        (("--from", "2024-01-02", "--to", "2024-01-01"), "the earlier day after --from"),
        (("--out", "kallas.docx"), "ends in .html, .csv, .tsv, .json"),
        (("--with", "Nobody Known"), "nobody called Nobody Known"),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_can(record: Path, asked: tuple[str, ...], said: str) -> None:
    assert said in " ".join(ask(record, "Kallas", *asked, code=2).split())


def test_words_are_what_their_report_has_there(record: Path, tmp_path: Path) -> None:
    ask(record, "Kallas", "--out", str(tmp_path / "kallas.csv"))
    with sqlite3.connect(record) as connection:
        texts = dict(connection.execute("SELECT id, text FROM reports").fetchall())
    with (tmp_path / "kallas.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(lines(record, "Kallas"))
    for row in rows:
        cells = [part_values(row[name]) for name in ("report", "start", "end", "words")]
        for report, start, end, words in zip(*cells, strict=True):
            assert texts[report][int(start) : int(end)] == words


def test_the_page_asks_for_nothing_and_shows_every_line(record: Path, tmp_path: Path) -> None:
    ask(record, "Kallas", "--out", str(tmp_path / "kallas.html"))
    page = (tmp_path / "kallas.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|src=|@import|url\(", page)
    assert page.count("<article") == len(lines(record, "Kallas"))
    assert "identifier Q11869065" in page and "Kaja Kallaste" not in page.split("<main")[1]


def test_piped_text_keeps_to_80_columns_and_has_no_blanks_at_the_ends(record: Path) -> None:
    shown = ask(record, "Kallas").splitlines()
    assert max(map(len, shown)) <= 80
    assert all(line == line.rstrip() for line in shown)


def test_everyone_counts_who_leads_the_state(record: Path) -> None:
    alone, whole = lines(record, "Estonia"), lines(record, "Estonia", "--everyone")
    assert not any(one["type"] == "CONSULT" for one in alone)
    assert any(one["type"] == "CONSULT" for one in whole)


def test_the_same_record_gives_the_same_bytes(record: Path) -> None:
    assert ask(record, "Kallas", "--json") == ask(record, "Kallas", "--json")
