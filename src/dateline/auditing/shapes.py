"""Which dataset a table is of, told by its columns, and what its cells say in our terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType

from dateline.auditing.theirs import TheirPlace, TheirRow, TheirSide
from dateline.coding.name_keys import key_of
from dateline.coding.tables import table
from dateline.errors import UsageError
from dateline.tables import shipped, split_items

SHAPES = ("gdelt", "polecat", "icews", "acled")
_SCHEMES: Mapping[str, str] = MappingProxyType(
    {"gdelt": "cameo", "icews": "cameo", "polecat": "plover", "acled": "acled"}
)
_DAYS = ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%d-%b-%Y", "%d %b %Y", "%d-%B-%Y", "%m/%d/%Y", "%Y/%m/%d")
_SHOWN = 30
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_YEARS = re.compile(r"\(?\b\d{4}\s*-\s*(?:\d{4})?\)?")
_SPLIT = re.compile(r"[|;,]")


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]", "", name).casefold()


@cache
def _fields() -> Mapping[str, tuple[tuple[str, bool, tuple[str, ...]], ...]]:
    found: dict[str, list[tuple[str, bool, tuple[str, ...]]]] = {}
    for row in shipped(__package__, "tables/shapes.tsv", ("shape", "field", "mark", "columns")):
        names = tuple(_plain(name) for name in split_items(row["columns"]))
        found.setdefault(row["shape"], []).append((row["field"], row["mark"] == "!", names))
    return MappingProxyType({shape: tuple(rows) for shape, rows in found.items()})


def gdelt_columns(width: int) -> tuple[str, ...] | None:
    """The columns of a GDELT file without a header, by how many there are; None where it is none."""
    rows = list(shipped(__package__, "tables/gdelt_columns.tsv", ("column", "in")))
    known = {
        len(rows): tuple(row["column"] for row in rows),
        sum(row["in"] == "both" for row in rows): tuple(row["column"] for row in rows if row["in"] == "both"),
    }
    return known.get(width)


@dataclass(frozen=True, slots=True)
class Shape:
    """A dataset and where this table has its fields: the places of the columns, the first that is filled counts."""

    name: str
    places: Mapping[str, tuple[int, ...]]

    def cell(self, cells: Sequence[str], field: str) -> str:
        """What a row says in a field; "" where it says nothing."""
        held = (cells[at].strip() for at in self.places.get(field, ()) if at < len(cells))
        return next((cell for cell in held if cell and cell.casefold() not in ("none", "nan", "null", "na")), "")


def tell_shape(header: Sequence[str], wanted: str | None = None) -> Shape:
    """The shape of a table by its header. Raises UsageError where it is none, or lacks what `wanted` needs."""
    names = [_plain(name.removeprefix("\ufeff")) for name in header]
    if wanted is not None and wanted not in SHAPES:
        raise UsageError(f"there is no shape {wanted}. Write --shape with {', '.join(SHAPES)}.")
    lacking = {shape: _lacking(shape, names) for shape in ((wanted,) if wanted else SHAPES)}
    fits = [shape for shape, missing in lacking.items() if not missing]
    if not fits:
        needs = "; ".join(f"{shape} lacks {', '.join(missing)}" for shape, missing in lacking.items())
        raise UsageError(
            f"the columns are of no shape that is known: {needs}. The table has {', '.join(header[:12])}. "
            "Rename its columns, or see docs/audit.md for those of each shape."
        )
    shape = fits[0]
    places: dict[str, tuple[int, ...]] = {}
    for field, _, columns in (*_fields()[shape], *_fields()["*"]):
        found = tuple(names.index(column) for column in columns if column in names)
        places[field] = places.get(field, ()) + found
    return Shape(shape, MappingProxyType(places))


def _lacking(shape: str, names: Sequence[str]) -> list[str]:
    return [
        columns[0]
        for _, marked, columns in _fields()[shape]
        if marked and not any(column in names for column in columns)
    ]


# ------------------------------------------------------------------ cells


def read_row(shape: Shape, cells: Sequence[str], number: int, line: int, fault: str = "") -> TheirRow:
    """A row in our terms. What cannot be read of it is its `fault`, and never raises; a `fault` that was found before
    stays.
    """
    code, types = _types(shape, cells)
    if not fault and not code:
        fault = "the row gives no type of event"
    elif not fault and not types:
        fault = f"PLOVER has no type for {code}"
    told, out = shape.cell(cells, "day"), shape.cell(cells, "published")
    day, published = read_day(told), read_day(out[:10]) or read_day(out[:8])
    return TheirRow(
        number=number,
        line=line,
        id=shape.cell(cells, "id"),
        code=code,
        types=types,
        source=_side(shape, cells, "actor"),
        target=_side(shape, cells, "target"),
        day=day,
        place=_place(shape, cells),
        text=shape.cell(cells, "text"),
        path=shape.cell(cells, "path"),
        url=shape.cell(cells, "url"),
        published=published,
        fault=fault,
        unread=tuple(_unread((("day", told, day), ("day of publication", out, published)))),
    )


def _unread(days: Sequence[tuple[str, str, str | None]]) -> Iterator[str]:
    """Of days by their name, cell and value those that a cell gives and that have no value."""
    for name, cell, value in days:
        if cell and value is None:
            yield f"{name} “{cell[:_SHOWN]}”"


@cache
def _codes() -> Mapping[tuple[str, str], tuple[str, ...]]:
    rows = shipped(__package__, "tables/types.tsv", ("scheme", "code", "types"))
    return MappingProxyType(
        {(row["scheme"], row["code"].casefold()): () if row["types"] == "-" else row.listed("types") for row in rows}
    )


def _types(shape: Shape, cells: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    scheme = _SCHEMES[shape.name]
    code = shape.cell(cells, "type")
    for one in (code, shape.cell(cells, "wide_type")):
        key = one.casefold()
        if scheme == "cameo":
            key = _cameo(key)
            key = next((key[:n] for n in range(len(key), 1, -1) if (scheme, key[:n]) in _codes()), key)
        if (scheme, key) in _codes():
            return code, _codes()[scheme, key]
    return code, ()


def _cameo(code: str) -> str:
    """A CAMEO code with the nought that spreadsheets take away from its beginning."""
    digits = code.removesuffix(".0")
    if not digits.isdigit():
        return digits
    return f"0{digits}" if len(digits) == 1 or digits[0] in "3456789" else digits


def read_day(cell: str) -> str | None:
    """An ISO day out of any of the datasets' ways to write one; None where it is none."""
    for form in _DAYS:
        try:
            return datetime.strptime(cell.strip(), form).date().isoformat()
        except ValueError:
            continue
    return None


