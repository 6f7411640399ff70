"""What a person types for a field (`actors=the ministry; Oslo`) as plain values: words of the report, found there.

| field | is typed as |
|---|---|
| type, mode, told, stance, quotation, cameo, event_date | the value |
| actors, recipients, speaker, addressee, said_by, denied_by | words of the report, several with `;` between; in
  brackets what is known of the bearer: `the ministry [NOR/GOV]`; words that the program puts to the very one who is
  corrected stand for themselves alone |
| where | words of the report; in brackets the state: `Vard [NOR]` |
| when | words of the report and the day, month or days: `on Friday = 2023-09-15`, `in May = 2024-05`, `that week =
  2023-09-11/2023-09-17`; the day alone keeps the words |
| counts | kind, number and words: `dead 820 = at least 820 people`, `injured 10-20 = some dozen` |
| contexts | words with `,` between |
| evidence, cue, content | words of the report |

Nothing behind the `=` empties a field. A value that begins with `{` or `[{` is JSON, as `to_dict` writes it.
"""

from __future__ import annotations

import json
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from dateline.errors import UsageError
from dateline.judging.fields import fields_of
from dateline.model import Actor, Coding, Count, Event, Place, Span, Voice, When, Words, as_plain
from dateline.reviewing.typed import typed_fields
from dateline.reviewing.writing import Judgeable

_BRACKET = re.compile(r"(?P<words>.*?)\s*\[(?P<state>[A-Z]{3})?(?:/(?P<sectors>[A-Z/]+))?\]", re.DOTALL)
_NAMING = frozenset({"actors", "recipients", "speaker", "addressee", "said_by", "denied_by"})
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_COUNT = re.compile(r"(?P<kind>[a-z]+)\s+(?P<low>\d+)(?:-(?P<high>\d+))?\s*=\s*(?P<words>.+)", re.DOTALL)


def read_values(one: Judgeable, typed: Iterable[str]) -> dict[str, Any]:
    """FIELD=VALUE of a command line as plain values. Raises UsageError, which says how to write one."""
    found: dict[str, Any] = {}
    for each in typed:
        name, sign, value = each.partition("=")
        name = name.strip().replace("-", "_")
        if not sign or name not in fields_of(one.record):
            raise UsageError(
                f"{each} corrects nothing. Write FIELD=VALUE, with a field of: {', '.join(fields_of(one.record))}."
            )
        found[name] = read_value(one, name, value.strip())
    return found


def read_value(one: Judgeable, name: str, typed: str) -> Any:
    """One field. Raises UsageError."""
    if typed[:1] == "{" or typed[:2] == "[{":
        try:
            return json.loads(typed)
        except json.JSONDecodeError as error:
            raise UsageError(f"the JSON for {name} cannot be read: {error}") from error
    read = _READS.get(name)
    value = read(one, typed) if read else (typed or None)
    if name in _NAMING and value and _is_as_coded(one, name, value, typed):
        return _as_typed(one, name, typed)
    return value


def _is_as_coded(one: Judgeable, name: str, value: Any, typed: str) -> bool:
    """Whether other words than those of the program come to what the program says: it puts them to whom the person
    who corrects it takes for somebody else."""
    coded = _plain(one, getattr(one.record, name))
    return typed != typed_fields(one.record, one.text)[name] and _names(value) == _names(coded)


def _names(value: Any) -> list[str]:
    held = value if isinstance(value, list | tuple) else [value] if value else []
    return [(each.get("speaker") or each).get("name", "") for each in held]


def _as_typed(one: Judgeable, name: str, typed: str) -> Any:
    """Those words alone, whoever the program takes their bearer for."""
    actors = [_bearer(one, part) for part in _parts(typed)]
    if name in ("speaker", "addressee"):
        return _plain(one, actors[0])
    return _plain(one, tuple(map(Voice, actors)) if name in ("said_by", "denied_by") else tuple(actors))


def _bearer(one: Judgeable, typed: str) -> Actor:
    match = _BRACKET.fullmatch(typed)
    words = match["words"] if match else typed
    sectors = tuple(filter(None, (match["sectors"] or "").split("/"))) if match else ()
    return Actor(words, _locate(one, words), None, match["state"] if match else None, sectors=sectors, how="corrected")


def _locate(one: Judgeable, words: str) -> Span:
    """The words of the report that stand nearest to the record."""
    text = one.text
    record = one.record
    home = record.evidence if isinstance(record, Event) else record.content[0]
    places = [match.start() for match in re.finditer(re.escape(words), text)] if words else []
    if not places:
        raise UsageError(f"{words!r} does not stand in report {one.coded.report.id}. Give words as they stand there.")
    start = min(places, key=lambda at: (max(home.start - at, at - home.end, 0), at))
    return Span(start, start + len(words))


def _plain(one: Judgeable, value: object) -> Any:
    return as_plain(value, Words(one.text))


def _parts(typed: str) -> list[str]:
    return [part.strip() for part in typed.split(";") if part.strip()]


def _actor(one: Judgeable, typed: str) -> Actor:
    match = _BRACKET.fullmatch(typed)
    words = match["words"] if match else typed
    span = _locate(one, words)
    known = _known_actor(one.coded.coding, span, words)
    if match is None:
        return known
    sectors = tuple(filter(None, (match["sectors"] or "").split("/"))) or known.sectors
    state = match["state"] or known.country
    codes = (known.cow, known.gw) if state == known.country else (None, None)
    return Actor(words, span, known.entity, state, *codes, sectors, known.office, known.wikidata, "corrected")


