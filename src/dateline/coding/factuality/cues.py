"""The table of factuality cues, `lexicon/factuality.tsv`: what embedding words and small words make of a happening."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

from dateline.model import Told

Sort = Literal["negator", "modal", "marker", "hedge", "premodifier", "habit", "terminator", "no-object"]


@dataclass(frozen=True, slots=True)
class Group:
    """What a class of embedding words does: the share of its own score that the embedded happening keeps."""

    name: str
    positive: float
    negative: float
    told: Told


@dataclass(frozen=True, slots=True)
class Small:
    """A cue word: its sort, the side and scope it works on, the share it leaves, and the class it gives."""

    sort: Sort
    direction: str
    scope: str
    share: float
    told: Told


@dataclass(frozen=True, slots=True)
class Cues:
    """The whole table; `single` holds the small cues of one word once more, by that word."""

    groups: dict[str, Group]
    embedding: dict[tuple[str, str, str], Group]
    small: dict[tuple[str, ...], Small]
    single: dict[str, Small]
    longest: int

    def group(self, lemma: str, kind: str, frame: str) -> Group | None:
        """The group of an embedding word for a happening in that frame, None where the table has none."""
        found = self.embedding.get((lemma, kind, frame))
        if found is None and "_" in lemma:
            found = self.embedding.get((lemma.split("_")[0], kind, frame))
        return found

    def known(self, lemma: str, kind: str) -> bool:
        """Whether the word embeds in any frame."""
        return any((lemma, kind, frame) in self.embedding for frame in ("clause", "to", "ing", "thing", "of"))

    def of_sort(self, words: tuple[str, ...], *sorts: Sort) -> Small | None:
        """The small cue that these words are, if it is of one of `sorts`."""
        small = self.small.get(words)
        return small if small is not None and small.sort in sorts else None


@cache
def cues() -> Cues:
    """The table, loaded once. Raises ValueError on a row that names no known group, sort or class."""
    groups: dict[str, Group] = {}
    embedding: dict[tuple[str, str, str], Group] = {}
    small: dict[tuple[str, ...], Small] = {}
    text = files("dateline.coding").joinpath("lexicon/factuality.tsv").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        try:
            if cells[0] == "group":
                groups[cells[1]] = Group(cells[1], float(cells[2]), float(cells[3]), _told(cells[4]))
            elif cells[0] == "embed":
                for frame in cells[3].split():
                    embedding.setdefault((cells[1], cells[2], frame), groups[cells[4]])
            else:
                told = _told(cells[6]) if len(cells) > 6 and cells[6] else "happened"
                small[tuple(cells[2].split())] = Small(_sort(cells[1]), cells[3], cells[4], float(cells[5]), told)
        except (KeyError, IndexError, ValueError) as error:
            raise ValueError(f"lexicon/factuality.tsv, line {number}: {error}") from error
    single = {words[0]: cue for words, cue in small.items() if len(words) == 1}
    return Cues(groups, embedding, small, single, max(len(words) for words in small))


def _told(text: str) -> Told:
    if text not in get_args(Told):
        raise ValueError(f"no such class: {text}")
    return cast(Told, text)


def _sort(text: str) -> Sort:
    if text not in get_args(Sort):
        raise ValueError(f"no such sort: {text}")
    return cast(Sort, text)
