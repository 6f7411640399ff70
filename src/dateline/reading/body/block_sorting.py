"""The blocks of an HTML page in two heaps: what is told, and what stands around it, each piece with its kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import Furniture, FurnitureKind
from dateline.reading.body.markup import Block, Markup
from dateline.reading.body.story_lines import prose_score
from dateline.reading.lines import (
    FurnitureRow,
    Kept,
    Layout,
    Line,
    PageMetadata,
    fold,
    is_byline,
    line_kind,
    match_furniture,
    match_whole_line,
)
from dateline.reading.lines.calendar_dates import is_date_line

_MASTHEAD = ("byline", "date-line", "contributor", "legal")
_HEAD_REACH, _TAIL_REACH = 15, 12
_BELOW_TITLE, _BESIDE_TITLE = 8, 2
_OPENING = 4
_DATED, _LABEL = 140, 24
_MOST_WORDS = 60
_TAIL_SHARE = 0.2
_TEASER = 200
_SENTENCE = 150


@dataclass(frozen=True, slots=True)
class StoryParagraph:
    """A paragraph that was taken for the story, with its block where it is one."""

    text: str
    block: Block | None
    day: str | None = None


def match_blocks(texts: Sequence[str], markup: Markup) -> list[StoryParagraph]:
    """Paragraphs that extraction gave, each with the block that has its words; without what no reader sees."""
    by_sight = sorted(markup.blocks, key=markup.is_hidden, reverse=True)
    marked = {fold(block.text): block for block in by_sight}
    found = (StoryParagraph(text, marked.get(fold(text))) for text in texts)
    return [item for item in found if item.block is None or not markup.is_hidden(item.block)]


def sort_blocks(
    told: Sequence[StoryParagraph], blocks: Sequence[Block], title: str | None, metadata: PageMetadata
) -> Layout:
    """The layout: the title, what is told without the furniture among it, and all other blocks as furniture."""
    wanted = Line(title).folded if title else None
    kept: list[Kept] = [Kept("title", title, None)] if title else []
    furniture: list[Furniture] = []
    head: list[Furniture] = []
    tail: list[Furniture] = []
    lines = [Line(item.text) for item in told]
    end = _end(lines, told)
    for place, (line, item) in enumerate(zip(lines, told, strict=True)):
        if line.folded == wanted:
            continue
        kind = _kind_in_story(line, item.block, place, len(told)) if place < end else _kind_after_story(line)
        if kind is None:
            kept.append(Kept("paragraph", item.text, None, item.day))
        else:
            furniture.append(Furniture(kind, item.text))
            heap = tail if 2 * place > len(told) else head
            heap.extend(_label(kind, lines[place - 1].text if place else ""))
            heap.append(furniture[-1])
    used = {line.folded for line in lines} | {wanted}
    folded = [fold(block.text) for block in blocks]
    shared = [i for i, block in enumerate(blocks) if len(block.text) > 60 and folded[i] in used]
    titles = [i for i, words in enumerate(folded) if words == wanted]
    first, last = (shared[0], shared[-1]) if shared else (titles[0], titles[0]) if titles else (len(blocks), -1)
    dated = [item.text for item in kept[1:_OPENING] if len(item.text) < _DATED]
    for i, block in enumerate(blocks):
        if folded[i] in used:
            continue
        near = first - _HEAD_REACH <= i <= last + _TAIL_REACH or any(-3 <= i - at <= _BELOW_TITLE for at in titles)
        item_of = Furniture(_kind(block, near), block.text)
        furniture.append(item_of)
        if near and item_of.kind in _MASTHEAD:
            heap = tail if i > last else head
            heap.extend(_label(item_of.kind, blocks[i - 1].text if i and folded[i - 1] not in used else ""))
            heap.append(item_of)
        elif near and i < last and len(block.text) < _DATED and (not block.linked or _belongs(i, blocks, titles)):
            dated.append(block.text)
    return Layout(tuple(kept), tuple(furniture), title, tuple(head), tuple(tail), metadata, dated=tuple(dated))


def _label(kind: FurnitureKind, above: str) -> tuple[Furniture, ...]:
    """The line above a date that says what it dates ("Published", "Joined"), as part of the masthead."""
    return (Furniture("other", above),) if kind == "date-line" and 0 < len(above) < _LABEL else ()


def _belongs(i: int, blocks: Sequence[Block], titles: Sequence[int]) -> bool:
    """Whether a linked block may be of the story: right beside its headline, or a name under a label ("Author")."""
    if any(abs(i - at) <= _BESIDE_TITLE for at in titles):
        return True
    return i > 0 and len(blocks[i - 1].text) < _LABEL and not any(map(str.isdigit, blocks[i].text))


def _kind(block: Block, near: bool) -> FurnitureKind:
    """The kind of a block outside the story. What stands far from it is no masthead: whole lines that the table knows
    keep their kind; links and paragraphs lead away, whatever they say.
    """
    text = block.text
    if not near and (block.linked or len(text) > _TEASER):
        return "related" if len(text) > 30 else "navigation"
    if not near:
        row = match_whole_line(text)
        kind = row.kind if row is not None else "other"
    else:
        line = Line(text)
        kind = line_kind(line, match_whole_line(text) if block.linked else match_furniture(text))
    return block.mark if kind == "other" and block.mark is not None else kind


def _end(lines: Sequence[Line], told: Sequence[StoryParagraph]) -> int:
    """Where the story ends inside the part that holds it: at a heading of related stories or comments below which
    hardly any prose stands.
    """
    sizes = [
        len(line.text) if line.ends_sentence and not _is_linked(item) else 0
        for line, item in zip(lines, told, strict=True)
    ]
    total = sum(sizes)
    left = total
    for place, line in enumerate(lines):
        if left < _TAIL_SHARE * total and len(line.text) < 80 and place > 2:
            row = match_whole_line(line.text)
            if row is not None and row.closes:
                return place
        left -= sizes[place]
    return len(lines)


def _is_linked(item: StoryParagraph) -> bool:
    return item.block is not None and item.block.linked


def _kind_after_story(line: Line) -> FurnitureKind:
    kind = line_kind(line, match_furniture(line.text))
    return "related" if kind == "other" else kind


def _kind_in_story(line: Line, block: Block | None, place: int, count: int) -> FurnitureKind | None:
    """The kind of a paragraph that is furniture though it stands in the story; only sure signs count."""
    if len(line.text) > 600:
        return None
    if is_date_line(line.text) or (place < 4 and is_byline(line.text)):
        return line_kind(line, match_furniture(line.text))
    if block is not None and (kind := _kind_by_mark(line, block, place, count)) is not None:
        return kind
    if len(line.words) > _MOST_WORDS:
        return None
    is_sentence = line.ends_sentence and len(line.text) > _SENTENCE
    row = match_whole_line(line.text) if is_sentence else match_furniture(line.text)
    return _kind_by_table(line, row, place, count) if row is not None else None


def _kind_by_mark(line: Line, block: Block, place: int, count: int) -> FurnitureKind | None:
    if block.linked and len(line.words) > 3 and (not line.ends_sentence or len(line.words) < 25):
        return "related"
    if block.mark == "caption" and len(line.words) < _MOST_WORDS:
        return "caption"
    return "other" if block.mark == "other" and place < 2 and count > 4 else None


def _kind_by_table(line: Line, row: FurnitureRow, place: int, count: int) -> FurnitureKind | None:
    if row.kind == "contributor":
        sure = place < 3 or place >= count - 3
    elif row.kind == "related":
        sure = row.closes or not line.ends_sentence
    else:
        sure = row.whole or (row.kind in ("caption", "credit") and prose_score(line, row) < 1.0)
    return row.kind if sure else None
