"""The application: pages at their paths, each as HTML and as JSON, behind the gate."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import anyio
import anyio.to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from dateline.errors import Ambiguous, DatelineError, NotFound, RecordError, UsageError
from dateline.serving import api, downloads
from dateline.serving.addresses import Moved, as_json_path
from dateline.serving.jobs import Job, result_of
from dateline.serving.kept import Answer, Kept
from dateline.serving.known import is_whole
from dateline.serving.news import latest_news
from dateline.serving.pages import PAGES
from dateline.serving.pages.fault import Fault
from dateline.serving.pages.home import home
from dateline.serving.pages.report import linking
from dateline.serving.pages.waiting import Waiting
from dateline.serving.params import Params
from dateline.serving.review.desk import Desk, Server
from dateline.serving.review.sessions import Forged
from dateline.serving.security import Gate
from dateline.serving.settings import Settings, check
from dateline.serving.shelf import AsksTooMuch, Shelf
from dateline.serving.showing import Page, as_atom, as_css, as_html, as_json
from dateline.serving.statics import Statics
from dateline.serving.tallies import tallies_of

PATIENCE = 1.5
"""Seconds that a visitor waits for a file before a page says that it is being written."""
AT_ONCE = 4
"""Pages that are made at the same time: more would only wait for one another, and each holds a part of the record."""
_EARLY = 120.0
_LOG = logging.getLogger("dateline.serving")
Endpoint = Callable[[Request], Awaitable[Response]]


def application(where: str | Path, settings: Settings | None = None, *, early: bool = False) -> ASGIApp:
    """What serves a record. `early`: what the first page asks is asked when the server begins, beside whatever else it
    does, so that no visitor waits for it. Raises NoRecord, NotARecord, RecordError, and UsageError for settings that
    are not safe."""
    settings = settings or Settings()
    shelf = Shelf(where, seconds=settings.seconds, patience=settings.patience)
    return Gate(_Server(where, shelf, check(settings), early=early).app(), settings)


class _Server:
    """One record with what was answered of it."""

    def __init__(self, where: str | Path, shelf: Shelf, settings: Settings, *, early: bool = False) -> None:
        self.shelf, self.early = shelf, early
        beside = Server(shelf, _params, self.refuse, lambda: self.limiter)
        self.desk = Desk(where, settings.by, beside) if settings.review else None
        self.kept = Kept(settings.kept * 1_000_000)
        self.making: dict[str, anyio.Event] = {}
        self.limiter: anyio.CapacityLimiter | None = None
        self.waiting: anyio.CapacityLimiter | None = None

    def app(self) -> Starlette:
        """Its routes. A page's JSON stands before the page: ids never end in .json."""
        routes: list[Route | Mount] = []
        for page in PAGES:
            routes.append(Route(page.json_path, partial(self.answer, page, json=True)))
            routes.append(Route(page.path, partial(self.answer, page, json=False)))
        routes.insert(0, Route("/report/{id}.css", self.link_words))
        routes.append(Route("/download", self.download))
        routes.append(Route("/changes.atom", self.tell_changes))
        routes.append(Route("/openapi.json", self.describe))
        routes.append(Mount("/static", Statics()))
        routes += self.desk.routes() if self.desk is not None else ()
        return Starlette(
            routes=routes,
            lifespan=self.lifespan,
            exception_handlers={HTTPException: self.missing, Exception: self.broken},
        )

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Opens and closes with the server."""
        self.limiter = anyio.CapacityLimiter(AT_ONCE)
        self.waiting = anyio.CapacityLimiter(AT_ONCE)
        if self.early:
            self.shelf.jobs.ask("early", lambda _: self.look_early())
        yield
        self.shelf.close()

    def look_early(self) -> None:
        """Looks at what the first page shows, and counts how often everybody takes part, as every story asks: what is
        asked of all versions alike is remembered from then on."""
        try:
            with self.shelf.moment(_EARLY) as moment:
                home(moment, Params({}, {}))
                tallies_of(moment.connection).sides(moment.connection, ())
        except Exception:  # noqa: BLE001 - the visitor who asks for it is told; here why it failed is kept in the log
            _LOG.exception("the first page could not be looked at early")

    async def answer(self, page: Page, request: Request, *, json: bool) -> Response:
        """One page: kept, or made in a thread, so that nothing waits for it, least of all a page that is kept. Who asks
        for a page that is being made waits for that one, and takes no place for it."""
        address = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
        while True:
            version = self.shelf.version_at_hand()
            if version is not None and (kept := self.kept.get(version, address)) is not None:
                return send(request, kept)
            if (made := self.making.get(address)) is None:
                break
            await made.wait()
        self.making[address] = anyio.Event()
        try:
            return await self.begin(page, request, address, json=json)
        finally:
            self.making.pop(address).set()

    async def begin(self, page: Page, request: Request, address: str, *, json: bool) -> Response:
        """A page that is made in a thread."""
        try:
            answer = await anyio.to_thread.run_sync(
                partial(self.make, page, request, address, json=json), limiter=self.limiter
            )
        except Moved as moved:  # for now: it may grow again
            return RedirectResponse(as_json_path(moved.path) if json else moved.path, 302)
        return send(request, answer)

    def make(self, page: Page, request: Request, address: str, *, json: bool) -> Answer:
        """The answer to an address, kept or new; what is wrong with the question is an answer too."""
        try:
            version = self.shelf.version()
            if (kept := self.kept.get(version, address)) is not None:
                return kept
            params = _params(request)
            with self.shelf.moment() as moment:
                value = page.build(moment, params)
                pending = bool(getattr(value, "pending", False))
                answer = self.show(page.template, value, request, json=json, status=202 if pending else 200)
                whole = is_whole(moment.connection)
            if whole and not pending:
                self.kept.put(version, address, answer)
            return answer
        except Moved:
            raise
        except DatelineError as error:
            return self.show("fault.html", _fault(error), request, json=json, status=_status(error))

    def show(self, template: str, value: object, request: Request, *, json: bool, status: int = 200) -> Answer:
        """A value as JSON or in its template."""
        if json:
            return as_json(value, status)
        path = request.url.path
        beside = f"{path.rstrip('/') or '/index'}.json" + (f"?{request.url.query}" if request.url.query else "")
        return as_html(
            template, value, path=path, json=beside, record=self.shelf.name, status=status,
            review=self.desk is not None,
        )  # fmt: skip

    async def link_words(self, request: Request) -> Response:
        """The styles by which the words of a report and their cards show each other: numbers of ours stand in them."""

        def make() -> Answer:
            with self.shelf.moment() as moment:
                return as_css(linking(moment.record.one(request.path_params["id"])))

        try:
            return send(request, await anyio.to_thread.run_sync(make, limiter=self.limiter))
        except NotFound as error:
            return self.complain(request, 404, str(error))

    async def download(self, request: Request) -> Response:
        """A file of what a question chooses: when it is ready; until then a page that says how far it is."""

        def begin() -> Job:
            job = downloads.start(self.shelf, _params(request), self.shelf.version())
            job.wait(PATIENCE)
            return job

        try:
            job = await anyio.to_thread.run_sync(begin, limiter=self.limiter)
            if "text/html" not in request.headers.get("accept", ""):  # a program wants the file and no page about it
                await anyio.to_thread.run_sync(partial(job.wait, downloads.SECONDS), limiter=self.waiting)
            if not job.ready.is_set():
                waiting = Waiting(job.done, job.whole)
                return send(request, self.show("waiting.html", waiting, request, json=False, status=202))
            made = result_of(job)
        except DatelineError as error:
            return send(request, self.show("fault.html", _fault(error), request, json=False, status=_status(error)))
        assert isinstance(made, downloads.Made)
        return FileResponse(made.path, media_type="application/octet-stream", filename=made.name)

    async def tell_changes(self, request: Request) -> Response:
        """What changed and came in, as an Atom feed."""

        def make() -> Answer:
            with self.shelf.moment() as moment:
                return as_atom(latest_news(moment.connection), self.shelf.name, str(request.base_url))

        try:
            return send(request, await anyio.to_thread.run_sync(make, limiter=self.limiter))
        except DatelineError as error:
            return self.complain(request, _status(error), str(error))

    async def describe(self, request: Request) -> Response:
        """The API as an OpenAPI document."""
        return send(request, as_json(api.document((*PAGES, *self.desk.pages) if self.desk is not None else PAGES)))

    async def missing(self, request: Request, error: Exception) -> Response:
        """An address that has no page."""
        assert isinstance(error, HTTPException)
        words = "there is no page at this address." if error.status_code == 404 else f"{error.detail}."
        return self.complain(request, error.status_code, words)

    def refuse(
        self, request: Request, error: DatelineError, back: str = "", typed: tuple[tuple[str, str], ...] = ()
    ) -> Response:
        """What is wrong with a question or a form; `back` leads to the form, `typed` is what stood in it."""
        fault = Fault(_status(error), str(error), back, typed)
        json = request.url.path.endswith(".json")
        return send(request, self.show("fault.html", fault, request, json=json, status=fault.status))

    async def broken(self, request: Request, error: Exception) -> Response:
        """A fault of ours: said in full where the server runs, and not to the visitor."""
        _LOG.error("%s failed", request.url.path, exc_info=error)
        return self.complain(request, 500, "Dateline failed on this page, a fault of ours. What it was is in the log.")

    def complain(self, request: Request, status: int, words: str) -> Response:
        """A page that says what is wrong."""
        json = request.url.path.endswith(".json")
        return send(request, self.show("fault.html", Fault(status, words), request, json=json, status=status))


def send(request: Request, answer: Answer) -> Response:
    """An answer, or only that it is the one that the visitor has."""
    headers = {"etag": answer.etag} | ({"refresh": "2"} if answer.status == 202 else {})
    held = [one.strip().removeprefix("W/") for one in request.headers.get("if-none-match", "").split(",")]
    if answer.status == 200 and (answer.etag in held or "*" in held):
        return Response(status_code=304, headers=headers)
    return Response(answer.body, answer.status, headers, answer.media)


def _params(request: Request) -> Params:
    query: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if "\x00" in value or "\x00" in name:
            raise UsageError("the address holds a null character.")
        query.setdefault(name, []).append(value.encode("utf-8", "replace").decode("utf-8"))
    return Params({name: str(value) for name, value in request.path_params.items()}, query)


def _fault(error: DatelineError) -> Fault:
    """What a visitor is told: where the record lies, and what a database says of itself, stays in the log."""
    if _status(error) == 503 and not isinstance(error, AsksTooMuch):
        _LOG.error("the record cannot be read: %s", error)
        return Fault(503, "the record cannot be read just now. Why is in the log of the server.")
    return Fault(_status(error), str(error))


def _status(error: DatelineError) -> int:
    if isinstance(error, Forged):
        return 403
    if isinstance(error, NotFound):
        return 404
    if isinstance(error, UsageError | Ambiguous):
        return 400
    return 503 if isinstance(error, RecordError) else 400
