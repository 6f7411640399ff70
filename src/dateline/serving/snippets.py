"""Where the words of a search stand in a report: the stretch that has most of them, so that a result leads to words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from dateline.serving.questions import ask_many
from dateline.serving.words import Words, cut_text, outlet_name, printed

_TOGETHER = 160
"""Code points in which words stand close enough to be shown as one stretch."""
_EACH, _WORDS = 40, 12
"""Places of one word that are looked at, and words of a line."""
_ENDING = re.compile(r"(?:ings?|ied|ies|ed|es|s|y|e|ions?|ers?)$")
_ENDINGS = "(?:s|es|ed|ing|ings|e|er|ers|ion|ions|y|ies|ied)?"
_SHORTEST = 3


def snippets_of(connection: Connection, line: str, reports: Iterable[int]) -> dict[int, Words]:
    """Of each report, by the number of its row, the stretch in which most words of a line stand. A report in which they
    are written otherwise than the line writes them has none."""
    wanted = patterns(line)
    if not wanted:
        return {}
    sql = f"SELECT reports.number, reports.text, {printed()} FROM reports WHERE reports.number IN :wanted"
    out: dict[int, Words] = {}
    for row in ask_many(connection, sql, reports):
        if (found := stretch(row.text or "", wanted)) is not None:
            out[row.number] = cut_text(row.text, *found, row.report, outlet_name(row))
    return out


def patterns(line: str) -> tuple[re.Pattern[str], ...]:
    """What finds each word of a line with another ending too, and what stands between double quotes side by side."""
    parts = line.split('"')
    phrases = [part for n, part in enumerate(parts) for part in ([part] if n % 2 else part.split())]
    worded = [words for phrase in phrases if (words := re.findall(r"\w+", phrase))]
    loose = (r"\W+".join(map(_with_any_ending, words)) for words in worded[:_WORDS])
    return tuple(re.compile(rf"\b{one}\b", re.IGNORECASE) for one in loose)


def _with_any_ending(word: str) -> str:
    stem = _ENDING.sub("", word.lower())
    return re.escape(stem) + _ENDINGS if len(stem) >= _SHORTEST else f"{re.escape(word)}s?"


def stretch(text: str, wanted: Sequence[re.Pattern[str]]) -> tuple[int, int] | None:
    """Start and end of the shortest stretch with most of the words (of two as short the first), below the headline if
    they stand there too."""
    places = sorted(
        (match.start(), match.end(), which)
        for which, pattern in enumerate(wanted)
        for match in itertools.islice(pattern.finditer(text), _EACH)
    )
    body = text.find("\n") + 1
    held = [one for one in places if one[0] >= body] or places
    stretches = [_from(held[at:]) for at in range(len(held))]
    best = max(stretches, key=lambda one: (one[0], one[1] - one[2]), default=None)
    return best and best[1:]


def _from(places: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
    """How many different words stand close behind the first of these places, and where the stretch of them begins and
    ends: a word that stands there again makes it no longer."""
    start, end, first = places[0]
    seen = {first}
    for _, until, which in places[1:]:
        if until <= start + _TOGETHER and which not in seen:
            seen.add(which)
            end = max(end, until)
    return len(seen), start, end
