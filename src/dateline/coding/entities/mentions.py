"""Names as they stand in a text: which tokens name something, in which words, and what stands beside them."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Literal, cast

from dateline.coding.cues import Gender, given_names, role_noun
from dateline.coding.entities.name_words import name_words
from dateline.language import Parse
from dateline.language.plain import NamedRange, Plain
from dateline.model import EntityKind, Span

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "GPE": "place",
    "FAC": "facility",
    "NORP": "nationality",
}
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_LINKS = frozenset((",", "and", "&"))
_ARTICLES = frozenset(("the", "a", "an"))
_GENITIVES = frozenset(("'s", "’s", "'", "’"))
_INSIDE = 1  # spaCy's number for a word within a name that is not its first
_OF_STATES = frozenset(("NORP", "GPE", "LOC"))
_PRONOUNS: dict[str, Gender] = {"he": "m", "his": "m", "she": "f", "her": "f"}
_STOPS = frozenset((";", ":", '"', "“", "”", "(", ")"))
_INNER = frozenset("NOUN PROPN ADJ NUM PART ADP".split())


Seniority = Literal["younger", "elder"]


@dataclass(frozen=True, slots=True)
class Name:
    """One naming of something: token range [first, last), its words for comparing, and what tells of its bearer.

    `heard`: the gender of the pronoun that seems to take it up in its sentence. `seniority`: "the younger Kim".
    """

    first: int
    last: int
    span: Span
    text: str
    words: tuple[str, ...]
    kind: EntityKind
    gender: Gender | None = None
    roles: tuple[Span, ...] = ()
    role_words: tuple[str, ...] = ()
    heard: Gender | None = None
    seniority: Seniority | None = None


@functools.lru_cache(maxsize=1 << 13)
def plain_words(text: str) -> tuple[str, ...]:
    """Words for comparing names: lower case, no accents, hyphens and apostrophes apart, dots gone."""
    if text.isascii():
        return tuple(_ASCII_WORD.findall(text.lower().replace("'s", " ").replace(".", "")))
    flat = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()
    flat = flat.replace("’s", " ").replace("'s", " ").replace(".", "")
    return tuple("".join(c if c.isalnum() else " " for c in flat).split())


def find_names(parse: Parse, text: str) -> tuple[Name, ...]:
    """The names of a report in the order of `text`, its words, with titles, genders and roles read beside them."""
    names = [name for entity in parse.names if (name := _name(parse, text, entity)) is not None]
    names = _share_titles(parse, names)
    families = {name.words[-1] for name in names if name.kind == "person" and "-" not in name.text}
    longer = {name.words[-1] for name in names if name.kind == "person" and len(name.words) > 1}
    names = [name for name in names if not _is_title_alone(name, longer)]
    return tuple([replace(name, kind="other") if _names_two(name, families) else name for name in names])


def _share_titles(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """The names, a title in the plural given to each of those it stands before: "Senators X and Y"."""
    found: list[Name] = []
    for name in names:
        before = found[-1] if found else None
        if before is not None and before.roles and name.kind == "person" and not name.roles:
            between = parse.columns.lower[before.last : name.first]
            title = parse.tokens[before.first - 1].tag_ if before.first else ""
            if between and _LINKS.issuperset(between) and title in ("NNS", "NNPS"):
                name = replace(name, roles=before.roles, role_words=before.role_words)
        found.append(name)
    return found


def _is_title_alone(name: Name, families: Set[str]) -> bool:
    """ "President" is nobody's name, unless somebody of the report is called so."""
    word = name.words[-1]
    title = name.kind == "person" and len(name.words) == 1 and word in name_words().titles and word in name.text.lower()
    return title and role_noun(word) is not None and name_words().titles[word] is None and word not in families


def _names_two(name: Name, families: Set[str]) -> bool:
    """ "Trump-Putin", of a summit, is no third person."""
    tied = name.kind == "person" and len(name.words) > 1 and name.text.count("-") == 1 and " " not in name.text
    return tied and set(name.words) <= families


