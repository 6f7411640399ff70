"""A stream that only goes forward, for readers that would seek or ask where they are."""

from __future__ import annotations

from typing import IO


class OneWay:
    """Reads on and knows its place; it cannot go back, whatever the reader above it would like."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._place = stream, 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, `size` at most; all that is left where it is negative."""
        piece = self._stream.read(size)
        self._place += len(piece)
        return piece

    def tell(self) -> int:
        """Bytes read so far."""
        return self._place
