"""Everything on and about a page that names its date, in the order of trust."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from dateline.model import Furniture, Page, PlaceLine, Witness, WitnessKind
from dateline.reading.lines import Layout, Line
from dateline.reading.lines.calendar_dates import PrintedDate, exchange_day_and_month, find_dates, iso_value
from dateline.reading.lines.calendar_words import MONTHS, NO_DAYS
from dateline.reading.lines.page_words import any_of
from dateline.reading.masthead import BESIDE, Dateline

Standing = Literal["own", "loose", "beside"]
_UPDATED = re.compile(any_of("updated"), re.IGNORECASE)
_PUBLISHED = re.compile(rf"\b{any_of('published')}", re.IGNORECASE)
_OF_OTHER_DAYS = re.compile(rf"\W*{any_of('other day')}\b", re.IGNORECASE)
_LABEL = re.compile(rf"^\W*{any_of('other day')}\b|\b{any_of('published')}|{any_of('updated')}", re.IGNORECASE)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>0?[1-9]|1[0-2]|[a-z]{3})(?:[/_-](?P<d>0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)|(?<!\d)(?P<c>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(rf"^{BESIDE}|\bcomment", re.IGNORECASE)
_WHOLE = len("2024-06-11")
BARE = 4
"""From this rank on, dates on the page that no word says to be those of publication."""
_UPDATE, _LOOSE = 7, 8
_NO_LATER = "2038"
"""No clock is asked what day it is; what lies beyond the last day of 32-bit clocks is a slip."""
_NEAR_MENU = 4
"""Lines after a date in which a menu shows that the date is the site's own, of today, and no story's."""


@dataclass(frozen=True, slots=True)
class Testimony:
    """A witness with its date understood: `rank` 0 is the most trustworthy; `update`: it speaks of a later version.

    `other`: the value if the figures are read in the other order (3/4/2019). `standing`: whether the date is said to be
    this story's own; "loose" dates stand among several of which nothing tells whose they are, those "beside" are other
    stories' or the site's own of today.
    """

    witness: Witness
    value: str
    rank: int
    update: bool = False
    time: str | None = None
    weekday: int | None = None
    other: str | None = None
    standing: Standing = "own"

    @property
    def day(self) -> date | None:
        """The day, if the witness gives one."""
        return date.fromisoformat(self.value) if len(self.value) == 10 else None

    @property
    def source(self) -> str:
        """What made the date: a page's markup speaks with one voice however often it repeats itself."""
        return "markup" if self.witness.kind in ("structured data", "meta", "time element") else self.witness.kind

    def is_near(self, other: Testimony, reach: int = 1) -> bool:
        """Whether both can mean one day: at most `reach` days apart or, where one gives a month, in that month."""
        if self.day is not None and other.day is not None:
            return abs((self.day - other.day).days) <= reach
        return self.value[:7] == other.value[:7]


def testimonies(page: Page, layout: Layout, opening: Dateline | None, place: PlaceLine | None) -> list[Testimony]:
    """All testimonies, most trustworthy first. A day without a year takes the year that another witness or the crawl
    makes it lie in; where none does, it is no testimony, and no more is a day that a system writes for none.
    """
    fetched = fetched_day(page)
    address = page.address or layout.metadata.canonical
    found = [
        *_testify_given(page),
        *_testify_markup(layout),
        *_testify_lines(layout, fetched),
        *_testify_loosely(layout),
        *_testify_address(address),
    ]
    if opening is not None and opening.date and (dated := find_dates(opening.date)):
        span = place.span if place else None
        found.append(Testimony(Witness("dateline", dated[0].value, opening.date, span), dated[0].value, 7))
    found = [t for t in found if t.value not in NO_DAYS and t.value < _NO_LATER]
    years = [t for t in found if not t.value.startswith("-") and t.standing == "own"]
    completed = (_give_year(t, years, fetched) for t in found)
    return sorted((t for t in completed if t is not None), key=lambda t: t.rank)


def fetched_day(page: Page) -> date | None:
    """The day of the crawl, where it is known."""
    for item in find_dates(page.fetched or ""):
        if len(item.value) == 10:
            return date.fromisoformat(item.value)
    return None


def _testify_given(page: Page) -> Iterator[Testimony]:
    for item in find_dates(page.given_published or "")[:1]:
        yield _testimony("given", item, page.given_published or "", 0)


def _testify_markup(layout: Layout) -> Iterator[Testimony]:
    first: Testimony | None = None
    for witness in layout.metadata.witnesses:
        for item in find_dates(witness.value)[:1]:
            published = _PUBLISHED.search(witness.words) is not None
            update = _UPDATED.search(witness.words) is not None and not (published and witness.kind == "time element")
            rank = {"structured data": 1, "meta": 2}.get(witness.kind, 4 if published else 6)
            found = _testimony(witness.kind, item, witness.words, rank + (_UPDATE if update else 0), update=update)
            if witness.kind == "time element":
                if _OF_OTHERS.search(witness.words):
                    found = replace(found, standing="beside")
                elif first is not None and not update and not found.is_near(first):
                    found = replace(found, rank=_LOOSE, standing="loose")
                elif not update:
                    first = first or found
            yield found


