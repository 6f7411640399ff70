"""A page's value as an answer: through its template, or as JSON; both say the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from dateline.serving.atom import MEDIA, atom
from dateline.serving.kept import Answer
from dateline.serving.news import News
from dateline.serving.params import Params
from dateline.serving.shelf import Moment
from dateline.serving.templating import render

Build = Callable[[Moment, Params], object]
"""Makes the value of a page: a frozen dataclass of plain values. May raise DatelineError."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the server: the path it stands at, what it is for, what makes its value, the template it wears.

    `value`: the class of the value, for the description of the API. `asks`: the names of its query, with what they are.
    """

    path: str
    what: str
    build: Build
    value: type
    template: str
    asks: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()

    @property
    def json_path(self) -> str:
        """Where its value stands as JSON."""
        return f"{self.path.rstrip('/') or '/index'}.json"


def as_json(value: object, status: int = 200) -> Answer:
    """The value of a page as JSON."""
    return _answer(msgspec.json.encode(value) + b"\n", "application/json", status)


def as_css(text: str) -> Answer:
    """A style sheet."""
    return _answer(text.encode(), "text/css; charset=utf-8", 200)


def as_atom(news: Sequence[News], record: str, base: str) -> Answer:
    """A feed. `base`: where the pages stand that it leads to."""
    return _answer(atom(news, record, base), MEDIA, 200)


def as_html(
    template: str, value: object, *, path: str, json: str, record: str, status: int = 200, review: bool = False,
    **beside: str,
) -> Answer:  # fmt: skip
    """The value of a page as HTML. `path`: its address; `json`: that of its JSON; `review`: whether people may judge
    here; `beside`: what else its template asks for."""
    text = render(template, page=value, path=path, json=json, record=record, review=review, **beside)
    return _answer(text.encode("utf-8", "replace"), "text/html; charset=utf-8", status)


def _answer(body: bytes, media: str, status: int) -> Answer:
    return Answer(body, media, f'"{hashlib.sha256(body).hexdigest()[:32]}"', status)
