"""What the shipped network says of the sentences of our tests, for the next one to keep to.

Tests hold what the program makes of these sentences, so a network that reads them otherwise is no better there, only
different. What is learnt of them is no label and measures nothing: it is what was shipped.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from dateline.language import acts, network

from .batches import Soft
from .corpus import Text
from .examples import NONE
from .parsed import Parsed, parse
from .propose import peaks

_WORDS = 5
"""Words of a sentence at least: shorter strings are names and answers."""
_LEAST = 0.25
"""How sure the network is at least of an act whose parts are kept."""
_ENDS = tuple('.!?"”')


def sentences(tests: Path) -> Iterator[Text]:
    """Every string of the tests' code that reads like text, once, as a text with an id and no day."""
    known: set[str] = set()
    for file in sorted(tests.rglob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                text = node.value.strip()
                if text not in known and _reads_like_text(text):
                    known.add(text)
                    yield Text(f"test-{len(known):05}", text, None, ())


def _reads_like_text(text: str) -> bool:
    return len(text.split()) >= _WORDS and text[0].isupper() and text.endswith(_ENDS) and "{" not in text


def remember(encoder: network.Encoder, texts: Iterable[Text]) -> Iterator[tuple[str, list[Soft]]]:
    """(id, what the network says of each of its windows)."""
    for one in texts:
        yield one.id, [_soft(encoder, window) for window in parse(encoder, one)]


def _soft(encoder: network.Encoder, parsed: Parsed) -> Soft:
    window = parsed.window
    scores = encoder.scores(window.words, window.paragraphs)
    act = _shares(scores.act[: len(window.words)])
    words = np.array(peaks((1 - act[:, NONE]).tolist(), act[:, 1:].argmax(-1).tolist(), _LEAST), np.int64)
    parts = (
        _shares(encoder.parts(scores, words, parsed.heads, parsed.relations))
        if len(words)
        else np.zeros((0,), np.float32)
    )
    telling = _shares(scores.telling[words])
    likely = np.flatnonzero(1 - act[words, NONE] >= acts.CLOSE)
    if len(likely):
        types = 1 + act[words[likely], NONE + 1 :].argmax(-1)
        close = encoder.read_closely(scores, words[likely], types, parsed.heads, parsed.relations)
        acts.blend(parts, telling, likely, close)
    return Soft(
        act.astype(np.float16),
        tuple(words.tolist()),
        telling.astype(np.float16),
        tuple(scores.mode[words].argmax(-1).tolist()),
        parts.astype(np.float16),
    )


def _shares(scores: network.Floats) -> network.Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    shares: network.Floats = powers / powers.sum(-1, keepdims=True)
    return shares
