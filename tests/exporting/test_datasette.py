"""The record in Datasette, sqlite-utils and DuckDB: the real ones."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from dateline.cli.datasette import write_datasette
from dateline.errors import UsageError
from dateline.exporting.datasette import BEGIN, queries
from dateline.exporting.datasette.yaml import write_yaml
from dateline.recording import Record, describe_column, describe_table, tables_and_columns
from tests.recording.older_records import older_file
from tests.recording.sample_values import coding, page, report

datasette_app = pytest.importorskip("datasette.app", reason="needs: pip install 'dateline[dev]'")


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A linked record of two example pages and of a text that is denied."""
    path = tmp_path_factory.mktemp("shown") / "news.db"
    with Record.open(older_file(path)) as opened:
        opened.add(page(), report(), coding())
    return path


@pytest.fixture(scope="module")
def shown(record: Path) -> Any:
    """Datasette over that record, started as `dateline datasette` says."""
    folder = record.parent / "datasette"
    write_datasette(str(record), folder)
    text = (folder / "datasette.yaml").read_text(encoding="utf-8")
    parsed = pytest.importorskip("yaml").safe_load(text)
    return datasette_app.Datasette(
        [str(record)], metadata=parsed, plugins_dir=str(folder / "plugins"), template_dir=str(folder / "templates")
    )


def get(shown: Any, *addresses: str) -> list[Any]:
    """What it answers to each address."""

    async def ask() -> list[Any]:
        return [await shown.client.get(address) for address in addresses]

    return asyncio.run(ask())


def links(html: str) -> list[str]:
    """The links of a page into the record, but for the ones that only sort it or give it another form."""
    found = (unescape(address) for address in re.findall(r'href="(/news/[^"#]*)"', html))
    return sorted({address for address in found if "?" not in address and not address.endswith((".json", ".csv"))})


def test_every_table_and_every_column_has_its_description() -> None:
    described = tables_and_columns()
    assert len(described) > 50
    for table, columns in described.items():
        assert describe_table(table), table
        for column in columns:
            assert describe_column(table, column), (table, column)
    with pytest.raises(KeyError, match="no description"):
        describe_column("events", "nothing_of_ours")


def test_every_link_on_a_row_of_every_table_answers(shown: Any, record: Path) -> None:
    with sqlite3.connect(record) as connection:
        filled = [t for t in tables_and_columns() if connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0]]
    assert {"events", "participants", "exhibits", "told_events", "dyads"} <= set(filled)
    pages = dict(zip(filled, get(shown, *(f"/news/{table}" for table in filled)), strict=True))
    assert {table: page.status_code for table, page in pages.items() if page.status_code != 200} == {}
    rows: set[str] = set()
    for table, page_of_table in pages.items():
        own = [a for a in links(page_of_table.text) if a.startswith(f"/news/{table}/")]
        rows |= set(own[:1])
        rows |= set(links(page_of_table.text)[:15])
    asked = sorted(rows)
    answers = get(shown, *asked)
    assert [a for a, answer in zip(asked, answers, strict=True) if answer.status_code != 200] == []
    further = sorted({link for answer in answers for link in links(answer.text)} - rows)
    assert [a for a, b in zip(further, get(shown, *further), strict=True) if b.status_code != 200] == []


def test_a_row_of_an_event_leads_to_its_report_and_its_participants(shown: Any) -> None:
    (row,) = get(shown, "/news/events/1")
    assert re.search(r'href="/news/reports/\d+"', row.text)
    assert "from event in participants" in " ".join(re.sub(r"<[^>]+>", " ", row.text).split())


@pytest.mark.parametrize("place", ["reports", "statements", "events", "event_data", "quotations", "documents"])
def test_search_finds(place: str, shown: Any) -> None:
    words, none = "_search=blanket+OR+died&_searchmode=raw", "_search=zeppelins"
    found, nothing = get(shown, f"/news/{place}.json?{words}", f"/news/{place}.json?{none}")
    assert found.status_code == 200
    assert found.json()["rows"]
    assert not nothing.json()["rows"]


