"""Tables for pandas: the rows and columns of the exports, typed, of codings in hand and of a record."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

import dateline
from dateline import Coding, Report
from dateline.errors import UsageError
from dateline.exporting import Selection, formats
from dateline.running import Settings, add

TEXTS = (
    "Finland signed a treaty with Norway in Oslo on Monday, the ministry said in a statement to reporters.",
    "Estonia denied that it had attacked Latvia. Sweden will meet Norway on Friday.",
)
Pair = tuple[Report, Coding]


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    reports = [dateline.read(text, published="2024-03-06") for text in TEXTS]
    return [(report, dateline.code(report)) for report in reports if isinstance(report, Report)]


def test_one_coding_is_a_table_of_its_events(pairs: list[Pair]) -> None:
    frame = pairs[0][1].to_dataframe()
    (row,) = frame.to_dict("records")
    assert (row["type"], row["actors"], row["actor_countries"]) == ("SUPPORT", ["Finland", "Norway"], ["FIN", "NOR"])
    assert (row["told"], row["event_date"], row["place"]) == ("happened", "2024-03-04", "Oslo")
    assert TEXTS[0][row["evidence_start"] : row["evidence_end"]] == row["evidence_exact"]
    (said,) = pairs[0][1].to_dataframe("statements").to_dict("records")
    assert (said["speaker"], said["stance"]) == ("ministry", "says")


def test_columns_have_types(pairs: list[Pair]) -> None:
    frame = dateline.to_dataframe(pairs)
    types = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert (types["type"], types["quad"], types["score"], types["nary"]) == ("string", "Int64", "Float64", "boolean")
    assert frame["quad"].sum() > 0 and frame["sure"].between(0, 1).all()
    assert frame["mode"].isna().any(), "what the text does not tell is missing, and no empty text"


def test_codings_pairs_and_coded_are_one(pairs: list[Pair]) -> None:
    expected = dateline.to_dataframe(pairs)
    assert len(expected) == sum(len(coding.events) for _, coding in pairs)
    assert dateline.to_dataframe([coding for _, coding in pairs]).equals(expected)
    assert dateline.to_dataframe([dateline.Coded(*pair) for pair in pairs]).equals(expected)
    least = sorted(event.sure for _, coding in pairs for event in coding.events)[1]
    assert len(dateline.to_dataframe(pairs, sure=least)) == len(expected) - 1


def test_a_record_gives_the_rows_of_its_export(pairs: list[Pair], tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for number, text in enumerate(TEXTS):
        (tmp_path / "pages" / f"{number}.txt").write_text(text, encoding="utf-8")
    with dateline.Record(tmp_path / "my.db") as record:
        add(record, dateline.pages(tmp_path / "pages"), Settings(workers=0, published="2024-03-06"))
        for table in ("happenings", "events", "statements"):
            frame, out = record.to_dataframe(table), io.BytesIO()
            formats()["dateline"].files[".csv"](Selection(record, table), out)
            header, *rows = csv.reader(io.StringIO(out.getvalue().decode()))
            assert list(frame.columns) == header
            assert list(frame["id"]) == [row[0] for row in rows]
            assert len(rows) >= 2
        in_hand = dateline.to_dataframe(pairs, "happenings")
        assert sorted(in_hand["type"]) == sorted(record.to_dataframe()["type"])


def test_no_rows_keep_their_columns(pairs: list[Pair]) -> None:
    assert list(dateline.to_dataframe([]).columns) == list(dateline.to_dataframe(pairs).columns)
    assert len(dateline.to_dataframe([])) == 0


def test_what_is_missing_is_said(pairs: list[Pair], monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"no table 'event'\. There are: happenings, events"):
        dateline.to_dataframe(pairs, "event")
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'dateline\[pandas\]'"):
        dateline.to_dataframe(pairs)
