"""Long reports: what is asked of a place or a time for each act is asked of those near it, not of all in the report."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.coding.events.context.standing import Standing
from dateline.coding.events.setting.days import may_date
from dateline.model import Span, When

_COUNTRIES = ("Norway", "Sweden", "Finland", "Denmark")


def _time(span: tuple[int, int]) -> When:
    return When("2024", "DATE", Span(min(span), max(span) + 1))


_NUMBERS = st.tuples(st.integers(0, 60), st.integers(0, 60))


@given(st.lists(_NUMBERS), _NUMBERS)
def test_what_stands_somewhere_is_what_a_search_through_all_finds(
    spans: list[tuple[int, int]], asked: tuple[int, int]
) -> None:
    times = [_time(span) for span in spans]
    standing, start, end = Standing(times), min(asked), max(asked) + 1
    assert standing.beginning(start, end) == [t for t in times if start <= t.span.start < end]
    assert standing.touching(start, end) == [t for t in times if t.span.start < end and t.span.end > start]
    assert standing.within(Span(start, end)) == [t for t in times if Span(start, end).contains(t.span)]


def test_a_long_page_asks_of_each_time_a_few_times_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[When] = []

    def count(context: EventContext, act: Act, time: When) -> bool:
        asked.append(time)
        return may_date(context, act, time)

    monkeypatch.setattr("dateline.coding.events.setting.seen.may_date", count)
    text = "\n\n".join(
        f"The foreign minister of {_COUNTRIES[n % 4]} met her colleague from Latvia in Riga on Monday. They spoke "
        f"about trade and border {n}, her spokesman said. Her country will send a delegation to Vilnius in May."
        for n in range(40)
    )
    report = dateline.read(dateline.Page(text.encode(), "long"))
    assert isinstance(report, dateline.Report)
    coding = dateline.code(report)
    assert len(coding.times) >= 80
    assert 0 < len(asked) <= 6 * len(coding.times)
