"""Actors: who a phrase or an entity is, as country, PLOVER sector and office at the report's date."""

from dateline.coding.actors.resolution import Resolution
from dateline.coding.actors.resolve import Actors

__all__ = ["Actors", "Resolution"]
