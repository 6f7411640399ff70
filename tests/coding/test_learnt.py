"""Acts that the encoder proposes: what becomes of them, and of rows that it doubts.

The encoder is played here: each case says what it sees in which word, so that what coding makes of it is tested.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from spacy.tokens import Doc

from dateline.coding import Ontology, code, load_ontology, why
from dateline.language import Language, ToldAct
from dateline.model import Event, Page, Report
from dateline.reading import read

PARTS = ("", "actor", "recipient", "both", "when", "where", "count", "says", "denies")


def told(doc: Doc, word: str, type_: str, sure: float, parts: Mapping[str, str], mode: str | None = None) -> ToldAct:
    """What the encoder sees in `word`: `parts` word -> what it is to the act."""
    shares = np.zeros((len(doc), len(PARTS)), np.float32)
    shares[:, 0] = 1
    for token in doc:
        if token.text in parts:
            shares[token.i] = 0
            shares[token.i, PARTS.index(parts[token.text])] = 1
    at = next(token.i for token in doc if token.text == word)
    return ToldAct(at, sure, ((type_, sure),), mode, (("happened", 1.0),), 0, PARTS, shares)


def coded(
    language: Language,
    text: str,
    *seen: tuple[str, str, float, Mapping[str, str]],
    ontology: Ontology | None = None,
) -> tuple[Event, ...]:
    report, doc = parsed(language, text, *seen)
    return code(report, doc, ontology=ontology).events


def parsed(language: Language, text: str, *seen: tuple[str, str, float, Mapping[str, str]]) -> tuple[Report, Doc]:
    report = read(Page(text.encode()), as_is=True, published="2023-09-15")
    assert isinstance(report, Report)
    doc = language.parse(report.text, [part.span for part in report.parts])
    doc._.dateline_acts = tuple(told(doc, *one) for one in seen)
    return report, doc


BLAST = "Twelve shoppers lost their lives in a blast at a market in Mogadishu on Friday."


def test_an_act_that_no_row_knows_is_a_record_with_the_words_of_its_sides(language: Language) -> None:
    seen = ("blast", "ASSAULT", 0.93, {"shoppers": "recipient", "Twelve": "recipient", "Mogadishu": "where"})
    (event,) = coded(language, BLAST, seen)
    assert event.type == "ASSAULT"
    assert 0.7 < event.sure < 0.93  # what the encoder says, made a probability
    assert event.trigger.cut(BLAST) == "blast"
    assert [a.span.cut(BLAST) for a in event.recipients] == ["Twelve shoppers"]
    assert event.actors == ()
    assert event.where is not None and event.where.name == "Mogadishu"


def test_what_the_encoder_is_not_sure_of_is_none(language: Language) -> None:
    assert coded(language, BLAST, ("blast", "ASSAULT", 0.3, {"shoppers": "recipient"})) == ()


def test_a_row_that_the_encoder_finds_unlikely_is_none_and_why_says_so(language: Language) -> None:
    text = "Norway attacked Chile's record on forests."
    report, doc = parsed(language, text, ("attacked", "ASSAULT", 0.06, {}))
    assert [e.type for e in code(report, doc).events] == []
    (answer,) = [s for s in why(report, doc) if s.lemma == "attack"]
    assert answer.reason is not None and answer.reason.code == "unlikely"


def test_a_row_of_another_type_gives_way_to_a_sure_encoder(language: Language) -> None:
    text = "Norway attacked Chile's record on forests."
    seen = ("attacked", "ACCUSE", 0.9, {"Norway": "actor", "Chile": "recipient"})
    (event,) = coded(language, text, seen)
    assert event.type == "ACCUSE"
    assert [a.name for a in event.actors] == ["Norway"]


def test_types_of_ones_own_are_left_to_rows_and_may_take_what_the_encoder_sees(
    language: Language, tmp_path: Path
) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(
        "[types]\nVIOLENCE\t\t4\t-9\tno\t\tused force\tviolent force deed unclaimed\n"
        "[triggers]\nhail\tv\tVIOLENCE\t\t\t\tsubject\tobject\n",
        encoding="utf-8",
    )
    seen = ("blast", "ASSAULT", 0.93, {"shoppers": "recipient"})
    assert coded(language, BLAST, seen, ontology=load_ontology(own)) == ()
    with own.open("a", encoding="utf-8") as file:
        file.write("[learnt]\nASSAULT\tVIOLENCE\t\t\n")
    assert [e.type for e in coded(language, BLAST, seen, ontology=load_ontology(own))] == ["VIOLENCE"]


@pytest.mark.parametrize("bad", ["ASSAULT\tNOTHING\t\t", "ASSAULT\tASSAULT\tno-such-mode\t"])
def test_a_label_filed_under_no_type_is_refused(bad: str, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(f"extends PLOVER\n[learnt]\n{bad}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"is no (type|mode)"):
        load_ontology(own)


def test_rows_of_ones_own_are_believed_whatever_the_encoder_says(language: Language, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text(
        "extends PLOVER\n[triggers]\nhail\tv\tSUPPORT\t\t\t\tsubject\tobject\nblast\tn\t-\t\t\t\t\t\n",
        encoding="utf-8",
    )
    ontology = load_ontology(own)
    text = "Norway hailed Chile on Monday."
    assert [e.type for e in coded(language, text, ontology=ontology)] == ["SUPPORT"]
    assert coded(language, BLAST, ("blast", "ASSAULT", 0.93, {"shoppers": "recipient"}), ontology=ontology) == ()


ANYWHERE = (
    "Putin met Lukashenko, who offered on Monday to help, at the Sochi summit. Envoys from the German-brokered talks "
    "said that rebels had shot down a drone near Kidal, killing two; Mali denies it."
)


@pytest.mark.parametrize("type_", ["CONSULT", "ASSAULT", "AGREE", "PROTEST"])
def test_an_act_may_stand_in_any_word(language: Language, type_: str) -> None:
    _, doc = parsed(language, ANYWHERE)
    for word in {token.text for token in doc if not token.is_space}:
        for event in coded(
            language, ANYWHERE, (word, type_, 0.9, {"Putin": "both", "rebels": "actor", "drone": "recipient"})
        ):
            assert event.trigger.cut(ANYWHERE)


@pytest.mark.parametrize(
    ("telling", "least", "most"),
    [("did-not-happen", -3.0, -2.0), ("alleged", 0.0, 1.0), ("planned", 0.0, 1.5), ("happened", 1.5, 3.0)],
)
def test_the_class_that_the_encoder_gives_and_the_score_say_one_thing(
    language: Language, telling: str, least: float, most: float
) -> None:
    report, doc = parsed(language, BLAST)
    one = told(doc, "blast", "ASSAULT", 0.93, {"shoppers": "recipient", "Mogadishu": "where"})
    doc._.dateline_acts = (replace(one, tellings=((telling, 0.95),)),)
    (event,) = code(report, doc).events
    assert event.factuality.label == telling
    assert least <= event.factuality.score <= most
