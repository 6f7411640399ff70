"""The whole of linking in one call: coded reports to stories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from dateline.linking.bounds import keep_within_bounds
from dateline.linking.copies import find_text_reuse
from dateline.linking.dating import page_days, with_days
from dateline.linking.happenings import find_happenings
from dateline.linking.judged import Judged, keep_stories
from dateline.linking.lineages import day_of, lineages
from dateline.linking.repeats import leave_out_repeats, lines_of_outlets, repeated_lines
from dateline.linking.stories import group_stories
from dateline.linking.utterances import find_utterances
from dateline.model import Coded, Happening, Lineage, Report, Story, TextReuse, content_id

_NOTHING = Judged()


def link(
    coded: Sequence[Coded],
    said: Callable[[str], object] = lambda _: None,
    judged: Judged = _NOTHING,
) -> tuple[Story, ...]:
    """Group coded reports into stories, sorted by id.

    Depends on the set of reports alone: order and repetition of the input change nothing. Every report is in
    exactly one story; a report like no other is a story of its own. `said` hears in words what was left out because
    a report repeats itself beyond all bounds. `judged`: what people split and joined, which holds against all words.
    """
    by_id = {one.report.id: keep_within_bounds(one, said) for one in coded}
    repeatable = lines_of_outlets(by_id[name].report for name in sorted(by_id))
    reports = [repeatable.leave_out_of(by_id[name].report) for name in sorted(by_id)]
    related = find_text_reuse(reports)
    lines = lineages(reports, related, judged.lineages)
    groups = keep_stories(reports, group_stories(reports, related, lines), lines, judged.stories)
    by_id = leave_out_repeats(by_id, repeated_lines(repeatable, groups))
    return tuple(sorted((_story(group, by_id, related, lines, judged) for group in groups), key=lambda story: story.id))


def _story(
    group: Sequence[str],
    by_id: Mapping[str, Coded],
    related: Sequence[TextReuse],
    lines: Sequence[Lineage],
    judged: Judged,
) -> Story:
    members = set(group)
    ours = tuple(line for line in lines if line.reports[0] in members)
    lineage_of = {name: line.id for line in ours for name in line.reports}
    coded = [by_id[name] for name in group]
    happenings = find_happenings(coded, lineage_of, judged.happenings)
    if dated := page_days(coded, ours, happenings):
        coded = with_days(coded, dated)
        happenings = find_happenings(coded, lineage_of, judged.happenings)
    earliest, latest = _days(coded, happenings)
    return Story(
        id=content_id("y", *group),
        title=_title(ours, by_id),
        reports=tuple(group),
        lineages=ours,
        kinships=tuple(kin for kin in related if kin.a in members and kin.b in members),
        happenings=happenings,
        utterances=find_utterances(coded, lineage_of),
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
