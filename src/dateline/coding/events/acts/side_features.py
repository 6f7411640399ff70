"""What is known of a noun phrase as a side of an act, as features with their values, and what they weigh.

A feature is what the encoder says of the phrase's words, what a row and the tree say of it, or who it is; the weights
stand in `lexicon/sides.tsv`.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType
from typing import Final

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext, is_known
from dateline.coding.events.context.nouns import Known, Noun
from dateline.language import Argument, ToldAct
from dateline.language.plain import Stretch
from dateline.language.syntax.noun_phrases import conjuncts, core, names_in
from dateline.tables import Sheet

Features = Mapping[str, float]
Scores = tuple[float, float]
"""For being an actor, and a recipient, against being no side."""
BIAS: Final = "always"
_ACTS: Final = ("actor", "both")
_TAKES: Final = ("recipient",)
_BOTH: Final = ("both",)
_WHERE: Final = ("where",)
_ELSE: Final = ("when", "count", "says", "denies")
_NOUNS: Final = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_PARTS: Final = frozenset(("compound", "flat", "nummod", "det", "fixed", "amod"))
_MODIFIERS: Final = frozenset(("nmod", "amod", "poss"))
_BESIDE: Final = frozenset(("conj", "appos"))
_TOLD_BY: Final = frozenset("by with of in at to against for from on between over".split())
_WHO: Final = ("somebody", "known", "named", "of a state")
"""What only the phrase's actors say, 1 or 0 each."""
_LIKELIEST: Final = ("likeliest actor", "likeliest recipient")
_FAR: Final = 20
_LOGIT: Final = 6.0
_TINY: Final = 1e-4


@dataclass(frozen=True, slots=True)
class SidePhrase:
    """A phrase that may be a side of an act, with what is known of it for that."""

    argument: Argument
    features: Features


@dataclass(frozen=True, slots=True)
class Described:
    """A phrase with what is known of it beside an act, short of who it is (`add_who`)."""

    noun: Noun
    features: tuple[tuple[str, float], ...]


def find_phrases(context: EventContext, act: Act) -> tuple[SidePhrase, ...]:
    """The noun phrases of the act's sentence with all that is known of each, in the order of the text."""
    return tuple(
        SidePhrase(argument_of(one.noun), dict((*one.features, *add_who(context, one.noun))))
        for one in describe_phrases(context, act)
    )


def argument_of(noun: Noun) -> Argument:
    """The phrase as something that may take part."""
    return Argument("object", noun.head, noun.start, noun.end)


def describe_phrases(context: EventContext, act: Act) -> tuple[Described, ...]:
    """The same short of who they are, which takes by far the longest; nothing where the encoder says nothing."""
    if act.seen is None:
        return ()
    nouns = [_noun(context, head) for head in _heads(context, act)]
    about = _About.of(context, act, act.seen)
    most = [(_logit(about.acts.most(n.start, n.end)), _logit(about.takes.most(n.start, n.end))) for n in nouns]
    tops = [max(column, default=0.0) for column in zip(*most, strict=True)]
    return tuple(
        Described(noun, _describe(act, about, noun, pair, tops)) for noun, pair in zip(nouns, most, strict=True)
    )


def add_who(context: EventContext, noun: Noun) -> Known:
    """Who the phrase is, asked once a report."""
    found = context.nouns.who.get(noun.head)
    if found is None:
        actors = context.actors(Argument("subject", noun.head, noun.start, noun.end))
        said = (
            bool(actors),
            any(is_known(a) for a in actors),
            any(a.entity is not None for a in actors),
            any(a.country is not None for a in actors),
        )
        found = context.nouns.who[noun.head] = tuple(zip(_WHO, map(float, said), strict=True))
    return found


# ---------------------------------------------------------------------- weights


def weigh(features: Features) -> tuple[float, float, float]:
    """How likely a phrase is no side, an actor, a recipient."""
    return shares_of(add_up(features.items()))


def add_up(features: Iterable[tuple[str, float]], scores: Scores = (0.0, 0.0)) -> Scores:
    """The scores with what these features weigh."""
    weights, (acts, takes) = side_weights(), scores
    for name, value in features:
        pair = weights.get(name) if value else None
        if pair is not None:
            acts += pair[0] * value
            takes += pair[1] * value
    return acts, takes


def shares_of(scores: Scores) -> tuple[float, float, float]:
    """How likely no side, an actor, a recipient, by the scores."""
    acts, takes = (math.exp(min(score, 2 * _LOGIT * _LOGIT)) for score in scores)
    total = 1.0 + acts + takes
    return 1.0 / total, acts / total, takes / total


