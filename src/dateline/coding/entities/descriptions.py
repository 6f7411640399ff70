"""Definite descriptions of persons and bodies ("the Russian leader", "the spokesman"), and whom they fit."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.coding.cues import RoleNoun, role_noun
from dateline.coding.entities import NameGroup
from dateline.coding.entities.lands import is_land_word, lands_in
from dateline.coding.entities.mentions import plain_words
from dateline.coding.entities.name_words import name_words
from dateline.language import Parse
from dateline.language.plain import Plain
from dateline.language.syntax.noun_phrases import names_in

_DEFINITE = frozenset("the this that".split())
_FORMER = frozenset(("former", "ex", "late", "deposed", "ousted"))
_OWNING = frozenset("his her their its".split())
_OFFICES = frozenset("minister diplomat premier president monarch leader chancellor chair prince spokesperson".split())
_WITHIN_NAMES = frozenset("NOUN PROPN ADJ PART NUM".split())


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens [first, last) with their role noun, the states they name, and the other words that narrow them down.

    `former`: of somebody who is it no more.
    """

    first: int
    last: int
    noun: RoleNoun
    lands: frozenset[str]
    narrow: frozenset[str]
    former: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """Tokens [first, last) that say what somebody is to an owner: "his sister", "the president's Polish counterpart".

    `owner`: the token that names or stands for the owner. `kin`: a noun of kin. `mutual`: each is the other's.
    """

    first: int
    last: int
    noun: RoleNoun
    lands: frozenset[str]
    owner: int
    kin: bool
    mutual: bool


def find_relation(parse: Parse, token: Plain) -> Relation | None:
    """The relation whose head is `token`, or None where it is none or is owned by nobody."""
    noun = role_noun(token.lower_)
    kin = noun is not None and noun.family == "kin"
    if noun is None or not (kin or noun.noun in name_words().relations) or token.tag_ in ("NNS", "NNPS"):
        return None
    tokens, first = parse.tokens, token.i
    while first > 0 and token.i - first < 5 and tokens[first - 1].pos_ in ("ADJ", "NOUN", "PROPN"):
        first -= 1
    owner = first - 1
    if owner < 0 or (tokens[owner].lower_ not in _OWNING and tokens[owner].tag_ != "POS"):
        return None
    behind = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if behind is not None and behind.pos_ in ("NOUN", "PROPN"):
        return None
    words = parse.doc[first : token.i].text
    said = owner if tokens[owner].tag_ != "POS" else owner - 1
    mutual = noun.noun in name_words().mutual and not words.strip()
    return Relation(owner if said == owner else first, token.i + 1, noun, lands_in(words), said, kin, mutual)


def rate_relation(group: NameGroup, found: Relation) -> bool:
    """Whether the words beside the names of a person, or the tables, fit a relation: the noun of kin or the state."""
    said = [words for name in group.names for words in name.role_words]
    if found.kin:
        nouns = {word for words in said for word in plain_words(words)}
        return found.noun.noun in nouns
    return any(found.lands & lands_in(words) for words in said)


def holds_office(group: NameGroup) -> bool:
    """Whether the words beside the names of a person give it an office of state."""
    nouns = [noun for name in group.names for words in name.role_words for noun in _roles_in(words)]
    return any(noun.kind == "leader" or noun.family in _OFFICES for noun in nouns)


def find_description(parse: Parse, token: Plain, *, headline: bool = False) -> Description | None:
    """The definite description whose head is `token`, or None. A `headline` leaves articles out: "Kremlin chief"."""
    noun = role_noun(token.lower_)
    if noun is None or noun.kind not in ("leader", "person") or token.tag_ in ("NNS", "NNPS"):
        return None
    doc, tokens, first = parse.doc, parse.tokens, token.i
    while first > 0 and token.i - first < 7 and tokens[first - 1].pos_ in _WITHIN_NAMES:
        first -= 1
    the = first > 0 and tokens[first - 1].lower_ in _DEFINITE
    if not the and not (headline and lands_in(doc[first : token.i].text)):
        return None
    if token.i + 1 < len(tokens) and tokens[token.i + 1].pos_ in ("NOUN", "PROPN"):
        return None
    last = _end_of_phrase(tokens, token.i + 1)
    text = doc[first:last].text
    words = [t for t in tokens[first:last] if t.i != token.i and t.pos_ in ("NOUN", "PROPN", "ADJ")]
    narrow = {w.lower_ for w in words if w.lower_ not in name_words().colourless and not is_land_word(w.text)}
    lands = lands_in(text)
    if lands:
        narrow = {w for w in narrow if not any(w in plain_words(e.text) for e in names_in(doc, first, last))}
    former = any(w.lower_ in _FORMER for w in tokens[first : token.i])
    return Description(first - the, last, noun, lands, frozenset(narrow), former)


def _end_of_phrase(doc: Sequence[Plain], end: int) -> int:
    """The end of "of the country" after a role noun."""
    if end >= len(doc) or doc[end].lower_ != "of":
        return end
    at = end + 1
    while at < len(doc) and at - end < 7 and (doc[at].pos_ in _WITHIN_NAMES or doc[at].lower_ == "the"):
        at += 1
    return at if at > end + 1 else end


def rate_description(group: NameGroup, found: Description) -> int:
    """How well a description fits a person: 0 not at all, more the more it shares with the roles beside the names."""
    if group.kind != "person" or (found.noun.gender and group.gender not in (None, found.noun.gender)):
        return 0
    return max([_rate_role(found, words) for words in group.called], default=0)


@functools.lru_cache(maxsize=1 << 12)
def _roles_in(words: str) -> tuple[RoleNoun, ...]:
    return tuple([n for w in words.split() if (n := role_noun(w.strip(",.")))])


def _rate_role(found: Description, role: str) -> int:
    nouns = _roles_in(role)
    same = any(n.family == found.noun.family for n in nouns)
    ruler = found.noun.kind == "leader" and any(n.kind == "leader" for n in nouns)
    if not same and not (ruler and (found.noun.family == "leader" or any(n.family == "leader" for n in nouns))):
        return 0
    lands = lands_in(role)
    if found.lands and lands and not found.lands & lands:
        return 0
    words = set(plain_words(role))
    if found.noun.kind == "leader" and not found.former and not _FORMER.isdisjoint(words):
        return 0  # "the president" is not who was it before
    if found.narrow and not all(set(plain_words(w)) <= words for w in found.narrow):
        return 0
    return 2 + (2 if same else 0) + (3 if found.lands & lands else 0) - (1 if found.lands and not lands else 0)
