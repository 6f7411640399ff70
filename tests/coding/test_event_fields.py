"""Fields of event records: which side, which day, which place, how many, which code, and one record for one act.

All reports are dated Friday 2023-09-15 where a test does not say otherwise.
"""

from __future__ import annotations

import pytest

from dateline.language import Language
from dateline.model import Event
from tests.coding.texts import LOST, events, of_type


def countries(event: Event) -> set[str | None]:
    return {a.country for a in event.actors}


TYPES = [
    # what is warned of decides
    ("Austria warned Hungary against closing the border.", "REQUEST"),
    # an offer is an agreement, whatever is offered
    ("Kenya offered to send soldiers to Haiti.", "AGREE"),
    ("Sweden is ready to send doctors to Jordan.", "AGREE"),
    # soldiers who keep the peace are aid, others are a threat
    ("Ghana sent 200 soldiers to South Sudan as peacekeepers on Monday.", "AID"),
    ("China sent 200 soldiers to the Indian border.", "MOBILIZE"),
    # one country's exercise is a show of force, that of two is cooperation
    ("Iran began military exercises near Azerbaijan.", "MOBILIZE"),
    ("Japan and Australia began joint military exercises.", "COOPERATE"),
    # to lift what holds somebody down is to give way
    ("France lifted its ban on British lamb.", "RETREAT"),
    ("Qatar relaxed the rules for Indian workers.", "CONCEDE"),
    # who decides to give way concedes or retreats; what is announced is agreed
    ("Bulgaria has decided to lift the sanctions on Albania.", "CONCEDE RETREAT"),
    ("The Vatican said the Pope will meet the President of Cyprus in Nicosia.", "AGREE"),
    ("Botswana said that it would let the Red Cross enter the camps.", "AGREE CONCEDE"),
    # help, to whom ever and by whatever word
    ("Portugal announced 40 million euros in humanitarian aid for Mozambique.", "AID"),
    ("Brazil and Argentina joined forces with Uruguay against the smugglers.", "COOPERATE"),
    ("Namibia accepted more than 900 people from a camp in Angola.", "AID"),
    ("The Swedish police gave evidence of the fraud to the Dutch government.", "COOPERATE"),
    ("Rwandan peacekeepers arrived in Mozambique on Monday.", "AID"),
    ("Canada cut tariffs on Mexican steel.", "CONCEDE"),
    ("The prisoners began a hunger strike against the government of Belarus.", "PROTEST"),
    # an attack may be one on networks, a bomb is nobody's until somebody is named
    ("Iran launched cyber attacks on banks in Jordan.", "COERCE"),
    ("Hackers from Russia may have attacked the parliament of Norway.", "ASSAULT"),
    ("A car bomb struck a bus in Peshawar, Pakistan.", "ASSAULT"),
    ("The Irish prime minister ordered air strikes on a camp in Yemen.", "ASSAULT"),
    # words may attack too
    ("The Scottish leader launched a scathing attack on the British government.", "ACCUSE"),
    ("A Turkish court charged one of the president's critics with spying.", "ACCUSE"),
    ("Italy's attack on the plan surprised Germany.", "ACCUSE"),
    ("The Greek parliament issued a report accusing Turkey of piracy.", "ACCUSE"),
    ("Turkey's critics in Sweden said that Ankara was responsible for the delay.", "ACCUSE"),
]


@pytest.mark.parametrize(("text", "types"), TYPES)
def test_the_content_decides_the_type(language: Language, text: str, types: str) -> None:
    assert {*types.split()} & {e.type for e in events(language, text)}


PLANS = [
    ("Macron to meet Scholz in Berlin on Tuesday", "2023-09-19"),
    pytest.param("Germany will host the Polish president on Wednesday.", "2023-09-20", marks=LOST),
]


@pytest.mark.parametrize(("text", "day"), PLANS)
def test_a_planned_meeting_is_an_agreement_with_all_its_sides_on_a_day_to_come(
    language: Language, text: str, day: str
) -> None:
    event = of_type(language, text, "AGREE")
    assert event.factuality.label == "planned"
    assert event.cameo == "036"
    assert event.nary
    assert len(event.actors) == 2
    assert event.when is not None
    assert event.when.value == day


NO_ACT = [
    "If Iran attacks Israel, Europe will suffer.",
    "The law allows Spain to arrest smugglers.",
    "Norway cannot force Russia to leave the islands.",
    "An earthquake in Turkey killed more than 50 people.",
    "The Polish president visited flooded villages in southern Poland.",
]


@pytest.mark.parametrize("text", NO_ACT)
def test_conditions_laws_inability_disasters_and_visits_at_home_are_no_acts(language: Language, text: str) -> None:
    done = [e for e in events(language, text) if e.type in ("ASSAULT", "COERCE", "CONSULT")]
    assert [(e.type, e.rule) for e in done] == []


