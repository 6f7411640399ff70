"""The counts below stories and wordings: what they are, and that they are those of scikit-learn to the last bit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from dateline.linking.term_counts import at_length_one, damped_counts, document_frequency, stop_words
from dateline.linking.wordings import content_words, word_vectors

WORDS = st.sampled_from(
    "ministers met in Geneva grain talks the ceasefire of grain ferries ferry naïve 東京 élan".split()
)
TEXTS = st.lists(st.lists(WORDS | st.text(max_size=4), max_size=30), max_size=12)


def test_terms_are_counted_and_damped() -> None:
    matrix, terms = damped_counts([["grain", "talks", "grain"], [], ["talks"]])
    assert terms == ("grain", "talks")
    assert matrix.toarray().tolist() == [[1 + math.log(2), 1.0], [0.0, 0.0], [0.0, 1.0]]
    assert document_frequency(matrix).tolist() == [1, 2]


def test_rows_come_to_length_one_and_empty_ones_stay() -> None:
    rows = at_length_one(sparse.csr_matrix(np.array([[3.0, 4.0], [0.0, 0.0]])))
    assert rows.toarray().tolist() == [[0.6, 0.8], [0.0, 0.0]]


@pytest.mark.parametrize("texts", [[], ["the of and"], ["", ""]])
def test_stretches_without_a_word_have_no_length(texts: list[str]) -> None:
    assert word_vectors(texts).shape == (len(texts), 1) and word_vectors(texts).nnz == 0


@pytest.fixture(scope="module")
def sklearn_text() -> object:
    """What the counts are held against; no dependency of Dateline."""
    return pytest.importorskip("sklearn.feature_extraction.text", reason="scikit-learn is not installed")


def _same(ours: sparse.csr_matrix, theirs: sparse.csr_matrix) -> bool:
    """Whether two matrices hold the same values in the same order, to the last bit."""
    parts = ("data", "indices", "indptr")
    return ours.shape == theirs.shape and all(
        np.array_equal(getattr(ours, part), getattr(theirs, part)) for part in parts
    )


@settings(deadline=None)
@given(texts=TEXTS)
def test_counts_are_those_of_scikit_learn(sklearn_text: object, texts: list[list[str]]) -> None:
    count = sklearn_text.TfidfVectorizer(  # type: ignore[attr-defined]
        analyzer=list, sublinear_tf=True, norm=None, use_idf=False
    )
    if not any(texts):
        return
    theirs = count.fit_transform(texts)
    ours, terms = damped_counts(texts)
    assert list(terms) == count.get_feature_names_out().tolist()
    assert _same(ours, theirs)


@settings(deadline=None)
@given(texts=TEXTS)
def test_vectors_are_those_of_scikit_learn(sklearn_text: object, texts: list[list[str]]) -> None:
    lines = [" ".join(words) for words in texts]
    if not any(map(content_words, lines)):
        return
    weigh = sklearn_text.TfidfVectorizer(analyzer=content_words, sublinear_tf=True)  # type: ignore[attr-defined]
    assert _same(word_vectors(lines), weigh.fit_transform(lines))


def test_stop_words_are_those_of_scikit_learn(sklearn_text: object) -> None:
    assert stop_words() == sklearn_text.ENGLISH_STOP_WORDS  # type: ignore[attr-defined]
