"""`python -m training.acts teach|predict`: see training/README.md."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import torch

from .corpus import load
from .examples import windows
from .learn import Plan, learn
from .net import Pieces, Teacher
from .propose import Proposal, propose


def main() -> None:
    """Parse the command line and run one step."""
    parser = argparse.ArgumentParser(prog="python -m training.acts")
    steps = parser.add_subparsers(dest="step", required=True)
    both = argparse.ArgumentParser(add_help=False)
    both.add_argument("--docs", type=Path, nargs="+", required=True, help="files of texts, {id, text, date}")
    both.add_argument("--labels", type=Path, nargs="+", required=True, help="files of compiled labels")
    both.add_argument("--encoder", type=Path, required=True, help="folder with an encoder's weights and tokenizer")
    both.add_argument("--run", type=Path, required=True, help="file of the trained state")
    both.add_argument("--part", choices=("train", "dev", "test"), help="only texts that name this part")
    teach = steps.add_parser("teach", parents=[both])
    teach.add_argument("--epochs", type=float, default=4.0)
    teach.add_argument("--seed", type=int, default=7)
    teach.add_argument("--rates", type=float, nargs=2, default=(5e-5, 1e-3), metavar=("ENCODER", "HEADS"))
    teach.add_argument("--threads", type=int, default=2)
    teach.add_argument("--seconds", type=float, default=float("inf"))
    predict = steps.add_parser("predict", parents=[both])
    predict.add_argument("--out", type=Path, required=True)
    predict.add_argument("--least", type=float, default=0.5)
    args = parser.parse_args()
    texts = [one for one in load(args.docs, args.labels) if args.part in (None, one.part)]
    if args.step == "teach":
        cut = [window for one in texts for window in windows(one)]
        print(f"{len(texts)} texts, {len(cut)} windows, {sum(len(w.acts) for w in cut)} acts", flush=True)
        learn(
            cut,
            args.encoder,
            args.run,
            Plan(args.epochs, args.seed, tuple(args.rates), 1600, args.threads, args.seconds),
        )
        return
    net, pieces = Teacher(args.encoder), Pieces(args.encoder)
    net.load_state_dict(torch.load(args.run))
    net.eval()
    with args.out.open("w", encoding="utf-8") as file:
        for one in texts:
            found = propose(net, pieces, one, args.least)
            file.write(json.dumps({"id": one.id, "events": [as_event(p) for p in found]}) + "\n")


def as_event(found: Proposal) -> dict[str, Any]:
    """A proposal in the shape of the bench task `acts`."""
    return {
        "type": found.type,
        "sure": round(found.sure, 4),
        "trigger": found.trigger,
        "evidence": [found.trigger],
        "actors": spans(found.sides, ("actor", "both")),
        "recipients": spans(found.sides, ("recipient",)),
        "nary": any(part == "both" for part, _ in found.sides),
        "factuality": found.told,
    }


def spans(sides: Iterable[tuple[str, tuple[int, int]]], parts: tuple[str, ...]) -> list[dict[str, Any]]:
    """The words of the sides that play one of `parts`."""
    return [{"words": span} for part, span in sides if part in parts]


if __name__ == "__main__":
    main()
