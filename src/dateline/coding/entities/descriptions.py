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
_WITHIN_NAMES = frozenset("NOUN PROPN ADJ PART NUM".split())


@dataclass(frozen=True, slots=True)
class Description:
    """Tokens [first, last) with their role noun, the states they name, and the other words that narrow them down."""

    first: int
    last: int
    noun: RoleNoun
    lands: frozenset[str]
    narrow: frozenset[str]


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
    return Description(first - the, last, noun, lands, frozenset(narrow))


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
    if found.narrow and not all(set(plain_words(w)) <= words for w in found.narrow):
        return 0
    return 2 + (2 if same else 0) + (3 if found.lands & lands else 0) - (1 if found.lands and not lands else 0)
