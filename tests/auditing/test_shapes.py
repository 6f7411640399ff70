"""Tables of others are known by their columns and read in our terms, whatever is odd about the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.auditing import TheirPlace, TheirRow, TheirSide, pages_of, read_table
from dateline.auditing.shapes import gdelt_columns, read_day, state_of
from dateline.auditing.verdicts import TextOfRow, answer_rows
from dateline.errors import UsageError


def table(
    tmp_path: Path, content: str | bytes, shape: str | None = None
) -> tuple[str, tuple[TheirRow, ...], tuple[str, ...]]:
    path = tmp_path / "rows.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    found = read_table(path, shape)
    return found.shape, found.rows, found.remarks


GDELT = (
    "GLOBALEVENTID,SQLDATE,EventCode,Actor1Name,Actor1CountryCode,Actor1Type1Code,Actor2Name,Actor2CountryCode,"
    "ActionGeo_Type,ActionGeo_FullName,ActionGeo_Lat,ActionGeo_Long,DATEADDED,SOURCEURL\n"
    '7,20210317,112,CANADA,CAN,GOV,BELARUS,BLR,4,"Minsk, Minsk, Belarus",53.9,27.56,20210318,http://post.example/a\n'
)
POLECAT = (
    "Event ID,Event Date,Event Type,Actor Name,Actor Country,Recipient Name,Recipient Country,text\n"
    "7,2021-03-17,DISAPPROVE,Canada,CAN,Belarus,BLR,Canada condemned Belarus.\n"
)
ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tTarget Name\t"
    "Target Country\n"
    "7\t2021-03-17\tPolice (Kenya)\tPolice,Government\tKenya\tArrest\t173\tProtester (Kenya)\tKenya\n"
)
ACLED = (
    "event_id_cnty,event_date,event_type,sub_event_type,actor1,inter1,actor2,inter2,country,location,latitude,longitude,"
    "notes\n"
    "KEN7,11 March 2021,Strategic developments,Arrests,Police Forces of Kenya (2013-),1,Protesters (Kenya),6,Kenya,"
    "Nairobi,-1.28,36.81,Police arrested protesters in Nairobi.\n"
)


@pytest.mark.parametrize(
    ("content", "shape", "types", "source", "target", "day"),
    [
        (GDELT, "gdelt", ("ACCUSE",), TheirSide("CANADA", "CAN", ("GOV",)), TheirSide("BELARUS", "BLR"), "2021-03-17"),
        (POLECAT, "polecat", ("ACCUSE",), TheirSide("Canada", "CAN"), TheirSide("Belarus", "BLR"), "2021-03-17"),
        (
            ICEWS,
            "icews",
            ("COERCE",),
            TheirSide("Police (Kenya)", "KEN", ("COP", "GOV")),
            TheirSide("Protester (Kenya)", "KEN"),
            "2021-03-17",
        ),
        (
            ACLED,
            "acled",
            ("COERCE",),
            TheirSide("Police Forces of Kenya", "KEN", ("GOV",)),
            TheirSide("Protesters (Kenya)", "KEN", ("CVL",)),
            "2021-03-11",
        ),
    ],
)
def test_a_shape_is_told_by_its_columns(
    tmp_path: Path, content: str, shape: str, types: tuple[str, ...], source: TheirSide, target: TheirSide, day: str
) -> None:
    name, (row,), _ = table(tmp_path, content)
    assert (name, row.types, row.source, row.target, row.day) == (shape, types, source, target, day)


def test_the_text_of_icews_is_no_text(tmp_path: Path) -> None:
    assert table(tmp_path, ICEWS)[1][0].text == ""
    assert table(tmp_path, ACLED)[1][0].text == "Police arrested protesters in Nairobi."


@pytest.mark.parametrize("width", [58, 61])
def test_gdelt_needs_no_header(tmp_path: Path, width: int) -> None:
    columns = gdelt_columns(width)
    assert columns is not None and len(columns) == width
    held = {
        "GlobalEventID": "7",
        "Day": "20210317",
        "EventCode": "043",
        "Actor1Name": 'THE "OLD" GUARD',
        "Actor1CountryCode": "CAN",
        "SOURCEURL": "http://post.example/a",
    }
    line = "\t".join(held.get(name, "") for name in columns)
    name, (row,), _ = table(tmp_path, f"{line}\n")
    assert (name, row.types, row.day, row.source.name) == ("gdelt", ("CONSULT",), "2021-03-17", 'THE "OLD" GUARD')
    assert row.url == "http://post.example/a"


@pytest.mark.parametrize(
    ("code", "side"),
    [
        ("CANGOV", TheirSide("", "CAN", ("GOV",))),
        ("BLR", TheirSide("", "BLR")),
        ("COP", TheirSide("", None, ("COP",))),
        ("CANMILREB", TheirSide("", "CAN", ("MIL", "REB"))),
    ],
)
def test_the_codes_of_gdelt_are_enough_without_names(tmp_path: Path, code: str, side: TheirSide) -> None:
    rows = f"GLOBALEVENTID,SQLDATE,EventCode,Actor1Code,Actor2Code,text\n7,20210317,112,{code},BLRGOV,Words.\n"
    name, (row,), _ = table(tmp_path, rows)
    assert (name, row.source, row.target) == ("gdelt", side, TheirSide("", "BLR", ("GOV",)))


def test_places_of_gdelt_know_how_wide_they_are(tmp_path: Path) -> None:
    town = table(tmp_path, GDELT)[1][0].place
    assert town == TheirPlace("Minsk", "BLR", 53.9, 27.56)
    state = table(tmp_path, GDELT.replace(',4,"Minsk, Minsk, Belarus"', ",1,Belarus"))[1][0].place
    assert state.country == "BLR" and state.wide


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ("RUS", "RUS"),
        ("Russia", "RUS"),
        ("RUSSIAN", "RUS"),
        ("ROM", "ROU"),
        ("GZS", "PSE"),
        ("EEC", "EUR"),
        ("Mars", None),
    ],
)
def test_states_by_any_name(cell: str, state: str | None) -> None:
    assert state_of(cell) == state


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("20210317", "2021-03-17"),
        ("2021-03-17", "2021-03-17"),
        ("17 March 2021", "2021-03-17"),
        ("17-Mar-2021", "2021-03-17"),
        ("2021-02-30", None),
        ("March", None),
        ("", None),
    ],
)
def test_days_in_any_form(cell: str, day: str | None) -> None:
    assert read_day(cell) == day


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "is empty"),
        ("\n\n  \n", "is empty"),
        ("a,b,c\n1,2,3\n", "of no shape that is known"),
        (POLECAT.split("\n")[0] + "\n", "a header and no row"),
    ],
)
def test_what_is_no_table_of_theirs_is_said_so(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        table(tmp_path, content)


def test_a_shape_that_is_asked_for_must_have_its_columns(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="gdelt lacks eventcode"):
        table(tmp_path, POLECAT, "gdelt")
    with pytest.raises(UsageError, match="there is no shape excel"):
        table(tmp_path, POLECAT, "excel")


@pytest.mark.parametrize(
    ("content", "name", "remark"),
    [
        (POLECAT.replace("Canada,CAN", "Côte d'Ivoire,CIV").encode("cp1252"), "Côte d'Ivoire", "read as Windows-1252"),
        (POLECAT.encode("utf-16"), "Canada", "UTF-16"),
        (POLECAT.replace("condemned", "con\0demned").encode(), "Canada", "NUL"),
        (b"\xef\xbb\xbf" + POLECAT.encode(), "Canada", ""),
    ],
    ids=["windows", "utf-16", "nul", "bom"],
)
def test_odd_files_are_read_and_said_to_be_odd(tmp_path: Path, content: bytes, name: str, remark: str) -> None:
    _, (row,), remarks = table(tmp_path, content)
    assert row.source.name == name
    assert row.text.startswith("Canada condemned")
    assert remark in "; ".join(remarks)


def test_faults_are_of_rows_and_stop_nothing(tmp_path: Path) -> None:
    content = POLECAT + "8,2021-03-17\n9,,STATEMENT,,,,,x\n10,soon,AID,Japan,JPN,Mongolia,MNG,Japan sent tents.\n"
    rows = table(tmp_path, content)[1]
    assert [row.fault for row in rows] == ["", "the row gives no type of event", "PLOVER has no type for STATEMENT", ""]
    assert rows[3].day is None


def test_a_row_that_is_no_row_of_a_table_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.auditing.reading_tables._CELL", 1_000)
    _, (_, broken, whole), remarks = table(tmp_path, f"{POLECAT}8,{'x' * 2_000}\n{POLECAT.strip().splitlines()[1]}\n")
    assert broken.fault == "the row cannot be read: field larger than field limit (1000)"
    assert whole.fault == "" and remarks == ()


def test_rows_that_are_shorter_than_the_header_are_counted(tmp_path: Path) -> None:
    remarks = table(tmp_path, f"{POLECAT}8,2021-03-17\n")[2]
    assert remarks == ("1 row has another number of cells than the header",)


def test_a_hundred_thousand_rows_are_read(tmp_path: Path) -> None:
    head, row = POLECAT.strip().split("\n")
    assert len(table(tmp_path, "\n".join([head, *[row] * 100_000]))[1]) == 100_000


def test_files_outside_the_folder_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.html").write_text("<p>secret</p>")
    (tmp_path / "in" / "page.html").write_text("<p>Canada condemned Belarus.</p>")
    (tmp_path / "in" / "way.html").symlink_to(tmp_path / "secret.html")
    head = "Event Date,Event Type,Actor Name,Recipient Name,path\n"
    names = ["page.html", "../secret.html", str(tmp_path / "secret.html"), "way.html", "none.html", "a" * 5000]
    (tmp_path / "in" / "rows.csv").write_text(
        head + "".join(f"2021-03-17,AID,Japan,Mongolia,{name}\n" for name in names)
    )
    found = pages_of(read_table(tmp_path / "in" / "rows.csv").rows, tmp_path / "in")
    assert found[0].page is not None and b"Canada" in found[0].page.content
    assert [one.page for one in found[1:]] == [None] * 5
    assert all("outside the folder" in one.why_none for one in found[1:4])
    assert all("cannot be read" in one.why_none for one in found[4:])


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_behind_a_header_raise(tmp_path_factory: pytest.TempPathFactory, tail: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "rows.csv"
    path.write_bytes(POLECAT.encode() + tail)
    rows = read_table(path).rows
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    assert rows[0].types == ("ACCUSE",)


def test_a_day_that_cannot_be_read_is_no_empty_cell(tmp_path: Path) -> None:
    rows = "8,31 June 2021,DISAPPROVE,Canada,CAN,Belarus,BLR,Words.\n9,,DISAPPROVE,Canada,CAN,Belarus,BLR,Words.\n"
    _, (read, unread, empty), remarks = table(tmp_path, POLECAT + rows)
    assert [row.day for row in (read, unread, empty)] == ["2021-03-17", None, None]
    assert [row.unread for row in (read, unread, empty)] == [(), ("day “31 June 2021”",), ()]
    assert remarks == ("1 row gives a day that cannot be read, as row 2: day “31 June 2021”",)
    (told,) = answer_rows((unread,), (TextOfRow(None, "there is no text"),))
    assert told.reason == "there is no text; its day “31 June 2021” cannot be read"
