"""Chains: what names, descriptions and pronouns of one report stand for. The sentences are ours."""

from __future__ import annotations

from functools import cache

import pytest

from dateline.coding.actors import Actors
from dateline.coding.entities.chains import Chains, find_chains
from dateline.coding.quotes import find_quotes
from dateline.language import Parse, load
from dateline.language.pipeline import Language
from dateline.model import Part, Report, Span


@cache
def english() -> Language:
    return load()


def report_of(text: str) -> Report:
    parts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            parts.append(Part("paragraph", Span(at, at + len(line))))
        at += len(line) + 1
    return Report("p", text, tuple(parts))


def chains_of(text: str) -> Chains:
    report = report_of(text)
    paragraphs = [part.span for part in report.parts]
    return find_chains(report, Parse.of(english().parse(text, paragraphs)), find_quotes(text, paragraphs))


def taken_up(text: str, words: str) -> str | None:
    start = text.rindex(words)
    entity = chains_of(text).of(Span(start, start + len(words)))
    return None if entity is None else entity.name


SAME = [
    ("The Defence Ministry denied the report. The ministry said that no ship was lost.", "The ministry",
     "Defence Ministry"),
    ("Greenpeace published a map of the spill. The group called for a ban.", "The group", "Greenpeace"),
    ("Fires burned for days, according to the Greek Fire Service. The agency sent planes.", "The agency",
     "Greek Fire Service"),
    # a bare family name is not the relative's, nor one of two who met
    ("Macron landed in Oslo with first lady Brigitte Macron. Emmanuel Macron speaks today. Macron then left.",
     "Macron", "Emmanuel Macron"),
    ("The Biden-Putin summit began late. Joe Biden smiled. Vladimir Putin did not. Putin left.", "Putin",
     "Vladimir Putin"),
    ("Sister Carol Keehan praised the nominee. Keehan runs hospitals.", "Keehan", "Carol Keehan"),
    ("Angela Merkel flew to Kyiv. Merkel met officials there.", "Merkel", "Angela Merkel"),
    ("Kim Jong Un toured a plant. Later Kim Jong-un left. Kim Jong Un was seen on Friday.",
     "Kim Jong-un", "Kim Jong Un"),
    ("Russian President Vladimir Putin spoke first. The Russian leader then left.",
     "The Russian leader", "Vladimir Putin"),
    ("Alexander Lukashenko, the president of Belarus, met Vladimir Putin, the president of Russia. "
     "The Belarusian leader stayed overnight.", "The Belarusian leader", "Alexander Lukashenko"),
    ("Kremlin spokesman Dmitry Peskov called the report false. The spokesman gave no details.",
     "The spokesman", "Dmitry Peskov"),
    ("Jacinda Ardern resigned in January. She had led the country since 2017.", "She", "Jacinda Ardern"),
    ("Angela Merkel welcomed Emmanuel Macron in Berlin. She thanked him for the visit.", "She", "Angela Merkel"),
    ("Angela Merkel welcomed Emmanuel Macron in Berlin. She thanked him for the visit.", "him", "Emmanuel Macron"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), SAME)
def test_words_that_take_up_a_name(text: str, words: str, name: str) -> None:
    assert taken_up(text, words) == name


NAMESAKES = [
    # of two of a family name: title, office, gender of the pronoun, kin, age, use; else nobody
    ("Ann Moore met Paul Moore in Denver. Mrs. Moore left early.", "Moore", "Ann Moore"),
    ("Senator Ann Moore met Governor Paul Moore in Denver. Gov. Moore left early.", "Moore", "Paul Moore"),
    ("Sen. Ann Moore met Gov. Paul Moore in Denver. Sen. Moore left early.", "Moore", "Ann Moore"),
    ("Paul Moore and Ann Moore came to Denver. Moore said she would stay.", "Moore", "Ann Moore"),
    ("Paul Moore and Ann Moore came to Denver. Moore lost his case.", "Moore", "Paul Moore"),
    ("Paul Moore runs a farm in Iowa. Moore grows maize. His brother, Peter Moore, sells it. Moore was fined.",
     "Moore", "Paul Moore"),
    ("Lee Sang-min and his son, Lee Do-yun, moved to Seoul. The younger Lee found work.", "Lee", "Lee Do-yun"),
    ("Lee Sang-min and his son, Lee Do-yun, moved to Seoul. The elder Lee found work.", "Lee", "Lee Sang-min"),
    ("First lady Ann Moore opened a school. Moore read a story. Moore left early.", "Moore", "Ann Moore"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), NAMESAKES)
def test_a_family_name_of_several(text: str, words: str, name: str) -> None:
    assert taken_up(text, words) == name


