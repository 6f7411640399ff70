"""Which part of an HTML page holds the story, and which lines of a flattened page are comments, lists or teasers."""

from __future__ import annotations

import lxml.etree
import pytest

from dateline.model import Page, Report
from dateline.reading import read
from dateline.reading.body.comments import find_comments_start
from dateline.reading.body.markup import Markup, read_markup
from dateline.reading.body.story_element import find_story_blocks
from dateline.reading.lines import Line, find_list_items, match_furniture
from dateline.reading.masthead import detect_language
from dateline.reading.masthead.page_language import plain_language

from .reading_samples import PARAGRAPHS

STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def markup(body: str) -> Markup:
    return read_markup(lxml.etree.fromstring(f"<html><body>{body}</body></html>".encode(), lxml.etree.HTMLParser()))


def told(body: str) -> list[str] | None:
    found = find_story_blocks(markup(body))
    return [block.text for block in found] if found is not None else None


def paragraphs(text: str, media: str) -> list[str]:
    report = read(Page(text.encode(), media=media, charset="utf-8"))
    assert isinstance(report, Report), report
    return [part.span.cut(report.text) for part in report.parts if part.kind == "paragraph"]


REMARK = "I sailed along that coast for thirty years and never saw a single radar station that worked in the fog."


@pytest.mark.parametrize(
    "beside",
    [
        f"<aside><p>{REMARK}</p></aside>",
        f'<div class="comments"><p>{REMARK}</p><p>{REMARK}</p></div>',
        f'<div class="right-rail"><p>{REMARK}</p></div>',
        f"<footer><p>{REMARK}</p></footer>",
        f'<div id="newsletter-signup"><p>{REMARK}</p></div>',
    ],
)
def test_the_part_with_the_prose_is_the_story(beside: str) -> None:
    assert told(f'<div><div class="article-body">{STORY}</div>{beside}</div>') == list(PARAGRAPHS)
    assert told(f'<div><div class="article-body">{STORY}{beside}</div></div>') == list(PARAGRAPHS)


def test_a_name_alone_does_not_set_most_of_the_prose_apart() -> None:
    assert told(f'<div class="widget"><div class="gallery">{STORY}</div></div>') == list(PARAGRAPHS)


TEASERS = "".join(
    f'<div><h3><a href="/{n}">A headline of some length here</a></h3><p>{text}</p></div>'
    for n, text in enumerate(PARAGRAPHS)
)


@pytest.mark.parametrize(
    "body",
    [
        STORY,
        f"<article>{STORY}</article><article>{STORY}</article>",
        TEASERS,
        "<div><a>Home</a></div>",
    ],
)
def test_where_no_part_stands_out_none_is_named(body: str) -> None:
    assert told(body) is None


def test_a_row_of_a_table_is_one_line() -> None:
    rows = "<table><tr><th>City</th><th>Votes</th></tr><tr><td>Tallinn</td><td>41</td></tr></table>"
    assert [block.text for block in markup(rows).blocks] == ["City Votes", "Tallinn 41"]


def test_a_story_ends_where_others_are_listed() -> None:
    more = "<h3>Related stories</h3><p>Three quiet beaches of the Baltic</p><p>A museum opens again</p>"
    page = f'<html><body><div class="article-body">{STORY}{more}</div></body></html>'
    assert paragraphs(page, "text/html") == list(PARAGRAPHS)


def test_comments_end_a_flat_story() -> None:
    heads = "".join(f"\nReader {n}\nMay {n}, 2024 at 1{n}:20 am\n{REMARK} ({n})" for n in range(1, 6))
    assert paragraphs("\n".join(PARAGRAPHS) + heads, "text/plain") == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (
            (
                "Anna on May 1, 2024 at 10:20 said:",
                "Bert on May 2, 2024 at 11:20 said:",
                "Cora on May 3, 2024 at 12:20 said:",
            ),
            1,
        ),
        (("10:20 a.m.", "11:20 a.m.", "12:20 p.m.", "1:20 p.m."), None),
        (("By the world desk", "May 1, 2024"), None),
    ],
)
def test_heads_of_comments(heads: tuple[str, ...], expected: int | None) -> None:
    lines = [Line(PARAGRAPHS[0])]
    for head in heads:
        lines += [Line(head), Line(REMARK)]
    assert find_comments_start(lines, 0) == expected


def test_items_of_lists() -> None:
    texts = ("The ships:", "Pitka", "Sakala", "It was late.", "Stop 1: Paldiski", "Stop 2: Kärdla", "Stop 3: Virtsu")
    lines = [Line(text) for text in texts]
    found = find_list_items(lines, [match_furniture(text) for text in texts])
    assert found == [False, True, True, False, True, True, True]


def test_a_headline_run_into_its_teaser_is_no_story() -> None:
    glued = "Snow Closes Seven Mountain Roads Again TodaySnow fell on road {} for two days without an end."
    teasers = "\n".join(glued.format(n) for n in range(5))
    assert paragraphs(teasers + "\nWorld\n" + "\n".join(PARAGRAPHS), "text/plain") == list(PARAGRAPHS)


GERMAN = (
    "Das Parlament hat am Dienstag beschlossen, dass der Haushalt für den Schutz der Küste im Norden wächst. "
    "Die Opposition hat nicht für das Gesetz gestimmt, weil auch die Schulen auf mehr Geld warten und es nicht reicht. "
    "Der Präsident will das Gesetz in der nächsten Woche unterschreiben."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" ".join(PARAGRAPHS), "en"),
        (GERMAN, "de"),
        ("Tallinn Riga Vilnius", None),
    ],
)
def test_plain_languages(text: str, expected: str | None) -> None:
    assert plain_language(text) == expected
    if expected is not None:
        assert detect_language(text, ("en",)) == expected


def test_a_short_english_text_is_not_pidgin() -> None:
    assert detect_language("Ghana sent 200 soldiers to Mali as peacekeepers.", ("en",)) == "en"
