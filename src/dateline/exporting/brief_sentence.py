"""What a sentence is to a reader who sees it alone: whether it is whole, leans on another, or tells of long before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from dateline.exporting.phrases import leaning, pointing
from dateline.linking.contradictions import exact_page_day
from dateline.linking.slots import Sentence, slot_words
from dateline.linking.term_counts import stop_words
from dateline.linking.wordings import content_words, stem

_SHORTEST, _LONGEST = 7, 60
"""Words of a sentence that is printed."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ANY_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!][\"”’')\]]*$")
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|our|Our|us|my|My|me)\b")
_CHROME = re.compile(r"https?://|www\.|@\w|©")
_RUN_IN = re.compile(r"(?<=[a-z\d]) ([A-Z][a-z]*) (?=[a-z])")
_OPENED = re.compile(r"(?:^|[\s(:])['‘](?=[\s\w])")
_CLOSED = re.compile(r"(?<=\S)['’](?=[\s,.;:!?)]|$)")
_HAD = re.compile(r"^[^,.;:]{0,60}?\bhad (?:\w+ly |not |been )?\w+(?:ed|en|wn|ne|ld|de|nt|id|ught)\b")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_NAME = re.compile(r"^(?:The|This) \d+-year-old (?:[a-z]+ )?(?![A-Z])")
_EARLY = 5
"""Words from the start of a sentence among which an "also" or a "then" points back."""
_CAPITALS = 3
"""Words from the start of a sentence of which pages set some in capitals."""
_LONG_BEFORE = timedelta(days=21)
"""What happened longer before the day of the page is its background."""
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True)
class LeadSentence(Sentence):
    """A sentence with its place among those of its report."""

    place: int

    @cached_property
    def content(self) -> frozenset[str]:
        """Its content words."""
        return frozenset(content_words(self.words))

    @cached_property
    def facts(self) -> float:
        """What a reader learns: a deed that is told as one, its sides, a day, a place; comment has none of these."""
        coding = self.coded.coding
        deeds = [
            one
            for one in coding.events
            if self.span.contains(one.trigger) and one.factuality.label in ("happened", "ongoing", "planned")
        ]
        sides = any(one.actors and (one.recipients or one.nary) for one in deeds)
        dated = any(self.span.contains(one.span) and one.earliest for one in coding.times)
        placed = any(self.span.contains(one.span) for one in coding.places)
        return 0.04 * bool(deeds) + 0.04 * sides + 0.08 * dated + 0.03 * placed

    @cached_property
    def shortened(self) -> frozenset[str]:
        """The people whom it calls by a part of their name alone, by full name."""
        return frozenset(
            one.name
            for one in self.coded.coding.entities
            if one.kind == "person" and one.name
            for mention in one.mentions
            if self.span.contains(mention) and mention.cut(self.report.text).split()[-1] == one.name.split()[-1]
            if len(one.name.split()) < 2 or one.name.split()[0] not in self.words
        )

    @cached_property
    def is_background(self) -> bool:
        """Whether it tells what was before the news: of an earlier time by its days, its words or its tense."""
        words = self.words
        phrases = any(phrase in f" {words.casefold()} " for phrase in leaning()["background"])
        if (phrases and not self._names_weekday) or _opens_with_a_month(words):
            return True
        past = _HAD.match(words)
        if past and not leaning()["reported"] & {*past.group().casefold().split()}:
            return True
        page = exact_page_day(self.report)
        times = [
            time for time in self.coded.coding.times if self.span.contains(time.span) and time.kind in ("DATE", "TIME")
        ]
        if page is None:
            years = {int(found) for time in times for found in _YEAR.findall(time.span.cut(self.report.text))}
            return bool(years) and len(times) == len(years) and max(years) < self._latest_year
        first = (date.fromisoformat(page) - _LONG_BEFORE).isoformat()
        dated = [time.latest for time in times if time.latest]
        return bool(dated) and max(dated) < first

    @property
    def _names_weekday(self) -> bool:
        """Whether it tells of a day by its name, and so of news, whatever it says of "last summer" besides."""
        return any(one.group().casefold() in slot_words()["weekday"] for one in _ANY_WORD.finditer(self.words))

    @cached_property
    def _latest_year(self) -> int:
        return max((int(found) for found in _YEAR.findall(self.report.text)), default=0)

    @cached_property
    def pointed_at(self) -> frozenset[str]:
        """The content words of what a reader must know already: "device" of "The device also has …", "ship" of "sank
        this ship".
        """
        return opening_noun(self.words) | shown_noun(self.words)

    @property
    def _is_quoted(self) -> bool:
        """Whether it is one of several sentences of a quotation, and so stands without the marks of the whole."""
        return any(
            one.quotation == "direct" and any(part.contains(self.span) for part in one.content)
            for one in self.coded.coding.statements
        )

    @property
    def _begins_with_a_piece(self) -> bool:
        """Whether its first word is the rest of a number that was taken for the end of a sentence: "a. 357 pistol"."""
        before = self.report.text[: self.span.start].rstrip(" ")
        last = before.rstrip(".").split()[-1:]
        return self.words[:1].isdigit() and before.endswith(".") and bool(last) and last[0].casefold() in stop_words()

    @cached_property
    def stands_alone(self) -> bool:
        """Whether it can be printed without the one before it, and no "yesterday" in it is of a day nobody knows."""
        if self._is_of_an_open_day:
            return False
        return stands_alone(self.words) and not (self._begins_with_a_piece or self._is_quoted)

    @property
    def _is_of_an_open_day(self) -> bool:
        """Whether it says "yesterday", and nobody knows of what day: a page without one has it in every such word."""
        if exact_page_day(self.report) is None:
            return _open_day().search(self.words) is not None
        own = [time for time in self.coded.coding.times if self.span.contains(time.span)]
        open_days = leaning()["day"]
        return any(one.earliest is None and one.span.cut(self.report.text).casefold() in open_days for one in own)

    def begins_in_capitals(self, common: frozenset[str]) -> bool:
        """Whether one of the words `common`, in lower case, is set in capitals at its start ("A MAN has …"): a page's
        print, no name.
        """
        opening = [one.group() for one in _WORD.finditer(self.words)][:_CAPITALS]
        return any(one.isupper() and len(one) > 1 and one.casefold() in common for one in opening)


