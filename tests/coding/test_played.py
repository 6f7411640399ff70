"""Violence that is played, asked or an accident is none: (text, what is left of acts of force)."""

from __future__ import annotations

import pytest

from dateline.language import Language

from .texts import events

FORCE = ("ASSAULT",)

CASES = [
    ("In the thriller, Danish spies bomb a bridge in Malmo.", ()),
    ("Danish spies bombed a bridge in Malmo.", ("ASSAULT",)),
    ("Greek marines stormed a mock airport in a drill near Volos.", ()),
    ("Greek marines attacked an airport near Volos.", ("ASSAULT",)),
    ("The navy of Chile sank a simulated frigate during an exercise.", ()),
    ("Nine sailors were killed when a truck overturned near Narvik.", ()),
    ("Nine sailors were killed when rebels attacked a truck near Narvik.", ("ASSAULT",)),
    ("The new series shows how Danish spies bomb a bridge in Malmo.", ()),
    ("In a video game, Greek marines attack Malta.", ()),
    ("A bomb killed nine soldiers at a football game in Kano.", ("ASSAULT",)),
    ("Rebels killed two actors of a film in Kano.", ("ASSAULT",)),
    ("Did Chilean jets shell a harbour in Peru?", ()),
    ("Chile bombed the bridge in Peru.", ("ASSAULT",)),
    ("Who attacked the Finnish embassy in Lima?", ()),
    ("A series of bombings killed nine soldiers in Kano.", ("ASSAULT",)),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_force_is_recorded_where_it_was_used(language: Language, text: str, expected: tuple[str, ...]) -> None:
    assert tuple(sorted({e.type for e in events(language, text) if e.type in FORCE})) == expected
