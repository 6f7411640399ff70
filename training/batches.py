"""Documents cut into stretches of consecutive sentences, and stretches padded into batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch import Tensor

from dateline.language import shape

from .labels import Labels, script
from .treebanks import Document, Sentence

Row = npt.NDArray[np.int64]
IGNORED = -100


@dataclass(slots=True)
class Stretch:
    """One training example: consecutive sentences as numbers."""

    pieces: list[int]
    cases: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]
    sentence: list[int]
    targets: dict[str, list[int]]
    allowed: npt.NDArray[np.bool_]
    frames: list[tuple[int, list[int]]]
    facts: list[tuple[int, float | None, float | None]]


class Reader:
    """Turns words into word pieces, with a cache: most words come back."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.cache: dict[str, list[int]] = {}
        self.unknown, *edges = (int(tokenizer.token_to_id(name) or 0) for name in ("[UNK]", "[CLS]", "[SEP]"))
        self.edges = (edges[0], edges[1])

    def pieces(self, word: str) -> list[int]:
        """Piece ids of one word, at least one, at most PIECES."""
        found = self.cache.get(word)
        if found is None:
            known = self.tokenizer.encode(shape.plain(word), add_special_tokens=False).ids
            found = list(known)[: shape.PIECES] or [self.unknown]
            self.cache[word] = found
        return found


def recased(forms: Sequence[str], draw: random.Random) -> list[str]:
    """Now and then a sentence in capitals or in headline case: news has both, treebanks hardly any."""
    chance = draw.random()
    if chance < 0.03:
        return [f.upper() for f in forms]
    if chance < 0.08:
        return [f[:1].upper() + f[1:] if len(f) > 3 or i == 0 else f for i, f in enumerate(forms)]
    return list(forms)


def stretch(
    sentences: Sequence[Sentence], reader: Reader, labels: dict[str, dict[str, int]], draw: random.Random
) -> Stretch:
    """Consecutive sentences as one example. Targets that a source lacks are IGNORED."""
    targets: dict[str, list[int]] = {n: [] for n in OVER_WORDS}
    out = Stretch([reader.edges[0]], [shape.SHAPES], [], [], [], [], targets, np.zeros((0, 0), np.bool_), [], [])
    rows: list[npt.NDArray[np.bool_]] = []
    for number, sentence in enumerate(sentences):
        parsed = "parse" in sentence.layers
        predicates = None if sentence.frames is None else {f.predicate for f in sentence.frames}
        offset = len(out.first)
        for i, form in enumerate(recased([w.form for w in sentence.words], draw)):
            word = sentence.words[i]
            look = shape.shape_of(form, i == 0 and (sentence.paragraph or number == 0))
            out.first.append(len(out.pieces))
            ids = reader.pieces(form)
            out.pieces.extend(ids)
            out.cases.extend([look] * len(ids))
            out.last.append(len(out.pieces) - 1)
            out.shapes.append(look)
            out.sentence.append(number)
            out.targets["start"].append(int(i == 0) if parsed else IGNORED)
            out.targets["predicate"].append(IGNORED if predicates is None else int(i in predicates))
            head = word.head + 1 + offset if word.head >= 0 else 0
            out.targets["arc"].append(head if parsed else IGNORED)
            for name, value in zip(
                ("upos", "xpos", "feats", "lemma", "relation"),
                (word.upos, word.xpos, word.feats, script(word.form, word.lemma), word.relation),
                strict=True,
            ):
                out.targets[name].append(labels[name].get(value, IGNORED) if parsed else IGNORED)
        rows.append(allowed(sentence, labels["entity"]))
        out.frames += [(p + offset, roles) for p, roles in asked(sentence, offset, labels["role"])]
        out.facts += [(i + offset, a, b) for i, a, b in sentence.facts]
    out.pieces.append(reader.edges[1])
    out.cases.append(shape.SHAPES)
    out.allowed = np.concatenate(rows)
    return out


def asked(sentence: Sentence, offset: int, role: dict[str, int]) -> Iterator[tuple[int, list[int]]]:
    """(predicate, a role for each word up to the sentence's end; words before it IGNORED), rare roles IGNORED."""
    for frame in sentence.frames or ():
        roles = [IGNORED] * offset + [role[""]] * len(sentence.words)
        for i, name in frame.arguments:
            roles[offset + i] = role.get(name, IGNORED)
        yield frame.predicate, roles


TARGETS = ("upos", "xpos", "feats", "lemma", "relation", "arc")
OVER_WORDS = (*TARGETS, "start", "predicate")


