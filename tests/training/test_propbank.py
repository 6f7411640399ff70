"""Skeleton columns become frames whose arguments are head words."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from training.propbank import attach, columns, head_of, skeletons
from training.treebanks import Frame, Sentence, Word

SKELETON = [
    # The minister refused to sign : two predicates share the minister
    "x 0 0 [WORD] DT * - - (ARG0* (ARG0*",
    "x 0 1 [WORD] NN * - - *) *)",
    "x 0 2 [WORD] VBD * refuse refuse.01 (V*) *",
    "x 0 3 [WORD] TO * - - (ARG1* *",
    "x 0 4 [WORD] VB * sign sign.02 *) (V*)",
]
WORDS = [
    Word("The", upos="DET", head=1, relation="det"),
    Word("minister", upos="NOUN", head=2, relation="nsubj"),
    Word("refused", upos="VERB", head=-1, relation="root"),
    Word("to", upos="PART", head=4, relation="mark"),
    Word("sign", upos="VERB", head=2, relation="xcomp"),
]


def release(folder: Path) -> Path:
    """A release of one document with one sentence."""
    path = folder / "release.tgz"
    text = ("\n".join(SKELETON) + "\n\n").encode()
    with tarfile.open(path, "w:gz") as tar:
        info = tarfile.TarInfo("data/google/ewt/weblog/00/paper.example_1.xml.gold_skel")
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    return path


def test_columns_are_predicates_with_spans() -> None:
    """One column a predicate; V marks the predicate itself."""
    refused, sign = columns([row.split() for row in SKELETON])
    assert refused == (2, ((0, 2, "ARG0"), (2, 3, "V"), (3, 5, "ARG1")))
    assert sign == (4, ((0, 2, "ARG0"), (4, 5, "V")))


def test_a_span_is_named_by_the_word_whose_head_lies_outside() -> None:
    """ "The minister" by "minister", "to sign" by "sign"."""
    assert head_of(WORDS, 0, 2) == 1
    assert head_of(WORDS, 3, 5) == 4


def test_names_of_sentences_are_the_treebanks(tmp_path: Path) -> None:
    """The document's kind and name, and the sentence's number in four digits."""
    assert list(skeletons(release(tmp_path))) == ["weblog-paper.example_1-0001"]


def test_sentences_get_frames_where_the_words_agree(tmp_path: Path) -> None:
    """A sentence of another length keeps None: not annotated is not "no predicates"."""
    path = release(tmp_path)
    good = Sentence(WORDS, name="weblog-paper.example_1-0001")
    short = Sentence(WORDS[:3], name="weblog-paper.example_1-0001")
    assert attach([[good, short]], path) == (1, 1)
    assert good.frames == (Frame(2, ((1, "ARG0"), (4, "ARG1"))), Frame(4, ((1, "ARG0"),)))
    assert short.frames is None
