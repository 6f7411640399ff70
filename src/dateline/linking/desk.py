"""What one growth has taken from the shelf, and what it made of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from dateline.linking.pieces import EDGE
from dateline.linking.repeats import STORIES, line_keys, without_lines
from dateline.linking.shelves import Shelf, Weights
from dateline.linking.sketches import Sketch
from dateline.linking.words import HashedText, Vocabulary, hash_words
from dateline.model import Report, Span


@dataclass
class Desk:
    """Reports, sketches and what stands under keys, each asked for once, and for many at a time."""

    shelf: Shelf
    reports: dict[str, Report] = field(default_factory=dict)
    lines: dict[str, Mapping[Span, int]] = field(default_factory=dict)
    sketches: dict[str, Sketch] = field(default_factory=dict)
    texts: dict[str, HashedText] = field(default_factory=dict)
    weights: dict[str, Mapping[str, float]] = field(default_factory=dict)
    under: dict[tuple[int, int | None], tuple[str, ...]] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)

    def fetch(self, names: Iterable[str]) -> None:
        """Takes reports from the shelf that are not here yet."""
        if missing := sorted(set(names) - self.reports.keys()):
            self.reports.update((one.id, one) for one in self.shelf.reports(missing))

    def lines_of(self, name: str) -> Mapping[Span, int]:
        """Lines of a report that may be furniture."""
        if name not in self.lines:
            self.fetch((name,))
            self.lines[name] = line_keys(self.reports[name])
        return self.lines[name]

    def carriers(self, key: int, most: int | None = None) -> tuple[str, ...]:
        """The reports under a key, as long as nothing is put on the shelf."""
        self.fetch_carriers((key,), most)
        return self.under[key, most]

    def fetch_carriers(self, keys: Iterable[int], most: int | None = None) -> None:
        """Asks for what stands under many keys at once."""
        if missing := sorted({key for key in keys if (key, most) not in self.under}):
            found = self.shelf.carriers(missing, most)
            self.under.update(((key, most), found.get(key, ())) for key in missing)

    def is_often(self, key: int) -> bool:
        """Whether an outlet prints a line on so many pages that it is left out when reports are compared."""
        return len(self.carriers(key, STORIES)) >= STORIES

    def fetch_lines(self, names: Iterable[str]) -> None:
        """Asks at once how often the lines of these reports are printed."""
        names = sorted(names)
        self.fetch(names)
        self.fetch_carriers((key for name in names for key in self.lines_of(name).values()), STORIES)

    def trimmed(self, name: str) -> Report:
        """A report without the lines that its outlet often prints."""
        lines = [span for span, key in self.lines_of(name).items() if self.is_often(key)]
        return without_lines(self.reports[name], lines)

    def text(self, name: str) -> HashedText:
        """The words of a trimmed report."""
        if name not in self.texts:
            self.texts[name] = hash_words(self.trimmed(name), self.vocabulary)
        return self.texts[name]

    def fetch_sketches(self, names: Iterable[str]) -> None:
        """Takes sketches from the shelf that are not here yet."""
        if missing := sorted(set(names) - self.sketches.keys()):
            self.sketches.update(self.shelf.sketches(missing))

    def weights_of(self, names: Collection[str]) -> Weights:
        """How strong the links of these reports (and of others) are that can make a piece."""
        if missing := sorted(set(names) - self.weights.keys()):
            self.weights.update(self.shelf.weights(missing, EDGE))
        return self.weights
