"""What a page's markup says of itself, with the faults that browsers forgive: story, dates, address."""

from __future__ import annotations

import json

import pytest

from dateline.model import Page, Report
from dateline.reading import read
from dateline.reading.lines.machine_dates import spell_out
from dateline.reading.masthead.loose_json import read_json_ld

BODY = "".join(
    f"<p>{words}</p>"
    for words in (
        "The port of Tallinn will get a second ice breaker before the winter, the Estonian transport ministry said.",
        "The ship is to be built in Rauma, Finland, and will keep the lane to Helsinki open for ferries and tankers.",
        "The ministry had asked three yards for offers in the spring, and two of them answered within the time set.",
        "The older ship, which has served since the nineties, will be moved to Pärnu and its smaller harbour there.",
    )
)
TITLE = "Tallinn gets a second ice breaker"
STORY = {"@type": "NewsArticle", "headline": TITLE, "datePublished": "2022-03-09T08:30:00+02:00"}


def page(head: str = "", above: str = "", below: str = "", *, title: str = TITLE, **given: str) -> Report:
    content = (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body><article><h1>{title}</h1>{above}{BODY}"
        f"{below}</article></body></html>"
    )
    report = read(Page(content.encode(), media="text/html", **given))
    assert isinstance(report, Report), report
    return report


