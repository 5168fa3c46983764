"""docs/paths.md is true: its commands give what stands below them. `python tests/test_docs_paths.py` writes it anew."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from test_readme import CONSOLE, ROOT, run_again

import detente
from detente.outlook.fading import HALF_LIFE

PAGE = ROOT / "docs" / "paths.md"


def test_the_worked_example_gives_what_the_page_shows(tmp_path: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    (example,) = CONSOLE.findall(page)
    assert run_again(f"```console\n{example}```\n", tmp_path) == f"```console\n{example}```\n"


def test_the_script_of_the_page_runs(tmp_path: Path) -> None:
    (script,) = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    with detente.open(tmp_path / "mackerel.duckdb"):
        pass
    exec(compile(script.replace("mackerel.duckdb", str(tmp_path / "mackerel.duckdb")), str(PAGE), "exec"), {})


def test_it_tells_the_half_life() -> None:
    assert f"half as much for every {HALF_LIFE:g} days" in PAGE.read_text(encoding="utf-8")


def rewrite() -> None:
    """Writes the outputs of the page anew."""
    page = PAGE.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        (example,) = CONSOLE.findall(page)
        PAGE.write_text(
            page.replace(example, CONSOLE.findall(run_again(f"```console\n{example}```\n", Path(folder)))[0]),
            encoding="utf-8",
        )


if __name__ == "__main__":
    rewrite()
