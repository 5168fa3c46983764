"""Pages as HTML: the templates, what they may call, and the frame that every page has."""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from detente import __version__
from detente.desk import urls, wording
from detente.desk.charts import step_days
from detente.desk.page import Asked, Page

__all__ = ["failed", "html"]

NAVIGATION = (
    ("Front", "/"),
    ("Actors", "/actors"),
    ("Pairs", "/pairs"),
    ("Paths", "/paths"),
    ("Calendar", "/calendar"),
    ("Statements", "/statements"),
    ("Stories", "/stories"),
    ("Reports", "/reports"),
    ("Ask", "/ask"),
)


def html(page: Page, asked: Asked, stale: bool) -> Response:
    """The page in its frame. `stale` says that the record has changed since the copy it was made from."""
    query = _Query({name: value for name, value in asked.query.items() if value})
    shown = {
        "names": {},
        **page.data,
        **page.shown,
        "title": page.title,
        "path": asked.path,
        "query": query,
        "record_name": asked.record.path.name,
        "taken": asked.snapshot.taken,
        "reading": asked.snapshot.reading,
        "stale": stale,
        "twins": [(suffix.upper(), urls.twin(asked.path, suffix, query)) for suffix in ("json", "csv")],
    }
    return HTMLResponse(_templates().get_template(page.template).render(shown), page.status)


class _Query(dict[str, str]):
    """The filters of a URL; one that is not there is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def failed(reason: str, status: int) -> Response:
    """A page that says what is wrong."""
    title = "Not here" if status == 404 else "This cannot be shown"
    frame = {"title": title, "path": "", "query": _Query(), "record_name": "", "taken": None, "twins": ()}
    text = _templates().get_template("failed.html").render(frame, reason=reason, status=status)
    return HTMLResponse(text, status)


@cache
def _templates() -> Environment:
    found = Environment(
        loader=PackageLoader("detente.desk"),
        autoescape=True,
        finalize=_safe,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.globals |= {
        "urls": urls,
        "navigation": NAVIGATION,
        "version": __version__,
        "turned": _turned,
        "here": _here,
        "name_of": wording.name_of,
        "period": wording.period,
        "step_end": lambda row: step_days(row)[1],
        "reading": False,
        "stale": False,
    }
    found.filters |= {"day": wording.plain_day, "short": wording.shorten, "count": _count, "signed": _signed}
    return found


def _safe(value: Any) -> Any:
    """What a template writes: text without characters that hide or turn it; None as nothing."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return wording.clean(value)
    return value


def _turned(path: str, query: dict[str, str], **changes: object) -> str:
    """This page with other filters; a filter of None is taken away."""
    return urls.with_query(path, {**query, **changes})


def _here(path: str, address: str) -> bool:
    """The page at `path` is the one at `address`, or stands below it."""
    return path == address or (address != "/" and path.startswith(f"{address}/"))


def _signed(number: float) -> str:
    """A sum of scores with its sign; a true minus, which is as wide as the plus."""
    return f"{number:+.1f}".replace("-", "−")


def _count(number: int, what: str) -> str:
    many = f"{what[:-1]}ies" if what.endswith("y") else f"{what}s"
    return f"{number:,} {what if number == 1 else many}"
