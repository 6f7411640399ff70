"""How many: the dead, the injured, the detained, the crowd, and "the seventh this year", as one report gives them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.coding.cues import role_noun
from dateline.coding.events.context import EventContext
from dateline.coding.events.fields.numbers import number_in, opening
from dateline.coding.events.ontology.entries import NumberWords
from dateline.language.annotated import AnnotatedText
from dateline.language.syntax.noun_phrases import conjuncts, core
from dateline.language.syntax.predicates import Argument, Predicate, Role
from dateline.model import Count, CountKind, Span

_BEFORE_PEOPLE = frozenset(("NUM", "ADJ", "NOUN", "PROPN"))
_ONE = frozenset(("a", "an"))
_PAIR = 2
Number = tuple[int, int | None, Span]
"""The least, the most (None without an upper bound) and the words."""
_MEMBERS = frozenset(("person", "leader"))


def counts_of(context: EventContext, predicate: Predicate, *, crowd: bool = False) -> tuple[Count, ...]:
    """The numbers of people that a predicate gives ("killing 17 soldiers", "the arrest of 26 members", "four deaths").

    Only numbers that count people of one of the table's outcomes; a number of anything else is no count. `crowd`: the
    predicate is a protest, whatever its word, and its subject is counted.
    """
    words = context.ontology.counts
    kind: CountKind | None = "protesters" if crowd else outcome_of(context, predicate)
    if kind is None:
        return ()
    out = []
    for head, start in _counted(context, predicate, kind):
        end = _end_of_people(context, head)
        if end is None:
            continue
        found = number_in(context.doc, opening(context.doc, start, words), end, words)
        if found is not None:
            out.append(Count(kind, *(_add_one(context, head, found) or found)))
    return tuple(out)


def _add_one(context: EventContext, head: int, first: Number) -> Number | None:
    """ "Two women and a man" are three: one more, whom nothing but "and" joins. What stands behind a comma may be the
    same people once more ("two people, a man and a woman"); a second number is a count of its own."""
    heads = conjuncts(context.doc, head)
    low, high, words = first
    if len(heads) != _PAIR or low != high or context.tokens[heads[1]].tag_ != "NN" or not is_people(context, heads[1]):
        return None
    start, _ = core(context.doc, heads[1])
    between = [t.lower_ for t in context.tokens[core(context.doc, head)[1] : start]]
    if between != ["and"] or context.tokens[start].lower_ not in _ONE:
        return None
    return low + 1, low + 1, Span(words.start, context.span(start, heads[1] + 1).end)


def nth(doc: AnnotatedText, among: Iterable[int], words: NumberWords) -> tuple[Count, ...]:
    """The first ordinal among tokens ("their seventh meeting", "was the seventh")."""
    for token in (doc[i] for i in among):
        number = words.ordinals.get(token.lower_)
        if number is not None:
            return (Count("ordinal", number, number, Span(token.idx, token.idx + len(token))),)
    return ()


def outcome_of(context: EventContext, predicate: Predicate) -> CountKind | None:
    """What a predicate does to those whom it counts; any verb kills with "dead" beside it."""
    words = context.ontology.counts
    found = words.outcomes.get(predicate.lemma) or words.states.get(predicate.lemma)
    if found is not None or predicate.kind != "verb":
        return found
    return "dead" if any(word in words.deadly for word in _beside(context, predicate)) else None


def _beside(context: EventContext, predicate: Predicate) -> Iterator[str]:
    """What stands with a verb: "shot dead", "fatally shot", "beaten to death"."""
    if predicate.head:
        yield context.tokens[predicate.head - 1].lower_
    if predicate.head + 1 < len(context.tokens):
        yield context.tokens[predicate.head + 1].lower_
    for argument in predicate.arguments:
        if argument.role in ("clause", "predicative", "oblique"):
            word = context.tokens[argument.head].lower_
            yield f"{argument.preposition}_{word}" if argument.preposition else word


def _counted(context: EventContext, predicate: Predicate, kind: CountKind) -> Iterator[tuple[int, int]]:
    """Whom a predicate counts: the head and the first token of each phrase."""
    if predicate.kind == "noun":
        yield from ((a.head, a.start) for a in predicate.arguments if _is_counted_by_noun(a, kind))
        if kind != "protesters":
            yield predicate.head, context.doc[predicate.head].left_edge.i
        return
    alone = _number_before(context, predicate) if kind != "protesters" else None
    if alone is not None:
        yield alone, alone
        return
    suffered = predicate.lemma in context.ontology.counts.states and not predicate.role("object")
    role: Role = "subject" if kind == "protesters" or predicate.kind == "adjective" or suffered else "object"
    yield from ((a.head, _start_of(context, predicate, a)) for a in predicate.role(role))


def _start_of(context: EventContext, predicate: Predicate, argument: Argument) -> int:
    """Where a phrase begins, also where the parse tears it: "70 United Nations soldiers"."""
    first = argument.start
    while first - 1 > predicate.head and context.tokens[first - 1].pos_ in _BEFORE_PEOPLE:
        first -= 1
    return first


def _number_before(context: EventContext, predicate: Predicate) -> int | None:
    """A number right before a verb that has nobody of its own behind it: "and up to 40 wounded", "40 were hurt"."""
    before = predicate.head - 1
    while before >= 0 and context.tokens[before].pos_ == "AUX":
        before -= 1
    suffered = context.tokens[predicate.head].tag_ == "VBN" or predicate.kind == "adjective"
    if before < 0 or context.tokens[before].pos_ != "NUM" or not suffered:
        return None
    return None if any(not a.shared and a.head != before for a in predicate.role("object")) else before


def _is_counted_by_noun(argument: Argument, kind: CountKind) -> bool:
    if kind == "protesters":
        return argument.preposition in ("by", "of") or (argument.role == "subject" and not argument.preposition)
    return argument.role == "possessor" and argument.preposition == "of"


def _end_of_people(context: EventContext, head: int) -> int | None:
    """Where the words for people end that a phrase counts; None where it counts something else.

    Behind a number or a group stands what it is of: "tens of thousands of people", "a crowd of 5,000".
    """
    doc, last = context.doc, head
    while last + 1 < len(doc) and doc[last + 1].lower_ == "of" and _is_group(context, last):
        inner = next((t.i for t in doc[last].rights if t.left_edge.i == last + 1), None)
        if inner is None or doc[inner].pos_ not in ("NOUN", "NUM", "PROPN", "ADJ"):
            break
        last = inner
    return last + 1 if is_people(context, last) else None


def _is_group(context: EventContext, at: int) -> bool:
    token, words = context.tokens[at], context.ontology.counts
    known = (words.groups, words.numbers, words.times)
    return token.pos_ == "NUM" or any(word in one for word in (token.lower_, token.lemma_.lower()) for one in known)


def is_people(context: EventContext, at: int) -> bool:
    """Whether a word stands for people, or for a number of them."""
    token, words = context.tokens[at], context.ontology.counts
    lemma = token.lemma_.lower()
    known = (words.people, words.outcomes, words.numbers, words.times, context.ontology.classes["PEOPLE"])
    if token.pos_ == "NUM" or any(word in one for word in (token.lower_, lemma) for one in known):
        return True
    if token.ent_type_ == "NORP":
        return True  # "hundreds of Sudanese", "30 Kenyans"
    role = role_noun(lemma) if token.pos_ == "NOUN" else None
    return role is not None and role.kind in _MEMBERS
