"""Reports as tasks for Label Studio, with what was understood of them as predictions, and their configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from lxml import etree

from dateline.exporting.codebook_tables import codebook_of
from dateline.exporting.formats import Format, Written
from dateline.exporting.selection import Selection
from dateline.exporting.typed_spans import TypedSpan, event_spans, statement_spans
from dateline.exporting.xml_text import xml_text
from dateline.model import Coded, Event, Span, Statement, content_id
from dateline.version import __version__

NAME = "label-studio"
TASKS, LABELS = "tasks.json", "labels.xml"
_CHIEF = {"evidence": "act", "content": "content"}
"""Fields whose words stand for the whole event or statement; the words of the other fields hang on them."""
_UNMARKED = frozenset({"trigger", "told"})
"""Fields within the clause that nobody corrects word by word."""
_COLOURS = {
    "act": "#d1495b", "actor": "#00798c", "recipient": "#edae49", "when": "#5f6caf", "where": "#3d8361",
    "count": "#8d6a9f", "content": "#f0a6ca", "speaker": "#006d77", "addressee": "#b08968", "cue": "#7f8c8d",
    "said by": "#4f772d", "denied by": "#9b2226",
}  # fmt: skip
_TOLD = ("happened", "ongoing", "planned", "possible", "alleged", "denied", "did-not-happen", "habitual")

Region = dict[str, object]


def formats() -> tuple[Format, ...]:
    """One format: a folder with the tasks and the labelling configuration."""
    what = "tasks with predictions to correct in Label Studio: tasks.json, labels.xml"
    return (Format(NAME, what, folder=write, codebook=codebook_of(NAME)),)


def write(selection: Selection, folder: Path) -> Written:
    """Writes a task a report, one a line, then the configuration with every type and stance that the tasks use."""
    tasks, types, stances = 0, set[str](), set[str]()
    with (folder / TASKS).open("w", encoding="utf-8", newline="") as file:
        file.write("[")
        for coded in selection.coded():
            types.update(event.type for event in coded.coding.events)
            stances.update(statement.stance for statement in coded.coding.statements)
            file.write(("," if tasks else "") + "\n" + msgspec.json.encode(task(coded)).decode("utf-8"))
            tasks += 1
        file.write("\n]\n")
    (folder / LABELS).write_bytes(configuration(sorted(types), sorted(stances)))
    return {"tasks": tasks}


def task(coded: Coded) -> dict[str, object]:
    """A report as a task with one prediction."""
    report, events = coded.report, coded.coding.events
    sure = [event.sure for event in events]
    return {
        "data": {"text": report.text, "report": report.id, "title": report.title or "", "outlet": report.outlet or "",
                 "published": report.published.value or "", "address": report.address or ""},
        "predictions": [{"model_version": f"dateline {__version__}",
                         "score": round(sum(sure) / len(sure), 4) if sure else 0.0,
                         "result": list(_results(coded))}],
    }  # fmt: skip


def _results(coded: Coded) -> Iterator[Region]:
    """Regions, each once however many events share its words, then what ties them."""
    text, seen = coded.report.text, set[str]()
    ties: dict[tuple[str, str, str], None] = {}
    for whole in _wholes(coded):
        chief = next((one for one in whole if one.field in _CHIEF), None)
        for one in whole:
            name = region_of(one)
            if name not in seen:
                seen.add(name)
                yield from _marked(one, name, text)
            if chief and one.field not in _CHIEF:
                ties[(region_of(chief), name, one.field)] = None
    for start, end, field in ties:
        yield {"type": "relation", "from_id": start, "to_id": end, "direction": "right", "labels": [field]}


def _wholes(coded: Coded) -> Iterator[list[TypedSpan]]:
    for event in coded.coding.events:
        yield [one for one in event_spans(event) if one.field not in _UNMARKED]
    for statement in coded.coding.statements:
        yield [one for one in statement_spans(statement) if one.field not in _UNMARKED]


def chief_of(one: Event | Statement) -> TypedSpan:
    """The words that stand for a whole event or statement."""
    spans = event_spans(one) if isinstance(one, Event) else statement_spans(one)
    return next(each for each in spans if each.field in _CHIEF)


def choices_of(one: Event | Statement) -> tuple[tuple[str, str, str], ...]:
    """What may be chosen at a region: the name of the choice, the field of ours, its value."""
    if isinstance(one, Event):
        return ("type", "type", one.type), ("told", "told", one.factuality.label)
    return (("stance", "stance", one.stance),)


def sides_of(one: Event, label: str) -> tuple[Span, ...]:
    """The words that are tied to an act by a label."""
    return tuple(each.span for each in event_spans(one) if each.field == label)


def _label(one: TypedSpan) -> str:
    return _CHIEF.get(one.field, one.field)


def region_of(one: TypedSpan) -> str:
    """Its name; an act and what is said keep theirs apart where two have the same words."""
    own = one.id if one.field in _CHIEF else None
    return content_id("r", _label(one), str(one.span.start), str(one.span.end), own)


def _marked(one: TypedSpan, name: str, text: str) -> Iterator[Region]:
    words = {"start": one.span.start, "end": one.span.end, "text": one.span.cut(text)}
    region: Region = {"id": name, "from_name": "label", "to_name": "text"}
    sure = {"score": one.facts["sure"]} if "sure" in one.facts else {}
    yield {**region, "type": "labels", "value": {**words, "labels": [_label(one)]}, **sure}
    if one.field == "evidence":
        yield {**region, "from_name": "type", "type": "choices", "value": {**words, "choices": [one.value]}}
        yield {**region, "from_name": "told", "type": "choices", "value": {**words, "choices": [one.facts["told"]]}}
    elif one.field == "content":
        yield {**region, "from_name": "stance", "type": "choices", "value": {**words, "choices": [one.value]}}


def configuration(types: Iterable[str], stances: Iterable[str]) -> bytes:
    """The labelling configuration: labels for words, choices for acts and for what is said, relations between them."""
    view: Any = etree.Element("View")
    etree.SubElement(view, "Header", value="$title")
    relations = etree.SubElement(view, "Relations")
    for field in _COLOURS:
        if field not in _CHIEF.values():
            etree.SubElement(relations, "Relation", value=field)
    labels = etree.SubElement(view, "Labels", name="label", toName="text")
    for name, colour in _COLOURS.items():
        etree.SubElement(labels, "Label", value=name, background=colour)
    etree.SubElement(view, "Text", name="text", value="$text", granularity="word")
    for name, of, values in (("type", "act", types), ("told", "act", _TOLD), ("stance", "content", stances)):
        choices = etree.SubElement(
            view, "Choices", name=name, toName="text", perRegion="true", choice="single", showInline="true",
            whenTagName="label", whenLabelValue=of,
        )  # fmt: skip
        for value in values:
            etree.SubElement(choices, "Choice", value=xml_text(value))
    return bytes(etree.tostring(view, encoding="utf-8", pretty_print=True))
