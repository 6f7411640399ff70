"""A list of which one page is shown."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from dateline.serving.params import Params


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list this is, and the addresses of its neighbours ("" where there is none).

    `total` is None where counting would take too long.
    """

    page: int
    size: int
    total: int | None
    before: str = ""
    after: str = ""

    @property
    def first(self) -> int:
        """The place of the first row on the page."""
        return (self.page - 1) * self.size + 1


def beyond(address: str, **asked: str) -> str:
    """An address with some values more in its question; "" takes one away."""
    parts = urlsplit(address)
    held = {**dict(parse_qsl(parts.query)), **asked}
    return parts._replace(query=urlencode({name: value for name, value in held.items() if value})).geturl()


def paging(params: Params, path: str, size: int, total: int, *, name: str = "page", at: str = "") -> Paging:
    """The page of a list that an address asks for."""
    page = params.page(name)
    return Paging(
        page,
        size,
        total,
        params.with_(path, **{name: page - 1 if page > 2 else ""}) + at if page > 1 else "",
        params.with_(path, **{name: page + 1}) + at if page * size < total else "",
    )
