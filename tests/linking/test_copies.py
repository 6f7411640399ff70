"""How two texts are related: pairs of our own texts and the relation that an editor would name."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.linking import find_text_reuse, text_reuse_of
from dateline.linking.words import normal_words
from dateline.model import Report, TextReuse

from .finland_texts import ELSEWHERE, OWN, QUOTING, TRIMMED, UPDATED, WIRE, everything, report


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (WIRE, WIRE, "copy"),
        (WIRE, TRIMMED, "copy"),
        (WIRE, WIRE[3:], "copy"),
        (WIRE, UPDATED, "update"),
        (WIRE, (*ELSEWHERE, *OWN, *QUOTING, WIRE[3]), "partial"),
        (WIRE, QUOTING, "quote-only"),
        (WIRE, OWN, "independent"),
        (WIRE, ELSEWHERE, "unrelated"),
        (OWN, ELSEWHERE, "unrelated"),
    ],
)
def test_relation(one: tuple[str, ...], other: tuple[str, ...], relation: str) -> None:
    assert text_reuse_of(report("a", one), report("b", other)).relation == relation
    assert text_reuse_of(report("b", one), report("a", other)).relation == relation


def test_house_style_makes_no_new_text() -> None:
    styled = tuple(
        words.replace("“", '"').replace("”", '"').replace("kilometers", "kilometres").replace("—", "-").upper()
        for words in WIRE
    )
    kin = text_reuse_of(report("a", WIRE), report("b", styled))
    assert kin.relation == "copy"
    assert min(kin.share_of_a, kin.share_of_b) > 0.9


def test_one_item_of_a_rolling_file_is_a_copy() -> None:
    rolling = ("11:40 a.m.", *OWN, "10:15 a.m.", *WIRE[:3], "9:30 a.m.", *ELSEWHERE)
    assert text_reuse_of(report("a", rolling), report("b", WIRE[:3])).relation == "copy"
    scattered = (WIRE[1], *QUOTING[:1], QUOTING[2], WIRE[3], WIRE[5])
    assert (
        text_reuse_of(report("a", ("11:40 a.m.", *OWN, "10:15 a.m.", *WIRE)), report("b", scattered)).relation
        == "partial"
    )


def test_a_post_printed_bare_is_known_as_a_quotation_from_the_other_text() -> None:
    post = (
        "We welcome our friends in the north and look forward to standing watch with them every day and night, by land,"
        " by sea and in the air, for as long as they wish us to, and for all the years after that as true allies do."
    )
    bare = report("a", (*QUOTING[:1], post, QUOTING[2]))
    other = report("b", (OWN[0], post, OWN[1]))
    third = report("c", (ELSEWHERE[0], f"“{post}” the minister wrote."))
    assert {kin.relation for kin in find_text_reuse([bare, other])} == {"partial"}
    assert {kin.relation for kin in find_text_reuse([bare, third])} == {"quote-only"}
    assert _relations([bare, other, third])["a", "b"] == "partial"  # a third text changes no verdict on two others


def _relations(reports: list[Report]) -> dict[tuple[str, str], str]:
    return {(kin.a, kin.b): kin.relation for kin in find_text_reuse(reports)}


def test_only_pairs_with_telling_passages_are_listed() -> None:
    assert _relations(everything()) == {
        ("a-wire", "b-trimmed"): "copy",
        ("a-wire", "c-updated"): "update",
        ("a-wire", "d-quoting"): "quote-only",
        ("b-trimmed", "c-updated"): "update",
        ("b-trimmed", "d-quoting"): "quote-only",
        ("c-updated", "d-quoting"): "quote-only",
    }


@settings(max_examples=20, deadline=None)
@given(st.permutations(everything()), st.integers(0, 5))
def test_order_and_repetition_change_nothing(reports: list[Report], again: int) -> None:
    assert find_text_reuse([*reports, reports[again]]) == find_text_reuse(everything())


_WORDS = st.lists(st.sampled_from("the old king said we go to war “ ” now . and 12 U.S. don’t".split()), max_size=120)


@settings(max_examples=150, deadline=None)
@given(_WORDS, _WORDS)
def test_shares_are_shares_and_passages_hold_the_same_words(one: list[str], other: list[str]) -> None:
    a, b = report("a", (" ".join(one) or "word",)), report("b", (" ".join(other), *WIRE[:1]))
    _check(text_reuse_of(a, b), a, b)


def test_passages_of_real_relations_hold_the_same_words() -> None:
    by_id = {item.id: item for item in everything()}
    for kin in find_text_reuse(list(by_id.values())):
        assert kin.passages
        _check(kin, by_id[kin.a], by_id[kin.b])


def _check(kin: TextReuse, a: Report, b: Report) -> None:
    assert 0.0 <= kin.share_of_a <= 1.0
    assert 0.0 <= kin.share_of_b <= 1.0
    for passage in kin.passages:
        assert normal_words(passage.a.cut(a.text)) == normal_words(passage.b.cut(b.text))


@pytest.mark.parametrize("text", ["", " ", "...", "word", "“", "\ud800 \x00", "a " * 5000])
def test_any_text_is_compared(text: str) -> None:
    odd = report("a", (text,)) if text else Report(id="a", text="", parts=())
    assert text_reuse_of(odd, report("b", WIRE)).relation == "unrelated"
    assert find_text_reuse([odd, report("b", WIRE)]) == ()


def _edits(words: list[str], other: list[str], shuffle: random.Random) -> dict[str, list[str]]:
    half = len(words) // 2
    return {
        "one word in ten changed": [shuffle.choice(other) if shuffle.random() < 0.1 else word for word in words],
        "first half": words[:half],
        "second half": words[half:],
        "furniture added": other[:60] + words + other[60:120],
        "half inside another": other[:150] + words[:half] + other[150:],
    }


def test_edited_copies_are_found() -> None:
    shuffle = random.Random(20230404)
    vocabulary = [f"w{number}" for number in range(4000)]
    originals = [[shuffle.choice(vocabulary) for _ in range(300)] for _ in range(40)]
    reports = [report(f"o{number:02}", (" ".join(words),)) for number, words in enumerate(originals)]
    wanted: list[tuple[str, str]] = []
    for number, words in enumerate(originals):
        for kind, edited in _edits(words, originals[(number + 7) % 40], shuffle).items():
            name = f"x{number:02} {kind}"
            reports.append(report(name, (" ".join(edited),)))
            wanted.append((f"o{number:02}", name))
    found = {(kin.a, kin.b) for kin in find_text_reuse(reports) if kin.relation in ("copy", "update", "partial")}
    assert sum(pair in found for pair in wanted) >= 0.97 * len(wanted)
