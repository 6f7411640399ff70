"""One record per happening per report, however often the report mentions it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dateline.coding.events.ontology.entries import Ontology
from dateline.model import Actor, Event, Place, When

VISITED = "the state visited"
_WIDE = ("country", "region")
_WEEK = 7
_FACT = frozenset(("happened", "ongoing", "habitual"))
_NOT = frozenset(("denied", "did-not-happen"))


def key_of(actor: Actor) -> str:
    """What makes two actors of one report one: the entity, else the country with its sector, else the words."""
    if actor.entity is not None:
        return actor.entity
    return actor.name.casefold()


def merged(events: Sequence[Event], ontology: Ontology) -> tuple[Event, ...]:
    """Join records of one happening: same type, compatible sides, day and telling. Order of the text is kept."""
    out: list[Event] = []
    for event in events:
        for place, known in enumerate(out):
            if same_happening(known, event, ontology):
                out[place] = _join(known, event)
                break
        else:
            out.append(event)
    return _foreseen(_met(out, ontology), ontology)


def _foreseen(events: Sequence[Event], ontology: Ontology) -> tuple[Event, ...]:
    """A meeting that only its noun names is the one that the report plans, where it tells of no other of the same
    sides: "expects little of his summit with ...", and "Monday's meeting" of a page written on the Sunday before."""
    out = {e.id: e for e in events}
    to_meet = ontology.codes_of_plans("meeting")
    for event in events:
        if not _only_named(event, ontology):
            continue
        sides = {key_of(a) for a in event.actors}
        same = [e for e in events if e.nary and e.id != event.id and sides <= {key_of(a) for a in e.actors}]
        plans = [
            e
            for e in same
            if e.cameo in to_meet and e.factuality.label == "planned" and _places_agree(e, event) and _next(event, e)
        ]
        if len(plans) != 1 or any(e.type == event.type and not _only_named(e, ontology) for e in same):
            continue
        plan = out[plans[0].id]
        mentions = tuple(sorted({*plan.mentions, *event.mentions}))
        out[plan.id] = replace(plan, mentions=mentions, where=plan.where or event.where)
        del out[event.id]
    return tuple(out.values())


def _only_named(event: Event, ontology: Ontology) -> bool:
    named = ontology.has_trait(event, "meeting") and event.nary and "/n " in event.rule
    return named and len(event.actors) > 1 and event.factuality.label in ("happened", "alleged")


def _next(event: Event, plan: Event) -> bool:
    """Whether the day of a meeting is open, or was read as the weekday before the one for which it is planned."""
    if event.when is None:
        return event.factuality.label == "happened"
    if plan.when is None or None in (event.when.earliest, plan.when.earliest) or _weekday(event.when) is None:
        return False
    days = [date.fromisoformat(str(when.earliest)) for when in (event.when, plan.when)]
    return _weekday(event.when) == _weekday(plan.when) and (days[1] - days[0]).days == _WEEK


def _met(events: Sequence[Event], ontology: Ontology) -> tuple[Event, ...]:
    """A meeting of which a clause names one side only is a mention of the meeting that it was part of, or no record."""
    full = [e for e in events if not _one_sided(e, ontology)]
    for lone in (e for e in events if _one_sided(e, ontology)):
        sides = {key_of(a) for a in lone.actors}
        fits = [
            n for n, e in enumerate(full) if e.nary and e.type == lone.type and sides <= {key_of(a) for a in e.actors}
        ]
        # Of several meetings of one side the lone mention may be any.
        if len(fits) == 1:
            event = full[fits[0]]
            mentions = tuple(sorted({*event.mentions, *lone.mentions}))
            full[fits[0]] = replace(
                event, mentions=mentions, when=event.when or lone.when, where=event.where or lone.where
            )
    return tuple(full)


def _one_sided(event: Event, ontology: Ontology) -> bool:
    meets = ontology.has_trait(event, "meeting") and event.nary
    return meets and len(event.actors) < 2 and "/n " in event.rule


def same_happening(a: Event, b: Event, ontology: Ontology) -> bool:
    """Whether two records of one report tell one happening."""
    if a.type != b.type or _class(a) != _class(b):
        return False
    if not (_days_agree(a.when, b.when) and _places_agree(a, b)):
        return False
    if a.nary or b.nary:
        return _sides_agree(a.actors + a.recipients, b.actors + b.recipients, 2)
    if not a.recipients and not b.recipients and a.trigger != b.trigger:
        return ontology.has_trait(a, "aimless") and _sides_agree(a.actors, b.actors, 1)
    return _sides_agree(a.actors, b.actors, 1) and _sides_agree(_hit(a, ontology), _hit(b, ontology), 1)


def _class(event: Event) -> str:
    told = event.factuality.label
    return "fact" if told in _FACT else "not" if told in _NOT else "open"


def _days_agree(a: When | None, b: When | None) -> bool:
    if a is None or b is None:
        return True
    if a.earliest is None or a.latest is None or b.earliest is None or b.latest is None:
        return _weekday(a) in (None, _weekday(b)) or _weekday(b) is None
    return a.earliest <= b.latest and b.earliest <= a.latest


def _weekday(when: When) -> int | None:
    """1 for Monday: of one day, or of a weekday that no date settles; None where the words name no single day."""
    if when.value.startswith("XXXX-WXX-") and when.value[9:10].isdigit():
        return int(when.value[9])
    if when.earliest is not None and when.earliest == when.latest:
        return date.fromisoformat(when.earliest).isoweekday()
    return None


def _places_agree(a: Event, b: Event) -> bool:
    if a.where is None or b.where is None:
        return True
    return a.where.name == b.where.name or a.where.feature in _WIDE or b.where.feature in _WIDE


def _sides_agree(a: Sequence[Actor], b: Sequence[Actor], need: int) -> bool:
    """Whether one list of actors lies within the other, or they are of the same states; of two, a lone one is nothing.

    A state that is a side only as the place of a visit is not yet its president.
    """
    x, y = {key_of(actor) for actor in a}, {key_of(actor) for actor in b}
    if not x or not y:
        return need == 1 and not x and not y
    if x <= y or y <= x:
        return min(len(x), len(y)) >= need
    p, q = {actor.country for actor in a}, {actor.country for actor in b}
    if any(actor.how.startswith(VISITED) for actor in (*a, *b)):
        return False
    return None not in p | q and p == q and len(p) >= need


def _hit(event: Event, ontology: Ontology) -> Sequence[Actor]:
    """Whom an act reaches; of what is seized or struck those who are somebody: "five Danes and their equipment"."""
    people = [a for a in event.recipients if a.entity or a.country or a.sectors]
    return people if people and ontology.has_trait(event, "people") else event.recipients


def _join(a: Event, b: Event) -> Event:
    """The fuller record with what the other adds."""
    first, second = (b, a) if _fullness(b) > _fullness(a) else (a, b)
    mentions = tuple(sorted({*a.mentions, *b.mentions}))
    return replace(
        first,
        actors=_fuller(first.actors, second.actors),
        when=first.when or second.when,
        where=_narrower(first.where, second.where),
        mode=first.mode or second.mode,
        recipients=_fuller(first.recipients, () if first.nary else second.recipients),
        counts=first.counts or second.counts,
        mentions=mentions,
        denied_by=first.denied_by or second.denied_by,
    )


def _narrower(a: Place | None, b: Place | None) -> Place | None:
    """Of two names of one place the narrower: "in Finland", "in Helsinki"."""
    if a is None or b is None:
        return a or b
    wide = a.feature in _WIDE and b.feature not in (*_WIDE, "unknown")
    return b if wide and a.country == b.country else a


def _fuller(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> tuple[Actor, ...]:
    """Of two lists of the same sides the one that names more: "Lukashenko", not "his ally"."""

    def names(side: tuple[Actor, ...]) -> tuple[int, int]:
        return sum(actor.entity is not None for actor in side), len({actor.country for actor in side} - {None})

    return b if names(b) > names(a) else a


def _fullness(event: Event) -> tuple[int, int]:
    sides = len(event.actors) + len(event.recipients)
    return (bool(event.when) + bool(event.where) + bool(event.recipients) + min(sides, 3), -event.evidence.start)
