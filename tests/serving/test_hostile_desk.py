"""What comes from a page, a form, an address or the name of a file is words on the desk, in feeds and in files too."""

from __future__ import annotations

import itertools
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import etree, html
from starlette.testclient import TestClient

from dateline.recording import Record
from dateline.serving.app import application
from dateline.serving.security import LONGEST_IMPORT
from dateline.serving.settings import Settings

from .conftest import HOST, PATIENCE, client
from .hostile_record import NAUGHTY
from .reviewed import ORIGIN, Reviewing, reviewing
from .test_pages import REPORT, json_of

SCRIPTS = {"/static/htmx.min.js", "/static/judging.js"}
TYPED = ("field__actors", "field__recipients", "field__place", "field__type", "field__day", "field__told", "why")
"""Fields of a correction, as the desk's forms name them."""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Reviewing]:
    with reviewing(tmp_path) as found:
        yield found


@pytest.fixture
def harmed(hostile: Path, tmp_path: Path) -> Iterator[TestClient]:
    """A desk over a record whose every field is hostile."""
    path = tmp_path / "hostile.db"
    path.write_bytes(hostile.read_bytes())
    with client(path, Settings(review=True, by="ann", patience=PATIENCE)) as asking:
        yield asking


def check_desk(text: str) -> None:
    """Nothing but our scripts runs, nothing but our sheets is loaded, and every form leads to the desk."""
    page = html.fromstring(text)
    assert set(page.xpath("//script/@src")) <= SCRIPTS and not page.xpath("//script[not(@src)]")
    assert not page.xpath("//style | //iframe | //object | //embed | //base | //img | //*[@style]")
    assert all(urlsplit(one).path.startswith("/static/") for one in page.xpath("//link[@rel='stylesheet']/@href"))
    assert [name for element in page.iter() for name in element.attrib if name.lower().startswith("on")] == []
    for way in page.xpath("//form/@action | //button/@formaction"):
        assert way.startswith(("/judge/", "/search", "/query/")) and "//" not in way, way
    for leads in page.xpath("//a/@href"):
        assert leads.startswith(("/", "#", "https://", "http://")) and not leads.startswith("//"), leads


def test_hostile_words_in_every_field_do_nothing_on_the_desk(harmed: TestClient) -> None:
    addresses = ["/judge", "/judge/log", "/judge/figures", "/judge/sample?size=5", "/judge/work"]
    seen: set[str] = set()
    while addresses and len(seen) < 60:
        address = addresses.pop(0)
        seen.add(address)
        answer = harmed.get(address)
        assert answer.status_code in (200, 202, 404), (address, answer.text[:400])
        check_desk(answer.text)
        found = html.fromstring(answer.text).xpath("//main//a/@href")
        addresses += [
            one for one in dict.fromkeys(found) if one.startswith(("/judge/record/", "/judge/happening/",
            "/judge/story/", "/judge/actor")) and one not in seen and one not in addresses
        ]  # fmt: skip
    assert len(seen) > 10


@pytest.mark.parametrize("field", TYPED)
def test_hostile_words_in_a_correction_are_refused_or_words(desk: Reviewing, field: str) -> None:
    event = desk.ids()["CONSULT"]
    for words in NAUGHTY:
        typed: dict[str, Any] = {field: words}
        answer = desk.send("correct", subject=event, back=f"/judge/record/{event}", **typed)
        assert answer.status_code in (303, 400), answer.text[:400]
        if answer.status_code == 400:
            check_desk(answer.text)
    for address in ("/judge", f"/judge/record/{event}", "/judge/log", "/judge/figures", "/query/events", "/"):
        check_desk(desk.page(address))


@pytest.mark.parametrize(
    ("act", "name"),
    [("accept", "subject"), ("accept", "back"), ("reject", "sample"), ("split", "member"), ("split", "subject"),
     ("join", "other"), ("join", "others"), ("undo", "judgement")],
)  # fmt: skip
def test_hostile_words_in_any_field_of_a_form_write_no_other_thing(desk: Reviewing, act: str, name: str) -> None:
    for words in itertools.islice(NAUGHTY, 5):
        typed: dict[str, Any] = {"subject": desk.ids()["CONSULT"], name: words}
        answer = desk.send(act, **typed)
        assert answer.status_code in (303, 400, 404), answer.text[:400]
        leads = answer.headers.get("location", "/judge")
        assert leads.startswith("/judge") and "\n" not in leads
        check_desk(desk.page("/judge/log"))


