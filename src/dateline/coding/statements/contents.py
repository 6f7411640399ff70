"""Where the content of a cue stands: one rule for each kind of frame that the table of cues names."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.coding.cues import Cue, bound_words, role_noun
from dateline.coding.statements.attribution import AttributionContext, SourcePhrase, TokenRange
from dateline.coding.statements.endings import is_setting
from dateline.coding.statements.extents import (
    called_upon_extent,
    clause_extent,
    thing_extent,
    widen_content,
    with_its_name,
)
from dateline.coding.statements.sources import is_paper
from dateline.language.plain import Plain
from dateline.language.syntax.predicates import Argument, Predicate

_AGAINST = frozenset(("condemns", "praises", "denies"))
"""Stances of cues whose object is spoken of, not spoken to: "accused him of"."""
_NAMING = frozenset("DET NOUN PROPN PRON ADJ NUM PART".split())
_PREPOSITIONS = frozenset("by in for of with from on about against without after before into over at".split())


@dataclass(frozen=True, slots=True)
class ReportedContent:
    """The token ranges of a content, the frame that gave it, and who is told."""

    parts: tuple[TokenRange, ...]
    frame: str
    hearer: SourcePhrase | None = None


def content_of(ground: AttributionContext, predicate: Predicate, cue: Cue) -> ReportedContent | None:
    """The content that the first fitting frame gives: clauses before things, things before prepositions."""
    for rule in (_clause, _call_upon, _thing, _thing_taken_as, _shown_thing, _preposition, _told_content):
        found = rule(ground, predicate, cue)
        if found is not None:
            return found
    return None


def _objects(predicate: Predicate, *, told: bool = False) -> tuple[Argument, ...]:
    """The objects; of a passive only where its agent is named ("was praised by the mayor"). `told`: those who are told
    something count too."""
    if predicate.passive and not predicate.role("agent"):
        return ()
    return predicate.role("object", "recipient") if told else predicate.role("object")


def _hearer(ground: AttributionContext, predicate: Predicate, cue: Cue) -> SourcePhrase | None:
    told = () if cue.stance in _AGAINST else predicate.role("recipient")
    hearers = told + (_objects(predicate) if "them" in cue.frames else ())
    return ground.phrase(hearers[0]) if hearers else None


def _clause(ground: AttributionContext, predicate: Predicate, cue: Cue) -> ReportedContent | None:
    clause = next(iter(predicate.role("clause")), None)
    if clause is None:
        return None
    form = _form(ground, clause)
    if form == "to" and "them-to" in cue.frames:
        found = _them_to(ground, predicate, clause)
        if found is not None:
            return found
    if form not in cue.frames and not (form == "clause" and "quote" in cue.frames):
        return None
    first, last = clause_extent(ground, predicate, clause, form)
    if form == "clause" and predicate.finite and not ground.has_finite(first, last):
        return None
    hearer = _hearer(ground, predicate, cue)
    if form == "clause" and "them" in cue.frames and first > predicate.head + 1:
        hearer = _hearer_before(ground, predicate.head + 1, first) or hearer
    return ReportedContent(((first, last),), form, hearer)


def _hearer_before(ground: AttributionContext, first: int, clause: int) -> SourcePhrase | None:
    """ "told [the host Ann Lee] he would": the whole phrase between the cue and what is told."""
    doc, last = ground.tokens, clause
    while last > first and doc[last - 1].is_punct:
        last -= 1
    if first >= last or any(doc[i].pos_ not in _NAMING or is_setting(doc[i]) for i in range(first, last)):
        return None
    return SourcePhrase(last - 1, first, last)


def _them_to(ground: AttributionContext, predicate: Predicate, clause: Argument) -> ReportedContent | None:
    """ "urged [both sides to stop]"; of a passive both halves: "[both sides] were urged [to stop]"."""
    objects = [a for a in predicate.role("object", "recipient") if a.start < clause.start]
    if not objects:
        return None
    last = thing_extent(ground, predicate, clause.start, clause.end, acts=True)[1]
    if predicate.passive:
        return ReportedContent(((objects[0].start, objects[0].end), (clause.start, last)), "them-to")
    return ReportedContent(((objects[0].start, last),), "them-to") if objects[0].start > predicate.head else None


def _call_upon(ground: AttributionContext, predicate: Predicate, cue: Cue) -> ReportedContent | None:
    called = [a for a in predicate.oblique("on", "upon", "for") if a.start > predicate.head]
    called = [a for a in called if not _is_time(ground.tokens[a.head])]
    if "them-to" not in cue.frames or not called or called[-1].end >= len(ground.tokens):
        return None
    if ground.tokens[called[-1].end].lower_ not in ("to", "not"):
        return None
    return ReportedContent((called_upon_extent(ground, predicate, called[0].start, called[-1].end),), "them-to")


def _thing(ground: AttributionContext, predicate: Predicate, cue: Cue) -> ReportedContent | None:
    if "them" in cue.frames or not cue.frames & {"thing", "thing-as"}:
        return None
    if cue.stance == "says" and predicate.negation is not None:
        return None  # "it did not mention weapons" says nothing of them
    objects = _objects(predicate)
    objects = objects or (() if predicate.passive else predicate.role("recipient"))
    if not objects or ("about" in cue.frames and _can_hear(ground.tokens[objects[0].head])):
        return None  # "addressed parliament" is no content
    if predicate.passive:
        return ReportedContent((_thing_range(objects), *_named_as(ground, predicate, cue)), "thing")
    first, last = widen_content(ground, predicate, objects[0].start, max(a.end for a in objects))
    if "thing-as" in cue.frames:
        return ReportedContent((with_its_name(ground, first, last),), "thing")
    return ReportedContent((thing_extent(ground, predicate, first, last),), "thing")


def _named_as(ground: AttributionContext, predicate: Predicate, cue: Cue) -> tuple[TokenRange, ...]:
    """ "A raid described by the papers [as the boldest in years]": what a thing is called, behind a passive."""
    named = [a for a in predicate.arguments if a.preposition == "as" and a.start > predicate.head]
    if "thing-as" not in cue.frames or not named:
        return ()
    return ((named[0].start, thing_extent(ground, predicate, named[0].start, named[0].end)[1]),)


def _thing_taken_as(ground: AttributionContext, predicate: Predicate, cue: Cue) -> ReportedContent | None:
    """ "sees [the vote as a warning]": a thing only with what it is taken for."""
    objects = _objects(predicate)
    if "as" not in cue.frames or not objects:
        return None
    named = [a for a in predicate.arguments if a.preposition == "as" and a.start > predicate.head]
    if not named:
        return None
    last = thing_extent(ground, predicate, named[0].start, named[0].end)[1]
    if predicate.passive:
        return ReportedContent((_thing_range(objects), (named[0].start, last)), "as")
    return ReportedContent(((objects[0].start, last),), "as") if objects[0].start < named[0].start else None


def _shown_thing(ground: AttributionContext, predicate: Predicate, cue: Cue) -> ReportedContent | None:
    """ "The study found [three cases]": a thing, where a document tells it."""
    objects = _objects(predicate, told=True)
    subjects = predicate.role("agent") if predicate.passive else predicate.role("subject")
    if "paper" not in cue.frames or not objects or not any(is_paper(ground.tokens[a.head]) for a in subjects):
        return None
    if predicate.passive:
        return ReportedContent((_thing_range(objects),), "paper")
    return ReportedContent((with_its_name(ground, objects[0].start, objects[0].end),), "paper")


def _thing_range(arguments: tuple[Argument, ...]) -> TokenRange:
    return arguments[0].start, max(a.end for a in arguments)


def _preposition(ground: AttributionContext, predicate: Predicate, cue: Cue) -> ReportedContent | None:
    wanted = sorted(cue.prepositions) + (["to"] if "to-thing" in cue.frames else [])
    for preposition in wanted:
        found = [a for a in predicate.arguments if a.preposition == preposition and a.role in ("oblique", "possessor")]
        found += [a for a in predicate.role("clause") if a.preposition.split(" ")[0] == preposition]
        found = [a for a in found if not _is_time(ground.tokens[a.head])]
        if found:
            first, last = min(a.start for a in found), max(a.end for a in found)
            hearer = _hearer(ground, predicate, cue)
            frame = "to-thing" if preposition == "to" else preposition
            return ReportedContent((thing_extent(ground, predicate, first, last),), frame, hearer)
    return None


def _can_hear(token: Plain) -> bool:
    noun = role_noun(token.lower_)
    return token.ent_type_ in ("PERSON", "ORG") or (noun is not None and noun.kind != "document")


def _is_time(token: Plain) -> bool:
    """ "Pleaded on Tuesday", "spoke of it for hours": a time is nothing said."""
    return token.ent_type_ in ("DATE", "TIME") or token.lower_ in bound_words()["day"]


def _told_content(ground: AttributionContext, predicate: Predicate, cue: Cue) -> ReportedContent | None:
    objects = _objects(predicate)
    if not objects or not {"them", "thing"} <= cue.frames or not predicate.role("recipient"):
        return None
    return ReportedContent(((objects[0].start, objects[0].end),), "thing", _hearer(ground, predicate, cue))


def _form(ground: AttributionContext, clause: Argument) -> str:
    head = ground.tokens[clause.head]
    inner = ground.parse.by_head.get(clause.head)
    opened = clause.preposition.split(" ")[0]
    if opened in _PREPOSITIONS:
        return opened
    if clause.preposition == "to" or (
        inner is not None and any(ground.tokens[m].lower_ == "to" for m in inner.markers)
    ):
        return "to"
    if inner is not None and inner.finite:
        return "clause"
    if head.tag_ == "VBG" and clause.preposition not in ("that", "if", "whether"):
        return "ing"
    return "clause"
