"""How many: numbers of people as news writes them, and which of them an event counts."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, events

Count = tuple[str, int, int | None]

NUMBERS = [
    # one more is one more; behind a comma it may be the same people again
    ("Gunmen killed two women and a man in Accra.", {("dead", 3, 3)}),
    ("A bomb killed two people, a man and a woman, in Basra.", {("dead", 2, 2)}),
    # words that multiply, and parts of them
    ("Rebels killed half a dozen soldiers near Gao in Mali.", {("dead", 6, 6)}),
    ("Rebels killed two dozen civilians near Gao in Mali.", {("dead", 24, 24)}),
    ("Taliban fighters kidnapped a dozen teachers in Kunduz.", {("abducted", 12, 12)}),
    ("Russian shelling killed twenty-one people in Kherson.", {("dead", 21, 21)}),
    ("Ethiopian troops killed two hundred and fifty rebels in Oromia.", {("dead", 250, 250)}),
    ("Half a million people marched in London against the British government.", {("protesters", 500_000, 500_000)}),
    ("Two and a half million people marched in Rome against the war.", {("protesters", 2_500_000, 2_500_000)}),
    ("A couple of hundred farmers protested in Brussels against the European Union.", {("protesters", 200, 200)}),
    ("A few hundred nurses protested in Harare against the government.", {("protesters", 300, None)}),
    pytest.param(
        "Tens of thousands of people marched in Warsaw against the government.",
        {("protesters", 20_000, None)},
        marks=LOST,
    ),
    ("Hundreds of thousands protested in Santiago against the Chilean president.", {("protesters", 200_000, None)}),
    ("More than 1.25 million people rallied in Sanaa against Israel.", {("protesters", 1_250_000, None)}),
    ("Thousands marched in London on Monday.", {("protesters", 2000, None)}),
    # words that bound a number, before it and behind it
    ("Up to 50 students were arrested by Russian police in Kazan.", {("detained", 0, 50)}),
    ("Insurgents killed no more than 14 troops near Borno in Nigeria.", {("dead", 0, 14)}),
    ("Iranian police arrested as many as 300 people in Tehran.", {("detained", 0, 300)}),
    ("Turkish police arrested fewer than 20 people in Ankara.", {("detained", 0, 20)}),
    ("Under 100 people protested in Minsk against the Belarusian president.", {("protesters", 0, 100)}),
    ("No fewer than 15 villagers were killed by Sudanese soldiers.", {("dead", 15, None)}),
    ("At least 1,200 villagers were killed by the Sudanese army.", {("dead", 1200, None)}),
    ("Nearly 500 students were arrested by Bangladeshi police in Dhaka.", {("detained", 500, 500)}),
    pytest.param("Egyptian police detained between 30 and 40 people in Cairo.", {("detained", 30, 40)}, marks=LOST),
    ("Some 200 to 300 demonstrators rallied in Sofia against the Bulgarian government.", {("protesters", 200, 300)}),
    ("Nigerian troops killed 20 or more gunmen in Borno.", {("dead", 20, None)}),
    # groups, and people called by their state
    ("A crowd of 5,000 people protested in Belgrade against the Serbian president.", {("protesters", 5000, 5000)}),
    ("Hundreds of Sudanese were killed by rebels in Darfur.", {("dead", 200, None)}),
    ("Israeli soldiers killed eight Palestinians in Jenin.", {("dead", 8, 8)}),
]


@pytest.mark.parametrize(("text", "counts"), NUMBERS)
def test_numbers_of_people(language: Language, text: str, counts: set[Count]) -> None:
    assert {(c.kind, c.low, c.high) for e in events(language, text) for c in e.counts} == counts


NO_COUNT = [
    "Turkish officers detained a 23-year-old demonstrator in Izmir.",
    "Troops in the Sudanese town of Nyala shot a 71-year-old woman; her nephews are 5 and 9 years old.",
    "A 20-member delegation was attacked by gunmen in Iraq.",
    "Turkey jailed a journalist for 25 years.",
    "Rebels in Mali killed the soldiers 30 kilometres from Gao.",
    "Half of the 40 prisoners were killed by the Syrian army.",
    "Over 50 % of the soldiers were killed by rebels in Mali.",
    "The Syrian army killed a man who had hidden 12 people.",
    "Iranian police arrested the third of four suspects.",
]


@pytest.mark.parametrize("text", NO_COUNT)
def test_ages_lengths_and_shares_count_nobody(language: Language, text: str) -> None:
    found = events(language, text)
    assert found
    assert [c for e in found for c in e.counts] == []


OUTCOMES = [
    ("Three people were killed and 16 wounded in an attack by rebels in Basra.", {("dead", 3, 3), ("injured", 16, 16)}),
    ("Rebels shot dead four Turkish soldiers.", {("dead", 4, 4)}),
    ("A Kurdish rebel fatally shot three Turkish soldiers.", {("dead", 3, 3)}),
    (
        "At least 15 worshippers died and around 60 were hurt when a bomb went off in a mosque in Pakistan.",
        {("dead", 15, None), ("injured", 60, None)},
    ),
    ("A bomb attack in Kabul killed seven people and wounded another 31.", {("dead", 7, 7), ("injured", 31, 31)}),
    ("Gunmen attacked a church in Nigeria, killing nine.", {("dead", 9, 9)}),
    ("Nine worshippers were killed when gunmen attacked a church in Nigeria.", {("dead", 9, 9)}),
    ("Clashes between Iraqi police and protesters in Basra led to at least 14 deaths.", {("dead", 14, None)}),
    pytest.param(
        "Rebels launched an attack on a market in Mali that killed 16 people.", {("dead", 16, 16)}, marks=LOST
    ),
    ("About 5,000 people took part in a protest against Russia in Prague.", {("protesters", 5000, None)}),
]


@pytest.mark.parametrize(("text", "counts"), OUTCOMES)
def test_what_came_of_it_is_counted_wherever_the_sentence_tells_it(
    language: Language, text: str, counts: set[Count]
) -> None:
    assert counts <= {(c.kind, c.low, c.high) for e in events(language, text) for c in e.counts}


def test_the_dead_of_another_deed_are_not_counted(language: Language) -> None:
    first, second = events(
        language, "Rebels killed nine soldiers in Mali, and the army attacked a camp and killed 20 rebels."
    )[:2]
    assert [(c.low, c.high) for c in first.counts] == [(9, 9)]
    assert [(c.low, c.high) for c in second.counts] == [(20, 20)]
