"""Denials: who denies which claim or deed, and what is no denial. (text, expected) pairs; the sentences are ours."""

from __future__ import annotations

import pytest

from dateline.coding.cues import cues, denial_words
from dateline.language import Language
from dateline.model import Event
from tests.coding.texts import LOST, coded, events

DENIES = [
    # a claim
    ("The company dismissed the claim as groundless.", "company"),
    ("Mali's government called the allegations of torture baseless.", "Mali's government"),
    ("The foreign ministry described the reports as absurd.", "foreign ministry"),
    ("The foreign ministry said the report was false.", "foreign ministry"),
    ("Claims that the dam had burst were untrue, a spokesman said.", "spokesman"),
    ("The army said reports that its soldiers had fled were baseless.", "army"),
    ("It is not true that the bank is bankrupt, its chairwoman said.", "chairwoman"),
    ("The minister said there was no truth in the rumour.", "minister"),
    ("The ministry said the story was a complete fabrication.", "ministry"),
    ('"These accusations are a lie," the ambassador said.', "ambassador"),
    ("The union rejected the idea that its members had leaked the file.", "union"),
    ("Officials ruled out terrorism as a motive.", "Officials"),
    # a deed laid to one's door
    ("Iran denies supplying drones to Russia.", "Iran"),
    ("The rebels denied involvement.", "rebels"),
    ("Rwanda said it was not behind the attack.", "Rwanda"),
    ("Rwanda said it had nothing to do with the killing.", "Rwanda"),
    ("The bank said it had no knowledge of the transfers.", "bank"),
    ('"We did not carry out this attack," said a spokesman for the rebels.', "spokesman for the rebels"),
    ("The banker said he was innocent.", "banker"),
    ("The captain insisted that he was not guilty of fraud.", "captain"),
    # what others claimed before
    ("Rebels said they had captured Bria. The government said the town had not been captured.", "government"),
]
NO_DENIAL = [
    # a negative report
    "The usher said the chairs had not come.",
    pytest.param("Police said they had not identified the body.", marks=LOST),
    "The police said there were no immediate reports of injuries.",
    "The police said no one else was hurt.",
    "She said she never imagined winning.",
    '"No deal was signed," the minister said.',
    # a refusal, a judgment, a vote
    "Congress denied funding for the wall.",
    "The state denies the convict a visa.",
    "The court dismissed the lawsuit.",
    "The president dismissed his interior minister.",
    "The parliament rejected the budget.",
    "The rebels rejected a ceasefire offer from the government.",
    "The premier ruled out a snap election.",
    "The prosecutor ignored the report.",
    "A hamlet in the hills rejects by referendum the plan for a quarry.",
    "The Supreme Court denies Elm Holdings v. Rowan County, a lawsuit over the dam.",
    "The farmers' league rejects last Friday's constitutional referendum.",
    # a denial that is itself denied
    "The mayor did not deny that the guards had beaten the miners in Ndola.",
    "The envoy neither confirmed nor denied that his country had sold the missiles.",
]


@pytest.mark.parametrize(("text", "who"), DENIES)
def test_who_denies(language: Language, text: str, who: str) -> None:
    found = [s for s in coded(language, text)[1].statements if s.stance == "denies"]
    assert [s.speaker.name if s.speaker else None for s in found] == [who]


@pytest.mark.parametrize("text", NO_DENIAL)
def test_what_is_no_denial(language: Language, text: str) -> None:
    assert [s.stance for s in coded(language, text)[1].statements if s.stance == "denies"] == []


# (text, type, told, said by, denied by)
REACHED = [
    # by a pronoun, in the sentence or the one before
    ("Ethiopia said Eritrean troops had shelled Mekelle on Monday; Eritrea denies it.",
     "ASSAULT", "alleged", ["Ethiopia"], ["Eritrea"]),
    ("Ukraine said Russia had shelled the port of Odesa on Monday. Russia denies this.",
     "ASSAULT", "alleged", ["Ukraine"], ["Russia"]),
    # by a word for a claim
    ("Jordan accused Syria of sending drones over the border. Damascus has rejected these accusations.",
     "MOBILIZE", "alleged", ["Jordan"], ["Damascus"]),
    ("Witnesses said the army had killed nine villagers in Borno. The army called the report fabricated.",
     "ASSAULT", "alleged", ["Witnesses"], ["army"]),
    # a part in what the text vouches for
    ("A bomb killed six soldiers in Mosul on Sunday. The rebels denied involvement.",
     "ASSAULT", "happened", [], ["rebels"]),
    # of what is false by somebody's words
    ("Rumours that the governor of Kano was killed last Tuesday are untrue, his office said.",
     "ASSAULT", "denied", [], ["office"]),
    ("Reports that Kenya had attacked Somalia on Tuesday are not true, the Kenyan defence ministry said.",
     "ASSAULT", "denied", [], ["Kenyan defence ministry"]),
    # of oneself
    ("Rwanda said it did not attack the camp in Goma on Friday.", "ASSAULT", "denied", [], ["Rwanda"]),
    ("Sudan's army dismissed claims that it bombed the market.", "ASSAULT", "denied", [], ["Sudan's army"]),
    # what nobody denies
    ("The mayor did not deny that the guards had beaten the miners in Ndola on Monday.",
     "ASSAULT", "happened", [], []),
    ("Turkey has never denied that it shelled the village in Syria in 2019.", "ASSAULT", "happened", [], []),
    ("The militia not only shot the judge but burned his house, residents said.",
     "ASSAULT", "happened", ["residents"], []),
]  # fmt: skip


def voices(event: Event) -> tuple[str, list[str], list[str]]:
    said, denied = ([v.speaker.name for v in those] for those in (event.said_by, event.denied_by))
    return event.factuality.label, said, denied


@pytest.mark.parametrize(("text", "kind", "told", "said", "denied"), REACHED)
def test_a_denial_reaches_what_it_denies(
    language: Language, text: str, kind: str, told: str, said: list[str], denied: list[str]
) -> None:
    assert [voices(e) for e in events(language, text) if e.type == kind] == [(told, said, denied)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway stopped short of expelling the envoy of Chad last Friday.",
        "The chancellor stopped short of accusing Russia on Friday.",
        "Instead of arresting the general, police saluted him.",
        "Far from condemning the coup, Togo praised it.",
    ],
)
def test_what_was_not_done_is_no_fact(language: Language, text: str) -> None:
    facts = [e.type for e in events(language, text) if e.factuality.label == "happened"]
    assert not {"SANCTION", "ACCUSE", "COERCE"} & set(facts)


@pytest.mark.parametrize("kind", sorted(denial_words()))
def test_every_kind_of_word_is_used(kind: str) -> None:
    assert denial_words()[kind], kind  # type: ignore[index]


def test_every_word_that_only_claims_deny_is_a_cue() -> None:
    known = {word for word, _ in cues()}
    assert denial_words()["refuse"] <= known
