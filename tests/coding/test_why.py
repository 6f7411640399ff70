"""Why there is an event or none: (sentence, word, the code of the answer, words that the answer must hold)."""

from __future__ import annotations

import pytest

from dateline.coding import Sighting, code, why
from dateline.language import Language
from dateline.model import Page, Report
from dateline.reading import read

RECORD = "event"

ANSWERS: list[tuple[str, str, str, str]] = [
    ("Russia put the Norwegian minister on a train.", "put", "conditions",
     "put as COERCE (triggers.tsv"),
    ("Russia put the Norwegian minister on a train.", "put", "conditions",
     "there is “a train”"),
    ("Russia put the Norwegian minister on a train.", "put", "conditions", "docs/ontology.md"),
    ("Russia turned away the Norwegian minister at the border.", "turned", RECORD, ""),
    ("Russia turned away the rain at the border.", "turned", "conditions", "migrant|people|plane|refugee|seeker|ship"),
    ("France teased Italy at the summit.", "teased", "no row", "no table has a row of “tease”"),
    ("Poland expelled three Russian diplomats.", "expelled", RECORD, ""),
    ("Japan promised to send ambulances to Ukraine.", "promised", RECORD, ""),
    ("Japan promised to send ambulances to Ukraine.", "send", "content", "“promised”"),
    ("Turkey held talks with Greece in Ankara.", "talks", "part", "“held”"),
    ("Britain met the deadline for the withdrawal.", "met", "no act", "deadline"),
    ("The chef attacked the waiter.", "attacked", "private", "none of its sides"),
    ("The carnival attacked the senses.", "attacked", "unlikely", "the encoder finds it unlikely"),
    ("Macron met Scholz in Berlin on Monday. Macron met Scholz for two hours.", "met", "told again", "told again"),
    ("If Russia invades Finland tomorrow, NATO will respond.", "invades", "only thought", "condition"),
    ("Norway condemned the attack on the port of Odesa.", "condemned", RECORD, ""),
]  # fmt: skip


def answers(language: Language, text: str) -> tuple[Sighting, ...]:
    report = read(Page(text.encode()), as_is=True, published="2023-09-15")
    assert isinstance(report, Report)
    doc = language.parse(report.text, [part.span for part in report.parts])
    seen = why(report, doc)
    assert {s.event for s in seen if s.event} == {e.id for e in code(report, doc).events}
    return seen


@pytest.mark.parametrize(("text", "word", "outcome", "words"), ANSWERS)
def test_a_word_has_an_answer(language: Language, text: str, word: str, outcome: str, words: str) -> None:
    found = [s for s in answers(language, text) if s.span.cut(text) == word]
    told = [(RECORD if s.reason is None else s.reason.code, "" if s.reason is None else s.reason.words) for s in found]
    assert any(code == outcome and words in said for code, said in told), told


def test_the_words_of_a_row_are_shown_up_to_twelve(language: Language) -> None:
    (seen,) = [s for s in answers(language, "Russia pushed back the rain at the border.") if s.lemma == "push"]
    assert seen.reason is not None
    assert "traveler|traveller|vessel, and there is" in seen.reason.words


def test_a_verb_beside_nobody_of_politics_is_not_listed(language: Language) -> None:
    assert answers(language, "The bakery opened on Monday.") == ()


def test_every_answer_is_a_record_or_a_reason(language: Language) -> None:
    for text in dict.fromkeys(row[0] for row in ANSWERS):
        for seen in answers(language, text):
            assert (seen.event is None) != (seen.reason is None), seen
