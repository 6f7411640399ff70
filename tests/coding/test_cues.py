"""What cues take and do: one pair (text, row) for each frame of the table, and the stances. The sentences are ours."""

from __future__ import annotations

import pytest

from dateline.coding.cues import cues
from tests.coding.test_statements import rows, statements

FRAMES = [
    # them-to with a verb of two objects, and turned round
    ("Greta Thunberg encouraged pupils to march.", "encouraged", "demands", ("pupils to march",)),
    ("Residents were urged by the mayor to stay at home.", "urged", "demands", ("Residents", "to stay at home")),
    # a thing, and a thing whose judge stands behind
    ("Simone Biles backed the new rules.", "backed", "praises", ("the new rules",)),
    ("The new rules were praised by Simone Biles.", "praised", "praises", ("The new rules",)),
    # only with "as"
    ("NATO sees the exercise as a threat.", "sees", "believes", ("the exercise as a threat",)),
    # told by a document
    ("The survey found a wide gap between north and south.", "found", "says",
     ("a wide gap between north and south",)),
    # the oblique with "to"
    ("Ursula von der Leyen referred to the floods in Slovenia.", "referred", "says", ("the floods in Slovenia",)),
    # impersonal: nobody is named who says it
    ("The ship is said to carry grain.", "said", "says", ("The ship", "to carry grain")),
    # intentions
    ("Finland vows to close the border.", "vows", "promises", ("to close the border",)),
    ("The mayor called for calm.", "called", "demands", ("calm",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "cue", "stance", "content"), FRAMES)
def test_frames(text: str, cue: str, stance: str, content: tuple[str, ...]) -> None:
    assert [row[1:] for row in rows(text)] == [(cue, stance, content)]


NOT_SAID = [
    ("The engineer found a wide gap between the stones."),  # a thing that a person finds
    "NATO sees the ships.",
    "The new rules were praised.",  # nobody is named who praises
]


@pytest.mark.parametrize("text", NOT_SAID)
def test_no_statement(text: str) -> None:
    assert rows(text) == []


STANCES = [
    ('"We will pay for the damage," the minister said.', "promises"),
    ("The minister said he would pay for the damage.", "promises"),
    ("The minister said she would be glad to leave.", "says"),  # a feeling promises nothing
    ("The minister said the rain would stop.", "says"),  # of another's doing one promises nothing
    ('"We could meet in Vienna," the minister said.', "proposes"),
    ("The minister suggested that both sides should meet.", "proposes"),
    ("The minister suggested meeting in Vienna.", "proposes"),
    ("The data suggest that prices could fall.", "claims"),  # papers propose nothing
    ('"The border must stay open," the minister said.', "demands"),
    ("The minister asked neighbours not to close the border.", "demands"),
    ("The minister asked whether the border was closed.", "asks"),
    ("The minister said he believed that rain would come.", "believes"),
    ('"The report is false," the minister said.', "denies"),
    ('"The ferry has not left," the captain said.', "says"),
    ('"We condemn the attack," the minister said.', "condemns"),
    ("The minister repeated the threat.", "threatens"),
]


@pytest.mark.parametrize(("text", "stance"), STANCES)
def test_stances(text: str, stance: str) -> None:
    assert statements(text)[0].stance == stance


def test_a_row_may_give_stances_by_frame() -> None:
    ask = cues()["ask", "verb"]
    assert (ask.stance, ask.stance_in("them-to"), ask.stance_in("about")) == ("asks", "demands", "asks")
