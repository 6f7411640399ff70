"""Our own small texts for linking: one wire story, what outlets do with it, and accounts that are not it.

The facts are public (Finland joined NATO on 4 April 2023); outlets are invented.
"""

from __future__ import annotations

from dateline.model import Credit, Part, Published, Report, Span

WIRE = (
    "BRUSSELS (AP) — Finland joined the NATO military alliance on Tuesday, dealing a blow to Moscow and ending"
    " decades of Nordic neutrality in the year after Russian tanks rolled over the border into Ukraine.",
    "The blue-and-white flag of the country was raised outside the headquarters of the alliance in Brussels, where"
    " foreign ministers of the other member states had gathered for their spring meeting.",
    "“This makes Finland safer and our alliance stronger, and it sends a message that the door stays open,”"
    " Secretary-General Jens Stoltenberg told the crowd of soldiers and diplomats before the ceremony began.",
    "Finland shares a border of some 1,340 kilometers with Russia, so its entry more than doubles the length of the"
    " line along which the alliance and Russia stand face to face.",
    "The Kremlin warned that it would be forced to take what it called retaliatory measures, although it left open"
    " whether it would move more troops to the northwest of the country.",
    "Sweden applied together with its neighbor in May of the year before, but objections from Turkey and Hungary have"
    " kept it waiting in the corridor of the alliance.",
)
TRIMMED = (WIRE[0].replace("BRUSSELS (AP) — ", ""), WIRE[1], WIRE[2], WIRE[3])
UPDATED = (
    "Finland became the thirty-first member of the Western alliance on Tuesday in a ceremony that its president called"
    " the end of one era in the history of his people and the start of a new one.",
    "Sauli Niinistö sat down among the leaders of the alliance for the first time after his foreign minister handed"
    " over the last of the papers to the American secretary of state.",
    WIRE[1],
    WIRE[2].replace("before the ceremony began", "as a military band played"),
    WIRE[3].replace("some 1,340", "about 1,340"),
    WIRE[4].replace("warned that it would", "warned on Tuesday that it would"),
    "Ratification by the last parliament took less than two weeks, the quickest that officials could remember.",
)
QUOTING = (
    "Helsinki woke to rain and to a new place on the map of European security, and few in the market hall seemed"
    " surprised that the long debate was over at last.",
    "A stallholder who sells smoked salmon by the harbour had the television on and turned up the sound for the speech:"
    " “This makes Finland safer and our alliance stronger, and it sends a message that the door stays open,” it said.",
    "Then she went back to her customers, many of whom had come for coffee and wanted to talk of the elections.",
)
OWN = (
    "Thirty-one flags now fly at the seat of the NATO alliance in Brussels: Finland has become a member, less than a"
    " year after it applied, the fastest entry of recent times.",
    "Moscow promised a response to the step of its neighbour, and Sweden, which still waits for the consent of Turkey"
    " and Hungary, looked on with some envy from across the gulf.",
    "Stoltenberg, who heads the alliance, spoke of a historic day for Finnish security, and foreign ministers applauded"
    " as Helsinki’s delegation took the chair that had been made ready for it.",
)
ELSEWHERE = (
    "Heavy rain closed two passes in the Pyrenees over the weekend and left several thousand households without power"
    " until engineers could reach the damaged lines on Sunday evening.",
    "The regional weather service expects more snow above 1,800 metres and asks skiers to stay away from slopes that"
    " the wind has loaded.",
)


def report(
    name: str,
    paragraphs: tuple[str, ...],
    *,
    title: str | None = None,
    agency: str | None = None,
    outlet: str | None = None,
    day: str | None = None,
) -> Report:
    """A report of these paragraphs, as reading would hand it over."""
    parts: list[Part] = []
    text = ""
    for kind, words in (("title", title), *(("paragraph", words) for words in paragraphs)):
        if not words:
            continue
        start = len(text) + 1 if text else 0
        text = f"{text}\n{words}" if text else words
        parts.append(Part("title" if kind == "title" else "paragraph", Span(start, start + len(words))))
    return Report(
        id=name,
        text=text,
        parts=tuple(parts),
        title=title,
        outlet=outlet,
        agency=Credit(agency, "dateline", agency) if agency else None,
        published=Published(value=day),
        anchor=day,
    )


def everything() -> list[Report]:
    """One report of each kind."""
    return [
        report("a-wire", WIRE, title="Finland joins NATO", agency="AP", outlet="Harbour Post", day="2023-04-04"),
        report("b-trimmed", TRIMMED, title="Finns join alliance", outlet="Ridge Valley Star", day="2023-04-05"),
        report("c-updated", UPDATED, title="Finland takes its seat", outlet="Kestrel Bay News", day="2023-04-05"),
        report("d-quoting", QUOTING, title="Salmon and security", outlet="Saltmarsh", day="2023-04-05"),
        report("e-own", OWN, title="Helsinki in NATO", outlet="Abendkurier", day="2023-04-06"),
        report("f-elsewhere", ELSEWHERE, title="Storm in the mountains", outlet="Abendkurier", day="2023-04-06"),
    ]
