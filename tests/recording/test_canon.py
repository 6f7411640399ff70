"""One field of a packed value is read without the rest, and is what the whole value holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Coded, Coding, Part, Published, Report, Span
from dateline.recording.canon import pack, unpack, unpack_field

WORDS = st.text(st.sampled_from('ab "\\{}[]:,\x1fü€\U0001f600'), max_size=12)


@settings(max_examples=200)
@given(title=WORDS, outlet=WORDS, starts=st.lists(st.integers(0, 99), max_size=4))
def test_the_report_alone_is_that_of_the_whole(title: str, outlet: str, starts: list[int]) -> None:
    parts = tuple(Part("paragraph", Span(start, start + 1)) for start in starts)
    report = Report("p1", "", parts, title=title, outlet=outlet, published=Published("2024-01-01"))
    packed = pack(Coded(report, Coding("p1")))
    assert unpack_field(packed, "report", Report) == unpack(packed, Coded).report == report


def test_another_field_is_refused() -> None:
    packed = pack(Coded(Report("p1", "", ()), Coding("p1")))
    with pytest.raises(ValueError, match="coding is not the first field"):
        unpack_field(packed, "coding", Coding)
