"""Sources differ only on values that both give, of one moment, in two voices; unknown is no contradiction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.linking.agreement import Agreement, agreement
from dateline.linking.casts import Cast
from dateline.linking.tellings import Telling
from dateline.linking.voices import origin, voices
from dateline.model import (
    Actor,
    Coded,
    Coding,
    Count,
    Entity,
    Event,
    Factuality,
    Place,
    Report,
    Span,
    Told,
    Voice,
    When,
)

AT = Span(0, 4)
STATES = {"Norland": "NOR", "Sudland": "SWE", "Westland": "ISL", "Eastland": "FIN"}
"""What country data says of the lands: that they are four."""


def actor(name: str) -> Actor:
    return Actor(name, AT, name, country=STATES.get(name.split()[-1]))


def event(
    told: Told = "happened",
    *,
    dead: int | None = None,
    day: str | None = None,
    said_by: str | None = None,
    to: str = "Sudland",
    by: str = "Norland",
) -> Event:
    return Event(
        "e1",
        "ASSAULT",
        AT,
        AT,
        Factuality(told, 1.0),
        actors=(actor(by),),
        recipients=(actor(to),),
        when=When(day, "DATE", AT, day, day) if day else None,
        counts=(Count("dead", dead, dead, AT),) if dead else (),
        said_by=(Voice(actor(said_by)),) if said_by else (),
    )


WIRE = "Norland shelled the harbour of Sudland on Monday and killed several sailors"
OWN = "Shells from Norland hit the harbour in Sudland, where sailors died"


def tell(line: str, words: str, one: Event, published: str | None = "2023-09-15") -> Telling:
    return Telling(f"p-{line}", line, words, one, published, sentence=words)


def cast_of(told: Sequence[Telling], *chains: Entity) -> Cast:
    """The cast of the tellers, whose lands their reports know as places, with other chains that every report has."""

    def coding(one: Telling) -> Coding:
        names = {side.name for side in (*one.event.actors, *one.event.recipients)} & STATES.keys()
        return Coding(one.report, (*(Entity(name, name, "place", ()) for name in names), *chains), events=(one.event,))

    return Cast([Coded(Report(one.report, one.text, ()), coding(one)) for one in told])


def agree(told: Sequence[Telling]) -> Agreement:
    return agreement(told, cast_of(told))


@pytest.mark.parametrize(
    ("one", "other", "differing"),
    [
        (event(dead=4), event(dead=7), ["counts"]),
        (event(dead=4), event(), []),
        (event("happened"), event("alleged", said_by="police"), []),
        (event("planned"), event("happened"), []),
        (event("happened"), event("denied"), ["told"]),
        (event("happened"), event("denied", to="Eastland"), []),
        (event(day="2023-09-14"), event(day="2023-09-15"), ["when"]),
        (event(day="2023-09-14"), event(), []),
        (event(by="Westland"), event(), ["who"]),
        (event(by="Guinea"), event(by="Equatorial Guinea"), ["who"]),
        (event(by="two officials"), event(), []),
        (event(by="Nowhere"), event(), []),
        (event(by="Fleet of Westland"), event(), []),
        (event(to="Eastland"), event(), ["to whom"]),
        (event(by="Westland", day="2023-09-13"), event(day="2023-09-14"), ["when"]),
    ],
)
def test_differ(one: Event, other: Event, differing: list[str]) -> None:
    found = agree([tell("l1", WIRE, one), tell("l2", OWN, other)])
    assert list(found.differing) == differing


def test_who_names_both_places_is_no_second_source_for_another_place() -> None:
    places = [Place("Lindau", AT, latitude=47.5, longitude=9.7, feature="city", country="DEU"),
              Place("Bergen", AT, latitude=60.4, longitude=5.3, feature="city", country="NOR")]  # fmt: skip
    here, there = (replace(event(), where=place) for place in places)
    for words, differing in ((OWN, ["where"]), (f"{OWN}, and others in Lindau", [])):
        pair = [tell("l1", "Shells hit the harbour, sailors from Sudland died", here), tell("l2", words, there)]
        assert list(agree(pair).differing) == differing


def test_who_is_one_by_another_name_in_either_text_is_no_difference() -> None:
    pair = [tell("l1", WIRE, event(by="Westland")), tell("l2", OWN, event())]
    assert list(agreement(pair, cast_of(pair)).differing) == ["who"]
    both = (Entity("w", "Westland", "place", (), (Span(0, len("Norland")),)),)
    assert not agreement(pair, cast_of(pair, *both)).differing


def test_a_toll_of_another_day_or_of_an_unknown_day_is_no_difference() -> None:
    for published in ("2023-09-16", None):
        pair = [tell("l1", WIRE, event(dead=4)), tell("l2", OWN, event(dead=7), published)]
        assert not agree(pair).differing


def test_never_inside_one_text_or_one_wording() -> None:
    assert not agree([tell("l1", WIRE, event(dead=4)), tell("l1", OWN, event(dead=7))]).differing
    assert not agree([tell("l1", WIRE, event(dead=4)), tell("l2", WIRE + ".", event(dead=7))]).differing


def test_agree_on_what_both_give() -> None:
    found = agree([tell("l1", WIRE, event(day="2023-09-14")), tell("l2", OWN, event(day="2023-09-14"))])
    assert found.agreed == ("who", "to whom", "when")


def test_all_agree_only_on_what_all_give() -> None:
    third = "The navy of Norland fired at Sudland from the sea for hours, an officer said"
    found = agree(
        [
            tell("l1", WIRE, event(day="2023-09-14")),
            tell("l2", OWN, event(day="2023-09-14")),
            tell("l3", third, event()),
        ]
    )
    assert found.agreed == ("who", "to whom") and found.partly == {"when": 2}


def test_voices_are_wordings_and_lineages() -> None:
    told = [tell("l1", WIRE, event()), tell("l2", WIRE + " at noon", event()), tell("l3", OWN, event())]
    assert voices(told) == ((0, 1), (2,))


def test_forty_that_quote_one_ministry_have_it_from_the_ministry() -> None:
    heard = [tell(f"l{n}", OWN, event(said_by="Defence Ministry of Norland")) for n in range(40)]
    party = origin(heard, cast_of(heard))
    assert party is not None and party.name == "Defence Ministry of Norland"
    own = [*heard, tell("l41", WIRE, event())]
    assert origin(own, cast_of(own)) is None
