"""Headlines: cutting the outlet's name off, cutting a glued breadcrumb off, finding the line that is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from dateline.reading.lines import FurnitureRow, Line, fold, is_byline, is_people_line, is_place_line
from dateline.reading.lines.calendar_dates import is_date_line
from dateline.reading.lines.function_words import function_words
from dateline.reading.lines.page_words import any_of
from dateline.reading.masthead.datelines import find_dateline

_SUFFIX = re.compile(r"\s+(?:[|»•·–—]|::|-{1,2})\s+(?P<outlet>[^|»•·–—]{2,60})$|\s*\|\s*(?P<outlet2>[^|]{2,60})$")
_GLUED_CRUMB = re.compile(
    rf"^(?i:{any_of('location')}\s*:\s*)?(?i:{any_of('front page')})\s*(?:>|»|›|/|→)\s*"
    r"(?:[A-Z][\w&]*(?: (?:&|and) [A-Z]\w*)?(?:\s*(?:>|»|›|/|→)\s*)){0,4}[A-Z][a-z&]+(?=[A-Z\"“‘'])"
)
_REACH = 40
_HEADLINE = 5
_LEAST = 1.0
_SENTENCE = 10
_RUNNING_TIME = re.compile(r"\b\d{1,2}:\d\d$")
_DECK = 0.9


def cut_outlet(title: str, outlet: str | None, headings: Collection[str] = ()) -> str:
    """The title without " | Outlet", " - Outlet" at its end: cut where the end names the outlet or is short and the
    rest can stand alone. What the page prints as its heading (`headings`, folded) is cut no further.
    """
    title = " ".join(title.split())
    for _ in range(2):
        found = _SUFFIX.search(title)
        if not found or fold(title) in headings:
            break
        ending = found["outlet"] or found["outlet2"]
        rest = title[: found.start()]
        if not (_same_name(ending, outlet) or (len(ending.split()) <= 5 and len(rest.split()) >= 4)):
            break
        title = rest.rstrip()
    return title


def _same_name(ending: str, outlet: str | None) -> bool:
    def squeeze(name: str) -> str:
        return re.sub(r"[^a-z0-9]|^the|\b(?:com|org|net)\b", "", name.lower())

    if not outlet:
        return False
    a, b = squeeze(ending), squeeze(outlet)
    return bool(a and b) and (a in b or b in a)


def find_glued_headline(line: str, later: Sequence[str]) -> tuple[int, int] | None:
    """Where the headline stands in a line that has a breadcrumb glued before it ("Home > MarketsLeaders meet -Outlet").

    A later line that the line contains settles both ends; if it is glued, the crumb then needs no marks of its own
    ("HomeNewsLeaders meet"). Else the crumb's last word ends where a capital follows a small letter.
    """
    marked = re.search(r">|»|›|→", line[:80]) is not None
    inside = [other for other in later if 15 < len(other) < len(line) and other in line]
    if inside:
        longest = max(inside, key=len)
        start = line.index(longest)
        if marked or (len(longest.split()) >= _HEADLINE and start > 0 and line[start - 1].isalnum()):
            return start, start + len(longest)
    if not marked:
        return None
    found = _GLUED_CRUMB.match(line)
    if not found:
        return None
    ending = re.search(r"\s+[-–—|]\s?[A-Z][\w' ]{2,40}$", line[found.end() :])
    return found.end(), found.end() + (ending.start() if ending else len(line) - found.end())


def find_title(
    lines: Sequence[Line], table: Sequence[FurnitureRow | None], start: int, vocabulary: frozenset[str]
) -> int | None:
    """Index of the headline among the lines above the story that starts at `start`; None if none looks like one.

    Counted for a line: share of its content words that the story uses, nearness, a byline or date close below, being
    printed twice, standing first among its like (the deck comes second). A headline of another story shares few words.
    """
    times = Counter(line.folded for line in lines)
    masthead = [i for i in range(max(0, start - 14), start) if is_date_line(lines[i].text) or is_byline(lines[i].text)]
    scores: dict[int, float] = {}
    listed = -9
    for i in range(max(0, start - _REACH), start):
        line = lines[i]
        row = table[i]
        if row is not None and row.kind == "related" and row.closes:
            listed = i
        if not _can_be_title(line, row):
            continue
        score = _likeness(line, vocabulary) - 0.02 * (start - i)
        score += 0.4 if times[line.folded] > 1 else 0.0
        score += 0.6 if any(0 < m - i <= 4 for m in masthead) else 0.0
        score -= 0.6 if any(m < i for m in masthead) else 0.0
        score -= 0.8 if line.text.endswith(".") and len(line.words) > 6 else 0.0
        scores[i] = score - (1.0 if i - listed <= 3 else 0.0)
    choice = _first_of_its_like(scores)
    if choice is None:
        return None
    return next(i for i, line in enumerate(lines) if line.folded == lines[choice].folded and line.hint is None)


def _first_of_its_like(scores: Mapping[int, float]) -> int | None:
    """The line with the highest score; the one right above it where that is nearly as good: the deck comes second."""
    choice = max(scores, key=lambda i: (scores[i], -i), default=None)
    if choice is None or scores[choice] < _LEAST:
        return None
    above = scores.get(choice - 1, -1.0)
    return choice - 1 if above > _LEAST and above > scores[choice] - _DECK else choice


def _can_be_title(line: Line, row: FurnitureRow | None) -> bool:
    if line.hint is not None or row is not None or not 2 <= len(line.words) <= 32:
        return False
    text = line.text
    if _RUNNING_TIME.search(text) or (text.endswith(".") and len(line.words) >= _SENTENCE):
        return False
    return not (
        is_date_line(text)
        or is_byline(text)
        or is_place_line(text)
        or is_people_line(text)
        or find_dateline(text, opening=False)
    )


def _likeness(line: Line, vocabulary: frozenset[str]) -> float:
    """How far the story speaks of what the line says: the share and the number of its content words."""
    content = {word.lower() for word in line.words if len(word) > 3} - function_words()
    if not content:
        return 0.0
    shared = len(content & vocabulary)
    return 1.2 * shared / len(content) + 0.2 * min(shared, 5) + 0.06 * min(len(line.words), 10)
