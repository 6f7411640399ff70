"""Of which state the sides of an event are: by the places of the report, the words around a name, the sentence."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import coded, events

Sides = tuple[str | None, ...]

# text, states of the actors, states of the recipients, of the first event
BY_PLACES = [
    # the name of a place is what it is in this report
    ("Police in Paris, Texas, arrested a pilot on Monday.", ("USA",), None),
    ("Teachers in Perth, Scotland, protested on Monday.", ("GBR",), None),
    ("Voters in Cuba, Missouri, protested against a mine.", ("USA",), None),
    (
        "Georgia senators in Atlanta rejected the plan, and Georgia troopers arrested six students.",
        ("USA",),
        None,
    ),
    ("Georgia condemned Russia on Monday in Tbilisi.", ("GEO",), ("RUS",)),
    # a name that hyphens hold together is one
    ("Soldiers in Guinea-Bissau arrested the minister on Monday.", ("GNB",), ("GNB",)),
    ("A militant from Al-Shabaab killed a judge in Mogadishu.", ("SOM",), ("SOM",)),
    # who is of one state acts in another
    ("Kenyan police in Haiti killed three men.", ("KEN",), ("HTI",)),
    ("Turkish troops in Syria killed a doctor and his wife.", ("TUR",), None),
    ("Peacekeepers from Kenya in Haiti arrested two men.", ("KEN",), None),
    ("The Danish embassy in Tehran condemned Israel.", ("DNK",), ("ISR",)),
    ("Foreign fighters in Libya killed a nurse.", (None,), ("LBY",)),
]

AROUND_A_NAME = [
    ("The U.S. Senate condemned Belarus.", ("USA",), ("BLR",)),
    ("The South African Parliament condemned Belarus.", ("ZAF",), ("BLR",)),
    ("Turkey's Competition Authority sued Belarus.", ("TUR",), ("BLR",)),
    ("The Court of Cassation in Egypt condemned Belarus.", ("EGY",), ("BLR",)),
    ("The Supreme Court of Kenya condemned Uganda for the arrest of the judge.", ("KEN",), ("UGA",)),
    ("The jailed Swedish singer Maria Lund condemned Belarus for the arrest.", ("SWE",), ("BLR",)),
    ("American Maria Lund condemned Belarus for the arrest of her friend.", ("USA",), ("BLR",)),
    ("King Abdullah of Saudi Arabia condemned Belarus for the arrest of the writer.", ("SAU",), ("BLR",)),
    ("The Norwegian Refugee Council condemned Belarus.", ("NGO",), ("BLR",)),
    ("US Secretary of State Antony Blinken condemned Belarus.", ("USA",), ("BLR",)),
    # a person's name is no place
    ("Jim Jordan condemned Belarus.", (None,), ("BLR",)),
]

BY_SENTENCE = [
    ("A bomb killed five villagers near Mopti in Mali, and the police arrested a man.", None, ("MLI",)),
    ("In Lima, Peru, prosecutors accused a banker on Monday.", ("PER",), None),
    ("Anti-government protesters marched in Dakar, Senegal, and the opposition accused the president.", ("SEN",), None),
    # two states, and nobody is guessed at
    ("After talks in Oslo, the government accused a minister from Chad.", (None,), None),
    # who may be of any state
    ("Delegates in Geneva, Switzerland, condemned the attack.", (None,), None),
    # somebody's own
    ("Its army arrested a man in Mali.", (None,), None),
    # a guest's state is not that of the police
    ("Police arrested a Canadian tourist.", (None,), ("CAN",)),
]

BY_REPORT = [
    # all of it speaks of one state
    ("Voters in Gabon went to the polls. The count began at night. The opposition accused the army.", "GAB", "GAB"),
    # of two states
    (
        "Voters in Gabon and Togo went to the polls. The count began at night. The opposition accused the army.",
        None,
        None,
    ),
    # of one that is neither where something is nor whose
    ("Togo was silent. The count began at night. The opposition accused the army.", None, None),
]


@pytest.mark.parametrize(("text", "actor", "recipient"), BY_REPORT)
def test_sides_are_of_the_one_state_of_the_report(
    language: Language, text: str, actor: str | None, recipient: str | None
) -> None:
    accused = next(e for e in events(language, text) if e.type == "ACCUSE")
    assert [a.country for a in accused.actors] == [actor], [a.how for a in accused.actors]
    assert [a.country for a in accused.recipients] == [recipient], [a.how for a in accused.recipients]


@pytest.mark.parametrize(("text", "actors", "recipients"), [*BY_PLACES, *AROUND_A_NAME, *BY_SENTENCE])
def test_sides_are_of_the_state_that_the_words_give(
    language: Language, text: str, actors: Sides | None, recipients: Sides | None
) -> None:
    first = events(language, text)[0]
    if actors is not None:
        assert tuple(a.country for a in first.actors) == actors, [a.how for a in first.actors]
    if recipients is not None:
        assert tuple(a.country for a in first.recipients) == recipients, [a.how for a in first.recipients]


def test_troops_are_of_no_state_that_only_their_place_gives(language: Language) -> None:
    text = "American forces entered the region in March. On Monday two soldiers were killed in Kunduz, Afghanistan."
    killed = next(e for e in events(language, text) if e.type == "ASSAULT")
    assert [a.country for a in killed.recipients] == [None], [a.how for a in killed.recipients]


def test_who_speaks_is_of_the_state_of_the_sentence(language: Language) -> None:
    _, coding = coded(language, "Police in the town of Bergen, Norway, arrested a man. The police said he was armed.")
    said = coding.statements[-1].speaker
    assert said is not None
    assert said.country == "NOR"


def test_how_says_what_told_the_state(language: Language) -> None:
    first = events(language, "The Honduran government fell after prosecutors accused a banker of bribery.")[0]
    assert first.actors[0].how.endswith("the sentence speaks of Honduras")


NOBODY = [
    "A car bomb in the south of Baghdad killed three judges.",
    "A suicide bombing in Herat killed three judges.",
    "A blast at a base in Mali killed three judges.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_what_was_used_is_nobody_of_the_place(language: Language, text: str) -> None:
    assert [e.actors for e in events(language, text) if e.type == "ASSAULT"] == [()]


def test_whose_deed_it_is_stays(language: Language) -> None:
    struck = events(language, "A Turkish airstrike near Raqqa killed three judges.")[0]
    assert [a.country for a in struck.actors] == ["TUR"]


def test_a_day_is_nobody(language: Language) -> None:
    ended = events(language, "Poland agreed to lift all restrictions on trucks from Ukraine on March 28.")
    assert not any("March" in a.name for e in ended for a in (*e.actors, *e.recipients))
