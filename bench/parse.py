"""Score the parser on CoNLL-U treebanks: `python -m bench.parse TREEBANK.conllu ... [--limit N] [--language NAME]`.

Two readings: "gold" gives the treebank's words and sentences, "raw" only its text and paragraphs. UAS, LAS and tags are
F1 over words matched by their characters (so that with gold words they are plain accuracy), punctuation left out, as in
the CoNLL 2018 shared task; `LAS` compares universal relations, `LAS+` subtypes too.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from dateline import Language, Span, load
from dateline.language import CutText


@dataclass(frozen=True, slots=True)
class Row:
    """One treebank word with its place in the document's text. `head` is the place of its head, None for a root."""

    place: tuple[int, int]
    form: str
    upos: str
    xpos: str
    lemma: str
    head: tuple[int, int] | None
    relation: str
    first: bool
    space: bool
    paragraph: bool


def documents(path: Path) -> Iterator[list[Row]]:
    """Documents of a CoNLL-U file; the text is forms and blanks. Without document marks: 20 sentences each."""
    rows: list[Row] = []
    at = sentences = 0
    marked = "# newdoc" in path.read_text("utf-8")[:200_000]
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.strip("\n").split("\n")
        new = any(x.startswith("# newdoc") for x in lines) if marked else sentences % 20 == 0
        if new and rows:
            yield rows
            rows, at = [], 0
        words = [x.split("\t") for x in lines if x and not x.startswith("#")]
        paragraph = new or any(x.startswith("# newpar") for x in lines) or not marked
        found = sentence(words, at, paragraph)
        if found:
            rows += found
            at = found[-1].place[1] + int(found[-1].space)
            sentences += 1
    if rows:
        yield rows


def sentence(words: list[list[str]], at: int, paragraph: bool) -> list[Row]:
    """Rows of one sentence from text offset `at`."""
    inner, after = 0, True
    kept: list[tuple[list[str], bool]] = []
    for cells in words:
        if "." in cells[0]:
            continue
        if "-" in cells[0]:
            inner, after = int(cells[0].split("-")[1]), "SpaceAfter=No" not in cells[9]
            continue
        number = int(cells[0])
        kept.append((cells, after if number == inner else number > inner and "SpaceAfter=No" not in cells[9]))
    places = []
    for k, (cells, space) in enumerate(kept):
        places.append((at, at + len(cells[1])))
        at += len(cells[1]) + int(space or k == len(kept) - 1)
    out = []
    for k, (cells, space) in enumerate(kept):
        head = places[int(cells[6]) - 1] if cells[6] != "0" else None
        last = k == len(kept) - 1
        out.append(
            Row(
                places[k],
                cells[1],
                cells[3],
                cells[4],
                cells[2],
                head,
                cells[7],
                k == 0,
                space or last,
                k == 0 and paragraph,
            )
        )
    return out


def text_of(rows: list[Row]) -> tuple[str, list[Span]]:
    """The document's text and paragraphs."""
    text = "".join(r.form + " " * r.space for r in rows)
    starts = [r.place[0] for r in rows if r.paragraph]
    ends = [*starts[1:], len(text)]
    return text, [Span(a, len(text[:b].rstrip())) for a, b in zip(starts, ends, strict=True)]


def parse(language: Language, rows: list[Row], gold: bool) -> Doc:
    """The Doc from the treebank's words, or from its text."""
    if gold:
        cut = CutText(
            tuple(r.form for r in rows),
            tuple(r.space for r in rows),
            tuple(r.first for r in rows),
            tuple(False for _ in rows),
            settled=True,
        )
        return language.annotate(cut)
    return language.parse(*text_of(rows))


def score(rows: list[Row], doc: Doc, count: Counter[str]) -> None:
    """Add one document's counts."""
    found = {(t.idx, t.idx + len(t)): t for t in doc if not t.is_space}
    count["gold words"] += len(rows)
    count["words"] += len(found)
    count["gold starts"] += sum(r.first for r in rows)
    starts = {t.idx for t in doc if t.is_sent_start and not t.is_space}
    count["starts"] += len(starts)
    count["starts ok"] += sum(r.first and r.place[0] in starts for r in rows)
    upos = {r.place: r.upos for r in rows}
    count["scored"] += sum(upos.get(p, t.pos_) != "PUNCT" for p, t in found.items())
    for r in rows:
        punct = r.upos == "PUNCT"
        count["gold scored"] += not punct
        t = found.get(r.place)
        if t is None:
            continue
        count["aligned"] += 1
        count["upos"] += t.pos_ == r.upos
        count["xpos"] += t.tag_ == r.xpos
        count["lemma"] += t.lemma_ == r.lemma
        head = None if t.head is t or t.dep_ == "ROOT" else (t.head.idx, t.head.idx + len(t.head))
        relation = "root" if t.dep_ == "ROOT" else t.dep_
        if not punct and head == r.head:
            count["UAS"] += 1
            count["LAS"] += relation.split(":")[0] == r.relation.split(":")[0]
            count["LAS+"] += relation == r.relation


def figures(count: Counter[str], seconds: float) -> dict[str, float]:
    """Percentages."""

    def f1(name: str, mine: str, theirs: str) -> float:
        return round(200 * count[name] / max(1, count[mine] + count[theirs]), 2)

    out = {n: f1(n, "scored", "gold scored") for n in ("UAS", "LAS", "LAS+")}
    out |= {n: f1(n, "words", "gold words") for n in ("aligned", "upos", "xpos", "lemma")}
    return out | {"starts": f1("starts ok", "starts", "gold starts"), "words/s": round(count["words"] / seconds)}


def main() -> None:
    """Print one line of figures a treebank and reading."""
    parser = argparse.ArgumentParser()
    parser.add_argument("treebank", type=Path, nargs="+")
    parser.add_argument("--limit", type=int, default=0, help="documents of each, 0: all")
    parser.add_argument("--language", default="dateline")
    parser.add_argument("--weights", type=Path)
    args = parser.parse_args()
    language = load(args.language, weights=args.weights)
    for path in args.treebank:
        for gold in (True, False):
            count: Counter[str] = Counter()
            began = time.perf_counter()
            for k, rows in enumerate(documents(path)):
                if args.limit and k >= args.limit:
                    break
                score(rows, parse(language, rows, gold), count)
            told = figures(count, time.perf_counter() - began)
            print(path.stem, "gold" if gold else "raw ", json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
