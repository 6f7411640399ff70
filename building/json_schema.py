"""The JSON Schema of what `to_dict` and `dateline code --json` give, made from the types: `docs/dateline.schema.json`.

    python -m building.json_schema

writes it anew; a test holds the file to the types.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from dateline.exporting import Brief
from dateline.model import Coding, Report, Skipped, Story

FILE = Path(__file__).resolve().parents[1] / "docs" / "dateline.schema.json"
_NOUNS = (Report, Skipped, Coding, Story, Brief)
_REF = "#/$defs/{name}"


def schema() -> dict[str, Any]:
    """The schema: `$defs` has every noun by its name, the root is one line of `dateline code --json`."""
    _, found = msgspec.json.schema_components(_NOUNS, ref_template=_REF)
    defs: dict[str, Any] = json.loads(json.dumps(found))
    for noun in defs.values():
        _settle(noun)
    defs["Span"]["properties"]["exact"] = {"type": "string", "minLength": 1}
    defs["Span"]["required"].append("exact")
    defs["Span"]["properties"]["start"]["minimum"] = 0
    refs = {name: {"$ref": _REF.format(name=name)} for name in ("Report", "Coding", "Skipped")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dateline",
        "description": "A line of `dateline read --json` or `dateline code --json`. What `to_dict` gives of a noun is "
        "in $defs, by its name. A span is [start, end) in code points of the report's `text`; `exact` is its words.",
        "oneOf": [_line(report=refs["Report"], coding=refs["Coding"]), _line(skipped=refs["Skipped"])],
        "$defs": dict(sorted(defs.items())),
    }


def _settle(noun: dict[str, Any]) -> None:
    """Every field is there, whatever its value; a docstring's line breaks are no part of what it says."""
    noun["required"] = list(noun.get("properties", ()))
    noun["additionalProperties"] = False
    for field in noun.get("properties", {}).values():
        field.pop("default", None)
    if "description" in noun:
        noun["description"] = " ".join(noun["description"].split())


def _line(**parts: dict[str, str]) -> dict[str, Any]:
    return {"type": "object", "properties": {**parts, "why": {"type": "array"}}, "required": [next(iter(parts))]}


if __name__ == "__main__":
    FILE.write_text(json.dumps(schema(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
