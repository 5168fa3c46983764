"""What the benchmarks share: where the sets and scorers lie, a record read and exported, the figures."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import detente
from detente.exports import write

__all__ = ["SHARED", "arguments", "export_readings", "score", "there"]

SHARED = Path("../shared")
"""Where the sets and their scorers lie beside a checkout, if nothing else is given."""


def arguments(doc: str | None) -> argparse.ArgumentParser:
    """A parser of command lines that shows a module's docstring as its help."""
    return argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)


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
