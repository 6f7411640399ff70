"""Who says that it happened, and who denies it: the statements in whose content an event is told."""

from __future__ import annotations

from collections.abc import Container, Sequence

from dateline.coding.cues import denial_words
from dateline.coding.events.candidate import Act, HowTold, key_of
from dateline.coding.events.context import EventContext
from dateline.model import Actor, Factuality, Statement, Voice

_OPEN = frozenset(("claims", "believes"))
UNDONE = frozenset(("did-not-happen", "denied"))


def find_tellers(context: EventContext, act: Act) -> tuple[Statement, ...]:
    """The statements in whose content an act stands and whose speaker tells it, outermost first."""
    word = context.span(act.trigger, act.trigger + 1)
    holding = [
        s for s in context.found.statements if any(c.start <= word.start and word.end <= c.end for c in s.content)
    ]
    return _drop_background(
        context, act, sorted(holding, key=lambda s: (-sum(c.end - c.start for c in s.content), s.id))
    )


def _drop_background(context: EventContext, act: Act, around: Sequence[Statement]) -> tuple[Statement, ...]:
    """Those of the statements whose speaker tells it. What a clause behind "the officers" or a name tells inside
    reported words is background of the outlet's own: "would not extradite the officers indicted last week"."""
    predicate = act.predicate
    noun = context.doc[predicate.parent] if predicate.parent is not None else None
    if predicate.link != "relative" or predicate.kind != "verb" or predicate.modals or noun is None:
        return tuple(around)
    past = predicate.tense == "past" or (predicate.passive and not predicate.finite)
    definite = noun.pos_ == "PROPN" or any(t.lower_ == "the" for t in noun.lefts)
    if not past or not definite or noun.i > act.trigger:
        return tuple(around)
    at = context.tokens[act.trigger].idx
    return tuple(s for s in around if _in_quotes(context.report.text, s, at))


def _in_quotes(text: str, statement: Statement, at: int) -> bool:
    """Whether a place stands in words that the statement quotes."""
    if statement.quotation != "mixed":
        return statement.quotation == "direct"
    before = "".join(text[c.start : min(c.end, at)] for c in statement.content if c.start < at)
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def can_speak(speaker: Actor) -> bool:
    """A name, or a description that tables know for one of people: "witnesses", but not "the last stop"."""
    return speaker.entity is not None or speaker.country is not None or bool(speaker.sectors)


def find_partings(context: EventContext, act: Act, around: Sequence[Statement]) -> frozenset[str]:
    """The denials that leave the act as it is: they deny a part in it ("denied involvement in the attack"), or it is
    itself what others say ("denied the allegations")."""
    out = []
    above = context.parse.governor(act.predicate)
    for statement in around:
        if statement.stance != "denies" or act.predicate.kind != "noun":
            continue
        cue = context.tokens[above.head].idx if above is not None else -1
        if statement.cue is not None and cue == statement.cue.start and act.predicate.lemma in denial_words()["claim"]:
            out.append(statement.id)
            continue
        inside = [at for span in statement.content for at in context.parse.covering(span.start, span.end)]
        words = {w for at in inside if at < act.trigger for w in (context.lemma(at), context.tokens[at].lower_)}
        if not words.isdisjoint(denial_words()["part"]):
            out.append(statement.id)
    return frozenset(out)


def hear(
    told: Factuality,
    around: Sequence[Statement],
    actors: Sequence[Actor],
    *,
    avowed: bool,
    partings: Container[str] = (),
) -> HowTold:
    """How an act is told inside the statements `around` it, the outermost first.

    `avowed`: an act that its own actor utters has no said_by: the outlet heard it. What is told as not having happened
    by somebody who speaks is denied by him; who passes on his words only says so. `partings`: statements that deny a
    part in it and not the act, which is then alleged of its actor.
    """
    said: list[Voice] = []
    denied: list[Voice] = []
    own = {key_of(a) for a in actors} if avowed else set()
    for statement in around:
        if statement.speaker is None or not can_speak(statement.speaker) or statement.stance == "declines":
            continue  # who declines to confirm it says nothing of it
        voice = Voice(statement.speaker, statement.id, statement.cue)
        himself = any(key_of(a) == key_of(statement.speaker) for a in actors)
        if statement.stance == "denies" or (told.label in UNDONE and himself and statement is around[-1]):
            denied.append(voice)
        elif key_of(statement.speaker) not in own:
            said.append(voice)
    if denied and all(v.statement in partings for v in denied):
        return HowTold(_part_denied(told, denied, actors), tuple(said), tuple(denied))
    if denied:
        cue = told.cue or denied[0].cue
        how = told.how or "denied by a speaker"
        told = Factuality("denied", min(told.score, -2.0), cue, how)
    elif said and told.label == "denied":
        told = Factuality("did-not-happen", told.score, told.cue, told.how)
    elif said and told.label == "happened":
        stance = around[-1].stance
        if stance in _OPEN:
            cue = told.cue or around[-1].cue
            told = Factuality("alleged" if stance == "claims" else "possible", 1.0, cue, f"the source {stance} it")
    return HowTold(told, tuple(said), tuple(denied))


def _part_denied(told: Factuality, denied: Sequence[Voice], actors: Sequence[Actor]) -> Factuality:
    """How an act is told of which somebody denies his part: alleged of him, else as the text has it."""
    why = "a part in it is denied"
    if {key_of(v.speaker) for v in denied} & {key_of(a) for a in actors}:
        return Factuality("alleged", 1.0, denied[0].cue, why)
    if told.label in UNDONE:
        return Factuality("happened", 2.0, denied[0].cue, why)
    return told


def drop_own(said: tuple[Voice, ...], actors: Sequence[Actor]) -> tuple[Voice, ...]:
    """Those who say it without being a side of it: "said he would brief him on the talks" needs no witness."""
    own = {key_of(a) for a in actors}
    return tuple(v for v in said if key_of(v.speaker) not in own)
