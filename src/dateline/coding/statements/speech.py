"""Quoted speech: which quotation belongs to which reporting verb, by what stands between them.

Where a quotation ends the parser's sentence structure is least to be trusted, so that these rules read quotation
marks, commas and the place of the verb with its subject, not the clause that the parser made of the quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dateline.coding.cues import Cue, bound_words, cues
from dateline.coding.quotes import Quote
from dateline.coding.statements.attribution import Attribution, AttributionContext, SourcePhrase
from dateline.coding.statements.endings import is_occasion
from dateline.coding.statements.sources import LONGEST_RELATIVE, phrase_behind, source_of
from dateline.language.syntax.predicates import Predicate
from dateline.model import Span

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Adm|St|Jr|Sr|Rev|No)\.[\"”’')\]]*\s+$")
_SHORT_ZONE = 14
_SHORT_JOIN = 3
_NEXT_QUOTATION = re.compile(r"[,:]\s*[\"“]")
_LONGEST_BREAK = 45
_RELATIVE = frozenset(("who", "which", "whose"))
_CONJUNCTIONS = frozenset("and but or while when after before as because although though if since so that".split())


_ANY = Cue("speech", "verb", "says", frozenset(("quote",)))
"""What a verb is that no row lists, where its quotation shows that it reports ('"...," he riffed')."""


@dataclass(frozen=True, slots=True)
class Reporter:
    """A reporting verb outside quotations, with the characters that it and its subject fill."""

    predicate: Predicate
    cue: Cue
    source: SourcePhrase | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Held:
    """Quotations that one reporter takes, in the order of the text."""

    reporter: Reporter | None
    quotes: tuple[Quote, ...]


def find_speech(ground: AttributionContext) -> tuple[Attribution, ...]:
    """The attributions of quoted speech, paragraph by paragraph."""
    found = _reporters(ground)
    held: list[Held] = []
    announced: Reporter | None = None
    for part in ground.report.parts:
        quotes = ground.quotes_in(part.span)
        here = [r for r in found if part.span.start <= r.start < part.span.end] if found else []
        groups = list(_paragraph(ground, part.span, quotes, here)) if quotes else []
        if groups and groups[0].reporter is None and announced is not None:
            groups[0] = Held(announced, groups[0].quotes)
        announced = _find_announced(ground, part.span, here)
        for group in groups:
            if held and group.quotes[0].continued and None in (group.reporter, held[-1].reporter):
                last = held.pop()
                group = Held(last.reporter or group.reporter, last.quotes + group.quotes)
            held.append(group)
    return tuple(_attribution(ground, group) for group in held)


def find_speech_within(ground: AttributionContext, around: Span) -> tuple[Attribution, ...]:
    """The attributions of quoted speech that somebody reports in a stretch of one paragraph."""
    here = [r for r in _reporters(ground) if around.start <= r.start and r.end <= around.end]
    groups = _paragraph(ground, around, list(ground.quotes), here)
    found = ((_attribution(ground, group), group) for group in groups if group.reporter is not None)
    return tuple(replace(one, content=tuple(q.inner for q in group.quotes)) for one, group in found)


def _find_announced(ground: AttributionContext, paragraph: Span, reporters: list[Reporter]) -> Reporter | None:
    """ "The minister went on:" at the end of a paragraph: who speaks in the next."""
    text = ground.report.text
    if not text[paragraph.start : paragraph.end].rstrip().endswith(":") or not reporters:
        return None
    last = reporters[-1]
    between = text[last.end : paragraph.end].strip(" :")
    return last if last.source is not None and len(between.split()) <= _SHORT_ZONE and not _breaks(between) else None


def _near_quotes(ground: AttributionContext) -> list[Span]:
    """Characters where a verb can report a quotation: its paragraph and those on either side."""
    parts = [part.span for part in ground.report.parts]
    held = [n for n, span in enumerate(parts) if ground.quotes_in(span)]
    return [Span(parts[max(0, n - 1)].start, parts[min(len(parts) - 1, n + 1)].end) for n in held]


def _reporters(ground: AttributionContext) -> list[Reporter]:
    out = []
    for predicate in ground.predicates_in(_near_quotes(ground)):
        if predicate.kind != "verb" or predicate.passive or ground.quote_of(predicate.head):
            continue
        cue = cues().get((predicate.lemma, "verb"), _ANY)
        if "quote" not in cue.frames:
            cue = _ANY
        if cue is _ANY and (not predicate.finite or predicate.lemma in ("be", "have", "do")):
            continue
        source = source_of(ground, predicate, beside=True)
        first, last = predicate.head, predicate.head + 1
        near = source is not None and not source.shared and abs(source.head - predicate.head) <= _zone(ground, source)
        if source is not None and near and not ground.quote_of(source.head):
            first, last = min(first, source.first), max(last, source.last)
        if any(ground.quote_at[i] >= 0 for i in range(first, last)):
            first, last = predicate.head, predicate.head + 1
        out.append(Reporter(predicate, cue, source, ground.tokens[first].idx, ground.tokens[last - 1].end))
    return [one for one in out if not any(_holds(other, one) for other in out)]


def _holds(outer: Reporter, inner: Reporter) -> bool:
    """Whether a verb stands in the clause between another and its speaker: "the mayor, who lost, said"."""
    return outer is not inner and outer.start < inner.start and inner.end < outer.end


def _zone(ground: AttributionContext, source: SourcePhrase) -> int:
    """How far a speaker may stand from the cue: further with a clause of his own between two commas."""
    doc = ground.tokens
    relative = source.last + 1 < len(doc) and doc[source.last].text == "," and doc[source.last + 1].lower_ in _RELATIVE
    return LONGEST_RELATIVE if relative else _SHORT_ZONE


def _paragraph(
    ground: AttributionContext, paragraph: Span, quotes: list[Quote], reporters: list[Reporter]
) -> Iterator[Held]:
    """Quotations with their reporters; what continues a quotation joins it, what has no reporter is carried over."""
    text = ground.report.text
    taken: list[tuple[Quote, Reporter | None]] = []
    for number, quote in enumerate(quotes):
        floor = quotes[number - 1].outer.end if number else paragraph.start
        ceiling = quotes[number + 1].outer.start if number + 1 < len(quotes) else paragraph.end
        reporter = _find_behind(ground, paragraph, quote, reporters, ceiling) or _find_before(
            ground, quote, reporters, floor, ceiling
        )
        taken.append((quote, reporter))
    held: list[list[Quote]] = []
    owner: list[Reporter | None] = []
    last_end = paragraph.start
    for quote, reporter in taken:
        speech = _is_speech(text, paragraph, quote)
        if reporter is not None:
            if owner and owner[-1] is reporter:
                held[-1].append(quote)
            else:
                held.append([quote])
                owner.append(reporter)
        elif held and owner[-1] is not None and _goes_on(text, last_end, quote, owner[-1], speech=speech):
            held[-1].append(quote)
        elif quote.continued or (speech and _fills(text, paragraph, quotes)):
            held.append([quote])
            owner.append(None)
        else:
            continue
        last_end = quote.outer.end
    for group, reporter in zip(held, owner, strict=True):
        yield Held(reporter, tuple(group))


def _find_behind(
    ground: AttributionContext, paragraph: Span, quote: Quote, reporters: list[Reporter], ceiling: int
) -> Reporter | None:
    """The reporter right behind the quotation: '"...," said X'."""
    text = ground.report.text
    ends = quote.inner.cut(text)[-1]
    for reporter in reporters:
        if not quote.outer.end <= reporter.start < ceiling:
            continue
        between = text[quote.outer.end : reporter.start]
        words = between.replace(",", " ").replace("—", " ").replace("–", " ").split()
        if len(words) > 2 or re.search(r"[.!?;:]", between) or any(w.lower() in _CONJUNCTIONS for w in words):
            return None
        begun = _has_begun(text, paragraph, quote)
        if reporter.cue is _ANY and (ends != "," or reporter.source is None or begun):
            continue
        if begun and _takes_more(ground, reporter):
            return None
        if ends in ",?!—–-…" or between.lstrip().startswith((",", "—", "–", "-")):
            return reporter
        stops = text[reporter.end : reporter.end + 1] in ".,;:" and not _announces(text, reporter.end)
        if ends == "." and not words and stops and "\n" not in between:
            return reporter
        return None
    return None


def _announces(text: str, end: int) -> bool:
    """'"..." The mayor added, "...": behind a full stop the next quotation is the reporter's."""
    return bool(_NEXT_QUOTATION.match(text, end))


def _has_begun(text: str, paragraph: Span, quote: Quote) -> bool:
    """Whether a sentence has begun before the quotation, so that it may be a title or a word in it."""
    before = text[paragraph.start : quote.outer.start].rstrip()
    return bool(before) and before[-1] not in ".!?:…”\"'’"


def _takes_more(ground: AttributionContext, reporter: Reporter) -> bool:
    """Whether a verb has words of its own behind it: 'in the book "Winter," she said that snow was late'."""
    head = reporter.predicate.head
    return any(
        a.start > head and a.role in ("clause", "object") and not a.shared and ground.quote_at[a.head] < 0
        for a in reporter.predicate.arguments
        if not (a.role == "object" and "them" in reporter.cue.frames)
    )


def _find_before(
    ground: AttributionContext, quote: Quote, reporters: list[Reporter], floor: int, ceiling: int
) -> Reporter | None:
    """The reporter before the quotation: 'X said: "..."', 'X told reporters, "..."', or 'X said "..."' and no more."""
    text = ground.report.text
    for reporter in reversed(reporters):
        if not floor <= reporter.start or reporter.end > quote.outer.start:
            continue
        between = text[reporter.end : quote.outer.start]
        if _breaks(between) or "\n" in between:
            return None
        trimmed = between.rstrip()
        if reporter.cue is _ANY and (not trimmed.endswith(":") or reporter.source is None):
            continue
        if trimmed.endswith(",") and _tells(ground, reporter, quote):
            return None
        if trimmed.endswith((":", ",")) or (not trimmed and text[reporter.end : reporter.end + 1] in ":,"):
            return reporter if _ends_with_quotation(text, quote, ceiling) else None
        if len(trimmed.split()) <= 1 and trimmed.strip(" ,").lower() in ("", "that"):
            ends = _ends_with_quotation(text, quote, ceiling) or _is_left_behind(ground, quote)
            return reporter if ends and trimmed.strip() == "" else None
        return None
    return None


def _tells(ground: AttributionContext, reporter: Reporter, quote: Quote) -> bool:
    """Whether a clause stands between cue and quotation: 'said that she left because, "..."' is one content."""
    head = reporter.predicate.head
    last = head + 1
    while last < len(ground.tokens) and ground.tokens[last].idx < quote.outer.start:
        last += 1
    return any(ground.tokens[i].lower_ == "that" for i in range(head + 1, min(last, head + 3))) or any(
        p.finite and p.link == "complement" for p in ground.parse.governed(reporter.predicate) if head < p.head < last
    )


def _breaks(between: str) -> bool:
    return any(not _ABBREVIATION.search(between[: m.end()]) for m in _SENTENCE_END.finditer(between + " X"))


def _ends_with_quotation(text: str, quote: Quote, ceiling: int) -> bool:
    """Whether the clause ends with the quotation: nothing of it stands behind the closing mark."""
    rest = text[quote.outer.end : ceiling].lstrip()
    ends = quote.inner.cut(text)[-1]
    return not rest or ends in ".!?…" or rest[0] in ".,;:—–-!?)" or ends == ","


def _is_left_behind(ground: AttributionContext, quote: Quote) -> bool:
    """'said "we will stay" before the bridge fell': a whole sentence is quoted, and what follows is told beside it."""
    first, last = _token_at(ground, quote.inner.start), _token_at(ground, quote.outer.end)
    if last >= len(ground.tokens) or not ground.has_finite(first, last):
        return False
    return ground.tokens[last].lower_ in bound_words()["leaving"] or is_occasion(ground, last)


def _is_speech(text: str, paragraph: Span, quote: Quote) -> bool:
    """Whether a quotation stands by itself as a sentence, rather than as a word or title within one."""
    before = text[paragraph.start : quote.outer.start].rstrip()
    starts = not before or before[-1] in ".!?:…,—–”\"'" or quote.continued
    inner = quote.inner.cut(text)
    rest = text[quote.outer.end : paragraph.end].lstrip()
    ends = inner[-1] in ".!?,…—–-" or not quote.closed or not rest or rest[0] in ".,;"
    return starts and ends and len(inner.split()) >= 2


def _fills(text: str, paragraph: Span, quotes: list[Quote]) -> bool:
    """Whether a paragraph is nothing but quotation: then it speaks on for the one before."""
    at, outside = paragraph.start, 0
    for quote in quotes:
        outside += len(text[at : quote.outer.start].split())
        at = quote.outer.end
    return outside + len(text[at : paragraph.end].split()) <= 2


def _continues(text: str, last_end: int, quote: Quote, reporter: Reporter) -> bool:
    """Whether a quotation without a reporter speaks on: only the reporter's own clause stands between."""
    if reporter.start < last_end and reporter.end < last_end:
        return not text[last_end : quote.outer.start].strip(" ,.;—–-") or not _breaks(
            text[last_end : quote.outer.start]
        )
    between = text[max(last_end, reporter.end) : quote.outer.start]
    return len(_SENTENCE_END.findall(between.rstrip() + " X")) <= 1 and len(between.split()) <= _LONGEST_BREAK


