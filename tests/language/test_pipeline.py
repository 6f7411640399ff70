"""The shipped pipeline on text: offsets, boundaries, names, trees, and the same answer every time."""

from __future__ import annotations

import time
from collections.abc import Sequence

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from dateline.language import Language, load, predicates
from dateline.language.encoder.network import Encoder, Scores
from dateline.language.pipeline import WEIGHTS, Theirs
from dateline.model import Span

pytestmark = pytest.mark.skipif(not (WEIGHTS / "model.onnx").is_file(), reason="no weights beside the code")

TEXT = (
    "PARIS (AP) — French President Emmanuel Macron said Tuesday that NATO would not send troops to Ukraine.\n"
    "He met with German Chancellor Olaf Scholz in Berlin. No agreement was signed.\n"
    "“We will talk,” Macron told reporters"
)


@pytest.fixture(scope="module")
def language() -> Language:
    """The shipped pipeline."""
    return load()


def lines(text: str) -> list[Span]:
    """Each line as a paragraph."""
    spans, at = [], 0
    for line in text.split("\n"):
        if line:
            spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    return spans


def dump(doc: Doc) -> list[tuple[object, ...]]:
    """Every layer."""
    return [
        (t.idx, t.text, t.pos_, t.tag_, t.lemma_, t.dep_, t.head.i, str(t.morph), t.ent_iob_, t.ent_type_) for t in doc
    ]


def test_offsets_and_boundaries(language: Language) -> None:
    """`idx` cuts the given text; a paragraph without a full stop still ends."""
    doc = language.parse(TEXT, lines(TEXT))
    assert doc.text == TEXT
    assert all(TEXT[t.idx : t.idx + len(t)] == t.text for t in doc)
    starts = {s.start_char for s in doc.sents}
    assert {p.start for p in lines(TEXT)} <= starts
    assert TEXT.index("No agreement") in starts


def test_names(language: Language) -> None:
    """A title is no part of a name; a nationality is NORP."""
    found = {(e.text, e.label_) for e in language.parse(TEXT, lines(TEXT)).ents}
    assert {("Emmanuel Macron", "PERSON"), ("NATO", "ORG"), ("Ukraine", "LOC"), ("French", "NORP")} <= found


def test_who_said_what(language: Language) -> None:
    """The predicate layer stands on the shipped parse."""
    doc = language.parse(TEXT, lines(TEXT))
    said = next(p for p in predicates(doc) if p.lemma == "say")
    assert [doc[a.start : a.end].text for a in said.role("subject")] == ["French President Emmanuel Macron"]
    sent = next(p for p in predicates(doc) if p.lemma == "send")
    assert sent.negation is not None
    assert sent.parent == said.head


def test_neighbours_do_not_matter(language: Language) -> None:
    """A report's parse is the same alone, in company, and twice."""
    other = "Rain fell in Oslo. Nobody was hurt."
    alone = dump(language.parse(TEXT, lines(TEXT)))
    docs = list(language.pipe([(other, lines(other)), (TEXT, lines(TEXT)), (TEXT, lines(TEXT))]))
    assert dump(docs[1]) == dump(docs[2]) == alone


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "\ud83d", "x" * 100_000, "🙂" * 50, "Oslo\u00ad", "a\u00a0b", "\x00", "(" * 3000, "word " * 3000],
    ids=lambda t: repr(t[:6]),
)
def test_odd_input_gives_a_doc(language: Language, text: str) -> None:
    """Bad input is normal input: bounded time, one tree a sentence."""
    began = time.process_time()
    doc = language.parse(text, [Span(0, len(text))] if text else [])
    assert len(doc.text) == len(text)
    assert all(sum(t.head.i == t.i for t in s) == 1 for s in doc.sents if doc.has_annotation("DEP"))
    assert time.process_time() - began < 30
    assert isinstance(predicates(doc), tuple)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" \n.,-—“”'’()[]aA1\u00a0\u00ad\u200b\ud800"))))
def test_any_string_gives_a_doc(language: Language, text: str) -> None:
    """Whatever the characters: the text comes back, every sentence has one root, the layer on top holds."""
    doc = language.parse(text, [Span(0, len(text))] if text else [])
    assert doc.text == "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert not doc.has_annotation("DEP") or all(sum(t.head.i == t.i for t in s) == 1 for s in doc.sents)
    assert all(0 <= a.start <= a.head < a.end <= len(doc) for p in predicates(doc) for a in p.arguments)


@pytest.mark.parametrize(
    ("text", "second"),
    [
        ("He praised the north [Korea]. President Moon left.", "President"),
        ("The talks ended in Geneva (Switzerland). Foreign ministers left.", "Foreign"),
        ("Prices rose by 3.5%. President Lula welcomed it.", "President"),
        ("The office is at No. 10. Prime ministers live there.", "Prime"),
        ('The envoy left. "We are done," he said.', '"'),
    ],
)
def test_a_stop_and_a_capital_part_sentences(language: Language, text: str, second: str) -> None:
    """The encoder doubts such starts; the stop that is a word of its own decides."""
    doc = language.parse(text, [Span(0, len(text))])
    assert [s[0].text for s in doc.sents][1:] == [second]


def test_lemmas_have_no_unseen_characters(language: Language) -> None:
    """A soft hyphen stays in the word and out of its lemma."""
    doc = language.parse("They so\u00adlved it.", [Span(0, 16)])
    assert (doc[1].text, doc[1].lemma_) == ("so\u00adlved", "solve")


def test_hard_wrapped_lines_are_white_space(language: Language) -> None:
    """A line break inside a paragraph parts neither sentence nor name."""
    text = "The talks were held in New\nYork on Friday and ended\nwithout a deal."
    doc = language.parse(text, [Span(0, len(text))])
    assert len(list(doc.sents)) == 1
    assert "New\nYork" in [e.text for e in doc.ents]


def test_as_a_spacy_component() -> None:
    """Registered by name: spaCy's own pipelines can hold it."""
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline")
    made = nlp("Macron met Scholz in Berlin.")
    assert [t.dep_ for t in made].count("ROOT") == 1
    assert "Berlin" in [e.text for e in made.ents]


def test_any_spacy_pipeline_can_stand_in() -> None:
    """Another pipeline keeps our tokens and paragraphs; its GPE are our LOC."""
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Oslo"}])  # type: ignore[attr-defined]
    doc = Language("theirs", Theirs(nlp)).parse(TEXT.replace("Berlin", "Oslo"), lines(TEXT.replace("Berlin", "Oslo")))
    assert [(e.text, e.label_) for e in doc.ents] == [("Oslo", "LOC")]
    assert {p.start for p in lines(TEXT.replace("Berlin", "Oslo"))} <= {s.start_char for s in doc.sents}


def test_a_pipeline_that_is_not_installed_says_so() -> None:
    """The message is spaCy's and names the pipeline."""
    with pytest.raises(OSError, match="no_such_pipeline"):
        load("no_such_pipeline")


def test_a_sentence_without_end_is_looked_at_in_short_windows(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    scores = Encoder.scores

    def count(self: Encoder, words: Sequence[str], hard: Sequence[bool]) -> Scores:
        looked.append(len(words))
        return scores(self, words, hard)

    monkeypatch.setattr(Encoder, "scores", count)
    text = ("a's " * 3000).rstrip()
    doc = language.parse(text, [Span(0, len(text))])
    assert len(doc) == 6000
    assert sum(looked) < 3 * len(doc)
