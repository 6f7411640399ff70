"""Names that white space or hyphens run through: they stay one name."""

from __future__ import annotations

from dateline.language.tokens import CutText
from dateline.language.word_lists import table


def bridge_line_breaks(words: CutText, entity: list[str]) -> None:
    """A name that a line break runs through stays one name; at a paragraph start a name cannot go on."""
    blank, hard = words.blank, words.hard
    if True not in blank:
        places = [i for i, starts in enumerate(hard) if starts]
    else:
        places = [i for i, empty in enumerate(blank) if empty or hard[i] or (i and blank[i - 1])]
    for i in places:
        before = entity[i - 1] if i else "O"
        if blank[i]:
            follows = next((entity[j] for j in range(i + 1, len(entity)) if not blank[j]), "O")
            short = "\n" in words.words[i] or len(words.words[i]) < 4
            entity[i] = follows if follows.startswith("I-") and follows[2:] == before[2:] and short else "O"
        elif entity[i].startswith("I-") and (hard[i] or before[2:] != entity[i][2:]):
            entity[i] = "B-" + entity[i][2:]


def join_hyphens(words: CutText, entity: list[str]) -> None:
    """A name that hyphens hold together stays one name: "Rostov-on-Don", whatever parts of it were recognised."""
    forms, spaces = words.words, words.spaces
    tied = {i for i, w in enumerate(forms) if w == "-" and not spaces[i] and i > 0 and not spaces[i - 1]}
    links = table("hyphen_links")
    for i in sorted(at - 1 for at in tied if at + 2 in tied and at + 3 < len(entity)):
        if entity[i] != "O" and forms[i + 2].lower() in links and forms[i + 4][:1].isupper():
            kind, end = entity[i][2:], i + 5
            entity[i + 1 : end] = [f"I-{kind}"] * 4
            if end < len(entity) and entity[end].startswith("I-") and entity[end][2:] != kind:
                entity[end] = "B" + entity[end][1:]
