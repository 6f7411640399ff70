"""`Parse`: one report's parse, made once and read by every room of coding.

Tokens as plain values, predicates as the tree and the repairs have them, and who governs whom.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dateline.language.annotated import AnnotatedText
from dateline.language.plain import Columns, NamedRange, Plain, Stretch, names_of
from dateline.language.syntax.layer import predicates
from dateline.language.syntax.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Doc

DEEPEST: Final = 25
"""Governors climbed at most: a broken parse cannot make it run on."""

Tied = Callable[[Predicate], bool]
"""Whether to go on from a predicate to what governs it."""


def _tie_all(_: Predicate) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Parse:
    """What rooms read of a `Doc`; numbers are token numbers, ranges half open.

    `predicates` stand in the order of their heads, `by_head` finds them by it, `below` gives the heads of those that a
    predicate governs, in the order of the text. `sentences` has for each token the range of its sentence. A Doc without
    a parse has no predicates; one without sentence starts is one sentence.
    """

    doc: AnnotatedText
    columns: Columns
    tokens: tuple[Plain, ...]
    names: tuple[NamedRange, ...]
    sentences: tuple[Stretch, ...]
    predicates: tuple[Predicate, ...]
    by_head: Mapping[int, Predicate]
    below: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(cls, doc: Doc | AnnotatedText, found: Sequence[Predicate] | None = None) -> Parse:
        """The parse of `doc`, which must not change afterwards; `found`: predicates of one's own, by their heads.

        What is costly to read stays in the Doc's `user_data`, the Parse itself does not: a Doc that held it would hold
        itself, and its memory would wait for the collector.
        """
        text = AnnotatedText.of(doc)
        tokens, read = text.tokens, predicates(doc) if found is None else tuple(found)
        governed: dict[int, list[int]] = {}
        for predicate in read:
            if predicate.parent is not None:
                governed.setdefault(predicate.parent, []).append(predicate.head)
        return cls(
            text,
            text.columns,
            tokens,
            tuple(names_of(text.columns)),
            tuple([token.sent for token in tokens]),
            read,
            MappingProxyType({predicate.head: predicate for predicate in read}),
            MappingProxyType({head: tuple(heads) for head, heads in governed.items()}),
        )

    def governor(self, predicate: Predicate) -> Predicate | None:
        """The predicate that governs this one; None at the top."""
        return None if predicate.parent is None else self.by_head.get(predicate.parent)

    def governed(self, predicate: Predicate) -> tuple[Predicate, ...]:
        """The predicates that this one governs, in the order of the text."""
        return tuple([self.by_head[head] for head in self.below.get(predicate.head, ())])

    def above(self, predicate: Predicate, tied: Tied = _tie_all, *, steps: int = DEEPEST) -> Iterator[Predicate]:
        """The governors of a predicate, the nearest first, at most `steps`.

        `tied` is asked of what is left, the predicate itself first: `lambda p: p.link == "conjunct"` climbs from verb
        to verb of a coordination and ends with the first of them.
        """
        step = predicate
        for _ in range(steps):
            up = self.governor(step) if tied(step) else None
            if up is None:
                return
            yield up
            step = up

    def climb(self, predicate: Predicate, tied: Tied = _tie_all, *, steps: int = DEEPEST) -> Iterator[Predicate]:
        """The predicate itself, then its governors as `above` gives them; `steps` counts governors."""
        yield predicate
        yield from self.above(predicate, tied, steps=steps)

    def top(self, predicate: Predicate, tied: Tied = _tie_all) -> Predicate:
        """Where a climb ends: the predicate itself where nothing governs it or `tied` does not hold."""
        last = predicate
        for last in self.above(predicate, tied):  # noqa: B007  # the last one is wanted
            pass
        return last

    def token_at(self, offset: int) -> int:
        """The first token that begins at or behind a character; the number of tokens where none does."""
        return bisect_left(self.columns.idx, offset)

    def covering(self, start: int, end: int) -> range:
        """The tokens that hold any of the characters [start, end)."""
        return range(max(0, bisect_right(self.columns.idx, start) - 1), self.token_at(end))
