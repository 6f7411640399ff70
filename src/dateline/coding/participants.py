"""Who takes part: from the tokens of one side's phrase to the actor that they name, describe or take up.

The predicate layer gives the semantic roles; this says who fills them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from dateline.coding.entities.chains import Chains
from dateline.coding.name_edges import trim
from dateline.language import Parse
from dateline.language.plain import Plain
from dateline.language.syntax.noun_phrases import names_in
from dateline.model import Actor, Entity, Span, Statement

Resolve = Callable[[Actor], Actor]
"""Adds country, sectors and office to an actor of the report."""

_NOBODY = frozenset(
    "it that this there what which who whom one some many others these those they we i you he she".split()
)

_PARTS = frozenset(("one", "some", "many", "others", "those"))
_OTHERS = "others"
_AGES = ("appos", "nmod")  # "the driver, 42, was"
_LEADERS = frozenset(("leader", "president", "minister", "man", "politician", "head", "official", "statesman"))
_NEAR = 600  # characters: about two paragraphs
_SPEAKER = frozenset(("i", "we", "me", "us"))
_OF_A_STATE = frozenset(
    "country nation government state army military forces troops soldiers police parliament ministry administration"
    " people side regime authorities".split()
)


@dataclass(frozen=True, slots=True)
class Participants:
    """Names the sides of events. `who` names nobody for a pronoun that stands for nobody known.

    `nested` are the quotations inside quotations, `days` the expressions of time. `text` is the report's: a Doc builds
    its own anew each time.
    """

    parse: Parse
    text: str
    chains: Chains
    resolve: Resolve
    statements: tuple[Statement, ...] = ()
    nested: tuple[Span, ...] = ()
    days: tuple[Span, ...] = ()

    @property
    def _tokens(self) -> tuple[Plain, ...]:
        return self.parse.tokens

    def who(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors that tokens [start, end) name; each one's span is those tokens."""
        head = self._tokens[self.parse.doc[start:end].root.i]
        if head.lower_.endswith(("self", "selves")):
            return ()
        entity = self.chains.entity_at(head) or self._entity_named(start, end, head.i)
        span = self._span(start, end)
        if entity is not None and entity.kind == "other":
            return ()  # a summit or a cup is no side
        if entity is not None:
            return (self.resolve(Actor(entity.name, span, entity.id, how="named in the report")),)
        if (head.pos_ == "PRON" or head.lower_ in _NOBODY) and not self._is_part(head.i, end):
            return self._speakers(span) if head.lower_ in _SPEAKER else self._take_up(head.i, span)
        return self._last_two(start, head.i, head.lemma_.lower(), span) or self._describe(start, end, head.i)

    def _is_part(self, head: int, end: int) -> bool:
        """ "One of two men", "some of the rebels", "two others", "killing one"."""
        token = self.parse.doc[head]
        counted = token.lower_ == _OTHERS and any(t.pos_ == "NUM" for t in token.lefts)
        if counted or (token.pos_ == "NUM" and token.dep_ not in _AGES):
            return True
        return head + 1 < end and self.parse.doc[head + 1].lower_ == "of" and self.parse.doc[head].lower_ in _PARTS

    def _describe(self, start: int, end: int, head: int) -> tuple[Actor, ...]:
        start, end = trim(self.parse, self.days, start, end, head)
        name = " ".join(self._bare_span(start, end).cut(self.text).split())
        if not name:
            return ()
        plain = Actor(name, self._span(start, end), how="described")
        found = self.resolve(plain)
        if not found.country and not found.sectors and self._is_time(head):
            return ()  # "Friday's", "March 28"
        if not found.sectors and any(e.label_ == "PERSON" for e in names_in(self.parse.doc, start, end)):
            return (plain,)  # something of a person's: whose, the person says, not a town of that name
        return (self._add_owner(start, head, found) if found.country is None else found,)

    def _is_time(self, head: int) -> bool:
        word = Span(self._tokens[head].idx, self._tokens[head].end)
        return any(day.contains(word) for day in self.days)

    def _last_two(self, start: int, head: int, lemma: str, span: Span) -> tuple[Actor, ...]:
        """ "The two leaders": the two persons named last, where the paragraphs before name just two of one standing."""
        if lemma not in _LEADERS or not any(t.lower_ in ("two", "both") for t in self._tokens[start:head]):
            return ()
        before = [
            (mention.end, e)
            for e in self.chains.entities
            if e.kind == "person"
            for mention in e.mentions
            if span.start - _NEAR < mention.start < span.start
        ]
        names = {e.id: e for _, e in sorted(before, key=lambda pair: pair[0])}
        if len(names) != 2:
            return ()
        how = "the two named before"
        return tuple(self.resolve(Actor(e.name, span, e.id, how=how)) for e in names.values())

    def _speakers(self, span: Span) -> tuple[Actor, ...]:
        """ "We" in a quotation is whoever is quoted; in a quotation inside another, whoever is quoted there."""
        inner = next((one for one in self.nested if one.contains(span)), None)
        for statement in reversed(self.statements):
            held = next((c for c in statement.content if c.contains(span)), None)
            if held is None or statement.quotation == "indirect":
                continue
            speaker = statement.speaker
            if inner is not None and not inner.contains(held):
                return ()  # nobody is told to have said the inner words
            if speaker is None or (speaker.entity is None and speaker.name.casefold() in _NOBODY):
                return ()
            return (replace(speaker, span=span, how=f"who is quoted; {speaker.how}"),)
        return ()

    def _add_owner(self, start: int, head: int, found: Actor) -> Actor:
        """ "His country", "its embassy": the country of whoever the possessive stands for."""
        for token in self._tokens[start:head]:
            entity = self.chains.entity_at(token) if token.tag_ == "PRP$" else None
            owns = entity is not None and entity.kind != "person"  # a state's or a body's, whatever it is
            if entity is not None and (owns or self._tokens[head].lower_ in _OF_A_STATE):
                owner = self.resolve(Actor(entity.name, found.span, entity.id))
                how = f"of {entity.name}; {owner.how}"
                return replace(found, country=owner.country, cow=owner.cow, gw=owner.gw, how=how)
        return found

    def _entity_named(self, start: int, end: int, head: int) -> Entity | None:
        """The entity whose name holds the head, where a parse put the head on another word of the name."""
        for ent in names_in(self.parse.doc, start, end):
            if ent.start <= head < ent.end and ent.label_ != "NORP":
                return self.chains.of(self._span(ent.start, ent.end))
        return None

    def _take_up(self, head: int, span: Span) -> tuple[Actor, ...]:
        """Whom a pronoun without an entity takes up: every name in its antecedent, else what that describes."""
        earlier = self.chains.antecedent(head)
        if earlier is None:
            return ()
        how = "taken up by a pronoun"
        inside = [e for e in self.chains.entities if e.kind != "nationality" and any(map(earlier.contains, e.mentions))]
        if inside:
            return tuple(self.resolve(Actor(e.name, span, e.id, how=how)) for e in inside)
        words = self.parse.covering(earlier.start, earlier.end)
        bare = self._bare_span(words.start, words.stop) if words else earlier  # "the mayor" and "he" are one
        name = " ".join(bare.cut(self.text).split())
        return (replace(self.resolve(Actor(name, bare, how=how)), span=span),)

    def _bare_span(self, start: int, end: int) -> Span:
        while start < end - 1 and self._tokens[start].pos_ == "DET":
            start += 1
        return self._span(start, end)

    def _span(self, start: int, end: int) -> Span:
        return Span(self._tokens[start].idx, self._tokens[end - 1].end)
