"""Who tells a happening: how many voices, whom they have it from, and on what they agree or differ."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.exporting.brief_evidence import BriefEvidence
from dateline.exporting.lines import number
from dateline.exporting.phrases import join_names
from dateline.linking.agreement import Agreement, agreement
from dateline.linking.sentences import sentence_around
from dateline.linking.tellings import LONGEST, Telling, telling
from dateline.linking.voices import origin
from dateline.model import Exhibit, Happening, Report, Span


@dataclass(frozen=True, slots=True)
class Told:
    """A happening's tellers with what they agree on."""

    tellers: tuple[Telling, ...]
    agreement: Agreement
    origin: str

    @property
    def sources(self) -> int:
        """How many independent texts tell it."""
        return len({one.lineage for one in self.tellers})

    @property
    def words(self) -> str:
        """ "2 sources agree on who and when", "3 sources, one wording", "2 sources, both from the ministry"."""
        if self.sources < 2:
            return "one source"
        told = number(self.sources, "source")
        if self.agreement.differing:
            return f"{told} differ on {join_names([_say(name) for name in self.agreement.differing])}"
        if len(self.agreement.voices) < 2:
            return f"{told}, one wording"
        if self.origin:
            return f"{told}, all from {self.origin}"
        return f"{told}{self._agreed}" if self.agreement.one_deed else told

    @property
    def _agreed(self) -> str:
        """On what all agree; where all agree on nothing, on what the most of them do."""
        all_of_them, some = self.agreement.agreed, self.agreement.partly
        if all_of_them:
            return f" agree on {join_names([_say(name) for name in all_of_them])}"
        if not some:
            return ""
        most = max(some.values())
        return f"; {most} of them agree on {join_names([_say(name) for name, alike in some.items() if alike == most])}"

    def verdict(self, field: str, given: str) -> str:
        """The verdict on a field; `given` is what linking says of it, which alone knows one source and silence."""
        if field in self.agreement.differing:
            return "differ"
        if field in self.agreement.agreed or field in self.agreement.partly:
            return "agree"
        return given if given in ("one source", "silent") or field in ("said by", "denied by") else "open"


_SAID = {"counts": "the numbers", "when": "the day", "where": "the place", "told": "whether it happened"}


def _say(name: str) -> str:
    return _SAID.get(name, name)


def tellers_of(one: Happening, evidence: BriefEvidence) -> Told:
    """The tellers of a happening, source by source."""
    lineage_of = {name: line.id for line in evidence.ranked for name in line.reports}
    keys = sorted(
        (key for key in one.events if key in evidence.events), key=lambda key: (evidence.order.get(key[0], 0), key)
    )
    told = tuple(
        telling(
            evidence.reports[report],
            evidence.events[report, event],
            lineage_of.get(report, report),
            evidence.sentences[report],
        )
        for report, event in keys
    )
    party = origin(told, evidence.cast)
    return Told(told, agreement(told, evidence.cast), party.name if party else "")


def published_day(report: Report) -> str | None:
    """The day of publication, where it is known to the day and not refuted."""
    value = report.published.value
    return value[:10] if value and len(value) >= len("2023-09-15") else None


def sentence_of(report: Report, span: Span) -> Span:
    """The sentence that holds some words; the words alone where the sentence is no reading for a heading."""
    found = sentence_around(report, span)
    return found if found is not None and found.end - found.start <= LONGEST else span


def heading_of(report: Report, span: Span) -> Exhibit:
    """The words of a source that head a happening."""
    return Exhibit(report.id, sentence_of(report, span))
