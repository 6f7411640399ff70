"""The anatomy of an actor phrase: its head noun phrase, what hangs on it, and what stands in apposition."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.coding.actors.lookup import Lookup, Match, NameEntry
from dateline.coding.actors.placed_names import Placed, put_places, settle_towns
from dateline.coding.actors.role_words import role_words
from dateline.coding.cues import given_names
from dateline.coding.name_keys import NameWord, words

# Grammar words only: what opens a phrase that hangs on the head.
_BELONGING = frozenset({"of", "from", "in", "at", "within", "inside", "under", "with", "for"})
_AWAY = frozenset(
    {"to", "on", "against", "near", "by", "about", "during", "after", "before", "over", "outside", "between", "among"}
)
_CLAUSE = frozenset({"who", "which", "that", "whose", "where", "including"})
_PARTS = frozenset({"including"})
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Segment:
    """Words `start` to `end` of the phrase, and what opened them ("" for the head, "," for an apposition)."""

    start: int
    end: int
    opener: str

    @property
    def hangs_on_head(self) -> bool:
        """Whether it says what the head belongs to."""
        return self.opener in _BELONGING

    @property
    def leads_away(self) -> bool:
        """Whether it, with all behind it, tells of something else."""
        return self.opener in _AWAY or (self.opener in _CLAUSE and self.opener not in _PARTS)

    @property
    def apart(self) -> bool:
        """Whether it renames the head."""
        return self.opener == ","


@dataclass(frozen=True, slots=True)
class Anatomy:
    """A phrase taken apart. `lifted`: the head is a crowd noun and what follows "of" is what acts."""

    words: tuple[NameWord, ...]
    matches: tuple[Match, ...]
    segments: tuple[Segment, ...]

    @property
    def tails(self) -> tuple[Segment, ...]:
        """What says whose the head is: "of Peru" in "judges of Peru", but not in "envoys to the president of Peru"."""
        out = []
        for segment in self.segments[1:]:
            if segment.leads_away:
                break
            if segment.hangs_on_head:
                out.append(segment)
        return tuple(out)

    def matches_in(self, segment: Segment) -> tuple[Match, ...]:
        """The matches that begin in a segment."""
        return tuple(m for m in self.matches if segment.start <= m.start < segment.end)

    def text(self, start: int, end: int) -> str:
        """The words `start` to `end` as written, with single blanks (and their hyphens)."""
        return "".join(
            ("" if n == start else "-" if word.hyphened else " ") + word.text
            for n, word in enumerate(self.words[start:end], start)
        )

    def is_tied(self, match: Match) -> bool:
        """Whether the match is one half of a compound like "US-backed" or "pro-Russian"."""
        start = match.start
        stance = start > 0 and self.words[start].hyphened and self.words[start - 1].key in role_words().stances
        return stance or self._word_tied_to(match) in role_words().tied

    def is_backed(self, match: Match) -> bool:
        """Whether what the compound tells of stands behind somebody else: "UN-backed", but not "NATO-led"."""
        return self.is_tied(match) and self._word_tied_to(match) != "led"

    def _word_tied_to(self, match: Match) -> str:
        """The word that a hyphen ties to the match, "" where none is."""
        after = self.words[match.end] if match.end < len(self.words) else None
        return after.key if after is not None and after.hyphened else ""

    def is_former(self, segment: Segment) -> bool:
        """Whether the head is said to be something no more."""
        return any(word.key in role_words().former for word in self.words[segment.start : segment.end])

    def name_runs(self, segment: Segment) -> Iterator[tuple[int, int]]:
        """Runs of capitalised words that no role, adjective or country covers: what may be a name."""
        taken = {
            n
            for m in self.matches_in(segment)
            for n in range(m.start, m.end)
            if not (m.kind == "role" and self.words[m.start].capital and self._is_inside_name(m, segment))
        }
        at = segment.start
        while at < segment.end:
            end = at
            while end < segment.end and end not in taken and self._stands_in_name(end, end > at):
                end += 1
            while end > at and not self.words[end - 1].capital:
                end -= 1
            if end > at:
                yield at, end
            at = max(end, at + 1)

    def _stands_in_name(self, at: int, inside: bool) -> bool:
        word = self.words[at]
        if inside and word.apart:
            return False
        return (
            word.capital
            and word.key not in role_words().former
            and not word.text.isdigit()
            and word.key not in role_words().crowds
            and word.key not in _ARTICLES
        ) or (inside and (word.key in role_words().particles or word.hyphened))

    def _is_inside_name(self, match: Match, segment: Segment) -> bool:
        """A role word between two name words belongs to the name ("Jean Marie Le Prince Dupont")."""
        before, after = match.start - 1, match.end
        return (
            match.end - match.start == 1
            and before >= segment.start
            and after < segment.end
            and not any(m.start <= before < m.end or m.start <= after < m.end for m in self.matches)
            and self.words[before].capital
            and self.words[after].capital
        )


def bare_title(key: str) -> str:
    """A title's key without the words that say it is over: "prime minister" of "former prime minister"."""
    return " ".join(word for word in key.split() if word not in role_words().former)


