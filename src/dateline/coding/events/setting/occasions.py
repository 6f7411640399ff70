"""What is said or done at a meeting has the meeting's day and place, and the meeting has those of what is told there.

"Offered help during the talks in Sochi", "offered help on Friday during talks with ...".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.coding.events.acts.rows import Candidate
from dateline.coding.events.context import EventContext
from dateline.coding.events.merging import key_of
from dateline.coding.events.ontology.entries import Ontology
from dateline.language.syntax.predicates import Predicate
from dateline.model import Event, Span

_AT = frozenset(("at", "during", "in", "on"))
_WHILE = frozenset(("as", "when", "while"))
_PRESENT = {"met": "meeting"}
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "their"))
_STEPS = 3  # governors climbed from a clause to the meeting at which it is set


@dataclass(frozen=True, slots=True)
class Word:
    """The word of a meeting; `definite`: it takes up one that was told before ("the talks", "their summit"). `stem` is
    what it shares with the words of that one ("met", "the meeting")."""

    span: Span
    definite: bool
    stem: str

    @classmethod
    def of(cls, context: EventContext, token: int) -> Word:
        """The word at a token."""
        opens = [t.lower_ for t in context.doc[token].lefts]
        return cls(context.span(token, token + 1), not _DEFINITE.isdisjoint(opens), _stem(context.tokens[token].text))


def occasions(context: EventContext, found: Sequence[Candidate]) -> Mapping[int, Word]:
    """Start of an event's trigger -> the word of the meeting at which it happens."""
    meetings = {m.trigger for m in found if context.ontology.has_trait(m, "meeting")}
    out = {}
    for match in found:
        token = _occasion(context, match, meetings) if match.trigger not in meetings else None
        if token is not None:
            out[context.tokens[match.trigger].idx] = Word.of(context, token)
    return out


def _occasion(context: EventContext, match: Candidate, meetings: set[int]) -> int | None:
    step: Predicate | None = match.predicate
    beside = False
    for _ in range(_STEPS):
        if step is None:
            return None
        found = _set_at(context, match, step, meetings, beside=beside)
        if found is not None:
            return found
        if step.link == "conjunct" and step.finite:
            beside = True
        elif not _going_on(step) and step.link not in ("complement", "nominal", "relative"):
            return None
        step = context.predicates.get(step.parent) if step.parent is not None else None
    return None


def _going_on(step: Predicate) -> bool:
    return step.link == "relative" or (step.link in ("adverbial", "conjunct") and not step.finite)


def _set_at(
    context: EventContext, match: Candidate, step: Predicate, meetings: set[int], *, beside: bool
) -> int | None:
    """The meeting at which one clause is set: named in it, told below it ("as he met ..."), or that it hangs on.

    `beside`: of the verb that another stands beside, only what opens the sentence holds for both.
    """
    named = _named(context, step)
    if named is not None and (not beside or named < step.head):
        return named
    for head in context.below.get(step.head, ()):
        inner = context.predicates[head]
        if head in meetings and inner.link == "adverbial" and _opens(context, inner) in _WHILE:
            return head
    if step.parent in meetings and _going_on(step):
        return step.parent
    return _companion(context, match, step, meetings) if step is match.predicate else None


def _companion(context: EventContext, match: Candidate, step: Predicate, meetings: set[int]) -> int | None:
    """The meeting with somebody "who offered": what a side is told to have said behind a comma was said there."""
    noun = step.parent
    if noun is None or step.link != "relative" or step.tense != "past":
        return None
    start = min([step.head, *step.markers, *(a.start for a in step.arguments if not a.shared)])
    if not context.ontology.has_trait(match, "spoken"):
        return None
    met = [m for m in meetings if any(noun == a.head for a in context.predicates[m].arguments)]
    return met[0] if met and any(t.text == "," for t in context.doc[noun + 1 : max(start, noun + 1)]) else None


def _named(context: EventContext, predicate: Predicate) -> int | None:
    """The meeting at or during which it happens."""
    words = context.ontology.classes["MEETING"]
    for argument in predicate.arguments:
        if argument.role == "oblique" and argument.preposition in _AT and context.lemma(argument.head) in words:
            return argument.head
    return None


