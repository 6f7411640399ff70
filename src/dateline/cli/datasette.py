"""`dateline datasette`: writes what Datasette needs beside a record, and says how to start it."""

from __future__ import annotations

import shlex
from pathlib import Path

from dateline.errors import UsageError
from dateline.recording import Record

_YAML = (".yaml", ".yml")


def write_datasette(record: str, out: Path) -> None:
    """Writes a folder (datasette.yaml, plugins/links.py, templates/) or one YAML file, and prints the command.

    Raises UsageError where the record is no file or something would be overwritten that is not ours, RecordError.
    """
    if "://" in record:
        raise UsageError(
            "Datasette shows SQLite files, and this record is on a server. Add the pages to a file: "
            "dateline add SOURCE --record record.db"
        )
    from dateline.exporting.datasette import metadata, plugin, templates

    with Record.open(record, create=False) as opened:
        where = Path(opened.where)
    text = metadata(where)
    command = ["datasette", str(where)]
    if out.suffix in _YAML:
        out.write_text(text, encoding="utf-8")
        written, options = [out], ["--metadata", str(out)]
    else:
        texts = {"datasette.yaml": text, "plugins/links.py": plugin()}
        texts |= {f"templates/{name}": content for name, content in templates().items()}
        for name, content in texts.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(content, encoding="utf-8")
        written = [out / "datasette.yaml", out / "plugins" / "links.py", out / "templates"]
        options = ["--metadata", str(written[0]), "--plugins-dir", str(out / "plugins")]
        options += ["--template-dir", str(out / "templates")]
    print(f"Written: {', '.join(map(str, written))}")
    print(f"Start it with: {shlex.join([*command, *options, '--setting', 'truncate_cells_html', '400', '--open'])}")
