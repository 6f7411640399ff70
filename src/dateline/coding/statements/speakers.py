"""Who speaks: from the words of a source to the person, body or honest description that they stand for."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from dateline.coding.cues import cues, role_noun
from dateline.coding.entities.chains import Chains, Link
from dateline.coding.statements.attribution import AttributionContext, SourcePhrase
from dateline.coding.statements.sources import is_day, phrase_behind
from dateline.language.plain import Plain
from dateline.language.syntax.noun_phrases import conjuncts, core
from dateline.model import Actor, Span

_EMPTY = frozenset("that this there what one some many others which these those".split())
_FIRST = frozenset("i me we us my our mine ours myself ourselves".split())
_SECOND = frozenset("you your yours yourself yourselves".split())
_UNNAMED = "unnamed writer or speaker"
"""Who says "I" outside quotation marks, where nothing tells who that is."""
_DETERMINERS = frozenset(("the", "a", "an", "his", "her", "its", "their", "this", "that"))


class Speakers:
    """Names the sources of one report in the order of its text: "the statement" takes up whose statement it was."""

    def __init__(self, ground: AttributionContext, chains: Chains) -> None:
        self.ground = ground
        self.chains = chains
        self._papers: dict[str, Actor] = {}

    def name(self, source: SourcePhrase | None) -> Actor | None:
        """The actor behind a source; None for a source that names and describes nobody."""
        if source is None:
            return None
        if not source.first <= source.head < source.last:
            return self._relative(source)
        head = self.ground.tokens[source.head]
        return None if is_day(head) else self._named(source, head)

    def _named(self, source: SourcePhrase, head: Plain) -> Actor | None:
        link = self.chains.link(head.i)
        cut_off = self._paper_behind(source)
        if cut_off is not None:
            return self._paper(source, cut_off)
        if head.pos_ == "PRON":
            return self._pronoun(source, link)
        if len([h for h in conjuncts(self.ground.parse.doc, source.head) if source.first <= h < source.last]) > 1:
            return self._described_actor(source)
        return self._person(source) or self._apposed_person(source, head) or self._body(source, head, link)

    def _apposed_person(self, source: SourcePhrase, head: Plain) -> Actor | None:
        """ "confirmed by his son, Wim Kok.": the name behind a description and a comma, where no list goes on."""
        doc, noun, at = self.ground.tokens, role_noun(head.lower_), source.last + 1
        if noun is None or noun.kind not in ("person", "leader") or head.tag_ != "NN" or at >= len(doc):
            return None
        link = self.chains.link(at) if doc[source.last].text == "," else None
        if link is None or link.entity is None or link.first != at or link.how != "name":
            return None
        closed = link.last >= len(doc) or doc[link.last].is_punct or doc[link.last].is_space
        person = self.chains.entities[link.entity].kind == "person"
        return self._actor(source, link) if person and closed else None

    def _body(self, source: SourcePhrase, head: Plain, link: Link | None) -> Actor | None:
        """A document, a named body or a described group."""
        noun = role_noun(head.lower_)
        if noun is not None and noun.kind == "document":
            return self._paper(source, noun.noun)
        if (head.lemma_.lower(), "noun") in cues():
            return self._paper(source, head.lemma_.lower())
        if link is not None and (head.pos_ == "PROPN" or link.how == "description"):
            return self._actor(source, link) or self._described_actor(source)
        return self._described_actor(source)

    def _paper_behind(self, source: SourcePhrase) -> str | None:
        """ "a ministry | statement": the document's noun, where the phrase was cut before it."""
        behind = self.ground.tokens[source.last] if source.last < len(self.ground.tokens) else None
        noun = role_noun(behind.lower_) if behind is not None and behind.pos_ == "NOUN" else None
        return noun.noun if noun is not None and noun.kind == "document" and noun.family == "document" else None

    def _actor(self, source: SourcePhrase, link: Link) -> Actor | None:
        if link.entity is None:
            return None
        entity = self.chains.entities[link.entity]
        how = "named here" if link.how == "name" else f"taken up by a {link.how}"
        return Actor(entity.name, self._span(source), entity.id, how=how)

    def _person(self, source: SourcePhrase) -> Actor | None:
        """The person named in the phrase, where the name is not only a possessor or a modifier."""
        links = self.chains.links
        for link in links[bisect_left(links, source.first, key=lambda k: k.first) :]:
            if link.first >= source.last:
                break
            if link.entity is None or link.last <= source.first or link.last <= source.head:
                continue
            if self.chains.entities[link.entity].kind == "person" and not self._speaks_for(source, link):
                after = self.ground.tokens[link.last : source.last]
                if not any(t.tag_ == "POS" or (t.pos_ == "NOUN" and t.i <= source.head) for t in after):
                    return self._actor(source, link)
        return None

    def _speaks_for(self, source: SourcePhrase, person: Link) -> bool:
        """ "A spokesman for President Emmanuel Macron": the name is whose spokesman it is; not so with a body between
        ("the director of Amnesty International Marina Navarro")."""
        doc = self.ground.tokens
        for at in range(person.first - 1, source.head, -1):
            if doc[at].text == ",":
                return False
            if doc[at].pos_ == "ADP":
                between = (self.chains.link(i) for i in range(at + 1, person.first))
                return not any(k is not None and k.entity is not None and k.how == "name" for k in between)
        return False

    def _pronoun(self, source: SourcePhrase, link: Link | None) -> Actor | None:
        if link is not None and link.entity is not None:
            return self._actor(source, link)
        if link is not None and link.antecedent is not None:
            return Actor(
                _plain_words(link.antecedent.cut(self.ground.report.text)), self._span(source), how="an earlier phrase"
            )
        word = self.ground.tokens[source.head].lower_
        if word in _FIRST:
            return Actor(_UNNAMED, self._span(source), how="who writes or speaks here")
        if word in _SECOND or (word in _EMPTY and source.last - source.first == 1):
            return None
        return Actor(
            self._span(source).cut(self.ground.report.text), self._span(source), how="nobody found for the pronoun"
        )

    def _relative(self, source: SourcePhrase) -> Actor | None:
        """ "who" at the cue, for the phrase before that its clause hangs on."""
        named = self.name(SourcePhrase(source.head, *core(self.ground.parse.doc, source.head)))
        return None if named is None else replace(named, span=self._span(source), how="by its relative clause")

    def _paper(self, source: SourcePhrase, noun: str) -> Actor | None:
        """A document speaks for who issued it: "a ministry statement said", "the statement said"."""
        doc = self.ground.tokens
        issuer = next(
            (
                k
                for k in self.chains.links
                if k.entity is not None and source.first <= k.first and k.last <= self._paper_at(source)
            ),
            None,
        )
        sender = self._sender(source) if issuer is None else None
        if issuer is not None:
            actor = self._actor(source, issuer)
        elif sender is not None:
            actor = sender
        elif doc[source.first].lower_ in ("the", "this", "that") and noun in self._papers:
            earlier = self._papers[noun]
            actor = Actor(earlier.name, self._span(source), earlier.entity, how=f"whose {noun} it is")
        else:
            actor = self._described_actor(source)
        if actor is not None:
            self._papers[noun] = actor
        return actor

    def _paper_at(self, source: SourcePhrase) -> int:
        """Where the document's noun stands: the head, or right behind a phrase that was cut before it."""
        return source.last if self._paper_behind(source) is not None else source.head

    def _sender(self, source: SourcePhrase) -> Actor | None:
        """ "A letter from the ministry", "a report by engineers": who is named behind the document."""
        tokens = self.ground.tokens
        at = source.head + 1
        if at + 1 < len(tokens) and tokens[at].tag_ == "VBN" and tokens[at + 1].lower_ == "by":
            at += 1  # "a statement released by the family"
        if at >= len(tokens) or tokens[at].lower_ not in ("from", "by"):
            return None
        sender = phrase_behind(self.ground, at)
        if sender is None or tokens[sender.head].ent_type_ in ("DATE", "TIME"):
            return None
        named = self.name(sender)
        return None if named is None else replace(named, span=self._span(source), how="whose document it is")

    def _described_actor(self, source: SourcePhrase) -> Actor | None:
        span = self._span(source)
        name = _plain_words(span.cut(self.ground.report.text))
        return Actor(name, span, how="described") if any(c.isalpha() for c in name) else None

    def _span(self, source: SourcePhrase) -> Span:
        last = self.ground.tokens[source.last - 1]
        return self.ground.span(source.first, source.last) or Span(last.idx, last.end)


def _plain_words(words: str) -> str:
    """A phrase without its leading determiner, on one line."""
    parts = words.split()
    while len(parts) > 1 and parts[0].lower() in _DETERMINERS:
        parts = parts[1:]
    return " ".join(parts)
