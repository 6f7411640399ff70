"""Lies of every kind planted on true pages, and honest pages that a hasty reader would doubt. The same seed, the same
cases: no clock and no chance goes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from bench.dates.frames import Frame
from bench.dates.stories import Story, stories, years_on
from dateline import Page

Half = Literal["dev", "held-out"]
HALVES: tuple[Half, ...] = ("dev", "held-out")
_FIRST, _DAYS = date(2014, 1, 6), 3_600
_FORMS = (
    "Published {words}",
    "{weekday}, {british}",
    "{words}",
    "By our correspondent {british}",
    "Posted: {iso} 09:15",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A page, the days that are right for it (none: nothing on it tells), and the planted day that is not."""

    kind: str
    story: str
    page: Page
    truth: tuple[str, ...]
    lie: str | None = None


Planted = tuple[Frame, date | None, tuple[date, ...]]
"""A frame, the lie in it and the true days that can be known from it."""
Planter = Callable[[Random, Story, date], Planted]


def cases(half: Half, seed: int = 4, each: int = 10) -> Iterator[Case]:
    """`each` cases of every kind, lies first. The halves share no story and no random number."""
    for table in (LIES, HONEST):
        for kind, (clues, planter) in sorted(table.items()):
            pool = [story for story in _half(half) if _fits(story, clues)]
            for number in range(each):
                chance = Random(f"{seed}:{half}:{kind}:{number}")
                story = pool[number % len(pool)]
                day = story.day or _FIRST + timedelta(chance.randrange(_DAYS))
                frame, lie, truth = planter(chance, story, day)
                page = frame.page(_title(story), story.told(day))
                yield Case(
                    kind, story.name, page, tuple(t.isoformat() for t in truth), lie.isoformat() if lie else None
                )


def _half(half: Half) -> list[Story]:
    """Every second story of each clue: both halves see every clue, and neither a text of the other."""
    out, seen = [], dict[str, int]()
    for story in stories():
        seen[story.clue] = seen.get(story.clue, -1) + 1
        if (seen[story.clue] % 2 == 0) == (half == "dev"):
            out.append(story)
    return out


def _fits(story: Story, clues: Sequence[str]) -> bool:
    return not clues or story.clue in clues


def _title(story: Story) -> str:
    return story.name.removesuffix(".html").replace("-", " ").replace(".", " ").capitalize() + " in the news of the day"


# ------------------------------------------------------------------ lies


def _years(chance: Random, day: date, *choices: int) -> date:
    return years_on(day, chance.choice(choices))


def _markup_year(chance: Random, _: Story, day: date) -> Planted:
    lie = _years(chance, day, -2, -1, 1, 2, 3)
    frame = Frame(markup=lie, meta=chance.random() < 0.5, address=day, visible=day, form=chance.choice(_FORMS))
    return frame, lie, (day,)


def _markup_days(chance: Random, _: Story, day: date) -> Planted:
    lie = day + timedelta(chance.choice((-40, -12, -5, 4, 9, 23, 60)))
    frame = Frame(markup=lie, meta=chance.random() < 0.5, address=day, visible=day, form=chance.choice(_FORMS))
    return frame, lie, (day,)


def _address_lie(chance: Random, _: Story, day: date) -> Planted:
    lie = _years(chance, day, -2, -1, 1, 2)
    return Frame(markup=day, address=lie, visible=day if chance.random() < 0.5 else None), lie, (day,)


def _visible_lie(chance: Random, _: Story, day: date) -> Planted:
    lie = _years(chance, day, -1, 1, 2, 4)
    return Frame(markup=day, address=day, visible=lie, form=chance.choice(_FORMS[:3])), lie, (day,)


def _whole(chance: Random, lie: date) -> Frame:
    """A page whose every date is the same, in one of several fashions."""
    fashion = chance.randrange(4)
    if fashion == 0:
        return Frame(markup=lie, address=lie, visible=lie, form=chance.choice(_FORMS))
    if fashion == 1:
        return Frame(visible=lie, flat=True, form=chance.choice(_FORMS))
    if fashion == 2:
        return Frame(markup=lie, meta=True)
    return Frame(markup=lie, modified=lie, visible=lie, beside=tuple(lie - timedelta(n) for n in range(3)))


def _reprint_year(chance: Random, story: Story, day: date) -> Planted:
    """A whole page dated some years late; the text says otherwise."""
    steps = {"age": (2, 3, 4), "future-year": (2, 3), "relative-year": (2, 3), "rights": (1, 2, 3)}.get(
        story.clue, (1, 2, 3)
    )
    lie = _years(chance, day, *steps)
    return _whole(chance, lie), lie, (day,)


def _reprint_days(chance: Random, _: Story, day: date) -> Planted:
    """A whole page dated so that its weekdays cannot be: three or four days on in the week."""
    lie = day + timedelta(7 * chance.randrange(2, 60) + chance.choice((3, 4)))
    return _whole(chance, lie), lie, (day,)


