"""Who wrote it: datelines, bylines, rights lines; a photo credit and the outlet itself are no agency."""

from __future__ import annotations

import pytest

from dateline.model import Page, Report
from dateline.reading import read
from dateline.reading.lines import is_byline
from dateline.reading.masthead import cut_outlet, find_dateline, find_glued_headline
from dateline.reading.masthead.bylines import find_byline_people
from dateline.reading.masthead.credits import contributor_credit, rights_credit

from .reading_samples import PARAGRAPHS


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("MOSCOW (AP) — The Kremlin said", "MOSCOW", "AP"),
        ("BERLIN, July 15 (Reuters) - The foreign minister", "BERLIN", "Reuters"),
        ("London (AFP) – Here are", "London", "AFP"),
        ("PARIS, Sept. 3 (Xinhua) -- French", "PARIS", "Xinhua"),
        ("MOSCOW, September 15. /TASS/. The", "MOSCOW", "TASS"),
        ("Moscow, Sep 15 (EFE).- The", "Moscow", "EFE"),
        ("(ANSA) - ROME, SEP 15 - The", "ROME", "ANSA"),
        ("Berlin (dpa) - The chancellor", "Berlin", "dpa"),
        ("TOKYO, Sept. 3 (Kyodo) - Japan", "TOKYO", "Kyodo"),
        ("SEOUL, Sept. 3 (Yonhap) -- South", "SEOUL", "Yonhap"),
        ("New Delhi, Sep 15 (PTI) The court", "New Delhi", "PTI"),
        ("GLASGOW, Scotland (AP) -- The", "GLASGOW, Scotland", "AP"),
        ("(Reuters) — The attorney general", None, "Reuters"),
        ("HELSINKI — The two", "HELSINKI", None),
        ("NEWPORT NEWS, Va. - In", "NEWPORT NEWS, Va", None),
        ("Helsinki – The president", "Helsinki", None),
    ],
)
def test_datelines(line: str, place: str | None, agency: str | None) -> None:
    found = find_dateline(line, opening=True)
    assert found is not None
    assert found.place == place
    assert (found.agency.name if found.agency else None) == agency


@pytest.mark.parametrize(
    "line",
    [
        "President Donald Trump (R) and the first lady",
        "The International Monetary Fund (IMF) said",
        "The vote - held on Tuesday - was close",
        "It was late: the doors were shut",
    ],
)
def test_what_is_no_dateline(line: str) -> None:
    assert find_dateline(line, opening=True) is None


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By The Associated Press", True),
        ("AFP", True),
        ("Associated Press Published 9:15 a.m. ET May 3, 2021", True),
        ("Posted 8:40 am, May 3, 2021, by CNN Wires", True),
        ("AP Photo/Pool", False),
        ("Pool photographer | AFP | Getty Images", False),
        ("By the time the talks ended, nobody was left?", False),
    ],
)
def test_bylines(line: str, is_one: bool) -> None:
    assert is_byline(line) is is_one


def agency_of(text: str, outlet: str = "harbour-ledger.example", address: str | None = None) -> tuple[str, str] | None:
    report = read(Page(text.encode(), media="text/plain", given_outlet=outlet, address=address))
    assert isinstance(report, Report), report
    return (report.agency.name, report.agency.how) if report.agency else None


STORY = "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"TALLINN, Estonia (AP) — {STORY}", ("AP", "dateline")),
        (f"Tallinn votes for radar\nThe Associated Press\nMay 14, 2024\n{STORY}", ("AP", "byline")),
        (f"Tallinn votes for radar\nBy staff, Reuters\n{STORY}", ("Reuters", "byline")),
        (f"{STORY}\n© Copyright 2024 The Associated Press. All rights reserved.", ("AP", "rights line")),
        (f"{STORY}\nAssociated Press writers in Riga, Latvia, contributed to this report.", ("AP", "contributor line")),
        (
            f"{STORY}\nA Reuters reporter saw soldiers at the port on Tuesday and spoke to two of them.",
            ("Reuters", "voice"),
        ),
        (STORY, None),
        (f"{STORY}\nThe minister told Reuters on Tuesday that the money would not be enough for all of it.", None),
        (f"Ministers in Tallinn.\nAP Photo/Pool\n{STORY}", None),
    ],
)
def test_agencies(page: str, expected: tuple[str, str] | None) -> None:
    assert agency_of(page) == expected


def test_an_agencys_own_page_has_no_agency() -> None:
    page = f"TALLINN, Estonia (AP) — {STORY}"
    assert agency_of(page, outlet="AP") is None
    assert agency_of(page, outlet="", address="https://apnews.com/article/1") is None
    assert agency_of(page, outlet="", address="https://not-apnews.com/article/1") == ("AP", "dateline")


def test_people_in_bylines() -> None:
    assert find_byline_people(["By KAJA KALLAS, The Associated Press"]) == ("Kaja Kallas",)
    assert find_byline_people(["Angela Merkel and Emmanuel Macron, Bloomberg"]) == ("Angela Merkel", "Emmanuel Macron")
    assert find_byline_people(["By The Associated Press", "Staff"]) == ()


def test_rights_and_notes_need_a_name() -> None:
    assert rights_credit("© 2024 Harbour Ledger. All rights reserved.") is None
    assert contributor_credit("Our correspondent contributed to this report.") is None


@pytest.mark.parametrize(
    ("title", "outlet", "expected"),
    [
        ("Tallinn votes for coastal radar | Harbour Ledger", "Harbour Ledger", "Tallinn votes for coastal radar"),
        ("Tallinn votes for coastal radar - World - Harbour Ledger", None, "Tallinn votes for coastal radar"),
        ("Trump – Putin", "Harbour Ledger", "Trump – Putin"),
        ("Tallinn votes for radar", None, "Tallinn votes for radar"),
    ],
)
def test_titles_lose_the_outlet(title: str, outlet: str | None, expected: str) -> None:
    assert cut_outlet(title, outlet) == expected


def test_a_glued_breadcrumb_is_cut() -> None:
    line = "Current:Home > WorldLeaders meet in Sochi for talks -Harbour Ledger"
    place = find_glued_headline(line, [])
    assert place is not None
    assert line[place[0] : place[1]] == "Leaders meet in Sochi for talks"
