"""Who said what: every statement that a report quotes or relates, with its speaker, cue, words and stance.

The field calls it attribution, or quotation extraction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from dateline.coding.accused import find_accused
from dateline.coding.entities.chains import Chains, find_chains
from dateline.coding.quotes import Quote, find_quotes
from dateline.coding.statements.attribution import Attribution, AttributionContext, SourcePhrase
from dateline.coding.statements.circumstances import hearer_of, when_of
from dateline.coding.statements.extents import complete_brackets, complete_marks
from dateline.coding.statements.heard import find_overlooked, is_attribution, trust_speaker
from dateline.coding.statements.nested import find_nested
from dateline.coding.statements.reported import find_reported
from dateline.coding.statements.signed import find_signed
from dateline.coding.statements.speakers import Speakers
from dateline.coding.statements.speech import find_speech
from dateline.coding.statements.stances import stance_of
from dateline.coding.statements.unsaid import keep_said
from dateline.language import Parse
from dateline.model import Actor, Quotation, Report, Span, Stance, Statement, When, content_id

Resolve = Callable[[Actor], Actor]


def find_statements(
    report: Report,
    parse: Parse,
    chains: Chains | None = None,
    resolve: Resolve | None = None,
    times: Sequence[When] = (),
    quotes: Sequence[Quote] | None = None,
) -> tuple[Statement, ...]:
    """The statements of `report` in the order of their words.

    `chains` and `quotes` are those of the report (found here when not given); `resolve` adds country and sectors to an
    actor; `times` are those of the report, from which each statement takes the one at which it was made.
    A statement without a cue of its own ("..." in a paragraph that is all quotation) speaks on for the one before it.
    """
    quotes = quotes if quotes is not None else find_quotes(report.text, [part.span for part in report.parts])
    ground = AttributionContext.of(report, parse, quotes)
    chains = chains if chains is not None else find_chains(report, parse, quotes)
    nested = find_nested(ground)
    ruled = [a for a in (*find_speech(ground), *find_reported(ground)) if is_attribution(ground, a)]
    every = (*ruled, *nested, *find_signed(ground, chains))
    every = (*(trust_speaker(ground, one) for one in every), *find_overlooked(ground, every))
    found = keep_said(ground, _leave_out_doubles([_complete_content(ground, one) for one in every]))
    return _nest_statements(tuple(_statements(ground, chains, found, resolve, times)))


def _complete_content(ground: AttributionContext, found: Attribution) -> Attribution:
    text = ground.report.text
    content = tuple([complete_marks(text, complete_brackets(text, span), ground.quotes) for span in found.content])
    return found if content == found.content else replace(found, content=content)


def _leave_out_doubles(found: Sequence[Attribution]) -> list[Attribution]:
    """One attribution a cue and a content: quoted speech before reported, longer before carried over."""
    out: list[Attribution] = []
    cues: set[int] = set()
    contents: set[tuple[Span, ...]] = set()
    for attribution in found:
        if attribution.cue_token is not None and attribution.cue_token in cues:
            continue
        if _is_thought_within(attribution, found):
            continue
        if attribution.carried and any(_share_words(attribution, other) for other in found if not other.carried):
            continue
        if attribution.content in contents:
            continue
        contents.add(attribution.content)
        if attribution.cue_token is not None:
            cues.add(attribution.cue_token)
        out.append(attribution)
    return sorted(out, key=lambda a: (a.content[0].start, -a.content[-1].end, a.rule))


def _is_thought_within(attribution: Attribution, found: Sequence[Attribution]) -> bool:
    """What is said to be thought or judged inside somebody's words is part of those words, not reported beside them."""
    kept = attribution.frame in ("clause", "quote") and attribution.stance != "believes"
    if attribution.cue is None or kept:
        return False
    start, end = attribution.cue.start, attribution.cue.end
    holds = (o for o in found for c in o.content if c.start <= start and end <= c.end)
    return any(o is not attribution for o in holds)


def _share_words(a: Attribution, b: Attribution) -> bool:
    return any(x.overlaps(y) for x in a.content for y in b.content)


def _quotation(ground: AttributionContext, attribution: Attribution) -> Quotation:
    inside = sum(
        min(span.end, quote.outer.end) - max(span.start, quote.outer.start)
        for span in attribution.content
        for quote in ground.quotes
        if span.overlaps(quote.outer)
    )
    if not inside:
        return "indirect"
    total = sum(span.end - span.start for span in attribution.content)
    return "direct" if inside >= total - 2 * len(attribution.content) else "mixed"


def _statements(
    ground: AttributionContext,
    chains: Chains,
    found: Sequence[Attribution],
    resolve: Resolve | None,
    times: Sequence[When],
) -> Iterator[Statement]:
    speakers = Speakers(ground, chains)
    last: Actor | None = None
    around: tuple[Span, ...] = ()
    for attribution in found:
        stance = stance_of(ground, attribution, chains)
        if stance is None:
            continue
        if attribution.carried:
            if last is None:
                continue
            speaker: Actor | None = last
        else:
            speaker = speakers.name(_source(ground, attribution, stance))
            speaker = resolve(speaker) if speaker is not None and resolve is not None else speaker
        hearer = speakers.name(hearer_of(ground, attribution))
        quotation = _quotation(ground, attribution)
        inner = attribution.cue is not None and any(span.contains(attribution.cue) for span in around)
        if (quotation != "indirect" or attribution.frame in ("clause", "quote")) and not inner:
            last = speaker or last
        around = attribution.content if not inner else around
        yield Statement(
            id=content_id(
                "s", ground.report.id, *(f"{s.start}-{s.end}" for s in attribution.content), str(attribution.cue)
            ),
            content=attribution.content,
            quotation=quotation,
            stance=stance,
            speaker=speaker,
            cue=attribution.cue,
            addressee=resolve(hearer) if hearer is not None and resolve is not None else hearer,
            when=when_of(ground, attribution, times),
            rule=attribution.rule,
        )


def _source(ground: AttributionContext, attribution: Attribution, stance: Stance) -> SourcePhrase | None:
    """Whose words: of a pronoun that denies a charge, the accused."""
    cue = attribution.cue_token
    denial = ground.parse.by_head.get(cue) if stance == "denies" and cue is not None else None
    accused = find_accused(ground.parse, denial) if denial is not None else None
    return attribution.source if accused is None else SourcePhrase(accused.head, accused.start, accused.end)


def _nest_statements(statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The same statements, each with the id of the closest one whose words report it."""
    sizes = [sum(span.end - span.start for span in s.content) for s in statements]
    edges = [(s.content[0].start, s.content[-1].end) for s in statements]
    out = []
    for number, inner in enumerate(statements):
        words = inner.content if inner.cue is None else (inner.cue, *inner.content)
        first, last = min(w.start for w in words), max(w.end for w in words)
        around = [
            (sizes[other], outer.id)
            for other, outer in enumerate(statements)
            if edges[other][0] <= first
            and last <= edges[other][1]
            and sizes[other] > sizes[number]
            and all(any(o.contains(w) for o in outer.content) for w in words)
        ]
        out.append(replace(inner, within=min(around)[1]) if around else inner)
    return tuple(out)
