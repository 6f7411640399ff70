"""How far the writer commits to an event: the encoder's evidence on every word, for rules to weigh.

Two scores from -3 to 3. `happened`: did it (3) or did it not (-3), whether denied or merely to come. `commitment`: what
is denied stays below zero, what is planned or possible stands above (FactBank's grades: certain 3, probable 2, possible
1, unknown 0). So a plan reads happened -2, commitment 2; a denial -3 and -3; a fact 3 and 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import numpy.typing as npt

from dateline.language.annotated import AnnotatedText, layer_of
from dateline.language.encoder.analysis import Window
from dateline.language.encoder.network import Floats

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

MOST = 3.0


@dataclass(frozen=True, slots=True)
class Commitment:
    """The two scores of one word, each from -3 to 3. They mean something on the head word of an event only."""

    happened: float
    commitment: float


def commitments(doc: Doc | AnnotatedText) -> Floats | None:
    """The scores of all words [n, 2], happened and commitment; None where another pipeline made the Doc."""
    return cast("Floats | None", layer_of(doc, "dateline_commitments"))


def of_token(token: Token) -> Commitment | None:
    """The scores of a word; None on blanks, and where another pipeline made the Doc."""
    known = commitments(token.doc)
    if known is None or token.is_space:
        return None
    happened, commitment = known[token.i].tolist()
    return Commitment(happened, commitment)


def attach(text: AnnotatedText, windows: Iterable[Window], numbers: npt.NDArray[np.intp]) -> None:
    """Write the scores of every window into the text; `numbers[i]` is the token that word i is."""
    scores = np.zeros((len(text), 2), np.float32)
    scores[numbers] = np.concatenate([bound_scores(one.scores.fact[: one.size]) for one in windows])
    text.layers["dateline_commitments"] = scores


def bound_scores(outputs: Floats) -> Floats:
    """Raw outputs [n, 2] as scores."""
    return np.clip(outputs, -MOST, MOST)