@functools.lru_cache(maxsize=1 << 11)  # the same names and offices stand in most of the news
def anatomy(phrase: str, lookup: Lookup, placed: Placed = (), person: bool = False) -> Anatomy:
    """Take a phrase apart with the tables at hand, and what the report's places tell of names in it.

    `person`: it is somebody's name, so that Jim Jordan is of no state and Eric Cantor no clergyman.
    """
    parts, found = _look_up(phrase, lookup)
    matches = put_places(parts, found, placed)
    if person:
        matches = _drop_names_of_other_things(parts, matches)
    return Anatomy(parts, matches, _segments(parts, matches))


@functools.lru_cache(maxsize=1 << 11)  # one phrase is read with the report's places and without
def _look_up(phrase: str, lookup: Lookup) -> tuple[tuple[NameWord, ...], tuple[Match, ...]]:
    """The words of a phrase, and what the tables call those, wherever the report's places lie."""
    spoken = words(phrase)
    parts = tuple(word for word in spoken if word.key not in role_words().honorifics) or spoken
    return parts, settle_towns(parts, _free_longer_names(parts, lookup.matches(parts), lookup))


def _free_longer_names(parts: Sequence[NameWord], matches: Sequence[Match], lookup: Lookup) -> tuple[Match, ...]:
    """The matches, but a name that many bodies bear ends a longer one: a "National Democratic Party" is some party."""
    taken = {n for m in matches if m.entries[0].sectors != ("CVL",) for n in range(m.start, m.end)}  # "National"

    def is_end(match: Match) -> bool:
        before = parts[match.start - 1] if match.start else None
        if before is None or not before.capital or match.start - 1 in taken or before.possessive:
            return False
        generic = match.end - match.start > 1 and parts[match.end - 1].key in role_words().generic
        return generic and not parts[match.start].apart and before.key not in role_words().former | _ARTICLES

    found: list[Match] = []
    for match in matches:
        if match.kind == "organisation" and is_end(match):
            nouns = lookup.entries.get(parts[match.end - 1].key, ())
            kept = tuple(e for e in match.entries if e.kind == "role") or tuple(e for e in nouns if e.kind == "role")
            if found and found[-1].end == match.start and found[-1].kind == "role":
                found.pop()
            match = Match(match.end - 1, match.end, kept)
        if match.entries:
            found.append(match)
    return tuple(found)


