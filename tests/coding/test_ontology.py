"""The event tables: they load, they agree with one another, and a bad row is named."""

from pathlib import Path

import pytest

from dateline.coding.events.ontology.loading import TableError, Trigger, load_ontology


def test_every_trigger_has_a_type_and_a_sign_that_fits_its_quad_class() -> None:
    ontology = load_ontology()
    for (type_, _mode), known in ontology.types.items():
        assert known.quad in (1, 2, 3, 4)
        assert (known.score >= -1) == (known.quad <= 2) or type_ in ("REQUEST", "REJECT", "ACCUSE", "THREATEN")
    for rows in ontology.triggers.values():
        for row in (one for one in rows if isinstance(one, Trigger)):
            assert ontology.event_type(row.type, row.mode).type == row.type


def test_all_sixteen_types_of_plover_have_words() -> None:
    ontology = load_ontology()
    types = {row.type for rows in ontology.triggers.values() for row in rows if isinstance(row, Trigger)}
    assert types == {type_ for type_, _ in ontology.types}
    assert len(types) == 16


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("meet\tv\tGREET\t\t040\t\tsubject\tobject", "triggers.tsv:1: GREET"),
        ("meet\tx\tCONSULT\t\t040\t\tsubject\tobject", "triggers.tsv:1: 'x'"),
        ("meet\tv\tCONSULT\t\t040\tobject~NOSUCH\tsubject\tobject", "word class NOSUCH"),
        ("meet\tv\tCONSULT", "8 columns are needed, 3 are there"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, row: str, complaint: str) -> None:
    (tmp_path / "triggers.tsv").write_text(row + "\n", encoding="utf-8")
    with pytest.raises(TableError, match=complaint):
        load_ontology(tmp_path)


def test_a_users_table_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "triggers.tsv").write_text("greet\tv\tCONSULT\t\t040\tsubject@\tsubject\tobject\n", encoding="utf-8")
    ontology = load_ontology(tmp_path)
    assert set(ontology.triggers) == {("greet", "verb")}
    assert ontology.intents == load_ontology().intents


TYPES = "[types]\nFERRY\t\t1\t2\tyes\t\tran a ferry\n"
FERRY = "[triggers]\nferry\tv\tFERRY\t\t\tsubject@\tsubject\tto\n"


