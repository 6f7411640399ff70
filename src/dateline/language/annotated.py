"""`AnnotatedText`: words with every layer, under spaCy's names, without spaCy.

What our encoder says goes straight into it, and what any other pipeline says is read off its `Doc` once. Rooms of
coding read this alone: asking spaCy word by word costs more than all that they do, and its import half a second.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast, overload

import numpy as np

from dateline.language.plain import Columns, Plain, Stretch, columns_of, tokens_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

QUOTES: Final = frozenset("\"'`«»‘’‚‛“”„‟‹›❮❯") | {"''", "``"}
"""Words that spaCy calls quotation marks."""

LAYERS: Final = ("dateline_acts", "dateline_commitments", "dateline_frames", "dateline_heard")
"""What the encoder adds to the words, and a Doc bears as extensions of these names."""

_ROUNDS: Final = 11  # as often spaCy widens the reach of phrases that cross each other


@dataclass(frozen=True, slots=True)
class Reach:
    """What hangs where: `below` the words that hang on each, in order; `first`, `last` the outermost words of its
    phrase."""

    below: tuple[tuple[int, ...], ...]
    first: tuple[int, ...]
    last: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class AnnotatedText:
    """Words of a text. It must not change once made.

    `spaces`: whether a blank follows a word. `feats`: morphology in the form of Universal Dependencies. `layers`: what
    the encoder adds, by name, read when somebody asks; `kept`: what rooms have worked out. `is_parsed`, `is_parted`:
    whether anything tells heads, and sentences.
    """

    columns: Columns
    spaces: tuple[bool, ...]
    feats: tuple[str, ...]
    layers: dict[str, object]
    is_parsed: bool
    is_parted: bool
    kept: dict[str, object] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc | AnnotatedText) -> AnnotatedText:
        """The words of a Doc, which must not change afterwards; an AnnotatedText is one already."""
        if isinstance(doc, AnnotatedText):
            return doc
        table = doc.to_array(["SPACY", "MORPH"]) if len(doc) else np.zeros((0, 2), np.uint64)
        strings = doc.vocab.strings
        names = {number: str(strings[number]).strip("_") if number else "" for number in set(table[:, 1].tolist())}
        return cls(
            columns_of(doc),
            tuple(table[:, 0].astype(bool).tolist()),
            tuple([names[number] for number in table[:, 1].tolist()]),
            {name: getattr(doc._, name) for name in LAYERS if doc.has_extension(name)},
            doc.has_annotation("DEP"),
            doc.has_annotation("SENT_START"),
        )

    def __len__(self) -> int:
        return len(self.spaces)

    def __repr__(self) -> str:
        return self.text

    @overload
    def __getitem__(self, at: int) -> Word: ...

    @overload
    def __getitem__(self, at: slice) -> WordRange: ...

    def __getitem__(self, at: int | slice) -> Word | WordRange:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.spaces))
            return WordRange(self, start, max(start, end))
        number = at + len(self.spaces) if at < 0 else at
        if not 0 <= number < len(self.spaces):
            raise IndexError(f"no word {at} among {len(self.spaces)}")
        return Word(self, number)

    def __iter__(self) -> Iterator[Word]:
        return (Word(self, number) for number in range(len(self.spaces)))

    @property
    def text(self) -> str:
        """The text that the words give, joined."""
        return self.cut(0, len(self.spaces))

    def cut(self, start: int, end: int) -> str:
        """The text of words [start, end), with the blank behind the last."""
        words = zip(self.columns.orth[start:end], self.spaces[start:end], strict=True)
        return "".join([f"{word} " if space else word for word, space in words])

    @property
    def tokens(self) -> tuple[Plain, ...]:
        """The words as plain values."""
        found = self.kept.get("tokens")
        if found is None:
            found = self.kept["tokens"] = tokens_of(self.columns)
        return cast("tuple[Plain, ...]", found)

    @property
    def reach(self) -> Reach:
        """What hangs where, worked out once."""
        found = self.kept.get("reach")
        if found is None:
            found = self.kept["reach"] = reach_of(self.columns.head)
        return cast("Reach", found)

    def char_span(self, start: int, end: int) -> WordRange | None:
        """The words that hold any of the characters [start, end); None where the text ends before."""
        idx, orth = self.columns.idx, self.columns.orth
        if not idx or start < 0 or end < 1:
            return None
        first, last = bisect_right(idx, start) - 1, bisect_right(idx, end - 1) - 1
        whole = idx[-1] + len(orth[-1]) + self.spaces[-1]
        if start >= whole or end - 1 >= whole:
            return None
        if start == idx[first] + len(orth[first]):  # the blank behind a word is none of it
            first += 1
        return WordRange(self, first, last + 1)


class Word:
    """One word of an `AnnotatedText`. The names are spaCy's and mean the same."""

    __slots__ = ("doc", "i")

    def __init__(self, doc: AnnotatedText, i: int) -> None:
        self.doc, self.i = doc, i

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Word) and other.i == self.i and other.doc is self.doc

    def __hash__(self) -> int:
        return hash(self.i)

    def __len__(self) -> int:
        return len(self.doc.columns.orth[self.i])

    def __repr__(self) -> str:
        return self.text

    @property
    def text(self) -> str:
        """Its letters."""
        return self.doc.columns.orth[self.i]

    @property
    def lower_(self) -> str:
        """Its letters in lower case."""
        return self.doc.columns.lower[self.i]

    @property
    def pos_(self) -> str:
        """Its part of speech."""
        return self.doc.columns.pos[self.i]

    @property
    def tag_(self) -> str:
        """Its tag."""
        return self.doc.columns.tag[self.i]

    @property
    def lemma_(self) -> str:
        """Its lemma."""
        return self.doc.columns.lemma[self.i]

    @property
    def dep_(self) -> str:
        """How it hangs on its head."""
        return self.doc.columns.dep[self.i]

    @property
    def ent_type_(self) -> str:
        """What it names, or is part of the name of."""
        return self.doc.columns.ent_type[self.i]

    @property
    def idx(self) -> int:
        """Its first character."""
        return self.doc.columns.idx[self.i]

    @property
    def is_punct(self) -> bool:
        """Whether it is all punctuation."""
        return self.doc.columns.punct[self.i]

    @property
    def is_space(self) -> bool:
        """Whether it is all white space."""
        return self.doc.columns.space[self.i]

    @property
    def is_sent_start(self) -> bool:
        """Whether a sentence starts with it."""
        return self.doc.columns.sent_start[self.i] == 1

    @property
    def whitespace_(self) -> str:
        """The blank behind it, if there is one."""
        return " " if self.doc.spaces[self.i] else ""

    @property
    def sent(self) -> Stretch:
        """The words of its sentence."""
        return self.doc.tokens[self.i].sent

    def feature(self, name: str) -> list[str]:
        """The values of a feature of its morphology."""
        for feature in self.doc.feats[self.i].split("|"):
            key, _, values = feature.partition("=")
            if key == name:
                return values.split(",")
        return []

    @property
    def head(self) -> Word:
        """The word that it hangs on; itself at the top."""
        return Word(self.doc, self.doc.columns.head[self.i])

    @property
    def children(self) -> list[Word]:
        """The words that hang on it, in order."""
        return [Word(self.doc, number) for number in self.doc.reach.below[self.i]]

    @property
    def lefts(self) -> list[Word]:
        """Those before it."""
        return [Word(self.doc, number) for number in self.doc.reach.below[self.i] if number < self.i]

    @property
    def rights(self) -> list[Word]:
        """Those behind it."""
        return [Word(self.doc, number) for number in self.doc.reach.below[self.i] if number > self.i]

    @property
    def left_edge(self) -> Word:
        """The first word of its phrase."""
        return Word(self.doc, self.doc.reach.first[self.i])

    @property
    def right_edge(self) -> Word:
        """The last word of its phrase."""
        return Word(self.doc, self.doc.reach.last[self.i])

    @property
    def ancestors(self) -> Iterator[Word]:
        """Its head, the head of that, and so on to the top."""
        heads, at = self.doc.columns.head, self.i
        for _ in heads:
            if heads[at] == at:
                return
            at = heads[at]
            yield Word(self.doc, at)

    def nbor(self, step: int = 1) -> Word:
        """The word so many behind it."""
        return self.doc[self.i + step]


