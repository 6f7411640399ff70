"""The shipped file as a network that can learn on: it says what the file says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="only the training environment has it")
pytest.importorskip("onnx", reason="only the training environment has it")

from dateline.language.encoder.network import WINDOW_OUTPUTS, Encoder  # noqa: E402  # behind the check
from dateline.language.pipeline import WEIGHTS  # noqa: E402
from training.export import Shipped  # noqa: E402
from training.resume import resume  # noqa: E402

TEXT = "Sweden turned away the minister of Norway , and Kenya 's army entered a village in Somalia on Monday ."


def test_what_is_resumed_tags_and_parses_as_what_is_shipped() -> None:
    encoder, words = Encoder(WEIGHTS), TEXT.split()
    hard = [True] + [False] * (len(words) - 1)
    shipped, given = encoder.scores(words, hard), encoder._pieces.window(words, hard)
    with torch.no_grad():
        inputs = [torch.from_numpy(given[name]) for name in ("pieces", "cases", "first", "last", "shapes")]
        resumed = dict(zip(WINDOW_OUTPUTS, (one.numpy() for one in Shipped(resume(WEIGHTS))(*inputs)), strict=True))
    for name in ("upos", "xpos", "feats", "lemma"):
        assert np.array_equal(resumed[name], getattr(shipped, name)), name
    assert (resumed["arc"].argmax(1) != shipped.arc.argmax(1)).sum() <= 1, "activations are rounded in one of them"
    assert np.array_equal(resumed["entity"].argmax(1), shipped.entity.argmax(1))
    for name in (
        "act",
        "telling",
        "act_asking",
        "act_offering",
        "start",
        "parent",
        "child",
        "fact",
        "asking",
        "offering",
    ):
        spread = float(np.abs(getattr(shipped, name)).max())
        assert np.abs(resumed[name] - getattr(shipped, name)).max() < 0.25 * spread, name


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    import onnx

    model = onnx.load(WEIGHTS / "model.onnx")
    kept = [t for t in model.graph.initializer if t.name != "net.mix.bias"]
    del model.graph.initializer[:]
    model.graph.initializer.extend(kept)
    onnx.save(model, tmp_path / "model.onnx")
    (tmp_path / "labels.json").write_bytes((WEIGHTS / "labels.json").read_bytes())
    with pytest.raises(ValueError, match=r"lacks mix\.bias"):
        resume(tmp_path)
