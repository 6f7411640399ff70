"""By what a happening of one story is known in another: its class, its sides and its day.

A summit that a hundred stories tell is one happening with one key, and the key is made of one story alone: nothing has
to be compared when stories come or go. It needs both sides by name and the day; what lacks one has no key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from dateline.linking.casts import Party
from dateline.linking.identity import exact_day
from dateline.linking.mentions import Mention
from dateline.model import content_id


def shared_key(group: Sequence[Mention]) -> str | None:
    """The key of the happening that the mentions tell; None where sides or day are not known."""
    days = Counter(day for one in group if (day := exact_day(one.telling.event.when)))
    if not days:
        return None
    day = min(days, key=lambda each: (-days[each], each))
    met = [one for one in group if one.telling.event.nary]
    if met:
        sides = _most_named([one.sides for one in met])
        return content_id("k", f"met {met[0].telling.event.quad}", day, *sides) if len(sides) > 1 else None
    who, whom = _most_named([one.who for one in group]), _most_named([one.whom for one in group])
    types = Counter(one.telling.event.type for one in group)
    type_ = min(types, key=lambda each: (-types[each], each))
    return content_id("k", type_, day, "|".join(who), "|".join(whom)) if who and whom else None


def _most_named(sides: Iterable[Sequence[Party]]) -> list[str]:
    """The keys that are named by half of those mentions that name most parties, sorted."""
    named = [{party.key for party in parties if party.kind != "described"} for parties in sides]
    full = [keys for keys in named if len(keys) == max(map(len, named))]
    counted = Counter(key for keys in full for key in keys)
    return sorted(key for key, number in counted.items() if 2 * number >= len(full))
