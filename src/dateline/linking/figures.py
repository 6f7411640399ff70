"""The numbers that reports give, made comparable: how many of what, to whom what befell, in which unit.

Two numbers are of one thing where unit, counted noun and what befell those who are counted are the same, and where the
sentences around them share words besides. Numbers are read from the words alone: a quake's magnitude, a sum of money
and a toll stand side by side whether or not an act was coded. Ages, dates, times and lengths of time are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from dateline.linking.sentences import sentences_of
from dateline.linking.term_counts import stop_words
from dateline.linking.wordings import content_words
from dateline.model import Report, Span
from dateline.tables import shipped

_TOKEN = re.compile(
    r"(?P<money>(?:US|A|C)?[$€£¥])?(?<![\w.])(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\d|st\b|nd\b|rd\b|th\b)"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[%.,;:()\"“”‘’–—-]"
)
_MAGNITUDE = re.compile(
    r"\bmagnitude(?: of)?[- ](?P<a>\d(?:\.\d)?)\b|(?P<b>\b\d\.\d)[- ]magnitude\b|(?P<c>\b\d\.\d) on the Richter\b"
    r"|(?P<d>\b\d\.\d) (?:quake|earthquake|tremor|aftershock)\b|measur\w+ (?P<e>\d\.\d)\b"
    r"|(?P<f>\b\d\.\d) in magnitude\b|\bmagnitude at (?P<g>\d\.\d)\b",
    re.IGNORECASE,
)
_VOTES = re.compile(
    r"\bvot(?:e|ed|es|ing)\b[^.;\d]{0,40}?\b(?P<a>\d{1,3})(?: to |[-–]| for and )(?P<b>\d{1,3})\b"
    r"|\b(?P<c>\d{1,3})(?: to |[-–])(?P<d>\d{1,3}) (?:\w+ )?(?:vote|decision|ruling)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_NEAR = 5
"""Words on either side of a counted noun among which what befell those counted stands."""
_RUN = 3
"""Words behind a number among which the counted noun stands."""
_LESS = 0.1
"""By how much of itself a rounded number ("about 200") may be off."""
_SHARED, _SHARE = 2, 0.2
"""Content words that two sentences share, besides what is counted, where their numbers are of one thing; and the share
of the shorter one that these make up. Numbers that differ need twice as much: more than a topic in common.
"""
TIMES = 3.0
"""Numbers of which one is more than three times the other count two things, or parts of one."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of one report: its bounds (`high` None: no upper one), the thing it counts (unit, noun, deed), its words
    and the sentence around them. `about` and `near` are the content words of the sentence, and those next to it;
    `margin`: what was rounded off ("$13 billion" may be 13.2).
    """

    report: str
    low: float
    high: float | None
    unit: str
    noun: str
    deed: str
    counted: str
    span: Span
    sentence: Span
    about: frozenset[str]
    near: frozenset[str] = frozenset()
    margin: float = 0.0

    @property
    def thing(self) -> str:
        """What it counts, in words: "people killed", "percent", "magnitude"."""
        return " ".join(filter(None, (self.unit or self.counted, self.deed)))

    @property
    def is_fixed(self) -> bool:
        """Whether it counts what has one number for good: no later day can have changed it, as it changes a toll."""
        return _words().value("fixed", self.thing) is not None

    def can_be(self, other: Figure) -> bool:
        """Whether both can be one number."""
        high = self.high if self.high is not None else float("inf")
        others = other.high if other.high is not None else float("inf")
        margin = max(self.margin, other.margin)
        return self.low <= others + margin and other.low <= high + margin

    def may_repeat(self, other: Figure) -> bool:
        """Whether it gives the other's number of the same kind of thing, whatever stands around it."""
        alike = self.noun == other.noun or (self.deed == other.deed and bool(self.deed))
        return self.unit == other.unit and alike and self.can_be(other)

    def is_of_same_thing(self, other: Figure) -> bool:
        """Whether both count one thing, as far as the words around them tell."""
        if (self.unit, self.noun, self.deed) != (other.unit, other.noun, other.deed):
            return False
        shared = len((self.about & other.about) - {self.noun, self.unit})
        more = 1.0 if self.can_be(other) else 2.0
        if more > 1.0 and max(self.low, other.low) > TIMES * min(self.low, other.low):
            return False
        if more > 1.0 and not self.noun and len((self.near & other.near) - {self.unit}) < _SHARED:
            return False
        return shared >= _SHARED * more and shared >= _SHARE * more * min(len(self.about), len(other.about))


