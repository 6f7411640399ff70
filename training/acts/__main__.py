"""`python -m training.acts teach|predict|label|remember|learn|hear|close|give|settle|join|calibrate`: see README.md."""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch

from dateline.language import network

from ..batches import IGNORED
from ..corpus import corpus
from ..labels import Labels
from ..learn import make_reader
from . import calibrate, join, settle
from .batches import Example, Soft, make_example
from .close import CloseHead, learn_close
from .close import Plan as ClosePlan
from .close_files import resume_close, write
from .corpus import (
    PARTS,
    SAID_PARTS,
    STANCES,
    TELLINGS,
    TYPES,
    Text,
    documents,
    is_held_back,
    lines,
    load,
    load_texts,
    modes_of,
    part_of,
)
from .examples import windows
from .hear import Plan as HearPlan
from .hear import learn_to_hear
from .label import read
from .learn import Plan, learn
from .marked import load_marked
from .net import Pieces
from .parsed import parse
from .propose import Proposal, propose, restore
from .remember import remember, sentences
from .student import Plan as StudentPlan
from .student import learn_acts

_SEVERAL = 3
"""Acts in a text from which pairs are learnt: of shorter ones few tell an act twice."""


def main() -> None:
    """Parse the command line and run one step."""
    args = make_parser().parse_args()
    {
        "teach": teach,
        "predict": predict,
        "label": label,
        "remember": keep_to_shipped,
        "learn": learn_beside,
        "hear": learn_statements,
        "close": learn_to_read_closely,
        "give": give_close_reader,
        "settle": settle_sides,
        "join": join_acts,
        "calibrate": fit_sure,
    }[args.step](args)


def make_parser() -> argparse.ArgumentParser:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.acts")
    steps = parser.add_subparsers(dest="step", required=True)
    texts = argparse.ArgumentParser(add_help=False)
    texts.add_argument("--docs", type=Path, nargs="+", required=True, help="files of texts, {id, text, date}")
    texts.add_argument("--labels", type=Path, nargs="+", required=True, help="files of compiled labels")
    texts.add_argument("--part", choices=("train", "dev", "test"), help="only texts that name this part")
    texts.add_argument("--threads", type=int, default=2)
    net = argparse.ArgumentParser(add_help=False)
    net.add_argument("--encoder", type=Path, required=True, help="folder with an encoder's weights and tokenizer")
    run = argparse.ArgumentParser(add_help=False)
    run.add_argument("--run", type=Path, required=True, help="file of the teacher's state")
    taught = steps.add_parser("teach", parents=[texts, net, run], help="train the teacher")
    taught.add_argument("--epochs", type=float, default=4.0)
    taught.add_argument("--seed", type=int, default=7)
    taught.add_argument("--rates", type=float, nargs=2, default=(5e-5, 1e-3), metavar=("ENCODER", "HEADS"))
    taught.add_argument("--start", type=Path, help="a teacher's state to go on from")
    taught.add_argument("--seconds", type=float, default=float("inf"))
    said = steps.add_parser("predict", parents=[texts, net, run], help="what the teacher proposes")
    said.add_argument("--out", type=Path, required=True)
    said.add_argument("--least", type=float, default=0.5)
    labelled = steps.add_parser("label", parents=[texts, net, run], help="the teacher reads texts without labels")
    labelled.add_argument("--weights", type=Path, required=True, help="the shipped folder, which cuts and parses")
    labelled.add_argument("--most", type=int, default=20000, help="texts, drawn by --seed from days of the part train")
    labelled.add_argument("--seed", type=int, default=7)
    labelled.add_argument("--out", type=Path, required=True)
    kept = steps.add_parser("remember", help="what the shipped network says of the sentences of our tests")
    kept.add_argument("--tests", type=Path, required=True, help="folder of tests")
    kept.add_argument("--docs", type=Path, nargs="*", default=(), help="texts of which it reads as well")
    kept.add_argument("--labels", type=Path, nargs="*", default=(), help="labels: these texts are left out")
    kept.add_argument("--others", type=int, default=0, help="how many texts of --docs, drawn by --seed")
    kept.add_argument("--seed", type=int, default=7)
    kept.add_argument("--weights", type=Path, required=True, help="the shipped folder")
    kept.add_argument("--out", type=Path, required=True, help="what it says; the texts come beside it as .jsonl")
    add_learn(
        steps.add_parser("learn", parents=[texts, net], help="the shipped network learns acts beside what it knows")
    )
    add_hear(steps.add_parser("hear", parents=[texts, net], help="the shipped network learns to hear statements"))
    add_close(steps.add_parser("close", parents=[texts, net], help="the close reader learns what acts' words are"))
    given = steps.add_parser("give", help="a close reader that learnt along goes into an exported folder")
    given.add_argument("--close", type=Path, required=True, help="close.pt of the run")
    given.add_argument("--weights", type=Path, required=True, help="the exported folder")
    settled = steps.add_parser("settle", parents=[texts], help="the weights of sides, on texts that were held back")
    settled.add_argument("--out", type=Path, required=True, help="lexicon/sides.tsv")
    joined = steps.add_parser("join", parents=[texts], help="the weights of two acts being one")
    joined.add_argument("--out", type=Path, required=True, help="lexicon/same.tsv")
    sure = steps.add_parser("calibrate", parents=[texts], help="how sure a record is, on texts that were held back")
    sure.add_argument("--out", type=Path, required=True, help="lexicon/sure.tsv")
    return parser


