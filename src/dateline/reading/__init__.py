"""Reading: one page in, one Report or one Skipped out. No network; never raises on bad input."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.reading.conductor import NO_MEMORY, read
    from dateline.reading.containers import pages
else:  # who finds pages need not load what reads them, and the other way round

    def __getattr__(name: str) -> object:
        """The name from the room that has it, loaded now."""
        from importlib import import_module

        room = _ROOMS.get(name)
        if room is None:
            raise AttributeError(f"dateline.reading has no {name!r}")
        found = globals()[name] = getattr(import_module(f"dateline.reading.{room}"), name)
        return found


_ROOMS = {"NO_MEMORY": "conductor", "pages": "containers", "read": "conductor"}

__all__ = ["NO_MEMORY", "pages", "read"]
