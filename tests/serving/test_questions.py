"""Questions to a record: lists of any length, rows by name and by place, errors of the database as ours."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from starlette.requests import Request

from dateline.serving.app import _Server
from dateline.serving.kept import Answer
from dateline.serving.questions import _written, ask, ask_many, count
from dateline.serving.shelf import Shelf
from dateline.serving.showing import Page

from .conftest import client


@pytest.mark.parametrize(
    ("sql", "sqlite", "postgresql"),
    [
        ("SELECT a FROM t WHERE b = :b", "SELECT a FROM t WHERE b = :b", "SELECT a FROM t WHERE b = %(b)s"),
        (
            "SELECT a FROM t WHERE b IN :wanted",
            "SELECT a FROM t WHERE b IN (SELECT value FROM json_each(:wanted))",
            "SELECT a FROM t WHERE b = ANY(%(wanted)s)",
        ),
        (
            "SELECT a FROM t WHERE how LIKE 'described%'",
            "SELECT a FROM t WHERE how LIKE 'described%'",
            "SELECT a FROM t WHERE how LIKE 'described%%'",
        ),
        ("SELECT a FROM t WHERE b IN ('x', 'y')", "SELECT a FROM t WHERE b IN ('x', 'y')",
         "SELECT a FROM t WHERE b IN ('x', 'y')"),
    ],
)  # fmt: skip
def test_both_databases_are_asked_in_one_sql(sql: str, sqlite: str, postgresql: str) -> None:
    assert (_written(sql, "sqlite"), _written(sql, "postgresql")) == (sqlite, postgresql)


def test_rows_have_names_and_places(made: Path) -> None:
    shelf = Shelf(made)
    with shelf.moment() as moment:
        numbers = [row.number for row in ask(moment.connection, "SELECT number FROM events ORDER BY number")]
        assert len(numbers) > 2
        sql = "SELECT number, type FROM events WHERE number IN :wanted ORDER BY number"
        some = ask_many(moment.connection, sql, [*numbers[:2], numbers[0], *range(10_000, 20_000)])
        assert [row.number for row in some] == [row[0] for row in some] == numbers[:2]
        assert ask_many(moment.connection, sql, []) == [] == ask(moment.connection, sql, wanted=[])
        assert count(moment.connection, "SELECT count(*) FROM events WHERE number IN :wanted", wanted=numbers) == len(
            numbers
        )
    shelf.close()


def test_what_the_database_refuses_is_an_error_that_pages_know(made: Path) -> None:
    shelf = Shelf(made)
    with shelf.moment() as moment, pytest.raises(DBAPIError, match="never_heard_of"):
        ask(moment.connection, "SELECT never_heard_of FROM events")
    shelf.close()


def test_a_page_that_is_kept_waits_for_no_page_that_is_made(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with client(made) as asking:
        first = asking.get("/")
        monkeypatch.setattr(_Server, "make", None)  # what takes one of the places where pages are made
        assert asking.get("/").content == first.content


def test_a_page_that_many_ask_for_at_once_is_made_once(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go, begun, calls = threading.Event(), threading.Event(), list[str]()
    make = _Server.make

    def slow(server: _Server, page: Page, request: Request, address: str, *, json: bool) -> Answer:
        calls.append(address)
        begun.set()
        assert go.wait(30)
        return make(server, page, request, address, json=json)

    monkeypatch.setattr(_Server, "make", slow)
    with client(made) as asking, ThreadPoolExecutor(6) as visitors:
        first = visitors.submit(asking.get, "/stories")
        assert begun.wait(30)
        others = [visitors.submit(asking.get, "/stories") for _ in range(5)]
        go.set()
        assert {one.result().content for one in others} == {first.result().content}
    assert calls == ["/stories"]
