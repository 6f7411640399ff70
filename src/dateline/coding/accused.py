"""Who denies by a pronoun behind an accusation: "accused Meta of lies, which it denies" is Meta's denial."""

from __future__ import annotations

from typing import Final

from dateline.coding.cues import cues
from dateline.language import Argument, Parse
from dateline.language.syntax.predicates import Predicate

_THIRD: Final = frozenset(("he", "she", "it", "they"))
_CHARGING: Final = frozenset(("claims", "condemns"))
_UP: Final = 4
"""From "lies, which it denies" up to what accuses of spreading them."""


def find_accused(parse: Parse, denial: Predicate) -> Argument | None:
    """The phrase of whoever is accused where a pronoun denies it in the same sentence, in a clause on the charge.

    The nearest name before the pronoun is often the accuser's, who denies nothing that he says himself. None where no
    pronoun denies, or nobody is accused.
    """
    subjects = [a for a in denial.role("subject") if parse.tokens[a.head].lower_ in _THIRD]
    if denial.link not in ("relative", "adverbial") or not subjects:
        return None
    found = (_accused(above) for above in parse.above(denial, steps=_UP))
    return next((a for a in found if a is not None and a.head != subjects[0].head), None)


def _accused(predicate: Predicate) -> Argument | None:
    cue = cues().get((predicate.lemma, "verb"))
    if cue is None or cue.stance not in _CHARGING:
        return None
    return next(iter((*predicate.role("recipient"), *predicate.role("object"))), None)
