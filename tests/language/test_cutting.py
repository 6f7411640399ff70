"""Runs of characters are cut as spaCy's own tokenizer cuts them, without it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

from dateline.language.cutting import Cutter
from dateline.language.tokens import cutter

_EXCEPTIONS = {"can't": ("ca", "n't"), "a.m.": ("a.m.",), "10a.m.": ("10", "a.m."), ":(": (":(",), "I'm": ("I", "'m")}
_PREFIX = re.compile(r"^[(\"'$]|^\.\.+")
_SUFFIX = re.compile(r"[)\"'.,!]$|'s$|(?<=\d)km$")
_INFIX = re.compile(r"(?<=[a-z])[-/:(](?=[a-z])|\.\.+|(?=@)")
_WHOLE = re.compile(r"(?:https?://|www\.)\S+$|\d[\d.,]*\d$")


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("(can't)", ["(", "ca", "n't", ")"]),
        ("10a.m.,", ["10", "a.m.", ","]),
        ("well-known", ["well", "-", "known"]),
        ("www.ours.net", ["www.ours.net"]),
        ("1,000", ["1,000"]),
        ("7km.", ["7", "km", "."]),
        ("...", ["..."]),
    ],
)
def test_a_run_is_cut(run: str, words: list[str]) -> None:
    assert _ours().words(run) == words


@given(st.text(alphabet="(\"'$.,!s)-/:@aIkm10nt ca".replace(" ", ""), max_size=14))
def test_any_run_is_cut_as_spacy_cuts_it(run: str) -> None:
    assert "".join(_ours().words(run)) == run
    assert _ours().words(run) == [token.text for token in _THEIRS(run)]


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("Paris-based", ["Paris", "-", "based"]),
        ("pro-Kyiv", ["pro-Kyiv"]),
        ("don't", ["do", "n't"]),
        ("and/or", ["and", "/", "or"]),
        ("U.S.", ["U.S."]),
    ],
)
def test_the_rules_in_use(run: str, words: list[str]) -> None:
    assert cutter().words(run) == words


def _ours() -> Cutter:
    return Cutter(_EXCEPTIONS, _PREFIX, _SUFFIX, _INFIX, _WHOLE.match)


_THEIRS = Tokenizer(
    Vocab(),
    rules={run: [{"ORTH": word} for word in words] for run, words in _EXCEPTIONS.items()},
    prefix_search=_PREFIX.search,
    suffix_search=_SUFFIX.search,
    infix_finditer=_INFIX.finditer,
    url_match=_WHOLE.match,
)
