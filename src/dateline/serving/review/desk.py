"""The desk: the routes of review, behind the gate. No page with a form is kept; what a form writes shows at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import anyio.to_thread
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from dateline.errors import DatelineError, UsageError
from dateline.reviewing import judgement_line
from dateline.serving.jobs import result_of
from dateline.serving.params import Params
from dateline.serving.review import forms
from dateline.serving.review.acts import ACTS, Act, Pen
from dateline.serving.review.forms import Form
from dateline.serving.review.pages import review_pages
from dateline.serving.review.sessions import Forged, Sessions
from dateline.serving.review.work import Piece, Work
from dateline.serving.shelf import Shelf
from dateline.serving.showing import Page, as_html, as_json

PATIENCE = 1.5
"""Seconds that a form which begins long work waits for its end."""
HEADERS = {"cache-control": "no-store", "referrer-policy": "same-origin"}
"""A form of a page that sends no referrer says that it comes from nowhere (`Origin: null`)."""


class Complain(Protocol):
    """Says what is wrong with a question or a form."""

    def __call__(
        self, request: Request, error: DatelineError, back: str = "", typed: tuple[tuple[str, str], ...] = ()
    ) -> Response: ...


ReadParams = Callable[[Request], Params]


@dataclass(frozen=True, slots=True)
class Server:
    """What the desk needs of the server: the record, how a question is read, how a fault is said."""

    shelf: Shelf
    params: ReadParams
    complain: Complain
    limiter: Callable[[], Any]


class Desk:
    """Pages to judge on, and what they send."""

    def __init__(self, where: str | Path, by: str, server: Server) -> None:
        """`where` the record lies, `by` who judges ("": each visitor says it)."""
        self._pen, self._sessions, self._server = Pen(where), Sessions(by), server
        self._work = Work(where)
        self.pages = review_pages(self._work)

    def routes(self) -> list[Route]:
        """All of them; the only ones of the server that take a form."""
        out = [Route("/judge/log.jsonl", self._export)]
        for page in self.pages:
            out.append(Route(page.json_path, partial(self._json, page)))
            out.append(Route(page.path, partial(self._page, page)))
        out += [Route(f"/judge/{name}", partial(self._post, act), methods=["POST"]) for name, act in ACTS.items()]
        out.append(Route("/judge/name", self._name, methods=["POST"]))
        out.append(Route("/judge/link", partial(self._long, self._link), methods=["POST"]))
        out.append(Route("/judge/import", partial(self._long, self._bring_in), methods=["POST"]))
        return out

    async def _in_thread(self, work: Callable[[], Any]) -> Any:
        return await anyio.to_thread.run_sync(work, limiter=self._server.limiter())

    async def _json(self, page: Page, request: Request) -> Response:
        def make() -> Response:
            with self._server.shelf.moment() as moment:
                answer = as_json(page.build(moment, self._server.params(request)))
            return Response(answer.body, answer.status, HEADERS, answer.media)

        return await self._guarded(request, lambda: self._in_thread(make))

    async def _page(self, page: Page, request: Request) -> Response:
        session = self._sessions.of(request)

        def make() -> Response:
            params = self._server.params(request)
            asked = Params(params.path, {**params.query, "by": [self._sessions.who(session)]})
            with self._server.shelf.moment() as moment:
                value = page.build(moment, asked)
            pending = bool(getattr(value, "pending", False))
            path, query = request.url.path, request.url.query
            answer = as_html(
                page.template, value, path=path, json=f"{path}.json" + (f"?{query}" if query else ""), review=True,
                record=self._server.shelf.name, token=self._sessions.token(session), who=self._sessions.who(session),
                named="yes" if self._sessions.fixed else "", here=path + (f"?{query}" if query else ""),
            )  # fmt: skip
            again = {"refresh": "2"} if pending else {}
            return Response(answer.body, 202 if pending else 200, HEADERS | again, answer.media)

        response = await self._guarded(request, lambda: self._in_thread(make))
        self._sessions.remember(request, response, session)
        return response

    async def _post(self, act: Act, request: Request) -> Response:
        async def write() -> Response:
            form, session = await self._checked(request)
            work = partial(self._pen.write, act, form, self._sessions.who(session))
            try:
                await anyio.to_thread.run_sync(work)  # not among those who read: no page waits for a form
            except DatelineError as error:
                refused = self._server.complain(request, error, form.back("/judge"), form.typed())
                refused.headers.update(HEADERS)
                return refused
            return RedirectResponse(form.back("/judge"), 303, HEADERS)

        return await self._guarded(request, write)

    async def _long(self, begin: Callable[[Form, str], Piece], request: Request) -> Response:
        """Begins long work; what takes more than a moment is watched on a page of its own."""

        async def work() -> Response:
            form, session = await self._checked(request)
            piece = begin(form, self._sessions.who(session))
            ready = await anyio.to_thread.run_sync(partial(piece.job.wait, PATIENCE))
            if ready:
                result_of(piece.job)
            return RedirectResponse(form.back("/judge") if ready else "/judge/work", 303, HEADERS)

        return await self._guarded(request, work)

    def _link(self, _: Form, by: str) -> Piece:
        return self._work.link(by)

    def _bring_in(self, form: Form, by: str) -> Piece:
        """Judgements as JSON lines; who made them stands in them."""
        lines = form.needed("lines", "the text with a judgement a line")
        return self._work.bring_in(by, [line.encode() for line in lines.split("\n")])

    async def _name(self, request: Request) -> Response:
        async def name() -> Response:
            form, session = await self._checked(request)
            if self._sessions.fixed:
                raise UsageError(f"everybody judges here as {self._sessions.fixed}, as the server was started.")
            self._sessions.name(session, form.needed("name", "your name"))
            return RedirectResponse(form.back("/judge"), 303, HEADERS)

        return await self._guarded(request, name)

    async def _checked(self, request: Request) -> tuple[Form, str]:
        session = self._sessions.of(request)
        form = await forms.read(request)
        self._sessions.check(request, session, form.one("token"))
        return form, session

    async def _export(self, request: Request) -> Response:
        def read() -> list[bytes]:
            with self._server.shelf.moment() as moment:
                return [judgement_line(one) for one in moment.record.judgements()]

        async def send() -> Response:
            lines = await self._in_thread(read)
            named = {"content-disposition": 'attachment; filename="judged.jsonl"'}
            return StreamingResponse(iter(lines), 200, HEADERS | named, "application/jsonl")

        return await self._guarded(request, send)

    async def _guarded(self, request: Request, make: Callable[[], Awaitable[Response]]) -> Response:
        try:
            return await make()
        except DatelineError as error:
            response = self._server.complain(request, error)
            response.headers.update(HEADERS)
            return response


__all__ = ["Desk", "Forged", "Server"]
