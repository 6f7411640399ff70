"""Every page, as HTML and as JSON, over a record with three reports and over one with none."""

from __future__ import annotations

import csv
import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from dateline.serving.pages import PAGES

from ..exporting.made_record import PAGES as MADE
from .conftest import client

STORY, REPORT = "/story/y0123456789abcdef", f"/report/{MADE[0].id}"
ADDRESSES = (
    "/",
    "/stories",
    "/stories?order=latest",
    "/search",
    "/search?q=ministers",
    "/search?q=ministers&in=happenings",
    "/search?q=ministers&in=statements",
    "/search?q=ministers&in=reports",
    "/search?q=told%3Adenied",
    STORY,
    f"{STORY}?page=1&said=1",
    REPORT,
    f"{REPORT}?at=0-9",
    "/actors",
    "/actors?name=holm",
    "/actor?key=norland%2FNOR",
    "/actor?key=norland%2FNOR&part=did",
    "/pair?a=norland%2FNOR&b=sudland%2FSDN",
    "/place?key=Vard",
    "/outlets",
    "/outlet?name=Harbour%20Post",
    "/query/happenings",
    "/query/events?told=planned",
    "/query/statements?words=fired",
)


def json_of(address: str) -> str:
    """Where the JSON of a page stands."""
    path, _, query = address.partition("?")
    return f"{path.rstrip('/') or '/index'}.json" + (f"?{query}" if query else "")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_is_shown(served: TestClient, address: str) -> None:
    answer = served.get(address)
    assert answer.status_code == 200, answer.text
    page = html.fromstring(answer.text)
    assert page.xpath("//h1") and page.xpath("//main") and page.xpath("//title")[0].text
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids)), sorted(one for one in ids if ids.count(one) > 1)
    assert page.xpath("//link[@rel='alternate']/@href") == [json_of(address)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_its_json_says_the_same(served: TestClient, address: str) -> None:
    answer = served.get(json_of(address))
    assert answer.status_code == 200 and answer.headers["content-type"] == "application/json"
    assert isinstance(answer.json(), dict)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/search?q=told%3Adenied&in=happenings", "had fired on Sudland"),
        ("/", "Ministers meet in Vard"),
        ("/search?q=expelled+unseen", "Nothing in this record fits"),
        ("/search?q=expelled", "Ministers meet in Vard"),
        ("/search?q=expelled&in=reports", "Norland sends diplomats home"),
        (STORY, "Old Quay Gazette"),
        (STORY, "had fired on Sudland"),
        (STORY, "12 March 2025 is no Friday"),
        (f"{REPORT}?at=0-9", 'id="at"'),
        ("/actor?key=norland%2FNOR", "Norland"),
        ("/place?key=Vard", "Visit: Norland and Sudland"),
        ("/outlet?name=Cedar%20%7C%20Academy", "that stood elsewhere first"),
        ("/query/events?told=denied", "fired on"),
    ],
)
def test_a_page_has_what_the_record_tells(served: TestClient, address: str, words: str) -> None:
    assert words in served.get(address).text


@pytest.mark.parametrize("address", ["/", "/stories", "/search?q=x", "/actors", "/outlets", "/query/happenings",
                                     "/query/events", "/query/statements"])  # fmt: skip
def test_an_empty_record_is_shown_as_one(empty: Path, address: str) -> None:
    with client(empty) as asking:
        answer = asking.get(address)
        assert answer.status_code == 200
        assert "Nothing" in answer.text or "no " in answer.text.lower()
        assert asking.get(json_of(address)).status_code == 200


NOT_THERE = ("/story/y", "/report/p0", "/actor?key=Q1", "/pair?a=NOR&b=Q1", "/place?key=Nowhere", "/outlet?name=None",
             "/nothing", "/report/p0/why", "/report/p0.css", "/static/none.css")  # fmt: skip
WRONG = ("/actor", "/stories?page=0", "/stories?page=x", "/search?in=all", "/stories?order=by", "/query/events?sure=2",
         "/query/events?sure=x")  # fmt: skip


@pytest.mark.parametrize("address", NOT_THERE)
def test_what_is_not_there_is_said_to_be_so(served: TestClient, address: str) -> None:
    assert served.get(address).status_code == 404


@pytest.mark.parametrize("address", WRONG)
def test_a_question_that_cannot_be_is_answered_with_what_to_write(served: TestClient, address: str) -> None:
    answer = served.get(json_of(address))
    assert answer.status_code == 400 and len(answer.json()["fault"]) > 20


