"""Factuality: (sentence, word) → class and score. The sentences are ours."""

from __future__ import annotations

from functools import cache

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.coding.factuality import HEARD, Judge, judge
from dateline.coding.factuality.cue_table import cues
from dateline.language import Argument, Parse, Predicate, load
from dateline.language.pipeline import Language
from dateline.model import Factuality, Span
from tests.coding.texts import LOST


@cache
def english() -> Language:
    return load()


@pytest.fixture(scope="module")
def language() -> Language:
    return english()


def told(language: Language, text: str, word: str) -> Factuality:
    doc = language.parse(text, [Span(0, len(text))])
    head = next(token.i for token in doc if token.text == word)
    return judge(Parse.of(doc), head)


HAPPENED = [
    ("There is evidence that the navy shelled the harbour.", "shelled"),
    ("The court saw proof that the guards had fired.", "fired"),
    ("The meeting took place in Helsinki.", "meeting"),
    ("The navy rescued forty sailors on Tuesday.", "rescued"),
    ("Officials said the army entered the city.", "entered"),
    ("The rebels managed to capture the bridge.", "capture"),
    ("Ministers met after the army withdrew.", "withdrew"),
    ("The envoy regretted that talks had collapsed.", "collapsed"),
    ("The general admitted that his men had entered the village.", "entered"),
    ("The court did not only fine the firm but closed it.", "fine"),
    ("The attack on the harbour killed two guards.", "attack"),
]
OTHERS = [
    # of what nothing shows the outlet does not tell that it is so
    ("There is no evidence that the navy shelled the harbour on Tuesday.", "shelled", "did-not-happen"),
    ("There is no sign that Norway closed the border on Monday.", "closed", "did-not-happen"),
    ("There was no indication that the army entered the city.", "entered", "did-not-happen"),
    ("Inspectors found no evidence that Canada tested a missile.", "tested", "did-not-happen"),
    ("No evidence has emerged that the navy shelled the harbour.", "shelled", "did-not-happen"),
    ("There is no evidence of an attack on the harbour.", "attack", "did-not-happen"),
    ("It is not true that Norway expelled the ambassador.", "expelled", "did-not-happen"),
    ("It is false that Norway expelled the ambassador.", "expelled", "did-not-happen"),
    ("The attack on the harbour did not happen.", "attack", "did-not-happen"),
    ("The visit never took place.", "visit", "did-not-happen"),
    ("The post spread a false claim that Norway closed its border.", "closed", "alleged"),
    # planned: announced, promised, scheduled
    ("On Saturday, she is due to arrive in the harbour.", "arrive", "planned"),
    ("The two presidents will meet in Helsinki.", "meet", "planned"),
    ("The alliance plans to send more troops.", "send", "planned"),
    ("Canada promised to train the pilots.", "train", "planned"),
    # who does not admit it leaves it open
    ("Nobody at the ministry admitted that guards had beaten the miners.", "beaten", "possible"),
    ("The general did not acknowledge that his men had entered the village.", "entered", "possible"),
    # possible: expected, feared, allowed, conditional
    ("Washington believes that Pyongyang will likely supply shells.", "supply", "possible"),
    ("The union may strike next week.", "strike", "possible"),
    ("If the talks fail, the army could invade.", "invade", "possible"),
    ("The minister threatened to close the border.", "close", "possible"),
    ("Observers fear that the truce could collapse.", "collapse", "possible"),
    # who has not thought of it has not done it
    ("The minister is thinking about asking Finland for help.", "asking", "possible"),
    ("The minister had not thought about asking Finland for help.", "asking", "did-not-happen"),
    # one "no" denies the noun and its verb together, and once
    ("There was no response from the government.", "response", "did-not-happen"),
    ("The firm has not begun discussions with lenders.", "discussions", "did-not-happen"),
    # who sees no end of it sees all the same
    ("The envoy sees no end to the dispute.", "sees", "happened"),
    # of what the text says what it would do it does not say that it was
    ("Seoul warned that cooperation between its neighbours would have consequences.", "cooperation", "possible"),
    # what was proposed and turned down was not done
    ("The board rejected the offer to sell the port.", "sell", "did-not-happen"),
    # alleged
    ("The troops reportedly shelled the village.", "shelled", "alleged"),
    ("Prosecutors accused the colonel of ordering the raid.", "ordering", "alleged"),
    ("The alleged attack was filmed.", "attack", "alleged"),
    # denied by a source
    ("The president denied that Russia plans to break the embargo.", "plans", "denied"),
    ("The president denied that Russia plans to break the embargo.", "break", "denied"),
    ("A spokesman said no arms deals were signed during the visit.", "signed", "denied"),
    ("He rejected claims that the army shelled the town.", "shelled", "denied"),
    # undone
    ("No arms deals were signed.", "signed", "did-not-happen"),
    ("The two sides failed to reach an agreement.", "reach", "did-not-happen"),
    ("The minister refused to meet the envoy.", "meet", "did-not-happen"),
    ("Police prevented the crowd from storming the embassy.", "storming", "did-not-happen"),
    ("The delegation left without signing the treaty.", "signing", "did-not-happen"),
    ("The committee has yet to approve the budget.", "approve", "did-not-happen"),
    # going on, repeated
    ("Protesters are marching through the capital.", "marching", "ongoing"),
    ("Belarus has continued to host foreign troops.", "host", "ongoing"),
    ("The coast guard regularly turns back boats.", "turns", "habitual"),
]


