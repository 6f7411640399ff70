"""The whole table in figures: rows by verdict, and how many are supported, with an interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from dateline.auditing.verdicts import VERDICTS, Answer, Verdict

_NORMAL = 1.959964
"""The 97.5th percentile of the normal distribution: 95 % lie between its two ends."""
_UNJUDGED = frozenset({"no text", "copy"})


@dataclass(frozen=True, slots=True)
class Share:
    """`supported` of `judged` rows: the share, and the ends of its 95 % interval (Wilson). None where none was judged.

    Rows without a text are not judged; copies are judged once, by their first row.
    """

    supported: int
    judged: int
    share: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class OfType:
    """The rows of one PLOVER type: how many, by verdict, and the share that is supported."""

    type: str
    rows: int
    verdicts: tuple[tuple[Verdict, int], ...]
    share: Share


@dataclass(frozen=True, slots=True)
class Summary:
    """A table in figures. `verdicts` are in their order, those that no row has with 0; `told` says how rows that are
    told otherwise are told."""

    rows: int
    verdicts: tuple[tuple[Verdict, int], ...]
    told: tuple[tuple[str, int], ...]
    share: Share
    types: tuple[OfType, ...]


def sum_up(answers: Sequence[Answer]) -> Summary:
    """The figures of all answers, types with most rows first."""
    types: dict[str, list[Answer]] = {}
    for one in answers:
        types.setdefault(one.row.types[0] if one.row.types else "no type", []).append(one)
    of_types = (OfType(name, len(held), _count(held), _share(held)) for name, held in types.items())
    told = Counter(one.told for one in answers if one.verdict == "told otherwise")
    return Summary(
        rows=len(answers),
        verdicts=_count(answers),
        told=tuple(sorted(told.items(), key=lambda pair: (-pair[1], pair[0]))),
        share=_share(answers),
        types=tuple(sorted(of_types, key=lambda one: (-one.rows, one.type))),
    )


def _count(answers: Iterable[Answer]) -> tuple[tuple[Verdict, int], ...]:
    counted = Counter(one.verdict for one in answers)
    return tuple((verdict, counted[verdict]) for verdict in VERDICTS)


def _share(answers: Iterable[Answer]) -> Share:
    judged = [one for one in answers if one.verdict not in _UNJUDGED and not one.row.fault]
    return wilson(sum(one.verdict == "supported" for one in judged), len(judged))


def wilson(hits: int, of: int) -> Share:
    """A share with its 95 % interval after Wilson (1927), which holds for few rows and for shares near 0 and 1."""
    if not of:
        return Share(hits, of, None, None, None)
    share, squared = hits / of, _NORMAL**2
    middle = (share + squared / (2 * of)) / (1 + squared / of)
    half = _NORMAL * sqrt(share * (1 - share) / of + squared / (4 * of * of)) / (1 + squared / of)
    return Share(hits, of, share, max(0.0, middle - half), min(1.0, middle + half))
