"""When a text was first published: every witness is heard, the most trustworthy is believed unless it is refuted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.model import Doubt, Page, Part, PlaceLine, Published, Witness
from dateline.reading.dates.doubts import late_news, refutations, window_left
from dateline.reading.dates.local_days import local_day
from dateline.reading.dates.rights_year import rights_year
from dateline.reading.dates.spoken_days import SpokenDay
from dateline.reading.dates.text_days import TextDays, gather_text_days
from dateline.reading.dates.witnesses import BARE, Testimony, fetched_day, testimonies
from dateline.reading.lines import CleanText, Layout
from dateline.reading.lines.calendar_dates import find_dates
from dateline.reading.lines.calendar_words import WEEKDAY_NAMES
from dateline.reading.masthead import Dateline

_CHANGED_BEFORE = 60
"""Days: posts are changed some days before they appear, and no more."""
_ON_THE_WIRE = 7
"""Days between a dateline and the print."""


def find_publication_date(
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
    days = gather_text_days(
        text.text,
        [part.span for part in paragraphs],
        fetched_day(page),
        _dateline_day(opening),
        place.span if place else None,
        rights_year(layout.furniture),
    )
    heard = [_put_in_order(claim, heard, days) for claim in heard]
    believed, doubts = _choose_testimony(heard, days)
    witnesses = _all_witnesses(heard, days, page)
    own = [claim for claim in heard if claim.standing != "beside"]
    declared = own[0].value if own else None
    if believed is None:
        return _publish_without_claim(own, days, doubts, witnesses, declared)
    believed = local_day(_choose_finer(believed, own, days), [one for one in own if not any(refutations(one, days))])
    doubts = (*doubts, *_disagreements(believed, own), *late_news(believed, days))
    settled = _settled_by_words(believed, days)
    if settled is not None:
        spoken, day = settled
        method = (
            f"{believed.witness.kind} gives {believed.value}; the text's {spoken.span.cut(text.text)!r} settles the day"
        )
        return Published(day.isoformat(), None, method, declared, None, witnesses, doubts)
    method = f"{believed.witness.kind}: {believed.witness.words}"
    return Published(believed.value, believed.time, method, declared, None, witnesses, doubts)


def _put_in_order(claim: Testimony, heard: Sequence[Testimony], days: TextDays) -> Testimony:
    """A date in figures that can be read two ways, read as the page's other dates and its text have it."""
    if claim.other is None:
        return claim
    exchanged = replace(claim, value=claim.other, other=claim.value)
    sure = [other for other in heard if other.other is None and other.day is not None and other.standing == "own"]
    if any(other.is_near(claim) for other in sure):
        return claim
    if any(other.is_near(exchanged) for other in sure):
        return exchanged
    return exchanged if any(refutations(claim, days)) and not any(refutations(exchanged, days)) else claim


def _choose_testimony(heard: Sequence[Testimony], days: TextDays) -> tuple[Testimony | None, tuple[Doubt, ...]]:
    """The most trustworthy claim that nothing refutes, unless at least two voices agree on another day and nobody
    agrees with it; with what was said against the claims before it.
    """
    doubts: list[Doubt] = []
    sound: list[Testimony] = []
    for claim in heard:
        if claim.standing == "beside":
            continue
        against = [*refutations(claim, days), *_against_itself(claim, heard)]
        if not against:
            sound.append(claim)
        elif not sound:
            doubts.extend(against)
    if not sound:
        return None, tuple(doubts)
    best = sound[0]
    if best.update:  # the day of a change is that of publication only where the page names no other
        return (None if doubts else best), tuple(doubts)
    others = (one for one in sound if not (one.update or one.is_near(best) or one.witness.value.startswith("-")))
    rivals = [one for one in others if len(_voices(one, sound)) > len(_voices(best, sound))]
    if not rivals:
        return best, tuple(doubts)
    doubts.append(Doubt("two other witnesses agree on another day", best.witness, rivals[0].witness))
    return rivals[0], tuple(doubts)


