"""A brief as one self-contained HTML page: no script, no request to anywhere, readable without either."""

from __future__ import annotations

import base64
import functools
import hashlib
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dateline.exporting.lines import BriefLines, Day, number
from dateline.exporting.phrases import is_date, period, unsure_words
from dateline.model import sure_words


def page(brief: BriefLines) -> str:
    """The page as text, to be written as UTF-8. Everything that came from a page is escaped and direction-isolated."""
    text = environment().get_template("brief.html").render(brief=brief, **style())
    return text if text.endswith("\n") else text + "\n"


def style() -> dict[str, str]:
    """The style sheet (`css`), and the `policy` that lets a page do nothing but wear it."""
    css = _css()
    policy = (
        f"default-src 'none'; style-src 'sha256-{_digest(css)}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    return {"css": Markup(css), "policy": policy}


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
    environment.globals["period"] = period
    environment.tests["link"] = _is_link
    environment.tests["date"] = _is_date
    return environment


def _is_link(address: object) -> bool:
    """Only what leads to a web page becomes a link: a page's address may be any hostile string."""
    return isinstance(address, str) and address.startswith(("https://", "http://"))


def _is_date(day: object) -> bool:
    return isinstance(day, Day) and is_date(day.value)
