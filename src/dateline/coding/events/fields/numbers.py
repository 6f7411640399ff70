"""Numbers of people as news writes them: "half a dozen", "tens of thousands", "no more than 10", "1.5 million".

Reads tokens from left to right: words that bound a number, the number, and what multiplies it. An age, a length or a
share of others ("19-year-old", "12 years", "half of the 40") is no number of people.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from dateline.coding.events.ontology.entries import NumberWords
from dateline.language.annotated import AnnotatedText
from dateline.language.word_lists import table as word_list
from dateline.model import Span

_DIGITS = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?([a-z]+)?")
_RANGE = re.compile(r"(\d+)[-–](\d+)")
_TO = frozenset(("to", "-", "–", "or"))
_HYPHENS = frozenset(("-", "–"))
_FILLERS = frozenset(("a", "an", "the", "another", "further", "additional", "estimated", "total", "of"))
_AGED = frozenset(("aged", "age", "ages"))  # and not "the aged"
_ARTICLES = frozenset(("a", "an"))
_UNIT_WORDS = frozenset(("NOUN", "PROPN", "SYM"))
_UNITS_OF = ("measures", "calendar")  # lists of what else is counted: metres, years
_LONGEST = 4  # words of a phrase in the table: "no_more_than"
_TENS, _UNITS = 20, 10
_MOST = 10**10


@dataclass(frozen=True, slots=True)
class NumberRead:
    """Bounds of a number, None where there is no upper one; its tokens [first, after), without the words that bound it;
    `factor`: what the words behind it multiplied it by."""

    low: Fraction
    high: Fraction | None
    first: int
    after: int
    factor: int = 1
    exact: bool = True
    digits: bool = False


def number_in(doc: AnnotatedText, start: int, end: int, words: NumberWords) -> tuple[int, int | None, Span] | None:
    """The first number of people among tokens [start, end): (low, high, span); high is None without an upper bound.

    "Two dozen" is 24, "tens of thousands" 20,000 or more, "no more than 10" 0 to 10, "20 to 30" both.
    """
    at = start
    while at < end:
        found = _read_bounded(doc, at, end, words)
        if found is not None and _counts(doc, found):
            return _whole(doc, at, found)
        if found is None and _is_share(doc, at, words):
            return None
        at = found.after if found is not None else at + 1
    return None


def opening(doc: AnnotatedText, start: int, words: NumberWords) -> int:
    """Where a phrase begins with the words that bound its number, where a parse leaves them outside: "as many as"."""
    first = doc[start].sent.start
    size = _LONGEST
    while size:
        if start - size >= first and _phrase(doc, start - size, start) in words.bounds:
            start, size = start - size, _LONGEST
        else:
            size -= 1
    return start


def _whole(doc: AnnotatedText, at: int, found: NumberRead) -> tuple[int, int | None, Span] | None:
    if found.low.denominator != 1 or found.low >= _MOST:
        return None
    last = doc[found.after - 1]
    high = int(found.high) if found.high is not None else None
    return int(found.low), high, Span(doc[at].idx, last.idx + len(last))


def _counts(doc: AnnotatedText, found: NumberRead) -> bool:
    """Whether it counts people, and is no age, length or share."""
    before = doc[found.first - 1] if found.first else None
    if before is not None and (before.lower_ in _AGED or before.tag_ == "$" or before.text == "#"):
        return False
    if found.after >= len(doc):
        return True
    behind, last = doc[found.after], doc[found.after - 1]
    if behind.text in _HYPHENS and not behind.whitespace_ and not last.whitespace_:
        return found.after + 1 < len(doc) and doc[found.after + 1].lower_ == "strong"
    if behind.pos_ == "ADJ" and found.after + 1 < len(doc):
        behind = doc[found.after + 1]  # "20 square kilometres"
    if behind.pos_ not in _UNIT_WORDS:
        return True
    return behind.text != "%" and not any(behind.lemma_.lower() in word_list(name) for name in _UNITS_OF)


def _is_share(doc: AnnotatedText, at: int, words: NumberWords) -> bool:
    """ "Half of the 40", "some of the 40": how many it was stands nowhere."""
    return doc[at].lower_ in words.shares and at + 1 < len(doc) and doc[at + 1].lower_ == "of"


def _phrase(doc: AnnotatedText, start: int, end: int) -> str:
    return "_".join([t.lower_ for t in doc[start:end]])


def _find_phrase(doc: AnnotatedText, at: int, end: int, known: Mapping[str, object]) -> int:
    """How many words from a token on make the longest phrase of a table; 0 for none."""
    return next((n for n in range(min(_LONGEST, end - at), 0, -1) if _phrase(doc, at, at + n) in known), 0)


def _read_bounded(doc: AnnotatedText, at: int, end: int, words: NumberWords) -> NumberRead | None:
    """A number with the words that bound it, in front or behind: "at least 20", "20 or more"."""
    bounds = []
    while size := _find_phrase(doc, at, end, words.bounds):
        bounds.append(words.bounds[_phrase(doc, at, at + size)])
        at += size
    number = at
    while bounds and number < end and doc[number].lower_ in _FILLERS:
        number += 1
    found = _read_range(doc, number, end, words) or (_read_range(doc, at, end, words) if number > at else None)
    if found is None:
        return None
    size = _find_phrase(doc, found.after, len(doc), words.behind)
    if size:
        bounds.append(words.behind[_phrase(doc, found.after, found.after + size)])
        found = replace(found, after=found.after + size)
    return replace(
        found,
        low=Fraction(0) if "most" in bounds else found.low,
        high=None if "least" in bounds and found.low == found.high else found.high,
    )


def _read_range(doc: AnnotatedText, at: int, end: int, words: NumberWords) -> NumberRead | None:
    """One number, or the two of a range: "20 to 30", "between 20 and 30", "two or three million"."""
    between = at > 0 and doc[at - 1].lower_ == "between"
    one = _read_number(doc, at, end, words)
    if one is None or one.after + 1 >= end:
        return one
    link = doc[one.after].lower_
    if link not in _TO and not (between and link == "and"):
        return one
    other = _read_number(doc, one.after + 1, end, words)
    if other is None:
        return one
    low = one.low if one.factor > 1 else one.low * other.factor
    low = low if low < other.low else one.low
    return replace(other, low=low, first=one.first) if low < other.low else one


def _read_number(doc: AnnotatedText, at: int, end: int, words: NumberWords) -> NumberRead | None:
    """A number with what multiplies it and what is added to it: "two hundred and fifty", "tens of thousands"."""
    found = _read_base(doc, at, end, words)
    if found is None:
        return None
    found = _add_part(doc, _add_unit(doc, found, end, words), end, words)
    while (after := _factor_at(doc, found, end, words)) is not None:
        factor = words.times[doc[after - 1].lower_]
        high = found.high * factor if found.high is not None else None
        found = replace(found, low=found.low * factor, high=high, after=after, factor=found.factor * factor)
    return _add_rest(doc, found, end, words)


def _factor_at(doc: AnnotatedText, found: NumberRead, end: int, words: NumberWords) -> int | None:
    """The token behind a word that multiplies the number, "of" between only where it is vague: "tens of thousands"."""
    at = found.after
    if at < end and not found.digits and doc[at].lower_ == "of":
        at += 1
    return at + 1 if at < end and doc[at].lower_ in words.times else None


def _read_base(doc: AnnotatedText, at: int, end: int, words: NumberWords) -> NumberRead | None:
    """A number without what follows: digits, a word, a part of what multiplies ("half a dozen")."""
    if at >= end:
        return None
    word = doc[at].lower_
    if word in words.parts:
        return _read_part(doc, at, end, words)
    size = _find_phrase(doc, at, end, words.numbers)
    if size:
        low, high = words.numbers[_phrase(doc, at, at + size)]
        exact = low == high
        return NumberRead(Fraction(low), None if high is None else Fraction(high), at, at + size, exact=exact)
    if word in words.times:
        factor = words.times[word]
        return NumberRead(Fraction(factor), Fraction(factor), at, at + 1, factor)
    return _read_digits(word, at, words)


def _read_digits(word: str, at: int, words: NumberWords) -> NumberRead | None:
    both = _RANGE.fullmatch(word)
    if both is not None and int(both[1]) < int(both[2]):
        return NumberRead(Fraction(both[1]), Fraction(both[2]), at, at + 1, digits=True)
    digits = _DIGITS.fullmatch(word)
    if digits is None or (digits[3] and digits[3] not in words.times):
        return None
    factor = words.times[digits[3]] if digits[3] else 1
    number = Fraction(digits[1].replace(",", "") + (digits[2] or "")) * factor
    return NumberRead(number, number, at, at + 1, factor, digits=True)


def _read_part(doc: AnnotatedText, at: int, end: int, words: NumberWords) -> NumberRead | None:
    """ "Half a dozen", "half-a-dozen", "a quarter of a million"; alone it counts nobody."""
    after = at + 1
    while after < end and (doc[after].text in _HYPHENS or doc[after].lower_ == "of"):
        after += 1
    after += after < end and doc[after].lower_ in _ARTICLES
    after += after < end and doc[after].text in _HYPHENS
    factor = words.times.get(doc[after].lower_) if after < end else None
    if factor is None:
        return None
    number = words.parts[doc[at].lower_] * factor
    return NumberRead(number, number, at, after + 1, factor)


def _add_unit(doc: AnnotatedText, found: NumberRead, end: int, words: NumberWords) -> NumberRead:
    """ "Twenty-one", "twenty one"."""
    at = found.after
    at += at < end and doc[at].text in _HYPHENS
    if at >= end or found.digits or not found.exact or not _TENS <= found.low < 100 or found.low % _UNITS:
        return found
    low, high = words.numbers.get(doc[at].lower_, (0, None))
    if low != high or not 0 < low < _UNITS:
        return found
    return replace(found, low=found.low + low, high=found.low + low, after=at + 1)


def _add_part(doc: AnnotatedText, found: NumberRead, end: int, words: NumberWords) -> NumberRead:
    """ "Two and a half million"."""
    at = found.after
    if at + 3 >= end or doc[at].lower_ != "and" or doc[at + 1].lower_ not in _ARTICLES or not found.exact:
        return found
    part = words.parts.get(doc[at + 2].lower_)
    if part is None or doc[at + 3].lower_ not in words.times:
        return found
    return replace(found, low=found.low + part, high=found.low + part, after=at + 3)


def _add_rest(doc: AnnotatedText, found: NumberRead, end: int, words: NumberWords) -> NumberRead:
    """ "Two hundred and fifty", "a thousand two hundred"."""
    at = found.after
    at += at < end and doc[at].lower_ == "and"
    if found.digits or not found.exact or found.factor == 1 or at >= end or doc[at].lower_ in words.times:
        return found
    rest = _read_number(doc, at, end, words)
    last = words.times.get(doc[found.after - 1].lower_, 0)
    if rest is None or rest.digits or not rest.exact or rest.low >= last:
        return found
    return replace(found, low=found.low + rest.low, high=found.low + rest.low, after=rest.after)
