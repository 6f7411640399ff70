"""The stories that dates are planted on, told for any day of writing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from dateline import Page, Report, pages, read

EXAMPLES = Path(__file__).parents[2] / "examples"
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BLANK = re.compile(r"\{([a-z-]+) (-?\d+)\}")


@dataclass(frozen=True, slots=True)
class Story:
    """A story with blanks for its day; `clue`: what in it speaks of that day; `day`: the only day that fits, if any."""

    name: str
    clue: str
    paragraphs: tuple[str, ...]
    day: date | None = None

    def told(self, day: date) -> tuple[str, ...]:
        """Its paragraphs as written on `day`."""
        return tuple(_BLANK.sub(lambda m: _FILLED[m[1]](day, int(m[2])), text) for text in self.paragraphs)


@cache
def stories() -> tuple[Story, ...]:
    """The stories of the table, then the dated example pages, whose texts tell their weekdays."""
    rows = files(__package__).joinpath("stories.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return (*(Story(name, clue, tuple(text.split(" | "))) for name, clue, text in cells), *_examples())


def _examples() -> tuple[Story, ...]:
    out = []
    for page in pages(EXAMPLES):
        report = read(page) if isinstance(page, Page) else page
        if isinstance(report, Report) and report.published.value and len(report.published.value) == 10:
            text = tuple(part.span.cut(report.text) for part in report.parts if part.kind == "paragraph")
            name = Path(page.origin).name
            out.append(Story(name, "example", text, date.fromisoformat(report.published.value)))
    return tuple(out)


def in_words(day: date) -> str:
    """ "September 15, 2023"."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def years_on(day: date, years: int) -> date:
    """The same day of another year; 28 February for 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _months_on(day: date, months: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return f"{MONTHS[month]} {year}"


def _nth(number: int) -> str:
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_FILLED: dict[str, Callable[[date, int], str]] = {
    "weekday": lambda day, n: WEEKDAYS[(day + timedelta(n)).weekday()],
    "number": lambda day, n: str((day + timedelta(n)).day),
    "date": lambda day, n: f"{MONTHS[(day + timedelta(n)).month - 1]} {(day + timedelta(n)).day}",
    "full": lambda day, n: in_words(day + timedelta(n)),
    "year": lambda day, n: str(day.year + n),
    "month-year": _months_on,
    "age": lambda day, n: str(day.year - n),
    "nth": lambda day, n: _nth(day.year - n),
}
