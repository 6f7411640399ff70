"""Answers that were made already, for as long as nobody writes to the record."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """A page as it is sent."""

    body: bytes
    media: str
    etag: str
    status: int = 200


class Kept:
    """Answers by their address, the least asked for leaving first where they take more than `most` bytes."""

    def __init__(self, most: int) -> None:
        """`most`: bytes of bodies."""
        self._most, self._size, self._version = most, 0, ""
        self._found: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, version: str, address: str) -> Answer | None:
        """What was answered for an address, if the record is of the same version still."""
        with self._lock:
            if version != self._version:
                return None
            if (answer := self._found.get(address)) is not None:
                self._found.move_to_end(address)
            return answer

    def put(self, version: str, address: str, answer: Answer) -> None:
        """Keeps an answer; all of another version go."""
        with self._lock:
            if version != self._version:
                self._found.clear()
                self._size, self._version = 0, version
            if (old := self._found.pop(address, None)) is not None:
                self._size -= len(old.body)
            self._found[address] = answer
            self._size += len(answer.body)
            while self._size > self._most and self._found:
                _, gone = self._found.popitem(last=False)
                self._size -= len(gone.body)
