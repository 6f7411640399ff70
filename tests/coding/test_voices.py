"""Who speaks, to whom, and up to where, in constructions that news uses: (text, speaker, content, hearer)."""

from __future__ import annotations

import pytest

from tests.coding.test_statements import statements
from tests.coding.texts import LOST

TOLD = [
    # a title before the name, and whose spokesman it is
    ('"They speak of peace," wrote student leader Ada Lin on her blog.', "Ada Lin", ("They speak of peace,",), None),
    pytest.param(
        "Irish singer and songwriter Van Morrison announces a concert.",
        "Van Morrison", ("a concert",), None, marks=LOST,
    ),
    ("A spokesman for President Emmanuel Macron said the bill was dead.",
     "spokesman for President Emmanuel Macron", ("the bill was dead",), None),
    ("A lawyer for former President Laurent Gbagbo said he was ill.",
     "lawyer for former President Laurent Gbagbo", ("he was ill",), None),
    pytest.param('"The law is unjust," Peru director of Amnesty International Marina Navarro said.',
     "Marina Navarro", ("The law is unjust,",), None, marks=LOST),
    # what stands between speaker and cue
    ('"We will stay," the mayor, who has governed the town since 2010, said.', "mayor", ("We will stay,",), None),
    ('"I gave the order," the captain, who wants to stay anonymous, told the radio.',
     "captain", ("I gave the order,",), "radio"),
    # what belongs to the act of saying
    ("Norway has closed two ports, engineers in Bergen said on Tuesday, two days after a storm hit the coast.",
     "engineers in Bergen", ("Norway has closed two ports",), None),
    pytest.param(
        "The officials said at the time the firm was sound.", "officials", ("the firm was sound",), None, marks=LOST
    ),
    ("According to Ann Weir, the agency's former head, the river will rise.",
     "Ann Weir", ("the river will rise",), None),
    ("According to Ann Weir, who runs the agency, the river will rise.", "Ann Weir", ("the river will rise",), None),
    ("According to farmers, barns, mills and roads were flooded.",
     "farmers", ("barns, mills and roads were flooded",), None),
    ("The tax, as the minister said, will rise.", "minister", ("The tax", "will rise"), None),
    ('The general said "we will burn the bridge" before troops entered the town.',
     "general", ("we will burn the bridge",), None),
    ('Police claim "most" of the strikers ignored "the rules" of the port.',
     "Police", ('"most" of the strikers ignored "the rules" of the port',), None),
    ("Skoda today announced that the van will be sold in May.", "Skoda", ("that the van will be sold in May",), None),
    ("Police filed a new case against Ann Weir accusing her of arson.", "Police", ("her of arson",), None),
    ("The sale was confirmed by his partner, Wim Kok.", "Wim Kok", ("The sale",), None),
    ("According to Agence France-Presse, which asked farmers, the dam had burst.",
     "Agence France-Presse", ("the dam had burst",), None),
    # who is told
    ("The governor told CNN troops had left the town.", "governor", ("troops had left the town",), "CNN"),
    ("The minister told the BBC ministers had met.", "minister", ("ministers had met",), "BBC"),
    # whose words they are
    ("The party chief got assurances from the court in Riga that he could vote.",
     "court in Riga", ("that he could vote",), None),
    ("The bridge is safe, according to a statement issued by the ministry.", "ministry", ("The bridge is safe",), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "content", "hearer"), TOLD)
def test_who_says_what_to_whom(text: str, speaker: str, content: tuple[str, ...], hearer: str | None) -> None:
    told = [s for s in statements(text) if tuple(c.cut(text) for c in s.content) == content]
    assert told, [[c.cut(text) for c in s.content] for s in statements(text)]
    assert told[0].speaker is not None
    assert told[0].speaker.name == speaker
    assert (told[0].addressee.name if told[0].addressee else None) == hearer


NOBODYS = [
    "A man accused of robbing a bank in Oslo was released.",
    "The clerk was charged with theft.",
    "The prize is intended to help poets.",
    "The chancellor addressed parliament on Tuesday.",
    "A farmer pleaded guilty on Tuesday to burning two barns.",
    "Consumers can expect the phone to become cheaper.",
    "Inspectors went to Turin to question a banker.",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_what_is_no_statement(text: str) -> None:
    assert statements(text) == ()


@pytest.mark.parametrize(
    "text", ["I think that the tax is unfair.", "We believe that it will pass.", "You say it hurts."]
)
def test_a_pronoun_of_the_speech_itself_is_no_name(text: str) -> None:
    assert not {s.speaker.name.lower() for s in statements(text) if s.speaker} & {"i", "we", "you"}


def test_an_order_that_is_told_is_no_order() -> None:
    assert [s.stance for s in statements('"I ordered the raid," the general said.')] == ["says"]
