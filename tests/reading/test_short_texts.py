"""A sentence or two are a text like any other; a stub is not. What is given in hand may be a headline alone."""

from __future__ import annotations

import pytest

from dateline.model import Page, Report, Skipped
from dateline.reading import read

SENTENCES = (
    "A met B. C denied it.",
    "Macron met Scholz.",
    "“We will respond,” Peskov said.",
    "Finland joined NATO on Tuesday.",
    "Finland joined NATO.\nNorway welcomed it.",
    "OSLO (AP) — Two ministers met.",
)
HEADLINES = ("Macron met Scholz", "BREAKING: Finland joins NATO", "Finland joins NATO\n\nNorway welcomes it.")
STUBS = ("Tuesday", "Home\nNews\nSport", "Please enable JavaScript to view this page.", "Subscribe to our newsletter.",
         "By Jane Smith", "x", "Loading...")  # fmt: skip


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_read_from_a_file_and_in_hand(text: str) -> None:
    for given in (text, Page(text.encode()), Page(f"{text}\n".encode(), media="text/plain")):
        report = read(given)
        assert isinstance(report, Report)
        assert report.text.strip() == text
        assert all(cut.span.cut(report.text) for cut in report.cuts)


@pytest.mark.parametrize("text", HEADLINES)
def test_a_headline_is_read_where_it_is_given_in_hand(text: str) -> None:
    report = read(text)
    assert isinstance(report, Report) and report.text == text
    assert isinstance(read(Page(text.encode())), Skipped)


@pytest.mark.parametrize("text", STUBS)
def test_a_stub_is_no_story_in_any_hand(text: str) -> None:
    for given in (text, Page(text.encode())):
        assert isinstance(read(given), Skipped)


def test_markup_in_hand_may_be_short() -> None:
    markup = "<p>Macron met Scholz.</p>"
    report = read(markup)
    assert isinstance(report, Report) and report.text == "Macron met Scholz."
    assert isinstance(read(Page(markup.encode())), Skipped)
