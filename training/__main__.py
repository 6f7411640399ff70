"""`python -m training train|export`: see training/README.md."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from .corpus import corpus, digest
from .export import export
from .labels import inventories
from .learn import learn


def main() -> None:
    """Parse the command line and run one step."""
    parser = argparse.ArgumentParser(prog="python -m training")
    steps = parser.add_subparsers(dest="step", required=True)
    train = steps.add_parser("train")
    train.add_argument("--language", type=Path, required=True, help="folder of treebanks and entity sets")
    train.add_argument("--facts", type=Path, required=True, help="folder of fact tables")
    train.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    train.add_argument("--out", type=Path, required=True, help="run folder")
    train.add_argument("--epochs", type=float, default=5.0)
    train.add_argument("--seed", type=int, default=7)
    train.add_argument("--start", type=Path)
    train.add_argument("--frozen", action="store_true", help="keep the word embeddings")
    train.add_argument("--threads", type=int, default=2)
    train.add_argument("--encoder-rate", type=float, default=1.2e-4)
    train.add_argument("--head-rate", type=float, default=1.5e-3)
    ship = steps.add_parser("export")
    ship.add_argument("--run", type=Path, required=True, help="run folder")
    ship.add_argument("--encoder", type=Path, required=True)
    ship.add_argument("--out", type=Path, required=True)
    ship.add_argument("--float", action="store_true", help="no int8")
    args = parser.parse_args()
    if args.step == "export":
        made = export(args.run, args.encoder, args.out, quantise=not args.float)
        print(made, made.stat().st_size, digest(made))
        return
    documents, trees = corpus(args.language, args.facts)
    labels = inventories(trees)
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "labels.json").write_text(json.dumps(asdict(labels), indent=0))
    print(labels.sizes(), sum(len(s.words) for d in documents for s in d), "words", flush=True)
    learn(
        documents,
        labels,
        args.encoder,
        args.out / "net.pt",
        epochs=args.epochs,
        seed=args.seed,
        rates=(args.encoder_rate, args.head_rate),
        start=args.start,
        frozen=args.frozen,
        threads=args.threads,
    )


if __name__ == "__main__":
    main()
