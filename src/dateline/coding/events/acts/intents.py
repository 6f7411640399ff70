"""Words whose content says what the event is: what is promised, proposed, refused, demanded or threatened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dateline.coding.events.acts.conditions import holds, play
from dateline.coding.events.acts.rows import COOPERATIVE
from dateline.coding.events.candidate import Act, Rule
from dateline.coding.events.context import EventContext
from dateline.coding.events.ontology.entries import Cast, Intent, IntentFrame, Meaning
from dateline.language.syntax.predicates import Argument, Predicate

_VERBAL_CONFLICT = 3  # quad class
_MEANINGS: Mapping[IntentFrame, Meaning] = {"offer": "promised", "threaten": "threatened", "refuse": "refused"}
_MUST = frozenset(("must", "should"))


@dataclass(frozen=True, slots=True)
class IntentContent:
    """What stands inside an intent: the predicate, the event that it carries, whether it is friendly, its aim."""

    outer: Predicate
    predicate: Predicate | None
    inner: Act | None
    friendly: bool

    @property
    def type(self) -> str:
        """The type of the content, "" where it has none."""
        return self.inner.type if self.inner is not None else ""


def read_intent(context: EventContext, predicate: Predicate, plain: Mapping[int, Act]) -> Act | None:
    """The event that an intent's content makes of it. `plain`: what the words of all predicates carry by themselves."""
    for row in context.ontology.intents.get((predicate.lemma, predicate.kind), ()):
        if all(holds(context, predicate, c) for c in row.conditions):
            found = _make_act(context, row, _find_inside(context, predicate, row, plain))
            if found is not None:
                return found
    return None


def _find_inside(context: EventContext, predicate: Predicate, row: Intent, plain: Mapping[int, Act]) -> IntentContent:
    content = _find_content(context, predicate, row)
    inner = plain.get(content.head) if content is not None else None
    hostile = content is not None and inner is None and content.lemma in context.ontology.classes["HOSTILE"]
    friendly = not hostile if inner is None else context.ontology.event_type(inner.type, None).quad in COOPERATIVE
    if content is not None and content.negation is not None and inner is not None:
        friendly = not friendly
    return IntentContent(predicate, content, inner, friendly)


def _make_act(context: EventContext, row: Intent, inside: IntentContent) -> Act | None:
    if row.frame == "announce":
        meaning = _read_announcement(context, inside)
    elif row.frame == "decide":
        meaning = _read_decision(inside)
    else:
        meaning = _read_warning(context, inside) if row.frame == "warn" else _choose_meaning(context, row.frame, inside)
    if row.frame == "promise" and (_is_held_true(context, inside) or _is_bare_will(context, inside)):
        return None
    filed = context.ontology.filed(meaning, inside.type) if meaning is not None else None
    if filed is None or (row.frame == "propose" and meaning == "demanded" and _is_asserted(context, inside)):
        return None
    predicate, content = inside.outer, inside.predicate
    actors = play(context, predicate, row.actor)
    recipients = tuple(a for a in play(context, predicate, row.recipient) if a not in actors)
    if row.frame == "request" and _is_urged(context, predicate):
        actors, recipients = (), actors
    if meaning == "demanded" and content is not None and (row.frame == "announce" or not recipients):
        asked = tuple(a for a in content.role("subject") if a.head not in {b.head for b in actors})
        recipients = tuple(filter(context.is_actor, asked)) or recipients
    if not any(context.is_actor(a) for a in recipients) and content is not None:
        recipients = _find_in_content(context, content, inside.inner, actors) or recipients
    return Act(
        filed.type,
        filed.mode,
        context.ontology.code_about(filed.type, inside.type),
        predicate,
        actors,
        recipients,
        Rule("intents", row.word, row.kind, row.conditions, row.rule, row.where, row.own),
        content=content,
        mutual=row.recipient.mutual,
    )


def _find_content(context: EventContext, predicate: Predicate, row: Intent) -> Predicate | None:
    for argument in context.arguments(predicate, row.content):
        if argument.head in context.parse.by_head:
            return context.parse.by_head[argument.head]
    # "interest in signing": the clause may hang on the noun that the verb takes.
    for argument in context.objects(predicate):
        noun = context.parse.by_head.get(argument.head)
        for inner in (*noun.role("clause"), *noun.oblique("in")) if noun is not None else ():
            if inner.head in context.parse.by_head:
                return context.parse.by_head[inner.head]
    return None


def _choose_meaning(context: EventContext, frame: IntentFrame, inside: IntentContent) -> Meaning:
    if frame == "promise" and inside.inner is not None and context.ontology.has_trait(inside.inner, "demand"):
        return "demanded"
    if frame == "promise":
        return "promised" if inside.friendly else "threatened"
    if frame == "propose":
        return "promised" if inside.inner is not None and inside.friendly else "demanded"
    return _MEANINGS.get(frame, "demanded")


