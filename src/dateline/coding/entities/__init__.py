"""Who and what a report names: mentions that name the same thing, joined within the report.

With `chains`, coreference resolution within one report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.coding.cues import Gender
from dateline.coding.entities.mentions import Name
from dateline.coding.entities.name_joining import join_names
from dateline.model import Entity, EntityKind, Report, content_id


@dataclass(frozen=True, slots=True)
class NameGroup:
    """The names that stand for one entity, in the order of the text.

    `fullest`: the name with most words; ties: the one used most, then the first. `kind`: the one most names have; ties:
    the first. `gender`: what titles, given names and role words tell, where they do not contradict one another.
    `called`: the words that tell its role, beside its names or, with none beside, in them; each once.
    """

    names: tuple[Name, ...]
    fullest: Name
    kind: EntityKind
    gender: Gender | None
    called: tuple[str, ...]

    @classmethod
    def of(cls, names: Sequence[Name]) -> NameGroup:
        """The group of names, one or more, given in any order."""
        ordered = tuple(sorted(names, key=lambda n: n.first))
        genders = {name.gender for name in ordered if name.gender is not None}
        called = dict.fromkeys(words for name in ordered for words in (name.role_words or (name.text,)))
        gender = genders.pop() if len(genders) == 1 else None
        return cls(ordered, _fullest_name(ordered), _kind(ordered), gender, tuple(called))


def _fullest_name(names: Sequence[Name]) -> Name:
    if len(names) == 1:
        return names[0]
    used = Counter([name.text for name in names])
    return max(names, key=lambda n: (len(n.words), not n.text.isupper(), used[n.text], -n.first))


def _kind(names: Sequence[Name]) -> EntityKind:
    kinds = [name.kind for name in names]
    used = Counter(kinds)
    return kinds[0] if len(used) == 1 else max(used, key=lambda kind: (used[kind], -kinds.index(kind)))


def entity_of(report: Report, group: NameGroup) -> Entity:
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


def group_names(names: Sequence[Name]) -> tuple[NameGroup, ...]:
    """Names that stand for one entity, grouped; groups in the order of their first name."""
    return tuple(sorted(map(NameGroup.of, join_names(names)), key=lambda g: g.names[0].first))