def _testify_lines(layout: Layout, fetched: date | None) -> Iterator[Testimony]:
    found = list(_dated_lines(layout.head))
    todays = [t for t, item in found if t.rank == BARE and _is_todays(t, item, layout, fetched)]
    bare = [t for t, _ in found if t.rank == BARE and t not in todays]
    apart = any(not t.is_near(bare[0]) for t in bare)
    for testimony, _ in found:
        if testimony in todays:
            yield replace(testimony, rank=_LOOSE, standing="beside")
        elif testimony.rank in (BARE, BARE + 1) and not testimony.update and apart:
            yield replace(testimony, rank=_LOOSE, standing="loose")
        else:
            yield testimony


def _testify_loosely(layout: Layout) -> Iterator[Testimony]:
    """Dates of which little says that they are the story's: among other words about the headline, and labelled as
    those of publication or change below the story.
    """
    for line in layout.dated:
        days = [item for item in find_dates(line) if len(item.value) == _WHOLE and not item.value.startswith("-")]
        if len(days) == 1 and not Line(line).ends_sentence:
            yield replace(_testimony("date line", days[0], line, _LOOSE), standing="loose", rank=_LOOSE)
    for testimony, _ in _dated_lines(layout.tail):
        if testimony.rank != BARE and testimony.day is not None:
            rank = _LOOSE if not testimony.update else testimony.rank
            yield replace(testimony, standing="loose", rank=rank)


def _dated_lines(head: Sequence[Furniture]) -> Iterator[tuple[Testimony, Furniture]]:
    label = ""
    for item_ in head:
        line = item_.text
        found = (
            find_dates(line)
            if item_.kind in ("date-line", "byline") and not _OF_OTHER_DAYS.match(label or line)
            else []
        )
        for item in found[:2]:
            before = f"{label} {line[: item.start]}"
            update = _UPDATED.search(before) is not None and not _PUBLISHED.search(
                before[_last_match(_UPDATED, before) :]
            )
            rank = 9 if update else 3 if _PUBLISHED.search(before) else BARE
            yield _testimony("date line", item, f"{label} {line}".strip(), rank, update=update), item_
        # "Published" often stands on the line above its date
        label = line if not found and len(line) < 24 and _LABEL.search(line) else ""


def _is_todays(dated: Testimony, item: Furniture, layout: Layout, fetched: date | None) -> bool:
    """Whether a bare date line stands in the site's head (of a flattened page: above a menu that stands above the
    story): there a site prints the day of the visit, without a clock.
    """
    if item.page_start is None:
        return any(w.words == f"{BESIDE}: {item.text}" for w in layout.metadata.witnesses)
    if item.kind != "date-line" or dated.time is not None or dated.day is None:
        return False
    if (abs((dated.day - fetched).days) > 1) if fetched else dated.weekday is None:
        return False
    at = next((n for n, other in enumerate(layout.furniture) if other is item), len(layout.furniture))
    story = next((kept.start for kept in layout.kept if kept.start is not None), 0)
    below = layout.furniture[at + 1 : at + 1 + _NEAR_MENU]
    menu = [one for one in below if one.kind == "navigation" and any(map(str.isalpha, one.text))]
    return any(one.page_start is not None and one.page_start < story for one in menu)


def _last_match(pattern: re.Pattern[str], words: str) -> int:
    return max((m.end() for m in pattern.finditer(words)), default=0)


def _testify_address(address: str | None) -> Iterator[Testimony]:
    for m in _IN_ADDRESS.finditer(address or ""):
        if m["c"]:
            value = iso_value(int(m["c"][:4]), int(m["c"][4:6]), int(m["c"][6:]))
        else:
            month = int(m["m"]) if m["m"].isdigit() else MONTHS.get(m["m"].lower(), 0)
            value = iso_value(int(m["y"]), month, int(m["d"]) if m["d"] else None) if month else None
        if value:
            yield Testimony(Witness("address", value, m[0]), value, 5)
            return


def _testimony(kind: WitnessKind, item: PrintedDate, words: str, rank: int, *, update: bool = False) -> Testimony:
    other = exchange_day_and_month(item.value) if item.guessed else None
    rank += 1 if item.guessed else 0
    return Testimony(Witness(kind, item.value, words), item.value, rank, update, item.time, item.weekday, other)


def _give_year(item: Testimony, years: Sequence[Testimony], fetched: date | None) -> Testimony | None:
    if not item.value.startswith("-"):
        return item
    month, day = int(item.value[2:4]), int(item.value[5:7])
    anchors = [t.day for t in years if t.day is not None] + ([fetched] if fetched else [])
    if not anchors:
        return None
    latest = min(anchors[0] + timedelta(2), fetched + timedelta(2)) if fetched else anchors[0] + timedelta(2)
    for year in (latest.year, latest.year - 1):
        value = iso_value(year, month, day)
        if value and date.fromisoformat(value) <= latest:
            return replace(item, value=value)
    return None
