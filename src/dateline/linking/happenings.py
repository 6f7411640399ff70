"""One thing that happened, told by events of several reports.

Which events are one is weighed in `grouping.py`. How it is told does not keep events apart: what one source denies and
another claims, and what was planned before it happened, is one happening.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dateline.linking.accounts import fields_of
from dateline.linking.casts import Cast
from dateline.linking.dating import with_days
from dateline.linking.grouping import Comparison, group_tellings
from dateline.linking.happening_keys import shared_key
from dateline.linking.histories import history_of, told_at_last
from dateline.linking.judged import Ties, keep_happenings
from dateline.linking.tellings import Telling, tellings
from dateline.model import Coded, Happening, Story, content_id

_NO_TIES: Ties[tuple[str, str]] = Ties()


def find_happenings(
    coded: Sequence[Coded],
    lineage_of: Mapping[str, str],
    ties: Ties[tuple[str, str]] = _NO_TIES,
    cast: Cast | None = None,
) -> tuple[Happening, ...]:
    """All happenings that the reports of one story tell, sorted by id. Order of the input changes nothing.

    `lineage_of` maps report ids to lineage ids: happenings are counted by lineages, not by reports. `ties`: which
    events, (report id, event id), people joined and split. `cast`: who is who in the story, made of `coded` where it is
    not given.
    """
    told = tellings(coded, lineage_of)
    if not told:
        return ()
    cast = cast or Cast(coded)
    comparison = Comparison(told, coded, cast)
    groups = keep_happenings([(one.report, one.event.id) for one in told], group_tellings(comparison), ties)
    found = (
        replace(_happening([told[i] for i in group], cast), key=shared_key([comparison.mentions[i] for i in group]))
        for group in groups
    )
    return tuple(sorted(found, key=lambda item: item.id))


def keep_sure(story: Story, coded: Iterable[Coded], sure: float) -> Story:
    """The story as the events tell it that are at least so sure: every happening made of these alone, or left out.

    Happenings keep their ids, and no two become one: what was linked stays linked. `coded` holds the story's reports.
    Raises ValueError where `sure` is no probability.
    """
    lineage_of = {name: line.id for line in story.lineages for name in line.reports}
    coded = list(coded)
    cast = Cast(coded)
    told = {
        (one.report, one.event.id): one for one in tellings(_sure(with_days(coded, story.page_days), sure), lineage_of)
    }
    kept = ((one, [told[pair] for pair in one.events if pair in told]) for one in story.happenings)
    happenings = tuple(
        one if len(group) == len(one.events) else replace(_happening(group, cast), id=one.id, key=one.key)
        for one, group in kept
        if group
    )
    return replace(story, happenings=happenings)


def _sure(coded: Iterable[Coded], sure: float) -> list[Coded]:
    return [Coded(one.report, one.coding.at_least(sure)) for one in coded]


def _happening(group: Sequence[Telling], cast: Cast) -> Happening:
    facts = sorted(f"{one.report}:{one.event.id}" for one in group)
    kinds = sorted({one.event.type for one in group})
    type_ = max(kinds, key=lambda kind: (len({one.lineage for one in group if one.event.type == kind}), kind))
    of_type = [one for one in group if one.event.type == type_]
    return Happening(
        id=content_id("h", *facts),
        type=type_,
        events=tuple((one.report, one.event.id) for one in group),
        lineages=tuple(sorted({one.lineage for one in group})),
        told=told_at_last(group),
        fields=fields_of(group, cast),
        mode=_mode(of_type),
        quad=of_type[0].event.quad,
        history=history_of(group),
    )


def _mode(group: Sequence[Telling]) -> str | None:
    """The one mode that is told; a meeting that a source calls no visit is a meeting."""
    modes = {one.event.mode for one in group if one.event.mode}
    if len(modes) != 1:
        return None
    heard = {one.lineage for one in group if one.event.mode}
    met = any(one.event.nary for one in group)
    return None if met and heard != {one.lineage for one in group} else modes.pop()