def add_learn(learnt: argparse.ArgumentParser) -> None:
    """The arguments of `learn`."""
    learnt.add_argument("--weights", type=Path, required=True, help="the shipped folder, which cuts and parses")
    learnt.add_argument("--start", type=Path, required=True, help="state to go on from")
    learnt.add_argument("--soft", type=Path, nargs="*", default=(), help="what `label` and `remember` wrote")
    learnt.add_argument("--language", type=Path, required=True, help="folder of treebanks and entity sets")
    learnt.add_argument("--facts", type=Path, required=True, help="folder of fact tables")
    learnt.add_argument("--factuality", type=Path, help="folder of the sets UDS-IH2 and MEANTIME")
    learnt.add_argument("--out", type=Path, required=True, help="run folder")
    learnt.add_argument("--steps", type=int, default=3000)
    learnt.add_argument("--times", type=int, default=3, help="annotated texts for each round of the teacher's")
    learnt.add_argument("--old", type=float, default=1.5, help="weight of the losses of the older heads")
    learnt.add_argument("--every", type=int, default=2, help="steps for each batch of treebanks")
    learnt.add_argument("--seed", type=int, default=7)
    learnt.add_argument("--rates", type=float, nargs=2, default=(6e-5, 1e-3), metavar=("ENCODER", "HEADS"))
    learnt.add_argument("--closely", action="store_true", help="the close reader of --weights learns along")
    learnt.add_argument("--float32", action="store_true", help="for processors that have no bf16")


def add_hear(heard: argparse.ArgumentParser) -> None:
    """The arguments of `hear`."""
    heard.add_argument("--weights", type=Path, required=True, help="the shipped folder, which cuts and parses")
    heard.add_argument("--start", type=Path, required=True, help="state to go on from")
    heard.add_argument("--out", type=Path, required=True, help="run folder")
    heard.add_argument("--marked", type=Path, nargs="*", default=(), help="files of our own sentences with marks")
    heard.add_argument("--epochs", type=int, default=9)
    heard.add_argument("--seed", type=int, default=7)


def add_close(closely: argparse.ArgumentParser) -> None:
    """The arguments of `close`."""
    closely.add_argument("--weights", type=Path, required=True, help="the shipped folder, which takes what is learnt")
    closely.add_argument("--start", type=Path, required=True, help="the state of the shipped network")
    closely.add_argument("--others", type=int, default=9000, help="texts that nobody annotated, drawn by --seed")
    closely.add_argument("--run", type=Path, required=True, help="run folder")
    closely.add_argument("--epochs", type=int, default=8)
    closely.add_argument("--teachers", type=int, default=2)
    closely.add_argument("--seed", type=int, default=7)


def read_labelled(args: argparse.Namespace) -> list[Text]:
    """The annotated texts of the part asked for."""
    return [one for one in load(args.docs, args.labels) if args.part in (None, one.part)]


def teach(args: argparse.Namespace) -> None:
    """Train the teacher."""
    texts = read_labelled(args)
    cut = [window for one in texts for window in windows(one)]
    print(f"{len(texts)} texts, {len(cut)} windows, {sum(len(w.acts) for w in cut)} acts", flush=True)
    plan = Plan(args.epochs, args.seed, tuple(args.rates), 1600, args.threads, args.seconds)
    modes = torch.load(args.start)["modes"] if args.start else modes_of(texts)
    learn(cut, modes, args.encoder, args.run, plan, args.start)


