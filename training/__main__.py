"""`python -m training train|export|resume`: see training/README.md."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

import torch

from .corpus import corpus, digest
from .export import export
from .labels import inventories
from .learn import Plan, learn
from .resume import resume


def main() -> None:
    """Parse the command line and run one step."""
    parser = argparse.ArgumentParser(prog="python -m training")
    steps = parser.add_subparsers(dest="step", required=True)
    train = steps.add_parser("train")
    train.add_argument("--language", type=Path, required=True, help="folder of treebanks and entity sets")
    train.add_argument("--facts", type=Path, required=True, help="folder of fact tables")
    train.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    train.add_argument("--factuality", type=Path, help="folder of the sets UDS-IH2 and MEANTIME")
    train.add_argument("--out", type=Path, required=True, help="run folder")
    train.add_argument("--epochs", type=float, default=14.0)
    train.add_argument("--steps", type=int, default=0, help="rather than epochs")
    train.add_argument("--seed", type=int, default=7)
    train.add_argument("--start", type=Path, help="state of an earlier run; what fits is taken over")
    train.add_argument("--threads", type=int, default=1)
    train.add_argument("--encoder-rate", type=float, default=1.5e-4)
    train.add_argument("--head-rate", type=float, default=1.5e-3)
    train.add_argument("--word-rate", type=float, default=1e-4, help="of word embeddings; 0 leaves them as they are")
    train.add_argument("--share", type=float, default=0.6, help="of what no treebank parses, drawn anew each epoch")
    ship = steps.add_parser("export")
    ship.add_argument("--run", type=Path, required=True, help="run folder")
    ship.add_argument("--encoder", type=Path, required=True)
    ship.add_argument("--out", type=Path, required=True)
    ship.add_argument("--float", action="store_true", help="no int8")
    back = steps.add_parser("resume", help="the shipped file as a state that --start goes on from")
    back.add_argument("--weights", type=Path, required=True, help="folder with model.onnx and labels.json")
    back.add_argument("--out", type=Path, required=True, help="state to write, a torch file")
    args = parser.parse_args()
    if args.step == "resume":
        args.out.parent.mkdir(parents=True, exist_ok=True)
        torch.save(resume(args.weights).state_dict(), args.out)
        return
    if args.step == "export":
        made = export(args.run, args.encoder, args.out, quantise=not args.float)
        print(made, made.stat().st_size, digest(made))
        return
    documents, trees = corpus(args.language, args.facts, args.factuality)
    labels = inventories(trees)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(json.dumps(asdict(labels), indent=0))
    print(labels.sizes(), sum(len(s.words) for d in documents for s in d), "words", flush=True)
    rates = (args.encoder_rate, args.head_rate, args.word_rate)
    plan = Plan(args.epochs, args.seed, rates, args.share, args.threads, args.steps)
    print(plan, flush=True)
    learn(documents, labels, args.encoder, args.out / "net.pt", plan, args.start)


if __name__ == "__main__":
    main()
