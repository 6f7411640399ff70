"""From where to where the content of a cue runs, where the parser's clause is cut short or runs over its cue."""

from __future__ import annotations

from dateline.coding.attribution import Ground, TokenRange
from dateline.coding.cues import cues
from dateline.language.predicates import Argument, Predicate

_LEAVING = frozenset(
    "while although though after before when as because since despite amid during but and or nor yet so".split()
)
_DASHES = frozenset(("—", "–", "--", ";", "(", ")"))


def extent(ground: Ground, predicate: Predicate, clause: Argument, form: str) -> TokenRange:
    """The token range of a clausal content.

    A finite clause behind its cue begins right behind the cue (and its hearer) and runs on to the end of the sentence,
    unless a comma and a new cue or an adverbial clause end it; one before its cue begins with the sentence.
    """
    cue = predicate.head
    sentence = ground.doc[cue].sent
    first, last = clause.start, clause.end
    if first <= cue < last:
        if cue - first > 2 and last - cue <= 2:
            last = cue
        else:
            first = cue + 1
    if first > cue:
        first = _opening(ground, predicate, first)
        if form == "clause":
            last = max(last, _closing(ground, predicate, last, sentence.end))
    elif form == "clause":
        last = min(last, _zone(ground, predicate))
        if cue < sentence.end and _starts_sentence(ground, sentence.start, first):
            first = sentence.start
    return first, last


def _opening(ground: Ground, predicate: Predicate, first: int) -> int:
    """Back to the cue over words that no other argument claims: the parser tore them from the clause."""
    claimed = {
        i
        for a in predicate.arguments
        if a.role in ("recipient", "oblique", "agent") or (a.role in ("object", "subject") and a.head != first)
        for i in range(a.start - (1 if a.preposition else 0), a.end)
    }
    at = first
    while (
        at - 1 > predicate.head and at - 1 not in claimed and ground.doc[at - 1].pos_ not in ("PUNCT", "ADV", "SPACE")
    ):
        at -= 1
    return at


def _closing(ground: Ground, predicate: Predicate, last: int, end: int) -> int:
    """On to the end of the sentence, or to what cannot belong to the content any more."""
    doc = ground.doc
    at = last
    while at < end:
        token = doc[at]
        if (
            token.text in _DASHES
            or token.is_space
            or (ground.quote_at[at] != ground.quote_at[predicate.head] and at == last)
        ):
            break
        if token.text == "," and at + 1 < end and _leaves(ground, predicate, at + 1):
            break
        if at == last and _leaves(ground, predicate, at):
            break
        at += 1
    return at if at > last else last


def _leaves(ground: Ground, predicate: Predicate, at: int) -> bool:
    """Whether what begins at a token goes back to the reporting clause: another cue, or a clause beside it."""
    token = ground.doc[at]
    if token.lower_ in _LEAVING:
        return True
    beside = ground.by_head.get(at)
    if beside is not None and beside.kind == "verb" and not beside.finite and (beside.lemma, "verb") in cues():
        return True
    return token.lower_ in ("according", "adding", "saying")


def _zone(ground: Ground, predicate: Predicate) -> int:
    """The first token of the cue with its subject."""
    source = ground.source(predicate)
    return min(predicate.head, source.first) if source is not None and not source.shared else predicate.head


def _starts_sentence(ground: Ground, start: int, first: int) -> bool:
    """Whether nothing but words of the content's own clause stands between the sentence's beginning and it."""
    return all(ground.doc[i].text not in _DASHES for i in range(start, first)) and first - start <= 25
