"""What a rule finds before anybody is named: the words of an attribution, as token and character ranges."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from dateline.coding.cues import bound_words, cues
from dateline.coding.quotes import Quote
from dateline.language import Parse
from dateline.language.plain import Plain
from dateline.language.syntax.noun_phrases import conjuncts, core
from dateline.language.syntax.predicates import Argument, Predicate
from dateline.model import Quotation, Report, Span, Stance

TokenRange = tuple[int, int]
_TAIL = 12
"""Words that a reporting verb and its speaker take at most behind a quotation that was never closed."""
RELATIVE = frozenset(("who", "which", "that"))


@dataclass(frozen=True, slots=True)
class SourcePhrase:
    """Whose words: the head token and the range of its phrase; `shared` where another predicate lent it."""

    head: int
    first: int
    last: int
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source, cue and content.

    `frame`: where the content stands to the cue ("quote", "clause", "thing", ...), "" where no frame found it; `rule`
    is for people. `carried`: no source of its own; it speaks on for the statement before it.
    """

    content: tuple[Span, ...]
    stance: Stance
    rule: str
    quotation: Quotation = "indirect"
    cue: Span | None = None
    cue_token: int | None = None
    source: SourcePhrase | None = None
    hearer: SourcePhrase | None = None
    carried: bool = False
    frame: str = ""