@dataclass(frozen=True, slots=True)
class _Words:
    tables: Mapping[str, Mapping[str, str]]

    def value(self, what: str, word: str) -> str | None:
        return self.tables.get(what, {}).get(word)


@cache
def _words() -> _Words:
    found: dict[str, dict[str, str]] = {}
    for row in shipped(__package__, "tables/figure_words.tsv", ("what", "word", "value"), optional=1):
        found.setdefault(row["what"], {})[row["word"]] = row["value"]
    return _Words(MappingProxyType(found))


def figures_of(report: Report) -> tuple[Figure, ...]:
    """The figures of a report's body in the order of its text."""
    return tuple(figure for sentence in sentences_of(report) for figure in _figures_in(report, sentence))


def _figures_in(report: Report, sentence: Span) -> Iterator[Figure]:
    text = sentence.cut(report.text)
    tokens = list(_TOKEN.finditer(text))
    if not (_DIGIT.search(text) or any(_is_number(one.group().casefold()) for one in tokens)):
        return  # most sentences: to look for their content words takes longer than all else
    about = frozenset(content_words(text))
    taken: list[Span] = []
    for found, unit, value in _patterned(text):
        span = Span(sentence.start + found.start(), sentence.start + found.end())
        taken.append(span)
        near = _near(text, found.start(), found.end())
        yield Figure(report.id, value, value, unit, "", "", "", span, sentence, about, near)
    at = 0
    while at < len(tokens):
        read = _read_number(tokens, at)
        if read is None:
            at += 1
            continue
        low, high, first, after, money = read
        thing = _thing(tokens, first, after, money)
        if thing is not None:
            unit, noun, deed, last = thing
            counted = "people" if noun == "people" else tokens[last].group().casefold() if noun else ""
            span = Span(sentence.start + tokens[first].start(), sentence.start + tokens[last].end())
            near = _near(text, tokens[first].start(), tokens[last].end())
            if not any(span.overlaps(one) for one in taken) and not _is_version(tokens[first].group(), noun):
                margin = _margin(tokens[first:after])
                yield Figure(report.id, low, high, unit, noun, deed, counted, span, sentence, about, near, margin)
        at = after


def _patterned(text: str) -> Iterator[tuple[re.Match[str], str, float]]:
    """The numbers whose words say by their order what they are, with their unit: a magnitude, both sides of a vote."""
    for found in _MAGNITUDE.finditer(text):
        yield found, "magnitude", float(next(group for group in found.groups() if group))
    for found in _VOTES.finditer(text):
        sides = [float(group) for group in found.groups() if group]
        yield found, "votes of the larger side", max(sides)
        yield found, "votes of the smaller side", min(sides)


def _margin(words: Sequence[re.Match[str]]) -> float:
    """Half of the last place that is printed of a number in thousands, millions or more; 0 of a smaller one."""
    digits = next((one["digits"] for one in words if one["digits"]), "")
    factor = 1.0
    for one in words:
        factor *= float(_words().value("times", one.group().casefold()) or 1.0)
    places = len(digits.partition(".")[2])
    return 0.5 * factor / 10**places if factor >= 1000.0 else 0.0


def _is_version(word: str, noun: str) -> bool:
    """Whether a number names a version of what stands behind it ("3.0 ports"): nobody counts things so."""
    return bool(noun) and word.endswith(".0")


def _near(text: str, start: int, end: int) -> frozenset[str]:
    """The content words next to a stretch of a sentence."""
    before, behind = content_words(text[:start])[-_NEAR:], content_words(text[end:])[:_NEAR]
    return frozenset((*before, *behind))


def _read_number(tokens: Sequence[re.Match[str]], at: int) -> tuple[float, float | None, int, int, str] | None:
    """Bounds, first token with what bounds it, the token behind, and the sign of money; None where no number stands."""
    word = tokens[at].group().casefold()
    value = float(tokens[at]["digits"].replace(",", "")) if tokens[at]["digits"] else _number(word)
    if value is None or _is_year(tokens[at].group()) or _is_hyphened(tokens, at, behind=bool(tokens[at]["digits"])):
        return None
    after = at + 1
    while after < len(tokens) and (factor := _words().value("times", tokens[after].group().casefold())):
        value *= float(factor)
        after += 1
    low, high, first = _bounded(tokens, at, value)
    if low == high and (upper := _upper_end(tokens, at, after)):
        return low, max(low, upper[0]), at, upper[1], tokens[at]["money"] or ""
    return low, high, first, after, tokens[at]["money"] or ""


