"""What the encoder hears: which of the found attributions is none, which cues no row knows, what is done by saying it.

Thresholds were set on texts that the encoder did not learn from; the model card has the figures that they gave.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, cast

from dateline.coding.statements.attribution import Attribution, AttributionContext, SourcePhrase
from dateline.coding.statements.unsaid import unsaid_words
from dateline.language import HeardCue, heard, hears
from dateline.language.syntax.noun_phrases import core
from dateline.language.syntax.predicates import Predicate
from dateline.model import Span, Stance

LEAST: Final = 0.02
"""Whose cue the encoder finds less likely than this is no attribution. Below a tenth, 17 of 248 were one."""
OVERLOOKED: Final = 0.7
"""A cue that no rule took is one from here on."""
CUE: Final = 0.5
"""The stance of a cue is asked for from here on."""
STANCE, AGAINST = 0.6, 0.8
"""The encoder's stance counts from the first share on, else the rules'; from the second where these know more than that
something is said, as of "the threat"."""
DOUBTED: Final = 0.2
"""Below this share nobody denies by a neutral cue, whatever rules find in his words: "he doesn't share her views"."""
DENIED: Final = 0.95
"""From here on somebody denies by a neutral cue ("said it was not behind it"), if there is a "no" in what is said."""
DENIER, TURNED = 0.75, 0.6
"""What a denying verb does, if not denying: the encoder's stance counts from the first share on; where it hears hardly
a cue, and no word for a claim stands behind the verb, the second has to say that something is turned down."""
HEARER: Final = 0.7
SPEAKER, UNNAMED = 0.8, 0.6
"""From the first share on somebody else speaks than the rules found; from the second somebody, where they found nobody.
On texts that it did not learn from the encoder was right in 21 of 25 cases of the first kind, where the rules were in
6, and in 12 of 14 of the second."""
_RULES_KNOW: frozenset[Stance] = frozenset(("confirms",))
"""Stances that the encoder did not learn: it hears them as neutral ones."""
_NEUTRAL = frozenset(("says", "claims"))
_TURNING = frozenset(("declines", "condemns"))


def is_attribution(ground: AttributionContext, found: Attribution) -> bool:
    """Whether the encoder agrees that somebody says something here.

    Asked only where an act can look like saying ("agreed to", "discussed it"): a quotation, a clause and a negated cue
    ("did not say") stand by themselves.
    """
    sure = found.quotation == "direct" or found.frame in ("quote", "clause") or _is_negated(ground, found)
    if found.cue is None or sure or not hears(ground.parse.doc):
        return True
    cue = hear_cue(ground, found)
    return cue is not None and cue.sure >= LEAST


def hear_cue(ground: AttributionContext, found: Attribution) -> HeardCue | None:
    """What the encoder hears at the words of a cue: its surest one."""
    if found.cue is None:
        return None
    known = heard(ground.parse.doc)
    words = range(ground.parse.token_at(found.cue.start), ground.parse.token_at(found.cue.end))
    return max((known[i] for i in words if i in known), key=lambda cue: cue.sure, default=None)


def heard_stance(ground: AttributionContext, found: Attribution, by_rule: Stance) -> Stance:
    """The stance of an attribution: the encoder's where it is sure, else `by_rule`."""
    cue = hear_cue(ground, found)
    if cue is None or cue.sure < CUE or _is_negated(ground, found):
        return by_rule
    stance, share = cue.stances[0]
    bar = STANCE if by_rule in _NEUTRAL or stance in _NEUTRAL else AGAINST
    if share < bar or (by_rule in _RULES_KNOW and stance in _NEUTRAL):
        return by_rule
    if stance == "denies" and by_rule in _NEUTRAL and not (share >= DENIED and _can_deny(ground, found)):
        return by_rule
    return cast("Stance", stance)


def heard_denier(ground: AttributionContext, found: Attribution, *, claimed: bool) -> Stance | None:
    """What a cue does that rules take for a denial; None where it says nothing, as a suit that a court denies.

    `claimed`: whether a word for what others say stands behind it: that is denied. Of a plan or a law the encoder has
    to hear a cue, or that it is turned down.
    """
    if claimed or not hears(ground.parse.doc):
        return "denies"
    cue = hear_cue(ground, found)
    if cue is None:
        return None
    stance, share = cue.stances[0]
    if cue.sure >= CUE:
        return cast("Stance", stance) if share >= DENIER else "denies"
    return cast("Stance", stance) if stance in _TURNING and share >= TURNED else None


def _is_negated(ground: AttributionContext, found: Attribution) -> bool:
    """Whether the cue is negated: what is left of it is settled elsewhere (`unsaid`)."""
    predicate = ground.parse.by_head.get(found.cue_token) if found.cue_token is not None else None
    return predicate is not None and predicate.negation is not None


def _can_deny(ground: AttributionContext, found: Attribution) -> bool:
    """Whether there is a "no" in what is said, and nobody else's denial: who tells of one denies nothing himself."""
    if not any(predicate.negation is not None for predicate in ground.predicates_in(found.content)):
        return False
    for cue in heard(ground.parse.doc).values():
        at = ground.tokens[cue.word].idx
        inside = any(span.start <= at < span.end for span in found.content)
        if inside and cue.sure >= OVERLOOKED and cue.stances[0][0] == "denies":
            return False
    return True


