"""The same thing said once by one speaker, as each outlet words it.

One story, one speaker, contents that share their rarer words: a translated or shortened quotation keeps its
names and nouns. A report may give it twice, in its lead and in full. What is paired are sentences: where one outlet
prints five sentences in a row and another the second of them, that sentence is the utterance, not the five.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from dateline.linking.alignment import Token, tokens
from dateline.linking.casts import Cast
from dateline.linking.identity import fullest_name, same_name
from dateline.linking.sentences import sentences_in
from dateline.linking.wordings import alike_pairs, content_words, stem, word_vectors
from dateline.model import Coded, Span, Statement, Utterance, Wording, content_id

_ENDS = re.compile(r"[.!?…][\"”’')\]]*$")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_BEGINS = re.compile(r"(?!I\b)[\"“‘]?[A-Z]")
ALIKE = 0.3
"""Least cosine of the contents (rarer words weigh more) for one utterance of one speaker."""

_RUN = 4
"""Words in a row that two wordings of one utterance share: with two content words among them, or one word more."""
_SHARED, _SHARE = (2, 3), 0.4
"""Content words besides names that they share else: two, or three where both have as many; and of the shorter one."""
_LONG_RUN, _IN_ORDER = 6, 0.55
"""Words in a row that two quotations of one utterance share; else the share of the shorter one that stands in the order
of the other.
"""
_LEAST_WORDS = 2
"""Content words of a piece that is paired by itself; a shorter one ("I agree.") goes with the sentence before it."""


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence of what a statement says; `spans`: where it stands, in two places where its cue breaks it."""

    coded: Coded
    statement: Statement
    spans: tuple[Span, ...]

    @property
    def words(self) -> str:
        """As it is printed."""
        return " ".join(span.cut(self.coded.report.text) for span in self.spans)


def find_utterances(
    coded: Sequence[Coded], lineage_of: Mapping[str, str], cast: Cast | None = None
) -> tuple[Utterance, ...]:
    """The utterances that at least two reports of one story give, sorted by id.

    `lineage_of` maps report ids to lineage ids; `cast`: who is who in the story, made of `coded` where it is not given.
    Order of the input changes nothing.
    """
    cast = cast or Cast(coded)
    said = [
        piece
        for one in sorted(coded, key=lambda item: item.report.id)
        for statement in sorted(one.coding.statements, key=lambda item: item.id)
        if statement.speaker is not None
        for piece in _pieces(one, statement)
    ]
    if not said:
        return ()
    vectors = word_vectors([one.words for one in said])
    links = [link for link in alike_pairs(vectors, ALIKE) if _can_be_one(said[link[1]], said[link[2]])]
    groups = _groups(said, links, cast)
    return tuple(
        sorted((_utterance([said[i] for i in group], lineage_of) for group in groups), key=lambda item: item.id)
    )


def _can_be_one(a: _Said, b: _Said) -> bool:
    quoted = a.statement.quotation == b.statement.quotation == "direct"
    if not quoted and _numbers(a.words) - _numbers(b.words) and _numbers(b.words) - _numbers(a.words):
        return False  # reported twice with other numbers: two statements, or a contradiction, which stands elsewhere
    return say_the_same(a.words, b.words) and (not quoted or quote_one_utterance(a.words, b.words))


def _numbers(words: str) -> frozenset[str]:
    return frozenset(_DIGITS.findall(words))


def quote_one_utterance(a: str, b: str) -> bool:
    """Whether two quotations can be of one utterance: a long run of words in common, or most words of the shorter one
    in the order of the other. Who says a thing twice says it in the same words, but in another order.
    """
    ours, theirs = ([stem(one.form) for one in tokens(words)] for words in (a, b))
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if matcher.find_longest_match().size >= _LONG_RUN:
        return True
    return sum(one.size for one in matcher.get_matching_blocks()) >= _IN_ORDER * min(len(ours), len(theirs))


def say_the_same(a: str, b: str) -> bool:
    """Whether two wordings can be one utterance: a run of words in common, or enough content words besides names.

    What one speaker says of one matter shares its names whatever is said; two utterances share a few words too.
    """
    ours, theirs = tokens(a), tokens(b)
    matcher = SequenceMatcher(None, [one.form for one in ours], [one.form for one in theirs], autojunk=False)
    run = matcher.find_longest_match()
    content = len(_without_names(ours[run.a : run.a + run.size], theirs[run.b : run.b + run.size]))
    whole = run.size == min(len(ours), len(theirs))
    if (content > 1 and (run.size >= _RUN or whole)) or (content and run.size > _RUN):
        return True
    one, other = _without_names(ours, theirs), _without_names(theirs, ours)
    shortest = min(len(one), len(other))
    return len(one & other) >= max(_SHARED[0], min(_SHARED[1], shortest)) and len(one & other) >= _SHARE * shortest


