"""Saying that is negated, held back, taken back, supposed or asked is no statement: (text, what is still said)."""

from __future__ import annotations

import pytest

from dateline.coding.statements.unsaid import unsaid_words
from dateline.language import Language
from tests.coding.test_statements import rows
from tests.coding.texts import events

NOTHING_SAID = [
    # nobody
    "No minister has confirmed that guards beat the miners in Potosi.",
    "Neither army said that it had shelled the bridge.",
    "Nobody at the port admitted that the crane was broken.",
    "None of the parties claimed that the vote was stolen.",
    "Not a single witness said that the police fired first.",
    # negated cues
    "The ministry did not deny that its ships had crossed the line.",
    "The court never said that the election was void.",
    "The company has not announced that it will close the mine.",
    "The bishop did not condemn the shooting.",
    "The mayor did not apologise for the delay, nor did he admit that the pumps had failed.",
    "The spokeswoman would not say whether the talks had failed.",
    "The inspectors could not confirm that the well was safe.",
    "The union did not accuse the owners of fraud.",
    "The minister has not ruled out a tax on sugar.",
    # held back
    "The premier stopped short of saying that the navy had opened fire.",
    "The editors refrained from saying that the vote was bought.",
    "The bank failed to mention that the loan was overdue.",
    "The president left the hall without saying that he would resign.",
    "Instead of admitting that the dam had cracked, the firm sued the engineers.",
    "The treasurer avoided saying that the fund was empty.",
    # taken back
    "The agency withdrew its claim that the reactor was safe.",
    "The newspaper retracted a report that the judge had taken bribes.",
    # supposed and asked
    "If the general says that he gave the order, he will be tried.",
    "Did the minister say that the border was open?",
    "The governor should say that the bridge is unsafe.",
]

STILL_SAID = [
    ("The mayor declined to confirm that the road was mined.", ("declines", "to confirm that the road was mined")),
    ("The clerk refused to say whether the vote was valid.", ("declines", "to say whether the vote was valid")),
    ("Unions urged the minister to condemn the shooting.", ("demands", "the minister to condemn the shooting")),
    ("The bishop does not support the bill.", ("condemns", "the bill")),
    ("She did not think that the bridge would hold.", ("believes", "that the bridge would hold")),
    ("The rebels did not agree to leave the town.", ("declines", "to leave the town")),
    ("The bishop used the sermon to condemn the war.", ("condemns", "the war")),
    ("The minister not only said that the road was closed.", ("says", "that the road was closed")),
    ("The army did not announce until Monday that the pilot had died.", ("says", "that the pilot had died")),
    ("The minister did not hesitate to say that the road was closed.", ("says", "that the road was closed")),
]  # fmt: skip


@pytest.mark.parametrize("text", NOTHING_SAID)
def test_nothing_is_said(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(("text", "expected"), STILL_SAID)
def test_something_is_still_said(text: str, expected: tuple[str, str]) -> None:
    assert [(stance, *content) for _, _, stance, content in rows(text)] == [expected]


def test_the_cue_of_a_negated_thought_has_its_negation() -> None:
    ((_, cue, _, _),) = rows("She did not think that the bridge would hold.")
    assert cue == "did not think"


@pytest.mark.parametrize(
    "text",
    [
        "No minister has confirmed that guards shot the miners in Potosi.",
        "Neither army said that it had bombed the bridge.",
        "The spokesman did not say that the navy had attacked the ferry.",
        "Officials declined to confirm that rebels had killed the mayor.",
    ],
)
def test_what_nobody_says_is_not_told_as_done(language: Language, text: str) -> None:
    told = events(language, text)
    assert not [e for e in told if e.type == "ASSAULT" and e.factuality.label == "happened"]
    assert [voice for e in told for voice in e.said_by] == []


def test_every_class_of_the_table_has_words() -> None:
    assert all(unsaid_words().words.values())
