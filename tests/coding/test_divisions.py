"""Places: districts and provinces of all states, what a text says that a place lies in, and the town of a newspaper."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from dateline.coding.places import find_places
from dateline.language import Parse
from dateline.model import Place
from tests.coding.test_places import parsed, placed


def near(place: Place, latitude: float, longitude: float) -> bool:
    """Whether a place lies within some 150 kilometres."""
    return (
        place.latitude is not None
        and place.longitude is not None
        and abs(place.latitude - latitude) < 1.3
        and abs(place.longitude - longitude) < 1.3
    )


@pytest.mark.parametrize(
    ("text", "name", "country", "where"),
    [
        ("Miners died in Chunya District, Tanzania.", "Chunya District", "TZA", (-8.3, 33.3)),
        ("Floods hit Nakuru County in Kenya.", "Nakuru County", "KEN", (-0.4, 36.0)),
        ("Rebels crossed Ituri province, Uganda said.", "Ituri province", "COD", (1.8, 29.7)),
        ("A dam burst in Coahoma County, Mississippi.", "Coahoma County", "USA", (34.2, -90.6)),
        ("Hail fell on Lamar, Fannin and Delta counties in Texas.", "Fannin", "USA", (33.6, -96.1)),
        ("Envoys flew from Entebbe International Airport.", "Entebbe International Airport", "UGA", (0.04, 32.44)),
        ("Police shut Ben Gurion Airport at noon.", "Ben Gurion Airport", "ISR", (32.0, 34.9)),
        ("The provinces of Zambales, Tarlac and Pampanga in the Philippines.", "Tarlac", "PHL", (15.5, 120.5)),
    ],
)
def test_divisions_of_all_states(text: str, name: str, country: str, where: tuple[float, float]) -> None:
    """Their middle is that of their towns."""
    names = dict.fromkeys([name, *re.findall(r"(?<!^)(?<!\. )[A-Z][a-z]+(?: [A-Z][a-z]+)*", text)])
    longest = [n for n in names if n == name or n not in name]
    found = placed(text, *longest)[name]
    assert found.country == country and near(found, *where)


@pytest.mark.parametrize(
    ("text", "names", "country", "resolved"),
    [
        ("Shells fell on Zzyxa camp in South Sudan.", ("Zzyxa", "South Sudan"), "SSD", False),
        ("A fire in the village of Zzyxa, Syria, grew.", ("Zzyxa", "Syria"), "SYR", False),
        ("A fire in Zzyxa in northern Nigeria grew.", ("Zzyxa", "Nigeria"), "NGA", False),
        ("A fire in the Zzyxa district of Hanoi grew.", ("Zzyxa", "Hanoi"), "VNM", True),
        ("A fire in Zzyxa, a suburb of Lusaka, grew.", ("Zzyxa", "Lusaka"), "ZMB", True),
        ("A fire in Zzyxa near Tampere grew.", ("Zzyxa", "Tampere"), "FIN", True),
        ("A fire in the Zzyxa area of the Greek capital Athens grew.", ("Zzyxa", "Athens"), "GRC", True),
        ("Envoys of Zzyxa, France and Spain met.", ("Zzyxa", "France", "Spain"), None, False),
    ],
)
def test_what_no_gazetteer_has_lies_where_the_text_says(
    text: str, names: tuple[str, ...], country: str | None, resolved: bool
) -> None:
    """In a state, with no point; in or near a town, about there."""
    found = placed(text, *names)["Zzyxa"]
    assert (found.country, found.latitude is not None) == (country, resolved)


def test_a_camp_in_one_state_is_no_town_of_another() -> None:
    found = placed("Guards fired on Hof camp in South Sudan.", "Hof", "South Sudan")["Hof"]
    assert (found.country, found.latitude) == ("SSD", None)


def test_a_region_of_a_like_name_is_not_the_state() -> None:
    found = placed("Rain fell on the regions of Mexico and on Kenya.", "Mexico", "Kenya")["Mexico"]
    assert found.feature == "country"


def test_an_island_is_no_town_of_its_name() -> None:
    assert placed("Boats left Lamont Island at dawn.", "Lamont Island")["Lamont Island"].feature != "city"


@pytest.mark.parametrize(
    ("outlet", "country", "admin"),
    [("The Bonham Courier", "USA", "US.TX"), ("Goulburn Observer", "AUS", "AU.02"), (None, "USA", "US.OH")],
)
def test_the_town_of_a_newspaper_weighs_in(outlet: str | None, country: str, admin: str) -> None:
    """Windsor, Bowral and the like stand in many states; who prints it tells which is meant."""
    text = {"US.TX": "Paris and Sherman will share a judge.", "AU.02": "A road to Windsor was shut."}.get(
        admin if outlet else "", "A road to Portsmouth, Ohio was shut."
    )
    names = [n for n in ("Sherman", "Windsor", "Portsmouth") if n in text]
    report, doc = parsed(text, (*names, *(n for n in ("Ohio",) if n in text)))
    report = replace(report, outlet=outlet)
    found = {p.name: p for p in find_places(report, Parse.of(doc))}[names[0]]
    assert (found.country, found.admin) == (country, admin)
