"""Which reports tell one story."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import find_text_reuse, group_stories
from dateline.linking.stories import names_in, nearness
from dateline.model import Report

from .finland_texts import ELSEWHERE, OWN, QUOTING, WIRE, everything, report


def _groups(reports: list[Report]) -> tuple[tuple[str, ...], ...]:
    return group_stories(reports, find_text_reuse(reports))


def test_own_accounts_join_the_wire_story_and_the_weather_does_not() -> None:
    groups = _groups(everything())
    assert ("f-elsewhere",) in groups
    assert any({"a-wire", "b-trimmed", "c-updated", "e-own"} <= set(group) for group in groups)


def test_copies_stay_together_however_little_their_words_weigh() -> None:
    long = tuple(" ".join(f"word{number}{row}" for number in range(60)) for row in range(12))
    reports = [report("a", (*WIRE, *long)), report("b", WIRE[2:]), report("c", ELSEWHERE), report("d", QUOTING)]
    assert any({"a", "b"} <= set(group) for group in _groups(reports))


@pytest.mark.parametrize(("day", "stories"), [("2023-04-06", 1), (None, 1), ("2031-04-06", 2)])
def test_years_apart_is_another_story(day: str | None, stories: int) -> None:
    """The same actors on the same stage, in few common words."""
    first = report("a", OWN, day="2023-04-04")
    again = report(
        "b",
        (
            "Ministers of the NATO alliance met in Brussels to speak of the war and of money, and Moscow complained of"
            " the naval exercises near its border.",
            "Finland asked for more ships in the gulf, while Hungary blocked the budget of a training mission for the"
            " third time, to the anger of diplomats who had worked on it all winter.",
        ),
        day=day,
    )
    assert len(group_stories([first, again])) == stories


def test_days_weigh_only_where_both_are_known() -> None:
    near = nearness(np.array([1.0, 1.0, 400.0, np.nan]))
    assert (near[0, 1], near[0, 2], near[0, 3]) == (1.0, 0.5, 1.0)


def test_names_and_numbers_within_sentences_weigh_for_themselves() -> None:
    """A capital at the start of a sentence tells no name."""
    one = report("p1", ("Heavy seas kept the Meridian of Lindau Bay in port for 36 hours. Boats waited, 7 of them.",))
    assert names_in(one) == ["meridian", "lindau", "bay", "36"]


def test_no_report_and_empty_reports() -> None:
    assert group_stories([]) == ()
    empty = [Report(id="x", text="", parts=()), Report(id="y", text="the of and", parts=())]
    assert group_stories(empty) == (("x",), ("y",))


@settings(max_examples=15, deadline=None)
@given(st.permutations(everything()), st.integers(0, 5))
def test_order_and_repetition_change_nothing(reports: list[Report], again: int) -> None:
    assert _groups([*reports, reports[again]]) == _groups(everything())


def _synthetic(stories: int, each: int) -> list[Report]:
    shuffle = random.Random(5)
    common = [f"c{number}" for number in range(3000)]
    reports = []
    for story in range(stories):
        own = [f"s{story}w{number}" for number in range(60)]
        for number in range(each):
            words = [shuffle.choice(own) if shuffle.random() < 0.4 else shuffle.choice(common) for _ in range(150)]
            reports.append(report(f"{story:05}-{number}", (" ".join(words),)))
    return reports


def test_a_large_record_stays_fast_and_right() -> None:
    reports = _synthetic(250, 4)
    started = time.process_time()
    groups = _groups(reports)
    assert time.process_time() - started < 20
    right = sum(one.split("-")[0] == other.split("-")[0] for group in groups for one, other in pairwise(group))
    assert right >= 0.98 * 250 * 3
    assert sum(len(group) for group in groups) == len(reports)
