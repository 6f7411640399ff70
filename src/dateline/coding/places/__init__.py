"""Places: the toponyms of a report and where they are (toponym resolution, geocoding)."""

from __future__ import annotations

from dateline.coding.name_keys import key_of
from dateline.coding.places.disambiguation import Choice, resolve
from dateline.coding.places.gazetteer import Gazetteer, PlaceCandidate, gazetteer
from dateline.coding.places.place_words import home_of
from dateline.coding.places.toponyms import Toponym, find_toponyms
from dateline.language import Parse
from dateline.model import Place, Report

__all__ = ["Gazetteer", "PlaceCandidate", "find_places", "gazetteer", "is_disputed"]


def find_places(report: Report, parse: Parse, atlas: Gazetteer | None = None) -> tuple[Place, ...]:
    """Every toponym of a report, in the order of the text, with where it is as far as can be known.

    `parse` is that of `report.text`. A toponym that nothing resolves keeps its span and has no coordinates; it takes
    nothing from the others. No place is derived from a border on a map: disputed territories are rows of a table.
    """
    tables = atlas if atlas is not None else gazetteer()
    toponyms = find_toponyms(report, parse, tables)
    tokens = parse.tokens
    hints = [
        s.country
        for name in parse.names
        if name.label == "NORP"
        and (s := tables.adjectives.get(key_of(report.text[tokens[name.start].idx : tokens[name.end - 1].end])))
        and s.country
    ]
    choices = resolve(toponyms, report.text, tables, hints, home_of(report.outlet, tables))
    return tuple(_place(toponym, choice) for toponym, choice in zip(toponyms, choices, strict=True))


def _place(toponym: Toponym, choice: Choice | None) -> Place:
    if choice is None:
        return Place(toponym.name, toponym.span, how="in no table")
    found = choice.candidate
    feature = "region" if found.feature in ("mountain", "island") else found.feature
    how = f"{choice.how}; in a disputed territory: {found.disputed}" if found.disputed else choice.how
    if found.unplaced:
        return Place(found.name, toponym.span, country=found.country, how="in no table; the text says in which state")
    return Place(
        found.name, toponym.span, found.geonames, found.latitude, found.longitude, found.country, found.admin, feature,
        choice.confidence, how,
    )  # fmt: skip


def is_disputed(place: Place, atlas: Gazetteer | None = None) -> bool:
    """Whether states dispute the territory in which a place lies."""
    known = (atlas if atlas is not None else gazetteer()).disputed
    return place.geonames in known or place.name in known
