"""Cuts text into words and says which of them are words of time, by the table `lexicon/times.tsv`."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from dateline.tables import shipped

# Plain words come first, being most of a text: what they may be taken for is looked ahead for.
SHAPES = re.compile(
    r"(?P<WORD>(?!o['’]clock|[ap]\.m)[^\W\d_]+)"
    r"|(?P<ISO>(?<![\d-])\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?(?![\d-]))"
    r"|(?P<SLASH>(?<![\d/])\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/]))"
    r"|(?P<DECADE>\b\d{3}0['’]?s\b|['’`]?\b\d0s\b)"
    r"|(?P<CLOCK>(?<![\d:])\d{1,2}[:.]\d{2}(?=\s?[ap]\.?m\b)|(?<![\d:.])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<NTH>\b\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<FRACTION>(?<![\d/])\d+ \d/\d(?![\d/]))"
    r"|(?P<NUMBER>\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"|(?P<POSS>['’]s\b|(?<=s)['’](?=\s))"
    r"|(?P<SHORTYEAR>['’`]\d\d\b(?!s))"
    r"|(?P<NOON>[ap]\.m\.?)"
    r"|(?P<OCLOCK>o['’]clock|[^\W\d_]+)"
    r"|(?P<BREAK>\n+)"
    r"|(?P<MARK>[^\s\w]|_)",
    re.IGNORECASE,
)
LONGEST = 15
"""A figure of more characters counts no days."""
_ENDS = ",."
"""Marks that most often end a run of letters."""
MARKS = {
    ",": "COMMA",
    ".": "DOT",
    "-": "DASH",
    "–": "DASH",
    "(": "OPEN",
    ")": "CLOSE",
    "$": "MONEY",
    "%": "COUNTED",
} | dict.fromkeys("£€¥#", "MONEY")


class CalendarWord(NamedTuple):
    """One word or figure: where it stands, its kind (OTHER: not a word of time), value and the lower-case words."""

    start: int
    end: int
    kind: str
    value: str
    low: str
    number: float = 0.0


# `CalendarWord(...)` without a call of Python's own: a page has a thousand of them. All six values must be given.
_word: Callable[[tuple[int, int, str, str, str, float]], CalendarWord] = partial(tuple.__new__, CalendarWord)


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A row of the table: what a word of it becomes. `capital`: only where it is written with one."""

    kind: str
    value: str
    number: float
    capital: bool

    @classmethod
    def of(cls, kind: str, value: str, flags: Container[str]) -> CalendarEntry:
        """From the cells of a row."""
        capital = "cap" in flags
        if "short" in flags:
            kind += "ABBR"
        if "lax" in flags and kind in {"SEASON", "UNIT", "PART", "REF", "FEW", "FISCAL"}:
            kind = {"SEASON": "LAXSEASON", "FEW": "SOME", "UNIT": "SECOND"}.get(kind, "OTHER")
        if kind in {"NUM", "ORD"}:
            return cls("NUMBER" if kind == "NUM" else "ORDINAL", value, float(value), capital)
        return cls("DECADE", f"{value}0s", 0.0, capital) if kind == "TEN" else cls(kind, value, 0.0, capital)


@dataclass(frozen=True, slots=True)
class Tables:
    """The table as two look-ups: single words, and sequences of words by their first two (longest first).

    `known`: the words that stand alone or open a sequence.
    """

    single: dict[str, CalendarEntry]
    several: dict[tuple[str, ...], tuple[tuple[tuple[str, ...], CalendarEntry], ...]]
    known: frozenset[str]


@cache
def tables() -> Tables:
    """The words of time, loaded once. Raises FileNotFoundError if the package is incomplete."""
    single: dict[str, CalendarEntry] = {}
    several: dict[tuple[str, ...], list[tuple[tuple[str, ...], CalendarEntry]]] = {}
    columns = ("kind", "word", "value", "flags")
    for kind, word, value, flags in shipped("dateline.coding", "lexicon/times.tsv", columns, optional=2):
        entry = CalendarEntry.of(kind, value, flags.split())
        parts = tuple(word.split())
        if len(parts) == 1:
            single[word] = entry
        else:
            several.setdefault(parts[:2], []).append((parts, entry))
    ordered = {start: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for start, rows in several.items()}
    return Tables(single, ordered, frozenset(single) | {start[0] for start in ordered})


