"""What a sentence gives that can be held against another sentence: numbers, days, years and ages, each as a value.

Two values are the same, or the one is finer than the other, or they are opposite: only the last is a contradiction.
A day is compared as it is written, since "Thursday" is no Friday in whatever week; "today" and "last week" are not
compared, they rest on the day of the page alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Literal

from rapidfuzz import fuzz

from dateline.linking.alignment import tokens
from dateline.linking.figures import Figure, figures_of, number_in_words
from dateline.linking.identity import exact_day, weekday
from dateline.linking.sentences import sentences_of
from dateline.linking.term_counts import stop_words
from dateline.linking.wordings import stem
from dateline.model import Coded, Report, Span, When
from dateline.tables import shipped

SlotKind = Literal["number", "day", "year", "age", "name"]
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_AGE_BEHIND = re.compile(r"\s*,?\s*(?:\(|aged |age )?(?P<age>\d{1,3})(?:\)|,|\.|;| and\b|-year-old\b|$)")
_AGE_BEFORE = re.compile(r"(?P<age>\d{1,3}|[A-Za-z]+(?:-[a-z]+)?)[- ]year[- ]old(?: [a-z]+)? $")
_CLOCK = re.compile(r"\b(?P<hour>\d{1,2})[:.](?P<minute>[0-5]\d)(?= ?[ap]\.? ?m\b| GMT| UTC| local| \(|,| on\b| o)")
_OF = re.compile(r"\bof (?:the |its |their )?$")
_ROUND = frozenset(("00", "15", "30", "45"))
"""Minutes that many times of a day have."""
_ALIKE_NAMES = 70.0
"""Likeness (0 to 100, rapidfuzz) from which two first names are spellings of one."""
_NEAR = 5
"""Content words on either side of a value that say what it is the value of."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class ContentToken:
    """A content word of a sentence: its stem, how it is printed, and where it stands in the text."""

    stem: str
    printed: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of a report with its content words; `lineage` is the text that the report prints."""

    coded: Coded
    lineage: str
    span: Span

    def __hash__(self) -> int:
        """By where it stands: a whole report with its coding takes longer to go through than all that is asked here."""
        return hash((self.coded.report.id, self.span))

    @property
    def report(self) -> Report:
        """The report that prints it."""
        return self.coded.report

    @cached_property
    def words(self) -> str:
        """As it is printed."""
        return self.span.cut(self.report.text)

    @cached_property
    def tokens(self) -> tuple[ContentToken, ...]:
        """Its content words in order."""
        found = tokens(self.report.text, self.span.start, self.span.end)
        return tuple(
            ContentToken(stem(one.form), one.printed, one.start, one.end)
            for one in found
            if one.form not in stop_words()
        )

    @cached_property
    def people(self) -> frozenset[str]:
        """The last words of the names of people in it, as stems."""
        found = (
            mention.cut(self.report.text).split()[-1].casefold()
            for one in self.coded.coding.entities
            if one.kind == "person"
            for mention in one.mentions
            if self.span.contains(mention)
        )
        return frozenset(map(stem, found))

    @cached_property
    def clocks(self) -> frozenset[str]:
        """The times of day in it that are told to the minute: "9.27"."""
        found = _CLOCK.finditer(self.words)
        return frozenset(f"{one['hour']}.{one['minute']}" for one in found if one["minute"] not in _ROUND)

    @cached_property
    def times(self) -> tuple[When, ...]:
        """The time expressions in it."""
        return tuple(one for one in self.coded.coding.times if self.span.contains(one.span))


@dataclass(frozen=True)
class Slot:
    """A value of a sentence, the words that give it, and the words around it."""

    kind: SlotKind
    sentence: Sentence
    span: Span
    thing: str
    value: Figure | When | int | str

    @property
    def report(self) -> str:
        """The id of the report that gives it."""
        return self.sentence.report.id

    @property
    def words(self) -> str:
        """As it is printed."""
        return " ".join(self.span.cut(self.sentence.report.text).split())

    @cached_property
    def before(self) -> tuple[ContentToken, ...]:
        """The content words before it, the nearest first."""
        return tuple(one for one in reversed(self.sentence.tokens) if one.end <= self.span.start)

    @cached_property
    def behind(self) -> tuple[ContentToken, ...]:
        """The content words behind it, the nearest first."""
        return tuple(one for one in self.sentence.tokens if one.start >= self.span.end)

    @cached_property
    def about(self) -> frozenset[str]:
        """The content words of its sentence without its own."""
        return frozenset(one.stem for one in (*self.before, *self.behind))

    @cached_property
    def near(self) -> frozenset[str]:
        """The content words next to it."""
        return frozenset(one.stem for one in (*self.before[:_NEAR], *self.behind[:_NEAR]))

    @cached_property
    def names(self) -> frozenset[str]:
        """What is written with a capital in its sentence, in lower case; the first word of the sentence is no name."""
        return self._names((*self.before, *self.behind))

    @cached_property
    def names_near(self) -> frozenset[str]:
        """The same next to it."""
        return self._names((*self.before[:_NEAR], *self.behind[:_NEAR]))

    def _names(self, words: Sequence[ContentToken]) -> frozenset[str]:
        return frozenset(
            one.stem
            for one in words
            if one.printed[:1].isupper()
            and (one.start > self.sentence.span.start + 1 or one.stem in self.sentence.people)
            if one.printed.casefold() not in slot_words()["calendar"]
        )

    @cached_property
    def is_part(self) -> bool:
        """Whether its words say that it counts a part, or something besides ("another five people")."""
        if isinstance(self.value, Figure) and self.value.deed == "injured":  # "another 20 were": besides the dead
            return _OF.search(self.sentence.report.text[max(0, self.span.start - 10) : self.span.start]) is not None
        if isinstance(self.value, Figure) and self.thing == "magnitude":
            return False  # "a magnitude of 5": nothing has a part of it
        text = self.sentence.report.text
        start = max(self.sentence.span.start, self.span.start - 14)
        words = re.findall(r"[a-z]+", f"{text[start : self.span.start]} {self.words}".casefold())
        return any(word in slot_words()["part"] for word in words[-6:])


@cache
def slot_words() -> Mapping[str, frozenset[str]]:
    """The rows of tables/slot_words.tsv by what they are."""
    found: dict[str, set[str]] = {}
    for row in shipped(__package__, "tables/slot_words.tsv", ("what", "word")):
        found.setdefault(row["what"], set()).add(row["word"])
    return MappingProxyType({what: frozenset(words) for what, words in found.items()})


def slots_of(coded: Coded, lineage: str) -> tuple[Slot, ...]:
    """The values that the sentences of a report's body give, in the order of the text."""
    by_sentence: dict[Span, list[Figure]] = {}
    for figure in figures_of(coded.report):
        by_sentence.setdefault(figure.sentence, []).append(figure)
    found: list[Slot] = []
    for span in sentences_of(coded.report):
        sentence = Sentence(coded, lineage, span)
        found.extend(Slot("number", sentence, one.span, one.thing, one) for one in by_sentence.get(span, ()))
        found.extend(_days_in(sentence))
        found.extend(_ages_in(sentence))
    return tuple(found)


