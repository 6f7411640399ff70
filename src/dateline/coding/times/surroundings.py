"""Whether the words around a time expression look back or ahead: what decides which Friday is meant."""

from __future__ import annotations

from typing import Literal

from dateline.language import Parse, Predicate
from dateline.language.plain import Plain

Direction = Literal["past", "future", "present", "near"]
"""Which way words look. "present": a verb in the present tense; "near": a noun, which tells nothing of time."""

AHEAD = {"will", "'ll", "’ll", "wo", "would", "shall", "should", "may", "might", "could", "can", "must"}
PLANNED = {"scheduled", "due", "expected", "set", "slated", "supposed", "planned", "bound", "going", "likely", "about"}
BACK = {
    "was",
    "were",
    "had",
    "did",
    "said",
    "told",
    "has",
    "have",
    "been",
    "'ve",
    "’ve",
    "went",
    "came",
    "took",
    "made",
    "met",
    "fell",
    "rose",
    "began",
}
PRESENT = {"is", "are", "'s", "’s", "'re", "’re", "am", "be"}
CLOSERS = {".", "!", "?", ";", ":"}
REACH = 30
"""Words looked at on either side, within the sentence."""


class Surroundings:
    """The tokens of one report, to be asked which way the words at a place look."""

    def __init__(self, parse: Parse) -> None:
        self._parse, self._tokens = parse, parse.tokens
        self._governed: dict[int, Predicate] = {}
        tags = parse.columns.tag
        for predicate in parse.predicates:
            first = parse.governor(predicate)
            bare = predicate.link == "conjunct" and predicate.tense == "none" and predicate.kind == "verb"
            for argument in predicate.arguments:
                if argument.shared:
                    continue
                owned = argument.role == "possessor" and "POS" in tags[argument.end - 1 : argument.end + 1]
                if not owned:
                    self._governed.setdefault(argument.head, first if bare and first is not None else predicate)

    def first_token(self, start: int) -> Plain | None:
        """The token at or behind offset `start`."""
        at = self._parse.token_at(start)
        return self._tokens[at] if at < len(self._tokens) else None

    def direction(self, start: int, end: int) -> Direction | None:
        """Which way the words look: by what governs them, else by the nearest verb, the one before them first.

        None where nothing tells.
        """
        left = self._parse.token_at(start)
        governed = self._direction_by_governor(left, end)
        if governed is not None:
            return governed
        right = self._parse.token_at(end)
        before = self._look(range(left - 1, max(-1, left - REACH), -1))
        if before is not None:
            return before
        return self._look(range(right, min(len(self._tokens), right + REACH)))

    def _direction_by_governor(self, at: int, end: int) -> Direction | None:
        """A noun or a plain present tense over the words; verbs of other tenses are left to their neighbourhood."""
        while at < len(self._tokens) and self._tokens[at].idx < end:
            predicate = self._governed.get(self._tokens[at].i)
            if predicate is not None:
                if predicate.kind == "noun":
                    return "near"
                plain = predicate.tense == "present" and not predicate.modals and not predicate.perfect
                return "present" if plain and predicate.kind == "verb" and not predicate.passive else None
            at += 1
        return None

    def _look(self, places: range) -> Direction | None:
        ahead_on_right = places.step == 1
        for at in places:
            token = self._tokens[at]
            if token.text in CLOSERS or "\n" in token.text:
                return None
            verdict = self._verdict(at, ahead_on_right)
            if verdict is not None:
                return verdict
        return None

    def _verdict(self, at: int, rightwards: bool) -> Direction | None:
        token, low = self._tokens[at], self._tokens[at].lower_
        if low in AHEAD and token.tag_ not in {"NN", "NNP"}:
            return self._modal(at)
        if low in PRESENT and rightwards and token.tag_ != "POS":
            following = [t.lower_ for t in self._tokens[at + 1 : at + 4]]
            return "future" if following[:1] == ["to"] or PLANNED & set(following) else "near"
        if rightwards and token.tag_ in {"VBZ", "VBP"} and low not in BACK:
            return "near"
        if low == "to" and not rightwards and at and self._infinitive(at):
            return self._infinitive_of(at)
        if low in BACK or token.tag_ == "VBD" or (token.tag_ == "VBN" and not rightwards) or self._looks_past(token):
            return self._auxiliaries(at)
        return None

    def _modal(self, at: int) -> Direction:
        """ "Would meet" after "said" looks ahead of what was said, which may lie behind by now."""
        following = [t.lower_ for t in self._tokens[at + 1 : at + 3]]
        low = self._tokens[at].lower_
        if "have" in following and low != "will":
            return "past"
        return "near" if low in {"would", "could", "might"} else "future"

    def _infinitive(self, at: int) -> bool:
        following = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        return following is not None and (following.tag_ == "VB" or (not following.tag_ and following.lower_.isalpha()))

    def _infinitive_of(self, at: int) -> Direction | None:
        """ "is scheduled to arrive Saturday" looks ahead; "used to", "began to" look back."""
        before = {t.lower_ for t in self._tokens[max(0, at - 4) : at]}
        if "had" in before:
            return "past"
        if before & PLANNED or before & PRESENT or before & {"plans", "plan", "expects", "hopes", "intends", "wants"}:
            return "past" if before & {"failed", "managed", "used"} else "future"
        return None

    def _auxiliaries(self, at: int) -> Direction:
        """A participle takes the time of its auxiliary: "will be held", "is expected"."""
        before = {t.lower_ for t in self._tokens[max(0, at - 4) : at]}
        if "had" in before:
            return "past"
        if self._tokens[at].tag_ == "VBD" and self._tokens[at].lower_ not in PLANNED:
            return "past"
        if before & {"will", "'ll", "’ll", "would", "shall", "to"} and before & {"be", "been"}:
            return "future"
        if self._tokens[at].lower_ in PLANNED and before & (PRESENT | {"was", "were"}):
            return "future"
        return "past"

    @staticmethod
    def _looks_past(token: Plain) -> bool:
        """Where nothing is tagged, the ending is all there is."""
        return not token.tag_ and len(token.text) > 4 and token.lower_.endswith("ed") and token.text.islower()
