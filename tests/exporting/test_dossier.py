"""The dossier: every page with its authors and link, every story told, and no word of a page becomes mark-up."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml import html as lxml_html
from typer.testing import CliRunner

from dateline.cli import app
from dateline.exporting.dossier.markdown import plain

from .conftest import Write
from .made_record import ADDRESS, coded

markdown_it = pytest.importorskip("markdown_it", reason="markdown-it-py (of rich) reads Markdown")


def text_of(page: str) -> str:
    return " ".join(" ".join(lxml_html.fromstring(page).itertext()).split())


@pytest.fixture
def markdown(written: Write) -> str:
    content, counted = written("markdown")
    assert counted == {"stories": 1, "pages": 3}
    rendered: str = markdown_it.MarkdownIt("commonmark").enable("table").render(content.decode())
    return rendered


@pytest.fixture
def page(written: Write) -> str:
    content, counted = written("html")
    assert counted == {"stories": 1, "pages": 3}
    return content.decode()


def test_both_tell_the_same(markdown: str, page: str) -> None:
    for words in (
        "Norland and Sudland visit",
        "Norland attacks Sudland",
        "Norland expels two diplomats of Sudland",
        "We fired at nobody, <b>nobody</b> & that is",
        "Cedar | Academy",
        "12 March 2025 is no Friday",
        "Ida Berg",
        "no story on the page",
        "Ministers meet in Vard 🚢",
    ):
        assert words in text_of(markdown), words
        assert words in text_of(page), words


def test_links_lead_to_pages_and_within(markdown: str, page: str) -> None:
    for made in (markdown, page):
        tree = lxml_html.fromstring(made)
        links = {str(one) for one in tree.xpath("//a/@href")}
        assert {ADDRESS, "https://quay.example/1"} <= links
        assert not any(one.startswith("javascript") for one in links)
        ids = {str(one) for one in tree.xpath("//@id")}
        assert {one[1:] for one in links if one.startswith("#")} <= ids


def test_no_id_stands_twice(page: str) -> None:
    ids = lxml_html.fromstring(page).xpath("//@id")
    assert len(set(ids)) == len(ids)


def test_the_words_shown_stand_in_the_text(page: str) -> None:
    texts = {one.report.id: one.report.text for one in coded()}
    tree = lxml_html.fromstring(page)
    shown = tree.xpath("//figure")
    assert len(shown) >= 3
    for figure in shown:
        exact = "".join(figure.find(".//mark").itertext())
        found = re.fullmatch(r"(p[0-9a-f]{16}):(\d+)–(\d+)", figure.find(".//code").text)
        assert found and texts[found[1]][int(found[2]) : int(found[3])] == exact


def test_the_page_asks_nothing_of_anybody(page: str) -> None:
    tree = lxml_html.fromstring(page)
    assert not tree.xpath("//script | //img | //iframe | //link[@rel='stylesheet'] | //b[text()='nobody']")
    assert "default-src 'none'" in tree.xpath("//meta[@http-equiv]/@content")[0]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_words_pass_through_markdown_unchanged(words: str) -> None:
    printable = "".join(c for c in words if c == " " or (c.isprintable() and not c.isspace()))
    rendered = markdown_it.MarkdownIt("commonmark").enable("table").render(f"- {plain('x ' + printable)}")
    shown = " ".join("".join(etree.fromstring(f"<r>{rendered}</r>").itertext()).split())
    assert shown == " ".join(("x " + printable).split())


def test_pages_become_one_file_and_no_record_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, day in (("a", "Monday"), ("b", "Tuesday")):
        words = f"The foreign ministers of Finland and Sweden met in Helsinki on {day} and signed a treaty on fish."
        (tmp_path / f"{name}.txt").write_text(f"Ministers meet in Helsinki\n\n{words}\n", encoding="utf-8")
    result = CliRunner().invoke(app, ["dossier", "a.txt", "b.txt", "--out", "all.md", "--workers", "0"])
    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "all.md", "b.txt"]
    written = (tmp_path / "all.md").read_text(encoding="utf-8")
    assert "## Stories" in written and "Ministers meet in Helsinki" in written


def test_a_dossier_of_another_ending_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "a.txt"
    page.write_text("Ministers meet in Helsinki", encoding="utf-8")
    result = CliRunner().invoke(app, ["dossier", str(page), "--out", str(tmp_path / "all.pdf")])
    assert (result.exit_code, "does not end in .html or .md" in result.output) == (2, True)
