"""The site: which URL is which page, and how a page goes out as HTML, JSON or CSV."""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from detente.desk import urls
from detente.desk.page import Asked, BadRequest, Page, as_csv, as_json
from detente.desk.pages import actors, ask, calendar, entry, front, lists, pair, paths, report, stories
from detente.desk.rendering import failed, html
from detente.desk.security import Closed
from detente.desk.snapshot import Copies, Snapshot
from detente.errors import DetenteError, NoSuchEntry
from detente.linking.wordings import wording

__all__ = ["PAGES", "make_app"]

MakesPage = Callable[[Asked], Page]

PAGES: tuple[tuple[str, MakesPage], ...] = (
    ("/front", front.page),
    ("/actors", actors.index),
    ("/actors/{id}", actors.one),
    ("/pairs", pair.index),
    ("/pairs/{a}/{b}", pair.page),
    ("/paths", paths.page),
    ("/calendar", calendar.page),
    ("/statements", lists.statements),
    ("/events", lists.events),
    ("/conditions", lists.conditions),
    ("/meetings", lists.meetings),
    ("/stories", stories.index),
    ("/stories/{id}", stories.one),
    ("/disagreements", stories.disagreements),
    ("/reports", lists.reports),
    ("/reports/{id}", report.page),
    ("/statements/{id}", entry.page_of("statement")),
    ("/events/{id}", entry.page_of("event")),
    ("/conditions/{id}", entry.page_of("condition")),
    ("/meetings/{id}", entry.page_of("meeting")),
    ("/ask", ask.page),
)
"""Every page by its path; each has twins at the same path with `.json` and `.csv`."""


def make_app(record: str | os.PathLike[str], *, hosts: Collection[str] | None = None) -> Starlette:
    """The site of the record at `record`, an ASGI application.

    It answers to the Host headers in `hosts` (see `security.host_names`), or to every one. The record is opened
    with the first page, from a copy (see `snapshot`); what is wrong with it is told on the page.
    """
    copies = Copies(Path(os.path.abspath(record)), warm=_warm)  # noqa: PTH100  (resolve() would rename it in messages)

    @asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        threading.Thread(target=_prepare, args=(copies,), daemon=True).start()
        yield
        copies.close()

    here = Path(__file__).parent
    app = Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=here / "static"), name="static"),
            Route("/reports/{id}.css", _answers(copies, report.page, _style_sheet)),
            Route("/calendar.ics", _answers(copies, calendar.page, _calendar)),
            Route("/paths.svg", _answers(copies, paths.page, _drawing)),
            Route("/paths.vg.json", _answers(copies, paths.page, _specification)),
            *_routes(copies),
            Route("/favicon.ico", lambda request: RedirectResponse("/static/icon.svg")),
        ],
        middleware=[Middleware(Closed, hosts=hosts), Middleware(GZipMiddleware, minimum_size=2000)],
        exception_handlers={404: lambda request, error: failed("There is no such page.", 404)},
        lifespan=living,
    )
    app.state.copies = copies
    return app


def _routes(copies: Copies) -> list[BaseRoute]:
    found: list[BaseRoute] = []
    for path, page in PAGES:
        found.append(Route(f"{path}.json", _answers(copies, page, _json)))
        found.append(Route(f"{path}.csv", _answers(copies, page, _csv)))
        found.append(Route("/" if path == "/front" else path, _answers(copies, page, html)))
    return found


def _answers(
    copies: Copies, makes: MakesPage, form: Callable[[Page, Asked, bool], Response]
) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        steps = {name: urls.id_of(step) for name, step in request.path_params.items()}
        try:
            with copies.leased() as snapshot:
                asked = Asked(snapshot, request.url.path, steps, dict(request.query_params))
                return form(makes(asked), asked, copies.stale(snapshot))
        except NoSuchEntry as error:
            return failed(str(error), 404)
        except BadRequest as error:
            return failed(str(error), 400)
        except DetenteError as error:
            return failed(str(error), 400 if "is no date" in str(error) else 503)

    return answer


def _json(page: Page, asked: Asked, stale: bool) -> Response:
    return Response(as_json(page), page.status, media_type="application/json")


def _csv(page: Page, asked: Asked, stale: bool) -> Response:
    name = asked.path.strip("/").replace("/", "-")
    headers = {"content-disposition": f'attachment; filename="{name.encode("ascii", "ignore").decode()}"'}
    return Response(as_csv(page), page.status, headers, media_type="text/csv")


def _style_sheet(page: Page, asked: Asked, stale: bool) -> Response:
    return PlainTextResponse(page.shown["highlights"], media_type="text/css")


def _calendar(page: Page, asked: Asked, stale: bool) -> Response:
    return Response(calendar.ics(asked), media_type="text/calendar")


def _drawing(page: Page, asked: Asked, stale: bool) -> Response:
    return Response(paths.drawing(page), media_type="image/svg+xml")


def _specification(page: Page, asked: Asked, stale: bool) -> Response:
    return JSONResponse(paths.specification(page))


def _warm(snapshot: Snapshot) -> None:
    """Asks what every visit asks first, so that the new copy answers at once."""
    for page in (front.page, calendar.page):
        page(Asked(snapshot, "/", {}, {}))


def _prepare(copies: Copies) -> None:
    """Loads what pairs and paths compare words with, and joins the paths: seconds that no visit should wait for."""
    with suppress(DetenteError), copies.leased() as snapshot:
        wording("")
        paths.joined_of(snapshot)
