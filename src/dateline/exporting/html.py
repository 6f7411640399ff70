"""A brief as one self-contained HTML page: no script, no request to anywhere, readable without either."""

from __future__ import annotations

import base64
import functools
import hashlib
import itertools
from collections.abc import Iterable
from importlib import resources
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.exporting.lines import BriefLines, Day, number
from dateline.exporting.phrases import (
    day,
    is_date,
    period,
    told_words,
    unsure_words,
    vouching_word,
)
from dateline.exporting.timeline_picture import timeline_picture
from dateline.model import probability, sure_words


def page(brief: BriefLines) -> str:
    """The page as text, to be written as UTF-8. Everything that came from a page is escaped and direction-isolated."""
    return render("brief.html", brief=brief)


def render(template: str, /, **values: object) -> str:
    """A template of `templates/` as a self-contained page in the look of the brief, with `values` by name."""
    text = environment().get_template(template).render(**style(), **values)
    return text if text.endswith("\n") else text + "\n"


def style() -> dict[str, str]:
    """The style sheet (`css`), and the `policy` that lets a page do nothing but wear it."""
    return style_of(_css())


def style_of(css: str) -> dict[str, str]:
    """Any style sheet with the policy that allows it alone."""
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(css)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return {"css": Markup(css), "policy": Markup(policy)}


@functools.cache
def _css() -> str:
    return (resources.files(__package__) / "templates" / "brief.css").read_text(encoding="utf-8")


def _digest(css: str) -> str:
    return base64.b64encode(hashlib.sha256(css.encode("utf-8")).digest()).decode("ascii")


@functools.cache
def environment() -> Environment:
    """The templates of this folder: every word is escaped, a name that is missing is an error."""
    environment = Environment(
        loader=PackageLoader("dateline.exporting", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["number"] = number
    environment.filters["sure_words"] = sure_words
    environment.filters["unsure_words"] = unsure_words
    environment.filters["day_of"] = day
    environment.filters["timeline_picture"] = timeline_picture
    environment.filters["probability"] = probability
    environment.filters["told_words"] = told_words
    environment.filters["vouching"] = vouching_word
    environment.filters["groupby_report"] = _by_report
    environment.globals["period"] = period
    environment.tests["link"] = _is_link
    environment.tests["date"] = _is_date
    return environment


def _is_link(address: object) -> bool:
    """Only what leads to a web page becomes a link: a page's address may be any hostile string."""
    return isinstance(address, str) and address.startswith(("https://", "http://"))


def _is_date(one: object) -> bool:
    return isinstance(one, Day) and is_date(one.value)


class _Cut(Protocol):
    @property
    def report(self) -> str: ...


def _by_report(words: Iterable[_Cut]) -> list[list[_Cut]]:
    """Words that follow one another in one report, together: a quotation that its cue breaks is one quotation."""
    return [list(group) for _, group in itertools.groupby(words, key=lambda one: one.report)]
