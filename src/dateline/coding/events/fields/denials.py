"""Denials that point back: "Moscow denies it", "denied involvement", "rejected these claims" deny what was told before.

What stands inside a denial is denied where it is heard (`voices.py`). Here a denial without a deed of its own finds
the deed that it means, in its sentence or the one before, and leaves it its telling: alleged where it was only claimed,
else as the text vouches for it, with who denies it beside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dateline.coding.accused import find_accused
from dateline.coding.cues import cues, denial_words
from dateline.coding.events.candidate import Candidate, key_of
from dateline.coding.events.context import EventContext
from dateline.coding.events.fields.pointing import sentences_back
from dateline.coding.events.fields.voices import can_speak
from dateline.language.syntax.predicates import Predicate
from dateline.model import Actor, Factuality, Span, Voice

_PRONOUNS: Final = frozenset(("it", "this", "that", "these", "those", "them", "so", "something", "which"))
_CHARGING: Final = frozenset(("claims", "condemns"))
_MATERIAL: Final = 4
_BACK: Final = 2
"""Sentences before that of the denial in which the deed can stand; the nearest that tells one is meant."""
_OPEN: Final = frozenset(("alleged", "possible"))
_FACT: Final = frozenset(("happened", "ongoing", "habitual"))
_UNDONE: Final = frozenset(("denied", "did-not-happen", "planned"))


@dataclass(frozen=True, slots=True)
class _Denial:
    """Who denies, where, in which words, and whether by a word for a claim, for a part in it, or by a pronoun alone."""

    voice: Voice
    first: int
    content: tuple[Span, ...]
    claim: bool
    part: bool
    pronoun: bool
    lemmas: frozenset[str]


def reach_denials(context: EventContext, live: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates, with those who deny them from another clause."""
    out = list(live)
    for denial in (*_find_said(context), *_find_relative(context)):
        for number in _find_meant(context, denial, out):
            out[number] = _deny(out[number], denial)
    return tuple(out)


def _deny(candidate: Candidate, denial: _Denial) -> Candidate:
    told = candidate.told
    if any(key_of(v.speaker) == key_of(denial.voice.speaker) for v in told.denied_by):
        return candidate
    factuality = told.factuality
    if factuality.label in _FACT and told.said_by:
        cue = factuality.cue or denial.voice.cue
        factuality = Factuality("alleged", min(factuality.score, 1.0), cue, "claimed by one, denied by another")
    return replace(candidate, told=replace(told, factuality=factuality, denied_by=(*told.denied_by, denial.voice)))


# ---------------------------------------------------------------------- who denies


def _find_said(context: EventContext) -> Iterator[_Denial]:
    for statement in context.found.statements:
        if statement.stance != "denies" or statement.speaker is None or not can_speak(statement.speaker):
            continue
        first = min(s.start for s in (*statement.content, *((statement.cue,) if statement.cue else ())))
        voice = Voice(statement.speaker, statement.id, statement.cue)
        yield _read(context, voice, context.parse.token_at(first), statement.content)


def _find_relative(context: EventContext) -> Iterator[_Denial]:
    """ "Charges that he denies", "a claim denied by the army", "..., which it rejected": a clause on what it denies."""
    cued = {s.cue.start for s in context.found.statements if s.cue is not None}
    for predicate in context.parse.predicates:
        cue = cues().get((predicate.lemma, "verb")) if predicate.link in ("relative", "adverbial") else None
        at = context.tokens[predicate.head]
        if cue is None or cue.stance != "denies" or predicate.negation is not None or at.idx in cued:
            continue
        denied = _find_denied(context, predicate)
        speaker = _find_denier(context, predicate)
        if denied is not None and speaker is not None and can_speak(speaker):
            span = context.span(denied, denied + 1)
            yield _read(context, Voice(speaker, None, Span(at.idx, at.end)), denied, (span,))


def _find_denied(context: EventContext, predicate: Predicate) -> int | None:
    """The token of "which", or of the noun of a claim on which the clause hangs."""
    which = next((t for t in context.doc[predicate.head].lefts if t.lower_ == "which"), None)
    if which is not None:
        return which.i
    noun = context.parse.governor(predicate) if predicate.link == "relative" else None
    if noun is None or (noun.lemma not in denial_words()["claim"] and noun.lemma not in _PRONOUNS):
        return None
    return noun.head


def _find_denier(context: EventContext, predicate: Predicate) -> Actor | None:
    """Who denies; a pronoun is whoever is accused in the clause above, where somebody is."""
    said_by = predicate.role("agent") if predicate.passive else predicate.role("subject")
    accused = find_accused(context.parse, predicate)
    speakers = [a for argument in ([accused] if accused else said_by[:1]) for a in context.actors(argument)]
    return speakers[0] if len(speakers) == 1 else None


