"""The event ontology and its words, read from tables: PLOVER as shipped, or a user's own.

Everything here is data: `lexicon/plover.tsv` (types, quad classes, scores, traits), `triggers.tsv` (words that carry an
event), `intents.tsv` (words whose content does), `frames.tsv` (what that content is filed as), `codes.tsv` (its codes),
`reach.tsv` (where whom it is done to may stand), `learnt.tsv` (what acts that the encoder names are filed as),
`counts.tsv` (words for numbers of people), `word_classes.tsv` (classes that conditions name). `docs/ontology.md` shows
how to write one's own.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from dateline.coding.events.ontology.entries import (
    Cast,
    Condition,
    EventType,
    EventTypes,
    Intent,
    IntentFrame,
    LearntAct,
    Meanings,
    NoAct,
    NumberWords,
    Ontology,
    PartOfSpeech,
    Trigger,
)
from dateline.coding.events.ontology.lookups import codes_of, counts_of, fitting, learnt_of, meanings_of, reach_of
from dateline.coding.events.ontology.sections import FILES, sections
from dateline.coding.events.ontology.type_rows import check_types, event_types, word_classes
from dateline.coding.events.ontology.word_rows import intents_of, triggers_of
from dateline.tables import Sheet, TableError

__all__ = [
    "Cast",
    "Condition",
    "EventType",
    "Intent",
    "IntentFrame",
    "NoAct",
    "Ontology",
    "PartOfSpeech",
    "TableError",
    "Trigger",
    "load_ontology",
]

K = TypeVar("K")
T = TypeVar("T")


def load_ontology(path: Path | None = None) -> Ontology:
    """PLOVER as shipped, or the ontology of a file or folder (see `docs/ontology.md`).

    A file stands alone, or, with "extends PLOVER", its rows come before PLOVER's; they are believed as they stand,
    whatever the encoder thinks of them. In a folder a file takes the place of ours of the same name, and is weighed as
    ours are. Classes of words, and in a file what the smaller tables hold, are always there; one's own row
    takes the place of ours of the same name.

    Raises TableError where a row cannot be used, OSError where the file cannot be read.
    """
    if path is None:
        return _shipped()
    found, extends = sections(path)
    if not extends and "types" in found and "triggers" not in found:
        raise TableError(
            f"{path.name}: types without words. Add a section [triggers] ({FILES['triggers']} in a folder)."
        )
    shipped = _shipped()
    types = event_types(found["types"], shipped.types if extends else {}) if "types" in found else {}
    if extends or "types" not in found:
        types = {**shipped.types, **types}
    check_types(types, path.name)
    own_classes, own_at = word_classes(found["classes"]) if "classes" in found else ({}, {})
    classes = {**shipped.classes, **own_classes}
    alone = path.is_dir()
    meanings = _meanings(found, types, alone)
    made = replace(
        shipped,
        types=MappingProxyType(types),
        triggers=triggers_of(found["triggers"], types, classes, own=not alone) if "triggers" in found else {},
        intents=intents_of(found["intents"], meanings, classes, own=not alone) if "intents" in found else {},
        classes=MappingProxyType(classes),
        meanings=MappingProxyType(meanings),
        codes=_with(shipped.codes, codes_of(found["codes"], types) if "codes" in found else None, alone),
        reach=_with(shipped.reach, reach_of(found["reach"], types) if "reach" in found else None, alone),
        counts=_counts(found, alone),
        learnt=_learnt(found, types, keep=extends or "types" not in found),
        classes_at=MappingProxyType({**shipped.classes_at, **own_at}),
    )
    return _with_our_words(made, extends, path.is_dir() and "types" not in found)


def _with_our_words(made: Ontology, extends: bool, in_place: bool) -> Ontology:
    """`extends`: our words come behind one's own; `in_place`: they stand where a folder has none."""
    ours = _shipped()
    if extends:
        triggers, intents = _before(made.triggers, ours.triggers), _before(made.intents, ours.intents)
        return replace(made, triggers=triggers, intents=intents)
    if in_place:
        return replace(made, triggers=made.triggers or ours.triggers, intents=made.intents or ours.intents)
    return made


@functools.cache
def _shipped() -> Ontology:
    types = MappingProxyType(event_types(_ours("types")))
    classes, classes_at = word_classes(_ours("classes"))
    meanings = MappingProxyType(meanings_of(_ours("frames"), types))
    return Ontology(
        types,
        MappingProxyType(triggers_of(_ours("triggers"), types, classes)),
        MappingProxyType(intents_of(_ours("intents"), meanings, classes)),
        MappingProxyType(classes),
        meanings,
        MappingProxyType(codes_of(_ours("codes"), types)),
        MappingProxyType(reach_of(_ours("reach"), types)),
        counts_of(_ours("counts")),
        MappingProxyType(learnt_of(_ours("learnt"), types)),
        MappingProxyType(classes_at),
    )


def _ours(section: str) -> Sheet:
    name = FILES[section]
    return Sheet.load(resources.files("dateline.coding") / "lexicon" / name)


def _before(own: Mapping[K, tuple[T, ...]], ours: Mapping[K, tuple[T, ...]]) -> Mapping[K, tuple[T, ...]]:
    """Both, one's own rows of a word first: the first row that holds wins."""
    return MappingProxyType({**ours, **{key: (*held, *ours.get(key, ())) for key, held in own.items()}})


def _with(ours: Mapping[K, T], own: Mapping[K, T] | None, alone: bool) -> Mapping[K, T]:
    """Both, or one's own only if it stands `alone`."""
    return MappingProxyType({**({} if alone and own is not None else ours), **(own or {})})


def _meanings(found: Mapping[str, Sheet], types: EventTypes, alone: bool) -> Meanings:
    ours = fitting(_shipped().meanings, types)
    own = meanings_of(found["frames"], types) if "frames" in found else None
    if own is None:
        return ours
    return own if alone else _before(own, ours)


def _learnt(found: Mapping[str, Sheet], types: EventTypes, *, keep: bool) -> Mapping[str, LearntAct]:
    """What the encoder proposes under one's own types: by one's own rows, before ours where ours `keep` their types."""
    own = learnt_of(found["learnt"], types) if "learnt" in found else {}
    return MappingProxyType({**(_shipped().learnt if keep else {}), **own})


def _counts(found: Mapping[str, Sheet], alone: bool) -> NumberWords:
    ours, own = _shipped().counts, counts_of(found["counts"]) if "counts" in found else None
    if own is None or alone:
        return own or ours
    return NumberWords(
        {**ours.outcomes, **own.outcomes},
        {**ours.states, **own.states},
        {**ours.numbers, **own.numbers},
        {**ours.times, **own.times},
        {**ours.ordinals, **own.ordinals},
        {**ours.parts, **own.parts},
        {**ours.bounds, **own.bounds},
        {**ours.behind, **own.behind},
        ours.shares | own.shares,
        ours.deadly | own.deadly,
        ours.groups | own.groups,
        ours.people | own.people,
    )