def _too_early(chance: Random, story: Story, day: date) -> Planted:
    """A whole page dated before what it tells as past."""
    lie = _years(chance, day, -3, -2) - timedelta(chance.randrange(20))
    if story.clue == "told-date":
        lie = day - timedelta(chance.randrange(5, 400))
    return _whole(chance, lie), lie, (day,)


def _before_crawl(chance: Random, _: Story, day: date) -> Planted:
    crawl = day + timedelta(chance.randrange(1, 9))
    lie = crawl + timedelta(chance.randrange(5, 700))
    return _whole(chance, lie).shifted(fetched=crawl), lie, (day,)


def _future_markup(chance: Random, _: Story, day: date) -> Planted:
    crawl = day + timedelta(chance.randrange(0, 30))
    lie = date(chance.choice((2035, 2040, 2099)), day.month, min(day.day, 28))
    return Frame(markup=lie, visible=day, form=chance.choice(_FORMS), fetched=crawl), lie, (day,)


def _template_today(chance: Random, _: Story, day: date) -> Planted:
    """The day of the crawl in the site's head; the story's own date only in the address or in a labelled line."""
    crawl = day + timedelta(chance.randrange(40, 1500))
    own = {"address": day} if chance.random() < 0.5 else {"visible": day}
    return Frame(today=crawl, fetched=crawl, flat=chance.random() < 0.5, **own), crawl, (day,)  # type: ignore[arg-type]


def _template_alone(chance: Random, _: Story, day: date) -> Planted:
    """The day of the crawl in the site's head and nothing else: the story's day cannot be known from it."""
    crawl = day + timedelta(chance.randrange(200, 1500))
    return Frame(today=crawl, fetched=crawl, flat=chance.random() < 0.5), crawl, ()


def _side_column(chance: Random, _: Story, day: date) -> Planted:
    """Dates of other stories in the side column; the story's own in its address, or nowhere."""
    newest = day + timedelta(chance.randrange(30, 900))
    beside = tuple(newest - timedelta(n) for n in range(3))
    known = chance.random() < 0.5
    frame = Frame(beside=beside, address=day if known else None, flat=chance.random() < 0.4)
    return frame, newest, (day,) if known else ()


def _weekday_wrong(chance: Random, _: Story, day: date) -> Planted:
    """The only date is printed with a weekday that it did not have."""
    lie = day + timedelta(chance.randrange(30, 300))
    return Frame(visible=lie, form="{wrong}, {words}", flat=chance.random() < 0.5), lie, (day,)


def _changed_before(chance: Random, _: Story, day: date) -> Planted:
    """Dated long after its own last change."""
    lie = day + timedelta(chance.randrange(90, 1200))
    return Frame(markup=lie, modified=day + timedelta(1)), lie, (day,)


def _off_dateline(chance: Random, _: Story, day: date) -> Planted:
    """A whole page dated weeks or months after its dateline."""
    lie = day + timedelta(chance.randrange(20, 340))
    return _whole(chance, lie), lie, (day,)


LIES: dict[str, tuple[tuple[str, ...], Planter]] = {
    "markup: shifted years": ((), _markup_year),
    "markup: shifted days": ((), _markup_days),
    "address: shifted years": ((), _address_lie),
    "visible line: shifted years": ((), _visible_lie),
    "all: years late, weekday and day told": (("weekday-date", "weekday-number"), _reprint_year),
    "all: years late, today told": (("today",), _reprint_year),
    "all: years late, dateline": (("dateline-date",), _off_dateline),
    "all: years late, future told": (("future-year",), _reprint_year),
    "all: years late, age or anniversary": (("age",), _reprint_year),
    "all: years late, last or next year told": (("relative-year",), _reprint_year),
    "all: years late, agency's rights line": (("rights",), _reprint_year),
    "all: wrong weekday": (("week",), _reprint_days),
    "all: before what is told as past": (("told-date", "today"), _too_early),
    "after the crawl": ((), _before_crawl),
    "markup: far future": ((), _future_markup),
    "template's date, own elsewhere": ((), _template_today),
    "template's date alone": (("none", "rights"), _template_alone),
    "side column's dates": (("none", "week", "rights"), _side_column),
    "weekday beside the date": (("none",), _weekday_wrong),
    "after its last change": (("none", "week"), _changed_before),
}


# ------------------------------------------------------------------ honest


def _plain(chance: Random, _: Story, day: date) -> Planted:
    return _whole(chance, day), None, (day,)


