"""When and where an event happened: the day and the place that hang on the words that tell it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.coding.events.rows import Match
from dateline.coding.events.scene import Scene
from dateline.language.predicates import Argument, Predicate
from dateline.model import Place, Span, When

_WHERE = ("in", "at", "near", "on", "outside", "inside", "off", "around", "across", "to", "aboard", "within", "over")
_STANDING = frozenset(_WHERE) - {"to", "on", "off", "over", "around", "across"}
_BODILY = frozenset(("ASSAULT", "COERCE", "PROTEST", "AID", "CONSULT", "MOBILIZE", "RETREAT", "COOPERATE"))
_REACH, _LEAD, _OPENING = 12, 6, 5  # tokens: from trigger to setting, from preposition to name, that open a sentence
_WEEK = timedelta(days=7)
_YEAR = len("2023")  # a century or a decade dates nothing
# The narrowest place in a phrase is where it happened: "the Black Sea resort of Sochi".
_NARROW = {"facility": 0, "city": 1, "capital": 1, "admin": 3, "region": 4, "country": 5, "sea": 6}


def when_of(scene: Scene, match: Match, times: Sequence[When]) -> When | None:
    """The day that hangs on the predicate itself, or else on the noun or light verb that it shares its clause with."""
    start, end = scene.reach(match.trigger)
    here = [t for t in times if start <= t.span.start < end]
    dated = [t for t in here if (t.earliest is not None and len(t.value) >= _YEAR) or _weekday(t)]
    dated = [t for t in dated if not _since(scene, t)]
    if not dated:
        return None
    if match.type not in _BODILY:
        dated = [t for t in dated if not _describes(scene, t)]
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


def coming(time: When, text: str, anchor: str | None) -> When:
    """The day of a plan: a bare weekday that was read as the one before the report is the one after it."""
    if anchor is None or time.earliest is None or time.earliest != time.latest or time.earliest >= anchor:
        return time
    day, written = date.fromisoformat(time.earliest), date.fromisoformat(anchor)
    words = time.span.cut(text).split()
    if written - day >= _WEEK or f"{day:%A}" != words[-1] or "last" in (w.lower() for w in words):
        return time
    later = (day + _WEEK).isoformat()
    return replace(time, value=later, earliest=later, latest=later)


def _weekday(time: When) -> bool:
    """A weekday that no date of the report settles: still the words that say when."""
    return time.kind == "DATE" and time.value.startswith("XXXX-WXX-")


def _since(scene: Scene, time: When) -> bool:
    """ "Since 1991" tells a beginning, not the day."""
    words = scene.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    if words is None:
        return True
    before = scene.doc[words.start - 1].lower_ if words.start else ""
    return "since" in (before, words[0].lower_)


def _describes(scene: Scene, time: When) -> bool:
    """A date right before a noun is that noun's: "charged in the 1967 killings", "praised Monday's ruling"."""
    words = scene.doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    if words is None or words.end >= len(scene.doc):
        return False
    after = words.end + (scene.doc[words.end].tag_ == "POS")
    if after >= len(scene.doc) or scene.doc[words.end - 1].head.i < words.end:
        return False
    noun = scene.doc[after]  # "at this Friday's meeting" dates what is said there
    return noun.pos_ in ("NOUN", "ADJ") and noun.lemma_.lower() not in scene.words.classes["MEETING"]


def _clause(scene: Scene, match: Match) -> tuple[Predicate, ...]:
    out = [match.predicate]
    for argument in match.predicate.role("object"):
        if argument.head in scene.predicates:
            out.append(scene.predicates[argument.head])
    parent = scene.predicates.get(match.predicate.parent) if match.predicate.parent is not None else None
    # "The meeting between the two held this Friday": the participle that only carries the noun.
    own = {match.trigger, *(a.head for a in match.predicate.arguments)}
    light = scene.words.classes["LIGHT"]
    hung = (scene.predicates[h] for head in sorted(own) for h in scene.below.get(head, ()))
    out += [p for p in hung if p.link == "relative" and p.lemma in light]
    if match.predicate.kind == "noun" and parent is not None and parent.lemma in light:
        out += [parent] if any(a.head == match.trigger for a in parent.role("object", "subject")) else []
    return tuple(out)


def _loose(scene: Scene, match: Match, dated: Sequence[When]) -> When | None:
    """A bare "Friday" hangs on nothing in some parses: the nearest one with no other verb between."""
    near = _nearest(scene, match, [t.span for t in dated], _REACH)
    if near is not None:
        return next(t for t in dated if t.span == near)
    return _fronted(scene, match, dated) or _only(scene, match, dated)


def _in_sentence(scene: Scene, match: Match, span: Span) -> bool:
    start, end = scene.reach(match.trigger)
    return start <= span.start < end


