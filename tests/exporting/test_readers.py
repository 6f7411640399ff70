"""Every table is opened by what its users open it with: csv, pandas, pyarrow, DuckDB, R."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dateline.cli.exports import Wanted, export
from dateline.exporting import Selection, formats
from dateline.exporting.columns import all_columns
from dateline.exporting.fields import number_now, number_then
from dateline.exporting.table_kinds import OURS, table_of
from dateline.model import Actor, Span
from dateline.recording import Record

from .two_states import make_record

OTHERS = {"polecat": OURS[:2], "icews": OURS[:2], "eventreport": OURS[1:2], "gdelt": OURS[:2], "gdelt1": OURS[:2]}
NUMBERS = {
    "happenings": 4,
    "events": 7,
    "dyads": 5,
    "statements": 6,
    "reports": 4,
    "lineages": 3,
    "skipped": 1,
    "actors": 2,
}
DATED = [name for name in OURS if name != "skipped"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("made") / "record.db")


@pytest.fixture(scope="module")
def folder(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every table of ours in every form: happenings.csv, happenings.parquet, ..."""
    out = tmp_path_factory.mktemp("out")
    with Record.open(made) as record:
        for table in OURS:
            for ending in ("csv", "tsv", "jsonl", "parquet"):
                export(record, None, out / f"{table}.{ending}", Wanted(table))
    return out


def text(made: Path, name: str, table: str, *, linked: bool = True, **more: Any) -> str:
    """A table as one text, in the first form of the format."""
    with Record.open(made) as record, record.snapshot() as moment:
        assert moment.stale is not linked
        out = io.BytesIO()
        write = next(iter(formats()[name].files.values()))
        write(replace(Selection(moment, table), **more), out)
    return out.getvalue().decode()


def lines(page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page, newline=""), strict=True))


# ------------------------------------------------------------------ each by its readers


@pytest.mark.parametrize("table", OURS)
def test_csv_pandas_pyarrow_and_duckdb_read_the_same_rows(table: str, folder: Path) -> None:
    duckdb, pandas = pytest.importorskip("duckdb"), pytest.importorskip("pandas")
    parquet = pytest.importorskip("pyarrow.parquet")
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file, strict=True))
    names = [column.name for column in table_of(table).columns]
    assert len(read) == NUMBERS[table] and list(read[0]) == names
    frames = [
        pandas.read_csv(folder / f"{table}.csv"),
        pandas.read_csv(folder / f"{table}.tsv", sep="\t"),
        pandas.read_json(folder / f"{table}.jsonl", lines=True),
        parquet.read_table(folder / f"{table}.parquet").to_pandas(),
        duckdb.sql(f"from '{folder / table}.parquet'").df(),
        duckdb.sql(f"from read_json('{folder / table}.jsonl')").df(),
        duckdb.sql(f"from read_csv('{folder / table}.csv', header = true)").df(),
    ]
    key = names[0]
    for frame in frames:
        assert list(frame.columns) == names and [str(one) for one in frame[key]] == [row[key] for row in read]


