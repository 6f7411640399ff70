"""Reported speech and thought: the complements of cue verbs, nouns and adjectives, and "according to"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from dateline.coding.cues import Cue, bound_words, cues, role_noun
from dateline.coding.statements.around_cue import words_around, words_before, words_behind
from dateline.coding.statements.attribution import Attribution, AttributionContext, SourcePhrase
from dateline.coding.statements.contents import ReportedContent, content_of
from dateline.coding.statements.extents import cut_at_stop
from dateline.coding.statements.sources import is_paper, phrase_before, phrase_behind, source_of
from dateline.language.syntax.predicates import Predicate
from dateline.model import Span, Stance

_KEPT = frozenset("for of as to against about from with over into than like toward towards on".split())
_LIGHT = frozenset(
    "make issue express voice give offer have show raise release deliver send sign publish file take hold share repeat"
    " reiterate reaffirm announce".split()
)


_GETTING = frozenset("receive get hear face draw obtain secure win".split())
_ACCORDING = re.compile(r"\baccording\s+to\b", re.IGNORECASE)
_NOBODYS = frozenset(("clause", "them-to", "following", "preceding", "parenthesis"))
"""Frames that tell something even where nobody is named who says it: "it is believed that"."""
_NAMING = frozenset("PROPN NOUN ADP CCONJ DET ADJ".split())
_LONGEST_APPOSITION = 24
_FEW = 6  # words of "not to be quoted by name"
_OPEN = frozenset(("could", "should", "might", "ought"))
_TOLD: frozenset[Stance] = frozenset(("says", "claims", "believes", "confirms", "warns", "denies"))


def find_reported(ground: AttributionContext) -> tuple[Attribution, ...]:
    """The attributions that a cue with a complement makes, in the order of their cues."""
    out: list[Attribution] = []
    for predicate in ground.parse.predicates:
        if ground.quote_of(predicate.head) is not None:
            continue
        cue = cues().get((predicate.lemma, predicate.kind))
        if cue is not None:
            out.extend(_attribute_by_cue(ground, predicate, cue))
    out.extend(_find_according(ground))
    return tuple(sorted(out, key=lambda a: (a.cue or a.content[0], a.content)))


def _attribute_by_cue(ground: AttributionContext, predicate: Predicate, cue: Cue) -> Iterator[Attribution]:
    source, found = (_find_by_verb if predicate.kind == "verb" else _find_by_word)(ground, predicate, cue)
    if found is None:
        return
    if source is not None and any(first <= source.head < last for first, last in found.parts):
        return
    if source is None and predicate.passive and found.frame not in _NOBODYS:
        return  # "a man accused of murder": by whom, the text does not say
    spans = [span for first, last in found.parts if (span := ground.span(first, last)) is not None]
    if not spans or _stays_unnamed(ground, found):
        return
    token = ground.tokens[predicate.head]
    yield Attribution(
        tuple(_complete_quotes(ground, span) for span in spans),
        _stance(ground, predicate, cue, found, source),
        f"{cue.rule}:{found.frame}",
        cue=Span(token.idx, token.end),
        cue_token=token.i,
        source=source,
        hearer=found.hearer,
        frame=found.frame,
    )


def _find_by_word(
    ground: AttributionContext, predicate: Predicate, cue: Cue
) -> tuple[SourcePhrase | None, ReportedContent | None]:
    """Whose claim a noun or adjective tells, and what; nothing without somebody whose it is."""
    source = source_of(ground, predicate) if predicate.kind != "noun" else _bearer(ground, predicate)
    if predicate.kind == "adjective" and source is not None and ground.tokens[source.head].lower_ == "it":
        source = _who_makes_it(ground, predicate)
    return source, None if source is None else content_of(ground, predicate, cue)


def _find_by_verb(
    ground: AttributionContext, predicate: Predicate, cue: Cue
) -> tuple[SourcePhrase | None, ReportedContent | None]:
    """Who says, and what: between commas, in one of the cue's frames, or around the verb."""
    beside: SourcePhrase | None = None
    whole = {"clause", "quote"} <= cue.frames
    if whole and not predicate.passive:
        beside = source_of(ground, predicate, beside=True)
        beside = None if beside is None or beside.shared else beside
    if beside is not None and predicate.finite and cue.stance in _TOLD:
        parts = words_around(ground, predicate, beside)
        if parts:
            return beside, ReportedContent(parts, "parenthesis")
    found = content_of(ground, predicate, cue)
    if found is not None:
        return source_of(ground, predicate), found
    return beside, _find_around(ground, predicate, beside) if beside is not None else None