def _word_of_shape(match: re.Match[str]) -> CalendarWord:
    kind, text = match.lastgroup or "OTHER", match.group()
    kind = "WORD" if kind == "OCLOCK" else kind
    low = text.lower()
    if kind in {"NUMBER", "FRACTION"} and len(text) > LONGEST:
        return CalendarWord(*match.span(), "OTHER", text, low)
    if kind == "NUMBER":
        value = float(text.replace(",", ""))
        if len(text) == 4 and text.isdigit() and 1400 <= value < 2100:
            kind = "YEAR"
        return CalendarWord(*match.span(), kind, text, low, value)
    if kind == "FRACTION":
        whole, part = text.split(" ")
        above, below = part.split("/")
        number = float(whole) + (float(above) / float(below) if float(below) else 0.0)
        return CalendarWord(*match.span(), "NUMBER", text, low, number)
    if kind == "NTH":
        return CalendarWord(*match.span(), "ORDINAL", text[:-2], low, float(text[:-2]))
    if kind == "NOON":
        return CalendarWord(*match.span(), "AMPM", "12" if low[0] == "p" else "0", low)
    return CalendarWord(*match.span(), kind, text, low)


def _mark_known(word: CalendarWord, entry: CalendarEntry, text: str) -> CalendarWord:
    """The word with the kind of its row, unless the row asks for a capital that it lacks."""
    start, end, _, _, low, _ = word
    if entry.capital and not text[start].isupper():
        return _word((start, end, "OTHER", "", low, 0.0))
    return _word((start, end, entry.kind, entry.value, low, entry.number))


def _phrase(lows: tuple[str, ...], at: int, table: Tables) -> tuple[int, CalendarEntry] | None:
    for parts, entry in table.several.get(lows[at : at + 2], ()):
        if lows[at : at + len(parts)] == parts:
            return len(parts), entry
    return None


def cut_words(text: str) -> list[CalendarWord]:
    """Every word, figure and mark of `text` in order, phrases of the table and spelled-out numbers as one word."""
    return _join_numbers(_look_up_words(text, *_shapes(text)))


def _shapes(text: str) -> tuple[list[CalendarWord], list[int]]:
    """The words of `text` by their shape alone, and the numbers of those that the table may know or that are figures
    or marks of time: few.

    No shape but a fraction ("2 1/2") holds a blank, and most of what blanks part is a plain word, perhaps with a comma
    or full stop: the patterns are for the rest.
    """
    known = tables().known
    raw: list[CalendarWord] = []
    telling: list[int] = []
    at = done = 0
    for run in text.split(" "):
        end = at + len(run)
        plain = run if run.isalpha() else run[:-1] if run[-1:] in _ENDS and run[:-1].isalpha() else ""
        if plain:
            low, stop = plain.lower(), at + len(plain)
            if low in known:
                telling.append(len(raw))
                raw.append(_word((at, stop, "WORD", plain, low, 0.0)))
            else:
                raw.append(_word((at, stop, "OTHER", "", low, 0.0)))
            if stop < end:
                mark = run[-1]
                telling.append(len(raw))
                raw.append(_word((stop, end, MARKS[mark], mark, mark, 0.0)))
        else:
            done = _scan_words(text, max(at, done), end, raw, telling)
        at = end + 1
    return raw, telling


def _scan_words(text: str, at: int, end: int, raw: list[CalendarWord], telling: list[int]) -> int:
    """Puts the words that begin in [at, end) behind those of `raw`; where the last one ends."""
    known = tables().known
    while at < end:
        match = SHAPES.search(text, at)
        if match is None or match.start() >= end:
            break
        at = match.end()
        low = match[0].lower()
        group = match.lastgroup
        if group == "WORD":
            word = CalendarWord(match.start(), at, *(("WORD", match[0]) if low in known else ("OTHER", "")), low)
        elif group == "MARK":
            word = CalendarWord(match.start(), at, MARKS.get(low, "OTHER"), match[0], low)
        else:
            word = _word_of_shape(match)
        if word.kind != "OTHER" or low in known:
            telling.append(len(raw))
        raw.append(word)
    return at