def most_with_who(scores: Scores) -> Scores:
    """Above what the scores can come to, whoever the phrase is."""
    more = _most_of_who()
    return scores[0] + more[0], scores[1] + more[1]


@functools.cache
def _most_of_who() -> Scores:
    held = [side_weights().get(name, (0.0, 0.0)) for name in _WHO]
    acts, takes = (sum(max(0.0, pair[at]) for pair in held) for at in (0, 1))
    return acts + _TINY, takes + _TINY  # whatever the order in which they are added up


@functools.cache
def side_weights() -> Mapping[str, tuple[float, float]]:
    """Feature -> its weight for an actor and for a recipient, against being no side."""
    sheet = Sheet.load(resources.files("dateline.coding") / "lexicon" / "sides.tsv")
    rows = sheet.rows(("feature", "actor", "recipient"))
    return MappingProxyType({row["feature"]: (float(row["actor"]), float(row["recipient"])) for row in rows})


# ---------------------------------------------------------------------- which phrases there are


def _heads(context: EventContext, act: Act) -> Iterator[int]:
    sentence = context.parse.sentences[act.trigger]
    found = context.nouns.heads.get(sentence)
    if found is None:
        found = context.nouns.heads[sentence] = tuple(_find_heads(context, sentence))
    for head, always in found:
        if head != act.trigger and (always or _is_doer_before(context, act, head)):
            yield head


def _find_heads(context: EventContext, sentence: Stretch) -> Iterator[tuple[int, bool]]:
    """The heads of noun phrases, and whether each is one beside every act."""
    columns = context.doc.columns
    for head in range(sentence.start, sentence.end):
        people = columns.ent_type[head] == "NORP"
        if columns.pos[head] not in _NOUNS and not people:
            continue
        relation = columns.dep[head].partition(":")[0]
        always = relation not in _PARTS or (people and relation == "amod")
        if always or columns.dep[head] == "compound":
            yield head, always


def _is_doer_before(context: EventContext, act: Act, head: int) -> bool:
    """ "A police manhunt", "a US drone strike": who stands before the noun of a deed, unless both are one name."""
    token = context.doc[head]
    above = token.head.i
    if token.dep_ != "compound" or not head < above or token.pos_ not in ("NOUN", "PROPN"):
        return False
    deed = context.parse.by_head.get(above)
    if deed is None or deed.kind != "noun":
        return False
    if above != act.trigger and not any(a.head == above for a in act.predicate.arguments):
        return False
    if any(start <= head and above < end for start, end in _names_around(context, head)):
        return False
    return any(is_known(a) for a in context.actors(Argument("subject", head, *core(context.doc, head))))


def _names_around(context: EventContext, head: int) -> Iterator[tuple[int, int]]:
    start, end = core(context.doc, context.doc[head].head.i)
    yield from ((name.start, name.end) for name in names_in(context.doc, start, end))


def _noun(context: EventContext, head: int) -> Noun:
    found = context.nouns.nouns.get(head)
    if found is None:
        found = context.nouns.nouns[head] = _make_noun(context, head)
    return found


def _make_noun(context: EventContext, head: int) -> Noun:
    columns = context.doc.columns
    start, end = core(context.doc, head)
    relation, above = columns.dep[head].partition(":")[0], columns.head[head]
    time = context.is_time(Argument("subject", head, start, end))
    known = [("time", float(time)), ("pronoun", float(columns.pos[head] == "PRON"))]
    if relation in _BESIDE:
        known.append((relation, 1.0))
    return Noun(head, start, end, (head, *_flat_in(context, head, start, end)), relation, above, tuple(known))


def _flat_in(context: EventContext, head: int, start: int, end: int) -> Iterator[int]:
    """The name behind a title: "soldier Elor Azaria"."""
    columns = context.doc.columns
    for at in range(start, end):
        if columns.dep[at] == "flat":
            above = columns.head[at]
            if above == head or columns.dep[above] == "flat":
                yield at


# ---------------------------------------------------------------------- what is known beside an act


class _Column:
    """How likely each word plays a part in an act, from the word `start` on."""

    __slots__ = ("_shares", "_start")

    def __init__(self, told: ToldAct, parts: Sequence[str]) -> None:
        first, *others = (told.parts[:, told.names.index(part)] for part in parts)
        self._shares: list[float] = sum(others, first).tolist()
        self._start = told.start

    def most(self, start: int, end: int) -> float:
        """The largest share among words [start, end)."""
        at = self._start
        held = self._shares[start - at if start > at else 0 : end - at if end > at else 0]
        return max(held) if held else 0.0

    def most_of(self, words: tuple[int, ...]) -> float:
        """The largest share among these words, mostly one."""
        if len(words) == 1:
            at = words[0] - self._start
            return self._shares[at] if 0 <= at < len(self._shares) else 0.0
        return max([self.most(word, word + 1) for word in words])


