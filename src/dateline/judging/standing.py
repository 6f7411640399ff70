"""Which judgements stand: all that nobody took back, in the order in which they were made."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model import Judgement


def in_order(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Each once, by the moment at which it was made; at one moment by id. The order of arrival leaves no trace."""
    return sorted({one.id: one for one in judgements}.values(), key=lambda one: (one.at, one.id))


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those in force, in order; what takes back is not among them. An undoing may itself be undone."""
    ordered = in_order(judgements)
    undone = undone_by(ordered)
    return [one for one in ordered if one.act != "undo" and one.id not in undone]


def undone_by(judgements: Iterable[Judgement]) -> dict[str, str]:
    """The id of every judgement that is taken back -> that of the last one which does so.

    No circle can be: the id of an undoing is made of that of what it takes back.
    """
    undoings: dict[str, list[Judgement]] = {}
    for one in in_order(judgements):
        if one.act == "undo" and one.undoes is not None:
            undoings.setdefault(one.undoes, []).append(one)
    stands: dict[str, bool] = {}

    def is_in_force(name: str) -> bool:
        if name not in stands:
            stands[name] = not any(is_in_force(one.id) for one in undoings.get(name, ()))
        return stands[name]

    return {
        name: last[-1] for name, those in undoings.items() if (last := [one.id for one in those if is_in_force(one.id)])
    }
