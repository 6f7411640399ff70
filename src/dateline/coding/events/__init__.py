"""What happened: PLOVER events of one report, each with the words that show every field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from dateline.coding.columns import column
from dateline.coding.events.codes import code_about
from dateline.coding.events.counts import counts_of, nth
from dateline.coding.events.groups import of_their_states
from dateline.coding.events.incidents import continued
from dateline.coding.events.matching import matches
from dateline.coding.events.merging import key_of, merged
from dateline.coding.events.occasions import occasions, settled, subjects
from dateline.coding.events.ontology import Ontology
from dateline.coding.events.politics import Ground, alone, aside, no_act, only_thought, political
from dateline.coding.events.rows import Match, future
from dateline.coding.events.scene import Scene, Who, known
from dateline.coding.events.settings import coming, when_of
from dateline.coding.events.sides import State, at_which, company, host, of_the_place, once, unique, visitor, with_host
from dateline.coding.events.spoken import Setting, spoken
from dateline.coding.events.voices import not_own, telling, voices, vouched
from dateline.coding.events.whereabouts import where_of
from dateline.language.predicates import Argument, Predicate
from dateline.model import Actor, Count, Event, Factuality, Place, Report, Span, Statement, When, content_id

Judge = Callable[[int], Factuality]
"""Head token of a predicate -> how the text tells it."""

# A thing can be hit, seized or sent; only somebody can be praised, refused or asked.
_HITS = frozenset(("ASSAULT", "COERCE", "PROTEST", "AID", "RETREAT", "MOBILIZE", "SANCTION", "COOPERATE"))
_LOCAL = frozenset(("GOV", "COP", "MIL", "JUD", "LEG", "CVL"))
_DAY = len("2023-09-15")
_HOSTILE = frozenset((4,))
_THEN = frozenset(("when", "before", "after", "once", "as", "until"))
_AHEAD = frozenset(("ahead of", "before", "prior to", "in advance of"))


@dataclass(frozen=True, slots=True)
class Findings:
    """What the other rooms of coding found in the report: everything that events draw on."""

    predicates: Sequence[Predicate]
    times: Sequence[When]
    places: Sequence[Place]
    statements: Sequence[Statement]
    who: Who
    judge: Judge
    state: State = lambda _: None
    person: Callable[[Actor], bool] = lambda _: False


def find_events(report: Report, doc: Doc, found: Findings, words: Ontology) -> tuple[Event, ...]:
    """One record per happening, in the order of the text. Events with no political side at all are left out."""
    scene = Scene.of(doc, found.predicates, found.who, words)
    named = any(p.country for p in found.places) or "NORP" in column(doc, "ENT_TYPE")
    ground = Ground.of(scene, named, found.person)
    told = matches(scene)
    found = replace(found, times=_dating(report, found.times))
    said = spoken(scene, told, found.times, found.places, found.statements)
    records = [e for m in told if (e := _event(report, scene, m, found, words, ground, said)) is not None]
    whole = settled(merged(of_their_states(scene, records)), occasions(scene, told), subjects(scene, told), report.text)
    return continued(scene, whole, told, found.times)


def _event(
    report: Report,
    scene: Scene,
    match: Match,
    found: Findings,
    words: Ontology,
    ground: Ground,
    said: Mapping[int, Setting],
) -> Event | None:
    actors = unique(a for arg in match.actors if not _is_act(scene, arg) for a in scene.actors(arg))
    recipients = unique((a for arg in match.recipients for a in scene.actors(arg)), actors)
    if match.type not in _HITS:
        recipients = tuple(a for a in recipients if known(a))
    when, where = when_of(scene, match, found.times), where_of(scene, match, found.places)
    if match.trigger in said:
        when, where = when or said[match.trigger].when, where or said[match.trigger].where
    about = where or _near(scene, match, found)
    if not political(match, actors, recipients, about, words, ground) or no_act(scene, match):
        return None
    if not visitor(scene, match):
        return None
    if aside(match, actors) and not (when or where):
        return None
    token = scene.doc[match.trigger]
    trigger = Span(token.idx, token.idx + len(token))
    around = vouched(scene, match, telling(found.statements, trigger))
    told, said_by, denied_by = voices(match.type, actors, found.judge(match.trigger), around)
    met, visit = words.grade(match.type, match.mode).nary, match if match.mode == "visit" else None
    match, told = _as_told(match, _ahead(scene, match, _to_come(told, when, report), when), around, actors, words)
    if only_thought(scene, match, told, said_by):
        return None
    if told.told == "planned" and when is not None and report.anchor is not None and len(report.anchor) == _DAY:
        when = coming(when, report.text, report.anchor)
    grade = words.grade(match.type, match.mode)
    if (grade.nary or met) and len(actors) + len(recipients) < 2:
        actors = unique((*actors, *company(scene, match)))
    among = match.mutual or match.type in ("ASSAULT", "COOPERATE")
    nary = grade.nary or met or (among and not recipients and sum(map(known, actors)) > 1)
    if visit is not None:  # a visit to come is coded as agreed, and goes to a state like any other
        actors = with_host(tuple(host(a, found.places, found.state) for a in actors), where, found.state)
        actors = tuple(a for a in actors if a.country is not None or a.entity is not None)
    if nary:
        actors, recipients = unique((*actors, *recipients)), ()
    actors = actors if met else of_the_place(actors, where, _LOCAL)
    recipients = of_the_place(recipients, where, None if match.type == "ASSAULT" else _LOCAL)
    if alone(visit or match, nary, actors, where, told):
        return None
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
        actors=once(actors),
        recipients=once(recipients),
        nary=nary,
        when=when,
        where=where,
        counts=_counts(scene, match),
        said_by=not_own(match.type, said_by, actors),
        denied_by=denied_by,
        mentions=(evidence,),
        rule=match.rule,
    )


def _near(scene: Scene, match: Match, found: Findings) -> Place | None:
    """A place of the sentence: what it tells happened in some state, if not just there."""
    start, end = scene.reach(match.trigger)
    return next((p for p in found.places if start <= p.span.start < end and p.country is not None), None)


def _dating(report: Report, times: Sequence[When]) -> tuple[When, ...]:
    """The times that can date an event: that of the dateline says when the report was written."""
    line = report.dateline.span if report.dateline is not None else None
    return tuple(t for t in times if line is None or not line.contains(t.span))


def _to_come(told: Factuality, when: When | None, report: Report) -> Factuality:
    """A happening dated after the report was written is planned, in whatever tense: "his summit Monday with ..."."""
    if when is None or when.earliest is None or report.anchor is None or told.told not in ("happened", "ongoing"):
        return told
    if len(report.anchor) < _DAY or when.earliest <= report.anchor:
        return told
    return replace(told, told="planned", score=min(told.score, 1.5), cue=when.span, how="dated after the report")


def _is_act(scene: Scene, argument: Argument) -> bool:
    """ "A bombing killed nine": the word of the act is nobody, unless it holds somebody."""
    acts = scene.words.classes["VIOLENCE"]
    return not acts.isdisjoint(scene.lemmas(argument)) and not any(known(a) for a in scene.actors(argument))


def _ahead(scene: Scene, match: Match, told: Factuality, when: When | None) -> Factuality:
    """What something else happens ahead of is still to come ("said ahead of his meeting", unless its day is past), and
    so is what a headline says that somebody is "to" do."""
    if told.told not in ("happened", "ongoing"):
        return told
    to = [m for m in match.predicate.markers if scene.tokens[m].lower_ == "to"]
    if to and match.predicate.tense == "future":
        return replace(told, told="planned", score=min(told.score, 1.5), cue=scene.span(to[0], to[0] + 1), how="to do")
    above = scene.predicates.get(match.predicate.parent) if match.predicate.parent is not None else None
    past = when is not None and when.anchor is not None and when.latest is not None and when.latest < when.anchor
    if above is None or past:
        return told
    cue = _before_it(scene, match, above)
    if cue is None:
        return told
    span = scene.span(*cue)
    return replace(told, told="planned", score=min(told.score, 1.5), cue=span, how=f"{scene.doc[slice(*cue)].text} it")


def _before_it(scene: Scene, match: Match, above: Predicate) -> tuple[int, int] | None:
    """The words that tell that the act is still to come."""
    predicate = match.predicate
    if predicate.kind == "noun":
        if at_which(scene, match) is not None:
            return None
        if above.kind == "noun" and above.lemma in scene.words.classes["AHEAD"]:
            return above.head, above.head + 1
        hung = [a for a in above.arguments if a.head == match.trigger and a.preposition in _AHEAD]
        return (max(0, hung[0].start - 1), hung[0].start) if hung else None
    # "He will raise it when they meet": the present tense of what is to come.
    opened = [m for m in predicate.markers if scene.tokens[m].lower_ in _THEN]
    to_come = opened and predicate.tense == "present" and predicate.link == "adverbial" and future(scene, above)
    return (opened[0], opened[0] + 1) if to_come else None


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
    code = code_about(grade.future, match.type)
    return replace(match, type=grade.future, mode=None, cameo=code), told


def _counts(scene: Scene, match: Match) -> tuple[Count, ...]:
    """The numbers of the act's own words and of what goes on telling it ("killed nine and wounded dozens"); of a
    meeting, the how manieth it was."""
    below = (scene.predicates[h] for h in scene.below.get(match.trigger, ()))
    beside = [p for p in below if p.kind == "verb" and p.link in ("conjunct", "adverbial") and match.type == "ASSAULT"]
    told = dict.fromkeys((match.predicate, *match.also, *beside))
    people = [c for p in told for c in counts_of(scene.doc, p, crowd=p == match.predicate and match.type == "PROTEST")]
    if match.predicate.kind != "noun":
        return tuple(people)
    above = scene.predicates.get(match.predicate.parent) if match.predicate.parent is not None else None
    said = above is not None and above.lemma == "be" and any(a.head == match.trigger for a in above.role("subject"))
    of_it = [a.head for a in above.role("predicative")] if above is not None and said else []
    return (*people, *nth(scene.doc, (*(t.i for t in scene.doc[match.trigger].lefts), *of_it)))


def _evidence(scene: Scene, match: Match) -> Span:
    """The clause that tells it: from the first to the last of the trigger and its participants, within the sentence."""
    first, last = scene.sentences[match.trigger]
    parts = [(match.trigger, match.trigger + 1)]
    used: list[Argument] = [*match.actors, *match.recipients]
    for predicate in (match.predicate, *match.also):
        used += [a for a in predicate.arguments if a.role in ("object", "recipient", "clause", "oblique")]
        parts.append((predicate.head, predicate.head + 1))
    parts += [(a.start, a.end) for a in used if first <= a.start and a.end <= last]
    start, end = min(p[0] for p in parts), max(p[1] for p in parts)
    while end - 1 > match.trigger and scene.tokens[end - 1].is_punct:
        end -= 1
    return scene.span(start, end)
