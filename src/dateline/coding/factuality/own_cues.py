"""The cues of factuality that a word carries itself: tense, modals, negation, hedges, premodifiers, scare quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dateline.coding.factuality.cue_table import Small, cues
from dateline.language import Parse, Predicate
from dateline.model import Told

REACH = 6
"""Words to either side in which a small cue is looked for."""
NO_OBJECT = -0.4
""" "Gave no reason" is less than "did not give": something was said or done all the same."""
NOUN_OWN = 0.93
LESS = 0.2
""" "Not as calm as": less so, rather than not at all."""
YET_TO = "yet to"
NOT_ONLY = "not only"
_MORE, _COMPARED = frozenset({"only", "just", "merely", "simply", "solely", "alone"}), frozenset({"as", "so"})
_OPENING, _CLOSING = frozenset(('"', "“", "‘", "``")), frozenset(('"', "”", "’", "''"))
_MARKS = _OPENING | _CLOSING
_ENDING = frozenset({"VERB", "ADP", "AUX", "SCONJ", "CCONJ", "PRON"})
"""Classes of words that end what stands before a noun, unless they are cues themselves."""
DEFINITES = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue leaves of a score, the class it gives, and where it stands (token range).

    `group`: the group of cues that it belongs to; `how` is for people.
    """

    share: float
    told: Told = "happened"
    cue: tuple[int, int] | None = None
    how: str = ""
    group: str = ""


NOUN = Effect(NOUN_OWN)