def predict(args: argparse.Namespace) -> None:
    """What the teacher proposes, in the shape of the bench task `acts`."""
    torch.set_num_threads(args.threads)
    net, modes = restore(args.encoder, args.run)
    pieces = Pieces(args.encoder)
    with args.out.open("w", encoding="utf-8") as file:
        for one in read_labelled(args):
            found = propose(net, pieces, one, modes, args.least)
            file.write(json.dumps({"id": one.id, "events": [as_event(p) for p in found]}) + "\n")


def label(args: argparse.Namespace) -> None:
    """What the teacher says of texts that nobody annotated, of days that are all for training."""
    torch.set_num_threads(args.threads)
    chosen = draw_unread(args.docs, args.labels, args.most, args.seed)
    encoder = network.Encoder(args.weights, args.threads, closely=False)
    net, modes = restore(args.encoder, args.run)
    pieces = Pieces(args.encoder)
    texts = list(load_texts(args.docs, chosen))
    out: list[tuple[str, list[Soft]]] = []
    for at in range(0, len(texts), 1000):
        parsed = [(one.id, list(parse(encoder, one))) for one in texts[at : at + 1000]]
        softs = iter(read(net, pieces, [window for _, own in parsed for window in own]))
        out += [(name, [next(softs) for _ in own]) for name, own in parsed]
        print(f"{len(out)}/{len(texts)} texts", flush=True)
    torch.save({"modes": modes, "texts": out}, args.out)


def draw_unread(docs: Iterable[Path], labels: Iterable[Path], most: int, seed: int) -> set[str]:
    """Ids of texts that nobody annotated, of days that are all for training: `most` of them, drawn by chance."""
    known = {row["id"] for path in labels for row in lines(path)}
    ids = sorted(
        row["id"]
        for path in docs
        for row in documents(path)
        if row["id"] not in known and part_of(row.get("declared_date") or row.get("date") or "") == "train"
    )
    return set(random.Random(seed).sample(ids, min(most, len(ids))))


