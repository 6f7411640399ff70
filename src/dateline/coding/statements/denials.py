"""Denials: who denies has something that he denies, a claim of others or a deed that is laid to his door.

A negative report is none ("the papers had not arrived"), nor is what is refused ("denied him a visa", "rejected the
offer", "dismissed the case").
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.coding.cues import DenialKind, cues, denial_words, role_noun
from dateline.coding.statements.attribution import Attribution, AttributionContext, SourcePhrase
from dateline.language.syntax.predicates import Predicate
from dateline.model import Stance

_IT = frozenset(("it", "this", "that", "these", "those", "so"))
_THEM = frozenset(("him", "her", "them", "me", "us"))
_EARLIER = 90
"""Words before a statement among which a claim stands that it can contradict: two sentences or three."""
_REACH = 8
"""Words behind "had", "was" or "played" among which the part in it is named that the speaker did not have."""
_STEPS = 4
_OPEN = frozenset(("says", "claims", "believes", "condemns", "warns"))
_ROLES = frozenset(("leader", "person"))


def stance_of_denier(ground: AttributionContext, attribution: Attribution) -> Stance | None:
    """What a denying cue does to its content: it denies a claim, or declines what was proposed; None where nothing is
    said at all, as where a court dismisses a case or a state denies a visa."""
    cue = ground.parse.by_head.get(attribution.cue_token) if attribution.cue_token is not None else None
    if cue is None:
        return attribution.stance
    if cue.negation is not None and cue.kind == "verb":
        return None  # who does not deny it says nothing of it
    rejects = _is(cue.lemma, "refuse")
    if attribution.frame == "ing":
        return "declines" if rejects else "denies"
    if attribution.frame in ("clause", "quote", "parenthesis", "preceding", "following"):
        return "denies"
    objects = _object_heads(ground, cue, attribution)
    if _is_called_false(ground, attribution, objects):
        return "denies"
    return _stance_to_thing(ground, attribution, cue, objects, rejects=rejects)


def _stance_to_thing(
    ground: AttributionContext, attribution: Attribution, cue: Predicate, objects: tuple[int, ...], *, rejects: bool
) -> Stance | None:
    lemmas = {_lemma(ground, at) for at in objects}
    source, proceeding = attribution.source, not lemmas.isdisjoint(denial_words()["proceeding"])
    if proceeding and source is not None and _is(_lemma(ground, source.head), "court"):
        return "declines" if cue.lemma == "reject" else None
    if any(_claims(ground, at) for at in objects) or not lemmas.isdisjoint(denial_words()["part"]):
        return "denies"
    if not rejects:
        return None if _is_refused(ground, cue, objects, lemmas) else "denies"
    pronoun = {ground.tokens[at].lower_ for at in objects} & (_IT | _THEM)
    caused = cue.lemma == "rule_out" and not lemmas.isdisjoint(denial_words()["cause"])
    if caused or (pronoun and _is_claimed_before(ground, cue.head, None)):
        return "denies"
    if cue.lemma != "reject" and (proceeding or pronoun & _THEM or any(_is_person(ground, at) for at in objects)):
        return None
    return "condemns" if cue.lemma == "disagree" else "declines"


def denies_claim(ground: AttributionContext, attribution: Attribution) -> bool:
    """Whether what a denying cue takes is what others say or lay to his door: "the report", "any role"."""
    cue = ground.parse.by_head.get(attribution.cue_token) if attribution.cue_token is not None else None
    if cue is None:
        return True
    if not _is(cue.lemma, "refuse") and attribution.frame in ("clause", "quote", "ing"):
        return True
    objects = _object_heads(ground, cue, attribution)
    kinds: tuple[DenialKind, ...] = ("part", "cause") if cue.lemma == "rule_out" else ("part",)
    laid = any(_is(_lemma(ground, at), kind) for at in objects for kind in kinds)
    return laid or any(_claims(ground, at) or ground.tokens[at].lower_ in _IT for at in objects)


def is_stated_denial(ground: AttributionContext, attribution: Attribution, main: Predicate, *, own: bool) -> bool:
    """Whether somebody denies by what he says: "the report is false", "we did not attack", "he is innocent".

    `own`: the main clause tells of the speaker himself. What it tells of others denies only what somebody claimed
    before.
    """
    if says_untrue(ground, attribution):
        return True
    if main.modals or main.tense == "future":
        return False
    own = own or _is_of_own(ground, main)
    if main.negation is None:
        return own and _is(main.lemma, "innocent")
    if own and (_is(main.lemma, "guilty") or _is(main.lemma, "part") or _is(main.lemma, "blame")):
        return True
    if own and _is(main.lemma, "light") and _names_part(ground, main):
        return True
    return main.kind == "verb" and not _is(main.lemma, "light") and _is_claimed_before(ground, main.head, attribution)


def says_untrue(ground: AttributionContext, attribution: Attribution) -> bool:
    """Whether the content says of something that it is not so: "reports that it was lost are false"."""
    return any(_names_untrue(ground, one) for one in _uppermost(ground, attribution))


def _uppermost(ground: AttributionContext, attribution: Attribution) -> Iterator[Predicate]:
    """What nothing inside the content governs: "false" of "reports that it was lost are false"."""
    inside = set(_content_tokens(ground, attribution))
    for predicate in ground.predicates_in(attribution.content):
        if predicate.parent is None or predicate.parent not in inside:
            yield predicate


def calls_it_false(ground: AttributionContext, attribution: Attribution) -> bool:
    """ "Called the report fabricated", "described the claims as nonsense": a thing that the speaker says is untrue."""
    cue = ground.parse.by_head.get(attribution.cue_token) if attribution.cue_token is not None else None
    if cue is None or cue.kind != "verb" or cue.negation is not None:
        return False
    return _is_called_false(ground, attribution, _object_heads(ground, cue, attribution))


def _is_called_false(ground: AttributionContext, attribution: Attribution, objects: tuple[int, ...]) -> bool:
    """Whether the words behind the object say that it is not so: "as a lie", "baseless"."""
    if not objects:
        return False
    words = denial_words()
    behind = set(_content_lemmas(ground, attribution, max(objects) + 1))
    if any(_claims(ground, at) or ground.tokens[at].lower_ in _IT | _THEM for at in objects):
        return not behind.isdisjoint(words["false"] | words["unsound"])
    return any(ground.tokens[at].lower_ == "as" for at in _content_tokens(ground, attribution)) and not (
        behind.isdisjoint(words["false"])
    )


def _names_untrue(ground: AttributionContext, main: Predicate) -> bool:
    """ "The claims are false", "it is not true that", "there is no truth in it"."""
    words = denial_words()
    subjects = [a.head for a in main.role("subject")]
    named = [main.head] if main.kind != "verb" else []
    if main.lemma == "be":
        named = [a.head for a in main.role("predicative") if not a.preposition] or subjects
    lemmas = {_lemma(ground, at) for at in named}
    if main.negation is not None:
        return not lemmas.isdisjoint(words["true"])
    if main.lemma == "be" and named is subjects:
        return False
    if not lemmas.isdisjoint(words["false"]):
        return True
    claimed = any(_claims(ground, at) or ground.tokens[at].lower_ in _IT for at in subjects)
    return claimed and not lemmas.isdisjoint(words["unsound"])


def _is_of_own(ground: AttributionContext, main: Predicate) -> bool:
    """Whether the subject is the speaker's, or "it", which a body says of itself: "its troops", "our forces"."""
    return any(
        ground.tokens[a.start].tag_ == "PRP$" or ground.tokens[a.head].lower_ == "it" for a in main.role("subject")
    )


