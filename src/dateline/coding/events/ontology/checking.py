"""Which rows of an ontology can never fire: hidden by an earlier one, at odds with themselves, or of no such word."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from lemminflect import getAllInflectionsOOV, getLemma

from dateline.coding.events.ontology.entries import (
    Condition,
    Intent,
    IntentFrame,
    NoAct,
    Ontology,
    PartOfSpeech,
    Trigger,
)
from dateline.coding.events.ontology.loading import load_ontology

WordRow = Trigger | NoAct | Intent
WordRows = Mapping[tuple[str, PartOfSpeech], Sequence[WordRow]]

_TAGS: Final[dict[PartOfSpeech, str]] = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}
_NOBODY = "UNK"  # the sector of who is nobody in particular
_ALWAYS: Final[frozenset[IntentFrame]] = frozenset(("offer", "refuse", "request", "threaten"))
"""Frames that come to an event whatever stands in the content: a later row is never asked."""


@dataclass(frozen=True, slots=True)
class DeadRow:
    """A row that changes nothing: where it stands, the word and conditions, and why."""

    where: str
    rule: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.rule} changes nothing: {self.why}"


def rows_that_never_fire(ontology: Ontology, but: Ontology | None = None) -> tuple[DeadRow, ...]:
    """The rows of triggers and intents that can never hold, in the order of the words. Rows that `but` has as well are
    left out: what extends PLOVER may hide rows of PLOVER's on purpose."""
    none: dict[tuple[str, PartOfSpeech], tuple[WordRow, ...]] = {}
    return (
        *_dead(ontology, ontology.triggers, but.triggers if but else none),
        *_dead(ontology, ontology.intents, but.intents if but else none),
    )


def unnamed_classes(ontology: Ontology, but: Ontology | None = None) -> tuple[DeadRow, ...]:
    """The classes of words that no condition names, other than those of `but`, which the code may ask for."""
    tables = (*ontology.triggers.values(), *ontology.intents.values())
    named = {name for rows in tables for row in rows for condition in row.conditions for name in condition.named}
    return tuple(
        DeadRow(where, name, "no row names this class")
        for name, where in ontology.classes_at.items()
        if name not in named and (but is None or name not in but.classes)
    )


def remarks(ontology: Ontology) -> tuple[str, ...]:
    """What to tell the user of his ontology: the rows of his own that change nothing, each with its file and line."""
    shipped = load_ontology()
    return tuple(map(str, (*rows_that_never_fire(ontology, shipped), *unnamed_classes(ontology, shipped))))


def _dead(ontology: Ontology, own: WordRows, shipped: WordRows) -> Iterator[DeadRow]:
    particles = ontology.classes["PARTICLE"]
    for (word, part), rows in own.items():
        theirs = shipped.get((word, part), ())
        for place, row in enumerate(rows):
            if any(row is one for one in theirs):
                continue
            why = _no_word(word, part, particles) or _at_odds(row) or _hidden(row, rows[:place])
            if why is not None:
                yield DeadRow(row.where, row.rule, why)


def _no_word(word: str, part: PartOfSpeech, particles: Collection[str]) -> str | None:
    """Why no text can hold the word as a lemma: "talks" is never the lemma of a noun, "part" no particle of a verb."""
    first, _, particle = word.partition("_")
    if particle and particle not in particles:
        return f"{particle} is no particle (class PARTICLE)"
    tag = _TAGS[part]
    known = getLemma(first, tag, lemmatize_oov=False)
    if first in known or (not known and _could_be(first, tag)):
        return None
    return f"the lemma of this {part} is {' or '.join(getLemma(first, tag))}"


def _could_be(word: str, tag: str) -> bool:
    """Whether the rules for unknown words give a word as the lemma of one of its forms ("teargassed")."""
    forms = {form for several in getAllInflectionsOOV(word, tag).values() for form in several}
    return any(word in getLemma(form, tag) for form in (word, *forms))


def _at_odds(row: WordRow) -> str | None:
    """Whether one condition forbids what another demands."""
    for one in row.conditions:
        forbidden = replace(one, absent=False) if one.absent else None
        if forbidden is not None and any(implies(other, forbidden) for other in row.conditions if not other.absent):
            return f"its conditions on {one.role} contradict each other"
    return None


def _hidden(row: WordRow, earlier: Sequence[WordRow]) -> str | None:
    """Whether an earlier row of the word holds wherever this one does."""
    for one in earlier:
        if isinstance(one, Intent) and one.frame not in _ALWAYS:
            continue
        if all(any(implies(mine, theirs) for mine in row.conditions) for theirs in one.conditions):
            return f"{one.where} stands above and holds wherever it does"
    return None


def implies(a: Condition, b: Condition) -> bool:
    """Whether `b` is true of every predicate of which `a` is."""
    if b.absent:
        return a.absent and implies(replace(b, absent=False), replace(a, absent=False))
    if a.absent or not _within(a.role, b.role):
        return False
    if b.actor and not b.itself:
        return (a.actor and not a.itself) or a.several or bool(a.codes and _NOBODY not in a.codes)
    if b.several or b.itself:
        return a.several if b.several else a.itself
    subset = [mine and mine <= theirs for mine, theirs in ((a.words, b.words), (a.codes, b.codes)) if theirs]
    return all(subset)


def _within(role: str, wider: str) -> bool:
    """Whether all that stands in one role stands in the other: `clause:to` is a clause, but `clause:subject` is not."""
    name, _, marker = role.partition(":")
    return role == wider or (name == wider and marker != "subject")
