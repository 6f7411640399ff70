"""`dateline dossier`: pages in, one file over all their stories out; no record stays."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from dateline.cli.exits import end_plainly, print_written
from dateline.cli.options import WorkersOption, settings_of
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.exporting.formats import WriteFile
    from dateline.running import Settings

_RECORD: Final = "these pages"
"""What the dossier calls its pages: the name of the record that is made for them and thrown away."""


@end_plainly
def dossier(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="PAGES...", help="Files and folders; - is standard input. See docs/sources.md."),
    ],
    out: Annotated[
        Path, typer.Option(metavar="FILE", help="The file to write: .html (one page, no script) or .md.")
    ] = Path("dossier.html"),
    workers: WorkersOption = None,
) -> None:
    """Write one file over all given pages: an index of their stories, the brief of each, every page with its link.

    Nothing is kept but the file. To keep the pages too: dateline add, then dateline export --out dossier.html.
    """
    from dateline.cli.options import check_sources

    check_sources(sources)
    write = _writer(out)
    with tempfile.TemporaryDirectory(prefix="dateline-") as folder:
        _write(sources, Path(folder) / _RECORD, settings_of("dateline", workers, False, None, 10.0, 1024), write, out)


def _writer(out: Path) -> WriteFile:
    from dateline.exporting.dossier import html, markdown

    made = (*html.formats(), *markdown.formats())
    known = {ending: write for one in made for ending, write in one.files.items()}
    ending = out.suffix.lower()
    if ending not in known:
        raise UsageError(f"{out} does not end in {' or '.join(known)}. Name the file so.")
    return known[ending]


def _write(sources: list[str], place: Path, settings: Settings, write: WriteFile, out: Path) -> None:
    from dateline.cli.adding import Wanted, add_once
    from dateline.cli.progress import count_reports
    from dateline.cli.replacing import check_place, replacing_file
    from dateline.exporting.selection import Selection
    from dateline.recording import Record

    check_place(out)
    with Record.open(str(place)) as record:
        add_once(record, Wanted(tuple(sources), {}, None, settings, linking=True, json=False, quiet=True))
        with record.snapshot() as moment, count_reports("dossier") as watch, replacing_file(out) as file:
            written = write(Selection(moment, watch=watch), file)
    print_written(out, ", ".join(f"{count:,} {what}" for what, count in written.items()))
