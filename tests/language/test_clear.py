# ruff: noqa: E501  # a case a line: the table is the documentation
"""Pipelines that speak CLEAR: the same questions get the answers that Universal Dependencies would give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from dateline.language import load, predicates
from dateline.model import Span
from tests.language.test_predicates import doc, of, told

GAVE_TO = """
Oslo PROPN NNP 2 nsubj
gave VERB VBD 0 ROOT give
aid NOUN NN 2 dobj
to ADP IN 2 dative
Chad PROPN NNP 4 pobj
"""
GAVE_WHOM = """
Oslo PROPN NNP 2 nsubj
gave VERB VBD 0 ROOT give
Chad PROPN NNP 2 dative
aid NOUN NN 2 dobj
"""
DENIED_THAT = """
Riga PROPN NNP 2 nsubj
denied VERB VBD 0 ROOT deny
that SCONJ IN 6 mark
it PRON PRP 6 nsubj
had AUX VBD 6 aux have
paid VERB VBN 2 ccomp pay
"""
ACCUSED_OF = """
Lima PROPN NNP 2 nsubj
accused VERB VBD 0 ROOT accuse
Quito PROPN NNP 2 dobj
of ADP IN 2 prep
shelling VERB VBG 4 pcomp shell
villages NOUN NNS 5 dobj village
"""
TWO_AND_TWO = """
Oslo PROPN NNP 4 nsubj
and CCONJ CC 1 cc
Riga PROPN NNP 1 conj
signed VERB VBD 0 ROOT sign
treaties NOUN NNS 4 dobj treaty
and CCONJ CC 4 cc
opened VERB VBD 4 conj open
embassies NOUN NNS 7 dobj embassy
"""
DID_NOT = """
Cairo PROPN NNP 4 nsubj
did AUX VBD 4 aux do
not PART RB 4 neg
sign VERB VB 0 ROOT sign
"""
WHO_FLED = """
Troops NOUN NNS 5 nsubj troop
who PRON WP 3 nsubj
fled VERB VBD 1 relcl flee
Goma PROPN NNP 3 dobj
returned VERB VBD 0 ROOT return
"""
WHICH_WAS_HIT = """
The DET DT 2 det
port NOUN NN 6 nsubj
which DET WDT 5 nsubjpass
was AUX VBD 5 auxpass be
hit VERB VBN 2 relcl hit
burned VERB VBD 0 ROOT burn
"""
PASSIVE_RECIPIENT = """
Chad PROPN NNP 3 nsubjpass
was AUX VBD 3 auxpass be
given VERB VBN 0 ROOT give
aid NOUN NN 3 dobj
by ADP IN 3 agent
Oslo PROPN NNP 5 pobj
and CCONJ CC 6 cc
Riga PROPN NNP 6 conj
"""
URGED_TO = """
Berlin PROPN NNP 2 nsubj
urged VERB VBD 0 ROOT urge
Ankara PROPN NNP 2 dobj
to PART TO 5 aux
stop VERB VB 2 xcomp
"""
IS_A_MINISTER = """
She PRON PRP 2 nsubj
is AUX VBZ 0 ROOT be
no ADV RB 4 neg
longer ADV RBR 2 advmod
minister NOUN NN 2 attr
of ADP IN 5 prep
finance NOUN NN 6 pobj
"""
CARRIED_OUT = """
Rebels NOUN NNS 2 nsubj rebel
carried VERB VBD 0 ROOT carry
out ADP RP 2 prt
raids NOUN NNS 2 dobj raid
on ADP IN 4 prep
Mali PROPN NNP 7 poss
's PART POS 6 case
bases NOUN NNS 5 pobj base
"""
CASES = [
    ("a recipient behind to", GAVE_TO, "give", {("subject", "", "Oslo", False), ("object", "", "aid", False), ("oblique", "to", "Chad", False)}),
    ("a recipient without to", GAVE_WHOM, "give", {("subject", "", "Oslo", False), ("object", "", "aid", False), ("recipient", "", "Chad", False)}),
    ("a clause behind that", DENIED_THAT, "deny", {("subject", "", "Riga", False), ("clause", "that", "paid", False)}),
    ("a clause behind a preposition", ACCUSED_OF, "accuse", {("subject", "", "Lima", False), ("object", "", "Quito", False), ("clause", "of", "shelling", False)}),
    ("who does what is accused", ACCUSED_OF, "shell", {("subject", "", "Quito", True), ("object", "", "villages", False)}),
    ("two subjects", TWO_AND_TWO, "sign", {("subject", "", "Oslo", False), ("subject", "", "Riga", False), ("object", "", "treaties", False)}),
    ("the second verb takes both over", TWO_AND_TWO, "open", {("subject", "", "Oslo", True), ("subject", "", "Riga", True), ("object", "", "embassies", False)}),
    ("a relative clause is about its noun", WHO_FLED, "flee", {("subject", "", "Troops", True), ("object", "", "Goma", False)}),
    ("a passive relative clause too", WHICH_WAS_HIT, "hit", {("object", "", "port", True)}),
    ("the agents of a passive", PASSIVE_RECIPIENT, "give", {("object", "", "Chad", False), ("object", "", "aid", False), ("agent", "by", "Oslo", False), ("agent", "by", "Riga", False)}),
    ("object control", URGED_TO, "stop", {("subject", "", "Ankara", True)}),
    ("a copula hangs on what it says", IS_A_MINISTER, "be", {("subject", "", "She", False), ("predicative", "", "minister", False), ("oblique", "of", "finance", False)}),
    ("a particle belongs to its verb", CARRIED_OUT, "carry_out", {("subject", "", "Rebels", False), ("object", "", "raids", False)}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "lemma", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_arguments(rows: str, lemma: str, expected: set[tuple[str, str, str, bool]]) -> None:
    """Each tree gives the arguments that a reader would."""
    assert told(doc(rows), lemma) == expected


def test_negation_passive_and_links() -> None:
    """What stands beside the arguments."""
    assert of(doc(DID_NOT), "sign").negation == 2
    assert of(doc(IS_A_MINISTER), "be").negation == 2
    assert of(doc(PASSIVE_RECIPIENT), "give").passive
    denied = doc(DENIED_THAT)
    assert (of(denied, "pay").parent, of(denied, "pay").link, of(denied, "pay").perfect) == (1, "complement", True)
    assert of(doc(WHO_FLED), "flee").link == "relative"
    assert of(doc(TWO_AND_TWO), "open").link == "conjunct"


def test_a_long_document_takes_time_by_its_length() -> None:
    """Ten thousand copulas and prepositions in one sentence are no trap."""
    rows = (
        "Oslo PROPN NNP 2 nsubj\nis AUX VBZ 0 ROOT be\nready ADJ JJ 2 acomp\n"
        + "in ADP IN 2 prep\nMay PROPN NNP 4 pobj\n"
    )
    made = doc(rows)
    many = Doc.from_docs([made] * 2500)
    assert len(predicates(many)) == 2500


WORDS = {
    "Oslo": ("PROPN", "NNP", "nsubj", 1),
    "pays": ("VERB", "VBZ", "ROOT", 0),
    "rebels": ("NOUN", "NNS", "dobj", -1),
    ".": ("PUNCT", ".", "punct", -2),
    "\n": ("SPACE", "_SP", "dep", -1),
}
"""Class, tag, relation and the way to the head of all that the pipeline below knows."""


@SpacyLanguage.component("test_clear_parser")
def parser(given: Doc) -> Doc:
    """Stands for a trained pipeline: knows the words above."""
    rows = [WORDS[token.text] for token in given]
    strings = given.vocab.strings
    cells = [[strings.add(pos), strings.add(tag), strings.add(dep), step % 2**64] for pos, tag, dep, step in rows]
    return given.from_array(["POS", "TAG", "DEP", "HEAD"], np.array(cells, np.uint64))  # type: ignore[arg-type]


def test_an_installed_pipeline_by_its_name(tmp_path: Path) -> None:
    """What spaCy can load stands in for ours, over our tokens: offsets and paragraphs hold, CLEAR is understood."""
    nlp = spacy.blank("en")
    nlp.add_pipe("test_clear_parser")
    nlp.to_disk(tmp_path / "theirs")
    text = "Oslo pays rebels.\nOslo pays rebels."
    parsed = load(str(tmp_path / "theirs")).parse(text, [Span(0, 17), Span(18, 35)])
    assert parsed.text == text
    assert [s.start_char for s in parsed.sents] == [0, 18]
    first, second = (p for p in predicates(parsed) if p.kind == "verb")
    assert [(a.role, parsed[a.head].idx) for a in second.arguments] == [("subject", 18), ("object", 28)]
    assert first.finite
