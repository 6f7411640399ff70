"""Places: which words are toponyms, and where they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from spacy.tokens import Doc
from spacy.tokens import Span as Stretch
from spacy.vocab import Vocab

from dateline.coding.places import find_places, gazetteer
from dateline.coding.tables import FOLDER, table
from dateline.language import Parse
from dateline.model import Part, Place, Report, Span

VOCAB = Vocab()


def parsed(text: str, places: tuple[str, ...] = (), others: tuple[tuple[str, str], ...] = ()) -> tuple[Report, Doc]:
    """A report and a parse in which capitalised words are proper nouns and the given words are entities."""
    words = text.replace(",", " ,").replace(".", " .").replace("U .S .", "U.S.").split()
    spaces = [n + 1 < len(words) and words[n + 1] not in ",." for n in range(len(words))]
    tags = ["PROPN" if word[0].isupper() and n else "NOUN" for n, word in enumerate(words)]
    doc = Doc(VOCAB, words=words, spaces=spaces, pos=tags)
    ents = []
    for name, label in (*((place, "LOC") for place in places), *others):
        start = doc.text.index(name)
        found = doc.char_span(start, start + len(name), label)
        assert isinstance(found, Stretch)
        ents.append(found)
    doc.ents = tuple(ents)
    return Report("r", doc.text, (Part("paragraph", Span(0, len(doc.text))),)), doc


def placed(text: str, *places: str) -> dict[str, Place]:
    report, doc = parsed(text, places)
    return {place.span.cut(report.text): place for place in find_places(report, Parse.of(doc))}


def test_a_town_with_its_state() -> None:
    found = placed("A bridge fell near Paris, Texas on Monday.", "Paris", "Texas")
    assert found["Paris"].country == "USA" and found["Paris"].admin == "US.TX"
    assert found["Texas"].feature == "admin"


def test_the_capital_without_anything_else() -> None:
    found = placed("Ministers meet in Paris on Monday.", "Paris")
    assert (found["Paris"].country, found["Paris"].feature) == ("FRA", "capital")
    assert found["Paris"].geonames == 2988507


@pytest.mark.parametrize(("other", "country"), [("Ontario", "CAN"), ("Jamaica", "JAM")])
def test_other_places_break_ties(other: str, country: str) -> None:
    found = placed(f"In {other} the storm hit Kingston and {other} asked for help.", "Kingston")
    assert found["Kingston"].country == country


def test_a_country_before_towns_of_its_name() -> None:
    found = placed("Trade with Mexico and Peru grew.", "Mexico", "Peru")
    assert [found[name].feature for name in ("Mexico", "Peru")] == ["country", "country"]


def test_states_that_the_parser_missed_are_found() -> None:
    found = placed("Exports from the United States and Norway grew.")
    assert set(found) == {"United States", "Norway"} and found["Norway"].country == "NOR"


def test_what_is_part_of_a_person_is_no_place() -> None:
    report, doc = parsed("The singer Jordan Norway spoke.", (), (("Jordan Norway", "PERSON"),))
    assert find_places(report, Parse.of(doc)) == ()


def test_dollars_are_no_country() -> None:
    report, doc = parsed("It cost US$ in Lagos.", ("Lagos",))
    assert [place.name for place in find_places(report, Parse.of(doc))] == ["Lagos"]


@pytest.mark.parametrize(
    ("name", "feature", "country"),
    [
        ("Black Sea", "sea", None),
        ("Vostochny Cosmodrome", "facility", "RUS"),
        ("Crimea", "admin", "UKR"),
        ("Kashmir", "region", None),
        ("Sahel", "region", None),
        ("Bavaria", "admin", "DEU"),
        ("Danube", "river", None),
    ],
)
def test_what_a_list_of_towns_does_not_hold(name: str, feature: str, country: str | None) -> None:
    found = placed(f"They spoke of {name} again.", name)
    assert (found[name].feature, found[name].country) == (feature, country)


def test_an_unknown_name_takes_nothing_from_the_rest() -> None:
    found = placed("From Xyzzyville they drove to Ankara, Turkey.", "Xyzzyville", "Ankara", "Turkey")
    assert found["Xyzzyville"].latitude is None and found["Xyzzyville"].how == "in no table"
    assert found["Ankara"].country == "TUR" and found["Ankara"].confidence > 0.5


def test_one_name_means_one_thing_in_a_report() -> None:
    report, doc = parsed(
        "A fire in Springfield, Illinois grew. In Springfield people fled.", ("Springfield", "Illinois")
    )
    second = doc.char_span(doc.text.rindex("Springfield"), doc.text.rindex("Springfield") + 11, "LOC")
    assert second is not None
    doc.ents = (*doc.ents, second)
    towns = [place for place in find_places(report, Parse.of(doc)) if place.name == "Springfield"]
    assert len(towns) == 2 and {town.admin for town in towns} == {"US.IL"}


def test_every_name_of_the_tables_can_be_looked_up() -> None:
    atlas = gazetteer()
    assert all(held for held in atlas.listed.values())
    assert {"Minsk", "Vladivostok", "Tallinn"} == {
        atlas.candidates(name)[0].name for name in ("Minsk", "Vladivostok", "Tallinn")
    }
    assert atlas.candidates("Nowhere-at-all") == ()


@pytest.mark.parametrize(
    ("text", "name", "feature", "admin"),
    [
        ("A dam broke near Syracuse, New York on Monday.", "New York", "admin", "US.NY"),
        ("A dam broke near the port of New York on Monday.", "New York", "city", "US.NY"),
        ("The state of Washington closed its schools.", "Washington", "admin", "US.WA"),
        ("Talks in Washington ended on Monday.", "Washington", "capital", "US.DC"),
        ("Rain fell in Oregon, Idaho, Washington and Nevada.", "Washington", "admin", "US.WA"),
        ("Envoys came from Norway, Sweden, Georgia and Poland.", "Georgia", "country", None),
        ("Storms crossed Alabama, Georgia and Florida.", "Georgia", "admin", "US.GA"),
        ("The town of Mexico lies in Missouri.", "Mexico", "city", "US.MO"),
    ],
)
def test_the_words_around_a_name_say_its_class(text: str, name: str, feature: str, admin: str | None) -> None:
    names = re.findall(r"New York|[A-Z][a-z]+", text.split(" ", 1)[1])
    found = placed(text, *(one for one in names if one != "Monday"))
    assert (found[name].feature, found[name].admin) == (feature, admin)


def test_a_town_that_the_gazetteer_has_elsewhere_only_lies_where_the_text_says() -> None:
    found = placed("A farm burnt in Aberdeen, Missouri on Monday.", "Aberdeen", "Missouri")["Aberdeen"]
    assert (found.country, found.admin, found.feature) == ("USA", "US.MO", "unknown")


def test_every_county_lies_in_a_state_of_the_tables() -> None:
    held = gazetteer()
    assert all(held.candidates(row["name"])[0].name for row in table("counties"))


def test_a_county_lies_about_where_its_town_does() -> None:
    found = placed("Floods hit Pima County and Tucson, Arizona.", "Pima County", "Tucson", "Arizona")["Pima County"]
    assert found.admin == "US.AZ" and found.latitude == pytest.approx(32.2, abs=0.2)


def test_what_stands_in_a_town_is_a_facility_there() -> None:
    found = placed("Workers left Lahore General Hospital on Monday.", "Lahore General Hospital")
    hospital = found["Lahore General Hospital"]
    assert (hospital.feature, hospital.country, hospital.geonames) == ("facility", "PAK", None)


def test_a_small_town_abroad_is_no_place_of_a_report_on_another_country() -> None:
    found = placed("In Kenya rain fell on Hof, Nairobi and Mombasa.", "Kenya", "Hof", "Nairobi", "Mombasa")
    assert found["Hof"].country in (None, "KEN") and found["Mombasa"].country == "KEN"


@pytest.mark.parametrize(
    ("text", "entity", "name"),
    [
        ("They sailed from Port-au-Prince on Monday.", "Port", "Port-au-Prince"),
        ("Soldiers came to Mali.", "Mali.", "Mali"),
        ("Rain fell on the U.S.", "U.S.", "U.S."),
    ],
)
def test_a_name_is_whole_and_has_no_mark_behind_it(text: str, entity: str, name: str) -> None:
    words = text.split()
    doc = Doc(VOCAB, words=words, spaces=[True] * (len(words) - 1) + [False], pos=["PROPN"] * len(words))
    start = doc.text.index(entity)
    found = doc.char_span(start, start + len(entity), "LOC", alignment_mode="expand")
    assert isinstance(found, Stretch)
    doc.ents = (found,)
    report = Report("r", doc.text, (Part("paragraph", Span(0, len(doc.text))),))
    assert name in [place.span.cut(doc.text) for place in find_places(report, Parse.of(doc))]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Simferopol", "UKR"),
        ("Sevastopol", "UKR"),
        ("Laayoune", "ESH"),
        ("Boujdour", "ESH"),
        ("Western Sahara", "ESH"),
        ("Kashmir", None),
        ("Srinagar", "IND"),
        ("Muzaffarabad", "PAK"),
        ("Golan Heights", "SYR"),
        ("Katzrin", "SYR"),
        ("East Jerusalem", "PSE"),
        ("Tskhinvali", "GEO"),
        ("Tiraspol", "MDA"),
        ("Liancourt Rocks", None),
        ("Senkaku Islands", None),
        ("Falkland Islands", "FLK"),
    ],
)
@pytest.mark.parametrize("told", ["{} in Russia", "{}, Morocco,", "the Japanese {}", "{}", "{} of Israel"])
def test_a_disputed_place_is_the_same_in_every_text(name: str, country: str | None, told: str) -> None:
    found = placed(f"Envoys saw {told.format(name)} again on Monday.", name, *re.findall("Russia|Morocco|Israel", told))
    assert (found[name].country, "disputed" in found[name].how) == (country, True)


def test_nothing_here_knows_a_border() -> None:
    """A place's country is a field of its row: no geometry is read, and none is shipped."""
    rooms = Path(find_places.__code__.co_filename).parent, FOLDER
    assert not [path for room in rooms for path in room.iterdir() if path.suffix in (".shp", ".geojson", ".topojson")]
    assert not any("polygon" in path.read_text(encoding="utf-8") for path in rooms[0].glob("*.py"))


