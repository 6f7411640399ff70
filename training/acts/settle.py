"""Which noun phrase of a sentence is a side of an act: the weights of `lexicon/sides.tsv`, a logistic regression over
what coding knows of each phrase, fitted where the encoder did not learn (`corpus.is_held_back`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import torch
from spacy.tokens import Doc
from torch.nn import functional as F

from dateline.coding import side_phrases
from dateline.language import load
from dateline.model import Page, Report
from dateline.reading import read

from .corpus import Act, Span, Text

_LEAST = 15
"""Phrases that a feature must have to be weighed."""
_PULL = 2.0
"""How much weights are pulled to zero."""
NONE, ACTOR, RECIPIENT = range(3)
Example = tuple[Mapping[str, float], int]


def examples(texts: Iterable[Text]) -> Iterator[Example]:
    """The features of every phrase beside an annotated act that is seen, and which side it is."""
    for one, report, doc in parsed(texts):
        for act, phrases in side_phrases(report, doc):
            gold = _find_act(one.acts, doc[act.trigger].idx, act.type)
            for phrase in phrases if gold is not None else ():
                yield phrase.features, _side(gold, doc[phrase.argument.head].idx)


def parsed(texts: Iterable[Text]) -> Iterator[tuple[Text, Report, Doc]]:
    """Each text as coding takes it, offsets as given, with its parse; not those in which reading finds no story."""
    language = load()
    for one in texts:
        page = Page(one.text.encode(), media="text/plain", charset="utf-8", given_published=one.day)
        report = read(page, as_is=True)
        if isinstance(report, Report):
            yield one, report, language.parse(report.text, [part.span for part in report.parts])


def _find_act(acts: Sequence[Act], place: int, type_: str) -> Act | None:
    fits = (a for a in acts if type_ in a.types and any(start <= place < end for start, end in a.words))
    return next(fits, None)


def _side(act: Act | None, place: int) -> int:
    def names(*parts: str) -> bool:
        return act is not None and any(p in parts and _holds(span, place) for p, span in act.sides)

    return ACTOR if names("actor", "both") else RECIPIENT if names("recipient") else NONE


def _holds(span: Span, place: int) -> bool:
    return span[0] <= place < span[1]


def fit(found: Sequence[Example]) -> dict[str, tuple[float, float]]:
    """Feature -> its weights for an actor and for a recipient, against being no side."""
    seen = Counter(name for features, _ in found for name, value in features.items() if value)
    names = sorted(name for name, n in seen.items() if n >= _LEAST)
    number = {name: at for at, name in enumerate(names)}
    rows = torch.zeros(len(found), len(names))
    for at, (features, _) in enumerate(found):
        for name, value in features.items():
            if name in number:
                rows[at, number[name]] = value
    sides = torch.tensor([side for _, side in found])
    weights = torch.zeros(len(names), 2, requires_grad=True)
    optimiser = torch.optim.LBFGS([weights], max_iter=200, line_search_fn="strong_wolfe")

    def missed() -> torch.Tensor:
        optimiser.zero_grad()
        scores = torch.cat([torch.zeros(len(rows), 1), rows @ weights], 1)
        loss = F.cross_entropy(scores, sides, reduction="sum") + _PULL * weights.square().sum()
        loss.backward()
        return loss

    optimiser.step(missed)
    return {name: (weights[at, 0].item(), weights[at, 1].item()) for name, at in number.items()}


def write(weights: Mapping[str, tuple[float, float]], phrases: int, out: Path) -> None:
    """The table that coding reads."""
    lines = [
        "# Which noun phrase of a sentence is a side of an act: what coding knows of it, and what that adds to its",
        "# being an actor or a recipient. Not for editing by hand.",
        f"# Origin: python -m training.acts settle, a logistic regression over {phrases} phrases of texts that the",
        "# encoder did not learn from.",
        "# feature\tactor\trecipient",
        *(f"{name}\t{actor:.4f}\t{recipient:.4f}" for name, (actor, recipient) in sorted(weights.items())),
    ]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")
