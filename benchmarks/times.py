"""How well times are read: runs the time reader over a set with marked times and shows the scorer's figures.

    python benchmarks/times.py ../shared/gold/times/timebank_dev.jsonl --scorer ../shared/tools/score_times.py

The set has a JSON object a line with `name`, `text`, `published`, and `times` to compare with. With
`--found FILE` what was found is kept there, in the form of `detente times`.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from detente.reading.times import find_times


def main() -> None:
    """Reads, writes, scores; the reader's speed goes to standard error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="JSON lines with name, text, published, times")
    parser.add_argument("--scorer", type=Path, default=Path("../shared/tools/score_times.py"))
    parser.add_argument("--language", default="en")
    parser.add_argument("--found", type=Path, help="keep what was found in this file")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines() if line.strip()]
    find_times("", published=None, language=given.language)  # word lists are compiled before the clock starts
    start = time.perf_counter()
    found = [
        find_times(row["text"], published=date.fromisoformat(row["published"][:10]), language=given.language)
        for row in rows
    ]
    seconds = time.perf_counter() - start
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{1000 * seconds / words * 500:.2f} ms for 500 words", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        path = given.found or Path(folder) / "found.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for row, times in zip(rows, found, strict=True):
                spans = [{"span": [when.span.start, when.span.end], "value": when.value} for when in times]
                out.write(json.dumps({"name": row["name"], "times": spans}) + "\n")
        subprocess.run([sys.executable, given.scorer, given.gold, path], check=True)


if __name__ == "__main__":
    main()
