"""From where to where the content of a cue runs, where the parser's clause is cut short or runs over its cue."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.cues import cues, role_noun
from dateline.coding.quotes import Quote
from dateline.coding.statements.attribution import AttributionContext, TokenRange
from dateline.coding.statements.endings import clause_end, is_setting, thing_end
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Span

_LONGEST_SETTING = 8
_OPENING = frozenset("DET NOUN PROPN PRON ADJ NUM".split())
_NAMING = _OPENING | {"PART", "PUNCT"}
_HEARERS = frozenset(("ORG", "PERSON"))
_GROWING = frozenset(("oblique", "clause", "predicative"))
_CLOSING = 3  # characters behind reported words among which their closing bracket may stand
_DASHES = frozenset(("—", "–", "--", ";", "(", ")"))


def clause_extent(ground: AttributionContext, predicate: Predicate, clause: Argument, form: str) -> TokenRange:
    """The token range of a clausal content.

    A finite clause behind its cue begins right behind the cue (and its hearer) and runs on to the end of the sentence,
    unless a comma and a new cue or an adverbial clause end it; one before its cue begins with the sentence.
    """
    cue = predicate.head
    sentence = ground.tokens[cue].sent
    first, last = clause.start, clause.end
    if first <= cue < last:
        if cue - first > 2 and (last - cue <= 2 or clause.head < cue):
            last = cue
        else:
            first = cue + 1
    if first > cue:
        first = _opening(ground, predicate, first)
        if form == "clause":
            first = _skip_hearer(ground, predicate, first, last)
            last = cut_at_stop(ground, first, clause_end(ground, predicate, first, last, sentence.end))
        else:
            last = cut_at_stop(ground, first, thing_end(ground, predicate, first, last, acts=True))
    elif form == "clause":
        last = min(last, _zone(ground, predicate))
        if cue < sentence.end and _starts_sentence(ground, sentence.start, first):
            first = sentence.start
    return first, last


def widen_content(ground: AttributionContext, predicate: Predicate, first: int, last: int) -> TokenRange:
    """A content with the phrases right behind it that hang on the cue: "heavy tariffs" with "on goods from abroad".

    Times ("on Friday") and occasions ("in an interview") belong to the cue and stay out.
    """
    doc = ground.tokens
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


def with_its_name(ground: AttributionContext, first: int, last: int) -> TokenRange:
    """What a thing is called, behind it: 'his plan "childish"', "it a disaster", "the office as a burden"."""
    doc = ground.tokens
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


def thing_extent(
    ground: AttributionContext, predicate: Predicate, first: int, last: int, *, acts: bool = False
) -> TokenRange:
    """What is said, judged or wanted, where it has no finite verb of its own."""
    return first, cut_at_stop(ground, first, thing_end(ground, predicate, first, last, acts=acts))


def called_upon_extent(ground: AttributionContext, predicate: Predicate, first: int, last: int) -> TokenRange:
    """ "called on [the parties to stop fighting]": those called upon and what they shall do."""
    return first, cut_at_stop(ground, first, clause_end(ground, predicate, first, last, ground.tokens[first].sent.end))


def _opening(ground: AttributionContext, predicate: Predicate, first: int) -> int:
    """Back to the cue over words that no other argument claims: the parser tore them from the clause."""
    doc, cue = ground.tokens, cues().get((predicate.lemma, "verb"))
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


def _skip_hearer(ground: AttributionContext, predicate: Predicate, first: int, last: int) -> int:
    """ "told [the paper that ...]": a clause that swallowed the hearer begins with its "that"."""
    first = _skip_setting(ground, first, last)
    cue = cues().get((predicate.lemma, "verb"))
    if cue is not None and "them" in cue.frames and first == predicate.head + 1:
        heard = _named_hearer(ground, first, last)
        if heard is not None:
            return heard
    hearer = cue is not None and "them" in cue.frames
    if first != predicate.head + 1 or not (hearer or ground.tokens[first].pos_ in ("ADP", "SCONJ")):
        return first
    marked = [i for i in range(first + 1, min(last, first + 12)) if ground.tokens[i].lower_ == "that"]
    return marked[0] if marked and not ground.has_finite(first, marked[0]) else first


def _skip_setting(ground: AttributionContext, first: int, last: int) -> int:
    """ "said at the time [the firm was sound]": when and where it was said is no part of it."""
    doc, at = ground.tokens, first
    if doc[first].pos_ != "ADP":
        return first
    while at < last and at - first < _LONGEST_SETTING and not is_setting(doc[at]):
        if at > first and doc[at].pos_ not in _OPENING:
            return first
        at += 1
    while at < last and is_setting(doc[at]):
        at += 1
    rest = at < last and (doc[at].pos_ in _OPENING or doc[at].lower_ == "that") and ground.has_finite(at, last)
    return at if rest else first


def _named_hearer(ground: AttributionContext, first: int, last: int) -> int | None:
    """ "told CNN [troops had left]": behind the last name before the verb of the clause that is not its subject."""
    doc, at = ground.tokens, first
    verb = ground.next_finite(first, last)
    while at < verb and (doc[at].pos_ in _NAMING or (doc[at].tag_ == "VBN" and doc[at - 1].tag_ == "HYPH")):
        at += 1
    ends = [
        i + 1
        for i in range(first, min(at, verb - 1))
        if doc[i].ent_type_ in _HEARERS
        and doc[i + 1].ent_type_ != doc[i].ent_type_
        and doc[i + 1].pos_ in _OPENING
        and (doc[i + 1].tag_ != "NN" or role_noun(doc[i + 1].lower_) is None)
    ]
    return ends[-1] if ends else None


def cut_at_stop(ground: AttributionContext, first: int, last: int) -> int:
    """Up to a full stop that the sentence splitter passed over."""
    doc = ground.tokens
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


def _zone(ground: AttributionContext, predicate: Predicate) -> int:
    """The first token of the cue with its subject."""
    source = ground.source(predicate)
    return min(predicate.head, source.first) if source is not None and not source.shared else predicate.head


def _starts_sentence(ground: AttributionContext, start: int, first: int) -> bool:
    """Whether nothing but words of the content's own clause stands between the sentence's beginning and it."""
    return all(ground.tokens[i].text not in _DASHES for i in range(start, first)) and first - start <= 25


def complete_marks(text: str, span: Span, quotes: Sequence[Quote]) -> Span:
    """The span with the mark that opens the quotation it begins with, and without one that opens at its very end."""
    start, end = span.start, span.end
    for quote in quotes:
        if quote.inner.start == start and quote.opened and quote.closed and quote.outer.end < end:
            start = quote.outer.start
        if start < quote.outer.start and quote.outer.start < end <= quote.inner.start:
            end = start + len(text[start : quote.outer.start].rstrip(" .,;:\n"))
    return Span(start, end) if start < end else span


def complete_brackets(text: str, span: Span) -> Span:
    """The span with the bracket that closes its last one; without what it opens where nothing closes it close by."""
    words = span.cut(text)
    if words.count("(") <= words.count(")"):
        return span
    behind = text[span.end : span.end + _CLOSING]
    if ")" in behind and "(" not in behind.partition(")")[0]:
        return Span(span.start, span.end + behind.index(")") + 1)
    kept = words[: words.rindex("(")].rstrip()
    return Span(span.start, span.start + len(kept)) if kept else span
