"""Which lines of a flattened page are the story: one block of prose with gaps, found as the best path over all lines.

Four states follow one another: before the story, in it, in a gap of furniture inside it, after it. Each line speaks
for or against prose by its length, its sentence ends, its function words and its case; the path with the highest
sum wins, so that a short crosshead inside the story stays and a lone sentence among headlines does not count.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.reading.lines import FurnitureRow, Line, find_list_items, match_furniture
from dateline.reading.lines.function_words import function_words
from dateline.reading.lines.page_words import any_of

BEFORE, STORY, GAP, AFTER = range(4)
_FORBIDDEN = -1e9


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the features of a line and of the steps between states, in the same unit (about one log-odds)."""

    base: float = -2.2
    sentence_end: float = 2.0
    word: float = 0.06
    most_words: int = 45
    several_sentences: float = 0.6
    function_words: float = 5.0
    title_case: float = -1.4
    fragment: float = -0.6
    furniture: float = -3.0
    furniture_in_prose: float = -1.0
    opening: float = -2.5
    dateline: float = 4.0
    teaser: float = -3.0
    repeated: float = -1.0
    neighbours: float = 0.5
    crosshead: float = -2.0
    item: float = 0.3
    reach: int = 2
    topic: float = 6.0
    topic_share: float = 0.2
    gap: float = -4.5
    gap_line: float = -0.4
    closing_gap: float = -6.0
    close: float = -0.5


WEIGHTS = Weights()


def prose_score(line: Line, row: FurnitureRow | None, weights: Weights = WEIGHTS) -> float:
    """How much a line speaks for being prose of a story; above zero for, below against."""
    words = line.words
    if is_clock(line.text):
        return 0.0  # rolling reports head their items with the time: no evidence either way
    if not words:
        return weights.furniture
    count = len(words)
    score = weights.base + weights.word * min(count, weights.most_words)
    if line.ends_sentence and count >= 4:
        score += weights.sentence_end
    elif count < 12:
        score += weights.fragment
    if line.sentences > 1:
        score += weights.several_sentences
    share = sum(word.lower() in function_words() for word in words) / count
    score += weights.function_words * (min(share, 0.45) - 0.2)
    capitals = sum(word[0].isupper() for word in words) / count
    if capitals > 0.6 and count < 25:
        score += weights.title_case
    if _TEASER_END.search(line.text):
        score += weights.teaser
    if count < 80 and _is_glued_teaser(line.text):
        score += weights.teaser
    if row is not None:
        score += weights.furniture if row.whole or count < _LONG else weights.furniture_in_prose
    return score


def _is_glued_teaser(text: str) -> bool:
    """Whether a headline and its first sentence were run together ("Snow Closes Mountain RoadsSnow fell ...")."""
    joint = _JOINT.search(text, 15, 160)
    if joint is None:
        return False
    heading = text[: joint.end()].split()
    return len(heading) > 4 and sum(not word[0].islower() for word in heading) > 0.7 * len(heading)


def is_clock(text: str) -> bool:
    """Whether a line is nothing but a time of day."""
    return len(text) < 16 and _CLOCK.match(text) is not None


_CLOCK = re.compile(
    r"^(?:\d{1,2}(?:[:.]\d\d)?\s*[ap]\.?\s?m\.?|\d{1,2}[:.]\d\d(?: \w{2,4})?|noon|midnight)\s*:?$", re.IGNORECASE
)
_JOINT = re.compile(r"[a-z0-9][a-z][?!’'\"]?(?=[A-Z][a-z’']* [a-z])")
_LONG = 50
_TEASER_END = re.compile(rf"(?:…|\.\.\.|\[…\]|\[\.\.\.\])[)\]\s]*$|\b{any_of('teaser')}\W*$", re.IGNORECASE)


def find_story_lines(
    lines: Sequence[Line], starts: Sequence[bool], weights: Weights = WEIGHTS
) -> tuple[list[int], list[FurnitureRow | None]]:
    """The state of every line on the best path, and what the table says of each. `starts`: lines that open with a
    dateline. Time and memory grow with the number of lines, nothing else.
    """
    table = [match_furniture(line.text) for line in lines]
    scores = line_scores(lines, table, starts, weights)
    states = _best_path(scores, table, weights)
    scores = _raise_items(lines, table, scores, states, weights)
    states = _best_path(scores, table, weights)
    about = _topics(lines, states)
    if len(about) > 30:
        scores = [score + _score_topic(line, about, weights) for score, line in zip(scores, lines, strict=True)]
        states = _best_path(scores, table, weights)
    return states, table


