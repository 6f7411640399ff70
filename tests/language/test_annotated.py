"""Words under spaCy's names mean what spaCy means by them, and are read without it."""

import os
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dateline.language import AnnotatedText, load
from dateline.language import Parse as ReportParse
from dateline.model import Span as Letters

TEXT = "The ministers of Norway and Finland, who met in Oslo on Monday, said they won't sign it.\n\nNobody asked why."


def _paragraphs(text: str) -> list[Letters]:
    second = text.index("Nobody")
    return [Letters(0, second - 2), Letters(second, len(text))]


@st.composite
def docs(draw: st.DrawFn) -> Doc:
    """Any Doc in which every word hangs on a word and no circle is: trees that cross themselves too."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = list(range(size))
    for at in range(1, size):
        heads[order[at]] = draw(st.sampled_from([order[at], *order[:at]]))
    words = [draw(st.sampled_from(["ship", ",", '"', "Oslo", "of", "\n"])) for _ in range(size)]
    spaces = [draw(st.booleans()) for _ in range(size)]
    return Doc(Vocab(), words=words, spaces=spaces, heads=heads, deps=["dep"] * size)


@given(docs())
def test_words_hang_where_spacy_has_them(doc: Doc) -> None:
    text = AnnotatedText.of(doc)
    assert text.text == doc.text
    for word, token in zip(text, doc, strict=True):
        assert [w.i for w in word.lefts] == [t.i for t in token.lefts]
        assert [w.i for w in word.rights] == [t.i for t in token.rights]
        assert [w.i for w in word.children] == [t.i for t in token.children]
        assert [w.i for w in word.ancestors] == [t.i for t in token.ancestors]
        assert (word.left_edge.i, word.right_edge.i) == (token.left_edge.i, token.right_edge.i)
        assert (word.text, word.whitespace_, word.head.i) == (token.text, token.whitespace_, token.head.i)


@given(docs(), st.data())
def test_a_range_has_the_root_and_the_text_of_a_span(doc: Doc, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(doc) - 1))
    end = data.draw(st.integers(start + 1, len(doc)))
    ours, theirs = AnnotatedText.of(doc)[start:end], Span(doc, start, end)
    assert (ours.root.i, ours.text, len(ours)) == (theirs.root.i, theirs.text, len(theirs))


def test_words_print_as_spacy_prints_them() -> None:
    doc = Doc(Vocab(), words=["The", "ships", "sailed", "."], spaces=[True, True, False, False])
    text = AnnotatedText.of(doc)
    assert repr(text) == str(text) == repr(doc) == "The ships sailed."
    assert repr(text[0:2]) == str(text[0:2]) == repr(doc[0:2]) == "The ships"
    assert repr(text[1]) == str(text[1]) == repr(doc[1]) == "ships"


@given(docs(), st.data())
def test_letters_lead_to_the_words_of_a_span(doc: Doc, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(doc.text) - 1))
    end = data.draw(st.integers(start + 1, len(doc.text)))
    ours, theirs = AnnotatedText.of(doc).char_span(start, end), doc.char_span(start, end, alignment_mode="expand")
    assert ours is not None
    assert theirs is not None
    assert (ours.start, ours.end) == (theirs.start, theirs.end)


def test_what_our_encoder_says_is_the_same_with_and_without_a_doc() -> None:
    language = load()
    read = language.read(TEXT, _paragraphs(TEXT))
    again = AnnotatedText.of(language.parse(TEXT, _paragraphs(TEXT)))
    assert (read.columns, read.spaces, read.feats) == (again.columns, again.spaces, again.feats)
    assert (read.is_parsed, read.is_parted) == (again.is_parsed, again.is_parted) == (True, True)
    assert read.layers.keys() <= again.layers.keys()
    assert ReportParse.of(read).predicates == ReportParse.of(again).predicates != ()


def test_blanks_alone_are_read_too() -> None:
    language = load()
    for text, paragraphs in ((" ", []), ("\n\n \n", []), (" \n \n", [Letters(0, 1), Letters(2, 3)])):
        read, again = language.read(text, paragraphs), AnnotatedText.of(language.parse(text, paragraphs))
        assert (read.columns, read.is_parsed, read.is_parted) == (again.columns, again.is_parsed, again.is_parted)


def test_a_report_is_coded_without_spacy_once_its_rules_are_kept(tmp_path: Path) -> None:
    script = (
        "import sys, dateline\n"
        "page = dateline.Page(b'The ministers of Norway and Finland met in Oslo.', media='text/plain')\n"
        "assert dateline.code(dateline.read(page, as_is=True)).events\n"
        "print('spacy' in sys.modules)"
    )
    # A shelf of its own, empty at first: what other tests left, and whether this Python may keep any, decides nothing.
    env = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    starts = [
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=env
        ).stdout.strip()
        for _ in range(2)
    ]
    assert starts == ["True", "False"]
