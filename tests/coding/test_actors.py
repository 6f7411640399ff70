"""Actors: (phrase, date) and who that is. Facts are public; nobody here is invented."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.actors import Actors
from dateline.coding.tables import table
from dateline.model import Entity, Report, Span

ACTORS = Actors.load()

# phrase, date, country, first sector
DESCRIBED = [
    ("Norwegian paratroopers", None, "NOR", "MIL"),
    ("Kremlin aides", None, "RUS", "GOV"),
    ("the Portuguese prime minister", None, "PRT", "GOV"),
    ("the Belarusian strongman", None, "BLR", "GOV"),
    ("Foggy Bottom", None, "USA", "GOV"),
    ("Downing Street", None, "GBR", "GOV"),
    ("Tokyo", None, "JPN", "GOV"),
    ("U.S. lawmakers", None, "USA", "LEG"),
    ("US diplomats", None, "USA", "GOV"),
    ("fighters of the Tamil Tigers", None, "LKA", "REB"),
    ("Hezbollah fighters", None, "LBN", "REB"),
    ("insurgents from the Lord's Resistance Army", None, "UGA", "REB"),
    ("a crowd of some 200 demonstrators", None, None, "CVL"),
    ("hundreds of Eritrean refugees", None, "ERI", "REF"),
    ("Finland's ambassador to Estonia", None, "FIN", "GOV"),
    ("Moldovan dairy farmers", None, "MDA", "AGR"),
    ("US-backed Syrian rebels", None, "SYR", "REB"),
    ("the Iranian-born Swedish lawmaker", None, "SWE", "LEG"),
    ("police in Osaka prefecture, Japan", None, "JPN", "COP"),
    ("Marseille police", None, "FRA", "COP"),
    ("a former Danish minister", None, "DNK", "ELI"),
    ("ex-soldiers", None, None, "CVL"),
    ("the breakaway region", None, None, "PRE"),
    ("Transnistria", None, "MDA", "PRE"),
    ("South Ossetia", None, "GEO", "PRE"),
    ("the U.S. consulate in Peshawar", None, "USA", "GOV"),
    ("French gendarmes", None, "FRA", "COP"),
    ("Norway's defence department", None, "NOR", "GOV"),
    ("UN peacekeepers", None, "UNO", "MIL"),
    ("NATO", None, "IGO", "MIL"),
    ("the European Commission", None, "EUR", "GOV"),
    ("Doctors Without Borders", None, "NGO", "MED"),
    ("the Taliban", "2008-06-01", "AFG", "REB"),
    ("the Taliban", "2022-06-01", "AFG", "GOV"),
    ("a spokesman for Norway's foreign ministry", None, "NOR", "GOV"),
    ("three unidentified men", None, None, "UNK"),
    ("a court in Bergen, Norway", None, "NOR", "JUD"),
    ("the police in Nairobi", None, "KEN", "COP"),
    ("soldiers loyal to Bashar al-Assad", "2013-01-01", "SYR", "MIL"),
    # a state that somebody is for, against, backed by, deals with or visits is not theirs
    ("pro-Serbian lawmakers", None, None, "LEG"),
    ("anti-French demonstrators", None, None, "CVL"),
    ("a UN-backed government", None, None, "GOV"),
    ("a NATO-led force", None, "IGO", "MIL"),
    ("the Yemen envoy", None, None, "GOV"),
    ("Yemen's envoy", None, "YEM", "GOV"),
    ("the US envoy", None, "USA", "GOV"),
    ("senior diplomats visiting Japan", None, None, "GOV"),
    ("a Greek-owned tanker", None, "GRC", "BUS"),
    # of the place where they are are those who live there
    ("the ambassador in Lisbon", None, None, "GOV"),
    ("foreign workers in Qatar", None, None, "LAB"),
    ("peacekeepers from Ghana in Lebanon", None, "GHA", "MIL"),
    ("a French-led force in Mali", None, "FRA", "MIL"),
]


@pytest.mark.parametrize(("phrase", "date", "country", "sector"), DESCRIBED)
def test_descriptions(phrase: str, date: str | None, country: str | None, sector: str) -> None:
    found = ACTORS.resolve(phrase, date)
    assert (found.country, found.sectors[:1]) == (country, (sector,)), found.how


# phrase, date, name, country, first sector, a word of the office
PEOPLE = [
    ("President Barack Obama", "2014-02-03", "Barack Obama", "USA", "GOV", "President"),
    ("President Obama", "2019-05-01", "Barack Obama", "USA", "ELI", None),
    ("Angela Merkel", "2016-07-01", "Angela Merkel", "DEU", "GOV", "Chancellor"),
    ("Angela Merkel", "2023-07-01", "Angela Merkel", "DEU", "ELI", None),
    ("Merkel", "2016-07-01", "Angela Merkel", "DEU", "GOV", "Chancellor"),
    ("Mr Blair", "2001-10-10", "Tony Blair", "GBR", "GOV", "Prime Minister"),
    ("President Bush", "1990-08-02", "George H. W. Bush", "USA", "GOV", "President"),
    ("President Bush", "2003-03-20", "George W. Bush", "USA", "GOV", "President"),
    ("Volodymyr Zelenskiy", "2022-03-01", "Volodymyr Zelensky", "UKR", "GOV", "President"),
    ("Foreign Minister Sergei Lavrov", "2015-01-01", "Sergey Lavrov", "RUS", "GOV", "Foreign"),
    ("Jens Stoltenberg", "2010-01-01", "Jens Stoltenberg", "NOR", "GOV", "Prime Minister"),
    ("Jens Stoltenberg", "2018-01-01", "Jens Stoltenberg", "IGO", "MIL", "NATO"),
    ("Donald Trump", "2022-01-15", "Donald Trump", "USA", "ELI", None),
    ("Donald Trump", "2025-06-01", "Donald Trump", "USA", "GOV", "President"),
    ("Bashar Assad", "2013-09-01", "Bashar al-Assad", "SYR", "GOV", "President"),
    ("former French president Nicolas Sarkozy", "2014-01-01", "Nicolas Sarkozy", "FRA", "ELI", None),
]


@pytest.mark.parametrize(("phrase", "date", "name", "country", "sector", "office"), PEOPLE)
def test_offices_are_those_of_the_date(
    phrase: str, date: str, name: str, country: str, sector: str, office: str | None
) -> None:
    found = ACTORS.resolve(phrase, date)
    assert (found.name, found.country, found.sectors[0]) == (name, country, sector), found.how
    assert office is None or (found.office and office in found.office)


@pytest.mark.parametrize(
    ("phrase", "name", "country"),
    [
        ("the IMF", "International Monetary Fund", "IGO"),
        ("Ecowas", "Economic Community of West African States", "IGO"),
        ("Mossad", "Mossad", "ISR"),
        ("the African National Congress", "African National Congress", "ZAF"),
        ("the opposition Movement for Democratic Change", "Movement for Democratic Change", "ZWE"),
    ],
)
def test_bodies_get_their_name(phrase: str, name: str, country: str) -> None:
    found = ACTORS.resolve(phrase)
    assert (found.kind, found.name, found.country) == ("organisation", name, country)


def test_a_body_of_another_country_loses_the_name() -> None:
    found = ACTORS.resolve("Chile's Justice Department")
    assert (found.name, found.country, found.sectors) == (None, "CHL", ("GOV",))


def test_states_have_numbers() -> None:
    found = ACTORS.resolve("Germany")
    assert (found.country, found.cow, found.gw, found.sectors) == ("DEU", 255, 260, ())


@pytest.mark.parametrize("phrase", ["French and German troops", "Jordan Brown", "Qwertzuiop", "", "  ", "—"])
def test_what_is_not_known_stays_empty_and_says_why(phrase: str) -> None:
    found = ACTORS.resolve(phrase)
    assert found.country is None and found.how


def test_small_us_is_no_country() -> None:
    assert ACTORS.resolve("us").country is None
    assert ACTORS.resolve("US").country == "USA"


def test_context_settles_only_what_is_open() -> None:
    assert ACTORS.resolve("Valencia police", context="Venezuela").country == "VEN"
    assert ACTORS.resolve("Valencia police", context="Spain").country == "ESP"
    assert ACTORS.resolve("Polish police", context="Venezuela").country == "POL"


def test_a_bare_name_inherits_what_was_said_before() -> None:
    first = ACTORS.resolve("Finnish border guard spokeswoman Mari Virtanen", "2021-11-09")
    assert (first.name, first.country, first.sectors) == ("Mari Virtanen", "FIN", ("MIL",))
    later = ACTORS.resolve("Virtanen", "2021-11-09", known={"Mari Virtanen": first})
    assert (later.country, later.sectors) == ("FIN", ("MIL",)) and "before" in later.how


def test_roles_of_the_report_fill_a_name() -> None:
    found = ACTORS.resolve("Mari Virtanen", roles=["the Finnish minister"])
    assert (found.kind, found.country, found.sectors) == ("person", "FIN", ("GOV",))


def test_several_sides() -> None:
    sides = ACTORS.resolve_all("Sweden, Norway and the European Union")
    assert [side.country for side in sides] == ["SWE", "NOR", "EUR"]
    assert len(ACTORS.resolve_all("men and women")) == 1


def test_an_entity_becomes_an_actor() -> None:
    text = "The Icelandic minister Katrin Olafsdottir spoke."
    entity = Entity("e1", "Katrin Olafsdottir", "person", (Span(23, 41),), (Span(0, 22),))
    actor = ACTORS.actor_of(entity, Report("r1", text, ()))
    assert (actor.name, actor.country, actor.sectors, actor.entity) == ("Katrin Olafsdottir", "ISL", ("GOV",), "e1")
    assert actor.span.cut(text) == "Katrin Olafsdottir"


def test_a_users_table_wins(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("name,aliases,country,sectors\nHarbour Watch,HW|NATO,NOR,SOC|NGO\n", encoding="utf-8")
    mine = Actors.load(path)
    assert mine.resolve("NATO").name == "Harbour Watch"
    assert mine.resolve("Harbour Watch").sectors == ("SOC", "NGO")
    assert mine.resolve("Mossad").country == "ISR"


def test_a_users_table_without_names_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text("title,country\nHarbour Watch,NOR\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no column name"):
        Actors.load(path)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.sampled_from([None, "2020", "2020-05", "2020-05-17", "", "May 2020"]))
def test_no_text_breaks_it(phrase: str, date: str | None) -> None:
    assert ACTORS.resolve(phrase, date) == ACTORS.resolve(phrase, date)


SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC NGO".split()
)
BODIES = {"", "UNO", "EUR", "IGO", "NGO", "ISM", "IMG", "MNC"}


def test_tables_use_known_codes() -> None:
    states = {row["iso3"] for row in table("countries")}
    for name in ("organisations", "people", "seats", "territories"):
        for row in table(name):
            assert row["country"] in states | BODIES, (name, row)
            sectors = row.get("sectors") or row.get("sector") or ""
            assert set(sectors.split("|")) - {"", "IGO"} <= SECTORS, (name, row)


def test_tenures_are_in_order() -> None:
    for name in ("people", "holders"):
        for row in table(name):
            assert not row["end"] or row["start"][: len(row["end"])] <= row["end"][: len(row["start"])], row


@pytest.mark.parametrize(
    ("phrase", "date", "sectors", "office"),
    [
        ("former Prime Minister David Cameron", "2019-01-20", ("ELI",), None),
        ("former Prime Minister David Cameron", "2024-01-20", ("GOV",), "Foreign Secretary"),
        ("former Prime Minister Mark Rutte", "2025-01-01", ("MIL",), "Secretary General of NATO"),
        ("former President Donald Trump", "2023-01-01", ("ELI",), None),
        ("Barham Salih", "2020-05-05", ("GOV",), "President"),
        ("Barham Salih", "2023-05-05", ("ELI",), None),
    ],
)
def test_who_was_something_is_what_he_has_become_since(
    phrase: str, date: str, sectors: tuple[str, ...], office: str | None
) -> None:
    found = ACTORS.resolve(phrase, date)
    assert (found.sectors, found.office) == (sectors, office)


@pytest.mark.parametrize(
    ("phrase", "date", "country"),
    [("President Bush", "2015-01-01", "USA"), ("the Kim government", "2020-01-01", None), ("Red Cross", None, None)],
)
def test_what_may_be_several_is_none_of_them(phrase: str, date: str | None, country: str | None) -> None:
    found = ACTORS.resolve(phrase, date)
    assert (found.kind == "person" and found.name is not None, found.country) == (False, country)
    assert found.how


def test_a_national_society_takes_the_country_that_the_words_give() -> None:
    assert ACTORS.resolve("the Turkish Red Crescent").country == "TUR"


def test_a_date_in_words_is_no_date() -> None:
    assert ACTORS.resolve("Prime Minister Gandhi", "May 1970") == ACTORS.resolve("Prime Minister Gandhi")


@pytest.mark.parametrize(
    ("phrase", "date", "name", "country"),
    [
        ("Lin Jian", "2024-06-01", "Lin Jian", "CHN"),  # and not another of the ministry's spokespeople
        ("Melania Trump", "2018-07-01", "Melania Trump", "USA"),
        ("Roger Stone", "2018-07-01", "Roger Stone", "USA"),
        ("Queen Elizabeth II", "2018-07-13", "Queen Elizabeth II", "GBR"),  # who reigned over other states too
        ("New South Wales", None, "New South Wales", "AUS"),  # which is not Wales
        ("British Columbia", None, "British Columbia", "CAN"),
        ("the New IRA", None, "New IRA", "GBR"),
    ],
)
def test_a_name_is_its_bearers_alone(phrase: str, date: str | None, name: str, country: str) -> None:
    found = ACTORS.resolve(phrase, date)
    assert (found.name, found.country) == (name, country)


@pytest.mark.parametrize("name", ["Obama", "Bush", "God"])
def test_a_lone_name_is_no_village_somewhere(name: str) -> None:
    assert ACTORS.resolve(name, "2018-07-01").country is None


def test_a_shortened_title_is_no_family_name() -> None:
    found = ACTORS.resolve("Sen. Patrick Leahy", "2018-07-16", roles=["Sen."])
    assert (found.country, found.sectors) == (None, ("LEG",))


def test_a_fuller_name_of_the_report_knows_better_than_a_family_name_of_the_tables() -> None:
    known = {"Regina Benjamin": ACTORS.resolve("Regina Benjamin", "2012-07-16")}
    assert ACTORS.resolve("Minister Benjamin", "2012-07-16").country == "SSD"
    assert ACTORS.resolve("Minister Benjamin", "2012-07-16", known=known).country is None


@pytest.mark.parametrize("name", ["Jim Jordan", "Chad Smith", "Eric Cantor", "Paris Hilton"])
def test_a_persons_name_is_no_state_and_no_office(name: str) -> None:
    found = ACTORS.resolve(name, "2012-05-01", person=True)
    assert (found.country, found.sectors) == (None, ())


def test_a_title_and_a_name_of_another_state_are_somebody_else() -> None:
    assert ACTORS.resolve("King Abdullah of Saudi Arabia", "2014-05-01").country == "SAU"


def test_a_name_is_the_place_that_the_report_has() -> None:
    places = {"london": ("London", "CAN"), "holland": ("Holland", "USA"), "guinea": ("Guinea", "GIN")}
    assert ACTORS.resolve("London police", places=places).country == "CAN"
    assert ACTORS.resolve("voters in Holland", places=places).country == "USA"
    assert ACTORS.resolve("soldiers of Equatorial Guinea", places=places).country == "GNQ"


def test_who_presides_over_a_chamber_is_not_meant_by_a_family_name() -> None:
    assert ACTORS.resolve("House", "2016-08-31").country is None
