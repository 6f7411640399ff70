"""Plain words for codes: types, classes of telling, dates, lists of names."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dateline.exporting.lines import BriefLines, Day, number
from dateline.model import probability
from dateline.tables import Row, shipped

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS: Mapping[str, str] = MappingProxyType({"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"})
_SEASON_STARTS: Mapping[str, str] = MappingProxyType({"SP": "03", "SU": "06", "FA": "09", "WI": "12"})
_ISO = re.compile(r"(\d{4})(?:-(?:(\d{2})(?:-(\d{2}))?|W(\d{2})|Q([1-4])|(SP|SU|FA|WI)))?(?:T.*)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Kind:
    """What readers call a type: the noun, the preposition before the other side, its rank (1 stands first), and whether
    it is whole without another side."""

    noun: str
    to: str
    rank: int
    alone: bool = False


@functools.cache
def _kinds() -> Mapping[tuple[str, str], Kind]:
    rows = shipped(__package__, "tables/kinds.tsv", ("type", "mode", "noun", "to", "rank", "alone"), optional=1)
    return MappingProxyType({(row["type"], row["mode"]): _read_kind(row) for row in rows})


def _read_kind(row: Row) -> Kind:
    to = "" if row["to"] == "-" else row["to"]
    return Kind(row["noun"], to, row.integer("rank"), row["alone"] == "yes")


def known_types() -> tuple[str, ...]:
    """The types that the table names, in its order."""
    return tuple(dict.fromkeys(type_ for type_, _ in _kinds()))


@functools.cache
def _telling_words() -> Mapping[str, tuple[str, str]]:
    rows = shipped(__package__, "tables/told.tsv", ("told", "words", "vouched"))
    return MappingProxyType({row["told"]: (row["words"], row["vouched"]) for row in rows})


@functools.cache
def _verdicts() -> Mapping[str, tuple[str, str]]:
    rows = shipped(__package__, "tables/verdicts.tsv", ("verdict", "words", "vouched"))
    return MappingProxyType({row["verdict"]: (row["words"], row["vouched"]) for row in rows})


def verdict_words(verdict: str) -> str:
    """ "supported", "no words for it"."""
    return _verdicts()[verdict][0]


def vouching_of_verdict(verdict: str) -> str:
    """ "yes", "open" or "no": whether the words bear a row out."""
    return _verdicts()[verdict][1]


@functools.cache
def _stances() -> Mapping[str, str]:
    rows = shipped(__package__, "tables/stances.tsv", ("stance", "words"))
    return MappingProxyType({row["stance"]: row["words"] for row in rows})


def unsure_words(brief: BriefLines) -> str:
    """How many happenings a brief leaves out because they are not sure enough; nothing where it leaves out none."""
    if not brief.unsure:
        return ""
    return f"{number(brief.unsure, 'happening')} less sure than {probability(brief.least_sure, 4)} left out"


def kind_of(type_: str, mode: str | None = None) -> Kind:
    """How to call a type; a type that the table does not know is called by its own code, after the known ones."""
    known = _kinds()
    found = known.get((type_, mode or "")) or known.get((type_, ""))
    return found or Kind(type_.capitalize(), "", 4)


_BEFORE_OTHERS = frozenset("of with to against on from at over between about in".split())
_MANY = frozenset("police people men women children troops personnel number".split())
_PEOPLES = (
    "ans",
    "ists",
    "crats",
    "elis",
    "ims",
    "Jews",
    "Kurds",
    "Turks",
    "Greeks",
    "Serbs",
    "Croats",
    "Arabs",
    "Poles",
)


@functools.cache
def _verbs() -> Mapping[tuple[str, str], tuple[str, str]]:
    rows = shipped(__package__, "tables/verbs.tsv", ("type", "mode", "one", "many"))
    return MappingProxyType({(row["type"], row["mode"]): (row["one"], row["many"]) for row in rows})


def tag_line(type_: str, mode: str | None, doing: Sequence[str], done: Sequence[str], *, nary: bool) -> str:
    """What kind of thing it is, in plain words: "A accuses B", "A and B meet"; without a doer "accusation of B"."""
    verb = _verbs().get((type_, mode or "")) or _verbs().get((type_, ""))
    if nary:
        doing, done = list(dict.fromkeys((*doing, *done))), []
    if verb is None or not doing:
        line = happening_line(kind_of(type_, mode), doing, done, nary=nary)
        return line[:1].lower() + line[1:]
    words = verb[len(doing) > 1 or _is_plural(doing[0])].split()
    while not done and len(words) > 1 and words[-1] in _BEFORE_OTHERS:
        words.pop()
    return " ".join((join_names(doing), *words, *filter(None, (join_names(done),))))


def _is_plural(name: str) -> bool:
    """Whether one name stands for many: "thieves", "French police", "Republicans"; never a country or a person."""
    last = name.split(" of ")[0].split()[-1]
    if last[:1].isupper() and last.casefold() not in _MANY:
        return " " not in name and last.endswith(_PEOPLES)
    return last.casefold() in _MANY or (last.endswith("s") and not last.endswith("ss"))


def told_words(told: str) -> str:
    """ "planned", "told as fact"."""
    return _telling_words().get(told, (told, "open"))[0]


def vouching_word(told: str) -> str:
    """ "yes", "open" or "no": whether a source vouches for what is told this way."""
    return _telling_words().get(told, (told, "open"))[1]


def stance_words(stance: str, quotation: str = "") -> str:
    """ "says"; "denies it", but "denies" of indirect speech, where the words are what is denied."""
    return _stances().get(f"{stance} {quotation}", _stances().get(stance, stance))


_LEANING = (
    "shown",
    "shown-behind",
    "before",
    "moment",
    "somebody",
    "first",
    "early",
    "pronoun",
    "phrase",
    "day",
    "negation",
    "background",
    "unique",
    "defining",
    "reported",
    "dating",
    "period",
)


@functools.cache
def leaning() -> Mapping[str, frozenset[str]]:
    """Words by which a sentence leans on others, by the kinds that the head of the table explains."""
    rows = list(shipped(__package__, "tables/leaning.tsv", ("word", "where")))
    found = {
        where: frozenset(row["word"].replace("_", " ") for row in rows if row["where"] == where) for where in _LEANING
    }
    return MappingProxyType(found)


@functools.cache
def pointing() -> frozenset[str]:
    """Words that only point at what was said before, in lower case: "it", "this"."""
    return frozenset(row["word"] for row in shipped(__package__, "tables/pointing.tsv", ("word",)))


def day(value: str | None) -> Day | None:
    """A date for a reader: "2023-09-15" → "15 September 2023", "2023-W37" → "week of 11 September 2023".

    A value that is no date of the calendar keeps its own words; None stays None.
    """
    if not value:
        return None
    return Day(value, _spell_out(value))


def period(first: Day | None, last: Day | None) -> str:
    """ "15–16 September 2023", "22 July to 1 August 2022"; "" where neither is known."""
    if first is None or last is None or first == last:
        only = first or last
        return only.words if only else ""
    one, other = first.words.split(), last.words.split()
    if len(one) == len(other) == 3 and one[2] == other[2]:
        same_month = one[1] == other[1]
        return f"{one[0]}–{last.words}" if same_month else f"{one[0]} {one[1]} to {last.words}"
    return f"{first.words} to {last.words}"


def is_date(value: str) -> bool:
    """Whether a value stands on the calendar, so that a timeline can hold it."""
    match = _ISO.fullmatch(value)
    return match is not None and (len(value) == 4 or _spell_out(value) != value)


def sort_key(value: str) -> str:
    """What sorts dates of any precision by their first day: a week by its Monday, a month before its days."""
    match = _ISO.fullmatch(value)
    if match is None:
        return value
    year, _, _, week, quarter, season = match.groups()
    if week and _spell_out(value) != value:
        return date.fromisocalendar(int(year), int(week), 1).isoformat()
    if quarter:
        return f"{year}-{int(quarter) * 3 - 2:02d}"
    return f"{year}-{_SEASON_STARTS[season]}" if season else value


def first_day(value: str) -> date | None:
    """The first day of a date of any precision; None of what no calendar has."""
    key = sort_key(value)[: len("2023-09-15")]
    try:
        return date.fromisoformat(key + "0000-01-01"[len(key) :])
    except ValueError:
        return None


def _spell_out(value: str) -> str:
    match = _ISO.fullmatch(value)
    if match is None:
        return value
    year, month, dom, week, quarter, season = match.groups()
    try:
        if week:
            return f"week of {_spell_day(date.fromisocalendar(int(year), int(week), 1))}"
        first = date(int(year), int(month or 1), int(dom or 1))
    except ValueError:
        return value
    if quarter or season:
        return f"{_SEASONS[season]} {year}" if season else f"quarter {quarter} of {year}"
    if dom:
        return _spell_day(first)
    return f"{_MONTHS[first.month - 1]} {year}" if month else year


def _spell_day(one: date) -> str:
    return f"{one.day} {_MONTHS[one.month - 1]} {one.year}"


def join_names(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"; "" for nobody."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def happening_line(kind: Kind, doing: Sequence[str], done: Sequence[str], *, nary: bool) -> str:
    """ "Attack on X by Y", "Meeting or talks: X and Y"; the noun alone where nobody is named."""
    if nary:
        everyone = join_names(list(dict.fromkeys((*doing, *done))))
        return f"{kind.noun}: {everyone}" if everyone else kind.noun
    line = kind.noun
    if done:
        line += f" {kind.to or 'concerning'} {join_names(done)}"
    return f"{line} by {join_names(doing)}" if doing else line


def letter(place: int) -> str:
    """The letters of sources in order: A, B, … Z, AA, AB, …"""
    out = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        out = chr(65 + rest) + out
    return out