class OwnCues:
    """Finds the cues around the words of one document."""

    def __init__(self, parse: Parse) -> None:
        self._tokens, self._lower = parse.tokens, parse.columns.lower
        single = cues().single
        self._single = {at: single[word] for at, word in enumerate(self._lower) if word in single}
        self._verbs = frozenset([p.head for p in parse.predicates if p.kind == "verb"])
        self._marks = frozenset([i for i, word in enumerate(self._lower) if word in _MARKS])
        self._asked = _question_tokens(parse)
        self._conditional = {
            p.parent
            for p in parse.predicates
            if p.parent is not None and p.link == "adverbial" and self._conditional_mark(p)
        }

    def effects_of(self, p: Predicate) -> tuple[Effect, ...]:
        """Tense, modals, negation, markers and hedges of the predicate itself."""
        if p.kind == "noun":
            return (NOUN, *self._negation_effects(p, ()), *self.premodifiers(p.head))
        modals = self.modal_effects(p)
        out = [*modals, *self._negation_effects(p, modals), *self.marker_effects(p), *self._hedge_effects(p)]
        if not modals and not p.perfect and p.tense == "present":
            out.append(Effect(0.95))
        if self._is_order(p):
            out.append(Effect(0.3, "possible", None, "an order"))
        if self._is_question(p):
            out.append(Effect(0.2, "possible", None, "a question"))
        if p.head in self._conditional and (modals or p.tense == "future"):
            out.append(Effect(0.7, "possible", None, "depends on a condition"))
        return tuple(out)

    def modal_effects(self, p: Predicate) -> list[Effect]:
        """What the first modal of the table leaves; "would have" and "should have" say that it was not so."""
        for at in p.modals:
            word = self._lower[at]
            small = cues().of_sort((word,), "modal")
            if small is None:
                continue
            effect = self._effect(small, at, at + 1)
            if p.perfect and word not in {"will", "'ll", "’ll", "must", "may", "might"}:
                return [replace(effect, share=-0.3, told="did-not-happen")]
            return [effect]
        if p.tense == "future":
            return [Effect(0.83, "planned", None, "future")]
        return []

    def _negation_effects(self, p: Predicate, modals: Sequence[Effect]) -> tuple[Effect, ...]:
        if p.negation is None:
            return ()
        at = p.negation
        word = self._lower[at]
        small = cues().of_sort((word,), "negator")
        share = small.share if small is not None else -0.95
        told: Told = small.told if small is not None else "did-not-happen"
        after = self._lower[at + 1] if at + 1 < len(self._lower) else ""
        if after in _MORE:
            return (Effect(1.0, "happened", (at, at + 2), f"“{word} {after}”", NOT_ONLY),)
        if after in _COMPARED and p.kind != "verb":
            return (Effect(LESS, "happened", (at, at + 2), f"“{word} {after}”"),)
        if word == "no" and not p.passive and any(a.start <= at < a.end for a in p.role("object")):
            holds = cues().of_sort((p.lemma,), "no-object")
            share, told = (holds.share, holds.told) if holds is not None else (NO_OBJECT, told)
        modal = self._tokens[p.modals[0]].lower_ if p.modals else ""
        if modal in {"may", "might", "should", "must"}:
            share, told = -0.7, "possible"
        elif modal in {"can", "ca", "could"} and modals:
            share = share / modals[0].share * 0.8
        return (Effect(share, told, (at, at + 1), f"“{word}”"),)

    def marker_effects(self, p: Predicate) -> list[Effect]:
        """What the word that opens the clause leaves: "if", "whether", "without"."""
        for at in p.markers:
            if self._lower[at] == "to" and at and self._lower[at - 1] == "yet":
                return [Effect(-0.6, "did-not-happen", (at - 1, at + 1), YET_TO, YET_TO)]
            for first, last in ((at - 1, at + 1), (at, at + 2), (at, at + 1)):
                small = cues().of_sort(self.lower_words(first, last), "marker")
                if small is not None:
                    return [self._effect(small, max(0, first), last)]
        return []

    def _conditional_mark(self, p: Predicate) -> bool:
        return any(self._lower[at] in {"if", "unless", "provided"} for at in p.markers)

    def _hedge_effects(self, p: Predicate) -> list[Effect]:
        """Adverbs around the verb, not beyond the next verb or a terminator."""
        out = []
        single, verbs, before = self._single, self._verbs, p.head - 1
        for places in (range(before, before - REACH, -1), range(p.head + 1, p.head + 3)):
            for at in places:
                if at in verbs:
                    break
                small = single.get(at)
                if small is None:
                    continue
                if small.sort == "terminator":
                    break
                if small.sort in ("hedge", "habit") and (small.direction == "both" or at == before):
                    if small.sort == "hedge" or small.told == "habitual":
                        out.append(self._effect(small, at, at + 1))
                    break
        return out

    def premodifiers(self, head: int) -> list[Effect]:
        """ "The alleged attack", "a planned visit", "no deal" where the parser gives no negation; scare quotes."""
        out = []
        for at in range(head - 1, head - 5, -1):
            small = self._single.get(at)
            if small is not None and small.sort == "premodifier":
                if not any(token.is_punct or token.pos_ in _ENDING for token in self._tokens[at + 1 : head]):
                    out.append(self._effect(small, at, at + 1))
                break
        if self._is_scare_quoted(head):
            out.append(Effect(0.6, "alleged", (head, head + 1), "scare quotes"))
        return out

    def has_any(self, head: int) -> bool:
        """ "Any" before the noun: below a negation the noun is denied with it."""
        before = self._lower[max(0, head - 3) : head]
        return "any" in before and "of" not in before

    def is_definite(self, head: int) -> bool:
        """Whether "the", "this" or a possessive shows the noun as known: "about the talks" takes them as held."""
        for at in range(head - 1, max(-1, head - 4), -1):
            token = self._tokens[at]
            if (token.lower_ in DEFINITES and token.tag_ != "IN") or token.tag_ in {"POS", "PRP$"}:
                return True
            if token.pos_ not in {"ADJ", "NOUN", "PROPN", "NUM"}:
                return False
        return False

    def _is_scare_quoted(self, head: int) -> bool:
        """One to three words alone in quotation marks."""
        if head + 1 not in self._marks and head + 2 not in self._marks:
            return False
        before = [i for i in range(head - 3, head) if i in self._marks and self._lower[i] in _OPENING]
        behind = [i for i in range(head + 1, head + 3) if i in self._marks and self._lower[i] in _CLOSING]
        return bool(before and behind) and behind[0] - before[-1] <= 4

    def _is_order(self, p: Predicate) -> bool:
        if p.kind != "verb" or p.tense != "none" or p.markers or p.modals or p.role("subject", "agent", "object") == ():
            return False
        return p.link == "root" and self._tokens[p.head].tag_ == "VB" and not p.role("subject", "agent")

    def _is_question(self, p: Predicate) -> bool:
        return p.link in {"root", "conjunct"} and p.head in self._asked

    def window_effects(self, head: int) -> list[Effect]:
        """Cues to the left, up to a terminator: all there is without a parse."""
        out: list[Effect] = []
        seen: set[str] = set()
        at = head - 1
        while at >= max(0, head - REACH):
            small, size = self._cue_ending_at(at)
            if small is not None and small.sort == "terminator":
                break
            if small is not None and small.sort not in seen and small.direction != "left":
                seen.add(small.sort)
                out.append(self._effect(small, at - size + 1, at + 1))
            at -= size
        return out

    def _cue_ending_at(self, at: int) -> tuple[Small | None, int]:
        for size in range(min(cues().longest, at + 1), 0, -1):
            small = cues().small.get(self.lower_words(at - size + 1, at + 1))
            if small is not None:
                return small, size
        return None, 1

    def lower_words(self, first: int, last: int) -> tuple[str, ...]:
        """The lower-case words of a token range, cut to the Doc."""
        return self._lower[max(0, first) : last]

    def _effect(self, small: Small, first: int, last: int) -> Effect:
        words = " ".join(self.lower_words(first, last))
        return Effect(small.share, small.told, (first, last), f"{small.sort}: “{words}”", small.sort)


def _question_tokens(parse: Parse) -> frozenset[int]:
    """The tokens of sentences that end with a question mark."""
    doc, words = parse.doc, parse.columns.lower
    if "?" not in "".join(words) or not doc.is_parted:
        return frozenset()
    found: set[int] = set()
    for first, last in dict.fromkeys(parse.sentences):
        if any("?" in word for word in words[first:last]) and doc[first:last].text.rstrip(" \"'”’)").endswith("?"):
            found.update(range(first, last))
    return frozenset(found)