def test_the_towns_next_door_are_not_disputed() -> None:
    found = placed("Envoys saw Kherson, Rabat and Haifa on Monday.", "Kherson", "Rabat", "Haifa")
    assert [(found[n].country, "disputed" in found[n].how) for n in ("Rabat", "Haifa")] == [
        ("MAR", False),
        ("ISR", False),
    ]


def test_towns_that_lie_together_are_meant_together() -> None:
    found = placed("Shops in Airdrie, in Motherwell and in Wishaw were shut.", "Airdrie", "Motherwell", "Wishaw")
    assert {place.country for place in found.values()} == {"GBR"}
    assert placed("Shops in Airdrie were shut.", "Airdrie")["Airdrie"].country == "CAN"


@pytest.mark.parametrize(
    ("text", "names", "country"),
    [
        ("Police in Truro, Manitoba and Toronto met.", ("Truro", "Manitoba", "Toronto"), "CAN"),
        ("Boats left the Gold Coast and Brisbane in Australia.", ("Gold Coast", "Brisbane", "Australia"), "AUS"),
        ("Rains came to the Midlands and Harare in Zimbabwe.", ("Midlands", "Harare", "Zimbabwe"), "ZWE"),
        ("Rains came to northern Midlands in Britain.", ("northern Midlands", "Britain"), "GBR"),
    ],
)
def test_the_first_name_lies_in_the_country_of_the_rest(text: str, names: tuple[str, ...], country: str) -> None:
    assert placed(text, *names)[names[0]].country == country


def test_a_direction_alone_is_no_place() -> None:
    assert "North" not in placed("The North and Norway traded.", "North", "Norway")


@pytest.mark.parametrize("county", ["Honolulu County", "Hawaii County", "Bethel Census Area", "Cook County"])
def test_a_county_of_any_state_can_be_looked_up(county: str) -> None:
    """Of a state that is no region of our tables nothing is known, and nothing fails."""
    assert all(found.name for found in gazetteer().candidates(county))
