"""What happened: PLOVER events of one report, each with the words that show every field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from dateline.coding.columns import column
from dateline.coding.events.acts.proposing import matches
from dateline.coding.events.acts.rows import Candidate
from dateline.coding.events.context import EventContext, Who, known
from dateline.coding.events.fields.counts import counts_of, nth
from dateline.coding.events.fields.groups import of_their_states
from dateline.coding.events.fields.parties import State, company, host, of_the_place, once, unique, visitor, with_host
from dateline.coding.events.fields.prospects import DAY, as_planned, prospect
from dateline.coding.events.fields.voices import not_own, telling, voices, vouched
from dateline.coding.events.merging import merged
from dateline.coding.events.ontology.loading import Ontology
from dateline.coding.events.ontology.traits import Trait
from dateline.coding.events.screening import ReportTopic, alone, aside, no_act, only_thought, political
from dateline.coding.events.setting.days import coming, when_of
from dateline.coding.events.setting.incidents import continued
from dateline.coding.events.setting.occasions import occasions, settled, subjects
from dateline.coding.events.setting.places import where_of
from dateline.coding.events.setting.spoken import Setting, spoken
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Actor, Count, Event, Factuality, Place, Report, Span, Statement, When, content_id

Judge = Callable[[int], Factuality]
"""Head token of a predicate -> how the text tells it."""

_COUNTED: tuple[Trait, Trait] = ("violent", "crowd")
_LOCAL = frozenset(("GOV", "COP", "MIL", "JUD", "LEG", "CVL"))


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


def find_events(report: Report, doc: Doc, found: Findings, ontology: Ontology) -> tuple[Event, ...]:
    """One record per happening, in the order of the text. Events with no political side at all are left out."""
    context = EventContext.of(doc, found.predicates, found.who, ontology)
    named = any(p.country for p in found.places) or "NORP" in column(doc, "ENT_TYPE")
    ground = ReportTopic.of(context, named, found.person)
    told = matches(context)
    found = replace(found, times=_dating(report, found.times))
    said = spoken(context, told, found.times, found.places, found.statements)
    records = [e for m in told if (e := _event(report, context, m, found, ontology, ground, said)) is not None]
    once_each = merged(of_their_states(context, records), ontology)
    whole = settled(once_each, occasions(context, told), subjects(context, told), report.text, ontology)
    return continued(context, whole, told, found.times)


def _event(
    report: Report,
    context: EventContext,
    match: Candidate,
    found: Findings,
    ontology: Ontology,
    ground: ReportTopic,
    said: Mapping[int, Setting],
) -> Event | None:
    sides = _named(context, match)
    when, where = _setting(context, match, found, said.get(match.trigger))
    about = where or _near(context, match, found)
    if not political(match, sides.actors, sides.recipients, about, ontology, ground) or no_act(context, match):
        return None
    if not visitor(context, match) or (aside(match, sides.actors) and not (when or where)):
        return None
    trigger = _word(context, match)
    around = vouched(context, match, telling(found.statements, trigger))
    told, said_by, denied_by = voices(
        sides.actors, found.judge(match.trigger), around, avowed=ontology.has_trait(match, "avowed")
    )
    coded, told = as_planned(match, prospect(context, match, told, when, report), around, sides.actors, ontology)
    if only_thought(context, coded, told, said_by):
        return None
    if told.label == "planned" and when is not None and report.anchor is not None and len(report.anchor) == DAY:
        when = coming(when, report.text, report.anchor)
    sides = _parties(context, match, coded, sides, where, found, ontology)
    visit = ontology.has_trait(match, "visiting")
    if alone(ontology, match if visit else coded, sides.nary, sides.actors, where, told):
        return None
    evidence, coded_type = _evidence(context, coded), ontology.event_type(coded.type, coded.mode)
    return Event(
        id=content_id("e", report.id, coded.type, str(trigger.start), str(evidence.start), str(evidence.end)),
        type=coded.type,
        mode=coded.mode,
        cameo=coded.cameo,
        quad=coded_type.quad,
        score=coded_type.score,
        evidence=evidence,
        trigger=trigger,
        factuality=told,
        actors=once(sides.actors),
        recipients=once(sides.recipients),
        nary=sides.nary,
        when=when,
        where=where,
        counts=_counts(context, coded),
        said_by=not_own(said_by, sides.actors, avowed=ontology.has_trait(coded, "avowed")),
        denied_by=denied_by,
        mentions=(evidence,),
        rule=coded.rule,
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """Who did it, and to whom; `nary` where all of them did it together."""

    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    nary: bool = False


def _named(context: EventContext, match: Candidate) -> _Sides:
    """Whom the act's own words name."""
    actors = unique(a for arg in match.actors if not _is_act(context, arg) for a in context.actors(arg))
    recipients = unique((a for arg in match.recipients for a in context.actors(arg)), actors)
    # A thing can be hit, seized or sent; only somebody can be praised, refused or asked.
    things = context.ontology.has_trait(match, "things")
    return _Sides(actors, recipients if things else tuple(a for a in recipients if known(a)))


