"""Which sequences of words are a time expression: patterns over the kinds of words, in capitals as in the table.

A pattern is a regular expression whose letters are whole words: `MONTH DOT? NUMBER` is "Sept. 30". The longest match
at a place wins; of equally long ones the first in the list. Each names the rule that reads it (see `RULES`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.coding.times.time_words import CalendarWord

MACROS = {
    "month": "(?P<m>MONTH|MONTHABBR DOT?)",
    "fullmonth": "(?P<m>MONTH|MONTHABBR DOT)",
    "weekday": "(?P<w>WEEKDAY|WEEKDAYABBR DOT?)",
    "fullweekday": "(?P<w>WEEKDAY|WEEKDAYABBR DOT)",
    "monthday": "(?P<d>NUMBER|ORDINAL)",
    "year": "(?P<y>YEAR|SHORTYEAR)",
    "relation": "(?P<r>THIS|LAST|NEXT|SAME|THAT)",
    "count": "(?P<n>NUMBER|YEAR|FEW|SOME|INDEF)",
    "unit": "(?P<u>UNIT|UNITS|CENTURY|QUARTER|WEEKEND)",
    "phase": "(?:THE? (?P<p>PHASE) DASH? )?",
    "day": "(?:ON? {fullweekday} COMMA? ON? {month} {monthday}(?: COMMA? {year})?"
    "|ON? {month} {monthday}(?: COMMA? {year})?"
    "|ON? {relation}? {fullweekday}|(?P<t>TODAY))",
    "season": "(?P<s>SEASON|LAXSEASON)",
}

PATTERNS = (
    ("iso", "ISO"),
    ("slash", "SLASH"),
    (
        "month_day",
        "(?:{relation}? {weekday} COMMA? )?{month} {monthday}(?: COMMA? OF? {year}| OF? (?P<q>THIS|LAST|NEXT) UNIT)?",
    ),
    (
        "month_day",
        "(?:{relation}? {weekday} COMMA? )?THE? {monthday} OF? {month}"
        "(?: COMMA? {year}| OF? (?P<q>THIS|LAST|NEXT) UNIT)?",
    ),
    (
        "day_range",
        "{month} {monthday} (?P<b>DASH|TO|AND) (?P<e>NUMBER|ORDINAL)(?: COMMA? {year})?",
    ),
    ("day_range", "{monthday} (?P<b>DASH|TO|AND) (?P<e>NUMBER|ORDINAL) OF? {month}(?: COMMA? {year})?"),
    ("dated", "DATED"),
    ("weekday_ago", "(?P<x>APPROX)? {count} {unit} AGO ON? {fullweekday}"),
    ("weekday_ago", "{fullweekday} (?P<x>APPROX)? {count} {unit} AGO"),
    ("weekday_ago", "(?P<r>LAST|NEXT) (?P<u>UNIT) ON {fullweekday}"),
    (
        "nth_day",
        "THE? (?P<o>ORDINAL|LAST|ADJ) (?P<k>WEEKDAY|UNIT) (?:OF|IN) (?:THE? (?P<r>THIS|LAST|NEXT)? (?P<u>UNIT)"
        "|{month}(?: COMMA? OF? {year}| OF? (?P<q>THIS|LAST|NEXT) UNIT)?)",
    ),
    ("weekday_day", "{relation}? {fullweekday} (?:THE (?P<d>ORDINAL)|OPEN (?P<e>NUMBER|ORDINAL) CLOSE|(?P<f>ORDINAL))"),
    ("month_year", "{phase}{month} COMMA? OF? {year}"),
    ("month_year", "{phase}{fullmonth} OF? (?P<q>THIS|LAST|NEXT) UNIT"),
    ("month", "{phase}(?:{relation} )?{fullmonth}"),
    ("fiscal_year", "THE? FISCAL {year}"),
    ("year", "{phase}(?:THE? UNIT )?{year}"),
    ("decade", "THE? (?:(?P<p>PHASE) DASH? )?(?:(?P<l>LAST) HALF OF )?THE? (?P<c>DECADE)"),
    ("century", "THE? (?:(?P<p>PHASE) DASH? )?THE? (?P<o>ORDINAL) DASH? CENTURY(?P<b> ERA)?"),
    (
        "quarter",
        "{phase}THE? (?P<a>ADJ)? (?:FISCAL DASH? )?(?P<o>ORDINAL|LAST|ADJ) DASH? (?P<k>QUARTER|HALF)"
        "(?: OF? COMMA? FISCAL? {year}| OF? (?P<q>THIS|LAST|NEXT) FISCAL? UNIT?)?",
    ),
    ("quarter", "THE? {year} (?:FISCAL DASH? )?(?P<o>ORDINAL) DASH? (?P<k>QUARTER|HALF)"),
    ("quarter", "(?P<q>THIS|LAST|NEXT) UNIT POSS FISCAL? (?P<o>ORDINAL) DASH? (?P<k>QUARTER|HALF)"),
    ("quarter", "(?P<k>QLETTER) (?P<o>NUMBER)(?: COMMA? OF? {year})?"),
    ("quarter", "THE? (?P<b>YEARAGO) (?P<o>ORDINAL) DASH? (?P<k>QUARTER|HALF)"),
    (
        "this_quarter",
        "{phase}(?P<a>THE ADJ?|THIS|LAST|NEXT|THAT|THE LAST|THE NEXT|THE SAME) FISCAL? (?P<k>QUARTER|PERIOD)",
    ),
    ("year_quarter", "THE? {year} (?P<k>QUARTER|PERIOD|HALF)"),
    ("year_ago", "THE? ADJ? YEARAGO (?P<k>QUARTER|PERIOD)?"),
    ("year_ago", "THE? ADJ? (?P<k>QUARTER|PERIOD) (?:INDEF UNIT AGO|LAST UNIT)"),
    ("year_ago", "LAST UNIT POSS (?P<k>QUARTER|PERIOD)"),
    ("relative", "{phase}THE? {relation} (?P<a>ADJ|FISCAL)? {unit}"),
    ("relative", "{phase}THE (?P<a>ADJ|FISCAL)? {unit}"),
    ("same_ago", "THE SAME {unit} (?:INDEF UNIT AGO|OF? LAST UNIT)"),
    ("fiscal_unit", "THE? (?P<a>ADJ|LAST|NEXT|THIS)? FISCAL"),
    ("weekend", "{phase}(?P<r>THIS|LAST|NEXT|THE|THE SAME|THE LAST|THE NEXT|THAT) WEEKEND"),
    ("weekday", "{phase}(?:THE? {relation} )?{fullweekday}(?: OF? (?P<q>THIS|LAST|NEXT) UNIT)?"),
    ("today", "{phase}(?P<t>TODAY)"),
    ("tonight", "(?P<p>PHASE)? (?P<t>TONIGHT)"),
    ("day_part", "{phase}(?P<a>THIS|LAST|THE|THAT|NEXT|SAME)? (?P<b>PHASE)? DASH? (?P<h>PART)(?: (?:OF )?{day})?"),
    ("day_part", "{phase}{day} (?P<h>PART)"),
    (
        "clock",
        "(?P<c>CLOCK|NUMBER|YEAR) (?P<a>AMPM)? (?P<o>OCLOCK)?(?: (?P<z>ZONE)| OPEN (?P<z>ZONE) CLOSE)?"
        "(?: COMMA? {day})?",
    ),
    ("clock", "{day} AT (?P<c>CLOCK|NUMBER) (?P<a>AMPM)? (?P<o>OCLOCK)? (?P<z>ZONE)?"),
    ("season", "{phase}(?P<r>THIS|LAST|NEXT|THE|THAT|THE LAST|THE NEXT) {season}(?: (?:OF )?{year})?"),
    ("season", "{phase}{season} (?:OF )?{year}"),
    ("season", "{phase}(?P<s>SEASON)|(?P<p>PHASE) {season}"),
    ("season", "(?P<i>IN) {season}"),
    ("holiday", "(?P<r>THIS|LAST|NEXT)? (?P<h>HOLIDAY)(?: COMMA? {year})?"),
    ("ago", "(?P<x>APPROX)? {count} (?:TO NUMBER )?DASH? {unit}(?: SO| TO NUMBER)? AGO"),
    ("ago", "(?P<x>APPROX)? (?P<u>UNITS) AGO"),
    ("later", "(?P<x>APPROX)? {count} {unit} (?P<l>PHASE|EARLIER|LATER)"),
    (
        "span",
        "APPROX? (?:THE|THIS|EACH OF THE)? (?P<l>LAST|NEXT|ORDINAL|ADJ|YEARAGO) (?P<n>NUMBER|FEW|SOME)"
        "(?: TO NUMBER)? {unit}",
    ),
    ("span", "THE (?P<n>NUMBER|FEW|SOME) {unit}"),
    ("length", "(?P<x>APPROX)? {count} (?P<a>ADJ)? DASH? {unit} AND (?P<f>FEW)"),
    ("length", "(?P<x>APPROX)? {count} AND (?P<f>FEW) {unit}"),
    ("length", "(?P<x>APPROX)? {count} (?P<a>ADJ)? DASH? {unit}(?: SO| TO NUMBER)?(?P<g> DASH? OLD)?"),
    ("range", "(?P<x>APPROX)? {count} (?:TO|DASH) (?P<e>NUMBER) DASH? {unit}"),
    ("recent", "(?P<r>REF) (?P<u>UNITS|QUARTERS)"),
    ("bare", "(?P<x>APPROX)? (?P<u>UNITS)"),
    (
        "every",
        "(?P<e>EACH) (?P<o>ORDINAL|NUMBER|FEW)? (?P<k>UNIT|UNITS|WEEKDAY|MONTH|QUARTER|SEASON|LAXSEASON|PART|WEEKEND)",
    ),
    ("weekdays", "(?P<w>WEEKDAYS)(?: (?P<h>PART|PARTS))?|(?P<v>WEEKDAY) (?P<g>PARTS)"),
    ("adverb_set", "ADVSET"),
    ("reference", "REF"),
    ("the_past", "THE (?P<r>LAST)|(?P<a>ADJ)"),
    ("endpoint", "APPROX? (?P<e>ENDPOINT)(?: {year})?"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Words that match a pattern: the rule that reads them, word numbers [first, last), and the named parts."""

    rule: str
    first: int
    last: int
    parts: dict[str, tuple[CalendarWord, ...]]

    def part(self, name: str) -> CalendarWord | None:
        """The first word of a named part, None where it is absent."""
        words = self.parts.get(name)
        return words[0] if words else None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled patterns, and the letter that stands for each kind of word."""

    letters: dict[str, str]
    rules: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def grammar() -> Grammar:
    """The patterns, compiled once."""
    letters: dict[str, str] = {}

    def letter(match: re.Match[str]) -> str:
        return letters.setdefault(match.group(), chr(0xE000 + len(letters)))

    rules = []
    for name, pattern in PATTERNS:
        while "{" in pattern:
            pattern = re.sub(r"\{(\w+)\}", lambda m: MACROS[m.group(1)], pattern)
        pattern = _one_name_each(re.sub(r"\b[A-Z][A-Z]+\b", letter, pattern).replace(" ", ""))
        rules.append((name, re.compile(pattern)))
    return Grammar(letters, tuple(rules))


def _one_name_each(pattern: str) -> str:
    """Python allows a group name once: later ones get a number, which `Found` drops again."""
    seen: dict[str, int] = {}

    def rename(match: re.Match[str]) -> str:
        name = match.group(1)
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}{seen[name]}>"

    return re.sub(r"\(\?P<(\w)>", rename, pattern)


@lru_cache(maxsize=1 << 16)
def _matches(window: str) -> tuple[tuple[str, int, tuple[tuple[str, int, int], ...]], ...]:
    """What matches at the beginning of a run of kinds, longest first: rule, length, named parts. Cached: runs recur."""
    found = []
    for order, (name, pattern) in enumerate(grammar().rules):
        match = pattern.match(window)
        if match is not None and match.end():
            parts = tuple((key[0], *match.span(key)) for key, value in match.groupdict().items() if value is not None)
            found.append((-match.end(), order, name, parts))
    return tuple((name, -minus, parts) for minus, _, name, parts in sorted(found))


def candidates(words: list[CalendarWord], kinds: str, at: int) -> Iterator[Found]:
    """The matches that begin at word `at`, longest first."""
    end = kinds.find(" ", at)
    for name, size, parts in _matches(kinds[at : end if end >= 0 else len(kinds)]):
        named = {key: tuple(words[at + first : at + last]) for key, first, last in parts}
        yield Found(name, at, at + size, named)


def kinds_of(words: list[CalendarWord]) -> str:
    """One letter a word, for the patterns; words of no kind are a space."""
    letters = grammar().letters
    return "".join([letters.get(word.kind, " ") for word in words])
