"""A brief as JSON: the same values, field by field, that the terminal and the HTML page show."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from dateline.exporting.lines import BriefLines


def text(brief: BriefLines) -> str:
    """One JSON object, indented, with a line break at the end. The fields are those of `BriefLines`, in its order."""
    return object_text(brief)


def object_text(value: object) -> str:
    """Any frozen value as one JSON object, indented, with a line break at the end."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8") + "\n"


def dictionary(brief: BriefLines) -> dict[str, Any]:
    """The same object, of Python's dictionaries and lists."""
    made: dict[str, Any] = json.loads(msgspec.json.encode(brief))
    return made