@cache
def _words(kind: str) -> Mapping[str, str]:
    rows = shipped(__package__, "tables/sides.tsv", ("kind", "theirs", "ours"))
    return MappingProxyType({row["theirs"].casefold(): row["ours"] for row in rows if row["kind"] == kind})


@cache
def _states() -> Mapping[str, str]:
    """Names, adjectives, peoples and codes of states, as they are compared."""
    found: dict[str, str] = {}
    for row in table("countries"):
        for name in (row["name"], *row.listed("aliases"), *row.listed("adjectives"), *row.listed("peoples")):
            found.setdefault(key_of(name), row["iso3"])
        found.setdefault(row["iso3"].casefold(), row["iso3"])
    return MappingProxyType(found)


def state_of(words: str) -> str | None:
    """The ISO3 of a state by its name, adjective, people or code, in any of the datasets; None if it is none."""
    low = words.strip().casefold()
    if not low:
        return None
    return _words("country").get(low) or _words("group").get(low) or _states().get(low) or _states().get(key_of(words))


def camp_of(sectors: Sequence[str]) -> str | None:
    """ "state" or "other" where all sectors that have a camp are of one; None where none has, or they differ."""
    camps = {_words("camp")[one.casefold()] for one in sectors if one.casefold() in _words("camp")}
    return camps.pop() if len(camps) == 1 else None


def _side(shape: Shape, cells: Sequence[str], side: str) -> TheirSide:
    name = shape.cell(cells, f"{side}_name")
    named = shape.cell(cells, f"{side}_country")
    country = state_of(named) or state_of(shape.cell(cells, f"{side}_group")) or _state_in(name)
    sectors = tuple(dict.fromkeys(_sectors(shape.cell(cells, f"{side}_sector")))) or tuple(_sectors_in(name))
    code = shape.cell(cells, f"{side}_code")
    if code and not name:
        told, roles = _read_code(code)
        country, sectors = country or told, sectors or roles
    return TheirSide(_YEARS.sub("", name).strip(), country, sectors)


def _read_code(code: str) -> tuple[str | None, tuple[str, ...]]:
    """State and sectors of a CAMEO actor, "RUSGOV": codes of three letters, of which the first may be a state."""
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    country = state_of(parts[0])
    return country, tuple(dict.fromkeys(sector for part in parts[country is not None :] for sector in _sectors(part)))


def _sectors(cell: str) -> Iterator[str]:
    whole = _words("sector").get(cell.casefold())
    for part in (cell,) if whole else _SPLIT.split(cell):
        low = part.strip().casefold()
        found = _words("sector").get(low) or (low.upper() if low in _words("camp") else None)
        if found:
            yield found


def _sectors_in(name: str) -> Iterator[str]:
    """What a name says of its bearer: "Police Forces of Kenya", "Protesters (France)"."""
    low = name.casefold()
    for word, sector in _words("sector").items():
        if len(word) > 3 and re.search(rf"\b{re.escape(word)}\b", low):
            yield sector
            return


def _state_in(name: str) -> str | None:
    """The state that a name holds: "RUSSIA", "Protesters (France)", "Military Forces of Chad (2021-)"."""
    plain = _YEARS.sub("", name).strip()
    within: list[str] = _IN_BRACKETS.findall(plain)
    behind = plain.rsplit(" of ", 1)[1:] if " of " in plain else []
    candidates = (plain, *within, *(re.sub(r"\(.*", "", part) for part in behind), plain.split(" ")[0])
    return next((state for one in candidates if (state := state_of(one))), None)


def _place(shape: Shape, cells: Sequence[str]) -> TheirPlace:
    name = shape.cell(cells, "place")
    kind = _words("place").get(shape.cell(cells, "place_kind"))
    parts = [part.strip() for part in name.split(",")]
    country = state_of(shape.cell(cells, "place_country")) or state_of(parts[-1])
    if kind == "country" or (len(parts) == 1 and state_of(name)):
        return TheirPlace("", country or state_of(name), wide=True)
    latitude, longitude = (
        _degrees(shape.cell(cells, one), most) for one, most in (("latitude", 90), ("longitude", 180))
    )
    if latitude is None or longitude is None:
        latitude = longitude = None
    return TheirPlace(parts[0], country, latitude, longitude, wide=kind == "region" or not parts[0])


def _degrees(cell: str, most: int) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if -most <= value <= most else None
