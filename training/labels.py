"""The label inventories that the heads predict, and lemmas as edit scripts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from .acts.corpus import PARTS, SAID_PARTS, STANCES, TELLINGS, TYPES
from .entities import LABELS
from .treebanks import Document


@dataclass(frozen=True, slots=True)
class Labels:
    """What each head can answer, in the order of its outputs."""

    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    lemma: tuple[str, ...]
    relation: tuple[str, ...]
    entity: tuple[str, ...]
    role: tuple[str, ...]
    act: tuple[str, ...] = ("",)
    mode: tuple[str, ...] = ("",)
    telling: tuple[str, ...] = ()
    part: tuple[str, ...] = ("",)
    stance: tuple[str, ...] = ("",)
    said: tuple[str, ...] = ("",)

    def sizes(self) -> dict[str, int]:
        """Number of answers by head."""
        return {name: len(values) for name, values in asdict(self).items()}


def script(form: str, lemma: str) -> str:
    """How `lemma` comes from `form`: "c" keeps the case, "l" lowers it; then how many letters to cut and what to add.

    >>> script("Denied", "deny")
    'l3y'
    """
    keep = "c" if lemma != lemma.lower() else "l"
    source = form if keep == "c" else form.lower()
    same = 0
    while same < min(len(source), len(lemma)) and source[same] == lemma[same]:
        same += 1
    return f"{keep}{len(source) - same}{lemma[same:]}"


def inventories(documents: Iterable[Document]) -> Labels:
    """Labels of the training treebanks, without the rare ones. The first role is "": no argument."""
    counts: dict[str, Counter[str]] = {
        name: Counter() for name in ("upos", "xpos", "feats", "lemma", "relation", "role")
    }
    for document in documents:
        for sentence in document:
            for word in sentence.words:
                counts["upos"][word.upos] += 1
                counts["xpos"][word.xpos] += 1
                counts["feats"][word.feats] += 1
                counts["lemma"][script(word.form, word.lemma)] += 1
                counts["relation"][word.relation] += 1
            for frame in sentence.frames or ():
                counts["role"].update(role for _, role in frame.arguments)

    def kept(name: str, least: int) -> tuple[str, ...]:
        return tuple(sorted(label for label, n in counts[name].items() if n >= least))

    entity = ("O", *(f"{p}-{label}" for label in LABELS for p in ("B", "I")))
    return Labels(
        upos=kept("upos", 1),
        xpos=kept("xpos", 2),
        feats=kept("feats", 3),
        lemma=kept("lemma", 3),
        relation=kept("relation", 3),
        entity=entity,
        role=("", *kept("role", 15)),
        act=("", *TYPES),
        telling=TELLINGS,
        part=("", *PARTS),
        stance=("", *STANCES),
        said=("", *SAID_PARTS),
    )
