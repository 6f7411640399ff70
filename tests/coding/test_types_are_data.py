"""Types of event are data: no type is named in code, and under other names the same records come out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import fields
from importlib import resources
from pathlib import Path

import pytest

from dateline.coding import Ontology, code, load_ontology
from dateline.coding.events.ontology.traits import TRAITS
from dateline.language import Language
from dateline.model import Event, Page, Report, content_id
from dateline.reading import pages, read

from .test_acts import ACTS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "dateline"
LEXICON = resources.files("dateline.coding") / "lexicon"

# Words of other vocabularies that a mode happens to share: a kind of name that actors and places have.
OTHER_WORDS = frozenset(("territory",))

# The columns that hold a type, and then those that hold a mode.
TYPED = {
    "plover.tsv": ((0, 5), (1,)),
    "triggers.tsv": ((2,), (3,)),
    "frames.tsv": ((1, 2), (3,)),
    "codes.tsv": ((0, 1), ()),
    "reach.tsv": ((0,), ()),
    "learnt.tsv": ((1,), (2,)),
}


def names() -> frozenset[str]:
    return frozenset(name for pair in load_ontology().types for name in pair if name is not None)


def strings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def test_no_code_names_a_type_or_a_mode() -> None:
    wanted = names() - OTHER_WORDS
    found = [
        f"{path.relative_to(SOURCE)}:{line}: {text!r}"
        for path in sorted(SOURCE.rglob("*.py"))
        for line, text in strings(path)
        if text in wanted
    ]
    assert found == []


def test_every_trait_is_asked_for_given_and_explained() -> None:
    given = {trait for known in load_ontology().types.values() for trait in known.traits}
    asked = {
        text for path in (SOURCE / "coding" / "events").rglob("*.py") if path.name != "traits.py"
        for _, text in strings(path)
    }  # fmt: skip
    head = (LEXICON / "plover.tsv").read_text(encoding="utf-8")
    page = (ROOT / "docs" / "ontology.md").read_text(encoding="utf-8")
    for trait in TRAITS:
        assert trait in given and trait in asked, trait
        assert f"{trait}:" in head, trait
        assert f"| `{trait}` |" in page, trait


def renamed(cell: str, *, mode: bool) -> str:
    mark = "zx-" if mode else "ZX-"
    return " ".join(mark + name if name != "-" else name for name in cell.split())


@pytest.fixture(scope="module")
def other_names(tmp_path_factory: pytest.TempPathFactory) -> Ontology:
    """The shipped tables with every type and mode under another name."""
    folder = tmp_path_factory.mktemp("renamed")
    for name, (types, modes) in TYPED.items():
        lines = []
        for line in (LEXICON / name).read_text(encoding="utf-8").split("\n"):
            cells = line.split("\t")
            if not line.startswith("#") and len(cells) > 1:
                for column in (*types, *modes):
                    cells[column] = renamed(cells[column], mode=column in modes)
            lines.append("\t".join(cells))
        (folder / name).write_text("\n".join(lines), encoding="utf-8")
    for name in ("intents.tsv", "counts.tsv", "word_classes.tsv"):
        (folder / name).write_text((LEXICON / name).read_text(encoding="utf-8"), encoding="utf-8")
    return load_ontology(folder)


def reports() -> Iterator[Report]:
    """The pages of examples/, and all sentences of the tests of acts, twenty a page."""
    for page in pages(ROOT / "examples"):
        found = read(page) if isinstance(page, Page) else page
        if isinstance(found, Report):
            yield found
    sentences = [text for _, text in ACTS]
    for first in range(0, len(sentences), 20):
        text = "\n\n".join(sentences[first : first + 20])
        report = read(Page(text.encode()), as_is=True, published="2023-09-15")
        assert isinstance(report, Report)
        yield report


def under_other_names(report: Report, event: Event) -> tuple[object, ...]:
    """What an event of the shipped ontology is called in the other, with its id."""
    type_, mode = renamed(event.type, mode=False), renamed(event.mode, mode=True) if event.mode else None
    parts = (str(event.trigger.start), str(event.evidence.start), str(event.evidence.end))
    return (content_id("e", report.id, type_, *parts), type_, mode, *_but_names(event))


def _but_names(event: Event) -> tuple[object, ...]:
    kept = (one.name for one in fields(event) if one.name not in ("id", "type", "mode"))
    return tuple(getattr(event, name) for name in kept)


def test_other_names_give_the_same_records(language: Language, other_names: Ontology) -> None:
    seen: set[str] = set()
    for report in reports():
        parse = language.parse(report.text, [part.span for part in report.parts])
        events = code(report, parse).events
        others = code(report, parse, ontology=other_names).events
        assert [under_other_names(report, e) for e in events] == [
            (e.id, e.type, e.mode, *_but_names(e)) for e in others
        ]
        seen |= {e.type for e in events}
    assert seen == {type_ for type_, _ in load_ontology().types}
