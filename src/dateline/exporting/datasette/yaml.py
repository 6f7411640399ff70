"""Writes mappings, lists, texts and numbers as YAML that a person reads: texts of several lines as blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = "Mapping[str, Value] | Sequence[Value] | str | int"


def write_yaml(value: Mapping[str, Value]) -> str:
    """The value as a YAML document."""
    return "".join(f"{line}\n" for line in _mapping(value))


def _mapping(value: Mapping[str, Value]) -> Iterator[str]:
    for key, item in value.items():
        yield from _entry(f"{_scalar(key)}:", item)


def _entry(head: str, item: Value) -> Iterator[str]:
    if isinstance(item, str) and "\n" in item.strip() and not item.startswith((" ", "\n")):
        yield f"{head} |-"
        yield from (f"  {line}".rstrip() for line in item.rstrip("\n").split("\n"))
    elif isinstance(item, str | int):
        yield f"{head} {_scalar(item)}"
    elif isinstance(item, Mapping):
        yield head
        yield from (f"  {line}" for line in _mapping(item))
    else:
        yield head
        for one in item:
            first, *rest = _mapping(one) if isinstance(one, Mapping) else (_scalar(one),)  # type: ignore[arg-type]
            yield f"  - {first}"
            yield from (f"    {line}" for line in rest)


def _scalar(value: str | int) -> str:
    """A plain word as it is, anything else between double quotes: those of JSON are those of YAML."""
    if isinstance(value, int):
        return str(value)
    plain = value.isascii() and value.replace("_", "").isalnum() and not value[0].isdigit()
    ambiguous = value.lower() in {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
    return value if plain and not ambiguous else json.dumps(value, ensure_ascii=False)
