"""Score PropBank frames: `python -m bench.frames TREEBANK.conllu PROPBANK.tgz [--weights FOLDER]`.

The treebank's words and sentences are given, predicates and roles are found. Counted are triples (predicate, role, head
word of the argument): F1 over all of them, over numbered roles (ARG0 to ARG5) and over modifiers; an argument of a
predicate that was not found is missed, one of a word that is no predicate is wrong. The predicate itself (V, C-V) and
its sense are not counted. Gold heads come of the gold tree (`training.propbank.head_of`). Sentences whose words differ
in number between treebank and PropBank are left out, and told.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from dateline import Language, load
from dateline.language import CutText, frames
from training.propbank import attach
from training.treebanks import Document, documents

Triple = tuple[int, str, int]


def cut(document: Document) -> CutText:
    """The document's words; sentences start where the treebank says."""
    words = [w for s in document for w in s.words]
    hard = tuple(i == 0 for s in document for i, _ in enumerate(s.words))
    spaces = tuple(w.space for w in words)
    return CutText(tuple(w.form for w in words), spaces, hard, tuple(False for _ in words), settled=True)


def triples(document: Document) -> tuple[set[Triple], set[int], set[int]]:
    """(gold triples, gold predicates, words of sentences that PropBank covers), numbered within the document."""
    found: set[Triple] = set()
    predicates: set[int] = set()
    covered: set[int] = set()
    at = 0
    for sentence in document:
        if sentence.frames is not None:
            covered.update(range(at, at + len(sentence.words)))
            for frame in sentence.frames:
                predicates.add(at + frame.predicate)
                found |= {(at + frame.predicate, role, at + i) for i, role in frame.arguments}
        at += len(sentence.words)
    return found, predicates, covered


def kind(role: str) -> str:
    """Which figure a role belongs to."""
    if role.startswith("ARGM"):
        return "modifiers"
    return "numbered" if role.startswith("ARG") else "other"


def count(language: Language, document: Document, counts: Counter[str]) -> None:
    """Add one document's counts: right, found and gold of each figure."""
    gold, predicates, covered = triples(document)
    made = [f for f in frames(language.annotate(cut(document))) if f.predicate in covered]
    found = {(f.predicate, filler.role, filler.head) for f in made for filler in f.fillers}
    for name, triple_set in (("right", gold & found), ("found", found), ("gold", gold)):
        for _, role, _ in triple_set:
            counts[f"all {name}"] += 1
            counts[f"{kind(role)} {name}"] += 1
    mine = {f.predicate for f in made}
    counts["predicates right"] += len(mine & predicates)
    counts["predicates found"] += len(mine)
    counts["predicates gold"] += len(predicates)


def figures(counts: Counter[str]) -> dict[str, dict[str, float]]:
    """Precision, recall and F1 by figure, in per cent."""
    out = {}
    for name in ("all", "numbered", "modifiers", "other", "predicates"):
        right, found, gold = (counts[f"{name} {x}"] for x in ("right", "found", "gold"))
        precision, recall = right / max(1, found), right / max(1, gold)
        f1 = 2 * right / max(1, found + gold)
        out[name] = {"precision": round(100 * precision, 2), "recall": round(100 * recall, 2), "f1": round(100 * f1, 2)}
    return out


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.frames")
    parser.add_argument("treebank", type=Path)
    parser.add_argument("propbank", type=Path, help="tar file of the release's EWT part")
    parser.add_argument("--weights", type=Path)
    args = parser.parse_args()
    trees = list(documents(args.treebank))
    covered, left_out = attach(trees, args.propbank)
    language = load(weights=args.weights)
    counts: Counter[str] = Counter()
    for document in trees:
        count(language, document, counts)
    print(args.treebank.stem, f"{covered} sentences, {left_out} left out")
    print(json.dumps(figures(counts), indent=1))


if __name__ == "__main__":
    main()
