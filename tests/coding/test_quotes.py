"""Quotation marks of every kind: which words stand between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.coding.quotes import find_quotes
from dateline.model import Span


def lines(text: str) -> list[Span]:
    out, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append(Span(at, at + len(line)))
        at += len(line) + 1
    return out


PAIRS = [
    ('"We will rebuild the bridge," she said. "Soon."', ["We will rebuild the bridge,", "Soon."]),
    ("“We will rebuild the bridge,” she said. “Soon.”", ["We will rebuild the bridge,", "Soon."]),
    ("''We will rebuild the bridge,'' she said. ''Soon.''", ["We will rebuild the bridge,", "Soon."]),
    ("‘We won’t pay,’ she said. ‘The workers’ union will.’", ["We won’t pay,", "The workers’ union will."]),
    ("'We won't pay,' she said of the workers' rights.", ["We won't pay,"]),
    ('She said "we agree”.', ["we agree"]),
    ("”The port is shut“ said the mayor.", ["The port is shut"]),
    ("He called the canal a “lifeline” of the region.", ["lifeline"]),
    ("“He told me ‘go home’ and I did,” she said.", ["He told me ‘go home’ and I did,"]),
    ('A 6\'2" mast carried a 5" light and the word "north".', ["north"]),
    ("The '90s were over and the ships' crews went home.", []),
    ("„Wir sind bereit“, said one, and «ici» the other.", ["Wir sind bereit", "ici"]),
    ('The road was never safe to use," the engineer said.', ["The road was never safe to use,"]),
    ("“The first half stands here.\n“The second half stands there,” he said.",
     ["The first half stands here.", "The second half stands there,"]),
    ("“Nobody closed this one", ["Nobody closed this one"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), PAIRS)
def test_words_between_marks(text: str, expected: list[str]) -> None:
    assert [quote.inner.cut(text) for quote in find_quotes(text, lines(text))] == expected


def test_a_quotation_that_is_opened_again_continues() -> None:
    text = "“One half.\n“The other half,” he said."
    first, second = find_quotes(text, lines(text))
    assert not first.closed
    assert second.continued


def test_a_quotation_runs_on_to_a_paragraph_that_only_closes_it() -> None:
    text = "“Rain fell for days.\nThen the river rose,” he said."
    first, second = find_quotes(text, lines(text))
    assert (first.closed, second.opened, second.continued) == (False, False, True)


marked = st.text(alphabet="ab A.,!?\n\"'“”‘’„«»`-0", max_size=120)


@given(marked)
def test_any_marks_give_spans_inside_their_paragraph(text: str) -> None:
    paragraphs = lines(text)
    for quote in find_quotes(text, paragraphs):
        assert quote.outer.contains(quote.inner)
        assert any(p.contains(quote.outer) for p in paragraphs)
        assert quote.inner.cut(text).strip() == quote.inner.cut(text)


words = st.lists(st.sampled_from(["rain", "fell", "on", "Minsk", "today"]), min_size=1, max_size=6).map(" ".join)


@given(st.lists(st.tuples(words, words), min_size=1, max_size=4))
def test_straight_marks_read_as_curly_ones(pieces: list[tuple[str, str]]) -> None:
    straight = " ".join(f'{said} "{quoted}," she said.' for said, quoted in pieces)
    curly = " ".join(f"{said} “{quoted},” she said." for said, quoted in pieces)
    assert [q.inner for q in find_quotes(straight, lines(straight))] == [
        q.inner for q in find_quotes(curly, lines(curly))
    ]
