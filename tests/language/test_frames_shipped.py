"""What the shipped weights say of roles and of commitment, on plain sentences."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from dateline.language import Language, load
from dateline.language.encoder.commitment import bound_scores, of_token
from dateline.language.encoder.frames import Unread, frames
from dateline.language.pipeline import WEIGHTS
from dateline.model import Span

pytestmark = pytest.mark.skipif(not (WEIGHTS / "model.onnx").is_file(), reason="no weights beside the code")


LOST = pytest.mark.xfail(reason="lost when the network learnt articles, December 2026", strict=True)


@pytest.fixture(scope="module")
def language() -> Language:
    """The shipped pipeline."""
    return load()


def parse(language: Language, text: str) -> Doc:
    """One paragraph."""
    return language.parse(text, [Span(0, len(text))])


def role(doc: Doc, predicate: str, name: str) -> str | None:
    """The word that fills role `name` of the predicate `predicate`."""
    found = next((f for f in frames(doc) if doc[f.predicate].text == predicate), None)
    head = found.filler(name) if found else None
    return None if head is None else doc[head].text


@pytest.mark.parametrize(
    ("text", "predicate", "name", "expected"),
    [
        ("France sent troops to Mali.", "sent", "ARG0", "France"),
        ("France sent troops to Mali.", "sent", "ARG1", "troops"),
        ("Troops were sent to Mali by France.", "sent", "ARG0", "France"),
        ("Troops were sent to Mali by France.", "sent", "ARG1", "Troops"),
        pytest.param("The minister refused to sign the treaty.", "sign", "ARG0", "minister", marks=LOST),
        ("The minister did not sign the treaty.", "sign", "ARGM-NEG", "not"),
        ("The two leaders met on Tuesday.", "met", "ARGM-TMP", "Tuesday"),
    ],
)
def test_roles(language: Language, text: str, predicate: str, name: str, expected: str) -> None:
    """Doers, what is done, refusals, passives."""
    assert role(parse(language, text), predicate, name) == expected


def commitment_to(language: Language, text: str, word: str) -> tuple[float, float]:
    """(happened, commitment) of the first token that reads `word`."""
    found = of_token(next(t for t in parse(language, text) if t.text == word))
    assert found is not None
    return found.happened, found.commitment


def test_a_fact_a_plan_and_a_denial_differ(language: Language) -> None:
    """What happened stands high on both; a plan on commitment alone; a denied event on neither."""
    fact = commitment_to(language, "Troops attacked the village on Monday.", "attacked")
    plan = commitment_to(language, "Troops will attack the village on Monday.", "attack")
    denial = commitment_to(language, "Troops did not attack the village on Monday.", "attack")
    assert min(fact) > 2
    assert plan[0] < 0.5 < 1 < plan[1] <= 3
    assert max(denial) < -1


def test_scores_stay_in_their_range() -> None:
    """Outputs beyond the scale are cut to it."""
    assert bound_scores(np.array([[4.0, -9.0]], np.float32)).tolist() == [[3.0, -3.0]]


def test_blanks_have_no_scores_and_other_pipelines_none_at_all(language: Language) -> None:
    """None tells "not judged" from "undetermined"."""
    doc = language.parse("It rained.\n\nIt stopped.", [Span(0, 10), Span(12, 23)])
    blank = next(t for t in doc if t.is_space)
    assert of_token(blank) is None
    assert doc[1]._.dateline_commitment == of_token(doc[1]) is not None
    assert spacy.blank("en")("It rained.")[1]._.dateline_commitment is None


def test_the_component_keeps_frames() -> None:
    """In a spaCy pipeline that parses alone, the Doc keeps the caller's data and gets the frames."""
    nlp = spacy.blank("en")
    doc = nlp("France sent troops.")
    doc.user_data["page"] = 7
    nlp.add_pipe("dateline", config={"code": False})
    done = nlp(doc)
    assert done.user_data["page"] == 7
    assert [done[f.predicate].text for f in frames(done)] == ["sent"]


def test_frames_are_read_when_asked_for_and_kept(language: Language) -> None:
    """Nothing is worked out before the first call, and nothing twice."""
    doc = parse(language, "France sent troops to Mali.")
    assert isinstance(doc._.dateline_frames, Unread)
    assert frames(doc) is frames(doc)
    assert len(frames(doc)) == 1


def test_a_text_without_predicates_has_no_frames(language: Language) -> None:
    """Nobody asks for roles."""
    assert frames(parse(language, "Monday, Paris")) == ()


def test_a_pickled_doc_takes_its_frames_along(language: Language) -> None:
    """Another process has no network to ask."""
    doc = parse(language, "France sent troops to Mali.")
    again = pickle.loads(pickle.dumps(doc))
    assert again._.dateline_frames == frames(again) == frames(doc)
