"""The steps page → report → coding → story, on as many cores as there are, one page never harming the next.

`understand_pages` takes pages through reading and coding in killable worker processes and gives the outcomes in the
order of the input, equal for any number of workers; `add` keeps them in a record and links all that is in it.
"""

from dateline.errors import RunError
from dateline.running.adding import Stopped, Summary, add, link
from dateline.running.limits import Limits, Settings
from dateline.running.steps import Outcome
from dateline.running.user_tables import check_actors, check_ontology, remarks_on
from dateline.running.workers import hire, understand_pages

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
