"""Words with exact offsets on text as pages have it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language.tokens import Cut, cut
from dateline.model import Span


def words(text: str) -> list[str]:
    """The words of one paragraph, white space left out."""
    made = cut(text, [Span(0, len(text))])
    return [w for w, blank in zip(made.words, made.blank, strict=True) if not blank]


def back(made: Cut) -> str:
    """The text that the tokens give back."""
    return "".join(w + " " * s for w, s in zip(made.words, made.spaces, strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It won’t stop.", ["It", "wo", "n’t", "stop", "."]),
        ("Minsk's envoys", ["Minsk", "'s", "envoys"]),
        ("[Macron] left", ["[", "Macron", "]", "left"]),
        ("PARIS (AP) — Talks", ["PARIS", "(", "AP", ")", "—", "Talks"]),
        ("talks—held here—failed", ["talks", "—", "held", "here", "—", "failed"]),
        ("the U.S. said", ["the", "U.S.", "said"]),
        ("a Paris-based firm", ["a", "Paris", "-", "based", "firm"]),
        ("pro-Kyiv and anti-corruption", ["pro-Kyiv", "and", "anti-corruption"]),
        ("“Never,” he said", ["“", "Never", ",", "”", "he", "said"]),
        ("said.”It", ["said", ".", "”", "It"]),
        ("on 11/28/2000 at 10:30", ["on", "11/28/2000", "at", "10:30"]),
        ("the 2-1 win", ["the", "2", "-", "1", "win"]),
        ("Rome\u00a0and\u00a0Oslo", ["Rome", "and", "Oslo"]),
        ("a 5-year-old", ["a", "5", "-", "year", "-", "old"]),
        ("Really!! Yes and/or no", ["Really", "!!", "Yes", "and", "/", "or", "no"]),
        ("they cannot", ["they", "can", "not"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Words part as the treebanks part them."""
    assert words(text) == expected


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" \n.,-—“”'’()[]aA1\u00a0\u00ad\ud800"))))
def test_every_text_comes_back(text: str) -> None:
    """Offsets are exact: the tokens give the text back, lone surrogates as U+FFFD."""
    spans = [Span(0, len(text))] if text else []
    plain = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert back(cut(text, spans)) == plain


def test_text_outside_paragraphs_is_blank() -> None:
    """A gap is one blank token; each paragraph starts hard."""
    made = cut("One two.\n\nmenu\n\nThree.", [Span(0, 8), Span(16, 22)])
    assert back(made) == "One two.\n\nmenu\n\nThree."
    assert [w for w, b in zip(made.words, made.blank, strict=True) if b] == ["\n\nmenu\n\n"]
    assert [w for w, h in zip(made.words, made.hard, strict=True) if h] == ["One", "Three"]


@pytest.mark.parametrize("spans", [[Span(4, 6), Span(0, 2)], [Span(0, 5), Span(4, 8)], [Span(0, 99)]])
def test_paragraphs_must_be_in_order_and_inside(spans: list[Span]) -> None:
    """Anything else is the caller's error, said at once."""
    with pytest.raises(ValueError, match="out of order or outside"):
        cut("One two three.", spans)


@pytest.mark.parametrize("token", ["x" * 100_000, '"' * 100_000, "a-" * 50_000, "http://" + "a." * 50_000])
def test_one_endless_token_takes_bounded_time(token: str) -> None:
    """100,000 characters without a blank are no trap."""
    began = time.perf_counter()
    assert back(cut(token, [Span(0, len(token))])) == token
    assert time.perf_counter() - began < 5
