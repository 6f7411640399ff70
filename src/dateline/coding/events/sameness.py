"""Whether two acts of one report are one happening: what is known of the pair is weighed by `lexicon/same.tsv`.

The weights are learnt (`python -m training.acts join`) on annotated texts. The field's word is event coreference within
a document.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from types import MappingProxyType
from typing import Final

from dateline.coding.events.candidate import Candidate, key_of
from dateline.coding.events.context import EventContext
from dateline.model import Actor, Place, Span, When
from dateline.tables import Sheet

Features = Mapping[str, float]

ONE, ONE_OF_HEADLINE = 0.8, 0.5
"""From this share on two acts are one; one of the headline and one of the text.

Of 40 joins of lesser share in articles of other sets, read blind, 19 were one: charges, trials and clashes of different
cases are told in like words.
"""
_FACT: Final = frozenset(("happened", "ongoing", "habitual"))
_NOT: Final = frozenset(("denied", "did-not-happen"))
_WIDE: Final = ("country", "region")
_DEFINITE: Final = frozenset("the this that these those both".split())
_STEM: Final = 4
_PLURAL: Final = ("NNS", "NNPS")
_TINY: Final = 1e-6


def weigh_pair(context: EventContext, a: Candidate, b: Candidate, least: float = 0.0) -> float:
    """How likely two candidates of one type are one happening, from 0 to 1; 0 where no encoder has seen them, and where
    it is less than `least` whatever words they share: those are not looked for then, which takes longest."""
    if a.act.seen is None or b.act.seen is None:
        return 0.0
    first, second = (a, b) if a.act.trigger <= b.act.trigger else (b, a)
    score = _add_up(_describe_but_words(context, first, second))
    if _share(score + _most_of_words()) < least:
        return 0.0
    return _share(score + _add_up(_describe_words(context, first, second)))


def _add_up(features: Iterable[tuple[str, float]]) -> float:
    weights = pair_weights()
    return sum(weights.get(name, 0.0) * value for name, value in features)


def _share(score: float) -> float:
    return 1 / (1 + math.exp(-score))


@functools.cache
def pair_weights() -> Mapping[str, float]:
    """Feature -> its weight for being one."""
    rows = Sheet.load(resources.files("dateline.coding") / "lexicon" / "same.tsv").rows(("feature", "weight"))
    return MappingProxyType({row["feature"]: float(row["weight"]) for row in rows})


@functools.cache
def _most_of_words() -> float:
    """Above what shared words can weigh."""
    return sum(max(0.0, weight) for name, weight in pair_weights().items() if name.endswith("words")) + _TINY


def is_one(context: EventContext, a: Candidate, b: Candidate) -> float:
    """The share where it makes two candidates one happening, else 0."""
    first = min(a.act.trigger, b.act.trigger)
    headline = context.tokens[first].idx < body_start(context)
    least = ONE_OF_HEADLINE if headline else ONE
    share = weigh_pair(context, a, b, least)
    return share if share >= least else 0.0


def describe_pair(context: EventContext, a: Candidate, b: Candidate) -> Iterator[tuple[str, float]]:
    """What is known of two candidates, `a` standing before `b`: (feature, value)."""
    yield from _describe_but_words(context, a, b)
    yield from _describe_words(context, a, b)


def _describe_but_words(context: EventContext, a: Candidate, b: Candidate) -> Iterator[tuple[str, float]]:
    yield "always", 1.0
    yield from _describe_types(context, a, b)
    for name, x, y in _lists_of_sides(a, b):
        yield from _describe_sides(name, x, y)
    yield f"day {_compare_days(a.setting.when, b.setting.when)}", 1.0
    yield f"place {_compare_places(a.setting.where, b.setting.where)}", 1.0
    classes = sorted((class_of(a), class_of(b)))
    yield ("class same" if classes[0] == classes[1] else f"class {' '.join(classes)}"), 1.0
    yield from _describe_counts(a, b)
    yield from _describe_places(context, a, b)
    yield from _describe_nouns(context, a, b)


def _describe_words(context: EventContext, a: Candidate, b: Candidate) -> Iterator[tuple[str, float]]:
    yield "words", _share_words(context, [a.evidence], [b.evidence])
    for name, x, y in _lists_of_sides(a, b):
        if x and y:
            yield f"{name} words", _share_words(context, [one.span for one in x], [one.span for one in y])


def _lists_of_sides(a: Candidate, b: Candidate) -> Iterator[tuple[str, Sequence[Actor], Sequence[Actor]]]:
    """The sides of two candidates that stand for one another; of what all did together all of them."""
    if a.sides.nary != b.sides.nary:
        yield "side", a.sides.all, b.sides.all
        return
    yield "actor", a.sides.actors, b.sides.actors
    if not a.sides.nary:
        yield "recipient", a.sides.recipients, b.sides.recipients


def _describe_types(context: EventContext, a: Candidate, b: Candidate) -> Iterator[tuple[str, float]]:
    yield ("type same" if a.type == b.type else "type other"), 1.0
    if a.mode and b.mode:
        yield ("mode same" if a.mode == b.mode else "mode other"), 1.0
    x, y = a.act.seen, b.act.seen
    if x is not None and y is not None:
        shares = dict(y.types)
        yield "types", sum((p * shares.get(t, 0.0)) ** 0.5 for t, p in x.types)
    lemma, other = (context.lemma(c.act.trigger) for c in (a, b))
    if lemma == other:
        yield "lemma same", 1.0
    elif lemma[:_STEM] == other[:_STEM]:
        yield "stem same", 1.0
    else:
        yield "lemma other", 1.0


def _describe_sides(name: str, a: Sequence[Actor], b: Sequence[Actor]) -> Iterator[tuple[str, float]]:
    x, y = {key_of(actor) for actor in a}, {key_of(actor) for actor in b}
    if not x or not y:
        yield f"{name} open" if x or y else f"{name} none", 1.0
    elif x <= y or y <= x:
        yield f"{name} same", 1.0
    elif x & y:
        yield f"{name} shared", 1.0
    else:
        p, q = ({actor.country for actor in side} for side in (a, b))
        named = any(actor.entity for actor in a) and any(actor.entity for actor in b)
        if None in p | q:
            yield f"{name} other, no state", 1.0
        elif p == q:
            yield f"{name} of one state", 1.0
        else:
            yield f"{name} of other states", 1.0
        if named:
            yield f"{name} other names", 1.0


def _compare_days(a: When | None, b: When | None) -> str:
    if a is None or b is None:
        return "open" if a or b else "none"
    if None in (a.earliest, a.latest, b.earliest, b.latest):
        return "vague"
    agree = str(a.earliest) <= str(b.latest) and str(b.earliest) <= str(a.latest)
    return ("same" if a.earliest == b.earliest and a.latest == b.latest else "within") if agree else "other"


def _compare_places(a: Place | None, b: Place | None) -> str:
    if a is None or b is None:
        return "open" if a or b else "none"
    if a.name == b.name:
        return "same"
    if a.feature in _WIDE or b.feature in _WIDE:
        return "within" if a.country == b.country else "other"
    return "other"


def class_of(candidate: Candidate) -> str:
    """`fact`, `not` or `open`: what its telling comes to."""
    return "fact" if candidate.label in _FACT else "not" if candidate.label in _NOT else "open"


def _describe_counts(a: Candidate, b: Candidate) -> Iterator[tuple[str, float]]:
    if a.counts and b.counts:
        x, y = ({(c.kind, c.low) for c in one.counts} for one in (a, b))
        yield ("count same" if x & y else "count other"), 1.0


def _describe_places(context: EventContext, a: Candidate, b: Candidate) -> Iterator[tuple[str, float]]:
    """Where they stand: headline, lead, one sentence, the next; what kind of word tells them."""
    sentences = context.parse.sentences
    first, second = sentences[a.act.trigger][0], sentences[b.act.trigger][0]
    if first == second:
        yield "one sentence", 1.0
    elif not any(first < sentences[i][0] < second for i in range(first, second)):
        yield "next sentence", 1.0
    else:
        yield "apart", 1.0
    body = body_start(context)
    if context.tokens[a.act.trigger].idx < body <= context.tokens[b.act.trigger].idx:
        yield "from headline", 1.0
        lead = next((sentences[i] for i in range(len(context.doc)) if context.tokens[i].idx >= body), None)
        if lead is not None and second == lead[0]:
            yield "headline and lead", 1.0
    yield f"{a.act.predicate.kind} {b.act.predicate.kind}", 1.0
    if b.act.predicate.kind == "noun":
        words = {t.lower_ for t in context.doc[b.act.trigger].lefts}
        yield ("definite" if words & _DEFINITE else "indefinite" if words & {"a", "an", "another"} else "bare"), 1.0
    if b.act.predicate.perfect:
        yield "perfect", 1.0


def body_start(context: EventContext) -> int:
    """Where the first paragraph begins; 0 where there is no headline."""
    parts = context.report.parts
    if not parts or parts[0].kind != "title":
        return 0
    return next((p.span.start for p in parts if p.kind == "paragraph"), 0)


def _describe_nouns(context: EventContext, a: Candidate, b: Candidate) -> Iterator[tuple[str, float]]:
    """Nouns that only point back ("the attack"), of one number or not, with a time of their own ("the 1968 raid")."""
    if b.act.predicate.kind == "noun":
        if not b.sides.all and b.setting.when is None and b.setting.where is None:
            yield "points back", 1.0
        if a.act.predicate.kind == "noun":
            x, y = (context.doc[c.act.trigger].tag_ in _PLURAL for c in (a, b))
            yield ("number same" if x == y else "number other"), 1.0
    for name, one in (("first", a), ("second", b)):
        head = context.doc[one.act.trigger]
        low, high = head.left_edge.idx, head.right_edge.idx + len(head.right_edge)
        if one.act.predicate.kind == "noun" and context.standing_times.beginning(low, high):
            yield f"{name} dated inside", 1.0


def _share_words(context: EventContext, a: Sequence[Span], b: Sequence[Span]) -> float:
    x, y = (frozenset[str]().union(*map(context.content_words, spans)) for spans in (a, b))
    return len(x & y) / max(1, min(len(x), len(y)))
