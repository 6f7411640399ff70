"""Words with a name before or behind them and no verb: "Minister: ports stay shut", '"No deal." — the minister'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.coding.entities.chains import Chains
from dateline.coding.quotes import Quote
from dateline.coding.statements.attribution import Attribution, AttributionContext, SourcePhrase
from dateline.model import Part, Span

_HEADED = re.compile(r"\s*([^:\n“\"]{2,48}?):\s+(?=\S)")
_SIGNED = re.compile(r"[\s.]*(?P<dash>[―—–]|--?)\s*(?P<name>[^\W\d_][^\n“”\"―—–:;?!]{1,70})")
_SHORTEST = 3
_LONGEST_NAME = 8


def find_signed(ground: AttributionContext, chains: Chains) -> Iterator[Attribution]:
    """The attributions that a name with a colon, or a dash with a name, makes."""
    for part in ground.report.parts:
        headed = _find_heading(ground, chains, part)
        if headed is not None:
            yield headed
        for quote in ground.quotes_in(part.span):
            signed = _find_signature(ground, part, quote)
            if signed is not None:
                yield signed


def _find_heading(ground: AttributionContext, chains: Chains, part: Part) -> Attribution | None:
    """ "Minister: ports stay shut": a paragraph that a speaker's name and a colon open."""
    text = ground.report.text
    match = _HEADED.match(text, part.span.start, part.span.end)
    if match is None:
        return None
    name = Span(match.start(1), match.end(1))
    entity = chains.of(name)
    if entity is None or entity.kind not in ("person", "organisation"):
        return None
    within = ground.parse.covering(name.start, name.end)
    link = chains.link(within.stop - 1) if within else None
    if link is None or link.entity is None or any(ground.tokens[i].pos_ in ("VERB", "AUX") for i in within):
        return None
    content = Span(match.end(), part.span.end)
    for quote in ground.quotes:
        if quote.outer.start == content.start and quote.outer.end >= part.span.end - 1:
            content = quote.inner
    if len(content.cut(text).split()) < _SHORTEST:
        return None
    source = SourcePhrase(within.stop - 1, within.start, within.stop)
    return Attribution((content,), "says", "headed", cue=Span(match.end(1), match.end(1) + 1), source=source)


def _find_signature(ground: AttributionContext, part: Part, quote: Quote) -> Attribution | None:
    """'"..." — Name': a quotation with nothing behind it but a dash and a name, up to the end of the line or the next
    quotation."""
    text = ground.report.text
    match = _SIGNED.match(text, quote.outer.end, part.span.end)
    if match is None or not match["name"][0].isupper() or not quote.closed:
        return None
    name = Span(match.start("name"), match.start("name") + len(match["name"].rstrip(" .,")))
    rest = text[match.end() : part.span.end].lstrip(" .")
    words = name.cut(text).split()
    if len(words) > _LONGEST_NAME or (rest and rest[0] not in '“"―'):
        return None
    if len(quote.inner.cut(text).split()) < _SHORTEST:
        return None
    within = ground.parse.covering(name.start, name.end)
    heads = [i for i in within if ground.tokens[i].pos_ in ("NOUN", "PROPN")]
    if not heads or ground.has_finite(within.start, within.stop):
        return None
    comma = next((i for i in within if ground.tokens[i].text == ","), within.stop)
    head = max((i for i in heads if i < comma), default=heads[0])
    cue = Span(match.start("dash"), match.end("dash"))
    return Attribution((quote.inner,), "says", "signed", cue=cue, source=SourcePhrase(head, within.start, comma))
