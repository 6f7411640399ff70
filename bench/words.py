"""Words a second of a language pipeline: `python -m bench.words TEXTS [--language NAME ...] [--rounds N]`.

TEXTS is a folder of .txt files, or of .jsonl files with a "text" in each line; a line is a paragraph. Everything counts
that coding waits for: words, all layers, the Doc, the predicate-argument layer. Time is processor time of this process,
so a busy machine changes it little; pipelines take turns text by text, and each text counts with its fastest round.
Give the names of installed spaCy pipelines as further `--language` to see the ratio to them.
"""

from __future__ import annotations

import argparse
import json
import platform
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.tasks.ner import lines_of
from dateline import Language, load
from dateline.language import predicates

FLAGS = ("avx2", "avx512_vnni", "avx_vnni", "amx_int8")
"""What decides how fast a processor multiplies whole numbers."""


@dataclass(slots=True)
class Runner:
    """One pipeline and the processor seconds of its fastest round, by text."""

    name: str
    language: Language
    loading: float
    parsing: dict[int, float] = field(default_factory=dict)
    predicating: dict[int, float] = field(default_factory=dict)
    words: dict[int, int] = field(default_factory=dict)

    def run(self, number: int, text: str) -> None:
        """Parse one text."""
        paragraphs = lines_of(text)
        began = time.process_time()
        doc = self.language.parse(text, paragraphs)
        parsed = time.process_time()
        predicates(doc)
        done = time.process_time()
        self.parsing[number] = min(parsed - began, self.parsing.get(number, parsed - began))
        self.predicating[number] = min(done - parsed, self.predicating.get(number, done - parsed))
        self.words[number] = sum(not token.is_space for token in doc)

    def figures(self) -> dict[str, float | str]:
        """What is printed; times in processor seconds."""
        words, parsing, predicating = (sum(part.values()) for part in (self.words, self.parsing, self.predicating))
        return {
            "language": self.name,
            "texts": len(self.words),
            "words": words,
            "words/s": round(words / (parsing + predicating)),
            "parse s": round(parsing, 3),
            "predicates s": round(predicating, 3),
            "load s": round(self.loading, 2),
        }


def texts(folder: Path) -> Iterator[str]:
    """The texts of a folder, in the order of their files' names."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".txt":
            yield path.read_text("utf-8", errors="replace")
        elif path.suffix == ".jsonl":
            yield from (json.loads(line)["text"] for line in path.read_text("utf-8").splitlines() if line.strip())


def processor() -> str:
    """The processor's name and its flags that matter here, as far as the system tells."""
    told = Path("/proc/cpuinfo")
    if not told.is_file():
        return platform.processor() or platform.machine()
    lines = told.read_text("utf-8").splitlines()
    name = next((x.partition(":")[2].strip() for x in lines if x.startswith("model name")), platform.machine())
    flags = next((x.partition(":")[2].split() for x in lines if x.startswith(("flags", "Features"))), [])
    return f"{name}; {', '.join(f for f in FLAGS if f in flags) or 'none of ' + ', '.join(FLAGS)}"


def started(name: str, weights: Path | None) -> Runner:
    """A loaded pipeline."""
    began = time.process_time()
    language = load(name, weights=weights)
    return Runner(name, language, time.process_time() - began)


def measure(runners: Sequence[Runner], given: Sequence[str], rounds: int) -> None:
    """Every text by every pipeline, `rounds` times."""
    for _ in range(rounds):
        for number, text in enumerate(given):
            for runner in runners:
                runner.run(number, text)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a line of figures for each pipeline, and the ratios to the first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--language", action="append", help='"dateline" (default) or an installed pipeline; repeatable')
    parser.add_argument("--weights", type=Path, help="another folder of weights for the shipped pipeline")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=int, default=0, help="texts, 0: all")
    args = parser.parse_args(arguments)
    given = list(texts(args.texts))[: args.limit or None]
    if not given:
        parser.error(f"no .txt and no .jsonl in {args.texts}")
    runners = [started(name, args.weights) for name in dict.fromkeys(args.language or ["dateline"])]
    measure(runners, given, max(1, args.rounds))
    found = [runner.figures() for runner in runners]
    for one in found:
        print(json.dumps(one))
    for other in found[1:]:
        ratio = float(found[0]["words/s"]) / float(other["words/s"])
        print(f"{found[0]['language']} is {ratio:.2f} times as fast as {other['language']}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    print(f"processor: {processor()}; peak memory of this process {peak:.0f} MiB")


if __name__ == "__main__":
    main()
