"""Cuts text into words and says which of them are words of time, by the table `lexicon/times.tsv`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

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


class Word(NamedTuple):
    """One word or figure: where it stands, its kind (OTHER: not a word of time), value and the lower-case words."""

    start: int
    end: int
    kind: str
    value: str
    low: str
    number: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table."""

    kind: str
    value: str
    flags: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tables:
    """The table as two look-ups: single words, and sequences of words by their first one (longest first)."""

    single: dict[str, Entry]
    several: dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]


@cache
def tables() -> Tables:
    """The words of time, loaded once. Raises FileNotFoundError if the package is incomplete."""
    single: dict[str, Entry] = {}
    several: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    source = files("dateline.coding").joinpath("lexicon/times.tsv").read_text("utf-8")
    for line in source.splitlines():
        if not line or line.startswith("#"):
            continue
        kind, word, value, flags = (*line.split("\t"), "", "")[:4]
        entry = Entry(kind, value, frozenset(flags.split()))
        parts = tuple(word.split())
        if len(parts) == 1:
            single[word] = entry
        else:
            several.setdefault(parts[0], []).append((parts, entry))
    ordered = {first: tuple(sorted(rows, key=lambda r: (-len(r[0]), r[0]))) for first, rows in several.items()}
    return Tables(single, ordered)


def _shape(match: re.Match[str]) -> Word:
    kind, text = match.lastgroup or "OTHER", match.group()
    kind = "WORD" if kind == "OCLOCK" else kind
    low = text.lower()
    if kind in {"NUMBER", "FRACTION"} and len(text) > LONGEST:
        return Word(*match.span(), "OTHER", text, low)
    if kind == "NUMBER":
        value = float(text.replace(",", ""))
        if len(text) == 4 and text.isdigit() and 1400 <= value < 2100:
            kind = "YEAR"
        return Word(*match.span(), kind, text, low, value)
    if kind == "FRACTION":
        whole, part = text.split(" ")
        above, below = part.split("/")
        number = float(whole) + (float(above) / float(below) if float(below) else 0.0)
        return Word(*match.span(), "NUMBER", text, low, number)
    if kind == "NTH":
        return Word(*match.span(), "ORDINAL", text[:-2], low, float(text[:-2]))
    if kind == "NOON":
        return Word(*match.span(), "AMPM", "12" if low[0] == "p" else "0", low)
    return Word(*match.span(), kind, text, low)


def _known(word: Word, entry: Entry, text: str) -> Word:
    """The word with the kind of its row, unless the row asks for a capital that it lacks."""
    if "cap" in entry.flags and not text[word.start].isupper():
        return Word(word.start, word.end, "OTHER", "", word.low)
    kind, value = entry.kind, entry.value
    if "short" in entry.flags:
        kind += "ABBR"
    if "lax" in entry.flags and kind in {"SEASON", "UNIT", "PART", "REF", "FEW", "FISCAL"}:
        kind = {"SEASON": "LAXSEASON", "FEW": "SOME", "UNIT": "SECOND"}.get(kind, "OTHER")
    if kind == "NUM":
        return Word(word.start, word.end, "NUMBER", value, word.low, float(value))
    if kind == "ORD":
        return Word(word.start, word.end, "ORDINAL", value, word.low, float(value))
    if kind == "TEN":
        return Word(word.start, word.end, "DECADE", f"{value}0s", word.low)
    return Word(word.start, word.end, kind, value, word.low)


def _phrase(lows: tuple[str, ...], at: int, table: Tables) -> tuple[int, Entry] | None:
    for parts, entry in table.several.get(lows[at], ()):
        if lows[at : at + len(parts)] == parts:
            return len(parts), entry
    return None


def cut(text: str) -> list[Word]:
    """Every word, figure and mark of `text` in order, phrases of the table and spelled-out numbers as one word."""
    return _spelled(_looked_up(text, *_shapes(text)))


