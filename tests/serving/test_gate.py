"""Who may ask: by which name, with which token, how much, how often; and what a browser is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.errors import RecordError, UsageError
from dateline.recording import Record
from dateline.serving.app import application
from dateline.serving.security import LONGEST_ADDRESS, Rate, host_of
from dateline.serving.settings import Settings, check, is_loopback
from dateline.serving.shelf import Shelf

from .conftest import client

TOKEN = "a token of many letters"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_only_reading_is_allowed(served: TestClient, method: str) -> None:
    answer = served.request(method, "/")
    assert answer.status_code == 405 and answer.headers["allow"] == "GET, HEAD"


def test_a_body_is_refused(served: TestClient) -> None:
    assert served.request("GET", "/", content=b"x" * 10).status_code == 413


def test_a_long_address_is_refused(served: TestClient) -> None:
    assert served.get(f"/search?q={'x' * LONGEST_ADDRESS}").status_code == 414


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("127.0.0.1", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 421),
    ],
)
def test_another_name_is_not_answered(served: TestClient, name: str, status: int) -> None:
    assert served.get("/", headers={"host": name}).status_code == status


@pytest.mark.parametrize(("header", "name"), [("a.example:80", "a.example"), ("[::1]:80", "::1"), ("A", "a"), ("", "")])
def test_the_name_is_read_off_the_header(header: str, name: str) -> None:
    assert host_of(header) == name


@pytest.mark.parametrize("address", ["/", "/nothing", "/static/serve.css", "/openapi.json", "/stories.json?page=0"])
def test_every_answer_has_the_policy(served: TestClient, address: str) -> None:
    headers = served.get(address).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'" and policy["script-src"] == "'self'" and policy["style-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'" and policy["connect-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "no-referrer"
    assert "access-control-allow-origin" not in headers


def test_elsewhere_a_token_is_needed() -> None:
    with pytest.raises(UsageError, match="DATELINE_TOKEN"):
        check(Settings(host="0.0.0.0"))
    with pytest.raises(UsageError, match="16 characters"):
        check(Settings(host="192.0.2.1", token="short"))
    assert check(Settings(host="0.0.0.0", token=TOKEN)).token == TOKEN


@pytest.mark.parametrize("host", ["127.0.0.1", "127.3.2.1", "::1", "localhost"])
def test_what_is_this_machine_alone(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "example.org", "192.0.2.1"])
def test_what_others_can_reach(host: str) -> None:
    assert not is_loopback(host)


def test_a_token_opens_the_record(made: Path) -> None:
    with client(made, Settings(token=TOKEN)) as asking:
        assert asking.get("/").status_code == 401
        assert asking.get("/?token=wrong").status_code == 401
        assert asking.get("/static/serve.css").status_code == 401
        assert asking.get("/", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
        opened = asking.get(f"/stories?token={TOKEN}&order=latest")
        assert opened.status_code == 303 and opened.headers["location"] == "/stories?order=latest"
        cookie = opened.headers["set-cookie"].lower()
        assert "httponly" in cookie and "samesite=strict" in cookie
        assert asking.get("/stories").status_code == 200


def test_the_token_leads_nowhere_else(made: Path) -> None:
    with client(made, Settings(token=TOKEN)) as asking:
        answer = asking.get(f"http://127.0.0.1//evil.example/?token={TOKEN.replace(' ', '+')}")
        assert answer.headers["location"].startswith("/evil.example")


def test_a_visitor_who_asks_too_often_waits() -> None:
    rate = Rate(2.0)
    assert [rate.wait("a", now=0.0) for _ in range(10)] == [0.0] * 10
    assert rate.wait("a", now=0.0) == 0.5
    assert rate.wait("b", now=0.0) == 0.0
    assert rate.wait("a", now=0.6) == 0.0


def test_too_many_pages_are_answered_with_how_long_to_wait(made: Path) -> None:
    with client(made, Settings(rate=0.2)) as asking:
        statuses = [asking.get("/stories").status_code for _ in range(3)]
        assert statuses == [200, 429, 429]
        assert int(asking.get("/stories").headers["retry-after"]) >= 1


def test_the_database_itself_refuses_to_be_written(made: Path) -> None:
    with Record(made, read_only=True) as record, pytest.raises(RecordError):
        record.replace_stories([])


def test_a_question_that_takes_too_long_is_stopped(made: Path) -> None:
    from sqlalchemy import text

    shelf = Shelf(made, seconds=0.05)
    endless = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c"
    with pytest.raises(RecordError, match=r"more than 0\.05 seconds"), shelf.moment() as moment:
        moment.connection.execute(text(endless)).all()
    with shelf.moment() as moment:
        assert moment.connection.execute(text("SELECT 1")).scalar() == 1
    shelf.close()


def test_a_fault_of_ours_is_not_told_to_visitors(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.serving import app as served_app

    def broken(*_: object, **__: object) -> object:
        raise KeyError("secret")

    monkeypatch.setattr(served_app, "as_html", broken)
    with TestClient(application(made), base_url="http://127.0.0.1", raise_server_exceptions=False) as asking:
        answer = asking.get("/stories.json")
        assert answer.status_code == 200
        assert asking.get("/stories").status_code == 500
