"""The formats in which happenings and events leave: what `dateline export --as NAME` finds. One module a format."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from dateline.exporting import spreadsheet
from dateline.exporting.tabled import Format


@functools.cache
def formats() -> Mapping[str, Format]:
    """Every format by its name, in the order in which they are offered. A new one is a line here."""
    known = (
        *spreadsheet.formats(),
    )  # fmt: skip
    return MappingProxyType({one.name: one for one in known})
