"""Count in how many stretches of 300 words each common English word stands, over openly licensed corpora.

    python -m building.common_words LANGUAGE_FOLDER > src/dateline/linking/tables/common_words.tsv

LANGUAGE_FOLDER holds ud_ewt/ and gum/ as CoNLL-U files and crossner_politics/ as token-per-line files; test parts are
left out. Linking uses the table so that a common word weighs as little in a record of three reports as in one of three
thousand.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from dateline.linking import plain_words

STRETCH = 300
LEAST = 0.01

HEADER = """\
# In what share of stretches of 300 words a word stands: common words of English, to steady TF-IDF in small records.
# Origin: counted by building/common_words.py over UD English EWT (CC BY-SA 4.0), GUM (CC BY, CC BY-SA) and
# CrossNER politics (text of Wikipedia, CC BY-SA), training and development parts. Licence: CC BY-SA 4.0.
# Columns: word (lower case, no genitive ending), share in [0, 1]. Words below .01 are left out.
# To extend: count over more text with the same script, or add rows; a word that is missing counts as rare.
"""


def words_of(path: Path) -> Iterator[str]:
    """The words of a file of one token a line (CoNLL-U: the second column; otherwise the first)."""
    column = 1 if path.suffix == ".conllu" else 0
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if line.startswith("#") or len(fields) <= column or ("-" in fields[0] and column):
            continue
        yield from plain_words(fields[column])


def main(folder: Path) -> None:
    """Print the table."""
    files = sorted(path for name in ("ud_ewt", "gum", "crossner_politics") for path in (folder / name).glob("*"))
    seen: Counter[str] = Counter()
    stretches = 0
    for path in files:
        if "test" in path.name or path.suffix not in (".conllu", ".txt", ".tsv", ".iob"):
            continue
        words = list(words_of(path))
        for start in range(0, len(words) - STRETCH + 1, STRETCH):
            seen.update(set(words[start : start + STRETCH]))
            stretches += 1
    print(HEADER, end="")
    for word, count in sorted(seen.items()):
        if count / stretches >= LEAST and not word.isdigit():
            print(f"{word}\t{count / stretches:.4f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
