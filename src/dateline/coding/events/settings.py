"""When and where an event happened: the day and the place that hang on the words that tell it."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.events.rows import Match
from dateline.coding.events.scene import Scene
from dateline.language.predicates import Argument, Predicate
from dateline.model import Place, When

_WHERE = ("in", "at", "near", "on", "outside", "inside", "off", "around", "across", "to", "aboard", "within", "over")
# The narrowest place in a phrase is where it happened: "the Black Sea resort of Sochi".
_NARROW = {"facility": 0, "city": 1, "capital": 1, "admin": 3, "region": 4, "country": 5, "sea": 6}


def when_of(scene: Scene, match: Match, times: Sequence[When]) -> When | None:
    """The day that hangs on the predicate itself, or else on the noun or light verb that it shares its clause with."""
    dated = [t for t in times if t.earliest is not None or _weekday(t)]
    for predicate in _clause(scene, match):
        for argument in predicate.arguments:
            if argument.role in ("subject", "clause"):
                continue
            span = scene.span(argument.start, argument.end)
            own = [t for t in dated if span.contains(t.span)]
            carried = predicate is not match.predicate and predicate.kind == "verb"
            if own and (carried or not _inside_other(scene, match, own[0])):
                return own[0]
    return _loose(scene, match, dated)


def _weekday(time: When) -> bool:
    """A weekday that no date of the report settles: still the words that say when."""
    return time.kind == "DATE" and time.value.startswith("XXXX-WXX-")


def _clause(scene: Scene, match: Match) -> tuple[Predicate, ...]:
    out = [match.predicate]
    for argument in match.predicate.role("object"):
        if argument.head in scene.predicates:
            out.append(scene.predicates[argument.head])
    parent = scene.predicates.get(match.predicate.parent) if match.predicate.parent is not None else None
    # "The meeting between the two held this Friday": the participle that only carries the noun.
    own = {match.trigger, *(a.head for a in match.predicate.arguments)}
    out += [
        p
        for p in scene.predicates.values()
        if p.parent in own and p.link == "relative" and p.lemma in scene.words.classes["LIGHT"]
    ]
    light = scene.words.classes["LIGHT"]
    if match.predicate.kind == "noun" and parent is not None and parent.lemma in light:
        out += [parent] if any(a.head == match.trigger for a in parent.role("object", "subject")) else []
    return tuple(out)


def _loose(scene: Scene, match: Match, dated: Sequence[When]) -> When | None:
    """A bare "Friday" hangs on nothing in some parses: the nearest one with no other verb between."""
    heads = sorted(h for h in scene.predicates if scene.predicates[h].kind == "verb" and h != match.trigger)
    sentence = scene.doc[match.trigger].sent
    best: tuple[int, When] | None = None
    for when in dated:
        if not (scene.doc[sentence.start].idx <= when.span.start < sentence.end_char):
            continue
        token = scene.doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
        if token is None:
            continue
        low, high = sorted((match.trigger, token.start))
        if any(low < h < high for h in heads):
            continue
        distance = high - low
        if distance <= 8 and (best is None or distance < best[0]):
            best = (distance, when)
    return best[1] if best else _only(scene, match, dated)


def _only(scene: Scene, match: Match, dated: Sequence[When]) -> When | None:
    """The one day that the sentence names, for what it tells as past beside something else past.

    "Captured them after freeing a ship that was hijacked on Saturday" is one day's work; "met him, and will brief him
    on Monday" is not.
    """
    sentence = scene.doc[match.trigger].sent
    start, end = scene.doc[sentence.start].idx, sentence.end_char
    here = [t for t in dated if start <= t.span.start < end]
    if len(here) != 1 or match.predicate.tense != "past" or here[0].earliest != here[0].latest:
        return None
    holder = _holder(scene, here[0])
    beside = holder is not None and holder.tense == "past" and not holder.modals and holder.link != "complement"
    return here[0] if beside else None


def _holder(scene: Scene, when: When) -> Predicate | None:
    """The predicate on which a date hangs: the one with the smallest argument that holds it."""
    best: tuple[int, int] | None = None
    for predicate in scene.predicates.values():
        for argument in predicate.arguments:
            if argument.role == "oblique" and scene.span(argument.start, argument.end).contains(when.span):
                best = min(best or (10**9, 0), (argument.end - argument.start, predicate.head))
    return scene.predicates[best[1]] if best is not None else None


def _inside_other(scene: Scene, match: Match, when: When) -> bool:
    """Whether another verb's clause inside the argument holds the date: "met Kim, who arrived on Friday"."""
    span = scene.doc.char_span(when.span.start, when.span.end, alignment_mode="expand")
    if span is None:
        return True
    low, high = sorted((match.trigger, span.start))
    return any(
        low < head < high and p.kind == "verb" and p.finite and p.head != match.trigger
        for head, p in scene.predicates.items()
    )


def where_of(scene: Scene, match: Match, places: Sequence[Place]) -> Place | None:
    """The place in a phrase of place that hangs on the event's words; the narrowest where a phrase names several."""
    for predicate in _clause(scene, match):
        for argument in predicate.arguments:
            if argument.role == "oblique" and argument.preposition in _WHERE:
                found = _in_phrase(scene, argument, places)
                if found is not None:
                    return found
    return None


def _in_phrase(scene: Scene, argument: Argument, places: Sequence[Place]) -> Place | None:
    head = scene.doc[argument.head]
    at_head = [p for p in places if p.span.start <= head.idx < p.span.end]
    if at_head:
        return at_head[0]
    start, end = scene.sides(argument)[0]
    span = scene.span(start, end)
    inner = [p for p in places if span.contains(p.span)]
    if not inner or argument.preposition == "to":
        return None
    return min(inner, key=lambda p: (_NARROW.get(p.feature, 2), p.span))
