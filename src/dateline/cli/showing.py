"""Values as lines for a terminal or for another program."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec
from rich.markup import escape
from rich.table import Table

from dateline.cli.printing import Plain, harmless
from dateline.model import (
    CODED_LANGUAGES,
    Actor,
    Coding,
    Event,
    Report,
    Skipped,
    Span,
    Statement,
    Story,
    When,
    Words,
    as_plain,
    pages_in,
    sure_words,
)

if TYPE_CHECKING:  # a line of print loads no floor: the worker that reads and codes has a process of its own
    from dateline.coding import Sighting
    from dateline.recording import Counts, Misfit
    from dateline.running import Outcome, Summary


_NONE: Mapping[str, int] = MappingProxyType({})


def _out() -> Plain:
    return Plain(fold=False)


def _many(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


# ------------------------------------------------------------------ adding


def show_summary(
    summary: Summary, record: str, cost: str, makers: Sequence[tuple[str, int]] = (), left: Mapping[str, int] = _NONE
) -> None:
    """What a run did and what the record holds now; the sums add up. `makers`: what understood how many pages. `left`:
    files of folders that hold no pages, by their ending.
    """
    out = _out()
    skipped = sum(number for _, number in summary.skipped)
    there = f" + {summary.already:,} there before" if summary.already else ""
    left_over = sum(number for _, number in summary.again)
    later = f" + {left_over:,} to try again" if left_over else ""
    out.print(
        f"{_many(summary.pages, 'page')} = {_many(summary.reports, 'report')} + {skipped:,} skipped{later}{there}"
    )
    if summary.retried:
        out.print(f"  {summary.retried:,} of them had been left by an earlier run")
    _show_uncoded(summary.uncoded)
    for reason, number in summary.skipped:
        out.print(f"  skipped {number:,}: {escape(reason)}")
    for reason, number in summary.again:
        out.print(f"  to try again {number:,}: {escape(reason)}; run the same command again")
    if skipped or left_over:
        out.print(f"  each of them: dateline skipped --record {escape(record)}")
    if left:
        kinds = ", ".join(f"{ending} {number:,}" for ending, number in sorted(left.items()))
        out.print(f"  left alone, no pages in them: {_many(sum(left.values()), 'file')} ({escape(kinds)})")
    show_counts(summary.record, record)
    if len(makers) > 1:
        out.print("  its pages were not all understood alike (to read them anew, add them to a new record):")
        for maker, number in makers:
            out.print(f"    {_many(number, 'page')} by {escape(maker or 'an unnamed version')}")
    out.print(f"  {cost}")


def show_round(summary: Summary) -> None:
    """What one look at a watched folder brought, on one line."""
    skipped = ", ".join(f"{number:,} {reason}" for reason, number in summary.skipped)
    known = f", {summary.already:,} there before" if summary.already else ""
    why = f", skipped: {skipped}" if skipped else ""
    if summary.again:
        why += f", to try again: {', '.join(f'{number:,} {reason}' for reason, number in summary.again)}"
    held = summary.record
    now = f"{_many(held.reports, 'report')} in {_many(held.stories, 'story', 'stories')}"
    _out().print(escape(f"{_many(summary.pages, 'page')}: {_many(summary.reports, 'report')}{why}{known}; now {now}"))


def summary_line(
    summary: Summary, record: str, seconds: float, left: Mapping[str, int] = _NONE, *, stopped: bool = False
) -> bytes:
    """The same as one line of JSON: `pages` = `kept` + `known` + `skipped` + `to_try_again`; the last two are the sums
    of their reasons. `stopped`: whether the user ended the run before its end.
    """
    skipped, again = dict(summary.skipped), dict(summary.again)
    said = {
        "pages": summary.pages,
        "kept": summary.reports,
        "known": summary.already,
        "skipped": sum(skipped.values()),
        "skipped_by_reason": skipped,
        "to_try_again": sum(again.values()),
        "to_try_again_by_reason": again,
        "not_coded": dict(summary.uncoded),
        "files_left_alone": dict(sorted(left.items())),
        "seconds": round(seconds, 1),
        "stopped": stopped,
        "record": {"where": record, **counts_as_dict(summary.record)},
    }
    return msgspec.json.encode(said) + b"\n"


def counts_as_dict(counts: Counts) -> dict[str, object]:
    """What a record holds, by name; what was skipped by its reason."""
    held: dict[str, object] = msgspec.to_builtins(counts)
    skipped, uncoded = dict(counts.skipped), dict(counts.uncoded)
    return held | {"skipped": sum(skipped.values()), "skipped_by_reason": skipped, "uncoded": uncoded}


def story_line(story: Story) -> bytes:
    """One story of the list as a line of JSON."""
    said = {
        "id": story.id,
        "title": story.title,
        "pages": len(story.reports),
        "sources": len(story.lineages),
        "copies": pages_in(story.lineages) - len(story.lineages),
        "happenings": len(story.happenings),
        "utterances": len(story.utterances),
        "earliest": story.earliest,
        "latest": story.latest,
        "reports": story.reports,
    }
    return msgspec.json.encode(said) + b"\n"


def skipped_line(one: Skipped) -> bytes:
    """One of them as a line of JSON."""
    return msgspec.json.encode(one) + b"\n"


def show_skipped(skipped: Iterable[Skipped]) -> None:
    """Every page that is no report: its id, where it came from, why."""
    out = _out()
    for one in skipped:
        detail = f" ({one.detail})" if one.detail else ""
        out.print(escape(f"{one.id} {one.origin}: {one.reason}{detail}" + (f" {one.address}" if one.address else "")))


def show_counts(counts: Counts, record: str) -> None:
    """What a record holds."""
    out = _out()
    skipped = sum(number for _, number in counts.skipped)
    pages = f"{_many(counts.pages, 'page')} = {_many(counts.reports, 'report')} + {skipped:,} skipped"
    found = f"{_many(counts.statements, 'statement')}, {_many(counts.events, 'event')}"
    out.print(f"{escape(record)} holds {pages}; {found}")
    _show_uncoded(counts.uncoded)
    if counts.stale:
        out.print("  not linked since pages came in: run dateline link")
        return
    out.print(
        f"  {_many(counts.reports, 'report')} = {_many(counts.lineages, 'independent text')} (lineages) + "
        f"{_many(counts.copies, 'copy', 'copies')}, in {_many(counts.stories, 'story', 'stories')} "
        f"with {_many(counts.happenings, 'happening')}"
    )


def _show_uncoded(uncoded: Sequence[tuple[str, int]]) -> None:
    if uncoded:
        reasons = ", ".join(f"{reason} {number:,}" for reason, number in uncoded)
        _out().print(f"  of the reports, {sum(number for _, number in uncoded):,} not coded: {escape(reasons)}")


# ------------------------------------------------------------------ reading and coding


def outcome_line(outcome: Outcome) -> bytes:
    """One page as a line of JSON: {"report": ..., "coding": ...} or {"skipped": ...}, as `to_dict` of the values has
    them, each span with its words; "why" where it was asked for."""
    if isinstance(outcome.result, Skipped):
        return msgspec.json.encode({"skipped": outcome.result.to_dict()}) + b"\n"
    report = outcome.result
    if outcome.coding is None:
        return msgspec.json.encode({"report": report.to_dict()}) + b"\n"
    why = {} if outcome.why is None else {"why": as_plain(outcome.why, Words(report.text))}
    return msgspec.json.encode({"report": report.to_dict(), "coding": outcome.coding.to_dict(), **why}) + b"\n"


def show_outcome(outcome: Outcome) -> None:
    """One page for a person."""
    out = _out()
    result = outcome.result
    if isinstance(result, Skipped):
        detail = f" ({result.detail})" if result.detail else ""
        out.print(f"[bold]{escape(result.origin or result.id)}[/bold]\n  skipped: {escape(result.reason + detail)}\n")
        return
    out.print(f"[bold]{escape(result.title or result.origin or result.id)}[/bold]  {result.id}")
    for name, value in _masthead(result):
        out.print(f"  {name}: {escape(value)}")
    if outcome.coding is None:
        out.print(f"\n{escape(result.text)}\n")
        return
    if outcome.coding.uncoded:
        out.print(f"  not coded: {escape(outcome.coding.uncoded)}")
    for note in outcome.coding.notes:
        out.print(f"  note: {escape(note)}")
    for line in _findings(result, outcome.coding):
        out.print(f"  {escape(line)}")
    for line in () if outcome.why is None else _answers(result, outcome.why):
        out.print(f"  {escape(line)}")
    out.print()


def _masthead(report: Report) -> Iterator[tuple[str, str]]:
    published = report.published
    agency = f"{report.agency.name} ({report.agency.how}: {report.agency.words})" if report.agency else ""
    furniture = Counter(piece.kind for piece in report.furniture)
    lines = (
        ("printed by", report.outlet or ""),
        ("written by", agency),
        ("byline", ", ".join(report.byline)),
        ("dateline", report.dateline.place or "" if report.dateline else ""),
        ("language", report.language if report.language not in CODED_LANGUAGES else ""),
        ("address", report.address or report.canonical or ""),
        ("published", _published(report)),
        *(("doubt", doubt.reason) for doubt in published.doubts),
        ("set aside", ", ".join(f"{number} {kind}" for kind, number in sorted(furniture.items()))),
        *(("note", note) for note in report.notes),
    )
    return ((name, value) for name, value in lines if value)


def _published(report: Report) -> str:
    published = report.published
    if report.anchor and not published.value:
        return f"{report.anchor} (as given with --published; {published.method})"
    return f"{published.value or 'unknown'} ({published.method})"


def _findings(report: Report, coding: Coding) -> Iterator[str]:
    for event in coding.events:
        said = f", says {_names(v.speaker for v in event.said_by)}" if event.said_by else ""
        denied = f", denied by {_names(v.speaker for v in event.denied_by)}" if event.denied_by else ""
        sides = f"{_names(event.actors) or '?'} → {_names(event.recipients) or '–'}"
        circumstances = ", ".join(x for x in (_day(event.when), event.where.name if event.where else "") if x)
        sure = f", {words}" if (words := sure_words(event.sure)) else ""
        told = f"{event.factuality.label}{said}{denied}{sure}"
        clause = f'"{shorten(event.evidence.cut(report.text))}"'
        yield f"{event.id} {_slashed(event.type, event.mode)} {sides} [{told}] {circumstances} {clause}"
    for said_ in coding.statements:
        speaker = said_.speaker.name if said_.speaker else "somebody"
        content = " … ".join(span.cut(report.text) for span in said_.content)
        yield f'{said_.id} {speaker} {said_.stance}: "{shorten(content)}"'


def _answers(report: Report, why: Sequence[Sighting]) -> Iterator[str]:
    """Every word that was seen as an act, what proposed it, and what became of it."""
    yield "why:" if why else "why: nothing was seen as an act"
    for seen in why:
        by = f" {seen.type} by {seen.where or seen.proposed_by} ({seen.rule})" if seen.proposed_by else ""
        yield f'  "{seen.span.cut(report.text)}" [{seen.span.start}, {seen.span.end}){by}'
        if seen.reason is None:
            yield f"    event {seen.event}"
            continue
        shown = seen.reason.span.cut(report.text) if seen.reason.span is not None else ""
        at = f': "{shorten(shown)}"' if shown and seen.reason.span != seen.span else ""
        yield f"    no event ({seen.reason.stage}, {seen.reason.code}): {seen.reason.words}{at}"


def _slashed(*codes: str | None) -> str:
    return "/".join(code for code in codes if code)


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(actor.name for actor in actors)


def _day(when: When | None) -> str:
    return when.value if when else ""


def shorten(words: str) -> str:
    """The words on one line, at most 160 characters."""
    line = " ".join(words.split())
    return line if len(line) <= 160 else f"{line[:157]}..."


# ------------------------------------------------------------------ stories


def show_stories(stories: Iterable[Story], counts: Counts, limit: int) -> None:
    """The stories as a table, in the order given."""
    out = Plain()
    if not out.is_terminal:
        out = Plain(width=200)  # another program, or a file: no line is folded for lack of a terminal's width
    shown = list(islice(stories, limit))
    length = _telling([story.id for story in shown])
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, justify in (("story", "left"), ("pages", "right"), ("sources", "right"), ("copies", "right")):
        table.add_column(name, justify=justify, no_wrap=True)  # type: ignore[arg-type]
    table.add_column("days", no_wrap=True)
    table.add_column("about", overflow="fold")
    for story in shown:
        copies = pages_in(story.lineages) - len(story.lineages)
        days = " – ".join(dict.fromkeys(day for day in (story.earliest, story.latest) if day))
        numbers = (str(len(story.reports)), str(len(story.lineages)), str(copies))
        table.add_row(story.id[:length], *numbers, days, escape(harmless(story.title)))
    out.print(table)
    if counts.stories > limit:
        out.print(f"{counts.stories - limit:,} more: dateline stories --limit {counts.stories}")
    if counts.stale:
        out.print("Pages came in since these were linked: run dateline link")


def _telling(ids: list[str]) -> int:
    """How many characters tell the ids apart, eight at least."""
    return next((n for n in range(8, 20) if len({id_[:n] for id_ in ids}) == len(ids)), 20)


# ------------------------------------------------------------------ explaining and verifying


def event_lines(event: Event) -> Iterator[tuple[str, str, Span | None]]:
    """Every field of an event: its name, its value, the words that show it."""
    sure = sure_words(event.sure)
    yield "type", _slashed(event.type, event.mode, event.cameo) + (f", {sure}" if sure else ""), event.trigger
    yield "evidence", "", event.evidence
    factuality = event.factuality
    how = f" ({factuality.how})" if factuality.how else ""
    yield "told as", f"{factuality.label} {factuality.score:+.1f}{how}", factuality.cue
    for side, actors in (("actor", event.actors), ("recipient", event.recipients)):
        for actor in actors:
            yield side, _who(actor), actor.span
    for side, voices in (("said by", event.said_by), ("denied by", event.denied_by)):
        for voice in voices:
            yield side, _who(voice.speaker), voice.cue or voice.speaker.span
    if event.when:
        yield "when", event.when.value, event.when.span
    if event.where:
        yield "where", f"{event.where.name} ({event.where.how or event.where.feature})", event.where.span
    for count in event.counts:
        yield "count", f"{count.kind} {count.low}–{count.high if count.high is not None else ''}", count.span


def statement_lines(said: Statement) -> Iterator[tuple[str, str, Span | None]]:
    """The same of a statement."""
    yield "stance", f"{said.stance}, {said.quotation}", said.cue
    if said.speaker:
        yield "speaker", _who(said.speaker), said.speaker.span
    if said.addressee:
        yield "addressee", _who(said.addressee), said.addressee.span
    for span in said.content:
        yield "content", "", span


def _who(actor: Actor) -> str:
    facts = ", ".join(x for x in (actor.country, *actor.sectors, actor.office, actor.how) if x)
    return f"{actor.name} ({facts})" if facts else actor.name


def show_misfit(misfit: Misfit) -> None:
    """One thing that does not fit."""
    _out().print(f"{misfit.table} {escape(misfit.row)}: {escape(misfit.problem)}")


def show_verified(counts: Counts, record: str, found: int) -> None:
    """What was looked at, and how much of it does not fit."""
    looked = f"{_many(counts.pages, 'page')}, {_many(counts.statements, 'statement')}, {_many(counts.events, 'event')}"
    verdict = "everything fits" if not found else f"{_many(found, 'thing does', 'things do')} not fit"
    _out().print(f"{escape(record)}: {looked}: {verdict}")
