"""How prominent what a text has mentioned is at a place in it: by how recently, how often and in which role."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from dateline.coding.cues import cues
from dateline.coding.entities import NameGroup
from dateline.coding.entities.links import Link
from dateline.coding.entities.name_words import name_words
from dateline.coding.quotes import Quote
from dateline.language import Parse
from dateline.language.plain import Plain
from dateline.model import Span

_REACH = 4
_ROLE_WEIGHT = {"subject": 1.0, "agent": 0.8, "object": 0.6, "recipient": 0.6, "possessor": 0.5}
_MARGIN = 0.93
_LEAST = 0.08


class Mentioned:
    """The working state of one pass over a report: what has been mentioned so far, and how prominently."""

    def __init__(self, parse: Parse, groups: Sequence[NameGroup], quotes: Sequence[Quote]) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.groups = groups
        self.kinds = [group.kind for group in groups]
        self.persons = [(number, group) for number, group in enumerate(groups) if group.kind == "person"]
        self.genders = [group.gender for group in groups]
        self.single = {number for number, group in self.persons if not self._is_plural_name(group)}
        self.named = {name.first: number for number, group in enumerate(groups) for name in group.names}
        self.spoken = _quotes_of_tokens(parse.columns.idx, quotes)
        self.links: list[Link] = []
        self.weights: list[tuple[float, bool]] = []  # of each link that was asked for: by role, and whether a subject
        self.sentence = [0] * len(parse.tokens)
        for number, (first, last) in enumerate(dict.fromkeys(parse.sentences)):
            self.sentence[first:last] = [number] * (last - first)
        self.role: dict[int, str] = {}
        self.clauses: dict[int, set[int]] = {}
        self.subjects: list[tuple[int, int, int]] = []
        self.subject_of: dict[int, int] = {}
        self.complement_of: dict[int, int] = {}
        self.saying: set[int] = set()
        self.dying: set[int] = set()
        self.beside_names: set[int] = set()
        for predicate in parse.predicates:
            leads = "object" if predicate.passive else "subject"
            dead = "subject" if predicate.lemma in name_words().deaths else "object"
            said = (predicate.lemma, "verb") in cues() and not predicate.passive
            for argument in predicate.arguments:
                head, role = argument.head, argument.role
                self.clauses.setdefault(head, set()).add(predicate.head)
                if role == leads:
                    self.subject_of.setdefault(predicate.head, head)
                if role == "predicative":
                    self.complement_of.setdefault(head, predicate.head)
                if argument.shared:
                    continue
                self.role.setdefault(head, "subject" if role == leads and predicate.kind == "verb" else role)
                if role == leads or role == "agent" or argument.preposition == "according to":
                    self.subjects.append((head, argument.start, argument.end))
                if said and (role == leads or argument.preposition == "according to"):
                    self.saying.add(head)
                if predicate.lemma in name_words().deaths | name_words().killings and role == dead:
                    self.dying.add(head)
        self.subjects.sort()
        self._give_roles()

    def _give_roles(self) -> None:
        """ "The ruler of the country, X, met": a name does what the description beside it does."""
        for group in self.groups:
            for name in group.names:
                beside = [i for words in name.roles for i in self.words_of(words)]
                self.beside_names.update(beside)
                for role in (self.role[i] for i in beside if i in self.role):
                    self.role.setdefault(name.first, role)

    def _is_plural_name(self, group: NameGroup) -> bool:
        return all(self.tokens[n.last - 1].tag_ == "NNPS" for n in group.names)

    def words_of(self, span: Span) -> range:
        """The tokens of a span."""
        return self.parse.covering(span.start, span.end)

    def links_in_sentence(self, at: int) -> Iterator[Link]:
        """The links before a token in its sentence, the nearest first."""
        here = self.sentence[at]
        for link in reversed(self.links):
            if self.sentence[link.first] < here:
                return
            yield link

    def entity_before(self, at: int) -> int | None:
        """The entity of the link that holds an earlier token."""
        return next((k.entity for k in reversed(self.links) if k.first <= at < k.last), None)

    def last_speaker(self, at: int) -> int | None:
        """Who was said last, within two sentences before, to have said something."""
        here = self.sentence[at]
        for link in reversed(self.links):
            if here - self.sentence[link.first] > 2:
                return None
            if link.entity is not None and not self.saying.isdisjoint(range(link.first, link.last)):
                return link.entity
        return None

    def dead(self, at: int) -> set[int]:
        """Who has been told to be dead before a token."""
        heads = {head for head in self.dying if head < at}
        return {
            link.entity
            for link in self.links
            if link.entity is not None and link.how != "pronoun" and not heads.isdisjoint(range(link.first, link.last))
        }

    def barred_entities(self, token: Plain) -> set[int]:
        """Two arguments of one predicate are not the same one, unless the word says so ("himself", "his")."""
        mine = self.clauses.get(token.i)
        if not mine or token.tag_ == "PRP$" or token.lower_.endswith("self"):
            return set()
        out: set[int] = set()
        for link in self.links_in_sentence(token.i):
            heads = (self.clauses.get(i) for i in range(link.first, link.last))
            if link.entity is not None and any(one and not one.isdisjoint(mine) for one in heads):
                out.add(link.entity)
        return out

    def salience(self, at: int, *, subject_only: bool = False) -> dict[int, float]:
        """How prominent each entity mentioned within reach is at a token."""
        here, spoken = self.sentence[at], self.spoken[at]
        for link in self.links[len(self.weights) :]:
            roles = [self.role[i] for i in range(link.first, link.last) if i in self.role]
            weight = max([_ROLE_WEIGHT.get(role, 0.4) for role in roles], default=0.35)
            self.weights.append((weight, "subject" in roles))
        totals: dict[int, float] = {}
        sentence, quoted = self.sentence, self.spoken
        for link, (weight, subject) in zip(reversed(self.links), reversed(self.weights), strict=True):
            gap = here - sentence[link.first]
            if gap > _REACH:
                break
            entity = link.entity
            if entity is None or (subject_only and not subject):
                continue
            if quoted[link.first] is not spoken:
                weight *= 0.3
            elif not gap and subject:
                weight *= 1.5
            totals[entity] = totals.get(entity, 0.0) + weight * 0.5**gap
        return totals


def winner(scores: Mapping[int, float]) -> int | None:
    """The one that leads by a margin; None where two are as good or none is."""
    ranked = sorted(scores, key=lambda n: (-scores[n], n))
    if not ranked or scores[ranked[0]] < _LEAST:
        return None
    if len(ranked) > 1 and scores[ranked[1]] > _MARGIN * scores[ranked[0]]:
        return None
    return ranked[0]


def _quotes_of_tokens(starts: Sequence[int], quotes: Sequence[Quote]) -> list[Quote | None]:
    """For every token the first quotation whose words hold it."""
    out: list[Quote | None] = [None] * len(starts)
    for quote in reversed(quotes):
        first, last = bisect_left(starts, quote.inner.start), bisect_left(starts, quote.inner.end)
        out[first:last] = [quote] * (last - first)
    return out
