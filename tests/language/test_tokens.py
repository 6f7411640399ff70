"""Words with exact offsets on text as pages have it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language.tokens import CutText, cut_text
from dateline.model import Span


def words(text: str) -> list[str]:
    """The words of one paragraph, white space left out."""
    made = cut_text(text, [Span(0, len(text))])
    return [w for w, blank in zip(made.words, made.blank, strict=True) if not blank]


def back(made: CutText) -> str:
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
        ("[Scholz], he said, [sic]", ["[", "Scholz", "]", ",", "he", "said", ",", "[", "sic", "]"]),
        ("said.“It rains”", ["said", ".", "“", "It", "rains", "”"]),
        ('"Never,"he said', ['"', "Never", ",", '"', "he", "said"]),
        ("Moscow:“No!”Then", ["Moscow", ":", "“", "No", "!", "”", "Then"]),
        ("“‘Never,’ he said”", ["“", "‘", "Never", ",", "’", "he", "said", "”"]),
        ("„Ja“, «Да»", ["„", "Ja", "“", ",", "«", "Да", "»"]),
        ("don´t, won`t", ["do", "n´t", ",", "wo", "n`t"]),
        ("Xi’an and Sana'a", ["Xi’an", "and", "Sana'a"]),
        ("LAGOS (AP) – Rain", ["LAGOS", "(", "AP", ")", "–", "Rain"]),
        ("WARSAW--Rain", ["WARSAW", "--", "Rain"]),
        ("wait…now...then", ["wait", "…", "now", "...", "then"]),
        ("the U.S.-led force", ["the", "U.S.", "-", "led", "force"]),
        ("(U.S.)The", ["(", "U.S.", ")", "The"]),
        ("in the U.S.The deal", ["in", "the", "U.S.", "The", "deal"]),
        ("in Kyiv.(AP)", ["in", "Kyiv", ".", "(", "AP", ")"]),
        ("Maj. Gen. and Lt. Col., etc.", ["Maj.", "Gen.", "and", "Lt.", "Col.", ",", "etc."]),
        ("No. 10 said no. Never", ["No.", "10", "said", "no", ".", "Never"]),
        ("$5bn or €3.5bn", ["$", "5", "bn", "or", "€", "3.5", "bn"]),
        ("•Rain •Snow", ["•", "Rain", "•", "Snow"]),
        ("1914–18", ["1914", "–", "18"]),
        ("so\u00adcalled do\u00adn’t", ["so\u00adcalled", "do\u00ad", "n’t"]),
        ("Oslo\u200b said.\u200b", ["Oslo\u200b", "said", ".\u200b"]),
        ("\ufeffOslo", ["\ufeffOslo"]),
        ("fine🙂🙂 thanks", ["fine", "🙂", "🙂", "thanks"]),
        ("\ud83dOslo", ["\ufffd", "Oslo"]),
        ("Rome\u2028Oslo\u2003Bern\tLima", ["Rome", "Oslo", "Bern", "Lima"]),
        ("ends without a stop", ["ends", "without", "a", "stop"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    """Words part as the treebanks part them."""
    assert words(text) == expected


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from(" \n.,-—“”'’´`()[]aAnNo1U\u00a0\u00ad\u200b\ufeff\ud800"))
    )
)
def test_every_text_comes_back(text: str) -> None:
    """Offsets are exact: the tokens give the text back, lone surrogates as U+FFFD."""
    spans = [Span(0, len(text))] if text else []
    plain = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    assert back(cut_text(text, spans)) == plain


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="aA.,“”'’-—()1\u00ad\u200b🙂", min_size=1, max_size=12), st.text(alphabet="bB.”!? \u00a0"))
def test_a_run_is_cut_the_same_wherever_it_stands(run: str, rest: str) -> None:
    """White space parts runs: what follows a blank does not change what stands before it."""
    alone, together = words(run), words(f"{run} {rest}")
    assert together[: len(alone)] == alone


def test_text_outside_paragraphs_is_blank() -> None:
    """A gap is one blank token; each paragraph starts hard."""
    made = cut_text("One two.\n\nmenu\n\nThree.", [Span(0, 8), Span(16, 22)])
    assert back(made) == "One two.\n\nmenu\n\nThree."
    assert [w for w, b in zip(made.words, made.blank, strict=True) if b] == ["\n\nmenu\n\n"]
    assert [w for w, h in zip(made.words, made.hard, strict=True) if h] == ["One", "Three"]


@pytest.mark.parametrize("spans", [[Span(4, 6), Span(0, 2)], [Span(0, 5), Span(4, 8)], [Span(0, 99)]])
def test_paragraphs_must_be_in_order_and_inside(spans: list[Span]) -> None:
    """Anything else is the caller's error, said at once."""
    with pytest.raises(ValueError, match="out of order or outside"):
        cut_text("One two three.", spans)


@pytest.mark.parametrize("token", ["x" * 100_000, '"' * 100_000, "a-" * 50_000, "http://" + "a." * 50_000])
def test_one_endless_token_takes_bounded_time(token: str) -> None:
    """100,000 characters without a blank are no trap."""
    began = time.perf_counter()
    assert back(cut_text(token, [Span(0, len(token))])) == token
    assert time.perf_counter() - began < 5


def test_a_mark_that_comes_endlessly_is_one_word() -> None:
    text = "Kim met a" + "\u0301" * 40_000 + " and " + "(" * 500 + "b" + "!," * 200
    made = cut_text(text, [Span(0, len(text))])
    assert back(made) == text
    assert list(made.words[:6]) == ["Kim", "met", "a", "\u0301" * 40_000, "and", "(" * 500]
    assert len(made.words) == 7 + 400
