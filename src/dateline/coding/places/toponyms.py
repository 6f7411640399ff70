"""Which words of a report are toponyms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.name_keys import key_of
from dateline.coding.places.gazetteer import Gazetteer
from dateline.language import Parse
from dateline.language.plain import NamedRange, Plain
from dateline.model import Report, Span

_EDGE = re.compile(r"^(?:the|The|THE|nearby|neighboring|neighbouring)\s+|(?:['’]s?|[,;:.\-–—\s])+$")
_HYPHENED = re.compile(r"(?:-\w+)+")
_INITIALS = re.compile(r"(?:\w\.)+")
_DIRECTIONS = frozenset(("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"))
_SIDE_OF = re.compile(r"(?:(?:north|south|east|west)[- ]?){1,2}(?:ern)?(?-i: [A-Z])", re.IGNORECASE)
_MARKS = 1  # a point or apostrophe can be a token of its own
_SHORT = frozenset({"US", "UK", "USA", "UAE", "DRC"})
_SURE = frozenset({"country", "capital", "admin", "region", "sea", "river", "mountain", "island"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """PlaceWords that name a place: the span, the name, and whether they stand as an adjective ("Kenyan")."""

    span: Span
    name: str
    adjective: bool = False


def find_toponyms(report: Report, parse: Parse, atlas: Gazetteer) -> tuple[Toponym, ...]:
    """Toponyms in the order of the text, none overlapping: what the tables know and what the parser calls a place."""
    tokens = parse.tokens
    known = list(_known_names(report.text, tokens, atlas))
    found = [
        t
        for ent in parse.names
        if ent.label in ("LOC", "GPE", "FAC")
        for t in _cut_name(report.text, atlas, *_complete_name(report.text, tokens, ent, atlas))
    ]
    if report.dateline and report.dateline.place:
        at = report.text.find(report.dateline.place, report.dateline.span.start, report.dateline.span.end)
        if at >= 0:
            found += list(_cut_name(report.text, atlas, at, at + len(report.dateline.place)))
    found = [
        one
        for one in found
        if not report.text.startswith("$", one.span.end)
        and one.name.casefold() not in _DIRECTIONS
        and not _SIDE_OF.fullmatch(report.text, one.span.start, one.span.end + 2)
        and not _lacks_point(report.text, one, atlas)
    ]
    # The longer of two names wins; of equal ones the parser's.
    out: list[Toponym] = []
    held: set[int] = set()
    for one in sorted([*found, *known], key=lambda t: (t.span.start - t.span.end, t.span.start)):
        letters = range(one.span.start, one.span.end)
        if held.isdisjoint(letters):
            held.update(letters)
            out.append(one)
    return tuple(sorted(out, key=lambda t: t.span))


def _lacks_point(text: str, one: Toponym, atlas: Gazetteer) -> bool:
    """Whether a short form of a state stands without its point and behind no town: "Kan" is a person, not Kansas."""
    return f"{one.name}." in atlas.dotted and not text[: one.span.start].rstrip().endswith(",")


def _complete_name(text: str, doc: Sequence[Plain], ent: NamedRange, atlas: Gazetteer) -> tuple[int, int]:
    """The offsets of a name with the words beside it where only with them it is one that the gazetteer has.

    "York" behind "New", "Port" before "-au-Prince"; never words of somebody's name.
    """
    start, end = ent.start, ent.end
    first, stop = doc[start].idx, doc[end - 1].end
    if text[first].isupper() and not doc[start].is_sent_start:
        before = doc[start - 1] if start else None
        if before is not None and _may_belong(before) and atlas.candidates(f"{before.text} {text[first:stop]}"):
            start -= 1
    joined = _HYPHENED.match(text, stop)
    if joined and atlas.candidates(text[doc[start].idx : joined.end()]):
        stop = joined.end()
    elif end < len(doc) and _may_belong(doc[end]):
        name = text[doc[start].idx : doc[end - 1].end]
        stop = doc[end].end if atlas.candidates(f"{name} {doc[end].text}") else stop
    return doc[start].idx, stop


def _may_belong(token: Plain) -> bool:
    return token.text[:1].isupper() and token.text.isalpha() and token.pos_ == "PROPN" and token.ent_type_ != "PERSON"


def _cut_name(text: str, atlas: Gazetteer, start: int, end: int) -> Iterator[Toponym]:
    """A name without article, possessive and trailing marks; "Oxford, North Carolina" is two."""
    at = start
    for piece in re.split(r"(,\s+|\s+[-–—/]\s+)", text[start:end]):
        begin, at = at, at + len(piece)
        front = _EDGE.match(piece)
        low = begin + (
            front.end()
            if front and piece[: front.end()].strip().lower() in ("the", "nearby", "neighboring", "neighbouring")
            else 0
        )
        shown = text[low:at]
        if not _is_short(shown, atlas):
            shown = re.sub(r"(?:['’]s?|[;:.\-–—\s])+$", "", shown)
        if any(char.isalpha() for char in shown) and shown.strip(", "):
            yield Toponym(Span(low, low + len(shown)), shown)


def _is_short(name: str, atlas: Gazetteer) -> bool:
    """Whether the point at its end is the name's own: "U.S.", "Calif."."""
    return name.endswith(".") and (bool(_INITIALS.fullmatch(name)) or name in atlas.dotted)