@dataclass(frozen=True, slots=True)
class WordRange:
    """Words [start, end) of an `AnnotatedText`. The names are spaCy's."""

    doc: AnnotatedText
    start: int
    end: int
    label_: str = ""

    def __len__(self) -> int:
        return self.end - self.start

    def __repr__(self) -> str:
        return self.text

    def __iter__(self) -> Iterator[Word]:
        return (Word(self.doc, number) for number in range(self.start, self.end))

    def __reversed__(self) -> Iterator[Word]:
        return (Word(self.doc, number) for number in range(self.end - 1, self.start - 1, -1))

    def __getitem__(self, at: int) -> Word:
        return Word(self.doc, range(self.start, self.end)[at])

    @property
    def text(self) -> str:
        """The text of the words, without the blank behind the last."""
        found = self.doc.cut(self.start, self.end)
        return found[:-1] if self.end > self.start and self.doc.spaces[self.end - 1] else found

    @property
    def root(self) -> Word:
        """The word with the shortest way to the top; the first of several."""
        heads = self.doc.columns.head
        top = next((i for i in range(self.start, self.end) if heads[i] == i), None)
        if top is not None:
            return Word(self.doc, top)
        steps = {i: self._steps_up(i) for i in range(self.start, self.end) if not self.start <= heads[i] < self.end}
        best = min(steps, key=lambda i: steps[i], default=None)
        return Word(self.doc, self.start if best is None or steps[best] >= len(heads) else best)

    def _steps_up(self, number: int) -> int:
        read = self.doc.columns
        heads, steps, most = read.head, 0, len(read.head)
        if (read.space[number] or read.punct[number]) and not self.doc.reach.below[number]:
            return most - 1  # white space and marks only where there is nothing better
        while heads[number] != number and steps < most:
            number, steps = heads[number], steps + 1
        return steps


