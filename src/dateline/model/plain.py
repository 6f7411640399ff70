"""Values as dictionaries and as JSON, each span with its words, and back again.

The shape is that of the nouns themselves, field by field; `docs/dateline.schema.json` writes it down. One thing is
added: a span is `{"start": 0, "end": 6, "exact": "France"}`, so that nobody needs the text to read a field.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any, Protocol, Self, TypeVar

import msgspec

from dateline.model.evidence import Span

T = TypeVar("T")
Dictionary = dict[str, Any]
CutWords = Callable[[Span], str]
"""The words of a span."""


class HasText(Protocol):
    """What has the text that spans cut: a report."""

    @property
    def text(self) -> str:
        """The clean text."""
        ...


class Words:
    """What cuts the spans of one text. Raises ValueError where a span leaves it: it belongs to another report."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, span: Span) -> str:
        if span.end > len(self._text):
            raise ValueError(f"words end at {span.end}, and the text at {len(self._text)}: it is another report's")
        return span.cut(self._text)


def as_plain(value: object, cut: CutWords) -> Any:
    """A value of the model as dictionaries, lists, texts and numbers; `cut` gives the words of each span."""
    if isinstance(value, Span):
        return {"start": value.start, "end": value.end, "exact": cut(value)}
    if isinstance(value, tuple):
        return [as_plain(one, cut) for one in value]
    if isinstance(value, msgspec.Struct):
        names = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)
        return {name: as_plain(getattr(value, field), cut) for name, field in names}
    if is_dataclass(value):
        return {field.name: as_plain(getattr(value, field.name), cut) for field in fields(value)}
    return value


def from_plain(given: object, kind: type[T]) -> T:
    """The value of `kind` that `as_plain` made this of. Raises ValueError, which says what does not fit and where."""
    try:
        return msgspec.convert(given, kind)
    except msgspec.ValidationError as error:
        raise ValueError(f"this is no {kind.__name__}: {error}. The shape is in docs/dateline.schema.json.") from error


def check_words(given: object, text: str) -> None:
    """Raises ValueError where the `exact` of a span is not what the text has there."""
    if isinstance(given, list | tuple):
        for one in given:
            check_words(one, text)
    elif isinstance(given, dict):
        if "exact" in given and text[given["start"] : given["end"]] != given["exact"]:
            raise ValueError(
                f"the text has {text[given['start'] : given['end']]!r} at [{given['start']}, {given['end']}), and not "
                f"{given['exact']!r}: it was changed, or is another report's."
            )
        for one in given.values():
            check_words(one, text)


def as_json(given: object) -> str:
    """Dictionaries as one line of JSON, unescaped; half of a surrogate pair, which UTF-8 has not, as its escape."""
    line = json.dumps(given, ensure_ascii=False, separators=(",", ":"))
    return "".join(f"\\u{ord(c):04x}" if "\ud800" <= c <= "\udfff" else c for c in line) if not _is_utf8(line) else line


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class InText:
    """A value whose spans cut one report's text, which the value itself does not hold: it is given."""

    __slots__ = ()

    def to_dict(self, text: str | HasText | None = None) -> Dictionary:
        """Field by field, each span with its words. `text`: the report that it was found in, or that report's text.

        Raises TypeError where it is not given, ValueError where a span leaves the text.
        """
        if text is None:
            raise TypeError(f"{type(self).__name__} has no text to show its words of. Give the report: to_dict(report)")
        plain: Dictionary = as_plain(self, Words(text if isinstance(text, str) else text.text))
        return plain

    def to_json(self, text: str | HasText | None = None) -> str:
        """The same as one line of JSON."""
        return as_json(self.to_dict(text))

    @classmethod
    def from_dict(cls, given: Dictionary) -> Self:
        """The value that `to_dict` was asked of. Raises ValueError where the shape is another."""
        return from_plain(given, cls)
