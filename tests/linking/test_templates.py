"""One form filled twice is no copy and no story: quakes, trials and title fights in an agency's set words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dateline.linking import find_text_reuse, group_stories, lineages, text_reuse_of
from dateline.linking.templates import filling
from dateline.model import Report

from .finland_texts import report

QUAKE = (
    "A {size}-magnitude earthquake shook the area around {town} in {country} early on {day}, sensors of the national"
    " observatory showed.",
    "Its centre lay {deep} kilometres under the ground, and walls cracked in villages as far as the coast, where people"
    " ran out into the streets in the dark.",
    "At least {dead} people died under falling roofs, the governor said, while the army flew tents and water to those"
    " who had lost their homes.",
    "Quakes are frequent in these hills, and after each of them engineers ask for laws on building that nobody keeps.",
)
BALA = {"size": "5.4", "town": "Bala", "country": "Turkey", "day": "Monday", "deep": "ten", "dead": "12"}
KHULM = {"size": "6.2", "town": "Khulm", "country": "Afghanistan", "day": "Monday", "deep": "ten", "dead": "31"}

TRIAL = (
    "A court in {town} on {day} sent a former mayor of the city to prison for {years} years over contracts for roads"
    " that were never built, the prosecutor's office of {country} said.",
    "Judges found that he had taken money from firms which then won every tender, and ordered that his house and two"
    " of his cars be sold to pay back a part of the sum.",
    "The defence called the ruling a political one and has a month to bring it before a higher court, as it did with"
    " success in an earlier case.",
)
VARNA = {"town": "Varna", "day": "Tuesday", "years": "six", "country": "Bulgaria"}
CLUJ = {"town": "Cluj", "day": "Friday", "years": "nine", "country": "Romania"}

BOUT = (
    "The champion from {country} kept his belt in {town} on {day} night after {rounds} rounds that were closer than the"
    " cards of the judges said.",
    "He was slower than in the spring and had to hold on when a left hand caught him, but the man from {other} never"
    " found the second blow that would have ended it.",
    "Both said that they would fight again, and their promoters spoke of a stadium and of more money than either of"
    " them has ever earned.",
)
LEEDS = {"country": "Ghana", "town": "Leeds", "day": "Saturday", "rounds": "12", "other": "Mexico"}
OSAKA = {"country": "Cuba", "town": "Osaka", "day": "Saturday", "rounds": "10", "other": "Panama"}


def _fill(form: tuple[str, ...], values: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(sentence.format_map(values) for sentence in form)


@pytest.mark.parametrize(("form", "one", "other"), [(QUAKE, BALA, KHULM), (TRIAL, VARNA, CLUJ), (BOUT, LEEDS, OSAKA)])
def test_one_form_filled_twice_is_two_texts_and_two_stories(
    form: tuple[str, ...], one: Mapping[str, str], other: Mapping[str, str]
) -> None:
    first, copy = report("a", _fill(form, one), day="2024-05-13"), report("b", _fill(form, one), day="2024-05-13")
    second = report("c", _fill(form, other), day="2024-05-20")
    reports = [first, copy, second]
    assert text_reuse_of(first, second).relation == "partial"
    related = find_text_reuse(reports)
    assert {line.reports for line in lineages(reports, related)} == {("a", "b"), ("c",)}
    assert group_stories(reports, related) == (("a", "b"), ("c",))


def test_the_stories_of_two_quakes_stay_apart_when_each_has_a_report_in_other_words() -> None:
    own = (
        "Rescuers in {town} dug with their hands for people under the roofs that fell in Monday's earthquake.",
        "The governor said that at least {dead} people were dead in {town} and the villages near it in {country}.",
    )
    reports = [
        report("a", _fill(QUAKE, BALA)),
        report("b", _fill(QUAKE, KHULM)),
        report("c", _fill(own, BALA)),
        report("d", _fill(own, KHULM)),
    ]
    groups = group_stories(reports, find_text_reuse(reports))
    assert not any({"a", "b"} <= set(group) for group in groups)


@pytest.mark.parametrize(
    "changed",
    [
        {"dead": "31"},
        {"dead": "31", "size": "5.6", "deep": "eight"},
        {"town": "Balâ"},
        {"town": "Haymana"},
        {"day": "Sunday", "dead": "14"},
    ],
    ids=["the toll rose", "numbers were mended", "a spelling", "the town was mended", "the day was mended"],
)
def test_a_version_with_other_numbers_or_one_other_name_is_a_version(changed: Mapping[str, str]) -> None:
    kin = text_reuse_of(report("a", _fill(QUAKE, BALA)), report("b", _fill(QUAKE, {**BALA, **changed})))
    assert kin.relation in ("copy", "update")


def test_what_is_named_at_equal_places_is_paired() -> None:
    found = filling(report("a", _fill(QUAKE, BALA)), report("b", _fill(QUAKE, KHULM)))
    assert {("name", "bala", "khulm"), ("name", "turkey", "afghanistan"), ("number", "12", "31")} <= found.differing
    assert ("weekday", "monday") in found.equal


def test_a_weekday_of_another_week_is_another_day() -> None:
    def reports(day: str) -> tuple[Report, Report]:
        return (
            report("a", _fill(QUAKE, BALA), day="2024-05-13"),
            report("b", _fill(QUAKE, KHULM), day=day),
        )

    assert ("weekday", "monday") in filling(*reports("2024-05-14")).equal
    later = filling(*reports("2024-05-20"))
    assert ("weekday", "monday") not in later.equal
    assert any(kind == "weekday" for kind, _, _ in later.differing)


def test_names_that_change_places_are_no_other_filling() -> None:
    one = report("a", ("The envoys of Chad and of Niger met on the border and signed a paper on wells and cattle.",))
    other = report("b", ("The envoys of Niger and of Chad met on the border and signed a paper on wells and cattle.",))
    assert not filling(one, other).differing


MARCH = (
    "Teachers marched through {town} on {day} to ask for smaller classes and for warm schools in the valley.",
    "Some {people} people walked from the station to the town hall, the police said, and no tram ran for an hour.",
    "“We shall be here until somebody answers,” a speaker of the union said on the steps of the town hall in the rain.",
    "The school board said that it would hear the teachers, and that money for new rooms would not come before summer.",
)


@pytest.mark.parametrize(
    ("people", "day", "relation"),
    [
        ("900", "2024-03-12", "partial"),  # the march of another Tuesday
        ("400", "2024-03-12", "copy"),  # the old text under a new date
        ("900", "2024-03-06", "copy"),  # the same Tuesday, counted again on Wednesday
        ("900", "2024-03-10", "copy"),  # and again on Sunday
    ],
)
def test_one_text_of_another_week_with_other_numbers_tells_of_that_week(people: str, day: str, relation: str) -> None:
    told = {"town": "Linz", "day": "Tuesday"}
    first = report("a", _fill(MARCH, {**told, "people": "400"}), day="2024-03-05")
    second = report("b", _fill(MARCH, {**told, "people": people}), day=day)
    assert text_reuse_of(first, second).relation == relation
    assert text_reuse_of(second, first).relation == relation
