"""What speaks against a claimed day: the crawl, the page's other dates, and the days and years that the text names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from dateline.model import Doubt, Witness
from dateline.reading.dates.spoken_days import SpokenDay
from dateline.reading.dates.text_days import TextDays
from dateline.reading.dates.witnesses import Testimony
from dateline.reading.lines.calendar_words import WEEKDAY_NAMES

_GRACE = 2
"""Days between writing and print, over zones."""
_BEHIND, _AHEAD = 330, 100
"""Days: how far back and ahead a day lies that is named without its year."""
_TOO_FAR = timedelta(3 * 365)
_FRESH = 3
"""Days for which a weekday is news."""


def refutations(claim: Testimony, days: TextDays) -> Iterator[Doubt]:
    """Reasons why the claimed day (or month) cannot be that of first publication."""
    first = claim.day or date.fromisoformat(f"{claim.value[:7]}-01")
    if days.fetched is not None and first > days.fetched + timedelta(1):
        against = Witness("fetched", days.fetched.isoformat(), days.fetched.isoformat())
        yield Doubt("lies after the day on which the page was fetched", claim.witness, against)
    yield from _against_plans(claim, first, days)
    yield from _against_reckonings(claim, first, days)
    yield from _against_rights(claim, first, days)
    if claim.day is None:
        return
    yield from _against_dateline(claim, claim.day, days)
    yield from _against_spoken(claim, claim.day, days)
    yield from _against_told(claim, claim.day, days)
    yield from _against_week(claim, claim.day, days)
    yield from _against_weekdays(claim, claim.day, days)


def _against_dateline(claim: Testimony, day: date, days: TextDays) -> Iterator[Doubt]:
    if days.dateline is None or claim.witness.kind == "dateline":
        return
    month, number = days.dateline
    distance = min((abs((day - d).days) for d in _days_of_years(day.year, month, number)), default=0)
    if distance > 7:
        words = days.dateline_span.cut(days.text) if days.dateline_span else ""
        against = Witness("dateline", f"--{month:02d}-{number:02d}", words, days.dateline_span)
        yield Doubt(f"the dateline is of another day, {distance} days away at best", claim.witness, against)


def _days_of_years(year: int, month: int, number: int) -> Iterator[date]:
    for y in (year - 1, year, year + 1):
        try:
            yield date(y, month, number)
        except ValueError:
            continue


def _against_spoken(claim: Testimony, day: date, days: TextDays) -> Iterator[Doubt]:
    for spoken in days.spoken:
        against = Witness("words", _spoken_value(spoken), spoken.span.cut(days.text), spoken.span)
        if spoken.today and spoken.span.start < days.opening and (written := spoken.day_written()) is not None:
            if abs((day - written).days) > _GRACE:
                yield Doubt(f"the text says that today is {written.isoformat()}", claim.witness, against)
            continue
        if spoken.weekday is None or spoken.year is not None:
            continue
        if spoken.month is None:
            yield from _against_number(claim, day, spoken, against)
            continue
        meant = [d for d in _days_of_years(day.year, spoken.month, spoken.day) if -_BEHIND <= (d - day).days <= _AHEAD]
        if meant and all(d.weekday() != spoken.weekday for d in meant):
            nearest = min(meant, key=lambda d: abs((d - day).days))
            yield Doubt(_tell_miscalled(spoken.weekday, nearest), claim.witness, against)


def _against_number(claim: Testimony, day: date, spoken: SpokenDay, against: Witness) -> Iterator[Doubt]:
    near = spoken.nearest_day(day, 10)
    if near is None:
        yield Doubt(f"no day {spoken.day} is near the claimed day", claim.witness, against)
    elif spoken.weekday is not None and near.weekday() != spoken.weekday:
        yield Doubt(_tell_miscalled(spoken.weekday, near), claim.witness, against)


def _tell_miscalled(weekday: int, day: date) -> str:
    return f"the text calls it a {WEEKDAY_NAMES[weekday]}, but {day.isoformat()} was a {WEEKDAY_NAMES[day.weekday()]}"


def _spoken_value(spoken: SpokenDay) -> str:
    if (written := spoken.day_written()) is not None:
        return written.isoformat()
    return f"--{spoken.month:02d}-{spoken.day:02d}" if spoken.month else f"---{spoken.day:02d}"


def _against_told(claim: Testimony, day: date, days: TextDays) -> Iterator[Doubt]:
    for told in days.told:
        if told.exact and told.tense == "past" and told.first > day + timedelta(1):
            against = Witness("words", told.first.isoformat(), told.span.cut(days.text), told.span)
            yield Doubt("the text tells as past a day that comes later", claim.witness, against)
            return


def _against_plans(claim: Testimony, day: date, days: TextDays) -> Iterator[Doubt]:
    for told in days.told:
        if told.tense == "future" and day > told.last + timedelta(_GRACE):
            against = Witness("words", told.last.isoformat(), told.span.cut(days.text), told.span)
            yield Doubt("the text tells as to come a day that had passed", claim.witness, against)
            return


def _against_reckonings(claim: Testimony, day: date, days: TextDays) -> Iterator[Doubt]:
    last = claim.day or day + timedelta(30)
    for told in days.reckoned:
        # A year far ahead is that of a coming feast ("the 50th anniversary ... in 2030"), not one that was counted from
        if told.first < day + _TOO_FAR and (last < told.first or day > told.last):
            years = f"{told.first.isoformat()}/{told.last.isoformat()}"
            against = Witness("words", years, told.span.cut(days.text), told.span)
            yield Doubt("the text reckons from another year", claim.witness, against)
            return


def _against_rights(claim: Testimony, day: date, days: TextDays) -> Iterator[Doubt]:
    if days.rights is None:
        return
    year, words = days.rights
    if day > date(year, 12, 31) + timedelta(31):
        reason = "the rights line of the text is of an earlier year"
        yield Doubt(reason, claim.witness, Witness("words", str(year), words[:200]))


def _against_week(claim: Testimony, day: date, days: TextDays) -> Iterator[Doubt]:
    week = days.week
    if week is None:
        return
    lag = (day.weekday() - week.past.weekday) % 7
    # A day of grace on either side: reprints of the next morning, and zones in which it is still the day before.
    if max(len(week.days) + 1, 3) <= lag <= 5:
        past, future = WEEKDAY_NAMES[week.past.weekday], WEEKDAY_NAMES[week.future.weekday]
        against = Witness("words", past, week.past.span.cut(days.text), week.past.span)
        reason = (
            f"is a {WEEKDAY_NAMES[day.weekday()]}, but the text tells {past} as past and {future} as to come:"
            f" it was written on a {' or '.join(WEEKDAY_NAMES[d] for d in week.days)}"
        )
        yield Doubt(reason, claim.witness, against)


def _against_weekdays(claim: Testimony, day: date, days: TextDays) -> Iterator[Doubt]:
    """A text that tells two days of its past week tells one of the last three: all of 65 dated texts did."""
    past = [told for told in days.weekdays if told.tense == "past"]
    lags = {(day.weekday() - told.weekday) % 7 for told in past}
    if len(lags) >= 2 and min(lags) > _FRESH:
        names = " and ".join(sorted({WEEKDAY_NAMES[told.weekday] for told in past}, key=WEEKDAY_NAMES.index))
        reason = f"is a {WEEKDAY_NAMES[day.weekday()]}, but of the days before it the text tells {names} alone"
        span = past[0].span
        yield Doubt(reason, claim.witness, Witness("words", WEEKDAY_NAMES[past[0].weekday], span.cut(days.text), span))


def late_news(claim: Testimony, days: TextDays) -> Iterator[Doubt]:
    """A doubt that refutes nothing: the opening tells as news a weekday that lay four or five days before the claimed
    day. One text in fifty does so under its true date.
    """
    if claim.day is None or days.latest_news is None:
        return
    lag = (claim.day.weekday() - days.latest_news.weekday) % 7
    if lag in (4, 5):
        name = WEEKDAY_NAMES[days.latest_news.weekday]
        span = days.latest_news.span
        yield Doubt(
            f"the opening tells {name} as news, {lag} days old on the claimed day",
            claim.witness,
            Witness("words", name, span.cut(days.text), span),
        )


def window_left(claim: Testimony | None, days: TextDays) -> tuple[str | None, str | None] | None:
    """Earliest and latest day left open: after what the text tells as past with its year, not after the claim (a
    reprint does not come before its text) nor the crawl, on a weekday on which the text can have been written.
    """
    past = [t.first for t in days.told if t.tense == "past"]
    ends = [d for d in ((claim.day if claim else None), days.fetched) if d is not None]
    ends += [t.last for t in days.told if t.tense == "future"] + [told.last for told in days.reckoned]
    ends += [date(days.rights[0], 12, 31)] if days.rights else []
    past += [told.first for told in days.reckoned]
    earliest = max((t for t in past if not ends or t <= min(ends)), default=None)
    latest = min(ends, default=None)
    if earliest is None and latest is None:
        return None
    if days.week is not None:
        earliest = _move_to_weekday(earliest, days.week.days, 1)
        latest = _move_to_weekday(latest, days.week.days, -1)
    return (earliest.isoformat() if earliest else None, latest.isoformat() if latest else None)


def _move_to_weekday(day: date | None, weekdays: tuple[int, ...], step: int) -> date | None:
    while day is not None and day.weekday() not in weekdays:
        day += timedelta(step)
    return day
