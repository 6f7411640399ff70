"""The close reader as it learns, and what it gives to the shipped files."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="only the training environment has it")
onnx = pytest.importorskip("onnx", reason="only the training environment has it")

from dateline.language import close, network  # noqa: E402  # behind the check
from dateline.language.pipeline import WEIGHTS  # noqa: E402
from training.acts.batches import Example, Soft  # noqa: E402
from training.acts.close import CLOSE, Case, CloseHead, batch, learn  # noqa: E402
from training.acts.close import Plan as ClosePlan  # noqa: E402
from training.acts.close_files import give_view, resume_close, write  # noqa: E402
from training.acts.corpus import PARTS, TELLINGS  # noqa: E402
from training.acts.examples import Window  # noqa: E402
from training.acts.parsed import Parsed  # noqa: E402
from training.acts.student import close_loss  # noqa: E402
from training.batches import IGNORED  # noqa: E402

HEADS = np.array([1, 1, 3, 1])
WIDE = 2 * 384 + 32


def make_case(words: int, part: int) -> Case:
    """Police arrested the protesters: the last word is `part`."""
    asked = close.ask(np.array([1]), np.array([15]), np.minimum(HEADS[:words], 1), np.arange(words))
    wide = torch.randn(words, WIDE, generator=torch.Generator().manual_seed(words)).half()
    return Case(wide, asked, (15,), (*(0,) * (words - 1), part), telling=0, mode=IGNORED)


def test_padding_changes_nothing() -> None:
    head = CloseHead(relations=5, types=17, modes=3)
    head.eval()
    long, short = make_case(4, 2), make_case(3, 1)
    with torch.inference_mode():
        wide, given = batch([short], random.Random(1))
        alone = head(head.view(wide), *given)[0]
        wide, given = batch([short, long], random.Random(1))
        beside = head(head.view(wide), *given)[0]
    assert torch.allclose(alone[0], beside[0, :3], atol=1e-5)


def test_it_learns_what_it_is_shown() -> None:
    cases = [make_case(4, 2), make_case(3, 1)]
    head = CloseHead(relations=5, types=17, modes=3, dropout=0.0)
    learn(head, cases, (), ClosePlan(epochs=40, rate=3e-3, threads=1))
    wide, given = batch(cases, random.Random(1))
    with torch.inference_mode():
        parts = head(head.view(wide), *given)[0].argmax(-1)
    assert (parts[0, 3], parts[1, 2]) == (2, 1)


def test_what_is_given_to_the_shipped_files_is_what_the_head_says(tmp_path: Path) -> None:
    for name in ("model.onnx", "labels.json", "tokenizer.json"):
        (tmp_path / name).write_bytes((WEIGHTS / name).read_bytes())
    plain = network.Encoder(WEIGHTS, closely=False)
    torch.manual_seed(3)
    head = CloseHead(len(plain.labels["relation"]), len(plain.labels["act"]), len(plain.labels["mode"]))
    write(head, tmp_path)
    write(head, tmp_path)  # a second run takes the place of the first
    views = [one.name for one in onnx.load(tmp_path / "model.onnx").graph.output if one.name == "act_view"]
    made = network.Encoder(tmp_path)
    scores = made.scores(["Police", "arrested", "the", "protesters"], [True, False, False, False])
    acts, types, relations = np.array([1]), np.array([15]), np.arange(4)
    said = made.read_closely(scores, acts, types, HEADS, relations)
    asked = close.ask(acts, types, HEADS, relations)
    names = ("mask", "kinds", "own", "over", "steps", "act", "type")
    with torch.inference_mode():
        view = torch.from_numpy(scores.act_view)[torch.from_numpy(asked.at)]
        wanted = head(view, *(torch.from_numpy(getattr(asked, name)) for name in names))
    assert views == ["act_view"]
    assert scores.act_view.shape == (4, CLOSE)
    assert np.allclose(said.parts, wanted[0].numpy(), atol=1e-4)
    assert np.allclose(said.telling, wanted[1].numpy(), atol=1e-4)


def test_what_is_resumed_says_what_is_shipped() -> None:
    shipped = network.Encoder(WEIGHTS)
    scores = shipped.scores(["Police", "arrested", "the", "protesters"], [True, False, False, False])
    acts, types, relations = np.array([1]), np.array([15]), np.arange(4)
    said = shipped.read_closely(scores, acts, types, HEADS, relations)
    head, asked = resume_close(WEIGHTS), close.ask(acts, types, HEADS, relations)
    names = ("mask", "kinds", "own", "over", "steps", "act", "type")
    with torch.inference_mode():
        view = torch.from_numpy(scores.act_view)[torch.from_numpy(asked.at)]
        parts, telling, _ = head(view, *(torch.from_numpy(getattr(asked, name)) for name in names))
    assert np.allclose(said.parts, parts.numpy(), atol=1e-4)
    assert np.allclose(said.telling, telling.numpy(), atol=1e-4)


def test_what_it_misses_reaches_the_encoder() -> None:
    window = Window("a", ("Police", "arrested", "protesters"), ((0, 6), (7, 15), (16, 26)), (True, False, False), ())
    parsed = Parsed(window, 0, HEADS[:3].clip(max=1), np.arange(3))
    parts = np.zeros((1, 3, 1 + len(PARTS)), np.float32)
    parts[0, range(3), [1, 0, 2]] = 1
    telling = np.eye(len(TELLINGS), dtype=np.float32)[:1]
    act = np.zeros((3, 17), np.float32)
    act[[0, 1, 2], [0, 15, 0]] = 1
    said = Soft(act, (1,), telling, (0,), parts)
    one = Example(parsed, (1, 2, 3), (0, 0, 0), (0, 1, 2), (0, 1, 2), (0, 0, 0), said)
    wide = torch.randn(1, 3, WIDE, requires_grad=True)
    torch.manual_seed(5)
    head = CloseHead(relations=5, types=17, modes=3)
    close_loss(head, wide, [one], {}, random.Random(1)).backward()
    assert wide.grad is not None
    assert (wide.grad[0].abs().sum(-1) > 0).all()


def test_a_file_of_another_make_is_refused() -> None:
    model = onnx.helper.make_model(onnx.helper.make_graph([], "empty", [], []))
    with pytest.raises(ValueError, match="does not hold what its heads read"):
        give_view(model, torch.nn.Linear(WIDE, CLOSE))
