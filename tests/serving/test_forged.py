"""Only a form of this server, of this session, writes; and without `--review` nothing does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dateline.recording import Record
from dateline.serving.review.acts import ACTS
from dateline.serving.review.forms import Form
from dateline.serving.security import LONGEST_FORM
from dateline.serving.settings import Settings

from .conftest import HOST, client
from .reviewed import ORIGIN, Reviewing, reviewing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(tmp_path) as found:
        yield found


def _judged(desk: Reviewing) -> int:
    with Record.open(desk.path) as record:
        return len(record.judgements())


@pytest.mark.parametrize("act", [*ACTS, "name"])
def test_without_review_no_address_writes(served: TestClient, act: str) -> None:
    assert served.post(f"/judge/{act}", data={"subject": "e0"}, headers=ORIGIN).status_code == 405
    assert served.get(f"/judge/{act}").status_code == 404


@pytest.mark.parametrize("address", ["/judge", "/judge/log", "/judge/log.jsonl", "/judge/figures", "/judge/record/e0"])
def test_without_review_no_page_to_judge_on_exists(served: TestClient, address: str) -> None:
    assert served.get(address).status_code == 404
    assert "/judge" not in served.get("/openapi.json").text


@pytest.mark.parametrize("act", ACTS)
def test_an_address_that_writes_is_not_read(desk: Reviewing, act: str) -> None:
    assert desk.asking.get(f"/judge/{act}").status_code == 405


@pytest.mark.parametrize("address", ["/", "/stories", "/report/p0"])
def test_only_the_desk_takes_forms(desk: Reviewing, address: str) -> None:
    assert desk.asking.post(address, data={"a": "b"}, headers=ORIGIN).status_code == 405


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "https://evil.example"},
        {"origin": "http://127.0.0.1.evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"origin": HOST, "sec-fetch-site": "cross-site"},
        {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
    ],
)
def test_a_form_from_elsewhere_writes_nothing(desk: Reviewing, headers: dict[str, str]) -> None:
    answer = desk.send("accept", headers=headers, subject=desk.ids()["CONSULT"])
    assert answer.status_code == 403 and _judged(desk) == 0


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_a_form_without_the_token_of_its_session_writes_nothing(desk: Reviewing, token: str) -> None:
    desk.page("/judge")
    data = {"subject": desk.ids()["CONSULT"], "token": token}
    assert desk.asking.post("/judge/accept", data=data, headers=ORIGIN).status_code == 403
    assert _judged(desk) == 0


def test_the_token_of_one_session_is_none_of_another(desk: Reviewing) -> None:
    token = desk.token()
    desk.asking.cookies.clear()
    data = {"subject": desk.ids()["CONSULT"], "token": token}
    assert desk.asking.post("/judge/accept", data=data, headers=ORIGIN).status_code == 403
    assert _judged(desk) == 0


def test_a_token_of_another_server_is_none_of_this(desk: Reviewing, tmp_path: Path) -> None:
    session = desk.asking.get("/judge").cookies or desk.asking.cookies
    other = tmp_path / "other"
    other.mkdir()
    with reviewing(other) as second:
        second.asking.cookies.update(session)
        token = second.token()
    data = {"subject": desk.ids()["CONSULT"], "token": token}
    assert desk.asking.post("/judge/accept", data=data, headers=ORIGIN).status_code == 403


def test_the_session_is_kept_from_scripts_and_other_sites(desk: Reviewing) -> None:
    answer = desk.asking.get("/judge")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie and "path=/" in cookie
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_pages_that_all_share_hold_no_token(desk: Reviewing) -> None:
    with Record.open(desk.path) as record:
        story = next(iter(record.stories()))
    for address in ("/", f"/story/{story.id}", f"/report/{story.reports[0]}"):
        answer = desk.asking.get(address)
        assert 'name="token"' not in answer.text and "set-cookie" not in answer.headers


def test_a_large_form_is_refused(desk: Reviewing) -> None:
    assert desk.send("accept", subject="e0", why="x" * LONGEST_FORM).status_code == 413
    assert desk.send("import", lines="x" * LONGEST_FORM).status_code == 400


def test_a_form_in_pieces_is_refused(desk: Reviewing) -> None:
    answer = desk.asking.post("/judge/accept", content=iter([b"a=b"]), headers=ORIGIN)
    assert answer.status_code == 413


def test_only_a_form_is_taken(desk: Reviewing) -> None:
    answer = desk.asking.post("/judge/accept", json={"subject": "e0"}, headers=ORIGIN)
    assert answer.status_code == 400
    many = "&".join(["a=b"] * 3_000)
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert desk.asking.post("/judge/accept", content=many, headers=ORIGIN | kind).status_code == 400


@pytest.mark.parametrize(
    ("given", "leads"),
    [
        ("/judge/record/e0?sample=a", "/judge/record/e0?sample=a"),
        ("//evil.example", "/judge"),
        ("/\\evil.example", "/judge"),
        ("https://evil.example", "/judge"),
        ("/a\r\nset-cookie: b", "/judge"),
        ("javascript:alert(1)", "/judge"),
        ("", "/judge"),
    ],
)
def test_a_form_leads_back_to_this_server_alone(given: str, leads: str) -> None:
    assert Form({"back": [given]}).back("/judge") == leads


def test_words_of_a_reviewer_are_words(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    with reviewing(tmp_path, by=hostile) as desk:
        name = desk.ids()["CONSULT"]
        assert desk.send("accept", subject=name, why=hostile).status_code == 303
        for address in (f"/judge/record/{name}", "/judge", "/judge/log", "/judge/figures"):
            assert not re.search(r"<script>", desk.page(address))


def test_who_reads_does_not_wait_for_who_writes(tmp_path: Path) -> None:
    """While a form is being written, pages are answered as the record stood."""
    import threading

    with reviewing(tmp_path) as desk:
        name, answers = desk.ids()["CONSULT"], []
        desk.page("/judge")  # both ask within one session: a visitor who has none is given one with each page
        with Record.open(desk.path) as record, record._writing():
            sent = threading.Thread(target=lambda: answers.append(desk.send("accept", subject=name).status_code))
            sent.start()
            assert "accepted by ann" not in desk.words(f"/judge/record/{name}")
        sent.join(60)
        assert answers == [303]
        assert "accepted by ann" in desk.words(f"/judge/record/{name}")


def test_the_token_of_the_record_is_needed_to_judge_too(tmp_path: Path) -> None:
    with reviewing(tmp_path) as desk, client(desk.path, Settings(review=True, by="ann", token="x" * 20)) as asking:
        assert asking.post("/judge/accept", data={"subject": "e0"}, headers=ORIGIN).status_code == 401
