"""A user's own actors: they win, for as long as they hold; a bad row is named by its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coding.actors import Actors
from dateline.coding.actors.user_actors import read_actors
from dateline.errors import TableError

HEADER = "name,aliases,kind,country,sectors,office,start,end,wikidata\n"


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "actors.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def mine(tmp_path: Path) -> Actors:
    rows = (
        "Harbour Watch,HW,,NOR,NGO|SOC,,,,\n"
        "# the next row ends, and ours counts again\n"
        "Whitehall Club,Kremlin,organisation,GBR,BUS,,2010,2020-06,Q1\n"
        "Anne Hidalgo,Hidalgo,person,FRA,GOV,Mayor of Paris,2014-04-05,2026-03-29,Q2851133\n"
    )
    return Actors.load(written(tmp_path, HEADER + rows))


@pytest.mark.parametrize(
    ("phrase", "date", "name", "country", "sectors"),
    [
        ("Harbour Watch", None, "Harbour Watch", "NOR", ("NGO", "SOC")),
        ("the Harbour Watch", "2024-01-01", "Harbour Watch", "NOR", ("NGO", "SOC")),
        ("Harbour Watch spokesman", "2024-01-01", None, "NOR", ("NGO", "SOC")),
        ("a spokesman for Harbour Watch", "2024-01-01", None, "NOR", ("NGO", "SOC")),
        ("the Kremlin", "2015-05-05", "Whitehall Club", "GBR", ("BUS",)),
        ("Anne Hidalgo", "2024-06-01", "Anne Hidalgo", "FRA", ("GOV",)),
        ("Mayor Hidalgo", "2024-06-01", "Anne Hidalgo", "FRA", ("GOV",)),
        ("Mossad", None, "Mossad", "ISR", ("SPY",)),
    ],
)
def test_rows(
    phrase: str, date: str | None, name: str | None, country: str, sectors: tuple[str, ...], mine: Actors
) -> None:
    found = mine.resolve(phrase, date)
    assert (found.name, found.country, found.sectors) == (name, country, sectors)


def test_a_row_that_is_over_leaves_ours_in_place(mine: Actors) -> None:
    assert mine.resolve("the Kremlin", "2021-01-01").country == "RUS"
    assert mine.resolve("Anne Hidalgo", "2026-06-01").office is None


def test_a_person_keeps_office_and_wikidata_id(mine: Actors) -> None:
    found = mine.resolve("Hidalgo", "2020")
    assert (found.kind, found.office, found.wikidata) == ("person", "Mayor of Paris", "Q2851133")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "the file is empty. Begin with a line: name,aliases"),
        ("title,country\nA,NOR\n", r"actors\.csv:1: no column name"),
        ("name;country\nA;NOR\n", "Divide them by commas"),
        ("name,land\nA,NOR\n", r"actors\.csv:1: there is no column 'land'"),
        ("name,name\nA,B\n", "the column name is there twice"),
        (
            "name,country\nA,NOR\n\n# remark\nB,Norway\n",
            r"actors\.csv:5: 'Norway' cannot be used \(column \d, \"country\"\)",
        ),
        (
            "name,sectors\nA,GOV|XXX\n",
            r"actors\.csv:2: 'GOV\|XXX' cannot be used \(column \d, \"sectors\"\).*divided by \|",
        ),
        ("name,kind\nA,human\n", r":2: 'human' cannot be used \(column \d, \"kind\"\)"),
        ("name,start\nA,15/9/2023\n", r":2: '15/9/2023' cannot be used \(column \d, \"start\"\).*2023-09-15"),
        ("name,start,end\nA,2023,2020\n", "The end lies before the start"),
        ("name,wikidata\nA,7747\n", "Write Q and digits"),
        ("name,country\n,NOR\n", r":2: '' cannot be used \(column \d, \"name\"\)"),
        ("name,country\nA,NOR,GOV\n", r":2: 3 fields, the header has 2.*in quotes"),
        ('name,country\n"A,NOR\n', r"actors\.csv:2: .*must be closed"),
    ],
)
def test_a_bad_row_says_its_line_and_what_to_write(text: str, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=complaint):
        read_actors(written(tmp_path, text))


def test_a_field_over_several_lines_counts_as_lines(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"actors\.csv:4: 'Norway'"):
        read_actors(written(tmp_path, 'name,country\n"A\nB",NOR\nC,Norway\n'))


def test_bytes_that_are_no_utf_8_are_named_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_bytes("name\nA\nGöran\n".encode("latin-1"))
    with pytest.raises(TableError, match=r"actors\.csv:3: a byte that is no UTF-8"):
        read_actors(path)
