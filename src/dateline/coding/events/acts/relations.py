"""How the predicates of one report stand to each other: who governs whom, and whose words a clause is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from dateline.coding import columns
from dateline.language import plain
from dateline.language.syntax.phrases import names_in
from dateline.language.syntax.predicates import Argument, Predicate

_AND = frozenset((",", "and", "the"))
_SEVERAL = 2
_PARTICLES = frozenset("away back down in off out over up aside around behind together".split())
_BARE_PRONOUNS = frozenset(("it", "they", "he", "she"))


def below(predicates: Mapping[int, Predicate]) -> dict[int, tuple[int, ...]]:
    """Head of a predicate -> the heads of those that it governs, in the order of the text."""
    out: dict[int, list[int]] = {}
    for head, predicate in predicates.items():
        if predicate.parent is not None:
            out.setdefault(predicate.parent, []).append(head)
    return {parent: tuple(heads) for parent, heads in out.items()}


def reduced(doc: Doc, predicate: Predicate) -> Predicate:
    """ "The officers indicted this week": without "who", what hangs behind a noun is done to it, whatever its tense was
    read as."""
    if predicate.link != "relative" or predicate.passive:
        return predicate
    given = predicate.role("subject")
    if len(given) != 1 or not given[0].shared:
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


def announced(doc: Doc, predicates: dict[int, Predicate]) -> dict[int, Predicate]:
    """The predicates with those of headlines that only announce ("Japan to send doctors") told as still to come."""
    reach, lower = sentences(doc), columns.column(doc, "LOWER")
    finite = {reach[h][0] for h, p in predicates.items() if p.finite}
    out = dict(predicates)
    for head, predicate in predicates.items():
        first = reach[head][0]
        if first in finite:
            continue
        to = [m for m in predicate.markers if lower[m] == "to"]
        if not to or to[0] != head - 1:
            continue
        name = doc[to[0] - 1] if to[0] > first else None
        top = doc[first:head].root
        if name is None or name.pos_ not in ("PROPN", "NOUN") or top.dep_.lower() != "root" or predicate.role("agent"):
            continue
        subject = Argument("subject", top.i, first, to[0])
        others = tuple(a for a in predicate.arguments if a.role != "subject")
        out[head] = replace(predicate, arguments=(subject, *others), tense="future", finite=True, link="root")
    return out


def speakers(doc: Doc, predicates: Mapping[int, Predicate]) -> dict[int, Argument]:
    """A pronoun that opens the clause of what somebody says -> the phrase of who says it."""
    out: dict[int, Argument] = {}
    lower, kinds = columns.column(doc, "LOWER"), columns.column(doc, "POS")
    for inner in predicates.values():
        if inner.link != "complement" or not inner.finite or inner.parent is None:
            continue
        outer = predicates.get(inner.parent)
        if outer is None or outer.kind != "verb":
            continue
        said = [a for a in outer.role("subject") if kinds[a.head] != "PRON"]
        for argument in inner.role("subject", "object"):
            word = lower[argument.head]
            if len(said) == 1 and word in _BARE_PRONOUNS and not argument.shared:
                person = doc[said[0].head].ent_type_ == "PERSON"
                if person == (word in ("he", "she")):
                    out[argument.head] = said[0]
    return out


def particles(doc: Doc) -> dict[int, tuple[str, ...]]:
    """Token -> the adverbs that go with it and stand behind it alone ("turned him away")."""
    read = plain.columns(doc)
    out: dict[int, tuple[str, ...]] = {}
    for at, word in enumerate(read.lower):
        if word in _PARTICLES and read.pos[at] in ("ADV", "ADP") and read.head[at] < at and not doc[at].n_lefts:
            out[read.head[at]] = (*out.get(read.head[at], ()), word)
    return out


def sentences(doc: Doc) -> tuple[tuple[int, int], ...]:
    """For each token the first and the end token of its sentence; an unparsed Doc is one sentence."""
    if not doc.has_annotation("SENT_START"):
        return ((0, len(doc)),) * len(doc)
    return tuple([one for one in columns.sentences(doc) for _ in range(*one)])


def states_of(doc: Doc, start: int, end: int) -> tuple[tuple[tuple[int, int], str], ...]:
    """The names of states that a plural noun in tokens [start, end) is divided among, with the words for each part.

    "Indian and Chinese soldiers", "two Indian and three Chinese soldiers", "the foreign ministers of Armenia and
    Azerbaijan"; empty where there are not several.
    """
    names = [e for e in names_in(doc, start, end) if e.label_ in ("NORP", "LOC", "ORG")]
    if len(names) < _SEVERAL:
        return ()
    head = doc[start:end].root
    if head.tag_ not in ("NNS", "NNPS") or head.ent_type_:
        return ()
    for one, other in pairwise(names):
        if any(t.lower_ not in _AND and t.pos_ != "NUM" for t in doc[one.end : other.start]):
            return ()
    if names[-1].end <= head.i:
        return tuple(((n.start, n.end), f"{n.text} {doc[names[-1].end : head.i + 1].text}") for n in names)
    if names[0].start > head.i and doc[names[0].start - 1].lower_ in ("of", "from", "the"):
        first = start + (doc[start].pos_ == "DET")
        return tuple(((n.start, n.end), f"{doc[first : head.i + 1].text} of {n.text}") for n in names)
    return ()
