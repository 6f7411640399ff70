"""What a user may expect of every command: plain words, counts that add up, nothing lost, nothing steered."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dateline.cli import app
from dateline.cli.adding import Wanted
from dateline.cli.printing import harmless
from dateline.cli.progress import count_pages, size_of
from dateline.model import Page
from dateline.recording import Record
from dateline.running import Settings
from dateline.running.watching import Watch

STORY = (
    "Norway expelled two Belarusian diplomats on Monday. Japan promised to send doctors to Kenya. “We will help,” the "
    "Japanese prime minister said in Tokyo. “We are ready to talk,” said Alexander Stubb, the president of Finland."
)
RETOLD = (
    "In Helsinki the president of Finland, Alexander Stubb, said: “We are ready to talk.” Two Belarusian diplomats "
    "were expelled by Norway on Monday, and Japan promised to send doctors to Kenya."
)
STEERING = "T :warning: \x1b[31mred [bold]x[/bold]\x9b2J\u202e"


def dateline(*arguments: object, code: int = 0, typed: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], input=typed)
    assert result.exit_code == code, result.output or repr(result.exception)
    return result


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    """A record of two reports and three skipped pages, and the summary of the run."""
    folder, record = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("record") / "r.db"
    rows = [
        {"text": STORY, "title": STEERING, "outlet": "O\x1b[2J"},
        {"text": RETOLD, "outlet": "Harbour Ledger"},
        {"text": ""},
        {"text": "Home"},
        {"html_path": "n"},
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (folder / "notes.md").write_text("mine")
    said = dateline("add", folder, "--record", record, "--workers", 0, "--json").stdout
    return record, {**json.loads(said), "source": folder / "rows.jsonl"}


def test_the_summary_adds_up(made: tuple[Path, dict[str, object]]) -> None:
    said = made[1]
    assert said["pages"] == 5 == said["kept"] + said["known"] + said["skipped"]  # type: ignore[operator]
    assert (said["kept"], said["known"], said["files_left_alone"]) == (2, 0, {".md": 1})
    reasons = said["skipped_by_reason"]
    assert isinstance(reasons, dict) and sum(reasons.values()) == said["skipped"] == 3
    assert isinstance(said["record"], dict) and said["record"]["pages"] == 5


def test_quiet_says_nothing_and_known_pages_are_counted(made: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    record = Path(shutil.copy(made[0], tmp_path / "r.db"))
    source = made[1]["source"]
    assert dateline("add", source, "--record", record, "--workers", 0, "--quiet").output == ""
    again = json.loads(dateline("add", source, "--record", record, "--workers", 0, "--json").stdout)
    assert (again["kept"], again["known"], again["skipped"]) == (0, 5, 0)


def test_skipped_pages_are_listed(made: tuple[Path, dict[str, object]]) -> None:
    lines = dateline("skipped", "--record", made[0]).stdout.splitlines()
    assert len(lines) == 3 and all("rows.jsonl:" in line for line in lines)
    as_json = [json.loads(line) for line in dateline("skipped", "--record", made[0], "--json").stdout.splitlines()]
    assert {one["id"] for one in as_json} == {line.split()[0] for line in lines}
    (beside,) = dateline("skipped", "--record", made[0], "--reason", "beside the line").stdout.splitlines()
    assert "No such file" in beside


def test_stories_and_a_brief_as_json(made: tuple[Path, dict[str, object]]) -> None:
    listed = json.loads(dateline("stories", "--record", made[0], "--json").stdout.splitlines()[0])
    brief = json.loads(dateline("story", "largest", "--record", made[0], "--json").stdout)
    assert listed["id"] == brief["story"] and (listed["pages"], listed["sources"], listed["copies"]) == (2, 2, 0)


TABLES = "reports skipped events statements entities stories lineages happenings utterances".split()


@pytest.mark.parametrize("table", TABLES)
def test_every_id_is_explained(made: tuple[Path, dict[str, object]], table: str) -> None:
    with sqlite3.connect(made[0]) as connection:
        ids = [row[0] for row in connection.execute(f"SELECT DISTINCT id FROM {table}")]
    assert ids
    with Record.open(made[0]) as opened:
        texts = {one.report.id: one.report.text for one in opened.coded()}
    for one in ids:
        (said,) = map(json.loads, dateline("explain", one, "--record", made[0], "--json").stdout.splitlines())
        assert said["id"] == one and said["lines"]
        cut = [(texts[x["report"]][x["start"] : x["end"]], x["words"]) for x in said["lines"] if x["words"]]
        assert all(words == shown for words, shown in cut)
        assert dateline("explain", one, "--record", made[0]).stdout.startswith(said["kind"])


def test_an_actor_is_explained_by_its_key(made: tuple[Path, dict[str, object]]) -> None:
    for key in _keys(made[0]):
        assert dateline("explain", key, "--record", made[0]).stdout.startswith(f"actor {key}")
    assert "stand in every table" in dateline("explain", "nobody/XXX", "--record", made[0], code=2).stderr


def _keys(record: Path) -> set[str]:
    from dateline.coding.actor_keys import actor_key

    with Record.open(record) as opened:
        events = [event for coded in opened.coded() for event in coded.coding.events]
    keys = {actor_key(actor).value for event in events for actor in (*event.actors, *event.recipients)} - {""}
    assert keys
    return keys


# ------------------------------------------------------------------ what is printed


@pytest.mark.parametrize("command", ["read", "code", "stories", "story", "explain", "skipped", "code a file"])
def test_no_page_steers_the_terminal(command: str, made: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    source = made[1]["source"]
    odd = tmp_path / "x\x1b[31m.txt"
    odd.write_text(STORY)
    report = _odd_report(made[0])
    asked: dict[str, tuple[object, ...]] = {
        "read": ("read", source, "--workers", 0),
        "code": ("code", source, "--workers", 0),
        "code a file": ("code", odd, tmp_path / "no\x1b[2Jsuch", "--workers", 0),
        "stories": ("stories", "--record", made[0]),
        "story": ("story", "largest", "--record", made[0]),
        "explain": ("explain", report, "--record", made[0]),
        "skipped": ("skipped", "--record", made[0]),
    }
    shown = dateline(*asked[command], code=2 if command == "code a file" else 0).output
    assert not set(shown) & {"\x1b", "\x9b", "\u202e", "⚠"}
    if command in ("read", "code", "explain"):
        assert "T :warning: \\x1b[31mred [bold]x[/bold]\\x9b2J\\u202e" in shown


def _odd_report(record: Path) -> str:
    with Record.open(record) as opened:
        return next(one.report.id for one in opened.coded() if ":warning:" in (one.report.title or ""))


def test_harmless_words_stay_what_they_are() -> None:
    assert harmless("Café\t[b]:x:\n“é”") == "Café\t[b]:x:\n“é”"
    assert harmless("a\x07\r\x7f\x85\ufeff") == "a\\x07\\x0d\\x7f\\x85\\ufeff"


def _run(command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    bare = f"{sys.executable} -m dateline"
    return subprocess.run(
        ["bash", "-c", command.replace("dateline ", f"{bare} ")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("dateline verify --record {} | true; exit ${{PIPESTATUS[0]}}", 0, ""),
        ("dateline stories --record {} >&-", 0, ""),
        ("dateline read - --workers 0 <&-", 2, "dateline: standard input is closed."),
        ("dateline stories --record {} > /dev/full", 2, "dateline: No space left on device."),
    ],
)
def test_pipes_that_are_closed_or_full(
    made: tuple[Path, dict[str, object]], command: str, code: int, said: str
) -> None:
    done = _run(command.format(made[0]))
    assert done.returncode == code, done.stderr
    assert done.stderr.startswith(said) and "Traceback" not in done.stderr and "ignored" not in done.stderr


def test_a_pipe_that_is_closed_early_costs_no_file(made: tuple[Path, dict[str, object]], tmp_path: Path) -> None:
    html = tmp_path / "brief.html"
    done = _run(f"dateline story largest --record {made[0]} --html {html} | true; exit ${{PIPESTATUS[0]}}")
    assert done.returncode == 0, done.stderr
    assert html.read_text(encoding="utf-8").endswith("</html>\n")


def test_a_terminal_of_few_letters(made: tuple[Path, dict[str, object]]) -> None:
    done = _run(f"dateline story largest --record {made[0]}", PYTHONIOENCODING="ascii")
    assert done.returncode == 0 and done.stdout.isascii() and "no copies \\xb7" in done.stdout, done.stderr


# ------------------------------------------------------------------ what is typed


def test_two_sentences_from_a_pipe_are_coded() -> None:
    for typed in ("Norway expelled two diplomats. Russia protested", "Norway expelled envoys.\nIt rained all day.\n"):
        shown = dateline("code", "-", "--workers", 0, "--json", typed=typed).stdout
        assert json.loads(shown)["coding"]["events"], shown


def test_columns_by_option(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'Nr;Inhalt\n7;"{STORY}"\n')
    asked = ("read", tmp_path / "a.csv", "--workers", 0, "--json")
    assert "--column text=NAME" in dateline(*asked).stdout
    report = json.loads(dateline(*asked, "--column", "text=Inhalt", "--column", "id=Nr").stdout)["report"]
    assert (report["given_id"], report["text"]) == ("7", STORY)
    assert "FACT=NAME" in dateline(*asked, "--column", "day=Nr", code=2).stderr


def test_the_record_is_named_alike_everywhere(made: tuple[Path, dict[str, object]]) -> None:
    by_option = dateline("export", "--record", made[0]).stdout
    assert by_option == dateline("export", made[0]).stdout == dateline("export", "-r", made[0]).stdout != ""
    assert "named twice" in dateline("export", made[0], "--record", "other.db", code=2).stderr


def test_a_record_given_as_a_source_is_told(made: tuple[Path, dict[str, object]]) -> None:
    assert "name it with --record" in dateline("read", made[0], "--workers", 0).stdout


def test_completion() -> None:
    shown = CliRunner().invoke(app, ["--show-completion", "bash"], prog_name="dateline", env={"SHELL": "/bin/bash"})
    assert "_DATELINE_COMPLETE" in shown.output


# ------------------------------------------------------------------ progress and watching


def test_the_bar_knows_how_much_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    (tmp_path / "b.md").write_text("mine, and left alone")
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": STORY}) + "\n" + json.dumps({"text": "Home"}) + "\n")
    whole = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert size_of([str(tmp_path)]) == whole and size_of([str(tmp_path), "-"]) == 0
    wanted = Wanted((str(tmp_path),), {}, None, Settings(), True, False, False)
    with count_pages() as counted:
        counted.whole = whole
        places = []
        for page in wanted.pages(counted, lambda _: True):
            assert isinstance(page, Page)
            counted.page()
            places.append(counted.progress.tasks[0].completed)
    assert places == sorted(places) and places[0] == (tmp_path / "a.txt").stat().st_size and places[-1] == whole
    assert "c.jsonl" in counted.progress.tasks[0].description


def test_a_file_is_taken_when_nobody_writes_it_any_more(tmp_path: Path) -> None:
    watch = Watch((tmp_path,))
    path = tmp_path / "a.txt"
    path.write_text("half")
    assert watch.look() == frozenset()
    path.write_text("whole page")
    assert watch.look() == frozenset()
    assert watch.look() == {path}
    assert watch.look() == frozenset()
    path.write_text("another page in its place")
    (tmp_path / "b.txt").write_text("more")
    assert watch.look() == frozenset()
    assert watch.look() == {path, tmp_path / "b.txt"}


def test_what_cannot_be_read_is_taken_once_so_that_its_reason_is_kept(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    watch = Watch((tmp_path,))
    assert watch.look() == frozenset()
    assert {path.name for path in watch.look()} == {"gone.txt"}
    assert watch.look() == frozenset()


def _hear_ctrl_c() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would all that the tests start there."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("ended_by", [signal.SIGINT, signal.SIGTERM])
def test_a_watched_folder(tmp_path: Path, ended_by: signal.Signals) -> None:
    folder, record = tmp_path / "in", tmp_path / "r.db"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY)
    options = ["-r", str(record), "--watch", "--every", "0.2", "--workers", "0"]
    command = [sys.executable, "-m", "dateline", "add", str(folder), *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=_hear_ctrl_c
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        try:
            first = running.stdout.readline()
            (folder / "b.txt").write_text(STORY.replace("Norway", "Sweden"))
            second = running.stdout.readline()
            time.sleep(0.1)
            running.send_signal(ended_by)
            assert running.wait(60) == 0
        finally:
            running.kill()
        said = running.stderr.read()
    assert first.startswith("1 page: 1 report") and second.startswith("1 page: 1 report; now 2 reports")
    assert "2 reports came in" in said
    again = json.loads(dateline("add", folder, "-r", record, "--workers", 0, "--json").stdout)
    assert (again["kept"], again["known"]) == (0, 2)


def test_a_stopped_run_tells_what_it_did(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text(STORY)
    monkeypatch.setattr("dateline.running.adding.link", stop)
    said = dateline("add", tmp_path / "a.txt", "-r", tmp_path / "r.db", "--workers", 0, "--json", code=130).stdout
    summary = json.loads(said)
    assert (summary["stopped"], summary["pages"], summary["kept"]) == (True, 1, 1)
