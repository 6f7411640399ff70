"""The whole way over the example pages, by the public commands."""

from __future__ import annotations

import csv
import json
import re
import shutil
import socket
import sqlite3
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.exporting import Format, formats
from dateline.exporting.cells import part_values
from dateline.exporting.fields import ONE
from dateline.exporting.formats import Written
from dateline.exporting.kept_briefs import read_kept_brief
from dateline.exporting.selection import Selection
from dateline.recording import Record

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def dateline(*arguments: object, code: int = 0) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exit_code == code, result.output or repr(result.exception)
    return result


def dump(path: Path) -> list[str]:
    with Record.open(path, create=False) as record:
        return list(record.dump())


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A record of all examples, made in this process, and what was said about it."""
    path = tmp_path_factory.mktemp("made") / "record.db"
    return path, dateline("add", EXAMPLES, "--record", path, "--workers", 0).output


@pytest.fixture
def record(made: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copy(made[0], tmp_path / "record.db"))


def test_the_printed_counts_add_up(made: tuple[Path, str]) -> None:
    numbers = [int(number) for number in re.findall(r"\d+", made[1].splitlines()[0].split(",")[0])]
    assert numbers[0] == sum(numbers[1:])
    assert numbers[0] > 15
    reasons = [int(number) for number in re.findall(r"skipped (\d+):", made[1])]
    assert sum(reasons) == numbers[2] > 0
    reports, texts, copies = (
        int(re.findall(pattern, made[1])[-1])
        for pattern in (r"(\d+) reports? =", r"(\d+) independent", r"(\d+) cop(?:y|ies)")
    )
    assert reports == texts + copies == numbers[1]


def test_no_page_is_a_fault_of_ours(made: tuple[Path, str]) -> None:
    with Record.open(made[0]) as opened:
        assert [skipped for skipped in opened.skipped() if "fault" in skipped.reason] == []


def test_adding_again_changes_nothing(record: Path, made: tuple[Path, str]) -> None:
    before = dump(record)
    said = dateline("add", EXAMPLES, "--record", record, "--workers", 0).output
    assert "there before" in said.splitlines()[0]
    assert dump(record) == before == dump(made[0])


def test_any_order_and_any_workers_give_the_same_record(made: tuple[Path, str], tmp_path: Path) -> None:
    files = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".html", ".txt", ".jsonl"})
    parted = tmp_path / "parted.db"
    dateline("add", *files[9:], "--record", parted, "--workers", 0)
    dateline("add", *files[:9], "--record", parted, "--workers", 2)
    assert dump(parted) == dump(made[0])


def test_nothing_asks_the_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was asked for")

    for name in ("socket", "create_connection", "getaddrinfo"):
        monkeypatch.setattr(socket, name, refused)
    path = tmp_path / "offline.db"
    dateline("add", EXAMPLES, "--record", path, "--workers", 0)
    dateline("story", "largest", "--record", path, "--html", tmp_path / "brief.html")
    dateline("read", EXAMPLES, "--workers", 0)


def test_stories_and_a_brief(record: Path, tmp_path: Path) -> None:
    listed = dateline("stories", "--record", record).output
    with Record.open(record) as opened:
        largest = opened.story("largest")
    assert largest.id[:8] in listed
    html = tmp_path / "brief.html"
    shown = dateline("story", largest.id[:8], "--record", record, "--html", html).output
    assert str(html) in "".join(shown.split("\n"))
    assert "<html" in html.read_text(encoding="utf-8")
    assert dateline("story", "largest", "--record", record, "--html", html).exit_code == 0


def test_read_and_code_as_json(tmp_path: Path) -> None:
    text = "The Danish parliament met in Copenhagen on Thursday. “We will not vote today,” its speaker said.\n"
    path = tmp_path / "danish.txt"
    path.write_text(text, encoding="utf-8")
    for command, keys in (("read", {"report"}), ("code", {"report", "coding"})):
        out = dateline(command, path, "--json", "--as-is", "--published", "2024-05-02", "--workers", 0).stdout
        (line,) = [json.loads(line) for line in out.splitlines()]
        assert set(line) == keys
        assert line["report"]["text"] == text
        assert line["report"]["anchor"] == "2024-05-02"
    spans = [content for said in line["coding"]["statements"] for content in said["content"]]
    assert "We will not vote today," in [text[span["start"] : span["end"]] for span in spans]


def test_why_answers_for_every_word(tmp_path: Path) -> None:
    path = tmp_path / "border.txt"
    path.write_text("Russia put the Norwegian minister on a train.\n", encoding="utf-8")
    for workers in (0, 1):
        shown = dateline("code", path, "--why", "--as-is", "--workers", workers).stdout
        assert '"put" [7, 10)' in shown
        assert "put as COERCE (triggers.tsv" in shown
        assert "docs/ontology.md" in shown
    (line,) = dateline("code", path, "--why", "--json", "--as-is", "--workers", 0).stdout.splitlines()
    (seen,) = json.loads(line)["why"]
    assert (seen["span"], seen["event"], seen["reason"]["code"]) == (
        {"start": 7, "end": 10, "exact": "put"},
        None,
        "conditions",
    )
    assert "why:" not in dateline("code", path, "--as-is", "--workers", 0).stdout


def test_why_with_nothing_to_say_says_so(tmp_path: Path) -> None:
    path = tmp_path / "calm.txt"
    path.write_text("The weather was mild.\n", encoding="utf-8")
    given = ("code", path, "--as-is", "--workers", 0)
    assert "why: nothing was seen as an act" in dateline(*given, "--why").stdout
    assert json.loads(dateline(*given, "--why", "--json").stdout)["why"] == []
    assert "why" not in json.loads(dateline(*given, "--json").stdout)


def test_a_turned_away_minister_is_a_record(tmp_path: Path) -> None:
    path = tmp_path / "border.txt"
    path.write_text("Russia turned away the Norwegian minister at the border.\n", encoding="utf-8")
    shown = dateline("code", path, "--why", "--as-is", "--workers", 0).stdout
    assert re.search(r"(e[0-9a-f]+) REJECT Russia → Norwegian minister .*\bevent \1\n", shown, re.DOTALL)


def test_a_printed_event_has_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "envoys.txt"
    path.write_text("Poland expelled three Russian diplomats. Armenia criticized Azerbaijan.\n", encoding="utf-8")
    shown = dateline("code", path, "--as-is", "--workers", 0).stdout
    assert " SANCTION/expel Poland → three Russian diplomats " in shown


@pytest.mark.parametrize("command", ["code", "read"])
def test_what_days_are_counted_from_is_printed_where_the_page_does_not_say_it(command: str, tmp_path: Path) -> None:
    undated, dated = tmp_path / "undated.txt", EXAMPLES / "11-nato-fjordside.html"
    undated.write_text("The Danish parliament met in Copenhagen on Thursday.\n", encoding="utf-8")
    given = ("--published", "2024-03-01", "--workers", 0)
    assert "published: 2024-03-01 (as given with --published; " in dateline(command, undated, "--as-is", *given).stdout
    assert "as given" not in dateline(command, undated, "--as-is", "--workers", 0).stdout
    assert "as given" not in dateline(command, dated, *given).stdout


def test_what_cannot_be_read_is_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (line,) = dateline("code", tmp_path / "empty.txt", "--json", "--workers", 0).stdout.splitlines()
    assert json.loads(line)["skipped"]["reason"]


def test_verify(record: Path) -> None:
    assert "everything fits" in dateline("verify", "--record", record).output
    with sqlite3.connect(record) as connection:
        connection.execute("UPDATE reports SET text = 'x' || text WHERE number = 1")
    assert "do not fit" in dateline("verify", "--record", record, code=1).output


def test_explain(record: Path) -> None:
    with sqlite3.connect(record) as connection:
        ((event, words),) = connection.execute(
            "SELECT id, evidence_exact FROM told_events ORDER BY id LIMIT 1"
        ).fetchall()
    said = dateline("explain", event, "--record", record).output
    assert event in said
    assert "rule: " in said
    assert " ".join(words.split())[:40] in said


def test_explain_cuts_a_passage(record: Path) -> None:
    with Record.open(record, create=False) as opened:
        report = next(iter(opened.coded())).report
    words = " ".join(report.text[5:60].split())
    for printed in (f"{report.id}:5-60", f"{report.id[:9]}:5–60", f"{report.id[:9]} 5–60"):
        assert f'"{words}" [5, 60)' in dateline("explain", printed, "--record", record).output
    for wrong in (f"{report.id}:5-99999999", f"{report.id}:60-5", "pffffffffffff:1-2"):
        assert "is no passage of" in dateline("explain", wrong, "--record", record, code=2).output


@pytest.mark.parametrize("dataset", ["dateline", "polecat", "icews"])
@pytest.mark.parametrize("rows", ["happenings", "events"])
def test_every_cell_of_an_exported_table_stands_in_its_text(
    dataset: str, rows: str, record: Path, tmp_path: Path
) -> None:
    out = tmp_path / f"{dataset}.tsv"
    asked = ["--events"] if rows == "events" else []
    said = dateline("export", record, "--as", dataset, "--out", out, *asked).output
    with Record.open(record) as opened, out.open(encoding="utf-8", newline="") as file:
        texts = {one.report.id: one.report.text for one in opened.coded()}
        number = getattr(opened.counts(), rows)
        lines = list(csv.DictReader(file, delimiter="\t", strict=True))
    assert len(lines) == number > 30 and f"{number} {rows}" in said
    for line in lines:
        for name in line:
            if name.endswith("_start"):
                cells = [line[name.replace("_start", part)] for part in ("_start", "_end", "_exact")]
                alone = name.removesuffix("_start") in ONE
                starts, ends, words = (((cell,) if cell else ()) if alone else part_values(cell) for cell in cells)
                cut = tuple(texts[line["report"]][int(a) : int(b)] for a, b in zip(starts, ends, strict=True))
                assert cut == words


def test_a_table_on_standard_output_is_the_table_in_a_file(record: Path, tmp_path: Path) -> None:
    dateline("export", record, "--as", "gdelt", "--out", tmp_path / "gdelt.csv")
    shown = dateline("export", record, "--as", "gdelt").stdout_bytes
    assert shown == (tmp_path / "gdelt.csv").read_bytes()


def test_the_ending_of_the_file_chooses_the_format(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = formats()
    more = {f.name: f for f in (_counting("wiki", ".wiki"), _counting("pins", ".pin"), _counting("graph", ".pin"))}
    monkeypatch.setattr("dateline.cli.exports.formats", lambda: {**known, **more})
    out = tmp_path / "table.wiki"
    dateline("export", record, "--out", out)
    assert int(out.read_text()) > 30
    for name in ("table.csv", "table.tsv"):
        dateline("export", record, "--out", tmp_path / name)
        dateline("export", record, "--as", "dateline", "--out", tmp_path / f"asked-{name}")
        assert (tmp_path / name).read_bytes() == (tmp_path / f"asked-{name}").read_bytes()
    assert "--as pins or graph" in dateline("export", record, "--out", tmp_path / "map.pin", code=2).stderr
    refused = dateline("export", record, "--out", tmp_path / "table.xyz", code=2).stderr
    assert (
        ".csv (dateline, polecat, icews, eventreport, gdelt, gdelt1); .tsv" in refused
        and ".wiki (wiki); .pin (pins, graph)" in refused
    )
    assert not (tmp_path / "table.xyz").exists()


def _counting(name: str, ending: str) -> Format:
    def write(selection: Selection, out: BinaryIO) -> Written:
        number = sum(1 for _ in selection.rows())
        out.write(str(number).encode())
        return {"rows": number}

    return Format(name, "counts", {ending: write})


def test_happenings_cannot_be_counted_before_linking(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    dateline("add", EXAMPLES / "11-nato-fjordside.html", "--record", path, "--link-later", "--workers", 0)
    assert "dateline link" in dateline("export", path, code=2).stderr
    assert dateline("export", path, "--events").stdout.startswith("id,happening,lineage,story,type")


def test_linking_later(tmp_path: Path) -> None:
    path = tmp_path / "later.db"
    source = EXAMPLES / "11-nato-fjordside.html"
    assert "dateline link" in dateline("add", source, "--record", path, "--link-later", "--workers", 0).output
    assert "1 story" in dateline("link", "--record", path).output


def test_briefs_are_made_where_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    dateline("add", EXAMPLES / "11-nato-fjordside.html", "--record", path, "--workers", 0)
    dateline("link", "--record", path)
    with Record(path, read_only=True) as record:
        (story,) = record.stories()
        assert read_kept_brief(record, story.id) is None
    assert "1 story" in dateline("link", "--briefs", "--record", path).output
    with Record(path, read_only=True) as record:
        assert read_kept_brief(record, story.id) is not None


@pytest.mark.parametrize(
    ("arguments", "next_step"),
    [
        (("add", "no/such/page.html"), "Check the name"),
        (("stories",), "dateline add"),
        (("verify", "--record", "no/such.db"), "dateline add"),
        (("story", "y0", "--record", "README"), "--record"),
        (("code", "page.txt", "--language", "no_such_pipeline", "--workers", "0", "--as-is"), "no_such_pipeline"),
        (("add", "page.txt", "--record", "mysql://x/y"), "postgresql://"),
        (("code", "page.txt", "--published", "yesterday"), "2023-09-15"),
        (("code", "page.txt", "--ontology", "none.tsv"), "Check the name"),
        (("add", "page.txt", "--ontology", "page.txt"), "[types]"),
        (("code", "page.txt", "--actors", "page.txt"), "name must be there"),
    ],
)
def test_user_errors_say_what_to_do_next(
    arguments: tuple[str, ...], next_step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DATELINE_RECORD", raising=False)
    (tmp_path / "README").write_text("These are words. " * 100)
    (tmp_path / "page.txt").write_text("The Danish parliament met in Copenhagen on Thursday. " * 9)
    result = dateline(*arguments, code=2)
    assert next_step in result.stderr
    assert "Traceback" not in result.output


def test_the_record_may_be_named_by_the_environment(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATELINE_RECORD", str(record))
    assert "everything fits" in dateline("verify").output


@pytest.mark.parametrize("command", [("story", "largest", "--html"), ("export", "--out")])
def test_no_command_writes_over_a_record_or_makes_a_folder(
    command: tuple[str, ...], record: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_RECORD", str(record))
    held, over = dump(record), record.with_suffix(".csv")
    over.symlink_to(record)
    assert "nothing is written over a record" in dateline(*command, over, code=2).stderr
    assert "Make it first" in dateline(*command, record.parent / "slip" / "a.csv", code=2).stderr
    assert dump(record) == held and not (record.parent / "slip").exists()


def test_no_folder_is_made_for_a_record_by_a_slip(tmp_path: Path) -> None:
    source = EXAMPLES / "11-nato-fjordside.html"
    assert "Make it first" in dateline("add", source, "--record", tmp_path / "slip" / "my.db", code=2).stderr
    assert list(tmp_path.iterdir()) == []
