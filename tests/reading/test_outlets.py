"""Who printed it: the name beside the headline, in the rights line, behind the address; and whose text a page shows."""

from __future__ import annotations

import pytest

from dateline.model import Page, Report
from dateline.reading import read
from dateline.reading.masthead import outlet_address
from dateline.reading.masthead.credits import address_credit
from dateline.reading.masthead.outlets import same_site

from .reading_samples import HTML, PARAGRAPHS

STORY = "\n".join(PARAGRAPHS)
TITLE = "Tallinn votes for coastal radar"


def report_of(text: str, media: str = "text/plain", address: str | None = None) -> Report:
    found = read(Page(text.encode(), media=media, charset="utf-8", address=address))
    assert isinstance(found, Report), found
    return found


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (f"{TITLE} - Harbour Ledger\n{TITLE}\nMay 14, 2024\n{STORY}", "Harbour Ledger"),
        (f"{TITLE} | Harbour Ledger\n{TITLE}\nMay 14, 2024\n{STORY}", "Harbour Ledger"),
        (f"{TITLE} - World\n{TITLE}\nMay 14, 2024\n{STORY}", None),
        (f"Harbour Ledger\n{TITLE}\n{STORY}\n© 2024 Harbour Ledger. All rights reserved.", "Harbour Ledger"),
        (f"{TITLE}\n{STORY}\ntips@harbourledger.com\nCopyright 2024 Harbour Ledger Inc.", "Harbour Ledger"),
        (f"{TITLE}\n{STORY}\n© 2024 Northern Shores Publishing. All rights reserved.", None),
        (f"{TITLE}\n{STORY}\n© 2024 The Associated Press. All rights reserved.", None),
        (f"{TITLE}\n{STORY}\nThe ministry said in a statement to the Harbour Ledger that it would wait.", None),
    ],
)
def test_the_outlet_of_a_flat_page_is_shown_or_unknown(page: str, expected: str | None) -> None:
    assert report_of(page).outlet == expected


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("harbour.example", "news.harbour.example", True),
        ("harbour.com", "harbour.co.uk", True),
        ("harbour.com", "inland.com", False),
        (None, "inland.com", False),
    ],
)
def test_sites(one: str | None, two: str, expected: bool) -> None:
    assert same_site(one, two) is expected


@pytest.mark.parametrize(
    ("address", "canonical", "expected"),
    [
        ("https://harbour.example/a", "https://apnews.com/article/1", "AP"),
        ("https://harbour.example/a", "https://inland-times.example/a", "inland-times.example"),
        ("https://harbour.example/a?utm=1", "https://www.harbour.example/a", None),
        ("https://web.archive.org/web/2024/https://harbour.example/a", "https://harbour.example/a", None),
        (None, "https://apnews.com/article/1", None),
    ],
)
def test_a_canonical_link_to_another_site_names_the_source(
    address: str | None, canonical: str, expected: str | None
) -> None:
    claim = address_credit(address, canonical)
    assert (claim.name if claim else None) == expected


def test_a_mirror_is_no_outlet() -> None:
    assert outlet_address("https://web.archive.org/web/1/x", "https://harbour.example/x") == "https://harbour.example/x"
    assert outlet_address("https://inland.example/x", "https://harbour.example/x") == "https://inland.example/x"


def test_a_page_that_points_to_an_agency_is_the_agencys_text() -> None:
    markup = HTML.replace("https://harbour-ledger.example/2024/05/14/radar", "https://www.reuters.com/world/radar")
    report = report_of(markup, "text/html", "https://harbour-ledger.example/radar")
    assert report.agency is not None
    assert (report.agency.name, report.agency.how, report.outlet) == ("Reuters", "address", "Harbour Ledger")


@pytest.mark.parametrize(
    "line",
    [
        "(Photo: Denis Balibouse / Reuters)",
        "Getty Images / AFP",
        "Image: EPA-EFE",
        "Soldiers stand guard in the port of Tallinn on Tuesday. (AP Photo)",
        "FILE PHOTO: The parliament on Toompea hill, Tallinn. REUTERS/Ints Kalnins",
        "AFP via Getty Images",
        "Photo by Xinhua",
    ],
)
def test_a_photo_credit_is_no_agency(line: str) -> None:
    for page in (f"{TITLE}\n{line}\n{STORY}", f"{STORY}\n{line}"):
        assert report_of(page).agency is None
    figure = HTML.replace("<figcaption>The parliament on Toompea hill.", f"<figcaption>{line}")
    assert report_of(figure, "text/html").agency is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Reporting by the Tallinn bureau; Editing by the world desk", None),
        ("(Reporting by the Tallinn bureau; Editing by the world desk)", "Reuters"),
        ("Associated Press journalists in Riga and Vilnius contributed to this report.", "AP"),
        ("With reporting by Agence France-Presse correspondents", "AFP"),
        ("Copyright 2024 Bloomberg L.P.", "Bloomberg"),
        ("© 2024 Agence France-Presse. All rights reserved.", "AFP"),
        ("This material may not be published. Copyright 2024 The Associated Press.", "AP"),
        ("Follow the Associated Press on Twitter for more.", None),
    ],
)
def test_lines_below_the_story(line: str, expected: str | None) -> None:
    agency = report_of(f"{TITLE}\n{STORY}\n{line}").agency
    assert (agency.name if agency else None) == expected