def stands_alone(words: str) -> bool:
    """Whether a sentence can be printed by itself: whole, of a usual length, and leaning on none before it."""
    count = len(words.split())
    if not _SHORTEST <= count <= _LONGEST or not _END.search(words) or _CHROME.search(words):
        return False
    if not (words[0].isupper() or words[0].isdigit()) or not _is_balanced(words) or _runs_in(words):
        return False
    if _NO_NAME.match(words) or sum(map(str.isupper, words)) > sum(map(str.islower, words)):
        return False
    outside = re.sub(r'"[^"]*"', " ", words.translate(_QUOTES))
    return not (_FIRST_PERSON.search(outside) or "[" in outside or _leans(outside))


def _opens_with_a_month(words: str) -> bool:
    """Whether a sentence opens with a month, a year or a season: "In July", "At the end of 2012", "Last summer"."""
    first = [one.group().casefold() for one in _ANY_WORD.finditer(words)][:_EARLY]
    if not first or first[0] not in leaning()["dating"]:
        return False
    months = slot_words()["calendar"] - slot_words()["weekday"]
    return any(one in months or one in leaning()["period"] or _YEAR.fullmatch(one) for one in first[1:])


def opening_noun(words: str) -> frozenset[str]:
    """The content words of a definite noun that opens a sentence; none where the words say which one is meant, by a
    name, a number or what belongs to it, or where there is but one ("The government").
    """
    tokens = [one.group() for one in _WORD.finditer(words)][1:6]
    if not words.startswith(("The ", "His ", "Her ", "Their ", "Its ")) or any(one[0].isupper() for one in tokens):
        return frozenset()
    if any(one in leaning()["defining"] for one in tokens[1:4]) or re.match(r"The [\w-]+(?: [\w-]+)? \d|The \d", words):
        return frozenset()
    if any(one in leaning()["unique"] for one in tokens[:2]):
        return frozenset()
    behind = stop_words() | slot_words()["speech"]
    ends = (place for place, one in enumerate(tokens) if one in stop_words() or (place and stem(one) in behind))
    noun = tokens[: next(ends, 3)][:3]
    return frozenset(content_words(" ".join(noun)))


def shown_noun(words: str) -> frozenset[str]:
    """The content words of a noun that a sentence points at ("this ship", "by that statement"); none where it is a time
    ("this week"), and none within quotation marks: a speaker points at what stands beside the page.
    """
    tokens = [one.group() for one in _WORD.finditer(re.sub(r'"[^"]*"', " X ", words.translate(_QUOTES)))]
    for place, one in enumerate(tokens[1:-1], 1):
        behind = one in leaning()["shown-behind"] and tokens[place - 1] in leaning()["before"]
        points = behind or one in leaning()["shown"]
        if points and tokens[place + 1].casefold() not in leaning()["moment"] | slot_words()["weekday"]:
            return frozenset(content_words(" ".join(tokens[place + 1 : place + 3])))
    return frozenset()


def _runs_in(words: str) -> bool:
    """Whether a line without a stop runs into the next one, a caption or a heading: a function word with a capital
    stands there with no mark before it and goes on in lower case.
    """
    return any(
        found[1].casefold() in stop_words() and found[1] not in ("I", "May", "Will")
        for found in _RUN_IN.finditer(words)
    )


def _is_balanced(words: str) -> bool:
    straight = words.translate(_QUOTES)
    if len(_OPENED.findall(words)) > len(_CLOSED.findall(words)):
        return False
    return (
        straight.count('"') % 2 == 0 and words.count("(") == words.count(")") and words.count("[") == words.count("]")
    )


def _leans(words: str) -> bool:
    found = list(_WORD.finditer(words))
    if not found or found[0].group().casefold() in leaning()["first"] or found[-1].group().casefold() in pointing():
        return True
    if any(phrase in words.casefold() for phrase in leaning()["phrase"]):
        return True
    if words.casefold().startswith(_openings()) or any(one.group() in leaning()["early"] for one in found[:_EARLY]):
        return True
    for number, match in enumerate(found):
        if match.group().casefold().split("’")[0].split("'")[0] in leaning()["pronoun"]:
            before = [each.group() for each in found[:number]]
            return not any(word[0].isupper() for word in before[1:]) and not (before and _may_be_name(before[0]))
    return False


@cache
def _open_day() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(leaning()['day']))})\b", re.IGNORECASE)


@cache
def _openings() -> tuple[str, ...]:
    return tuple(sorted(one for one in leaning()["first"] if " " in one))


def _may_be_name(word: str) -> bool:
    """Whether the first word of a sentence can be a name: no function word, no word that is common in lower case."""
    return bool(content_words(word)) and word[0].isupper()
