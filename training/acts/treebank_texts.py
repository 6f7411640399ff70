"""The running text of treebanks' documents: what the labels of `treebanks.jsonl` speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_ID, _DAY, _TEXT = "# newdoc id = ", "# meta::dateCreated = ", "# text = "
_PARAGRAPH = "# newpar"
_DAY_IN_ID = re.compile(r"_ENG_(\d{4})(\d\d)(\d\d)")


def texts(path: Path) -> Iterator[dict[str, str]]:
    """Every document of a CoNLL-U file as {id, text} and, where the file or the id tells it, `date` (YYYY-MM-DD).

    Sentences are joined by a blank, paragraphs by an empty line. Sentences in front of the first document are left out.
    """
    name, day = "", ""
    paragraphs: list[list[str]] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            if line.startswith(_ID):
                yield from _document(name, day, paragraphs)
                name, paragraphs = line.removeprefix(_ID).strip(), []
                found = _DAY_IN_ID.search(name)
                day = "-".join(found.groups()) if found else ""
            elif line.startswith(_DAY):
                day = line.removeprefix(_DAY).strip()[:10]
            elif line.startswith(_PARAGRAPH):
                paragraphs.append([])
            elif line.startswith(_TEXT):
                if not paragraphs:
                    paragraphs.append([])
                paragraphs[-1].append(line.removeprefix(_TEXT).strip())
    yield from _document(name, day, paragraphs)


def _document(name: str, day: str, paragraphs: list[list[str]]) -> Iterator[dict[str, str]]:
    text = "\n\n".join(" ".join(one) for one in paragraphs if one)
    if name and text:
        yield {"id": name, "text": text} | ({"date": day} if day else {})
