"""What reports of a later day tell otherwise: as a fact what was alleged, as denied what was told, or by a second voice
what one alone had said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from dateline.coding.name_keys import key_of
from dateline.exporting.phrases import told_words, vouching_word
from dateline.serving import people
from dateline.serving.lines import HappeningLine, clauses_of, happening_lines
from dateline.serving.questions import ask_many
from dateline.serving.turns import Found, Side, first_of_each, kinds, of_happening, of_one_deed
from dateline.serving.words import Words, cut, printed, window

_HAPPENINGS = 60
"""Of how many happenings of one story the tellings are compared."""
_OPEN = frozenset({"alleged", "possible"})
_TOLD = frozenset({"happened", "ongoing", "alleged"})
_AS_FACT = frozenset({"happened", "ongoing"})
_STEPS_BACK = ("happened", "alleged")
_SAID, _DENIED = "said", "denied"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says or denies it, and the words by which they do ("said")."""

    name: str
    words: Words


@dataclass(frozen=True, slots=True)
class _Telling:
    """An event of a happening as one report tells it; `said` and `denied` hold who does so."""

    event: int
    told: str
    published: str
    lineage: int
    outlet: str | None
    said: Mapping[str, Voice]
    denied: Mapping[str, Voice]


@dataclass(frozen=True, slots=True)
class _Turn:
    """The old telling and the new, what the change is called in the table, and the voices to be named with each."""

    happening: int
    kind: tuple[str, str]
    old: _Telling
    new: _Telling
    by: str = ""
    voices: tuple[Voice | None, Voice | None] = (None, None)


def by_tellings(connection: Connection, stories: Iterable[int]) -> list[Found]:
    """The changes of happenings that several days' reports tell, those that weigh most."""
    tellings, story_of = _tellings(connection, stories)
    turns = [turn for name, held in tellings.items() if (turn := _turn(name, held)) is not None]
    turns.sort(key=lambda one: one.new.published, reverse=True)
    turns.sort(key=lambda one: kinds()[one.kind][1])
    chosen = first_of_each(turns, lambda one: story_of[one.happening])
    lines = happening_lines(connection, [one.happening for one in chosen])
    clauses = clauses_of(connection, [each.event for one in chosen for each in (one.old, one.new)])
    out = (_found(one, lines.get(one.happening), clauses, story_of[one.happening]) for one in chosen)
    return [found for found in out if found is not None]


def _found(turn: _Turn, line: HappeningLine | None, clauses: Mapping[int, Words], story: int) -> Found | None:
    """None where the sentences do not show that both speak of one deed."""
    before, after = clauses.get(turn.old.event), clauses.get(turn.new.event)
    names = [line.line if line else "", *(voice.name for voice in turn.voices if voice)]
    if line is None or before is None or after is None or not of_one_deed(before, after, names):
        return None
    what, rank = kinds()[turn.kind]
    old = _side(turn.old, "said by", turn.voices[0], before)
    new = _side(turn.new, turn.by, turn.voices[1], after)
    return Found(rank, line.id, story, of_happening(what, line, old, new))


def _side(one: _Telling, by: str, voice: Voice | None, clause: Words) -> Side:
    words = f"{told_words(one.told)}, {by} {voice.name}" if voice else told_words(one.told)
    if voice and one.told == "denied":
        words = f"{by} {voice.name}"
    return Side(one.told, words, vouching_word(one.told), one.published, voice.words if voice else clause)


def _turn(happening: int, told: Sequence[_Telling]) -> _Turn | None:
    """What changed last. What is told as done on one day and spoken of as a plan on the next is mostly two readings of
    one, and no change that the table knows."""
    ordered = sorted(told, key=lambda one: (one.published, one.event))
    return _by_voice(happening, ordered) or _by_denial(happening, ordered) or _by_class(happening, ordered)


def _by_class(happening: int, told: Sequence[_Telling]) -> _Turn | None:
    """The first telling, and the first of the way that came last, if it came on a later day. Only an outlet that told
    it as fact can step back to an allegation: another one that names its source takes nothing back."""
    first: dict[str, _Telling] = {}
    for one in told:
        first.setdefault(one.told, one)
    if len(first) < 2:
        return None
    old, *_, new = first.values()
    kind = old.told, new.told
    if kind == _STEPS_BACK and old.outlet != new.outlet:
        return None
    return _Turn(happening, kind, old, new) if new.published > old.published and kind in kinds() else None


