"""The bench of whole pages: every page is counted as read or skipped, and every step has its share."""

from __future__ import annotations

from bench.articles import Spent, through
from dateline.language import load
from dateline.model import Page

TEXT = "Finland signs treaty\n\n" + "Finland signed a treaty with Norway in Oslo on Monday, the ministry said. " * 3


def test_a_page_that_is_read_counts_in_every_step() -> None:
    spent = Spent()
    through(Page(TEXT.encode(), media="text/plain", charset="utf-8"), load(), spent)
    figures = spent.figures()
    assert (figures["pages"], figures["skipped"]) == (1, 0)
    assert figures["words"] == len(TEXT.split())
    assert all(figures[f"{step} ms"] > 0 for step in ("read", "parse", "code"))


def test_figures_are_those_of_430_words() -> None:
    spent = Spent(pages=4, words=860, steps={"read": 0.02, "parse": 0.1, "code": 0.08})
    assert spent.figures() == {
        "pages": 4,
        "skipped": 0,
        "words": 860,
        "read ms": 10.0,
        "parse ms": 50.0,
        "code ms": 40.0,
        "pages/s": 20.0,
        "articles/s": 10.0,
    }


def test_a_page_that_is_no_report_is_skipped() -> None:
    spent = Spent()
    through(Page(b"", media="text/plain", charset="utf-8"), load(), spent)
    assert (spent.pages, spent.skipped) == (0, 1)
