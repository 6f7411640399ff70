"""One report in, one `Coding` out: who did and said what, to whom, when and where, how it is told and by whom.

`code` is pure: it reads the report, its parse and tables, and nothing else.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.coding.actors import Actors
from dateline.coding.bounds import keep_entities, keep_first, say_left_out
from dateline.coding.entities.chains import find_chains
from dateline.coding.events import Findings, Sighting, describe_pairs, describe_sides, explain_events, find_events
from dateline.coding.events.acts.side_features import SidePhrase
from dateline.coding.events.candidate import Act, Candidate
from dateline.coding.events.ontology.loading import Ontology, load_ontology
from dateline.coding.factuality import Judge
from dateline.coding.identities import Identities
from dateline.coding.participants import Participants
from dateline.coding.places import find_places
from dateline.coding.quotes import find_inner_quotes, find_quotes
from dateline.coding.statements import find_statements
from dateline.coding.times import find_times
from dateline.language import AnnotatedText, Parse
from dateline.model import Actor, Coding, Entity, Report, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = [
    "Actors",
    "Judge",
    "Ontology",
    "Sighting",
    "act_pairs",
    "code",
    "describe",
    "load_ontology",
    "side_phrases",
    "why",
]


@functools.cache
def _actors(extra: Path | None) -> Actors:
    return Actors.load(extra)


def code(
    report: Report, doc: Doc | AnnotatedText, *, actors: Actors | None = None, ontology: Ontology | None = None
) -> Coding:
    """Everything understood of `report`. `doc` is its parse (`Language.read(report.text, ...)`, or a Doc).

    `actors` and `ontology` take the place of the shipped tables of actors and of the event ontology. The same report
    and parse give the same coding, to the byte.
    """
    found, named, notes = _find(report, doc, actors if actors is not None else _actors(None))
    events, acts = find_events(report, found, ontology if ontology is not None else load_ontology())
    statements = tuple(_locate_voices(found, statement) for statement in found.statements)
    entities, mentions = keep_entities(named, statements, events)
    notes += say_left_out((("acts", acts), ("entities", len(named)), ("mentions of one entity", mentions)))
    return Coding(report.id, entities, found.places, found.times, statements, events, notes).with_report(report)


def _locate_voices(found: Findings, statement: Statement) -> Statement:
    """The statement with the states of who speaks and who is spoken to, as the sentence has them."""
    speaker, addressee = (a and found.locate(a) for a in (statement.speaker, statement.addressee))
    return replace(statement, speaker=speaker, addressee=addressee)


def why(
    report: Report, doc: Doc | AnnotatedText, *, actors: Actors | None = None, ontology: Ontology | None = None
) -> tuple[Sighting, ...]:
    """Why `report` has the events that it has: every word that was seen as an act or might have been, what proposed it,
    and whether it became a record or what stopped it. Arguments as for `code`."""
    found, *_ = _find(report, doc, actors if actors is not None else _actors(None))
    return explain_events(report, found, ontology if ontology is not None else load_ontology())


def side_phrases(report: Report, doc: Doc | AnnotatedText) -> tuple[tuple[Act, tuple[SidePhrase, ...]], ...]:
    """Every act that the encoder sees in `report`, with the noun phrases of its sentence and what is known of each:
    what `training.acts settle` learns from."""
    found, *_ = _find(report, doc, _actors(None))
    return describe_sides(report, found, load_ontology())


def act_pairs(report: Report, doc: Doc | AnnotatedText) -> tuple[tuple[Candidate, Candidate, Mapping[str, float]], ...]:
    """Every two acts of one type in `report`, with what is known of the pair: what `training.acts join` learns from."""
    found, *_ = _find(report, doc, _actors(None))
    return describe_pairs(report, found, load_ontology())


def describe(report: Report, doc: Doc | AnnotatedText, spans: Sequence[Span]) -> tuple[Actor | None, ...]:
    """Who the words of each span are, as a side of an event would be told; None where they are nobody."""
    found, *_ = _find(report, doc, _actors(None))
    held = (found.parse.covering(span.start, span.end) for span in spans)
    named = (found.who(tokens.start, tokens.stop) if tokens else () for tokens in held)
    return tuple(found.locate(actors[0]) if actors else None for actors in named)


def _find(
    report: Report, doc: Doc | AnnotatedText, tables: Actors
) -> tuple[Findings, tuple[Entity, ...], tuple[str, ...]]:
    """What the rooms before that of events find, and what is to be noted of it."""
    parse = Parse.of(doc)
    quotes = find_quotes(report.text, [part.span for part in report.parts])
    chains = find_chains(report, parse, quotes, lambda name: tables.office_words(name, report.anchor))
    located = find_places(report, parse)
    places = keep_first(located)
    identities = Identities.of(report, parse, chains.entities, places, tables)
    dated = find_times(report, parse)
    times = keep_first(dated)
    told = find_statements(report, parse, chains, identities.resolve, times, quotes)
    # "Expressed this Friday": a day alone is nothing said.
    longest = max([t.span.end - t.span.start for t in times], default=0)
    said = tuple(
        s
        for s in told
        if not all(c.end - c.start <= longest and any(t.span.contains(c) for t in times) for c in s.content)
    )
    statements = keep_first(said)
    nested = tuple(inner.inner for quote in quotes for inner in find_inner_quotes(report.text, quote))
    days = tuple(t.span for t in times)
    who = Participants(parse, report.text, chains, identities.resolve, statements, nested, days).who
    findings = Findings(
        parse,
        times,
        places,
        statements,
        who,
        Judge(parse).of,
        identities.state,
        lambda actor: actor.entity in identities.persons,
        identities.locate,
        identities.states.is_local,
        identities.give_state,
    )
    notes = say_left_out((("statements", len(said)), ("times", len(dated)), ("places", len(located))))
    return findings, chains.entities, notes
