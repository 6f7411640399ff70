"""What many reports tell together: lineages, happenings, utterances, stories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal, Self

from dateline.model.codings import Coded, Coding, CountKind, Stance, Told
from dateline.model.evidence import Span
from dateline.model.plain import Dictionary, Words, as_json, as_plain, from_plain
from dateline.model.reports import Report

Relation = Literal["copy", "update", "partial", "quote-only", "independent", "unrelated"]


@dataclass(frozen=True, slots=True)
class Passage:
    """The same words in two reports: their span in each."""

    a: Span
    b: Span


@dataclass(frozen=True, slots=True)
class TextReuse:
    """How the texts of two reports are related (`a` < `b`), with shares of each that stand in the other in [0, 1]."""

    a: str
    b: str
    relation: Relation
    share_of_a: float
    share_of_b: float
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """Reports that carry one underlying text: who wrote it, and which reports print it.

    `agency` is the writer's name where any member shows it; `shown_by` is that member. `first` is the
    member that is earliest as far as dates tell (ties: smallest id).
    """

    id: str
    reports: tuple[str, ...]
    first: str
    agency: str | None = None
    shown_by: str | None = None
    outlets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exhibit:
    """Words in one report: what every line of a brief points to."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Account:
    """One value of one field of a happening, with the lineages that give it and the words."""

    value: str
    lineages: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]


FieldName = Literal["who", "to whom", "when", "where", "told", "counts", "said by", "denied by"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a happening over all its sources. `verdict`: do those that give it agree, or differ?"""

    name: FieldName
    verdict: Literal["agree", "differ", "one source", "silent"]
    accounts: tuple[Account, ...] = ()


Change = Literal["first", "follows", "corrected", "disputed"]


@dataclass(frozen=True, slots=True)
class State:
    """What is told of a happening in one respect from one day on: that it is planned, that it happened, twelve dead.

    `of` is the respect: "told", or the kind of a number ("dead"). `value` is written as in an `Account`. `day` is that
    of the first report that tells it so (ISO; None where none of them has a day). `change`, from the state before:
    it *follows* (planned, then happened; a toll that rises), it *corrected* that (a lower toll, what did not happen
    after all), or it is *disputed*: told at the same moment by others, so that both stand. `stands`: whether it is
    what the latest reports tell.
    """

    of: Literal["told"] | CountKind
    value: str
    change: Change
    stands: bool
    day: str | None
    lineages: tuple[str, ...]
    exhibits: tuple[Exhibit, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened (or is said to have): the events of several reports that tell it.

    `events` are (report id, event id) pairs; `lineages` the independent texts among them. `told` is how the latest
    reports tell it: the class that most lineages give (ties: the more doubtful one) once it is told as done or as
    called off. `history` holds the states of every respect that changed, each respect in order; where nothing changed
    it is empty. `key` is the same for what other stories tell of the one happening: class, sides and day; None where
    these are not all known.
    """

    id: str
    type: str
    events: tuple[tuple[str, str], ...]
    lineages: tuple[str, ...]
    told: Told
    fields: tuple[Field, ...]
    mode: str | None = None
    quad: int = 0
    history: tuple[State, ...] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One step by which something was found: what it says, in words, and the words of reports that show it."""

    words: str
    exhibits: tuple[Exhibit, ...] = ()


@dataclass(frozen=True, slots=True)
class PageDay:
    """The day of a page whose own date is refuted or missing, by what it shares with pages that have one.

    `day` is ISO; `why` the steps that lead to it, the first the page's own claim.
    """

    report: str
    day: str
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One outlet's wording of an utterance: the statement and its words."""

    report: str
    statement: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Utterance:
    """The same thing said once by one speaker, as worded by each report that gives it."""

    id: str
    speaker: str
    stance: Stance
    wordings: tuple[Wording, ...]
    lineages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports about the same happenings, and all that they tell together. Reports and lineages are sorted by id."""

    id: str
    title: str
    reports: tuple[str, ...]
    lineages: tuple[Lineage, ...]
    kinships: tuple[TextReuse, ...] = ()
    happenings: tuple[Happening, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    earliest: str | None = None
    latest: str | None = None
    page_days: tuple[PageDay, ...] = ()

    def to_dict(self, reports: Iterable[Report | Coded | tuple[Report, Coding]]) -> Dictionary:
        """Field by field, each span with its words. `reports`: those that were linked, or more.

        Raises ValueError where one of the story's reports is missing.
        """
        texts = {one.id: Words(one.text) for one in map(_report_of, reports)}
        if missing := [report for report in self.reports if report not in texts]:
            raise ValueError(f"the story speaks of report {missing[0]}, which was not given. Give all its reports.")
        plain: Dictionary = _plain(self, texts)
        return plain

    def to_json(self, reports: Iterable[Report | Coded | tuple[Report, Coding]]) -> str:
        """The same as one line of JSON."""
        return as_json(self.to_dict(reports))

    @classmethod
    def from_dict(cls, given: Dictionary) -> Self:
        """The story that `to_dict` was asked of. Raises ValueError where the shape is another."""
        return from_plain(given, cls)


def _report_of(given: Report | Coded | tuple[Report, Coding]) -> Report:
    if isinstance(given, Report):
        return given
    return given.report if isinstance(given, Coded) else given[0]


def _plain(value: object, texts: Mapping[str, Words]) -> Any:
    """As `as_plain`, each span cut from the text of the report that it names."""
    if isinstance(value, Exhibit | Wording):
        return as_plain(value, texts[value.report])
    if isinstance(value, TextReuse):
        a, b = texts[value.a], texts[value.b]
        passages = [{"a": as_plain(one.a, a), "b": as_plain(one.b, b)} for one in value.passages]
        return {**as_plain(replace(value, passages=()), a), "passages": passages}
    if isinstance(value, tuple):
        return [_plain(one, texts) for one in value]
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name), texts) for field in fields(value)}
    return value


def pages_in(lineages: Iterable[Lineage]) -> int:
    """How many reports the lineages hold together."""
    return sum(len(lineage.reports) for lineage in lineages)
