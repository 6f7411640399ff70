"""From one day to another: "from Monday to Friday", "between 1968 and 1986"."""

from __future__ import annotations

from dateline.coding.events.context import EventContext
from dateline.model import Span, When

_THROUGH = {"from": frozenset(("to", "until", "till", "through", "-", "–")), "between": frozenset(("and",))}
"""What opens a range -> what stands between its ends."""
_JOINED = frozenset(("-", "–", "through"))


def as_range(context: EventContext, own: When) -> When:
    """The range of which a time is the first or the last day; the time itself where it is none."""
    times = context.times
    at = next((n for n, t in enumerate(times) if t.span == own.span), None)
    if at is None:
        return own
    for first, last in ((at, at + 1), (at - 1, at)):
        if first >= 0 and last < len(times) and _is_range(context, times[first], times[last]):
            return _join(times[first], times[last])
    return own


def _is_range(context: EventContext, first: When, last: When) -> bool:
    if first.earliest is None or last.latest is None or not first.earliest <= last.latest:
        return False
    if first.kind not in ("DATE", "TIME") or last.kind not in ("DATE", "TIME"):
        return False
    text = context.report.text
    between = text[first.span.end : last.span.start].split()
    start = context.parse.token_at(first.span.start)
    opens = context.tokens[start - 1].lower_ if start else ""
    if len(between) != 1:
        return False
    return between[0] in _JOINED or between[0].lower() in _THROUGH.get(opens, ())


def _join(first: When, last: When) -> When:
    value = f"{first.value}/{last.value}"
    anchor = first.anchor or last.anchor
    return When(value, "DATE", Span(first.span.start, last.span.end), first.earliest, last.latest, anchor)