def _without_names(words: Sequence[Token], others: Sequence[Token]) -> frozenset[str]:
    """The content words without those that both print with a capital."""
    names = {_bare(one) for one in words if one.printed[:1].isupper()} & {
        _bare(one) for one in others if one.printed[:1].isupper()
    }
    return frozenset(content_words(" ".join(one.form for one in words if _bare(one) not in names)))


def _bare(one: Token) -> str:
    """A word without the sign of what belongs to it: the name that "America's" is of."""
    return one.form.replace("’", "'").removesuffix("'s")


def _pieces(one: Coded, statement: Statement) -> list[_Said]:
    """The sentences of a statement. One that its cue breaks ("We came," he said, "and we saw") is one sentence."""
    pieces: list[list[Span]] = []
    for span in statement.content:
        for sentence in sentences_in(one.report.text, span):
            before = " ".join(each.cut(one.report.text) for each in pieces[-1]) if pieces else "."
            words = sentence.cut(one.report.text)
            begins = _ENDS.search(before) or (_BEGINS.match(words) and sentence.start > pieces[-1][-1].end + 2)
            if pieces and (len(content_words(words)) < _LEAST_WORDS or not begins):
                pieces[-1].append(sentence)
            else:
                pieces.append([sentence])
    return [_Said(one, statement, tuple(_joined(spans))) for spans in pieces]


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans with nothing but a space between them are one."""
    start, end = spans[0].start, spans[0].end
    for one in spans[1:]:
        if one.start > end + 1:
            yield Span(start, end)
            start = one.start
        end = one.end
    yield Span(start, end)


def _groups(said: Sequence[_Said], links: Sequence[tuple[float, int, int]], cast: Cast) -> list[list[int]]:
    """Join the likest first, by the mean over all pairs (a pair below `ALIKE` counts 0); never two speakers."""
    alike = {(i, j): value for value, i, j in links}
    home = list(range(len(said)))
    members = {index: [index] for index in home}
    for _, i, j in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        one, other = sorted((home[i], home[j]))
        if one == other or not _can_join(said, members[one], members[other], alike, cast):
            continue
        members[one].extend(members.pop(other))
        for index in members[one]:
            home[index] = one
    told = (sorted(group) for group in members.values())
    return [group for group in told if len({said[index].coded.report.id for index in group}) > 1]


def _can_join(
    said: Sequence[_Said],
    ours: Sequence[int],
    theirs: Sequence[int],
    alike: Mapping[tuple[int, int], float],
    cast: Cast,
) -> bool:
    if not all(_one_speaker(said[i], said[j], cast) for i in ours for j in theirs):
        return False
    total = sum(alike.get((min(i, j), max(i, j)), 0.0) for i in ours for j in theirs)
    return total >= ALIKE * len(ours) * len(theirs)


def _one_speaker(a: _Said, b: _Said, cast: Cast) -> bool:
    """Whether both are one speaker's words; of who may be either (a family name that two bear) the name decides."""
    if a.statement.speaker is None or b.statement.speaker is None:
        return False
    one, other = (a.coded.report.id, a.statement.speaker), (b.coded.report.id, b.statement.speaker)
    found = cast.is_one(one, other)
    return same_name(one[1].name, other[1].name) if found is None else found


def _utterance(group: Sequence[_Said], lineage_of: Mapping[str, str]) -> Utterance:
    names = Counter(one.statement.speaker.name for one in group if one.statement.speaker)
    speaker = fullest_name(names)
    stances = Counter(one.statement.stance for one in group)
    stance = min(stances, key=lambda value: (-stances[value], value))
    wordings = tuple(Wording(one.coded.report.id, one.statement.id, one.spans) for one in group)
    lines = tuple(sorted({lineage_of.get(one.report, one.report) for one in wordings}))
    facts = sorted(f"{one.report}:{one.statement}:{one.spans[0].start}" for one in wordings)
    return Utterance(content_id("u", *facts), speaker, stance, wordings, lines)
