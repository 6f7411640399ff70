"""The 196 pages of tables/quiet.tsv: their ids are kept here, their texts stay with their owners.

`build` takes the texts out of folders of the sets that the table names and writes {id, kind, part, text} lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

# where the texts of a source lie under a folder of sets
SOURCES = {
    "pages": "pages/gold.jsonl",
    "stories": "stories/docs.jsonl",
    "ner": "ner/docs.jsonl",
    "times": "times/docs.jsonl",
    "gum": "gum/*.conllu",
    "ud_ewt": "ud_ewt/*.conllu",
}
_DOCUMENT, _PARAGRAPH, _TEXT = "# newdoc id = ", "# newpar", "# text = "


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page that was read and holds nothing to record. `part`: dev, or closed, of which only sums are shown."""

    id: str
    source: str
    kind: str
    part: str


def chosen() -> tuple[Chosen, ...]:
    """The rows of tables/quiet.tsv."""
    rows = (files("bench") / "tables/quiet.tsv").read_text("utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return tuple(Chosen(name, source, kind, part) for source, name, kind, part in cells)


def build(rows: Iterable[Chosen], roots: Sequence[Path], out: Path) -> list[Chosen]:
    """Writes `out`/docs.jsonl with the pages whose texts lie under `roots`; those that are missing."""
    rows = tuple(rows)
    texts = {source: dict(source_texts(source, roots)) for source in {one.source for one in rows}}
    missing = []
    out.mkdir(parents=True, exist_ok=True)
    with (out / "docs.jsonl").open("w", encoding="utf-8") as sink:
        for one in rows:
            text = texts[one.source].get(one.id)
            if text is None:
                missing.append(one)
                continue
            row = {"id": one.id, "kind": one.kind, "part": one.part, "text": text}
            sink.write(json.dumps(row, ensure_ascii=False) + "\n")
    return missing


def source_texts(source: str, roots: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """(id, text) of every document of a source."""
    for path in sorted(path for root in roots for path in root.glob(SOURCES[source])):
        with path.open(encoding="utf-8") as lines:
            yield from _treebank(lines) if path.suffix == ".conllu" else _rows(lines)


def _rows(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        row = json.loads(line)
        yield row["id"], row["text"]


def _treebank(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Documents of a CoNLL-U file: sentences are divided by a blank, paragraphs by an empty line."""
    name = ""
    paragraphs: list[list[str]] = []
    for line in lines:
        if line.startswith(_DOCUMENT):
            if name:
                yield name, _joined(paragraphs)
            name, paragraphs = line.removeprefix(_DOCUMENT).strip(), [[]]
        elif line.startswith(_PARAGRAPH):
            paragraphs.append([])
        elif line.startswith(_TEXT):
            paragraphs[-1].append(line.removeprefix(_TEXT).rstrip("\n"))
    if name:
        yield name, _joined(paragraphs)


def _joined(paragraphs: Iterable[Sequence[str]]) -> str:
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)