ONE_ACT = [
    "Rebels attacked a base in Mali, killing nine soldiers and wounding four.",
    "A car bombing by militants killed nine soldiers in Somalia.",
    "Nine soldiers were killed when rebels attacked a base in Mali.",
]


@pytest.mark.parametrize("text", ONE_ACT)
def test_an_attack_and_its_dead_are_one_record(language: Language, text: str) -> None:
    attack = of_type(language, text, "ASSAULT")
    assert ("dead", 9, 9) in {(c.kind, c.low, c.high) for c in attack.counts}


SIDES = [
    ("The United States, Japan and South Korea held talks in Seoul.", "CONSULT", {"USA", "JPN", "KOR"}),
    ("Indian and Chinese soldiers clashed on the border.", "ASSAULT", {"IND", "CHN"}),
    ("The armies of Brazil and Argentina held a joint exercise.", "COOPERATE", {"BRA", "ARG"}),
    ("Kim Jong Un arrived in Vladivostok on Tuesday and toured a naval base.", "CONSULT", {"PRK", "RUS"}),
    ("The Israeli military said that it bombed a depot in Syria.", "ASSAULT", {"ISR"}),
]


@pytest.mark.parametrize(("text", "type_", "sides"), SIDES)
def test_every_side_is_named_by_its_state(language: Language, text: str, type_: str, sides: set[str]) -> None:
    assert countries(of_type(language, text, type_)) == sides


COUNTS = [
    ("Belarus arrested two dozen protesters.", ("detained", 24, 24)),
    ("Russian missiles killed 20 to 25 civilians in Kharkiv.", ("dead", 20, 25)),
    ("More than 3.5 million people marched in Paris against the pension reform.", ("protesters", 3_500_000, None)),
    ("Up to 5,000 demonstrators rallied in Tbilisi against the Georgian government.", ("protesters", 0, 5000)),
    ("The third meeting between Macron and Scholz lasted an hour.", ("ordinal", 3, 3)),
]


@pytest.mark.parametrize(("text", "count"), COUNTS)
def test_numbers_of_people_with_their_bounds(language: Language, text: str, count: tuple[str, int, int | None]) -> None:
    assert count in {(c.kind, c.low, c.high) for e in events(language, text) for c in e.counts}


def test_a_day_that_opens_a_sentence_dates_each_of_its_main_verbs(language: Language) -> None:
    found = events(language, "On Tuesday, Norway gave Kenya 20 million dollars and Sweden sent doctors to Sudan.")
    assert [(e.type, e.when.value if e.when else None) for e in found] == [("AID", "2023-09-12")] * 2


def test_a_date_of_something_else_dates_nothing(language: Language) -> None:
    event = of_type(language, "A Swedish court convicted an Iranian official of the 1988 killings.", "SANCTION")
    assert event.when is None


def test_a_country_that_is_struck_is_no_place(language: Language) -> None:
    event = of_type(language, "Russia launched an attack on Ukraine.", "ASSAULT")
    assert event.where is None
    assert [a.country for a in event.recipients] == ["UKR"]


def test_what_is_promised_at_a_meeting_has_its_place_and_day(language: Language) -> None:
    text = (
        "French President Emmanuel Macron met Kenyan President William Ruto in Nairobi on Thursday.\n\n"
        "At the meeting, Macron promised to finance a railway."
    )
    promise = of_type(language, text, "AGREE")
    assert promise.where is not None
    assert promise.where.name == "Nairobi"
    assert promise.when is not None
    assert promise.when.value == "2023-09-14"


def test_codes_are_as_special_as_the_text(language: Language) -> None:
    assert of_type(language, "Spain refused to meet the Venezuelan envoy.", "REJECT").cameo == "125"
    assert of_type(language, "Iran threatened to attack Bahrain.", "THREATEN").cameo == "138"
    assert of_type(language, "Chile agreed to release two Peruvian fishermen.", "AGREE").cameo == "035"


@pytest.mark.parametrize(
    ("text", "iso3", "numbers"),
    [
        ("North Korean leader Kim Jong Un on Friday visited a plant in Komsomolsk-on-Amur.", "RUS", (365, 365)),
        ("Police arrested dozens of protesters in Warsaw on Friday.", "POL", (290, 290)),
    ],
)
def test_who_is_of_the_place_has_the_numbers_of_its_state(
    language: Language, text: str, iso3: str, numbers: tuple[int, int]
) -> None:
    found = {(a.cow, a.gw) for e in events(language, text) for a in (*e.actors, *e.recipients) if a.country == iso3}
    assert found == {numbers}
