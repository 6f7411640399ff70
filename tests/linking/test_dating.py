"""A page without a day of its own is from the day of what it shares with pages that have one."""

from __future__ import annotations

from dataclasses import replace

from dateline.linking import find_happenings
from dateline.linking.dating import page_days, with_days
from dateline.model import Coded, Lineage

from .codings import Draft

WORDS = "Niinistö met Erdoğan in Ankara on Friday"


def _visit(name: str, words: str, day: str | None) -> Coded:
    draft = Draft(name, f"{words}.", day=day)
    sides = draft.actor("Recep Tayyip Erdoğan", "Erdoğan"), draft.actor("Sauli Niinistö", "Niinistö")
    return draft.event("CONSULT", words, sides, day="2023-03-17", place="Ankara").coded()


def _undated(one: Coded, weekday: int) -> Coded:
    (event,) = one.coding.events
    assert event.when is not None
    when = replace(event.when, value=f"XXXX-WXX-{weekday}", earliest=None, latest=None)
    return replace(one, coding=replace(one.coding, events=(replace(event, when=when),)))


DATED = _visit("a", WORDS, "2023-03-17")


def test_a_happening_that_another_report_dates_gives_the_day_with_its_reasons() -> None:
    page = _undated(_visit("b", "Erdoğan received Niinistö at the palace in Ankara", None), 5)
    happenings = find_happenings([DATED, page], {})
    (found,) = page_days([DATED, page], [], happenings)
    assert (found.report, found.day) == ("b", "2023-03-17")
    assert found.why[0].words == "the page gives no day"
    assert {exhibit.report for reason in found.why for exhibit in reason.exhibits} == {"a", "b"}
    (event,) = with_days([page], [found])[0].coding.events
    assert event.when is not None and event.when.value == "2023-03-17"


def test_another_weekday_gives_no_day() -> None:
    page = _undated(_visit("b", "Erdoğan received Niinistö at the palace in Ankara", None), 2)
    assert page_days([DATED, page], [], find_happenings([DATED, page], {})) == ()


def test_a_copy_is_from_the_day_of_the_first_that_is_dated() -> None:
    page, later = _undated(_visit("b", WORDS, None), 5), _visit("c", WORDS, "2023-03-19")
    lines = [Lineage("l", ("a", "b", "c"), "a")]
    (found,) = page_days([DATED, page, later], lines, ())
    assert (found.day, found.why[-1].words) == ("2023-03-17", "a prints the same text on 2023-03-17")


def test_a_day_outside_the_window_that_the_page_leaves_is_no_day() -> None:
    page = _undated(_visit("b", WORDS, None), 5)
    published = replace(page.report.published, window=("2023-04-01", None))
    page = replace(page, report=replace(page.report, published=published))
    assert page_days([DATED, page], [Lineage("l", ("a", "b"), "a")], ()) == ()
