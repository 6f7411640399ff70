"""The sections of an ontology, in one file or in a folder of files, and their columns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from dateline.tables import Sheet, TableError

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
        "learnt": ("label", "type", "mode", "cameo"),
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
        "learnt": "learnt.tsv",
    }
)
"""The file that holds a section where an ontology is a folder."""

EXTENDS = "extends PLOVER"


def sections(path: Path) -> tuple[dict[str, Sheet], bool]:
    """The sections of a user's ontology, and whether it extends PLOVER.

    A file has lines [types], [triggers], [intents], [classes] above its tables, and "extends PLOVER" above all where
    PLOVER's own types and words are to stay. A folder has files named as ours, and extends nothing. Raises TableError,
    OSError.
    """
    if path.is_dir():
        held = {section: path / name for section, name in FILES.items()}
        found = {section: Sheet.load(one) for section, one in held.items() if one.exists()}
        if not found:
            raise TableError(
                f"{path}: no table of an ontology is there. Name one of the files {', '.join(held_names())}"
            )
        return found, False
    return _parted(Sheet.load(path))


def held_names() -> tuple[str, ...]:
    """The names that files of an ontology's folder can have."""
    return tuple(FILES.values())


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
