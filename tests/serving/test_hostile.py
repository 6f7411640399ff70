"""Words of pages and of addresses are words: nothing in them runs, leads away, or reaches a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from dateline.serving.pages import PAGES

from .conftest import client
from .hostile_record import LONG, NAUGHTY
from .test_pages import REPORT, STORY


@pytest.fixture(scope="module")
def harmed(hostile: Path) -> Iterator[TestClient]:
    with client(hostile) as asking:
        yield asking


def check_harmless(text: str) -> None:
    """Only our own script and sheets, no handler, no address that runs, no element that a page's words made."""
    page = html.fromstring(text)
    assert page.xpath("//script/@src") == ["/static/htmx.min.js"] and not page.xpath("//script[not(@src)]")
    assert not page.xpath("//style | //iframe | //object | //embed | //base | //img | //*[@style] | //form[@method]")
    assert all(urlsplit(one).path.startswith(("/static/", "/report/", "data:")) or one == "data:,"
               for one in page.xpath("//link[@rel!='alternate']/@href"))  # fmt: skip
    handlers = [name for element in page.iter() for name in element.attrib if name.lower().startswith("on")]
    assert handlers == []
    for element in page.xpath("//a[@href] | //*[local-name()='use']"):
        address = element.get("href") or ""
        if address.startswith(("/", "#")):
            assert not address.startswith("//")
            continue
        assert address.startswith(("https://", "http://")), address
        assert "noreferrer" in element.get("rel", "") and "nofollow" in element.get("rel", "")


def _addresses(asking: TestClient) -> list[str]:
    found = ["/", "/stories", STORY, REPORT, "/actors", "/outlets", "/query/happenings", "/query/events",
             "/query/statements", "/search?q=ministers", "/search?q=sure%3A.1&in=happenings"]  # fmt: skip
    for page in ("/actors", "/outlets", STORY, "/query/happenings"):
        text = html.fromstring(asking.get(page).text)
        found += [
            one
            for one in text.xpath("//main//a/@href | //aside//a/@href")
            if one.startswith("/") and not one.startswith("/download")
        ]
    return list(dict.fromkeys(found))


def test_hostile_words_in_every_field_do_nothing(harmed: TestClient) -> None:
    followed = _addresses(harmed)
    assert len(followed) > 30
    for address in followed:
        answer = harmed.get(address)
        assert answer.status_code in (200, 404), (address, answer.text[:400])
        check_harmless(answer.text)


def test_a_long_word_stands_on_the_page(harmed: TestClient) -> None:
    assert LONG in harmed.get(REPORT).text


@pytest.mark.parametrize("words", NAUGHTY)
def test_hostile_words_in_an_address_do_nothing(served: TestClient, words: str) -> None:
    for page in PAGES:
        if "{id}" in page.path:
            addresses = [page.path.replace("{id}", quote(words, safe=""))]
        else:
            rest = "key=norland/NOR&a=norland/NOR&b=sudland/SDN&name=Harbour Post" if page.needs else ""
            addresses = [f"{page.path}?{rest}&{name}={quote(words)}" for name, _ in page.asks]
        for address in addresses:
            answer = served.get(address)
            assert answer.status_code in (200, 400, 404), (address, answer.text)
            check_harmless(answer.text)
            assert served.get(address).headers["content-type"].startswith("text/html")


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        "/static//etc/passwd",
        "/static/%2Fetc%2Fpasswd",
        "/static/serve.css/../../app.py",
        "/static/%00",
        "/report/..%2f..%2f..%2fetc%2fpasswd",
        "/report/%2e%2e",
        "/story/%00",
        "//evil.example/",
        "/%5cevil.example",
    ],
)
def test_a_path_leads_to_no_file(served: TestClient, path: str) -> None:
    answer = served.get(f"http://127.0.0.1{path}")
    assert answer.status_code in (400, 404)
    assert "import" not in answer.text and "root:" not in answer.text


def test_a_null_character_in_a_question_is_refused(served: TestClient) -> None:
    assert served.get("/search?q=%00").status_code == 400
