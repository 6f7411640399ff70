"""Permanent addresses of all that has a page: made of ids and keys, never of numbers of rows."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from dateline.errors import DatelineError


class Moved(DatelineError):
    """What an address names stands at another one now (`path`)."""

    def __init__(self, path: str) -> None:
        """`path`: where it stands."""
        super().__init__(f"it stands at {path} now.")
        self.path = path


def as_json_path(path: str) -> str:
    """Where the JSON of a page stands that has a path of its own."""
    parts = urlsplit(path)
    return parts._replace(path=f"{parts.path}.json", fragment="").geturl()


def story(id_: str, **asked: str | int) -> str:
    """The page of a story."""
    return with_query(f"/story/{id_}", asked)


def report(id_: str, start: int | None = None, end: int | None = None) -> str:
    """The page of a report; with `start` and `end`, the words that stand there."""
    return f"/report/{id_}" + (f"?at={start}-{end}#at" if start is not None and end is not None else "")


def actor(key: str, **asked: str | int) -> str:
    """The page of an actor, by the key that exports have for it: a Wikidata id, a state's code, or name/state."""
    return with_query("/actor", {"key": key, **asked})


def pair(one: str, other: str) -> str:
    """The page of two actors, by their keys."""
    return with_query("/pair", {"a": one, "b": other})


def place(key: str) -> str:
    """The page of a place, by its number in GeoNames, or by its name where it has none."""
    return with_query("/place", {"key": key})


def outlet(name: str) -> str:
    """The page of an outlet, by its name."""
    return with_query("/outlet", {"name": name})


def search(line: str, **asked: str | int) -> str:
    """What the record has on a line of words and facets."""
    return with_query("/search", {"q": line, **asked})


def query(rows: str, **asked: str | int) -> str:
    """A table of happenings, events or statements."""
    return with_query(f"/query/{rows}", asked)


def judge_record(id_: str) -> str:
    """The page on which an event or a statement is judged."""
    return f"/judge/record/{id_}"


def judge_whole(kind: str, id_: str) -> str:
    """The page on which a story, a lineage, a happening or an actor (by its key) is split and joined."""
    return with_query("/judge/actor", {"key": id_}) if kind == "actor" else f"/judge/{kind}/{id_}"


def with_query(path: str, asked: dict[str, str | int]) -> str:
    """A path with what it asks for; what is empty is left out."""
    kept = {name: value for name, value in asked.items() if value != ""}
    return f"{path}?{urlencode(kept)}" if kept else path
