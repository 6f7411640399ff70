"""Acts to learn from: labels against their texts, words and windows, and what is published of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.acts.corpus import STANCES, documents, lines, load, part_of
from training.acts.examples import PART_NUMBERS, STANCE_NUMBERS, TYPE_NUMBERS, anchor, borders, windows
from training.acts.marked import load_marked, read_marked
from training.acts.names import DOT, fill, hide
from training.acts.publish import publish

DATA = Path(__file__).parents[2] / "training/data/acts"

TEXT = "Norway and Chile held talks in Oslo on Monday. Police shot and killed 12 rebels."
LABEL = {
    "id": "a",
    "events": [
        {
            "type": "CONSULT", "trigger": [17, 27], "factuality": "happened", "essential": True,
            "participants_nary": True, "actors": [{"name": "Norway", "words": [0, 6]}, {"words": [11, 16]}],
            "where_words": [31, 35], "where": {"name": "Oslo", "country": "NOR"}, "when_words": [39, 45],
        },
        {
            "type": "ASSAULT", "alt_types": ["COERCE"], "trigger": [54, 69], "factuality": "alleged",
            "essential": False, "actors": [{"name": "the force", "words": [47, 53]}],
            "recipients": [{"name": "12 rebels", "words": [70, 79]}],
        },
    ],
    "near_misses": [{"span": [17, 21], "why": "no hostage"}],
}  # fmt: skip


def files(folder: Path) -> tuple[Path, Path]:
    docs, labels = folder / "docs.jsonl", folder / "labels.jsonl"
    docs.write_text(json.dumps({"id": "a", "text": TEXT, "date": "2024-05-14"}) + "\n", encoding="utf-8")
    labels.write_text(json.dumps(LABEL) + "\n", encoding="utf-8")
    return docs, labels


def test_words_carry_the_acts_and_their_sides(tmp_path: Path) -> None:
    docs, labels = files(tmp_path)
    (text,) = load([docs], [labels])
    (window,) = windows(text)
    talks, killing = window.acts
    assert [window.words[i] for i in talks.anchors] == ["talks"]
    assert [window.words[i] for i in killing.anchors] == ["killed"]
    assert killing.types == (TYPE_NUMBERS["ASSAULT"], TYPE_NUMBERS["COERCE"])
    assert {window.words[i]: part for i, part in talks.sides.items()} == {
        "Norway": PART_NUMBERS["both"],
        "Chile": PART_NUMBERS["both"],
        "Oslo": PART_NUMBERS["where"],
        "Monday": PART_NUMBERS["when"],
    }
    assert {window.words[i] for i, part in killing.sides.items() if part == PART_NUMBERS["recipient"]} == {
        "12",
        "rebels",
    }
    assert all(TEXT[start:end] == word for word, (start, end) in zip(window.words, window.places, strict=True))


def test_a_span_outside_its_text_is_refused(tmp_path: Path) -> None:
    docs, labels = files(tmp_path)
    event = {"type": "AID", "trigger": [70, 99], "factuality": "happened", "essential": True}
    labels.write_text(json.dumps({"id": "a", "events": [event]}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="70 to 99 is outside its 80 characters"):
        load([docs], [labels])


def test_a_window_ends_with_a_paragraph_or_a_sentence() -> None:
    words = ["a", ".", "b", "c", ".", "d", "e", "f"]
    assert list(borders(words, [True] + [False] * 7, 6)) == [(0, 5), (5, 8)]
    assert list(borders(words, [True, False, False, True, False, False, False, False], 6)) == [(0, 3), (3, 8)]
    assert list(borders(["x"] * 7, [True] + [False] * 6, 3)) == [(0, 3), (3, 6), (6, 7)]


@pytest.mark.parametrize(
    ("words", "word"),
    [("has condemned", "condemned"), ("held talks", "talks"), ("fired on", "fired"), ("is not to be", "be")],
)
def test_the_last_full_word_stands_for_a_mention(words: str, word: str) -> None:
    cut = words.split()
    assert cut[anchor(range(len(cut)), cut)] == word


def test_a_day_is_in_one_part_and_few_are_set_apart() -> None:
    days = [f"20{year:02}-{month:02}-{day:02}" for year in range(24) for month in range(1, 13) for day in range(1, 29)]
    parts = [part_of(day) for day in days]
    assert parts == [part_of(day) for day in days]
    shares = {part: parts.count(part) / len(days) for part in ("test", "dev", "train")}
    assert 0.015 < shares["test"] < 0.035 and 0.015 < shares["dev"] < 0.035 and shares["train"] > 0.93


def test_what_is_published_holds_places_and_none_of_the_text(tmp_path: Path) -> None:
    docs, labels = files(tmp_path)
    assert publish([docs], {"train": labels}, tmp_path / "out.jsonl") == 1
    written = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    assert "Norway" not in written and "rebels" not in written and "Oslo" not in written
    (row,) = map(json.loads, written.splitlines())
    assert row["part"] == "train" and row["near_misses"] == [[17, 21]]
    assert row["events"][0]["actors"] == [{"name": [0, 6], "words": [0, 6]}, {"words": [11, 16]}]
    assert row["events"][0]["where"] == {"country": "NOR", "name": [31, 35]}
    assert row["events"][1]["actors"] == [{"words": [47, 53]}]
    (again,) = load([docs], [tmp_path / "out.jsonl"])
    assert again.acts == load([docs], [labels])[0].acts and again.part == "train"


def test_names_and_remarks_that_are_no_places_are_left_out(tmp_path: Path) -> None:
    docs, labels = files(tmp_path)
    pieced = {"name": "the states of Norway and Chile held talks", "words": [0, 6]}
    near = [{"span": [17, 21], "why": "as in: police shot and killed"}]
    counts = [{"what": "Norway and Chile held talks", "value": "2", "words": [0, 16]}]
    event = {"type": "CONSULT", "trigger": [17, 27], "factuality": "happened", "essential": True, "counts": counts}
    row = {"id": "a", "events": [event | {"actors": [pieced]}], "near_misses": near}
    labels.write_text(json.dumps(row) + "\n", encoding="utf-8")
    publish([docs], {"train": labels}, tmp_path / "out.jsonl")
    (kept,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert kept["events"][0]["actors"] == [{"words": [0, 6]}]
    assert kept["events"][0]["counts"] == [{"value": "2", "words": [0, 16]}]
    assert kept["near_misses"] == [[17, 21]]


def test_a_name_stands_where_its_words_are_whole(tmp_path: Path) -> None:
    docs, labels = tmp_path / "docs.jsonl", tmp_path / "labels.jsonl"
    docs.write_text(json.dumps({"id": "a", "text": "Romania warned Oman."}) + "\n", encoding="utf-8")
    side = {"name": "Oman", "words": [15, 19]}
    event = {"type": "REQUEST", "trigger": [8, 14], "factuality": "happened", "essential": True, "recipients": [side]}
    labels.write_text(json.dumps({"id": "a", "events": [event]}) + "\n", encoding="utf-8")
    publish([docs], {"train": labels}, tmp_path / "out.jsonl")
    (kept,) = map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert kept["events"][0]["recipients"] == [{"name": [15, 19], "words": [15, 19]}]


def test_a_text_without_acts_loads(tmp_path: Path) -> None:
    docs, labels = files(tmp_path)
    labels.write_text(json.dumps({"id": "a", "part": "dev"}) + "\n", encoding="utf-8")
    (text,) = load([docs], [labels])
    assert text.acts == () and text.part == "dev"


OF_OTHERS = ("wikinews_more.jsonl", "treebanks.jsonl", "portal_sides.jsonl", "portal_sides_more.jsonl")


def test_labels_of_articles_of_others_hold_no_text() -> None:
    for row in (row for name in OF_OTHERS for row in lines(DATA / name)):
        assert set(row) <= {"id", "part", "events", "statements", "near_misses"}
        assert row["part"] in ("train", "dev", "test")


def test_a_text_is_labelled_in_one_file_of_training() -> None:
    files = ("labels.jsonl", *OF_OTHERS, "own.jsonl", "own_articles.jsonl")
    names = [row["id"] for name in files for row in lines(DATA / name)]
    assert len(names) == len(set(names))


def test_own_articles_load_and_their_words_begin_and_end_where_words_do() -> None:
    articles = load([DATA / "own_articles.jsonl"], [DATA / "own_articles.jsonl"])
    for one in articles:
        spans = [span for act in one.acts for span in (*act.words, *(side for _, side in act.sides))]
        for start, end in spans:
            around = one.text[max(start - 1, 0) : start + 1], one.text[end - 1 : end + 1]
            assert not any(len(pair) == 2 and pair.isalnum() for pair in around), (one.id, one.text[start:end])
    assert {one.part for one in articles} == {"train", "dev"}
    assert sum(one.part == "dev" for one in articles) == len(articles) // 10


def test_marked_sentences_say_who_says_what_to_whom() -> None:
    text = read_marked("[The teacher] <told|says> (parents) {the buses would not run}.", "one")
    assert text.text == "The teacher told parents the buses would not run."
    (said,) = text.said
    assert (text.text[slice(*said.cue)], said.stance) == ("told", "says")
    assert {part: text.text[slice(*span)] for part, span in said.sides} == {
        "speaker": "The teacher",
        "addressee": "parents",
        "content": "the buses would not run",
    }
    (window,) = windows(text)
    (heard,) = window.heard or ()
    assert (window.words[heard.anchor], heard.stance) == ("told", STANCE_NUMBERS["says"])
    assert window.words[min(heard.sides)] == "The"


def test_a_sentence_without_marks_is_one_in_which_nobody_says_anything() -> None:
    text = read_marked("Nobody claimed that the ship had been sunk.", "one")
    (window,) = windows(text)
    assert (text.said, window.heard) == ((), ())


def test_every_marked_sentence_has_a_known_stance() -> None:
    sentences = list(load_marked(DATA.parent / "said.txt"))
    assert {said.stance for one in sentences for said in one.said} == set(STANCES)
    assert not any(mark in one.text for one in sentences for mark in "[]<>{}|")


def test_a_treebank_gives_its_running_text(tmp_path: Path) -> None:
    file = tmp_path / "news.conllu"
    file.write_text(
        "# newdoc id = paper_ENG_20040708_1\n# newpar = p\n# text = Talks failed.\n1\tTalks\n\n"
        "# text = Both sides left.\n\n"
        "# newpar = p\n# text = No date was set.\n\n"
        "# newdoc id = other\n# meta::dateCreated = 2015-05-18\n# text = Rain fell.\n",
        encoding="utf-8",
    )
    assert list(documents(file)) == [
        {
            "id": "paper_ENG_20040708_1",
            "text": "Talks failed. Both sides left.\n\nNo date was set.",
            "date": "2004-07-08",
        },
        {"id": "other", "text": "Rain fell.", "date": "2015-05-18"},
    ]


def test_names_of_our_own_texts_are_signs_that_are_filled() -> None:
    text = "Angela Merkel met Emmanuel Macron. Merkel spoke of Merkelism."
    held = hide(text, {"Angela", "Merkel", "Emmanuel", "Macron"})
    signs = [letter + DOT * (length - 1) for letter, length in (("A", 6), ("B", 6), ("C", 8), ("D", 6))]
    assert held == "{} {} met {} {}. {} spoke of Merkelism.".format(*signs, signs[1])
    filled = fill(held, "own-1")
    assert len(filled) == len(text) and DOT not in filled and filled == fill(held, "own-1")
    words = filled.split()
    assert words[1] == words[5]  # one sign, one name
    assert [a == b for a, b in zip(text.split(), words, strict=True)].count(False) >= 4


def test_own_articles_name_nobody() -> None:
    signs = [row["text"].count(DOT) for row in lines(DATA / "own_articles.jsonl")]
    assert sum(map(bool, signs)) > len(signs) / 2
