"""How the texts of two reports are related: one text, versions of one text, borrowed passages, or quotations only.

The relations are those of the copies task: *copy* (one version; trims and house style allowed, also an
excerpt or one item of a rolling file), *update* (versions of one running story), *partial* (passages
inside a different text), *quote-only* (nothing in common but quotations), *independent* (own accounts of
one story) and *unrelated*. The verdict is exact: shared runs of words, counted outside quotations, both ways.
Set words that are filled with other things are no copy (`templates.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dateline.linking.passages import Run, mark_quoted_in_either, mark_shared, passages, share_in_order, shared_runs
from dateline.linking.templates import is_template
from dateline.linking.words import SHINGLE, WORD, HashedText, Hashes, Mask, hash_words_of_all, normal_form
from dateline.model import Relation, Report, TextReuse

_BORROWED = 30
"""Shared words outside quotations from which a passage counts as borrowed: below it are stock phrases and names."""
_BORROWED_SHARE = 0.03
_QUOTED = 12
"""Shared words, nearly all of them quoted, from which the two share a quotation."""
LEAST_SHINGLES = 6
"""Shared shingles from which two texts are compared at all."""
TIES: frozenset[Relation] = frozenset(("copy", "update"))
"""Relations of one text; two fillings of one template have only the form in common and are *partial*."""
_CLOCK = re.compile(r"\W*\d{1,2}(?:[:.]\d\d)?\s*(?:[ap]\.?\s?m\.?)?(?:\s+\(?[A-Z]{2,4}\)?)?\W*", re.IGNORECASE)
_DATELINE = re.compile(r"[A-Z][A-Z'’.\- ]{2,30}(?:,[^()]{2,30})?\s*\([A-Za-z ]{2,12}\)\s*[—–-]")
_ITEMS = 2


@dataclass(frozen=True, slots=True)
class Likeness:
    """What the verdict on two texts is made from. Shares are in [0, 1].

    `share_*`: words of each that stand in a shared run; `own_*`: the same among words outside quotations;
    `own_words`: how many those are; `shared_words` all shared words; `order` the share of them that comes
    in one order; `longest`: words of the longest run; `lead`: whether each text's opening stands in the other.
    """

    share_a: float
    share_b: float
    own_a: float
    own_b: float
    own_words: int
    shared_words: int
    runs: int
    longest: int
    order: float
    lead: bool
    one_compiled: bool
    both_compiled: bool

    @property
    def larger_share(self) -> float:
        """The larger of the two shares of own words."""
        return max(self.own_a, self.own_b)

    @property
    def smaller_share(self) -> float:
        """The smaller of the two."""
        return min(self.own_a, self.own_b)

    @property
    def is_in_one_piece(self) -> bool:
        """Whether most of what is shared stands in one run, as where one item or the opening is reprinted."""
        return 2 * self.longest >= self.shared_words


def is_compilation(report: Report) -> bool:
    """Whether the page stacks several items: a rolling file with clock times, or a digest with several datelines."""
    lines = [part.span.cut(report.text) for part in report.parts if part.kind == "paragraph"]
    lines.extend(piece.text for piece in report.furniture)
    times = sum(1 for line in lines if len(line) < 24 and ":" in line and _CLOCK.fullmatch(line.strip()))
    datelines = sum(1 for line in lines if _DATELINE.match(line.lstrip()))
    return times >= _ITEMS or datelines >= _ITEMS


@dataclass(frozen=True, slots=True, eq=False)
class MarkedText:
    """A text made ready to be compared with many others. `quoted`: words that somebody quotes, here or elsewhere."""

    text: HashedText
    quoted: Mask
    compiled: bool

    @property
    def words(self) -> int:
        """How many words the body has."""
        return len(self.text.words)


def mark_quoted(text: HashedText, quotations: Hashes) -> MarkedText:
    """Mark the quoted words of a text. `quotations`: sorted shingles that stand in quotation marks in any report."""
    mask = text.quoted.copy()
    if len(quotations) and len(text.words) >= SHINGLE:
        places = np.searchsorted(quotations, text.shingles).clip(max=len(quotations) - 1)
        for index in np.flatnonzero(quotations[places] == text.shingles).tolist():
            mask[index : index + SHINGLE] = True
    return MarkedText(text, mask, is_compilation(text.report))


def likeness(a: MarkedText, b: MarkedText, runs: tuple[Run, ...]) -> Likeness:
    """Measure what two texts share."""
    mask_a, mask_b = mark_shared(runs, a.words, b.words)
    quoted_a, quoted_b = mark_quoted_in_either(a.quoted, b.quoted, runs)
    own_a, own_b = mask_a & ~quoted_a, mask_b & ~quoted_b
    return Likeness(
        share_a=_share(mask_a, a.words),
        share_b=_share(mask_b, b.words),
        own_a=_share(own_a, int((~quoted_a).sum())),
        own_b=_share(own_b, int((~quoted_b).sum())),
        own_words=min(int(own_a.sum()), int(own_b.sum())),
        shared_words=int(mask_a.sum()),
        runs=len(runs),
        longest=max((run.length for run in runs), default=0),
        order=share_in_order(runs),
        lead=_opens_alike(mask_a) and _opens_alike(mask_b),
        one_compiled=a.compiled != b.compiled,
        both_compiled=a.compiled and b.compiled,
    )


def _share(mask: Mask, of: int) -> float:
    return float(mask.sum()) / of if of else 0.0


def _opens_alike(mask: Mask) -> bool:
    opening = mask[:40]
    return bool(len(opening)) and float(opening.mean()) >= 0.5


def relation(like: Likeness) -> Relation | None:
    """The relation that shared words show, or None where they show none (independent or unrelated)."""
    if like.own_words < _BORROWED or like.larger_share < _BORROWED_SHARE:
        return _relate_short(like)
    if like.one_compiled:
        return "copy" if like.larger_share >= 0.8 and like.is_in_one_piece else "partial"
    if like.larger_share >= 0.7 and like.runs <= 3 and like.is_in_one_piece:
        return "copy"
    if like.larger_share >= 0.6 and (like.smaller_share >= 0.15 or like.larger_share >= 0.8):
        return _tell_copy_from_update(like)
    if (like.smaller_share >= 0.3 and like.runs >= 3) or (
        like.smaller_share >= 0.12 and like.runs >= 7 and like.order >= 0.6
    ):
        return "update"
    return "partial"


def _relate_short(like: Likeness) -> Relation | None:
    """Where little outside quotations is shared: short texts that are all shared, quotations, or nothing."""
    if min(like.share_a, like.share_b) >= 0.6 or (max(like.share_a, like.share_b) >= 0.85 and like.order >= 0.6):
        return "copy"
    quoted = like.shared_words - like.own_words
    return "quote-only" if quoted >= _QUOTED and quoted >= like.shared_words * 0.4 else None


def _tell_copy_from_update(like: Likeness) -> Relation:
    """Copy or update: a copy is the same throughout, or cut short, or a piece of the other in one go."""
    if like.both_compiled:
        return "copy" if like.smaller_share >= 0.98 else "update"
    if like.smaller_share >= 0.85 or (like.larger_share >= 0.93 and (like.runs <= 6 or like.lead)):
        return "copy"
    if like.larger_share >= 0.8 and like.runs <= 3:
        return "copy"
    return "update"


def compare(a: MarkedText, b: MarkedText) -> TextReuse | None:
    """The kinship of two texts, smaller id first; None where they share no passage that tells."""
    if a.text.report.id > b.text.report.id:
        a, b = b, a
    runs = shared_runs(a.text, b.text)
    like = likeness(a, b, runs)
    found = relation(like)
    if found is None:
        return None
    if found in TIES and is_template(a.text, b.text):
        found = "partial"
    shared = passages(a.text, b.text, runs)
    return TextReuse(a.text.report.id, b.text.report.id, found, like.share_a, like.share_b, shared)


def compare_words(a: HashedText, b: HashedText) -> TextReuse | None:
    """The same for two texts as they are cut into words: what either of them quotes is quoted in both."""
    quotations = quoted_shingles((a, b))
    return compare(mark_quoted(a, quotations), mark_quoted(b, quotations))


def quoted_shingles(texts: Sequence[HashedText]) -> Hashes:
    """The shingles that stand wholly inside quotation marks in any of the texts, sorted.

    What one outlet quotes, another may print bare (an embedded post, a pull quote).
    """
    found = [np.empty(0, dtype=np.uint64)]
    for text in texts:
        if len(text.words) >= SHINGLE and text.quoted.any():
            inside = np.convolve(text.quoted.astype(np.int64), np.ones(SHINGLE, dtype=np.int64), mode="valid")
            found.append(text.shingles[inside == SHINGLE])
    return np.unique(np.concatenate(found))


def text_reuse_of(a: Report, b: Report, among: Sequence[TextReuse] = ()) -> TextReuse:
    """The kinship of one pair, also where no passage is shared: then own accounts of one story, or unrelated.

    `among`: kinships found over a larger set, which know quotations that the two alone do not show.
    """
    first, second = sorted((a, b), key=lambda report: report.id)
    for kin in among:
        if (kin.a, kin.b) == (first.id, second.id):
            return kin
    one, other = hash_words_of_all((first, second))
    quotations = quoted_shingles((one, other))
    found = None if among else compare(mark_quoted(one, quotations), mark_quoted(other, quotations))
    if found is not None:
        return found
    runs = shared_runs(one, other)
    mask_a, mask_b = mark_shared(runs, len(one.words), len(other.words))
    shares = (_share(mask_a, len(mask_a)), _share(mask_b, len(mask_b)))
    apart: Relation = "independent" if _same_subject(first, second) else "unrelated"
    return TextReuse(first.id, second.id, apart, *shares, passages(one, other, runs))


def _same_subject(a: Report, b: Report) -> bool:
    """Whether two texts speak of the same things: the share of the shorter one's longer words that both use."""
    words_a, words_b = _long_words(a), _long_words(b)
    least = min(len(words_a), len(words_b))
    return least > 0 and len(words_a & words_b) / least >= 0.2


def _long_words(report: Report) -> set[str]:
    return {word for word in map(normal_form, WORD.findall(report.text)) if len(word) > 4}
