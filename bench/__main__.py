"""python -m bench predict TASK --gold DIR --out FILE, or: python -m bench score --gold-root DIR --scorers DIR."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bench.audits import answer_made, confusion_lines, labelled_rows, own_rows
from bench.borrowed import borrowed, common_phrases
from bench.calibration import read_guesses, report_lines
from bench.calibration_picture import draw
from bench.quotes import score as score_quotes
from bench.registry import TASKS, Task, predictor, task_named
from bench.scoreboard import keep, kept, run, show
from bench.settings import judge
from bench.settings import report_lines as setting_lines
from bench.statements import Pair, lines_of, miss_lines, score_statements

app = typer.Typer(
    no_args_is_help=True, add_completion=False, rich_markup_mode=None, help=__doc__, pretty_exceptions_enable=False
)

_NAMES = ", ".join(task.name for task in TASKS)


@app.command()
def predict(
    task: Annotated[str, typer.Argument(metavar="TASK", help=_NAMES)],
    gold: Annotated[Path, typer.Option(exists=True, file_okay=False, help="The task's gold folder.")],
    out: Annotated[Path, typer.Option(help="File to write (copies: a folder).")],
) -> None:
    """Write the predictions of one task."""
    try:
        name = task_named(task).name
    except KeyError as error:
        raise typer.BadParameter(str(error.args[0])) from error
    (out if name == "copies" else out.parent).mkdir(parents=True, exist_ok=True)
    predictor(name)(gold, out)


@app.command()
def audit(
    half: Annotated[str | None, typer.Option(help="dev or test: every other one of our own texts.")] = None,
    labels: Annotated[Path | None, typer.Option(exists=True, help="Labelled texts in place of our own.")] = None,
    docs: Annotated[list[Path] | None, typer.Option(exists=True, help="Their texts: JSONL, gzip too.")] = None,
    part: Annotated[str, typer.Option(help="Which part of the labels: train, dev.")] = "train",
    most: Annotated[int, typer.Option(help="Labelled acts that are taken, spread evenly.")] = 240,
    workers: Annotated[int, typer.Option(help="Worker processes.")] = 0,
) -> None:
    """Make rows with planted errors, audit them, and print which verdicts they get."""
    rows = own_rows(half) if labels is None else labelled_rows(labels, docs or [], most, part)
    with tempfile.TemporaryDirectory() as folder:
        answers = answer_made(rows, Path(folder), workers)
    for line in confusion_lines(rows, answers):
        typer.echo(line)


@app.command()
def quotes(
    gold: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder with docs.jsonl and groups.json.")],
) -> None:
    """Pair the quotations of reports of one thing, and print how many of gold's pairs are found."""
    for line in score_quotes(gold):
        typer.echo(line)


@app.command()
def statements(
    gold: Annotated[
        list[Path], typer.Option(exists=True, file_okay=False, help="Gold folder with statements; may be repeated.")
    ],
    misses: Annotated[bool, typer.Option("--misses", help="Show what is missed, false or wrong.")] = False,
) -> None:
    """Find the statements of annotated texts, and print how many are found and what of each is right."""
    pairs: list[Pair] = []
    for folder in gold:
        with tempfile.TemporaryDirectory() as scratch:
            pairs += score_statements(folder, Path(scratch))
    for line in (*lines_of(pairs), *(miss_lines(pairs) if misses else ())):
        typer.echo(line)