def layer_of(doc: Doc | AnnotatedText, name: str) -> object:
    """What the encoder left under this name; None where another pipeline made the Doc."""
    if isinstance(doc, AnnotatedText):
        return doc.layers.get(name)
    return getattr(doc._, name) if doc.has_extension(name) else None


def keep_layer(doc: Doc | AnnotatedText, name: str, value: object) -> None:
    """Leaves a value there: nobody needs to work it out again."""
    if isinstance(doc, AnnotatedText):
        doc.layers[name] = value
    elif doc.has_extension(name):
        setattr(doc._, name, value)


def reach_of(heads: Sequence[int]) -> Reach:
    """What hangs where; phrases reach as far as spaCy has them reach where they cross each other."""
    size = len(heads)
    below: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            below[head].append(i)
    first, last = list(range(size)), list(range(size))
    for _ in range(_ROUNDS + 1):
        _widen(heads, first, last, range(size))
        _widen(heads, first, last, range(size - 1, -1, -1))
        if _stay_within(heads, first):
            break
    return Reach(tuple(map(tuple, below)), tuple(first), tuple(last))


def _widen(heads: Sequence[int], first: list[int], last: list[int], order: range) -> None:
    for i in order:
        head = heads[i]
        if first[i] < first[head]:
            first[head] = first[i]
        if last[i] > last[head]:
            last[head] = last[i]


def _stay_within(heads: Sequence[int], first: Sequence[int]) -> bool:
    """Whether every head lies within the sentence that the roots' first words mark."""
    starts = {first[i] for i, head in enumerate(heads) if head == i}
    begun, size = 0, len(heads)
    for i in range(size):
        if (i and i in starts) or i == size - 1:
            if any(not begun <= heads[j] <= i for j in range(begun, i)):
                return False
            begun = i
    return True


def sentence_marks(heads: Sequence[int], reach: Reach) -> tuple[int, ...]:
    """1 where a sentence starts, else -1: at the first word of what hangs on a root."""
    first, marks = reach.first, [-1] * len(heads)
    for i, head in enumerate(heads):
        if head == i:
            marks[first[i]] = 1
    return tuple(marks)
