"""The one reader of tables: what a row knows, and what a user is told where a table cannot be used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.errors import DatelineError
from dateline.tables import Row, Sheet, TableError, read, read_csv, shipped


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def only(row: str, columns: tuple[str, ...] = ("word", "value")) -> Row:
    (found,) = Sheet.of("few.tsv", row).rows(columns)
    return found


def test_a_row_knows_its_file_and_line(tmp_path: Path) -> None:
    path = written(tmp_path, "towns.tsv", "# towns\n\nname\tcountry\nOslo\tNOR\n# in the north\n Tromsø \tNOR\n")
    first, second = read(path)
    assert (first.where, first["name"], first["country"]) == ("towns.tsv:4", "Oslo", "NOR")
    assert (second.file, second.line, tuple(second)) == ("towns.tsv", 6, ("Tromsø", "NOR"))
    assert (first.get("country"), first.get("river")) == ("NOR", "")


def test_columns_can_be_declared_and_the_last_be_missing(tmp_path: Path) -> None:
    path = written(tmp_path, "units.tsv", "day\t1\tshort\nweek\t7\nyear\n")
    rows = list(read(path, ("unit", "days", "flags"), optional=2))
    assert [row["days"] for row in rows] == ["1", "7", ""]
    with pytest.raises(TableError, match=r"units\.tsv:3: 3 columns are needed, 1 are there"):
        list(read(path, ("unit", "days", "flags"), optional=1))


KINDS = {"group": ("row", "name", "share"), "word": ("row", "word", "group", "remark")}


def test_the_first_cell_can_say_what_the_others_are() -> None:
    sheet = Sheet.of("cues.tsv", "group\tdenial\t-1\nword\tdeny\tdenial\n")
    group, word = sheet.rows_by_kind(KINDS, optional=1)
    assert (group["share"], word["group"], word["remark"], word.where) == ("-1", "denial", "", "cues.tsv:2")
    with pytest.raises(TableError, match=r"cues\.tsv:1: no row begins with 'verb'\. Begin it with group or word\."):
        list(Sheet.of("cues.tsv", "verb\tdeny\n").rows_by_kind(KINDS))


@pytest.mark.parametrize("content", ["\ufeffname\tcountry\r\nOslo\tNOR\r\n", "name\tcountry\nOslo\tNOR"])
def test_what_other_systems_write_around_lines_is_no_part_of_them(content: str, tmp_path: Path) -> None:
    (row,) = read(written(tmp_path, "towns.tsv", content))
    assert (row["name"], row["country"]) == ("Oslo", "NOR")


def test_an_empty_table_of_known_columns_has_no_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "none.tsv", "# nothing yet\n")
    assert list(read(path, ("word", "value"))) == []
    with pytest.raises(TableError, match=r"none\.tsv: the file is empty\. Begin with a line that names the columns"):
        list(read(path))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (
            "name\tcountry\nOslo\tNOR\nBergen\n",
            "towns.tsv:3: 2 columns are needed, 1 are there. They are: name, country",
        ),
        ("name\tcountry\nOslo\tNOR\t\n", "towns.tsv:2: 2 columns are needed, 3 are there"),
        (b"name\tcountry\nTroms\xf8\tNOR\n", "towns.tsv:2: a byte that is no UTF-8. Save the file as UTF-8."),
        ("name\tcountry\nOslo\tNOR\n".encode("utf-16"), "towns.tsv:1: a byte that is no UTF-8"),
    ],
)
def test_a_broken_table_is_named_with_what_to_do(content: str | bytes, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=re.escape(complaint)):
        list(read(written(tmp_path, "towns.tsv", content)))


def test_cells_are_read_by_their_kind() -> None:
    row = only("old|ancient\t12.5")
    assert (row.listed("word"), row.number("value")) == (("old", "ancient"), 12.5)
    assert only("a b\t12").words("word") == ("a", "b")
    assert only("a\t12").integer("value") == 12
    assert only("a\tm").one_of("value", ("m", "f")) == "m"
    assert only("(?:a|b)\t").pattern("word").fullmatch("b")


@pytest.mark.parametrize(
    ("row", "read_it", "complaint"),
    [
        ("a\ttwelve", "integer", """few.tsv:1: 'twelve' is no whole number (column 2, "value"). Write digits."""),
        ("a\tmuch", "number", """few.tsv:1: 'much' is no number (column 2, "value")."""),
        ("a\t(", "pattern", "few.tsv:1: '(' is no regular expression"),
    ],
)
def test_a_cell_that_cannot_be_is_named(row: str, read_it: str, complaint: str) -> None:
    with pytest.raises(TableError, match=re.escape(complaint)):
        getattr(only(row), read_it)("value")


def test_a_cell_that_is_none_of_the_known_is_named() -> None:
    with pytest.raises(TableError, match=re.escape("""(column 2, "value"). Write m, f or nothing.""")):
        only("a\tx").one_of("value", ("m", "f", ""))


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("", "a.csv: the file is empty. Begin with a line: name,country"),
        ("# mine\nname;country\n", "a.csv:2: the columns are divided by tabs or semicolons. Divide them by commas."),
        ("country\nNOR\n", "a.csv:1: no column name."),
        ("name,land\n", "a.csv:1: there is no column 'land'. The columns are name, country."),
        ("name,name\n", "a.csv:1: the column name is there twice."),
        ("name,country\nOslo, Norway,NOR\n", "a.csv:2: 3 fields, the header has 2."),
        ('name,country\n"Oslo,NOR\n', "a.csv:2: unexpected end of data. A quote that is opened must be closed"),
        ('"name,country', "a.csv:1: unexpected end of data. A quote"),
        (b"name\nTroms\xf8\n", "a.csv:2: a byte that is no UTF-8. Save the file as CSV in UTF-8."),
    ],
)
def test_a_broken_csv_file_is_named_with_what_to_do(content: str | bytes, complaint: str, tmp_path: Path) -> None:
    with pytest.raises(TableError, match=re.escape(complaint)):
        list(read_csv(written(tmp_path, "a.csv", content), ("name", "country"), ("name",)))


def test_quoted_cells_of_csv_hold_commas_and_lines(tmp_path: Path) -> None:
    path = written(
        tmp_path, "a.csv", '\ufeffName,country\n"Oslo, the city",NOR\n"two\nlines",NOR\n# no more\nBergen,NOR\n'
    )
    rows = list(read_csv(path, ("name", "country"), ("name",)))
    assert [(row.line, row["name"]) for row in rows] == [(2, "Oslo, the city"), (3, "two\nlines"), (6, "Bergen")]


def test_every_error_of_a_table_is_one_that_a_user_can_mend() -> None:
    assert issubclass(TableError, DatelineError)


def test_a_shipped_table_is_found_by_its_package() -> None:
    assert next(shipped("dateline.coding", "lexicon/given_names.tsv")).file == "given_names.tsv"
