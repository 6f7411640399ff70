"""What happened: PLOVER events of one report, each with the words that show every field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from dateline.coding.events.counts import counts_of
from dateline.coding.events.matching import matches
from dateline.coding.events.merging import VISITED, key_of, merged
from dateline.coding.events.ontology import Ontology
from dateline.coding.events.rows import Match
from dateline.coding.events.scene import Scene, Who, known
from dateline.coding.events.settings import when_of, where_of
from dateline.coding.events.voices import telling, voices
from dateline.language.predicates import Argument, Predicate
from dateline.model import Actor, Event, Factuality, Place, Report, Span, Statement, Voice, When, content_id

Judge = Callable[[int], Factuality]
"""Head token of a predicate -> how the text tells it."""

# A thing can be hit, seized or sent; only somebody can be praised, refused or asked.
_HITS = frozenset(("ASSAULT", "COERCE", "PROTEST", "AID", "RETREAT", "MOBILIZE", "SANCTION", "COOPERATE"))
_COOPERATIVE = frozenset((1, 2))
_LOCAL = frozenset(("GOV", "COP", "MIL", "JUD", "LEG", "CVL"))
_PRIVATE = frozenset(("UNK", "BUS", "CVL", "EDU", "SOC"))
_DAY = len("2023-09-15")
_DURING = ("during", "on", "at", "in", "before", "after", "ahead of", "following", "for")
_HOSTILE = frozenset((4,))
_DONE_IN_WORDS = frozenset(("ACCUSE", "SUPPORT"))
_CONDITIONS = frozenset(("if", "unless", "until", "before", "once", "lest", "whether"))


@dataclass(frozen=True, slots=True)
class Findings:
    """What the other rooms of coding found in the report: everything that events draw on."""

    predicates: Sequence[Predicate]
    times: Sequence[When]
    places: Sequence[Place]
    statements: Sequence[Statement]
    who: Who
    judge: Judge
    state: Callable[[str], str | None] = lambda _: None


def find_events(report: Report, doc: Doc, found: Findings, words: Ontology) -> tuple[Event, ...]:
    """One record per happening, in the order of the text. Events with no political side at all are left out."""
    scene = Scene.of(doc, found.predicates, found.who, words)
    records = [e for m in matches(scene) if (e := _event(report, scene, m, found, words)) is not None]
    return merged(records)


def _event(report: Report, scene: Scene, match: Match, found: Findings, words: Ontology) -> Event | None:
    actors = _unique(a for arg in match.actors for a in scene.actors(arg))
    recipients = _unique((a for arg in match.recipients for a in scene.actors(arg)), actors)
    if match.type not in _HITS:
        recipients = tuple(a for a in recipients if known(a))
    when, where = when_of(scene, match, found.times), where_of(scene, match, found.places)
    if not _political(match, actors, recipients, words) or (_aside(match, actors) and not (when or where)):
        return None
    token = scene.doc[match.trigger]
    trigger = Span(token.idx, token.idx + len(token))
    around = telling(found.statements, trigger)
    told, said_by, denied_by = voices(match.type, actors, found.judge(match.trigger), around)
    match, told = _as_told(match, _to_come(told, when, report), around, actors, words)
    if _only_thought(scene, match, told, said_by):
        return None
    grade = words.grade(match.type, match.mode)
    if grade.nary and len(actors) + len(recipients) < 2:
        actors = _unique((*actors, *_company(scene, match)))
    nary = grade.nary or (match.type in ("ASSAULT", "COOPERATE") and not recipients and len(actors) > 1)
    if match.mode == "visit":
        actors = _with_host(tuple(_host(a, found) for a in actors), where, found)
    if nary:
        actors, recipients = _unique((*actors, *recipients)), ()
    actors = _of_the_place(actors, where, _LOCAL)
    recipients = _of_the_place(recipients, where, None if match.type == "ASSAULT" else _LOCAL)
    evidence = _evidence(scene, match)
    return Event(
        id=content_id("e", report.id, match.type, str(trigger.start), str(evidence.start), str(evidence.end)),
        type=match.type,
        mode=match.mode,
        cameo=match.cameo,
        quad=grade.quad,
        score=grade.score,
        evidence=evidence,
        trigger=trigger,
        factuality=told,
        actors=actors,
        recipients=recipients,
        nary=nary,
        when=when,
        where=where,
        counts=tuple(c for p in (match.predicate, *match.also) for c in counts_of(scene.doc, p)),
        said_by=said_by,
        denied_by=denied_by,
        mentions=(evidence,),
        rule=match.rule,
    )


def _company(scene: Scene, match: Match) -> tuple[Actor, ...]:
    """Who else was at a meeting that names one side: "said Lukashenko during a meeting with Putin"."""
    parent = scene.predicates.get(match.predicate.parent) if match.predicate.parent is not None else None
    if match.predicate.kind != "noun" or parent is None or parent.kind != "verb":
        return ()
    hung = [a for a in parent.arguments if a.head == match.trigger and a.role in ("oblique", "object")]
    if not any(a.role == "object" or a.preposition in _DURING for a in hung):
        return ()
    return tuple(a for arg in parent.role("subject") for a in scene.actors(arg))


def _host(actor: Actor, found: Findings) -> Actor:
    """A visited place stands for its state: "flew to Helsinki" is a visit to Finland."""
    here = [p for p in found.places if p.span.start >= actor.span.start and p.span.end <= actor.span.end]
    name = found.state(actor.country) if actor.country is not None else None
    if (
        name is None
        or not here
        or here[-1].feature in ("country", "unknown")
        or actor.sectors[:1] not in ((), ("GOV",))
    ):
        return actor
    if here[-1].span.end != actor.span.end:
        return actor
    return replace(actor, name=name, entity=None, how=f"{VISITED}: {here[-1].name}; {actor.how}")


def _with_host(actors: tuple[Actor, ...], where: Place | None, found: Findings) -> tuple[Actor, ...]:
    """Whoever visits a plant abroad visits its state."""
    name = found.state(where.country) if where is not None and where.country is not None else None
    if where is None or name is None or len(actors) != 1 or actors[0].country in (None, where.country):
        return actors
    return (*actors, Actor(name, where.span, country=where.country, sectors=("GOV",), how=f"{VISITED}: {where.name}"))


def _of_the_place(sides: tuple[Actor, ...], where: Place | None, sectors: frozenset[str] | None) -> tuple[Actor, ...]:
    """ "The police" of an event in Warsaw are Poland's, and so is a school hit there (`sectors` None: anything)."""
    if where is None or where.country is None:
        return sides
    how = f"of the place, {where.name}"
    return tuple(
        replace(a, country=where.country, how=f"{a.how}; {how}")
        if a.country is None and a.entity is None and (sectors is None or sectors.intersection(a.sectors[:1]))
        else a
        for a in sides
    )


