"""What happened, where the sources differ on it, and in which order it happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.brief_tellers import Told, heading_of, tellers_of
from dateline.exporting.happening_fields import Manner, value_in_words
from dateline.exporting.lines import (
    Day,
    Detail,
    EvidenceWords,
    Happened,
    LeadLine,
    Moment,
    Telling,
    Value,
)
from dateline.exporting.phrases import (
    day,
    first_day,
    happening_line,
    is_date,
    kind_of,
    sort_key,
    tag_line,
    told_words,
    vouching_word,
)
from dateline.linking.wordings import word_vectors
from dateline.model import Account, Event, Exhibit, Field, Happening, Report, Span, Story

_BACKGROUND = frozenset({"habitual", "possible"})
_A_RANK = 0.15
_BACK = 0.3
"""What a type of the next rank, or a telling in passing, weighs against the place in the text (0 to 1)."""
_LONG_BEFORE = timedelta(days=30)
"""What happened longer before the first report of a story is its background."""
_APART = 0.06
"""Cosine with every sentence of the lead below which what one source alone tells is background."""
_A_VOICE, _MOST_VOICES = 0.15, 4
_BARE = 16
"""Code points up to which words are a noun and no clause."""


def _day_words(value: str) -> str:
    spoken = day(value)
    return spoken.words if spoken and is_date(value) else ""


_MANNER = Manner(_day_words, "“{}”")


def tell_happenings(story: Story, evidence: BriefEvidence) -> tuple[Happened, ...]:
    """Every happening, the weightiest first: by the number of independent sources, then who is named before who is only
    described, then early in a text and of a consequential type before late and in passing. Last stands what has no
    sides and no more words than "talks".
    """
    return tuple(
        _tell_happening(one, evidence) for one in sorted(story.happenings, key=lambda one: _weight(one, evidence))
    )


def by_relevance(lines: Sequence[Happened], opening: Sequence[LeadLine], story: Story) -> tuple[Happened, ...]:
    """The same lines: what the lead tells first, then by how much each has to do with that and how many sources tell
    it; last the background: what is told in passing, or of a time long before the story.
    """
    if not lines:
        return ()
    texts = [one.heading.exact if one.heading else one.line for one in lines]
    vectors = word_vectors([*texts, *(one.words.exact for one in opening)])
    own, others = vectors[: len(lines)], vectors[len(lines) :]
    near = (own @ others.T).max(axis=1).toarray().ravel() if opening else [1.0] * len(lines)
    in_lead = {name for one in opening for name in one.happenings}
    marked = [
        (
            replace(one, background=one.id not in in_lead and _is_background(one, float(close), story)),
            float(close),
            place,
        )
        for place, (one, close) in enumerate(zip(lines, map(float, near), strict=True))
    ]

    def weight(each: tuple[Happened, float, int]) -> tuple[bool, bool, bool, float]:
        one, close, place = each
        voices = min(one.voices, _MOST_VOICES) - 1
        return (
            _is_bare(one),
            one.background,
            one.id not in in_lead,
            -(_A_VOICE * voices + close - place / len(lines) / 4),
        )

    return tuple(one for one, _, _ in sorted(marked, key=weight))


def _is_bare(one: Happened) -> bool:
    """Whether neither sides nor words tell a reader more than a noun does ("talks")."""
    return one.line == one.noun and all(len(words.exact) <= _BARE for words in one.words)


def _is_background(one: Happened, close: float, story: Story) -> bool:
    if one.told in _BACKGROUND or (close < _APART and len(one.sources) < 2):
        return True
    first = first_day(story.earliest) if story.earliest else None
    told = first_day(one.when.value) if one.when else None
    return first is not None and told is not None and told < first - _LONG_BEFORE


def leave_denials(lines: Iterable[Happened], story: Story, evidence: BriefEvidence) -> tuple[Happened, ...]:
    """Without the refusals that are nothing but a denial ("Norland denies it"): those stand among what is denied."""
    cues = {
        (report, statement.cue)
        for (report, _), statement in evidence.statements.items()
        if statement.stance == "denies" and statement.cue
    }
    denials = {
        one.id
        for one in story.happenings
        if {(name, event.trigger) for name, event in _tellings_of(one, evidence)} <= cues
    }
    return tuple(line for line in lines if line.id not in denials)


def timeline(lines: Iterable[Happened]) -> tuple[Moment, ...]:
    """The happenings that have a day, the earliest first; within a day by weight. A month stands before its days."""
    dated = [
        _moment(line, line.when, rank) for rank, line in enumerate(lines) if line.when and is_date(line.when.value)
    ]
    return tuple(sorted(dated, key=lambda one: sort_key(one.day.value)))


def _weight(one: Happening, evidence: BriefEvidence) -> tuple[bool, int, bool, float, str]:
    fields = [field for field in one.fields if field.name in ("who", "to whom")]
    sides = [account.value for field in fields for account in field.accounts if account.value]
    nameless = not any(_names(side) for side in sides)
    rank = kind_of(one.type, one.mode).rank - 1
    aside = _place(one, evidence) + _A_RANK * rank + (_BACK if one.told in _BACKGROUND else 0.0)
    return not sides and not _tells_deed(one, evidence), -len(one.lineages), nameless, round(aside, 6), one.id


def _tells_deed(one: Happening, evidence: BriefEvidence) -> bool:
    """Whether the words are more than a bare noun ("talks"), of which a reader without the sides learns nothing."""
    return any(event.evidence.end - event.evidence.start > _BARE for _, event in _tellings_of(one, evidence))


def _names(side: str) -> float:
    """The share of a side that is named, not only described ("two", "the visitor")."""
    names = side.split(", ")
    return sum(name[:1].isupper() for name in names) / len(names)


def _tellings_of(one: Happening, evidence: BriefEvidence) -> list[tuple[str, Event]]:
    return [(key[0], evidence.events[key]) for key in one.events if key in evidence.events]


def _place(one: Happening, evidence: BriefEvidence) -> float:
    """How far into a text it is first told, in [0, 1]: reporters put first what matters most.

    What only headlines tell counts as late: it is mostly a piece of what the text below tells in full.
    """
    texts = evidence.reports
    told = _tellings_of(one, evidence)
    body = [each for each in told if not _stands_in_headline(texts[each[0]], each[1].evidence)]
    places = [event.evidence.start / max(1, len(texts[name].text)) for name, event in body]
    return min(places, default=1.0)


def _stands_in_headline(report: Report, span: Span) -> bool:
    return any(part.kind == "title" and part.span.contains(span) for part in report.parts)


def _tell_happening(one: Happening, evidence: BriefEvidence) -> Happened:
    kind = kind_of(one.type, one.mode)
    fields = {field.name: field for field in one.fields}
    sides = [side.split(", ") if (side := _sides(fields.get(name), evidence)) else [] for name in ("who", "to whom")]
    nary = any(event.nary for _, event in _tellings_of(one, evidence))
    told, clauses = tellers_of(one, evidence), _clauses(one, evidence)
    return Happened(
        id=one.id,
        type=one.type,
        mode=one.mode,
        noun=kind.noun,
        line=happening_line(kind, *sides, nary=nary),
        tag=tag_line(one.type, one.mode, *sides, nary=nary),
        heading=_heading(clauses, evidence),
        told=one.told,
        told_words=told_words(one.told),
        vouched=vouching_word(one.told),
        telling=_telling(one, fields.get("told"), evidence),
        when=_when(fields.get("when"), evidence),
        where=_first(fields.get("where")),
        sources=evidence.sources(one.lineages),
        agreement=told.words,
        voices=len(told.agreement.voices),
        origin=told.origin,
        details=tuple(_detail(field, told, evidence) for field in one.fields if field.accounts),
        words=clauses,
        sure=max((event.sure for _, event in _tellings_of(one, evidence)), default=1.0),
    )


def _clauses(one: Happening, evidence: BriefEvidence) -> tuple[EvidenceWords, ...]:
    """The clauses that tell it; first the one that a reader of the body meets first and that tells it as most do."""
    told = _tellings_of(one, evidence)
    words = evidence.show_all(Exhibit(name, event.evidence) for name, event in told)
    if not told:
        return words

    firsts = {lineage.first for lineage in evidence.ranked}

    def weight(each: tuple[str, Event]) -> tuple[bool, bool, bool, bool, int, int]:
        name, event = each
        report, start = evidence.reports[name], event.evidence.start
        headline, late = _stands_in_headline(report, event.evidence), start * 4 > len(report.text)
        otherwise = event.factuality.label != one.told
        return otherwise, headline, name not in firsts, late, evidence.order.get(name, 0), start

    chief, event = min(told, key=weight)
    first = evidence.words(Exhibit(chief, event.evidence))
    return (first, *(each for each in words if each != first))


def _first(field: Field | None) -> str | None:
    """The value that most sources give (ties: the longest, which says most; then the alphabet)."""
    if field is None:
        return None
    given = sorted(field.accounts, key=lambda one: (-len(one.lineages), -len(one.value), one.value))
    return next((account.value for account in given if account.value), None)


def _sides(field: Field | None, evidence: BriefEvidence) -> str | None:
    """Who takes part, as most sources have it (ties: who names them, the source with most pages, most pages)."""
    if field is None:
        return None

    def weight(one: Account) -> tuple[int, float, int, int, int, str]:
        first = min(evidence.places(one.lineages), default=0)
        pages = {exhibit.report for exhibit in one.exhibits}
        return -len(one.lineages), -_names(one.value), first, -len(pages), -len(one.value), one.value

    return next((account.value for account in sorted(field.accounts, key=weight) if account.value), None)


def _telling(one: Happening, field: Field | None, evidence: BriefEvidence) -> tuple[Telling, ...]:
    """Each source once, with what most sources say first: pages of one source may be read differently."""
    given = field.accounts if field else ()
    accounts = sorted(given, key=lambda each: (-len(each.lineages), each.value != one.told, each.value))
    heard: set[str] = set()
    out = []
    for account in accounts:
        letters = tuple(letter for letter in evidence.sources(account.lineages) if letter not in heard)
        heard.update(letters)
        if letters:
            out.append(Telling(account.value, told_words(account.value), vouching_word(account.value), letters))
    return tuple(out) or (
        Telling(one.told, told_words(one.told), vouching_word(one.told), evidence.sources(one.lineages)),
    )


def _when(field: Field | None, evidence: BriefEvidence) -> Day | None:
    """The day that most sources give; where none gives one ("Friday" on an undated page), the words."""
    dated = [one for one in field.accounts if is_date(one.value)] if field else []
    value = _first(replace(field, accounts=tuple(dated) or field.accounts)) if field else None
    if field is None or value is None:
        return None
    account = next(one for one in field.accounts if one.value == value)
    return Day(value, value_in_words("when", value, evidence.show_all(account.exhibits), _MANNER))


def _heading(clauses: tuple[EvidenceWords, ...], evidence: BriefEvidence) -> EvidenceWords | None:
    """The whole sentence of the clause that tells it best."""
    if not clauses:
        return None
    best = clauses[0]
    return evidence.words(heading_of(evidence.reports[best.report], Span(best.start, best.end)))


def _detail(field: Field, told: Told, evidence: BriefEvidence) -> Detail:
    return Detail(field.name, told.verdict(field.name, field.verdict), _values(field.accounts, evidence, field.name))


def _values(accounts: Iterable[Account], evidence: BriefEvidence, name: str) -> tuple[Value, ...]:
    ordered = sorted(accounts, key=lambda one: (-len(one.lineages), one.value))
    shown = ((one, evidence.show_all(one.exhibits)) for one in ordered)
    return tuple(
        Value(value_in_words(name, one.value, words, _MANNER), evidence.sources(one.lineages), words)
        for one, words in shown
    )


def _moment(line: Happened, when: Day, rank: int) -> Moment:
    detail = next((one for one in line.details if one.name == "when"), None)
    values = detail.values if detail else ()
    words: tuple[EvidenceWords, ...] = next((one.words for one in values if one.value == when.words), ()) or line.words
    return Moment(
        day=when,
        happening=line.id,
        line=line.line,
        told_words=line.told_words,
        vouched=line.vouched,
        sources=line.sources,
        others=tuple(one for one in values if one.value != when.words) if detail and detail.verdict == "differ" else (),
        rank=rank,
        words=words,
        tag=line.tag,
        heading=line.heading,
    )
