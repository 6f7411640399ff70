"""From where to where the content of a cue runs, where the parser's clause is cut short or runs over its cue."""

from __future__ import annotations

from spacy.tokens import Token

from dateline.coding.cues import cues, role_noun
from dateline.coding.statements.attribution import Ground, Source, TokenRange
from dateline.language.predicates import Argument, Predicate

_LEAVING = frozenset("while although though after before when as because since despite amid during even".split())
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
            first = _past_hearer(ground, predicate, first, last)
            last = stopped(ground, first, max(last, _closing(ground, last, sentence.end)))
        else:
            last = to_comma(ground, first, last)
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
        if not inside and (
            token.pos_ in ("PUNCT", "CCONJ", "SCONJ", "SPACE") or token.tag_ in ("VBD", "VBZ", "VBP", "MD")
        ):
            break
        if not inside and at > last and is_setting(token) and token.pos_ != "NOUN":
            break
        at += 1
    return first, at


def called_upon(ground: Ground, first: int, last: int) -> TokenRange:
    """ "called on [the parties to stop fighting]": those called upon and what they shall do."""
    return first, stopped(ground, first, _closing(ground, last, ground.doc[first].sent.end))


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
    if first < sentence.end and doc[first].pos_ == "ADP":
        marked = [i for i in range(first, min(sentence.end, first + 12)) if doc[i].lower_ == "that"]
        first = marked[0] if marked and not ground.has_finite(first, marked[0]) else first
    if first >= sentence.end or source.head > cue or doc[first].pos_ in ("PUNCT", "ADP", "CCONJ", "PART", "SPACE"):
        return None
    torn = any(a.start <= first < a.end for a in predicate.role("object", "recipient")) and doc[first].lower_ != "that"
    if torn or not ground.has_finite(first + 1, sentence.end):
        return None
    return first, stopped(ground, first, _closing(ground, first + 1, sentence.end))


def preceding(ground: Ground, predicate: Predicate, source: Source) -> TokenRange | None:
    """'Ports will stay shut, the ministry said.': the sentence before a cue that ends it with its subject."""
    doc, cue = ground.doc, predicate.head
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


def _opening(ground: Ground, predicate: Predicate, first: int) -> int:
    """Back to the cue over words that no other argument claims: the parser tore them from the clause."""
    doc, cue = ground.doc, cues().get((predicate.lemma, "verb"))
    if predicate.head + 1 < len(doc) and doc[predicate.head + 1].lower_ == "that":
        return predicate.head + 1
    takes = cue is not None and cue.frames & {"thing", "thing-as", "them", "them-to"}
    kept = {"recipient", "oblique", "agent", "subject"} | ({"object"} if takes else set())
    claimed = {
        i
        for a in predicate.arguments
        if a.role in kept and a.head != first
        for i in range(a.start - (1 if a.preposition else 0), a.end)
    }
    at = first
    while at - 1 > predicate.head and at - 1 not in claimed and doc[at - 1].pos_ not in ("PUNCT", "ADV", "SPACE"):
        at -= 1
    return at


def _past_hearer(ground: Ground, predicate: Predicate, first: int, last: int) -> int:
    """ "told [the paper that ...]": a clause that swallowed the hearer begins with its "that"."""
    cue = cues().get((predicate.lemma, "verb"))
    hearer = cue is not None and "them" in cue.frames
    if first != predicate.head + 1 or not (hearer or ground.doc[first].pos_ in ("ADP", "SCONJ")):
        return first
    marked = [i for i in range(first + 1, min(last, first + 12)) if ground.doc[i].lower_ == "that"]
    return marked[0] if marked and not ground.has_finite(first, marked[0]) else first


def stopped(ground: Ground, first: int, last: int) -> int:
    """Up to a full stop that the sentence splitter passed over."""
    doc = ground.doc
    for at in range(first + 1, last - 1):
        if doc[at].text not in (".", "!", "?") or ground.quote_at[first] != -1:
            continue
        if doc[at - 1].text[:1].isupper() and len(doc[at - 1].text) <= 4:
            continue
        rest = at + 1
        while rest < last and doc[rest].is_punct:
            rest += 1
        if rest < last and doc[rest].text[:1].isupper():
            if ground.quote_at[rest] != ground.quote_at[at]:
                return rest
            if ground.quote_at[at] == -1:
                return at
    return last


def _closing(ground: Ground, last: int, end: int) -> int:
    """On to the end of the sentence, or to what cannot belong to the content any more."""
    doc = ground.doc
    at = last
    while at < end:
        token = doc[at]
        outside = ground.quote_at[at] < 0
        if outside and (token.text in _DASHES or token.is_space):
            break
        if outside and token.text == "," and at + 1 < end and _leaves(ground, at + 1, end, after_comma=True):
            break
        if outside and _leaves(ground, at, end, after_comma=False):
            break
        at += 1
    return at


def to_comma(ground: Ground, first: int, last: int) -> int:
    """On to the next comma of the sentence, the end of what has no finite verb of its own."""
    end = _closing(ground, last, ground.doc[first].sent.end)
    commas = [i for i in range(last, end) if ground.doc[i].text in (",", ":") and ground.quote_at[i] < 0]
    return stopped(ground, first, commas[0] if commas else end)


def _leaves(ground: Ground, at: int, end: int, *, after_comma: bool) -> bool:
    """Whether what begins at a token goes back to the reporting clause: another cue, or a clause beside it."""
    token = ground.doc[at]
    if token.lower_ == "according" or (after_comma and token.lower_ in _LEAVING):
        return True
    beside = ground.by_head.get(at)
    if after_comma and beside is not None and beside.kind == "verb" and not beside.finite:
        return (beside.lemma, "verb") in cues()
    if token.pos_ != "CCONJ":
        return False
    verb = ground.by_head.get(ground.next_finite(at, end))
    cue = cues().get((verb.lemma, "verb")) if verb is not None else None
    return cue is not None and bool(cue.frames & {"quote", "clause"}) and cue.stance != "believes"


def _zone(ground: Ground, predicate: Predicate) -> int:
    """The first token of the cue with its subject."""
    source = ground.source(predicate)
    return min(predicate.head, source.first) if source is not None and not source.shared else predicate.head


def _starts_sentence(ground: Ground, start: int, first: int) -> bool:
    """Whether nothing but words of the content's own clause stands between the sentence's beginning and it."""
    return all(ground.doc[i].text not in _DASHES for i in range(start, first)) and first - start <= 25
