"""The same thing said once by one speaker, as each outlet words it.

One story, one speaker, contents that share their rarer words: a translated or shortened quotation keeps its
names and nouns. A report may give it twice, in its lead and in full.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from dateline.linking.identity import fullest_name, same_name
from dateline.linking.wordings import alike_pairs, word_vectors
from dateline.model import Coded, Statement, Utterance, Wording, content_id

ALIKE = 0.3
"""Least cosine of the contents (rarer words weigh more) for one utterance of one speaker."""

_Said = tuple[Coded, Statement]


def find_utterances(coded: Sequence[Coded], lineage_of: Mapping[str, str]) -> tuple[Utterance, ...]:
    """The utterances that at least two reports of one story give, sorted by id.

    `lineage_of` maps report ids to lineage ids. Order of the input changes nothing.
    """
    said = [
        (one, statement)
        for one in sorted(coded, key=lambda item: item.report.id)
        for statement in sorted(one.coding.statements, key=lambda item: item.id)
        if statement.speaker is not None
    ]
    if not said:
        return ()
    vectors = word_vectors([content(one, statement) for one, statement in said])
    groups = _groups(said, alike_pairs(vectors, ALIKE))
    return tuple(
        sorted((_utterance([said[i] for i in group], lineage_of) for group in groups), key=lambda item: item.id)
    )


def content(one: Coded, statement: Statement) -> str:
    """The words of a statement's content."""
    return " ".join(span.cut(one.report.text) for span in statement.content)


def _groups(said: Sequence[_Said], links: Sequence[tuple[float, int, int]]) -> list[list[int]]:
    """Join the likest first, by the mean over all pairs (a pair below `ALIKE` counts 0); never two speakers."""
    alike = {(i, j): value for value, i, j in links}
    home = list(range(len(said)))
    members = {index: [index] for index in home}
    for _, i, j in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        one, other = sorted((home[i], home[j]))
        if one == other or not _can_join(said, members[one], members[other], alike):
            continue
        members[one].extend(members.pop(other))
        for index in members[one]:
            home[index] = one
    told = (sorted(group) for group in members.values())
    return [group for group in told if len({said[index][0].report.id for index in group}) > 1]


def _can_join(
    said: Sequence[_Said], ours: Sequence[int], theirs: Sequence[int], alike: Mapping[tuple[int, int], float]
) -> bool:
    if not all(_one_speaker(said[i][1], said[j][1]) for i in ours for j in theirs):
        return False
    total = sum(alike.get((min(i, j), max(i, j)), 0.0) for i in ours for j in theirs)
    return total >= ALIKE * len(ours) * len(theirs)


def _one_speaker(a: Statement, b: Statement) -> bool:
    if a.speaker is None or b.speaker is None:
        return False
    if a.speaker.wikidata and b.speaker.wikidata:
        return a.speaker.wikidata == b.speaker.wikidata
    return same_name(a.speaker.name, b.speaker.name)


def _utterance(group: Sequence[_Said], lineage_of: Mapping[str, str]) -> Utterance:
    names = Counter(statement.speaker.name for _, statement in group if statement.speaker)
    speaker = fullest_name(names)
    stances = Counter(statement.stance for _, statement in group)
    stance = min(stances, key=lambda value: (-stances[value], value))
    wordings = tuple(Wording(one.report.id, statement.id, statement.content) for one, statement in group)
    lines = tuple(sorted({lineage_of.get(one.report.id, one.report.id) for one, _ in group}))
    facts = sorted(f"{wording.report}:{wording.statement}" for wording in wordings)
    return Utterance(content_id("u", *facts), speaker, stance, wordings, lines)
