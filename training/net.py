"""The network: one MiniLM encoder that also sees letter case, and a small head for every layer of analysis."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.language import kinship, network, shape

WIDTH, LAYERS, HEADS, INNER, VOCABULARY, POSITIONS = 384, 6, 12, 1536, 30522, 512
ARC, RELATION, FRAME, FACT, SHAPE = 192, 128, 64, 96, 32
ACT, PART = 256, 96
LEAN = 48
SAID, SAID_HEADS, SAID_PART = 128, 4, 64


class Dropout(nn.Module):
    """Dropout by random bytes: on processors six times faster than torch's, whose masks cost a tenth of a step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.threshold = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        """x of any shape; unchanged outside training."""
        if not self.training:
            return x
        size = x.numel()
        noise = torch.empty((size + 7) // 8, dtype=torch.int64).random_(-(2**63), None)
        kept = noise.view(torch.uint8)[:size].view(x.shape) >= self.threshold
        return x * (kept.to(x.dtype) * (256 / (256 - self.threshold)))


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self, dropout: float, width: int = WIDTH, heads: int = HEADS, inner: int = INNER) -> None:
        super().__init__()
        self.width, self.heads = width, heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.inner = nn.Linear(width, inner)
        self.outer = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: [batch, pieces, width]; mask: additive [batch, 1, 1, pieces] or None.

        Attention is spelt out: on processors, the backward step of torch's own is three times slower in bf16.
        """
        batch, length, _ = x.shape
        each = self.width // self.heads
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, each).permute(2, 0, 3, 1, 4).unbind(0)
        scores = torch.matmul(q * each**-0.5, k.transpose(2, 3))
        shares = (scores if mask is None else scores + mask).softmax(-1)
        y = self.out(torch.matmul(shares, v).transpose(1, 2).reshape(batch, length, self.width))
        x = self.norm1(x + self.dropout(y))
        return self.norm2(x + self.dropout(self.outer(F.gelu(self.inner(x)))))


class Encoder(nn.Module):
    """BERT embeddings plus a case embedding that starts at zero, then the layers."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.cases = nn.Embedding(shape.SHAPES + 1, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = Dropout(dropout)
        nn.init.zeros_(self.cases.weight)

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor | None, rows: Tensor | None = None) -> Tensor:
        """pieces, cases: [batch, pieces] → [batch, pieces, width]. `rows`: the table that `pieces` number."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        words = self.words(pieces) if rows is None else F.embedding(pieces, rows)
        x = self.dropout(self.norm(words + self.positions(at) + self.cases(cases)))
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def adopt(self, weights: Path) -> None:
        """Take over a BERT checkpoint in safetensors form (names as in Hugging Face's BertModel)."""
        state = {k.removeprefix("bert."): v.float() for k, v in load_file(weights).items()}
        with torch.no_grad():
            self.words.weight.copy_(state["embeddings.word_embeddings.weight"])
            kind = state["embeddings.token_type_embeddings.weight"][0]
            self.positions.weight.copy_(state["embeddings.position_embeddings.weight"] + kind)
            copy(self.norm, state, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                assert isinstance(layer, Layer)
                at = f"encoder.layer.{i}"
                for part in ("weight", "bias"):
                    rows = [state[f"{at}.attention.self.{n}.{part}"] for n in ("query", "key", "value")]
                    getattr(layer.qkv, part).copy_(torch.cat(rows))
                copy(layer.out, state, f"{at}.attention.output.dense")
                copy(layer.norm1, state, f"{at}.attention.output.LayerNorm")
                copy(layer.inner, state, f"{at}.intermediate.dense")
                copy(layer.outer, state, f"{at}.output.dense")
                copy(layer.norm2, state, f"{at}.output.LayerNorm")


def copy(module: nn.Module, state: dict[str, Tensor], name: str) -> None:
    """Copy weight and bias of one checkpoint entry."""
    module.weight.copy_(state[f"{name}.weight"])
    module.bias.copy_(state[f"{name}.bias"])


class Pairs(nn.Module):
    """What each word is to another one: their product, the tree between them and their distance.

    Mixed into heads that have `asking` and `offering`.
    """

    asking: nn.Linear
    offering: nn.Linear

    def pair_weights(self, width: int, parts: int, relations: int) -> None:
        """Begin the weights: `width` of the product, number of parts and of relations."""
        self.parts = parts
        self.part = nn.Parameter(torch.empty(width + 1, parts * (width + 1)))
        self.near = nn.Parameter(torch.zeros(kinship.KINDS, relations, parts))
        self.above = nn.Parameter(torch.zeros(kinship.KINDS, relations, parts))
        self.far = nn.Parameter(torch.zeros(2 * kinship.FAR + 1, parts))
        nn.init.normal_(self.part, std=0.02)

    def pairs(self, a: Tensor, row: Tensor, word: Tensor, kinds: Tensor, relations: Tensor) -> Tensor:
        """Scores [n, words, parts] of every word towards n words: window `row` [n], their number `word` [n].

        `kinds` [n, words]: what each word is to the asking one (`kinship`); `relations` [batch, words].
        """
        asked = bilinear(with_one(F.gelu(self.asking(a[row, word]))), self.part, self.parts)
        offered = with_one(F.gelu(self.offering(a)))[row]
        scores = torch.matmul(offered, asked.transpose(1, 2)).float()
        steps = (torch.arange(a.shape[1]).unsqueeze(0) - word.unsqueeze(1)).clamp(-kinship.FAR, kinship.FAR)
        tree = self.near[kinds, relations[row]] + self.above[kinds, relations[row, word].unsqueeze(1)]
        return scores + (tree + self.far[steps + kinship.FAR]).float()


class ActHeads(Pairs):
    """Which word tells an act, of which type and mode, how it is told, and what each word is to it.

    A layer of its own stands between the encoder and these heads: what parses needs and what acts need differ.
    """

    FIRST = ("act", "mode", "telling", "asking", "offering")

    def __init__(self, sizes: dict[str, int], dropout: float = 0.2) -> None:
        super().__init__()
        self.mix = nn.Linear(2 * WIDTH + SHAPE, ACT)
        self.dropout = Dropout(dropout)
        self.act, self.mode = nn.Linear(ACT, sizes["act"]), nn.Linear(ACT, sizes["mode"])
        self.telling = nn.Linear(ACT, sizes["telling"])
        self.asking, self.offering = nn.Linear(ACT, PART), nn.Linear(ACT, PART)
        self.pair_weights(PART, sizes["part"], sizes["relation"])
        self.lean_asking, self.lean_offering = nn.Linear(PART, LEAN), nn.Linear(PART, LEAN, bias=False)
        self.lean_tree = nn.Parameter(torch.empty(network.TREE_VIEWS, kinship.KINDS, sizes["relation"], LEAN))
        self.lean_far = nn.Parameter(torch.zeros(2 * kinship.FAR + 1, LEAN))
        self.lean = nn.Parameter(torch.zeros(LEAN, sizes["part"]))
        nn.init.normal_(self.lean_tree, std=0.1)

    def forward(self, wide: Tensor) -> Tensor:
        """[.., words, 2 * width + shape] → [.., words, k]: what the heads read."""
        return cast("Tensor", self.dropout(F.gelu(self.mix(wide))))

    def parts_of(self, a: Tensor, row: Tensor, word: Tensor, kinds: Tensor, tree: tuple[Tensor, Tensor]) -> Tensor:
        """`pairs`, and what the two words and their places in the tree make together: a hidden layer of sums.

        `tree`: relations [batch, words] of the words and of their heads. That one is a verb's object and the other its
        complement ("urged them to leave") says who acts; neither relation says it alone.
        """
        own, over = tree
        scores = self.pairs(a, row, word, kinds, own)
        asked = self.lean_asking(F.gelu(self.asking(a[row, word])))[:, None]
        offered = self.lean_offering(F.gelu(self.offering(a)))[row]
        views = (own[row], own[row, word].unsqueeze(1), over[row], over[row, word].unsqueeze(1))
        places = sum(self.lean_tree[i][kinds, view] for i, view in enumerate(views))
        steps = (torch.arange(a.shape[1]).unsqueeze(0) - word.unsqueeze(1)).clamp(-kinship.FAR, kinship.FAR)
        hidden = F.relu(asked + offered + places + self.lean_far[steps + kinship.FAR])
        return scores + torch.matmul(self.dropout(hidden), self.lean).float()


class SaidHeads(Pairs):
    """Which word is the cue of a statement, of which stance, and what each word is to it.

    The encoder was not made for these: a small attention of their own lets them look around.
    """

    FIRST = ("stance", "asking", "offering")

    def __init__(self, sizes: dict[str, int], dropout: float = 0.25) -> None:
        super().__init__()
        self.mix = nn.Linear(2 * WIDTH + SHAPE, SAID)
        self.norm = nn.LayerNorm(SAID)
        self.dropout = Dropout(dropout)
        self.layer = Layer(dropout, SAID, SAID_HEADS, 2 * SAID)
        self.stance = nn.Linear(SAID, sizes["stance"])
        self.asking, self.offering = nn.Linear(SAID, SAID_PART), nn.Linear(SAID, SAID_PART)
        self.pair_weights(SAID_PART, sizes["said"], sizes["relation"])

    def forward(self, wide: Tensor, mask: Tensor | None) -> Tensor:
        """[batch, words, 2 * width + shape] → [batch, words, k]. `mask` as `Layer` takes it, over words."""
        return cast("Tensor", self.layer(self.dropout(self.norm(F.gelu(self.mix(wide)))), mask))


class Net(nn.Module):
    """Encoder and heads over words. Heads that score pairs of words give their factors."""

    TAGS = ("upos", "xpos", "feats", "lemma")

    def __init__(self, sizes: dict[str, int], dropout: float = 0.25) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.shapes = nn.Embedding(shape.SHAPES + 1, SHAPE)
        self.mix = nn.Linear(2 * WIDTH + SHAPE, WIDTH)
        self.dropout = Dropout(dropout)
        self.tags = nn.ModuleDict({name: nn.Linear(WIDTH, sizes[name]) for name in self.TAGS})
        self.names = nn.Sequential(nn.Linear(WIDTH, WIDTH // 2), nn.GELU(), nn.Linear(WIDTH // 2, sizes["entity"]))
        self.start = nn.Linear(WIDTH, 1)
        self.root = nn.Parameter(torch.zeros(1, 1, WIDTH))
        self.arc_child, self.arc_parent = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_child, self.rel_parent = nn.Linear(WIDTH, RELATION), nn.Linear(WIDTH, RELATION)
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.relation = nn.Linear(RELATION, sizes["relation"])
        self.roles = sizes["role"]
        self.predicate = nn.Linear(WIDTH, 1)
        self.asking, self.offering = nn.Linear(WIDTH, FRAME), nn.Linear(WIDTH, FRAME)
        self.role = nn.Parameter(torch.empty(FRAME + 1, sizes["role"] * (FRAME + 1)))
        self.near = nn.Parameter(torch.zeros(kinship.KINDS, sizes["relation"], sizes["role"]))
        self.above = nn.Parameter(torch.zeros(kinship.KINDS, sizes["relation"], sizes["role"]))
        self.fact = nn.Sequential(nn.Linear(WIDTH, FACT), nn.GELU(), nn.Linear(FACT, 2))
        self.acts = ActHeads(sizes)
        self.said = SaidHeads(sizes)
        nn.init.orthogonal_(self.arc)
        nn.init.normal_(self.role, std=0.02)

    def forward(
        self,
        pieces: Tensor,
        cases: Tensor,
        mask: Tensor | None,
        first: Tensor,
        last: Tensor,
        shapes: Tensor,
        rows: Tensor | None = None,
    ) -> dict[str, Tensor]:
        """first, last: [batch, words] piece numbers; shapes: [batch, words].

        Gives [batch, words, labels] for TAGS and `entity`; `start` and `predicate` [batch, words]; `fact` (happened,
        commitment) [batch, words, 2]; `arc` [batch, words, words + 1] (column 0 is the root); for `related`, `child`
        [batch, words, k] and `parent` [batch, words + 1, k]; for `bilinear`, `asking` and `offering` [batch, words, k].
        """
        h = self.dropout(F.gelu(self.mix(self.wide(pieces, cases, mask, first, last, shapes, rows))))
        out = {name: head(h) for name, head in self.tags.items()}
        out["entity"], out["fact"] = self.names(h), self.fact(h)
        out["start"], out["predicate"] = self.start(h).squeeze(-1), self.predicate(h).squeeze(-1)
        g = torch.cat([self.root.expand(h.shape[0], -1, -1).to(h.dtype), h], 1)
        child, parent = self.hidden(self.arc_child, h), self.hidden(self.arc_parent, g)
        asked = torch.matmul(with_one(child), self.arc)
        out["arc"] = torch.matmul(asked.float(), parent.transpose(1, 2).float())
        out["child"], out["parent"] = self.rel_child(h), self.rel_parent(g)
        out["asking"], out["offering"] = (with_one(self.hidden(m, h)) for m in (self.asking, self.offering))
        return out

    def wide(
        self,
        pieces: Tensor,
        cases: Tensor,
        mask: Tensor | None,
        first: Tensor,
        last: Tensor,
        shapes: Tensor,
        rows: Tensor | None = None,
    ) -> Tensor:
        """What the encoder says of each word, [batch, words, 2 * width + shape]: its pieces' ends and its case."""
        x = self.encoder(pieces, cases, mask, rows)
        ends = [torch.gather(x, 1, at.unsqueeze(-1).expand(-1, -1, WIDTH)) for at in (first, last)]
        return torch.cat([*ends, self.shapes(shapes)], -1)

    def related(self, child: Tensor, parent: Tensor) -> Tensor:
        """[n, k] and [n, k] → scores [n, relations] of each pair. The rectifier costs least where numpy must follow."""
        return cast("Tensor", self.relation(self.dropout(F.relu(child + parent))))

    def heads(self, out: dict[str, Tensor], same: Tensor) -> tuple[Tensor, Tensor]:
        """What the tree heads say by themselves: head words (a root is its own) and relations, [batch, words].

        `same`: which heads are open to which words, [batch, words, words + 1].
        """
        with torch.no_grad():
            best = out["arc"].masked_fill(~same, -1e4).argmax(-1)
            at = best.unsqueeze(-1).expand(-1, -1, out["parent"].shape[-1])
            relations = self.relation(F.relu(out["child"] + torch.gather(out["parent"], 1, at))).argmax(-1)
            own = torch.arange(best.shape[1]).expand_as(best)
            return torch.where(best > 0, best - 1, own), relations

    def hidden(self, layer: nn.Linear, x: Tensor) -> Tensor:
        """One projection with its non-linearity and dropout."""
        return cast("Tensor", self.dropout(F.gelu(layer(x))))


def bilinear(x: Tensor, weight: Tensor, labels: int) -> Tensor:
    """[n, k] → [n, labels, k]: the product of row i with any other [k] scores each label for that pair."""
    return torch.matmul(x, weight).view(x.shape[0], labels, weight.shape[1] // labels)


def with_one(x: Tensor) -> Tensor:
    """Append a constant: bilinear forms then hold their linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
