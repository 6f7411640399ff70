"""Who and what a report names: mentions that name the same thing, joined within the report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import JaroWinkler
from spacy.tokens import Doc

from dateline.coding.cues import Gender
from dateline.coding.entities.mentions import Name, find_names
from dateline.model import Entity, EntityKind, Report, content_id

_ALIKE = 0.9


@dataclass(frozen=True, slots=True)
class Group:
    """The names that stand for one entity, in the order of the text."""

    names: tuple[Name, ...]

    @property
    def fullest(self) -> Name:
        """The name with most words; ties: the one used most, then the first."""
        if len(self.names) == 1:
            return self.names[0]
        used = Counter([name.text for name in self.names])
        return max(self.names, key=lambda n: (len(n.words), not n.text.isupper(), used[n.text], -n.first))

    @property
    def kind(self) -> EntityKind:
        """The kind most of its names have; ties: the first."""
        used = Counter([name.kind for name in self.names])
        if len(used) == 1:
            return self.names[0].kind
        return max(used, key=lambda kind: (used[kind], -[n.kind for n in self.names].index(kind)))

    @property
    def gender(self) -> Gender | None:
        """What titles, given names and role words tell, where they do not contradict one another."""
        told = {name.gender for name in self.names if name.gender is not None}
        return told.pop() if len(told) == 1 else None


def find_entities(report: Report, doc: Doc) -> tuple[Entity, ...]:
    """The entities that `report` names, in the order of their first mention.

    Joined are equal names, short with full names ("Putin"), spellings of one name ("Kim Jong-un" and "Kim Jong Un"),
    and acronyms with the names they stand for. What takes a name up without naming it is found by `find_chains`.
    """
    return tuple(entity_of(report, group) for group in join(find_names(doc, report.text)))


def entity_of(report: Report, group: Group) -> Entity:
    """The model's noun for a group of names."""
    fullest = group.fullest
    name = " ".join(fullest.text.split())
    return Entity(
        id=content_id("n", report.id, group.kind, name, str(group.names[0].span.start)),
        name=name,
        kind=group.kind,
        mentions=tuple(name.span for name in group.names),
        roles=tuple(sorted({role for name in group.names for role in name.roles})),
    )


def join(names: Sequence[Name]) -> tuple[Group, ...]:
    """Names that stand for one entity, grouped; groups in the order of their first name."""
    groups: list[list[Name]] = []
    forms: list[list[Name]] = []  # of each group the names that differ: a long report names one thing a hundred times
    for name in sorted(names, key=lambda n: (-len(n.words), n.first)):
        home = _home(name, groups, forms)
        if home is None:
            groups.append([name])
            forms.append([name])
            continue
        groups[home].append(name)
        if not any(_alike(name, other) for other in forms[home]):
            forms[home].append(name)
    ordered = [Group(tuple(sorted(group, key=lambda n: n.first))) for group in groups]
    return tuple(sorted(ordered, key=lambda g: g.names[0].first))


def _home(name: Name, groups: Sequence[list[Name]], forms: Sequence[list[Name]]) -> int | None:
    """The number of the group that a name belongs to."""
    same = _same_as(name, forms)
    if same:
        return _nearest(name, groups, same)
    short = [n for n, group in enumerate(groups) if _short_for(name, group[0])]
    return _nearest(name, groups, short) if short else None


def _same_as(name: Name, forms: Sequence[list[Name]]) -> list[int]:
    """The groups that hold the same name. Most pairs differ in kind or length, which is seen first."""
    words, person, short = name.words, name.kind == "person", len(name.words) == 1
    out = []
    for number, form in enumerate(forms):
        for other in form:
            if words != other.words:
                one = len(other.words) == 1
                if person != (other.kind == "person") or ((short or one) if person else short == one):
                    continue
            if _same(name, other):
                out.append(number)
                break
    return out


def _alike(name: Name, other: Name) -> bool:
    """Whether two names compare as the same with any third."""
    return (name.text, name.words, name.kind, name.gender) == (other.text, other.words, other.kind, other.gender)


def _nearest(name: Name, groups: Sequence[list[Name]], numbers: Sequence[int]) -> int:
    """The group whose last full name before `name` is nearest; failing that, the one named most."""

    def rank(number: int) -> tuple[int, int, int]:
        group = groups[number]
        full = max(len(other.words) for other in group)
        before = [other.first for other in group if other.first <= name.first and len(other.words) == full]
        return (int(bool(before)), max(before, default=0), len(group))

    return max(numbers, key=rank)


def _agree(name: Name, other: Name) -> bool:
    return name.gender is None or other.gender is None or name.gender == other.gender


def _same(name: Name, other: Name) -> bool:
    person = name.kind == "person"
    if person != (other.kind == "person"):
        return len(name.words) > 1 and name.words == other.words
    if name.words == other.words:
        return _agree(name, other)
    short, short_other = len(name.words) == 1, len(other.words) == 1
    if person:
        return not short and not short_other and _agree(name, other) and _one_person(name, other)
    return short != short_other and (_acronym(name, other) if short else _acronym(other, name))


def _one_person(name: Name, other: Name) -> bool:
    """Two full names of one person: other spelling, middle names or initials left out."""
    if "".join(name.words) == "".join(other.words):
        return True
    a, b = name.words, other.words
    initial = min(len(a[0]), len(b[0])) == 1 and a[0][0] == b[0][0]
    if a[-1] == b[-1] and (a[0] == b[0] or initial):
        return True
    return JaroWinkler.similarity(a[0], b[0]) >= _ALIKE and JaroWinkler.similarity(a[-1], b[-1]) >= _ALIKE


def _acronym(short: Name, full: Name) -> bool:
    """ "UN" for "United Nations": the initials of its words, with or without the small ones."""
    if not any(word[0] == short.words[0][0] for word in full.words):
        return False
    if len(short.words[0]) < 2 or not short.text[:1].isupper():
        return False
    if short.text.replace(".", "") != short.text.replace(".", "").upper():
        return False
    initials = "".join(word[0] for word in full.words)
    content = "".join(word[0] for word in full.words if word not in ("of", "the", "and", "for", "in", "on"))
    return short.words[0] in (initials, content)


def _short_for(name: Name, full: Name) -> bool:
    """Whether `name` can be the short form of the longer `full`."""
    if len(name.words) >= len(full.words) or not _agree(name, full):
        return False
    if full.kind == "person":
        if name.kind not in ("person", "other"):
            return False
        if len(name.words) == 1:
            return name.words[0] in (full.words[-1], full.words[0]) and len(name.words[0]) > 1
        return full.words[-len(name.words) :] == name.words
    if full.kind == "organisation" and name.kind == "organisation":
        tail = full.words[-len(name.words) :] == name.words
        return tail and (len(name.words) > 1 or name.words[0] not in full.words[:1])
    return False
