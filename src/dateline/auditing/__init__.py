"""Other people's event tables held against the words: which rows of GDELT, POLECAT, ICEWS or ACLED does a text support?

`read_table` reads the rows, `pages_of` says where their words are, `answer_rows` holds them against the coded texts,
`sum_up` counts. Nothing here reads a page or codes it: that is done by `running`, in workers.
"""

from dateline.auditing.finding_texts import PageOfRow, address_key, by_address, pages_of, texts_of
from dateline.auditing.matching import Tolerance
from dateline.auditing.reading_tables import TheirTable, read_table
from dateline.auditing.shapes import SHAPES
from dateline.auditing.summary import OfType, Share, Summary, sum_up, wilson
from dateline.auditing.theirs import TheirPlace, TheirRow, TheirSide
from dateline.auditing.verdicts import VERDICTS, Answer, TextOfRow, Verdict, Words, answer_rows

__all__ = [
    "SHAPES",
    "VERDICTS",
    "Answer",
    "OfType",
    "PageOfRow",
    "Share",
    "Summary",
    "TextOfRow",
    "TheirPlace",
    "TheirRow",
    "TheirSide",
    "TheirTable",
    "Tolerance",
    "Verdict",
    "Words",
    "address_key",
    "answer_rows",
    "by_address",
    "pages_of",
    "read_table",
    "sum_up",
    "texts_of",
    "wilson",
]
