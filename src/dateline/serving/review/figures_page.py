"""The page of what the judgements measure: precision by type with its interval, and the agreement of reviewers."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.auditing import Share
from dateline.reviewing import agreements, choices_of, precision
from dateline.serving.params import Params
from dateline.serving.shelf import Moment


@dataclass(frozen=True, slots=True)
class Rate:
    """`of` records of a type, `right` of them right, `whole` with nothing corrected; 95 % intervals (Wilson)."""

    kind: str
    type: str
    of: int
    right: Share
    whole: Share


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far reviewers agree on a field: Krippendorff's alpha over `units`; None where it cannot be told."""

    kind: str
    field: str
    units: int
    share: float | None
    alpha: float | None


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """`chosen`: records that somebody chose to judge, which measure nothing; `stale`: what does not hold any more.
    `samples`: the random samples of which something was judged; `types`: those that can be drawn alone."""

    precision: tuple[Rate, ...]
    chosen: int
    stale: int
    agreements: tuple[Agreed, ...]
    reviewers: tuple[str, ...]
    samples: tuple[str, ...]
    types: tuple[str, ...]


def figures_page(moment: Moment, params: Params) -> FiguresPage:
    """The figures, of all random samples or of one (`sample`). Raises UsageError where that is no name of one."""
    record = moment.record
    found, every = precision(record, params.one("sample") or None), record.judgements()
    return FiguresPage(
        precision=tuple(Rate(one.kind, one.type, one.right.judged, one.right, one.whole) for one in found.of_types),
        chosen=found.chosen,
        stale=found.stale,
        agreements=tuple(
            Agreed(one.kind, one.field.replace("_", " "), said.units, said.share, said.alpha)
            for one in agreements(record)
            if (said := one.agreement).units
        ),
        reviewers=tuple(sorted({one.by for one in every if one.act != "undo"})),
        samples=tuple(sorted({one.sample for one in every if one.sample})),
        types=tuple(sorted({name for name, _ in record.event_types()})) or choices_of(record, "event")["type"],
    )