def _political(match: Match, actors: Sequence[Actor], recipients: Sequence[Actor], words: Ontology) -> bool:
    """Whether the sides make it politics: somebody known, and for cooperation a state, a body or an office."""
    sides = (*actors, *recipients)
    if words.grade(match.type, match.mode).quad in _COOPERATIVE:
        return any(a.country or any(s not in _PRIVATE for s in a.sectors) for a in sides)
    return any(known(a) for a in sides)


def _aside(match: Match, actors: Sequence[Actor]) -> bool:
    """A participle that only describes somebody ("the man accused of theft"), or a noun ("condemned the attack on the
    port"), with nobody who did it."""
    predicate = match.predicate
    if any(known(a) for a in actors):
        return False
    return predicate.kind == "noun" or (not predicate.finite and predicate.link == "relative")


def _only_thought(scene: Scene, match: Match, told: Factuality, said_by: Sequence[Voice]) -> bool:
    """What is only a purpose, a condition or a possibility that nobody in the report stands for is no happening.

    A verbal act is done by going to do it: "called him to congratulate him".
    """
    if told.told != "possible":
        return False
    predicate = match.predicate
    if match.type in _DONE_IN_WORDS and predicate.link in ("adverbial", "complement") and not predicate.finite:
        return False
    conditional = any(scene.doc[m].lower_ in _CONDITIONS for m in predicate.markers)
    return not predicate.finite or conditional or not said_by


def _unique(actors: object, without: Sequence[Actor] = ()) -> tuple[Actor, ...]:
    seen = {key_of(a) for a in without}
    out = []
    for actor in actors:  # type: ignore[attr-defined]
        if key_of(actor) not in seen:
            seen.add(key_of(actor))
            out.append(actor)
    return tuple(out)


def _to_come(told: Factuality, when: When | None, report: Report) -> Factuality:
    """A happening dated after the report was written is planned, in whatever tense: "his summit Monday with ..."."""
    if when is None or when.earliest is None or report.anchor is None or told.told not in ("happened", "ongoing"):
        return told
    if len(report.anchor) < _DAY or when.earliest <= report.anchor:
        return told
    return replace(told, told="planned", score=min(told.score, 1.5), cue=when.span, how="dated after the report")


def _as_told(
    match: Match, told: Factuality, around: Sequence[Statement], actors: Sequence[Actor], words: Ontology
) -> tuple[Match, Factuality]:
    """What is only planned takes the type that PLOVER gives to plans: a planned meeting is AGREE."""
    if told.told != "planned":
        return match, told
    grade = words.grade(match.type, match.mode)
    by_himself = any(s.speaker is not None and any(key_of(s.speaker) == key_of(a) for a in actors) for s in around)
    if grade.quad in _HOSTILE and not by_himself:
        return match, told
    if grade.future == match.type:
        return match, told
    return replace(match, type=grade.future, mode=None), told


def _evidence(scene: Scene, match: Match) -> Span:
    """The clause that tells it: from the first to the last of the trigger and its participants, within the sentence."""
    sentence = scene.doc[match.trigger].sent
    parts = [(match.trigger, match.trigger + 1)]
    used: list[Argument] = [*match.actors, *match.recipients]
    for predicate in (match.predicate, *match.also):
        used += [a for a in predicate.arguments if a.role in ("object", "recipient", "clause", "oblique")]
        parts.append((predicate.head, predicate.head + 1))
    parts += [(a.start, a.end) for a in used if sentence.start <= a.start and a.end <= sentence.end]
    start, end = min(p[0] for p in parts), max(p[1] for p in parts)
    while end - 1 > match.trigger and scene.doc[end - 1].is_punct:
        end -= 1
    return scene.span(start, end)
