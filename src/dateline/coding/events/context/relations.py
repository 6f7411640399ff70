"""Whose words a pronoun is, which adverb goes with a verb, and which states share a plural noun."""

from __future__ import annotations

from itertools import pairwise

from dateline.language.annotated import AnnotatedText
from dateline.language.parse import Parse
from dateline.language.syntax.noun_phrases import names_in
from dateline.language.syntax.predicates import Argument

_AND = frozenset((",", "and", "the"))
_SEVERAL = 2
_PARTICLES = frozenset("away back down in off out over up aside around behind together".split())
_BARE_PRONOUNS = frozenset(("it", "they", "he", "she"))


def find_speakers(parse: Parse) -> dict[int, Argument]:
    """A pronoun that opens the clause of what somebody says -> the phrase of who says it."""
    out: dict[int, Argument] = {}
    lower, kinds = parse.columns.lower, parse.columns.pos
    for inner in parse.predicates:
        outer = parse.governor(inner) if inner.link == "complement" and inner.finite else None
        if outer is None or outer.kind != "verb":
            continue
        said = [a for a in outer.role("subject") if kinds[a.head] != "PRON"]
        for argument in inner.role("subject", "object"):
            word = lower[argument.head]
            if len(said) == 1 and word in _BARE_PRONOUNS and not argument.shared:
                person = parse.tokens[said[0].head].ent_type_ == "PERSON"
                if person == (word in ("he", "she")):
                    out[argument.head] = said[0]
    return out


def find_particles(parse: Parse) -> dict[int, tuple[str, ...]]:
    """Token -> the adverbs that go with it and stand behind it alone ("turned him away")."""
    read = parse.columns
    out: dict[int, tuple[str, ...]] = {}
    for at, word in enumerate(read.lower):
        if word not in _PARTICLES or read.pos[at] not in ("ADV", "ADP") or read.head[at] >= at:
            continue
        if not parse.doc[at].lefts:
            out[read.head[at]] = (*out.get(read.head[at], ()), word)
    return out


def states_named(doc: AnnotatedText, start: int, end: int) -> tuple[tuple[tuple[int, int], str], ...]:
    """The names of states that a plural noun in tokens [start, end) is divided among, with the words for each part.

    "Indian and Chinese soldiers", "two Indian and three Chinese soldiers", "the foreign ministers of Armenia and
    Azerbaijan"; empty where there are not several.
    """
    names = [e for e in names_in(doc, start, end) if e.label_ in ("NORP", "LOC", "ORG")]
    if len(names) < _SEVERAL:
        return ()
    head = doc[start:end].root
    if head.tag_ not in ("NNS", "NNPS") or head.ent_type_:
        return ()
    for one, other in pairwise(names):
        if any(t.lower_ not in _AND and t.pos_ != "NUM" for t in doc[one.end : other.start]):
            return ()
    if names[-1].end <= head.i:
        return tuple(((n.start, n.end), f"{n.text} {doc[names[-1].end : head.i + 1].text}") for n in names)
    if names[0].start > head.i and doc[names[0].start - 1].lower_ in ("of", "from", "the"):
        first = start + (doc[start].pos_ == "DET")
        return tuple(((n.start, n.end), f"{doc[first : head.i + 1].text} of {n.text}") for n in names)
    return ()
