"""A page that says one thing hundreds of times costs no more than one that says it, and is told of."""

from __future__ import annotations

import time
from dataclasses import replace

from dateline.linking import link
from dateline.linking.bounds import SAME_WORDS, TELLINGS, keep_within_bounds
from dateline.model import Coded, Event, Span, Statement

from .codings import Draft

MET = "Erdoğan met Niinistö in Ankara on Friday"
SAID = "We welcome the decision"


def _repeating(name: str, times: int, vary: bool = False) -> Coded:
    """A report of one passage, with one event and one statement for every time it stands there."""
    draft = Draft(name, *(f"{MET}. {SAID}, Niinistö said {number if vary else ''}." for number in range(times)))
    draft.event(
        "CONSULT", MET, (draft.actor("Recep Tayyip Erdoğan", "Erdoğan"), draft.actor("Sauli Niinistö", "Niinistö"))
    )
    draft.says("Sauli Niinistö", SAID)
    one = draft.coded()
    starts = [part.span.start for part in one.report.parts]
    event, said = one.coding.events[0], one.coding.statements[0]
    events = tuple(_moved(event, start, number, vary) for number, start in enumerate(starts))
    shift = len(MET) + 2
    statements: tuple[Statement, ...] = tuple(
        replace(said, id=f"{name}-s{number}", content=(Span(start + shift, start + shift + len(SAID)),))
        for number, start in enumerate(starts)
    )
    return Coded(one.report, replace(one.coding, events=events, statements=statements))


def _moved(event: Event, start: int, number: int, vary: bool) -> Event:
    longer = len(SAID) + 20 + len(str(number)) if vary else 0
    span = Span(start, start + len(MET) + longer)
    return replace(event, id=f"{event.id}-{number}", evidence=span, trigger=span)


def test_the_first_tellings_in_the_same_words_are_linked_and_the_rest_is_said() -> None:
    heard: list[str] = []
    one = keep_within_bounds(_repeating("a", 9), heard.append)
    assert [event.id for event in one.coding.events] == [f"a-e0-{number}" for number in range(SAME_WORDS)]
    assert [said.id for said in one.coding.statements] == [f"a-s{number}" for number in range(SAME_WORDS)]
    assert heard and "report a repeats itself: 12 of its events and statements are not linked" in heard[0]


def test_a_report_that_does_not_repeat_itself_stays_as_it_is() -> None:
    heard: list[str] = []
    one = _repeating("a", SAME_WORDS)
    assert keep_within_bounds(one, heard.append) is one
    assert heard == []


def test_tellings_in_ever_other_words_are_bounded_too() -> None:
    one = keep_within_bounds(_repeating("a", TELLINGS + 50, vary=True))
    assert len(one.coding.events) == TELLINGS


def test_four_pages_of_one_passage_are_linked_at_once() -> None:
    coded = [_repeating(name, times) for name, times in (("a", 100), ("b", 200), ("c", 400), ("d", 800))]
    heard: list[str] = []
    started = time.process_time()
    (story,) = link(coded, heard.append)
    assert time.process_time() - started < 10
    assert story.reports == ("a", "b", "c", "d")
    assert max(len(one.events) for one in story.happenings) == 4 * SAME_WORDS
    assert len(heard) == 4
