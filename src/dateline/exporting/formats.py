"""The formats in which happenings and events leave: what `dateline export --as NAME` finds. One module a format."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from dateline.exporting.table_rows import Format

MODULES = ("spreadsheet",)
"""The files of this folder that write rows; each offers `formats()`. A new one is one more name here."""


@functools.cache
def formats() -> Mapping[str, Format]:
    """Every format by its name, in the order in which they are offered."""
    found: dict[str, Format] = {}
    for module in MODULES:
        offered: tuple[Format, ...] = import_module(f"dateline.exporting.{module}").formats()
        found |= {one.name: one for one in offered}
    return MappingProxyType(found)
