"""training/data/newswire_marked.txt: our own newswire sentences with their names marked by hand."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from training.corpus import words
from training.entities import HERE, LABELS, MARKUP, from_markup, lines_of

LINES = lines_of("newswire_marked.txt")


def plain(line: str) -> str:
    return MARKUP.sub(lambda m: m[1], line)


def test_there_are_enough_sentences_and_none_twice() -> None:
    assert len(LINES) >= 1500
    assert [line for line, n in Counter(map(plain, LINES)).items() if n > 1] == []


@pytest.mark.parametrize(
    ("label", "least"), [("PERSON", 600), ("ORG", 800), ("LOC", 1200), ("NORP", 220), ("EVENT", 45)]
)
def test_each_label_has_its_share(label: str, least: int) -> None:
    assert sum(m[2] == label for line in LINES for m in MARKUP.finditer(line)) >= least


def test_one_sentence_in_twenty_has_no_name() -> None:
    assert sum("[" not in line for line in LINES) * 20 >= len(LINES)


def test_every_mark_is_a_run_of_whole_words_with_a_known_label() -> None:
    wrong = []
    for line in LINES:
        sentence = from_markup(line, words)  # raises ValueError on an unknown label or a mark that holds no word
        spans = [
            ("".join(w.form for w in sentence.words[first:last]), label) for first, last, label in sentence.entities
        ]
        if spans != [(m[1].replace(" ", ""), m[2]) for m in MARKUP.finditer(line)]:
            wrong.append(line)
    assert wrong == []
    assert {m[2] for line in LINES for m in MARKUP.finditer(line)} == set(LABELS)


def test_no_mark_is_left_open() -> None:
    assert [line for line in LINES if "|" in plain(line)] == []


TITLES = re.compile(r"(?:The (?!Hague)|Mr\.? |Mrs\.? |Dr\.? |President |Pope |King |Queen |Gen\.? |Senator |Minister )")


def test_no_article_title_or_possessive_is_part_of_a_name() -> None:
    marks = [(m[1], m[2]) for line in LINES for m in MARKUP.finditer(line)]
    assert [m for m in marks if TITLES.match(m[0])] == []
    assert [m for m in marks if m[0].endswith(("'s", "’s")) and m[0] != "Moody's"] == []


def test_the_header_tells_the_guideline_and_the_licence() -> None:
    head = [row for row in (HERE / "newswire_marked.txt").read_text("utf-8").splitlines() if row.startswith("#")]
    assert any("Guideline" in row for row in head)
    assert any("Licence" in row for row in head)