def _read(context: EventContext, voice: Voice, first: int, content: tuple[Span, ...]) -> _Denial:
    words = denial_words()
    held = [at for span in content for at in context.parse.covering(span.start, span.end)]
    lemmas = frozenset(context.lemma(at) for at in held if not context.tokens[at].is_punct)
    lower = frozenset(context.tokens[at].lower_ for at in held)
    nouns = any(context.tokens[at].pos_ in ("NOUN", "PROPN", "VERB") for at in held)
    pronoun = bool(lower & _PRONOUNS) and not nouns
    untrue = bool(lemmas & (words["false"] | words["true"]))
    part = bool((lemmas | lower) & words["part"])
    return _Denial(voice, first, content, bool(lemmas & words["claim"]) or untrue, part, pronoun, lemmas)


# ---------------------------------------------------------------------- what is denied


def _find_meant(context: EventContext, denial: _Denial, live: Sequence[Candidate]) -> tuple[int, ...]:
    """The numbers of the candidates that a denial means: those of the nearest sentence that tells any, up to it."""
    here = min(denial.first, len(context.tokens) - 1)
    if any(_is_inside(c, denial) for c in live):
        return ()
    near: dict[int, list[int]] = {}
    for at, candidate in enumerate(live):
        for token in _tokens_of(context, candidate):
            back = sentences_back(context, here, token)
            if back is None or back > _BACK or token >= denial.first:
                continue
            if _can_mean(context, denial, candidate):
                near.setdefault(back, []).append(at)
                break
    found = near[min(near)] if near else []
    return tuple(_prefer(denial, live, found))


def _tokens_of(context: EventContext, candidate: Candidate) -> list[int]:
    """Where it is told: its trigger, then the ends of its other mentions."""
    others = [context.parse.token_at(m.end) - 1 for m in candidate.mentions if not m.contains(candidate.trigger)]
    return [candidate.act.trigger, *(min(max(0, at), len(context.tokens) - 1) for at in others)]


def _is_inside(candidate: Candidate, denial: _Denial) -> bool:
    """Whether the denial has a deed of its own, which it denies by itself."""
    own = any(span.contains(candidate.trigger) for span in denial.content)
    return own and any(key_of(v.speaker) == key_of(denial.voice.speaker) for v in candidate.told.denied_by)


def _can_mean(context: EventContext, denial: _Denial, candidate: Candidate) -> bool:
    told, speaker = candidate.told, denial.voice.speaker
    if candidate.label in _UNDONE or any(span.contains(candidate.trigger) for span in denial.content):
        return False
    if _refers(context, candidate.act.predicate, denial):
        return False
    others = [v for v in told.said_by if key_of(v.speaker) != key_of(speaker)]
    if told.said_by and not others:
        return False
    open_ = bool(others) or candidate.label in _OPEN
    material = context.ontology.event_type(candidate.type, candidate.mode).quad == _MATERIAL
    if denial.pronoun or (denial.part and material):
        return True
    if denial.claim and (open_ or _is_charge(candidate, speaker)):
        return True
    own = material and any(_is_one(speaker, a) for a in candidate.sides.actors)
    return open_ and (own or context.lemma(candidate.act.trigger) in denial.lemmas)


def _is_charge(candidate: Candidate, speaker: Actor) -> bool:
    """Whether he was accused or charged, of whatever it was."""
    predicate = candidate.act.predicate
    cue = cues().get((predicate.lemma, "verb")) or cues().get((predicate.lemma, "noun"))
    charging = cue is not None and cue.stance in _CHARGING
    return charging and any(_is_one(speaker, r) for r in candidate.sides.recipients)


def _refers(context: EventContext, act: Predicate, denial: _Denial) -> bool:
    """Whether the act is the denial itself, told as a refusal: "rejected the claims"."""
    cue = denial.voice.cue
    return cue is not None and context.tokens[act.head].idx == cue.start


def _prefer(denial: _Denial, live: Sequence[Candidate], found: Sequence[int]) -> list[int]:
    """Of several deeds those that the denier is said to have done, else those that others say, else all."""
    speaker = denial.voice.speaker
    by_him = [n for n in found if any(_is_one(speaker, a) for a in live[n].sides.actors)]
    if denial.part and by_him:
        return by_him
    if denial.part:
        return [n for n in found if not any(_is_one(speaker, r) for r in live[n].sides.recipients)]
    said = [n for n in found if live[n].told.said_by or live[n].label in _OPEN]
    said = [n for n in said if not _is_charge(live[n], speaker)] or said
    return said or list(found)


def _is_one(a: Actor, b: Actor) -> bool:
    """Whether two are one, or speak and act for one state."""
    return key_of(a) == key_of(b) or (a.country is not None and a.country == b.country)
