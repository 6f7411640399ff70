"""Where what an address names stands now: stories and happenings get other ids as they grow, and pages may turn out to
be no report."""

from __future__ import annotations

import re

from sqlalchemy import Connection

from dateline.errors import DatelineError, NotFound
from dateline.serving import addresses
from dateline.serving.addresses import Moved
from dateline.serving.questions import ask

_START = re.compile(r"[yp][0-9a-f]{5,15}")
"""The start of an id, as commands print it."""


def gone_story(connection: Connection, name: str, happening: str = "") -> DatelineError:
    """Where a story is that has another id now, or whose id is not written whole; else that there is none.
    `happening`: one of it that was asked for."""
    later = ask(
        connection,
        "SELECT stories.id FROM earlier_ids JOIN stories ON stories.id = earlier_ids.became "
        "WHERE earlier_ids.was = :name",
        name=name,
    )
    if not later and _START.fullmatch(name):
        later = ask(connection, "SELECT id FROM stories WHERE id LIKE :start LIMIT 2", start=f"{name}%")
    if len(later) == 1:
        return Moved(_with_happening(later[0].id, happening))
    return NotFound(
        f"there is no story {name} in this record. It may have grown, and then it has another id: search it."
    )


def gone_happening(connection: Connection, name: str) -> Moved | None:
    """Where a happening stands that has another id now; None where nobody knows of it."""
    later = ask(
        connection,
        "SELECT happenings.id, stories.id AS story FROM earlier_ids "
        "JOIN happenings ON happenings.id = earlier_ids.became JOIN stories ON stories.number = happenings.story "
        "WHERE earlier_ids.was = :name ORDER BY stories.id LIMIT 1",
        name=name,
    )
    return Moved(_with_happening(later[0].story, later[0].id)) if later else None


def later_id(connection: Connection, name: str) -> str:
    """The id that something has now; `name` itself where it has another one nowhere."""
    later = ask(connection, "SELECT became FROM earlier_ids WHERE was = :name", name=name)
    return str(later[0].became) if later else name


def gone_report(connection: Connection, name: str) -> DatelineError:
    """Where a report is whose id is not written whole; why a page is no report; else that there is none."""
    if _START.fullmatch(name):
        later = ask(connection, "SELECT id FROM reports WHERE id LIKE :start LIMIT 2", start=f"{name}%")
        if len(later) == 1 and later[0].id != name:
            return Moved(addresses.report(later[0].id))
    skipped = ask(connection, "SELECT reason FROM skipped WHERE id = :name", name=name)
    if skipped:
        return NotFound(f"the page {name} is in this record and is no report: {skipped[0].reason}.")
    return NotFound(f"there is no report {name} in this record.")


def _with_happening(story: str, happening: str) -> str:
    """The page of a story, or of a happening in it."""
    return f"{addresses.story(story, happening=happening)}#{happening}" if happening else addresses.story(story)
