"""Words that carry events, read from the rows of triggers.tsv and intents.tsv: conditions, and who plays which part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar, get_args

from dateline.coding.events.ontology.entries import (
    Cast,
    Condition,
    EventTypes,
    Intent,
    IntentFrame,
    Meaning,
    Meanings,
    NoAct,
    PartOfSpeech,
    Trigger,
)
from dateline.coding.events.ontology.sections import COLUMNS
from dateline.tables import Row, Sheet

Classes = Mapping[str, frozenset[str]]
Word = tuple[str, PartOfSpeech]
T = TypeVar("T")

_KINDS: Mapping[str, PartOfSpeech] = MappingProxyType({"v": "verb", "n": "noun", "a": "adjective"})
_ROLES = ("subject", "object", "recipient", "agent", "clause", "predicative", "possessor")
_MUTUAL, _NO_ACT = "mutual", "-"
_NEEDED: Sequence[Meaning] = ("promised", "demanded", "refused", "threatened")


def triggers_of(
    of: Sheet, types: EventTypes, classes: Classes, *, own: bool = False
) -> dict[Word, tuple[Trigger | NoAct, ...]]:
    """(lemma, part of speech) -> its rows of [triggers], which are a user's `own`. Raises TableError."""

    def made(row: Row, word: str, kind: PartOfSpeech) -> Trigger | NoAct:
        rule = f"{word}/{row['pos']} {row['if']}".strip()
        if row["type"] == _NO_ACT:
            return NoAct(word, kind, _conditions(row, classes), rule, row.where, own)
        mode, cameo = row["mode"] or None, row["cameo"] or None
        parts = _parts(row, "actor", classes), _parts(row, "recipient", classes)
        return Trigger(word, kind, row["type"], mode, cameo, _conditions(row, classes), *parts, rule, row.where, own)

    return _by_word(of.rows(COLUMNS["triggers"]), made, lambda row: _known_type(row, types))


def _known_type(row: Row, types: EventTypes) -> None:
    type_, mode = row["type"], row["mode"] or None
    if type_ == _NO_ACT:
        for column in ("mode", "cameo", "actor", "recipient"):
            if row[column] not in ("", "-"):
                raise row.wrong(column, f"a row of no act has {row[column]!r}", "Leave it empty, or name a type.")
        return
    if row["actor"] in ("", "-") and row["recipient"] in ("", "-"):
        expected = f"Say who does it, or to whom; a word that tells no act here has the type {_NO_ACT}."
        raise row.wrong("actor", f"nobody takes part in {type_}", expected)
    if (type_, None) not in types:
        expected = f"Give it a row in [types], or take one of {', '.join(sorted({t for t, _ in types}))}."
        raise row.wrong("type", f"{type_} is no type", expected)
    if (type_, mode) not in types:
        modes = ", ".join(sorted(m for t, m in types if t == type_ and m)) or "none"
        raise row.wrong("mode", f"{mode} is no mode of {type_}", f"It has {modes}; add a row to [types].")
    if row["cameo"] and not row["cameo"].isdecimal():
        raise row.wrong("cameo", f"{row['cameo']!r} is no CAMEO code", "Write two to four digits, or leave it empty.")


def intents_of(of: Sheet, meanings: Meanings, classes: Classes, *, own: bool = False) -> dict[Word, tuple[Intent, ...]]:
    """(lemma, part of speech) -> its rows of [intents], which are a user's `own`. Raises TableError, also where
    `meanings` file nothing of what is promised, demanded, refused or threatened."""
    frames = {frame: frame for frame in get_args(IntentFrame)}

    def fits(row: Row) -> None:
        if row["frame"] not in frames:
            raise row.wrong("frame", f"{row['frame']!r} is no frame", f"Write one of {', '.join(frames)}.")
        missing = [one for one in _NEEDED if one not in meanings]
        if missing:
            expected = "Say it in [frames], give PLOVER's types for it a row in [types], or leave [intents] out."
            raise row.wrong("frame", f"no type is there for what is {', '.join(missing)}", expected)

    def made(row: Row, word: str, kind: PartOfSpeech) -> Intent:
        rule = f"{word}/{row['pos']} {row['frame']} {row['if']}".strip()
        parts = _parts(row, "actor", classes), _parts(row, "recipient", classes)
        return Intent(
            word, kind, frames[row["frame"]], _conditions(row, classes), row["content"], *parts, rule, row.where, own
        )

    return _by_word(of.rows(COLUMNS["intents"]), made, fits)


def _by_word(
    found: Iterable[Row], made: Callable[[Row, str, PartOfSpeech], T], fits: Callable[[Row], None]
) -> dict[Word, tuple[T, ...]]:
    out: dict[Word, tuple[T, ...]] = {}
    for row in found:
        fits(row)
        kind = _KINDS.get(row["pos"])
        if kind is None:
            raise row.wrong("pos", f"{row['pos']!r} is no part of speech", "Write v (verb), n (noun) or a (adjective).")
        for word in row["words"].split():
            out[word, kind] = (*out.get((word, kind), ()), made(row, word, kind))
    return out


def _conditions(row: Row, classes: Classes) -> tuple[Condition, ...]:
    found = [_condition(part.strip(), row, classes) for part in row["if"].split(",") if part.strip()]
    # Words are looked up at once, who somebody is takes work: the cheap tests first.
    return tuple(sorted(found, key=lambda c: c.actor or c.several or bool(c.codes)))


def _condition(text: str, row: Row, classes: Classes) -> Condition:
    absent = text.startswith("!")
    body = text.removeprefix("!")
    if body.endswith(("@", "=")):
        return Condition(_role(body[:-1], row, "if", classes), absent, actor=True, itself=body.endswith("="))
    if body.endswith("+"):
        return Condition(_role(body[:-1], row, "if", classes), absent, several=True)
    role, coded, codes = body.partition("#")
    if coded:
        return Condition(_role(role, row, "if", classes), absent, codes=frozenset(codes.split("|")))
    role, _, words = body.partition("~")
    lemmas: set[str] = set()
    named: set[str] = set()
    for word in filter(None, words.split("|")):
        if word.isupper() and len(word) > 2:
            if word not in classes:
                expected = "Give it a row in [classes], or write lemmas in lower case."
                raise row.wrong("if", f"word class {word} is not known", expected)
            lemmas |= classes[word]
            named.add(word)
        else:
            lemmas.add(word)
    return Condition(_role(role, row, "if", classes), absent, frozenset(lemmas), named=frozenset(named))


def _parts(row: Row, column: str, classes: Classes) -> Cast:
    if row[column] in ("", "-"):
        return Cast(())
    written = [one for one in row[column].split(">") if one != _MUTUAL]
    named = tuple(tuple(_role(role.strip(), row, column, classes) for role in one.split("+")) for one in written)
    return Cast(named, mutual=_MUTUAL in row[column].split(">"))


def _role(role: str, row: Row, column: str, classes: Classes) -> str:
    name = role.partition(":")[0]
    if name not in _ROLES and not classes["PREPOSITION"].intersection(name.split()):
        expected = f"Write {', '.join(_ROLES)}, or a preposition as it stands in the text."
        raise row.wrong(column, f"{name!r} is no role", expected)
    return role
