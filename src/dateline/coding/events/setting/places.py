"""Where an event happened: the place in a phrase that hangs on the words that tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.coding.events.candidate import Act
from dateline.coding.events.context import EventContext
from dateline.coding.events.offsets import find_offsets, innermost
from dateline.coding.events.setting.days import REACH, WEEKDAYS, clauses_of, in_sentence, nearest
from dateline.language.syntax.noun_phrases import appositions
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Place

_WHERE = (
    *("in", "at", "near", "on", "outside", "inside", "off", "around", "across", "through", "throughout"),
    *("to", "aboard", "within", "over"),
)
_STANDING = frozenset(_WHERE) - {"to", "on", "off", "over", "around", "across"}
_THIS = frozenset(("this", "last", "past", "earlier", "early", "late", "later", "today", "yesterday", *WEEKDAYS))
_BESIDE = 5  # tokens from a verb to the preposition that belongs to it
_TOWN = frozenset(("city", "capital", "facility"))
_WHILE = frozenset(("as", "while", "when"))
_LEAD = 6  # tokens from a preposition to the name that it brings
_SIDES = frozenset(("country", "capital", "unknown"))  # these can be whom it is done to
_UNKNOWN_WIDTH = 2
# The narrowest place in a phrase is where it happened: "the Black Sea resort of Sochi".
_NARROW = {"facility": 0, "city": 1, "capital": 1, "admin": 3, "region": 4, "country": 5, "sea": 6}


def find_place(context: EventContext, act: Act) -> Place | None:
    """The place in a phrase of place that hangs on the event's words; the narrowest where a phrase names several.

    What is done with the body happens where the words beside it say, also where the parse hangs them on a name
    ("met Putin in Sochi"); what is only said of a thing does not happen where the thing is.
    """
    told = [p for p in (_find_beside(context, act), _find_done_to(context, act)) if p is not None]
    told = [p for p in told if may_lie(context, act, p)]
    if told:
        return min(told, key=width_of)
    for noun in _meeting_nouns(context, act):
        found = _find_name_of(context, noun)
        if found is not None:
            return found
    beside = _find_behind(context, act)
    if not context.ontology.has_trait(act, "bodily") or beside is not None:
        return beside
    here = [p for p in context.standing_places.beginning(*context.reach(act.trigger)) if _is_located(context, p)]
    here = [p for p in here if may_lie(context, act, p)]
    near = nearest(context, act, [p.span for p in here], REACH)
    return next((p for p in here if p.span == near), None) or _find_meanwhile(context, act, here)


def _find_beside(context: EventContext, act: Act) -> Place | None:
    """A place in a phrase of place."""
    for predicate in (*clauses_of(context, act), *_find_further_harm(context, act)):
        for argument in predicate.arguments:
            # Of two prepositions that a parse hangs on one name ("with ... in Sochi") the last stands beside it.
            if argument.role == "oblique" and _places(argument.preposition):
                found = in_phrase(context, argument)
                if found is not None and not _is_target(context, act, argument, found):
                    return found
    return None


def _find_further_harm(context: EventContext, act: Act) -> Iterator[Predicate]:
    """ "Three were killed and two wounded in a blast near Gao": the verbs beside it tell one incident."""
    outcomes = context.ontology.counts.outcomes
    verbs = [act.predicate] if context.ontology.has_trait(act, "violent") and act.predicate.kind == "verb" else []
    for verb in verbs:
        further = [p for p in context.parse.governed(verb) if p.link == "conjunct" and p.lemma in outcomes]
        yield from further
        verbs += further


def _find_done_to(context: EventContext, act: Act) -> Place | None:
    """The town that is attacked or taken, the land that is visited: what is done to a place is done there. A country
    that is attacked is a side, and no place."""
    visiting = context.ontology.has_trait(act, "visiting")
    if not (visiting or context.ontology.has_trait(act, "force")):
        return None
    held = context.ontology.classes["PLACEHELD"] | context.ontology.classes["TARGET"]
    told = (act.predicate, *act.also)
    of = [a for p in told if p.kind == "noun" for a in p.role("possessor") if a.preposition == "of"]
    for argument in (*(a for p in told for a in context.objects(p)), *of):
        found = in_phrase(context, argument)
        if found is None or (found.feature in _SIDES and not visiting):
            continue
        if _names(context, argument, found) or not held.isdisjoint(context.lemmas(argument)):
            return found
    return None


def _names(context: EventContext, argument: Argument, place: Place) -> bool:
    head = context.tokens[argument.head]
    return place.span.start <= head.idx < place.span.end


def width_of(place: Place) -> int:
    return _NARROW.get(place.feature, _UNKNOWN_WIDTH)


def _places(preposition: str) -> bool:
    """Whether a preposition tells where: "in", also "with ... in"; not "according to", "due to"."""
    before, _, last = preposition.rpartition(" ")
    return last in _WHERE and not (before and last == "to")


def may_lie(context: EventContext, act: Act, place: Place) -> bool:
    """Whether a place can be the act's: not that of who tells of it, nor that of another deed from which the act is
    told at a distance ("the talks came two days after he met Kim in Vladivostok")."""
    if _is_of_source(context, act, place):
        return False
    offsets = find_offsets(context, act.trigger) if in_sentence(context, act, place.span) else ()
    word = context.parse.token_at(place.span.start)
    return innermost(offsets, word) == innermost(offsets, act.trigger)


def _is_of_source(context: EventContext, act: Act, place: Place) -> bool:
    """ "Officials in Geneva said": where those are who tell of it, or where they tell it, it did not happen."""
    word = context.parse.token_at(place.span.start)
    for said in context.said_around(act.trigger):
        if said.cue is None:
            continue
        cue = context.parse.token_at(said.cue.start)
        if cue == act.trigger:
            continue
        if said.speaker is not None and said.speaker.span.contains(place.span):
            return True
        by = context.parse.by_head.get(cue)
        held = [a for a in by.arguments if a.start <= word < a.end and _tells_who_or_where(a)] if by is not None else []
        if held and not any(a.start <= act.trigger < a.end for a in held):
            return True
    return False


def _tells_who_or_where(argument: Argument) -> bool:
    return argument.role in ("subject", "agent") or (argument.role == "oblique" and _places(argument.preposition))


def _meeting_nouns(context: EventContext, act: Act) -> list[int]:
    """The noun of a meeting: the act's own word, or what its verb takes."""
    nouns = [act.trigger] if act.predicate.kind == "noun" else [a.head for a in context.objects(act.predicate)]
    meets = context.ontology.has_trait(act, "meeting")
    return [noun for noun in nouns if meets and context.lemma(noun) in context.ontology.classes["MEETING"]]


