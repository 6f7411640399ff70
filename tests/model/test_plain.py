"""`to_dict`, `to_json` and `from_dict`: every span with its words, one shape that is written down, and back again."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import dateline
from building.json_schema import FILE, schema
from dateline import Coding, Event, Report, Skipped, Story
from dateline.model import Coded

from ..docs.pages import DOCS

TEXT = (
    "Finland signed a treaty with Norway in Oslo on Monday, the ministry said in a statement to reporters. "
    "Estonia denied that it had joined the talks."
)


@pytest.fixture(scope="module")
def coding() -> Coding:
    report = dateline.read(TEXT, published="2024-03-06")
    assert isinstance(report, Report)
    return dateline.code(report)


def spans(plain: object) -> Iterator[dict[str, Any]]:
    if isinstance(plain, list):
        for one in plain:
            yield from spans(one)
    elif isinstance(plain, dict):
        if "exact" in plain:
            yield plain
        for one in plain.values():
            yield from spans(one)


def of_kind(name: str) -> dict[str, Any]:
    """The schema of one noun."""
    return {**schema(), "oneOf": [{"$ref": f"#/$defs/{name}"}]}


def test_the_schema_in_the_docs_is_that_of_the_types() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8")) == schema(), "make it anew: python -m building.json_schema"
    jsonschema.Draft202012Validator.check_schema(schema())


def test_a_coding_has_its_words_beside_every_span(coding: Coding) -> None:
    plain = coding.to_dict()
    (event,) = (one for one in plain["events"] if one["type"] != "CONSULT")
    assert event["actors"][0]["span"] == {"start": 0, "end": 7, "exact": "Finland"}
    assert event["evidence"]["exact"].startswith("Finland signed a treaty with Norway")
    assert event["factuality"]["told"] == "happened"
    found = list(spans(plain))
    assert len(found) > 20
    assert all(TEXT[one["start"] : one["end"]] == one["exact"] for one in found)


@pytest.mark.parametrize("page", sorted((DOCS.parent / "examples").glob("*-*.*")), ids=lambda page: page.name)
def test_what_was_read_and_coded_goes_round(page: Any) -> None:
    for one in dateline.pages(page):
        report = dateline.read(one)
        jsonschema.validate(report.to_dict(), of_kind(type(report).__name__))
        assert type(report).from_dict(json.loads(report.to_json())) == report
        if isinstance(report, Report):
            coding = dateline.code(report)
            jsonschema.validate(coding.to_dict(), of_kind("Coding"))
            jsonschema.validate({"report": report.to_dict(), "coding": coding.to_dict()}, schema())
            assert Coding.from_dict(json.loads(coding.to_json()), report) == coding
            assert all(Event.from_dict(event.to_dict(report)) == event for event in coding.events)


def test_a_story_and_its_brief(coding: Coding) -> None:
    pair = (coding.source, coding)
    (story,) = dateline.link([pair])
    plain = story.to_dict([pair])
    jsonschema.validate(plain, of_kind("Story"))
    assert all(TEXT[one["start"] : one["end"]] == one["exact"] for one in spans(plain))
    assert Story.from_dict(json.loads(story.to_json([coding.source]))) == story
    brief = dateline.brief(story, [pair])
    jsonschema.validate(brief.to_dict(), of_kind("Brief"))
    assert json.loads(brief.to_json()) == brief.to_dict()
    with pytest.raises(ValueError, match="was not given"):
        story.to_dict([])


def test_a_coding_keeps_its_report_at_hand(coding: Coding) -> None:
    report = coding.source
    assert pickle.loads(pickle.dumps(coding)).source == report
    assert coding.at_least(0.5).source is report
    alone = replace(coding)
    assert alone == coding and hash(alone) == hash(coding)
    assert pickle.loads(pickle.dumps(alone)) == coding
    with pytest.raises(ValueError, match=r"coding\.with_report\(report\)"):
        alone.to_dict()
    assert alone.with_report(report).to_dict() == coding.to_dict()
    with pytest.raises(ValueError, match="not of"):
        alone.with_report(replace(report, id="p1"))


def test_what_does_not_fit_says_where(coding: Coding) -> None:
    plain = coding.to_dict()
    with pytest.raises(ValueError, match=r"no Coding: Object missing required field `report`.*dateline\.schema\.json"):
        Coding.from_dict({})
    other = dateline.read(TEXT.replace("Finland", "Iceland"))
    assert isinstance(other, Report)
    with pytest.raises(ValueError, match="the text has 'Iceland'"):
        Coding.from_dict(plain, other)
    with pytest.raises(ValueError, match="another report's"):
        coding.events[0].to_dict("Finland")
    changed = coding.source.to_dict()
    changed["text"] = changed["text"].upper()
    with pytest.raises(ValueError, match="it was changed"):
        Report.from_dict(changed)


@given(st.text(st.characters(), min_size=1))
def test_any_text_is_json(detail: str) -> None:
    skipped = Skipped("p0", "broken", detail)
    line = skipped.to_json()
    assert "\n" not in line and line.encode()
    assert Skipped.from_dict(json.loads(line)) == skipped


def test_an_event_without_its_report_asks_for_it(coding: Coding) -> None:
    with pytest.raises(TypeError, match=r"Give the report: to_dict\(report\)"):
        coding.events[0].to_dict()


def test_a_coded_unpacks(coding: Coding) -> None:
    report, found = Coded(coding.source, coding)
    assert report is coding.source and found is coding
