"""When a text was first published: every witness is heard, the most trustworthy is believed unless it is refuted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.model import Doubt, Page, Part, PlaceLine, Published, Witness
from dateline.reading.calendars import dates_in
from dateline.reading.clean import CleanText
from dateline.reading.datelines import Dateline
from dateline.reading.doubts import NAMES, TextDays, late_news, refutations, text_days, window_left
from dateline.reading.layout import Layout
from dateline.reading.spoken_days import SpokenDay
from dateline.reading.witnesses import Testimony, fetched_day, testimonies


def published_of(
    page: Page,
    text: CleanText,
    paragraphs: Sequence[Part],
    layout: Layout,
    opening: Dateline | None,
    place: PlaceLine | None,
) -> Published:
    """The reasoned answer: value, precision, method, doubts. Never more precision than the page and its words give; a
    refuted claim stays as `declared`, with the window that is left.
    """
    heard = testimonies(page, layout, opening, place)
    days = text_days(
        text.text,
        [part.span for part in paragraphs],
        fetched_day(page),
        _dateline_day(opening),
        place.span if place else None,
    )
    doubts: list[Doubt] = []
    believed: Testimony | None = None
    for claim in heard:
        against = list(refutations(claim, days))
        doubts.extend(against)
        if not against:
            believed = claim
            break
    witnesses = _all_witnesses(heard, days, page)
    declared = heard[0].value if heard else None
    if believed is None:
        return _without_claim(heard, days, doubts, witnesses, declared)
    believed = _finer(believed, heard, days)
    doubts.extend((*_disagreements(believed, heard), *late_news(believed, days)))
    settled = _settled_by_words(believed, days)
    if settled is not None:
        spoken, day = settled
        method = (
            f"{believed.witness.kind} gives {believed.value}; the text's {spoken.span.cut(text.text)!r} settles the day"
        )
        return Published(day.isoformat(), None, method, declared, None, witnesses, tuple(doubts))
    method = f"{believed.witness.kind}: {believed.witness.words}"
    return Published(believed.value, believed.time, method, declared, None, witnesses, tuple(doubts))


def _dateline_day(opening: Dateline | None) -> tuple[int, int] | None:
    for item in dates_in(opening.date if opening is not None and opening.date else "")[:1]:
        parts = item.value.removeprefix("--").split("-")
        return int(parts[-2]), int(parts[-1])
    return None


def _without_claim(
    heard: Sequence[Testimony],
    days: TextDays,
    doubts: Sequence[Doubt],
    witnesses: tuple[Witness, ...],
    declared: str | None,
) -> Published:
    for spoken in days.spoken:
        if spoken.today and spoken.year and spoken.month:
            value = date(spoken.year, spoken.month, spoken.day).isoformat()
            method = f"the text's own words: today, {spoken.span.cut(days.text)}"
            return Published(value, None, method, declared, None, witnesses, tuple(doubts))
    window = window_left(heard[0] if heard else None, days)
    method = "nothing on the page gives a date"
    if heard:
        method = "every date that the page gives is refuted"
    if days.week is not None:
        method += f"; the text was written on a {' or '.join(NAMES[d] for d in days.week.days)}"
    return Published(None, None, method, declared, window, witnesses, tuple(doubts))


def _finer(believed: Testimony, heard: Sequence[Testimony], days: TextDays) -> Testimony:
    """A month gives way to a day of that month by another witness that nothing refutes."""
    if believed.day is not None:
        return believed
    for other in heard:
        if other.day is not None and other.value.startswith(believed.value) and not any(refutations(other, days)):
            return other
    return believed


def _disagreements(believed: Testimony, heard: Sequence[Testimony]) -> list[Doubt]:
    out = []
    for other in heard:
        if other is believed or other.update or other.day is None or believed.day is None:
            continue
        if abs((other.day - believed.day).days) > 1:
            out.append(Doubt("another witness gives another day", believed.witness, other.witness))
    if believed.weekday is not None and believed.day is not None and believed.day.weekday() != believed.weekday:
        out.append(
            Doubt(
                f"printed with {NAMES[believed.weekday]}, but it was a {NAMES[believed.day.weekday()]}",
                believed.witness,
            )
        )
    return out


def _settled_by_words(believed: Testimony, days: TextDays) -> tuple[SpokenDay, date] | None:
    """The day of a month that the text names as that of its news ("this Friday (15)"), if the calendar agrees."""
    if believed.day is not None or len(believed.value) != 7:
        return None
    first = date.fromisoformat(f"{believed.value}-01")
    fitting = [
        (spoken, day)
        for spoken in days.spoken
        for day in (first + timedelta(i) for i in range(31))
        if day.month == first.month and spoken.fits(day)
    ]
    # The latest day told is the nearest to the day of writing.
    return max(fitting, key=lambda pair: pair[1], default=None)


def _all_witnesses(heard: Sequence[Testimony], days: TextDays, page: Page) -> tuple[Witness, ...]:
    out = [claim.witness for claim in heard]
    if days.week is not None:
        span = days.week.past.span
        out.append(Witness("words", NAMES[days.week.past.weekday], span.cut(days.text), span))
        span = days.week.future.span
        out.append(Witness("words", NAMES[days.week.future.weekday], span.cut(days.text), span))
    if page.fetched:
        out.append(Witness("fetched", page.fetched, page.fetched))
    return tuple(out)