def _parties(
    context: EventContext,
    match: Candidate,
    coded: Candidate,
    sides: _Sides,
    where: Place | None,
    found: Findings,
    ontology: Ontology,
) -> _Sides:
    """Whom the record names: with the company at a meeting, the state that a visit goes to, and whose the police are.

    `match` is what the words tell; `coded` what it is filed as: a visit to come is AGREE, and goes to a state like any.
    """
    actors, recipients = sides.actors, sides.recipients
    met, together = ontology.event_type(match.type, match.mode).nary, ontology.event_type(coded.type, coded.mode).nary
    if (together or met) and len(actors) + len(recipients) < 2:
        actors = unique((*actors, *company(context, coded)))
    among = coded.mutual or ontology.has_trait(coded, "mutual")
    nary = together or met or (among and not recipients and sum(map(known, actors)) > 1)
    if ontology.has_trait(match, "visiting"):
        actors = with_host(tuple(host(a, found.places, found.state) for a in actors), where, found.state)
        actors = tuple(a for a in actors if a.country is not None or a.entity is not None)
    if nary:
        actors, recipients = unique((*actors, *recipients)), ()
    actors = actors if met else of_the_place(actors, where, _LOCAL)
    local = None if ontology.has_trait(coded, "violent") else _LOCAL
    return _Sides(actors, of_the_place(recipients, where, local), nary)


def _setting(
    context: EventContext, match: Candidate, found: Findings, said: Setting | None
) -> tuple[When | None, Place | None]:
    """When and where: in the act's own words, or where the words around what is said give it."""
    when, where = when_of(context, match, found.times), where_of(context, match, found.places)
    return (when, where) if said is None else (when or said.when, where or said.where)


def _word(context: EventContext, match: Candidate) -> Span:
    token = context.doc[match.trigger]
    return Span(token.idx, token.idx + len(token))


def _near(context: EventContext, match: Candidate, found: Findings) -> Place | None:
    """A place of the sentence: what it tells happened in some state, if not just there."""
    start, end = context.reach(match.trigger)
    return next((p for p in found.places if start <= p.span.start < end and p.country is not None), None)


def _dating(report: Report, times: Sequence[When]) -> tuple[When, ...]:
    """The times that can date an event: that of the dateline says when the report was written."""
    line = report.dateline.span if report.dateline is not None else None
    return tuple(t for t in times if line is None or not line.contains(t.span))


def _is_act(context: EventContext, argument: Argument) -> bool:
    """ "A bombing killed nine": the word of the act is nobody, unless it holds somebody."""
    acts = context.ontology.classes["VIOLENCE"]
    return not acts.isdisjoint(context.lemmas(argument)) and not any(known(a) for a in context.actors(argument))


def _counts(context: EventContext, match: Candidate) -> tuple[Count, ...]:
    """The numbers of the act's own words and of what goes on telling it ("killed nine and wounded dozens"); of a
    meeting, the how manieth it was."""
    below = (context.predicates[h] for h in context.below.get(match.trigger, ()))
    violent, crowd = (context.ontology.has_trait(match, trait) for trait in _COUNTED)
    beside = [p for p in below if p.kind == "verb" and p.link in ("conjunct", "adverbial") and violent]
    told = dict.fromkeys((match.predicate, *match.also, *beside))
    table = context.ontology.counts
    people = [c for p in told for c in counts_of(context.doc, p, table, crowd=crowd and p == match.predicate)]
    if match.predicate.kind != "noun":
        return tuple(people)
    above = context.predicates.get(match.predicate.parent) if match.predicate.parent is not None else None
    said = above is not None and above.lemma == "be" and any(a.head == match.trigger for a in above.role("subject"))
    of_it = [a.head for a in above.role("predicative")] if above is not None and said else []
    return (*people, *nth(context.doc, (*(t.i for t in context.doc[match.trigger].lefts), *of_it), table))


def _evidence(context: EventContext, match: Candidate) -> Span:
    """The clause that tells it: from the first to the last of the trigger and its participants, within the sentence."""
    first, last = context.sentences[match.trigger]
    parts = [(match.trigger, match.trigger + 1)]
    used: list[Argument] = [*match.actors, *match.recipients]
    for predicate in (match.predicate, *match.also):
        used += [a for a in predicate.arguments if a.role in ("object", "recipient", "clause", "oblique")]
        parts.append((predicate.head, predicate.head + 1))
    parts += [(a.start, a.end) for a in used if first <= a.start and a.end <= last]
    start, end = min(p[0] for p in parts), max(p[1] for p in parts)
    while end - 1 > match.trigger and context.tokens[end - 1].is_punct:
        end -= 1
    return context.span(start, end)
