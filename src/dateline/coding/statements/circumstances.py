"""What stands beside a cue: when it was said, and to whom."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.coding.cues import cues, role_noun
from dateline.coding.statements.attribution import Attribution, AttributionContext, SourcePhrase
from dateline.coding.statements.endings import is_setting
from dateline.coding.statements.heard import heard_hearer
from dateline.coding.statements.sources import phrase_behind
from dateline.language.plain import Plain
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Span, When

_BESIDE = 4
"""Words that may stand between a cue, or its speaker or hearer, and its time: "said in Paris on", "said last"."""
_ANY = frozenset("DET ADJ NOUN PROPN NUM PART PRON ADP ADV".split())
_TO = frozenset(("to", "with"))
_OTHERWISE = frozenset("of about since until till from by for before after than over".split())
_SPEAKING = frozenset(("speak", "talk", "write"))
_PEOPLE = frozenset(("PERSON", "ORG", "NORP", "GPE"))


def when_of(ground: AttributionContext, attribution: Attribution, times: Sequence[When]) -> When | None:
    """The day or hour at which it was said: a time of the cue's own sentence and outside the words reported, that the
    parse hangs on the cue, or that stands right beside it, its speaker or its hearer, or that opens the sentence.

    Lengths and sets ("for years", "every day") are no such time. Where two fit, the nearer one is taken.
    """
    if attribution.cue_token is None:
        return None
    doc, cue = ground.tokens, attribution.cue_token
    sentence = doc[cue].sent
    begin = doc[sentence.start].idx
    edge = Span(begin, max(doc[sentence.end - 1].end, begin + 1))
    best: tuple[int, When] | None = None
    for time in times:
        if not edge.contains(time.span) or time.kind not in ("DATE", "TIME") or time.earliest is None:
            continue
        if any(span.overlaps(time.span) for span in attribution.content):
            continue
        first, last = _tokens(ground, time.span)
        if not _dates_speech(ground, attribution, first, last) or _is_of_other_verb(ground, cue, first):
            continue
        if (
            _hangs_on(ground, cue, first, last)
            or _hangs_on_main_verb(ground, cue, first, last)
            or _stands_beside(ground, attribution, first, last)
            or _opens_sentence(ground, cue, first)
        ):
            distance = min(abs(first - cue), abs(cue - last + 1))
            if best is None or distance < best[0]:
                best = (distance, time)
    return best[1] if best is not None else None


def _dates_speech(ground: AttributionContext, attribution: Attribution, first: int, last: int) -> bool:
    """Not "said of the 2016 vote", "not since Monday", "the 2017 model": these date other things. What follows in "said
    Tuesday Norway's answer was late" is said."""
    doc, at = ground.tokens, first - 1
    named = last < len(doc) and doc[last].pos_ in ("NOUN", "PROPN") and not is_setting(doc[last])
    if named and not (at == attribution.cue_token and any(s.start == doc[last].idx for s in attribution.content)):
        return False
    while at >= 0 and doc[at].pos_ in ("DET", "ADJ", "ADV", "NUM"):
        at -= 1
    return at < 0 or doc[at].lower_ not in _OTHERWISE


def _is_of_other_verb(ground: AttributionContext, cue: int, at: int) -> bool:
    """ "The man who fled in 2012 said", "the guard charged with a theft in 2009 told": the narrowest phrase that
    holds the time belongs to a clause that only says who speaks."""
    best: tuple[int, Predicate] | None = None
    sentence = ground.tokens[cue].sent
    for head in range(sentence.start, sentence.end):
        predicate = ground.parse.by_head.get(head)
        for argument in predicate.arguments if predicate is not None and predicate.kind == "verb" else ():
            if predicate is not None and argument.role == "oblique" and argument.start <= at < argument.end:
                size = argument.end - argument.start
                best = min(best, (size, predicate), key=lambda pair: pair[0]) if best else (size, predicate)
    if best is None or best[1].head == cue:
        return False
    # "In an interview taped on Saturday" dates what is said; "on trial for killing 12 in 2004" does not
    roles = ("subject", "agent") if best[1].link == "relative" else ("subject", "agent", "oblique")
    said = ground.parse.by_head.get(cue)
    phrases = said.role(*roles) if said is not None else ()
    return any(a.start <= best[1].head < a.end for a in phrases)


