"""What many tests share: a small quarrel over fishing grounds in three reports, and the record of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_site import demo, october, site  # noqa: F401  fixtures
from typer.testing import CliRunner, Result

import detente
from detente.cli import app

FIRST = (
    "OSLO — Norway's Foreign Minister Ine Eriksen Soreide said on Monday that Iceland must withdraw its "
    "patrol boats from the fishing grounds. Norway accused Iceland of firing on a trawler. “We will not "
    "accept this,” she said. If Iceland does not withdraw the boats, Norway will close its ports to "
    "Icelandic ships, she warned. Russia condemned Norway on Monday. The weather was fine.\n"
)
SECOND = (
    "REYKJAVIK — Iceland rejected the demand of Norway on Tuesday. Prime Minister Katrin Jakobsdottir said "
    "her country had not fired on anybody. Iceland offered talks to Norway. The foreign ministers of Iceland "
    "and Norway will meet in Copenhagen on Friday.\n"
)
REPORTS = {
    "first.txt": (
        FIRST,
        {"published": "2021-05-03", "outlet": "Fjord Wire", "title": "Norway warns Iceland"},
    ),
    "second.txt": (SECOND, {"published": "2021-05-04", "outlet": "Geyser Post", "title": "Iceland answers"}),
    "third.txt": (
        FIRST + "(Fjord Wire)\n",
        {"published": "2021-05-04", "outlet": "Harbour Gazette", "title": "Norway warns"},
    ),
}


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the three reports with their sidecars."""
    folder = tmp_path_factory.mktemp("quarrel")
    for name, (text, facts) in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
        (folder / name).with_suffix(".json").write_text(json.dumps(facts | {"language": "en"}), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def _read_once(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "crisis.duckdb"
    with detente.open(path) as record:
        record.read(reports, jobs=1)
    return path


@pytest.fixture
def crisis(_read_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The record of the three reports as `crisis.duckdb` in a new working folder."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(_read_once, tmp_path / "crisis.duckdb"))


@pytest.fixture
def run() -> Callable[..., Result]:
    """Runs the command line in this process: `run("show", "events")`."""

    def invoke(*args: object) -> Result:
        result = CliRunner().invoke(app, [str(arg) for arg in args])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        return result

    return invoke
