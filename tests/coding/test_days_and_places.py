"""The day and the place of an event that its own words leave open: those of the meeting, the interview, the clause.

All reports are dated Friday 2023-09-15 where a test does not say otherwise.
"""

from __future__ import annotations

import pytest

from dateline.coding import code
from dateline.language import Language
from dateline.model import Page, Report
from dateline.reading import read
from tests.coding.texts import LOST, coded, events


def told(language: Language, text: str, type_: str) -> tuple[str | None, str | None]:
    """The day and the place of the one event of a type."""
    found = [e for e in events(language, text) if e.type == type_]
    assert len(found) == 1, [(e.type, e.rule) for e in events(language, text)]
    when, where = found[0].when, found[0].where
    return (when.value if when else None, where.name if where else None)


MEETINGS = [
    # the meeting has the day of what is told there
    (
        "The Finnish president condemned Russia on Tuesday during a meeting with Zelenskyy in Kyiv.",
        "CONSULT",
        ("2023-09-12", "Kyiv"),
    ),
    # what opens the sentence holds for both verbs
    (
        "Macron met Scholz in Berlin on Monday. At the meeting, Macron criticised Hungary but praised Poland.",
        "SUPPORT",
        ("2023-09-11", "Berlin"),
    ),
    # the week or day governs the clause
    ("The vote came in the same week that Biden met Widodo in Jakarta.", "CONSULT", ("2023-W37", "Jakarta")),
    # what has been so since is not of the day before it
    ("Erdogan let Russian troops cross in February 2022 but has ruled out sending ships.", "REJECT", (None, None)),
    # counted from the day of the main clause
    ("Erdogan spoke to reporters on Tuesday, a day after he met Putin in Sochi.", "CONSULT", ("2023-09-11", "Sochi")),
]


@pytest.mark.parametrize(("text", "type_", "expected"), MEETINGS)
def test_meetings_lend_and_take_days(
    language: Language, text: str, type_: str, expected: tuple[str | None, str | None]
) -> None:
    assert told(language, text, type_) == expected


SPOKEN = [
    # the interview of the report, named again
    (
        "Lula spoke about the war. He taped the interview on Sunday in Brasilia. In the interview, Lula also blamed "
        "the European Union for the failure of the talks.",
        "ACCUSE",
        "2023-09-10",
    ),
    ("Orban criticised Ukraine in a Monday interview with public radio.", "ACCUSE", "2023-09-11"),
    # one speaker, sentence after sentence
    ("Guterres said on Tuesday that the world was watching. He condemned Sudan.", "ACCUSE", "2023-09-12"),
    # another speaker in between, a perfect tense: not the same occasion
    ("Guterres said on Tuesday that the world was watching. Egypt condemned Sudan.", "ACCUSE", None),
    ("Guterres said on Tuesday that the world was watching. He has condemned Sudan.", "ACCUSE", None),
]


@pytest.mark.parametrize(("text", "type_", "day"), SPOKEN)
def test_what_is_said_has_the_day_of_its_utterance(language: Language, text: str, type_: str, day: str | None) -> None:
    assert told(language, text, type_)[0] == day


OTHERS = [
    ("OSLO, September 14 (NTB) - Norway has condemned Iran for the executions.", "ACCUSE"),
    pytest.param("The ship seized on Monday was attacked by Iranian drones.", "ASSAULT", marks=LOST),
]


@pytest.mark.parametrize(("text", "type_"), OTHERS)
def test_the_day_of_something_else_is_not_taken(language: Language, text: str, type_: str) -> None:
    assert told(language, text, type_)[0] is None


INCIDENTS = [
    # one force, sentence after sentence
    (
        "French soldiers freed a tanker in the Gulf of Guinea on Tuesday. The crew had hidden below deck. "
        "The soldiers seized five men.",
        "COERCE",
        ("2023-09-12", "Gulf of Guinea"),
    ),
    # background has other tenses, or a word that says so: its day is not told, if its place may be
    (
        "French soldiers freed a tanker in the Gulf of Guinea on Tuesday. The soldiers have seized five men.",
        "COERCE",
        (None, "Gulf of Guinea"),
    ),
    pytest.param(
        "French soldiers freed a tanker in the Gulf of Guinea on Tuesday. French soldiers recently seized five men.",
        "COERCE",
        (None, None),
        marks=LOST,
    ),
    # another day in between: the ship is where it was
    (
        "French soldiers freed a tanker in the Gulf of Guinea on Tuesday. Talks began on Wednesday. "
        "The soldiers seized five men.",
        "COERCE",
        (None, "Gulf of Guinea"),
    ),
]


TOGETHER = [
    ("A bomb exploded on Tuesday in a mosque in Kabul, killing two guards and wounding a minister.", "2023-09-12"),
    ("Villagers fled on Tuesday as Sudanese soldiers shelled a market in Darfur.", "2023-09-12"),
]


