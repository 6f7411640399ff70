"""How far the writer commits to an event (-3 to 3): UDS-IH2 on treebank words, MEANTIME on words of its own.

Only what the sets call their training part is read, and of UDS-IH2 only what stands in the treebank's training part.
The UW set, on which the head is measured, is never read.

UDS-IH2 asked "did or will it happen?" and took its annotators' confidence for the degree: a plan is a -2, as a denial
is. Each target therefore teaches two scores: `happened`, the set's own, and `commitment`, in which -3 is kept
for what is denied, and what is only planned or possible stands above zero (FactBank's grades: certain 3, probable 2,
possible 1, unknown 0; Sauri and Pustejovsky 2009). Denials are rare in the sets: verbs of the other treebank add what
its trees tell.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .entities import MARKUP as NAME
from .entities import from_markup, lines_of
from .treebanks import Document, Sentence, Word

Tokenise = Callable[[str], list[tuple[str, int, bool]]]
"""Text → (form, offset, followed by a blank)."""

TRAINING = {"uds": "uds-train-", "meantime": "meantime-train-"}
COMPLEMENTS = ("ccomp", "xcomp", "obj", "nsubj", "nsubj:pass", "csubj")
NEGATORS = ("advmod", "det", "mark", "case", "cc:preconj")
SURER, OPEN = 1.25, 0.7
"""A lay annotator's firm answer is full commitment; what is neither denied nor modal is barely committed to."""

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "`": "'", "\xa0": None})


def squeezed(text: str) -> str:
    """The text without blanks, quotes straight: what all spellings of one sentence share."""
    return "".join(text.translate(_STRAIGHT).replace("''", '"').split())


def records(folder: Path, name: str) -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """(text, [(offset of the word, score)]) of the training part of set `name`, in the order of the file."""
    scores: dict[str, dict[str, float]] = {}
    with (folder / "gold.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"].startswith(TRAINING[name]):
                scores[row["id"]] = {t["tid"]: float(t["score"]) for t in row["targets"]}
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            doc: dict[str, Any] = json.loads(line)
            if doc["id"] in scores:
                known = scores[doc["id"]]
                yield doc["text"], [(int(t["start"]), known[t["tid"]]) for t in doc["targets"]]


def word_at(forms: Sequence[str], offset: int) -> int:
    """The word that covers `offset` in the words' squeezed text."""
    starts, at = [], 0
    for form in forms:
        starts.append(at)
        at += len(squeezed(form))
    return bisect_right(starts, offset) - 1


def grades() -> dict[str, float]:
    """Modal lemma → grade."""
    rows = (line.split("\t") for line in lines_of("modality.tsv"))
    return {lemma: float(grade) for lemma, grade in rows}


def denied(words: Sequence[Word], at: int, *, deep: bool = True) -> bool:
    """Whether a negation hangs on the word, or the word on something that is negated or negates."""
    negation = lines_of("negation.txt")
    for word in words:
        if word.head == at and word.relation in NEGATORS and word.lemma.lower() in negation:
            return True
        if word.head == at and word.relation.startswith("nsubj") and word.lemma.lower() in negation:
            return True
    above = words[at].head
    if not deep or above < 0 or words[at].relation not in COMPLEMENTS:
        return False
    return words[above].lemma.lower() in negation or denied(words, above, deep=False)


def commitment(words: Sequence[Word], at: int, happened: float) -> float:
    """The writer's commitment to the event at word `at`, of which annotators say that it `happened` (-3 to 3)."""
    if happened >= 0:
        return min(3.0, happened * SURER)
    if denied(words, at):
        return max(-3.0, min(happened, -1.5) * SURER)
    known = grades()
    modal = [known[w.lemma.lower()] for w in words if w.head == at and w.relation == "aux" and w.lemma.lower() in known]
    return max(modal, default=OPEN)