def test_facets_count_the_items_of_lists(shown: Any, record: Path) -> None:
    (page_of_events,) = get(shown, "/news/event_data.json?_facet_array=actors")
    with sqlite3.connect(record) as connection:
        wanted = dict(
            connection.execute(
                "SELECT j.value, count(DISTINCT events.number) FROM events, json_each(events.actors) AS j "
                "GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 30"
            ).fetchall()
        )
    facets = page_of_events.json()["facet_results"]
    facets = facets.get("results", facets)
    got = {one["value"]: one["count"] for one in facets["actors"]["results"]}
    assert got
    assert {name: wanted[name] for name in got} == got


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_every_canned_query_runs(query: Any, shown: Any) -> None:
    given = "".join(f"&{name}={quote('spokesman')}" for name in sorted(set(re.findall(r":(\w+)", query.sql))))
    (answer, as_page) = get(shown, f"/news/{query.name}.json?_shape=objects{given}", f"/news/{query.name}?{given[1:]}")
    assert answer.status_code == as_page.status_code == 200, answer.text
    assert query.title in unescape(as_page.text)
    if query.name in {"person", "denied", "outlets", "skipped_pages", "who_speaks", "dyads_by_month"}:
        assert answer.json()["rows"]


def read(html: str) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_query_hides_no_table(shown: Any) -> None:
    assert {query.name for query in queries()} & set(tables_and_columns()) == set()
    (page_of_table,) = get(shown, "/news/skipped.json")
    assert page_of_table.json()["columns"][0] == "number"


@pytest.mark.parametrize("words", ["", " ", '"', "don't", "blanket AND", "(blanket", "-"])
def test_words_that_are_no_query_of_fts_are_no_error(words: str, shown: Any) -> None:
    empty, given = get(shown, "/news/words", f"/news/words?words={quote(words)}")
    assert empty.status_code == given.status_code == 200
    assert 'name="words"' in empty.text


def test_words_are_found(shown: Any) -> None:
    found, side_by_side = get(shown, "/news/words.json?words=blanket", "/news/words.json?words=%22blanket+zeppelin%22")
    assert found.json()["rows"]
    assert not side_by_side.json()["rows"]


def test_a_row_is_a_list_with_the_words_at_its_places(shown: Any, record: Path) -> None:
    query = (
        "SELECT event, evidence_exact, title, rule FROM told_events "
        "WHERE evidence_exact != '' AND title != '' AND rule != '' LIMIT 1"
    )
    with sqlite3.connect(record) as connection:
        number, evidence, title, rule = connection.execute(query).fetchone()
    (row,) = get(shown, f"/news/events/{number}")
    assert "<table" not in row.text
    words = read(row.text)
    assert f"evidence “{' '.join(evidence.split())}”" in words
    assert f"report {title}" in words
    assert f"rule {' '.join(rule.split())}" in words


def test_data_come_before_what_the_columns_mean(shown: Any) -> None:
    (page_of_table,) = get(shown, "/news/events")
    assert page_of_table.text.count("<summary>What the columns mean</summary>") == 1
    assert "column-descriptions" not in page_of_table.text
    assert describe_column("events", "told") in unescape(page_of_table.text)


@pytest.mark.parametrize(("address", "then"), [("/", "All tables and views"), ("/news", "Tables")])
def test_the_first_pages_begin_with_views_and_questions(address: str, then: str, shown: Any) -> None:
    (first,) = get(shown, address)
    listed = links(first.text.split("<h1", 1)[1])
    assert {f"/news/{name}" for name in (*BEGIN, "accusations", "day", "person")} <= set(listed)
    words = read(first.text)
    assert describe_table("event_data") in words
    assert words.index("event_data") < words.index("Who accused whom") < words.index(f" {then} ")


def test_who_accused_whom_and_one_day(record: Path) -> None:
    sql = {query.name: query.sql for query in queries()}
    with sqlite3.connect(record) as connection:
        date, day = connection.execute(
            "SELECT event_date, count(*) FROM events WHERE length(event_date) = 10 GROUP BY 1 ORDER BY 2 DESC"
        ).fetchone()
        told = dict(connection.execute("SELECT number, told FROM events WHERE type = 'ACCUSE'"))
        pairs = connection.execute(sql["accusations"]).fetchall()
        assert len(connection.execute(sql["day"], {"day": date}).fetchall()) == day
        assert len(connection.execute(sql["day"], {"day": date[:7]}).fetchall()) >= day
        assert connection.execute(sql["day"], {"day": ""}).fetchall() == []
    assert all(told[pair[-2]] in {"happened", "ongoing", "habitual"} for pair in pairs)
    assert len({pair[:2] for pair in pairs}) == len(pairs)


