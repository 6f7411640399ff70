"""The predicate-argument layer: who does what to whom, whatever scheme the parser speaks.

Coding rules read `Predicate` and `Argument` only, never raw parser labels, so that any spaCy pipeline
with a supported scheme can stand underneath. Token numbers are indices into the `Doc`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["subject", "object", "recipient", "agent", "oblique", "clause", "predicative", "possessor"]
"""subject: who does it (of a passive: what it is done to is `object`, the by-phrase is `agent` — the
layer turns passives round, so `subject`/`agent` act and `object` undergoes). recipient: indirect object.
oblique: with its preposition. clause: a complement clause's head (that ..., to ..., quoted speech).
predicative: what a copula says. possessor: of a noun predicate ("Russia's attack", "the visit of Kim")."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One participant of a predicate: role, the head token, the token range of its whole phrase [start, end).

    `preposition` is the lower-case marker of an oblique or clause ("with", "according to", "that"), else
    "". `shared` says that it was taken over from a coordinated or governing predicate.
    """

    role: Role
    head: int
    start: int
    end: int
    preposition: str = ""
    shared: bool = False


Kind = Literal["verb", "noun", "adjective"]
Link = Literal["root", "complement", "adverbial", "relative", "conjunct", "parataxis", "nominal", "other"]


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb, an event noun or a predicative adjective with everything that hangs on it.

    `lemma` includes a particle ("carry_out"). `negation`, `modals` and `markers` are token numbers
    ("not"/"no"/"never"; "may", "will"; "if", "that", "to"). `parent` is the head token of the predicate that
    governs this one and `link` how; a complement's parent is what embeds it.
    """

    head: int
    lemma: str
    kind: Kind
    arguments: tuple[Argument, ...] = ()
    passive: bool = False
    negation: int | None = None
    modals: tuple[int, ...] = ()
    markers: tuple[int, ...] = ()
    tense: Literal["past", "present", "future", "none"] = "none"
    progressive: bool = False
    perfect: bool = False
    finite: bool = False
    parent: int | None = None
    link: Link = "root"

    def role(self, *roles: Role) -> tuple[Argument, ...]:
        """The arguments that play one of `roles`, in the order of the text."""
        return tuple([a for a in self.arguments if a.role in roles])

    def oblique(self, *prepositions: str) -> tuple[Argument, ...]:
        """The obliques with one of these prepositions."""
        return tuple(a for a in self.arguments if a.role == "oblique" and a.preposition in prepositions)
