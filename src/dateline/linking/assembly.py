"""The whole of linking in one call: coded reports to stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from dateline.linking.bounds import keep_within_bounds
from dateline.linking.casts import Cast
from dateline.linking.dating import page_days, with_days
from dateline.linking.growing import Group, Growth, grow
from dateline.linking.happenings import find_happenings
from dateline.linking.judged import Judged, keep_stories
from dateline.linking.lineages import day_of, lineages
from dateline.linking.repeats import leave_out_repeats
from dateline.linking.shelves import MemoryShelf
from dateline.linking.utterances import find_utterances
from dateline.model import Coded, Happening, Lineage, Report, Story, content_id

_NOTHING = Judged()
_TOLD_AT_ONCE = 64
"""Reports that are read together to tell their stories."""


def link(
    coded: Sequence[Coded],
    said: Callable[[str], object] = lambda _: None,
    judged: Judged = _NOTHING,
) -> tuple[Story, ...]:
    """Group coded reports into stories, sorted by id.

    Depends on the set of reports alone: order and repetition of the input change nothing, nor does it matter whether
    they came at once or one by one (`growing.grow`). Every report is in exactly one story; a report like no other is a
    story of its own. `said` hears in words what was left out because a report repeats itself beyond all bounds.
    `judged`: what people split and joined, which holds against all words.
    """
    by_id = {one.report.id: one for one in coded}
    growth = grow(MemoryShelf(by_id), by_id)
    if judged.lineages or judged.stories:
        growth = replace(growth, groups=_keep_judged(growth, judged))
    return tell(growth, said, judged)


def _keep_judged(growth: Growth, judged: Judged) -> tuple[Group, ...]:
    """The groups, so that lineages and stories keep to what people split and joined."""
    names = sorted(name for group in growth.groups for name in group.reports)
    reports = [one.report for one in growth.read(names)]
    related = sorted((kin for group in growth.groups for kin in group.kinships), key=lambda kin: (kin.a, kin.b))
    lines = lineages(reports, related, judged.lineages)
    groups: list[Group] = []
    for group in keep_stories(reports, [group.reports for group in growth.groups], lines, judged.stories):
        members = set(group)
        ours = tuple(line for line in lines if line.reports[0] in members)
        groups.append(Group(group, ours, tuple(kin for kin in related if kin.a in members and kin.b in members)))
    return tuple(groups)


def tell(
    growth: Growth, said: Callable[[str], object] = lambda _: None, judged: Judged = _NOTHING
) -> tuple[Story, ...]:
    """The stories of a growth, sorted by id. The codings of some of them at a time are in memory."""
    stories: list[Story] = []
    for groups in _in_lots(growth.groups):
        coded = growth.read(sorted(name for group in groups for name in group.reports))
        by_id = {one.report.id: keep_within_bounds(one, said) for one in coded}
        by_id = leave_out_repeats(by_id, {name: lines for name in by_id if (lines := growth.left_out.get(name))})
        stories.extend(_story(group, by_id, judged) for group in groups)
    return tuple(sorted(stories, key=lambda story: story.id))


def _in_lots(groups: Sequence[Group]) -> Iterator[list[Group]]:
    """The groups, as many together as have some reports."""
    lot: list[Group] = []
    for group in groups:
        lot.append(group)
        if sum(len(one.reports) for one in lot) >= _TOLD_AT_ONCE:
            yield lot
            lot = []
    if lot:
        yield lot


def _story(group: Group, by_id: Mapping[str, Coded], judged: Judged) -> Story:
    lineage_of = {name: line.id for line in group.lineages for name in line.reports}
    coded = [by_id[name] for name in group.reports]
    cast = Cast(coded)
    happenings = find_happenings(coded, lineage_of, judged.happenings, cast)
    if dated := page_days(coded, group.lineages, happenings):
        coded = with_days(coded, dated)
        happenings = find_happenings(coded, lineage_of, judged.happenings, cast)
    earliest, latest = _days(coded, happenings)
    return Story(
        id=content_id("y", *group.reports),
        title=_title(group.lineages, by_id),
        reports=group.reports,
        lineages=group.lineages,
        kinships=group.kinships,
        happenings=happenings,
        utterances=find_utterances(coded, lineage_of, cast),
        earliest=earliest,
        latest=latest,
        page_days=dated,
    )


def _title(lines: Sequence[Lineage], by_id: Mapping[str, Coded]) -> str:
    """The title most used in the largest lineage that has one (ties: the first report's, then by words)."""
    for line in sorted(lines, key=lambda one: (-len(one.reports), one.id)):
        titles = Counter(title for name in line.reports if (title := by_id[name].report.title))
        if titles:
            own = by_id[line.first].report.title
            return min(titles, key=lambda title: (-titles[title], title != own, title))
    first = by_id[lines[0].first].report if lines else None
    return _opening(first) if first else ""


def _opening(report: Report) -> str:
    """The first words of a report that has no title."""
    words = report.text.split()
    return " ".join(words[:12]) + (" …" if len(words) > 12 else "")


def _days(coded: Sequence[Coded], happenings: Sequence[Happening]) -> tuple[str | None, str | None]:
    """First and last day: when the reports were published; failing that, when what most of them tell happened.

    A report whose date is refuted has no day of its own: it is placed by the others, and by what all tell.
    """
    days = sorted(day for one in coded if (day := day_of(one.report)))
    if not days:
        days = sorted(_told_days(coded, happenings))
    return (days[0], days[-1]) if days else (None, None)


def _told_days(coded: Sequence[Coded], happenings: Sequence[Happening]) -> set[str]:
    most = max((len(one.lineages) for one in happenings), default=0)
    shared = {pair for one in happenings if len(one.lineages) == most for pair in one.events}
    return {
        event.when.earliest
        for one in coded
        for event in one.coding.events
        if (one.report.id, event.id) in shared
        and event.when
        and event.when.earliest
        and event.when.latest == event.when.earliest
    }
