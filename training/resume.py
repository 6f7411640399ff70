"""The shipped file back to a network that can learn on: int8 matrices times their scales, heads taken apart again.

The floats from which the shipped weights were rounded are not kept, since they are four times as large; a run that goes
on from what is shipped starts here. What rounding took is lost: an entry is right to half a step of its column.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.language import network

from .export import TREE, Shipped
from .net import ARC, SAID, Net

_LAYER = ("qkv", "out", "inner", "outer")
"""The matrices of one layer of the encoder, in the order of the graph."""
_STEPS = 500


def resume(weights: Path) -> Net:
    """The network of a folder with `model.onnx` and `labels.json`, ready to train or to export again.

    The root's own vector is not in the file, only what two heads make of it: one that gives the same is sought.
    Raises ValueError where a tensor is not there: the file comes of another version of `export`.
    """
    labels = json.loads((weights / "labels.json").read_text("utf-8"))
    net = Net({name: len(values) for name, values in labels.items()})
    model = onnx.load(weights / "model.onnx")
    found = {t.name: torch.from_numpy(numpy_helper.to_array(t).copy()) for t in model.graph.initializer}
    state = net.state_dict()
    given = dict(_plain(found)) | _encoder(found) | _heads(net, found)
    missing = sorted(set(state) - set(given) - {"root"})
    if missing:
        raise ValueError(f"{weights} lacks {', '.join(missing[:5])}: it was exported by another version")
    net.load_state_dict(given | {"root": state["root"]})
    root_parent, root_arc = _of_root(model)
    _seek_root(net, root_parent, root_arc)
    net.eval()
    return net


def _plain(found: dict[str, Tensor]) -> list[tuple[str, Tensor]]:
    """What was exported as it is: norms, biases, small embeddings."""
    return [(name.removeprefix("net."), value) for name, value in found.items() if re.fullmatch(_PLAIN, name)]


_PLAIN = (
    r"net\.(encoder\..*|shapes\.weight|mix\.bias|acts\.mix\.bias|names\.2\.bias|fact\.2\.bias"
    r"|said\.(mix\.bias|norm\..*|layer\..*(bias|norm\d\.weight)))"
)


def _matrix(found: dict[str, Tensor], name: str) -> Tensor:
    """A rounded matrix [in, out] as a linear layer's weight [out, in]. Raises ValueError where it is not there."""
    if f"{name}_quantized" not in found:
        name = f"{name}_Transposed"  # as later versions of onnxruntime call it
    if f"{name}_quantized" not in found:
        raise ValueError(f"the file has no matrix {name}: it was exported by another version")
    rounded, scale, zero = (found[f"{name}_{part}"].float() for part in ("quantized", "scale", "zero_point"))
    return ((rounded - zero) * scale).t().contiguous()


def _encoder(found: dict[str, Tensor]) -> dict[str, Tensor]:
    numbers = sorted(int(m[1]) for name in found if (m := re.fullmatch(r"onnx::MatMul_(\d+)_quantized", name)))
    names = [f"onnx::MatMul_{number}" for number in numbers]
    out = {"encoder.words.weight": found["words_int8"].float() * found["words_scale"]}
    for at, name in enumerate(names):
        layer, part = divmod(at, len(_LAYER))
        out[f"encoder.layers.{layer}.{_LAYER[part]}.weight"] = _matrix(found, name)
    return out


def _heads(net: Net, found: dict[str, Tensor]) -> dict[str, Tensor]:
    shipped = Shipped(net)
    weight, bias = _matrix(found, "fused.weight"), found["fused.bias"]
    out = {f"{name}.weight": _matrix(found, f"net.{name}.weight") for name in ("mix", "names.2", "fact.2")}
    named = {id(layer): name for name, layer in net.named_modules()}
    at = 0
    for layer in shipped.first_layers.values():
        name, end = named[id(layer)], at + layer.out_features
        out[f"{name}.weight"], out[f"{name}.bias"] = weight[at:end].clone(), bias[at:end].clone()
        at = end
    labelling = found["labelling_constant"]
    out["relation.weight"], out["relation.bias"] = labelling[:-1].t().contiguous(), labelling[-1].clone()
    out["arc"] = _arc(found)
    out["role"] = found["role_constant"].reshape(net.role.shape)
    out["near"], out["above"] = found["near_constant"], found["above_constant"]
    return out | _acts(shipped, found) | _said(shipped, found)


