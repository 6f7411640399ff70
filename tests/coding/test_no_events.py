"""Pages with no politics in them: fighting words of sport, trade, kitchens and fiction make no record."""

from __future__ import annotations

import pytest

from dateline.language import Language
from tests.coding.texts import LOST, coded, events

PAGES = {
    "football": (
        "Late goal settles the derby\n\n"
        "The visitors attacked from the first whistle and hit the post twice before half-time. The home defence held "
        "firm, but a shot from the edge of the area beat the keeper in the last minute.\n\n"
        "The coach praised his strikers and blamed the pitch for two missed chances. The captain was booked for "
        "protesting, and a defender was sent off after he fouled the winger. The club will meet the league leaders on "
        "Saturday."
    ),
    "cycling": (
        "Breakaway survives the mountains\n\n"
        "Four riders launched an attack on the final climb and were never caught. The peloton surrendered eight "
        "minutes, and the favourites fought each other to a standstill.\n\n"
        "The yellow jersey retreated to the back of the group after a puncture. His team rescued him with two fresh "
        "wheels, and he defended his lead to the line."
    ),
    "chess": (
        "A quiet endgame decides the match\n\n"
        "White sacrificed a knight to storm the castled king. Black captured the pawn, threatened the queen and "
        "forced an exchange of rooks.\n\n"
        "After six hours the players agreed to a draw. The champion said that he had resigned himself to that result "
        "long before."
    ),
    "takeover": (
        "Rival raises its bid for the brewer\n\n"
        "The brewer's board rejected a second offer on Monday and urged shareholders to do the same. The bidder "
        "threatened to go straight to investors.\n\n"
        "Analysts expect a price war. Shares in both firms rallied, and the index hit its highest level since spring. "
        "The two companies agreed to talk again next month."
    ),
    "profits": (
        "Retailer fires its chief after weak sales\n\n"
        "The chain dismissed its chief executive and cut its forecast. It will close forty shops and release 900 "
        "workers by the end of the year.\n\n"
        "The new head promised to win back customers and to attack costs. Lenders agreed to extend a loan, and "
        "suppliers offered better terms."
    ),
    "phones": (
        "New handset takes on the market leaders\n\n"
        "The maker launched its third phone this year and promised a battery that survives two days. It will not "
        "offer a headphone socket.\n\n"
        "Reviewers criticised the camera and praised the screen. The phone will arrive in shops in March."
    ),
    "obituary": (
        "A gardener who taught a town to plant trees\n\n"
        "She died peacefully at home, aged 91, surrounded by her family. As a child she was struck by polio and fought "
        "it for years.\n\n"
        "She joined the parks department as an apprentice, won three medals and was honoured by the rose society. "
        "Friends recalled that she battled greenfly as others battle dragons. She is survived by two daughters."
    ),
    "novel": (
        "A dragon, a siege and too many cousins\n\n"
        "In this third volume the king declares war on his brother and lays siege to the tower. His daughter is "
        "kidnapped, the bridge is burned, and an army of ghosts invades the valley.\n\n"
        "The author handles the battles well. Readers who demand a happy ending may be disappointed."
    ),
    "film": (
        "Guns, gold and a very old car\n\n"
        "Two thieves kill a guard, seize a train and flee across the desert. The police hunt them, a sheriff is shot, "
        "and nobody surrenders.\n\n"
        "The film opens on Friday. It was attacked by critics at its first showing but applauded by the audience."
    ),
    "lamb stew": (
        "Lamb stew with apricots\n\n"
        "Beat the yoghurt with the spices and leave the meat in it overnight. Fire up the grill, then kill the heat "
        "when the edges blacken.\n\n"
        "Drop the onions into the pot and release their juice with a little salt. Serve with rice and toss the salad "
        "at the table."
    ),
    "bread": (
        "Sourdough without tears\n\n"
        "Feed the starter each morning. Punch the dough down, let it rest, and shape it once the gas has escaped.\n\n"
        "Attack the loaf with a sharp blade before it goes into the oven: three cuts are enough. Do not open the door."
    ),
    "hospital": (
        "Trial gives new hope to patients\n\n"
        "Doctors say the drug helps the body to attack the tumour. It targets one protein and destroys the cells that "
        "carry it.\n\n"
        "Patients who had fought the disease for years agreed to take part. Two withdrew from the study because of "
        "headaches. The researchers warned against early optimism."
    ),
    "flood": (
        "Storm batters the coast\n\n"
        "A powerful storm struck the coast overnight, killing four people and injuring dozens. Waves destroyed a pier "
        "and flooded the old town.\n\n"
        "Thousands of homes were hit by power cuts. Forecasters warned that a second front was on its way."
    ),
    "quake": (
        "Tremor shakes the islands\n\n"
        "An earthquake of magnitude 6.2 hit the islands on Sunday and killed at least nine people. Landslides blocked "
        "two roads.\n\n"
        "Aftershocks rattled houses through the night. In the worst disaster there, in 1936, hundreds of people were "
        "killed."
    ),
    "concert": (
        "An evening of Brahms\n\n"
        "The orchestra opened fire with the tragic overture, and the brass section stormed the last movement. The "
        "soloist conquered the hall.\n\n"
        "The audience demanded three encores. Next month the choir will visit the city with a programme of carols."
    ),
    "weather": (
        "Heat to retreat by the weekend\n\n"
        "High pressure will withdraw to the east on Friday and cooler air will advance from the sea. Showers threaten "
        "the north.\n\n"
        "Sunshine returns on Sunday. Gardeners are urged to water early."
    ),
    "gardening": (
        "Winning the war on slugs\n\n"
        "Slugs invade at night and massacre young lettuces. Besiege each plant with grit, and set traps of beer.\n\n"
        "Hedgehogs are your allies: offer them shelter under a pile of leaves. Ban pellets, which poison birds."
    ),
    "computing": (
        "How to kill a process that will not quit\n\n"
        "A program that refuses to stop can block the port. Send it a signal first; if it ignores the request, force "
        "it to exit.\n\n"
        "The kernel allows only its owner to do so. Commit your work before you execute the script."
    ),
    "school": (
        "Pupils build a raft and cross the lake\n\n"
        "A class of twelve-year-olds launched a raft on Wednesday and conquered the lake in twenty minutes. Two "
        "surrendered to the cold and were rescued by their teacher.\n\n"
        "The children agreed to try again in summer. The head thanked parents for the barrels."
    ),
    "dating": (
        "Should I meet his parents?\n\n"
        "He has invited me to visit them at Christmas, and I refused. He accused me of hiding, and we have been "
        "fighting ever since.\n\n"
        "Our columnist replies: talk to him, apologise, and accept the next invitation. Nobody wins this battle alone."
    ),
    "museum": (
        "Knights return to the castle\n\n"
        "Visitors to the castle can watch a siege every Sunday. Actors storm the gate, archers shoot at straw men, and "
        "the garrison surrenders at four o'clock.\n\n"
        "The shop sells swords. Children under six enter free."
    ),
    "boxing": (
        "Champion keeps his belt\n\n"
        "The champion knocked down the challenger twice and beat him on points. Their third fight was the hardest.\n\n"
        "The challenger vowed revenge and demanded a return match. The promoter refused to name a date."
    ),
    "world cup": (
        "Brazil and Germany through to the last four\n\n"
        "Brazil attacked Croatia from the kick-off and struck twice before half-time. Germany beat Spain on penalties "
        "after a goalkeeper saved the last shot.\n\n"
        "Germany will meet Brazil in the semi-final on Tuesday. The German coach refused to name his team, and the "
        "Spanish captain apologised to the fans. France, the champion, threatened to score but surrendered the cup."
    ),
    "rugby": (
        "Wales hold off England\n\n"
        "England launched raid after raid in the second half, but Wales defended their line and the match. The "
        "Scottish referee warned both teams and punished England with a late penalty.\n\n"
        "Wales, who meet Italy next, have won five games in a row. The England coach accused nobody and praised his "
        "forwards. The title will be decided at the stadium in Cardiff."
    ),
    "travel": (
        "Three days in Lisbon\n\n"
        "Arrive in Lisbon by night train and visit the castle before the crowds invade the hill. The tram strikes a "
        "bell at each bend.\n\n"
        "Locals queue for custard tarts; join them. The hotel offers guests a discount, and the bar welcomes dogs."
    ),
    "wine": (
        "Why French growers love the cold\n\n"
        "A sharp frost killed half of the buds in Burgundy, and mildew attacked the rest. Growers fought back with "
        "candles between the rows.\n\n"
        "The surviving grapes promise a fine year. Critics praised the first bottles, and buyers from Japan met the "
        "prices without complaint."
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_without_politics_has_no_events(language: Language, name: str) -> None:
    report, coding = coded(language, PAGES[name])
    assert [(e.type, e.rule, e.evidence.cut(report.text)) for e in coding.events] == []


@pytest.mark.parametrize(
    "text",
    [
        "The Belgian minister suggested that the vote had been rigged.",
        "Few members of the Danish parliament read the reports, the minister suggested.",
        "The Croatian minister suggested the talks may take a year.",
    ],
)
def test_what_is_suggested_as_a_fact_asks_for_nothing(language: Language, text: str) -> None:
    assert "REQUEST" not in {event.type for event in events(language, text)}


NO_ACT = [
    # a purpose, a habit, a condition
    ("Their aim was to cast doubt on how Latvia counts its votes.", "ACCUSE"),
    ("Angela Merkel often held meetings late in the evening.", "CONSULT"),
    ("If the president of Chile oversteps his powers by declaring a state of emergency, judges will act.", "COERCE"),
    # other senses of the words
    ("On the poster the Danish minister looks into the camera.", "ACCUSE"),
    pytest.param("The French president unleashed a string of attacks on the media.", "ASSAULT", marks=LOST),
    ("The Norwegian police have scheduled a news conference for Monday.", "AGREE"),
    ("The court said it was not until 1997 that a Greek jury agreed.", "AGREE"),
    ("Lech Walesa suggested that he should win the prize.", "REQUEST"),
    pytest.param("The Spanish minister clashed with her colleagues over the budget.", "ASSAULT", marks=LOST),
    ("The Greek opposition attacked the prime minister for declining to meet the Pope.", "ASSAULT"),
    ("The Irish minister discussed his relationship with Emmanuel Macron.", "CONSULT"),
    ("Germany meets Spain in the final on Sunday, and the Pope will watch.", "CONSULT"),
    ("The strike by Air France pilots is in its third week.", "ASSAULT"),
    ("The crowd turned away.", "REJECT"),
    ("He turned away from politics.", "REJECT"),
    ("The Norwegian minister turned away from politics at the border.", "REJECT"),
    pytest.param("Russia turned away at the border.", "REJECT", marks=LOST),
    pytest.param("The Norwegian minister turned back at the border.", "REJECT", marks=LOST),
    ("Russia turned away the rain at the border.", "REJECT"),
    ("The Norwegian minister was turned back at the airport by fog.", "REJECT"),
    ("The lorries were turned away at the Polish border.", "REJECT"),
    ("The fans were turned away at the airport.", "REJECT"),
    # an opinion, a question, a possibility
    ("The Colombian rebels showed no sign of backing down.", "CONCEDE"),
    ("The Russian foreign ministry agreed that the rules are foolish.", "AGREE"),
    pytest.param("The Italian prime minister said he would not trust Hungary.", "REJECT", marks=LOST),
    ("A reporter asked the president of Chile to name his favourite song.", "REQUEST"),
    ("Olaf Scholz and Emmanuel Macron are ready to go alone.", "AGREE"),
    ("The Swiss president can win an easy victory by agreeing to extend the treaty.", "AGREE"),
    # a crime among private people
    ("A former employee of a Belgian bakery opened fire in the kitchen, killing two women.", "ASSAULT"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "type_"), NO_ACT)
def test_words_of_an_act_that_is_none(language: Language, text: str, type_: str) -> None:
    assert type_ not in {event.type for event in events(language, text)}
