"""News in a sentence or two, and what is as short and none."""

from __future__ import annotations

import pytest

from dateline.model import Page, Report
from dateline.reading import read

BRIEFS = [
    ("Police in Riga arrested two men on Monday.",),
    ("Finland joined NATO on Tuesday.", "The Kremlin said that it would respond."),
    ("Das Parlament in Tallinn hat am Dienstag beschlossen, mehr Geld für den Schutz der Küste auszugeben.",),
    ("The ferry between Helsinki and Tallinn did not sail on Monday because of the storm, the port said.",),
]


@pytest.mark.parametrize("body", BRIEFS)
@pytest.mark.parametrize(
    "masthead", [(), ("News in brief",), ("News in brief", "By Harbour Ledger staff", "May 16, 2024")]
)
def test_a_brief_is_read_whole(body: tuple[str, ...], masthead: tuple[str, ...]) -> None:
    report = read(Page("\n\n".join((*masthead, *body)).encode(), media="text/plain"))
    assert isinstance(report, Report), report
    assert [part.span.cut(report.text) for part in report.parts if part.kind == "paragraph"] == list(body)


@pytest.mark.parametrize("body", BRIEFS)
def test_a_brief_in_markup(body: tuple[str, ...]) -> None:
    story = "".join(f"<p>{one}</p>" for one in body)
    markup = f"<html><head><title>News in brief</title></head><body><article><h1>News in brief</h1>{story}</article>"
    report = read(Page(markup.encode(), media="text/html"))
    assert isinstance(report, Report), report
    assert all(one in report.text for one in body)


@pytest.mark.parametrize(
    "text",
    ["Watch the video.", "Home\nNews\nSport\nLog in", "Sign up for our daily newsletter.\nAll rights reserved.", "404"],
)
def test_what_is_as_short_and_no_news(text: str) -> None:
    assert not isinstance(read(Page(text.encode(), media="text/plain")), Report)