def is_heard_denial(ground: AttributionContext, found: Attribution) -> bool:
    """Whether the encoder leaves it open that a neutral cue denies."""
    cue = hear_cue(ground, found)
    return not hears(ground.parse.doc) or (cue is not None and cue.share("denies") >= DOUBTED)


def heard_hearer(ground: AttributionContext, found: Attribution) -> SourcePhrase | None:
    """Who is told, as the encoder hears it; None where it is not sure."""
    cue = hear_cue(ground, found)
    if cue is None:
        return None
    column = cue.names.index("addressee")
    tokens = [i for i in cue.tokens("addressee") if cue.parts[i - cue.start, column] >= HEARER]
    phrase = _phrase(ground, tokens)
    taken = found.source is not None and phrase is not None and phrase.first < found.source.last <= phrase.last
    return None if taken else phrase


def trust_speaker(ground: AttributionContext, found: Attribution) -> Attribution:
    """The attribution with the speaker that the encoder hears, where it is sure of another one than the rules, or
    these found none."""
    cue = hear_cue(ground, found) if found.cue_token is not None else None
    tokens = cue.tokens("speaker") if cue is not None else []
    if cue is None or not tokens or (found.source is not None and _is_same(found.source, tokens)):
        return found
    if found.source is not None and not _is_verb(ground, cue.word):
        return found  # whose a noun is, who gave it says: "got assurances from the court"
    share = max(cue.parts[i - cue.start, cue.names.index("speaker")] for i in tokens)
    if share < (UNNAMED if found.source is None else SPEAKER):
        return found
    phrase = _phrase(ground, tokens)
    if phrase is None or ground.quote_at[phrase.head] != ground.quote_at[cue.word]:
        return found
    place = ground.tokens[phrase.head].idx
    inside = any(span.start <= place < span.end for span in found.content)
    return found if inside else replace(found, source=phrase)


def _is_verb(ground: AttributionContext, word: int) -> bool:
    predicate = ground.parse.by_head.get(word)
    return predicate is not None and predicate.kind == "verb"


def _is_same(source: SourcePhrase, tokens: Sequence[int]) -> bool:
    return source.head in tokens or any(source.first <= i < source.last for i in tokens)


def find_overlooked(ground: AttributionContext, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """Attributions whose cue no rule took: those that the encoder is sure of, with a speaker and what was said."""
    taken = [a.cue for a in found if a.cue is not None]
    told = [span for a in found for span in a.content]
    for cue in heard(ground.parse.doc).values():
        token = ground.tokens[cue.word]
        own = Span(token.idx, token.end)
        if cue.sure < OVERLOOKED or any(own.overlaps(span) for span in (*taken, *told)):
            continue
        predicate = ground.parse.by_head.get(cue.word)
        if ground.quote_at[cue.word] >= 0 or (predicate is not None and _is_unsaid(predicate)):
            continue
        source = _phrase(ground, cue.tokens("speaker"))
        content = _content(ground, cue)
        if source is None or (predicate is not None and _undergoes(predicate, source)):
            continue
        if not content or any(span.overlaps(other) for span in content for other in told):
            continue
        yield Attribution(
            content=content,
            stance=cast("Stance", cue.stances[0][0]),
            rule="heard by the encoder",
            cue=own,
            cue_token=cue.word,
            source=source,
            frame="heard",
        )


def _is_unsaid(predicate: Predicate) -> bool:
    """Whether the predicate is negated or takes back what was said: the rules of `unsaid` have their say there."""
    return predicate.negation is not None or predicate.lemma in unsaid_words().words["recanting"]


def _undergoes(predicate: Predicate, source: SourcePhrase) -> bool:
    """ "Minister criticised over remarks": who is told of in the passive says nothing."""
    return predicate.passive and any(source.first <= a.head < source.last for a in predicate.role("object"))


def _phrase(ground: AttributionContext, tokens: Sequence[int]) -> SourcePhrase | None:
    """The noun phrase that most of the tokens stand in."""
    own = set(tokens)
    tops = [i for i in tokens if ground.parse.doc[i].head.i not in own or ground.parse.doc[i].head.i == i]
    for top in tops:
        if ground.tokens[top].pos_ in ("NOUN", "PROPN", "PRON"):
            first, last = core(ground.parse.doc, top)
            return SourcePhrase(top, first, last)
    return None


def _content(ground: AttributionContext, cue: HeardCue) -> tuple[Span, ...]:
    """What is said: the clause or object of the cue that holds most of what the encoder hears, else its own words."""
    words = cue.tokens("content")
    if not words:
        return ()
    predicate = ground.parse.by_head.get(cue.word)
    fits = [a for a in (predicate.arguments if predicate is not None else ()) if a.role in ("clause", "object")]
    for argument in fits:
        inside = sum(argument.start <= i < argument.end for i in words)
        if argument.start <= argument.head < argument.end and inside > 0.7 * len(words):
            start = argument.start + (ground.tokens[argument.start].lower_ == "that")
            whole = ground.span(start, argument.end)
            return (whole,) if whole is not None and not argument.start <= cue.word < argument.end else ()
    sentence = ground.tokens[cue.word].sent
    near = [i for i in words if sentence.start <= i < sentence.end]
    return tuple(span for part in _runs(near, cue.word) if (span := ground.span(part[0], part[-1] + 1)) is not None)


def _runs(words: Sequence[int], cue: int) -> Iterator[list[int]]:
    """The words before the cue and those behind it."""
    for part in ([i for i in words if i < cue], [i for i in words if i > cue]):
        if part:
            yield part
