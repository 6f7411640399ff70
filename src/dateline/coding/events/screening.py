"""What counts as a happening of politics: whose acts, and what is no act at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dateline.coding.columns import column
from dateline.coding.events.acts.rows import Candidate
from dateline.coding.events.context import EventContext, known
from dateline.coding.events.ontology.loading import Ontology
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Actor, Factuality, Place, Voice

_PRIVATE = frozenset(("UNK", "BUS", "CVL", "EDU", "SOC"))
_AT_WORK = frozenset(("LAB", "AGR", "MED"))
_STATE = frozenset(("GOV", "LEG", "JUD", "IGO", "COP"))
_NO_STATE = frozenset(("MNC", None))
_ABLE = frozenset(("can", "could", "ca"))
_IF = frozenset(("if", "unless", "lest", "whether"))
_CAN = frozenset(("can", "could", "may", "might"))
_CONDITIONS = frozenset(("if", "unless", "until", "before", "once", "lest", "whether"))
_KINDS, _ONE_IN = 4, 60  # different words of games in a report about them, and how many words hold one
_PAGE = 40  # words: a shorter text need not name the country that it is about
_COOPERATIVE = frozenset((1, 2))
_THINGS = ("SANCTIONS", "AGREEMENT", "RELATIONS")
_GUARDS = frozenset(("COP", "UNK", "CVL", "BUS", "JUD"))


@dataclass(frozen=True, slots=True)
class ReportTopic:
    """What the report as a whole tells of its field: whether it names a country or somebody of one, and whether it is
    about games. `person`: whether an actor is a named person. `fragment`: too short to name what it is about."""

    countries: bool
    games: bool
    person: Callable[[Actor], bool]
    fragment: bool = False

    @classmethod
    def of(cls, context: EventContext, countries: bool, person: Callable[[Actor], bool]) -> ReportTopic:
        """From the words of the report."""
        sports = context.ontology.classes["SPORTS"]
        found = Counter(lemma for word in column(context.doc, "LEMMA") if (lemma := word.lower()) in sports)
        games = len(found) >= _KINDS and found.total() * _ONE_IN > len(context.doc)
        fragment = len(context.doc) < _PAGE
        return cls(countries or fragment, games, person, fragment)


def political(
    match: Candidate,
    actors: Sequence[Actor],
    recipients: Sequence[Actor],
    where: Place | None,
    ontology: Ontology,
    ground: ReportTopic,
) -> bool:
    """Whether the sides make it politics: a state, a body, an office or people of a state on one of them.

    Cooperation, and what may be a common crime and its trial, need such a side. A crowd that protests or a bomb that
    goes off somewhere is enough, and a person of whom nothing is known will do for force that is no common crime. Where
    the report names no country, "the king" and "the guard" are nobody's; in a report about games a country is a team.
    """
    sides = (*actors, *recipients)
    traits = ontology.event_type(match.type, match.mode).traits
    if "unclaimed" in traits and where is not None and where.country is not None and not ground.games:
        return True
    plain, force = "crime" not in traits, "force" in traits
    hostile = plain and ontology.event_type(match.type, match.mode).quad not in _COOPERATIVE
    if "violent" in traits and not plain and actors and _private(actors, recipients):
        return False
    public = any(_public(a, ground) and (force or not _police(a)) for a in sides)
    return public or (hostile and not ground.games and any(_named(a, force, ground) for a in sides))


def _private(actors: Sequence[Actor], recipients: Sequence[Actor]) -> bool:
    """A crime among private people: workers, pupils or neighbours, and nobody of a people that the doers are not of."""
    sides = (*actors, *recipients)
    described = all(a.entity is None or a.country is None for a in sides)
    plain = all((_PRIVATE | _AT_WORK).issuperset(a.sectors) and (a.sectors or a.country is None) for a in sides)
    homes = {a.country for a in actors}
    return described and plain and len(homes - {None}) < 2 and {a.country for a in recipients} <= homes | {None}


def _named(actor: Actor, force: bool, ground: ReportTopic) -> bool:
    """A named person who is no more than that: enough in a fragment, and for force that is no common crime."""
    return actor.entity is not None and ground.person(actor) and (ground.fragment or force)


def _police(actor: Actor) -> bool:
    """The police of some town, who ask, help and look into things all day."""
    return actor.sectors[:1] == ("COP",) and actor.country is None


def _public(actor: Actor, ground: ReportTopic) -> bool:
    if ground.games:  # there a captain is no soldier and a country no state
        return not _STATE.isdisjoint(actor.sectors) and (actor.country is not None or actor.entity is not None)
    official = any(s not in _PRIVATE for s in actor.sectors)
    if official and (ground.countries or actor.country is not None or actor.entity is not None):
        return True
    return actor.country not in _NO_STATE and not ground.person(actor)


def aside(match: Candidate, actors: Sequence[Actor]) -> bool:
    """A participle that only describes somebody ("the man accused of theft"), a noun ("condemned the attack on the
    port") or a mere purpose ("to cast doubt on the vote"), with nobody who did it."""
    predicate = match.predicate
    if any(known(a) for a in actors):
        return False
    aim = predicate.tense == "none" and bool(predicate.markers) and predicate.link != "complement"
    return predicate.kind == "noun" or (not predicate.finite and (predicate.link == "relative" or aim))


def no_act(context: EventContext, match: Candidate) -> bool:
    """A disaster attacks nobody, a thing promises nothing, and a word inside a name ("Meet the Press") does nothing."""
    named = bool(context.tokens[match.trigger].ent_type_)
    if named or _nobody(context, match) or _stays_unnamed(context, match) or _breached(context, match):
        return True
    disaster, violent = context.ontology.classes["DISASTER"], context.ontology.has_trait(match, "violent")
    if violent and match.actors and all(context.lemma(a.head) in disaster for a in match.actors):
        return True
    if not violent or any(context.is_actor(a) for a in match.actors):
        return False
    return any(context.lemmas(a) & disaster for p in (match.predicate, *match.also) for a in p.arguments)


def _stays_unnamed(context: EventContext, match: Candidate) -> bool:
    """ "Asked not to be identified" asks a reporter and no state."""
    naming = context.ontology.classes["NAMING"]
    asked = (a for a in match.predicate.arguments if a.role == "clause")
    return context.ontology.has_trait(match, "demand") and any(context.lemma(a.head) in naming for a in asked)


def _breached(context: EventContext, match: Candidate) -> bool:
    """Sanctions that somebody breaks or keeps were imposed some other day."""
    predicate = match.predicate
    parent = predicate.parent if predicate.kind == "noun" else None
    return parent is not None and context.lemma(parent) in context.ontology.classes["BREACH"]


def _nobody(context: EventContext, match: Candidate) -> bool:
    """Whether only things are said to do it ("a carnival that promises"); of violence the weapon may be all that is
    named."""
    doers = [a for a in match.actors if a.role in ("subject", "agent")]
    if context.ontology.has_trait(match, "violent") or not doers:
        return False
    return not any(_somebody(context, a) for a in doers)


def _somebody(context: EventContext, doer: Argument) -> bool:
    """Whether a doer can do anything: "the sanctions against Cuba" name a state and do nothing."""
    word, classes = context.lemma(doer.head), context.ontology.classes
    if any(word in classes[c] for c in _THINGS) and word not in classes["GROUP"]:
        return False
    return context.is_actor(doer) or context.acts(doer) or context.tokens[doer.head].pos_ == "PRON"


def only_thought(context: EventContext, match: Candidate, told: Factuality, said_by: Sequence[Voice]) -> bool:
    """What is only a purpose, a condition or a possibility that nobody in the report stands for is no happening.

    A verbal act is done by going to do it: "called him to congratulate him".
    """
    predicate = match.predicate
    if told.label == "did-not-happen":
        unable = any(context.tokens[m].lower_ in _ABLE for m in predicate.modals)
        return not context.ontology.has_trait(match, "refusal") and (
            unable or (predicate.kind == "verb" and not predicate.finite)
        )
    if told.label != "possible":
        return told.label in ("happened", "ongoing") and _supposed(context, predicate)
    judging = context.ontology.has_trait(match, "judging")
    if judging and predicate.link in ("adverbial", "complement") and not predicate.finite:
        return False
    conditional = any(context.tokens[m].lower_ in _CONDITIONS for m in predicate.markers)
    if predicate.perfect and predicate.finite and any(context.tokens[m].lower_ == "may" for m in predicate.modals):
        return conditional  # "may have attacked": the outlet itself holds it possible; "could have" did not happen
    return not predicate.finite or conditional or not said_by


def _supposed(context: EventContext, predicate: Predicate) -> bool:
    """ "If he oversteps his powers by declaring war", "he can win by agreeing": what goes along with a condition or a
    possibility is as open as that."""
    step: Predicate | None = predicate
    while step is not None and not step.finite and step.link == "adverbial" and step.parent is not None:
        step = context.predicates.get(step.parent)
    if step is None or step is predicate:
        return False
    opened = {context.tokens[m].lower_ for m in step.markers} & _IF
    return bool(opened) or any(context.tokens[m].lower_ in _CAN for m in step.modals)


def alone(
    ontology: Ontology, match: Candidate, nary: bool, sides: Sequence[Actor], where: Place | None, told: Factuality
) -> bool:
    """A meeting of one, unless an office holds it, and not by habit ("he often holds meetings"); and a visit of a state
    to itself ("toured the flooded province")."""
    if not nary or match.predicate.kind == "noun":  # a noun may be a mention of a meeting told elsewhere
        return False
    countries = {a.country for a in sides}
    if ontology.has_trait(match, "visiting"):
        home = len(countries - {None}) == 1 and (
            None not in countries or (where is not None and where.country in countries)
        )
        return len(sides) < 2 or home
    if len(sides) > 1 or len({a.head for a in match.actors}) > 1 or ontology.has_trait(match, "mediating"):
        return False
    held = told.label != "habitual" and any(a.role == "subject" for a in match.actors)
    return not held or not any((a.country and not a.sectors) or not _GUARDS.issuperset(a.sectors) for a in sides)
