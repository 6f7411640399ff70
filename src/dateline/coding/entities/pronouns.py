"""Whom or what a pronoun takes up: persons by gender and salience, bodies and groups by the subject before."""

from __future__ import annotations

from typing import Literal

from dateline.coding.cues import role_noun
from dateline.coding.entities.links import Link
from dateline.coding.entities.salience import Mentioned, winner
from dateline.language.plain import Plain
from dateline.language.syntax.noun_phrases import core
from dateline.model import Span

HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
THEY = frozenset("they them their theirs themselves".split())
IT = frozenset("it its itself".split())
_DEAD = 0.3  # who is dead speaks no more, unless nobody else can be meant
_TURN = 1.6  # "he added": who spoke last goes on
_FRONT = frozenset(("ADP", "SCONJ", "VERB", "ADV"))
_BESIDE = frozenset(("ADJ", "NOUN", "PROPN", "DET"))


class Pronouns(Mentioned):
    """The pronouns of one pass."""

    def link_pronoun(self, token: Plain) -> None:
        """Add the link of a pronoun, where anything tells it."""
        word = token.lower_
        link: Link | None = None
        if token.i and self.tokens[token.i - 1].text == "]" and self.tokens[token.i - 1].end == token.idx:
            return  # "[T]he" is no "he"
        if word in HE or word in SHE:
            link = self._link_person(token, "m" if word in HE else "f")
        elif word in IT:
            link = self._link_thing(token)
        elif word in THEY:
            link = self._link_plural(token)
        if link is not None:
            self.links.append(link)

    def _link_person(self, token: Plain, gender: Literal["m", "f"]) -> Link | None:
        if token.lower_.endswith("self") and (subject := self._own_subject(token)) is not None:
            number = self.entity_before(subject)
            fits = number in self.single and self.genders[number] in (None, gender) if number is not None else False
            return _link(token, number) if fits and number is not None else None
        ahead = self._subject_ahead(token, gender)
        if ahead is not None:
            return _link(token, ahead)
        out = self.barred_entities(token) | self._speakers(token)
        # whoever has not been mentioned within reach cannot win
        scores = {
            number: score * (1.0 if self.genders[number] else 0.8)
            for number, score in self.salience(token.i).items()
            if self.genders[number] in (None, gender) and number in self.single and number not in out
        }
        if token.i in self.saying and self.spoken[token.i] is None:
            gone, turn = self.dead(token.i), self.last_speaker(token.i)
            scores = {
                n: score * (_DEAD if n in gone else 1.0) * (_TURN if n == turn else 1.0) for n, score in scores.items()
            }
        nameless = self._nearest_nameless(token, gender)
        if nameless is not None and max(scores.values(), default=0.0) < _nameless_salience(nameless[1]):
            return nameless[0]
        number = winner(scores)
        return None if number is None else _link(token, number)

    def _nearest_nameless(self, token: Plain, gender: Literal["m", "f"]) -> tuple[Link, int] | None:
        """ "A suspect was arrested. He ...": the nearest subject before that says what one person is and names
        nobody, as a phrase; with how many sentences lie between."""
        for head, _, end in reversed(self.subjects):
            if head >= token.i or end > token.i:
                continue
            gap = self.sentence[token.i] - self.sentence[head]
            if gap > 1:
                return None
            noun = role_noun(self.tokens[head].lower_) if self.tokens[head].tag_ == "NN" else None
            if noun is None or noun.kind not in ("leader", "person"):
                continue
            apart = not self.clauses.get(head, set()) & self.clauses.get(token.i, set())
            linked = any(k.first <= head < k.last and k.entity is not None for k in self.links)
            named = linked or head in self.beside_names
            if self.spoken[head] is not self.spoken[token.i] or noun.gender not in (None, gender) or not apart or named:
                return None
            first, last = core(self.parse.doc, head)
            span = Span(self.tokens[first].idx, self.tokens[last - 1].end)
            return Link(token.i, token.i + 1, _span(token), "pronoun", None, span), gap
        return None

    def _own_subject(self, token: Plain) -> int | None:
        """The subject of the clause that "himself" stands in."""
        found = (self.subject_of.get(head) for head in sorted(self.clauses.get(token.i, ())))
        return next((head for head in found if head is not None and head != token.i), None)

    def _subject_ahead(self, token: Plain, gender: Literal["m", "f"]) -> int | None:
        """ "In the last year of her term, Merkel left": the person right behind the comma of what opens a sentence."""
        first = token.i
        while first > 0 and self.sentence[first - 1] == self.sentence[token.i]:
            first -= 1
        if self.tokens[first].pos_ not in _FRONT or self.spoken[token.i] is not None or token.i in self.saying:
            return None
        if any(link.entity in self.single for link in self.links_in_sentence(token.i)):
            return None
        at, last = token.i + 1, len(self.tokens)
        while at < last and self.sentence[at] == self.sentence[first] and self.tokens[at].text != ",":
            at += 1
        while at + 1 < last and self.tokens[at].text == ",":
            at += 1
            start = at
            while at < last and at - start < 6 and self.tokens[at].pos_ in _BESIDE and at not in self.named:
                at += 1
            number = self.named.get(at)
            if number is not None and self.sentence[at] == self.sentence[first]:
                fits = number in self.single and self.genders[number] in (None, gender)
                return number if fits and self.role.get(at) == "subject" else None
            while at < last and self.sentence[at] == self.sentence[first] and self.tokens[at].text != ",":
                if self.tokens[at].pos_ in ("VERB", "AUX", "PRON"):
                    return None
                at += 1
        return None

    def _speakers(self, token: Plain) -> set[int]:
        """Who is quoted does not speak of himself in the third person: subjects outside the quotation are out."""
        last: dict[int, bool] = {}
        for link in self.links_in_sentence(token.i) if self.spoken[token.i] is not None else ():
            if link.entity is not None and link.entity not in last and self.spoken[link.first] is None:
                last[link.entity] = any(self.role.get(i) == "subject" for i in range(link.first, link.last))
        return {number for number, subject in last.items() if subject}

    def _link_thing(self, token: Plain) -> Link | None:
        if self.role.get(token.i) not in ("subject", "agent") and token.tag_ != "PRP$":
            return None
        salience, out = self.salience(token.i, subject_only=True), self.barred_entities(token)
        scores = {
            number: score
            for number, score in salience.items()
            if self.kinds[number] in ("organisation", "place") and number not in out
        }
        best = winner(scores)
        return self._nearest_thing(token) if best is None else _link(token, best)

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
            plural = subject.tag_ in ("NNS", "NNPS") or "Plur" in self.parse.doc[head].feature("Number")
            if plural and subject.pos_ in ("NOUN", "PROPN", "ADJ"):
                span = Span(self.tokens[start].idx, self.tokens[end - 1].end)
                at = next((k.entity for k in self.links if k.first <= head < k.last), None)
                return Link(token.i, token.i + 1, _span(token), "pronoun", at, span)
        return None


def _nameless_salience(gap: int) -> float:
    """How prominent a subject without a name is, by the same measure as those with one."""
    return 1.0 * 0.5**gap


def _span(token: Plain) -> Span:
    return Span(token.idx, token.end)


def _link(token: Plain, number: int) -> Link:
    return Link(token.i, token.i + 1, _span(token), "pronoun", number)
