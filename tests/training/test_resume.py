"""The shipped file as a network that can learn on: it says what the file says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="only the training environment has it")
pytest.importorskip("onnx", reason="only the training environment has it")

from dateline.language.encoder.network import Encoder  # noqa: E402  # behind the check
from dateline.language.pipeline import WEIGHTS  # noqa: E402
from training.export import export  # noqa: E402
from training.resume import resume  # noqa: E402

SCORES = (
    *("start", "parent", "child", "fact", "asking", "offering"),
    *("act", "mode", "telling", "act_asking", "act_offering"),
    *("stance", "said_asking", "said_offering"),
)
TEXT = "Sweden turned away the minister of Norway , and Kenya 's army entered a village in Somalia on Monday ."


def test_what_is_resumed_and_exported_again_says_what_is_shipped(tmp_path: Path) -> None:
    net = resume(WEIGHTS)
    torch.save(net.state_dict(), tmp_path / "net.pt")
    (tmp_path / "labels.json").write_bytes((WEIGHTS / "labels.json").read_bytes())
    export(tmp_path, WEIGHTS, tmp_path / "again")
    words = TEXT.split()
    hard = [True] + [False] * (len(words) - 1)
    shipped, again = (Encoder(folder, closely=False).scores(words, hard) for folder in (WEIGHTS, tmp_path / "again"))
    for name in ("upos", "xpos", "feats", "lemma"):
        assert np.array_equal(getattr(again, name), getattr(shipped, name)), name
    for name in ("arc", "entity", "act", "telling"):
        assert np.array_equal(getattr(again, name).argmax(1), getattr(shipped, name).argmax(1)), name
    for name in SCORES:
        spread = float(np.abs(getattr(shipped, name)).max())
        assert np.abs(getattr(again, name) - getattr(shipped, name)).max() < 0.1 * spread, name


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