def _goes_on(text: str, last_end: int, quote: Quote, reporter: Reporter, *, speech: bool) -> bool:
    """Whether a quotation without a reporter belongs to the one before it."""
    return (speech and _continues(text, last_end, quote, reporter)) or _joins_sentence(text, last_end, quote, reporter)


def _joins_sentence(text: str, last_end: int, quote: Quote, reporter: Reporter) -> bool:
    """'"...," he said, but "...": the cue is put into one sentence, whose second half is quoted again."""
    if not last_end <= reporter.start < quote.outer.start:
        return False
    between = text[reporter.end : quote.outer.start]
    words = between.replace(",", " ").split()
    return between.startswith(",") and 0 < len(words) <= _SHORT_JOIN and words[0] in _CONJUNCTIONS


def _attribution(ground: AttributionContext, held: Held) -> Attribution:
    content = tuple(q.inner for q in held.quotes)
    reporter = held.reporter
    if reporter is None:
        return Attribution(content, "says", "speech:carried", "direct", carried=True)
    whole = _add_beginning(ground, held.quotes[0], reporter)
    content = (whole, *content[1:])
    token = ground.tokens[reporter.predicate.head]
    hearer = next((a for a in reporter.predicate.role("recipient", "object") if "them" in reporter.cue.frames), None)
    return Attribution(
        content,
        reporter.cue.stance_in("quote"),
        reporter.cue.rule + ":quote",
        "direct",
        Span(token.idx, token.end),
        token.i,
        reporter.source,
        ground.phrase(hearer) if hearer is not None else _hearer(ground, reporter),
        frame="quote",
    )


