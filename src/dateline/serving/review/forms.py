"""What a form sent: names and values, read with limits; and where to go after it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from dateline.errors import UsageError

MOST_FIELDS = 2_000
_LOCAL = re.compile(r"/(?![/\\])[^\\\x00-\x20\x7f]*")


@dataclass(frozen=True, slots=True)
class Form:
    """Every value by its name."""

    values: Mapping[str, Sequence[str]]

    def one(self, name: str) -> str:
        """The last value of a name without what stands around it, "" where there is none."""
        return (self.values.get(name) or ("",))[-1].strip()

    def every(self, name: str) -> tuple[str, ...]:
        """All values of a name that are not empty."""
        return tuple(value.strip() for value in self.values.get(name, ()) if value.strip())

    def needed(self, name: str, what: str) -> str:
        """Raises UsageError where it is empty."""
        if not (value := self.one(name)):
            raise UsageError(f"{what} is missing. Go back and fill it in.")
        return value

    def changed(self) -> dict[str, str]:
        """Field -> what was typed for it, where that is not what the form showed (`field-NAME` and `was-NAME`)."""
        given = {name.removeprefix("field-"): self.one(name) for name in self.values if name.startswith("field-")}
        return {name: value for name, value in given.items() if _flat(value) != _flat(self.one(f"was-{name}"))}

    def typed(self) -> tuple[tuple[str, str], ...]:
        """What a person typed, to be shown again where it is refused."""
        said = {name.replace("_", " "): value for name, value in self.changed().items()}
        return tuple((said | {name: value for name in ("why", "others") if (value := self.one(name))}).items())

    def back(self, otherwise: str) -> str:
        """The address of this server to which the form leads back."""
        given = self.one("back")
        return given if _LOCAL.fullmatch(given) else otherwise


def _flat(value: str) -> str:
    """A browser sends line ends in its own way."""
    return " ".join(value.split())


async def read(request: Request) -> Form:
    """The form of a request; the gate has seen to its size. Raises UsageError where it is none."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        raise UsageError("a form is sent as application/x-www-form-urlencoded.")
    body = (await request.body()).decode("utf-8", "replace").replace("%0D%0A", "%0A").replace("%0d%0a", "%0A")
    try:
        pairs = parse_qsl(body, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError as error:
        raise UsageError(f"the form has more than {MOST_FIELDS} fields.") from error
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    return Form(values)
