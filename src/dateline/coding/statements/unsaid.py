"""What is not said after all: saying that is negated, held back, supposed, asked or still to come is no statement."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import cast, get_args

from dateline.coding.cues import cues, rows
from dateline.coding.statements.attribution import Attribution, AttributionContext
from dateline.language.syntax.predicates import Predicate
from dateline.model import Span, Stance

_CLASSES = (
    *("nobody", "withholding", "recanting", "carrying", "supposing", "supposing-first", "unmade"),
    *("denied-verb", "denied-adjective"),
)
_LEFT_OPEN = frozenset(("demands", "promises", "proposes", "threatens", "declines", "asks", "believes"))
"""Stances of what governs a saying that it leaves undone: "urged him to say", "plans to announce"."""
_HELD = frozenset(("believes", "praises", "condemns"))
"""Stances that somebody has without saying a word: a modal leaves them."""
_ONLY = frozenset(("only", "just", "merely", "simply"))
_UNTIL = frozenset(("until", "till"))
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Unsaid:
    """unsaid.tsv: the words of each class, and what negated cues tell by (word, kind of predicate, frame)."""

    words: Mapping[str, frozenset[str]]
    denied: Mapping[tuple[str, str, str], Stance]


@functools.cache
def unsaid_words() -> Unsaid:
    """The table. Raises TableError."""
    words: dict[str, set[str]] = {name: set() for name in _CLASSES}
    denied: dict[tuple[str, str, str], Stance] = {}
    for row in rows("unsaid.tsv"):
        name = row.one_of("class", _CLASSES)
        words[name].add(row["word"])
        if name.startswith("denied-"):
            stance = cast(Stance, row.one_of("stance", get_args(Stance)))
            denied |= {(row["word"], name.removeprefix("denied-"), frame): stance for frame in row.words("frames")}
    fixed = {name: frozenset(found) for name, found in words.items()}
    return Unsaid(MappingProxyType(fixed), MappingProxyType(denied))


def keep_said(ground: AttributionContext, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that tell what somebody says or holds. One that nobody makes takes what is said in it along."""
    read = [(one, _read(ground, one)) for one in found]
    dropped = [one for one, kept in read if kept is None]
    return [kept for one, kept in read if kept is not None and not any(_is_within(one, other) for other in dropped)]


def _is_within(inner: Attribution, outer: Attribution) -> bool:
    return inner.cue is not None and any(span.contains(inner.cue) for span in outer.content)


def _read(ground: AttributionContext, one: Attribution) -> Attribution | None:
    """The attribution as it stands, with the stance that its negation leaves, or None where nothing is said."""
    predicate = ground.parse.by_head.get(one.cue_token) if one.cue_token is not None else None
    if predicate is None or one.frame == "" or (one.frame == "quote" and predicate.link == "adverbial"):
        return one  # what is quoted after "went as far as to say" was said
    if _is_left_open(ground, predicate) or _is_asked(ground, predicate, one) or _is_unmade(ground, predicate, one):
        return None
    negation = _negation(ground, predicate, one)
    if negation is None:
        return one
    left = unsaid_words().denied.get((predicate.lemma, predicate.kind, one.frame))
    if left is None or one.cue is None or _is_nobody(ground, one):
        return None
    return replace(one, stance=left, cue=Span(ground.tokens[negation].idx, one.cue.end))


def _is_unmade(ground: AttributionContext, predicate: Predicate, one: Attribution) -> bool:
    """ "The minister will announce", "should say": not said yet, or not told as said."""
    words = unsaid_words().words["unmade"]
    able = any(ground.tokens[m].lower_ == "can" for m in predicate.modals)
    if not predicate.finite or (one.stance in _HELD and not able):
        return False
    return predicate.negation is None and any(ground.tokens[m].lower_ in words for m in predicate.modals)


def _negation(ground: AttributionContext, predicate: Predicate, one: Attribution) -> int | None:
    """The first word of a negated cue ("does not think"); of "not only said" and "not until Monday" there is none."""
    doc, at = ground.tokens, predicate.negation
    if at is None and _is_nobody(ground, one) and one.source is not None:
        return one.source.first
    if at is None:
        above = ground.parse.governor(predicate) if predicate.link == "conjunct" else None
        bare = above is not None and not predicate.finite and doc[predicate.head].tag_ == "VB"
        return _negation(ground, above, replace(one, source=None)) if above is not None and bare else None
    if doc[at + 1].lower_ in _ONLY if at + 1 < len(doc) else False:
        return None
    if any(doc[i].lower_ in _UNTIL for i in range(at, min(at + 8, len(doc)))):
        return None
    if not at < predicate.head:
        return at if at < predicate.head else predicate.head
    first = at
    while first > 0 and predicate.head - first < 6 and doc[first - 1].pos_ == "AUX":
        first -= 1
    return first


def _is_nobody(ground: AttributionContext, one: Attribution) -> bool:
    """ "No official", "neither side", "not a single witness"."""
    source, words = one.source, unsaid_words().words["nobody"]
    return source is not None and (
        ground.tokens[source.first].lower_ in words or ground.tokens[source.head].lower_ in words
    )


def _is_left_open(ground: AttributionContext, predicate: Predicate, depth: int = 0) -> bool:
    """Whether what governs the saying, or opens its clause, leaves it unsaid."""
    doc, words = ground.tokens, unsaid_words().words
    marks = {doc[m].lower_ for m in predicate.markers}
    if marks & words["supposing"] or (marks & words["supposing-first"] and not predicate.finite):
        return True
    above = ground.parse.governor(predicate)
    if above is None or depth > _DEEPEST:
        return False
    if predicate.link == "conjunct":
        return not predicate.finite and _is_left_open(ground, above, depth + 1)
    if predicate.kind == "noun":
        return above.lemma in words["recanting"] and predicate.head in {a.head for a in above.role("object")}
    infinitive = "to" in marks and doc[predicate.head].tag_ == "VB" and not predicate.perfect
    if predicate.link == "adverbial":  # of purpose: "flew to Paris to discuss it"
        done = above.kind == "adjective" or above.lemma in words["carrying"]
        return infinitive and not done and above.head < predicate.head
    return predicate.link == "complement" and _leaves_open(predicate, above, infinitive=infinitive)


def _leaves_open(predicate: Predicate, above: Predicate, *, infinitive: bool) -> bool:
    """ "Declined to say", "urged him to say", "plans to announce": a verb that does not tell its complement as done."""
    if above.lemma in unsaid_words().words["withholding"] and not (above.kind == "noun" and predicate.finite):
        return above.negation is None
    governing = cues().get((above.lemma, above.kind))
    left_open = governing is not None and governing.stance_in("them-to") in _LEFT_OPEN
    return infinitive and left_open and not above.passive


def _is_asked(ground: AttributionContext, predicate: Predicate, one: Attribution) -> bool:
    """ "Did the minister say that ...?", outside quotations: the outlet asks it."""
    if one.source is None or not predicate.finite:
        return False
    doc, sentence = ground.tokens, ground.tokens[predicate.head].sent
    ends = [doc[i].text for i in range(max(sentence.start, sentence.end - 3), sentence.end) if not doc[i].is_space]
    if "?" not in ends or one.frame == "quote":
        return False
    before = range(max(sentence.start, one.source.first - 3), one.source.first)
    return one.source.head < predicate.head and any(doc[i].pos_ == "AUX" for i in before)
