"""What takes up what (coreference): names, descriptions and pronouns of one report, each with the entity it stands for.

One pass from left to right over the names, role nouns and pronouns of a parse. A description is resolved by the roles
that stand beside names ("the Russian leader" ... "Russian President Vladimir Putin"), a pronoun by salience: how
recently, how often and in which grammatical role its candidates were mentioned. Where two candidates are as good, or
none is, the answer is None.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Literal

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.coding.cues import role_noun
from dateline.coding.entities import NameGroup, entity_of, group_names
from dateline.coding.entities.descriptions import Description, find_description, rate_description
from dateline.coding.entities.lands import lands_in
from dateline.coding.entities.mentions import Name, find_names
from dateline.coding.quotes import Quote
from dateline.language import Parse
from dateline.language.plain import Plain
from dateline.model import Entity, Report, Span

How = Literal["name", "description", "pronoun", "voice"]
HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their theirs themselves".split())
IT = frozenset("it its itself".split())
_PERSONAL = HE | SHE
_NOUNS = frozenset(("NOUN", "PROPN"))
_TAKING_UP = _PERSONAL | THEY | IT
_PEOPLES = ("s", "ese", "sh", "ch")  # "the Serbs", "the Chinese", "the Irish" are many
_REACH = 4
_ROLE_WEIGHT = {"subject": 1.0, "agent": 0.8, "object": 0.6, "recipient": 0.6, "possessor": 0.5}
_MARGIN = 0.93
_LEAST = 0.08


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

    def link(self, token: Plain | Token | int) -> Link | None:
        """The link that holds a token."""
        number = self._at.get(token if isinstance(token, int) else token.i)
        return None if number is None else self.links[number]

    def entity_at(self, words: Plain | Token | Tokens | int) -> Entity | None:
        """The entity that a token, or the head of a token span, stands for; None where that is not sure."""
        token = words.root.i if isinstance(words, Tokens) else words
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

    def antecedent(self, token: Plain | Token | int) -> Span | None:
        """The earlier phrase that a pronoun takes up, where it names no entity ("protesters ... they")."""
        link = self.link(token)
        return None if link is None else link.antecedent


def find_chains(report: Report, parse: Parse, quotes: Sequence[Quote] = ()) -> Chains:
    """The chains of `report`. `quotes` keep apart what is said inside and outside quotation marks."""
    groups = group_names(find_names(parse, report.text))
    title = next((part.span.end for part in report.parts if part.kind == "title"), 0)
    pass_ = _Pass(parse, groups, quotes, title)
    links = pass_.run()
    described: dict[int, set[Span]] = {}
    for link in links:
        if link.entity is not None and link.how == "description":
            described.setdefault(link.entity, set()).add(link.span)
    entities = []
    for number, group in enumerate(groups):
        named = entity_of(report, group)
        if number in described or len(named.mentions) > 1:
            named = replace(named, mentions=tuple(sorted({*named.mentions, *described.get(number, ())})))
        entities.append(named)
    return Chains.of_links(entities, links)


class _Pass:
    """The working state of one pass: what has been mentioned so far, and how prominently."""

    def __init__(self, parse: Parse, groups: Sequence[NameGroup], quotes: Sequence[Quote], title: int = 0) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.lead = parse.token_at(title)  # a headline describes whom the story names below
        self.groups = groups
        self.kinds = [group.kind for group in groups]
        self.persons = [(number, group) for number, group in enumerate(groups) if group.kind == "person"]
        self.genders = [group.gender for group in groups]
        self.single = {number for number, group in self.persons if not self._is_plural_name(group)}
        self.spoken = _quotes_of_tokens(parse.columns.idx, quotes)
        self.links: list[Link] = []
        self.weights: list[tuple[float, bool]] = []  # of each link that was asked for: by role, and whether a subject
        self.sentence = [0] * len(parse.tokens)
        for number, (first, last) in enumerate(dict.fromkeys(parse.sentences)):
            self.sentence[first:last] = [number] * (last - first)
        self.role: dict[int, str] = {}
        self.clauses: dict[int, set[int]] = {}
        self.subjects: list[tuple[int, int, int]] = []
        for predicate in parse.predicates:
            leads = "object" if predicate.passive else "subject"
            for argument in predicate.arguments:
                head, role = argument.head, argument.role
                self.clauses.setdefault(head, set()).add(predicate.head)
                if not argument.shared:
                    self.role.setdefault(head, role)
                    if role == leads or role == "agent" or argument.preposition == "according to":
                        self.subjects.append((head, argument.start, argument.end))
        self.subjects.sort()
        self._give_roles()

    def _give_roles(self) -> None:
        """ "The ruler of the country, X, met": a name does what the description beside it does."""
        for group in self.groups:
            for name in group.names:
                beside = (self.role[i] for words in name.roles for i in self._tokens(words) if i in self.role)
                for role in beside:
                    self.role.setdefault(name.first, role)

    def _is_plural_name(self, group: NameGroup) -> bool:
        return all(self.tokens[n.last - 1].tag_ == "NNPS" for n in group.names)

    def run(self) -> list[Link]:
        found = [(number, n) for number, group in enumerate(self.groups) for n in group.names]
        # "Greek Fire Service" begins where "Greek" does: the longer name stands
        names = {n.first: (number, n) for number, n in sorted(found, key=lambda pair: pair[1].last)}
        within = {i for _, n in found for i in range(n.first, n.last)}
        taken = {i for _, n in found for role in n.roles for i in self._tokens(role)}
        kinds, words = self.parse.columns.pos, self.parse.columns.lower
        for at, (kind, word) in enumerate(zip(kinds, words, strict=True)):
            if at in names:
                number, name = names[at]
                who = self._find_national(name) if name.kind == "nationality" else None
                how: How = "name" if who is None else "description"
                self.links.append(Link(name.first, name.last, name.span, how, number if who is None else who))
            elif kind == "PRON" or word in _PERSONAL:
                if word in _TAKING_UP and at not in within:
                    self._link_pronoun(self.tokens[at])
            elif kind in _NOUNS and role_noun(word) is not None and at not in within and at not in taken:
                self._link_description(self.tokens[at])
        return self.links

    def _tokens(self, span: Span) -> range:
        return self.parse.covering(span.start, span.end)

    def _link_description(self, token: Plain) -> None:
        found = find_description(self.parse, token, headline=token.i < self.lead)
        if found is None:
            self._link_body(token)
            return
        number = self._find_described(found, token.i)
        if number is not None:
            span = Span(self.tokens[found.first].idx, self.tokens[found.last - 1].end)
            self.links.append(Link(found.first, found.last, span, "description", number))

    def _find_national(self, name: Name) -> int | None:
        """ "The Finn", alone: the one person before whose role is of that state."""
        at = name.last
        behind = self.tokens[at].pos_ if at < len(self.tokens) else "PUNCT"
        the = name.first > 0 and self.tokens[name.first - 1].lower_ == "the"
        lands = lands_in(name.text)
        if not the or not lands or name.text.endswith(_PEOPLES) or behind in ("NOUN", "PROPN", "ADJ", "NUM"):
            return None
        before = (n for n, g in enumerate(self.groups) if self.kinds[n] == "person" and g.names[0].first < name.first)
        fits = [n for n in before if any(lands & lands_in(r) for one in self.groups[n].names for r in one.role_words)]
        return fits[0] if len(fits) == 1 else None

    def _link_body(self, token: Plain) -> None:
        """ "The ministry" for the one body before with that noun in its name, "the group" for the nearest body."""
        noun = role_noun(token.lower_)
        at = token.i
        if noun is None or noun.kind != "organisation" or token.tag_ == "NNS" or not at:
            return
        behind = self.tokens[at + 1].pos_ if at + 1 < len(self.tokens) else "PUNCT"
        if self.tokens[at - 1].lower_ != "the" or behind in ("NOUN", "PROPN") or self._is_continued(at):
            return
        before = [n for n, g in enumerate(self.groups) if self.kinds[n] == "organisation" and g.names[0].first < at]
        named = [n for n in before if noun.noun in self.groups[n].fullest.words]
        fits = named or (before if noun.family == "any" else [])
        number = fits[0] if len(named) == 1 else None
        if number is None and fits:
            salience = self._salience(at)
            number = _winner({n: salience.get(n, 0.0) for n in fits})
        if number is not None:
            span = Span(self.tokens[at - 1].idx, token.end)
            self.links.append(Link(at - 1, at + 1, span, "description", number))

    def _is_continued(self, at: int) -> bool:
        """ "The group of engineers" is another one."""
        return at + 1 < len(self.tokens) and self.tokens[at + 1].lower_ in ("of", "'s", "’s")

    def _find_described(self, found: Description, at: int) -> int | None:
        fits = {
            number: fit
            for number, group in self.persons
            if (group.names[0].first <= at or at < self.lead) and (fit := rate_description(group, found))
        }
        salience = self._salience(at) if len(fits) > 1 else {}
        scores = {n: (fit, salience.get(n, 0.0), -self.groups[n].names[0].first) for n, fit in fits.items()}
        return max(scores, key=lambda n: scores[n]) if scores else None

    def _link_pronoun(self, token: Plain) -> None:
        word = token.lower_
        link: Link | None = None
        if word in HE or word in SHE:
            link = self._link_person(token, "m" if word in HE else "f")
        elif word in IT:
            link = self._link_thing(token)
        elif word in THEY:
            link = self._link_plural(token)
        if link is not None:
            self.links.append(link)

    def _link_person(self, token: Plain, gender: Literal["m", "f"]) -> Link | None:
        out = self._barred_entities(token) | self._speakers(token)
        # whoever has not been mentioned within reach cannot win
        scores = {
            number: score * (1.0 if self.genders[number] else 0.8)
            for number, score in self._salience(token.i).items()
            if self.genders[number] in (None, gender) and number in self.single and number not in out
        }
        winner = _winner(scores)
        return None if winner is None else self._link(token, winner)

    def _speakers(self, token: Plain) -> set[int]:
        """Who is quoted does not speak of himself in the third person: subjects outside the quotation are out."""
        last: dict[int, bool] = {}
        for link in self._links_in_sentence(token.i) if self.spoken[token.i] is not None else ():
            if link.entity is not None and link.entity not in last and self.spoken[link.first] is None:
                last[link.entity] = any(self.role.get(i) == "subject" for i in range(link.first, link.last))
        return {number for number, subject in last.items() if subject}

    def _links_in_sentence(self, at: int) -> Iterator[Link]:
        """The links before a token in its sentence, the nearest first."""
        here = self.sentence[at]
        for link in reversed(self.links):
            if self.sentence[link.first] < here:
                return
            yield link

    def _link_thing(self, token: Plain) -> Link | None:
        if self.role.get(token.i) not in ("subject", "agent") and token.tag_ != "PRP$":
            return None
        salience, out = self._salience(token.i, subject_only=True), self._barred_entities(token)
        scores = {
            number: score
            for number, score in salience.items()
            if self.kinds[number] in ("organisation", "place") and number not in out
        }
        winner = _winner(scores)
        return self._nearest_thing(token) if winner is None else self._link(token, winner)

    def _nearest_thing(self, token: Plain) -> Link | None:
        """ "A study ... It found": the nearest singular subject before that is no person, as a phrase."""
        for head, start, end in reversed(self.subjects):
            if head >= token.i or end > token.i:
                continue
            if self.sentence[token.i] - self.sentence[head] > 1:
                return None
            subject = self.tokens[head]
            noun = role_noun(subject.lower_)
            somebody = subject.ent_type_ == "PERSON" or (noun is not None and noun.kind in ("leader", "person"))
            if subject.tag_ not in ("NN", "NNP") or somebody or subject.ent_type_ in ("DATE", "TIME"):
                continue
            if self.clauses.get(head, set()) & self.clauses.get(token.i, set()):
                continue
            span = Span(self.tokens[start].idx, self.tokens[end - 1].end)
            at = next((k.entity for k in self.links if k.first <= head < k.last), None)
            return Link(token.i, token.i + 1, _span(token), "pronoun", at, span)
        return None

    def _link_plural(self, token: Plain) -> Link | None:
        """ "they": the nearest plural subject before, as a phrase; its entity where that is a group or people."""
        for head, start, end in reversed(self.subjects):
            if head >= token.i or end > token.i or self.sentence[token.i] - self.sentence[head] > 2:
                continue
            if self.clauses.get(head, set()) & self.clauses.get(token.i, set()):
                continue
            subject = self.tokens[head]
            plural = subject.tag_ in ("NNS", "NNPS") or "Plur" in self.parse.doc[head].morph.get("Number", [])
            if plural and subject.pos_ in ("NOUN", "PROPN", "ADJ"):
                span = Span(self.tokens[start].idx, self.tokens[end - 1].end)
                at = next((k.entity for k in self.links if k.first <= head < k.last), None)
                return Link(token.i, token.i + 1, _span(token), "pronoun", at, span)
        return None

    def _link(self, token: Plain, number: int) -> Link:
        return Link(token.i, token.i + 1, _span(token), "pronoun", number)

    def _barred_entities(self, token: Plain) -> set[int]:
        """Two arguments of one predicate are not the same one, unless the word says so ("himself", "his")."""
        mine = self.clauses.get(token.i)
        if not mine or token.tag_ == "PRP$" or token.lower_.endswith("self"):
            return set()
        out: set[int] = set()
        for link in self._links_in_sentence(token.i):
            heads = (self.clauses.get(i) for i in range(link.first, link.last))
            if link.entity is not None and any(one and not one.isdisjoint(mine) for one in heads):
                out.add(link.entity)
        return out

    def _salience(self, at: int, *, subject_only: bool = False) -> dict[int, float]:
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


def _quotes_of_tokens(starts: Sequence[int], quotes: Sequence[Quote]) -> list[Quote | None]:
    """For every token the first quotation whose words hold it."""
    out: list[Quote | None] = [None] * len(starts)
    for quote in reversed(quotes):
        first, last = bisect_left(starts, quote.inner.start), bisect_left(starts, quote.inner.end)
        out[first:last] = [quote] * (last - first)
    return out


def _span(token: Plain) -> Span:
    return Span(token.idx, token.end)


def _winner(scores: Mapping[int, float]) -> int | None:
    ranked = sorted(scores, key=lambda n: (-scores[n], n))
    if not ranked or scores[ranked[0]] < _LEAST:
        return None
    if len(ranked) > 1 and scores[ranked[1]] > _MARGIN * scores[ranked[0]]:
        return None
    return ranked[0]
