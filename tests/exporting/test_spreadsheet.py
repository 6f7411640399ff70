"""Exported tables: rows count happenings, cells keep promise 4, and columns are those of the datasets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.exporting import spreadsheet, table_rows
from dateline.exporting.cells import join_values, part_values
from dateline.exporting.dataset_fields import fields_for
from dateline.exporting.fields import FIELDS, ONE
from dateline.exporting.selection import Selection
from dateline.exporting.states import number_in
from dateline.exporting.table_kinds import Table, dataset_table, table_of
from dateline.exporting.table_rows import TableRow
from dateline.model import (
    Actor,
    Coded,
    Coding,
    Count,
    DateBasis,
    Event,
    Factuality,
    Part,
    Place,
    Published,
    Report,
    Span,
    When,
)
from dateline.recording import Record

from .made_story import at, made_story

TEXT = (
    "Sudland strikes port; Norland protests\n"
    "The air force of Sudland bombed the port of Vard on Tuesday, the ministry of Norland said. "
    "At least 12 people were killed."
)
SPANS = [name.removesuffix(".start") for name in FIELDS if name.endswith(".start")]


def row() -> TableRow:
    """One attack with everything that a row can hold."""
    sides = (
        Actor("air force of Sudland; reserve", at(TEXT, "air force of Sudland"), None, "SDN", 625, 625, ("MIL", "GOV")),
        Actor("Norland", at(TEXT, "Norland"), None, "UNO"),
    )
    event = Event(
        "e1", "ASSAULT", at(TEXT, "The air force of Sudland bombed the port of Vard"), at(TEXT, "bombed"),
        Factuality("happened", 3.0), sides[:1], sides[1:], mode="aerial", cameo="1952", quad=4, score=-9.5,
        when=When("2023-09-12", "DATE", at(TEXT, "Tuesday"), "2023-09-12", "2023-09-12"),
        event_date="2023-09-12", event_date_basis="text",
        where=Place("Vard", at(TEXT, "Vard"), 12, 70.4, 31.1, "NOR", "NO.20", "city", 0.9),
        counts=(Count("dead", 12, None, at(TEXT, "At least 12 people")),), mentions=(at(TEXT, "bombed"),),
    )  # fmt: skip
    first = TEXT.index("\n")
    parts = Part("title", Span(0, first)), Part("paragraph", Span(first + 1, len(TEXT)))
    report = Report("p0", TEXT, parts, "Sudland strikes port", "Harbour Post", published=Published("2023-09-13"))
    return TableRow("h1", event, report, Coding("p0", events=(event,)), "y1", 3, 7, 9, ("counts",))


DATASETS = ("dateline", "polecat", "icews", "eventreport")
NOWHERE = Selection(cast(Record, None))


def table_for(rows: Sequence[TableRow], dataset: str) -> Table:
    found = table_of("happenings") if dataset == "dateline" else dataset_table(dataset, "happenings")
    return replace(found, rows=lambda _: iter(rows))


def table(rows: Sequence[TableRow], dataset: str = "dateline", delimiter: str = ",") -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    written = spreadsheet.write(table_for(rows, dataset), NOWHERE, out, delimiter=delimiter)
    assert written == {"happenings": len(rows)}
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter, strict=True))


def gdelt(rows: Sequence[TableRow], dataset: str = "gdelt") -> list[dict[str, str]]:
    """The lines of a file without a header, under the names of the columns."""
    out, names = io.StringIO(newline=""), [column.name for column in dataset_table(dataset, "happenings").columns]
    spreadsheet.write_gdelt(table_for(rows, dataset), NOWHERE, out)
    return [dict(zip(names, line.split("\t"), strict=True)) for line in out.getvalue().splitlines()]


def stories() -> list[TableRow]:
    story, coded = made_story()
    return list(table_rows.happenings([story], {one.report.id: one for one in coded}.__getitem__))


def every_event() -> list[TableRow]:
    story, coded = made_story()
    return list(table_rows.events_of_stories([story], {one.report.id: one for one in coded}.__getitem__))


def test_a_row_is_a_happening_and_counts_independent_texts() -> None:
    rows, (story, _) = table(stories()), made_story()
    assert sorted(line["id"] for line in rows) == sorted(one.id for one in story.happenings)
    for line in rows:
        happening = next(one for one in story.happenings if one.id == line["id"])
        assert int(line["sources"]) == len(happening.lineages)
        assert int(line["reports"]) == len({report for report, _ in happening.events})


def test_every_event_is_a_row_on_request() -> None:
    rows = table(every_event())
    assert [line["id"] for line in rows] == [event.id for one in made_story()[1] for event in one.coding.events]
    assert all(line["event"] == line["id"] for line in rows)


@pytest.mark.parametrize("dataset", ["dateline", "polecat", "icews"])
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_the_text_at_the_offsets_is_the_words_of_every_field(dataset: str, delimiter: str) -> None:
    made = [row(), *stories(), *every_event()]
    texts = {one.report.id: one.report.text for one in made}
    shown = 0
    for line in table(made, dataset, delimiter):
        for field in SPANS:
            cells = [line[f"{field}_{part}"] for part in ("start", "end", "exact")]
            starts, ends, words = (((cell,) if cell else ()) if field in ONE else part_values(cell) for cell in cells)
            assert len(starts) == len(ends) == len(words)
            for start, end, exact in zip(starts, ends, words, strict=True):
                assert texts[line["report"]][int(start) : int(end)] == exact
                shown += 1
    assert shown > 5 * len(made)


@pytest.mark.parametrize(("dataset", "number"), [("polecat", 40), ("icews", 20), ("gdelt", 61), ("gdelt1", 58)])
def test_a_dataset_has_its_columns_and_what_we_do_not_know_stays_empty(dataset: str, number: int) -> None:
    wanted = dataset_table(dataset, "happenings").columns
    theirs = [column for column in wanted if column.name[0].isupper()]
    assert len(theirs) == number and list(wanted[:number]) == theirs
    assert len({column.name for column in wanted}) == len(wanted)
    unknown = [column.name for column in wanted if column.field is None]
    (line,) = gdelt([row()], dataset) if dataset.startswith("gdelt") else table([row()], dataset)
    assert unknown and all(line[name] == "" for name in unknown)


def test_every_field_of_the_columns_is_one_of_ours() -> None:
    for dataset in (*DATASETS[1:], "gdelt", "gdelt1"):
        found = {column.field for column in dataset_table(dataset, "happenings").columns}
        assert found - {None} <= set(fields_for(dataset))


CELLS = {
    "dateline": {
        "id": "h1", "type": "ASSAULT", "mode": "aerial", "quad": "4", "score": "-9.5",
        "quad_class": "Material Conflict",
        "actors": r"air force of Sudland\; reserve", "actor_countries": "SDN", "actor_cow": "625",
        "actor_sectors": "MIL|GOV", "recipient_countries": "UNO", "recipient_cow": "", "dead_low": "12",
        "earliest": "2023-09-12", "place": "Vard", "latitude": "70.4", "sources": "3", "reports": "7",
        "dead_high": "", "differ": "counts",
    },
    "polecat": {
        "Event ID": "h1", "Event Date": "2023-09-12", "Event Type": "ASSAULT", "Event Mode": "aerial",
        "Intensity": "-9.5", "Quad Code": "MATERIAL CONFLICT", "Primary Actor Sector": "MIL", "City": "Vard",
        "Actor Name Raw": "air force of Sudland", "Country": "NOR", "Publication Date": "2023-09-13",
    },
    "icews": {
        "Event Date": "2023-09-12", "Source Country": "Sudan", "Source Sectors": "MIL|GOV", "Target Name": "Norland",
        "CAMEO Code": "1952", "Event Text": "Attack from the air", "Publisher": "Harbour Post", "Country": "Norway",
    },
    "gdelt": {
        "SQLDATE": "20230912", "MonthYear": "202309", "Year": "2023",
        "Actor1Code": "SDNMILGOV", "Actor1Type2Code": "GOV", "Actor1Geo_Type": "0",
        "FractionDate": "2023.6986", "DATEADDED": "20230913000000", "ActionGeo_CountryCode": "NO",
        "Actor1Name": "AIR FORCE OF SUDLAND; RESERVE", "SOURCEURL": "Harbour Post", "AvgTone": "",
        "Actor2Code": "UNO", "Actor2CountryCode": "", "Actor2KnownGroupCode": "UNO", "IsRootEvent": "1",
        "EventCode": "1952", "EventBaseCode": "195", "EventRootCode": "19", "QuadClass": "4", "GoldsteinScale": "-9.5",
        "NumMentions": "9", "NumSources": "3", "NumArticles": "7", "ActionGeo_Type": "4",
    },
}  # fmt: skip


@pytest.mark.parametrize("dataset", sorted(CELLS))
def test_cells(dataset: str) -> None:
    (line,) = gdelt([row()]) if dataset == "gdelt" else table([row()], dataset)
    assert {name: line[name] for name in CELLS[dataset]} == CELLS[dataset]


@pytest.mark.parametrize(
    ("date", "basis", "published", "day", "ours", "rank"),
    [
        ("2023-09-12", "text", "2023-09-13", "20230912", ("2023-09-12", "2023-09-12"), "1"),
        ("2023-08", "text", "2023-09-13", "20230801", ("2023-08", ""), "2"),
        ("2022", "text", "2023-09-13", "20220101", ("2022", ""), "3"),
        ("2023-09-13", "report", "2023-09-13", "20230913", ("2023-09-13", "2023-09-13"), "4"),
        (None, None, "2023-09-13", "20230913", ("", ""), "5"),
        (None, None, None, "", ("", ""), "5"),
    ],
)
def test_theirs_have_a_day_and_ours_is_no_finer_than_what_is_known(
    date: str | None, basis: DateBasis | None, published: str | None, day: str, ours: tuple[str, str], rank: str
) -> None:
    known = row()
    event = replace(known.event, when=None, event_date=date, event_date_basis=basis)
    one = replace(known, event=event, report=replace(known.report, published=Published(published)))
    assert gdelt([one])[0]["SQLDATE"] == day
    for dataset in ("polecat", "icews"):
        assert table([one], dataset)[0]["Event Date"].replace("-", "") == day
    (line,), (ranked,) = table([one]), table([one], "eventreport")
    assert (line["event_date"], line["event_day"]) == ours and line["event_date_basis"] == (basis or "")
    assert (ranked["date"], ranked["date_precision"]) == (ours[0], rank)


def test_what_is_not_told_as_done_is_no_row_of_gdelt() -> None:
    known = row()
    planned = replace(known, event=replace(known.event, factuality=Factuality("planned", 1.0)))
    assert len(gdelt([planned, known])) == 1
    assert [line["happened"] for line in table([planned, known], "eventreport")] == ["0", "1"]


def test_gdelt_has_whole_numbers_for_ids_that_stay() -> None:
    (line,), (again,) = gdelt([row()]), gdelt([row()], "gdelt1")
    assert line["GLOBALEVENTID"] == again["GLOBALEVENTID"] and 0 < int(line["GLOBALEVENTID"]) < 2**53
    assert again["DATEADDED"] == "20230913"


def test_of_a_meeting_the_second_side_is_the_other() -> None:
    known = row()
    sides = (*known.event.actors, *known.event.recipients)
    event = replace(known.event, actors=sides, recipients=(), nary=True)
    (line,) = table([replace(known, event=event)], "icews")
    assert (line["Source Country"], line["Target Name"]) == ("Sudan", "Norland")


def test_an_event_of_nobody_at_no_time_has_empty_cells() -> None:
    known = row()
    bare = Event("e2", "PROTEST", known.event.evidence, known.event.trigger, Factuality("planned", 1.5))
    for dataset in DATASETS:
        (line,) = table([TableRow("e2", bare, known.report, known.coding)], dataset)
        filled = {name for name, cell in line.items() if cell}
        assert "told" in filled and not {"actors_exact", "actor1", "date", "event_date"} & filled


def test_words_with_quotes_lines_and_commas_come_back() -> None:
    text = 'He said: "No,\nnever; not ever"\\.'
    event = Event("e3", "REJECT", Span(0, len(text)), Span(3, 7), Factuality("happened", 3.0))
    report = Report("p3", text, (Part("paragraph", Span(0, len(text))),))
    (line,) = table([TableRow("e3", event, report, Coding("p3", events=(event,)))])
    assert line["evidence_exact"] == text


def test_the_order_of_the_input_does_not_show() -> None:
    story, coded = made_story()
    found: dict[str, Coded] = {one.report.id: one for one in reversed(coded)}
    again = list(table_rows.happenings([story], found.__getitem__))
    assert table(again) == table(stories())


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_a_spreadsheet_runs_nothing(start: str) -> None:
    known = row()
    one = replace(known, report=replace(known.report, title=start, outlet="Harbour - Post"))
    out = io.StringIO(newline="")
    selection = replace(NOWHERE, for_spreadsheets=True)
    spreadsheet.write(table_for([one], "dateline"), selection, out, delimiter=",")
    assert out.getvalue().startswith("\ufeff")
    (line,) = csv.DictReader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline=""), strict=True)
    assert (line["title"], line["outlet"], line["score"]) == (f"'{start}", "Harbour - Post", "-9.5")
    assert table([one])[0]["title"] == start


@pytest.mark.parametrize(
    ("iso3", "year", "now", "then"),
    [("DEU", 1980, 255, 260), ("DEU", 2001, 255, 255), ("DEU", 1990, 255, 255), ("YEM", 1970, 679, 678),
     ("FRA", 1900, 220, 220), ("VNM", 1960, 816, 816), ("CZE", 1980, 316, 316), ("XXX", 1980, 7, 7)],
)  # fmt: skip
def test_a_state_has_the_number_of_its_year(iso3: str, year: int, now: int, then: int) -> None:
    assert number_in(iso3, "cow", year, now) == then


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # on a busy machine drawing texts takes long
@given(st.lists(st.text(st.sampled_from('a; \\\n"é'), max_size=12), max_size=5).filter(lambda values: values != [""]))
def test_lists_in_a_cell_come_back(values: list[str]) -> None:
    assert list(part_values(join_values(values))) == values
