"""Exported tables: rows count happenings, cells keep promise 4, and columns are those of the datasets."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.exporting import spreadsheet, table_rows
from dateline.exporting.fields import FIELDS, join_values, part_values
from dateline.exporting.table_rows import TableRow
from dateline.model import Actor, Coded, Coding, Count, Event, Factuality, Part, Place, Published, Report, Span, When

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
        where=Place("Vard", at(TEXT, "Vard"), 12, 70.4, 31.1, "NOR", "NO.20", "city", 0.9),
        counts=(Count("dead", 12, None, at(TEXT, "At least 12 people")),), mentions=(at(TEXT, "bombed"),),
    )  # fmt: skip
    first = TEXT.index("\n")
    parts = Part("title", Span(0, first)), Part("paragraph", Span(first + 1, len(TEXT)))
    report = Report("p0", TEXT, parts, "Sudland strikes port", "Harbour Post", published=Published("2023-09-13"))
    return TableRow("h1", event, report, Coding("p0", events=(event,)), "y1", 3, 7, 9, ("counts",))


def table(rows: Sequence[TableRow], dataset: str = "dateline", delimiter: str = ",") -> list[dict[str, str]]:
    out = io.StringIO(newline="")
    assert spreadsheet.write(rows, out, dataset, delimiter=delimiter) == len(rows)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter, strict=True))


def stories() -> list[TableRow]:
    story, coded = made_story()
    return list(table_rows.happenings([story], {one.report.id: one for one in coded}.__getitem__))


def every_event() -> list[TableRow]:
    story, coded = made_story()
    return list(table_rows.events(coded, [story]))


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


@pytest.mark.parametrize("dataset", spreadsheet.datasets())
@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_the_text_at_the_offsets_is_the_words_of_every_field(dataset: str, delimiter: str) -> None:
    made = [row(), *stories(), *every_event()]
    texts = {one.report.id: one.report.text for one in made}
    shown = 0
    for line in table(made, dataset, delimiter):
        for field in SPANS:
            starts, ends, words = (part_values(line[f"{field}_{part}"]) for part in ("start", "end", "exact"))
            assert len(starts) == len(ends) == len(words)
            for start, end, exact in zip(starts, ends, words, strict=True):
                assert texts[line["report"]][int(start) : int(end)] == exact
                shown += 1
    assert shown > 5 * len(made)


@pytest.mark.parametrize(("dataset", "number"), [("polecat", 40), ("icews", 20), ("gdelt", 61)])
def test_a_dataset_has_its_columns_and_what_we_do_not_know_stays_empty(dataset: str, number: int) -> None:
    wanted, checked = spreadsheet.columns(dataset), spreadsheet.columns("dateline")
    behind = [column for column in checked if column in wanted]
    assert len(wanted) - len(behind) == number
    assert len({column.name for column in wanted}) == len(wanted)
    unknown = [column.name for column in wanted if column.field is None]
    (line,) = table([row()], dataset)
    assert unknown and all(line[name] == "" for name in unknown)


def test_every_field_of_the_columns_is_one_of_ours() -> None:
    for dataset in spreadsheet.datasets():
        assert {column.field for column in spreadsheet.columns(dataset)} - {None} <= set(FIELDS)


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
        "Day": "20230912", "MonthYear": "202309", "Year": "2023", "Actor1Code": "SDNMILGOV", "Actor1Type2Code": "GOV",
        "Actor2Code": "UNO", "Actor2CountryCode": "", "Actor2KnownGroupCode": "UNO", "IsRootEvent": "1",
        "EventCode": "1952", "EventBaseCode": "195", "EventRootCode": "19", "QuadClass": "4", "GoldsteinScale": "-9.5",
        "NumMentions": "9", "NumSources": "3", "NumArticles": "7", "ActionGeo_Type": "4",
    },
}  # fmt: skip


@pytest.mark.parametrize("dataset", sorted(CELLS))
def test_cells(dataset: str) -> None:
    (line,) = table([row()], dataset)
    assert {name: line[name] for name in CELLS[dataset]} == CELLS[dataset]


@pytest.mark.parametrize(
    ("first", "last", "digits"),
    [
        ("2023-09-12", "2023-09-12", ("20230912", "202309", "2023")),
        ("2023-09-01", "2023-09-30", ("", "202309", "2023")),
        ("2023-01-01", "2023-12-31", ("", "", "2023")),
        (None, None, ("", "", "")),
    ],
)
def test_no_date_is_finer_than_the_text(first: str | None, last: str | None, digits: tuple[str, str, str]) -> None:
    known = row()
    assert known.event.when is not None
    event = replace(known.event, when=replace(known.event.when, earliest=first, latest=last))
    (line,) = table([replace(known, event=event)], "gdelt")
    assert (line["Day"], line["MonthYear"], line["Year"]) == digits


def test_of_a_meeting_the_second_side_is_the_other() -> None:
    known = row()
    sides = (*known.event.actors, *known.event.recipients)
    event = replace(known.event, actors=sides, recipients=(), nary=True)
    (line,) = table([replace(known, event=event)], "icews")
    assert (line["Source Country"], line["Target Name"]) == ("Sudan", "Norland")


def test_an_event_of_nobody_at_no_time_has_empty_cells() -> None:
    known = row()
    bare = Event("e2", "PROTEST", known.event.evidence, known.event.trigger, Factuality("planned", 1.5))
    for dataset in spreadsheet.datasets():
        (line,) = table([TableRow("e2", bare, known.report, known.coding)], dataset)
        filled = {name for name, cell in line.items() if cell}
        assert {"told", "report", "evidence_exact"} <= filled and "actors_exact" not in filled


def test_words_with_quotes_lines_and_commas_come_back() -> None:
    text = 'He said: "No,\nnever; not ever"\\.'
    event = Event("e3", "REJECT", Span(0, len(text)), Span(3, 7), Factuality("happened", 3.0))
    report = Report("p3", text, (Part("paragraph", Span(0, len(text))),))
    (line,) = table([TableRow("e3", event, report, Coding("p3", events=(event,)))])
    assert part_values(line["evidence_exact"]) == (text,)


def test_the_order_of_the_input_does_not_show() -> None:
    story, coded = made_story()
    found: dict[str, Coded] = {one.report.id: one for one in reversed(coded)}
    again = list(table_rows.happenings([story], found.__getitem__))
    assert table(again) == table(stories())


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # on a busy machine drawing texts takes long
@given(st.lists(st.text(st.sampled_from('a; \\\n"é'), max_size=12), max_size=5).filter(lambda values: values != [""]))
def test_lists_in_a_cell_come_back(values: list[str]) -> None:
    assert list(part_values(join_values(values))) == values
