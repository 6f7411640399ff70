"""Of a meeting every two sides are a pair, unless the words set them on two sides of the act."""

from __future__ import annotations

from itertools import permutations

import pytest

from dateline.exporting.dyad_pairs import pairs
from dateline.model import Actor, Event, Factuality, Span

from .made_story import at


def event(text: str, act: str, sides: tuple[str, ...], *, type_: str = "CONSULT", mode: str | None = None) -> Event:
    actors = tuple(Actor(name, at(text, name)) for name in sides)
    whole = Span(0, len(text))
    return Event("e", type_, whole, at(text, act), Factuality("happened", 3.0), actors, nary=True, mode=mode)


def both_ways(*found: str) -> set[tuple[str, str]]:
    """ "Rome-Oslo" -> Rome with Oslo and Oslo with Rome."""
    return {pair for words in found for pair in permutations(words.split("-"), 2)}


def made(given: Event, text: str) -> set[tuple[str, str]]:
    found = [(a.name, b.name) for a, b, directed in pairs(given, text) if not directed]
    assert len(found) == len(set(found))
    return set(found)


ALL_THREE = ("Rome-Oslo", "Rome-Bern", "Oslo-Bern")


@pytest.mark.parametrize(
    ("text", "act", "wanted"),
    [
        ("Rome met Oslo and Bern on Friday", "met", ("Rome-Oslo", "Rome-Bern")),
        ("Rome held separate talks with Oslo and Bern", "held", ("Rome-Oslo", "Rome-Bern")),
        ("Rome, Oslo and Bern met on Friday", "met", ALL_THREE),
        ("Rome and Oslo met Bern on Friday", "met", ALL_THREE),
        ("Rome and Oslo met Bern separately", "met", ("Rome-Bern", "Oslo-Bern")),
        ("Rome and Oslo each met Bern", "met", ("Rome-Bern", "Oslo-Bern")),
        ("Rome and Oslo met Bern and praised each other", "met", ALL_THREE),
        ("Rome hosted talks between Oslo and Bern", "hosted", ALL_THREE),
        ("Rome met Oslo and Bern for trilateral talks", "met", ALL_THREE),
        ("a meeting of Rome, Oslo and Bern", "meeting", ALL_THREE),
    ],
)
def test_who_is_a_pair_with_whom(text: str, act: str, wanted: tuple[str, ...]) -> None:
    assert made(event(text, act, ("Rome", "Oslo", "Bern")), text) == both_ways(*wanted)


def test_separate_treaties_bind_nobody_on_the_same_side() -> None:
    text = "Rome and Oslo signed separate agreements with Bern and Riga"
    signed = event(text, "signed", ("Rome", "Oslo", "Bern", "Riga"), type_="SUPPORT")
    assert made(signed, text) == both_ways("Rome-Bern", "Rome-Riga", "Oslo-Bern", "Oslo-Riga")


def test_one_treaty_binds_all_who_sign_it_and_a_group_meets_as_one() -> None:
    text = "Rome signed a treaty with Oslo and Bern"
    assert made(event(text, "signed", ("Rome", "Oslo", "Bern"), type_="SUPPORT"), text) == both_ways(*ALL_THREE)
    text = "Rome met Oslo and Bern"
    group = event(text, "met", ("Rome", "Oslo", "Bern"), mode="multilateral")
    assert made(group, text) == both_ways(*ALL_THREE)


def test_words_of_a_name_do_not_say_how_its_bearer_deals() -> None:
    text = "Rome met the Joint Staff and Bern"
    staff = event(text, "met", ("Rome", "the Joint Staff", "Bern"))
    assert made(staff, text) == both_ways("Rome-the Joint Staff", "Rome-Bern")
