"""What the benchmarks share: where the sets and scorers lie, a record read and exported, the figures."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import detente
from detente.exports import write

__all__ = ["SHARED", "arguments", "export_readings", "own_set", "score", "there"]

SETS = Path(__file__).parent / "sets"

SHARED = Path("../shared")
"""Where the sets and their scorers lie beside a checkout, if nothing else is given."""


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """A parser of command lines that shows a module's docstring as its help."""
    return argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)


def own_set(doc: str | None, name: str) -> tuple[list[dict[str, Any]], argparse.Namespace]:
    """The rows of the part of our own set `name` that the command line asks for, and what it says.

    `aside` is the part kept aside, of which nothing but totals is shown; so it goes with no `errors`.
    """
    parser = arguments(doc)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--aside", action="store_true", help="the part that is kept aside: totals alone")
    which.add_argument("--errors", action="store_true", help="what is wrong, missed, or found and is not there")
    given = parser.parse_args()
    file = SETS / (f"{name}_aside.jsonl" if given.aside else f"{name}.jsonl")
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()], given


def there(path: Path, *, what: str) -> Path:
    """The path, if it is there; otherwise the program ends with a line that says what is missing."""
    if not path.exists():
        sys.exit(f"{path}: not there; this benchmark needs {what}, whose place can be given (see --help)")
    return path


def export_readings(paths: Iterable[Path], to: Path, *, jobs: int | None = None) -> None:
    """Reads reports into a record of the moment and exports it to `to` as JSON lines."""
    with tempfile.TemporaryDirectory() as folder, detente.open(Path(folder) / "record.duckdb") as record:
        counts = record.read(*paths, jobs=jobs)
        for source, reason in counts.unread:
            print(f"{source}: not read: {reason}", file=sys.stderr)
        write(record, "jsonl", to)


def score(scorer: Path, *given: Path | str) -> None:
    """Runs a scorer on its arguments; its figures go to standard output. Ends the program where it fails."""
    sys.stdout.flush()
    done = subprocess.run([sys.executable, scorer, *given], check=False)
    if done.returncode:
        sys.exit(done.returncode)
