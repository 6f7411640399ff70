# ruff: noqa: E501  # a case a line: the table is the documentation
"""What the parse of a news sentence gets wrong is set right for everybody: who did it, and what is still to come."""

from __future__ import annotations

import functools

import pytest

from dateline.language import Language, Parse, load
from dateline.language.pipeline import WEIGHTS
from dateline.language.word_lists import table
from dateline.model import Span
from tests.language.test_predicates import doc, told

REJECTED_AT_THE_SUMMIT = """
Plans NOUN NNS 3 nsubj:pass plan
were AUX VBD 3 aux:pass be
rejected VERB VBN 0 root reject
at ADP IN 6 case
the DET DT 6 det
summit NOUN NN 3 obl
by ADP IN 8 case
Hungary PROPN NNP 6 nmod
"""
REJECTED_AT_THE_SUMMIT_CLEAR = """
Plans NOUN NNS 3 nsubjpass plan
were AUX VBD 3 auxpass be
rejected VERB VBN 0 ROOT reject
at ADP IN 3 prep
the DET DT 6 det
summit NOUN NN 4 pobj
by ADP IN 6 prep
Hungary PROPN NNP 7 pobj
"""
STOPPED_AT_A_CROSSING_NEAR = """
Trucks NOUN NNS 3 nsubj:pass truck
were AUX VBD 3 aux:pass be
stopped VERB VBN 0 root stop
at ADP IN 6 case
a DET DT 6 det
crossing NOUN NN 3 obl
near ADP IN 8 case
Narva PROPN NNP 6 nmod
by ADP IN 10 case
guards NOUN NNS 8 nmod guard
"""
TALKS_BLOCKED_IN = """
talks NOUN NNS 0 root talk
blocked VERB VBN 1 acl block
in ADP IN 4 case
parliament NOUN NN 2 obl
by ADP IN 6 case
lawmakers NOUN NNS 4 nmod lawmaker
"""
KILLED_IN_AN_ATTACK_BY = """
Nine NUM CD 3 nsubj:pass
were AUX VBD 3 aux:pass be
killed VERB VBN 0 root kill
in ADP IN 6 case
an DET DT 6 det
attack NOUN NN 3 obl
by ADP IN 8 case
rebels NOUN NNS 6 nmod rebel
"""
HELD_A_SUMMIT_BY = """
Oslo PROPN NNP 2 nsubj
held VERB VBD 0 root hold
talks NOUN NNS 2 obj talk
at ADP IN 6 case
the DET DT 6 det
port NOUN NN 2 obl
by ADP IN 8 case
Bergen PROPN NNP 6 nmod
"""
CLOSED_BY_FRIDAY = """
Roads NOUN NNS 3 nsubj:pass road
were AUX VBD 3 aux:pass be
closed VERB VBN 0 root close
at ADP IN 6 case
the DET DT 6 det
border NOUN NN 3 obl
by ADP IN 8 case
Friday PROPN NNP 6 nmod
"""

TREES = [
    ("behind an occasion", REJECTED_AT_THE_SUMMIT, "reject", {("object", "", "Plans", False), ("oblique", "at", "summit", False), ("agent", "by", "Hungary", False)}),
    ("behind an occasion (CLEAR)", REJECTED_AT_THE_SUMMIT_CLEAR, "reject", {("object", "", "Plans", False), ("oblique", "at", "summit", False), ("agent", "by", "Hungary", False)}),
    ("behind a place near a place", STOPPED_AT_A_CROSSING_NEAR, "stop", {("object", "", "Trucks", False), ("oblique", "at", "crossing", False), ("agent", "by", "guards", False)}),
    ("of a participle behind its noun", TALKS_BLOCKED_IN, "block", {("object", "", "talks", True), ("oblique", "in", "parliament", False), ("agent", "by", "lawmakers", False)}),
    ("an attack stays theirs who made it", KILLED_IN_AN_ATTACK_BY, "kill", {("object", "", "Nine", False), ("oblique", "in", "attack", False)}),
    ("an active verb has its subject", HELD_A_SUMMIT_BY, "hold", {("subject", "", "Oslo", False), ("object", "", "talks", False), ("oblique", "at", "port", False)}),
    ("by Friday is when", CLOSED_BY_FRIDAY, "close", {("object", "", "Roads", False), ("oblique", "at", "border", False)}),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "lemma", "expected"), [c[1:] for c in TREES], ids=[c[0] for c in TREES])
