"""What a parse of news gets wrong often enough to be set right for everybody who reads it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from dateline.language.plain import Columns, columns, plain
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.language.syntax.tree import Tree

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_BETWEEN = frozenset(("ADV", "AUX", "PART"))
_NO_REDUCED_CLAUSE = frozenset(("AUX", "PRON"))


def lost_subject(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase that stands right before `verb` and that the parse hangs on something behind it.

    No noun phrase before a finite verb belongs to a word behind the verb ("President A met with President B", where
    the first name was read as part of the second).
    """
    at = verb - 1
    while at >= 0 and tree.pos[at] in _BETWEEN and tree.heads[at] == verb:
        at -= 1
    if at < 0 or tree.pos[at] not in _NOMINAL:
        return None
    while tree.heads[at] != at and tree.heads[at] < verb:
        at = tree.heads[at]
    return at if tree.heads[at] > verb and tree.pos[at] in _NOMINAL else None


def repair_predicates(doc: Doc, found: Sequence[Predicate]) -> tuple[Predicate, ...]:
    """The predicates of `doc`, in their order, with those turned that a parse reads as what they cannot be."""
    read = columns(doc)
    return announce(doc, [turn_reduced(read, p) if p.link == "relative" else p for p in found])


def turn_reduced(read: Columns, predicate: Predicate) -> Predicate:
    """ "The officers indicted this week": without "who", what hangs behind a noun is done to it, whatever its tense was
    read as."""
    given = predicate.role("subject")
    if predicate.passive or len(given) != 1 or not given[0].shared:
        return predicate
    noun, verb = given[0].head, predicate.head
    past = read.tag[verb] in ("VBD", "VBN") and noun < verb
    if not past or predicate.role("object", "clause") or any(tag[:1] == "W" for tag in read.tag[noun:verb]):
        return predicate
    if not _NO_REDUCED_CLAUSE.isdisjoint(read.pos[noun + 1 : verb]):
        return predicate
    turned = [replace(a, role="object") if a.role == "subject" else a for a in predicate.arguments]
    agents = tuple([replace(a, role="agent") if a.preposition == "by" and a.role == "oblique" else a for a in turned])
    return replace(predicate, arguments=agents, passive=True, finite=False, tense="none")


def announce(doc: Doc, found: Sequence[Predicate]) -> tuple[Predicate, ...]:
    """The predicates with those of headlines that only announce ("Japan to send doctors") told as still to come."""
    read, tokens = columns(doc), plain(doc)
    told = {tokens[p.head].sent.start for p in found if p.finite}
    return tuple(
        [p if tokens[p.head].sent.start in told else _announced(read, p, tokens[p.head].sent.start) for p in found]
    )


def _announced(read: Columns, predicate: Predicate, first: int) -> Predicate:
    """The predicate of a sentence without a finite verb, which begins with token `first`."""
    to = predicate.head - 1
    if to <= first or to not in predicate.markers or read.lower[to] != "to" or predicate.role("agent"):
        return predicate
    top = next((i for i in range(first, to) if read.head[i] == i and not read.space[i]), None)
    if top is None or read.pos[to - 1] not in ("PROPN", "NOUN"):
        return predicate
    others = tuple([a for a in predicate.arguments if a.role != "subject"])
    subject = Argument("subject", top, first, to)
    return replace(predicate, arguments=(subject, *others), tense="future", finite=True, parent=None, link="root")
