"""How well whole reports are read: statements, events, conditions and meetings against records made by hand.

    python benchmarks/seeds.py
    python benchmarks/seeds.py FOLDER --gold FOLDER/gold.jsonl --scorer score_record.py

FOLDER holds the reports as NAME.txt with their sidecars NAME.json, and the record that a careful person
made of them, gold.jsonl. Reads them, exports, and prints the scorer's precision, recall and F1 a kind.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from scoring import SHARED, arguments, export_readings, score, there


def main() -> None:
    """Reads, exports, scores."""
    parser = arguments(__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "seeds", help="the reports")
    parser.add_argument("--gold", type=Path, help="the record made by hand (FOLDER/gold.jsonl)")
    parser.add_argument("--scorer", type=Path, default=SHARED / "tools" / "score_record.py")
    given = parser.parse_args()
    folder = there(given.folder, what="a folder of reports")
    gold = there(given.gold or folder / "gold.jsonl", what="the record made by hand")
    scorer = there(given.scorer, what="the scorer of records")
    reports = sorted(folder.glob("*.txt"))
    there(reports[0] if reports else folder / "*.txt", what="at least one report as a text file")
    with tempfile.TemporaryDirectory() as work:
        found = Path(work) / "found.jsonl"
        export_readings(reports, found, jobs=1)
        score(scorer, gold, found)


if __name__ == "__main__":
    main()
