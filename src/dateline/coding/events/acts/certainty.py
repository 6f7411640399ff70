"""How sure a record is: the encoder's share of an act made a probability that means what it says (calibration)."""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final

from dateline.coding.events.candidate import ENCODER, Act
from dateline.tables import Sheet

_TINY: Final = 1e-4
_ROWS: Final = "rows"
_SOME: Final = "some"
_NONE: Final = "none"


def find_certainty(act: Act) -> float:
    """How likely the act is one: 1 where only a row knows its type. One of which the sentence names no side is less
    likely than another that looks as sure."""
    if act.seen is None:
        return act.sure
    sides = _SOME if act.actors or act.recipients else _NONE
    slope, shift = _lines()[ENCODER if act.rule.learnt else _ROWS, sides]
    logit = math.log((act.sure + _TINY) / (1 - act.sure + _TINY))
    return 1 / (1 + math.exp(-(slope * logit + shift)))


@functools.cache
def _lines() -> Mapping[tuple[str, str], tuple[float, float]]:
    """Who proposed it, and whether it has sides -> slope and shift of the logit."""
    sheet = Sheet.load(resources.files("dateline.coding") / "lexicon" / "sure.tsv")
    rows = sheet.rows(("proposed by", "sides", "slope", "shift"))
    return MappingProxyType(
        {(row["proposed by"], row["sides"]): (float(row["slope"]), float(row["shift"])) for row in rows}
    )
