"""Links from the words of a report to what they stand for, and all of them together as chains."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from dateline.language.annotated import Word, WordRange
from dateline.language.plain import Plain
from dateline.model import Entity, Span

How = Literal["name", "description", "pronoun", "voice"]


@dataclass(frozen=True, slots=True)
class Link:
    """Tokens [first, last) and what they stand for: the number of an entity, or only an earlier phrase, or neither."""

    first: int
    last: int
    span: Span
    how: How
    entity: int | None = None
    antecedent: Span | None = None


@dataclass(frozen=True, slots=True)
class Chains:
    """The result: `entities` with all their names and descriptions, and every link in the order of the text."""

    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    _at: Mapping[int, int] = field(default_factory=lambda: MappingProxyType({}), repr=False)

    @classmethod
    def of_links(cls, entities: Sequence[Entity], links: Sequence[Link]) -> Chains:
        """Build from links; where two hold one token, the longer wins."""
        ordered = tuple(sorted(links, key=lambda k: (k.first, -k.last)))
        at: dict[int, int] = {}
        for number in sorted(range(len(ordered)), key=lambda n: (ordered[n].last - ordered[n].first, -n)):
            for token in range(ordered[number].first, ordered[number].last):
                at[token] = number
        return cls(tuple(entities), ordered, MappingProxyType(at))

    def link(self, token: Plain | Word | int) -> Link | None:
        """The link that holds a token."""
        number = self._at.get(token if isinstance(token, int) else token.i)
        return None if number is None else self.links[number]

    def entity_at(self, words: Plain | Word | WordRange | int) -> Entity | None:
        """The entity that a token, or the head of a token span, stands for; None where that is not sure."""
        token = words.root.i if isinstance(words, WordRange) else words
        link = self.link(token)
        return None if link is None or link.entity is None else self.entities[link.entity]

    def of(self, span: Span) -> Entity | None:
        """The entity that the words at `span` name or take up: the longest link that holds the span, or ends with it.

        "Putin" is in "Putin's army", but these words do not name him: then None.
        """
        end = bisect_right(self.links, span.end - 1, key=lambda k: k.span.start)
        fits = [
            link
            for link in self.links[max(0, end - 12) : end]
            if link.entity is not None and link.span.start < span.end <= link.span.end
        ]
        best = max(fits, key=lambda k: (k.span.end - k.span.start, k.first), default=None)
        return None if best is None or best.entity is None else self.entities[best.entity]

    def antecedent(self, token: Plain | Word | int) -> Span | None:
        """The earlier phrase that a pronoun takes up, where it names no entity ("protesters ... they")."""
        link = self.link(token)
        return None if link is None else link.antecedent
