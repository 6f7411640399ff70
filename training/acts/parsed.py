"""Texts as the program itself will see them: its own windows, with the tree that its parser gives to each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.language import analysis, network

from .corpus import Text
from .examples import Window, cut, make_window

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A window with its tree. `offset`: its first word's number in the text; `heads` [n]: a root's is its own;
    `relations` [n]: numbers of labels."""

    window: Window
    offset: int
    heads: Numbers
    relations: Numbers


def parse(encoder: network.Encoder, text: Text) -> Iterator[Parsed]:
    """The windows of a text at run time; none where it has no word."""
    words, places, paragraphs = cut(text.text)
    if not words:
        return
    layers = analysis.annotate(encoder, words, paragraphs)
    known = encoder.labels["relation"]
    relations = np.where(layers.relation == len(known), known.index("root"), layers.relation)
    for one in layers.windows:
        own = slice(one.offset, one.offset + one.size)
        window = make_window(text, words[own], places[own], paragraphs[own])
        yield Parsed(window, one.offset, layers.head[own] - one.offset, relations[own])