def hearer_of(ground: AttributionContext, attribution: Attribution) -> SourcePhrase | None:
    """Who is told: the hearer of the cue itself, "said to the guests", "said in a letter to parliament", "speaking to
    reporters, he said"."""
    if attribution.hearer is not None or attribution.cue_token is None:
        return attribution.hearer
    predicate = ground.parse.by_head.get(attribution.cue_token)
    if predicate is None or predicate.kind == "adjective":
        return None
    outside = [
        a for a in predicate.arguments if a.role == "oblique" and not _stands_inside(ground, attribution, a.head)
    ]
    for argument in outside:
        if argument.preposition == "to" and _can_hear(ground.tokens[argument.head]):
            return ground.phrase(argument)
        paper = _addressee(ground, argument) if argument.preposition in ("in", "at", "during", "on") else None
        if paper is not None:
            return paper
    return _hearer_of_participle(ground, predicate) or heard_hearer(ground, attribution)


def _addressee(ground: AttributionContext, argument: Argument) -> SourcePhrase | None:
    """ "In a letter to parliament", "in an interview with the paper"."""
    doc = ground.tokens
    noun = role_noun(doc[argument.head].lower_)
    said = (doc[argument.head].lemma_.lower(), "noun") in cues()
    if not said and (noun is None or noun.kind != "document"):
        return None
    for at in range(argument.head + 1, min(argument.end, argument.head + 6)):
        if doc[at].lower_ in _TO and doc[at].pos_ == "ADP":
            found = phrase_behind(ground, at)
            return found if found is not None and _can_hear(doc[found.head]) else None
    return None


def _hearer_of_participle(ground: AttributionContext, predicate: Predicate) -> SourcePhrase | None:
    """ "Speaking to reporters, he said": a participle that hangs on the cue."""
    for other in ground.parse.governed(predicate):
        if other.lemma in _SPEAKING and not other.finite and other.link == "adverbial":
            hearers = [a for a in other.oblique("to", "with") if _can_hear(ground.tokens[a.head])]
            if hearers:
                return ground.phrase(hearers[0])
    return None


def _can_hear(token: Plain) -> bool:
    noun = role_noun(token.lower_)
    if noun is not None:
        return noun.kind != "document"
    return token.ent_type_ in _PEOPLE or token.tag_ in ("NNS", "PRP")


def _hangs_on(ground: AttributionContext, cue: int, at: int, last: int) -> bool:
    predicate = ground.parse.by_head.get(cue)
    if predicate is None:
        return False
    own = [a for a in predicate.arguments if a.role in ("oblique", "recipient") and a.start <= at < a.end]
    return any(a.end - a.start <= _BESIDE + 2 or (a.preposition and at <= a.head < last) for a in own) and not any(
        a.start <= at < a.end for a in predicate.role("clause", "object")
    )


def _hangs_on_main_verb(ground: AttributionContext, cue: int, first: int, last: int) -> bool:
    """ "Hit back on Tuesday, telling the paper that": a participle is said when its main verb is done."""
    predicate = ground.parse.by_head.get(cue)
    if predicate is None or predicate.finite or predicate.link != "adverbial":
        return False
    main = ground.parse.governor(predicate)
    return main is not None and main.finite and _hangs_on(ground, main.head, first, last)


def _stands_beside(ground: AttributionContext, attribution: Attribution, first: int, last: int) -> bool:
    """Whether a time follows the cue, its speaker or hearer, or comes right before the cue ("on Friday said")."""
    cue = attribution.cue_token
    if cue is None:
        return False
    ends = [cue + 1] + [s.last for s in (attribution.source, attribution.hearer) if s is not None and s.first > cue]
    near = any(0 <= first - end <= _BESIDE and _one_phrase(ground, end, first) for end in ends)
    source = attribution.source
    if source is None or not source.last <= first <= last <= cue or cue - last > 1:
        return near
    # "The officer who fled in 2011 said": a verb before the time has it
    return near or all(ground.tokens[i].pos_ != "VERB" for i in range(source.first, first))


def _one_phrase(ground: AttributionContext, first: int, last: int) -> bool:
    return all(ground.tokens[i].pos_ in _ANY for i in range(first, last))


def _opens_sentence(ground: AttributionContext, cue: int, first: int) -> bool:
    """ "On Friday, he said": a time that opens the cue's sentence, with no other finite verb before the cue."""
    start = ground.tokens[cue].sent.start
    return start <= first <= start + 2 and first < cue and not ground.has_finite(start, cue)


def _stands_inside(ground: AttributionContext, attribution: Attribution, token: int) -> bool:
    at = ground.tokens[token].idx
    return any(span.start <= at < span.end for span in attribution.content)


def _tokens(ground: AttributionContext, span: Span) -> tuple[int, int]:
    return ground.parse.token_at(span.start), ground.parse.token_at(span.end)
