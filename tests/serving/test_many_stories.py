"""What the pages of a long list show, whichever way one goes through it, and how rows are counted that come in."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import Connection, create_engine, insert, text

from dateline.recording import Record, metadata, schema
from dateline.serving.tallies import Tallies

from .conftest import client

STORIES = 130


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with many stories of few numbers of sources and few days, and some without a day."""
    path, turn = tmp_path_factory.mktemp("many") / "many.db", random.Random(7)
    with Record.open(path):
        pass
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for number in range(1, STORIES + 1):
            day = turn.choice(("2023-03-06", "2023-03-07", "2023-03-08", None))
            connection.execute(insert(schema.stories), {
                "number": number, "id": f"y{turn.getrandbits(64):016x}", "title": f"Story {number}", "latest": day,
                "earliest": day, "sources": turn.randint(1, 3), "reports": 3, "copies": 0, "happenings": 0,
                "utterances": 0, "value": b"",
            })  # fmt: skip
    engine.dispose()
    return path


def walk(path: Path, start: str, way: str) -> list[list[str]]:
    """The ids on the pages from an address on, one page after the other."""
    with client(path) as asking:
        seen, address = [], start
        while address:
            where = urlsplit(address)
            page = asking.get(f"{where.path}.json", params=dict(parse_qsl(where.query))).json()
            seen.append([one["id"] for one in page["stories"]])
            address = page["paging"][way]
        return seen


@pytest.mark.parametrize("order", ["sources", "latest"])
def test_a_list_is_the_same_forwards_backwards_and_by_the_numbers_of_its_pages(many: Path, order: str) -> None:
    forwards = walk(many, f"/stories?order={order}", "after")
    assert len(forwards) == 4 and len({one for page in forwards for one in page}) == STORIES
    assert walk(many, f"/stories?order={order}&page=4", "before")[::-1] == forwards
    for number, page in enumerate(forwards, 1):
        assert walk(many, f"/stories?order={order}&page={number}", "after")[0] == page


@pytest.mark.parametrize(("order", "column"), [("sources", 0), ("latest", 1)])
def test_the_list_is_in_its_order(many: Path, order: str, column: int) -> None:
    engine = create_engine(f"sqlite:///{many}")
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, sources, coalesce(latest, '') FROM stories")).all()
    engine.dispose()
    values = {row[0]: row[column + 1] for row in rows}
    told = [values[one] for page in walk(many, f"/stories?order={order}", "after") for one in page]
    assert told == sorted(told, reverse=True)


def test_a_page_whose_neighbour_is_no_more_is_found_by_its_number(many: Path) -> None:
    plain = walk(many, "/stories?page=2", "after")
    assert walk(many, "/stories?page=2&after=y00", "after") == plain


# ------------------------------------------------------------------ counting


@pytest.fixture
def rows() -> Connection:
    """An empty record in memory."""
    connection = create_engine("sqlite://").connect()
    metadata.create_all(connection)
    return connection


def fill(connection: Connection, numbers: range, mark: str = "s") -> None:
    """One statement, one report of an outlet and one event with two sides for every number."""
    for number in numbers:
        name = {"number": number, "id": f"{mark}{number}"}
        report = {**name, "outlet": f"Outlet {number % 3}", "text": ""}
        connection.execute(insert(schema.reports), report)
        connection.execute(insert(schema.statements), {**name, "report": number})
        told = {"report": number, "type": "CONSULT", "told": "happened", "nary": False}
        connection.execute(insert(schema.events), {**name, **told})
        for at, actor in enumerate((number % 4 + 1, 9)):
            side = {"event": number, "side": "actor", "ordinal": at, "actor": actor}
            connection.execute(insert(schema.participants), side)


def test_what_came_in_is_added_to_what_was_counted(rows: Connection) -> None:
    tallies = Tallies()
    for until in (0, 5, 5, 12):
        done = tallies.statements(rows)
        fill(rows, range(done + 1, until + 1))
        assert tallies.statements(rows) == until
        assert sum(tallies.outlets(rows).values()) == until
        assert tallies.sides(rows, [9, 77]) == {9: until, 77: 0}
        assert sum(tallies.most_named(rows, 50).values()) == 2 * until
    assert tallies.most_named(rows, 1) == {9: 12}
    assert tallies.outlets(rows) == {"Outlet 0": 4, "Outlet 1": 4, "Outlet 2": 4}


def test_only_what_came_in_is_read(rows: Connection) -> None:
    tallies = Tallies()
    fill(rows, range(1, 6))
    tallies.most_named(rows, 5)
    tallies.statements(rows)
    tallies.outlets(rows)
    fill(rows, range(6, 7))
    asked: list[str] = []
    raw = rows.connection.driver_connection
    assert raw is not None
    raw.set_trace_callback(asked.append)
    assert tallies.sides(rows, [9]) == {9: 6}
    assert tallies.statements(rows) == 6 and sum(tallies.outlets(rows).values()) == 6
    raw.set_trace_callback(None)
    counting = [one for one in asked if "WHERE" in one]
    plans = [row[3] for one in counting for row in raw.execute(f"EXPLAIN QUERY PLAN {one}").fetchall()]
    assert len(counting) == 6 and all(plan.startswith("SEARCH") and "PRIMARY KEY" in plan for plan in plans), plans


def test_another_record_in_the_same_place_is_counted_anew(rows: Connection) -> None:
    tallies = Tallies()
    fill(rows, range(1, 6))
    assert tallies.statements(rows) == 5
    for table in ("statements", "events", "participants", "reports"):
        rows.execute(text(f"DELETE FROM {table}"))
    fill(rows, range(1, 8), "other")
    assert tallies.statements(rows) == 7