def _zones(chance: Random, _: Story, day: date) -> Planted:
    """Late in the evening here is the next day in universal time, and the reverse."""
    if chance.random() < 0.5:
        frame = Frame(
            markup=day + timedelta(1),
            clock="T02:30:00Z",
            address=day,
            visible=day,
            form="Published {words} 9:30 p.m. EDT",
        )
    else:
        frame = Frame(markup=day - timedelta(1), clock="T22:10:00Z", visible=day, form="{weekday} {british} 07:10 JST")
    return frame, None, (day, day + timedelta(1), day - timedelta(1))


def _updated(chance: Random, _: Story, day: date) -> Planted:
    later = day + timedelta(chance.choice((1, 3, 30, 700)))
    line = chance.random() < 0.6
    frame = Frame(markup=day, modified=later, meta=chance.random() < 0.5, visible=day, changed=later if line else None)
    return frame, None, (day,)


def _two_forms(chance: Random, _: Story, day: date) -> Planted:
    form = chance.choice(("{weekday}, {british}", "{dots}", "{iso}", "{words}", "Published on {weekday}, {words}"))
    return Frame(markup=day, visible=day, form=form, address=day, meta=True), None, (day,)


def _day_first(_: Random, __: Story, day: date) -> Planted:
    return Frame(markup=day, visible=day, form="{figures}"), None, (day,)


def _month_only(chance: Random, _: Story, day: date) -> Planted:
    frame = Frame(
        month_only=True, visible=day, address=day if chance.random() < 0.5 else None, flat=chance.random() < 0.5
    )
    return frame, None, (day,)


def _with_side_column(chance: Random, _: Story, day: date) -> Planted:
    beside = tuple(day + timedelta(chance.randrange(-400, 900)) for _n in range(3))
    return Frame(markup=day, beside=beside, visible=day if chance.random() < 0.5 else None), None, (day,)


def _with_today(chance: Random, _: Story, day: date) -> Planted:
    crawl = day + timedelta(chance.randrange(0, 1500))
    frame = Frame(today=crawl, fetched=crawl, markup=day, visible=day, form=chance.choice(_FORMS))
    return frame, None, (day,)


def _same_day_crawl(chance: Random, _: Story, day: date) -> Planted:
    return Frame(visible=day, form=chance.choice(_FORMS), fetched=day, flat=chance.random() < 0.5), None, (day,)


def _next_morning(chance: Random, _: Story, day: date) -> Planted:
    """Printed by a second outlet a day or two later, under its own true date."""
    printed = day + timedelta(chance.choice((1, 1, 2)))
    return _whole(chance, printed), None, (printed,)


def _archived(chance: Random, _: Story, day: date) -> Planted:
    crawl = day + timedelta(chance.randrange(400, 3000))
    return _whole(chance, day).shifted(fetched=crawl), None, (day,)


def _footer_years(chance: Random, _: Story, day: date) -> Planted:
    now = day.year + chance.choice((0, 1, 4))
    rights = chance.choice(
        (f"© 1998–{now} Harbour Ledger", f"© {now} Harbour Ledger. All rights reserved.", f"Copyright {now}")
    )
    return _whole(chance, day).shifted(rights=rights), None, (day,)


def _nothing_given(chance: Random, _: Story, __: date) -> Planted:
    return Frame(flat=chance.random() < 0.5), None, ()


def _before_midnight(chance: Random, _: Story, day: date) -> Planted:
    """Crawled a few hours before the date that the page carries: another zone."""
    return _whole(chance, day).shifted(fetched=day - timedelta(1)), None, (day,)


_CLUED = (
    "weekday-date",
    "weekday-number",
    "week",
    "told-date",
    "future-year",
    "age",
    "relative-year",
    "rights",
    "example",
)

HONEST: dict[str, tuple[tuple[str, ...], Planter]] = {
    "honest: every date the same": ((), _plain),
    "honest: texts that tell days": (_CLUED, _plain),
    "honest: two time zones": ((), _zones),
    "honest: updated later": ((), _updated),
    "honest: two formats": ((), _two_forms),
    "honest: day before month": ((), _day_first),
    "honest: a month only": (("none", "week", "rights", "future-year", "age"), _month_only),
    "honest: side column": ((), _with_side_column),
    "honest: today in the site's head": ((), _with_today),
    "honest: crawled the same day": ((), _same_day_crawl),
    "honest: printed the next day": (
        ("none", "week", "told-date", "age", "future-year", "rights", "example"),
        _next_morning,
    ),
    "honest: crawled years later": ((), _archived),
    "honest: years in the footer": ((), _footer_years),
    "honest: crawled before midnight": ((), _before_midnight),
    "honest: ages and anniversaries": (("age", "relative-year"), _plain),
    "honest: datelines": (("dateline-date",), _next_morning),
    "honest: no date at all": (("none", "rights", "age"), _nothing_given),
    "honest: plans with their years": (("future-year", "relative-year"), _archived),
    "honest: weekday-and-day texts": (("weekday-date", "weekday-number", "today"), _with_today),
    "honest: examples": (("example",), _updated),
}