def _add_beginning(ground: AttributionContext, quote: Quote, reporter: Reporter) -> Span:
    """The first quotation with the words of its sentence before it, where the cue closes that sentence:
    'Not a single road "is safe," the mayor said.'"""
    if reporter.start < quote.outer.end:
        return quote.inner
    sentence = ground.tokens[reporter.predicate.head].sent
    first = sentence.start
    while first < len(ground.tokens) and (ground.tokens[first].is_space or ground.tokens[first].pos_ == "CCONJ"):
        first += 1
    start = ground.tokens[first].idx
    before = ground.report.text[start : quote.outer.start]
    if start >= quote.outer.start or "\n" in before or before.rstrip()[-1:] in (":", "-", "—", "–", ".", ""):
        return quote.inner
    if before.rstrip().endswith(",") and is_occasion(ground, first):
        return quote.inner
    if any(ground.quote_at[i] >= 0 for i in range(first, _token_at(ground, quote.outer.start))):
        return quote.inner
    return Span(start, quote.outer.end)


def _token_at(ground: AttributionContext, offset: int) -> int:
    """The first token at or behind an offset."""
    return ground.parse.token_at(offset)


def _hearer(ground: AttributionContext, reporter: Reporter) -> SourcePhrase | None:
    """ "told reporters": the phrase behind the cue, where the parser made nothing of it."""
    head = reporter.predicate.head
    if "them" not in reporter.cue.frames or (reporter.source is not None and reporter.source.head > head):
        return None
    return phrase_behind(ground, head)
