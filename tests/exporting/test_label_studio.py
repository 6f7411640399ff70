"""Tasks for Label Studio: offsets hold, every name that a prediction uses is in the configuration."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from dateline.exporting.label_studio import write
from dateline.exporting.selection import Selection

from .made_record import coded


@pytest.fixture
def folder(selection: Selection, tmp_path: Path) -> Path:
    assert write(selection, tmp_path) == {"tasks": 3}
    return tmp_path


def tasks(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "tasks.json").read_text(encoding="utf-8"))
    return found


def results(task: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = task["predictions"][0]["result"]
    return found


def test_the_words_stand_at_the_offsets(folder: Path) -> None:
    shown = 0
    for task in tasks(folder):
        for region in results(task):
            if value := region.get("value"):
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
                shown += 1
    assert shown > 30


def test_the_configuration_knows_every_name_that_is_used(folder: Path) -> None:
    view = etree.fromstring((folder / "labels.xml").read_bytes())
    labels = set(view.xpath("//Labels[@name='label']/Label/@value"))
    relations = set(view.xpath("//Relation/@value"))
    choices = {one.get("name"): set(one.xpath("Choice/@value")) for one in view.iter("Choices")}
    for task in tasks(folder):
        for one in results(task):
            if one["type"] == "labels":
                assert set(one["value"]["labels"]) <= labels
            elif one["type"] == "choices":
                assert set(one["value"]["choices"]) <= choices[one["from_name"]]
            else:
                assert set(one["labels"]) <= relations
    assert choices["type"] == {"AID", "ASSAULT", "CONSULT", "SANCTION"} and view.find("Text").get("value") == "$text"


def test_an_act_hangs_together_with_its_sides(folder: Path) -> None:
    wire = next(task for task in tasks(folder) if task["data"]["report"] == coded()[0].report.id)
    words = {one["id"]: one["value"]["text"] for one in results(wire) if one["type"] == "labels"}
    ties = {(words[one["from_id"]], one["labels"][0], words[one["to_id"]]) for one in results(wire)
            if one["type"] == "relation"}  # fmt: skip
    assert ("Sudland will send grain to Norland in May", "said by", "a port official") in ties
    assert ("its navy had fired on Sudland", "denied by", "Norland") in ties


def test_label_studio_takes_the_tasks(folder: Path) -> None:
    reason = "label-studio-sdk checks tasks against their configuration: pip install label-studio-sdk"
    interface = pytest.importorskip("label_studio_sdk.label_interface", reason=reason).LabelInterface
    labels = interface((folder / "labels.xml").read_text(encoding="utf-8"))
    for task in tasks(folder):
        assert labels.validate_task({"data": task["data"]})  # with predictions it fails on itself (2.1.2)
        assert [labels.validate_prediction(one, return_errors=True) for one in task["predictions"]] == [[]]
