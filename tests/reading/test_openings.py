"""A paragraph belongs to the story whatever it opens with: a date, a name, a word that bylines and labels open with."""

from __future__ import annotations

import pytest

from dateline.model import Page, Report
from dateline.reading import read

from .reading_samples import PARAGRAPHS

TITLE = "Tallinn votes for coastal radar"
OPENINGS = [
    "On May 3, 2021, police in Narva arrested four men who had closed a gate of the port.",
    "In March 2018 judges fined the port authority because a crane had killed two workers.",
    "May 3, 2021: police in Narva arrested four men who had closed a gate of the port.",
    "3 May 2021 was the day on which a gate of the port broke and the old town was flooded.",
    "By Friday, the water had risen above the quay, and the army was called in to help.",
    "By March 2020 the ministry had spent all of the money on pumps.",
    "By Monday evening the water had fallen again, residents of the lower town said.",
    "By the end of May, nine ships were waiting off Tallinn.",
    "By law, the ministry must publish the contract within a month.",
    "Friday 3 May saw the first ships enter the port again after six weeks.",
    "At 10:30 on 3 May 2021 the gate gave way, the inquiry found.",
    "Published on May 3, 2021, the report says that the gate was never inspected.",
    "Updated on 3 May 2021, the plan leaves out the southern gate.",
    "Dated May 3, 2021, the letter asks the ministry for a second opinion.",
    "Filed on March 3, 2024, the suit names the ministry and two of its engineers.",
    "Until 1 May 2020 ships paid nothing for the passage.",
    "January 2020: the ministry hires a second engineer.",
    "2021-05-03 is the date on the contract, the ministry says.",
    "Reuters reported on Monday that the ministry had not paid the builder.",
    "Narva: The council will vote again on Monday, its chairman announced.",
    "In a statement, the ministry said:",
    "The ministry replied:",
    "Q: Will the port be open at night?",
    "Update: the ministry has since paid the builder, its spokesman said on Friday.",
    "From March 2020 on, the gate stayed shut.",
    "Via Narva the grain goes to the sea.",
    "More: the ministry wants two new cranes as well, and a warehouse for grain.",
    "Contact with the ship was lost at noon on 3 May.",
    "Copyright in the plans belongs to the port, a court in Tallinn ruled on 3 May 2021.",
]


def _report(lines: list[str], media: str) -> Report:
    text = "\n\n".join(lines)
    if media == "text/html":
        text = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>" + "".join(
            f"<p>{line}</p>" for line in lines[1:]
        )
    found = read(Page(text.encode(), media=media))
    assert isinstance(found, Report), found
    return found


@pytest.mark.parametrize("media", ["text/plain", "text/html"])
@pytest.mark.parametrize("at", [1, 2, 3])
@pytest.mark.parametrize("opening", OPENINGS)
def test_no_paragraph_is_lost_and_none_is_the_date_of_the_page(opening: str, at: int, media: str) -> None:
    body = [*PARAGRAPHS[:at], opening, *PARAGRAPHS[at:]]
    report = _report([TITLE, *body], media)
    assert [part.span.cut(report.text) for part in report.parts if part.kind == "paragraph"] == body
    assert report.published.value is None


@pytest.mark.parametrize("opening", [one for one in OPENINGS if one.endswith(".")])
def test_the_first_paragraph_is_as_safe(opening: str) -> None:
    body = [opening, *PARAGRAPHS]
    report = _report([TITLE, *body], "text/plain")
    assert [part.span.cut(report.text) for part in report.parts if part.kind == "paragraph"] == body


def test_the_date_of_the_masthead_is_that_of_the_page() -> None:
    lines = [TITLE, "By Harbour Ledger staff", "May 16, 2024", PARAGRAPHS[0], OPENINGS[1], *PARAGRAPHS[1:]]
    report = _report(lines, "text/plain")
    assert report.published.value == "2024-05-16"
    assert OPENINGS[1] in report.text


def test_a_label_with_its_date_that_was_run_into_a_line_is_cut_off() -> None:
    report = _report([TITLE, "Published May 16, 2024 How did you like this story?", *PARAGRAPHS], "text/plain")
    assert report.published.value == "2024-05-16"
    assert "May 16" not in report.text
