"""PropBank's predicates over the words of the English Web Treebank, every argument named by its head word.

The release holds skeletons: the treebank's words blanked out, one column a predicate. A span becomes one word, the one
whose head in the dependency tree lies outside (the highest of them, then the first). `V` and `C-V`, the predicate and
its particle, are no arguments; a predicate without arguments (an auxiliary) is none.
"""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from .treebanks import Document, Frame, Sentence, Word

OPENING = re.compile(r"\(([^()*\s]+)")
ITSELF = frozenset({"V", "C-V"})
FIRST_COLUMN = 8
Column = tuple[int, tuple[tuple[int, int, str], ...]]
"""A predicate's word and its spans (first, last + 1, role)."""


def skeletons(archive: Path) -> dict[str, tuple[int, tuple[Column, ...]]]:
    """Sentence id as in UD_English-EWT → (number of words, predicates), from the release's EWT part in a tar file."""
    found: dict[str, tuple[int, tuple[Column, ...]]] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            stream = tar.extractfile(member) if member.name.endswith(".gold_skel") else None
            if stream is None:
                continue
            kind, _, name = member.name.split("/")[-3:]
            document = f"{kind}-{name.removesuffix('.xml.gold_skel')}"
            blocks = [b for b in stream.read().decode("utf-8").split("\n\n") if b.strip()]
            for number, block in enumerate(blocks, 1):
                rows = [line.split() for line in block.splitlines() if line.strip()]
                found[f"{document}-{number:04d}"] = (len(rows), tuple(columns(rows)))
    return found


def columns(rows: Sequence[Sequence[str]]) -> Iterator[Column]:
    """The predicates of one sentence, in the order of their columns."""
    for at in range(FIRST_COLUMN, len(rows[0])):
        spans: list[tuple[int, int, str]] = []
        opened: list[tuple[int, str]] = []
        for i, row in enumerate(rows):
            opened += [(i, role) for role in OPENING.findall(row[at])]
            for _ in range(row[at].count(")")):
                first, role = opened.pop()
                spans.append((first, i + 1, role))
        predicate = next((first for first, _, role in spans if role == "V"), None)
        if predicate is not None:
            yield predicate, tuple(sorted(spans))


def head_of(words: Sequence[Word], first: int, last: int) -> int:
    """The word that stands for words[first:last]."""

    def depth(i: int) -> int:
        steps = 0
        while words[i].head >= 0 and steps < len(words):
            i, steps = words[i].head, steps + 1
        return steps

    tops = [i for i in range(first, last) if not first <= words[i].head < last]
    return min(tops or [first], key=lambda i: (words[i].upos == "PUNCT", depth(i), i))


def framed(sentence: Sentence, predicates: Iterable[Column]) -> tuple[Frame, ...]:
    """Spans over the sentence's words as frames, in the order of their predicates."""
    out = []
    for predicate, spans in predicates:
        heads = {(head_of(sentence.words, first, last), role) for first, last, role in spans if role not in ITSELF}
        arguments = tuple(sorted(pair for pair in heads if pair[0] != predicate))
        if arguments:
            out.append(Frame(predicate, arguments))
    return tuple(sorted(out, key=lambda frame: frame.predicate))


def attach(documents: Iterable[Document], archive: Path) -> tuple[int, int]:
    """Give every sentence its frames where the words agree in number: (sentences with frames, sentences without)."""
    known = skeletons(archive)
    done = missing = 0
    for document in documents:
        for sentence in document:
            size, predicates = known.get(sentence.name, (-1, ()))
            if size != len(sentence.words):
                missing += 1
                continue
            sentence.frames = framed(sentence, predicates)
            done += 1
    return done, missing
