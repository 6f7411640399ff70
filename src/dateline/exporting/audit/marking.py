"""The words of an answer in what stands around them, cut into stretches that are marked and stretches that are not."""

from __future__ import annotations

from dateline.auditing import Answer
from dateline.model import Report

_AROUND = 120


def marked_text(answer: Answer, report: Report | None) -> tuple[tuple[str, str], ...]:
    """(what it shows, the words) in the order of the text; "" for what only stands around. Empty without words.

    Where two fields share words, the later to begin wins from there on.
    """
    if report is None or not answer.words:
        return ()
    evidence = next(one for one in answer.words if one.what == "evidence")
    inside = [one for one in answer.words if one.start < evidence.end + _AROUND and one.end > evidence.start - _AROUND]
    first, last = min(one.start for one in inside), max(one.end for one in inside)
    text = report.text
    begin, end = _widen(text, first, last)
    labels = [""] * (end - begin)
    for one in sorted(inside, key=lambda each: (each.what != "evidence", each.start)):
        labels[one.start - begin : one.end - begin] = [one.what] * (one.end - one.start)
    out: list[tuple[str, str]] = []
    at = 0
    while at < len(labels):
        stop = at
        while stop < len(labels) and labels[stop] == labels[at]:
            stop += 1
        out.append((labels[at], text[begin + at : begin + stop]))
        at = stop
    return tuple(out)


def _widen(text: str, first: int, last: int) -> tuple[int, int]:
    """Some words more on either side, within the paragraph."""
    begin = max(text.rfind("\n", 0, first) + 1, first - _AROUND)
    line = text.find("\n", last)
    return begin, min(len(text) if line < 0 else line, last + _AROUND)