def _shapes(text: str) -> tuple[list[Word], list[int]]:
    """The words of `text` by their shape alone, and the numbers of those that the table may know or that are figures
    or marks of time: few."""
    table = tables()
    single, several = table.single, table.several
    raw: list[Word] = []
    telling: list[int] = []
    for match in SHAPES.finditer(text):
        low = match[0].lower()
        group = match.lastgroup
        start, end = match.span()
        if group == "WORD":
            if low not in single and low not in several:
                raw.append(Word(start, end, "OTHER", "", low))
                continue
            word = Word(start, end, "WORD", match[0], low)
        elif group == "MARK":
            word = Word(start, end, MARKS.get(low, "OTHER"), match[0], low)
        else:
            word = _shape(match)
        if word.kind != "OTHER" or low in single or low in several:
            telling.append(len(raw))
        raw.append(word)
    return raw, telling


def _looked_up(text: str, raw: list[Word], telling: list[int]) -> list[Word]:
    """The words with the kinds that the table gives; its phrases become one word. `telling`: which to look up."""
    table = tables()
    single, several = table.single, table.several
    lows = tuple([word.low for word in raw])
    out: list[Word] = []
    done = 0
    for at in telling:
        if at < done:  # within a phrase
            continue
        out += raw[done:at]
        word = raw[at]
        done = at + 1
        found = _phrase(lows, at, table) if lows[at] in several else None
        if found is not None:
            size, entry = found
            whole = Word(word.start, raw[at + size - 1].end, "OTHER", "", " ".join(w.low for w in raw[at : at + size]))
            known = _known(whole, entry, text)
            if known.kind != "OTHER":
                out.append(known)
                done = at + size
                continue
        row = single.get(word.low) if word.kind in {"WORD", "MARK", "OTHER"} else None
        if row is not None:
            out.append(_known(word, row, text))
        elif word.kind == "WORD":
            out.append(Word(word.start, word.end, "OTHER", "", word.low))
        else:
            out.append(word)
    return out + raw[done:]


def _spelled(words: list[Word]) -> list[Word]:
    """Joins spelled-out numbers: "twenty-four", "two thousand", "nineteen ninety-six" (a year)."""
    single = tables().single
    out: list[Word] = []
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
            out.append(Word(run[0].start, ordinal.end, "ORDINAL", f"{total:g}", "", total))
            done = words.index(ordinal, end) + 1
            continue
        out.append(_number(run))
        done = end
    return out + words[done:]


def _hundred(words: list[Word], at: int, out: list[Word]) -> int:
    """ "a hundred" is a number too."""
    if words[at].kind == "INDEF" and at + 1 < len(words) and words[at + 1].low in {"hundred", "thousand"}:
        out.append(Word(words[at].start, words[at + 1].end, "NUMBER", "", "", words[at + 1].number))
        return at + 2
    out.append(words[at])
    return at + 1


def _is_spelled(word: Word) -> bool:
    return word.kind == "NUMBER" and word.low.isalpha()


def _joins(words: list[Word], at: int) -> bool:
    """A hyphen or "and" between two spelled-out numbers belongs to them ("forty-two", "hundred and ten")."""
    if not 0 < at < len(words) - 1 or not _is_spelled(words[at + 1]) or not _is_spelled(words[at - 1]):
        return False
    if words[at].kind == "DASH":
        return words[at - 1].number >= 20 and words[at - 1].number < 100
    return words[at].low == "and" and words[at - 1].number >= 100


def _number(run: list[Word]) -> Word:
    start, end = run[0].start, run[-1].end
    values = [w.number for w in run]
    if len(values) >= 2 and values[0] in {18.0, 19.0, 20.0} and 10 <= values[1] <= 90 and max(values) < 100:
        year = values[0] * 100 + sum(values[1:])
        return Word(start, end, "YEAR", f"{year:04.0f}", "", year)
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
        return Word(start, end, "YEAR", f"{total:04.0f}", "", total)
    return Word(start, end, "NUMBER", f"{total:g}", run[0].low if len(run) == 1 else "", total)
