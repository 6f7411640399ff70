"""Who adds a construction as docs/events.md shows has the records that it promises, and in other sentences too."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coding import code, load_ontology
from dateline.language import Language
from dateline.model import Page, Report
from dateline.reading import read
from tests.docs.pages import DOCS, files

TABLES = files((DOCS / "events.md").read_text(encoding="utf-8"))

BEFORE_AND_AFTER = [
    ("train.tsv", "Russia put the Norwegian minister on a train.", [], [("SANCTION", "RUS", "NOR")]),
    ("train.tsv", "The Norwegian minister was put on a train by Russia.", [], [("SANCTION", "RUS", "NOR")]),
    ("train.tsv", "Russia put the rain on a train.", [], []),
    ("order.tsv", "Japan bestowed its highest order upon the president of Kenya.",
     [("SUPPORT", "JPN", "KEN")], [("SUPPORT", "JPN", "KEN")]),
]  # fmt: skip


@pytest.mark.parametrize(("table", "text", "before", "after"), BEFORE_AND_AFTER)
def test_a_construction_as_the_page_adds_it(
    language: Language,
    tmp_path: Path,
    table: str,
    text: str,
    before: list[tuple[str, str, str]],
    after: list[tuple[str, str, str]],
) -> None:
    (tmp_path / table).write_text(TABLES[table], encoding="utf-8")
    report = read(Page(text.encode()), as_is=True, published="2023-09-15")
    assert isinstance(report, Report)
    doc = language.parse(report.text, [part.span for part in report.parts])
    for ontology, expected in ((None, before), (load_ontology(tmp_path / table), after)):
        events = code(report, doc, ontology=ontology).events
        sides = [("+".join(a.country or a.name for a in side) for side in (e.actors, e.recipients)) for e in events]
        assert [(e.type, *side) for e, side in zip(events, sides, strict=True)] == expected
