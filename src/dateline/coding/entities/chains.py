"""What takes up what (coreference): names, descriptions and pronouns of one report, each with the entity it stands for.

One pass from left to right over the names, role nouns and pronouns of a parse. A description is resolved by the roles
that stand beside names ("the Russian leader" ... "Russian President Vladimir Putin") or that the tables give them, a
pronoun by salience: how recently, how often and in which grammatical role its candidates were mentioned. Where two
candidates are as good, or none is, the answer is None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from dateline.coding.cues import role_noun
from dateline.coding.entities import NameGroup, entity_of, group_names
from dateline.coding.entities.descriptions import (
    Description,
    Relation,
    find_description,
    find_relation,
    holds_office,
    rate_description,
    rate_relation,
)
from dateline.coding.entities.lands import lands_in
from dateline.coding.entities.links import Chains, How, Link
from dateline.coding.entities.mentions import Name, find_names
from dateline.coding.entities.pronouns import HE, IT, SHE, THEY, Pronouns
from dateline.coding.entities.salience import winner
from dateline.coding.quotes import Quote
from dateline.language import Parse
from dateline.language.plain import Plain
from dateline.model import Report, Span

__all__ = ["Chains", "Link", "find_chains"]

OfficeOf = Callable[[str], str]
"""The words for the office that a person of that full name holds or held; "" where the tables know none."""

_PERSONAL = HE | SHE
_NOUNS = frozenset(("NOUN", "PROPN"))
_TAKING_UP = _PERSONAL | THEY | IT
_PEOPLES = ("s", "ese", "sh", "ch")  # "the Serbs", "the Chinese", "the Irish" are many


def find_chains(
    report: Report, parse: Parse, quotes: Sequence[Quote] = (), office_of: OfficeOf | None = None
) -> Chains:
    """The chains of `report`. `quotes` keep apart what is said inside and outside quotation marks."""
    names = find_names(parse, report.text)
    groups = group_names(names if office_of is None else [_with_office(name, office_of) for name in names])
    title = next((part.span.end for part in report.parts if part.kind == "title"), 0)
    links = _Pass(parse, groups, quotes, title).run()
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


def _with_office(name: Name, office_of: OfficeOf) -> Name:
    """The name with the office that the tables give its bearer, where the text gives none."""
    if name.kind != "person" or name.role_words or len(name.words) < 2:
        return name
    office = office_of(name.text)
    return replace(name, role_words=(office,)) if office else name


class _Pass(Pronouns):
    """The names and descriptions of one pass."""

    def __init__(self, parse: Parse, groups: Sequence[NameGroup], quotes: Sequence[Quote], title: int = 0) -> None:
        super().__init__(parse, groups, quotes)
        self.lead = parse.token_at(title)  # a headline describes whom the story names below

    def run(self) -> list[Link]:
        found = [(number, n) for number, group in enumerate(self.groups) for n in group.names]
        # "Greek Fire Service" begins where "Greek" does: the longer name stands
        names = {n.first: (number, n) for number, n in sorted(found, key=lambda pair: pair[1].last)}
        within = {i for _, n in found for i in range(n.first, n.last)}
        taken = {i for _, n in found for role in n.roles for i in self.words_of(role)}
        kinds, words = self.parse.columns.pos, self.parse.columns.lower
        for at, (kind, word) in enumerate(zip(kinds, words, strict=True)):
            if at in names:
                number, name = names[at]
                who = self._find_national(name) if name.kind == "nationality" else None
                how: How = "name" if who is None else "description"
                self.links.append(Link(name.first, name.last, name.span, how, number if who is None else who))
            elif kind == "PRON" or word in _PERSONAL:
                if word in _TAKING_UP and at not in within:
                    self.link_pronoun(self.tokens[at])
            elif kind in _NOUNS and role_noun(word) is not None and at not in within and at not in taken:
                self._link_description(self.tokens[at])
        return self.links

    def _link_description(self, token: Plain) -> None:
        relation = find_relation(self.parse, token)
        if relation is not None:
            self._add(relation.first, relation.last, self._find_related(relation, token.i))
            return
        found = find_description(self.parse, token, headline=token.i < self.lead)
        if found is None:
            self._link_body(token)
        else:
            self._add(found.first, found.last, self._find_described(found, token.i))

    def _add(self, first: int, last: int, number: int | None) -> None:
        if number is not None:
            span = Span(self.tokens[first].idx, self.tokens[last - 1].end)
            self.links.append(Link(first, last, span, "description", number))

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
            salience = self.salience(at)
            number = winner({n: salience.get(n, 0.0) for n in fits})
        self._add(at - 1, at + 1, number)

    def _is_continued(self, at: int) -> bool:
        """ "The group of engineers" is another one."""
        return at + 1 < len(self.tokens) and self.tokens[at + 1].lower_ in ("of", "'s", "’s")

    def _find_described(self, found: Description, at: int) -> int | None:
        subject = self.subject_of.get(self.complement_of.get(at, -1))
        if subject is not None and subject < at:  # "Maddon was the man who ended it"
            number = self.entity_before(subject)
            return number if number is not None and self.kinds[number] == "person" else None
        fits = {
            number: fit
            for number, group in self.persons
            if (group.names[0].first <= at or at < self.lead) and (fit := rate_description(group, found))
        }
        salience = self.salience(at) if len(fits) > 1 else {}
        scores = {n: (fit, salience.get(n, 0.0), -self.groups[n].names[0].first) for n, fit in fits.items()}
        return max(scores, key=lambda n: scores[n]) if scores else None

    def _find_related(self, found: Relation, at: int) -> int | None:
        """ "His sister", "her Polish counterpart": the one whom the words fit; "her counterpart", the one other who
        holds an office, of those named within a few sentences."""
        owner = self.entity_before(found.owner)
        near = self.salience(at)
        before = [(n, g) for n, g in self.persons if n != owner and g.names[0].first < at]
        if found.kin:
            kin = [n for n, group in before if rate_relation(group, found)]
            return kin[0] if len(kin) == 1 else None
        if found.lands:
            fits = {n: near.get(n, 0.0) for n, group in before if rate_relation(group, found)}
            return next(iter(fits)) if len(fits) == 1 else winner(fits)
        other = [n for n, group in before if n in near and holds_office(group)]
        return other[0] if len(other) == 1 and found.mutual and owner is not None else None
