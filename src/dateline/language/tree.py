"""A sentence structure that no longer tells which parser made it: heads and Universal Dependencies relations.

Each scheme has one adapter (`ud`, `clear`) that gives a `Tree`; everything above reads trees alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads (own number for a root) and relations by token; `children` in the order of the text.

    `words`: lower case, with straight apostrophes.
    """

    doc: Doc
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    tokens: tuple[Token, ...]
    words: tuple[str, ...]

    @classmethod
    def of(cls, doc: Doc, heads: Sequence[int], relations: Sequence[str]) -> Tree:
        """Build the child lists."""
        below: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head != i:
                below[head].append(i)
        tokens = tuple(doc)
        words = tuple(str(token.lower_).replace("’", "'") for token in tokens)
        return cls(doc, tuple(heads), tuple(relations), tuple(map(tuple, below)), tokens, words)

    def under(self, i: int, *relations: str) -> tuple[int, ...]:
        """Children of `i` in one of `relations`; a bare relation covers its subtypes ("obl" covers "obl:agent")."""
        return tuple(
            c for c in self.children[i] if self.relations[c] in relations or base(self.relations[c]) in relations
        )

    def exactly(self, i: int, *relations: str) -> tuple[int, ...]:
        """Children of `i` whose full relation is one of `relations`."""
        return tuple(c for c in self.children[i] if self.relations[c] in relations)

    def is_root(self, i: int) -> bool:
        """Whether nothing governs `i`."""
        return self.heads[i] == i

    def token(self, i: int) -> Token:
        """The spaCy token."""
        return self.tokens[i]

    def lower(self, i: int) -> str:
        """The word in lower case, with a straight apostrophe."""
        return self.words[i]

    def descend(self, i: int, without: frozenset[str] = frozenset()) -> Iterator[int]:
        """`i` and all below it, leaving out branches of `i` in the relations `without`."""
        stack = [c for c in self.children[i] if base(self.relations[c]) not in without]
        yield i
        while stack:
            c = stack.pop()
            yield c
            stack.extend(self.children[c])

    def phrase(self, i: int, without: frozenset[str] = frozenset()) -> tuple[int, int]:
        """The unbroken token range around `i` that its subtree fills, without outer punctuation: [start, end)."""
        inside = set(self.descend(i, without))
        start = end = i
        while start - 1 in inside:
            start -= 1
        while end + 1 in inside:
            end += 1
        while start < i and self.tokens[start].is_punct and not self.tokens[start].is_quote:
            start += 1
        while end > i and (
            (self.tokens[end].is_punct and self.tokens[end].text not in ")]") or self.tokens[end].is_space
        ):
            end -= 1
        return start, end + 1

    def subtree(self, i: int) -> tuple[int, int]:
        """From the first to the last word below `i`, gaps included: clauses around a reporting clause have gaps."""
        inside = sorted(j for j in self.descend(i))
        first, last = inside[0], inside[-1]
        while first < i and (self.tokens[first].is_punct or self.tokens[first].is_space):
            first += 1
        while last > i and (self.tokens[last].is_punct or self.tokens[last].is_space):
            last -= 1
        return first, last + 1


def base(relation: str) -> str:
    """The relation without its subtype."""
    return relation.partition(":")[0]
