"""What a record can keep: JSON has no half surrogates, and PostgreSQL's text has no NUL."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from dateline.model import Page


def why_unkeepable(value: object) -> str | None:
    """Why a value of the model cannot be kept (in words), or None if it can.

    JSON has no half surrogates, and PostgreSQL's text has no NUL.
    """
    try:
        text = msgspec.json.encode(value)
    except UnicodeEncodeError:
        return "half of a surrogate pair"
    return "a NUL character" if b"\\u0000" in text else None


def mend_page(page: Page) -> Page:
    """The page with metadata that can be kept: each half surrogate or NUL in it becomes U+FFFD. The bytes stay."""
    if why_unkeepable(replace(page, content=b"")) is None:
        return page
    changed = {
        name: "".join("\ufffd" if c == "\0" or "\ud800" <= c <= "\udfff" else c for c in value)
        for name in Page.__slots__
        if isinstance(value := getattr(page, name), str)
    }
    return replace(page, **changed)  # type: ignore[arg-type]
