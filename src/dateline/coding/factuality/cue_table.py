"""The table of factuality cues, `lexicon/factuality.tsv`: what embedding words and small words make of a happening."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast, get_args

from dateline.model import Told
from dateline.tables import Row, Sheet

Sort = Literal["negator", "modal", "marker", "hedge", "premodifier", "habit", "terminator", "no-object"]

_COLUMNS = MappingProxyType(
    {
        "group": ("row", "name", "positive", "negative", "told", "meaning"),
        "embed": ("row", "lemma", "kind", "frames", "group"),
        "word": ("row", "sort", "words", "direction", "share", "told"),
    }
)


@dataclass(frozen=True, slots=True)
class CueGroup:
    """What a class of embedding words does: the share of its own score that the embedded happening keeps."""

    name: str
    positive: float
    negative: float
    told: Told


@dataclass(frozen=True, slots=True)
class Small:
    """A cue word: its sort, the side it works on, the share it leaves, and the class it gives."""

    sort: Sort
    direction: str
    share: float
    told: Told


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole table; `single` holds the small cues of one word once more, by that word."""

    groups: dict[str, CueGroup]
    embedding: dict[tuple[str, str, str], CueGroup]
    small: dict[tuple[str, ...], Small]
    single: dict[str, Small]
    longest: int

    def group(self, lemma: str, kind: str, frame: str) -> CueGroup | None:
        """The group of an embedding word for a happening in that frame, None where the table has none."""
        found = self.embedding.get((lemma, kind, frame))
        if found is None and "_" in lemma:
            found = self.embedding.get((lemma.split("_")[0], kind, frame))
        return found

    def is_known(self, lemma: str, kind: str) -> bool:
        """Whether the word embeds in any frame."""
        return any((lemma, kind, frame) in self.embedding for frame in ("clause", "to", "ing", "thing", "of"))

    def of_sort(self, words: tuple[str, ...], *sorts: Sort) -> Small | None:
        """The small cue that these words are, if it is of one of `sorts`."""
        small = self.small.get(words)
        return small if small is not None and small.sort in sorts else None


@cache
def cues() -> Cues:
    """The table, loaded once. Raises TableError on a row that names no known group, sort or class."""
    groups: dict[str, CueGroup] = {}
    embedding: dict[tuple[str, str, str], CueGroup] = {}
    small: dict[tuple[str, ...], Small] = {}
    table = Sheet.load(files("dateline.coding") / "lexicon" / "factuality.tsv")
    for row in table.rows_by_kind(_COLUMNS, optional=1):
        if row["row"] == "group":
            groups[row["name"]] = CueGroup(row["name"], row.number("positive"), row.number("negative"), _read_told(row))
        elif row["row"] == "embed":
            group = groups[row.one_of("group", groups)]
            for frame in row.words("frames"):
                embedding.setdefault((row["lemma"], row["kind"], frame), group)
        else:
            sort = cast(Sort, row.one_of("sort", get_args(Sort)))
            told = _read_told(row) if row["told"] else "happened"
            small[row.words("words")] = Small(sort, row["direction"], row.number("share"), told)
    single = {words[0]: cue for words, cue in small.items() if len(words) == 1}
    return Cues(groups, embedding, small, single, max(len(words) for words in small))


def _read_told(row: Row) -> Told:
    return cast(Told, row.one_of("told", get_args(Told)))
