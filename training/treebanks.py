"""CoNLL-U treebanks as documents of words with every layer that the heads learn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DROPPED_FEATURES = frozenset({"Typo", "Abbr", "Style", "ExtPos", "Foreign", "CorrectForm", "Polite", "Variant"})
BASIC_RELATION = re.compile(
    r"^[a-z]+(?::(?:pass|poss|prt|tmod|agent|relcl|desc|outer|npmod|unmarked|predet|preconj))?$"
)


@dataclass(slots=True)
class Word:
    """One syntactic word. `head` is the index of its head within the sentence, -1 for the root."""

    form: str
    lemma: str = ""
    upos: str = ""
    xpos: str = ""
    feats: str = ""
    head: int = -1
    relation: str = ""
    space: bool = True
    misc: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate of PropBank over word indices: (word, role) by argument, the head word standing for the span."""

    predicate: int
    arguments: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class Sentence:
    """Words in order. `paragraph`: a paragraph starts here. `entities` are (first, last + 1, label) over word indices.

    `layers` says what the source really annotates: "parse", "entities" or both. `open_labels`: entity labels that the
    source does not mark, so that its "outside" may hide them. `name`: the treebank's sent_id. `frames`: PropBank's
    predicates and their arguments, None where PropBank does not cover the sentence. `facts`: (word, did it happen, how
    far the writer commits to it), both -3 to 3 or None where unknown.
    """

    words: list[Word]
    paragraph: bool = False
    name: str = ""
    entities: list[tuple[int, int, str]] = field(default_factory=list)
    layers: frozenset[str] = frozenset({"parse"})
    open_labels: frozenset[str] = frozenset()
    mention_blocks: list[tuple[int, int]] = field(default_factory=list)
    frames: tuple[Frame, ...] | None = None
    facts: list[tuple[int, float | None, float | None]] = field(default_factory=list)


Document = list[Sentence]


def features(text: str) -> str:
    """The FEATS column without the features that no rule reads."""
    if text == "_":
        return ""
    return "|".join(f for f in text.split("|") if f.split("=")[0] not in DROPPED_FEATURES)


def relation(text: str) -> str:
    """The relation with the subtypes that rules read; others fall back to the universal relation."""
    return text if BASIC_RELATION.match(text) else text.split(":")[0]


def documents(path: Path) -> Iterator[Document]:
    """Documents of one CoNLL-U file in order. Multiword tokens are split into words, empty nodes skipped."""
    document: Document = []
    block: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line:
                block.append(line)
                continue
            if any(row.startswith("# newdoc") for row in block) and document:
                yield document
                document = []
            if block:
                document.append(sentence(block))
            block = []
    if block:
        document.append(sentence(block))
    if document:
        yield document


def sentence(block: list[str]) -> Sentence:
    """One CoNLL-U block."""
    paragraph = any(row.startswith(("# newpar", "# newdoc")) for row in block)
    name = next((row.split("=", 1)[1].strip() for row in block if row.startswith("# sent_id")), "")
    words: list[Word] = []
    inner_until, last_space = 0, True
    for row in block:
        if row.startswith("#"):
            continue
        cells = row.split("\t")
        number = cells[0]
        if "." in number:
            continue
        if "-" in number:
            inner_until = int(number.split("-")[1])
            last_space = "SpaceAfter=No" not in cells[9]
            continue
        inside = int(number) <= inner_until
        space = (last_space if int(number) == inner_until else False) if inside else "SpaceAfter=No" not in cells[9]
        words.append(
            Word(
                form=cells[1],
                lemma=cells[2],
                upos=cells[3],
                xpos=cells[4],
                feats=features(cells[5]),
                head=int(cells[6]) - 1,
                relation=relation(cells[7]),
                space=space,
                misc=cells[9],
            )
        )
    return Sentence(words, paragraph, name)
