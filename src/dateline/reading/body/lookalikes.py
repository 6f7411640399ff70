"""Lines that read like the story and are not: captions beside credits, decks, second copies (near-duplicates)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.reading.body.posts import days_of_lines
from dateline.reading.lines import FurnitureRow, Line, is_byline
from dateline.reading.lines.calendar_dates import is_date_line
from dateline.reading.lines.page_words import any_of

_LONGEST_CAPTION = 80
_SHINGLE = 5
_COPY = 0.7
_CROSSHEAD = 9
_LONGEST_LOOSE = 32
_ENDED = 0.82
_QUOTES = ("“", '"')
_END = 500
"""Characters of a line in which its open end is looked for."""
_OPEN_END = re.compile(r"(?:[:;,—–…-]|https?://\S+|\S+\.(?:com|org|net)\S*|\d{4}|\))\W*$")
_WHO_IS = re.compile(
    r"^(?:[A-Z]{2,6} )?(?P<name>[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+){1,3})(?:, [^,.]{2,12}(?: \(?ret\.?\)?)?,?)?"
    rf" {any_of('who is')} {any_of('who is role')}\b"
)


def leave_out_captions(lines: Sequence[Line], table: Sequence[FurnitureRow | None], story: list[int]) -> list[int]:
    """The story without paragraphs that have a photo credit on the next or the line before, and without those that the
    next line repeats: only captions are printed twice in a row.
    """
    drop: set[int] = set()
    for i in story:
        line = lines[i]
        if len(line.words) > _LONGEST_CAPTION or line.sentences > 4:
            continue
        below = i + 1
        if below < len(lines) and lines[below].folded.startswith(line.folded) and len(line.folded) > 30:
            drop.update({i, below})
        elif _is_credit(lines, table, below) and line.sentences <= 3 and not _is_caption_pair(lines, below + 1):
            drop.add(i)
    return [i for i in story if i not in drop]


def _is_credit(lines: Sequence[Line], table: Sequence[FurnitureRow | None], i: int) -> bool:
    if not 0 <= i < len(lines):
        return False
    row = table[i]
    short = len(lines[i].words) <= 14 and not is_byline(lines[i].text)
    return row is not None and short and (row.kind == "credit" or (row.kind == "caption" and row.closes is False))


def _is_caption_pair(lines: Sequence[Line], i: int) -> bool:
    """Whether the lines at `i` are a caption and its repetition: the credit above them is theirs."""
    return i + 1 < len(lines) and len(lines[i].folded) > 30 and lines[i + 1].folded.startswith(lines[i].folded)


def leave_out_opening_lookalikes(lines: Sequence[Line], story: list[int], starts: Sequence[bool]) -> list[int]:
    """The story from its true opening: what stands above a dateline, or above a byline or date that the bulk of the
    story follows, is a caption or a deck.
    """
    for place, i in enumerate(story[:6]):
        if starts[i]:
            return story[place:]
    if days_of_lines(lines, story):
        return story  # a date above each post
    for place in range(min(2, len(story) - 3), 0, -1):
        between = range(story[place - 1] + 1, story[place])
        if any(is_date_line(lines[j].text) or is_byline(lines[j].text) for j in between):
            return story[place:]
    return story


def leave_out_repeats(lines: Sequence[Line], story: list[int]) -> list[int]:
    """The story without long lines that stand in it already, as they are or for the greater part (second copies of
    the whole text in one line, pull quotes joined together). Short refrains stay.
    """
    seen: set[str] = set()
    shingles: set[tuple[str, ...]] = set()
    out = []
    for i in story:
        line = lines[i]
        own = {line.words[k : k + _SHINGLE] for k in range(len(line.words) - _SHINGLE + 1)}
        whole = len(line.folded) > 60 and line.folded in seen
        most = len(own) > 60 and len(own & shingles) > _COPY * len(own)
        if whole or most:
            continue
        seen.add(line.folded)
        shingles |= own
        out.append(i)
    return out


def leave_out_unended(lines: Sequence[Line], story: list[int], items: Sequence[bool]) -> list[int]:
    """The story without the long lines that end in no full stop, where nearly all others do: captions, bullets above
    it and headlines of others. Items of lists stay, and what leads to the next line.
    """
    long = [i for i in story if len(lines[i].words) >= _CROSSHEAD]
    ended = sum(lines[i].ends_sentence for i in long)
    if len(long) < 6 or ended < _ENDED * len(long):
        return story
    return [i for i in story if lines[i].ends_sentence or items[i] or not _is_loose(lines[i])]


def _is_loose(line: Line) -> bool:
    one = _CROSSHEAD <= len(line.words) <= _LONGEST_LOOSE and line.sentences == 1
    return one and not line.text.startswith(_QUOTES) and _OPEN_END.search(line.text[-_END:]) is None


def leave_out_writers_note(lines: Sequence[Line], story: list[int]) -> list[int]:
    """The story without a last line that says who somebody is whom the story does not name: a note on its writer."""
    if len(story) < 4:
        return story
    found = _WHO_IS.match(lines[story[-1]].text)
    if found is None:
        return story
    name = found["name"].split()[-1]
    told = any(name in lines[i].text for i in story[:-1])
    return story if told else story[:-1]
