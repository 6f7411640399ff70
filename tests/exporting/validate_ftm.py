"""Reads entities (JSON lines) on standard input as `ftm` does; prints what followthemoney would change or refuse.

Run by a Python that has followthemoney: it stands alone, for that one may be another than ours.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from importlib.metadata import version
from typing import Any


def main() -> None:
    from followthemoney import model  # type: ignore[import-not-found,unused-ignore]
    from followthemoney.exc import InvalidData  # type: ignore[import-not-found,unused-ignore]
    from followthemoney.proxy import EntityProxy  # type: ignore[import-not-found,unused-ignore]

    counted: Counter[str] = Counter()
    names: dict[str, str] = {}
    faults: list[str] = []
    entities = [json.loads(line) for line in sys.stdin]
    for data in entities:
        proxy = EntityProxy.from_dict(data)
        try:
            model.get(data["schema"]).validate(data)
        except InvalidData as error:
            faults.append(f"{data['id']}: {error.errors}")
        counted[proxy.schema.name] += 1
        if names.setdefault(data["id"], data["schema"]) != data["schema"] or counted.total() != len(names):
            faults.append(f"{data['id']} stands twice")
        faults += _changed(data, proxy)
    faults += [fault for data in entities for fault in _loose(data, names, model)]
    print(json.dumps({"version": version("followthemoney"), "counted": counted, "faults": faults}))


def _changed(data: dict[str, Any], proxy: Any) -> list[str]:
    """Values that cleaning changes, properties that the schema does not have, required ones that are missing."""
    faults = []
    for name, values in data["properties"].items():
        prop = proxy.schema.get(name)
        if prop is None:
            faults.append(f"{data['schema']} has no {name}")
            continue
        for value in values:
            cleaned = prop.type.clean(value, proxy=proxy)
            if cleaned != value:
                faults.append(f"{data['schema']}.{name}: {value!r} is cleaned to {cleaned!r}")
    faults += [f"{data['id']}: no {name}" for name in proxy.schema.required if name not in data["properties"]]
    return faults


def _loose(data: dict[str, Any], names: dict[str, str], model: Any) -> list[str]:
    """References to nothing, or to what the property does not take."""
    schema, faults = model.get(data["schema"]), []
    for name, values in data["properties"].items():
        prop = schema.get(name)
        if prop is None or prop.type.name != "entity":
            continue
        for value in values:
            if value not in names or not model.get(names[value]).is_a(prop.range):
                faults.append(
                    f"{data['schema']}.{name}: {value} is {names.get(value, 'nothing')}, not {prop.range.name}"
                )
    return faults


if __name__ == "__main__":
    main()
