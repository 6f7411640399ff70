"""From where to where the content of a cue runs, where the parser's clause is cut short or runs over its cue."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding.attribution import Ground, Source, TokenRange
from dateline.coding.cues import cues, role_noun
from dateline.language.predicates import Argument, Predicate

_LEAVING = frozenset(
    "while although though after before when as because since despite amid during but and or nor yet so".split()
)
_GROWING = frozenset(("oblique", "clause", "predicative"))
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december today yesterday tomorrow tonight week month year day night morning evening afternoon"
    " weekend hour minute moment time".split()
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


def widened(ground: Ground, predicate: Predicate, first: int, last: int) -> TokenRange:
    """A content with the phrases right behind it that hang on the cue: "heavy tariffs" with "on goods from abroad".

    Times ("on Friday") and occasions ("in an interview") belong to the cue and stay out.
    """
    doc = ground.doc
    for argument in sorted(predicate.arguments, key=lambda a: a.start):
        gap = argument.start - last
        if argument.shared or argument.start < last or gap > 2 or argument.role not in _GROWING:
            continue
        if any(doc[i].pos_ not in ("ADP", "SCONJ", "PART") for i in range(last, argument.start)):
            continue
        if argument.role == "oblique" and is_setting(doc[argument.head]):
            break
        last = argument.end
    return first, last


def named_thing(ground: Ground, first: int, last: int) -> TokenRange:
    """What a thing is called, behind it: 'his plan "childish"', "it a disaster", "the office as a burden"."""
    doc = ground.doc
    sentence = doc[first].sent.end
    at = last
    while at < sentence and at - last < 40:
        token = doc[at]
        inside = ground.quote_at[at] >= 0
        if not inside and (token.pos_ in ("PUNCT", "CCONJ", "SCONJ", "SPACE") or token.tag_ in ("VBD", "VBZ", "VBP", "MD")):
            break
        if not inside and at > last and is_setting(token) and token.pos_ != "NOUN":
            break
        at += 1
    return first, at


def is_setting(token: Token) -> bool:
    """Whether a word names a time or an occasion of speaking."""
    lemma = token.lemma_.lower()
    if lemma in _TIMES or (lemma, "noun") in cues() or token.ent_type_ in ("DATE", "TIME"):
        return True
    noun = role_noun(lemma)
    return noun is not None and noun.kind == "document"


def following(ground: Ground, predicate: Predicate, source: Source) -> TokenRange | None:
    """The rest of the sentence behind "X said", where the parser tied it to something else.

    Needs a finite verb in it, and no break right behind the cue.
    """
    doc, cue = ground.doc, predicate.head
    sentence = doc[cue].sent
    first = cue + 1
    while first < sentence.end and (doc[first].pos_ == "ADV" or is_setting(doc[first])):
        first += 1
    if first >= sentence.end or source.head > cue or doc[first].pos_ in ("PUNCT", "ADP", "CCONJ", "SPACE"):
        return None
    if not any(p.finite and first < p.head < sentence.end for p in ground.predicates):
        return None
    return first, _closing(ground, predicate, first + 1, sentence.end)


def preceding(ground: Ground, predicate: Predicate, source: Source) -> TokenRange | None:
    """'Ports will stay shut, the ministry said.': the sentence before a cue that ends it with its subject."""
    doc, cue = ground.doc, predicate.head
    sentence = doc[cue].sent
    first, last = min(source.first, cue), max(source.last, cue + 1)
    if first - 2 <= sentence.start or doc[first - 1].text not in (",", "—", "–", "--"):
        return None
    if any(p.finite and last <= p.head < sentence.end for p in ground.predicates):
        return None
    if not any(p.finite and sentence.start <= p.head < first - 1 for p in ground.predicates):
        return None
    return sentence.start, first - 1


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