def _nearest(scene: Scene, match: Match, spans: Sequence[Span], reach: int) -> Span | None:
    """Of stretches the one nearest to the trigger, `reach` tokens away at most and with no other verb between."""
    mine = {match.trigger, *(p.head for p in match.also)}
    best: tuple[int, Span] | None = None
    for span in spans:
        words = scene.doc.char_span(span.start, span.end, alignment_mode="expand")
        if words is None:
            continue
        low, high = sorted((match.trigger, words.start))
        if high - low <= reach and not scene.verb_between(low, high, mine):
            best = min(best, (high - low, span)) if best is not None else (high - low, span)
    return best[1] if best is not None else None


def _fronted(scene: Scene, match: Match, here: Sequence[When]) -> When | None:
    """A day that opens the sentence holds for each main verb: "On Friday, X saved 700, and Y saved 200"."""
    step: Predicate | None = match.predicate
    while step is not None and step.parent is not None and (step.link == "conjunct" or _scheduled(scene, step)):
        step = scene.predicates.get(step.parent)
    if step is None or step.link != "root":
        return None
    start, end = scene.sentences[match.trigger]
    opening = scene.doc[min(start + _OPENING, end - 1)].idx
    first = [t for t in here if t.span.start < opening]
    verb = next((v for v in scene.verbs if start <= v < end), None)
    if not first or verb is None or scene.doc[verb].idx < first[0].span.end:
        return None
    return first[0]


def _scheduled(scene: Scene, predicate: Predicate) -> bool:
    """ "On Saturday he is due to arrive": the day is the arrival's."""
    above = scene.predicates.get(predicate.parent) if predicate.parent is not None else None
    if above is None or predicate.finite or predicate.link not in ("complement", "adverbial"):
        return False
    return above.lemma in scene.words.classes["SCHEDULED"]


def _only(scene: Scene, match: Match, here: Sequence[When]) -> When | None:
    """The one day that the sentence names, for what it tells as past beside something else past.

    "Captured them after freeing a ship that was hijacked on Saturday" is one day's work; "met him, and will brief him
    on Monday" is not.
    """
    if len(here) != 1 or not _past(scene, match.predicate) or here[0].earliest != here[0].latest:
        return None
    holder = _holder(scene, here[0])
    beside = holder is not None and _past(scene, holder) and not holder.modals and holder.link != "complement"
    return here[0] if beside else None


def _past(scene: Scene, predicate: Predicate) -> bool:
    """Whether the predicate, or what a participle goes along with, is told in the past tense."""
    above = scene.predicates.get(predicate.parent) if predicate.parent is not None else None
    if not predicate.finite and predicate.link == "adverbial" and above is not None:
        return above.tense == "past" and not above.modals
    return predicate.tense == "past"


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
        low < head < high and p.kind == "verb" and (p.finite or p.link == "relative") and p.head != match.trigger
        for head, p in scene.predicates.items()
    )


def where_of(scene: Scene, match: Match, places: Sequence[Place]) -> Place | None:
    """The place in a phrase of place that hangs on the event's words; the narrowest where a phrase names several.

    What is done with the body happens where the words beside it say, also where the parse hangs them on a name
    ("met Putin in Sochi"); what is only said of a thing does not happen where the thing is.
    """
    for predicate in _clause(scene, match):
        for argument in predicate.arguments:
            # Of two prepositions that a parse hangs on one name ("with ... in Sochi") the last stands beside it.
            if argument.role == "oblique" and argument.preposition.rpartition(" ")[2] in _WHERE:
                found = _in_phrase(scene, argument, places)
                if found is not None and not _aimed(match, argument, found):
                    return found
    if match.type not in _BODILY:
        return None
    here = [p for p in places if _in_sentence(scene, match, p.span) and _located(scene, p)]
    near = _nearest(scene, match, [p.span for p in here], _REACH)
    return next((p for p in here if p.span == near), None)


def _aimed(match: Match, argument: Argument, place: Place) -> bool:
    """A country that something is done to or against is no place: "an attack on Germany", "sent arms to Kenya"."""
    if argument.preposition == "to":
        return match.mode != "visit"
    return argument.preposition in ("on", "over", "off") and place.feature in ("country", "capital", "unknown")


def _located(scene: Scene, place: Place) -> bool:
    """Whether a preposition of place brings the name: "in the Black Sea resort of Sochi"."""
    words = scene.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
    if words is None:
        return False
    for token in reversed(scene.doc[max(scene.sentences[words.start][0], words.start - _LEAD) : words.start]):
        if token.pos_ == "ADP" and token.lower_ != "of":
            return token.lower_ in _STANDING
        if token.pos_ in ("VERB", "AUX", "PUNCT", "CCONJ", "PRON"):
            return False
    return False


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