def _names_part(ground: AttributionContext, main: Predicate) -> bool:
    """ "Had no role", "was not behind it", "had nothing to do with it"."""
    last = min(main.head + _REACH, len(ground.tokens))
    words = denial_words()["part"]
    for at in range(main.head + 1, last):
        token = ground.tokens[at]
        if token.is_punct and token.text != '"':
            return False
        if token.lower_ == "nothing":
            return ground.tokens[min(at + 2, last - 1)].lower_ == "do"
        if _lemma(ground, at) in words or token.lower_ in words:
            return True
    return False


def _is_claimed_before(ground: AttributionContext, token: int, attribution: Attribution | None) -> bool:
    """Whether others claim something shortly before; with an attribution, the very thing that its main verb tells."""
    start = token
    if attribution is not None:
        first = min(span.start for span in attribution.content)
        start = min(token, ground.parse.token_at(first))
        if attribution.source is not None:
            start = min(start, attribution.source.first)
    lemma = _lemma(ground, token)
    for earlier in reversed(ground.parse.predicates):
        if not start - _EARLIER <= earlier.head < start or earlier.negation is not None:
            continue
        if attribution is not None and (earlier.lemma != lemma or earlier.kind != "verb"):
            continue
        if any(_is_told_by_others(ground, one, attribution) for one in _above(ground, earlier)):
            return True
    return False


