"""Where reported words begin and end: (text, cue, content). The sentences are ours, about public facts."""

from __future__ import annotations

import pytest

from tests.coding.test_statements import statements

BOUNDS = [
    # what stands beside a judged thing
    ("Angela Merkel praised the agreement after the vote.", "praised", ("the agreement",)),
    ("Angela Merkel praised the agreement in an interview.", "praised", ("the agreement",)),
    ("Jens Stoltenberg condemned the attack on Friday.", "condemned", ("the attack",)),
    ("The union criticised the law, which takes effect in May.", "criticised", ("the law",)),
    # another verb of the reporting clause
    ("Kofi Annan said the talks had failed, and he warned that war was near.", "said", ("the talks had failed",)),
    ("The ministry rejected the accusation and handed the case to Geneva.", "rejected", ("the accusation",)),
    # a participle that reports
    ("The minister said the ports were shut, adding that the airports were open.", "said", ("the ports were shut",)),
    # what governs the cue
    ("The Kremlin's claim that the town had fallen is false.", "claim", ("that the town had fallen",)),
    # brackets that open in the words close in them
    ("The paper denied that it wronged the Arab League (AL).", "denied", ("that it wronged the Arab League (AL)",)),
    # a cue put into the words
    ("The harvest, the ministry said on Friday, was the worst in years.", "said",
     ("The harvest", "was the worst in years")),
    ("The harvest, according to farmers, was the worst in years.", "according to",
     ("The harvest", "was the worst in years")),
    # the quotation before it, which has a cue of its own
    ('The pilot praised the crew, saying "they saved us." The cook added, "The boat sank fast."', "added",
     ("The boat sank fast.",)),
    # a quotation that only ends the words
    ('Not one bridge "was left standing," the engineer said.', "said",
     ('Not one bridge "was left standing,"',)),
    ('"I like the plan," the mayor said, but "it comes too late."', "said",
     ("I like the plan,", "it comes too late.")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "content"), BOUNDS)
def test_where_reported_words_begin_and_end(text: str, cue: str, content: tuple[str, ...]) -> None:
    found = {s.cue.cut(text): tuple(span.cut(text) for span in s.content) for s in statements(text) if s.cue}
    assert found.get(cue) == content


SIGNED = [
    ('"We lost the whole harvest." — Ban Ki-moon', "Ban Ki-moon"),
    ("“We lost the whole harvest.” ― Ban Ki-moon.", "Ban Ki-moon"),
    ("Christine Lagarde: Rates will stay where they are", "Christine Lagarde"),
]


@pytest.mark.parametrize(("text", "speaker"), SIGNED)
def test_words_signed_with_a_name(text: str, speaker: str) -> None:
    (said,) = statements(text)
    assert said.speaker is not None
    assert said.speaker.name == speaker


def test_a_title_in_quotation_marks_is_not_said() -> None:
    text = 'In his book "The Audacity of Hope," Barack Obama suggested that the Senate had changed.'
    assert [s.content[0].cut(text) for s in statements(text)] == ["that the Senate had changed"]


def test_a_colon_announces_the_next_paragraph() -> None:
    text = 'Christine Lagarde went on:\n"Inflation will fall next year."'
    (said,) = statements(text)
    assert said.speaker is not None
    assert said.speaker.name == "Christine Lagarde"
