"""One story as an analyst's brief."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from dateline.exporting import html, json, terminal
from dateline.exporting.brief_against import find_against
from dateline.exporting.brief_changes import changes
from dateline.exporting.brief_disputes import differences, disputes
from dateline.exporting.brief_evidence import gather_evidence, outlet_of
from dateline.exporting.brief_gaps import gaps
from dateline.exporting.brief_happenings import by_relevance, leave_denials, tell_happenings, timeline
from dateline.exporting.brief_lead import lead
from dateline.exporting.brief_numbers import number_rows
from dateline.exporting.brief_quotes import quotations
from dateline.exporting.brief_sources import sources
from dateline.exporting.brief_speakers import leave_bare, speakers, unnamed_denials
from dateline.exporting.brief_tags import with_tags
from dateline.exporting.contested import find_contested
from dateline.exporting.lines import BriefLines
from dateline.exporting.phrases import day
from dateline.linking import keep_sure
from dateline.model import Coded, Story


@dataclass(frozen=True, slots=True)
class Brief(BriefLines):
    """The lines of one story's brief, in each form that they can be read in."""

    def text(self, width: int = 80) -> str:
        """As plain text of at most `width` columns, ten lines a section."""
        return terminal.text(self, width)

    def html(self) -> str:
        """As one self-contained HTML page, with everything; to be written as UTF-8."""
        return html.page(self)

    def json(self) -> str:
        """As one JSON object, field by field."""
        return json.text(self)

    def to_json(self) -> str:
        """The same, by the name that the nouns have for it."""
        return json.text(self)

    def to_dict(self) -> dict[str, Any]:
        """The same as dictionaries and lists: each evidence with `start`, `end` and `exact`."""
        return json.dictionary(self)

    def _repr_html_(self) -> str:
        """As a notebook shows it: the terminal's text, which a page's styles would not fit into."""
        return f"<pre>{escape(self.text())}</pre>"


def brief(story: Story, coded: Sequence[Coded], *, sure: float = 0.0) -> Brief:
    """All that the reports of `story` tell, the weightiest first, each line with the words that show it.

    `coded` holds at least the story's reports; others are left aside. Events that are less sure than `sure` tell
    nothing. Pure: the same story gives the same brief. Raises ValueError if a report of the story is missing, if words
    reach beyond their text, or if `sure` is no probability.
    """
    evidence = gather_evidence(story, coded)
    where_from = sources(story, evidence)
    told = keep_sure(story, coded, sure) if sure else story
    opening = lead(told, evidence)
    every = tell_happenings(told, evidence)
    voices = speakers(story, evidence)
    lines = by_relevance(leave_denials(every, told, evidence), opening, told)
    opening = with_tags(opening, lines, told, evidence)
    numbers = number_rows(evidence)
    differing = differences(told, {one.id: one.line for one in lines}, evidence)
    contested = find_contested(lines, (*voices, *unnamed_denials(evidence)))
    against = find_against(evidence)
    moments = timeline(lines)
    pages = sum(len(one.printings) for one in where_from)
    return Brief(
        story=story.id,
        headline=story.title or next((outlet_of(one) for one in evidence.reports.values()), "An empty story"),
        pages=pages,
        independent=len(where_from),
        copies=pages - len(where_from),
        earliest=day(story.earliest),
        latest=day(story.latest),
        sources=where_from,
        happened=lines,
        speakers=leave_bare(voices),
        contested=contested,
        differences=differing,
        timeline=moments,
        undated=len(lines) - len(moments),
        least_sure=sure,
        unsure=len(story.happenings) - len(every),
        gaps=gaps(opening, lines, where_from, evidence),
        lead=opening,
        changes=changes(told.happenings, numbers, against.later, evidence),
        disputes=disputes(told, differing, numbers, against.at_once, evidence),
        numbers=numbers,
        quotations=quotations(voices),
    )
