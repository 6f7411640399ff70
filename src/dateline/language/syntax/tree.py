"""A sentence structure that no longer tells which parser made it: heads and Universal Dependencies relations.

Each scheme has one adapter (`ud`, `clear`) that gives a `Tree`; everything above reads trees alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.language.annotated import QUOTES, AnnotatedText


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads (own number for a root) and relations by token; `children` in the order of the text.

    `kinds`: relations without their subtypes. `words`: lower case, with straight apostrophes. `entities`: entity types.
    `punct`, `space`: what no phrase begins or ends with. `edges`: the first and last word of each subtree, and whether
    it has no gap.
    """

    doc: AnnotatedText
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    kinds: tuple[str, ...]
    children: tuple[tuple[int, ...], ...]
    edges: tuple[tuple[int, int, bool], ...]
    words: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    lemmas: tuple[str, ...]
    entities: tuple[str, ...]
    punct: tuple[bool, ...]
    space: tuple[bool, ...]

    @classmethod
    def of(cls, doc: AnnotatedText, heads: Sequence[int], relations: Sequence[str]) -> Tree:
        """Build the child lists, and take from the text what is asked often."""
        below: list[list[int]] = [[] for _ in heads]
        for i, head in enumerate(heads):
            if head != i:
                below[head].append(i)
        kinds = {relation: base(relation) for relation in set(relations)}
        read = doc.columns
        return cls(
            doc=doc,
            heads=tuple(heads),
            relations=tuple(relations),
            kinds=tuple([kinds[relation] for relation in relations]),
            children=tuple(map(tuple, below)),
            edges=tuple(edges(heads, below)),
            words=tuple([word.replace("’", "'") if "’" in word else word for word in read.lower]),
            pos=read.pos,
            tags=read.tag,
            lemmas=read.lemma,
            entities=read.ent_type,
            punct=read.punct,
            space=read.space,
        )

    def children_in(self, i: int, *relations: str) -> tuple[int, ...]:
        """Children of `i` in one of `relations`; a bare relation covers its subtypes ("obl" covers "obl:agent")."""
        own, kinds = self.relations, self.kinds
        return tuple([c for c in self.children[i] if own[c] in relations or kinds[c] in relations])

    def children_exactly_in(self, i: int, *relations: str) -> tuple[int, ...]:
        """Children of `i` whose full relation is one of `relations`."""
        own = self.relations
        return tuple([c for c in self.children[i] if own[c] in relations])

    def is_root(self, i: int) -> bool:
        """Whether nothing governs `i`."""
        return self.heads[i] == i

    def lower(self, i: int) -> str:
        """The word in lower case, with a straight apostrophe."""
        return self.words[i]

    def descend(self, i: int, without: frozenset[str] = frozenset()) -> Iterator[int]:
        """`i` and all below it, leaving out branches of `i` in the relations `without`."""
        stack = [c for c in self.children[i] if self.kinds[c] not in without]
        yield i
        while stack:
            c = stack.pop()
            yield c
            stack.extend(self.children[c])

    def phrase(self, i: int, without: frozenset[str] = frozenset()) -> tuple[int, int]:
        """The unbroken token range around `i` that its subtree fills, without outer punctuation: [start, end)."""
        kinds, edges = self.kinds, self.edges
        kept = [edges[c] for c in self.children[i] if kinds[c] not in without]
        if not kept:
            return i, i + 1
        start = end = i
        if False not in [whole for _, _, whole in kept]:
            for first, last, _ in reversed(kept):
                if last == start - 1:
                    start = first
            for first, last, _ in kept:
                if first == end + 1:
                    end = last
        else:
            inside = set(self.descend(i, without))
            while start - 1 in inside:
                start -= 1
            while end + 1 in inside:
                end += 1
        while start < i and self.punct[start] and self.doc.columns.orth[start] not in QUOTES:
            start += 1
        while end > i and ((self.punct[end] and self.doc.columns.orth[end] not in ")]") or self.space[end]):
            end -= 1
        return start, end + 1

    def subtree(self, i: int) -> tuple[int, int]:
        """From the first to the last word below `i`, gaps included: clauses around a reporting clause have gaps."""
        first, last, _ = self.edges[i]
        while first < i and (self.punct[first] or self.space[first]):
            first += 1
        while last > i and (self.punct[last] or self.space[last]):
            last -= 1
        return first, last + 1


def edges(heads: Sequence[int], children: Sequence[Sequence[int]]) -> list[tuple[int, int, bool]]:
    """The first and last word of each subtree, and whether it fills all between."""
    order = [i for i, head in enumerate(heads) if head == i]
    for i in order:
        order += children[i]
    first, last, size = list(range(len(heads))), list(range(len(heads))), [1] * len(heads)
    for i in reversed(order):
        head = heads[i]
        if head != i:
            if first[i] < first[head]:
                first[head] = first[i]
            if last[i] > last[head]:
                last[head] = last[i]
            size[head] += size[i]
    return [(a, b, b - a + 1 == n) for a, b, n in zip(first, last, size, strict=True)]


def base(relation: str) -> str:
    """The relation without its subtype."""
    return relation.partition(":")[0]