def test_an_answer_that_the_visitor_has_is_not_sent_again(served: TestClient) -> None:
    first = served.get("/")
    again = served.get("/", headers={"if-none-match": f'"other", {first.headers["etag"]}'})
    assert again.status_code == 304 and again.content == b""
    assert served.get("/", headers={"if-none-match": '"other"'}).status_code == 200


def test_every_page_of_the_list_is_described(served: TestClient) -> None:
    described = served.get("/openapi.json").json()
    assert set(described["paths"]) == {page.json_path for page in PAGES}
    json.dumps(described)


def test_the_pages_of_a_list_follow_one_another(served: TestClient) -> None:
    page = served.get("/query/happenings.json").json()["paging"]
    assert page == {"page": 1, "size": 50, "total": 4, "before": "", "after": ""}
    assert served.get("/query/happenings.json?page=2").json()["happenings"] == []


def test_what_comes_in_is_shown_at_once(made: Path, tmp_path: Path) -> None:
    from dateline.recording import Record

    copy = tmp_path / "copy.db"
    copy.write_bytes(made.read_bytes())
    with client(copy) as asking:
        assert asking.get("/index.json").json()["figures"]["stories"] == 1
        with Record.open(copy) as record:
            record.replace_stories([])
        assert asking.get("/index.json").json()["figures"]["stories"] == 0


def test_nothing_is_written(made: Path) -> None:
    before = made.read_bytes()
    with client(made) as asking:
        for address in ADDRESSES:
            asking.get(address)
    assert made.read_bytes() == before


# ------------------------------------------------------------------ downloads


def test_a_table_leaves_as_a_file(served: TestClient) -> None:
    answer = served.get("/download?rows=happenings&as=dateline&ending=.csv")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="made-happenings.csv"'
    assert answer.text.count("\n") == 5


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("rows=events&ending=.csv", 8),
        ("rows=events&ending=.csv&told=denied", 2),
        ("rows=happenings&ending=.csv&told=denied", 1),
        ("rows=happenings&ending=.csv&words=grain", 1),
        ("rows=statements&ending=.csv", 7),
        ("rows=statements&ending=.csv&actor=Ada+Holm", 2),
        ("rows=events&ending=.csv&actor=nobody", 0),
    ],
)
def test_a_file_has_what_the_question_chooses(served: TestClient, question: str, rows: int) -> None:
    answer = served.get(f"/download?{question}")
    assert answer.status_code == 200, answer.text
    assert len(list(csv.reader(answer.text.splitlines()))) == rows + 1


def test_every_download_that_is_offered_comes(served: TestClient) -> None:
    for page in ("/query/happenings?told=denied", "/query/events", "/query/statements"):
        offered = served.get(json_of(page)).json()["downloads"]
        assert len(offered) > 8
        for one in offered:
            answer = served.get(one["address"])
            assert answer.status_code in (200, 202), (one, answer.text)


@pytest.mark.parametrize("question", ["rows=all", "as=none", "as=dateline&ending=.exe", "as=frozen&told=denied"])
def test_what_does_not_leave_so_is_said(served: TestClient, question: str) -> None:
    assert served.get(f"/download?{question}").status_code == 400


def test_a_long_download_says_how_far_it_is(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.serving import app as served_app
    from dateline.serving import downloads

    monkeypatch.setattr(served_app, "PATIENCE", 0.0)
    go = threading.Event()
    real = downloads._write

    def slow(*given: Any) -> Any:
        given[-1](3, 7)
        go.wait(20)
        return real(*given)

    monkeypatch.setattr(downloads, "_write", slow)
    browser = {"accept": "text/html,*/*"}
    with client(made) as asking:
        answer = asking.get("/download?rows=events", headers=browser)
        assert answer.status_code == 202 and answer.headers["refresh"] == "2"
        assert asking.get("/stories").status_code == 200
        go.set()
        for _ in range(200):
            if (answer := asking.get("/download?rows=events", headers=browser)).status_code == 200:
                break
            time.sleep(0.05)
        assert answer.headers["content-disposition"].startswith("attachment")


def test_a_program_that_asks_for_a_file_waits_for_it(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.serving import app as served_app

    monkeypatch.setattr(served_app, "PATIENCE", 0.0)
    with client(made) as asking:
        answer = asking.get("/download?rows=statements")
    assert answer.status_code == 200 and answer.headers["content-disposition"].startswith("attachment")


def test_what_changed_as_a_feed(served: TestClient) -> None:
    answer = served.get("/changes.atom")
    assert answer.status_code == 200 and answer.headers["content-type"].startswith("application/atom+xml")
    assert f'href="{served.base_url}/report/'.encode() in answer.content
    assert served.get("/changes.atom", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
