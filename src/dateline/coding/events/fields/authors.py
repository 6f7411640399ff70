"""Who did it, where another clause says so: "The Taliban claimed responsibility", "the group was behind the attack".

The deed is the nearest that was told before, in the same sentence or up to two before it. Whoever takes it upon himself
is its actor where the text names no other, and is kept as the one who says so; that it happened is told anyway.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.cues import author_words
from dateline.coding.events.candidate import Candidate, Reason, key_of, stop
from dateline.coding.events.context import EventContext, is_known
from dateline.coding.events.fields.pointing import sentences_back
from dateline.language import Argument
from dateline.language.syntax.predicates import Predicate
from dateline.model import Actor, Span, Voice

_BACK: Final = 2
"""Sentences before that of the claim in which the deed can stand."""
_DONE: Final = frozenset(("happened", "ongoing", "alleged", "possible"))
_POINTING: Final = frozenset(("the", "this", "that", "both", "these", "those"))
_PRONOUNS: Final = frozenset(("it", "this", "that", "them", "these", "those"))


@dataclass(frozen=True, slots=True)
class _Claim:
    """Who is said to have done it, at which token, in which words, and who says so. `coded`: the candidates that tell
    the deed once more there ("said it carried out the attack")."""

    authors: tuple[Actor, ...]
    at: int
    words: Span
    said_by: tuple[Voice, ...]
    coded: frozenset[int]


def name_authors(context: EventContext, live: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, with the actors whom another clause names; a deed that is told there again is told once."""
    out = {c.act.trigger: c for c in live}
    again: list[Candidate] = []
    for claim in _find_claims(context, live):
        meant = _find_meant(context, claim, tuple(out.values()))
        for trigger in meant:
            out[trigger] = _give(out[trigger], claim)
        for trigger in claim.coded & out.keys() if meant else ():
            words = "it is told again: one happening, one record"
            again.append(stop(out.pop(trigger), Reason("merging", "told again", words, out[meant[0]].trigger)))
    return (*out.values(), *again)


def _give(candidate: Candidate, claim: _Claim) -> Candidate:
    """The deed with its author."""
    told, sides = candidate.told, candidate.sides
    known = {key_of(v.speaker) for v in told.said_by}
    said = tuple(v for v in claim.said_by if key_of(v.speaker) not in known)
    return replace(
        candidate,
        sides=sides if sides.actors else replace(sides, actors=claim.authors),
        told=replace(told, said_by=(*told.said_by, *said)),
        mentions=tuple(sorted({*candidate.mentions, claim.words})),
    )


# ---------------------------------------------------------------------- who claims it


def _find_claims(context: EventContext, live: Sequence[Candidate]) -> Iterator[_Claim]:
    own = {c.act.trigger: c for c in live}
    for predicate in context.parse.predicates:
        deed = _find_deed(context, predicate)
        if deed is None or predicate.negation is not None or predicate.modals or context.is_future(predicate):
            continue
        coded = own.keys() & {predicate.head, *(a.head for a in deed)}
        authors = _find_authors(context, predicate)
        voices = _find_voices(context, predicate)
        if authors and voices is not None and all(_adds_nothing(context, own[trigger]) for trigger in coded):
            ends = (*predicate.role("subject"), *deed)
            words = context.span(min(a.start for a in ends), max(a.end for a in ends))
            yield _Claim(authors, predicate.head, words, voices, frozenset(coded))


def _adds_nothing(context: EventContext, candidate: Candidate) -> bool:
    """Whether a deed is only pointed at: nobody is hit and nobody counted."""
    people = any(is_known(a) and a.span.start > candidate.trigger.end for a in candidate.sides.recipients)
    return not people and not candidate.counts and context.ontology.has_trait(candidate, "violent")


def _find_deed(context: EventContext, predicate: Predicate) -> tuple[Argument, ...] | None:
    """The phrases that say what somebody takes upon himself or is behind; None where the clause is no such claim."""
    words = author_words()
    if predicate.lemma in words["take"]:
        burden = tuple(a for a in predicate.role("object") if context.lemma(a.head) in words["burden"])
        named = tuple(a for a in predicate.role("oblique") if a.preposition == "for")
        return (*burden, *named) if burden and all(_points_back(context, a) for a in named) else None
    if predicate.lemma in words["do"] and not predicate.passive:
        done = predicate.role("object")
        return done if done and all(_points_back(context, a) for a in done) else None
    if predicate.lemma == "be":
        behind = tuple(a for a in predicate.role("predicative") if a.preposition in words["behind"])
        return behind if behind and all(_points_back(context, a) for a in behind) else None
    return None


def _points_back(context: EventContext, argument: Argument) -> bool:
    """ "The attack", "both bombings", "it"; "an attack in May" is another."""
    if context.tokens[argument.head].lower_ in _PRONOUNS:
        return True
    noun = context.doc[argument.head]
    # "for attack", as portals write
    bare = len((*noun.lefts, *noun.rights)) == 1 and noun.pos_ == "NOUN"
    definite = bare or any(t.lower_ in _POINTING for t in noun.lefts)
    return definite and context.lemma(argument.head) in context.ontology.classes["VIOLENCE"]


def _find_authors(context: EventContext, predicate: Predicate) -> tuple[Actor, ...]:
    nobody = author_words()["nobody"]
    out = []
    for subject in predicate.role("subject"):
        opens = {context.tokens[i].lower_ for i in range(subject.start, subject.head + 1)}
        if not opens & nobody:
            out += [a for a in context.actors(subject) if is_known(a)]
    return tuple(out)


def _find_voices(context: EventContext, predicate: Predicate) -> tuple[Voice, ...] | None:
    """Who says so: whoever claims it, or in whose words it stands; None where somebody denies it."""
    place = context.tokens[predicate.head].idx
    around = [
        s
        for s in context.found.statements
        if (s.cue is not None and s.cue.start == place) or any(c.start <= place < c.end for c in s.content)
    ]
    if any(s.stance in ("denies", "declines") for s in around):
        return None
    return tuple(Voice(s.speaker, s.id, s.cue) for s in around if s.speaker is not None)


# ---------------------------------------------------------------------- what is meant


def _find_meant(context: EventContext, claim: _Claim, live: Sequence[Candidate]) -> tuple[int, ...]:
    """The triggers of the violent deeds in the nearest sentence before the claim that tells any which may be theirs."""
    near: dict[int, list[int]] = {}
    for candidate in live:
        trigger = candidate.act.trigger
        if trigger >= claim.at or trigger in claim.coded or not _is_violent(context, candidate):
            continue
        back = sentences_back(context, claim.at, trigger)
        if back is not None and back <= _BACK:
            near.setdefault(back, []).append(trigger)
    found = near[min(near)] if near else []
    deeds = {c.act.trigger: c for c in live}
    return tuple(trigger for trigger in found if _may_be_theirs(deeds[trigger], claim))


def _is_violent(context: EventContext, candidate: Candidate) -> bool:
    return candidate.label in _DONE and context.ontology.has_trait(candidate, "violent")


def _may_be_theirs(candidate: Candidate, claim: _Claim) -> bool:
    """Whoever did it was not hit by it, and is nobody else than whom the text names."""
    authors = {key_of(a) for a in claim.authors}
    states = {a.country for a in claim.authors} - {None}
    if authors & {key_of(a) for a in candidate.sides.recipients}:
        return False
    named = [a for a in candidate.sides.actors if a.entity is not None or a.country is not None]
    return not named or any(key_of(a) in authors or a.country in states for a in named)
