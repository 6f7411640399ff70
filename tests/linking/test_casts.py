"""Who is one party in the reports of a story, and who is another."""

from __future__ import annotations

import pytest

from dateline.linking.casts import Cast, Likeness, likeness
from dateline.model import Actor, Coded, Coding, Entity, Event, Factuality, Report, Span

_HERE = Span(0, 1)


def _actor(name: str, country: str | None = None, sector: str = "", entity: str | None = None) -> Actor:
    return Actor(name, _HERE, entity=entity, country=country, sectors=(sector,) if sector else ())


def _cast(*sides: tuple[Actor, str]) -> Cast:
    """A cast of one report that names each actor once; the second of a pair is the kind of the entity, "" for none."""
    entities = tuple(
        Entity(actor.entity, actor.name, kind, (_HERE,))  # type: ignore[arg-type]
        for actor, kind in sides
        if actor.entity and kind
    )
    events = tuple(
        Event(f"e{n}", "CONSULT", _HERE, _HERE, Factuality("happened", 3.0), actors=(actor,))
        for n, (actor, _) in enumerate(sides)
    )
    return Cast([Coded(Report("a", "x", ()), Coding("a", entities=entities, events=events))])


CASES: list[tuple[tuple[Actor, str], tuple[Actor, str], Likeness]] = [
    ((_actor("the police", "NOR", "COP"), ""), (_actor("officers", None, "COP"), ""), "same"),
    ((_actor("officers", "NOR", "COP"), ""), (_actor("officers", "SWE", "COP"), ""), "other"),
    ((_actor("Norway", "NOR", entity="1"), "place"), (_actor("Oslo", "NOR", entity="2"), "place"), "same"),
    ((_actor("Norway", "NOR", entity="1"), "place"), (_actor("two officials", "NOR", "GOV"), ""), "state"),
    (
        (_actor("Guinea", "GIN", entity="1"), "place"),
        (_actor("Equatorial Guinea", "GNQ", entity="2"), "place"),
        "other",
    ),
    ((_actor("Kari Berg", "NOR", entity="1"), "person"), (_actor("Berg", "NOR", entity="2"), "person"), "same"),
    ((_actor("Kari Berg", "NOR", entity="1"), "person"), (_actor("Nils Dahl", "NOR", entity="2"), "person"), "other"),
    ((_actor("Kari Berg", "NOR", "GOV", "1"), "person"), (_actor("the minister", "NOR", "GOV"), ""), "fits"),
    ((_actor("Kari Berg", "NOR", entity="1"), "person"), (_actor("a visitor"), ""), "open"),
    (
        (_actor("Coast Directorate", "NOR", entity="1"), "organisation"),
        (_actor("Fisheries Agency", "NOR", entity="2"), "organisation"),
        "other",
    ),
]


@pytest.mark.parametrize(("one", "other", "expected"), CASES, ids=lambda case: getattr(case, "name", None))
def test_how_two_parties_are_related(one: tuple[Actor, str], other: tuple[Actor, str], expected: Likeness) -> None:
    cast = _cast(one, other)
    ours, theirs = cast.party("a", one[0]), cast.party("a", other[0])
    assert likeness(ours, theirs) == likeness(theirs, ours) == expected
