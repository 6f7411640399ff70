"""HTML pages and text that is clean already."""

from __future__ import annotations

from dateline.model import Page, Report
from dateline.reading import read

from .reading_samples import HTML, PARAGRAPHS


def report_of(content: str, media: str = "text/html", *, as_is: bool = False) -> Report:
    found = read(Page(content.encode(), media=media), as_is=as_is)
    assert isinstance(found, Report), found
    return found


def paragraphs(report: Report) -> list[str]:
    return [part.span.cut(report.text) for part in report.parts if part.kind == "paragraph"]


def test_the_story_without_caption_and_linked_teaser() -> None:
    report = report_of(HTML)
    assert report.title == "Tallinn votes for coastal radar"
    assert report.outlet == "Harbour Ledger"
    assert paragraphs(report) == list(PARAGRAPHS)
    found = {item.text: item.kind for item in report.furniture}
    assert found["The coast guard buys three new boats"] == "related"
    assert found["The parliament on Toompea hill."] == "caption"


def test_identical_paragraphs_are_kept() -> None:
    refrain = "The bells rang again over the old town of Tallinn."
    body = "".join(f"<p>{text}</p><p>{refrain}</p>" for text in PARAGRAPHS)
    assert paragraphs(report_of(f"<html><body><article>{body}</article></body></html>")).count(refrain) == len(
        PARAGRAPHS
    )


def test_table_cells_do_not_run_together() -> None:
    table = "<table><tr><td>Tallinn</td><td>41</td></tr><tr><td>Riga</td><td>39</td></tr></table>"
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    assert "Tallinn41" not in report_of(f"<html><body><article>{body}{table}</article></body></html>").text


def test_as_is_keeps_the_text_and_finds_paragraphs() -> None:
    text = "Tallinn votes for radar\n\n" + "\n\n".join(PARAGRAPHS)
    report = report_of(text, "text/plain", as_is=True)
    assert report.text == text
    assert report.title == "Tallinn votes for radar"
    assert paragraphs(report) == list(PARAGRAPHS)


def test_as_is_joins_hard_wrapped_lines() -> None:
    words = " ".join(PARAGRAPHS).split()
    wrapped, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            wrapped.append(line)
            line = ""
        line = f"{line} {word}".strip()
    text = "\n".join([*wrapped, line]) + "\n\n" + PARAGRAPHS[0]
    assert len(paragraphs(report_of(text, "text/plain", as_is=True))) == 2


def test_single_line_breaks_divide_where_lines_are_paragraphs() -> None:
    assert paragraphs(report_of("\n".join(PARAGRAPHS), "text/plain", as_is=True)) == list(PARAGRAPHS)


def test_the_same_page_gives_the_same_report() -> None:
    assert report_of(HTML) == report_of(HTML)


def test_one_clean_sentence_is_a_report() -> None:
    assert report_of("Putin met Kim in Vostochny.", "text/plain", as_is=True).text == "Putin met Kim in Vostochny."