def _stays_unnamed(ground: AttributionContext, found: ReportedContent) -> bool:
    """ "Asked not to be named": how the source spoke, and nothing that it said."""
    first, last = found.parts[0]
    words = [token.lower_ for token in ground.tokens[first : min(last, first + _FEW)]]
    return (last - first <= _FEW or "not" in words[:3]) and not bound_words()["unnamed"].isdisjoint(words)


def _stance(
    ground: AttributionContext, predicate: Predicate, cue: Cue, found: ReportedContent, source: SourcePhrase | None
) -> Stance:
    """The cue's stance with this content; "open": what somebody, not a paper, holds to be possible or due."""
    if any(frame == "open" for frame, _ in cue.stances) and found.frame in ("clause", "following"):
        first, last = found.parts[0]
        clause = next((p for p in ground.parse.governed(predicate) if first <= p.head < last), None)
        free = clause is not None and (
            any(ground.tokens[m].lower_ in _OPEN for m in clause.modals) or _is_subjunctive(ground, clause)
        )
        if free and source is not None and not is_paper(ground.tokens[source.head]):
            return cue.stance_in("open")
    return cue.stance_in(found.frame)


def _is_subjunctive(ground: AttributionContext, clause: Predicate) -> bool:
    """ "suggested that he leave": a bare verb with a subject."""
    return ground.tokens[clause.head].tag_ == "VB" and not clause.modals and bool(clause.role("subject"))


def _find_around(ground: AttributionContext, predicate: Predicate, source: SourcePhrase) -> ReportedContent | None:
    """The words before or behind a reporting verb that the parser left without its clause."""
    before = words_before(ground, predicate, source)
    if before is not None:
        return ReportedContent((before,), "preceding")
    behind = words_behind(ground, predicate, source) if predicate.finite else None
    return None if behind is None else ReportedContent((behind,), "following")


def _who_makes_it(ground: AttributionContext, predicate: Predicate) -> SourcePhrase | None:
    """ "The minister made it clear that": an adjective of "it" is the minister's; "it is clear that" is nobody's."""
    verb = ground.parse.governor(predicate)
    return ground.source(verb) if verb is not None and verb.lemma == "make" else None


def _bearer(ground: AttributionContext, predicate: Predicate) -> SourcePhrase | None:
    """Whose claim: the possessor of the noun, or the subject of the verb that makes it ("issued a statement that")."""
    owners = [a for a in predicate.role("possessor") if a.preposition == ""]
    makers = predicate.role("agent", "subject")
    if owners or makers:
        return ground.phrase(*(owners or makers))
    if ground.tokens[predicate.head - 1].tag_ == "POS":
        return phrase_before(ground, predicate.head - 1)
    verb = ground.governor_by_object(predicate)
    if verb is not None and verb.kind == "verb" and verb.lemma in _LIGHT:
        return ground.source(verb)
    if verb is not None and verb.lemma in _GETTING:
        givers = verb.oblique("from") or tuple(a for a in predicate.arguments if a.preposition == "from")
        return ground.phrase(givers[0]) if givers else None
    holders = [a for a in predicate.role("possessor") if ground.tokens[a.head].ent_type_]
    return ground.phrase(*holders) if holders else None


