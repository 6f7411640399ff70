"""A record made by hand, without the language model: the made story, two real states, a page that was skipped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dateline.linking import link
from dateline.model import Actor, Coded, Coding, Event, Factuality, Page, Place, Published, Skipped, Voice, When
from dateline.recording import Record

from .made_story import at, coded, made_reports, report

VISIT = (
    "=Sum of a visit\n"
    "Norway expelled two diplomats of Belarus on 6 March, its foreign ministry said. Belarus denied any wrong."
)


def visit() -> Coded:
    """Norway expels diplomats of Belarus: both states, a day in the text, a headline like a formula."""
    one = report("p4", VISIT, outlet="Fjord Post", published=Published("2024-03-07"), address="https://fjord.example/4")
    norway = Actor("Norway", at(VISIT, "Norway"), "n1", "NOR", 385, 385, ("GOV",), wikidata="Q20")
    belarus = Actor("Belarus", at(VISIT, "Belarus on"), "n2", "BLR", 370, 370, ("GOV",), wikidata="Q184")
    belarus = replace(belarus, span=at(VISIT, "Belarus"))
    event = Event(
        "e9", "SANCTION", at(VISIT, "Norway expelled two diplomats of Belarus on 6 March"), at(VISIT, "expelled"),
        Factuality("happened", 3.0), (norway,), (belarus,), mode="expel", cameo="173", quad=4, score=-5.0,
        when=When("2024-03-06", "DATE", at(VISIT, "6 March"), "2024-03-06", "2024-03-06"),
        where=Place("Oslo", at(VISIT, "Norway"), 3143244, 59.91273, 10.74609, "NOR", "12", "capital", 0.9),
        said_by=(Voice(norway, None, at(VISIT, "said")),), denied_by=(Voice(belarus, None, at(VISIT, "denied")),),
        mentions=(at(VISIT, "expelled"),), sure=0.75, event_date="2024-03-06", event_date_basis="text",
    )  # fmt: skip
    return Coded(one, Coding("p4", events=(event,)))


def make_record(path: Path) -> Path:
    """Four reports in two stories or more, linked, and one page that is no report."""
    with Record.open(path) as record:
        for one in (*map(coded, made_reports()), visit()):
            page = Page(one.report.text.encode(), address=one.report.address, given_id=one.report.id)
            record.add(page, replace(one.report, id=page.id), replace(one.coding, report=page.id))
        front = Page(b"<nav>front</nav>", origin="front.html")
        record.add(front, Skipped(front.id, "no story on the page", origin="front.html"))
        record.replace_stories(link(tuple(record.coded())))
    return path