def test_a_by_phrase_finds_its_passive(rows: str, lemma: str, expected: set[tuple[str, str, str, bool]]) -> None:
    names = {at: "LOC" for at, row in enumerate(rows.split("\n")) if row.startswith("Narva")}
    assert told(doc(rows, names), lemma) == expected


@functools.cache
def shipped() -> Language:
    return load()


def parse_of(text: str) -> Parse:
    if not (WEIGHTS / "model.onnx").is_file():
        pytest.skip("no weights beside the code")
    return Parse.of(shipped().parse(text, [Span(0, len(text))]))


BY = [
    ("The plan was rejected at the summit by Hungary.", "reject", ["Hungary"]),
    ("The plan was rejected at a summit in Brussels by Hungary.", "reject", ["Hungary"]),
    ("A Norwegian minister was turned away at the border by Russia.", "turn", ["Russia"]),
    ("Aid was blocked at the crossing by Egypt last week.", "block", ["Egypt"]),
    ("The draft was criticised and rejected at the summit by Poland and Hungary.", "reject", ["Poland", "Hungary"]),
    ("The bill was rejected in parliament by the opposition on Monday.", "reject", ["the opposition"]),
    ("The envoy was received at the palace by King Harald.", "receive", ["King Harald"]),
    ("The road was closed at the border by Monday.", "close", []),
    ("The envoy was stopped at the border by the end of March.", "stop", []),
    ("Output was cut at the plant by a third.", "cut", []),
    ("Exports were reduced at the port by 10 percent.", "reduce", []),
    ("The grain was moved from the port by train.", "move", []),
    ("The talks were held at the embassy by invitation.", "hold", []),
    ("Nine men were killed in an attack by rebels.", "kill", []),
]


@pytest.mark.parametrize(("text", "lemma", "agents"), BY, ids=[c[0] for c in BY])
def test_who_did_it_is_found_behind_a_place(text: str, lemma: str, agents: list[str]) -> None:
    parse = parse_of(text)
    (passive,) = [p for p in parse.predicates if p.lemma == lemma]
    assert [parse.doc[a.start : a.end].text for a in passive.role("agent")] == agents


AHEAD = [
    ("Japan to send doctors to Kenya", "send", "future", "subject", "Japan"),
    ("Japan to send doctors to Kenya, minister says", "send", "future", "subject", "Japan"),
    ("Finnish president to visit Estonia next week", "visit", "future", "subject", "Finnish president"),
    ("Talks to be held in Oslo next week", "hold", "future", "object", "Talks"),
    ("Five men to be tried in Paris", "try", "future", "object", "Five men"),
    ("The minister wants Japan to send doctors to Kenya.", "send", "none", "subject", "Japan"),
    ("Japan refused to send doctors to Kenya.", "send", "none", "subject", "Japan"),
]


@pytest.mark.parametrize(("text", "lemma", "tense", "role", "side"), AHEAD, ids=[c[0] for c in AHEAD])
def test_a_headline_tells_what_is_to_come(text: str, lemma: str, tense: str, role: str, side: str) -> None:
    parse = parse_of(text)
    (found,) = [p for p in parse.predicates if p.lemma == lemma]
    sides = [parse.doc[a.start : a.end].text for a in found.arguments if a.role == role]
    assert (found.tense, found.finite, side in sides) == (tense, tense == "future", True)


def test_tables_are_read_by_lemma() -> None:
    rows = [word for name in ("scenes", "calendar", "measures", "means") for word in table(name)]
    assert all(word == word.lower() and " " not in word for word in rows)
