"""What all shards of one run have in common: where pages come from, where shards go, how pages are understood."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dateline.reading.containers import has_pdf_reader
from dateline.running import Settings

SHARD_BYTES = 64 << 20
"""Bytes of files in a shard: four thousand pages of a packed archive, sixteen thousand bare texts; some minutes of work
for one core, so that the seconds in which the language is loaded do not count, and a machine that is lost costs little.
"""


@dataclass(frozen=True, slots=True)
class Job:
    """A run over many shards. `source`: a file or a folder; `output`: a folder that every machine sees.

    `columns` and `below` are those of `reading.containers.Ways`; `shard_bytes`: how many bytes of files make a shard.
    All but the two places and the number of workers can change an outcome, and is part of every shard's name.
    """

    source: Path
    output: Path
    settings: Settings
    columns: tuple[tuple[str, str], ...] = ()
    below: Path | None = None
    shard_bytes: int = SHARD_BYTES

    @property
    def shards(self) -> Path:
        """The folder of the shards that are done."""
        return self.output / "shards"

    @property
    def choices(self) -> str:
        """All that an outcome depends on besides the pages, in words."""
        limits = self.settings.limits
        named = " ".join(f"{fact}={name}" for fact, name in sorted(self.columns))
        below = "" if self.below is None else "html below another folder"
        readers = "" if has_pdf_reader() else "no reader of PDF"
        words = (self.settings.maker, f"{limits.seconds:g} s", f"{limits.megabytes} MB", named, below, readers)
        return "; ".join(filter(None, words))
