"""How a row and an event that the words tell fit: act, sides, telling, day, place; each is yes, no, or not told."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from dateline.auditing.shapes import camp_of
from dateline.auditing.theirs import TheirPlace, TheirRow, TheirSide
from dateline.coding.actors.codes import codes_of
from dateline.coding.entities.lands import lands_in
from dateline.coding.name_keys import key_of
from dateline.linking.identity import kilometres, same_name
from dateline.model import Actor, Coded, Event, Place, Span
from dateline.tables import shipped

Act = Literal["same", "near", "other"]

_YEAR, _MONTH = len("2023"), len("2023-09")
_FACT = frozenset({"happened", "ongoing", "habitual"})
_WIDE = frozenset({"country", "region", "admin", "sea", "unknown"})


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a day (days) and a place (kilometres) may lie from the row's."""

    days: int = 1
    kilometres: float = 60.0


@dataclass(frozen=True, slots=True)
class Fit:
    """One event held against a row. True: as the row has it; False: otherwise; None: the words or the row do not tell.

    `source` and `target` are of the sides as the row has them, `turned` says that they fit the other way round. `told`
    is the event's telling where it is not a fact, else "".
    """

    event: Event
    act: Act
    source: bool | None
    target: bool | None
    turned: bool
    told: str
    day: bool | None
    place: bool | None

    @property
    def sides(self) -> bool | None:
        """False where a side is another's; True where at least one is the row's and none another's."""
        both = (self.source, self.target)
        return False if False in both else True if True in both else None

    @property
    def whole(self) -> bool:
        """Whether nothing speaks against the row."""
        return self.act == "same" and self.sides is True and not self.told and False not in (self.day, self.place)

    @property
    def weight(self) -> tuple[float, float]:
        """How well it fits: the best has most; of two alike, the surer."""
        act = {"same": 4.0, "near": 1.0, "other": 0.0}[self.act]
        sides = sum({True: 2.0, None: 0.5, False: 0.0}[one] for one in (self.source, self.target))
        rest = sum({True: 1.0, None: 0.4, False: 0.0}[one] for one in (self.day, self.place))
        return act + sides + rest + (0.0 if self.told else 1.0), self.event.sure


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what a text names anywhere: states, by any name, adjective or place of theirs, and entities by name."""

    states: frozenset[str]
    names: tuple[str, ...]
    text: str

    @classmethod
    def in_text(cls, coded: Coded) -> Named:
        """What the text of a report names."""
        coding = coded.coding
        actors = [actor for event in coding.events for actor in (*event.actors, *event.recipients)]
        states = {one.country for one in actors} | {place.country for place in coding.places}
        text = coded.report.text
        told = frozenset(one for one in states | lands_in(text) if one)
        return cls(told, tuple(entity.name for entity in coding.entities), text)

    def has(self, side: TheirSide) -> bool:
        """Whether the text names a side, or the side is none of which that can be said."""
        if not side.country or side.country in codes_of("body") or side.country in self.states:
            return True
        return bool(side.name) and any(same_name(side.name, name) for name in self.names)


def fit(row: TheirRow, event: Event, named: Named, within: Tolerance) -> Fit:
    """Holds an event against a row. `named`: what its text names anywhere; a side that no word of it names is not told
    by it."""
    source, target, turned = _sides(row, event)
    source, target = _strange(row.source, source, named), _strange(row.target, target, named)
    return Fit(
        event=event,
        act=_act(row, event),
        source=source,
        target=target,
        turned=turned,
        told=_told(row, event),
        day=_day(row.day, event, within.days),
        place=_strange_place(row.place, _place(row.place, event.where, named.text, within.kilometres), named),
    )


@cache
def _near() -> frozenset[frozenset[str]]:
    rows = shipped(__package__, "tables/near_types.tsv", ("one", "other"))
    return frozenset(frozenset((row["one"], row["other"])) for row in rows)


def _act(row: TheirRow, event: Event) -> Act:
    if event.type in row.types or (_is_coming(row, event) and event.type in _coming("is")):
        return "same"
    return "near" if any(frozenset((type_, event.type)) in _near() for type_ in row.types) else "other"


@cache
def _coming(plan: str) -> frozenset[str]:
    """The types that are plans by themselves ("is"), and those whose future is told as one ("as")."""
    rows = shipped(__package__, "tables/coming_types.tsv", ("type", "plan"))
    return frozenset(row["type"] for row in rows if row["plan"] == plan)


def _is_coming(row: TheirRow, event: Event) -> bool:
    return event.factuality.label in ("planned", "possible") and bool(_coming("as") & set(row.types[:1]))


def _told(row: TheirRow, event: Event) -> str:
    label = event.factuality.label
    if label in _FACT or (label == "planned" and row.types[:1] and row.types[0] in _coming("is")):
        return ""
    return label


# ------------------------------------------------------------------ sides


def _sides(row: TheirRow, event: Event) -> tuple[bool | None, bool | None, bool]:
    """The row's source and target in the event; and whether they fit only the other way round."""
    if event.nary or (not event.recipients and len(event.actors) > 1):
        return _any(row.source, event.actors), _any(row.target, event.actors), False
    straight = _any(row.source, event.actors), _any(row.target, event.recipients)
    around = _any(row.source, event.recipients), _any(row.target, event.actors)
    if False in straight:
        return (*straight, False not in around and True in around)
    named = _named(row.source, event.actors) + _named(row.target, event.recipients)
    if row.source.country == row.target.country and named < _named(row.source, event.recipients) + _named(
        row.target, event.actors
    ):
        return False, False, True  # of one state: then the names say who is who
    return (*straight, False)