def allowed(sentence: Sentence, entity: dict[str, int]) -> npt.NDArray[np.bool_]:
    """[words, labels]: which entity labels are consistent with what the source says (all, where it says nothing)."""
    size = len(sentence.words)
    if "entities" not in sentence.layers:
        return np.ones((size, len(entity)), np.bool_)
    out = np.zeros((size, len(entity)), np.bool_)
    out[:, entity["O"]] = True
    for label in sentence.open_labels:
        out[:, [entity[f"B-{label}"], entity[f"I-{label}"]]] = True
    for first, last in sentence.mention_blocks:
        out[first:last, [i for name, i in entity.items() if name[2:] in ("", "EVENT", "NORP")]] = True
    for first, last, label in sentence.entities:
        out[first:last] = False
        out[first, entity[f"B-{label}"]] = True
        out[first + 1 : last, entity[f"I-{label}"]] = True
    return out


def cut(document: Document, reader: Reader, draw: random.Random, most: int) -> Iterator[list[Sentence]]:
    """Cut a document into runs of sentences of random length, `most` pieces at most; a longer one stands alone."""
    run: list[Sentence] = []
    size, target = 0, draw.randint(12, most)
    for one in document:
        length = sum(len(reader.pieces(w.form)) for w in one.words)
        if run and size + length > target:
            yield run
            run, size, target = [], 0, draw.randint(12, most)
        run.append(one)
        size += length
    if run:
        yield run


def batches(
    documents: Sequence[Document],
    reader: Reader,
    labels: Labels,
    seed: int,
    *,
    share: float = 1.0,
    pieces: int = 1400,
    most: int = 200,
) -> Iterator[tuple[dict[str, Tensor], dict[str, Tensor]]]:
    """One epoch in shuffled batches of about `pieces` word pieces: (inputs, targets).

    `share`: how much of what is not parsed comes in (drawn anew in every epoch); `most`: pieces in a stretch.
    """
    draw = random.Random(seed)
    index = {
        n: {v: i for i, v in enumerate(getattr(labels, n))}
        for n in ("upos", "xpos", "feats", "lemma", "relation", "entity", "role")
    }
    made = [
        stretch(run, reader, index, draw)
        for d in documents
        for run in cut(d, reader, draw, most)
        if sum(len(s.words) for s in run) <= 250
        and ("parse" in run[0].layers or run[0].facts or share >= 1 or draw.random() < share)
    ]
    made = [s for s in made if len(s.pieces) <= 400]
    made.sort(key=lambda s: len(s.pieces) + draw.random() * 8)
    groups: list[list[Stretch]] = [[]]
    for one in made:
        if groups[-1] and (len(groups[-1]) + 1) * len(one.pieces) > pieces:
            groups.append([])
        groups[-1].append(one)
    draw.shuffle(groups)
    for group in groups:
        yield tensors(group)


def padded(rows: Sequence[Sequence[int]], value: int) -> Tensor:
    """Rows of unequal length as one matrix."""
    out = torch.full((len(rows), max(map(len, rows))), value, dtype=torch.long)
    for i, row in enumerate(rows):
        out[i, : len(row)] = torch.tensor(row, dtype=torch.long)
    return out


def tensors(group: Sequence[Stretch]) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    """Inputs of `Net.forward` and the targets of one batch."""
    pieces = padded([s.pieces for s in group], 0)
    real = padded([[1] * len(s.pieces) for s in group], 0).bool()
    mask = torch.zeros(real.shape).masked_fill(~real, -1e4)[:, None, None, :]
    inputs = {
        "pieces": pieces,
        "cases": padded([s.cases for s in group], shape.SHAPES),
        "mask": mask,
        "first": padded([s.first for s in group], 0),
        "last": padded([s.last for s in group], 0),
        "shapes": padded([s.shapes for s in group], shape.SHAPES),
    }
    targets = {n: padded([s.targets[n] for s in group], IGNORED) for n in OVER_WORDS}
    targets["sentence"] = padded([s.sentence for s in group], -1)
    widest = inputs["first"].shape[1]
    grid = torch.ones((len(group), widest, group[0].allowed.shape[1]), dtype=torch.bool)
    for i, s in enumerate(group):
        grid[i, : len(s.first)] = torch.from_numpy(s.allowed)
    targets["allowed"] = grid
    targets["fact"] = torch.full((len(group), widest, 2), torch.nan)
    for i, s in enumerate(group):
        for word, *scores in s.facts:
            targets["fact"][i, word] = torch.tensor([torch.nan if x is None else x for x in scores])
    frames = [(i, word, roles) for i, s in enumerate(group) for word, roles in s.frames]
    targets["asker"] = torch.tensor([(i, word) for i, word, _ in frames], dtype=torch.long).reshape(-1, 2)
    roles = [[*row, *[IGNORED] * (widest - len(row))] for _, _, row in frames]
    targets["role"] = torch.tensor(roles, dtype=torch.long).reshape(-1, widest)
    return inputs, targets


assert 2 * len(shape.CASES) == shape.SHAPES
