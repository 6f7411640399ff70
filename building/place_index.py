"""Write an index of places: columns of numbers, and the sorted keys of names that lead to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

ALIAS_BIT = 31


@dataclass(frozen=True, slots=True)
class Entry:
    """A place: `keys` leads to it, with whether by another name than its own. `kind` as in `places/gazetteer.py`."""

    name: str
    keys: Mapping[str, bool]
    geonames: int
    latitude: float
    longitude: float
    people: int
    country: str
    admin: str
    kind: int = 0


def packed(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Texts as one run of UTF-8 bytes and where each begins (one more offset than texts)."""
    encoded = [text.encode("utf-8") for text in texts]
    offsets = np.zeros(len(encoded) + 1, np.uint32)
    offsets[1:] = np.cumsum([len(piece) for piece in encoded])
    return np.frombuffer(b"".join(encoded), np.uint8), offsets


def write_index(entries: Sequence[Entry], out: Path) -> int:
    """Write the index of places, those with most people first: that is the order in which a name offers them."""
    codes = sorted({one.country for one in entries})
    admins = sorted({one.admin for one in entries})
    postings: dict[str, list[int]] = {}
    for number, one in enumerate(entries):
        for key, alias in one.keys.items():
            if key:
                postings.setdefault(key, []).append(number | int(alias) << ALIAS_BIT)
    names = sorted(postings)
    starts = np.zeros(len(names) + 1, np.uint32)
    starts[1:] = np.cumsum([len(postings[name]) for name in names])
    key_bytes, key_offsets = packed(names)
    name_bytes, name_offsets = packed([one.name for one in entries])
    admin_of = {admin: n for n, admin in enumerate(admins)}
    code_of = {code: n for n, code in enumerate(codes)}
    np.savez_compressed(
        out,
        keys=key_bytes, key_offsets=key_offsets, starts=starts,
        postings=np.array([n for name in names for n in postings[name]], np.uint32),
        names=name_bytes, name_offsets=name_offsets,
        ids=np.array([one.geonames for one in entries], np.uint32),
        latitudes=np.array([one.latitude for one in entries], np.float32),
        longitudes=np.array([one.longitude for one in entries], np.float32),
        people=np.array([one.people for one in entries], np.uint32),
        countries=np.array([code_of[one.country] for one in entries], np.uint8),
        admins=np.array([admin_of[one.admin] for one in entries], np.uint16),
        kinds=np.array([one.kind for one in entries], np.uint8),
        country_codes=np.array(codes), admin_codes=np.array(admins),
    )  # fmt: skip
    return len(entries)