def _is_told_by_others(ground: AttributionContext, above: Predicate, attribution: Attribution | None) -> bool:
    cue = cues().get((above.lemma, above.kind))
    if cue is None or cue.stance not in _OPEN or above.negation is not None:
        return False
    source = attribution.source if attribution is not None else None
    return source is None or all(_name(ground, source) != ground.tokens[a.head].lower_ for a in above.role("subject"))


def _name(ground: AttributionContext, source: SourcePhrase) -> str:
    return str(ground.tokens[source.head].lower_)


def _above(ground: AttributionContext, predicate: Predicate) -> Iterator[Predicate]:
    """What governs a predicate, step by step."""
    one: Predicate | None = predicate
    for _ in range(_STEPS):
        one = ground.parse.governor(one) if one is not None else None
        if one is None:
            return
        yield one


def _is_refused(ground: AttributionContext, cue: Predicate, objects: tuple[int, ...], lemmas: set[str]) -> bool:
    """ "Denied him a visa", "denied the request", "was denied bail": something is not given."""
    if not lemmas.isdisjoint(denial_words()["grant"]):
        return True
    return cue.lemma == "deny" and (bool(cue.role("recipient")) or any(_is_person(ground, at) for at in objects))


def _is_person(ground: AttributionContext, at: int) -> bool:
    token = ground.tokens[at]
    role = role_noun(token.lower_)
    return token.ent_type_ == "PERSON" or (role is not None and role.kind in _ROLES)


def _claims(ground: AttributionContext, at: int) -> bool:
    """Whether a noun is a word for what others say; of a notion, only with a clause behind it."""
    lemma = _lemma(ground, at)
    if _is(lemma, "claim"):
        return True
    named = ground.parse.by_head.get(at)
    that = named is not None and any(a.preposition != "to" for a in named.role("clause"))
    return _is(lemma, "notion") and that


def _object_heads(ground: AttributionContext, cue: Predicate, attribution: Attribution) -> tuple[int, ...]:
    """The heads of what the cue takes: its objects, or the noun behind its preposition, inside the content."""
    inside = set(_content_tokens(ground, attribution))
    found = [a.head for a in cue.role("object", "recipient") if a.head in inside]
    found = found or [
        a.head for a in cue.arguments if a.role in ("oblique", "possessor", "clause") and a.head in inside
    ]
    return tuple(found or sorted(inside)[:1])


def _content_tokens(ground: AttributionContext, attribution: Attribution) -> Iterator[int]:
    for span in attribution.content:
        yield from ground.parse.covering(span.start, span.end)


def _content_lemmas(ground: AttributionContext, attribution: Attribution, first: int) -> Iterator[str]:
    """The words of the content from a token on, with some of what the parser left behind it, up to a stop."""
    for at in _content_tokens(ground, attribution):
        if at >= first:
            yield _lemma(ground, at)
            yield str(ground.tokens[at].lower_)


def _lemma(ground: AttributionContext, at: int) -> str:
    named = ground.parse.by_head.get(at)
    return named.lemma if named is not None else str(ground.tokens[at].lemma_ or ground.tokens[at].lower_).lower()


def _is(lemma: str, kind: DenialKind) -> bool:
    return lemma in denial_words()[kind]
