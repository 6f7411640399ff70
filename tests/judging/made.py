"""A report of our own with two events and a statement, and judgements on them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dateline.judging import plain_fields, subject_of
from dateline.model import (
    Act,
    Actor,
    Coded,
    Coding,
    Event,
    Factuality,
    Judgement,
    Page,
    Part,
    Published,
    Report,
    Span,
    Statement,
    Told,
    Voice,
)

TEXT = (
    "Norland sends diplomats home\n"
    "Norland expelled two diplomats of Sudland on Monday. Sudland promised to send grain to Norland. "
    "Minister Ada Holm said Norland wanted peace."
)


CODED_PAGE = Page(TEXT.encode(), "text/plain", "utf-8", given_outlet="Old Quay Gazette", origin="quay.txt")


def at(words: str, text: str = TEXT, which: int = 0) -> Span:
    """Where words stand: the first time, or a later one."""
    start = -1
    for _ in range(which + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def actor(words: str, country: str | None, text: str = TEXT) -> Actor:
    return Actor(words, at(words, text, int(words == "Norland")), None, country)


def event(type_: str, trigger: str, clause: str, text: str = TEXT, told: Told = "happened", name: str = "") -> Event:
    who = (actor("Norland", "NOR", text),)
    return Event(
        name or f"e{type_.lower()}",
        type_,
        at(clause, text),
        at(trigger, text),
        Factuality(told, 3.0),
        who,
        quad=4,
        mentions=(at(clause, text),),
        sure=0.4,
    )


def made(text: str = TEXT, events: tuple[Event, ...] | None = None) -> Coded:
    """The report with its coding; the page is that of TEXT whatever text was read from it."""
    end = text.index("\n")
    report = Report(
        CODED_PAGE.id,
        text,
        (Part("title", Span(0, end)), Part("paragraph", Span(end + 1, len(text)))),
        text[:end],
        "Old Quay Gazette",
        published=Published("2023-09-12", None, "table"),
        origin="quay.txt",
    )
    said = Statement(
        "sholm",
        (at("Norland wanted peace", text),),
        "indirect",
        "says",
        actor("Ada Holm", "NOR", text),
        at("said", text),
    )
    found = events
    if found is None:
        expelled = event("SANCTION", "expelled", "Norland expelled two diplomats of Sudland on Monday", text)
        promised = event("AGREE", "promised", "Sudland promised to send grain to Norland", text, "planned")
        found = (expelled, replace(promised, said_by=(Voice(actor("Ada Holm", "NOR", text), "sholm"),)))
    return Coded(report, Coding(report.id, statements=(said,), events=found).with_report(report))


_MOMENT = "2026-03-01T10:00:{:02}.000000Z"


def judge(
    coded: Coded, name: str, act: Act, second: int = 0, by: str = "ann", undoes: str | None = None, **values: Any
) -> Judgement:
    """A judgement on the event or statement of that id, at a second of one minute."""
    records: list[Any] = [*coded.coding.events, *coded.coding.statements]
    one = next(each for each in records if each.id == name)
    seen = {} if act == "undo" else plain_fields(one, coded.report.text)
    return Judgement(act, subject_of(one, coded), by, _MOMENT.format(second), "", values, seen, undoes=undoes)