def keep_to_shipped(args: argparse.Namespace) -> None:
    """What the shipped network says of the sentences of our tests."""
    encoder = network.Encoder(args.weights)
    texts = list(sentences(args.tests))
    texts += load_texts(args.docs, draw_unread(args.docs, args.labels, args.others, args.seed))
    with args.out.with_suffix(".jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"id": one.id, "text": one.text}) + "\n" for one in texts)
    torch.save({"modes": encoder.labels["mode"][1:], "texts": list(remember(encoder, texts))}, args.out)
    print(f"{len(texts)} texts", flush=True)


def learn_beside(args: argparse.Namespace) -> None:
    """The shipped network learns acts beside what it knows."""
    texts = read_labelled(args)
    before = args.start.parent / "labels.json"  # a head for modes that goes on must keep their order
    modes = tuple(json.loads(before.read_text("utf-8"))["mode"]) if before.exists() else ("", *modes_of(texts))
    labels = write_labels(args.weights, modes, args.out)
    reader, encoder = make_reader(args.encoder), network.Encoder(args.weights, args.threads, closely=False)
    learnt = [one for one in texts if not is_held_back(one)]
    examples = [make_example(p, reader) for one in learnt for p in parse(encoder, one)]
    print(f"{len(learnt)} of {len(texts)} texts, {len(examples)} windows that people read", flush=True)
    if args.soft:
        taught = list(taught_examples(args, encoder, labels.mode))
        print(f"{len(taught)} windows that the teacher read", flush=True)
        examples = examples * args.times + taught
    treebanks, _ = corpus(args.language, args.facts, args.factuality)
    kind = torch.float32 if args.float32 else torch.bfloat16
    plan = StudentPlan(args.steps, args.seed, (*args.rates, 0.0), args.old, args.every, args.threads, kind)
    head = read_close(args.start.with_name("close.pt"), args.weights) if args.closely else None
    learn_acts(examples, treebanks, labels, args.encoder, args.start, args.out / "net.pt", plan, head)


def write_labels(weights: Path, modes: tuple[str, ...], out: Path) -> Labels:
    """The shipped labels of the older heads with those of acts and statements, also into the run's folder `out`."""
    shipped = json.loads((weights / "labels.json").read_text("utf-8"))
    layers = ("upos", "xpos", "feats", "lemma", "relation", "entity", "role")
    labels = Labels(
        **{name: tuple(shipped[name]) for name in layers},
        act=("", *TYPES),
        mode=modes,
        telling=TELLINGS,
        part=("", *PARTS),
        stance=("", *STANCES),
        said=("", *SAID_PARTS),
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "labels.json").write_text(json.dumps(asdict(labels), indent=0))
    return labels


def learn_statements(args: argparse.Namespace) -> None:
    """The heads of statements learn; the encoder and every other head stay as they are."""
    texts = [one for one in read_labelled(args) if not is_held_back(one)]
    texts += [one for path in args.marked for one in load_marked(path)]
    modes = tuple(json.loads((args.weights / "labels.json").read_text("utf-8"))["mode"])
    labels = write_labels(args.weights, modes, args.out)
    reader, encoder = make_reader(args.encoder), network.Encoder(args.weights, args.threads, closely=False)
    examples = [make_example(p, reader) for one in texts for p in parse(encoder, one)]
    print(f"{len(texts)} texts, {len(examples)} windows", flush=True)
    plan = HearPlan(args.epochs, args.seed, threads=args.threads)
    learn_to_hear(examples, labels, args.encoder, args.start, args.out / "net.pt", plan)


def learn_to_read_closely(args: argparse.Namespace) -> None:
    """The close reader learns; the encoder and every other head stay as they are. Both go into the shipped folder."""
    texts = [one for one in read_labelled(args) if not is_held_back(one)]
    unread = load_texts(args.docs, draw_unread(args.docs, args.labels, args.others, args.seed))
    modes = tuple(json.loads((args.weights / "labels.json").read_text("utf-8"))["mode"])
    labels = write_labels(args.weights, modes, args.run)
    reader, encoder = make_reader(args.encoder), network.Encoder(args.weights, args.threads, closely=False)
    read, others = ([make_example(p, reader) for one in own for p in parse(encoder, one)] for own in (texts, unread))
    print(f"{len(texts)} texts, {len(read)} windows, {len(others)} of others", flush=True)
    plan = ClosePlan(args.epochs, args.seed, threads=args.threads, teachers=args.teachers)
    head = learn_close(read, others, labels, args.encoder, args.start, plan)
    torch.save(head.state_dict(), args.run / "close.pt")
    write(head, args.weights)


def give_close_reader(args: argparse.Namespace) -> None:
    """A close reader that learnt along goes into an exported folder."""
    write(read_close(args.close, args.weights), args.weights)


def read_close(state: Path, weights: Path) -> CloseHead:
    """A close reader's state, or where there is none the one of the shipped folder."""
    if not state.exists():
        return resume_close(weights)
    labels = json.loads((weights / "labels.json").read_text("utf-8"))
    head = CloseHead(*(len(labels[name]) for name in ("relation", "act", "mode")))
    head.load_state_dict(torch.load(state))
    return head


def taught_examples(args: argparse.Namespace, encoder: network.Encoder, modes: tuple[str, ...]) -> Iterable[Example]:
    """Windows with what the teacher said of them; of a mode that is not among `modes` nothing is learnt."""
    reader = make_reader(args.encoder)
    for path in args.soft:
        known = torch.load(path, weights_only=False)
        numbers = [modes.index(name) if name in modes else IGNORED for name in ("", *known["modes"])]
        softs = dict(known["texts"])
        for one in load_texts(args.docs, softs):
            for parsed, soft in zip(parse(encoder, one), softs[one.id], strict=True):
                yield make_example(parsed, reader, replace(soft, mode=tuple(numbers[m] for m in soft.mode)))


def settle_sides(args: argparse.Namespace) -> None:
    """Fit the weights of sides with the shipped network on the texts that it did not learn from."""
    texts = [one for one in read_labelled(args) if is_held_back(one)]
    found = list(settle.examples(texts))
    print(f"{len(texts)} texts, {len(found)} phrases", flush=True)
    settle.write(settle.fit(found), len(found), args.out)


def join_acts(args: argparse.Namespace) -> None:
    """Fit the weights of two acts being one, on texts with several acts."""
    texts = [one for one in read_labelled(args) if len(one.acts) >= _SEVERAL]
    found = list(join.examples(texts))
    print(f"{len(texts)} texts, {len(found)} pairs, {sum(same for _, same in found)} are one", flush=True)
    join.write(join.fit(found), len(found), args.out)


def fit_sure(args: argparse.Namespace) -> None:
    """Make the encoder's shares probabilities, on the texts that it did not learn from."""
    texts = [one for one in read_labelled(args) if is_held_back(one)]
    found = list(calibrate.records(texts))
    print(f"{len(texts)} texts, {len(found)} records, {sum(r.right for r in found)} right", flush=True)
    calibrate.write(calibrate.fit(found), len(found), args.out)


def as_event(found: Proposal) -> dict[str, Any]:
    """A proposal in the shape of the bench task `acts`."""
    return {
        "type": found.type,
        "mode": found.mode,
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
