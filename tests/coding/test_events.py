"""Events: a sentence, and the record that a careful analyst would write of it.

Sides are countries (or names where no country is known); `told` is the factuality class.
"""

from __future__ import annotations

import pytest

from dateline.language import Language
from dateline.model import Event
from tests.coding.texts import LOST, coded


def sides(event: Event) -> tuple[str, ...]:
    return tuple(sorted(a.country or a.name for a in event.actors))


def targets(event: Event) -> tuple[str, ...]:
    return tuple(sorted(a.country or a.name for a in event.recipients))


Row = tuple[str, str, tuple[str, ...], tuple[str, ...], str]

RECORDS: list[Row] = [
    ("French President Emmanuel Macron met German Chancellor Olaf Scholz in Berlin on Thursday.",
     "CONSULT", ("DEU", "FRA"), (), "happened"),
    ("Turkey and Greece held talks in Ankara on Monday.", "CONSULT", ("GRC", "TUR"), (), "happened"),
    ("The talks between India and China in Delhi lasted three hours.", "CONSULT", ("CHN", "IND"), (), "happened"),
    ("Japan agreed to send ambulances to Ukraine.", "AGREE", ("JPN",), ("UKR",), "happened"),
    ("Canada signed a trade agreement with Indonesia on Tuesday.", "SUPPORT", ("CAN",), ("IDN",), "happened"),
    ("Norway donated vaccines to Kenya.", "AID", ("NOR",), ("KEN",), "happened"),
    ("Poland expelled three Russian diplomats.", "SANCTION", ("POL",), ("RUS",), "happened"),
    ("The United States imposed sanctions on Iran.", "SANCTION", ("USA",), ("IRN",), "happened"),
    ("Egypt urged Israel to open the border crossing.", "REQUEST", ("EGY",), ("ISR",), "happened"),
    ("Hungary refused to supply weapons to Ukraine.", "REJECT", ("HUN",), ("UKR",), "happened"),
    ("North Korea threatened to attack South Korea.", "THREATEN", ("PRK",), ("KOR",), "happened"),
    ("Armenia accused Azerbaijan of blocking the road.", "ACCUSE", ("ARM",), ("AZE",), "happened"),
    ("Russia bombed a hospital in Ukraine on Friday.", "ASSAULT", ("RUS",), ("UKR",), "happened"),
    ("Turkish police arrested two Syrian journalists in Istanbul.", "COERCE", ("TUR",), ("SYR",), "happened"),
    ("Ethiopia withdrew its troops from Somalia.", "RETREAT", ("ETH",), ("SOM",), "happened"),
    ("Colombian rebels released two hostages on Sunday.", "RETREAT", ("COL",), (), "happened"),
    ("Thousands of farmers protested in Warsaw against the government.", "PROTEST", (), ("POL",), "happened"),
    ("Belarus mobilised its army along the Lithuanian border.", "MOBILIZE", ("BLR",), (), "happened"),
    ("The prime minister of Australia apologised to East Timor.", "CONCEDE", ("AUS",), ("TLS",), "happened"),
    ("Chinese President Xi Jinping will visit Serbia next week.", "AGREE", ("CHN", "SRB"), (), "planned"),
    ("Slovakia said it would not accept the refugees.", "REJECT", ("SVK",), (), "happened"),
    ("The Norwegian minister was turned away at the border by Russia.", "REJECT", ("RUS",), ("NOR",), "happened"),
    ("Russia turned away the Norwegian minister at the border.", "REJECT", ("RUS",), ("NOR",), "happened"),
    ("The Norwegian minister was turned away at the border.", "REJECT", (), ("NOR",), "happened"),
    ("Polish border guards turned back the Belarusian ambassador at the crossing.", "REJECT", ("POL",), ("BLR",),
     "happened"),
    ("Latvia did not turn away the Estonian envoy at the border.", "REJECT", ("LVA",), ("EST",), "did-not-happen"),
    ("Poland turned away the migrants at the border.", "REJECT", ("POL",), (), "happened"),
]  # fmt: skip
LOST_RECORDS = ("Canada signed a trade agreement with Indonesia on Tuesday.",)  # Indonesia is an actor
MARKED = [pytest.param(*row, marks=LOST) if row[0] in LOST_RECORDS else row for row in RECORDS]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients", "told"), MARKED)
def test_one_sentence_one_record(
    language: Language, text: str, type_: str, actors: tuple[str, ...], recipients: tuple[str, ...], told: str
) -> None:
    _, coding = coded(language, text)
    found = [e for e in coding.events if e.type == type_]
    assert found, [(e.type, e.rule) for e in coding.events]
    event = found[0]
    if actors:
        assert sides(event) == actors
    if recipients:
        assert targets(event) == recipients
    assert event.factuality.label == told


