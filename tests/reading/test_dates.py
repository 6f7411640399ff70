"""When it was published: what is believed, what is refuted, and never more precision than the page gives."""

from __future__ import annotations

import pytest

from dateline.model import Page, Published, Report
from dateline.reading import read
from dateline.reading.lines.calendar_dates import find_dates, is_date_line

from .reading_samples import FARM, HTML, PARAGRAPHS, TRANSLATED

STORY = "\n".join(PARAGRAPHS)


def published(text: str, media: str = "text/plain", **given: str) -> Published:
    report = read(Page(text.encode(), media=media, charset="utf-8", **given))
    assert isinstance(report, Report), report
    return report.published


@pytest.mark.parametrize(
    ("words", "value", "time"),
    [
        ("Sunday, 12 May 2019 06:20 AM", "2019-05-12", "06:20"),
        ("Updated: June 3, 2019 — 8:25 AM EDT", "2019-06-03", "08:25-04:00"),
        ("Published 5:10 a.m. CT June 3, 2019", "2019-06-03", "05:10-05:00"),
        ("2:45 pm PDT, Sunday, May 12, 2019", "2019-05-12", "14:45-07:00"),
        ("2018-07-15T10:22:00-07:00", "2018-07-15", "10:22-07:00"),
        ("date 2023-09", "2023-09", None),
        ("15.07.2018", "2018-07-15", None),
        ("July 15", "--07-15", None),
        ("31 June 2020", None, None),
        ("it may 5 or", None, None),
    ],
)
def test_dates_in_words_and_figures(words: str, value: str | None, time: str | None) -> None:
    found = find_dates(words)
    assert [(d.value, d.time) for d in found] == ([(value, time)] if value else [])


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("Posted: 8:40 AM, June 3, 2019", True),
        ("3 hours ago", True),
        ("Tuesday, Mar 6th 2018 Weekend weather", False),
        ("The vote was held on July 15, 2018, in Tallinn", False),
    ],
)
def test_date_lines(line: str, is_one: bool) -> None:
    assert is_date_line(line) is is_one


def test_a_month_stays_a_month() -> None:
    assert published(f"Tallinn votes for radar\nPublished: 2024-05\n{STORY}").value == "2024-05"


def test_a_weekday_with_its_number_settles_the_day_of_a_month() -> None:
    found = published(TRANSLATED)
    assert (found.value, found.declared) == ("2023-09-15", "2023-09")
    assert "Friday (15)" in found.method


def test_a_number_that_does_not_fit_the_weekday_settles_nothing() -> None:
    found = published(TRANSLATED.replace("Friday (15)", "Friday (14)"))
    assert found.value == "2023-09"


def test_a_farms_date_is_refuted_by_the_weekdays_of_the_text() -> None:
    found = published(FARM)
    assert found.value is None
    assert found.declared == "2025-03-12"
    assert found.window == ("2022-02-04", "2025-03-07")
    assert [d.reason for d in found.doubts if "Wednesday" in d.reason and "Friday" in d.reason]


def test_the_same_page_under_a_date_that_fits_is_believed() -> None:
    found = published(FARM.replace("2025-03-12", "2023-09-15"))
    assert (found.value, found.doubts) == ("2023-09-15", ())


def test_a_weekday_with_its_date_refutes_another_year() -> None:
    story = STORY.replace("on Tuesday", "on Tuesday, May 14,")
    assert published(story, given_published="2024-05-15").value == "2024-05-15"
    lie = published(story, given_published="2025-05-15")
    assert (lie.value, lie.declared) == (None, "2025-05-15")


def test_a_date_after_the_crawl_is_refuted() -> None:
    found = published(STORY, given_published="2031-01-01", fetched="2024-05-16T08:00:00Z")
    assert found.value is None
    assert "fetched" in found.doubts[0].reason


def test_a_dateline_takes_its_year_from_the_crawl() -> None:
    found = published(f"TALLINN, May 14 (Reuters) - {STORY}", fetched="2024-05-16T08:00:00Z")
    assert found.value == "2024-05-14"


def test_a_dateline_refutes_a_claim_far_from_it() -> None:
    found = published(f"TALLINN, May 14 (Reuters) - {STORY}", given_published="2024-11-20")
    assert any("dateline" in doubt.reason for doubt in found.doubts)
    assert found.value != "2024-11-20"


def test_published_goes_before_updated() -> None:
    head = "Tallinn votes for radar\nUpdated: May 15, 2024\nPublished: May 14, 2024\n"
    assert published(head + STORY).value == "2024-05-14"


def test_markup_gives_day_and_time() -> None:
    found = published(HTML, "text/html")
    assert (found.value, found.time) == ("2024-05-14", "10:00+03:00")


def test_nothing_is_invented() -> None:
    found = published(STORY)
    assert (found.value, found.declared, found.window) == (None, None, None)


def test_a_reference_date_is_an_anchor_and_no_publication() -> None:
    report = read(Page(STORY.encode(), media="text/plain"), published="2024-05-15")
    assert isinstance(report, Report)
    assert (report.published.value, report.anchor) == (None, "2024-05-15")


# ------------------------------------------------------------------ which of several dates


HEAD = "Tallinn votes for radar\n"


def html(head: str, body: str = "") -> Published:
    """The story with these elements in its head, and this above it."""
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    story = f"<article><h1>Tallinn votes for radar</h1>{body}{paragraphs}</article>"
    return published(f"<html><head>{head}</head><body>{story}</body></html>", "text/html")


