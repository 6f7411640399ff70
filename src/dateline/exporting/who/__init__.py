"""A dossier: everything done, said and denied by and to one person, state or body, over all pages of a record.

`find_actor` says whom a name means, `put_together` makes the dossier; `terminal`, `table`, `page` and `json` are its
forms.
"""

from __future__ import annotations

from dateline.exporting.html import render
from dateline.exporting.json import object_text
from dateline.exporting.who import table, terminal
from dateline.exporting.who.dossier import Filters, check_filters, put_together
from dateline.exporting.who.finding import FoundActor, describe_actor, find_actor, find_state
from dateline.exporting.who.lines import TITLES, Dossier, DossierLine

__all__ = [
    "Dossier",
    "DossierLine",
    "Filters",
    "FoundActor",
    "check_filters",
    "describe_actor",
    "find_actor",
    "find_state",
    "json",
    "page",
    "put_together",
    "table",
    "terminal",
]


def page(dossier: Dossier) -> str:
    """The dossier as one self-contained HTML page, to be written as UTF-8."""
    return render("who.html", dossier=dossier, titles=TITLES)


def json(dossier: Dossier) -> str:
    """The dossier as one JSON object, field by field."""
    return object_text(dossier)