def _name(parse: Parse, page: str, entity: NamedRange) -> Name | None:
    doc = parse.tokens
    first, last, label = entity
    kind = _KINDS.get(label, "other")
    while first < last and (doc[first].lower_ in _ARTICLES or _is_no_word(doc[first].text)):
        first += 1
    while last > first and (doc[last - 1].tag_ == "POS" or doc[last - 1].lower_ in _GENITIVES):
        last -= 1
    last = _cut_link(doc, first, last, kind)
    while last < len(doc) and first < last and doc[last - 1].text[-1] == "-" and doc[last - 1].end == doc[last].idx:
        last += 1
    if kind == "organisation":
        first, last = _start_with_state(parse, first, last), _end_with_state(parse, last)
    if first >= last:
        return None
    span = _span(doc, first, last)
    text = span.cut(page)
    words = plain_words(text)
    if not words or not (words[0].isalpha() or any(c.isalpha() for word in words for c in word)):
        return None
    gender: Gender | None = None
    if kind == "person":
        words, gender = _cut_title(words)
        if gender is None and first > 0:
            gender = name_words().titles.get(doc[first - 1].lower_.rstrip("."))
        if gender is None and len(words) > 1:
            gender = given_names().get(words[0])
    roles = _roles(doc, first, last) if kind == "person" else ()
    said = tuple(role.cut(page) for role in roles)
    if gender is None and said:
        gender = next((g for role in said if (g := _role_gender(role))), None)
    if kind != "person" or len(words) > 1:
        return Name(first, last, span, text, words, kind, gender, roles, said)
    return Name(first, last, span, text, words, kind, gender, roles, said, _heard(doc, last), _seniority(doc, first))


def _heard(doc: Sequence[Plain], last: int) -> Gender | None:
    """ "Clinton said she": the pronoun that a name's own verb is followed by, with no other person between."""
    verbs = 0
    for token in doc[last : last + 12]:
        if token.is_sent_start or token.ent_type_ == "PERSON" or token.text in _STOPS:
            return None
        gender = _PRONOUNS.get(token.lower_)
        if gender is not None:
            return gender if verbs or token.lower_ in ("his", "her") else None
        if token.pos_ == "NOUN" and role_noun(token.lower_) is not None:
            return None
        verbs += token.pos_ == "VERB"
    return None


def _seniority(doc: Sequence[Plain], first: int) -> Seniority | None:
    word = name_words().seniority.get(doc[first - 1].lower_) if first > 0 else None
    return cast(Seniority, word) if word is not None else None


def _cut_link(doc: Sequence[Plain], first: int, last: int, kind: EntityKind) -> int:
    """Where a name ends that was read with a word too many: "King Abdullah of" Jordan, "Guinea and" Mali."""
    links = ("ADP", "CCONJ") if kind == "person" else ("CCONJ",)
    while last - first > 1 and doc[last - 1].pos_ in links:
        last -= 1
    return last


def _start_with_state(parse: Parse, first: int, last: int) -> int:
    """Where the name of a body begins with what it is of: "the South African Parliament", "the United Nations Council".

    Words before it that were read as a name of their own are part of it where they hang on it.
    """
    marks, kinds = parse.columns.ent_iob, parse.columns.ent_type
    start = first - 1
    while start > 0 and kinds[start] and marks[start] == _INSIDE:
        start -= 1
    if start < 0 or (kinds[start] not in _OF_STATES and kinds[start] != "ORG"):
        return first
    heads = (parse.columns.head[at] for at in range(start, first))
    return start if kinds[start] == "NORP" or any(first <= head < last for head in heads) else first


def _end_with_state(parse: Parse, last: int) -> int:
    """Where the name of a body that was cut behind its preposition ends: "the Military of" is that "of Chad"."""
    kinds = parse.columns.ent_type
    end = last
    while end < len(kinds) and parse.tokens[end - 1].pos_ in ("ADP", "DET") and parse.tokens[end].lower_ in _ARTICLES:
        end += 1
    if end >= len(kinds) or parse.tokens[last - 1].pos_ not in ("ADP", "DET") or not kinds[end]:
        return last
    while end + 1 < len(kinds) and kinds[end + 1] and parse.columns.ent_iob[end + 1] == _INSIDE:
        end += 1
    return end + 1


