"""One key for one person or body over all pages."""

from __future__ import annotations

import pytest

from dateline.coding.actor_keys import NOBODY, ActorKey, actor_key
from dateline.language.pipeline import Language
from dateline.model import Actor, Span

from .texts import coded

HERE = Span(0, 1)
KEYS = [
    (Actor("Emmanuel Macron", HERE, "e", "FRA", wikidata="Q3052772"), ActorKey("Q3052772", 0.95)),
    (Actor("Ann Moore", HERE, "e", "USA", office="Mayor"), ActorKey("ann moore/USA", 0.9)),
    (Actor("Ann Moore", HERE, "e", "USA"), ActorKey("ann moore/USA", 0.7)),
    (Actor("Ánn Moore", HERE, "e"), ActorKey("ann moore/", 0.5)),
    (Actor("Moore", HERE, "e"), ActorKey("moore/", 0.2)),
    (Actor("two officials", HERE), NOBODY),
    (Actor("Norway", HERE, "e", "NOR"), ActorKey("NOR", 0.95)),
    (Actor("Norwegian", HERE, "e", "NOR"), ActorKey("NOR", 0.95)),
    (Actor("Oslo", HERE, "e", "NOR"), ActorKey("NOR", 0.95)),
    (Actor("Norwegians", HERE, "e", "NOR"), ActorKey("norwegians/NOR", 0.7)),
    (Actor("United Nations", HERE, "e", "UNO"), ActorKey("united nations/UNO", 0.9)),
    (Actor("UN", HERE, "e"), ActorKey("united nations/UNO", 0.9)),
    (Actor("We", HERE), NOBODY),
]


@pytest.mark.parametrize(("actor", "key"), KEYS)
def test_the_key_of_an_actor(actor: Actor, key: ActorKey) -> None:
    assert actor_key(actor) == key


def test_nobody_is_called_we(language: Language) -> None:
    text = "We believe that the bridge is safe. I think that it is old. You said that it would fall."
    speakers = [s.speaker for s in coded(language, text)[1].statements]
    assert not [s for s in speakers if s is not None and s.name.lower() in ("i", "we", "you")]