def _by_denial(happening: int, told: Sequence[_Telling]) -> _Turn | None:
    """Told without a word of a denial on the first day, denied by somebody on a later one."""
    old = told[0]
    if old.told not in _TOLD or any(one.denied for one in told if one.published == old.published):
        return None
    new = next((one for one in told if one.published > old.published and one.denied), None)
    kind = ("told", "denied")
    if new is None or kind not in kinds():
        return None
    return _Turn(happening, kind, old, new, "denied by", (None, _first(new.denied)))


def _by_voice(happening: int, told: Sequence[_Telling]) -> _Turn | None:
    """What one voice alone had said, and another says in a text of its own on a later day."""
    old = told[0]
    known = {name for one in told if one.published == old.published for name in one.said}
    if old.told not in _OPEN or len(known) != 1 or not old.said:
        return None
    new = next(
        (
            one
            for one in told
            if one.published > old.published
            and one.lineage != old.lineage
            and one.told in _AS_FACT
            and one.said
            and not one.denied
            and known.isdisjoint(one.said)
        ),
        None,
    )
    kind = ("one voice", "a second voice")
    if new is None or kind not in kinds():
        return None
    return _Turn(happening, kind, old, new, "said by", (_first(old.said), _first(new.said)))


def _first(voices: Mapping[str, Voice]) -> Voice | None:
    return next(iter(voices.values()), None)


def _tellings(
    connection: Connection, stories: Iterable[int]
) -> tuple[Mapping[int, Sequence[_Telling]], Mapping[int, int]]:
    """The tellings of happenings that reports of two days tell, and the story of each happening."""
    several = ask_many(
        connection,
        "SELECT happenings.number, happenings.story FROM happenings "
        "JOIN happening_events ON happening_events.happening = happenings.number "
        "JOIN events ON events.number = happening_events.event JOIN reports ON reports.number = events.report "
        "WHERE happenings.story IN :wanted AND (happenings.who IS NOT NULL OR happenings.to_whom IS NOT NULL) "
        "GROUP BY happenings.number, happenings.story HAVING min(reports.published) < max(reports.published) "
        "ORDER BY happenings.story DESC, happenings.number",
        stories,
    )
    story_of = {row.number: row.story for row in first_of_each(several, lambda row: int(row.story), _HAPPENINGS)}
    rows = ask_many(
        connection,
        "SELECT happening_events.happening, events.number, events.told, reports.published, reports.outlet, "
        "story_reports.lineage "
        "FROM happening_events CROSS JOIN events CROSS JOIN reports CROSS JOIN story_reports "
        "WHERE events.number = happening_events.event AND reports.number = events.report "
        "AND story_reports.report = events.report "
        "AND happening_events.happening IN :wanted AND reports.published IS NOT NULL AND events.sure >= .5",
        story_of,
    )
    voices = _voices(connection, rows)
    told: dict[int, list[_Telling]] = defaultdict(list)
    for row in rows:
        said, denied = (voices.get((row.number, side), {}) for side in (_SAID, _DENIED))
        told[row.happening].append(_Telling(row.number, row.told, row.published, row.lineage, row.outlet, said, denied))
    return told, story_of


def _voices(connection: Connection, rows: Sequence[Row[Any]]) -> dict[tuple[int, str], dict[str, Voice]]:
    """Who says and who denies every event, in words that show it, by what tells people apart."""
    found = ask_many(
        connection,
        f"SELECT voices.event, voices.side, voices.speaker, {printed()}, "
        f"{window('voices.cue_start', 'voices.cue_end')} FROM voices JOIN events ON events.number = voices.event "
        "JOIN reports ON reports.number = events.report "
        "WHERE voices.event IN :wanted AND voices.speaker IS NOT NULL AND voices.cue_start IS NOT NULL "
        "ORDER BY voices.event, voices.ordinal",
        (row.number for row in rows),
    )
    known = {one.number: one for one in people.by_numbers(connection, {row.speaker for row in found})}
    out: dict[tuple[int, str], dict[str, Voice]] = defaultdict(dict)
    for row in found:
        if (one := known.get(row.speaker)) is not None:
            out[row.event, row.side].setdefault(one.key or key_of(one.name), Voice(one.name, cut(row)))
    return out