def _known_actor(coding: Coding, span: Span, words: str) -> Actor:
    """What the coding knows of whoever bears these words: an actor at this place, else of this entity, else none."""
    actors = list(_actors(coding))
    entity = next((one.id for one in coding.entities if any(span == m or span.contains(m) for m in one.mentions)), None)
    same = [one for one in actors if one.span == span]
    same += [one for one in actors if entity is not None and one.entity == entity]
    if same:
        first = same[0]
        return Actor(first.name, span, first.entity, first.country, first.cow, first.gw, first.sectors, first.office,
                     first.wikidata, first.how)  # fmt: skip
    return Actor(words, span, entity, how="corrected")


def _actors(coding: Coding) -> Iterable[Actor]:
    for event in coding.events:
        yield from (*event.actors, *event.recipients, *(voice.speaker for voice in (*event.said_by, *event.denied_by)))
    for said in coding.statements:
        yield from (actor for actor in (said.speaker, said.addressee) if actor is not None)


def _read_actors(one: Judgeable, typed: str) -> Any:
    return _plain(one, tuple(_actor(one, part) for part in _parts(typed)))


def _read_actor(one: Judgeable, typed: str) -> Any:
    return _plain(one, _actor(one, typed)) if typed else None


def _read_voices(one: Judgeable, typed: str) -> Any:
    return _plain(one, tuple(Voice(_actor(one, part)) for part in _parts(typed)))


def _read_place(one: Judgeable, typed: str) -> Any:
    if not typed:
        return None
    match = _BRACKET.fullmatch(typed)
    words = match["words"] if match else typed
    span = _locate(one, words)
    known = next((place for place in one.coded.coding.places if place.span == span), None)
    if known is None:
        known = next((place for place in one.coded.coding.places if place.span.cut(one.text) == words), None)
    if match is not None and (known is None or known.country != match["state"]):
        known = Place(words, span, country=match["state"], confidence=1.0, how="corrected")
    if known is None:
        known = Place(words, span, how="corrected")
    return _plain(one, known) | {"span": _plain(one, span)}


def _read_when(one: Judgeable, typed: str) -> Any:
    if not typed:
        return None
    words, sign, days = (part.strip() for part in typed.rpartition("="))
    shown = one.shown or one.record
    if sign:
        span = _locate(one, words)
    elif shown.when is not None:
        span = shown.when.span
    else:
        raise UsageError(f"{typed} has no words that show it. Write WORDS = DAY, as 'on Friday = 2023-09-15'.")
    earliest, latest = _interval(days)
    return _plain(one, When(days, "DATE", span, earliest, latest))


def _interval(days: str) -> tuple[str, str]:
    first, _, last = days.partition("/")
    ends = [first, last or first]
    if not all(_DAY.fullmatch(end) for end in ends):
        raise UsageError(f"{days} is no day. Write 2023-09-15, 2023-09, 2023, or 2023-09-11/2023-09-17.")
    earliest = ends[0] + "-01" * (2 - ends[0].count("-"))
    latest = ends[1] if len(ends[1]) > 4 else f"{ends[1]}-12"
    if len(latest) == len("2023-09"):
        year, month = map(int, latest.split("-"))
        if not 1 <= month <= 12:
            raise UsageError(f"{days} has no month {month}.")
        latest = f"{latest}-{monthrange(year, month)[1]:02}"
    return earliest, latest


def _read_counts(one: Judgeable, typed: str) -> Any:
    found = []
    for part in _parts(typed):
        match = _COUNT.fullmatch(part)
        if match is None:
            raise UsageError(f"{part} is no count. Write KIND NUMBER = WORDS, as 'dead 820 = at least 820 people'.")
        low = int(match["low"])
        high = int(match["high"]) if match["high"] else low
        kind: Any = match["kind"]
        found.append(Count(kind, low, high, _locate(one, match["words"].strip())))
    return _plain(one, tuple(found))


def _read_span(one: Judgeable, typed: str) -> Any:
    return _plain(one, _locate(one, typed)) if typed else None


def _read_spans(one: Judgeable, typed: str) -> Any:
    return _plain(one, tuple(_locate(one, part) for part in _parts(typed)))


def _read_words(_: Judgeable, typed: str) -> Any:
    return [part.strip() for part in typed.split(",") if part.strip()]


def _read_number(_: Judgeable, typed: str) -> Any:
    try:
        return float(typed)
    except ValueError as error:
        raise UsageError(f"{typed} is no number.") from error


def _read_whole(_: Judgeable, typed: str) -> Any:
    if not typed.isdecimal():
        raise UsageError(f"{typed} is no whole number.")
    return int(typed)


def _read_yes(_: Judgeable, typed: str) -> Any:
    if typed not in ("yes", "no"):
        raise UsageError(f"{typed} is neither yes nor no.")
    return typed == "yes"


_READS: Mapping[str, Callable[[Judgeable, str], Any]] = MappingProxyType(
    {
        **dict.fromkeys(("actors", "recipients"), _read_actors),
        **dict.fromkeys(("speaker", "addressee"), _read_actor),
        **dict.fromkeys(("said_by", "denied_by"), _read_voices),
        **dict.fromkeys(("evidence", "cue"), _read_span),
        "where": _read_place,
        "when": _read_when,
        "counts": _read_counts,
        "content": _read_spans,
        "contexts": _read_words,
        "nary": _read_yes,
        "quad": _read_whole,
        "score": _read_number,
    }
)
"""Field -> what reads what was typed for it; the others are the text itself, or nothing."""
