"""Who says that it happened, and who denies it: the statements in whose content an event is told."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.events.acts.rows import Candidate
from dateline.coding.events.context import EventContext
from dateline.model import Actor, Factuality, Span, Statement, Told, Voice

_OPEN = frozenset(("claims", "believes"))


def telling(statements: Sequence[Statement], trigger: Span) -> tuple[Statement, ...]:
    """The statements whose content holds the trigger, outermost first."""
    start, end = trigger.start, trigger.end
    holding = [s for s in statements if any(c.start <= start and end <= c.end for c in s.content)]
    return tuple(sorted(holding, key=lambda s: (-sum(c.end - c.start for c in s.content), s.id)))


def vouched(context: EventContext, match: Candidate, around: Sequence[Statement]) -> tuple[Statement, ...]:
    """Those of the statements whose speaker tells it. What a clause behind "the officers" or a name tells inside
    reported words is background of the outlet's own: "would not extradite the officers indicted last week"."""
    predicate = match.predicate
    noun = context.doc[predicate.parent] if predicate.parent is not None else None
    if predicate.link != "relative" or predicate.kind != "verb" or predicate.modals or noun is None:
        return tuple(around)
    past = predicate.tense == "past" or (predicate.passive and not predicate.finite)
    definite = noun.pos_ == "PROPN" or any(t.lower_ == "the" for t in noun.lefts)
    if not past or not definite or noun.i > match.trigger:
        return tuple(around)
    at = context.tokens[match.trigger].idx
    return tuple(s for s in around if _in_quotes(context.doc.text, s, at))


def _in_quotes(text: str, statement: Statement, at: int) -> bool:
    """Whether a place stands in words that the statement quotes."""
    if statement.quotation != "mixed":
        return statement.quotation == "direct"
    before = "".join(text[c.start : min(c.end, at)] for c in statement.content if c.start < at)
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def same(a: Actor, b: Actor) -> bool:
    """Whether two actors of one report are one: the same entity, or the same words."""
    if a.entity is not None or b.entity is not None:
        return a.entity == b.entity
    return a.name.casefold() == b.name.casefold()


def _speaks_for(speaker: Actor, actor: Actor) -> bool:
    """A government's spokesman vouches for its verbal acts; who speaks for himself needs no witness."""
    return same(speaker, actor) or (
        speaker.country is not None and speaker.country == actor.country and "GOV" in speaker.sectors[:1]
    )


def _can_speak(speaker: Actor) -> bool:
    """A name, or a description that tables know for one of people: "witnesses", but not "the last stop"."""
    return speaker.entity is not None or speaker.country is not None or bool(speaker.sectors)


def voices(
    actors: Sequence[Actor], told: Factuality, around: Sequence[Statement], *, avowed: bool
) -> tuple[Factuality, tuple[Voice, ...], tuple[Voice, ...]]:
    """(factuality, said_by, denied_by) of an event told inside `around` (outermost statement first).

    `avowed`: an act that its own actor utters has no said_by: the outlet heard it. What is told as not having happened
    by somebody who speaks is denied by him.
    """
    said: list[Voice] = []
    denied: list[Voice] = []
    for statement in around:
        if statement.speaker is None or not _can_speak(statement.speaker):
            continue
        voice = Voice(statement.speaker, statement.id, statement.cue)
        if statement.stance == "denies" or told.label in ("did-not-happen", "denied"):
            denied.append(voice)
        elif not (avowed and any(same(statement.speaker, a) for a in actors)):
            said.append(voice)
    if denied:
        cue = told.cue or denied[0].cue
        told = Factuality("denied", min(told.score, -2.0), cue, told.how or "denied by a speaker")
    elif said and told.label == "happened":
        stance = around[-1].stance
        if stance in _OPEN:
            kind: Told = "alleged" if stance == "claims" else "possible"
            cue = told.cue or around[-1].cue
            told = Factuality(kind, 1.0, cue, f"the source {stance} it")
    return told, tuple(said), tuple(denied)


def not_own(said: tuple[Voice, ...], actors: Sequence[Actor], *, avowed: bool) -> tuple[Voice, ...]:
    """Those who say it without being a side of it: "said he would brief him on the talks" needs no witness."""
    if not avowed:
        return said
    return tuple(v for v in said if not any(same(v.speaker, a) for a in actors))
