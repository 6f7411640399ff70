"""How the predicates of one report stand to each other: who governs whom, and whose words a clause is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Doc

from dateline.language.predicates import Argument, Predicate

_BARE_PRONOUNS = frozenset(("it", "they", "he", "she"))


def below(predicates: Mapping[int, Predicate]) -> dict[int, tuple[int, ...]]:
    """Head of a predicate -> the heads of those that it governs, in the order of the text."""
    out: dict[int, tuple[int, ...]] = {}
    for head, predicate in predicates.items():
        if predicate.parent is not None:
            out[predicate.parent] = (*out.get(predicate.parent, ()), head)
    return out


def reduced(doc: Doc, predicate: Predicate) -> Predicate:
    """ "The officers indicted this week": without "who", what hangs behind a noun is done to it, whatever its tense was
    read as."""
    given = predicate.role("subject")
    if predicate.link != "relative" or predicate.passive or len(given) != 1 or not given[0].shared:
        return predicate
    noun = given[0].head
    past = doc[predicate.head].tag_ in ("VBD", "VBN") and noun < predicate.head
    if not past or predicate.role("object", "clause") or any(t.tag_[:1] == "W" for t in doc[noun : predicate.head]):
        return predicate
    if any(t.pos_ in ("AUX", "PRON") for t in doc[noun + 1 : predicate.head]) or doc[noun].tag_[:1] == "W":
        return predicate
    turned = tuple(replace(a, role="object") if a.role == "subject" else a for a in predicate.arguments)
    agents = tuple(replace(a, role="agent") if a.preposition == "by" and a.role == "oblique" else a for a in turned)
    return replace(predicate, arguments=agents, passive=True, finite=False, tense="none")


def speakers(doc: Doc, predicates: Mapping[int, Predicate]) -> dict[int, Argument]:
    """A pronoun that opens the clause of what somebody says -> the phrase of who says it."""
    out: dict[int, Argument] = {}
    for inner in predicates.values():
        outer = predicates.get(inner.parent) if inner.parent is not None and inner.link == "complement" else None
        if outer is None or outer.kind != "verb" or not inner.finite:
            continue
        said = [a for a in outer.role("subject") if doc[a.head].pos_ != "PRON"]
        for argument in inner.role("subject", "object"):
            word = doc[argument.head].lower_
            if len(said) == 1 and word in _BARE_PRONOUNS and not argument.shared:
                person = doc[said[0].head].ent_type_ == "PERSON"
                if person == (word in ("he", "she")):
                    out[argument.head] = said[0]
    return out


def sentences(doc: Doc) -> tuple[tuple[int, int], ...]:
    """For each token the first and the end token of its sentence; an unparsed Doc is one sentence."""
    if not doc.has_annotation("SENT_START"):
        return ((0, len(doc)),) * len(doc)
    return tuple((s.start, s.end) for s in doc.sents for _ in range(s.start, s.end))
