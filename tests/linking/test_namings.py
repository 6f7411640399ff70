"""Which namings are one person, state or body: each case is what reports print, and who comes of it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import join_country, join_namings
from dateline.model import KnownActor, Naming


def person(
    name: str, country: str | None = None, story: str = "y1", *, qid: str | None = None, office: str | None = None
) -> Naming:
    return Naming(name, "person", country, office, ("GOV",), qid, story)


def place(name: str, country: str | None) -> Naming:
    return Naming(name, "place", country, None, (), None, "y1")


def joined(*namings: Naming) -> tuple[KnownActor, ...]:
    return join_namings(dict.fromkeys(namings, 1))


ONE = [
    (person("Sauli Niinistö", "FIN", qid="Q29207"), person("Niinistö", "FIN", qid="Q29207"), "identifier"),
    (person("Sauli Niinistö", "FIN", qid="Q29207"), person("Sauli Niinistö", "FIN", "y2"), "same full name"),
    (person("Jon Huntsman", "USA"), person("Jon Huntsman", None, "y2"), "no state told there"),
    (person("Jon Huntsman", "USA"), person("Jon Huntsman", "RUS"), "in one story"),
    (person("Kaja Kallas", "EST"), person("Kallas", "EST"), "only bearer in that story"),
    (person("Kaja Kallas", "EST"), person("Kallas"), "only bearer in that story"),
    (person("Sergei Lavrov", "RUS"), person("Sergey Lavrov", "RUS", "y2"), "another spelling"),
    (person("Alexander Stubb", "FIN"), person("Alexandr Stubb", "FIN", "y2"), "another spelling"),
    (person("Robert F. Kennedy", "USA"), person("Robert Kennedy", "USA", "y2"), "shorter or longer form"),
    (place("Finland", "FIN"), place("Helsinki", "FIN"), "capital"),
    (place("United States", "USA"), place("U.S.", "USA"), "a name of"),
    (
        Naming("UN", "organisation", "UNO", None, (), None, "y1"),
        Naming("United Nations", "organisation", "UNO", None, (), None, "y2"),
        "another name of United Nations",
    ),
]


@pytest.mark.parametrize(("a", "b", "why"), ONE, ids=lambda one: getattr(one, "name", None))
def test_two_namings_are_one_and_the_reason_is_told(a: Naming, b: Naming, why: str) -> None:
    (one,) = joined(a, b)
    assert one.namings == {a, b} and one.times == 2
    assert any(why in naming.why for naming in one.joined), [naming.why for naming in one.joined]


APART = [
    (person("George W. Bush", "USA"), person("George H. W. Bush", "USA")),
    (person("John Smith", "GBR"), person("John Smith", "AUS", "y2")),
    (person("Michael Jordan", "USA", qid="Q41421"), person("Michael Jordan", "USA", qid="Q3308285")),
    (person("Kaja Kallas", "EST"), person("Kallas", "EST", "y2")),
    (person("Donald Trump", "USA"), person("Donald Trump Jr.", "USA")),
    (person("Anna Ivanova", "RUS"), person("Anton Ivanov", "RUS")),
    (place("Georgia", "GEO"), place("Georgia", "USA")),
    (
        Naming("Helsinki", "place", "FIN", None, (), None, "y1"),
        Naming("Helsinki", "place", "USA", None, (), None, "y1"),
    ),
]


@pytest.mark.parametrize(("a", "b"), APART, ids=lambda one: one.name)
def test_namesakes_stay_apart(a: Naming, b: Naming) -> None:
    assert len(joined(a, b)) == 2


def test_a_family_name_of_two_in_one_story_is_neither() -> None:
    actors = joined(person("Jussi Halla-aho", "FIN"), person("Maria Halla-aho", "FIN"), person("Halla-aho", "FIN"))
    assert sorted(actor.name for actor in actors) == ["Halla-aho", "Jussi Halla-aho", "Maria Halla-aho"]


def test_a_family_name_is_that_of_whom_the_story_names_far_oftener() -> None:
    bare = person("Niinistö")
    times = {person("Sauli Niinistö", "FIN"): 60, person("Ville Niinistö", "FIN"): 2, bare: 3}
    (chief,) = (actor for actor in join_namings(times) if bare in actor.namings)
    assert chief.name == "Sauli Niinistö"
    assert any("60 times" in one.why and "others 2" in one.why for one in chief.joined)


def test_words_that_only_describe_are_nobody() -> None:
    assert joined(Naming("two officials", "", "FIN", None, ("GOV",), None, "y1")) == ()


def test_everyone_of_a_state_is_counted_to_it() -> None:
    officials = Naming("two officials", "", "FIN", None, ("GOV",), None, "y1")
    times = {officials: 2, person("Sauli Niinistö", "FIN", qid="Q29207"): 3, person("Kaja Kallas", "EST"): 1}
    whole = join_country(times, "FIN")
    assert whole.times == 5 and officials in whole.namings and len(whole.namings) == 2


NAMES = st.sampled_from(
    ["Sauli Niinistö", "Niinistö", "Ville Niinistö", "Kaja Kallas", "Kallas", "K. Kallas", "Finland"]
)
NAMINGS = st.builds(
    Naming,
    NAMES,
    st.sampled_from(["person", "place", "organisation", ""]),
    st.sampled_from([None, "FIN", "EST", "UNO"]),
    st.sampled_from([None, "President"]),
    st.just(()),
    st.sampled_from([None, None, "Q1", "Q2"]),
    st.sampled_from(["y1", "y2"]),
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(NAMINGS, st.integers(1, 50), max_size=14), st.randoms(use_true_random=False))
def test_any_namings_are_put_to_one_actor_each_in_any_order(times: dict[Naming, int], by: random.Random) -> None:
    actors = join_namings(times)
    shuffled = list(times.items())
    by.shuffle(shuffled)
    assert join_namings(dict(shuffled)) == actors
    held = [naming for actor in actors for naming in actor.namings]
    assert len(held) == len(set(held))
    assert len({actor.key for actor in actors}) == len(actors)
    for actor in actors:
        assert len({naming.wikidata for naming in actor.namings if naming.wikidata}) < 2
        assert actor.times == sum(times[naming] for naming in actor.namings)
        assert 0 < actor.sure <= 1 and all(one.why for one in actor.joined)


def body(name: str) -> Naming:
    return Naming(name, "organisation", None, None, ("BUS",), None, "y1")


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        (body("Norsk Hydro ASA"), body("Norsk Hydro"), 1),
        (body("Nokian Tyres"), body("Nokia Oyj"), 2),
        (place("Guinea", None), person("Equatorial Guinea"), 2),
        (Naming("Guinea", "person", None, None, (), None, "y1"), person("Equatorial Guinea"), 2),
    ],
)
def test_legal_forms_tell_no_companies_apart_and_no_state_is_a_relative(
    one: Naming, other: Naming, number: int
) -> None:
    assert len(joined(one, other)) == number