@dataclass(frozen=True, slots=True)
class _About:
    """What is asked of each phrase beside one act. `actors`, `recipients`: heads of whom its row names; None where no
    row tells it. `roles`: what a head is to the act's word, `above`: to the word that governs it."""

    acts: _Column
    takes: _Column
    either: _Column
    both: _Column
    where: _Column
    other: _Column
    nary: bool
    actors: frozenset[int] | None
    recipients: frozenset[int] | None
    roles: Mapping[int, str]
    above: Mapping[int, str] | None

    @classmethod
    def of(cls, context: EventContext, act: Act, told: ToldAct) -> _About:
        governor = context.parse.governor(act.predicate)
        return cls(
            acts=_Column(told, _ACTS),
            takes=_Column(told, _TAKES),
            either=_Column(told, (*_ACTS, *_TAKES)),
            both=_Column(told, _BOTH),
            where=_Column(told, _WHERE),
            other=_Column(told, _ELSE),
            nary=context.ontology.event_type(act.type, act.mode).nary,
            actors=None if act.rule.learnt else _heads_of(context, act.actors),
            recipients=None if act.rule.learnt else _heads_of(context, act.recipients),
            roles=roles_of(context, act.predicate.arguments),
            above=None if governor is None else roles_of(context, governor.arguments),
        )


def _heads_of(context: EventContext, arguments: Iterable[Argument]) -> frozenset[int]:
    return frozenset(head for one in arguments for head in conjuncts(context.doc, one.head))


def roles_of(context: EventContext, arguments: Iterable[Argument]) -> dict[int, str]:
    """Head -> its role, with the preposition where one of a few brings it; of several the first."""
    out: dict[int, str] = {}
    for one in arguments:
        told_by = one.role == "oblique" and one.preposition in _TOLD_BY
        role = f"{one.role} {one.preposition}" if told_by else one.role
        for head in conjuncts(context.doc, one.head):
            out.setdefault(head, role)
    return out


def _describe(
    act: Act, about: _About, noun: Noun, most: Scores, tops: Sequence[float]
) -> tuple[tuple[str, float], ...]:
    acts, takes = most
    found = [
        (BIAS, 1.0),
        ("actor", acts),
        ("recipient", takes),
        ("head actor", _logit(about.acts.most_of(noun.own))),
        ("head recipient", _logit(about.takes.most_of(noun.own))),
        ("head both", about.both.most_of(noun.own)),
        ("place", _logit(about.where.most(noun.start, noun.end))),
        ("other part", _logit(about.other.most(noun.start, noun.end))),
    ]
    if about.nary:
        found += (("together", 1.0), ("together actor", acts), ("together recipient", takes))
    found += _describe_row(about, noun.head)
    found += _describe_place(act, about, noun)
    found += noun.known
    found += [(name, float(share == top)) for name, share, top in zip(_LIKELIEST, most, tops, strict=True)]
    return tuple(found)


def _describe_row(about: _About, head: int) -> list[tuple[str, float]]:
    """What a row of words says of it."""
    if about.actors is None or about.recipients is None:
        return []
    found = [("row", 1.0)]
    for side, heads in (("actor", about.actors), ("recipient", about.recipients)):
        if heads:
            found.append((f"row has {side}", 1.0))
        if head in heads:
            found.append((f"row {side}", 1.0))
    return found


def _describe_place(act: Act, about: _About, noun: Noun) -> list[tuple[str, float]]:
    """Where it stands: in the tree, and in the sentence."""
    role = about.roles.get(noun.head, "none")
    above = about.above.get(noun.head, "none") if role == "none" and about.above is not None else ""
    found = [*_name_roles(act.predicate.kind, role, above)]
    if noun.relation == "compound":
        found += (("before a deed", 1.0), ("before the act", float(noun.above == act.trigger)))
    if noun.relation in _MODIFIERS:
        found += (("inside", 1.0), ("inside a side", _logit(about.either.most_of((noun.above,)))))
    found += (
        ("behind", float(noun.head > act.trigger)),
        ("distance", min(_FAR, abs(noun.head - act.trigger)) / 10),
    )
    return found


@functools.cache
def _name_roles(kind: str, role: str, above: str) -> Known:
    """Features of a role beside a verb, noun or adjective, and of one beside its governor."""
    names = [f"role {role}", f"{kind} role {role.partition(' ')[0]}"]
    if above:
        names += [f"above {above}", f"{kind} above {above}"]
    return tuple((name, 1.0) for name in names)


def _logit(share: float) -> float:
    return max(-_LOGIT, min(_LOGIT, math.log((share + _TINY) / (1 - share + _TINY))))