@pytest.mark.parametrize(("text", "day"), TOGETHER)
def test_what_goes_with_a_dated_verb_has_its_day(language: Language, text: str, day: str | None) -> None:
    assert told(language, text, "ASSAULT")[0] == day


@pytest.mark.parametrize(("text", "type_", "expected"), INCIDENTS)
def test_an_incident_goes_on_in_the_sentences_that_follow(
    language: Language, text: str, type_: str, expected: tuple[str | None, str | None]
) -> None:
    assert told(language, text, type_) == expected


def test_a_part_of_a_day_that_no_date_settles_is_a_day_too(language: Language) -> None:
    report = read(Page(b"Police arrested two activists in Minsk on Friday night."), as_is=True)
    assert isinstance(report, Report)
    found = code(report, language.parse(report.text, [part.span for part in report.parts])).events
    assert [e.when.value for e in found if e.when] == ["XXXX-WXX-5TNI"]


@LOST
def test_a_week_holds_for_the_whole_sentence(language: Language) -> None:
    text = "Scholz criticised Serbia last week, before a NATO summit where he urged Turkey to ratify."
    assert told(language, text, "REQUEST")[0] == "2023-W36"
    meeting = next(event for event in events(language, text) if event.type == "CONSULT")
    assert {actor.country for actor in meeting.actors} == {"IGO", "DEU"}
    assert meeting.when is not None
    assert meeting.when.value == "2023-W36"


def test_the_meeting_is_the_one_told_last_in_that_word(language: Language) -> None:
    text = (
        "Macron will meet Xi in Paris on Monday. Scholz and Meloni held a summit in Rome. Norway welcomed the meeting."
    )
    support = next(event for event in events(language, text) if event.type == "SUPPORT")
    assert {actor.country for actor in support.recipients} == {"FRA", "CHN"}


def test_a_meeting_that_is_only_named_is_the_planned_one(language: Language) -> None:
    text = "Macron will meet Xi in Paris on Monday. Macron expects little of his meeting with Xi."
    (only,) = (event for event in events(language, text) if event.nary)
    assert only.factuality.label == "planned"
    assert len(only.mentions) == 2


@LOST
def test_whoever_tells_about_the_talks_had_them(language: Language) -> None:
    text = "Biden flew to London. The American leader said that he would inform Sunak about the talks with Xi."
    talks = [event for event in events(language, text) if event.trigger.cut(text) == "talks"]
    assert [{actor.country for actor in event.actors} for event in talks] == [{"USA", "CHN"}]


PLACES = [
    # who does it stands behind a place and is none
    ("The plan was rejected at the summit by Hungary.", "REJECT", None),
    ("The plan was rejected at the summit in Tallinn by Hungary.", "REJECT", "Tallinn"),
    ("Dutch soldiers arrested six smugglers as they tried to land in Curacao.", "COERCE", "Curacao"),
    ("Spain and Morocco will hold Oslo talks on Monday.", "AGREE", "Oslo"),
    ("Spain and Morocco will hold Sudan talks on Monday.", "AGREE", None),
    (
        "Speaking at a conference in Doha, Guterres said that the world was watching. He condemned Sudan.",
        "ACCUSE",
        "Doha",
    ),
    ("Macron met Xi in France on Monday. Macron and Xi held their talks in Paris.", "CONSULT", "Paris"),
]


@pytest.mark.parametrize(("text", "type_", "place"), PLACES)
def test_the_narrowest_place_that_is_told_of_it(language: Language, text: str, type_: str, place: str | None) -> None:
    assert told(language, text, type_)[1] == place


def test_a_meeting_of_monday_is_the_one_that_the_report_plans_for_monday(language: Language) -> None:
    text = (
        "Emmanuel Macron will meet Olaf Scholz in Berlin on Monday. Monday's long-awaited meeting between Macron and "
        "Scholz is their first this year."
    )
    found = [e for e in coded(language, text, "2023-09-17")[1].events if e.nary]
    assert [(e.type, e.when and e.when.value, len(e.mentions)) for e in found] == [("AGREE", "2023-09-18", 2)]


def test_a_name_that_only_says_of_what_kind_a_thing_is_places_nothing(language: Language) -> None:
    text = "Emmanuel Macron lamented the state of Franco-German relations hours before a summit with Olaf Scholz."
    assert all(e.where is None for e in events(language, text))


def test_a_day_that_opens_the_next_clause_is_that_clause_s(language: Language) -> None:
    found = events(language, "Macron met Scholz in Berlin, but on Monday he criticised Poland.")
    assert [(e.type, e.when and e.when.value) for e in found] == [("CONSULT", None), ("ACCUSE", "2023-09-11")]
