"""Articles as they are → who says or thinks what: source, cue and content spans.

`source` is the speaker's words at the cue, as the gold annotates them ("he" where the text says "he said"); `speaker`
beside it is whom these words are resolved to, which the scorer does not read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dateline import Page, Report, Statement, code, read


def predict(gold: Path, out: Path) -> None:
    """Read `gold`/docs.jsonl ({id, text}) and write {id, attributions} lines to `out`."""
    with (gold / "docs.jsonl").open(encoding="utf-8") as docs, out.open("w", encoding="utf-8") as sink:
        for line in docs:
            row = json.loads(line)
            page = Page(row["text"].encode("utf-8"), media="text/plain", charset="utf-8", given_id=row["id"])
            report = read(page, as_is=True)
            found = code(report).statements if isinstance(report, Report) else ()
            sink.write(json.dumps({"id": row["id"], "attributions": [_attribution(s) for s in found]}) + "\n")


def _attribution(statement: Statement) -> dict[str, Any]:
    speaker, cue = statement.speaker, statement.cue
    return {
        "source": [[speaker.span.start, speaker.span.end]] if speaker else [],
        "cue": [[cue.start, cue.end]] if cue else [],
        "content": [[span.start, span.end] for span in statement.content],
        "kind": statement.quotation,
        "speaker": speaker.name if speaker else None,
    }
