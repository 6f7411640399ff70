"""Frames are decoded within sentences, one word a numbered role, whatever the scores say."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.language.encoder.frames import Filler, Frame, decode, renumber_frames
from dateline.language.encoder.network import Floats
from dateline.language.syntax.kinship import kinship

ROLES = ("", "ARG0", "ARG1", "ARGM-TMP")


def table_of(words: int, *claims: tuple[int, int, str, float]) -> Floats:
    """[predicates, words, roles] with score 1 for no role, and (row, word, role, score) as claimed."""
    rows = 1 + max(row for row, *_ in claims)
    table = np.zeros((rows, words, len(ROLES)), np.float32)
    table[..., 0] = 1
    for row, word, role, score in claims:
        table[row, word, ROLES.index(role)] = score
    return table


def test_who_did_what_when() -> None:
    """ "They met yesterday": both roles of the one predicate."""
    table = table_of(3, (0, 0, "ARG0", 5.0), (0, 2, "ARGM-TMP", 4.0))
    assert list(decode(table, np.array([1]), [0], ROLES)) == [Frame(1, (Filler("ARG0", 0), Filler("ARGM-TMP", 2)))]


def test_one_word_plays_a_numbered_role_but_many_a_circumstance() -> None:
    """The surer of two doers stays; both times stay."""
    claims = ((0, 0, "ARG0", 2.0), (0, 2, "ARG0", 3.0), (0, 3, "ARGM-TMP", 2.0), (0, 4, "ARGM-TMP", 3.0))
    (frame,) = decode(table_of(5, *claims), np.array([1]), [0], ROLES)
    assert frame.fillers == (Filler("ARG0", 2), Filler("ARGM-TMP", 3), Filler("ARGM-TMP", 4))


def test_roles_end_with_the_sentence() -> None:
    """A word of the next sentence is never asked; numbers count from the window's offset."""
    table = table_of(4, (0, 0, "ARG0", 5.0), (0, 3, "ARG1", 9.0))
    assert list(decode(table, np.array([1]), [0, 2], ROLES, 10)) == [Frame(11, (Filler("ARG0", 10),))]


def test_a_predicate_without_roles_is_no_frame() -> None:
    """Auxiliaries ask and get nothing."""
    assert list(decode(table_of(3, (0, 1, "ARG0", 9.0)), np.array([1]), [0], ROLES)) == []


def test_renumbered_to_tokens() -> None:
    """Blank tokens between words shift the numbers."""
    assert renumber_frames([Frame(1, (Filler("ARG0", 0),))], [0, 2]) == (Frame(2, (Filler("ARG0", 0),)),)
    assert Frame(2, (Filler("ARG0", 0),)).filler("ARG0") == 0
    assert Frame(2, (Filler("ARG0", 0),)).filler("ARG1") is None


def test_kinship() -> None:
    """ "They want to sign it": the doer of "sign" is its parent's child, a sibling."""
    heads = np.array([1, 1, 3, 1, 3])
    other, child, parent, sibling, grandchild, grandparent, uncle, nephew = range(8)
    assert kinship(heads, np.array([3, 1])).tolist() == [
        [sibling, parent, child, sibling, child],
        [child, child, grandchild, child, grandchild],
    ]
    assert kinship(heads, np.array([4]))[0].tolist() == [uncle, grandparent, sibling, parent, sibling]
    assert kinship(heads, np.array([0]))[0].tolist() == [sibling, parent, nephew, sibling, nephew]
    assert other == 0


@settings(max_examples=80, deadline=None)
@given(
    st.integers(2, 7).flatmap(
        lambda n: st.tuples(
            st.sets(st.integers(0, n - 1), min_size=1).map(sorted),
            st.sets(st.integers(1, n - 1)).map(lambda s: [0, *sorted(s)]),
            st.just(n),
        )
    ),
    st.data(),
)
def test_always_well_formed(shape: tuple[list[int], list[int], int], data: st.DataObject) -> None:
    """No role crosses a sentence, no word fills its own predicate, no numbered role comes twice."""
    predicates, starts, n = shape
    values = st.floats(-5, 5, width=16)
    table = data.draw(arrays.arrays(np.float32, (len(predicates), n, len(ROLES)), elements=values))
    borders = [*starts, n]
    for frame in decode(table, np.array(predicates), starts, ROLES):
        low = max(b for b in borders if b <= frame.predicate)
        high = min(b for b in borders if b > frame.predicate)
        assert all(low <= f.head < high and f.head != frame.predicate for f in frame.fillers)
        numbered = [f.role for f in frame.fillers if not f.role.startswith("ARGM")]
        assert len(numbered) == len(set(numbered))
        assert [f.head for f in frame.fillers] == sorted(f.head for f in frame.fillers)