@app.command()
def score(
    gold_root: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder that holds all gold folders.")],
    scorers: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder that holds the scorers.")],
    json: Annotated[Path | None, typer.Option(help="Keep all figures here.")] = None,
    against: Annotated[
        Path | None, typer.Option(exists=True, help="Figures kept earlier, to show the difference.")
    ] = None,
    only: Annotated[list[str] | None, typer.Option(help=f"Only this task (may be repeated): {_NAMES}")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Keep the predictions in this folder.")] = None,
) -> None:
    """Predict and score every task, print one scoreboard; exit code 1 if a task failed."""
    wanted = [task_named(name) for name in only] if only else [task for task in TASKS if _wanted(task, gold_root)]
    with tempfile.TemporaryDirectory() as scratch:
        work = (predictions or Path(scratch)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        results = []
        for task in wanted:
            typer.echo(f"{task.name} ...", err=True)
            results.append(run(task, gold_root.resolve(), scorers.resolve(), work))
    show(results, kept(against) if against else {})
    if json is not None:
        keep(results, json)
    if any(result.failed for result in results):
        raise typer.Exit(1)


def _wanted(task: Task, gold_root: Path) -> bool:
    """Whether a task is part of a whole run: one that not every gold root has is left out where it is not there."""
    return not task.optional or (gold_root / task.gold / "docs.jsonl").exists()


@app.command("borrowed")
def find_borrowed(
    texts: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of texts that belong to others.")],
    project: Annotated[Path, typer.Option(exists=True, file_okay=False, help="A checkout.")] = Path(),
) -> None:
    """Name every seven words of the project that stand in a text of others; exit code 1 if there are any."""
    found = borrowed(project, texts, common_phrases())
    for one in found:
        typer.echo(f"{one.file}:{one.line}: {one.words} ({one.source})")
    typer.echo(f"{len(found)} runs of words", err=True)
    if found:
        raise typer.Exit(1)


@app.command("dates")
def plant_dates(
    half: Annotated[str, typer.Option(metavar="dev|held-out|both", help="The halves share no story.")] = "both",
    seed: Annotated[int, typer.Option(help="Another seed plants other dates.")] = 4,
    each: Annotated[int, typer.Option(min=1, help="Cases of every kind and half.")] = 10,
    misses: Annotated[bool, typer.Option("--misses", help="Name what was missed.")] = False,
) -> None:
    """Plant false dates on pages of our own, and true ones that look odd; print how many are caught and how many
    honest pages are doubted."""
    from bench.dates.planting import HALVES  # it reads the example pages: only where dates are planted
    from bench.dates.scoring import report_lines, verdicts

    for name in HALVES:
        if half in (name, "both"):
            found = list(verdicts(name, seed, each))
            typer.echo(f"{name}:\n" + "\n".join(report_lines(found)))
            for one in found if misses else []:
                if not one.right:
                    typer.echo(f"    {one.case.kind} | {one.case.story} | lie {one.case.lie} | truth {one.case.truth}")
                    typer.echo(f"      {one.found}")


@app.command("settings")
def show_settings(
    gold: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Gold folder of acts.")],
    pred: Annotated[Path, typer.Option(exists=True, dir_okay=False, help="What was predicted for it.")],
) -> None:
    """Hold the days and places of predicted acts against gold."""
    typer.echo("\n".join(setting_lines(judge(gold, pred))))


@app.command("calibration")
def show_calibration(
    gold: Annotated[
        list[Path], typer.Option(exists=True, file_okay=False, help="Gold folder of acts; may be repeated.")
    ],
    pred: Annotated[list[Path], typer.Option(exists=True, dir_okay=False, help="What was predicted for it.")],
    picture: Annotated[Path | None, typer.Option(metavar="FILE.svg", help="Also draw it.")] = None,
) -> None:
    """Hold how sure predicted acts are against how often they are right, over all pairs of --gold and --pred."""
    if len(gold) != len(pred):
        raise typer.BadParameter(
            f"{len(gold)} of --gold, {len(pred)} of --pred. Give each --gold its --pred, in order."
        )
    try:
        guesses = [one for pair in zip(gold, pred, strict=True) for one in read_guesses(*pair)]
        drawn = draw(guesses) if picture is not None else ""
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    typer.echo("\n".join(report_lines(guesses)))
    if picture is not None:
        picture.parent.mkdir(parents=True, exist_ok=True)
        picture.write_text(drawn, encoding="utf-8")


@app.command("groups")
def score_groups(
    gold: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder with docs, gold and groups.json.")],
) -> None:
    """Link reports of one thing, and count which anchors are merged and which fields agree and differ as gold says."""
    from bench.groups import score as score_all

    typer.echo("\n".join(score_all(gold).lines()))


@app.command("quiet")
def code_quiet_pages(
    gold: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder that `quiet-pages` wrote.")],
    records: Annotated[bool, typer.Option("--records", help="Name every record of the dev part.")] = False,
) -> None:
    """Code pages without politics; print how many records they give, of the dev part also the types and the pages
    with most."""
    from bench.quiet.scoring import coded, record_lines, report_lines

    found = coded(gold)
    typer.echo("\n".join([*report_lines(found), *(record_lines(found) if records else ())]))


@app.command("quiet-pages")
def build_quiet_pages(
    texts: Annotated[list[Path], typer.Option(exists=True, file_okay=False, help="Folder of sets (repeatable).")],
    out: Annotated[Path, typer.Option(help="Folder to write docs.jsonl into.")],
) -> None:
    """Gather the texts of the pages without politics; exit code 1 if one is missing."""
    from bench.quiet.pages import build, chosen

    missing = build(chosen(), texts, out)
    for one in missing:
        typer.echo(f"missing: {one.id} of {one.source}", err=True)
    if missing:
        raise typer.Exit(1)


if __name__ == "__main__":
    app()