@pytest.mark.parametrize(
    "lines",
    ["{" * 50_000, "[" * 50_000, '{"id": "j0"}', '{"id": ' + "9" * 5_000 + "}", "\x00", '"\\ud800"', "{}\n" * 20_000],
)
def test_lines_that_are_no_judgements_are_said_to_be_none(desk: Reviewing, lines: str) -> None:
    answer = desk.send("import", lines=lines)
    assert answer.status_code in (303, 400)
    for _ in range(600):
        page = desk.asking.get("/judge/work.json").json()
        if not page["pending"]:
            break
        threading.Event().wait(0.1)
    assert not [one for one in page["lines"] if one["state"] == "done"]
    with Record.open(desk.path) as record:
        assert record.judgements() == ()


def test_a_log_that_is_too_large_is_refused_before_it_is_read(desk: Reviewing) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = desk.asking.post("/judge/import", content=b"a" * (LONGEST_IMPORT + 1), headers=ORIGIN | kind)
    assert answer.status_code == 413


# ------------------------------------------------------------------ feeds and files


def test_hostile_words_are_words_in_the_feed(hostile: Path) -> None:
    with client(hostile) as asking:
        answer = asking.get("/changes.atom")
        feed = etree.fromstring(answer.content, etree.XMLParser(resolve_entities=False))
    leads = feed.xpath("//*[local-name()='link']/@href")
    assert leads and all(one.startswith("http://127.0.0.1/") for one in leads)
    allowed = {"feed", "entry", "title", "id", "updated", "published", "link", "author", "name", "summary", "content",
               "generator", "category", "subtitle"}  # fmt: skip
    assert {etree.QName(one).localname for one in feed.iter(etree.Element)} <= allowed


def test_a_file_is_saved_and_never_shown(hostile: Path) -> None:
    """Pages and pictures among the formats hold words of others: a browser keeps them apart from this server."""
    with TestClient(application(hostile), base_url=HOST, raise_server_exceptions=False) as asking:
        offered = asking.get(json_of("/query/happenings")).json()["downloads"]
        answers = [asking.get(one["address"]) for one in offered]
    assert len(answers) > 8
    for one in answers:
        assert one.status_code == 200, one.text
        assert one.headers["content-type"] == "application/octet-stream"
        assert one.headers["content-disposition"].startswith("attachment; filename")
        assert one.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "asked",
    [
        "as=../../etc/passwd",
        "as=dateline&ending=../../x",
        "as=dateline&ending=/etc/passwd",
        "as=%00",
        "rows=../events",
        "rows=events;DROP+TABLE+events",
        "rows=happenings&as=dateline&ending=.csv%0d%0aset-cookie:a=b",
    ],
)
def test_no_path_in_a_question_for_a_file_is_followed(served: TestClient, asked: str) -> None:
    answer = served.get(f"/download?{asked}")
    assert answer.status_code == 400 and "root:" not in answer.text and "set-cookie" not in answer.headers


@pytest.mark.parametrize("name", ['"><script>alert(1)<', "a;b=c d", "é\u202egnp", "{{7*7}}", "a'b"])
def test_the_name_of_a_record_is_words(made: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name.replace('/', '')}.db"
    path.write_bytes(made.read_bytes())
    with client(path) as asking:
        for address in ("/", REPORT, "/changes.atom"):
            answer = asking.get(address)
            assert answer.status_code == 200 and not re.search(r"<script>alert|>49<", answer.text)
        saved = asking.get("/download?rows=events&as=dateline&ending=.csv").headers["content-disposition"]
    assert saved.isascii() and re.fullmatch(r"attachment; filename(=\"[^\"]*\"|\*=[\w'%.-]+)", saved), saved
