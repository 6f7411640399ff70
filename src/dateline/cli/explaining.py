"""What an id is and why it is there: of every kind that a record, a brief or a table names, as lines or as JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import msgspec
from rich.markup import escape

from dateline.cli.printing import Plain, harmless
from dateline.cli.showing import event_lines, shorten, statement_lines
from dateline.coding.actor_keys import actor_key
from dateline.errors import NotFound
from dateline.judging.words import plain_words
from dateline.model import Actor, Coded, Exhibit, Happening, Lineage, Skipped, Span, Story, Utterance
from dateline.recording import Named, Record

_MOST = 20
_PASSAGE = re.compile(r"(?P<report>p[0-9a-f]{7,}):?\s*(?P<start>\d+)[-–](?P<end>\d+)")
"""The words of a report as a brief and a dossier print where they stand: "p0123456789abcdef:115-241"."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to say, with the words that show it (in the text of `report`) or the id that stands behind it."""

    name: str
    said: str = ""
    report: str | None = None
    start: int | None = None
    end: int | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What an id names. `within`: the report or story that holds it; `rule`: the row that made it, where one did."""

    kind: str
    id: str
    within: str
    title: str
    rule: str | None
    lines: tuple[Line, ...]


def explain(record: Record, which: str) -> tuple[Explanation, ...]:
    """All that the id, or its beginning, names; at most twenty. An actor is named by the key of the tables (a Wikidata
    id, or name/state), words by their report and code points ("p0123456789abcdef:115-241"). Raises NotFound.
    """
    if place := _PASSAGE.fullmatch(which.strip()):
        return _passages(record, which, place)
    found = record.named(which)
    if found:
        stories: dict[str, Story] = {}
        return tuple(_explain(record, one, stories) for one in found[:_MOST])
    if (actor := _actor(record, which)) is not None:
        return (actor,)
    raise NotFound(
        f"nothing in {record.where} has an id that begins with {which}. Ids are printed by: dateline code, stories, "
        "story --json, skipped, and stand in every table of dateline export."
    )


def _passages(record: Record, which: str, place: re.Match[str]) -> tuple[Explanation, ...]:
    """The words at these code points, of every report whose id begins so."""
    named = [one for one in record.named(place["report"]) if one.kind == "report"]
    span = Span(int(place["start"]), int(place["end"])) if int(place["start"]) < int(place["end"]) else None
    texts = [record.one(one.id) for one in named[:_MOST]]
    fitting = [one for one in texts if span is not None and span.end <= len(one.report.text)]
    if not fitting or span is None:
        why = (
            "it ends before it begins"
            if span is None
            else f"the text ends at {len(texts[0].report.text)}"
            if texts
            else "no report has an id that begins so"
        )
        raise NotFound(
            f"{which} is no passage of {record.where}: {why}. A passage is REPORT:START-END, as p0123:115-241."
        )
    return tuple(
        Explanation("passage", f"{one.report.id}:{span.start}-{span.end}", one.report.id, one.report.title or "", None,
                    (_cut(one, "words", "", span), *_page(one), *_coded_in(one, span)))
        for one in fitting
    )  # fmt: skip


def _page(coded: Coded) -> Iterator[Line]:
    report = coded.report
    return _named(("printed by", report.outlet), ("address", report.address or report.canonical))


def _coded_in(coded: Coded, span: Span) -> Iterator[Line]:
    for event in coded.coding.events:
        if span.contains(event.trigger):
            yield Line("event", f"{event.id} {event.type}")
    for said in coded.coding.statements:
        if any(span.contains(one) for one in said.content):
            yield Line("statement", f"{said.id} {said.stance}")


def show_explanations(found: Iterable[Explanation]) -> None:
    """For a person."""
    out = Plain(fold=False)
    for one in found:
        within = f" in {one.within}" if one.within != one.id else ""
        out.print(f"[bold]{one.kind} {escape(one.id)}[/bold]{within} {escape(one.title)}".rstrip())
        if one.rule is not None:
            out.print(f"  rule: {escape(one.rule or 'not written down')}")
        for line in one.lines:
            place = f" [{line.start}, {line.end})" if line.start is not None else ""
            of = f" in {line.report}" if line.report not in (None, one.within, one.id) else ""
            exact = " ".join(line.words.split()) if line.words is not None and one.kind == "passage" else line.words
            shown = exact if one.kind == "passage" else shorten(exact or "")
            words = f'  "{shown}"{place}{of}' if exact is not None else ""
            out.print(f"  {line.name}: {escape(line.said + words)}")


def explanation_line(one: Explanation) -> bytes:
    """One explanation as a line of JSON."""
    return msgspec.json.encode(one) + b"\n"


def _explain(record: Record, found: Named, stories: dict[str, Story]) -> Explanation:
    if found.kind == "skipped page":
        skipped = next(one for one in record.skipped() if one.id == found.id)
        return Explanation(found.kind, found.id, found.id, skipped.origin, None, tuple(_skipped(skipped)))
    if found.kind in ("report", "event", "statement", "entity"):
        told = _of_report(record.one(found.holder, judged=found.kind == "report"), found)
        return replace(told, lines=(*told.lines, *judged_lines(record, found)))
    story = stories.setdefault(found.holder, record.story(found.holder))
    lines = tuple(_OF_STORY[found.kind](record, story, found.id))
    return Explanation(found.kind, found.id, found.holder, story.title, None, lines)


# ------------------------------------------------------------------ of one page


def _skipped(one: Skipped) -> Iterator[Line]:
    yield Line("skipped", f"{one.reason} ({one.detail})" if one.detail else one.reason)
    yield from _named(("address", one.address), ("given id", one.given_id))


def _named(*facts: tuple[str, str | None]) -> Iterator[Line]:
    return (Line(name, value) for name, value in facts if value)


def _of_report(coded: Coded, found: Named) -> Explanation:
    report, coding = coded.report, coded.coding
    rule: str | None = None
    if found.kind == "event":
        event = next(one for one in coding.events if one.id == found.id)
        rule, lines = event.rule, tuple(_cut(coded, *line) for line in event_lines(event))
    elif found.kind == "statement":
        said = next(one for one in coding.statements if one.id == found.id)
        rule, lines = said.rule, tuple(_cut(coded, *line) for line in statement_lines(said))
    elif found.kind == "entity":
        entity = next(one for one in coding.entities if one.id == found.id)
        roles = (_cut(coded, "called", "", span) for span in entity.roles)
        mentions = (_cut(coded, "mention", "", span) for span in entity.mentions)
        lines = (Line("name", f"{entity.name} ({entity.kind})"), *roles, *mentions)
    else:
        lines = tuple(_report(coded))
    return Explanation(found.kind, found.id, report.id, report.title or "", rule, lines)


def judged_lines(record: Record, found: Named) -> Iterator[Line]:
    """What was judged of an event or statement: what holds, field by field, then every judgement that stands."""
    if found.kind not in ("event", "statement"):
        return
    for verdict in record.verdicts(found.holder):
        if (verdict.kind, verdict.id) != (found.kind, found.id):
            continue
        yield Line("judged", verdict.said + (f", stale: {verdict.stale}" if verdict.stale else ""))
        for name, value in verdict.values.items():
            machine = plain_words(verdict.machine[name])
            yield Line(f"judged {name}", f"{plain_words(value)} (the program: {machine})")
        for one in verdict.judgements:
            why = f": {one.why}" if one.why else ""
            yield Line("judgement", f"{one.id} {one.act} by {one.by}, {one.at[:19].replace('T', ' ')}{why}")


def _cut(coded: Coded, name: str, said: str, span: Span | None) -> Line:
    if span is None:
        return Line(name, said)
    return Line(name, said, coded.report.id, span.start, span.end, span.cut(coded.report.text))


def _report(coded: Coded) -> Iterator[Line]:
    report, coding = coded.report, coded.coding
    published = report.published
    if coding.uncoded:
        yield Line("read, and not coded", coding.uncoded)
    yield from _named(
        ("origin", report.origin),
        ("address", report.address or report.canonical),
        ("printed by", report.outlet),
        ("written by", f"{report.agency.name} ({report.agency.how})" if report.agency else None),
        ("published", f"{published.value or 'unknown'} ({published.method})"),
    )
    yield from (Line("doubt", doubt.reason) for doubt in published.doubts)
    for event in coding.events:
        yield _cut(coded, "event", f"{event.id} {event.type}", event.evidence)
    for said in coding.statements:
        yield _cut(coded, "statement", f"{said.id} {said.stance}", said.content[0] if said.content else None)


# ------------------------------------------------------------------ of one story


def _exhibit(record: Record, name: str, said: str, exhibit: Exhibit) -> Line:
    return _cut(record.one(exhibit.report), name, said, exhibit.span)


def _story(_: Record, story: Story, __: str) -> Iterator[Line]:
    yield Line("pages", f"{len(story.reports)} from {len(story.lineages)} independent sources")
    yield from _named(("days", " – ".join(filter(None, (story.earliest, story.latest))) or None))
    yield from (Line("lineage", f"{one.id} {one.agency or ', '.join(one.outlets)}") for one in story.lineages)
    yield from (Line("happening", f"{one.id} {one.type}, {one.told}") for one in story.happenings)
    yield from (Line("utterance", f"{one.id} {one.speaker} {one.stance}") for one in story.utterances)


def _lineage(record: Record, story: Story, which: str) -> Iterator[Line]:
    one: Lineage = next(lineage for lineage in story.lineages if lineage.id == which)
    yield from _named(("written by", one.agency), ("shown by", one.shown_by), ("first", one.first))
    for report in one.reports:
        there = record.report(report)
        yield Line("page", f"{report} {there.outlet or there.origin}, {there.published.value or 'no sure date'}")
    for kin in story.kinships:
        if kin.a in one.reports and kin.b in one.reports:
            shares = f"{kin.share_of_a:.0%} of the first, {kin.share_of_b:.0%} of the second"
            yield Line(kin.relation, f"{kin.a} and {kin.b} share {shares}")


def _happening(record: Record, story: Story, which: str) -> Iterator[Line]:
    one: Happening = next(happening for happening in story.happenings if happening.id == which)
    yield Line("type", "/".join(filter(None, (one.type, one.mode))))
    yield Line("told as", f"{one.told}, by {len(one.lineages)} independent source{'s' * (len(one.lineages) != 1)}")
    for field in one.fields:
        for account in field.accounts:
            said = f"{account.value} ({field.verdict}; {', '.join(account.lineages)})"
            if not account.exhibits:
                yield Line(field.name, said)
            yield from (_exhibit(record, field.name, said, exhibit) for exhibit in account.exhibits[:1])
    for report, event in one.events:
        yield Line("event", f"{event} in {report}")


def _utterance(record: Record, story: Story, which: str) -> Iterator[Line]:
    one: Utterance = next(utterance for utterance in story.utterances if utterance.id == which)
    yield Line("speaker", one.speaker)
    yield Line("stance", one.stance)
    for wording in one.wordings:
        for span in wording.spans:
            yield _exhibit(record, "wording", f"{wording.statement} in {wording.report}", Exhibit(wording.report, span))


_OF_STORY: Mapping[str, Callable[[Record, Story, str], Iterator[Line]]] = MappingProxyType(
    {"story": _story, "lineage": _lineage, "happening": _happening, "utterance": _utterance}
)


# ------------------------------------------------------------------ of an actor over all pages


def _actor(record: Record, key: str) -> Explanation | None:
    """Everything that is told of the actor with this key; None where nobody has it."""
    lines: list[Line] = []
    names: dict[str, None] = {}
    for coded in record.coded():
        for what, actor, id_ in _told_of(coded):
            if key in (actor_key(actor).value, actor.wikidata):
                names.setdefault(actor.name)
                lines.append(_cut(coded, what, f"{id_} in {coded.report.id}", actor.span))
    return Explanation("actor", key, key, harmless(", ".join(names)), None, tuple(lines)) if lines else None


def _told_of(coded: Coded) -> Iterator[tuple[str, Actor, str]]:
    for event in coded.coding.events:
        yield from (("acts", actor, event.id) for actor in event.actors)
        yield from (("acted upon", actor, event.id) for actor in event.recipients)
    for said in coded.coding.statements:
        if said.speaker:
            yield "speaks", said.speaker, said.id