def _drop_names_of_other_things(parts: Sequence[NameWord], matches: Sequence[Match]) -> tuple[Match, ...]:
    """Without the states and roles that are no more than a person's family name or given name."""
    covered = {n for m in matches for n in range(m.start, m.end)}

    def is_name(at: int) -> bool:
        return 0 <= at < len(parts) and at not in covered and parts[at].capital

    def is_family(match: Match) -> bool:
        alone = match.end == len(parts) and is_name(match.start - 1) and not parts[match.start].apart
        return alone and not parts[match.start - 1].possessive and parts[match.start].key not in role_words().led

    def is_given(match: Match) -> bool:
        named = match.kind != "role" and (
            match.kind not in ("adjective", "people") or parts[0].key in given_names()  # "Swede Maria Lund" is one
        )
        known = any(m.start == match.end and m.kind == "person" for m in matches)
        return named and match.start == 0 and (known or is_name(match.end)) and not parts[0].possessive

    return tuple(
        m
        for m in matches
        if (m.kind in ("organisation", "person", "user") and not m.entries[0].proper)
        or not (is_family(m) or is_given(m))
    )


def _segments(parts: Sequence[NameWord], matches: Sequence[Match]) -> tuple[Segment, ...]:
    inner = {n for m in matches for n in range(m.start + 1, m.end)}
    found, start, opener = [], 0, ""
    for n, word in enumerate(parts):
        if n in inner or (n == 0 and word.key != "the"):
            continue
        covered = any(m.start <= n < m.end for m in matches)
        mark = ""
        if word.apart and n > start:
            mark = ","
        if not covered and (word.key in _BELONGING or word.key in _AWAY or word.key in _CLAUSE) and not word.capital:
            loyal = n > 0 and parts[n - 1].key in role_words().loyal
            aside = n > 0 and word.key == "of" and parts[n - 1].key in role_words().aside
            mark = "of" if loyal else "near" if aside else word.key
        elif not covered and word.key == "based" and not word.hyphened:
            mark = "from"
        if mark:
            if n > start:
                found.append(Segment(start, n, opener))
            start, opener = (n if mark == "," else n + 1), mark
    if start < len(parts):
        found.append(Segment(start, len(parts), opener))
    return _lift_crowds(tuple(found), parts, matches)


def _lift_crowds(
    segments: tuple[Segment, ...], parts: Sequence[NameWord], matches: Sequence[Match]
) -> tuple[Segment, ...]:
    """Pass over a crowd noun: in "a group of armed men" the men are the head."""
    while (
        len(segments) > 1
        and segments[1].opener in ("of", "from")
        and parts[segments[0].end - 1].key in role_words().crowds
    ):
        head, rest = segments[0], segments[1]
        inside = [
            m for m in matches if head.start <= m.start < head.end and parts[m.end - 1].key not in role_words().crowds
        ]
        if inside and inside[-1].kind != "role":
            break  # "a Syrian group of ...": the crowd noun is described itself
        if not any(rest.start <= m.start < rest.end for m in matches):
            break
        segments = (Segment(rest.start, rest.end, ""), *segments[2:])
    return segments


def roles_of(anatomy_: Anatomy, segment: Segment) -> tuple[tuple[Match, NameEntry], ...]:
    """The role nouns of a segment with their entries, in the order of the words."""
    found = (m for m in anatomy_.matches_in(segment) if not anatomy_.is_tied(m))
    return tuple((m, e) for m in found for e in m.entries[:1] if e.kind == "role")


def sides(taken: Anatomy, phrase: str) -> tuple[str, ...]:
    """The coordinated sides of a phrase: "Russia, Iran and Turkey" has three, "men and women" has one."""
    inside = {n for m in taken.matches for n in range(m.start, m.end)}
    cuts = [n for n, word in enumerate(taken.words) if word.key == "and" and n not in inside and n > 0]
    if not cuts:
        return (phrase,)
    commas = [n for n, word in enumerate(taken.words) if word.apart and "," in word.gap and 0 < n < cuts[-1]]
    named = {m.start: m for m in taken.matches}
    edges, start = [], 0
    for n in sorted({*cuts, *commas}):
        edges.append((start, n))
        start = n + 1 if n in cuts else n
    edges.append((start, len(taken.words)))
    full = [(a, b) for a, b in edges if b > a]
    if not all(any(a <= at < b for at in named) or taken.words[a].capital for a, b in full):
        return (phrase,)
    return tuple(phrase[taken.words[a].start : taken.words[b - 1].end] for a, b in full)
