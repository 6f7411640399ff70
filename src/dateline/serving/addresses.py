"""Permanent addresses of all that has a page: made of ids and keys, never of numbers of rows."""

from __future__ import annotations

from urllib.parse import urlencode


def story(id_: str, **asked: str | int) -> str:
    """The page of a story."""
    return _with(f"/story/{id_}", asked)


def report(id_: str, start: int | None = None, end: int | None = None) -> str:
    """The page of a report; with `start` and `end`, the words that stand there."""
    return f"/report/{id_}" + (f"?at={start}-{end}#at" if start is not None and end is not None else "")


def actor(key: str, **asked: str | int) -> str:
    """The page of an actor, by the key that exports have for it: a Wikidata id, a state's code, or name/state."""
    return _with("/actor", {"key": key, **asked})


def pair(one: str, other: str) -> str:
    """The page of two actors, by their keys."""
    return _with("/pair", {"a": one, "b": other})


def place(key: str) -> str:
    """The page of a place, by its number in GeoNames, or by its name where it has none."""
    return _with("/place", {"key": key})


def outlet(name: str) -> str:
    """The page of an outlet, by its name."""
    return _with("/outlet", {"name": name})


def search(line: str, **asked: str | int) -> str:
    """What the record has on a line of words and facets."""
    return _with("/search", {"q": line, **asked})


def query(rows: str, **asked: str | int) -> str:
    """A table of happenings, events or statements."""
    return _with(f"/query/{rows}", asked)


def _with(path: str, asked: dict[str, str | int]) -> str:
    kept = {name: value for name, value in asked.items() if value != ""}
    return f"{path}?{urlencode(kept)}" if kept else path
