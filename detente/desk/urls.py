"""Every URL of the desk is made here, so that a page's address is decided in one place."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

__all__ = ["actor", "entry", "id_of", "listing", "mark", "pair", "path_id", "report", "story", "twin", "with_query"]

_PLURAL = {
    "statement": "statements",
    "event": "events",
    "condition": "conditions",
    "meeting": "meetings",
    "report": "reports",
    "actor": "actors",
}


def path_id(id: str) -> str:
    """An id as one step of a path: `USA/john-kennedy` as `USA~john-kennedy`."""
    return quote(id.replace("/", "~"), safe="~")


def id_of(step: str) -> str:
    """The id that a step of a path stands for."""
    return step.replace("~", "/")


def listing(kind: str, **filters: object) -> str:
    """The list of a kind: statements, events, conditions, meetings, reports or actors."""
    return with_query(f"/{_PLURAL[kind]}", filters)


def actor(id: str) -> str:
    """An actor's page."""
    return f"/actors/{path_id(id)}"


def pair(a: str, b: str, **filters: object) -> str:
    """The negotiating table of two sides."""
    return with_query(f"/pairs/{path_id(a)}/{path_id(b)}", filters)


def report(id: str) -> str:
    """A report's page."""
    return f"/reports/{path_id(id)}"


def mark(report_id: str, start: int, end: int) -> str:
    """Characters `start` to `end` of a report, highlighted in its text."""
    return f"{report(report_id)}#c{start}-{end}"


def story(id: str) -> str:
    """A story's page."""
    return f"/stories/{path_id(id)}"


def entry(kind: str, id: str) -> str:
    """An entry's page."""
    return f"/{_PLURAL[kind]}/{path_id(id)}"


def twin(path: str, suffix: str, query: Mapping[str, object]) -> str:
    """The same page as `json` or `csv`."""
    return with_query(f"{'/front' if path == '/' else path}.{suffix}", query)


def with_query(path: str, given: Mapping[str, object]) -> str:
    """A path with its query; what is None or empty is left out."""
    asked = [(key, value) for key, value in given.items() if value not in (None, "", [], ())]
    return f"{path}?{urlencode(asked, doseq=True)}" if asked else path
