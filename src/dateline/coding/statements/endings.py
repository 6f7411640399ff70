"""Where reported words end: at what goes back to the reporting clause, or is told beside it by the reporter."""

from __future__ import annotations

from dateline.coding.cues import bound_words, cues, role_noun
from dateline.coding.statements.attribution import AttributionContext
from dateline.language.plain import Plain
from dateline.language.syntax.predicates import Predicate

_DASHES = frozenset(("—", "–", "--", ";", "(", ")"))
_PAIRED = frozenset(("—", "–", "--", "("))
_RELATIVE_TAGS = frozenset(("WP", "WDT", "WP$", "WRB"))
_RELATIVES = frozenset(("who", "whom", "whose", "which", "where"))
_FINITE_TAGS = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBJECTS = frozenset("i you he she it we they".split())
_HIGHEST = 8
_SPEAKING = frozenset(("quote", "clause"))
_NAMING = frozenset("DET ADJ NOUN PROPN NUM PART PRON ADP".split())
_PHRASE = frozenset("DET ADJ NOUN PROPN NUM PART PRON ADV SYM".split())


def clause_end(ground: AttributionContext, cue: Predicate, first: int, last: int, end: int) -> int:
    """The end of a finite content that begins at `first`: the parser's `last`, moved on to the end of the sentence or
    back to what cannot belong to it."""
    until = min(end, _coordinate_start(ground, cue, first), _governing_start(ground, cue, first))
    at = first + 1
    while at < until:
        if ground.quote_at[at] < 0:
            if at >= last and (ground.tokens[at].is_space or _leaves_dash_open(ground, at, until)):
                break
            if _leaves_content(ground, first, at, until, inside=at < last):
                break
        at += 1
    return max(at, first + 1)


def thing_end(ground: AttributionContext, cue: Predicate, first: int, last: int, *, acts: bool = False) -> int:
    """The end of a content without a finite verb of its own: no further than the next comma behind the parser's `last`,
    and before what stands beside it ("after the vote", "in an interview", ", who ...")."""
    doc = ground.tokens
    end = min(doc[first].sent.end, _coordinate_start(ground, cue, first), _governing_start(ground, cue, first))
    at = first + 1
    while at < end:
        token = doc[at]
        if ground.quote_at[at] < 0:
            if token.text in _DASHES or token.is_space:
                break
            if at >= last and token.text in (",", ":"):
                break
            if (
                token.text == ","
                and at + 1 < end
                and (_opens_relative(ground, at + 1) or _opens_participle(ground, at + 1))
            ):
                break
            if token.pos_ == "CCONJ" and _goes_on_finite(ground, at, end):
                break
            if (not acts and _opens_beside(ground, at)) or _leaves_content(ground, first, at, end, inside=at < last):
                break
        at += 1
    return max(at, first + 1)


def is_setting(token: Plain) -> bool:
    """Whether a word names a time or an occasion of speaking."""
    lemma = token.lemma_.lower()
    bounds = bound_words()
    if lemma in bounds["time"] or lemma in bounds["day"] or token.ent_type_ in ("DATE", "TIME"):
        return True
    if lemma in bounds["occasion"] or (lemma, "noun") in cues():
        return True
    noun = role_noun(lemma)
    return noun is not None and noun.kind == "document" and noun.family != "sight"


def is_occasion(ground: AttributionContext, at: int) -> bool:
    """Whether a preposition opens the time or occasion of speaking: "in an interview", "on Friday"."""
    doc, head = ground.tokens, -1
    for i in range(at + 1, min(len(doc), at + 8)):
        if doc[i].pos_ not in _PHRASE:
            break
        if doc[i].pos_ in ("NOUN", "PROPN"):
            head = i
    return head > 0 and is_setting(doc[head])


def _opens_beside(ground: AttributionContext, at: int) -> bool:
    """Whether a word opens what stands beside a thing: a subordinate clause, a means, an occasion of speaking."""
    token = ground.tokens[at]
    word = token.lower_
    if word in bound_words()["adjunct"] and token.pos_ in ("ADP", "SCONJ", "ADV", "VERB"):
        return True
    if word == "by" and at + 1 < len(ground.tokens) and ground.tokens[at + 1].tag_ == "VBG":
        return True
    if word in ("in", "on", "at", "via") and token.pos_ == "ADP" and is_occasion(ground, at):
        return True
    return (
        token.pos_ in ("NOUN", "PROPN")
        and word in bound_words()["day"]
        and ground.tokens[at - 1].pos_ in ("NOUN", "PROPN")
    )


