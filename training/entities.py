"""Entity annotation of several sets, brought to one guideline.

PERSON, ORG, LOC, NORP, EVENT. A title or role is no part of a person's name; a name is its proper nouns, without
article, descriptive word or possessive; a nationality, religion or party follower is NORP and not part of the set's
own guideline, so it is marked from a list of demonyms. What a set does not annotate at all stays open
(`Sentence.open_labels`).
"""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from .treebanks import Document, Sentence, Word

LABELS = ("PERSON", "ORG", "LOC", "NORP", "EVENT")
HERE = Path(__file__).parent / "data"
CROSSNER = {
    "politician": "PERSON",
    "person": "PERSON",
    "politicalparty": "ORG",
    "organisation": "ORG",
    "country": "LOC",
    "location": "LOC",
    "event": "EVENT",
    "election": "EVENT",
}
NOT_FREE = frozenset({"BBC_Online"})  # CC BY-NC: no part of weights that anyone may use
RE3D = {"Organisation": "ORG", "Location": "LOC", "Person": "PERSON", "Nationality": "NORP"}
PLAIN = {"PER": "PERSON", "ORG": "ORG", "LOC": "LOC"}
GUM = {"person": "PERSON", "organization": "ORG", "place": "LOC", "event": "EVENT"}
CONNECTORS = frozenset({"of", "the", "and", "&", "for", "de", "del", "la", "in", "on", "to", "-", "–", "'s", "’s", "."})


@functools.cache
def lines_of(name: str) -> tuple[str, ...]:
    """The entries of one list in training/data."""
    rows = (HERE / name).read_text("utf-8").splitlines()
    return tuple(row.strip() for row in rows if row.strip() and not row.startswith("#"))


@functools.cache
def groups(countries: Path) -> frozenset[tuple[str, ...]]:
    """Every demonym and group name, as words, with plurals. `countries`: mledoze/countries' countries.json."""
    names = set(lines_of("groups.txt"))
    for row in json.loads(countries.read_text("utf-8")):
        for name in row.get("demonyms", {}).get("eng", {}).values():
            names.update(part.strip() for part in re.split(r",| or ", name))
    out: set[tuple[str, ...]] = set()
    for name in names:
        if not name or not name[0].isupper():
            continue
        out.add(tuple(name.split()))
        if not name.endswith(("s", "ese", "sh", "ch", "x", "z")):
            out.add(tuple((name + "s").split()))
    return frozenset(out)


def mark_groups(sentence: Sentence, names: frozenset[tuple[str, ...]]) -> None:
    """Add NORP where a group's name stands outside every entity (or is the whole of an open one)."""
    taken = {i for first, last, _ in sentence.entities for i in range(first, last)}
    forms = [w.form for w in sentence.words]
    i = 0
    while i < len(forms):
        for size in (2, 1):
            span = range(i, i + size)
            if tuple(forms[i : i + size]) in names and not taken.intersection(span):
                sentence.entities.append((i, i + size, "NORP"))
                i += size - 1
                break
        i += 1
    sentence.entities.sort()


def part_places(sentence: Sentence, places: frozenset[tuple[str, ...]], nations: frozenset[tuple[str, ...]]) -> None:
    """A place or nationality in front of an organisation's name becomes an entity of its own.

    [Kenya|LOC] [Defence Forces|ORG]: that is how newswire sets mark it, and it tells whose organisation it is. Names
    in whole_names.txt stay.
    """
    rows = lines_of("whole_names.txt")
    whole, last_words = frozenset(rows), frozenset(row[1:] for row in rows if row.startswith("*"))
    made: list[tuple[int, int, str]] = []
    for first, last, label in sentence.entities:
        forms = tuple(w.form for w in sentence.words[first:last])
        cut = 0
        if label == "ORG" and " ".join(forms) not in whole and forms[-1] not in last_words:
            cut = next((n for n in (3, 2, 1) if n < len(forms) and forms[:n] in places | nations), 0)
        if cut and forms[cut][:1].isupper():
            made.append((first, first + cut, "NORP" if forms[:cut] in nations else "LOC"))
            first += cut
        elif cut and forms[cut] in ("'s", "’s") and len(forms) > cut + 1:
            made.append((first, first + cut, "LOC"))
            first += cut + 1
        made.append((first, last, label))
    sentence.entities = made


def strip_title(words: list[Word], first: int, last: int) -> int:
    """Where the name proper starts in words[first:last]."""
    titles = frozenset(lines_of("titles.txt"))
    start = first
    while start < last - 1 and (words[start].form.lower().strip(".") in titles or words[start].form in (".", "-")):
        start += 1
    return start