def _find_according(ground: AttributionContext) -> Iterator[Attribution]:
    """ "According to X, ...": the rest of the sentence; "..., according to X": what stands before."""
    doc, found = ground.tokens, list(_tokens_of_according(ground))
    every = ground.parse.predicates if found else ()
    sources = {a.head: a for p in every for a in p.arguments if a.preposition.startswith("according")}
    for at in found:
        source = next((ground.phrase(a) for h, a in sources.items() if at + 1 < h < at + 20), None)
        source = source if source is not None and source.first >= at + 2 else phrase_behind(ground, at + 1)
        if source is None:
            continue
        source = _whole_name(ground, source)
        sentence = doc[at].sent
        start = sentence.start
        end = cut_at_stop(ground, source.last, sentence.end)
        told = ground.has_finite(start, at)
        parts = [(start, at)] if told else [(start, at), (_behind_apposition(ground, source.last, end), end)]
        spans = [s for first, last in parts if (s := ground.span(first, last)) is not None]
        if doc[at - 1].text != ",":
            spans = [s for s in spans if len(s.cut(ground.report.text).split()) > 2] or spans
        if spans:
            cue = Span(doc[at].idx, doc[at + 1].end)
            content = tuple(_complete_quotes(ground, s) for s in spans)
            yield Attribution(content, "claims", "cues:according to", cue=cue, cue_token=at, source=source)


def _whole_name(ground: AttributionContext, source: SourcePhrase) -> SourcePhrase:
    """A name that the parse cut at a hyphen or at "'s" runs on to its end: "the university's Institute of Health"."""
    doc, last = ground.tokens, source.last
    if last >= len(doc) or not (doc[last - 1].tag_ == "POS" or doc[last].idx == doc[last - 1].end):
        return source
    while last < len(doc) and (doc[last].tag_ in ("HYPH", "POS") or doc[last].pos_ in _NAMING):
        last += 1
    head = next((i for i in range(last - 1, source.head, -1) if doc[i].pos_ == "PROPN"), source.head)
    return source if last == source.last else replace(source, head=head, last=last)


def _behind_apposition(ground: AttributionContext, first: int, end: int) -> int:
    """ "According to X, the head of the agency, [the flood was ...]": behind who X is, where a clause follows."""
    doc = ground.tokens
    if first >= end or doc[first].text != ",":
        return first
    comma = next((i for i in range(first + 1, min(end, first + _LONGEST_APPOSITION)) if doc[i].text == ","), end)
    relative = first + 1 < end and doc[first + 1].lower_ in ("who", "which", "whose")
    between = doc[first + 1 : comma]
    if comma == end or comma + 1 >= end or doc[comma + 1].pos_ == "CCONJ" or not ground.has_finite(comma, end):
        return first
    named = any((noun := role_noun(t.lower_)) is not None and noun.kind in ("leader", "person") for t in between)
    if relative or (named and not ground.has_finite(first + 1, comma) and between[0].pos_ not in ("ADP", "SCONJ")):
        return comma + 1
    return first


def _tokens_of_according(ground: AttributionContext) -> Iterator[int]:
    """The tokens "according" before "to", outside quotations."""
    for found in _ACCORDING.finditer(ground.report.text):
        at = ground.parse.token_at(found.start())
        if at + 2 < len(ground.tokens) and ground.tokens[at].idx == found.start() and ground.quote_at[at] < 0:
            yield at


def _complete_quotes(ground: AttributionContext, span: Span) -> Span:
    """A content that ends inside a quotation runs to its end; one wholly between marks leaves the marks out."""
    start, end = span.start, span.end
    for quote in ground.quotes:
        if quote.outer.start > end:
            break
        if quote.inner.start < end < quote.outer.end and quote.inner.start >= start:
            end = quote.outer.end if quote.closed else quote.inner.end
        elif quote.outer.start <= start and quote.inner.end >= end - 1 and quote.outer.end >= end:
            return quote.inner
    for quote in ground.quotes:
        if start == quote.outer.start and end == quote.outer.end:
            return quote.inner
    return Span(start, end)
