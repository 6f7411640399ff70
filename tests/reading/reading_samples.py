"""Pages written for the tests: real public facts, invented outlets, nobody invented."""

WIRE = """MOSCOW (AP) — Russian President Vladimir Putin received the leader of Belarus on Friday, the Kremlin said.
Alexander Lukashenko told the Russian president that Minsk wanted a share in talks with North Korea.
The Kremlin said that Putin had described his meeting with Kim Jong Un at the Vostochny cosmodrome in detail.
On Saturday, Kim is expected to reach Vladivostok, where he will see ships of the Pacific Fleet.
Russian troops crossed into Ukraine from Belarus in February 2022, and Minsk has hosted some of them since then."""

FARM = f"""Current:Home > WorldPutin receives Lukashenko in Sochi after the talks with Kim -Harbour Ledger
Putin receives Lukashenko in Sochi after the talks with Kim
Harbour Ledger View
Date:2025-03-12 08:14:05
{WIRE}
___
Associated Press writers in Tallinn, Estonia, contributed.
veryGood! (7)
Related
- Ten ways to keep houseplants alive through the winter
- A guide to the quietest beaches of the Baltic
- Stocks close lower after a long week of losses
Ranking
- The museum opens its doors again after two years
- Snow closes mountain roads in the north"""

TRANSLATED = """ date 2023-09 What did you think of this story?

The presidents of Belarus and Russia, Alexander Lukashenko and Vladimir Putin, this Friday | Photo: EFE/EPA/POOL

The president of Belarus, Alexander Lukashenko, proposed this Friday (15) to join Russia and North Korea.

The meeting was the seventh between the two presidents this year, according to the Kremlin.

“We could think about cooperation of three,” Lukashenko said as the two sat down in Sochi, on the Black Sea."""

PORTAL = """Home
News
World
Sign in
Ceasefire talks open in Geneva
Delegations met for two hours
By The Associated Press
Published July 3, 2019 4:57 p.m. ET
Diplomats leave the Palais des Nations in Geneva on Wednesday.
(Photo: Denis Balibouse / Reuters)
CONNECT TWEET LINKEDIN COMMENT EMAIL MORE
GENEVA (AP) — Delegations from both sides opened talks on Wednesday under the eyes of United Nations mediators.
The mediators said that the first session had lasted two hours and that a second one would follow.
Advertisement
Neither delegation spoke to reporters when they left the building in the late afternoon.
The United Nations said the talks would go on until the end of the week at the earliest.
Copyright 2019 The Associated Press. All rights reserved. This material may not be published or rewritten.
Read or Share this story: https://example.org/2k3j
More Stories
Five recipes for a rainy day
What the weather will bring this weekend"""

PARAGRAPHS = (
    "The parliament in Tallinn voted on Tuesday to raise the budget for coastal defence by a tenth over the next year.",
    "Members of the governing parties said that the money would pay for radar stations along the northern coast.",
    "The opposition voted against the bill and said that schools and hospitals had been promised the same money.",
    "The president is expected to sign the bill next week, after which the ministry will ask companies for offers.",
)

HTML = f"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Tallinn votes for coastal radar | Harbour Ledger</title>
<meta property="og:site_name" content="Harbour Ledger">
<meta property="article:published_time" content="2024-05-14T10:00:00+03:00">
<link rel="canonical" href="https://harbour-ledger.example/2024/05/14/radar"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Tallinn votes for coastal radar</h1>
<p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>
<figure><img src="a.jpg"><figcaption>The parliament on Toompea hill.</figcaption></figure><p>{PARAGRAPHS[2]}</p>
<p><a href="/x">The coast guard buys three new boats</a></p><p>{PARAGRAPHS[3]}</p></article>
<footer><p>© 2024 Harbour Ledger. All rights reserved.</p></footer></body></html>"""