def tidy(words: list[Word], first: int, last: int, label: str) -> tuple[int, int, str] | None:
    """One entity cut to the guideline, or None when nothing is left of it."""
    if label == "EVENT":
        return (first, last, label)
    while first < last and (words[first].form[:1].islower() or words[first].form in ("The", "A", '"', "'", "“")):
        first += 1
    while last > first and (
        words[last - 1].form[:1].islower() or words[last - 1].form in ("'s", "’s", "'", '"', "”", ",")
    ):
        last -= 1
    if label == "PERSON":
        first = strip_title(words, first, last)
        if last - first == 1 and words[first].form.lower().strip(".") in lines_of("titles.txt"):
            return None
    return (first, last, label) if first < last else None


def reconciled(words: list[Word], first: int, last: int, label: str) -> list[tuple[int, int, str]]:
    """An entity of a foreign guideline in ours: pronouns are none, a country is LOC even when it acts."""
    form = " ".join(w.form for w in words[first:last])
    if last - first == 1 and form.lower() in PRONOUNS:
        return []
    if label == "ORG" and form in STATES:
        label = "LOC"
    if label == "PERSON":
        while last - first > 1 and words[first].form in lines_of("groups.txt"):
            first += 1
    entity = tidy(words, first, last, label)
    if entity and label == "ORG" and words[entity[1] - 1].form in lines_of("groups.txt"):
        return []
    return [entity] if entity else []


# ------------------------------------------------------------------ column files


def columns(path: Path, word: int, tag: int, separator: str | None) -> Iterator[list[tuple[str, str]]]:
    """Sentences of a column file as (word, tag)."""
    rows: list[tuple[str, str]] = []
    for line in path.read_text("utf-8", errors="replace").splitlines():
        if line.startswith("# "):
            continue
        cells = line.split(separator)
        if len(cells) <= max(word, tag):
            if rows:
                yield rows
            rows = []
            continue
        if cells[word] not in ("-DOCSTART-",):
            rows.append((cells[word], cells[tag]))
    if rows:
        yield rows


def spans(tags: list[str]) -> Iterator[tuple[int, int, str]]:
    """BIO (or IO) tags as (first, last + 1, type)."""
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        prefix, _, name = tag.partition("-")
        if kind and (prefix != "I" or name != kind):
            yield start, i, kind
            kind = ""
        if not kind and prefix in ("B", "I"):
            start, kind = i, name


def resplit(form: str) -> list[str]:
    """A set's word as treebank words: hyphens between letters part it."""
    if "-" not in form or not re.match(r"^[^\W\d]{2,}(?:-[^\W\d]+)+$", form):
        return [form]
    return [part for part in re.split(r"(-)", form) if part]


def from_columns(rows: list[tuple[str, str]], names: dict[str, str], open_labels: Iterable[str]) -> Sentence:
    """One sentence of a column file. Types outside `names` stay open: any label but the closed ones may be theirs."""
    words: list[Word] = []
    tags: list[str] = []
    for form, tag in rows:
        for k, part in enumerate(resplit(form)):
            if k and words:
                words[-1].space = False
            words.append(Word(part))
            tags.append(tag if k == 0 or tag == "O" else "I-" + tag[2:])
    guess_spaces(words)
    made = Sentence(words, layers=frozenset({"entities"}), open_labels=frozenset(open_labels))
    for first, last, kind in spans(tags):
        if kind in names:
            made.entities.extend(reconciled(words, first, last, names[kind]))
        else:
            made.mention_blocks.append((first, last))
    return made


def guess_spaces(words: list[Word]) -> None:
    """Column files lose the spaces: none before closing marks, none after opening ones."""
    for before, after in itertools.pairwise(words):
        if after.form in (",", ".", ":", ";", "?", "!", ")", "]", "'s", "’s", "'", "%", "n't") or before.form in (
            "(",
            "[",
            "$",
        ):
            before.space = False


# ------------------------------------------------------------------ GUM


