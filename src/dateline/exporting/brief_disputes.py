"""Real disputes: what two sources, or two parties, put against each other, both sides with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from types import MappingProxyType

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.brief_numbers import DIFFER
from dateline.exporting.brief_tellers import heading_of, tellers_of
from dateline.exporting.lines import (
    Dispute,
    DisputeSide,
    FieldDifference,
    NumberRow,
    Value,
)
from dateline.exporting.phrases import day, join_names, told_words
from dateline.linking.agreement import ComparedField, tell_one_deed
from dateline.linking.contradictions import Contradiction
from dateline.linking.tellings import Telling
from dateline.linking.voices import is_one_wording
from dateline.model import Event, Exhibit, Happening, Span, State, Story

_RESPECTS = MappingProxyType({"number": "numbers: ", "day": "the ", "year": "the ", "age": "the ", "name": "the "})
_NO_CLAIM = frozenset({"denied", "did-not-happen", "planned", "possible"})


def differences(story: Story, lines: dict[str, str], evidence: BriefEvidence) -> tuple[FieldDifference, ...]:
    """Every field of a happening on which two voices of one moment differ. `lines`: the label of each happening."""
    return tuple(
        FieldDifference(one.id, lines[one.id], name, tuple(_value(told.tellers[at], name, evidence) for at in pair))
        for one in story.happenings
        if one.id in lines
        for told in (tellers_of(one, evidence),)
        for name, pair in told.agreement.differing.items()
    )


def disputes(
    story: Story,
    found: Iterable[FieldDifference],
    numbers: Iterable[NumberRow],
    against: Iterable[Contradiction],
    evidence: BriefEvidence,
) -> tuple[Dispute, ...]:
    """What sources differ on, numbers of one day that cannot be one, claims against their denials, and what two
    sentences that say the same put against each other.
    """
    claims = tuple(each for one in story.happenings for each in _claims(one, evidence))
    claimed = {one.happening for one in claims}
    told = (
        *(_of_field(one) for one in found if not (one.field == "told" and one.happening in claimed)),
        *(_of_numbers(row) for row in numbers if row.verdict == DIFFER),
        *(each for one in story.happenings for each in _tolls(one, evidence)),
        *claims,
    )
    shown = [(words.report, words.start, words.end) for one in told for side in one.sides for words in side.words]
    return (*told, *(_of_sentences(one, evidence) for one in _not_shown(against, shown)))


def _not_shown(against: Iterable[Contradiction], shown: Sequence[tuple[str, int, int]]) -> Iterator[Contradiction]:
    """The contradictions of which no line shows both sides already."""
    for one in against:
        sides = [(side.report, side.span) for side in (one.a, one.b)]
        if not all(any(r == report and s < span.end and span.start < e for r, s, e in shown) for report, span in sides):
            yield one


def _of_sentences(one: Contradiction, evidence: BriefEvidence) -> Dispute:
    sides = tuple(
        DisputeSide(
            side.words,
            (evidence.letters[side.report],) if side.report in evidence.letters else (),
            (evidence.words(Exhibit(side.report, side.span)),),
        )
        for side in (one.a, one.b)
    )
    return Dispute(f"sources differ on {_RESPECTS.get(one.kind, '')}{one.thing}", "", sides)


def _of_field(one: FieldDifference) -> Dispute:
    sides = tuple(DisputeSide(value.value, value.sources, value.words) for value in one.values)
    return Dispute(f"sources differ on {one.field}", one.happening, sides)


def _of_numbers(row: NumberRow) -> Dispute:
    sides: dict[str, DisputeSide] = {}
    for cell in (one for one in row.cells if one.disputed):
        sides.setdefault(cell.source, DisputeSide(cell.value, (cell.source,), (cell.words,)))
    return Dispute(f"sources of one day differ on numbers: {row.thing}", "", tuple(sides.values()))


def _tolls(one: Happening, evidence: BriefEvidence) -> Iterator[Dispute]:
    """Numbers of a happening that other sources give at the same moment, so that they stand beside each other."""
    counts = [state for state in one.history if state.of != "told" and state.exhibits]
    for before, after in pairwise(counts):
        if before.of == after.of and after.change == "disputed" and before.stands and after.stands:
            sides = tuple(_side_of_state(state, evidence) for state in (before, after))
            yield Dispute(f"sources differ on the number of {after.of}", one.id, sides)


def _side_of_state(state: State, evidence: BriefEvidence) -> DisputeSide:
    words = tuple(evidence.words(exhibit) for exhibit in state.exhibits[:2])
    return DisputeSide(state.value, evidence.sources(state.lineages), words)


def _claims(one: Happening, evidence: BriefEvidence) -> Iterator[Dispute]:
    """A deed that one source tells, or somebody claims there, and that somebody denies in another source."""
    told = tellers_of(one, evidence)
    denying = [each for each in told.tellers if each.event.denied_by]
    claiming = [each for each in told.tellers if not each.event.denied_by and _is_claimed(each.event)]
    for denial in denying:
        against = [
            each
            for each in claiming
            if each.lineage != denial.lineage
            and tell_one_deed(each, denial, evidence.cast)
            and not is_one_wording(each.sentence, denial.sentence)
        ]
        if against:
            yield Dispute("claimed and denied", one.id, (_claim(against[0], evidence), _denial(denial, evidence)))
            return


def _is_claimed(event: Event) -> bool:
    return event.factuality.label not in _NO_CLAIM


def _claim(one: Telling, evidence: BriefEvidence) -> DisputeSide:
    by = join_names(list(dict.fromkeys(voice.speaker.name for voice in one.event.said_by)))
    return _side(f"claimed by {by}" if by else told_words(one.event.factuality.label), one, evidence)


def _denial(one: Telling, evidence: BriefEvidence) -> DisputeSide:
    by = join_names(list(dict.fromkeys(voice.speaker.name for voice in one.event.denied_by)))
    return _side(f"denied by {by}", one, evidence)


def _side(label: str, one: Telling, evidence: BriefEvidence) -> DisputeSide:
    words = evidence.words(heading_of(evidence.reports[one.report], one.event.evidence))
    return DisputeSide(label, evidence.sources([one.lineage]), (words,))


def _value(one: Telling, name: ComparedField, evidence: BriefEvidence) -> Value:
    value, span = _given(one, name)
    return Value(value, evidence.sources([one.lineage]), (evidence.words(Exhibit(one.report, span)),))


def _given(one: Telling, name: ComparedField) -> tuple[str, Span]:
    event = one.event
    if name in ("who", "to whom"):
        actors = event.actors if name == "who" else event.recipients
        return join_names([actor.name for actor in actors]), actors[0].span
    if name == "when" and event.when:
        spoken = day(event.when.value)
        return spoken.words if spoken else event.when.value, event.when.span
    if name == "where" and event.where:
        return event.where.name, event.where.span
    if name == "counts" and event.counts:
        count = event.counts[0]
        return f"{count.kind}: {count.low}", count.span
    return told_words(event.factuality.label), event.factuality.cue or event.trigger
