"""Which day a page is from whose own date is refuted or missing: by a text or a happening that it shares with others.

A copy is from the day of its first dated copy. A page that tells a shared happening as done on a weekday which fits the
day that a dated report gives is from that day at the earliest, and news is printed when it happens: of several such
days it is the last. What only fits by a guess leaves the page undated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.linking.identity import exact_day, is_open_weekday, weekday
from dateline.linking.lineages import day_of
from dateline.model import Coded, Event, Exhibit, Happening, Lineage, PageDay, Reason, Report, When

_DONE = frozenset(("happened", "ongoing", "alleged"))
_TO_COME = frozenset(("planned", "possible"))
_Found = tuple[str, tuple[Reason, ...]]


def page_days(
    coded: Sequence[Coded], lineages: Sequence[Lineage], happenings: Sequence[Happening]
) -> tuple[PageDay, ...]:
    """The days of the undated pages of a story that can be known from the others, by report id."""
    by_id = {one.report.id: one for one in coded}
    found: list[PageDay] = []
    for name in sorted(by_id):
        report = by_id[name].report
        if day_of(report) is not None:
            continue
        day = _by_copies(report, lineages, by_id) or _by_happenings(report, happenings, by_id)
        if day is not None and _in_window(day[0], report):
            found.append(PageDay(name, day[0], (_own_claim(report), *day[1])))
    return tuple(found)


def with_days(coded: Sequence[Coded], days: Sequence[PageDay]) -> list[Coded]:
    """The same reports, those of `days` counted from the day found: their open weekdays become days."""
    found = {one.report: one.day for one in days}
    return [_counted_from(one, found[one.report.id]) if one.report.id in found else one for one in coded]


def _own_claim(report: Report) -> Reason:
    published = report.published
    spans = tuple(
        Exhibit(report.id, doubt.against.span) for doubt in published.doubts[:1] if doubt.against and doubt.against.span
    )
    if published.declared and published.doubts:
        return Reason(f"the page claims {published.declared}, which {published.doubts[0].reason}", spans)
    return Reason("the page gives no day", spans)


def _by_copies(report: Report, lineages: Sequence[Lineage], by_id: Mapping[str, Coded]) -> _Found | None:
    """The first day on which another page prints the same text."""
    mates = next((one.reports for one in lineages if report.id in one.reports), ())
    dated = [(day[:10], name) for name in mates if name in by_id and (day := _whole_day(by_id[name].report))]
    if not dated:
        return None
    day, name = min(dated)
    outlet = by_id[name].report.outlet or name
    return day, (Reason(f"{outlet} prints the same text on {day}"),)


def _whole_day(report: Report) -> str | None:
    day = day_of(report)
    return day if day and len(day) >= len("2024-01-01") else None


def _by_happenings(report: Report, happenings: Sequence[Happening], by_id: Mapping[str, Coded]) -> _Found | None:
    """The last day of a happening that the page tells as done on a weekday, and that a dated report dates."""
    found = [each for one in happenings for each in _days_of(report, one, by_id)]
    last = max((day for day, _ in found), default=None)
    return min((each for each in found if each[0] == last), key=_place_in_page, default=None)


def _place_in_page(found: _Found) -> int:
    return found[1][0].exhibits[0].span.start


def _days_of(report: Report, one: Happening, by_id: Mapping[str, Coded]) -> Iterator[_Found]:
    told = [(name, _event(by_id[name], event)) for name, event in one.events if name in by_id]
    open_ = [
        (event, event.when)
        for name, event in told
        if name == report.id and event.when and is_open_weekday(event.when) and event.factuality.label in _DONE
    ]
    dated = [
        (day, name, event.when)
        for name, event in told
        if name != report.id and event.when and (day := exact_day(event.when)) and _whole_day(by_id[name].report)
    ]
    days = sorted({day for day, _, _ in dated})
    for event, when in open_ if len(days) == 1 else ():
        if date.fromisoformat(days[0]).isoweekday() == weekday(when):
            yield days[0], tuple(_reasons(report, event, when, days[0], dated, by_id))


def _event(one: Coded, name: str) -> Event:
    return next(event for event in one.coding.events if event.id == name)


def _reasons(
    report: Report,
    event: Event,
    when: When,
    day: str,
    dated: Sequence[tuple[str, str, When]],
    by_id: Mapping[str, Coded],
) -> Iterator[Reason]:
    words = when.span.cut(report.text)
    yield Reason(
        f"it tells what was done on “{words}”", (Exhibit(report.id, event.evidence), Exhibit(report.id, when.span))
    )
    outlets = dict.fromkeys(by_id[name].report.outlet or name for _, name, _ in dated)
    shown = tuple(Exhibit(name, given.span) for _, name, given in dated)
    yield Reason(f"{', '.join(outlets)} tells the same, and dates it {day}", shown)
    yield Reason(f"{day} is that day of the week, and nothing that it tells as done is later")


def _in_window(day: str, report: Report) -> bool:
    first, last = report.published.window or (None, None)
    return (first is None or first <= day) and (last is None or day <= last)


def _counted_from(one: Coded, day: str) -> Coded:
    events = tuple(replace(event, when=_resolved(event, day)) for event in one.coding.events)
    return Coded(replace(one.report, anchor=day), replace(one.coding, events=events))


def _resolved(event: Event, day: str) -> When | None:
    """An open weekday as the day nearest before what is told as done, nearest after what is to come."""
    when = event.when
    number = weekday(when) if when is not None and is_open_weekday(when) else None
    if when is None or number is None:
        return when
    first = date.fromisoformat(day)
    ahead = (number - first.isoweekday()) % 7
    step = ahead if event.factuality.label in _TO_COME or not ahead else ahead - 7
    value = (first + timedelta(step)).isoformat()
    return replace(when, value=value, earliest=value, latest=value, anchor=day)
