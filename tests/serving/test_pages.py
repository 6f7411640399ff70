"""Every page, as HTML and as JSON, over a record with three reports and over one with none."""

from __future__ import annotations

import json
from pathlib import Path

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