def _arc(found: dict[str, Tensor]) -> Tensor:
    """The arc head's form with its last row, by their names or, where the exporter gave them none, by their shapes.

    Raises ValueError where they are not there.
    """
    if "net.arc_rows" in found:
        return torch.cat([found["net.arc_rows"], found["net.arc_last"][None]])
    rows = [t for name, t in found.items() if name.startswith("onnx::MatMul") and tuple(t.shape) == (ARC, ARC)]
    last = [t for name, t in found.items() if name.startswith("onnx::Add") and tuple(t.shape) == (ARC,)]
    if len(rows) != 1 or len(last) != 1:
        raise ValueError("the file has no form of arcs: it was exported by another version")
    return torch.cat([rows[0], last[0][None]])


def _acts(shipped: Shipped, found: dict[str, Tensor]) -> dict[str, Tensor]:
    out = {"acts.mix.weight": _matrix(found, "net.acts.mix.weight"), "acts.part": found["part_constant"]}
    out |= {f"acts.{name}": found[f"part_{name}_constant"] for name in TREE}
    asking, offering, tree, far, lean = (found[f"{name}_constant"] for name in network.LEAN)
    out["acts.lean_asking.weight"], out["acts.lean_asking.bias"] = asking[:-1].t().contiguous(), asking[-1].clone()
    out["acts.lean_offering.weight"] = offering.t().contiguous()
    out |= {"acts.lean_tree": tree, "acts.lean_far": far, "acts.lean": lean}
    return out | _apart(found, "act_fused", "acts", shipped.act_layers)


def _said(shipped: Shipped, found: dict[str, Tensor]) -> dict[str, Tensor]:
    out = {"said.part": found["said_constant"]} | {f"said.{name}": found[f"said_{name}_constant"] for name in TREE}
    # products of more than two dimensions are float and numbered in the order of the graph
    numbers = sorted(int(m[1]) for name in found if (m := re.fullmatch(r"onnx::MatMul_(\d+)", name)))
    own = [t for t in (found[f"onnx::MatMul_{n}"] for n in numbers) if SAID in t.shape]
    for part, matrix in zip(("mix", *(f"layer.{name}" for name in _LAYER)), own, strict=True):
        out[f"said.{part}.weight"] = matrix.t().contiguous()
    return out | _apart(found, "said_fused", "said", shipped.said_layers)


def _apart(found: dict[str, Tensor], fused: str, own: str, layers: dict[str, nn.Linear]) -> dict[str, Tensor]:
    """The layers whose outputs stand one behind the other in one product."""
    weight, bias = _matrix(found, f"{fused}.weight"), found[f"{fused}.bias"]
    out, at = {}, 0
    for name, layer in layers.items():
        end = at + layer.out_features
        out[f"{own}.{name}.weight"], out[f"{own}.{name}.bias"] = weight[at:end].clone(), bias[at:end].clone()
        at = end
    return out


def _of_root(model: onnx.ModelProto) -> tuple[Tensor, Tensor]:
    """What the file holds of the root: its `parent` and its `arc` row, the constants that the words' rows follow."""
    constants = {n.output[0]: n.attribute[0].t for n in model.graph.node if n.op_type == "Constant"}
    joined = [n for n in model.graph.node if n.op_type == "Concat" and n.input[0] in constants]
    rows = {n.output[0]: torch.from_numpy(np.array(numpy_helper.to_array(constants[n.input[0]]))) for n in joined}
    parent = rows.pop("parent", None)
    arc = next((row for row in rows.values() if row.ndim == 2 and row.shape[0] == 1), None)
    if parent is None or arc is None:
        raise ValueError("the file does not hold what its heads make of the root")
    return parent, arc


def _seek_root(net: Net, parent: Tensor, arc: Tensor) -> None:
    """Set the root's vector to one of which both heads make what the file holds."""
    root = torch.zeros_like(net.root[0]).requires_grad_()
    optimiser = torch.optim.LBFGS([root], max_iter=_STEPS, line_search_fn="strong_wolfe")

    def missed() -> Tensor:
        optimiser.zero_grad()
        loss = F.mse_loss(net.rel_parent(root), parent) + F.mse_loss(F.gelu(net.arc_parent(root)), arc)
        loss.backward()
        return loss

    optimiser.step(missed)
    net.zero_grad()
    with torch.no_grad():
        net.root.copy_(root[None])
