"""What the words around a toponym say of its class: "the state of X", "the town of X", a list of states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from dateline.coding.places.gazetteer import PlaceCandidate
from dateline.coding.places.toponyms import Toponym

Class = Literal["", "region", "town"]
"""What the words say: a part of a state, a town, or nothing."""

Options = Mapping[str, tuple[PlaceCandidate, ...]]

_DIVISION = "province|district|county|governorate|oblast|prefecture|regency|voivodeship|raion|canton|parish"
_DIVISIONS = "provinces|districts|counties|governorates|oblasts|prefectures|regions|states|parishes"
_REGION_BEFORE = re.compile(rf"\b(?:states?|governor|region|{_DIVISION}|{_DIVISIONS}) of (?:the )?$", re.IGNORECASE)
_TOWN_BEFORE = re.compile(
    r"\b(?:city|cities|town|towns|village|villages|suburb|municipality|mayor|port) of $", re.IGNORECASE
)
_REGION_AFTER = re.compile(
    r"(?:['’]s?)? (?:[Ss]tate(?! (?:[Dd]epartment|[Tt]elevision|TV|[Mm]edia))|[Pp]rovince|Gov\.|Governor"
    rf"|(?:{_DIVISION})(?! (?:attorney|court|judge|council|hospital)))\b"
)
_REGION_TAIL = re.compile(rf"\s(?:{_DIVISION}|region|state)$", re.IGNORECASE)
_DIVISIONS_AFTER = re.compile(rf" (?:{_DIVISIONS})\b", re.IGNORECASE)
_BETWEEN = re.compile(r",\s+|,? (?:and|or) ")
_BEFORE = 24  # characters before a name that are looked at
_DISTRICT = 2  # the tier of divisions that no list makes likelier
_LEAST = 3  # names that make a list
_OTHERS = 2  # of the rest of a list, those that are regions without doubt


def classes_told(toponyms: Sequence[Toponym], text: str, options: Options) -> list[Class]:
    """The class that the words give each toponym, in order; where one holds a town before it, it is a region."""
    found = [_class_by_words(one, text) for one in toponyms]
    for run in _runs(toponyms, text):
        told = _class_of_list(toponyms, run, text) or (found[run[0]] if _in_plural(toponyms[run[0]], text) else "")
        if told:
            found[run[0] : run[-1] + 1] = [told] * len(run)
        regions = [n for n in run if _is_region(options[toponyms[n].name])]
        for n in run:
            others = [m for m in regions if m != n]
            if (
                len(run) >= _LEAST
                and len(others) >= _OTHERS
                and not found[n]
                and _may_be_region(toponyms[n], options, others, toponyms)
            ):
                found[n] = "region"
    for n, (inner, outer) in enumerate(pairwise(toponyms), 1):
        if not found[n] and re.fullmatch(r",\s+", text[inner.span.end : outer.span.start]):
            towns = [c for c in options[inner.name] if c.feature in ("city", "capital")]
            if any(w.hidden and not w.tier and w.admin == c.admin for w in options[outer.name] for c in towns):
                found[n] = "region"
    return found


def _class_by_words(one: Toponym, text: str) -> Class:
    before, after = text[max(0, one.span.start - _BEFORE) : one.span.start], text[one.span.end : one.span.end + 24]
    if _REGION_BEFORE.search(before) or _REGION_AFTER.match(after) or _REGION_TAIL.search(one.name):
        return "region"
    return "town" if _TOWN_BEFORE.search(before) else ""


def _class_of_list(toponyms: Sequence[Toponym], run: range, text: str) -> Class:
    """ "Lamar, Delta and Hunt counties": what stands behind a list holds for all of it."""
    end = toponyms[run[-1]].span.end
    return "region" if _DIVISIONS_AFTER.match(text, end) else ""


def _in_plural(first: Toponym, text: str) -> bool:
    """ "The provinces of A and B": so does what stands before it, in the plural."""
    words = text[max(0, first.span.start - _BEFORE) : first.span.start].split()
    plural = [word for word in words[-3:] if word not in ("of", "the")]
    return bool(plural) and plural[-1].endswith("s")


def _runs(toponyms: Sequence[Toponym], text: str) -> Iterator[range]:
    """Toponyms that stand in one list, by their numbers."""
    start = 0
    for n in range(1, len(toponyms) + 1):
        if n == len(toponyms) or not _BETWEEN.fullmatch(text[toponyms[n - 1].span.end : toponyms[n].span.start]):
            if n - start > 1:
                yield range(start, n)
            start = n


def _is_region(held: Sequence[PlaceCandidate]) -> bool:
    """Whether a name is a region's before anything else's."""
    return any(c.feature == "admin" and not c.hidden for c in held) and not any(c.feature == "country" for c in held)


def _may_be_region(one: Toponym, options: Options, others: Sequence[int], toponyms: Sequence[Toponym]) -> bool:
    lands = {c.country for m in others for c in options[toponyms[m].name] if c.feature == "admin"}
    return any(c.feature == "admin" and c.tier < _DISTRICT and c.country in lands for c in options[one.name])
