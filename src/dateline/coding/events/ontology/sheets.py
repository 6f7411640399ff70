"""Tab-separated tables with the place of every row, so that a bad one is named with what was expected there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from dateline.coding.tables import TableError

COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "types": ("type", "mode", "quad", "score", "nary", "future", "plain words", "traits"),
        "triggers": ("words", "pos", "type", "mode", "cameo", "if", "actor", "recipient"),
        "intents": ("words", "pos", "frame", "if", "content", "actor", "recipient"),
        "classes": ("class", "lemmas"),
        "frames": ("meaning", "content", "type", "mode"),
        "codes": ("type", "content", "cameo"),
        "reach": ("type", "thing", "verb"),
        "counts": ("what", "words", "low", "high"),
    }
)
"""The sections of an ontology and their columns."""

FILES: Mapping[str, str] = MappingProxyType(
    {
        "types": "plover.tsv",
        "triggers": "triggers.tsv",
        "intents": "intents.tsv",
        "classes": "word_classes.tsv",
        "frames": "frames.tsv",
        "codes": "codes.tsv",
        "reach": "reach.tsv",
        "counts": "counts.tsv",
    }
)
"""The file that holds a section where an ontology is a folder."""

EXTENDS = "extends PLOVER"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: where it stands ("water.tsv:12"), its columns' names, and its cells."""

    where: str
    columns: tuple[str, ...]
    cells: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        return self.cells[self.columns.index(column)]

    def wrong(self, column: str, problem: str, expected: str) -> TableError:
        """What to tell the user of a cell: the problem, the column, and what to write."""
        number = self.columns.index(column) + 1
        return TableError(f'{self.where}: {problem} (column {number}, "{column}"). {expected}')


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of one table: the file's name and (line number, line)."""

    name: str
    lines: tuple[tuple[int, str], ...]

    def rows(self, columns: Sequence[str], optional: int = 0) -> Iterator[Row]:
        """The rows; `#` lines are comments. `optional`: how many of the last columns a row may leave out, which are
        then empty. TableError on a wrong width."""
        for number, line in self.lines:
            if not line.strip() or line.startswith("#"):
                continue
            cells = tuple(cell.strip() for cell in line.split("\t"))
            if len(columns) - optional <= len(cells) < len(columns):
                cells += ("",) * (len(columns) - len(cells))
            if len(cells) != len(columns):
                raise TableError(
                    f"{self.name}:{number}: {len(columns)} columns are needed, {len(cells)} are there. "
                    f"They are: {', '.join(columns)}; put one tab between two, also around an empty one."
                )
            yield Row(f"{self.name}:{number}", tuple(columns), cells)


def sheet(name: str, text: str) -> Sheet:
    """A whole text as one table."""
    lines = text.removeprefix("\ufeff").split("\n")
    return Sheet(name, tuple((number, line.rstrip("\r")) for number, line in enumerate(lines, 1)))


def rows(name: str, text: str, columns: int) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells) of a tab-separated table; `#` lines are comments. TableError on a wrong width."""
    for row in sheet(name, text).rows([f"column {n + 1}" for n in range(columns)]):
        yield int(row.where.rpartition(":")[2]), list(row.cells)


def sections(path: Path) -> tuple[dict[str, Sheet], bool]:
    """The sections of a user's ontology, and whether it extends PLOVER.

    A file has lines [types], [triggers], [intents], [classes] above its tables, and "extends PLOVER" above all where
    PLOVER's own types and words are to stay. A folder has files named as ours, and extends nothing. Raises TableError,
    OSError.
    """
    if path.is_dir():
        held = {section: path / name for section, name in FILES.items()}
        found = {section: sheet(one.name, _text(one)) for section, one in held.items() if one.exists()}
        if not found:
            raise TableError(
                f"{path}: no table of an ontology is there. Name one of the files {', '.join(held_names())}"
            )
        return found, False
    return _parted(sheet(path.name, _text(path)))


def held_names() -> tuple[str, ...]:
    """The names that files of an ontology's folder can have."""
    return tuple(FILES.values())


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise TableError(f"{path.name}:{line}: a byte that is no UTF-8. Save the file as UTF-8.") from error


def _parted(whole: Sheet) -> tuple[dict[str, Sheet], bool]:
    parts: dict[str, list[tuple[int, str]]] = {}
    here: list[tuple[int, str]] | None = None
    extends = False
    for number, line in whole.lines:
        mark = line.strip()
        if mark.startswith("[") and mark.endswith("]"):
            name = mark[1:-1].strip()
            if name not in COLUMNS:
                wanted = ", ".join(f"[{one}]" for one in COLUMNS)
                raise TableError(f"{whole.name}:{number}: there is no section {mark}. The sections are {wanted}.")
            here = parts.setdefault(name, [])
        elif mark.casefold() == EXTENDS.casefold() and here is None:
            extends = True
        elif here is not None:
            here.append((number, line))
        elif mark and not mark.startswith("#"):
            raise TableError(
                f"{whole.name}:{number}: this stands above the first section. Begin with a line [types] or [triggers], "
                f'or with "{EXTENDS}".'
            )
    if not parts:
        raise TableError(f"{whole.name}: no section is there. Begin with a line [types] or [triggers].")
    return {name: Sheet(whole.name, tuple(lines)) for name, lines in parts.items()}, extends