def _upper_end(tokens: Sequence[re.Match[str]], at: int, after: int) -> tuple[float, int] | None:
    """The upper end of "between 140 and 150 million" or "10 to 15 people", and the token behind it."""
    words = [one.group().casefold() for one in tokens[after : after + 1]]
    between = at > 0 and tokens[at - 1].group().casefold() == "between" and words == ["and"]
    if not (between or words == ["to"]) or after + 1 >= len(tokens):
        return None
    upper = tokens[after + 1]
    value = float(upper["digits"].replace(",", "")) if upper["digits"] else _number(upper.group().casefold())
    if value is None or (tokens[at]["money"] or "") != (upper["money"] or tokens[at]["money"] or ""):
        return None
    after += 2
    while after < len(tokens) and (factor := _words().value("times", tokens[after].group().casefold())):
        value *= float(factor)
        after += 1
    return value, after


def _is_number(word: str) -> bool:
    return word[:1].isdigit() or _number(word) is not None


def _number(word: str) -> float | None:
    found = _words().value("number", word)
    return float(found) if found else None


def number_in_words(words: str) -> float | None:
    """The number that digits or words spell: "61", "sixty", "Sixty-one"; None where they spell none."""
    if words.isdigit():
        return float(words)
    parts = [_number(one) for one in words.casefold().split("-")]
    return sum(one for one in parts if one is not None) if None not in parts else None


def _is_year(word: str) -> bool:
    return _YEAR.fullmatch(word) is not None


