"""Files that every page needs: style sheets, the coast of the map, htmx. They come from the package alone."""

from __future__ import annotations

import functools
import hashlib
from importlib import resources

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

_SHEETS = ("brief.css", "marks.css")
_KINDS = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}
_OWN = ("serve.css", "report.css", "review.css", "coast.svg", "htmx.min.js", "judging.js")


class Statics:
    """Answers with one of a fixed list of files; no name of a file is made out of an address."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        name = Request(scope).path_params.get("path", "") or scope["path"].rsplit("/", 1)[-1]
        found = _files().get(name.lstrip("/"))
        response: Response
        if found is None:
            response = PlainTextResponse("There is no such file.\n", 404)
        else:
            body, kind, etag = found
            headers = {"etag": etag, "cache-control": "private, max-age=3600"}
            held = Request(scope).headers.get("if-none-match", "")
            response = (
                Response(status_code=304, headers=headers) if held == etag else Response(body, 200, headers, kind)
            )
        await response(scope, receive, send)


@functools.cache
def _files() -> dict[str, tuple[bytes, str, str]]:
    found = {}
    for package, names in (("dateline.exporting", _SHEETS), ("dateline.serving", _OWN)):
        folder = "templates" if package == "dateline.exporting" else "static"
        for name in names:
            body = (resources.files(package) / folder / name).read_bytes()
            kind = _KINDS[name[name.rindex(".") :]]
            found[name] = (body, kind, f'"{hashlib.sha256(body).hexdigest()[:32]}"')
    return found
