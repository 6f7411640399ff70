"""Flattened pages: the story, its headline, and everything else as furniture with a kind."""

from __future__ import annotations

import pytest

from dateline.model import FurnitureKind, Page, Report
from dateline.reading import read

from .reading_samples import FARM, PARAGRAPHS, PORTAL, TRANSLATED


def report_of(text: str, **given: str) -> Report:
    found = read(Page(text.encode(), media="text/plain", charset="utf-8", **given))
    assert isinstance(found, Report), found
    return found


def paragraphs(report: Report) -> list[str]:
    return [part.span.cut(report.text) for part in report.parts if part.kind == "paragraph"]


def kinds(report: Report) -> dict[str, FurnitureKind]:
    return {item.text: item.kind for item in report.furniture}


def test_a_farms_page_keeps_the_wire_story_and_nothing_else() -> None:
    report = report_of(FARM)
    assert report.title == "Putin receives Lukashenko in Sochi after the talks with Kim"
    assert paragraphs(report)[0].startswith("MOSCOW (AP) — Russian President")
    assert paragraphs(report)[-1].endswith("has hosted some of them since then.")
    assert len(paragraphs(report)) == 5
    assert report.outlet == "Harbour Ledger"


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Current:Home > World", "breadcrumb"),
        ("Date:2025-03-12 08:14:05", "date-line"),
        ("Associated Press writers in Tallinn, Estonia, contributed.", "contributor"),
        ("veryGood! (7)", "reaction"),
        ("Related", "related"),
    ],
)
def test_the_furniture_of_a_farm_has_kinds(words: str, kind: str) -> None:
    assert kinds(report_of(FARM))[words] == kind


def test_a_date_run_together_with_a_reaction_prompt_is_two_things() -> None:
    found = kinds(report_of(TRANSLATED))
    assert found["date 2023-09"] == "date-line"
    assert found["What did you think of this story?"] == "reaction"
    assert "caption" in found.values()


def test_a_portals_page_keeps_what_stands_between_credit_and_rights_line() -> None:
    report = report_of(PORTAL)
    assert report.title == "Ceasefire talks open in Geneva"
    assert [p[:20] for p in paragraphs(report)] == [
        "GENEVA (AP) — Delega",
        "The mediators said t",
        "Neither delegation s",
        "The United Nations s",
    ]
    found = kinds(report)
    assert found["Advertisement"] == "advert"
    assert found["(Photo: Denis Balibouse / Reuters)"] in ("caption", "credit")
    assert found["CONNECT TWEET LINKEDIN COMMENT EMAIL MORE"] == "share"


def test_nothing_is_thrown_away() -> None:
    report = report_of(PORTAL)
    told = report.text + "".join(item.text for item in report.furniture)
    assert all(line in told for line in PORTAL.split("\n"))


def test_cuts_lead_back_to_the_page() -> None:
    for page in (FARM, TRANSLATED, PORTAL):
        report = report_of(page)
        for part in report.parts:
            on_page = "".join(page[s.start : s.end] for s in report.on_page(part.span))
            assert on_page == part.span.cut(report.text)


def test_a_given_title_is_the_headline_where_it_stands() -> None:
    text = "Harbour Ledger\nTallinn votes for coastal radar\nMay 14, 2024\n" + "\n".join(PARAGRAPHS)
    report = report_of(text, given_title="Tallinn votes for coastal radar")
    assert report.parts[0].kind == "title"
    assert report.published.value == "2024-05-14"


def test_a_second_copy_of_the_story_in_one_line_is_set_aside() -> None:
    text = "\n".join((*PARAGRAPHS, " ".join(PARAGRAPHS)))
    assert paragraphs(report_of(text)) == list(PARAGRAPHS)


def test_a_desks_sign_off_is_cut_from_the_last_paragraph() -> None:
    sign_off = "(Reporting by the Tallinn bureau; Editing by the world desk)"
    report = report_of("\n".join((*PARAGRAPHS[:3], f"{PARAGRAPHS[3]} {sign_off}")))
    assert paragraphs(report)[-1] == PARAGRAPHS[3]
    assert kinds(report)[sign_off] == "contributor"
