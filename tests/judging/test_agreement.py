"""Krippendorff's alpha against the worked examples of its author.

K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), University of Pennsylvania, sections A to C.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.judging.agreement import agreement


def units(*observers: str) -> list[list[str]]:
    """The values of each unit, as observers gave them in their order; "." is missing."""
    return [[value for value in column if value != "."] for column in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "alpha"),
    [
        # A. binary data, two observers, no missing data
        (("0100000010", "1110010000"), 0.095),
        # B. nominal data, two observers, no missing data
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        # C. nominal data, four observers, missing data
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_the_worked_examples(observers: tuple[str, ...], alpha: float) -> None:
    assert agreement(units(*observers)).alpha == pytest.approx(alpha, abs=0.0005)


@pytest.mark.parametrize(
    ("given_", "alpha", "share", "counted"),
    [
        ([["a", "a"], ["b", "b"]], 1.0, 1.0, 2),
        ([["a", "b"], ["b", "a"]], -0.5, 0.0, 2),
        ([["a", "a"], ["a", "a"]], None, 1.0, 2),  # all values are one: nothing to tell from chance
        ([["a"], []], None, None, 0),
        ([], None, None, 0),
    ],
)
def test_the_ends(given_: list[list[str]], alpha: float | None, share: float | None, counted: int) -> None:
    found = agreement(given_)
    assert (found.alpha, found.share, found.units) == (alpha, share, counted)


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=8))
def test_neither_order_of_units_nor_of_people_counts(given_: list[list[str]]) -> None:
    turned = agreement([list(reversed(one)) for one in reversed(given_)])
    assert turned.alpha == pytest.approx(agreement(given_).alpha)