def _is_no_word(text: str) -> bool:
    """Whether a token has no letter and no digit."""
    return not text.isalnum() and not any(c.isalnum() for c in text)


def _cut_title(words: tuple[str, ...]) -> tuple[tuple[str, ...], Gender | None]:
    gender: Gender | None = None
    while len(words) > 1 and words[0] in name_words().titles:
        gender = gender or name_words().titles.get(words[0])
        words = words[1:]
    return words, gender


def _span(doc: Sequence[Plain], first: int, last: int) -> Span:
    return Span(doc[first].idx, doc[last - 1].end)


@functools.lru_cache(maxsize=1 << 12)
def _role_gender(role: str) -> Gender | None:
    for word in plain_words(role):
        noun = role_noun(word)
        if noun is not None and noun.kind in ("person", "leader"):
            return noun.gender
    return None


def _roles(doc: Sequence[Plain], first: int, last: int) -> tuple[Span, ...]:
    found = (_words_before(doc, first), _apposition_before(doc, first), _apposition_behind(doc, last))
    return tuple(span for span in found if span is not None)


def _holds_role(doc: Sequence[Plain], first: int, last: int) -> bool:
    return any(_is_role(token.text) for token in doc[first:last])


@functools.lru_cache(maxsize=1 << 14)
def _is_role(word: str) -> bool:
    """Whether a word is the role of a person, or a title with its capital."""
    bare = word.rstrip(".")
    noun = role_noun(bare)
    return (noun is not None and noun.kind in ("person", "leader")) or (
        bare.lower() in name_words().titles and word[:1].isupper()
    )


def _words_before(doc: Sequence[Plain], first: int) -> Span | None:
    """ "Kremlin spokesman" before the name: nouns, adjectives and names without a break."""
    start = first
    while start > 0 and first - start < 9:
        token = doc[start - 1]
        if token.pos_ not in _INNER or (token.is_punct and token.text != "-"):
            break
        if token.pos_ == "ADP" and token.lower_ != "of":
            break
        start -= 1
    while start < first and doc[start].pos_ in ("ADP", "PART", "NUM"):
        start += 1
    if start == first or not _holds_role(doc, start, first):
        return None
    return _span(doc, start, first)


def _apposition_before(doc: Sequence[Plain], first: int) -> Span | None:
    """ "the president of Russia, " before the name."""
    if first < 3 or doc[first - 1].text != ",":
        return None
    for start in range(first - 2, max(-1, first - 12), -1):
        token = doc[start]
        if token.pos_ in ("VERB", "PUNCT", "SPACE") or token.text in (",", ";", ":"):
            return None
        if token.lower_ in ("the", "a", "an", "its", "his", "her", "their"):
            if _holds_role(doc, start, min(start + 6, first - 1)):
                return _span(doc, start, first - 1)
            return None
    return None


def _apposition_behind(doc: Sequence[Plain], last: int) -> Span | None:
    """ ", the president of Belarus" after the name."""
    if last + 1 >= len(doc) or doc[last].text not in (",", "(", "-", "–", "—"):
        return None
    start = last + 1
    end = start
    while end < len(doc) and end - start < 16:
        token = doc[end]
        if token.is_punct and token.text not in ("-", "&", "."):
            break
        if token.pos_ in ("VERB", "AUX", "PRON", "SPACE", "SCONJ") or (token.is_sent_start and end > start):
            break
        end += 1
    if end == start or not _holds_role(doc, start, min(end, start + 7)):
        return None
    lead = doc[start]
    if lead.pos_ == "ADP" or lead.pos_ == "CCONJ" or (end < len(doc) and doc[end].pos_ in ("VERB", "AUX")):
        return None
    return _span(doc, start, end)
