"""The registry of formats: what `dateline export --as NAME` finds. One module a format, one line here.

A `Format` is a frozen value: its name, what it is for, what writes it as one file (by the ending of the file) or as a
folder of files, and its codebook. A writer gets a `Selection`, the record as it stands at one moment with what the
user asked for, and a place to write at. It opens no file beside that place and overwrites nothing: `cli/exports.py`
alone puts what was written where the user wants it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, TextIO

from dateline.exporting.codebook import Section
from dateline.exporting.selection import Selection

TABLES = ("tabular",)
NETWORKS_MAPS_PROOF = ("ftm", "network.gexf", "network.gephi", "maps.geojson", "maps.kml", "calendars.ics",
                       "calendars.timeline", "linked_data.web_annotation", "linked_data.prov", "label_studio",
                       "dossier.markdown", "dossier.html", "frozen")  # fmt: skip
MODULES = (*TABLES, *NETWORKS_MAPS_PROOF)
"""The files of this folder that write a format; each offers `formats()`. A new one is one more name here."""

Written = Mapping[str, int]
"""What was written and how many of it, for the user's eyes: {"happenings": 34}, {"nodes": 12, "edges": 30}."""
WriteFile = Callable[[Selection, BinaryIO], Written]
"""Writes one file. The place is open for bytes; `as_text` gives a writer UTF-8 in place of them."""
WriteFolder = Callable[[Selection, Path], Written]
"""Writes files into a folder that is there and empty."""


@dataclass(frozen=True, slots=True)
class Format:
    """A form in which a record leaves.

    `name` stands behind --as, `what` says in a line who reads it. `files`: what writes one file, by the ending of the
    file (".csv"); standard output gets the first. `folder`: what writes a folder of files instead. `tables`: which
    kinds of rows --table may choose from, the usual one first; empty where it takes a record as it is. `columns`: its
    rows have columns, of which --short keeps a dozen. `codebook` says of a selection what every column (or property)
    of it means; it is written beside the file.
    """

    name: str
    what: str
    files: Mapping[str, WriteFile] = field(default_factory=dict)
    folder: WriteFolder | None = None
    tables: tuple[str, ...] = ()
    columns: bool = False
    codebook: Callable[[Selection], tuple[Section, ...]] | None = None


@functools.cache
def formats() -> Mapping[str, Format]:
    """Every format by its name, in the order in which they are offered."""
    found: dict[str, Format] = {}
    for module in MODULES:
        offered: tuple[Format, ...] = import_module(f"dateline.exporting.{module}").formats()
        found |= {one.name: one for one in offered}
    return MappingProxyType(found)


def as_text(write: Callable[[Selection, TextIO], Written]) -> WriteFile:
    """A writer of text (UTF-8, lines end as written) as a writer of bytes."""

    def write_bytes(selection: Selection, out: BinaryIO) -> Written:
        with text_over(out) as text:
            return write(selection, text)

    return write_bytes


@contextmanager
def text_over(out: BinaryIO) -> Iterator[TextIO]:
    """A text file in UTF-8 over one of bytes, which stays open."""
    text = TextIOWrapper(out, "utf-8", newline="")
    try:
        yield text
        text.flush()
    finally:
        text.detach()