def json_ld(**dates: str) -> str:
    """A NewsArticle with these dates."""
    facts = "".join(f', "{name}": "{value}"' for name, value in dates.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle"{facts}}}</script>'


def test_two_witnesses_outvote_the_markup() -> None:
    address = "https://harbour-ledger.example/2024/05/14/radar"
    page = HTML.replace("2024-05-14T10:00:00", "2025-05-14T10:00:00").replace(
        "<article>", "<article><p>May 14, 2024</p>"
    )
    found = published(page, "text/html", address=address)
    assert (found.value, found.declared) == ("2024-05-14", "2025-05-14")
    assert found.doubts[0].reason == "two other witnesses agree on another day"


def test_a_later_change_is_no_contradiction() -> None:
    found = html(json_ld(datePublished="2024-05-14T10:00:00Z", dateModified="2025-02-01T10:00:00Z"))
    assert (found.value, found.doubts) == ("2024-05-14", ())


def test_a_date_long_after_the_last_change_is_refuted() -> None:
    found = html(json_ld(datePublished="2025-05-14", dateModified="2024-05-15"))
    assert found.value is None
    assert "last change" in found.doubts[0].reason


def test_figures_are_read_in_the_order_that_fits() -> None:
    found = html(json_ld(datePublished="2024-05-08T10:00:00Z"), "<p>08/05/2024</p>")
    assert (found.value, found.doubts) == ("2024-05-08", ())


def test_dates_of_other_stories_are_not_the_storys() -> None:
    side = '<aside><ul><li>Ice in port <time datetime="2026-01-03">January 3, 2026</time></li></ul></aside>'
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    page = f"<html><body><article><h1>Tallinn votes for radar</h1>{paragraphs}</article>{side}</body></html>"
    assert published(page, "text/html").value is None


def test_the_day_of_the_visit_in_the_sites_head_is_not_the_storys() -> None:
    head = "Friday, January 9, 2026\nHome\nWorld\nSport\n"
    assert published(head + HEAD + STORY, fetched="2026-01-09").value is None
    dated = published(f"{head}{HEAD}Published May 14, 2024\n{STORY}", fetched="2026-01-09")
    assert (dated.value, dated.doubts) == ("2024-05-14", ())
    assert published(f"Home\nWorld\n{HEAD}Friday, January 9, 2026\n{STORY}", fetched="2026-01-09").value == "2026-01-09"


def test_a_date_printed_with_a_wrong_weekday_is_refuted() -> None:
    assert published(f"{HEAD}Monday, May 14, 2024\n{STORY}").value is None
    assert published(f"{HEAD}Tuesday, May 14, 2024\n{STORY}").value == "2024-05-14"


# ------------------------------------------------------------------ years that the text tells


@pytest.mark.parametrize(
    ("words", "fits", "lies"),
    [
        ("The law was passed two years ago, in 2022.", "2024-05-14", "2026-05-14"),
        ("The coast guard was founded in March 2014, ten years ago.", "2024-05-14", "2027-05-14"),
        ("Nearly two years ago, in 2022, the navy had asked for it.", "2023-11-14", "2027-05-14"),
        ("The bill goes back to the elections of last year, 2023.", "2024-05-14", "2025-05-14"),
        ("The parties will face voters next year, in 2025.", "2024-05-14", "2023-05-14"),
        ("The first stations will be opened in October 2024.", "2024-05-14", "2025-05-14"),
        ("The parliament opened its session today, May 14, 2024.", "2024-05-15", "2024-06-14"),
    ],
)
def test_years_told_in_the_text_refute_a_date_of_another_year(words: str, fits: str, lies: str) -> None:
    story = f"{PARAGRAPHS[1]} {words}\n{STORY}"
    assert published(story, given_published=fits).value == fits
    assert published(story, given_published=lies).value != lies


@pytest.mark.parametrize(
    "words",
    [
        "“Two years ago, in 2010, nobody would have asked,” the minister had said at the time.",
        "The band hopes for a tour on the 50th anniversary in 2030.",
        "In 1991 the state was free again, 51 years after its end in 1940.",
        "The wall fell on a Saturday, May 18, and was built again.",
        "The leaders stood together ahead of a dinner in Brussels on May 11, 2019.",
    ],
)
def test_other_years_in_the_text_refute_nothing(words: str) -> None:
    story = f"{STORY}\n{words}"
    assert published(story, given_published="2019-11-19").value == "2019-11-19"


def test_the_year_of_an_agencys_rights_line_is_that_of_the_text() -> None:
    rights = (
        "Copyright 2023 The Associated Press. All rights reserved. This material may not be published or broadcast."
    )
    assert published(f"{STORY}\n{rights}", given_published="2023-05-14").value == "2023-05-14"
    assert published(f"{STORY}\n{rights}", given_published="2025-05-14").value is None
    footer = "© 2015 Harbour Ledger. All rights reserved."
    assert published(f"{STORY}\n{footer}", given_published="2025-05-14").value == "2025-05-14"


def test_a_text_that_tells_days_of_its_week_tells_a_late_one() -> None:
    story = f"{STORY}\nThe committee agreed on Monday and sent the bill to the house."
    assert published(story, given_published="2024-05-15").doubts == ()
    late = published(story, given_published="2024-05-18")
    assert late.value is None
    assert "Monday and Tuesday" in late.doubts[0].reason
