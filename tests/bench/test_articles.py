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
    assert figures["words"] > 0
    assert all(figures[f"{step} ms"] > 0 for step in ("read", "parse", "code"))
    assert figures["pages/s"] > figures["articles/s"] > 0


def test_a_page_that_is_no_report_is_skipped() -> None:
    spent = Spent()
    through(Page(b"", media="text/plain", charset="utf-8"), load(), spent)
    assert (spent.pages, spent.skipped) == (0, 1)
