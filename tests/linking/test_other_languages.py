"""Reports in languages that are not coded: beside their copies, and with nothing else."""

from __future__ import annotations

from dataclasses import replace

from dateline.linking import link
from dateline.model import Coded, Coding, Page, Report
from dateline.reading import read

VOTE = (
    "Das Parlament in Tallinn hat am Dienstag beschlossen, den Haushalt für den Schutz der Küste zu erhöhen, und die "
    "Regierung will mit dem Geld neue Anlagen im Norden des Landes bauen. Die Opposition stimmte gegen das Gesetz, "
    "weil auch die Schulen und die Krankenhäuser auf mehr Geld für das nächste Jahr warten, wie sie sagte."
)
FERRY = (
    "Die Fähre zwischen Helsinki und Tallinn ist am Dienstag wegen des Sturms nicht gefahren, und die Reisenden haben "
    "die Nacht im Hafen verbracht. Die Reederei sagte, dass das Schiff erst am Mittwoch wieder fahren werde, weil der "
    "Wind auf der See noch immer zu stark sei und der Hafen am Morgen geschlossen bleibe."
)


def _coded(text: str, outlet: str) -> Coded:
    report = read(Page(text.encode(), media="text/plain", given_outlet=outlet))
    assert isinstance(report, Report), report
    return Coded(report, Coding(report.id, uncoded="language de"))


def test_copies_are_found_and_other_news_is_another_story() -> None:
    one, two, other = _coded(VOTE, "Hafenblatt"), _coded(VOTE, "Inselbote"), _coded(FERRY, "Hafenblatt")
    stories = {frozenset(story.reports) for story in link([one, two, other])}
    assert stories == {frozenset((one.report.id, two.report.id)), frozenset((other.report.id,))}


def test_a_copy_stands_in_the_story_of_a_coded_one() -> None:
    one, two = _coded(VOTE, "Hafenblatt"), _coded(VOTE, "Inselbote")
    coded = Coded(replace(one.report, language="en"), Coding(one.report.id))
    assert len(link([coded, two])) == 1