def _find_name_of(context: EventContext, noun: int) -> Place | None:
    """The town by which a meeting is called: "the Geneva talks", but not "the Iran talks"."""
    before = context.doc[noun - 1] if noun else None
    if before is None or before.tag_ == "POS":
        return None
    edge = before.idx + len(before)
    return next(
        (p for p in context.standing_places.touching(edge - 1, edge) if p.span.end == edge and p.feature in _TOWN), None
    )


def _find_behind(context: EventContext, act: Act) -> Place | None:
    """A place right behind the verb, with a time between at most: "officers charged this week in Vienna"."""
    if act.predicate.kind != "verb":
        return None
    token, times = act.trigger + 1, context.ontology.classes["TIME"]
    while token < min(len(context.doc), act.trigger + _BESIDE) and context.tokens[token].pos_ != "ADP":
        if context.tokens[token].lower_ not in _THIS and context.tokens[token].lemma_.lower() not in times:
            return None
        token += 1
    if token + 1 >= len(context.doc) or context.tokens[token].lower_ not in ("in", "at", "near"):
        return None
    start = context.tokens[token + 1].idx
    return next(iter(context.standing_places.beginning(start, start + 1)), None)


def _find_meanwhile(context: EventContext, act: Act, here: Sequence[Place]) -> Place | None:
    """What happens as something else does happens there: "caught them as they tried to land in Puntland"."""
    for clause in context.parse.governed(act.predicate):
        if clause.link == "adverbial" and clause.markers and context.tokens[clause.markers[0]].lower_ in _WHILE:
            inside = [clause, *context.parse.governed(clause)]
            held = [
                context.span(a.start, a.end) for p in inside for a in p.role("oblique") if a.preposition in _STANDING
            ]
            found = [p for p in here if any(s.contains(p.span) for s in held)]
            if found:
                return found[0]
    return None


def _is_target(context: EventContext, act: Act, argument: Argument, place: Place) -> bool:
    """A country that something is done to or against is no place: "an attack on Germany", "sent arms to Kenya"."""
    if argument.preposition == "to":
        return not context.ontology.has_trait(act, "visiting")
    return argument.preposition in ("on", "over", "off") and place.feature in _SIDES


def _is_located(context: EventContext, place: Place) -> bool:
    """Whether a preposition of place brings the name: "in the Black Sea resort of Sochi"."""
    words = context.doc.char_span(place.span.start, place.span.end)
    if words is None or _of_a_thing(context, words.end):
        return False
    for token in reversed(context.doc[max(context.parse.sentences[words.start][0], words.start - _LEAD) : words.start]):
        if token.pos_ == "ADP" and token.lower_ != "of":
            return token.lower_ in _STANDING
        if token.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "PRON"):
            return False
    return False


def _of_a_thing(context: EventContext, end: int) -> bool:
    """ "In U.S.-Russia relations", "in the Syria talks": a name that only says of what kind a thing is."""
    behind = context.doc[end] if end < len(context.doc) else None
    if behind is None:
        return False
    if behind.text in ("-", "–"):
        return not behind.whitespace_ and not context.doc[end - 1].whitespace_
    return behind.tag_ in ("NN", "NNS") and not any(
        context.lemma(end) in context.ontology.classes[c] for c in ("PLACEHELD", "TARGET", "CALENDAR", "TIME")
    )


def in_phrase(context: EventContext, argument: Argument) -> Place | None:
    """The place that an argument names: at its head, or the narrowest inside."""
    # "In the capital, Mogadishu": what is set beside the word names the place.
    heads = (context.tokens[h].idx for h in (argument.head, *appositions(context.doc, argument.head)))
    at_head = [p for at in heads for p in context.standing_places.touching(at, at + 1)]
    if at_head:
        return at_head[0]
    start, end = context.sides(argument)[0]
    # What a repair took out of the phrase is no part of it: "at the summit by Hungary".
    span = context.span(start, min(end, max(argument.end, argument.head + 1)))
    inner = context.standing_places.within(span)
    if not inner or argument.preposition == "to":
        return None
    return min(inner, key=lambda p: (width_of(p), p.span))
