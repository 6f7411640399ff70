"""Whose words they are: the source phrase of a cue, by the parse and, where that fails, by what stands beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.coding.cues import cues, role_noun
from dateline.coding.statements.attribution import AttributionContext, SourcePhrase
from dateline.language.plain import Plain
from dateline.language.syntax.predicates import Predicate

_NOMINAL = frozenset("NOUN PROPN PRON ADJ NUM DET PART".split())
_APPOSED = _NOMINAL | {"ADP", "PUNCT", "CCONJ"}
_GROUP = frozenset("ADV AUX PART".split())
_NO_SOURCE = frozenset("there what how why where when".split())
_REACH = 14
LONGEST_RELATIVE = 34
"""Words of a clause that may stand between a speaker and the cue, with its commas."""
_CLOSE = 3


def source_of(ground: AttributionContext, predicate: Predicate, *, beside: bool = False) -> SourcePhrase | None:
    """The source of a verb or adjective. `beside`: the phrase next to the cue is trusted more than the parse.

    A passive without its agent has none. "A speech attacking X" is attributed to whose speech it is.
    """
    parsed = ground.source(predicate)
    if predicate.passive:
        return parsed
    near = phrase_before(ground, predicate.head) or (phrase_behind(ground, predicate.head) if beside else None)
    if parsed is None or (parsed.shared and predicate.finite and ground.tokens[parsed.first].tag_ not in ("WP", "WDT")):
        return near or parsed
    if near is not None:
        near = _prefer_near(ground, predicate, parsed, near, beside=beside)
    if near is not None:
        return near
    if is_day(ground.tokens[parsed.head]):
        return _subject_above(ground, predicate)
    return _source_of_participle(ground, predicate, parsed) if parsed.shared and not predicate.finite else parsed


def _prefer_near(
    ground: AttributionContext, predicate: Predicate, parsed: SourcePhrase, near: SourcePhrase, *, beside: bool
) -> SourcePhrase | None:
    """The phrase next to the cue where it, and not what the parse says, is the source."""
    if near.first <= parsed.head < near.last and ground.tokens[predicate.head - 1].text == ",":
        return near
    if not near.first <= parsed.head < near.last and (beside or _is_torn(ground, parsed, near)):
        return near
    if _ends_with_name(ground, parsed, near):
        return replace(near, first=min(near.first, parsed.first))
    return None


def _ends_with_name(ground: AttributionContext, parsed: SourcePhrase, near: SourcePhrase) -> bool:
    """ "farmer and senator Jon Tester": a title that the parse cut off from the name that it stands before."""
    doc, cut = ground.tokens, parsed.last
    if not (near.first <= cut < near.last and near.first > parsed.first - _REACH and doc[cut - 1].pos_ in _NOMINAL):
        return False
    return (
        doc[cut].ent_type_ == "PERSON" and doc[parsed.head].ent_type_ != "PERSON" and doc[near.last - 1].i > parsed.head
    )


def _is_torn(ground: AttributionContext, parsed: SourcePhrase, near: SourcePhrase) -> bool:
    """Whether a sentence or a quotation ends between what the parse calls the source and the phrase before the cue."""
    between = range(parsed.head + 1, near.first)
    return any(ground.quote_at[i] >= 0 or ground.tokens[i].text in (".", "!", "?") for i in between)


def _subject_above(ground: AttributionContext, predicate: Predicate) -> SourcePhrase | None:
    """Who does what governs the cue: "posted a message on Friday announcing that"."""
    for above in ground.parse.above(predicate, steps=_CLOSE):
        found = ground.source(above) if above.kind == "verb" else None
        if found is not None and not is_day(ground.tokens[found.head]):
            return found
    return None


def _source_of_participle(
    ground: AttributionContext, predicate: Predicate, parsed: SourcePhrase
) -> SourcePhrase | None:
    """The source of "saying", "adding"; of "asked ..., he said" there is none: he was asked."""
    if ground.tokens[predicate.head].tag_ in ("VBN", "VBD"):
        return None
    if ground.quote_at[parsed.head] != ground.quote_at[predicate.head]:
        return _speaker_before(ground, predicate)
    return _issuer(ground, predicate, parsed)


def _speaker_before(ground: AttributionContext, predicate: Predicate) -> SourcePhrase | None:
    """'"...," said the minister, adding that': who spoke last before a participle in its sentence."""
    sentence = ground.tokens[predicate.head].sent.start
    for earlier in reversed([p for p in ground.parse.predicates if p.head < predicate.head and p.finite]):
        if earlier.head < sentence - 30:
            return None
        if (earlier.lemma, "verb") in cues() and ground.quote_of(earlier.head) is None:
            return source_of(ground, earlier, beside=True)
    return None


def phrase_before(ground: AttributionContext, cue: int) -> SourcePhrase | None:
    """The noun phrase that ends right before the verb group."""
    doc = ground.tokens
    at = cue - 1
    while at >= 0 and doc[at].pos_ in _GROUP and doc[at].tag_ != "POS" and cue - at < 6:
        at -= 1
    if at > 2 and doc[at].text == "," and ground.quote_at[at] == ground.quote_at[cue]:
        return _phrase_of_apposition(ground, at)
    if at < 0 or doc[at].pos_ not in ("NOUN", "PROPN", "PRON") or doc[at].tag_ in ("PRP$", "WP", "WDT"):
        return None
    if (
        doc[at].lower_ in _NO_SOURCE
        or doc[at].ent_type_ in ("DATE", "TIME")
        or ground.quote_at[at] != ground.quote_at[cue]
    ):
        return None
    first = at
    if doc[at].pos_ != "PRON":
        while first > 0 and _joins(doc[first - 1]) and not doc[first].is_sent_start and at - first < _REACH:
            first -= 1
    head = next((i - 1 for i in range(first + 1, at) if doc[i].lower_ == "of"), at)  # "the senator of Maine"
    return SourcePhrase(head, first, at + 1)


def _phrase_of_apposition(ground: AttributionContext, comma: int) -> SourcePhrase | None:
    """ "The chairman, Kofi Annan, said": the phrase before an apposition, with it."""
    doc = ground.tokens
    opening = comma - 1
    while opening > 0 and comma - opening < _REACH and doc[opening].pos_ in _APPOSED and doc[opening].text != ",":
        opening -= 1
    if doc[opening].text != "," or comma - opening < 2 or doc[opening + 1].pos_ not in ("DET", "PROPN", "NOUN", "ADJ"):
        return _phrase_of_relative(ground, comma)
    phrase = phrase_before(ground, opening)
    if phrase is None or doc[phrase.head].pos_ == "PRON":
        return None
    return SourcePhrase(phrase.head, phrase.first, comma)


def _phrase_of_relative(ground: AttributionContext, comma: int) -> SourcePhrase | None:
    """'"...," the mayor, who took office in May, said': the phrase before a relative clause between commas."""
    doc = ground.tokens
    for at in range(comma - 2, max(0, comma - LONGEST_RELATIVE), -1):
        if ground.quote_at[at] != ground.quote_at[comma] or doc[at].text in (".", ";", ":"):
            return None
        if doc[at].text == "," and doc[at + 1].lower_ in ("who", "which", "whose") and ground.has_finite(at, comma):
            phrase = phrase_before(ground, at)
            return phrase if phrase is not None and doc[phrase.head].pos_ != "PRON" else None
    return None


def _joins(token: Plain) -> bool:
    return (token.pos_ in _NOMINAL and token.pos_ != "PRON") or token.tag_ in ("PRP$", "POS") or token.lower_ == "of"


def phrase_behind(ground: AttributionContext, cue: int) -> SourcePhrase | None:
    """The noun phrase that begins right behind an inverted verb: '"...," said the minister'."""
    doc = ground.tokens
    last = cue + 1
    while last < len(doc) and last - cue <= _REACH and not doc[last].is_sent_start and _goes_on(doc, last, cue):
        last += 1
    while last > cue + 1 and (doc[last - 1].pos_ in ("ADP", "DET", "NUM") or is_day(doc[last - 1])):
        last -= 1
    heads = [t.i for t in doc[cue + 1 : last] if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if not heads or doc[cue + 1].pos_ == "ADP" or (doc[heads[0]].tag_ == "PRP$" and len(heads) == 1):
        return None
    person = [i for i in heads if doc[i].ent_type_ == "PERSON"]
    return SourcePhrase((person or heads)[-1 if person else 0], cue + 1, last)


def _goes_on(doc: Sequence[Plain], at: int, cue: int) -> bool:
    token = doc[at]
    if token.lower_ == "of" or (token.lower_ == "and" and at > cue + 1 and doc[at - 1].pos_ == "PROPN"):
        return True
    return token.pos_ in _NOMINAL and token.tag_ != "TO" and not is_day(token)


def is_day(token: Plain) -> bool:
    """Whether a word is part of a time, so that nobody is named by it."""
    return token.ent_type_ in ("DATE", "TIME") or token.lower_ in (
        "monday tuesday wednesday thursday friday saturday sunday today yesterday recently".split()
    )


def is_paper(token: Plain) -> bool:
    """Whether a word names something that is read or looked at and so tells something: "poll", "footage"."""
    noun = role_noun(token.lower_)
    return noun is not None and noun.kind == "document" and noun.family != "occasion"


def _issuer(ground: AttributionContext, predicate: Predicate, source: SourcePhrase) -> SourcePhrase | None:
    """Whose document or speech it is that says so: its owner, or who makes it."""
    head = ground.tokens[source.head]
    noun = role_noun(head.lower_)
    spoken = (head.lemma_.lower(), "noun") in cues() or (noun is not None and noun.kind == "document")
    mute = noun is None and not head.ent_type_ and head.pos_ == "NOUN" and not predicate.finite
    if not (spoken or mute) or predicate.link not in ("relative", "complement"):
        return source
    bearer = ground.parse.by_head.get(source.head)
    owners = [a for a in bearer.role("possessor") if a.preposition == ""] if bearer is not None else []
    if owners:
        return ground.phrase(*owners)
    verb = ground.by_object.get(source.head)
    return (ground.source(verb) if verb is not None else None) or source