def _raise_items(
    lines: Sequence[Line],
    table: Sequence[FurnitureRow | None],
    scores: Sequence[float],
    states: Sequence[int],
    weights: Weights,
) -> list[float]:
    """The scores with a floor under the items of lists between the story's first and last line, and right below it."""
    inside = [i for i, state in enumerate(states) if state == STORY]
    if not inside:
        return list(scores)
    items = find_list_items(lines, table)
    end = inside[-1] + 1
    while end < len(lines) and items[end]:
        end += 1
    return [max(score, weights.item) if items[i] and inside[0] <= i < end else score for i, score in enumerate(scores)]


def _topics(lines: Sequence[Line], states: Sequence[int]) -> Counter[str]:
    """In how many lines of the story each content word stands."""
    return Counter(
        word for line, state in zip(lines, states, strict=True) if state == STORY for word in set(line.content)
    )


def _score_topic(line: Line, about: Counter[str], weights: Weights) -> float:
    """What the line's content words say: a paragraph that shares next to none with the rest is of another story."""
    words = set(line.content)
    if len(words) < 5:
        return 0.0
    shared = sum(about[word] > 1 for word in words) / len(words)
    return weights.topic * (min(shared, 0.5) - weights.topic_share)


def line_scores(
    lines: Sequence[Line], table: Sequence[FurnitureRow | None], starts: Sequence[bool], weights: Weights = WEIGHTS
) -> list[float]:
    """The score of each line with what its neighbours and its repetitions say: a paragraph among menus is a teaser."""
    own = [prose_score(line, row, weights) for line, row in zip(lines, table, strict=True)]
    times = Counter(line.folded for line in lines)
    out = []
    for i, score in enumerate(own):
        side = max(_side(own, table, i, -1, weights.reach), _side(own, table, i, 1, weights.reach))
        if table[i] is None and 0 < i < len(own) - 1 and min(own[i - 1], own[i + 1]) > 1.0:
            score = max(score, weights.crosshead)
        total = score + weights.neighbours * side
        total += weights.repeated if times[lines[i].folded] > 1 else 0.0
        out.append(total + (weights.dateline if starts[i] else 0.0))
    return out


def _side(own: Sequence[float], table: Sequence[FurnitureRow | None], i: int, step: int, reach: int) -> float:
    """What the nearest lines on one side say, in [-2, 2]: lines that the table knows as furniture are passed over, for
    adverts and boxes stand inside stories too. A paragraph needs prose on one side only: the first has none above.
    """
    values: list[float] = []
    j = i + step
    while 0 <= j < len(table) and len(values) < reach and abs(j - i) <= 4 * reach:
        row = table[j]
        if row is None or row.closes:
            values.append(max(-2.0, min(2.0, own[j])))
        j += step
    return sum(values) / len(values) if values else -2.0


def _best_path(scores: Sequence[float], table: Sequence[FurnitureRow | None], weights: Weights) -> list[int]:
    best = [0.0, _FORBIDDEN, _FORBIDDEN, _FORBIDDEN]
    back: list[tuple[int, int, int, int]] = []
    for score, row in zip(scores, table, strict=True):
        closing = row is not None and row.closes
        story_from = max((BEFORE, STORY, GAP), key=lambda s: best[s] + (weights.opening if s == BEFORE else 0.0))
        story = best[story_from] + (weights.opening if story_from == BEFORE else 0.0) + score
        enter = weights.gap + (weights.closing_gap if closing else 0.0)
        stay = weights.gap_line + (weights.closing_gap if closing else 0.0)
        gap_from = STORY if best[STORY] + enter >= best[GAP] + stay else GAP
        gap = max(best[STORY] + enter, best[GAP] + stay) - score
        leave = weights.close * (0.0 if closing else 1.0)
        after_from = AFTER if best[AFTER] >= best[STORY] + leave else STORY
        after = max(best[AFTER], best[STORY] + leave) - score
        back.append((BEFORE, story_from, gap_from, after_from))
        best = [best[BEFORE] - score, story, gap, after]
    state = max((BEFORE, STORY, AFTER), key=lambda s: best[s]) if scores else BEFORE
    states = []
    for step in reversed(back):
        states.append(state)
        state = step[state]
    return states[::-1]
