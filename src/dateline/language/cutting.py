"""Runs of characters cut into words as spaCy's tokenizer cuts them, step by step, without spaCy.

The steps are those of `spacy/tokenizer.pyx`: marks are taken off both ends until an exception or nothing is left of
them, the rest is one word or is cut at what stands within; then exceptions that came to stand side by side by that are
cut as exceptions are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

Match = Callable[[str], re.Match[str] | None]
"""What finds a pattern in a run; None where it has none."""


class Cutter:
    """Cuts runs. `exceptions`: runs with the words that they give; `whole` matches what is one word."""

    def __init__(
        self,
        exceptions: Mapping[str, tuple[str, ...]],
        prefix: re.Pattern[str],
        suffix: re.Pattern[str],
        infix: re.Pattern[str],
        whole: Match,
    ) -> None:
        self._exceptions = exceptions
        self._prefix, self._suffix, self._infix, self._whole = prefix.search, suffix.search, infix.finditer, whole
        self._glued: dict[tuple[str, ...], str] = {}
        self._longest = 1
        for run in exceptions:
            if not any(map(str.isspace, run)) and self._has_marks(run):
                words = tuple(self._cut(run, {}))
                self._glued[words] = run
                self._longest = max(self._longest, len(words))
        self._openings = {words[0] for words in self._glued}

    def _has_marks(self, run: str) -> bool:
        return bool(self._length(self._prefix(run)) or any(True for _ in self._infix(run))) or bool(
            self._length(self._suffix(run))
        )

    @staticmethod
    def _length(found: re.Match[str] | None) -> int:
        return 0 if found is None else found.end() - found.start()

    def words(self, run: str) -> list[str]:
        """The words of a run, which has no white space."""
        known = self._exceptions.get(run)
        found = list(known) if known is not None else self._cut(run, self._exceptions)
        return found if self._openings.isdisjoint(found) else self._cut_glued(found)

    def _cut(self, run: str, exceptions: Mapping[str, tuple[str, ...]]) -> list[str]:
        before: list[str] = []
        after: list[str] = []
        run = self._take_off(run, exceptions, before, after)
        if run:
            before += exceptions.get(run) or self._cut_within(run)
        return before + after[::-1]

    def _take_off(
        self, run: str, exceptions: Mapping[str, tuple[str, ...]], before: list[str], after: list[str]
    ) -> str:
        """What is left of a run; what was taken off its ends is added to `before`, and to `after` from the end on."""
        size = 0
        while run and len(run) != size and run not in exceptions:
            size = len(run)
            first = self._length(self._prefix(run))
            if first and run[first:] in exceptions:
                before.append(run[:first])
                return run[first:]
            last = self._length(self._suffix(run[first:]))
            if last and run[:-last] in exceptions:
                after.append(run[-last:])
                return run[:-last]
            if first and last and first + last <= size:
                before.append(run[:first])
                after.append(run[-last:])
                run = run[first:-last]
            elif first:
                before.append(run[:first])
                run = run[first:]
            elif last:
                after.append(run[-last:])
                run = run[:-last]
        return run

    def _cut_within(self, run: str) -> list[str]:
        if self._whole(run):
            return [run]
        out: list[str] = []
        start = 0
        for found in self._infix(run):
            first, last = found.span()
            if not first:
                continue  # nothing is cut off before what opens the run
            if first != start:
                out.append(run[start:first])
            if first != last:
                out.append(run[first:last])
            start = last
        return [*out, run[start:]] if run[start:] else out

    def _cut_glued(self, words: Sequence[str]) -> list[str]:
        """The words with exceptions among them cut anew: the longest first, of two as long the first."""
        size = len(words)
        found = [
            (end - start, -start)
            for start in range(size)
            if words[start] in self._openings
            for end in range(start + 1, min(size, start + self._longest) + 1)
            if tuple(words[start:end]) in self._glued
        ]
        taken: set[int] = set()
        ends: dict[int, int] = {}
        for length, place in sorted(found, reverse=True):
            start, end = -place, length - place
            if start not in taken and end - 1 not in taken:
                ends[start] = end
            taken.update(range(start, end))
        out: list[str] = []
        at = 0
        while at < size:
            end = ends.get(at, at)
            out += self._exceptions["".join(words[at:end])] if end > at else [words[at]]
            at = max(end, at + 1)
        return out
