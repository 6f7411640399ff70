"""Everything on and about a page that names its date, in the order of trust."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import Furniture, Page, PlaceLine, Witness, WitnessKind
from dateline.reading.calendars import Dated, dates_in, iso_value
from dateline.reading.datelines import Dateline
from dateline.reading.layout import Layout

_UPDATED = re.compile(r"\b(?:updated|modified|last[- ]?mod|revised|edited)", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"\b(?:published|posted|created|issued|first published|pubdate|date ?published|published_time)", re.IGNORECASE
)
_IN_ADDRESS = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d)[/_-](?P<m>0?[1-9]|1[0-2]|[a-z]{3})(?:[/_-](?P<d>0?[1-9]|[12]\d|3[01]))?(?=[/_.-]|$)|(?<!\d)(?P<c>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Testimony:
    """A witness with its date understood: `rank` 0 is the most trustworthy; `update`: it speaks of a later version."""

    witness: Witness
    value: str
    rank: int
    update: bool = False
    time: str | None = None
    weekday: int | None = None

    @property
    def day(self) -> date | None:
        """The day, if the witness gives one."""
        return date.fromisoformat(self.value) if len(self.value) == 10 else None


def testimonies(page: Page, layout: Layout, opening: Dateline | None, place: PlaceLine | None) -> list[Testimony]:
    """All testimonies, most trustworthy first. A day without a year takes the year that another witness or the crawl
    makes it lie in; where none does, it is no testimony.
    """
    found = [*_given(page), *_markup(layout), *_lines(layout.head), *_address(page.address or layout.facts.canonical)]
    if opening is not None and opening.date and (dated := dates_in(opening.date)):
        span = place.span if place else None
        found.append(Testimony(Witness("dateline", dated[0].value, opening.date, span), dated[0].value, 7))
    fetched = fetched_day(page)
    years = [t for t in found if not t.value.startswith("-")]
    completed = (_with_year(t, years, fetched) for t in found)
    return sorted((t for t in completed if t is not None), key=lambda t: t.rank)


def fetched_day(page: Page) -> date | None:
    """The day of the crawl, where it is known."""
    for item in dates_in(page.fetched or ""):
        if len(item.value) == 10:
            return date.fromisoformat(item.value)
    return None


def _given(page: Page) -> Iterator[Testimony]:
    for item in dates_in(page.given_published or "")[:1]:
        yield _testimony("given", item, page.given_published or "", 0)


def _markup(layout: Layout) -> Iterator[Testimony]:
    for witness in layout.facts.witnesses:
        for item in dates_in(witness.value)[:1]:
            update = _UPDATED.search(witness.words) is not None
            rank = {"structured data": 1, "meta": 2}.get(witness.kind, 4 if _PUBLISHED.search(witness.words) else 6)
            yield _testimony(witness.kind, item, witness.words, rank + (7 if update else 0), update=update)


def _lines(head: Sequence[Furniture]) -> Iterator[Testimony]:
    label = ""
    for item_ in head:
        line = item_.text
        found = dates_in(line) if item_.kind in ("date-line", "byline") else []
        for item in found[:2]:
            before = f"{label} {line[: item.start]}"
            update = _UPDATED.search(before) is not None and not _PUBLISHED.search(before[_last(_UPDATED, before) :])
            rank = 9 if update else 3 if _PUBLISHED.search(before) else 4
            yield _testimony("date line", item, f"{label} {line}".strip(), rank, update=update)
        # "Published" often stands on the line above its date
        label = line if not found and len(line) < 24 and (_PUBLISHED.search(line) or _UPDATED.search(line)) else ""


def _last(pattern: re.Pattern[str], words: str) -> int:
    return max((m.end() for m in pattern.finditer(words)), default=0)


def _address(address: str | None) -> Iterator[Testimony]:
    for m in _IN_ADDRESS.finditer(address or ""):
        if m["c"]:
            value = iso_value(int(m["c"][:4]), int(m["c"][4:6]), int(m["c"][6:]))
        else:
            month = (
                int(m["m"])
                if m["m"].isdigit()
                else _MONTHS.index(m["m"].lower()) + 1
                if m["m"].lower() in _MONTHS
                else 0
            )
            value = iso_value(int(m["y"]), month, int(m["d"]) if m["d"] else None) if month else None
        if value:
            yield Testimony(Witness("address", value, m[0]), value, 5)
            return


def _testimony(kind: WitnessKind, item: Dated, words: str, rank: int, *, update: bool = False) -> Testimony:
    return Testimony(
        Witness(kind, item.value, words), item.value, rank + (1 if item.guessed else 0), update, item.time, item.weekday
    )


def _with_year(item: Testimony, years: Sequence[Testimony], fetched: date | None) -> Testimony | None:
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
            return Testimony(item.witness, value, item.rank, item.update, item.time, item.weekday)
    return None
