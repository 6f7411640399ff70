"""One parse for all rooms: who governs whom, how far a climb goes, and what the repairs make of news."""

from __future__ import annotations

from spacy.tokens import Doc

from dateline.language import Parse
from tests.language.test_predicates import doc

SAID_HE_HOPED_TO_MEET_AND_TALK = """
Oslo PROPN NNP 2 nsubj
said VERB VBD 0 root say
it PRON PRP 4 nsubj
hoped VERB VBD 2 ccomp hope
to PART TO 6 mark
meet VERB VB 4 xcomp
and CCONJ CC 8 cc
talk VERB VB 6 conj
"""
JAPAN_TO_SEND = """
Japan PROPN NNP 0 root
to PART TO 3 mark
send VERB VB 1 acl
doctors NOUN NNS 3 obj doctor
"""
OFFICERS_INDICTED = """
Chad PROPN NNP 2 nsubj
freed VERB VBD 0 root free
officers NOUN NNS 2 obj officer
indicted VERB VBD 3 acl indict
Monday PROPN NNP 4 obl
"""


def test_a_parse_knows_who_governs_whom() -> None:
    parse = Parse.of(doc(SAID_HE_HOPED_TO_MEET_AND_TALK))
    said, hoped, meet, talk = parse.predicates
    assert parse.by_head[5] is meet
    assert parse.governor(said) is None
    assert [parse.governor(p) for p in (hoped, meet, talk)] == [said, hoped, meet]
    assert parse.below == {1: (3,), 3: (5,), 5: (7,)}
    assert parse.governed(hoped) == (meet,)


def test_a_climb_ends_where_its_condition_does() -> None:
    parse = Parse.of(doc(SAID_HE_HOPED_TO_MEET_AND_TALK))
    said, hoped, meet, talk = parse.predicates
    assert list(parse.above(talk)) == [meet, hoped, said]
    assert list(parse.climb(talk, steps=2)) == [talk, meet, hoped]
    assert list(parse.above(talk, lambda p: p.link == "conjunct")) == [meet]
    assert parse.top(talk, lambda p: not p.finite) == hoped
    assert parse.top(said) == said


def test_tokens_are_found_by_their_characters() -> None:
    parse = Parse.of(doc(JAPAN_TO_SEND))
    assert [parse.token_at(offset) for offset in (0, 1, 6, 99)] == [0, 1, 1, 4]
    assert list(parse.covering(7, 10)) == [1, 2]
    assert parse.sentences == ((0, 4),) * 4


def test_an_unparsed_doc_has_no_predicates_and_one_sentence() -> None:
    parse = Parse.of(Doc(doc(JAPAN_TO_SEND).vocab, ["Troops", "fled"]))
    assert (parse.predicates, parse.below, parse.sentences) == ((), {}, ((0, 2), (0, 2)))
    assert Parse.of(Doc(doc(JAPAN_TO_SEND).vocab, [])).sentences == ()


def test_a_headline_that_announces_is_future() -> None:
    (send,) = [p for p in Parse.of(doc(JAPAN_TO_SEND)).predicates if p.lemma == "send"]
    assert (send.tense, send.finite, send.link, send.parent) == ("future", True, "root", None)
    assert [(a.role, a.head, a.shared) for a in send.arguments] == [("subject", 0, False), ("object", 3, False)]


def test_a_participle_behind_its_noun_is_done_to_it() -> None:
    (indicted,) = [p for p in Parse.of(doc(OFFICERS_INDICTED)).predicates if p.lemma == "indict"]
    assert (indicted.passive, indicted.finite) == (True, False)
    assert [a.role for a in indicted.arguments] == ["object", "oblique"]