def _is_hyphened(tokens: Sequence[re.Match[str]], at: int, *, behind: bool) -> bool:
    """Whether a number is part of a compound or a range: "43-year-old", "10-15", "best-of-seven"."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    return (
        behind and following is not None and following.group() in "-–" and following.start() == tokens[at].end()
    ) or (before is not None and before.group() in "-–" and before.end() == tokens[at].start())


def _bounded(tokens: Sequence[re.Match[str]], at: int, value: float) -> tuple[float, float | None, int]:
    for size in (3, 2, 1):
        if at >= size:
            phrase = "_".join(one.group().casefold() for one in tokens[at - size : at])
            if _words().value("least", phrase) is not None:
                return value, None, at - size
            if _words().value("most", phrase) is not None:
                return 0.0, value, at - size
            if _words().value("about", phrase) is not None:
                return value * (1 - _LESS), value * (1 + _LESS), at - size
    return value, value, at


def _thing(tokens: Sequence[re.Match[str]], first: int, after: int, money: str) -> tuple[str, str, str, int] | None:
    """Unit, noun, deed, and the last token of the words to show; None where nothing comparable is counted."""
    if money or (after < len(tokens) and tokens[after].group().casefold() in ("dollars", "euros", "pounds")):
        sign = money or tokens[after].group().casefold()
        last = after - 1 if money else after
        return f"money ({sign}){_rate(tokens, last + 1)}", "", "", last
    if unit := _unit_before(tokens, first, after):
        return unit, "", "", after - 1
    if after < len(tokens) and (unit := _words().value("unit", tokens[after].group().casefold())):
        return unit, "", _deed(tokens, first, after), after
    for place in range(after, min(after + _RUN, len(tokens))):
        word = tokens[place].group().casefold()
        if not word[0].isalpha() or word in stop_words():
            break
        if place == after and not _is_plural(word) and (deed := _words().value("deed", word)):
            return "", "people", deed, place
        if _is_plural(word):
            noun = content_words(word)
            deed = _deed(tokens, first, place)
            people = deed and _words().value("people", word) is not None
            return ("", "people" if people else noun[0], deed, place) if noun else None
    return _passive_toll(tokens, after) or _bare_toll(tokens, first, after)


def _passive_toll(tokens: Sequence[re.Match[str]], after: int) -> tuple[str, str, str, int] | None:
    """People, where a number alone is what something befell: "50 were injured", "23 have been arrested"."""
    place = after
    while place < len(tokens) and _words().value("befalls", tokens[place].group().casefold()) is not None:
        place += 1
    if place == after or place == len(tokens):
        return None
    deed = _words().value("deed", tokens[place].group().casefold())
    return ("", "people", deed, place) if deed else None


def _unit_before(tokens: Sequence[re.Match[str]], first: int, after: int) -> str | None:
    """The unit that the two words before a number give it: "a population of 300", "home to 300 people"."""
    phrase = "_".join(one.group().casefold() for one in tokens[max(0, first - 2) : first])
    if unit := _words().value("behind", phrase):
        return unit
    people = after < len(tokens) and _words().value("people", tokens[after].group().casefold()) is not None
    return _words().value("people-behind", phrase) if people else None


def _bare_toll(tokens: Sequence[re.Match[str]], first: int, after: int) -> tuple[str, str, str, int] | None:
    """People, where a number without a noun stands behind what befell them: "killing at least 12", "a toll of 12"."""
    before = [one.group().casefold() for one in reversed(tokens[max(0, first - _NEAR) : first])]
    while before and before[0] in ("other", "another", "some"):
        before.pop(0)
    stated = _words().value("deed", before[0]) if before and before[0].endswith(("ed", "ing")) else None
    clause = before[: next((place for place, word in enumerate(before) if word in ",;:"), len(before))]
    if stated is None and "toll" in clause:
        stated = "killed"
    return ("", "people", stated, after - 1) if stated else None


def _rate(tokens: Sequence[re.Match[str]], after: int) -> str:
    """ " a year" of a sum that is one of many."""
    words = [one.group().casefold() for one in tokens[after : after + 2]]
    if words and _words().value("rate", words[0]):
        return f" a {_words().value('rate', words[0])}"
    if len(words) > 1 and words[0] in ("per", "a", "an", "each", "every"):
        return f" a {words[1]}"
    return ""


def _is_plural(word: str) -> bool:
    if _words().value("never", word) is not None:
        return False
    return _words().value("plural", word) is not None or (
        len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "ous"))
    )


def _deed(tokens: Sequence[re.Match[str]], first: int, last: int) -> str:
    """What befell those who are counted: the word just before ("killing 10 people"), else the nearest, behind before in
    front; not across an "and", which begins the next count.
    """
    just = tokens[first - 1].group().casefold() if first else ""
    if just.endswith(("ed", "ing")) and (found := _words().value("deed", just)):
        return found
    behind = [one.group().casefold() for one in tokens[last : last + _NEAR + 1]]
    before = [one.group().casefold() for one in reversed(tokens[max(0, first - _NEAR) : first])]
    for words in (behind, before):
        for place, word in enumerate(words):
            following = words[place + 1 : place + 2] if words is behind else []
            if word in ",;:" or (word == "and" and not any(map(_is_number, following))):
                break
            if words is before and _is_number(word):
                break
            if found := _words().value("deed", word):
                return found
    return ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers that several sources give for one thing, in the order of their reports."""

    thing: str
    figures: tuple[Figure, ...]


def tallies(reports: Sequence[Report], lineage_of: Mapping[str, str]) -> tuple[Tally, ...]:
    """What at least two independent sources give a number for, by how many give it. Order of the input changes nothing.

    A source's number is the first that it gives for a thing. `lineage_of` maps report ids to lineage ids.
    """
    ordered = sorted(reports, key=lambda one: one.id)
    return tallies_of([figure for report in ordered for figure in figures_of(report)], lineage_of)


def tallies_of(figures: Sequence[Figure], lineage_of: Mapping[str, str]) -> tuple[Tally, ...]:
    """The same of figures that were read already, those of one report after the other by their ids."""
    groups: list[list[Figure]] = []
    for figure in figures:
        alike = [group for group in groups if any(figure.is_of_same_thing(one) for one in group)]
        groups = [group for group in groups if group not in alike]
        groups.append([*(one for group in alike for one in group), figure])
    found = []
    for group in groups:
        if len({lineage_of.get(one.report, one.report) for one in group}) > 1:
            firsts: dict[str, Figure] = {}
            for one in sorted(group, key=lambda figure: (figure.report, figure.span)):
                firsts.setdefault(one.report, one)
            found.append(Tally(group[0].thing, tuple(firsts.values())))
    return tuple(
        sorted(found, key=lambda one: (-len({lineage_of.get(f.report, f.report) for f in one.figures}), one.thing))
    )
