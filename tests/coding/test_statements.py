"""Statements: (text, who by which cue says what). The sentences are ours, about public facts."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.coding.cues import cues
from dateline.coding.statements import find_statements
from dateline.language import Parse, load
from dateline.language.pipeline import Language
from dateline.model import Part, Report, Span, Statement


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


def statements(text: str) -> tuple[Statement, ...]:
    report = report_of(text)
    return find_statements(report, Parse.of(english().parse(text, [part.span for part in report.parts])))


Row = tuple[str | None, str | None, str, tuple[str, ...]]


def rows(text: str) -> list[Row]:
    return [row(text, statement) for statement in statements(text)]


def row(text: str, statement: Statement) -> Row:
    name = statement.speaker.name if statement.speaker is not None else None
    cue = statement.cue.cut(text) if statement.cue is not None else None
    return name, cue, statement.stance, tuple(span.cut(text) for span in statement.content)


PAIRS: list[tuple[str, list[Row]]] = [
    ('"The bridge will open in May," said Mayor Sadiq Khan.',
     [("Sadiq Khan", "said", "says", ("The bridge will open in May,",))]),
    ('"The bridge is ready," the engineer said. "It will open in May."',
     [("engineer", "said", "says", ("The bridge is ready,", "It will open in May."))]),
    ("Olaf Scholz said that Germany would send tanks.",
     [("Olaf Scholz", "said", "promises", ("that Germany would send tanks",))]),
    ("According to the United Nations, half of the harvest was lost.",
     [("United Nations", "According to", "says", ("half of the harvest was lost",))]),
    ("Half of the harvest was lost, according to aid workers.",
     [("aid workers", "according to", "says", ("Half of the harvest was lost",))]),
    ("Moscow denied that its troops had crossed the border.",
     [("Moscow", "denied", "denies", ("that its troops had crossed the border",))]),
    ("The ports will stay shut, the ministry said.",
     [("ministry", "said", "says", ("The ports will stay shut",))]),
    ("Emmanuel Macron promised to visit Kyiv in June.",
     [("Emmanuel Macron", "promised", "promises", ("to visit Kyiv in June",))]),
    ("Antonio Guterres urged both sides to stop fighting.",
     [("Antonio Guterres", "urged", "demands", ("both sides to stop fighting",))]),
    ("Janet Yellen praised the new law.", [("Janet Yellen", "praised", "praises", ("the new law",))]),
    ("Officials in Ankara believe that the rebels will return.",
     [("Officials in Ankara", "believe", "believes", ("that the rebels will return",))]),
    ("The vote came after the Kremlin's claim that the town had fallen.",
     [("Kremlin", "claim", "claims", ("that the town had fallen",))]),
    ("The ministry did not mention the pipeline.", []),
    ("The minister declined to comment.", [("minister", "declined", "declines", ("to comment",))]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_one_statement(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


def test_a_speaker_is_found_across_sentences() -> None:
    text = "Angela Merkel spoke in Berlin on Monday. She said that the talks had failed."
    assert rows(text)[-1][0] == "Angela Merkel"


def test_two_cues_with_one_subject_are_two_statements() -> None:
    text = "Vladimir Putin denied that Russia plans to sell arms, but reiterated his interest in closer ties."
    assert [(name, cue, stance) for name, cue, stance, _ in rows(text)] == [
        ("Vladimir Putin", "denied", "denies"),
        ("Vladimir Putin", "reiterated", "says"),
    ]


def test_the_hearer_is_kept() -> None:
    (said,) = statements('"The road is open," Ursula von der Leyen told reporters.')
    assert said.addressee is not None
    assert said.addressee.name == "reporters"


def test_a_quotation_paragraph_speaks_on() -> None:
    text = '"The water came at night," the mayor said.\n"Nobody had warned us."'
    first, second = statements(text)
    assert second.cue is None
    assert first.speaker is not None
    assert second.speaker is not None
    assert second.speaker.name == first.speaker.name


def test_a_report_within_a_report_names_the_outer_one() -> None:
    text = "The BBC reported that Kyiv denied that the town had fallen."
    found = {s.cue.cut(text): s for s in statements(text) if s.cue}
    assert found["denied"].within == found["reported"].id


def test_straight_and_curly_marks_read_alike() -> None:
    straight = 'Joe Biden said: "We stand with Ukraine." He called the attack "an outrage".'
    curly = "Joe Biden said: “We stand with Ukraine.” He called the attack “an outrage”."
    assert [(s.content, s.cue, s.stance, s.quotation) for s in statements(straight)] == [
        (s.content, s.cue, s.stance, s.quotation) for s in statements(curly)
    ]


def test_another_paragraph_changes_no_earlier_statement() -> None:
    text = '"The bridge is ready," the engineer said. Olaf Scholz said that Germany had sent tanks.'
    more = text + "\nThe harvest was late this year, the ministry said."
    assert rows(text) == rows(more)[: len(rows(text))]


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aS said he X.,!?:\n\"'“”‘’„«»`-(", max_size=80))
def test_any_marks_are_read_and_spans_cut(text: str) -> None:
    for statement in statements(text):
        assert statement.content
        assert all(0 <= c.start < c.end <= len(text) for c in statement.content)
        assert statement.cue is None or statement.cue.cut(text).strip()


def test_every_cue_has_a_stance_and_frames() -> None:
    assert sum(kind == "verb" for _, kind in cues()) >= 350
    assert sum(kind == "noun" for _, kind in cues()) >= 80
