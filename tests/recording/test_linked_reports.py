"""What the record notes of the reports that were linked: a sum, so that some more are noted without all others."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from dateline.recording.linked_reports import digest_of, is_noted, sum_of

NAMES = st.lists(st.text("abc", min_size=1, max_size=4), unique=True, max_size=8)


@given(names=NAMES, order=st.randoms(), cut=st.integers(0, 8))
def test_a_sum_is_the_same_in_any_parts_and_order(names: list[str], order: Random, cut: int) -> None:
    whole = sum_of(names)
    order.shuffle(names)
    assert sum_of(names[cut:], sum_of(names[:cut])) == whole
    assert is_noted(whole, names)


@given(names=NAMES, others=NAMES)
def test_other_reports_have_another_sum(names: list[str], others: list[str]) -> None:
    assert is_noted(sum_of(names), others) == (set(names) == set(others))


def test_the_note_of_an_older_record_is_understood() -> None:
    assert is_noted(digest_of(["a", "b"]), ["b", "a"])
    assert not is_noted(digest_of(["a", "b"]), ["a"])
