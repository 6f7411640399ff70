"""Of which state and sector bodies are: by their names, by what the text calls them, by the town and region at hand."""

from __future__ import annotations

import pytest

from dateline.coding import Actors
from dateline.language import Language
from tests.coding.texts import coded, events

ACTORS = Actors.load()

# phrase, country, sector
NAMED = [
    # bodies of several states
    ("the UN", "UNO", "IGO"),
    ("officials of the World Bank", "IGO", "IGO"),
    ("the European Union", "EUR", "IGO"),
    ("UNICEF envoys", "UNO", "IGO"),
    # a name that many bodies bear ends a longer one
    ("the National Democratic Party", None, "PTY"),
    ("the New Labour Party", None, "PTY"),
    ("Zambia's National Democratic Party", "ZMB", "PTY"),
    ("the Democratic Party", "USA", "PTY"),
    # of a body
    ("Maria Lund of Hamas", "PSE", "REB"),
    ("Maria Lund from UNICEF", "UNO", "IGO"),
    # who leads, who is for somebody
    ("the Norwegian-led coalition", "NOR", None),
    ("Danish-led naval forces", "DNK", "MIL"),
    ("the NATO-led force", "IGO", "MIL"),
    ("pro-Assad fighters", "SYR", "UAF"),
    # a word of its own is no slip of a country's name
    ("the Green nominee", None, "PTY"),
    ("the Polish nominee", "POL", "PTY"),
    # near a place is not of it
    ("gunmen north of Lima", None, "UAF"),
    ("villagers in Peru", "PER", "CVL"),
    # people that are counted are people, and not their state
    ("two Kenyans", "KEN", "CVL"),
    ("hundreds of Kenyans", "KEN", "CVL"),
    ("nine Danes", "DNK", "CVL"),
    # the region behind a town
    ("Moscow, Idaho, police", "USA", "COP"),
    ("the mayor of Athens, Georgia", "USA", "GOV"),
    ("police in London, Ontario", "CAN", "COP"),
    ("Lima, Peru, prosecutors", "PER", "JUD"),
    ("the Washington, D.C., fire department", "USA", "GOV"),
    # kinds of bodies
    ("Kenya's flag carrier", "KEN", "BUS"),
    ("a Danish shipping company", "DNK", "BUS"),
    ("Chilean civil defence", "CHL", "GOV"),
    ("a Ghanaian court of arbitration", "GHA", "JUD"),
    ("the Estonian weather service", "EST", "GOV"),
    ("the Peruvian teachers' union", "PER", "LAB"),
    ("suspected Hamas militants", "PSE", "REB"),
    ("Colombian militants", "COL", "REB"),
    ("a Bolivian commander", "BOL", "MIL"),
    ("Malian demonstrators", "MLI", "CVL"),
]


@pytest.mark.parametrize(("phrase", "country", "sector"), NAMED)
def test_a_body_is_of_the_state_and_sector_that_its_words_give(
    phrase: str, country: str | None, sector: str | None
) -> None:
    found = ACTORS.resolve(phrase, "2012-05-01")
    assert (found.country, next(iter(found.sectors), None)) == (country, sector), found.how


def test_a_company_is_nobodys_given_name() -> None:
    assert ACTORS.resolve("Lindsay Holm", "2012-05-01", person=True).country is None


# text, country and sector of the first actor of the first event
TOLD = [
    ("The Red Front, a rebel group in northern Peru, killed two policemen on Monday.", "PER", "REB"),
    ("Zarko, the largest bank in Estonia, sued the ministry.", "EST", "BUS"),
    ("Maria Lund, from Hamas, condemned Belarus.", "PSE", "REB"),
    ("The Military of Chad attacked a village in Niger.", "TCD", "MIL"),
    ("Peru's lower house of Congress condemned Belarus.", "PER", "LEG"),
    ("The Bolivian National Army arrested two men.", "BOL", "MIL"),
    ("The United Nations Human Rights Council condemned Belarus.", "UNO", "IGO"),
    ("King Abdullah of Saudi Arabia condemned Belarus.", "SAU", "GOV"),
]


@pytest.mark.parametrize(("text", "country", "sector"), TOLD)
def test_a_name_is_what_the_text_makes_of_it(language: Language, text: str, country: str, sector: str) -> None:
    first = events(language, text)[0].actors[0]
    assert (first.country, next(iter(first.sectors), "")) == (country, sector), first.how


def test_a_title_in_the_plural_is_of_all_names_behind_it(language: Language) -> None:
    first = events(language, "U.S. Senators Maria Lund and Peter Holm condemned Belarus on Monday.")[0]
    assert [(a.country, a.sectors) for a in first.actors] == [("USA", ("LEG",))] * 2


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Sweden recalled its envoy from Iran after protesters attacked its embassy.", "SWE"),
        ("Iran released two men after police arrested its citizens.", "IRN"),
    ],
)
def test_what_is_a_states_own_is_of_that_state(language: Language, text: str, state: str) -> None:
    _, coding = coded(language, text)
    own = [a for e in coding.events for a in e.recipients if a.name.startswith("its ")]
    assert own
    assert {a.country for a in own} == {state}


UNTOLD = [
    # whoever they are, they may have come from anywhere
    "Gunmen killed three teachers in Nairobi, Kenya.",
    "An unknown man killed three teachers in Nairobi, Kenya.",
    # a people of several states
    "In Mosul, Iraq, Kurdish fighters killed two judges.",
    # who may be of any state
    "In Nairobi, Kenya, human rights groups condemned the arrest of the judge.",
    # not from two sentences back
    "A flood hit Kenya. It rained for days. Roads were cut. Prosecutors accused a banker on Monday.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_nobody_is_given_a_state_that_the_text_does_not_give(language: Language, text: str) -> None:
    acts = [e for e in events(language, text) if e.actors]
    assert acts
    assert {a.country for e in acts for a in e.actors} == {None}, [a.how for e in acts for a in e.actors]
