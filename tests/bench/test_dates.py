"""Planted dates: the cases are the same every time, and most lies are caught without doubting honest pages."""

from __future__ import annotations

import pytest

from bench.dates.planting import Half, cases
from bench.dates.scoring import verdicts
from bench.dates.stories import stories


def test_the_same_seed_plants_the_same_dates() -> None:
    first, second, other = (list(cases("dev", seed, 1)) for seed in (4, 4, 5))
    assert first == second != other


def test_the_halves_share_no_story_and_hold_as_many_lies_as_honest_pages() -> None:
    dev, held_out = (list(cases(half, 4, 10)) for half in ("dev", "held-out"))
    assert not {case.story for case in dev} & {case.story for case in held_out}
    for half in (dev, held_out):
        assert sum(case.lie is not None for case in half) == sum(case.lie is None for case in half) == 200


def test_a_lie_is_never_a_true_day() -> None:
    for case in cases("dev", 4, 5):
        assert case.lie not in case.truth, case


def test_every_clue_of_the_table_has_stories_in_both_halves() -> None:
    clues = [story.clue for story in stories()]
    assert all(clues.count(clue) >= 2 for clue in set(clues))


@pytest.mark.parametrize("half", ["dev", "held-out"])
def test_lies_are_caught_and_honest_pages_believed(half: Half) -> None:
    found = list(verdicts(half, 21, 2))
    lies = [one.right for one in found if one.case.lie]
    honest = [one.right for one in found if not one.case.lie]
    assert sum(lies) >= 0.9 * len(lies)
    assert sum(honest) >= 0.98 * len(honest)