def _coordinate_start(ground: AttributionContext, cue: Predicate, first: int) -> int:
    """Where the reporting clause goes on with another verb of its own: "said A but refused B"."""
    doc = ground.tokens
    ends = [len(doc)]
    for other in ground.parse.governed(cue):
        if other.link != "conjunct" or other.head <= first or ground.quote_at[other.head] >= 0:
            continue
        at = other.head
        while at > first and doc[at].pos_ != "CCONJ" and doc[at].text not in (",", ";") and other.head - at < 12:
            at -= 1
        if at > first and (doc[at].pos_ == "CCONJ" or doc[at].text in (",", ";")):
            ends.append(at - 1 if doc[at - 1].text == "," and at - 1 > first else at)
    return min(ends)


def _governing_start(ground: AttributionContext, cue: Predicate, first: int) -> int:
    """The verb group of what governs the cue, behind the content: "the claim that it fell [is false]"."""
    doc = ground.tokens
    for governor in ground.parse.above(cue, steps=_HIGHEST):
        at = governor.head
        if at > first + 1 and ground.quote_at[at] < 0 and governor.finite:
            while at - 1 > first and doc[at - 1].pos_ in ("AUX", "ADV", "PART"):
                at -= 1
            return at
    return len(doc)


def _opens_participle(ground: AttributionContext, at: int) -> bool:
    """ ", saying", ", focusing on": a participle behind a comma goes back to who speaks."""
    token = ground.tokens[at]
    return token.tag_ == "VBG" and token.pos_ == "VERB" and token.lower_ != "including"


def _goes_on_finite(ground: AttributionContext, at: int, end: int) -> bool:
    """ "and has", "but he left": a finite verb right behind the conjunction is no part of a thing or an infinitive."""
    doc, at = ground.tokens, at + 1
    while at < end and (doc[at].pos_ == "ADV" or doc[at].lower_ in _SUBJECTS):
        at += 1
    return at < end and doc[at].tag_ in _FINITE_TAGS


def _leaves_dash_open(ground: AttributionContext, at: int, end: int) -> bool:
    """A dash that is not closed again before the end."""
    text = ground.tokens[at].text
    if text not in _DASHES:
        return False
    closing = ")" if text == "(" else text
    rest = (ground.tokens[i].text for i in range(at + 2, end) if ground.quote_at[i] < 0)
    return not (text in _PAIRED and closing in rest)


def _opens_relative(ground: AttributionContext, at: int) -> bool:
    """Whether a relative clause begins that only adds something ("the plan, which ...")."""
    if at >= len(ground.tokens):
        return False
    token = ground.tokens[at]
    if token.pos_ == "ADP" and at + 1 < len(ground.tokens):
        token = ground.tokens[at + 1]
    return token.lower_ in _RELATIVES and token.tag_ in _RELATIVE_TAGS


def _leaves_content(ground: AttributionContext, first: int, at: int, end: int, *, inside: bool) -> bool:
    """Whether what begins at a token goes back to the reporting clause: another cue, or a clause beside it."""
    doc = ground.tokens
    token = doc[at]
    if token.text == "," and at + 1 < end:
        return leaves_after_comma(ground, first, at + 1, end, inside=inside)
    if inside:
        return False
    return token.lower_ == "according" or _opens_new_cue(ground, at, end)


def leaves_after_comma(ground: AttributionContext, first: int, at: int, end: int, *, inside: bool = False) -> bool:
    """Whether what stands behind a comma is no part of the words before it. `inside`: the parser says it is."""
    token = ground.tokens[at]
    beside = ground.parse.by_head.get(at)
    if beside is not None and beside.kind == "verb" and not beside.finite and token.tag_ == "VBG":
        return (beside.lemma, "verb") in cues()
    if _opens_relative(ground, at):
        return ground.has_finite(first, at)
    if _signs_off(ground, at):
        return True
    if inside:
        return False
    return token.lower_ == "according" or token.lower_ in bound_words()["leaving"] or _opens_new_cue(ground, at, end)


def _signs_off(ground: AttributionContext, at: int) -> bool:
    """ ", a ministry statement said.": another speaker closes the sentence."""
    doc, start = ground.tokens, at
    end = doc[start].sent.end
    while at < end and doc[at].pos_ in _NAMING:
        at += 1
    verb = ground.parse.by_head.get(at) if start < at < end else None
    cue = cues().get((verb.lemma, "verb")) if verb is not None and verb.finite else None
    closes = at + 1 >= end or doc[at + 1].is_punct or is_setting(doc[at + 1]) or is_occasion(ground, at + 1)
    return cue is not None and cue.frames >= _SPEAKING and closes


def _opens_new_cue(ground: AttributionContext, at: int, end: int) -> bool:
    """A coordinated clause whose verb reports: "and she said"."""
    if ground.tokens[at].pos_ != "CCONJ":
        return False
    verb = ground.parse.by_head.get(ground.next_finite(at, end))
    cue = cues().get((verb.lemma, "verb")) if verb is not None else None
    return cue is not None and cue.frames >= _SPEAKING and cue.stance != "believes"