def _named(side: TheirSide, actors: Sequence[Actor]) -> int:
    """Whether a side is one of the actors by its name."""
    return int(bool(side.name) and any(same_name(side.name, actor.name) for actor in actors))


def _strange(side: TheirSide, answer: bool | None, named: Named) -> bool | None:
    """A side that the event leaves open is another's where the text nowhere names it."""
    return False if answer is None and side.given and not named.has(side) else answer


def _strange_place(place: TheirPlace, answer: bool | None, named: Named) -> bool | None:
    """A place that the event leaves open is another where the text names states, and not that of the place."""
    elsewhere = place.country and named.states and place.country not in named.states
    return False if answer is None and elsewhere else answer


def _any(side: TheirSide, actors: Sequence[Actor]) -> bool | None:
    """Whether a side of the row is among those of the event; None where either says nothing."""
    if not side.given or not actors:
        return None
    answers = [same_side(side, actor) for actor in actors]
    return True if True in answers else None if None in answers else False


def same_side(side: TheirSide, actor: Actor) -> bool | None:
    """Whether a side of a row and an actor can be one: by name, else by state and by whether they are of the state."""
    ours, theirs = camp_of(side.sectors), camp_of(actor.sectors)
    if side.name and same_name(side.name, actor.name):
        return True
    if side.country and actor.country:
        if side.country != actor.country:
            return False
        return not (ours and theirs and ours != theirs)
    if side.sectors and actor.sectors and set(side.sectors) & set(actor.sectors):
        return True if side.country == actor.country else None
    if ours and theirs and ours != theirs:
        return False
    return None


# ------------------------------------------------------------------ day and place


def _day(day: str | None, event: Event, most: int) -> bool | None:
    """Whether the row's day is the event's; a day that is only the report's contradicts nothing."""
    when = event.when
    first, last = (when.earliest, when.latest) if when else (None, None)
    if not first or not last:
        if not event.event_date or event.event_date_basis == "report":
            return None
        first = last = event.event_date
    if not day or len(first) == _YEAR:
        return None  # a year is told of what lies back, and seldom of the act itself
    try:
        begin = date.fromisoformat(_first_day(first)) - timedelta(days=most)
        end = date.fromisoformat(_last_day(last)) + timedelta(days=most)
        return begin <= date.fromisoformat(day) <= end
    except (ValueError, OverflowError):
        return None


def _first_day(value: str) -> str:
    """The first day of a day, a month or a year."""
    return f"{value}-01-01"[:10] if len(value) == _YEAR else f"{value}-01"[:10]


def _last_day(value: str) -> str:
    """The last day of a day, a month or a year."""
    if len(value) == _YEAR:
        return f"{value}-12-31"
    if len(value) == _MONTH:
        return f"{value}-{monthrange(int(value[:4]), int(value[5:7]))[1]}"
    return value


def _share_words(one: str, other: str) -> bool:
    """Whether all words of one name stand in the other: "Gaza" and "Gaza City"."""
    ours, theirs = set(one.split()), set(other.split())
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _place(theirs: TheirPlace, ours: Place | None, text: str, most: float) -> bool | None:
    if not theirs.given or ours is None:
        return None
    names = key_of(ours.name), key_of(ours.span.cut(text))  # as the gazetteer and as the text have it
    if theirs.name and any(_share_words(key_of(theirs.name), name) for name in names):
        return True
    if theirs.country and ours.country and theirs.country != ours.country:
        return False
    if theirs.wide or ours.feature in _WIDE:
        return True if theirs.country and theirs.country == ours.country and theirs.wide else None
    if theirs.latitude is not None:
        there = Place(theirs.name or "there", Span(0, 1), latitude=theirs.latitude, longitude=theirs.longitude)
        apart = kilometres(there, ours)
        return None if apart is None else apart <= most
    return False if theirs.name else None