def gum_mentions(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Mentions (first, last + 1, type) that open and close in this sentence, from the MISC column."""
    opened: list[tuple[str, str, int]] = []
    for i, word in enumerate(sentence.words):
        cell = next((part[7:] for part in word.misc.split("|") if part.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", cell):
            if piece.startswith("("):
                parts = piece.strip("()").split("-")
                if len(parts) < 2:
                    continue
                if piece.endswith(")"):
                    yield i, i + 1, parts[1]
                else:
                    opened.append((parts[0], parts[1], i))
            else:
                name = piece.rstrip(")").split("-")[0]
                for k in range(len(opened) - 1, -1, -1):
                    if opened[k][0] == name:
                        _, kind, first = opened.pop(k)
                        yield first, i + 1, kind
                        break


def named_core(words: list[Word], first: int, last: int, label: str) -> tuple[int, int, str] | None:
    """The proper-noun part of a GUM mention around its head, or None for a mention without a name."""
    inside = range(first, last)
    heads = [i for i in inside if words[i].head not in inside]
    if len(heads) != 1 or words[heads[0]].upos != "PROPN":
        return None
    head = heads[0]
    if label == "PERSON" and words[head].xpos == "NNPS":
        return None  # "Americans": a group, which the list of groups marks

    def branch(i: int) -> str:
        while words[i].head in inside and words[i].head != head:
            i = words[i].head
        return words[i].relation

    allowed = (
        {"flat", "compound"}
        if label == "PERSON"
        else {"flat", "compound", "nmod", "amod", "nummod", "nmod:poss", "nmod:unmarked"}
    )

    def fits(i: int) -> bool:
        if i == head:
            return True
        if branch(i) not in allowed | {"punct", "case"}:
            return False
        # "United" and "Northern" are adjectives within a name
        inside_name = words[i].upos == "PROPN" or (words[i].xpos.startswith("NNP") and words[i].form[:1].isupper())
        return inside_name or (label in ("ORG", "EVENT") and words[i].form[:1].isupper())

    start = end = head
    for step in (-1, 1):
        i = head
        while i + step in inside:
            i += step
            joint = (
                words[i].form in CONNECTORS
                and branch(i) in allowed | {"punct"}
                and (label != "PERSON" or words[i].form in "-–.")
            )
            if fits(i):
                start, end = min(start, i), max(end, i)
            elif not joint:
                break
    return tidy(words, start, end + 1, label)


def mark_gum(sentence: Sentence) -> None:
    """Named entities from GUM's mentions, longest first, none inside another."""
    taken: set[int] = set()
    for first, last, kind in sorted(gum_mentions(sentence), key=lambda m: (m[0] - m[1], m[0])):
        core = named_core(sentence.words, first, last, GUM[kind]) if kind in GUM else None
        if core and not taken.intersection(range(core[0], core[1])):
            sentence.entities.append(core)
            taken.update(range(core[0], core[1]))
        elif kind not in GUM and any(w.upos == "PROPN" for w in sentence.words[first:last]) and last - first < 8:
            sentence.mention_blocks.append((first, last))
    sentence.entities.sort()


# ------------------------------------------------------------------ own annotation


STATES = frozenset(lines_of("states.txt"))
PRONOUNS = frozenset("i we they he she it you us them him her me our their".split())
MARKUP = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\]")


def from_markup(line: str, tokenise: Callable[[str], list[tuple[str, int, bool]]]) -> Sentence:
    """A line such as "[Moscow|LOC] said ..." as a sentence. Raises ValueError on a label outside `LABELS`."""
    text, marks, at = "", [], 0
    for match in MARKUP.finditer(line):
        text += line[at : match.start()]
        if match[2] not in LABELS:
            raise ValueError(f"unknown label in: {line}")
        marks.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    text += line[at:]
    tokens = tokenise(text)
    made = Sentence([Word(t, space=s) for t, _, s in tokens], layers=frozenset({"entities"}))
    for first, last, label in marks:
        covered = [i for i, (form, start, _) in enumerate(tokens) if start >= first and start + len(form) <= last]
        if not covered:
            raise ValueError(f"{text[first:last]!r} is no run of words in: {line}")
        made.entities.append((covered[0], covered[-1] + 1, label))
    return made


def open_sets(shared: Path) -> list[Document]:
    """Every openly licensed entity set but GUM: UNER, wikigold, CrossNER politics, re3d."""
    docs: list[Document] = []
    other = ("EVENT",)
    for part in ("dev", "test"):
        docs.append(
            [from_columns(r, PLAIN, other) for r in columns(shared / f"uner/en_ewt-ud-{part}.iob2", 1, 2, "\t")]
        )
    wiki = shared / "ner_open/wikigold/CONLL-format/data/wikigold.conll.txt"
    docs.append([from_columns(r, PLAIN, other) for r in columns(wiki, 0, 1, None)])
    for part in ("train", "dev", "test"):
        docs.append(
            [from_columns(r, CROSSNER, ()) for r in columns(shared / f"crossner_politics/{part}.txt", 0, 1, None)]
        )
    for path in sorted((shared / "ner_open/re3d/CONLL-format/data-by-source/conll").glob("*/*.conll")):
        if path.parent.name not in NOT_FREE:
            docs.append([from_columns(r, RE3D, other) for r in columns(path, 0, 1, None)])
    return docs
