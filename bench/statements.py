"""How well statements are found, and what of each is right: `python -m bench statements --gold FOLDER`.

The folder holds docs.jsonl and gold.jsonl, whose statements have cue, content, speaker_words, to and stance (places in
the text, of the annotated corpus). One that was found goes with the listed one whose cue it shares, else with one
whose content it shares by half. What is listed as `optional` is neither missed nor false.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from bench.tasks.statements import predict

Said = Mapping[str, Any]
FIELDS: Final = ("speaker", "extent", "stance", "addressee")
_ENOUGH: Final = 0.75
"""Share of all characters of two contents that both have, from which on their extent is the same."""
_HALF: Final = 0.5
_UNLABELLED: Final = {"confirms": "says"}
"""A stance that the labels do not know, and the one under which they have it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A listed statement and what was found for it; one of the two is None where it was missed, or is false."""

    text: str
    listed: Said | None
    found: Said | None

    @property
    def right(self) -> frozenset[str]:
        """The fields that are right; none where one side is None."""
        if self.listed is None or self.found is None:
            return frozenset()
        a, b = self.listed, self.found
        same = {
            "speaker": _same_place(a.get("speaker_words"), b.get("speaker_words")),
            "extent": shared(a["content"], b["content"]) >= _ENOUGH,
            "stance": a["stance"] == _UNLABELLED.get(b["stance"], b["stance"]),
            "addressee": _same_place(a.get("to"), b.get("to")),
        }
        return frozenset(name for name, holds in same.items() if holds)


def score_statements(gold: Path, scratch: Path) -> Iterator[Pair]:
    """The pairs of all texts of a folder; predictions are written to the folder `scratch`."""
    out = scratch / "statements.jsonl"
    predict(gold, out)
    found = {row["id"]: row["statements"] for row in _rows(out)}
    docs = {row["id"]: row["text"] for row in _rows(gold / "docs.jsonl")}
    for row in _rows(gold / "gold.jsonl"):
        yield from pairs_of(docs[row["id"]], row["statements"], found.get(row["id"], ()))


def pairs_of(text: str, listed: Sequence[Said], found: Sequence[Said]) -> Iterator[Pair]:
    """Every statement of one text once, the best fitting ones together."""
    near = [(fit, -i, -j) for i, a in enumerate(listed) for j, b in enumerate(found) if (fit := _fit(a, b)) >= _HALF]
    mine: set[int] = set()
    theirs: set[int] = set()
    for _, i, j in sorted(near, reverse=True):
        if -i not in mine and -j not in theirs:
            mine.add(-i)
            theirs.add(-j)
            yield Pair(text, listed[-i], found[-j])
    yield from (Pair(text, one, None) for i, one in enumerate(listed) if i not in mine)
    yield from (Pair(text, None, one) for j, one in enumerate(found) if j not in theirs)


def _fit(a: Said, b: Said) -> float:
    same = bool(a.get("cue")) and bool(b["cue"]) and _same_place(a["cue"], b["cue"])
    return same + shared(a["content"], b["content"])


def shared(one: Sequence[Sequence[int]], other: Sequence[Sequence[int]]) -> float:
    """The characters that two contents have in common, as a share of all that one of them has."""
    a, b = ({i for start, end in spans for i in range(start, end)} for spans in (one, other))
    return len(a & b) / max(len(a | b), 1)


def _same_place(a: Sequence[int] | None, b: Sequence[int] | None) -> bool:
    return a is b is None if a is None or b is None else a[0] < b[1] and b[0] < a[1]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def lines_of(pairs: Iterable[Pair]) -> Iterator[str]:
    """One line a figure: found, what of those that were found is right, and every stance."""
    every = [one for one in pairs if one.listed is None or one.found is not None or not one.listed.get("optional")]
    both = [one for one in every if one.listed is not None and one.found is not None]
    wanted = [one for one in every if one.listed is not None and not one.listed.get("optional")]
    missed, false = (sum(getattr(one, side) is None for one in every) for side in ("found", "listed"))
    recall = 1 - missed / max(len(wanted), 1)
    precision = len(both) / max(len(both) + false, 1)
    f1 = 2 * precision * recall / max(precision + recall, 1e-9)
    yield f"found      precision {precision:.3f} recall {recall:.3f} f1 {f1:.3f}  ({len(wanted)} listed, {false} false)"
    for name in FIELDS:
        yield f"{name:10} {sum(name in one.right for one in both):4} of {len(both)}"
    yield f"all        {sum(len(one.right) == len(FIELDS) for one in both):4} of {len(both)}"
    yield from _stance_lines(both)


def _stance_lines(both: Sequence[Pair]) -> Iterator[str]:
    told = Counter((one.listed["stance"], one.found["stance"]) for one in both if one.listed and one.found)
    for stance in sorted({stance for pair in told for stance in pair}):
        listed = sum(n for (a, _), n in told.items() if a == stance)
        given = sum(n for (_, b), n in told.items() if b == stance)
        taken = ", ".join(f"{b} {n}" for (a, b), n in told.most_common() if a == stance and b != stance)
        yield f"  {stance:10} right {told[stance, stance]:3} of {listed:3} listed, {given:3} given; taken for {taken}"


def miss_lines(pairs: Iterable[Pair]) -> Iterator[str]:
    """What is wrong: a block for every pair that is not wholly right."""
    for one in pairs:
        wrong = [name for name in FIELDS if name not in one.right]
        if not wrong or (one.found is None and one.listed is not None and one.listed.get("optional")):
            continue
        kind = "FALSE" if one.listed is None else "MISSED" if one.found is None else "WRONG " + " ".join(wrong)
        yield kind
        sides = (("gold", one.listed), ("ours", one.found))
        yield from (f"  {side} {_told(one.text, said)}" for side, said in sides if said)
        yield f"  text {_around(one)!r}"


def _told(text: str, said: Said) -> str:
    speaker, cue, to = (said.get(name) and text[slice(*said[name])] for name in ("speaker_words", "cue", "to"))
    words = " … ".join(text[start:end] for start, end in said["content"])
    return f"[{said['stance']}] {speaker!r} {cue!r} to {to!r}: {words!r} {said.get('rule', '')}"


def _around(one: Pair) -> str:
    sides = [said for said in (one.listed, one.found) if said]
    places = [place for said in sides for place in (*said["content"], said.get("cue")) if place]
    start, end = min(place[0] for place in places), max(place[1] for place in places)
    return one.text[max(0, start - 80) : min(end, start + 600) + 60]
