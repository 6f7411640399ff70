"""Chains: what names, descriptions and pronouns of one report stand for. The sentences are ours."""

from __future__ import annotations

from functools import cache

import pytest

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
