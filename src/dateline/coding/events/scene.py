"""One report's parse made ready for event rules: its predicates, their arguments, and who the arguments name.

A `Scene` answers the questions that conditions in the tables ask: which lemmas stand at the head of an
argument, is it a political actor, which sides does a coordinated phrase hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from spacy.tokens import Doc

from dateline.coding.events.ontology import Condition, Ontology, Parts
from dateline.language.phrases import appositions, conjuncts, core, names_in
from dateline.language.predicates import Argument, Predicate
from dateline.model import Actor, Span

Who = Callable[[int, int], tuple[Actor, ...]]
"""(first token, end token) of one side's phrase -> the actors that it names: none, one, or those that "they" are."""

_OWN_ROLES = frozenset(("subject", "object", "recipient", "agent", "possessor", "clause", "predicative"))


def known(actor: Actor) -> bool:
    """Whether an actor is somebody who can act in politics: a state, a body, a named or typed person or group."""
    return actor.country is not None or actor.entity is not None or any(s != "UNK" for s in actor.sectors)


def _is_thing(actor: Actor) -> bool:
    """Something of a state, but nobody: "Norway's port of Narvik"."""
    return actor.entity is None and not actor.sectors and actor.name.strip()[:1].isupper() and " " in actor.name


@dataclass(frozen=True, slots=True)
class Scene:
    """Predicates by head token, and `who` to name participants. Results of `who` are kept per phrase."""

    doc: Doc
    predicates: Mapping[int, Predicate]
    who: Who
    words: Ontology
    _seen: dict[tuple[int, int], tuple[Actor, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, doc: Doc, found: Iterable[Predicate], who: Who, words: Ontology) -> Scene:
        """Build from the predicates of `doc`."""
        return cls(doc, {p.head: p for p in found}, who, words)

    def named(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors that tokens [start, end) name."""
        if (start, end) not in self._seen:
            self._seen[start, end] = self.who(start, end)
        return self._seen[start, end]

    def sides(self, argument: Argument) -> tuple[tuple[int, int], ...]:
        """Token ranges of the coordinated members of an argument's phrase, in order."""
        heads = conjuncts(self.doc, argument.head)
        inside = [h for h in heads if argument.start <= h < argument.end or h == argument.head]
        return tuple(core(self.doc, h) for h in inside)

    def actors(self, argument: Argument) -> tuple[Actor, ...]:
        """The actors that an argument names, one a side; an apposition or a part of the phrase may name a side."""
        out = [actor for start, end in self.sides(argument) for actor in self._side(start, end)]
        if not any(a.entity for a in out):
            named = [a for h in appositions(self.doc, argument.head) for a in self._side(*core(self.doc, h))]
            out = [a for a in named if a.entity or a.country] or out
        return tuple(out)

    def _side(self, start: int, end: int) -> tuple[Actor, ...]:
        actors = self.named(start, end)
        if any(known(a) and not _is_thing(a) for a in actors):
            return actors
        # "the killing of civilians during Turkey's operations" names nobody itself; what it holds may.
        for ent in names_in(self.doc, start, end):
            inner = tuple(a for a in self.named(ent.start, ent.end) if a.country)
            if inner:
                return inner
        return actors

    def is_actor(self, argument: Argument) -> bool:
        """Whether the argument is, or holds, somebody who can act in politics."""
        return any(known(a) for a in self.actors(argument))

    def is_itself_actor(self, argument: Argument) -> bool:
        """Whether the argument names an actor, not only something of one: "Kim", but not "Kim's letter"."""
        return any(known(a) for start, end in self.sides(argument) for a in self.named(start, end))

    def lemmas(self, argument: Argument) -> frozenset[str]:
        """Head lemmas of an argument's sides; behind a quantity or a vague
        word ("dozens of protesters", "a mediation effort") also what it is of."""
        out: set[str] = set()
        for head in conjuncts(self.doc, argument.head):
            token = self.doc[head]
            out.add(token.lemma_.lower())
            vague = self.words.classes["QUANTITY"] | self.words.classes["VAGUE"]
            if token.lemma_.lower() in vague or token.pos_ == "NUM":
                start, end = core(self.doc, head)
                out.update(t.lemma_.lower() for t in self.doc[start:end] if t.pos_ == "NOUN")
        return frozenset(out)

    def arguments(self, predicate: Predicate, role: str) -> tuple[Argument, ...]:
        """The arguments that a table's role name means: a role of the layer, `clause:to`, or a preposition."""
        name, _, marker = role.partition(":")
        if name == "object":
            return self.objects(predicate)
        if name in _OWN_ROLES:
            found = tuple(a for a in predicate.arguments if a.role == name)
            if name == "possessor":
                found = tuple(a for a in found if not self._is_scene(a))
            return tuple(a for a in found if a.preposition == marker) if marker else found
        # "Warned against making deals": a clause can stand where a phrase does.
        own = tuple(a for a in predicate.arguments if a.role in ("oblique", "clause") and a.preposition == name)
        return own or self._of_object(predicate, name)

    def _of_object(self, predicate: Predicate, preposition: str) -> tuple[Argument, ...]:
        """A phrase may hang on the noun that the verb takes: "make a deal with Iran", "held talks in Rome with"."""
        if predicate.kind != "verb":
            return ()
        nouns = [self.predicates[a.head] for a in self.objects(predicate) if a.head in self.predicates]
        return tuple(a for noun in nouns for a in noun.oblique(preposition))

    def objects(self, predicate: Predicate) -> tuple[Argument, ...]:
        """What the predicate is done to.

        A stretch of time is not ("the week that they met"); a bare noun phrase that the parse calls an adverbial is
        ("expressed this Friday his interest").
        """
        times = self.words.classes["TIME"]
        return tuple(
            a
            for a in predicate.arguments
            if (a.role == "object" or self._is_bare(a)) and self.doc[a.head].lemma_.lower() not in times
        )

    def _is_bare(self, argument: Argument) -> bool:
        head = self.doc[argument.head]
        return argument.role == "oblique" and not argument.preposition and head.pos_ == "NOUN" and not head.ent_type_

    def _is_scene(self, argument: Argument) -> bool:
        """A place name set before a noun says where, not who: "the Bali bombing", but "Indonesia's army"."""
        after = self.doc[argument.end] if argument.end < len(self.doc) else None
        genitive = (after is not None and after.tag_ == "POS") or self.doc[argument.end - 1].tag_ == "POS"
        return self.doc[argument.head].ent_type_ == "LOC" and not argument.preposition and not genitive

    def holds(self, predicate: Predicate, condition: Condition) -> bool:
        """Whether one condition of a table row is true of the predicate."""
        found = self.arguments(predicate, condition.role)
        if condition.actor:
            true = any(self.is_itself_actor(a) if condition.itself else self.is_actor(a) for a in found)
        elif condition.words:
            true = any(self.lemmas(a) & condition.words for a in found)
        else:
            true = bool(found)
        return true != condition.absent

    def play(self, predicate: Predicate, parts: Parts) -> tuple[Argument, ...]:
        """The arguments of the first alternative that names an actor, or else of the first that is there.

        "Lifted sanctions on Friday on Sudan": of two phrases with one preposition only the second is a side.
        """
        first: tuple[Argument, ...] = ()
        for roles in parts.alternatives:
            found = tuple(a for role in roles for a in self.arguments(predicate, role) if a.role != "clause")
            sides = tuple(a for a in found if self.is_actor(a))
            if sides:
                return sides
            first = first or found
        return first

    def span(self, start: int, end: int) -> Span:
        """Characters of tokens [start, end)."""
        last = self.doc[end - 1]
        return Span(self.doc[start].idx, last.idx + len(last))