def _known_names(text: str, doc: Sequence[Plain], atlas: Gazetteer) -> Iterator[Toponym]:
    """Runs of proper nouns that the tables (not the towns) know, where no longer name of something else holds them."""
    done = 0
    for at in [n for n, token in enumerate(doc) if token.text[:1].isupper()]:
        most = atlas.openings.get(key_of(doc[at].text), 0) if at >= done else 0
        sizes = range(min(most + _MARKS, len(doc) - at), 0, -1) if most else ()
        size = next((n for n in sizes if _is_known(text, doc, at, n, atlas)), 0)
        if size:
            done = at + size
            start, last = doc[at].idx, doc[at + size - 1]
            end = last.end
            if text[end - 1] == "." and not _is_short(text[start:end], atlas):
                end -= 1
            if not text.startswith("$", end):
                yield Toponym(Span(start, end), text[start:end])


def _is_known(text: str, doc: Sequence[Plain], at: int, size: int, atlas: Gazetteer) -> bool:
    first, last = doc[at], doc[at + size - 1]
    if not (last.text[:1].isupper() or last.text == ".") or last.is_space:
        return False
    words = text[first.idx : last.end]
    if "$" in words or (len(words) < 4 and not words.replace(".", "").isupper()):
        return False
    held = atlas.listed.get(key_of(words), ())
    if not any(c.feature in _SURE for c in held):
        return False
    if words.isupper() and size == 1 and len(words) == 2 and not any(c.feature == "country" for c in held):
        return False  # "OR", "IN": a state's code counts only where a town stands before it
    around = {token.ent_type_ for token in doc[at : at + size]}
    country = any(c.feature == "country" for c in held)
    alone = not any(_goes_on(doc, n, first, last) for n in (at - 1, at + size))
    if "PERSON" in around or (size == 1 and first.pos_ not in ("PROPN", "NOUN", "X") and not words.isupper()):
        return False
    return alone or (country and "ORG" not in around) or (country and words.replace(".", "") in _SHORT)


def _goes_on(doc: Sequence[Plain], neighbour: int, first: Plain, last: Plain) -> bool:
    """Whether a neighbour makes a run part of a longer name."""
    if not 0 <= neighbour < len(doc):
        return False
    token = doc[neighbour]
    tied = token.ent_type_ and token.ent_type_ != "LOC" and token.ent_type_ in (first.ent_type_, last.ent_type_)
    return bool(tied) or (
        token.pos_ == "PROPN" and token.text[:1].isupper() and not token.is_punct and token.ent_type_ != "LOC"
    )