def _is_held_true(context: EventContext, inside: IntentContent) -> bool:
    """ "Agreed that the rules are foolish" holds something for true and promises nothing."""
    content = inside.predicate
    return content is not None and content.finite and not context.is_future(content) and not content.modals


def _is_bare_will(context: EventContext, inside: IntentContent) -> bool:
    """ "Ready to go one-on-one": who is ready for anything but an act of politics offers nothing."""
    content = inside.predicate
    friendly = content is not None and content.lemma in context.ontology.classes["FRIENDLY"]
    return inside.outer.kind == "adjective" and inside.inner is None and not friendly


def _is_urged(context: EventContext, predicate: Predicate) -> bool:
    """ "Minister urged to resign": a headline's participle of a verb that must have an object is a passive."""
    past = context.tokens[predicate.head].tag_ in ("VBD", "VBN") and not predicate.passive and not predicate.perfect
    urging = predicate.lemma in context.ontology.classes["URGING"]
    alone = urging and not predicate.role("object", "recipient", "oblique")
    return past and alone and any(a.preposition == "to" for a in predicate.role("clause"))


def _is_asserted(context: EventContext, inside: IntentContent) -> bool:
    """ "Suggested that the vote was rigged" tells what is thought; "suggested that he resign" asks for something."""
    content = inside.predicate
    if content is None or not content.finite:
        return False
    if content.modals:
        bidden = any(context.tokens[m].lower_ in _MUST for m in content.modals)
        return not bidden or _have_same_subject(context, inside.outer, content)
    behind = content.head < inside.outer.head  # "..., he suggested"
    return behind or content.tense != "present" or context.tokens[content.head].tag_ == "VBZ"


def _read_decision(inside: IntentContent) -> Meaning | None:
    """Who decides to give way gives way in words: PLOVER's manual files an announced retreat under CONCEDE."""
    content = inside.predicate
    done = content is not None and content.negation is None
    return "conceded" if done and inside.outer.negation is None else None


def _read_announcement(context: EventContext, inside: IntentContent) -> Meaning | None:
    """What somebody says that another must do is a request; that he will do, a promise or a threat; that he will not
    do, a refusal. Anything else that is said is a statement only."""
    content = inside.predicate
    if content is None:
        return None
    if not _have_same_subject(context, inside.outer, content):
        must = any(context.tokens[m].lower_ in _MUST for m in content.modals)
        return "demanded" if must and any(map(context.is_actor, content.role("subject"))) else None
    if not context.is_future(content):
        return None
    if content.negation is not None:
        stative = inside.inner is None and content.lemma in context.ontology.classes["STATIVE"]
        return None if stative else "unwilling"
    # A meeting that is announced is agreed between those who will meet, whoever tells of it.
    if inside.inner is None or context.ontology.has_trait(inside.inner, "meeting"):
        return None
    verbal = context.ontology.event_type(inside.type, None).quad == _VERBAL_CONFLICT
    return None if verbal else _choose_meaning(context, "promise", inside)


def _read_warning(context: EventContext, inside: IntentContent) -> Meaning | None:
    """A warning of what the speaker's own side will do is a threat, one of what the other must not do a request."""
    content = inside.predicate
    if content is None:
        return None
    if content.finite and _have_same_subject(context, inside.outer, content):
        return "threatened" if content.negation is not None or not inside.friendly else None
    bidden = not content.finite or any(context.tokens[m].lower_ in _MUST for m in content.modals)
    return "demanded" if bidden else None


def _have_same_subject(context: EventContext, outer: Predicate, inner: Predicate) -> bool:
    speakers = [a for arg in outer.role("subject") for a in context.actors(arg)]
    doers = [a for arg in inner.role("subject", "agent") for a in context.actors(arg)]
    return any(
        (s.entity is not None and s.entity == d.entity) or (s.country is not None and s.country == d.country)
        for s in speakers
        for d in doers
    )


def _find_in_content(
    context: EventContext, content: Predicate, inner: Act | None, actors: tuple[Argument, ...]
) -> tuple[Argument, ...]:
    mine = {arg.head for arg in actors}
    candidates = inner.recipients if inner is not None and inner.recipients else ()
    if inner is not None and not candidates:
        candidates = tuple(a for a in inner.actors if a.head not in mine)
    found = tuple(a for a in candidates if a.head not in mine and context.is_actor(a))
    if found:
        return found
    reach = Cast((("with",), ("recipient",), ("to",), ("object",), ("against",), ("in",)))
    return tuple(a for a in play(context, content, reach) if a.head not in mine and context.is_actor(a))
