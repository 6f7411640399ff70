"""What is made of tables, kept beside Python's own bytecode, so that the next process need not make it again.

A table of 27,000 rows is text under version control, and a fifth of a second of each start. As a module is compiled
once and read from `__pycache__` until it changes, so is what is made of it.
"""

from __future__ import annotations

import hashlib
import math
import mmap
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import msgspec

from dateline.version import __version__

if TYPE_CHECKING:
    import numpy.typing as npt

T = TypeVar("T")

_PAGE = 64
"""Bytes at whose multiples an array begins, so that a processor reads it at once."""


def shelved(name: str, kind: type[T], make: Callable[[], T], *made_of: Path) -> T:
    """What `make` gives: read from the shelf where nothing in `made_of` has changed since, else made and put there.

    `made_of`: the files, and the folders with all that is below them, that the value depends on: tables and code. It
    lies in the `__pycache__` of the first folder, as msgpack of the type `kind`; nothing is kept where Python may keep
    no bytecode or the folder cannot be written.
    """
    path, stamp = _place(name, made_of), _stamp(made_of)
    # None there yet, one of other tables, or a broken one: made anew, which is all that can be done.
    with suppress(OSError, msgspec.MsgspecError):
        held = path.read_bytes()
        if held.startswith(stamp):
            return msgspec.msgpack.decode(memoryview(held)[len(stamp) :], type=kind)
    made = make()
    if not sys.dont_write_bytecode:
        with suppress(OSError):  # a folder of the system's: then each process makes it
            _put(path, (stamp, msgspec.msgpack.encode(made)))
    return made


class Unread(Mapping[str, T], Generic[T]):
    """A mapping whose values are read off the shelf one by one, as they are asked for: most never are."""

    def __init__(self, packed: Mapping[str, msgspec.Raw], kind: Any) -> None:
        """`kind`: the type of the values; it must be the one that was packed."""
        self._packed, self._known = packed, dict[str, T]()
        self._decoder: msgspec.msgpack.Decoder[T] = msgspec.msgpack.Decoder(kind)

    def __getitem__(self, key: str) -> T:
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._decoder.decode(self._packed[key])
        return found

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key; `default` where it has none."""
        return self[key] if key in self._packed else default

    def __contains__(self, key: object) -> bool:
        return key in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


def shelved_arrays(source: Path, *, beside: Path) -> dict[str, npt.NDArray[Any]]:
    """The arrays of an npz file, unpacked once into the `__pycache__` of the folder `beside`, and then mapped into
    memory, which the processes of a machine share. They are unpacked each time where nothing can be kept.
    """
    import numpy as np

    path, stamp = _place(source.stem, (beside,)), _stamp((source, Path(__file__)))
    with suppress(OSError, ValueError, KeyError, msgspec.MsgspecError):  # none there, another's, or a broken one
        return _map(path, stamp)
    with np.load(source, allow_pickle=False) as stored:
        made = {name: stored[name] for name in stored.files}
    if not sys.dont_write_bytecode:
        with suppress(OSError):
            _put(path, _lay_out(made, stamp))
    return made


_Plan = list[tuple[str, str, tuple[int, ...], int]]
"""Name, type, shape and first byte of each array."""


def _lay_out(arrays: Mapping[str, npt.NDArray[Any]], stamp: bytes) -> Iterator[bytes]:
    import numpy as np

    plan: _Plan = []
    at = 0
    for name, array in arrays.items():
        plan.append((name, array.dtype.str, array.shape, at))
        at += array.nbytes + -array.nbytes % _PAGE
    told = msgspec.msgpack.encode((plan, at))
    head = stamp + len(told).to_bytes(8, "little") + told
    yield head + bytes(-len(head) % _PAGE)
    for array in arrays.values():
        yield np.ascontiguousarray(array).tobytes() + bytes(-array.nbytes % _PAGE)


def _map(path: Path, stamp: bytes) -> dict[str, npt.NDArray[Any]]:
    """Raises ValueError where the file is of another source, or cut short."""
    import numpy as np

    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    start = len(stamp) + 8
    if held[: len(stamp)] != stamp:
        raise ValueError("made of something else")
    told = held[start : start + int.from_bytes(held[len(stamp) : start], "little")]
    plan, size = msgspec.msgpack.decode(told, type=tuple[_Plan, int])
    first = start + len(told) + -(start + len(told)) % _PAGE
    if len(held) != first + size:
        raise ValueError("cut short")

    def array(kind: str, shape: tuple[int, ...], at: int) -> npt.NDArray[Any]:
        made: npt.NDArray[Any] = np.frombuffer(held, np.dtype(kind), math.prod(shape), first + at)
        return made.reshape(shape)

    return {name: array(kind, shape, at) for name, kind, shape, at in plan}


def _place(name: str, made_of: tuple[Path, ...]) -> Path:
    return Path(cache_from_source(str(made_of[0] / f"{name}.py"))).with_suffix(".msgpack")


def _stamp(made_of: Iterable[Path]) -> bytes:
    lines = [__version__]
    for file in _files(made_of):
        state = file.stat()
        lines.append(f"{file}\t{state.st_size}\t{state.st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).digest()


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if not source.is_dir():
            yield source
        elif source.name != "__pycache__":
            yield from _files(sorted(source.iterdir()))


def _put(path: Path, content: Iterable[bytes]) -> None:
    """Whole or not at all: another process may read or write it at the same time."""
    path.parent.mkdir(parents=True, exist_ok=True)  # Python's own may lie elsewhere, and be empty yet
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.writelines(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