@dataclass(frozen=True, slots=True)
class AttributionContext:
    """One report's parse with its quotations: what every rule reads."""

    report: Report
    parse: Parse
    quotes: tuple[Quote, ...]
    tokens: tuple[Plain, ...]
    by_object: Mapping[int, Predicate]
    starts: tuple[int, ...]
    quote_at: tuple[int, ...]
    finite: tuple[int, ...]
    quote_starts: tuple[int, ...]

    @classmethod
    def of(cls, report: Report, parse: Parse, quotes: Sequence[Quote]) -> AttributionContext:
        """Read the predicates and mark for every token the number of the quotation that holds it (or -1)."""
        found, offsets = parse.predicates, parse.columns.idx
        objects = {a.head: p for p in found if p.kind == "verb" for a in p.role("object") if not a.shared}
        kept = tuple([quote if quote.closed else _rein_in_quote(quote, parse) for quote in quotes])
        return cls(
            report,
            parse,
            kept,
            parse.tokens,
            MappingProxyType(objects),
            starts=tuple([offsets[p.head] for p in found]),
            quote_at=_quote_numbers(offsets, kept),
            finite=tuple([p.head for p in found if p.finite]),
            quote_starts=tuple([quote.outer.start for quote in kept]),
        )

    def within(self, quote: Quote, inner: Sequence[Quote]) -> AttributionContext:
        """The context of what stands inside a quotation, whose own words are then no quotation: the inner ones are."""
        offsets = self.parse.columns.idx
        return replace(
            self,
            report=replace(self.report, parts=tuple(p for p in self.report.parts if p.span.overlaps(quote.inner))),
            quotes=tuple(inner),
            quote_at=_quote_numbers(offsets, inner),
            quote_starts=tuple([one.outer.start for one in inner]),
        )

    def predicates_in(self, spans: Sequence[Span]) -> tuple[Predicate, ...]:
        """The predicates whose heads stand in one of `spans`, in the order of the text."""
        at = {n for s in spans for n in range(bisect_left(self.starts, s.start), bisect_left(self.starts, s.end))}
        return tuple(self.parse.predicates[n] for n in sorted(at))

    def quotes_in(self, span: Span) -> list[Quote]:
        """The quotations that lie wholly in a span, in the order of the text."""
        starts = self.quote_starts
        near = self.quotes[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
        return [quote for quote in near if quote.outer.end <= span.end]

    def quote_of(self, token: int) -> Quote | None:
        """The quotation that holds a token."""
        number = self.quote_at[token]
        return None if number < 0 else self.quotes[number]

    def has_finite(self, first: int, last: int) -> bool:
        """Whether a finite predicate stands in tokens [first, last)."""
        at = bisect_left(self.finite, first)
        return at < len(self.finite) and self.finite[at] < last

    def next_finite(self, first: int, last: int) -> int:
        """The first finite predicate of tokens [first, last), or -1."""
        at = bisect_left(self.finite, first)
        return self.finite[at] if at < len(self.finite) and self.finite[at] < last else -1

    def span(self, first: int, last: int) -> Span | None:
        """Characters of tokens [first, last), without white space and stray punctuation at its edges."""
        doc = self.tokens
        while first < last and (doc[first].is_space or doc[first].text in ",;:.–—-)"):
            first += 1
        while last > first and (doc[last - 1].is_space or doc[last - 1].text in ",;:.–—-("):
            last -= 1
        if first >= last:
            return None
        return Span(doc[first].idx, doc[last - 1].end)

    def source(self, predicate: Predicate) -> SourcePhrase | None:
        """Who acts: the subject or agent of a predicate, without trailing clauses."""
        found = predicate.role("agent") if predicate.passive else ()
        found = found or predicate.role("subject")
        if not found:
            return None
        own = [a for a in found if not a.shared]
        source = self._clip_source(self.phrase(*(own or found)), predicate.head)
        return source if own else self._relative_source(predicate, source)

    def _clip_source(self, source: SourcePhrase, cue: int) -> SourcePhrase:
        """A phrase that runs over its own cue, or takes in a day behind it, is a parser's slip: it ends there."""
        last = source.last
        while last - 1 > source.first and _names_day(self.tokens[last - 1]):
            last -= 1
        if last != source.last and not _names_day(self.tokens[last - 1]):
            source = replace(source, head=min(source.head, last - 1), last=last)
        if source.first <= source.head < cue < source.last:
            return replace(source, last=cue)
        if source.first <= cue < source.head:
            return replace(source, first=cue + 1)
        return source

    def governor_by_object(self, predicate: Predicate) -> Predicate | None:
        """The predicate that has this one as its object."""
        return self.by_object.get(predicate.head)

    def phrase(self, *arguments: Argument) -> SourcePhrase:
        """The phrase of coordinated arguments, without relative clauses and appositions."""
        if len(arguments) == 1 and len(conjuncts(self.parse.doc, arguments[0].head)) == 1:
            head = arguments[0].head
            return self._keep_in_one_breath(SourcePhrase(head, *core(self.parse.doc, head), arguments[0].shared))
        heads = {h for a in arguments for h in conjuncts(self.parse.doc, a.head) if h < a.end or h == a.head}
        cores = [core(self.parse.doc, h) for h in heads]
        first, last = min([start for start, _ in cores]), max([end for _, end in cores])
        return self._keep_in_one_breath(SourcePhrase(min(heads), first, last, arguments[0].shared))

    def _keep_in_one_breath(self, source: SourcePhrase) -> SourcePhrase:
        """A phrase does not run over a quotation mark or the end of a line, whatever the parser says."""
        first = last = source.head
        if source.last - source.first == 1:
            return source
        while first > source.first and self._goes_with(first - 1, source.head):
            first -= 1
        while last + 1 < source.last and self._goes_with(last + 1, source.head):
            last += 1
        if (first, last + 1) == (source.first, source.last):
            return source
        return replace(source, first=first, last=last + 1)

    def _goes_with(self, token: int, head: int) -> bool:
        return self.quote_at[token] == self.quote_at[head] and not self.tokens[token].is_space

    def _relative_source(self, predicate: Predicate, source: SourcePhrase) -> SourcePhrase:
        """The words at the cue of a relative clause are its pronoun, whoever that stands for."""
        for at in range(predicate.head - 1, max(source.head, predicate.head - 8), -1):
            token = self.tokens[at]
            if token.lower_ in RELATIVE and token.tag_ in ("WP", "WDT"):
                return SourcePhrase(source.head, at, at + 1, True)
            if token.pos_ in ("VERB", "PUNCT"):
                break
        return source


def _names_day(token: Plain) -> bool:
    return token.ent_type_ in ("DATE", "TIME") or token.lower_ in bound_words()["day"]


def _rein_in_quote(quote: Quote, parse: Parse) -> Quote:
    """A quotation that was never closed ends before the verb that reports it: '"We won't pay, said the mayor.'"""
    last, starts, tokens = parse.token_at(quote.outer.end), parse.columns.idx, parse.tokens
    for predicate in reversed(parse.predicates):
        head = predicate.head
        if head >= last or starts[head] <= quote.inner.start or last - head > _TAIL:
            continue
        cue = cues().get((predicate.lemma, "verb"))
        if cue is None or "quote" not in cue.frames or not predicate.finite or tokens[head - 1].text != ",":
            continue
        end = starts[head - 1] + 1
        if end > quote.inner.start:
            return replace(quote, outer=Span(quote.outer.start, end), inner=Span(quote.inner.start, end))
    return quote


def _quote_numbers(starts: Sequence[int], quotes: Sequence[Quote]) -> tuple[int, ...]:
    out = [-1] * len(starts)
    last = 0
    for number, quote in enumerate(quotes):
        first = max(last, bisect_left(starts, quote.outer.start))
        last = max(first, bisect_left(starts, quote.outer.end))
        out[first:last] = [number] * (last - first)
    return tuple(out)