def own(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "ferries.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_stands_alone_with_our_classes_of_words(tmp_path: Path) -> None:
    ontology = load_ontology(own(tmp_path, TYPES + FERRY + "[classes]\nPORT\tport quay\nTIME\tera\n"))
    assert (set(ontology.types), ontology.intents) == ({("FERRY", None)}, {})
    assert ontology.event_type("FERRY", None).future == "FERRY"
    assert ontology.classes["PORT"] == {"port", "quay"} and ontology.classes["TIME"] == {"era"}
    assert ontology.classes["LIGHT"] == load_ontology().classes["LIGHT"]


def test_what_extends_plover_comes_first(tmp_path: Path) -> None:
    row = "meet\tv\tFERRY\t\t\tsubject@,object~boat\tsubject\t-\n"
    ontology, shipped = load_ontology(own(tmp_path, f"extends PLOVER\n{TYPES}[triggers]\n{row}")), load_ontology()
    assert [t.rule for t in ontology.triggers["meet", "verb"]] == [
        "meet/v subject@,object~boat",
        *(t.rule for t in shipped.triggers["meet", "verb"]),
    ]
    assert ontology.intents == shipped.intents and ontology.types.keys() > shipped.types.keys()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no section is there"),
        ("ferry\tv\n", "ferries.tsv:1: this stands above the first section"),
        ("[verbs]\n", r"ferries.tsv:1: there is no section \[verbs\]"),
        (TYPES, "types without words"),
        ("[types]\nFERRY\t\t5\t2\tyes\t\t\n" + FERRY, r"ferries.tsv:2: '5' is no quad class \(column 3, \"quad\"\)"),
        ("[types]\nFERRY\t\t1\thigh\tyes\t\t\n" + FERRY, r":2: 'high' is no score .*from -10"),
        ("[types]\nFERRY\t\t1\t2\tmaybe\t\t\n" + FERRY, ":2: 'maybe' is neither yes nor no"),
        ("[types]\nferry\t\t1\t2\tyes\t\t\n" + FERRY, ":2: 'ferry' is no type"),
        ("[types]\nFERRY\t\t1\t2\tyes\tROW\t\n" + FERRY, "FERRY becomes ROW"),
        ("[types]\nFERRY\tfast\t1\t2\tyes\t\t\n" + FERRY, "FERRY has a mode but no row of its own"),
        (TYPES + FERRY.replace("\t\t\tsub", "\tfast\t\tsub"), ":4: fast is no mode of FERRY"),
        (TYPES + FERRY.replace("subject@", "subjekt@"), r":4: 'subjekt' is no role \(column 6, \"if\"\)"),
        (TYPES + FERRY.replace("\tto\n", "\tto>whom\n"), r":4: 'whom' is no role \(column 8, \"recipient\"\)"),
        ("[types]\nFERRY\t\t1\t2\tyes\t\t\tloud\n" + FERRY, r":2: 'loud' is no trait \(column 8, \"traits\"\)"),
        (TYPES + FERRY.replace("\tsubject\tto", "\t-\t-"), ":4: nobody takes part in FERRY .* has the type -"),
        (TYPES + FERRY.replace("\tFERRY", "\t-"), ":4: a row of no act has 'subject'"),
        (TYPES + FERRY + "[frames]\nsworn\t\tFERRY\t\n", "'sworn' is no meaning"),
        (TYPES + FERRY + "[frames]\npromised\t\tBOAT\t\n", ":6: BOAT is no type"),
        (TYPES + FERRY + "[frames]\npromised\t\tFERRY\tfast\n", ":6: fast is no mode of FERRY"),
        (TYPES + FERRY + "[codes]\nFERRY\tBOAT\t01\n", ":6: BOAT is no type"),
        (TYPES + FERRY + "[reach]\nBOAT\tto\t\n", ":6: BOAT is no type"),
        (TYPES + FERRY + "[counts]\nboats\tboat\t\t\n", "'boats' is nothing to count"),
        (TYPES + FERRY + "[counts]\nnumber\ttwo\tII\t\n", "'II' is no number"),
        (TYPES + FERRY.replace("\t\t\tsub", "\t\tx1\tsub"), "'x1' is no CAMEO code"),
        (TYPES + FERRY.replace("\t", "  "), "8 columns are needed, 1 are there.*one tab between two"),
        (TYPES + FERRY + "[classes]\nport\tquay\n", "'port' is no class of words"),
        (
            TYPES + FERRY + "[intents]\nask\tv\trequest\t\tclause\tsubject\tto\n",
            "no type is there for what is promised, demanded",
        ),
    ],
)
def test_a_bad_file_says_where_and_what_to_write(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(TableError, match=complaint):
        load_ontology(own(tmp_path, text))


@pytest.mark.parametrize(
    ("quad", "nary", "traits", "expected"),
    [
        ("1", "no", "", {"spoken", "avowed"}),
        ("3", "no", "", {"spoken", "avowed"}),
        ("1", "yes", "", set()),
        ("4", "no", "", {"bodily"}),
        ("4", "no", "-", set()),
        ("4", "no", "force things", {"force", "things"}),
    ],
)
def test_a_type_without_traits_has_the_usual_ones(
    tmp_path: Path, quad: str, nary: str, traits: str, expected: set[str]
) -> None:
    found = load_ontology(own(tmp_path, f"[types]\nFERRY\t\t{quad}\t2\t{nary}\t\tran\t{traits}\n{FERRY}"))
    assert found.event_type("FERRY", None).traits == expected


def test_a_mode_has_the_traits_of_its_type(tmp_path: Path) -> None:
    rows = "FERRY\tfast\t4\t2\tno\t\tran\t!crime crowd\nFERRY\t\t4\t2\tno\t\tran\tforce crime\n"
    found = load_ontology(own(tmp_path, "[types]\n" + rows + FERRY))
    assert found.event_type("FERRY", "fast").traits == {"force", "crowd"}
    more = load_ontology(own(tmp_path, "extends PLOVER\n[types]\nASSAULT\tcake\t4\t-7\tno\t\tthrew a cake\n"))
    assert more.event_type("ASSAULT", "cake").traits == more.event_type("ASSAULT", None).traits


def test_the_smaller_tables_can_be_given(tmp_path: Path) -> None:
    words = "[reach]\nFERRY\tto\tfor\n[codes]\nFERRY\t\t040\n[counts]\nnumber\tfifteener\t15\t15\ndead\tdrown\t\t\n"
    frames = "[frames]\npromised\t\tFERRY\t\n"
    found, shipped = load_ontology(own(tmp_path, TYPES + FERRY + words + frames)), load_ontology()
    assert found.reach["FERRY"].thing == ("to",) and found.reach["AID"] == shipped.reach["AID"]
    assert found.code_about("FERRY", "") == "040"
    assert found.counts.number_of("fifteener") == 15 and found.counts.number_of("two") == 2
    assert found.counts.outcomes["drown"] == found.counts.outcomes["kill"] == "dead"
    filed = found.filed("promised", "")
    assert filed is not None and filed.type == "FERRY" and found.filed("refused", "") is None


def test_in_a_folder_a_table_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "reach.tsv").write_text("AID\tto\t\n", encoding="utf-8")
    (tmp_path / "counts.tsv").write_text("number\tone\t1\t1\n", encoding="utf-8")
    found, shipped = load_ontology(tmp_path), load_ontology()
    assert set(found.reach) == {"AID"} and set(found.counts.numbers) == {"one"}
    assert (found.codes, found.triggers) == (shipped.codes, shipped.triggers)


def test_bytes_that_are_no_text_are_named_by_their_line(tmp_path: Path) -> None:
    path = tmp_path / "ferries.tsv"
    path.write_bytes(b"[types]\n\xff\n")
    with pytest.raises(TableError, match=r"ferries\.tsv:2: a byte that is no UTF-8"):
        load_ontology(path)


def test_a_folder_without_a_table_is_no_ontology(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"triggers\.tsv"):
        load_ontology(tmp_path)
