"""How two wordings differ, word by word; every printed letter stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.linking.wording_diff import word_diff

FULL = "We will never sign this treaty, and nobody can make us"


@pytest.mark.parametrize(
    ("other", "change"),
    [
        ("we will never sign this treaty and nobody can make us.", "same words"),
        ("We will never sign this treaty", "cut"),
        ("We will never sign this paper, and nobody shall make us", "altered"),
        ("A signature is out of the question", "worded differently"),
    ],
)
def test_change(other: str, change: str) -> None:
    assert word_diff(FULL, other).change == change


def test_what_is_new_is_marked() -> None:
    diff = word_diff("We sign the treaty today", "We sign the old treaty today")
    assert [(run.words, run.kept) for run in diff.b] == [
        ("We sign the ", True),
        ("old ", False),
        ("treaty today", True),
    ]
    assert diff.shared == ("treaty", "today", "sign")


@given(st.text(), st.text())
def test_no_letter_is_lost(a: str, b: str) -> None:
    diff = word_diff(a, b)
    shown = "".join(run.words for run in diff.b)
    assert shown == b[len(b) - len(shown) :]
    assert not shown or not any(letter.isalnum() and letter.isascii() for letter in b[: len(b) - len(shown)])