def _days_in(sentence: Sentence) -> Iterator[Slot]:
    for one in sentence.times:
        words = one.span.cut(sentence.report.text).casefold()
        if one.kind not in ("DATE", "TIME") or any(word in words.split() for word in slot_words()["vague"]):
            continue
        if weekday(one) and (_names_day(words) or exact_day(one)) and any(w in words for w in slot_words()["calendar"]):
            yield Slot("day", sentence, one.span, "day", one)
        elif _YEAR.fullmatch(words):
            yield Slot("year", sentence, one.span, "year", int(words))


def _names_day(words: str) -> bool:
    return any(word in words for word in slot_words()["weekday"])


def _ages_in(sentence: Sentence) -> Iterator[Slot]:
    text = sentence.report.text
    for entity in sentence.coded.coding.entities:
        if entity.kind != "person" or len(entity.name.split()) < 2:
            continue
        for mention in entity.mentions:
            if not sentence.span.contains(mention):
                continue
            behind = _AGE_BEHIND.match(text, mention.end, sentence.span.end)
            before = _AGE_BEFORE.search(text[sentence.span.start : mention.start])
            if behind:
                yield Slot("age", sentence, Span(mention.start, behind.end("age")), entity.name, int(behind["age"]))
            elif before:
                start = sentence.span.start + before.start()
                if (age := number_in_words(before["age"])) is not None:
                    yield Slot("age", sentence, Span(start, mention.end), entity.name, int(age))