NOTHING = [
    "The striker attacked from the left and beat two defenders before half-time.",
    "She has battled cancer for three years.",
    "The company fired its chief executive after profits fell.",
    "Beat the eggs, fold in the flour and leave the dough to rest for an hour.",
    "The novel tells of a boy who meets a dragon and fights it in the mountains.",
    "Shares in the bank rose 4 percent and hit a record high.",
    "The home team won the match with a late strike.",
    "The film struck a chord with critics.",
    "He died peacefully at the age of 87 and leaves three children.",
    "Heavy rain hit the coast and the river flooded the fields.",
    "The chef recommends serving the lamb with rosemary.",
    "Our critic was charmed by the opera's second act.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_sport_cooking_business_and_metaphor_are_no_politics(language: Language, text: str) -> None:
    _, coding = coded(language, text)
    assert coding.events == ()


def test_a_denial_is_not_a_deed(language: Language) -> None:
    report, coding = coded(
        language, "Russian President Vladimir Putin denied on Friday that Russia plans to sell missiles to Iran."
    )
    for event in coding.events:
        assert event.factuality.label not in ("happened", "ongoing", "habitual")
        assert [v.speaker.country for v in event.denied_by] == ["RUS"]
    assert any(s.stance == "denies" for s in coding.statements)
    assert "denied" in {report.text[s.cue.start : s.cue.end] for s in coding.statements if s.cue}


def test_nothing_signed_is_not_signed(language: Language) -> None:
    _, coding = coded(language, "A Turkish minister said that no gas contracts had been signed with Qatar.")
    signed = [e for e in coding.events if e.type in ("SUPPORT", "AGREE")]
    assert all(e.factuality.label in ("denied", "did-not-happen") for e in signed)


def test_the_source_of_a_claim_is_named(language: Language) -> None:
    _, coding = coded(language, "Iranian state media said that Israel bombed a factory in Isfahan.")
    (attack,) = [e for e in coding.events if e.type == "ASSAULT"]
    assert attack.said_by
    assert sides(attack) == ("ISR",)


def test_one_happening_told_twice_is_one_record(language: Language) -> None:
    _, coding = coded(
        language,
        "Russian President Vladimir Putin met Belarusian President Alexander Lukashenko in Sochi on Friday.\n\n"
        "The two presidents have seen each other often; Putin's meeting with Lukashenko lasted two hours.",
    )
    meetings = [e for e in coding.events if e.type == "CONSULT"]
    assert len(meetings) == 1
    assert len(meetings[0].mentions) == 2
    assert meetings[0].when is not None and meetings[0].when.value == "2023-09-15"
    assert meetings[0].where is not None and meetings[0].where.name == "Sochi"


def test_every_field_shows_its_words(language: Language) -> None:
    report, coding = coded(
        language,
        "At least 17 soldiers were killed when rebels attacked a base in northern Mali on Tuesday, the army said.",
    )
    assert coding.events
    for event in coding.events:
        spans = [event.evidence, event.trigger, *event.mentions, *(a.span for a in event.actors + event.recipients)]
        spans += [c.span for c in event.counts] + ([event.when.span] if event.when else [])
        assert all(0 <= s.start < s.end <= len(report.text) for s in spans)
    killed = [c for e in coding.events for c in e.counts if c.kind == "dead"]
    assert [(c.low, c.high) for c in killed] == [(17, None)]
