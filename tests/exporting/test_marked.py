"""The text with its spans marked in place: on a page of its own, in a notebook, and out of `--html`."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import dateline
from dateline import Coding, Report, Span
from dateline.cli import app
from dateline.exporting import marked
from dateline.exporting.marked_text import Mark, mark_text

TEXT = (
    "Finland signed a treaty with Norway in Oslo on Monday, the ministry said in a statement to reporters. "
    "Estonia denied that it had attacked Latvia. Sweden will meet Norway on Friday."
)
HOSTILE = '<script>alert("x")</script> & <b onmouseover=alert(1)>Finland</b> met Norway in "Oslo" on Monday, it said.'


class Tree(HTMLParser):
    """What a browser makes of it, as far as tests ask: ids, links, tags that do not close, and the words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.words = ""
        self.feed(str(html))  # a parser that is fed Markup escapes what it has just unescaped
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        assert not any(name.startswith("on") for name in found)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if "href" in found else []
        if tag not in ("meta", "br"):
            assert tag != "a" or "a" not in self.open, "a link in a link"
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not {"style", "sup"} & set(self.open):
            self.words += data


@pytest.fixture(scope="module")
def coding() -> Coding:
    report = dateline.read(TEXT, published="2024-03-06")
    assert isinstance(report, Report)
    return dateline.code(report)


def plain(start: int, end: int, kind: str) -> Mark:
    return Mark(Span(start, end), (kind,))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ([], "abcdef"),
        ([plain(1, 3, "x")], 'a<span class="x">bc</span>def'),
        ([plain(1, 3, "y"), plain(0, 5, "x")], '<span class="x">a<span class="y">bc</span>de</span>f'),
        ([plain(0, 3, "x"), plain(2, 5, "y")],
         '<span class="x">ab<span class="y">c</span></span><span class="y">de</span>f'),
        ([Mark(Span(0, 2), ("x",), label="E1", link="#e")],
         '<span class="x"><a href="#e">ab</a></span><sup class="d-ref"><a href="#e">E1</a></sup>cdef'),
    ],
)  # fmt: skip
def test_marks_nest(marks: list[Mark], expected: str) -> None:
    assert mark_text("abcdef", Span(0, 6), marks) == expected


@given(st.data())
def test_any_marks_leave_the_words_as_they_are(data: st.DataObject) -> None:
    text = data.draw(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
    places = st.integers(0, len(text) - 1)
    made = data.draw(st.lists(st.tuples(places, places, st.sampled_from(["", "#x"])), max_size=8))
    marks = [
        Mark(Span(min(a, b), max(a, b) + 1), ("k",), label="L", anchor=f"i{a}-{b}", link=link) for a, b, link in made
    ]
    tree = Tree(mark_text(text, Span(0, len(text)), marks))
    assert tree.words == text and tree.open == []
    assert set(tree.ids) == {mark.anchor for mark in marks}


def test_words_and_cards_lead_to_each_other(coding: Coding) -> None:
    tree = Tree(marked.page(coding.source, coding))
    assert tree.open == []
    assert len(tree.ids) == len(set(tree.ids))
    assert {link.removeprefix("#") for link in tree.links} <= set(tree.ids)
    cards = {one for one in tree.ids if re.fullmatch(r"r1[ESPT]\d+", one)}
    assert len(cards) == sum(map(len, (coding.events, coding.statements, coding.places, coding.times)))
    assert {f"r1w{event.trigger.start}-{event.trigger.end}" for event in coding.events} <= set(tree.ids)
    assert {f"#{one}" for one in cards if one[2] in "ES"} <= set(tree.links)


def test_how_it_is_told_is_seen_without_colour(coding: Coding) -> None:
    labels = {event.factuality.label for event in coding.events}
    assert {"happened", "denied", "planned"} <= labels
    page = marked.page(coding.source, coding)
    for sign in ("●", "○", "✕"):
        assert re.search(rf"<sup class=\"d-ref\"><a href=\"#r1E\d\">E\d{sign}", page), sign
    assert "told as fact" in page and "planned" in page and "denied" in page


def test_a_page_asks_for_nothing_and_runs_nothing(coding: Coding) -> None:
    page = marked.page(coding.source, coding)
    assert not Tree(page).tags & {"script", "img", "link", "iframe", "object"}
    assert "default-src 'none'" in page
    assert "http" not in re.sub(r"http-equiv", "", page) and "url(" not in page and "@import" not in page


def test_a_hostile_text_stays_text() -> None:
    report = dateline.read(HOSTILE, as_is=True)
    assert isinstance(report, Report)
    coding = dateline.code(report)
    for html in (marked.page(report, coding), str(coding._repr_html_()), report._repr_html_()):
        tree = Tree(html)
        assert HOSTILE in tree.words
        assert not tree.tags & {"script", "b"}


def test_half_a_surrogate_pair_is_shown_as_a_question() -> None:
    report = dateline.read("Finland met Norway in Oslo on Monday, \ud83d its ministry said.", as_is=True)
    assert isinstance(report, Report)
    assert marked.page(report, dateline.code(report)).encode()


def test_a_notebook_shows_the_words_and_the_records(coding: Coding) -> None:
    shown = str(coding._repr_html_())
    tree = Tree(shown)
    assert TEXT in tree.words and tree.ids == [] and tree.links == []
    assert "d-act" in shown and f"{len(coding.events) + len(coding.statements)} records" in tree.words
    masthead = coding.source._repr_html_()
    assert "nothing on the page gives a date" in masthead and TEXT in Tree(masthead).words
    german = dateline.read("Das Parlament in Tallinn hat am Dienstag beschlossen, mehr Geld für die Küste auszugeben.")
    assert isinstance(german, Report)
    assert "not coded" in str(dateline.code(german)._repr_html_())


def test_what_was_set_aside_stands_greyed_in_its_place_with_the_reason() -> None:
    path = Path(__file__).resolve().parents[2] / "examples" / "03-sochi-harbour-post.txt"
    (given_page,) = dateline.pages(path)
    report = dateline.read(given_page)
    assert isinstance(report, Report)
    page = marked.page(report)
    for piece in report.furniture:
        assert piece.text.split("\n")[0][:20] in page
    sign_up = page.index("sign-up: asks the reader to subscribe")
    assert page.index("Lukashenko proposed") < sign_up < page.index("Kremlin spokesman")


@pytest.mark.parametrize("command", ["read", "code"])
def test_the_command_writes_one_file(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.html.gz").write_bytes(b"\x1f\x8bbroken")
    out = tmp_path / "out" / "marked.html"
    out.parent.mkdir()
    result = CliRunner().invoke(
        app, [command, str(tmp_path / "a.txt"), str(tmp_path / "b.html.gz"), "--html", str(out), "--workers", "0"]
    )
    assert result.exit_code == 0, result.output
    tree = Tree(out.read_text(encoding="utf-8"))
    assert TEXT.partition(" in ")[0] in tree.words.replace("\n", "") and "broken gzip" in tree.words
    assert ("r1E1" in tree.ids) == (command == "code")
    assert [one.name for one in out.parent.iterdir()] == ["marked.html"]
