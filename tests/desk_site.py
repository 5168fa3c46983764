"""The sample crisis for the tests, as `detente demo` reads it, once; and its desk, asked without a network."""

from __future__ import annotations

import asyncio
import contextlib
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner, Result

import detente
from detente.cli import app

__all__ = ["Links", "Site", "demo", "october", "site"]


class Site:
    """A desk that is asked in this process."""

    def __init__(self, record: Path, **given: object) -> None:
        from detente.desk import make_app  # noqa: PLC0415  loads the drawing of charts

        self.app = make_app(record, **given)  # type: ignore[arg-type]

    def get(self, path: str, **headers: str) -> httpx.Response:
        """One answer; `host` and other headers by name."""

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
                return await client.get(path, headers=headers)

        return asyncio.run(ask())

    def close(self) -> None:
        """Deletes its copies of the record."""
        self.app.state.copies.close()


class Links(HTMLParser):
    """What a page links to and loads, and the anchors it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.loads: list[str] = []
        self.ids: list[str] = []
        self.scripts: list[str] = []
        self._script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._script = tag == "script"
        if tag == "a" and given.get("href"):
            self.hrefs.append(given["href"] or "")
        elif given.get("src") or (tag == "link" and given.get("href")):
            self.loads.append(given.get("src") or given.get("href") or "")
        if given.get("id"):
            self.ids.append(given["id"] or "")
        self.scripts += [name for name in given if re.match(r"on|style$", name)]

    def handle_data(self, data: str) -> None:
        if self._script and data.strip():
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._script = False


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    """What `detente demo` says, and the folder in which it ran."""
    folder = tmp_path_factory.mktemp("demo")
    with contextlib.chdir(folder):
        return CliRunner().invoke(app, ["demo"]), folder


@pytest.fixture(scope="session")
def october(demo: tuple[Result, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the sample crisis, linked."""
    path = tmp_path_factory.mktemp("october") / "october-1962.duckdb"
    shutil.copy(demo[1] / path.name, path)
    with detente.open(path) as record:
        record.link()
    return path


@pytest.fixture(scope="session")
def site(october: Path) -> Iterator[Site]:
    """Its desk."""
    desk = Site(october)
    yield desk
    desk.close()
