"""Where it happened: not where those are who tell of it; and the town of a protest is not whom it is against."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import events, of_type

TOLD_ELSEWHERE = [
    "Insurgents have blown up a dam, diplomats in Vienna said on Thursday.",
    "Iran executed two clerics, a radio station in Prague reported on Thursday.",
    "North Korea has reportedly executed two generals, a website in Tokyo said.",
    "Sudan has not shelled Chad, the ministry in Khartoum said on Thursday.",
    "Soldiers shot dead three protesters, according to activists in London.",
    "According to officials in Washington, Iran attacked a tanker on Monday.",
    "Gunmen killed two aid workers on Friday, a spokesman for the agency said in Geneva.",
    "Iran seized a tanker, the foreign ministry in Tokyo announced.",
    "A journalist was arrested by Belarusian police, the embassy in Berlin said.",
    "Turkey deported 20 Afghans, a lawyer in Istanbul told reporters.",
    "A spokesman for the United Nations in New York said that rebels attacked peacekeepers.",
    "Israel bombed a school, the ministry in Ramallah said.",
    "The Finnish and Estonian presidents met on Sunday, diplomats in Brussels said.",
    "China released two Canadians, their lawyer in Ottawa said.",
    "Russian troops attacked a village, the mayor of Kharkiv said.",
    "Saudi jets bombed a market, doctors in Cairo said.",
]


@pytest.mark.parametrize("text", TOLD_ELSEWHERE)
def test_the_place_of_who_tells_it_is_not_where_it_happened(language: Language, text: str) -> None:
    found = events(language, text)
    assert found
    assert [e.where.name for e in found if e.where is not None] == []


PLACES = [
    ("The army killed 12 rebels near Goma, a spokesman in Kinshasa said.", "ASSAULT", "Goma"),
    ("Officials in Kyiv said Russian troops shelled a village near Kharkiv.", "ASSAULT", "Kharkiv"),
    ("In Geneva, officials said that rebels had attacked a convoy in Sudan.", "ASSAULT", "Sudan"),
    ("Police in Nairobi arrested a Kenyan lawmaker on Monday.", "COERCE", "Nairobi"),
    ("Russian troops attacked Odesa on Monday.", "ASSAULT", "Odesa"),
    ("Rebels seized the town of Kidal in Mali.", "COERCE", "Kidal"),
    ("The bombing of Aleppo by Syrian jets killed nine people.", "ASSAULT", "Aleppo"),
    ("Thousands protested in the capital, Tbilisi, against the Georgian government.", "PROTEST", "Tbilisi"),
    ("Rebels killed three soldiers and wounded two more in an ambush near Gao in Mali.", "ASSAULT", "Gao"),
    ("Thousands marched through Caracas on Monday.", "PROTEST", "Caracas"),
]


@pytest.mark.parametrize(("text", "type_", "place"), PLACES)
def test_where_it_happened(language: Language, text: str, type_: str, place: str) -> None:
    assert {e.where.name for e in events(language, text) if e.type == type_ and e.where is not None} == {place}


SCENES = [
    "Hundreds of nurses marched in Dublin on Friday.",
    "Pensioners demonstrated in Lisbon on Saturday.",
    "Some 200,000 people marched through Bogota on Friday.",
    "Farmers protested across Poland on Tuesday.",
    "Demonstrators gathered in Tbilisi to demand new elections.",
    "Prisoners rioted in Asuncion.",
    "Teachers went on strike in Kenya over pay.",
    "Nurses went on strike in Lagos.",
    "Hundreds of Lebanese protested in Beirut and Tripoli.",
    "Residents of the suburbs rallied near Kyiv.",
    "Thousands marched to the city of Guadalajara.",
    # what they are against is a matter, and nobody
    "Thousands marched in Moscow against the mobilisation.",
    "Students protested in Lahore against the killings.",
]


@pytest.mark.parametrize("text", SCENES)
def test_the_town_of_a_protest_is_not_whom_it_is_against(language: Language, text: str) -> None:
    protest = of_type(language, text, "PROTEST")
    assert protest.recipients == ()


AGAINST = [
    ("Students demonstrated in Paris against the French government.", "FRA"),
    ("Protesters demonstrated in Warsaw against Moscow.", "RUS"),
    ("Protesters demonstrated against Moscow in Warsaw.", "RUS"),
    ("Thousands rallied outside the Russian embassy in Prague.", "RUS"),
    ("People demonstrated in front of the Chinese embassy in London.", "CHN"),
    ("Tens of thousands held a rally in Minsk against the Belarusian president.", "BLR"),
    ("A protest was held in Berlin against Russia.", "RUS"),
    ("The opposition rallied in Budapest against the Hungarian government.", "HUN"),
    ("Women protested in the Iranian city of Mashhad against the Iranian police.", "IRN"),
]


@pytest.mark.parametrize(("text", "country"), AGAINST)
def test_whom_a_protest_is_against(language: Language, text: str, country: str) -> None:
    assert [a.country for a in of_type(language, text, "PROTEST").recipients] == [country]