TAKEN_UP = [
    # what opens a sentence looks ahead to its subject
    ("In his speech, Angela Merkel's rival Olaf Scholz praised her. At the end of his term, Paul Moore left Denver.",
     "his", "Paul Moore"),
    ("While she was a judge, Ann Moore lived in Denver.", "she", "Ann Moore"),
    # the subject of a passive is as much a subject
    ("Paul Moore met Peter Hale in Iowa. Hale was fined. He lost his licence.", "He", "Peter Hale"),
    # who spoke last goes on; who is dead does not
    ("Peter Hale was killed on Friday. Hale came to work early, Luke Moss said. Hale had no enemies. "
     '"We will miss our friend," he said.', "he", "Luke Moss"),
    # what a copula says is of its subject
    ("Paul Moore spoke first. Luke Moss was the man who found the boat.", "the man", "Luke Moss"),
    # kin, by the word beside the name
    ("Kim Jong Un sent his sister, Kim Yo Jong, to Seoul. Kim Jong Un stayed at home. His sister left on Sunday.",
     "His sister", "Kim Yo Jong"),
    # relations, by the state or by there being one other
    ("Russian President Vladimir Putin met Belarusian President Alexander Lukashenko. "
     "Putin thanked his Belarusian ally.", "his Belarusian ally", "Alexander Lukashenko"),
    ("The Polish foreign minister, Ann Moore, met Paul Hale, the Dutch foreign minister. She thanked her counterpart.",
     "her counterpart", "Paul Hale"),
    ("Russian President Vladimir Putin flew to Minsk. The Kremlin chief stayed a day.", "The Kremlin chief",
     "Vladimir Putin"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "name"), TAKEN_UP)
def test_whom_pronouns_and_relations_take_up(text: str, words: str, name: str) -> None:
    assert taken_up(text, words) == name


NOBODY = [
    ("Paul Moore looked out. After two hours the gunman gave himself up.", "himself"),
    ("Former President Paul Moore spoke in Iowa. He said the president was wrong.", "the president"),
    ('"[T]he House will vote," Paul Moore said.', "he"),
    (
        "Ann Moore met Paul Hale, a minister, and Luke Moss, a minister. Moore thanked her counterpart.",
        "her counterpart",
    ),
]


@pytest.mark.parametrize(("text", "words"), NOBODY)
def test_words_that_take_up_nobody_named(text: str, words: str) -> None:
    assert taken_up(text, words) is None


def test_the_tables_tell_what_a_description_needs() -> None:
    text = "Vladimir Putin met Alexander Lukashenko in Minsk. The Kremlin chief thanked his Belarusian ally."
    report = report_of(text)
    parse = Parse.of(english().parse(text, [part.span for part in report.parts]))
    chains = find_chains(report, parse, (), lambda name: Actors.load().office_words(name, "2023-05"))
    found = {link.span.cut(text): link.entity for link in chains.links if link.how == "description"}
    named = {words: chains.entities[number].name for words, number in found.items() if number is not None}
    assert named == {"The Kremlin chief": "Vladimir Putin", "his Belarusian ally": "Alexander Lukashenko"}


def test_a_family_name_that_nothing_settles_is_nobody_known() -> None:
    assert taken_up("Paul Moore and Peter Moore came to Denver. Moore bought a farm.", "Moore") == "Moore"


def test_a_parent_of_like_name_is_somebody_else() -> None:
    text = "Ann Moore sang in Rome. Her mother, Ann Lee Moore, stayed at home."
    assert {e.name for e in chains_of(text).entities if e.kind == "person"} == {"Ann Moore", "Ann Lee Moore"}


def test_a_description_of_another_state_is_left_alone() -> None:
    text = "Russian President Vladimir Putin spoke first. The French leader listened."
    assert taken_up(text, "The French leader") is None


def test_two_persons_with_one_surname_stay_two() -> None:
    entities = chains_of("Bill Clinton spoke in Iowa. Hillary Clinton spoke in Ohio.").entities
    assert {e.name for e in entities if e.kind == "person"} == {"Bill Clinton", "Hillary Clinton"}


def test_mentions_and_roles_cut_the_words() -> None:
    text = "Kremlin spokesman Dmitry Peskov spoke on Monday. Peskov took no questions."
    report = report_of(text)
    parse = Parse.of(english().parse(text, [part.span for part in report.parts]))
    person = next(e for e in find_chains(report, parse).entities if e.kind == "person")
    assert [m.cut(text) for m in person.mentions] == ["Dmitry Peskov", "Peskov"]
    assert [r.cut(text) for r in person.roles] == ["Kremlin spokesman"]


def test_a_pronoun_without_a_candidate_stands_for_nobody() -> None:
    assert taken_up("It rained all week. He stayed at home.", "He") is None


def test_another_paragraph_changes_no_earlier_link() -> None:
    text = "Angela Merkel welcomed Emmanuel Macron in Berlin. She thanked him for the visit."
    more = text + "\nThe harvest in Ukraine was late this year."
    before, after = chains_of(text), chains_of(more)
    assert [(k.span, k.how, k.entity) for k in before.links] == [
        (k.span, k.how, k.entity) for k in after.links if k.span.end <= len(text)
    ]