def _voices(claim: Testimony, sound: Sequence[Testimony]) -> set[str]:
    """Who says independently that the day is this one. A day whose year was only filled in says nothing of the year."""
    agreeing = (one for one in sound if not one.update and one.standing == "own" and one.is_near(claim))
    return {one.source for one in agreeing if not one.witness.value.startswith("-")} | {claim.source}


def _against_itself(claim: Testimony, heard: Sequence[Testimony]) -> Iterator[Doubt]:
    """What the page's own dates say against a claim: its weekday, and the day of its last change."""
    if claim.day is None or claim.update:
        return
    others = [other for other in heard if other.source != claim.source and not other.update and other.standing == "own"]
    if claim.weekday not in (None, claim.day.weekday()) and not any(other.is_near(claim) for other in others):
        printed = WEEKDAY_NAMES[claim.weekday or 0]
        yield Doubt(f"printed with {printed}, but it was a {WEEKDAY_NAMES[claim.day.weekday()]}", claim.witness)
    changes = [other for other in heard if other.update and other.day is not None and other.source == claim.source]
    last = max(changes, key=lambda other: other.value, default=None)
    if last is not None and last.day is not None and (claim.day - last.day).days > _CHANGED_BEFORE:
        yield Doubt("lies long after the last change that the page states", claim.witness, last.witness)


def _dateline_day(opening: Dateline | None) -> tuple[int, int] | None:
    for item in find_dates(opening.date if opening is not None and opening.date else "")[:1]:
        parts = item.value.removeprefix("--").split("-")
        return int(parts[-2]), int(parts[-1])
    return None


def _publish_without_claim(
    heard: Sequence[Testimony],
    days: TextDays,
    doubts: tuple[Doubt, ...],
    witnesses: tuple[Witness, ...],
    declared: str | None,
) -> Published:
    for spoken in days.spoken:
        if spoken.today and spoken.year and spoken.month:
            value = date(spoken.year, spoken.month, spoken.day).isoformat()
            method = f"the text's own words: today, {spoken.span.cut(days.text)}"
            return Published(value, None, method, declared, None, witnesses, doubts)
    window = window_left(heard[0] if heard else None, days)
    method = "nothing on the page gives a date"
    if heard:
        method = "every date that the page gives is refuted"
    if days.week is not None:
        method += f"; the text was written on a {' or '.join(WEEKDAY_NAMES[d] for d in days.week.days)}"
    return Published(None, None, method, declared, window, witnesses, doubts)


def _choose_finer(believed: Testimony, heard: Sequence[Testimony], days: TextDays) -> Testimony:
    """A month gives way to a day of that month by another witness that nothing refutes."""
    if believed.day is not None:
        return believed
    for other in heard:
        if other.day is not None and other.value.startswith(believed.value) and not any(refutations(other, days)):
            return other
    return believed


def _disagreements(believed: Testimony, heard: Sequence[Testimony]) -> Iterator[Doubt]:
    """Claims of another day. No contradiction are days of a change, a dateline some days before print, and a date of
    which nothing says that it is the story's, where two others agree.
    """
    changed = [other for other in heard if other.update]
    agreed = len(_voices(believed, heard)) > 1
    for other in heard:
        if (
            other.update
            or other.standing != "own"
            or other.day is None
            or believed.day is None
            or other.is_near(believed)
        ):
            continue
        if other.witness.kind == "dateline" and 0 <= (believed.day - other.day).days <= _ON_THE_WIRE:
            continue
        unnamed = other.witness.kind in ("date line", "time element") and other.rank >= BARE
        if unnamed and (agreed or any(other.is_near(change) for change in changed)):
            continue
        yield Doubt("another witness gives another day", believed.witness, other.witness)


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
        out.append(Witness("words", WEEKDAY_NAMES[days.week.past.weekday], span.cut(days.text), span))
        span = days.week.future.span
        out.append(Witness("words", WEEKDAY_NAMES[days.week.future.weekday], span.cut(days.text), span))
    if page.fetched:
        out.append(Witness("fetched", page.fetched, page.fetched))
    return tuple(out)
