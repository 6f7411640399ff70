"""Split and join: stories, lineages, happenings and actors; linking keeps to it from then on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.errors import Ambiguous, NotFound, UsageError
from dateline.judging import subject_of
from dateline.linking import join_namings, naming_key
from dateline.model import Act, Happening, Judgement, KnownActor, Lineage, Story, Subject, SubjectKind
from dateline.recording import Record
from dateline.reviewing.writing import Reviewer

Linked = Story | Lineage | Happening | KnownActor


def split(record: Record, which: str, members: Sequence[str], reviewer: Reviewer) -> Judgement:
    """Says that these members do not belong to the rest: reports of a story or a lineage, events of a happening,
    names of an actor. Each is named by its id or the beginning of it, a name as `who` prints it.

    Raises NotFound, Ambiguous, UsageError where all or none would be parted.
    """
    kind, whole = _find(record, which)
    every = list(_members(record, whole))
    parted = [one for one in every if any(_is_named(one, name) for name in members)]
    for name in members:
        if not any(_is_named(one, name) for one in every):
            known = ", ".join(one.id for one in every[:10])
            raise UsageError(f"{name} is nothing that {kind} {_id(whole)} holds. It holds: {known}.")
    rest = [one for one in every if one not in parted]
    if not rest:
        raise UsageError(f"nothing would be left of {kind} {_id(whole)}. Name those that do not belong to the rest.")
    return _keep(record, "split", kind, whole, (tuple(parted), tuple(rest)), reviewer)


def join(record: Record, wholes: Sequence[str], reviewer: Reviewer) -> Judgement:
    """Says that stories, lineages, happenings or actors are one. Raises NotFound, Ambiguous, UsageError."""
    found = [_find(record, name) for name in wholes]
    kinds = sorted({kind for kind, _ in found})
    if len(kinds) != 1 or len({_id(whole) for _, whole in found}) < 2:
        raise UsageError("two or more of one kind are joined: stories, lineages, happenings or actors.")
    parts = tuple(tuple(_members(record, whole)) for _, whole in found)
    return _keep(record, "join", found[0][0], found[0][1], parts, reviewer)


def _keep(
    record: Record, act: Act, kind: SubjectKind, whole: Linked, parts: tuple[tuple[Subject, ...], ...], who: Reviewer
) -> Judgement:
    who.checked()
    made = Judgement(act, Subject(kind, _id(whole)), who.by.strip(), who.moment(), who.why, parts=parts)
    record.keep_judgements((made,))
    return made


def _id(whole: Linked) -> str:
    return whole.key if isinstance(whole, KnownActor) else whole.id


def _is_named(one: Subject, name: str) -> bool:
    """A naming by its name, all else by the beginning of an id."""
    return one.id.split("/")[0] == name or one.id == name if one.kind == "naming" else one.id.startswith(name)


def _find(record: Record, which: str) -> tuple[SubjectKind, Linked]:
    kinds: dict[str, SubjectKind] = {"story": "story", "lineage": "lineage", "happening": "happening"}
    named = [one for one in record.named(which) if one.kind in kinds]
    if len({one.id for one in named}) > 1:
        raise Ambiguous(f"{which} is the start of {', '.join(one.id for one in named[:5])} ... Give more of the id.")
    if named:
        story = record.story(named[0].holder)
        inside: tuple[Linked, ...] = (story, *story.lineages, *story.happenings)
        return kinds[named[0].kind], next(one for one in inside if _id(one) == named[0].id)
    actors = join_namings(record.namings(), record.ties().actors)
    found = [one for one in actors if one.key == which]
    if not found:
        raise NotFound(
            f"{record.where} has no story, lineage or happening whose id begins with {which}, and no actor of that "
            "key. Keys of actors: dateline who NAME --json; ids: dateline stories, dateline explain."
        )
    return "actor", found[0]


def _members(record: Record, whole: Linked) -> Iterator[Subject]:
    if isinstance(whole, KnownActor):
        yield from (Subject("naming", key) for key in sorted({naming_key(one) for one in whole.namings}))
    elif isinstance(whole, Happening):
        for report, name in whole.events:
            coded = record.one(report, judged=False)
            yield subject_of(next(one for one in coded.coding.events if one.id == name), coded)
    else:
        yield from (Subject("report", report, report) for report in whole.reports)
