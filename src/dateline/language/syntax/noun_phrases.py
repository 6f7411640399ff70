"""Noun phrases over a parse: what belongs to a name or description, and where one side ends and the next begins.

Works on Universal Dependencies and on CLEAR labels alike: both call coordination `conj` and `cc`, and
only the labels that end a phrase differ.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, cast

from dateline.language.annotated import AnnotatedText, Word, WordRange

_INSIDE: Final = 1  # spaCy's numbers for where a word stands in a name
_BEGINS: Final = 3
_OUTSIDE = frozenset(
    "conj cc preconj acl relcl appos parataxis punct advcl dep ccomp xcomp advmod discourse orphan list mark cop aux"
    " nsubj csubj obl vocative dislocated".split()
)
_OPENING = frozenset(("cc", "punct"))
_SIDES = frozenset(("conj",))
_KEY = "phrases"
# A preposition stands before a phrase of Universal Dependencies without being part of what it names.
_LEADING = (_OUTSIDE | {"case"}) - {"advmod"}


def _label(token: Word) -> str:
    return token.dep_.partition(":")[0].lower()


@dataclass(frozen=True, slots=True)
class _Found:
    """What has been asked of a text, by head: rooms ask for the same few phrases over and over."""

    cores: dict[int, tuple[int, int]] = field(default_factory=dict)
    conjuncts: dict[int, tuple[int, ...]] = field(default_factory=dict)


def _kept_phrases(doc: AnnotatedText) -> _Found:
    found = cast("_Found | None", doc.kept.get(_KEY))
    if found is None:
        found = doc.kept[_KEY] = _Found()
    return found


def conjuncts(doc: AnnotatedText, head: int) -> tuple[int, ...]:
    """The heads of all coordinated members from `head` on, `head` first: "A, B and C" gives three."""
    known = _kept_phrases(doc).conjuncts
    found = known.get(head)
    if found is None:
        found = known[head] = _conjuncts(doc, head)
    return found


def _conjuncts(doc: AnnotatedText, head: int) -> tuple[int, ...]:
    out = [head]
    for number in out:
        out += [child.i for child in doc[number].rights if _label(child) in _SIDES and not _is_age(doc, child.i)]
    return tuple(sorted(set(out))) if len(out) > 1 else (head,)


def _is_age(doc: AnnotatedText, number: int) -> bool:
    """Whether a word is a number between a name's comma and another: the 52 of "Merkel, 52, spoke" is nobody."""
    if number <= 1 or doc[number].pos_ != "NUM" or doc[number - 1].text != ",":
        return False
    return doc[number - 2].pos_ == "PROPN" and (number + 1 == len(doc) or doc[number + 1].is_punct)


def core(doc: AnnotatedText, head: int) -> tuple[int, int]:
    """Token range of the phrase of `head` without its conjuncts, appositions, clauses and loose modifiers.

    "Prime Minister Nawaz Sharif, who ..." gives the first four words; "rebels from the west" keeps
    what its prepositions bring.
    """
    known = _kept_phrases(doc).cores
    found = known.get(head)
    if found is None:
        found = known[head] = _core(doc, head)
    return found


def _core(doc: AnnotatedText, head: int) -> tuple[int, int]:
    start, end = head, head + 1
    top = doc[head]
    lefts = [t for t in top.lefts if _label(t) not in _LEADING]
    for token in reversed(lefts):
        if token.right_edge.i + 1 == start:
            start = token.left_edge.i
    while start < head and _label(doc[start]) in _OPENING:  # "and farm workers", hung on the first of its words
        start += 1
    for token in top.rights:
        if token.left_edge.i != end or _label(token) in _OUTSIDE or _label(token) == "case":
            break
        end = _trim_modifier(token, end)
    return start, end


def _trim_modifier(token: Word, floor: int) -> int:
    """The end of a modifier's own phrase, cut before the clauses and conjuncts that hang on it."""
    end = max(token.i + 1, floor)
    for child in token.rights:
        if child.left_edge.i != end:
            break
        if _is_hyphen(child):
            end = child.i + 1
            continue
        label = _label(child)
        if label in _OUTSIDE and label not in ("conj", "cc"):
            break
        end = _trim_modifier(child, end)
    return end


def _is_hyphen(token: Word) -> bool:
    """Whether a token ties the words around it into one: "Guinea-Bissau"."""
    return token.text == "-" and not token.whitespace_ and token.i > 0 and not token.nbor(-1).whitespace_


def appositions(doc: AnnotatedText, head: int) -> tuple[int, ...]:
    """The heads of the appositions of `head`: "the president, Vladimir Putin," gives Putin."""
    return tuple(child.i for child in doc[head].rights if _label(child) == "appos")


def names_in(doc: AnnotatedText, start: int, end: int) -> tuple[WordRange, ...]:
    """The entities that lie wholly in tokens [start, end): spaCy's `doc[start:end].ents`."""
    read = doc.columns
    marks, out = read.ent_iob, []
    at = start
    while at < end:
        last = at + 1
        if marks[at] == _BEGINS:
            while last < len(marks) and marks[last] == _INSIDE:
                last += 1
            if last > end:
                break
            out.append(WordRange(doc, at, last, read.ent_type[at]))
        at = last
    return tuple(out)