def subjects(context: EventContext, found: Sequence[Candidate]) -> Mapping[int, Word]:
    """Start of the trigger of praise, blame or refusal -> the word of the meeting that it is about."""
    words = context.ontology.classes["MEETING"]
    out = {}
    for match in found:
        about = context.ontology.has_trait(match, "judging") or context.ontology.has_trait(match, "refusal")
        taken = [a.head for a in context.objects(match.predicate)] if about else []
        if taken and context.lemma(taken[0]) in words:
            out[context.tokens[match.trigger].idx] = Word.of(context, taken[0])
    return out


def _opens(context: EventContext, predicate: Predicate) -> str:
    return context.tokens[predicate.markers[0]].lower_ if predicate.markers else ""


def settled(
    events: Sequence[Event], at: Mapping[int, Word], about: Mapping[int, Word], text: str, ontology: Ontology
) -> tuple[Event, ...]:
    """Events with the day and place of the meeting `at` which they happened, and with the sides of the one that they
    are `about`, where they name none themselves."""
    types = ontology.types_with("meeting") | ontology.plans_of("meeting")
    placed = _placed(events, at, types)
    held = [e for e in placed if e.nary and e.type in types]
    return tuple(_aimed(_settled(event, held, at), held, about, text) for event in placed)


def _placed(events: Sequence[Event], at: Mapping[int, Word], types: frozenset[str]) -> tuple[Event, ...]:
    """The meetings with the day and place of what is told to have happened there."""
    out = {event.id: event for event in events}
    held = [e for e in events if e.nary and e.type in types]
    for event in events:
        word = at.get(event.trigger.start)
        meeting = _mentioned(event, held, word) if word is not None and (event.when or event.where) else None
        if meeting is None or meeting.factuality.label != event.factuality.label:
            continue
        known = out[meeting.id]
        out[meeting.id] = replace(known, when=known.when or event.when, where=known.where or event.where)
    return tuple(out.values())


def _aimed(event: Event, meetings: Sequence[Event], about: Mapping[int, Word], text: str) -> Event:
    word = about.get(event.trigger.start)
    meeting = _meeting(event, meetings, word) if word is not None and not event.recipients else None
    if meeting is None and word is not None and word.definite and not event.recipients:
        meeting = _last(_others(event, meetings), word, text)
    if meeting is None or event.nary:
        return event
    mine = {key_of(a) for a in event.actors}
    others = tuple(a for a in meeting.actors if key_of(a) not in mine)
    return replace(event, recipients=others)


def _stem(word: str) -> str:
    return _PRESENT.get(word.lower(), word.lower())[:4]


def _last(events: Sequence[Event], word: Word, text: str) -> Event | None:
    """The meeting told last before "the meeting", in the same word if one is."""
    told = {m: e for e in events if len(e.actors) > 1 for m in e.mentions if m.end <= word.span.start}
    alike = {m: e for m, e in told.items() if _stem(e.trigger.cut(text)) == word.stem}
    return told[max(alike or told)] if told else None


def _settled(event: Event, meetings: Sequence[Event], at: Mapping[int, Word]) -> Event:
    word = at.get(event.trigger.start)
    if word is None or (event.when and event.where):
        return event
    meeting = _meeting(event, meetings, word)
    if meeting is None:
        return event
    return replace(event, when=event.when or meeting.when, where=event.where or meeting.where)


def _meeting(event: Event, meetings: Sequence[Event], word: Word) -> Event | None:
    """The record of the meeting: the one that has the word among its mentions, else the one of one of its sides."""
    mentioned = _mentioned(event, meetings, word)
    if mentioned is not None:
        return mentioned
    held = _others(event, meetings)
    mine = {key_of(a) for a in event.actors}
    shared = [e for e in held if mine & {key_of(a) for a in e.actors}] or held
    if event.when is not None and event.when.earliest == event.when.latest:
        shared = [e for e in shared if e.when is not None and e.when.value == event.when.value] or shared
    return shared[0] if len(shared) == 1 else None


def _mentioned(event: Event, meetings: Sequence[Event], word: Word) -> Event | None:
    held = _others(event, meetings)
    return next((e for e in held if e.trigger == word.span or any(m.contains(word.span) for m in e.mentions)), None)


def _others(event: Event, meetings: Sequence[Event]) -> list[Event]:
    """The meetings of the report other than `event` itself."""
    return [e for e in meetings if e.trigger != event.trigger]