@pytest.mark.parametrize(("text", "word"), HAPPENED)
def test_told_as_done(language: Language, text: str, word: str) -> None:
    found = told(language, text, word)
    assert (found.label, found.score >= 2) == ("happened", True), found


LOST_CLASS = ("arrive",)
MARKED = [pytest.param(*row, marks=LOST) if row[1] in LOST_CLASS else row for row in OTHERS]


@pytest.mark.parametrize(("text", "word", "expected"), MARKED)
def test_class(language: Language, text: str, word: str, expected: str) -> None:
    found = told(language, text, word)
    assert found.label == expected, found


@pytest.mark.parametrize(("text", "word", "expected"), OTHERS)
def test_score_fits_the_class(language: Language, text: str, word: str, expected: str) -> None:
    found = told(language, text, word)
    if expected in {"planned", "possible", "alleged"}:
        assert -1 < found.score < 2.6, found
    if expected == "did-not-happen":
        assert found.score <= -1, found


@pytest.mark.parametrize(
    ("text", "word", "cue"),
    [
        ("The two sides failed to reach an agreement.", "reach", "failed"),
        ("The union may strike next week.", "strike", "may"),
        ("The troops reportedly shelled the village.", "shelled", "reportedly"),
        ("He did not resign.", "resign", "not"),
    ],
)
def test_the_cue_is_shown(language: Language, text: str, word: str, cue: str) -> None:
    found = told(language, text, word)
    assert found.cue is not None
    assert found.cue.cut(text) == cue


def test_evidence_of_a_model_moves_the_score_and_not_the_class(language: Language) -> None:
    text = "The union may strike next week."
    doc = language.parse(text, [Span(0, len(text))])
    low, high = judge(Parse.of(doc), 3, evidence=-3.0), judge(Parse.of(doc), 3, evidence=3.0)
    assert high.score - low.score == pytest.approx(6 * HEARD, abs=0.01)
    assert low.label == high.label


def test_a_parse_takes_predicates_of_ones_own() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["They", "failed", "to", "agree"])
    above = Predicate(1, "fail", "verb", (Argument("clause", 3, 2, 4),), tense="past", finite=True)
    below = Predicate(3, "agree", "verb", markers=(2,), parent=1, link="complement")
    parse = Parse.of(doc, (above, below))
    assert judge(parse, 3).label == "did-not-happen"
    assert judge(parse, 1).label == "happened"


def test_without_a_parse_the_words_before_decide() -> None:
    doc = spacy.blank("en")("They did not attack.")
    assert judge(Parse.of(doc), 3).label == "did-not-happen"


def test_a_circle_of_governors_ends() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["said", "said"])
    circle = (
        Predicate(0, "say", "verb", tense="past", finite=True, parent=1, link="complement"),
        Predicate(1, "say", "verb", tense="past", finite=True, parent=0, link="complement"),
    )
    assert -3 <= judge(Parse.of(doc, circle), 0).score <= 3


def test_no_such_token() -> None:
    with pytest.raises(IndexError):
        judge(Parse.of(spacy.blank("en")("One word")), 7)


def test_every_row_of_the_table_can_be_used() -> None:
    table = cues()
    assert all(-1 <= g.positive <= 1 and -1 <= g.negative <= 1 for g in table.groups.values())
    assert set(table.groups.values()) >= set(table.embedding.values())


@settings(max_examples=40, deadline=None)
@given(text=st.text(st.sampled_from("abcN not. \"“'’?!,\nmay if said to"), max_size=60))
def test_any_string_can_be_judged(text: str) -> None:
    doc = english().parse(text, [Span(0, len(text))] if text else [])
    every = Judge(Parse.of(doc))
    for token in doc:
        found = every.of(token.i)
        assert -3 <= found.score <= 3
        assert found.cue is None or found.cue.cut(text)
