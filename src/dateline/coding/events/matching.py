"""Which predicates carry an event: the tables' rows held against a scene.

A `Match` says the type, the word that carries it and which arguments play which part. Intents come
first: what is promised, refused, demanded or threatened is content, not a happening of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from dateline.coding.events.ontology import Frame, Intent, Ontology, Trigger
from dateline.coding.events.scene import Scene
from dateline.language.predicates import Argument, Predicate

_ASSIST, _YIELD, _MEET = frozenset(("AID", "COOPERATE", "SUPPORT")), frozenset(("RETREAT", "CONCEDE")), "CONSULT"
_COOPERATIVE = frozenset((1, 2))
_THREAT_MODES = {"ASSAULT": "violence", "MOBILIZE": "violence", "SANCTION": "relations", "COERCE": "restrict"}
_WILL = frozenset(("will", "would", "shall", "'ll", "wo"))
_NOT_HELD = 4  # a content chain longer than this is a parse that ran away


@dataclass(frozen=True, slots=True)
class Match:
    """An event found in the parse.

    `verbal`: the act is one of speech, so its speaker vouches for it. `named`: heads of the arguments whose words the
    row asked for.
    """

    type: str
    mode: str | None
    cameo: str | None
    predicate: Predicate
    trigger: int
    actors: tuple[Argument, ...]
    recipients: tuple[Argument, ...]
    rule: str
    verbal: bool = False
    content: Predicate | None = None
    named: frozenset[int] = frozenset()


def matches(scene: Scene) -> tuple[Match, ...]:
    """All events of the scene in the order of the text; what is content of an intent is left out."""
    words = scene.words
    plain = {head: found for head, p in scene.predicates.items() if (found := _plain(scene, words, p))}
    intents: dict[int, Match] = {}
    for head, predicate in sorted(scene.predicates.items()):
        found = _intent(scene, words, predicate, plain)
        if found is not None:
            intents[head] = found
    held = _content_of(scene, intents)
    out = {**plain, **intents}
    kept = [m for head, m in out.items() if head not in held]
    return tuple(_without_nouns(sorted(kept, key=lambda m: m.trigger)))


def _plain(scene: Scene, words: Ontology, predicate: Predicate) -> Match | None:
    for row in words.triggers.get((predicate.lemma, predicate.kind), ()):
        if all(scene.holds(predicate, c) for c in row.conditions):
            found = _match(scene, predicate, row)
            return _unwilling(scene, found) if found is not None else None
    return None


def _unwilling(scene: Scene, match: Match) -> Match:
    """What somebody will not do for another is a refusal: "will not lift the ban"."""
    friendly = scene.words.grade(match.type, None).quad in _COOPERATIVE
    if match.predicate.negation is None or not friendly or not _future(scene, match.predicate):
        return match
    return replace(match, type="REJECT", mode=None, cameo=None, verbal=True)


def _match(scene: Scene, predicate: Predicate, row: Trigger) -> Match | None:
    actors = scene.play(predicate, row.actor)
    recipients = tuple(a for a in scene.play(predicate, row.recipient) if a not in actors)
    if not row.actor.alternatives and not row.recipient.alternatives:
        return None
    named = {a.head for c in row.conditions if c.words and not c.absent for a in scene.arguments(predicate, c.role)}
    return Match(
        row.type, row.mode, row.cameo, predicate, predicate.head, actors, recipients, row.rule, named=frozenset(named)
    )


def _intent(scene: Scene, words: Ontology, predicate: Predicate, plain: dict[int, Match]) -> Match | None:
    for row in words.intents.get((predicate.lemma, predicate.kind), ()):
        if all(scene.holds(predicate, c) for c in row.conditions):
            found = _framed(scene, words, predicate, row, plain)
            if found is not None:
                return found
    return None


def _framed(scene: Scene, words: Ontology, predicate: Predicate, row: Intent, plain: dict[int, Match]) -> Match | None:
    content = _content(scene, predicate, row)
    inner = plain.get(content.head) if content is not None else None
    meaning = _meaning(scene, words, predicate, row.frame, content, inner)
    if meaning is None:
        return None
    type_, mode = meaning
    actors = scene.play(predicate, row.actor)
    recipients = tuple(a for a in scene.play(predicate, row.recipient) if a not in actors)
    if not any(scene.is_actor(a) for a in recipients) and content is not None:
        recipients = _from_content(scene, content, inner, actors) or recipients
    return Match(type_, mode, None, predicate, predicate.head, actors, recipients, row.rule, True, content)


def _content(scene: Scene, predicate: Predicate, row: Intent) -> Predicate | None:
    for argument in scene.arguments(predicate, row.content):
        if argument.head in scene.predicates:
            return scene.predicates[argument.head]
    # "interest in signing": the clause may hang on the noun that the verb takes.
    for argument in predicate.role("object"):
        noun = scene.predicates.get(argument.head)
        for inner in (*noun.role("clause"), *noun.oblique("in")) if noun is not None else ():
            if inner.head in scene.predicates:
                return scene.predicates[inner.head]
    return None


def _meaning(
    scene: Scene, words: Ontology, predicate: Predicate, frame: Frame, content: Predicate | None, inner: Match | None
) -> tuple[str, str | None] | None:
    friendly = inner is None or words.grade(inner.type, None).quad in _COOPERATIVE
    if content is not None and content.negation is not None and inner is not None:
        friendly = not friendly
    type_ = inner.type if inner is not None else ""
    aim = "assist" if type_ in _ASSIST else "yield" if type_ in _YIELD else "meet" if type_ == _MEET else "change"
    if frame == "announce":
        return _announced(scene, predicate, content, inner, friendly)
    if frame == "promise":
        return ("AGREE", None) if friendly else ("THREATEN", _THREAT_MODES.get(type_))
    if frame == "propose":
        return ("AGREE", None) if inner is not None and friendly else ("REQUEST", aim)
    if frame == "threaten":
        return "THREATEN", _THREAT_MODES.get(type_)
    return ("REJECT", aim) if frame == "refuse" else ("REQUEST", aim)


def _announced(
    scene: Scene, predicate: Predicate, content: Predicate | None, inner: Match | None, friendly: bool
) -> tuple[str, str | None] | None:
    """What somebody says that he will do is a promise or a threat; that he will not do it, a refusal."""
    if content is None or not _future(scene, content) or not _same_subject(scene, predicate, content):
        return None
    if content.negation is not None:
        return "REJECT", None
    if inner is None:
        return None
    if inner.type in ("REQUEST", "ACCUSE", "REJECT", "THREATEN"):
        return None
    return ("AGREE", None) if friendly else ("THREATEN", _THREAT_MODES.get(inner.type))


def _future(scene: Scene, predicate: Predicate) -> bool:
    return predicate.tense == "future" or any(scene.doc[m].lower_ in _WILL for m in predicate.modals)


def _same_subject(scene: Scene, outer: Predicate, inner: Predicate) -> bool:
    speakers = [a for arg in outer.role("subject") for a in scene.actors(arg)]
    doers = [a for arg in inner.role("subject", "agent") for a in scene.actors(arg)]
    return any(
        (s.entity is not None and s.entity == d.entity) or (s.country is not None and s.country == d.country)
        for s in speakers
        for d in doers
    )


def _from_content(
    scene: Scene, content: Predicate, inner: Match | None, actors: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    mine = {arg.head for arg in actors}
    candidates = inner.recipients if inner is not None and inner.recipients else ()
    if inner is not None and not candidates:
        candidates = tuple(a for a in inner.actors if a.head not in mine)
    candidates = candidates or content.role("object", "recipient") or content.oblique("with", "to", "against", "in")
    return tuple(a for a in candidates if a.head not in mine and scene.is_actor(a))


def _content_of(scene: Scene, intents: dict[int, Match]) -> frozenset[int]:
    """Predicates inside what somebody promises, refuses, demands or threatens."""
    held: set[int] = set()
    roots = {m.content.head for m in intents.values() if m.content is not None}
    for head, predicate in scene.predicates.items():
        step: Predicate | None = predicate
        for _ in range(_NOT_HELD):
            if step is None:
                break
            if step.head in roots:
                held.add(head)
                break
            if step.link not in ("complement", "conjunct", "nominal") or step.parent is None:
                break
            step = scene.predicates.get(step.parent)
    return frozenset(held)


def _without_nouns(found: list[Match]) -> list[Match]:
    """A noun that a verb's row asked for is part of the verb's event, and gives it the sides that it lacks.

    "Held talks with Minsk" is one meeting, "cancelled a visit to Paris" no visit, "lifted the sanctions against Sudan"
    no sanction; "condemned the attack" stays two events.
    """
    eaten: set[int] = set()
    filled: dict[int, Match] = {}
    for verb in [m for m in found if m.predicate.kind == "verb"]:
        heads = {a.head for a in verb.predicate.role("object", "oblique")}
        for noun in found:
            if noun.predicate.kind != "noun" or noun.trigger not in heads:
                continue
            if noun.type == verb.type or noun.trigger in verb.named:
                eaten.add(noun.trigger)
                filled[verb.trigger] = _joined(filled.get(verb.trigger, verb), noun)
    return [filled.get(m.trigger, m) for m in found if m.trigger not in eaten]


def _joined(verb: Match, noun: Match) -> Match:
    mine = {a.head for a in verb.actors}
    both = noun.type == verb.type == "CONSULT"
    return replace(
        verb,
        actors=verb.actors + tuple(a for a in noun.actors if both and a.head not in mine),
        recipients=verb.recipients or tuple(a for a in noun.recipients if a.head not in mine),
        mode=verb.mode or (noun.mode if both else None),
    )
