"""How much of one report enters linking: a page that says one thing eight hundred times is heard saying it.

What is told is compared pair by pair over the reports of a story, so a page of nothing but repetitions would cost the
square of its length. A report of the news tells some dozens of things, each of them once or twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from dateline.linking.words import normal_words
from dateline.model import Coded, Event, Span, Statement

SAME_WORDS = 3
"""Tellings of one report in the same words that are linked: headline, summary, body."""
TELLINGS = 200
"""Events of one report, and statements, that are linked: five times as many as the fullest live page has."""

_Told = TypeVar("_Told", Event, Statement)


def keep_within_bounds(one: Coded, said: Callable[[str], object] = lambda _: None) -> Coded:
    """The coding with what linking takes of it: the first `SAME_WORDS` tellings in the same words, `TELLINGS` in all.

    `said` hears in words what was left out. The report keeps everything that was coded from it.
    """
    text, coding = one.report.text, one.coding
    events = _first_tellings(coding.events, text, lambda event: (event.type, (event.evidence,)))
    statements = _first_tellings(coding.statements, text, lambda told: (told.stance, told.content))
    left = len(coding.events) + len(coding.statements) - len(events) - len(statements)
    if not left:
        return one
    said(
        f"report {one.report.id} repeats itself: {left:,} of its events and statements are not linked "
        f"(at most {SAME_WORDS} in the same words, {TELLINGS} in all); they stay in the record"
    )
    return replace(one, coding=replace(coding, events=events, statements=statements))


def _first_tellings(
    told: Sequence[_Told], text: str, place: Callable[[_Told], tuple[str, Sequence[Span]]]
) -> tuple[_Told, ...]:
    """In the order of the text, those that are not yet one too many."""
    heard = Counter[tuple[str, tuple[str, ...]]]()
    kept: list[_Told] = []
    for one in sorted(told, key=lambda one: (_starts(place(one)[1]), one.id)):
        kind, spans = place(one)
        key = (kind, normal_words(" ".join(span.cut(text) for span in spans)))
        heard[key] += 1
        if heard[key] <= SAME_WORDS and len(kept) < TELLINGS:
            kept.append(one)
    if len(kept) == len(told):
        return tuple(told)
    names = {one.id for one in kept}
    return tuple(one for one in told if one.id in names)


def _starts(spans: Iterable[Span]) -> int:
    return min((span.start for span in spans), default=0)