def ld(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


# ------------------------------------------------------------------ JSON-LD with faults

GOOD = json.dumps(STORY)


@pytest.mark.parametrize(
    "script",
    [
        GOOD,
        GOOD.replace("}", ",}"),
        f"//<![CDATA[\n{GOOD}\n//]]>",
        f"/*<![CDATA[*/ {GOOD} /*]]>*/",
        f"<!-- {GOOD} -->",
        GOOD.replace("second ice", "second\tice"),
        GOOD.replace("second ice", "second\n    ice"),
        GOOD.replace("second ice", 'second "ice'),
        GOOD.replace("gets", "get\\'s"),
        GOOD.replace('", "', '" "'),
        GOOD.replace('", "', '",, "'),
        GOOD[:-1],
        GOOD + ";",
        "\ufeff" + GOOD,
        GOOD + GOOD,
        '{"@type": "Organization", "name": "Harbour Ledger"}\n' + GOOD,
        GOOD.replace('"', "&quot;"),
        GOOD.replace("{", "{ // the story\n").replace(", ", ", /* next */ "),
        f"[{GOOD},]",
        json.dumps({**STORY, "@type": "https://schema.org/NewsArticle"}),
        json.dumps({**STORY, "@type": ["ReportageNewsArticle", "CreativeWork"]}),
        json.dumps({**STORY, "datePublished": "Wed Mar 09 08:30:00 EET 2022"}),
        json.dumps({**STORY, "datePublished": "20220309T0830"}),
        json.dumps({**STORY, "datePublished": 1646807400}),
    ],
)
def test_what_browsers_forgive_is_read(script: str) -> None:
    assert page(ld(script)).published.value == "2022-03-09"


@pytest.mark.parametrize("script", ["", "no data", "{", "[]", '{"a": [}', '"', "{'a':", "\\" * 50, '{"a":' * 3000])
def test_no_script_breaks_a_page(script: str) -> None:
    assert page(ld(script)).published.value is None


def test_what_is_right_stays_as_it_is() -> None:
    value = {"a": 'he said "no", then', "b": ["x // y", "/* z */", ",}"], "c": None, "d": "tab\tand\nline"}
    assert read_json_ld(json.dumps(value)) == [value]
    assert read_json_ld(json.dumps(value) + ",") == [value]


@pytest.mark.parametrize(
    "data",
    [
        {"@graph": [{"@type": "WebPage", "datePublished": "2018-05-05"}, STORY]},
        [{"@type": "WebPage", "datePublished": "2018-05-05"}, {"@graph": [STORY]}],
        {"@type": "WebPage", "datePublished": "2018-05-05", "mainEntity": STORY},
        {"@type": "ItemPage", "datePublished": "2018-05-05", "mainEntity": [STORY]},
        [{"@type": "NewsArticle", "headline": "Pärnu plans a new bridge", "datePublished": "2018-05-05"}, STORY],
        [STORY, {"@type": "Article", "headline": "Pärnu plans a new bridge", "datePublished": "2018-05-05"}],
        {"@type": "WebPage", "datePublished": "2022-03-09"},
    ],
)
def test_the_story_is_told_from_the_page_and_from_other_stories(data: object) -> None:
    assert page(ld(json.dumps(data))).published.value == "2022-03-09"


def test_the_story_is_known_by_its_address() -> None:
    there, here = "https://ledger.example/news/7", "https://ledger.example/news/8"
    stories = [
        {"@type": "NewsArticle", "url": there, "headline": "Bridge", "datePublished": "2018-05-05"},
        {"@type": "NewsArticle", "mainEntityOfPage": here, "headline": "Ship", "datePublished": "2022-03-09"},
    ]
    head = f'<link rel="canonical" href="{here}">' + ld(json.dumps(stories))
    assert page(head).published.value == "2022-03-09"


def test_the_publisher_names_the_outlet() -> None:
    data = {**STORY, "publisher": {"@type": "Organization", "name": "Harbour Ledger"}}
    assert page(ld(json.dumps(data))).outlet == "Harbour Ledger"
    graph = {"@graph": [{"@type": "WebSite", "name": "Baltic Courier"}, data]}
    assert page(ld(json.dumps(graph))).outlet == "Baltic Courier"


# ------------------------------------------------------------------ days that are none, and local days


@pytest.mark.parametrize("nothing", ["1970-01-01T00:00:00Z", "1970-01-01", "0", "0001-01-01T00:00:00", "2099-03-09"])
@pytest.mark.parametrize("name", ["article:published_time", "date"])
def test_a_day_that_systems_write_for_none_is_none(nothing: str, name: str) -> None:
    head = f'<meta property="{name}" content="{nothing}">'
    assert page(head).published.value is None
    assert page(head, '<p class="when">March 9, 2022</p>').published.value == "2022-03-09"


@pytest.mark.parametrize(
    ("instant", "above", "address", "day"),
    [
        ("2022-03-10T02:15:00Z", "<p>Published March 9, 2022, 9:15 p.m. ET</p>", None, "2022-03-09"),
        ("2022-03-10T02:15:00+00:00", "<p>March 9, 2022</p>", None, "2022-03-09"),
        ("2022-03-10T02:15:00", "<p>March 9, 2022</p>", None, "2022-03-09"),
        ("2022-03-08T22:40:00Z", "<p>9 March 2022</p>", None, "2022-03-09"),
        ("2022-03-10T02:15:00Z", "", "https://ledger.example/2022/03/09/ice", "2022-03-09"),
        ("2022-03-10T02:15:00Z", '<time datetime="2022-03-09T21:15:00-05:00">Wednesday</time>', None, "2022-03-09"),
        ("2022-03-10T02:15:00Z", '<time datetime="2022-03-10T02:15:00Z">March 9, 2022</time>', None, "2022-03-09"),
        # no zone is so far away
        ("2022-03-10T20:15:00Z", "<p>March 9, 2022</p>", None, "2022-03-10"),
        # said with its own zone
        ("2022-03-10T02:15:00+02:00", "<p>March 9, 2022</p>", None, "2022-03-10"),
        # the address knows the day, and what is printed is the day of the visit
        ("2022-03-09T08:15:00Z", "<p>March 10, 2022</p>", "https://ledger.example/2022/03/09/ice", "2022-03-09"),
        ("2022-03-10T02:15:00Z", "<p>Updated March 9, 2022</p>", None, "2022-03-10"),
    ],
)
def test_a_printed_local_day_wins_over_an_instant(instant: str, above: str, address: str | None, day: str) -> None:
    head = f'<meta property="article:published_time" content="{instant}">'
    given = {"address": address} if address else {}
    assert page(head, above, **given).published.value == day


@pytest.mark.parametrize(
    "above",
    [
        "<p>March 9, 2022</p>",
        "<p>Harbours | 9 March 2022 | three comments</p>",
        '<abbr class="published" title="2022-03-09T10:00:00+02:00">10:00</abbr>',
        '<span itemprop="datePublished" content="2022-03-09"></span>',
        "<div><span>By Karin Mets</span><span>March 9, 2022</span></div>",
    ],
)
def test_the_day_on_the_page_goes_before_the_month_of_its_address(above: str) -> None:
    report = page("", above, address="https://ledger.example/2022/03/ice-breaker.html")
    assert report.published.value == "2022-03-09"


def test_touching_spans_are_apart() -> None:
    above = '<div class="meta"><span>Published March 9, 2022</span><span>Updated March 11, 2022</span></div>'
    assert page("", above).published.value == "2022-03-09"
    drop = page("", "<p><span>T</span><span>he ministry</span> of <b>Trans</b><i>port</i> said nothing more.</p>")
    assert "The ministry of Transport said" in drop.text


@pytest.mark.parametrize(
    ("above", "day"),
    [
        ("<p>Mittwoch, 9. März 2022</p>", "2022-03-09"),
        ("<p>Veröffentlicht am 09.03.2022 um 10:30 Uhr</p>", "2022-03-09"),
        ("<p>mercredi 9 mars 2022 à 10h30</p>", "2022-03-09"),
        ("<p>Publicado el 9 de marzo de 2022</p>", "2022-03-09"),
        ("<p>quarta-feira, 9 de março de 2022</p>", "2022-03-09"),
        ("<p>9 марта 2022 г.</p>", "2022-03-09"),
        ("<p>2022年3月9日</p>", "2022-03-09"),
        ("<p>2022. március 9.</p>".replace("március", "márc"), None),
        ("<p>Joined</p><p>March 9, 2015</p>", None),
    ],
)
def test_dates_of_other_languages(above: str, day: str | None) -> None:
    assert page("", above).published.value == day


@pytest.mark.parametrize(
    ("given", "spelt"),
    [
        ("20220309", "2022-03-09"),
        ("20220309T083000Z", "2022-03-09T08:30:00Z"),
        ("1646814600", "2022-03-09T08:30:00Z"),
        ("1646814600000", "2022-03-09T08:30:00Z"),
        ("March 9, 2022", "March 9, 2022"),
        ("220309", "220309"),
    ],
)
def test_dates_that_systems_write(given: str, spelt: str) -> None:
    assert spell_out(given) == spelt