def test_parquet_has_types(folder: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(folder / "happenings.parquet")
    assert str(table.schema.field("event_day").type) == "date32[day]"
    assert str(table.schema.field("event_date").type) == "string"
    assert str(table.schema.field("actors").type).startswith("list<")
    assert table.schema.field("sure").metadata[b"description"].startswith(b"probability")
    (row,) = [row for row in table.to_pylist() if row["type"] == "SANCTION"]
    assert row["event_day"] == datetime.date(2024, 3, 6) and row["actor_cow"] == [385] and row["nary"] is False
    assert row["denied_by"] == ["Belarus"] and row["latitude"] == 59.91273


def test_duckdb_counts_what_happened_from_parquet_and_json_lines(folder: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    for source in (f"'{folder}/happenings.parquet'", f"read_json('{folder}/happenings.jsonl')"):
        asked = (
            f"select type, list_contains(actor_countries, 'NOR') from {source} where told = 'happened' order by type"
        )
        assert duckdb.sql(asked).fetchall()[-1] == ("SANCTION", True)


@pytest.mark.parametrize(("name", "number"), [("gdelt", 61), ("gdelt1", 58)])
def test_gdelt_is_read_without_a_header(name: str, number: int, made: Path) -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.read_csv(io.StringIO(text(made, name, "events")), sep="\t", header=None)
    assert frame.shape[1] == number and len(frame) == 4
    assert [str(kind) for kind in frame.dtypes[:4]] == ["int64"] * 4
    (row,) = frame[frame[5] == "NORGOV"].to_dict("records")
    assert (row[1], row[15], row[26], row[28], row[29]) == (20240306, "BLRGOV", 173, 17, 4)
    assert "Oslo" in row.values() and row[number - 1] == "https://fjord.example/4"


def test_r_reads_a_table_and_its_report_level(made: Path, folder: Path, tmp_path: Path) -> None:
    if shutil.which("Rscript") is None:
        pytest.skip("needs R: Rscript is not on the path")
    reports = tmp_path / "reports.csv"
    reports.write_text(text(made, "eventreport", "events"), encoding="utf-8")
    script = """
    dyads <- read.csv(commandArgs(TRUE)[1], na.strings = "")
    reports <- read.csv(commandArgs(TRUE)[2], na.strings = "")
    pair <- subset(dyads, states_once == "yes" & told == "happened")
    cat(nrow(dyads), pair$source_cow, pair$target_cow, format(as.Date(pair$event_day), "%Y"), "\n")
    told <- aggregate(cbind(happened) ~ event_id, data = reports, FUN = mean)
    cat(nrow(reports), nrow(told), class(reports$date_precision), "\n")
    """
    done = subprocess.run(
        ["Rscript", "-e", script, str(folder / "dyads.csv"), str(reports)], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["5", "385", "370", "2024", "7", "4", "integer"], done.stderr


# ------------------------------------------------------------------ what is in them


def test_a_dyad_is_an_ordered_pair_with_a_day_and_both_states(made: Path) -> None:
    found = lines(text(made, "dateline", "dyads"))
    (pair,) = [row for row in found if row["states_once"] == "yes"]
    wanted = {
        "source": "Norway", "source_iso3": "NOR", "source_cow": "385", "target": "Belarus", "target_iso3": "BLR",
        "target_gw": "370", "directed": "yes", "event_date": "2024-03-06", "event_date_basis": "text", "sources": "1",
        "sure": "0.75", "told": "happened", "denied_by": "Belarus", "said_by": "Norway", "type": "SANCTION",
    }  # fmt: skip
    assert {name: pair[name] for name in wanted} == wanted
    met = {(row["source"], row["target"]) for row in found if row["directed"] == "no"}
    assert {("Norland", "Sudland"), ("Sudland", "Norland")} <= met


@pytest.mark.parametrize(("iso3", "numbers"), [("RUS", (365, 365)), ("DEU", (255, 260)), ("UNO", (None, None))])
def test_an_actor_without_numbers_has_those_of_its_state(iso3: str, numbers: tuple[int | None, int | None]) -> None:
    actor = Actor("ministry", Span(0, 8), country=iso3)
    assert (number_now(actor, "cow"), number_now(actor, "gw")) == numbers
    in_1980 = {"RUS": 365, "DEU": 260, "UNO": None}
    assert number_then(actor, "cow", "1980-05") == in_1980[iso3]


def test_an_actor_is_one_row_over_all_reports(made: Path) -> None:
    found = {row["key"]: row for row in lines(text(made, "dateline", "actors"))}
    assert found["NOR"]["name"] == "Norway" and found["NOR"]["as_actor"] == "1"
    assert (found["BLR"]["as_recipient"], found["BLR"]["event_date"]) == ("1", "2024-03-06")


def test_events_are_report_level_and_know_their_happening(made: Path) -> None:
    found, happenings = lines(text(made, "dateline", "events")), lines(text(made, "dateline", "happenings"))
    assert {row["happening"] for row in found} == {row["id"] for row in happenings}
    assert all(row["lineage"] and row["id"] == row["event"] for row in found)
    ranked = lines(text(made, "eventreport", "events"))
    assert [row["event_id"] for row in ranked] == [row["happening"] for row in found]
    assert [row["event_report_id"] for row in ranked] == [row["id"] for row in found]


def test_skipped_pages_say_why(made: Path) -> None:
    (row,) = lines(text(made, "dateline", "skipped"))
    assert (row["reason"], row["origin"]) == ("no story on the page", "front.html")


@pytest.mark.parametrize("table", OURS)
def test_every_table_has_a_date_its_basis_and_a_short_form(table: str, made: Path) -> None:
    whole, short = lines(text(made, "dateline", table)), lines(text(made, "dateline", table, short=True))
    assert {"event_date", "event_date_basis"} <= set(whole[0])
    assert 6 <= len(short[0]) <= 17 < len(whole[0]) + 10
    assert [{name: row[name] for name in short[0]} for row in whole] == short
    if table in DATED:
        assert all(row["event_date_basis"] in ("text", "told that day", "report", "") for row in whole)


@pytest.mark.parametrize("table", ["events", "statements", "reports", "actors", "skipped"])
def test_what_needs_no_linking_leaves_before_it(table: str, made: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(made, tmp_path / "later.db"))
    with Record.open(path) as record:
        record.replace_stories([])
        with record._writing() as connection:
            connection.exec_driver_sql("DELETE FROM about WHERE key = 'linked'")
    found, before = lines(text(path, "dateline", table, linked=False)), lines(text(made, "dateline", table))
    assert sorted(row[next(iter(row))] for row in found) == sorted(row[next(iter(row))] for row in before)


# ------------------------------------------------------------------ codebooks


def test_every_column_has_a_meaning_a_type_and_a_source() -> None:
    for of, columns in all_columns().items():
        for column in columns:
            assert column.source, (of, column.name)
            assert column.what or column.field is None, (of, column.name)


def test_the_codebook_beside_a_table_names_its_columns(folder: Path) -> None:
    for table in OURS:
        page = (folder / f"{table}.parquet.codebook.md").read_text(encoding="utf-8")
        assert [line.split(" | ")[0][2:] for line in page.splitlines() if line.startswith("| ")][2:] == names(table)


def names(table: str) -> Sequence[str]:
    return [column.name for column in table_of(table).columns]


def test_the_ways_of_a_table_are_those_of_its_formats() -> None:
    known: Mapping[str, Sequence[str]] = {name: one.tables for name, one in formats().items() if one.columns}
    assert known == {"dateline": OURS, **OTHERS}