def attach(documents: Iterable[Document], folder: Path) -> tuple[int, int]:
    """Give treebank sentences their UDS-IH2 scores: (targets placed, targets without a sentence)."""
    sentences: dict[str, Sentence] = {}
    for document in documents:
        for sentence in document:
            sentences.setdefault(squeezed("".join(w.form for w in sentence.words)), sentence)
    placed = lost = 0
    for text, targets in records(folder, "uds"):
        found = sentences.get(squeezed(text))
        if found is None:
            lost += len(targets)
            continue
        forms = [w.form for w in found.words]
        scores = {word_at(forms, len(squeezed(text[:at]))): score for at, score in targets}
        found.facts = [(at, score, commitment(found.words, at, score)) for at, score in sorted(scores.items())]
        placed += len(targets)
    return placed, lost


def direct(words: Sequence[Word], at: int) -> bool:
    """Whether the verb itself is negated, or hangs on a verb such as "refuse"."""
    negation = lines_of("negation.txt")
    if any(w.head == at and w.relation == "advmod" and w.lemma.lower() in negation for w in words):
        return True
    above = words[at].head
    return words[at].relation == "xcomp" and above >= 0 and words[above].lemma.lower() in negation


def told(words: Sequence[Word], at: int) -> tuple[float, float] | None:
    """What the grammar alone says of the verb at word `at`: (happened, commitment), or None where it says nothing."""
    verb, known = words[at], grades()
    below = [w for w in words if w.head == at]
    modal = max((known[w.lemma.lower()] for w in below if w.relation == "aux" and w.lemma.lower() in known), default=0)
    if any(w.relation == "mark" and w.lemma.lower() in ("if", "unless", "whether") for w in below):
        return (-1.5, 0.5)
    if direct(words, at):
        return (-2.5, -2.0) if modal else (-3.0, -3.0)
    if modal:
        return (-2.0, 2.0) if modal > 1 else (-1.5, 1.0)
    if verb.relation == "xcomp" and words[verb.head].lemma.lower() in lines_of("plans.txt"):
        return (-2.0, 1.0)
    asserted = verb.relation in ("root", "conj", "parataxis", "acl:relcl", "advcl")
    return (3.0, 3.0) if asserted and "Tense=Past" in verb.feats and "VerbForm=Fin" in verb.feats else None


def from_trees(documents: Iterable[Document]) -> int:
    """Give sentences without scores what the grammar tells of their verbs: number of verbs. Questions tell nothing."""
    count = 0
    for document in documents:
        for sentence in document:
            if sentence.facts or any(w.form == "?" for w in sentence.words):
                continue
            scores = {i: told(sentence.words, i) for i, w in enumerate(sentence.words) if w.upos == "VERB"}
            sentence.facts = [(i, *pair) for i, pair in scores.items() if pair]
            count += len(sentence.facts)
    return count


MARK = re.compile(r"(\w)<(-?[\d.]+)(?:,(-?[\d.]+))?>")


def marked(line: str, tokenise: Tokenise) -> Sentence:
    """An own sentence: names in markup, and after an event's word <score> or <happened,commitment>."""
    scores: list[tuple[int, float, float]] = []
    plain, at = "", 0
    for match in MARK.finditer(line):
        plain += line[at : match.start() + 1]
        happened = float(match[2])
        scores.append((len(NAME.sub(r"\1", plain)) - 1, happened, float(match[3] or happened)))
        at = match.end()
    plain += line[at:]
    made = from_markup(plain, tokenise)
    starts = [start for _, start, _ in tokenise(NAME.sub(r"\1", plain))]
    made.facts = [(bisect_right(starts, end) - 1, a, b) for end, a, b in scores]
    return made


def meantime(folder: Path, tokenise: Tokenise) -> Document:
    """MEANTIME's training sentences; they teach commitment alone."""
    made = []
    for text, targets in records(folder, "meantime"):
        tokens = tokenise(text)
        starts = [start for _, start, _ in tokens]
        words = [Word(form, space=space) for form, _, space in tokens]
        scores = {bisect_right(starts, at) - 1: score for at, score in targets}
        facts: list[tuple[int, float | None, float | None]] = [(at, None, s) for at, s in sorted(scores.items())]
        made.append(Sentence(words, layers=frozenset(), facts=facts))
    return made
