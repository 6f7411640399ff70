"""What is said or done at a meeting has the meeting's day and place, and the meeting has those of what is told there.

"Offered help during the talks in Sochi", "offered help on Friday during talks with ...".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from dateline.coding.events.candidate import Act, Candidate, is_meeting, key_of
from dateline.coding.events.context import EventContext
from dateline.language.syntax.predicates import Predicate
from dateline.model import Span

_AT = frozenset(("at", "during", "in", "on"))
_WHILE = frozenset(("as", "when", "while"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "their"))
_PRESENT = {"met": "meeting"}
_UP = 2  # governors climbed from a clause to the meeting at which it is set


@dataclass(frozen=True, slots=True)
class MeetingWord:
    """The word of a meeting; `definite`: it takes up one that was told before ("the talks", "their summit"). `stem` is
    what it shares with the words of that one ("met", "the meeting")."""

    span: Span
    definite: bool
    stem: str

    @classmethod
    def of(cls, context: EventContext, token: int) -> MeetingWord:
        """The word at a token."""
        opens = [t.lower_ for t in context.doc[token].lefts]
        return cls(context.span(token, token + 1), not _DEFINITE.isdisjoint(opens), _stem(context, token))


def lend_by_meetings(
    context: EventContext, candidates: Sequence[Candidate], words: Iterable[Act]
) -> tuple[Candidate, ...]:
    """Candidates with the day and place of the meeting at which they happened, and with the sides of the one that they
    are about, where they name none themselves.

    `words` are all acts that were proposed: a meeting that is no record still is one at which something is said.
    """
    meetings = {act.trigger for act in words if context.ontology.has_trait(act, "meeting")}
    at = {
        c.act.trigger: MeetingWord.of(context, token)
        for c in candidates
        if c.act.trigger not in meetings and (token := _find_occasion(context, c.act, meetings)) is not None
    }
    placed = _place_meetings(context, candidates, at)
    held = [c for c in placed if is_meeting(c, context.meetings)]
    return tuple(_aim(context, _settle(c, held, at.get(c.act.trigger)), held) for c in placed)


# ------------------------------------------------------------------ the words of the meeting


def _find_occasion(context: EventContext, act: Act, meetings: Set[int]) -> int | None:
    """The token of the meeting at which an act is set."""
    beside = False
    for step in context.parse.climb(act.predicate, _is_set_with, steps=_UP):
        found = _find_set_at(context, act, step, meetings, beside=beside)
        if found is not None:
            return found
        beside = beside or (step.link == "conjunct" and step.finite)
    return None


def _is_set_with(step: Predicate) -> bool:
    """Whether a clause happens where that above it does."""
    beside = step.link == "conjunct" and step.finite
    return beside or _goes_on(step) or step.link in ("complement", "nominal", "relative")


def _goes_on(step: Predicate) -> bool:
    return step.link == "relative" or (step.link in ("adverbial", "conjunct") and not step.finite)


def _find_set_at(context: EventContext, act: Act, step: Predicate, meetings: Set[int], *, beside: bool) -> int | None:
    """The meeting at which one clause is set: named in it, told below it ("as he met ..."), or that it hangs on.

    `beside`: of the verb that another stands beside, only what opens the sentence holds for both.
    """
    named = _find_named(context, step)
    if named is not None and (not beside or named < step.head):
        return named
    for inner in context.parse.governed(step):
        if inner.head in meetings and inner.link == "adverbial" and _opens(context, inner) in _WHILE:
            return inner.head
    if step.parent in meetings and _goes_on(step):
        return step.parent
    return _find_companion(context, act, step, meetings) if step is act.predicate else None


def _find_companion(context: EventContext, act: Act, step: Predicate, meetings: Set[int]) -> int | None:
    """The meeting with somebody "who offered": what a side is told to have said behind a comma was said there."""
    noun = step.parent
    if noun is None or step.link != "relative" or step.tense != "past":
        return None
    if not context.ontology.has_trait(act, "spoken"):
        return None
    start = min([step.head, *step.markers, *(a.start for a in step.arguments if not a.shared)])
    known = context.parse.by_head
    met = [m for m in meetings if m in known and any(noun == a.head for a in known[m].arguments)]
    return met[0] if met and any(t.text == "," for t in context.doc[noun + 1 : max(start, noun + 1)]) else None


def _find_named(context: EventContext, predicate: Predicate) -> int | None:
    """The meeting at or during which it happens."""
    words = context.ontology.classes["MEETING"]
    for argument in predicate.arguments:
        if argument.role == "oblique" and argument.preposition in _AT and context.lemma(argument.head) in words:
            return argument.head
    return None


def _find_subject(context: EventContext, act: Act) -> MeetingWord | None:
    """The word of the meeting that praise, blame or a refusal is about."""
    ontology = context.ontology
    if not (ontology.has_trait(act, "judging") or ontology.has_trait(act, "refusal")):
        return None
    taken = context.objects(act.predicate)
    if not taken or context.lemma(taken[0].head) not in ontology.classes["MEETING"]:
        return None
    return MeetingWord.of(context, taken[0].head)


def _opens(context: EventContext, predicate: Predicate) -> str:
    return context.tokens[predicate.markers[0]].lower_ if predicate.markers else ""


def _stem(context: EventContext, token: int) -> str:
    word = context.tokens[token].lower_
    return _PRESENT.get(word, word)[:4]


# ------------------------------------------------------------------ what meetings lend, and are lent


def _place_meetings(
    context: EventContext, candidates: Sequence[Candidate], at: dict[int, MeetingWord]
) -> tuple[Candidate, ...]:
    """The meetings with the day and place of what is told to have happened there."""
    out = {c.act.trigger: c for c in candidates}
    held = [c for c in candidates if is_meeting(c, context.meetings)]
    for candidate in candidates:
        word = at.get(candidate.act.trigger)
        meeting = _find_mentioned(candidate, held, word) if word is not None else None
        if meeting is not None and meeting.label == candidate.label:
            kept = out[meeting.act.trigger]
            out[meeting.act.trigger] = replace(kept, setting=kept.setting.or_else(candidate.setting))
    return tuple(out.values())


def _settle(candidate: Candidate, meetings: Sequence[Candidate], word: MeetingWord | None) -> Candidate:
    setting = candidate.setting
    if word is None or (setting.when and setting.where):
        return candidate
    meeting = _find_meeting(candidate, meetings, word)
    return replace(candidate, setting=setting.or_else(meeting.setting)) if meeting is not None else candidate


def _aim(context: EventContext, candidate: Candidate, meetings: Sequence[Candidate]) -> Candidate:
    sides = candidate.sides
    word = _find_subject(context, candidate.act) if not sides.recipients and not sides.nary else None
    if word is None:
        return candidate
    meeting = _find_meeting(candidate, meetings, word)
    if meeting is None and word.definite:
        meeting = _find_last(context, _others(candidate, meetings), word)
    if meeting is None:
        return candidate
    mine = {key_of(a) for a in sides.actors}
    others = tuple(a for a in meeting.sides.actors if key_of(a) not in mine)
    return replace(candidate, sides=replace(sides, recipients=others, visited=sides.visited | meeting.sides.visited))


def _find_last(context: EventContext, meetings: Sequence[Candidate], word: MeetingWord) -> Candidate | None:
    """The meeting told last before "the meeting", in the same word if one is."""
    told = {m: c for c in meetings if len(c.sides.actors) > 1 for m in c.mentions if m.end <= word.span.start}
    alike = {m: c for m, c in told.items() if _stem(context, c.act.trigger) == word.stem}
    return told[max(alike or told)] if told else None


def _find_meeting(candidate: Candidate, meetings: Sequence[Candidate], word: MeetingWord) -> Candidate | None:
    """The record of the meeting: the one that has the word among its mentions, else the one of one of its sides."""
    mentioned = _find_mentioned(candidate, meetings, word)
    if mentioned is not None:
        return mentioned
    held = _others(candidate, meetings)
    mine, when = {key_of(a) for a in candidate.sides.actors}, candidate.setting.when
    shared = [c for c in held if mine & {key_of(a) for a in c.sides.actors}] or held
    if when is not None and when.earliest == when.latest:
        days = [(c, c.setting.when) for c in shared]
        shared = [c for c, day in days if day is not None and day.value == when.value] or shared
    return shared[0] if len(shared) == 1 else None


def _find_mentioned(candidate: Candidate, meetings: Sequence[Candidate], word: MeetingWord) -> Candidate | None:
    held = _others(candidate, meetings)
    return next((c for c in held if c.trigger == word.span or any(m.contains(word.span) for m in c.mentions)), None)


def _others(candidate: Candidate, meetings: Sequence[Candidate]) -> list[Candidate]:
    """The meetings of the report other than the act itself."""
    return [c for c in meetings if c.act.trigger != candidate.act.trigger]
