"""The value of a field in a few words, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def plain_words(value: Any) -> str:
    """A plain value as `as_plain` writes it: names with what is known of their bearers, days, numbers, words."""
    if value is None or value == [] or value == "":
        return "–"
    if isinstance(value, list):
        return "; ".join(map(plain_words, value))
    return _of_record(value) if isinstance(value, Mapping) else str(value)


def _of_record(value: Mapping[str, Any]) -> str:
    if "speaker" in value:
        return plain_words(value["speaker"])
    if "exact" in value:
        return str(value["exact"])
    name = value.get("name") or value.get("value") or value.get("kind") or ""
    known = "/".join(filter(None, (value.get("country"), *(value.get("sectors") or ()))))
    return f"{name}{_number(value)}" + (f" [{known}]" if known else "")


def _number(value: Mapping[str, Any]) -> str:
    if "low" not in value:
        return ""
    low, high = value["low"], value.get("high")
    return f" {low}" if high in (None, low) else f" {low}-{high}"