def _look_up_words(text: str, raw: list[CalendarWord], telling: list[int]) -> list[CalendarWord]:
    """The words with the kinds that the table gives; its phrases become one word. `telling`: which to look up."""
    table = tables()
    single = table.single
    lows = tuple([word.low for word in raw])
    out: list[CalendarWord] = []
    done = 0
    for at in telling:
        if at < done:  # within a phrase
            continue
        out += raw[done:at]
        word = raw[at]
        done = at + 1
        found = _phrase(lows, at, table)
        if found is not None:
            size, entry = found
            whole = CalendarWord(
                word.start, raw[at + size - 1].end, "OTHER", "", " ".join(w.low for w in raw[at : at + size])
            )
            known = _mark_known(whole, entry, text)
            if known.kind != "OTHER":
                out.append(known)
                done = at + size
                continue
        kind = word.kind
        row = single.get(word.low) if kind == "WORD" or kind == "MARK" or kind == "OTHER" else None
        if row is not None:
            out.append(_mark_known(word, row, text))
        elif kind == "WORD":
            out.append(_word((word.start, word.end, "OTHER", "", word.low, 0.0)))
        else:
            out.append(word)
    return out + raw[done:]


def _join_numbers(words: list[CalendarWord]) -> list[CalendarWord]:
    """Joins spelled-out numbers: "twenty-four", "two thousand", "nineteen ninety-six" (a year)."""
    single = tables().single
    out: list[CalendarWord] = []
    done = 0
    for at in [i for i, word in enumerate(words) if word.kind == "INDEF" or word.kind == "NUMBER"]:
        if at < done:  # within a number
            continue
        out += words[done:at]
        if words[at].kind != "NUMBER" or words[at].low not in single:
            done = _hundred(words, at, out)
            continue
        end, run = at, []
        while end < len(words) and (_is_spelled(words[end]) or _joins(words, end)):
            if _is_spelled(words[end]):
                run.append(words[end])
            end += 1
        ordinal = words[end] if end < len(words) and words[end].kind == "ORDINAL" else None
        if ordinal is None and end + 1 < len(words) and words[end].kind == "DASH" and words[end + 1].kind == "ORDINAL":
            ordinal = words[end + 1]
        if ordinal is not None and run[-1].number >= 20 and ordinal.number < 10 and ordinal.low.isalpha():
            total = sum(w.number for w in run) + ordinal.number
            out.append(CalendarWord(run[0].start, ordinal.end, "ORDINAL", f"{total:g}", "", total))
            done = words.index(ordinal, end) + 1
            continue
        out.append(_number(run))
        done = end
    return out + words[done:]


def _hundred(words: list[CalendarWord], at: int, out: list[CalendarWord]) -> int:
    """ "a hundred" is a number too."""
    if words[at].kind == "INDEF" and at + 1 < len(words) and words[at + 1].low in {"hundred", "thousand"}:
        out.append(CalendarWord(words[at].start, words[at + 1].end, "NUMBER", "", "", words[at + 1].number))
        return at + 2
    out.append(words[at])
    return at + 1


def _is_spelled(word: CalendarWord) -> bool:
    return word.kind == "NUMBER" and word.low.isalpha()


def _joins(words: list[CalendarWord], at: int) -> bool:
    """A hyphen or "and" between two spelled-out numbers belongs to them ("forty-two", "hundred and ten")."""
    if not 0 < at < len(words) - 1 or not _is_spelled(words[at + 1]) or not _is_spelled(words[at - 1]):
        return False
    if words[at].kind == "DASH":
        return words[at - 1].number >= 20 and words[at - 1].number < 100
    return words[at].low == "and" and words[at - 1].number >= 100


def _number(run: list[CalendarWord]) -> CalendarWord:
    start, end = run[0].start, run[-1].end
    values = [w.number for w in run]
    if len(values) >= 2 and values[0] in {18.0, 19.0, 20.0} and 10 <= values[1] <= 90 and max(values) < 100:
        year = values[0] * 100 + sum(values[1:])
        return CalendarWord(start, end, "YEAR", f"{year:04.0f}", "", year)
    total = part = 0.0
    for value in values:
        if value == 1000:
            total, part = total + max(1.0, part) * 1000, 0.0
        elif value == 100:
            part = max(1.0, part) * 100
        else:
            part += value
    total += part
    if len(values) > 1 and 1400 <= total < 2100 and values[0] in {1.0, 2.0}:
        return CalendarWord(start, end, "YEAR", f"{total:04.0f}", "", total)
    return CalendarWord(start, end, "NUMBER", f"{total:g}", run[0].low if len(run) == 1 else "", total)
