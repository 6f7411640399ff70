"""The brief on the screen: nothing hostile gets through, nothing is fetched, nothing runs over the edge."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from dataclasses import replace

import pytest
from lxml import html as parser
from rich.cells import cell_len

from dateline import exporting
from dateline.exporting import Brief
from dateline.model import Story

from .made_story import WIRE, made_reports, made_story

HOSTILE = '</style><script>alert(1)</script> “x” onload="y" \u202emoc.elpmaxe\x1b[31m &amp; [red]'


def hostile() -> Brief:
    """The made story whose titles, outlets and addresses all try to break out."""
    text = WIRE.replace("Ministers meet in Geneva", HOSTILE)
    one, two, three = made_reports()
    agency = None
    shifted = replace(
        one, text=text, title=HOSTILE, outlet=HOSTILE, address="javascript:alert(1)", agency=agency, parts=()
    )
    story, every = made_story((shifted, two, three))
    return exporting.brief(replace(story, title=HOSTILE), every)


def briefs() -> list[Brief]:
    return [exporting.brief(*made_story()), exporting.brief(Story("y", "Empty", (), ()), []), hostile()]


@pytest.mark.parametrize("brief", briefs(), ids=["full", "empty", "hostile"])
def test_the_page_loads_nothing(brief: Brief) -> None:
    page = exporting.html.page(brief)
    tree = parser.document_fromstring(page)
    assert not tree.xpath("//script | //img | //iframe | //object | //embed | //form | //base | //video | //audio")
    assert [one.get("href") for one in tree.xpath("//link")] == ["data:,"]
    assert not tree.xpath("//@src | //@srcset | //@style | //@*[starts-with(name(), 'on')]")
    (style,) = tree.xpath("//style/text()")
    assert not re.search(r"@import|url\(|https?:", style)
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]


@pytest.mark.parametrize("brief", briefs(), ids=["full", "empty", "hostile"])
def test_the_page_is_well_built(brief: Brief) -> None:
    tree = parser.document_fromstring(exporting.html.page(brief))
    assert tree.get("lang") == "en"
    assert len(tree.xpath("//h1")) == 1
    levels = [int(one.tag[1]) for one in tree.iter("h1", "h2", "h3")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in tree.xpath("//a/@href") if one.startswith("#")} <= set(ids)


def test_hostile_words_stay_words() -> None:
    page = exporting.html.page(hostile())
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    tree = parser.document_fromstring(page.replace("\x1b", ""))
    assert not [one for one in tree.xpath("//a/@href") if one.startswith("javascript")]
    turned = tree.xpath("//body//text()[contains(., '\u202e')]")
    assert turned
    assert all(one.getparent().xpath("ancestor-or-self::bdi") for one in turned)


def test_the_policy_allows_exactly_the_style_that_stands_there() -> None:
    page = exporting.html.page(hostile())
    style = page.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"'sha256-{digest}'" in page


def test_the_same_brief_gives_the_same_page() -> None:
    one, other = (exporting.html.page(exporting.brief(*made_story())) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("brief", briefs(), ids=["full", "empty", "hostile"])
def test_no_line_in_the_terminal_is_too_long(brief: Brief, width: int) -> None:
    text = exporting.terminal.text(brief, width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert brief.counts.split(",")[0] in text


def test_the_terminal_is_not_steered_by_a_page() -> None:
    text = exporting.terminal.text(hostile())
    assert not set(text) & {"\x1b", "\u202e"}
    assert "[red]" in " ".join(text.split())


def test_what_is_cut_short_is_counted() -> None:
    text = exporting.terminal.text(exporting.brief(*made_story()), most=1)
    assert "… and 1 more (--html FILE shows all)" in text
