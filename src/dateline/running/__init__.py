"""The steps page → report → coding → story, on as many cores as there are, one page never harming the next.

`understand_pages` takes pages through reading and coding in killable worker processes and gives the outcomes in the
order of the input, equal for any number of workers; `add` keeps them in a record and links all that is in it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.errors import RunError
    from dateline.running.adding import Stopped, Summary, add, link
    from dateline.running.limits import Limits, Settings
    from dateline.running.steps import Outcome
    from dateline.running.user_tables import check_actors, check_ontology, remarks_on
    from dateline.running.workers import hire, understand_pages
else:  # what only reads and codes need not load what keeps

    def __getattr__(name: str) -> object:
        """The name from the file that has it, loaded now."""
        from importlib import import_module

        place = _PLACES.get(name)
        if place is None:
            raise AttributeError(f"dateline.running has no {name!r}")
        found = globals()[name] = getattr(import_module(place), name)
        return found


_PLACES = {
    "Limits": "dateline.running.limits",
    "Outcome": "dateline.running.steps",
    "RunError": "dateline.errors",
    "Settings": "dateline.running.limits",
    "Stopped": "dateline.running.adding",
    "Summary": "dateline.running.adding",
    "add": "dateline.running.adding",
    "check_actors": "dateline.running.user_tables",
    "check_ontology": "dateline.running.user_tables",
    "hire": "dateline.running.workers",
    "link": "dateline.running.adding",
    "remarks_on": "dateline.running.user_tables",
    "understand_pages": "dateline.running.workers",
}

__all__ = [
    "Limits",
    "Outcome",
    "RunError",
    "Settings",
    "Stopped",
    "Summary",
    "add",
    "check_actors",
    "check_ontology",
    "hire",
    "link",
    "remarks_on",
    "understand_pages",
]