def test_what_a_person_did_without_a_date_comes_last(record: Path) -> None:
    (sql,) = (query.sql for query in queries() if query.name == "person")
    with sqlite3.connect(record) as connection:
        dated = [row[0] is not None for row in connection.execute(sql, {"name": "a"})]
        assert connection.execute(sql, {"name": ""}).fetchall() == []
    assert dated == sorted(dated, reverse=True)
    assert set(dated) == {True, False}


def test_numbers_in_views_and_queries_are_links(shown: Any) -> None:
    view, query = get(shown, "/news/event_data", "/news/denied")
    for answer in (view, query):
        (address,) = set(re.findall(r'href="(/news/events/\d+)"', answer.text)[:1])
        assert get(shown, address)[0].status_code == 200


def test_sqlite_utils_finds_keys_and_search(record: Path) -> None:
    sqlite_utils = pytest.importorskip("sqlite_utils", reason="needs: pip install 'dateline[dev]'")
    db = sqlite_utils.Database(record)
    assert {t: db[t].detect_fts() for t in ("reports", "statements", "events")} == {
        "reports": "reports_search",
        "statements": "statements_search",
        "events": "events_search",
    }
    assert [row["title"] for row in db["reports"].search("blankets")] == ["Quakes shake the north"]
    assert [row["stance"] for row in db["statements"].search("blanket")] == ["demands"]
    assert [row["type"] for row in db["events"].search("died near")] == ["ASSAULT"]
    keys = {(key.table, key.column, key.other_table, key.other_column) for t in db.tables for key in t.foreign_keys}
    assert ("events", "report", "reports", "number") in keys
    assert ("participants", "event", "events", "number") in keys
    for table, column, other, other_column in sorted(keys):
        lost = f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT {other_column} FROM {other})"
        assert next(db.query(lost))["count(*)"] == 0, (table, column)


def test_duckdb_reads_the_tables(record: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs: pip install 'dateline[dev]'")
    connection = duckdb.connect()
    try:
        connection.execute("LOAD sqlite")
    except duckdb.Error as error:
        pytest.skip(f"DuckDB's reader of SQLite is not installed, and would be fetched from the network: {error}")
    connection.execute(f"ATTACH '{record}' AS news (TYPE sqlite, READ_ONLY)")
    (number,) = connection.execute(
        "SELECT count(*) FROM news.events JOIN news.reports ON reports.number = report"
    ).fetchone()
    assert number > 20


def test_pandas_rows_of_a_view_go_into_duckdb(record: Path) -> None:
    duckdb = pytest.importorskip("duckdb", reason="needs: pip install 'dateline[dev]'")
    with sqlite3.connect(record) as connection:
        rows = connection.execute("SELECT type, told FROM event_data").fetchall()
    connection = duckdb.connect()
    connection.execute("CREATE TABLE event_data (type TEXT, told TEXT)")
    connection.executemany("INSERT INTO event_data VALUES (?, ?)", rows)
    assert connection.execute("SELECT count(*) FROM event_data").fetchone() == (len(rows),)


def test_the_yaml_alone_and_a_server(record: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_datasette(str(record), tmp_path / "news.yaml")
    said = capsys.readouterr().out
    assert (tmp_path / "news.yaml").exists()
    assert "--plugins-dir" not in said
    assert f"datasette {record} --metadata" in said
    with pytest.raises(UsageError, match="SQLite files"):
        write_datasette("postgresql://somebody@server/news", tmp_path)


def test_yaml_is_read_as_it_was_meant() -> None:
    yaml = pytest.importorskip("yaml")
    value: dict[str, Any] = {
        "plain": "word",
        "no": "yes",
        "marks": 'a: "b" # c — “d”',
        "number": 7,
        "lines": "SELECT 1\n  FROM x\n\nWHERE :y",
        "list": ["one", {"array": "two", "and": "three"}, 3],
        "deep": {"er": {"1st": ""}},
    }
    assert yaml.safe_load(write_yaml(value)) == value


def test_the_command_says_how_to_start(record: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dateline", "datasette", str(record), "--out", str(tmp_path / "out")]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert (tmp_path / "out" / "plugins" / "links.py").exists()
    assert "Start it with: datasette" in said
