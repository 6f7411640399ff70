"""One report's parse made ready for event rules: its predicates, their arguments, and who the arguments name.

A `EventContext` answers the questions that the tables ask: which lemmas stand at the head of an
argument, is it a political actor, which sides does a coordinated phrase hold.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from dateline.coding.events.context.findings import Findings, is_known
from dateline.coding.events.context.naming import name_sides
from dateline.coding.events.context.nouns import KeptNouns
from dateline.coding.events.context.offset import Offset
from dateline.coding.events.context.relations import find_particles, find_speakers
from dateline.coding.events.context.standing import Standing
from dateline.coding.events.ontology.entries import Ontology
from dateline.language import ToldAct, knows_acts, told_acts
from dateline.language.annotated import AnnotatedText
from dateline.language.parse import Parse
from dateline.language.plain import Plain, Stretch
from dateline.language.syntax.noun_phrases import appositions, conjuncts, core
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Actor, Place, Report, Span, Statement, When

__all__ = ["EventContext", "Findings", "brought_by", "is_known"]

_OWN_ROLES = frozenset(("subject", "object", "recipient", "agent", "possessor", "clause", "predicative"))
_BROUGHT = frozenset(("oblique", "clause", "possessor"))
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "ADJ"))
_ACTING = ("GROUP", "PEOPLE", "PAPER", "TROOPS", "MISSILES", "VIOLENCE", "QUANTITY")
_YEAR = len("2023")
_CONTENT = frozenset(("NOUN", "PROPN", "VERB", "ADJ", "NUM"))
_WILL = frozenset(("will", "would", "shall", "'ll", "wo"))


def brought_by(predicate: Predicate, preposition: str) -> tuple[Argument, ...]:
    """What a preposition brings to the predicate itself; "of" brings what the layer calls a possessor."""
    return tuple([a for a in predicate.arguments if a.preposition == preposition and a.role in _BROUGHT])


def _by_sentence(parse: Parse, statements: Sequence[Statement]) -> Mapping[Stretch, tuple[Statement, ...]]:
    out: dict[Stretch, tuple[Statement, ...]] = {}
    for said in statements:
        if said.cue is None or not parse.tokens:
            continue
        sentence = parse.sentences[parse.covering(said.cue.start, said.cue.start).start]
        if parse.tokens[sentence.start].idx <= said.cue.start < parse.tokens[sentence.end - 1].end:
            out[sentence] = (*out.get(sentence, ()), said)
    return MappingProxyType(out)


@dataclass(frozen=True, slots=True)
class EventContext:
    """The report with its parse, what was found in it, and the ontology. Results of `who` are kept per phrase.

    `times` are those that can date an event: that of the dateline says when the report was written. `meetings` are the
    types of meetings and of plans to meet. `standing_times` and `standing_places` find times and places by where they
    stand. `nouns`: what was found to be known of noun phrases, whatever the act; `offsets`: phrases of distance by
    their sentence, as they are asked for. `doc` and `tokens` are those of the parse.
    """

    report: Report
    parse: Parse
    found: Findings
    ontology: Ontology
    times: tuple[When, ...]
    speakers: Mapping[int, Argument]
    verbs: tuple[int, ...]
    particles: Mapping[int, tuple[str, ...]]
    meetings: frozenset[str]
    standing_times: Standing[When]
    standing_places: Standing[Place]
    _said: Mapping[Stretch, tuple[Statement, ...]]
    _seen: dict[tuple[int, int], tuple[Actor, ...]] = field(default_factory=dict)
    _named: dict[Argument, tuple[Actor, ...]] = field(default_factory=dict)
    _lemmas: dict[int, frozenset[str]] = field(default_factory=dict)
    _objects: dict[int, tuple[Argument, ...]] = field(default_factory=dict)
    _words: dict[int, str] = field(default_factory=dict)
    _content: dict[Span, frozenset[str]] = field(default_factory=dict)
    nouns: KeptNouns = field(default_factory=KeptNouns)
    offsets: dict[Stretch, tuple[Offset, ...]] = field(default_factory=dict)
    doc: AnnotatedText = field(init=False)
    tokens: tuple[Plain, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doc", self.parse.doc)
        object.__setattr__(self, "tokens", self.parse.tokens)

    @classmethod
    def of(cls, report: Report, found: Findings, ontology: Ontology) -> EventContext:
        """Build from what was found in the report."""
        parse = found.parse
        line = report.dateline.span if report.dateline is not None else None
        times = tuple(t for t in found.times if line is None or not line.contains(t.span))
        verbs = tuple(p.head for p in parse.predicates if p.kind == "verb")
        speakers, particles = MappingProxyType(find_speakers(parse)), MappingProxyType(find_particles(parse))
        meetings = ontology.types_with("meeting") | ontology.plans_of("meeting")
        said = _by_sentence(parse, found.statements)
        standing = Standing(times), Standing(found.places)
        return cls(report, parse, found, ontology, times, speakers, verbs, particles, meetings, *standing, said)

    @property
    def told(self) -> tuple[ToldAct, ...]:
        """What the encoder proposes, with its probabilities; nothing where another pipeline made the parse."""
        return told_acts(self.doc)

    @property
    def knows_acts(self) -> bool:
        """Whether an encoder that knows acts made the parse."""
        return knows_acts(self.doc)

    def is_future(self, predicate: Predicate) -> bool:
        """Whether the predicate is told as still to come."""
        return predicate.tense == "future" or any(self.tokens[m].lower_ in _WILL for m in predicate.modals)

    def verb_between(self, a: int, b: int, but: Container[int] = ()) -> bool:
        """Whether a verb stands between two tokens, other than those of `but`."""
        low, high = min(a, b), max(a, b)
        return any(verb not in but for verb in self.verbs_in(low + 1, high))

    def verbs_in(self, start: int, end: int) -> tuple[int, ...]:
        """The verbs among tokens [start, end)."""
        return self.verbs[bisect_left(self.verbs, start) : bisect_left(self.verbs, end)]

    def reach(self, token: int) -> tuple[int, int]:
        """The first and the last character of a token's sentence, half open."""
        start, end = self.parse.sentences[token]
        return self.tokens[start].idx, self.tokens[end - 1].end

    def said_around(self, token: int) -> tuple[Statement, ...]:
        """The statements whose cue stands in a token's sentence, in their order."""
        return self._said.get(self.parse.sentences[token], ())

    def named(self, start: int, end: int) -> tuple[Actor, ...]:
        """The actors that tokens [start, end) name."""
        if (start, end) not in self._seen:
            self._seen[start, end] = self.found.who(start, end)
        return self._seen[start, end]

    def sides(self, argument: Argument) -> tuple[tuple[int, int], ...]:
        """Token ranges of the coordinated members of an argument's phrase, in order."""
        return tuple((start, end) for _, start, end in self.members(argument))

    def members(self, argument: Argument) -> tuple[tuple[int, int, int], ...]:
        """(head, start, end) of each coordinated member of an argument's phrase, in order."""
        heads = conjuncts(self.doc, argument.head)
        same = [h for h in heads if h == argument.head or self.tokens[h].pos_ in _NOMINAL]
        spans = [core(self.doc, h) for h in same]
        # What a preposition of its own brings is no further side: "with Russia and in Iran".
        return tuple(
            (h, i, j) for h, (i, j) in zip(same, spans, strict=True) if h == argument.head or self._is_joined(i)
        )

    def _is_joined(self, start: int) -> bool:
        return start > 0 and self.tokens[start - 1].pos_ != "ADP"

    def actors(self, argument: Argument, depth: int = 0) -> tuple[Actor, ...]:
        """The actors that an argument names, one a side; an apposition or a part of the phrase may name a side.

        A pronoun that takes up nobody in the clause of what somebody says is who says it ("the army said it ..."); for
        a paper acts who wrote it ("issued a report accusing ...").
        """
        if argument not in self._named:
            self._named[argument] = name_sides(self, argument, depth)
        return self._named[argument]

    def acts(self, argument: Argument) -> bool:
        """Whether a phrase can act for the name that it holds: "Turkey's fighters", but not "a painting of Turkey"."""
        classes = (self.ontology.classes[c] for c in _ACTING)
        lemmas = self.lemmas(argument)
        return self.tokens[argument.head].pos_ == "PROPN" or any(lemmas & one for one in classes)

    def is_actor(self, argument: Argument) -> bool:
        """Whether the argument is, or holds, somebody who can act in politics, or a kind of group that does."""
        groups = self.ontology.classes["GROUP"]
        return any(is_known(a) for a in self.actors(argument)) or not groups.isdisjoint(self.lemmas(argument))

    def is_itself_actor(self, argument: Argument) -> bool:
        """Whether the argument names an actor, not only something of one: "Kim", but not "Kim's letter"."""
        if any(is_known(a) for start, end in self.sides(argument) for a in self.named(start, end)):
            return True
        return bool(appositions(self.doc, argument.head)) and any(a.entity for a in self.actors(argument))

    def lemmas(self, argument: Argument) -> frozenset[str]:
        """Head lemmas of an argument's sides; behind a quantity or a vague
        word ("dozens of protesters", "a mediation effort") also what it is of."""
        found = self._lemmas.get(argument.head)
        if found is None:
            found = self._lemmas[argument.head] = self._lemmas_of(argument.head)
        return found

    def _lemmas_of(self, first: int) -> frozenset[str]:
        out: set[str] = set()
        vague = self.ontology.classes["QUANTITY"], self.ontology.classes["VAGUE"]
        for head in conjuncts(self.doc, first):
            token = self.tokens[head]
            word = self.lemma(head)
            out.add(word)
            if "_" not in word:
                out.add(token.lemma_.lower())
            if token.lemma_.lower() in vague[0] or token.lemma_.lower() in vague[1] or token.pos_ in ("NUM", "SYM"):
                start, end = core(self.doc, head)
                out.update(t.lemma_.lower() for t in self.tokens[start:end] if t.pos_ in ("NOUN", "ADJ", "VERB"))
        return frozenset(out)

    def lemma(self, head: int) -> str:
        """The lemma of a token, lower case; of "cease-fire" the whole word, however its hyphen was cut, and both words
        of a compound that is no kind of what its head says ("news_conference")."""
        found = self._words.get(head)
        if found is None:
            found = self._words[head] = self._lemma(head)
        return found

    def _lemma(self, head: int) -> str:
        token = self.tokens[head]
        word = token.lemma_.lower()
        before = self.tokens[head - 1]
        compound = f"{before.lower_}_{word}"
        if head and compound in self.ontology.classes["COMPOUND"]:
            return compound
        if before.text != "-" or head < 2 or before.end != token.idx:
            return word
        first = self.tokens[head - 2]
        return word if first.end != before.idx else f"{first.lower_}-{word}"

    def content_words(self, span: Span) -> frozenset[str]:
        """The lemmas of a stretch, lower case, without words of grammar."""
        found = self._content.get(span)
        if found is None:
            held = (self.tokens[i] for i in self.parse.covering(span.start, span.end))
            found = self._content[span] = frozenset(t.lemma_.lower() for t in held if t.pos_ in _CONTENT)
        return found

    def word(self, predicate: Predicate) -> tuple[str, ...]:
        """What to look the predicate up by: its lemma with an adverb that goes with it ("turn_away"), then alone."""
        if predicate.kind != "verb" or "_" in predicate.lemma:
            return (predicate.lemma,)
        beside = self.particles.get(predicate.head, ())
        return (*[f"{predicate.lemma}_{word}" for word in beside], predicate.lemma)

    def arguments(self, predicate: Predicate, role: str) -> tuple[Argument, ...]:
        """The arguments that a table's role name means.

        A role of the layer; `clause:to`, a clause so marked; `clause:subject`, the subject of the clause's predicate;
        `predicative` of a noun, the noun itself; or a preposition.
        """
        name, _, marker = role.partition(":")
        if name == "object":
            return self.objects(predicate)
        if role == "clause:subject":
            inner = [self.parse.by_head[a.head] for a in predicate.role("clause") if a.head in self.parse.by_head]
            return tuple(a for one in inner for a in one.role("subject", "object") if a in one.role("subject")[:1])
        if name == "predicative" and predicate.kind == "noun":
            start, end = core(self.doc, predicate.head)
            return (Argument("predicative", predicate.head, start, end),)
        if name in _OWN_ROLES:
            found = tuple([a for a in predicate.arguments if a.role == name])
            if name == "subject" and predicate.passive:
                found += predicate.role("agent")
            if name == "possessor":
                found = tuple(a for a in found if a.preposition != "of" and not self._is_scene(a))
            if name == "clause" and not found:
                found = self._find_infinitives(predicate)
            return tuple(a for a in found if a.preposition == marker) if marker else found
        # "Warned against making deals": a clause can stand where a phrase does.
        own = brought_by(predicate, name)
        return own or (self._find_on_object(predicate, name) if predicate.kind == "verb" else ())

    def _find_infinitives(self, predicate: Predicate) -> tuple[Argument, ...]:
        """An infinitive behind a verb that has no clause, which some parses hang as its purpose."""
        if predicate.kind != "verb":
            return ()
        behind = (p for p in self.parse.governed(predicate) if p.head > predicate.head)
        return tuple(
            Argument("clause", p.head, p.head, p.head + 1, "to")
            for p in behind
            if p.kind == "verb" and p.link == "adverbial" and [self.tokens[m].lower_ for m in p.markers] == ["to"]
        )

    def _find_on_object(self, predicate: Predicate, preposition: str) -> tuple[Argument, ...]:
        """A phrase may hang on the noun that the verb takes: "make a deal with Iran", "held talks in Rome with"."""
        out: list[Argument] = []
        for taken in self.objects(predicate):
            noun = self.parse.by_head.get(self._find_counted(taken))
            out += brought_by(noun, preposition) if noun is not None else self.inside(taken, preposition)
        return tuple(out)

    def _find_counted(self, argument: Argument) -> int:
        """What a quantity is of: of "a series of attacks on" the attacks."""
        if self.lemma(argument.head) not in self.ontology.classes["QUANTITY"]:
            return argument.head
        of = (t.head.i for t in self.doc[argument.head + 1 : argument.end] if t.lower_ == "of" and t.pos_ == "ADP")
        return next((head for head in of if head > argument.head), argument.head)

    def inside(self, argument: Argument, preposition: str) -> tuple[Argument, ...]:
        """Phrases with a preposition inside a name's phrase, which is no predicate: "awarded the Order to ..."."""
        out = []
        for token in self.doc[argument.head + 1 : argument.end]:
            if token.pos_ != "ADP" or token.lower_ != preposition:
                continue
            noun = token.head if token.head.i > token.i else next(iter(token.rights), None)
            if noun is not None and noun.i < argument.end and argument.head in (noun.head.i, token.head.i):
                out.append(Argument("oblique", noun.i, *core(self.doc, noun.i), preposition))
        return tuple(out)

    def objects(self, predicate: Predicate) -> tuple[Argument, ...]:
        """What the predicate is done to.

        A stretch of time is not ("the week that they met"); a bare noun phrase that the parse calls an adverbial is
        ("expressed this Friday his interest"), and so is a recipient without anything given ("accusing Turkey of").
        """
        found = self._objects.get(predicate.head)
        if found is None:
            found = self._objects[predicate.head] = self._find_objects(predicate)
        return found

    def _find_objects(self, predicate: Predicate) -> tuple[Argument, ...]:
        times = self.ontology.classes["TIME"]
        found = tuple(
            [
                a
                for a in predicate.arguments
                if (a.role == "object" or self._is_bare(a)) and self.tokens[a.head].lemma_.lower() not in times
            ]
        )
        return found if found or predicate.role("clause") else predicate.role("recipient")

    def _is_bare(self, argument: Argument) -> bool:
        if argument.role != "oblique" or argument.preposition:
            return False
        head = self.tokens[argument.head]
        return head.pos_ == "NOUN" and not head.ent_type_

    def _is_scene(self, argument: Argument) -> bool:
        """A place name set before a noun says where, not who: "the Bali bombing", but "Indonesia's army"."""
        after = self.doc[argument.end] if argument.end < len(self.doc) else None
        genitive = (after is not None and after.tag_ == "POS") or self.tokens[argument.end - 1].tag_ == "POS"
        return self.tokens[argument.head].ent_type_ == "LOC" and not argument.preposition and not genitive

    def is_time(self, argument: Argument) -> bool:
        """ "Launched an attack on Monday": a day, a while or a year is nobody."""
        word = self.doc[argument.head]
        if word.pos_ == "NUM":
            return len(word) == _YEAR and word.text.isdecimal()
        return any(word.lemma_.lower() in self.ontology.classes[c] for c in ("TIME", "CALENDAR"))

    def span(self, start: int, end: int) -> Span:
        """Characters of tokens [start, end)."""
        return Span(self.tokens[start].idx, self.tokens[end - 1].end)
