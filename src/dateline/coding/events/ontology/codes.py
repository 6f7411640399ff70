"""CAMEO codes of words about other acts: what is promised, requested, refused or threatened."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from types import MappingProxyType

from dateline.coding.events.ontology.sheets import rows


@functools.cache
def _codes() -> Mapping[tuple[str, str], str]:
    text = (resources.files("dateline.coding") / "lexicon" / "codes.tsv").read_text(encoding="utf-8")
    return MappingProxyType({(type_, content): code for _, (type_, content, code) in rows("codes.tsv", text, 3)})


def code_about(type_: str, content: str) -> str | None:
    """The most specific code of `type_` for the PLOVER type of its content ("" for none); None for a type that is not
    about acts, or that a user made."""
    codes = _codes()
    return codes.get((type_, content)) or codes.get((type_, ""))