def people_in(coded: Coded, lineage: str) -> tuple[Slot, ...]:
    """The people whom the sentences of a report's body call by first and last name."""
    people = [one for one in coded.coding.entities if one.kind == "person"]
    return tuple(
        Slot("name", sentence, mention, words, words)
        for span in sentences_of(coded.report)
        for sentence in (Sentence(coded, lineage, span),)
        for one in people
        for mention in one.mentions
        if span.contains(mention)
        for words in (" ".join(mention.cut(coded.report.text).split()),)
        if len(words.split()) > 1 and all(word[:1].isupper() for word in words.split())
    )


def last_name(name: str) -> str:
    """The last word of a name without its accents, in lower case."""
    return _plain_letters(name).split()[-1]


def _plain_letters(words: str) -> str:
    parted = unicodedata.normalize("NFKD", words.casefold())
    return "".join(one for one in parted if not unicodedata.combining(one))


def are_other_first_names(a: str, b: str) -> bool:
    """Whether the first names of two full names are of two people: no short form, no initial, no other spelling."""
    ours, theirs = (_plain_letters(name).split() for name in (a, b))
    if {*ours[:-1]} & {*theirs[:-1]}:
        return False
    one, other = ours[0].strip("."), theirs[0].strip(".")
    short, long = sorted((one, other), key=len)
    if long.startswith(short[:3]) or (len(short) == 1 and long.startswith(short)):
        return False
    if any(one in forms and other in forms for forms in _name_forms()):
        return False
    return float(fuzz.ratio(one, other)) < _ALIKE_NAMES


@cache
def _name_forms() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(row.words("forms")) for row in shipped(__package__, "tables/nicknames.tsv", ("forms",)))


def are_opposite(a: Slot, b: Slot) -> bool:
    """Whether two values of one kind cannot both be: neither the same nor one the finer."""
    if isinstance(a.value, Figure) and isinstance(b.value, Figure):
        return not a.value.can_be(b.value)
    if isinstance(a.value, When) and isinstance(b.value, When):
        return _are_other_days(a.value, b.value, a.words.casefold(), b.words.casefold())
    return a.value != b.value


def _are_other_days(a: When, b: When, ours: str, theirs: str) -> bool:
    if _names_day(ours) != _names_day(theirs) and not _YEAR.search(f"{ours} {theirs}"):
        return False  # "Friday" and "June 24": of which year, the words do not say
    one, other = weekday(a), weekday(b)
    if one is None or other is None or one == other:
        days = exact_day(a), exact_day(b)
        spelled = not (_names_day(ours) or _names_day(theirs))
        return spelled and None not in days and days[0] != days[1]
    next_to = (one - other) % _WEEK in (1, _WEEK - 1)
    return not (next_to and any(word in f"{ours} {theirs}".split() for word in slot_words()["turn"]))


def gives_same(value: Slot, others: Sequence[Slot]) -> bool:
    """Whether one of some values is, or can be, the same as `value`."""
    return any(one.kind == value.kind and one.thing == value.thing and not are_opposite(one, value) for one in others)
