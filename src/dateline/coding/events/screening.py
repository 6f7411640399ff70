"""Second stage: what is no happening of politics, and why. `verdict` asks a list of checks, in order: those of
`OF_WORDS` first, then, of what is left, those of `OF_TELLING`.

A check gives the stretch of the text that shows that it applies, or None.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from dateline.coding.events.candidate import Act, Candidate, Reason
from dateline.coding.events.context import EventContext, is_known
from dateline.language.syntax.predicates import Argument
from dateline.model import Actor, Place, Span

_PRIVATE = frozenset(("UNK", "BUS", "CVL", "EDU", "SOC"))
_AT_WORK = frozenset(("LAB", "AGR", "MED"))
_STATE = frozenset(("GOV", "LEG", "JUD", "IGO", "COP"))
_NO_STATE = frozenset(("MNC", None))
_ABLE = frozenset(("can", "could", "ca"))
_IF = frozenset(("if", "unless", "lest", "whether"))
_CAN = frozenset(("can", "could", "may", "might"))
_CONDITIONS = frozenset(("if", "unless", "until", "before", "once", "lest", "whether"))
_PLAYED_IN = frozenset(("in", "during"))
_KINDS, _ONE_IN = 4, 60  # different words of games in a report about them, and how many words hold one
_PAGE = 40  # words: a shorter text need not name the country that it is about
_COOPERATIVE = frozenset((1, 2))
_THINGS = ("SANCTIONS", "AGREEMENT", "RELATIONS")
_GUARDS = frozenset(("COP", "UNK", "CVL", "BUS", "JUD"))
_BOTH = 2
_SEVERAL = frozenset(("both", "two", "three", "four", "five", "2", "3", "4", "5"))
TRUSTED = 0.8
"""How sure the encoder is at least of an act of which the open checks do not ask."""


@dataclass(frozen=True, slots=True)
class ReportTopic:
    """What the report as a whole tells of its field: whether it names a country or somebody of one, and whether it is
    about games. `fragment`: too short to name what it is about."""

    countries: bool
    games: bool
    fragment: bool = False

    @classmethod
    def of(cls, context: EventContext) -> ReportTopic:
        """From the words of the report."""
        read = context.parse.columns
        named = any(p.country for p in context.found.places) or "NORP" in read.ent_type
        sports = context.ontology.classes["SPORTS"]
        found = Counter(lemma for word in read.lemma if (lemma := word.lower()) in sports)
        games = len(found) >= _KINDS and found.total() * _ONE_IN > len(read.lemma)
        fragment = len(read.lemma) < _PAGE
        return cls(named or fragment, games, fragment)


@dataclass(frozen=True, slots=True)
class Check:
    """One ground on which a candidate is left out: its code, plain words, and what finds it.

    `open`: what the encoder has read more of: where it is sure of the act, nobody asks.
    """

    code: str
    words: str
    find: Callable[[EventContext, ReportTopic, Candidate], Span | None]
    open: bool = False


def verdict(context: EventContext, topic: ReportTopic, candidate: Candidate, checks: Sequence[Check]) -> Reason | None:
    """Why the candidate is no record, by the first check that applies; None where none does."""
    sure = candidate.act.seen is not None and candidate.act.sure >= TRUSTED
    for check in checks:
        if check.open and sure and not topic.games:
            continue
        span = check.find(context, topic, candidate)
        if span is not None:
            return Reason("screening", check.code, check.words, span)
    return None


# ------------------------------------------------------------------ whose acts


def find_private(context: EventContext, topic: ReportTopic, candidate: Candidate) -> Span | None:
    """Whether its sides make it no politics: none of them is a state, a body, an office or people of a state.

    Cooperation, and what may be a common crime and its trial, need such a side. A crowd that protests or a bomb that
    goes off somewhere is enough, and a person of whom nothing is known will do for force that is no common crime. Where
    the report names no country, "the king" and "the guard" are nobody's; in a report about games a country is a team.
    """
    act, sides = candidate.act, candidate.sides
    kind = context.ontology.event_type(act.type, act.mode)
    where = candidate.setting.where or _near(context, act)
    if "unclaimed" in kind.traits and where is not None and where.country is not None and not topic.games:
        return None
    plain, force = "crime" not in kind.traits, "force" in kind.traits
    hostile = plain and kind.quad not in _COOPERATIVE
    if "violent" in kind.traits and not plain and sides.actors and _are_private(sides.actors, sides.recipients):
        return candidate.evidence
    public = any(_is_public(context, a, topic) and (force or not _is_police(a)) for a in sides.all)
    named = hostile and not topic.games and any(_is_named(context, a, topic, force=force) for a in sides.all)
    return None if public or named else candidate.evidence


def _near(context: EventContext, act: Act) -> Place | None:
    """A place of the sentence: what it tells happened in some state, if not just there."""
    start, end = context.reach(act.trigger)
    return next((p for p in context.standing_places.beginning(start, end) if p.country is not None), None)


def _are_private(actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """A crime among private people: workers, pupils or neighbours, and nobody of a people that the doers are not of."""
    sides = (*actors, *recipients)
    described = all(a.entity is None or a.country is None for a in sides)
    plain = all((_PRIVATE | _AT_WORK).issuperset(a.sectors) and (a.sectors or a.country is None) for a in sides)
    homes = {a.country for a in actors}
    return described and plain and len(homes - {None}) < 2 and {a.country for a in recipients} <= homes | {None}


def _is_named(context: EventContext, actor: Actor, topic: ReportTopic, *, force: bool) -> bool:
    """A named person who is no more than that: enough in a fragment, and for force that is no common crime."""
    return actor.entity is not None and context.found.person(actor) and (topic.fragment or force)


def _is_police(actor: Actor) -> bool:
    """The police of some town, who ask, help and look into things all day."""
    return actor.sectors[:1] == ("COP",) and actor.country is None


def _is_public(context: EventContext, actor: Actor, topic: ReportTopic) -> bool:
    if topic.games:  # there a captain is no soldier and a country no state
        return not _STATE.isdisjoint(actor.sectors) and (actor.country is not None or actor.entity is not None)
    official = any(s not in _PRIVATE for s in actor.sectors)
    if official and (topic.countries or actor.country is not None or actor.entity is not None):
        return True
    return actor.country not in _NO_STATE and not context.found.person(actor)


def find_unmanned_visit(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """A visit that does not name who goes: a noun with only its goal ("family trips to Hawaii")."""
    act = candidate.act
    if act.predicate.kind != "noun" or not context.ontology.has_trait(act, "visiting"):
        return None
    goals = {a.head for a in act.predicate.arguments if a.preposition in ("to", "in", "of")}
    goes = any(a.head not in goals for a in act.actors) or bool(candidate.sides.company)
    return None if goes else candidate.evidence


# ------------------------------------------------------------------ what is no act


def find_name(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """A word inside a name ("Meet the Press") does nothing."""
    return candidate.trigger if context.tokens[candidate.act.trigger].ent_type_ else None


def find_thing(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """Only things are said to do it ("a carnival that promises"); of violence the weapon may be all that is named."""
    doers = [a for a in candidate.act.actors if a.role in ("subject", "agent")]
    if not doers or context.ontology.has_trait(candidate.act, "violent"):
        return None
    return None if any(_is_somebody(context, a) for a in doers) else context.span(doers[0].start, doers[0].end)


def _is_somebody(context: EventContext, doer: Argument) -> bool:
    """Whether a doer can do anything: "the sanctions against Cuba" name a state and do nothing."""
    word, classes = context.lemma(doer.head), context.ontology.classes
    if any(word in classes[c] for c in _THINGS) and word not in classes["GROUP"]:
        return False
    return context.is_actor(doer) or context.acts(doer) or context.tokens[doer.head].pos_ == "PRON"


def find_unnamed(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """ "Asked not to be identified" asks a reporter and no state."""
    naming = context.ontology.classes["NAMING"]
    if not context.ontology.has_trait(candidate.act, "demand"):
        return None
    asked = (a for a in candidate.act.predicate.arguments if a.role == "clause")
    return next((context.span(a.head, a.head + 1) for a in asked if context.lemma(a.head) in naming), None)


def find_breach(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """Sanctions that somebody breaks or keeps were imposed some other day."""
    predicate = candidate.act.predicate
    parent = predicate.parent if predicate.kind == "noun" else None
    breach = parent is not None and context.lemma(parent) in context.ontology.classes["BREACH"]
    return context.span(parent, parent + 1) if parent is not None and breach else None


def find_disaster(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """A disaster attacks nobody."""
    act, disaster = candidate.act, context.ontology.classes["DISASTER"]
    if not context.ontology.has_trait(act, "violent"):
        return None
    if act.actors and all(context.lemma(a.head) in disaster for a in act.actors):
        return context.span(act.actors[0].start, act.actors[0].end)
    if any(context.is_actor(a) for a in act.actors):
        return None
    parts = (a for p in (act.predicate, *act.also) for a in p.arguments)
    return next((context.span(a.start, a.end) for a in parts if context.lemmas(a) & disaster), None)


def find_pretence(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """Violence that is played: in a film or an exercise, told by one ("the series shows how"), or mock."""
    if not context.ontology.has_trait(candidate.act, "violent"):
        return None
    for word in range(*context.parse.sentences[candidate.act.trigger]):
        if context.lemma(word) not in context.ontology.classes["PRETENCE"]:
            continue
        token = context.doc[word]
        if word + 1 < len(context.doc) and context.doc[word + 1].lower_ == "of":
            continue  # "a series of bombings"
        within = any(t.lower_ in _PLAYED_IN for t in token.lefts)
        if within or token.pos_ == "ADJ" or token.dep_ == "nsubj":
            return context.span(word, word + 1)
    return None


def find_accident(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """ "Died when their lorry overturned": nobody did it, and the sentence tells what did."""
    if candidate.sides.actors or not context.ontology.has_trait(candidate.act, "violent"):
        return None
    start, end = context.parse.sentences[candidate.act.trigger]
    heads = (head for head in range(start, end) if head in context.parse.by_head and head != candidate.act.trigger)
    told = (context.parse.by_head[head] for head in heads)
    for predicate in told:
        subjects = predicate.role("subject")
        if predicate.lemma in context.ontology.classes["ACCIDENT"] and not any(map(context.is_actor, subjects)):
            return context.span(predicate.head, predicate.head + 1)
    return None


def find_question(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """What is only asked is not told: "Who shelled the village?"."""
    start, end = context.parse.sentences[candidate.act.trigger]
    asked = next((i for i in range(end - 1, start, -1) if not context.doc[i].is_space), start)
    verb = context.parse.top(candidate.act.predicate)
    first = context.doc[start].tag_ in ("WRB", "WP", "WDT") or context.doc[start].pos_ == "AUX"
    return context.span(asked, asked + 1) if context.doc[asked].text == "?" and first and verb.finite else None


def find_aside(_: EventContext, __: ReportTopic, candidate: Candidate) -> Span | None:
    """A participle that only describes somebody ("the man accused of theft"), a noun ("condemned the attack on the
    port") or a mere purpose ("to cast doubt on the vote"), with nobody who did it, and no day or place."""
    predicate, setting = candidate.act.predicate, candidate.setting
    if setting.when or setting.where or any(is_known(a) for a in candidate.sides.actors):
        return None
    aim = predicate.tense == "none" and bool(predicate.markers) and predicate.link != "complement"
    aside = predicate.kind == "noun" or (not predicate.finite and (predicate.link == "relative" or aim))
    return candidate.evidence if aside else None


# ------------------------------------------------------------------ what is only thought


def find_undone(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """What somebody could not or did not go to do is no happening; what he did not do is one, as undone."""
    predicate = candidate.act.predicate
    if candidate.label != "did-not-happen" or context.ontology.has_trait(candidate, "refusal"):
        return None
    unable = any(context.tokens[m].lower_ in _ABLE for m in predicate.modals)
    undone = unable or (predicate.kind == "verb" and not predicate.finite)
    return _cue(candidate) if undone else None


def find_thought(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """What is only a purpose, a condition or a possibility that nobody in the report stands for is no happening.

    A verbal act is done by going to do it: "called him to congratulate him".
    """
    predicate = candidate.act.predicate
    if candidate.label != "possible":
        return None
    judging = context.ontology.has_trait(candidate, "judging")
    if judging and predicate.link in ("adverbial", "complement") and not predicate.finite:
        return None
    conditional = any(context.tokens[m].lower_ in _CONDITIONS for m in predicate.markers)
    may = predicate.perfect and predicate.finite and any(context.tokens[m].lower_ == "may" for m in predicate.modals)
    # "May have attacked": the outlet itself holds it possible; "could have" did not happen.
    thought = conditional if may else not predicate.finite or conditional or not candidate.told.said_by
    return _cue(candidate) if thought else None


def find_supposed(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """ "If he oversteps his powers by declaring war", "he can win by agreeing": what goes along with a condition or a
    possibility is as open as that."""
    if candidate.label not in ("happened", "ongoing"):
        return None
    predicate = candidate.act.predicate
    step = context.parse.top(predicate, lambda p: not p.finite and p.link == "adverbial")
    if step is predicate:
        return None
    opened = [m for m in step.markers if context.tokens[m].lower_ in _IF]
    opened += [m for m in step.modals if context.tokens[m].lower_ in _CAN]
    return context.span(opened[0], opened[0] + 1) if opened else None


def _cue(candidate: Candidate) -> Span:
    return candidate.told.factuality.cue or candidate.trigger


# ------------------------------------------------------------------ meetings of one


def find_visit_home(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """A visit of nobody else, or of a state to itself ("toured the flooded province")."""
    sides, where = candidate.sides, candidate.setting.where
    told = sides.nary and candidate.act.predicate.kind != "noun"
    if not told or not context.ontology.has_trait(candidate.act, "visiting"):
        return None
    countries = {a.country for a in sides.actors}
    home = len(countries - {None}) == 1 and (
        None not in countries or (where is not None and where.country in countries)
    )
    return candidate.evidence if home or len(sides.actors) < _BOTH else None


def find_alone(context: EventContext, _: ReportTopic, candidate: Candidate) -> Span | None:
    """A meeting of one, unless an office holds it, and not by habit ("he often holds meetings"); a noun may be a
    mention of a meeting told elsewhere."""
    sides, act = candidate.sides, candidate.act
    if not sides.nary or act.predicate.kind == "noun" or context.ontology.has_trait(act, "visiting"):
        return None
    if (
        len(sides.actors) > 1
        or len({a.head for a in act.actors}) > 1
        or any(_is_several(context, a) for a in act.actors)
    ):
        return None
    if context.ontology.has_trait(candidate, "mediating"):
        return None
    held = candidate.label != "habitual" and any(a.role == "subject" for a in act.actors)
    office = any((a.country and not a.sectors) or not _GUARDS.issuperset(a.sectors) for a in sides.actors)
    return None if held and office else candidate.evidence


def _is_several(context: EventContext, side: Argument) -> bool:
    """ "The two leaders", "both presidents": one phrase that names all sides."""
    words = {t.lower_ for t in context.tokens[side.start : side.head]}
    return context.tokens[side.head].tag_ in ("NNS", "NNPS") and not words.isdisjoint(_SEVERAL)


OF_WORDS: Final[Sequence[Check]] = (
    Check("private", "none of its sides is a state, a body, an office or people of a state", find_private, open=True),
    Check("a name", "its word is part of a name", find_name, open=True),
    Check("a thing", "only a thing is said to do it", find_thing, open=True),
    Check("not named", "somebody asks not to be named", find_unnamed),
    Check("a breach", "what is broken or kept was imposed some other day", find_breach, open=True),
    Check("played", "it happens in a film, a game or an exercise", find_pretence),
    Check("an accident", "nobody did it: a thing fell, crashed or sank", find_accident),
    Check("asked", "it is only asked", find_question),
    Check("a disaster", "a disaster attacks nobody", find_disaster, open=True),
    Check("no visitor", "a visit that does not say who goes", find_unmanned_visit, open=True),
    Check("aside", "a mere mention: nobody who did it, no day and no place is told of it", find_aside, open=True),
)
"""What stops a candidate by its own words: asked of the sides, the day and the place that they name."""

OF_TELLING: Final[Sequence[Check]] = (
    Check("undone", "it could not be done, or was not gone to be done", find_undone),
    Check(
        "only thought",
        "a purpose, a condition or a possibility that nobody in the report stands for",
        find_thought,
        open=True,
    ),
    Check("supposed", "it goes along with a condition or a possibility", find_supposed),
    Check("at home", "a visit of nobody else, or of a state to itself", find_visit_home),
    Check("alone", "a meeting that names one side", find_alone),
)
"""What stops a candidate once it is known how it is told and who all its sides are."""
