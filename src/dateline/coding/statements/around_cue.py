"""What stands around a reporting verb that is put into the words it reports: "the port, he said, will open"."""

from __future__ import annotations

from dateline.coding.cues import bound_words
from dateline.coding.statements.attribution import AttributionContext, SourcePhrase, TokenRange
from dateline.coding.statements.endings import clause_end, is_setting, leaves_after_comma
from dateline.coding.statements.extents import cut_at_stop
from dateline.language.syntax.predicates import Predicate

_OPENERS = frozenset(("SCONJ", "CCONJ"))
_LONGEST_ZONE = 24


def words_around(ground: AttributionContext, predicate: Predicate, source: SourcePhrase) -> tuple[TokenRange, ...]:
    """Both sides of "X said" between two commas: "the road, X said on Friday, is open"; nothing elsewhere."""
    doc, cue = ground.tokens, predicate.head
    sentence = doc[cue].sent
    first, last = min(source.first, cue), max(source.last, cue + 1)
    while first > sentence.start and doc[first - 1].pos_ in ("ADV", "AUX") and last - first < 6:
        first -= 1
    if first - 1 > sentence.start and doc[first - 1].lower_ == "as":
        first -= 1  # "the road, as X said, is open"
    if first - 2 < sentence.start or doc[first - 1].text != "," or doc[first - 2].is_punct:
        return ()
    while last < sentence.end and last - cue < _LONGEST_ZONE and doc[last].pos_ not in ("PUNCT", "VERB", "SCONJ"):
        last += 1
    while source.head > cue and last < sentence.end and is_setting(doc[last]):
        last += 1
    if (
        last + 1 >= sentence.end
        or doc[last].text != ","
        or ground.quote_at[last] >= 0
        or ground.quote_at[last + 1] >= 0
    ):
        return ()
    start = _beginning(ground, sentence.start, first - 1)
    if leaves_after_comma(ground, start, last + 1, sentence.end):
        return ()
    end = cut_at_stop(ground, last + 1, clause_end(ground, predicate, last + 1, last + 2, sentence.end))
    if not (ground.has_finite(start, first - 1) or ground.has_finite(last + 1, end)):
        return ()
    if any(ground.quote_at[i] >= 0 for i in range(start, end)):
        return ()
    return (start, first - 1), (last + 1, end)


def _beginning(ground: AttributionContext, sentence: int, comma: int) -> int:
    """Where the first half begins: with the sentence, or with the word right before the comma that opens a clause
    ("the park which, he said, is full")."""
    doc = ground.tokens
    before = doc[comma - 1]
    if before.pos_ in _OPENERS or before.tag_ in ("WDT", "WP", "WRB") or before.lower_ == "that":
        return comma - 1
    while sentence < comma - 1 and (doc[sentence].pos_ == "CCONJ" or doc[sentence].is_punct or doc[sentence].is_space):
        sentence += 1
    return sentence


def words_behind(ground: AttributionContext, predicate: Predicate, source: SourcePhrase) -> TokenRange | None:
    """The rest of the sentence behind "X said", where the parser tied it to something else.

    Needs a finite verb in it, and no break right behind the cue.
    """
    doc, cue = ground.tokens, predicate.head
    sentence = doc[cue].sent
    first = cue + 1
    while first < sentence.end and (doc[first].pos_ == "ADV" or is_setting(doc[first])):
        first += 1
    if first < sentence.end and doc[first].pos_ == "ADP":
        marked = [i for i in range(first, min(sentence.end, first + 12)) if doc[i].lower_ == "that"]
        first = marked[0] if marked and not ground.has_finite(first, marked[0]) else first
    if first >= sentence.end or source.head > cue or doc[first].pos_ in ("PUNCT", "ADP", "CCONJ", "PART", "SPACE"):
        return None
    torn = any(a.start <= first < a.end for a in predicate.role("object", "recipient")) and doc[first].lower_ != "that"
    if doc[first].lower_ in bound_words()["leaving"]:
        return None
    if torn or not ground.has_finite(first + 1, sentence.end):
        return None
    return first, cut_at_stop(ground, first, clause_end(ground, predicate, first, first + 1, sentence.end))


def words_before(ground: AttributionContext, predicate: Predicate, source: SourcePhrase) -> TokenRange | None:
    """'Ports will stay shut, the ministry said.': the sentence before a cue that ends it with its subject."""
    doc, cue = ground.tokens, predicate.head
    if not predicate.finite or any(a.head > cue for a in predicate.role("object")):
        return None
    sentence = doc[cue].sent
    first, last = min(source.first, cue), max(source.last, cue + 1)
    if first - 2 <= sentence.start or doc[first - 1].text not in (",", "—", "–", "--"):
        return None
    if not ground.has_finite(sentence.start, first - 1):
        return None
    loose = last < sentence.end and doc[last].pos_ not in ("PUNCT", "ADP") and doc[last].lower_ not in ("who", "which")
    if loose and ground.has_finite(last, sentence.end):
        return None
    return sentence.start, first - 1
