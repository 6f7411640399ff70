"""The codebook of an export: what every column means, its type, its values, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One column (property, attribute) of what is exported.

    `type`: text, integer, number, date, yes/no, or list of these. `values`: which there are, in words or a list.
    `source`: what it is taken from: the report's text, a table, linking.
    """

    name: str
    meaning: str
    type: str = "text"
    values: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One table (file, kind of node) of what is exported: its title, what one row of it is, and its columns.

    In the codebook of a folder the title is the name of the file.
    """

    title: str
    what: str
    entries: tuple[Entry, ...]


_HEAD = ("column", "meaning", "type", "values", "source")


def as_markdown(title: str, facts: Sequence[tuple[str, str]], sections: Iterable[Section]) -> str:
    """A codebook as a page of Markdown: its title, facts of the whole export, and a table for each section."""
    lines = [f"# {title}", ""]
    lines += [f"- {name}: {value}" for name, value in facts]
    for section in sections:
        lines += ["", f"## {section.title}", "", section.what, ""]
        lines += [_row(_HEAD), _row(["---"] * len(_HEAD))]
        lines += [_row((one.name, one.meaning, one.type, one.values, one.source)) for one in section.entries]
    return "\n".join(lines) + "\n"


def titles(markdown: str) -> tuple[str, ...]:
    """The titles of the sections of a codebook that `as_markdown` made."""
    return tuple(line[3:] for line in markdown.splitlines() if line.startswith("## "))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in cells)} |"
