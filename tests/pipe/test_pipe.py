"""Dateline as a spaCy component: what is told stands on `doc._`, and goes wherever the Doc goes."""

from __future__ import annotations

import pickle
from datetime import date
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import dateline
from dateline import Coding

FINLAND = "Finland signed a treaty with Norway in Oslo on Monday, the ministry said in a statement to reporters."
ESTONIA = "Estonia denied that it had attacked Latvia."


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = spacy.blank("en")
    made.add_pipe("dateline")
    return made


def test_events_statements_places_and_times_stand_on_the_doc(nlp: Language) -> None:
    doc = nlp(FINLAND)
    (event,) = doc._.events
    assert (event.label_, event._.event.type, event._.event.factuality.label) == ("SUPPORT", "SUPPORT", "happened")
    assert event.text.startswith("Finland signed a treaty with Norway")
    assert [span.text for span in event._.actors] == ["Finland", "Norway"]
    assert event._.recipients == ()
    (said,) = doc._.statements
    assert (said.label_, said._.speaker.text, said._.cue.text) == ("says", "the ministry", "said")
    assert said._.statement.id == said.id_
    assert [(span.text, span._.place.country) for span in doc._.places][-1] == ("Oslo", "NOR")
    assert [(span.text, span.label_, span._.when.kind) for span in doc._.times] == [("Monday", "DATE", "DATE")]
    other = doc[0:2]
    assert [other._.event, other._.statement, other._.place, other._.when, other._.speaker] == [None] * 5
    assert other._.actors == ()


def test_the_values_are_those_of_the_front_door(nlp: Language) -> None:
    doc = nlp(FINLAND)
    report = dateline.read(FINLAND, as_is=True)
    assert doc._.report == report
    assert isinstance(doc._.coding, Coding)
    assert doc._.coding == dateline.code(report)  # type: ignore[arg-type]
    assert doc._.coding.to_dict()["events"][0]["trigger"]["exact"] == "signed"


def test_the_parse_is_what_it_was(nlp: Language) -> None:
    doc = nlp("Macron met Scholz in Berlin.")
    assert [(token.text, token.pos_, token.lemma_) for token in doc][:2] == [
        ("Macron", "PROPN", "Macron"),
        ("met", "VERB", "meet"),
    ]
    assert [ent.text for ent in doc.ents] == ["Macron", "Scholz", "Berlin"]


def dates(doc: Doc) -> list[str | None]:
    return [event._.event.when and event._.event.when.value for event in doc._.events]


@pytest.mark.parametrize("given", ["2024-03-06", date(2024, 3, 6)])
def test_days_count_from_the_publication_date(nlp: Language, given: str | date) -> None:
    doc = nlp.make_doc(FINLAND)
    doc._.published = given
    assert dates(nlp(doc)) == ["2024-03-04"]
    ((by_context, context),) = nlp.pipe([(FINLAND, {"published": given, "row": 7})], as_tuples=True)
    assert dates(by_context) == ["2024-03-04"] and context["row"] == 7
    assert dates(nlp(FINLAND)) != ["2024-03-04"]


def test_what_is_no_date_says_so(nlp: Language) -> None:
    doc = nlp.make_doc(FINLAND)
    doc._.published = 2024
    with pytest.raises(TypeError, match="2024 is no publication date"):
        nlp(doc)


def test_words_that_are_no_iso_date_say_so(nlp: Language) -> None:
    doc = nlp.make_doc(FINLAND)
    doc._.published = "last week"
    with pytest.raises(ValueError, match="last week is no date"):
        nlp(doc)


@pytest.mark.parametrize("processes", [1, 2])
def test_many_texts_go_through_a_pipe(nlp: Language, processes: int) -> None:
    rows: list[tuple[str, Any]] = [(FINLAND, {"published": "2024-03-06"}), (ESTONIA, {"row": 2}), ("", {}), (" \n", {})]
    made = list(nlp.pipe(rows, as_tuples=True, batch_size=2, n_process=processes))
    assert [context for _, context in made] == [context for _, context in rows]
    assert [[span.label_ for span in doc._.events] for doc, _ in made] == [["SUPPORT"], ["ASSAULT"], [], []]
    assert dates(made[0][0]) == ["2024-03-04"]
    assert [span._.statement.stance for span in made[1][0]._.statements] == ["denies"]


def test_a_doc_keeps_it_on_the_disk_and_in_a_pickle(nlp: Language) -> None:
    doc = nlp(FINLAND)
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (back,) = DocBin().from_bytes(packed).get_docs(nlp.vocab)
    for one in (back, Doc(nlp.vocab).from_bytes(doc.to_bytes()), pickle.loads(pickle.dumps(doc))):
        assert one._.coding == doc._.coding
        assert [span.text for span in one._.events] == [span.text for span in doc._.events]
    (bare,) = DocBin(docs=[doc]).get_docs(nlp.vocab)
    assert (bare._.events, bare._.coding) == ((), None)


def test_a_pipeline_is_saved_and_loaded(nlp: Language, tmp_path: Any) -> None:
    nlp.to_disk(tmp_path / "nlp")
    loaded = spacy.load(tmp_path / "nlp")
    assert [span.label_ for span in loaded(ESTONIA)._.events] == ["ASSAULT"]
    assert pickle.loads(pickle.dumps(nlp.get_pipe("dateline")))(nlp.make_doc(ESTONIA))._.events


def test_what_others_wrote_on_the_doc_stays() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("span_ruler").add_patterns([{"label": "LAND", "pattern": "Norway"}])  # type: ignore[attr-defined]
    nlp.add_pipe("dateline")
    doc = nlp.make_doc(FINLAND)
    doc.cats["news"] = 1.0
    done = nlp(doc)
    assert [(span.text, span.label_) for span in done.spans["ruler"]] == [("Norway", "LAND")]
    assert done.cats == {"news": 1.0}


def test_only_the_parse_where_only_that_is_wanted() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline", config={"code": False})
    doc = nlp(FINLAND)
    assert doc[1].pos_ == "VERB" and doc._.events == () and doc._.coding is None


def test_what_is_not_coded_says_why(nlp: Language) -> None:
    doc = nlp("Das Parlament in Tallinn hat am Dienstag beschlossen, mehr Geld für den Schutz der Küste auszugeben.")
    assert doc._.coding.uncoded == "language de" and doc._.events == ()


def test_coding_needs_a_parse() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline_coding")
    with pytest.raises(ValueError, match=r"this Doc has none.*nlp\.add_pipe\(\"dateline\"\)"):
        nlp(FINLAND)


def test_coding_behind_our_parse_alone_reads_rows() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("dateline", config={"code": False})
    nlp.add_pipe("dateline_coding")
    assert [span.label_ for span in nlp(FINLAND)._.events] == ["SUPPORT"]


@pytest.mark.skipif(not spacy.util.is_package("en_core_web_sm"), reason="en_core_web_sm is not installed")
def test_coding_behind_a_pipeline_of_spacys_own() -> None:
    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("dateline_coding")
    doc = nlp(FINLAND)
    assert {ent.label_ for ent in doc.ents} & {"GPE"}, "its own types stay"
    assert [span.label_ for span in doc._.events] == ["SUPPORT"]
    assert {span.text for span in doc._.places} == {"Finland", "Norway", "Oslo"}
