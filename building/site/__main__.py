"""python -m building.site FOLDER: writes the site there; exit code 1, and what is wrong, where a link leads nowhere."""

from __future__ import annotations

import sys
from pathlib import Path

from sphinx.cmd.build import main

ROOT = Path(__file__).resolve().parents[2]
_START = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Dateline</title>
<meta http-equiv="refresh" content="0; url=docs/index.html"><p><a href="docs/index.html">Dateline</a></p></html>
"""


def build(out: Path) -> int:
    """Builds all pages anew, warnings being errors. The exit code."""
    conf = str(Path(__file__).parent)
    code: int = main(["--fail-on-warning", "--keep-going", "--fresh-env", "--quiet", "-c", conf, str(ROOT), str(out)])
    if code == 0:
        (out / "index.html").write_text(_START, encoding="utf-8")
        print(f"Written: {out}/index.html")
    return code


if __name__ == "__main__":
    raise SystemExit(build(Path(sys.argv[1])))
