"""How well events between known pairs are coded: `detente code` on a table of sentences with PLOVER types.

    python benchmarks/pairs.py
    python benchmarks/pairs.py TABLE.tsv --scorer score_codes.py

TABLE has the columns `id`, `sentence`, `actor`, `recipient`, and `type` and `quad` to compare with. Prints
the scorer's macro F1 over types, quad classes and sides, then how many of the codebook's own examples get
their type: a figure much lower on those kept aside than on the others would mean that the frames are tuned.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from scoring import SHARED, arguments, score, there

from detente.codebook.frames import load_frames
from detente.codebook.scopes import load_scopes
from detente.reading.checking import check_examples


def main() -> None:
    """Codes the table with the command line, scores, and adds the codebook's own examples."""
    parser = arguments(__doc__)
    parser.add_argument(
        "table", type=Path, nargs="?", default=SHARED / "gold" / "plv_dev.tsv", help="the coded sentences"
    )
    parser.add_argument("--scorer", type=Path, default=SHARED / "tools" / "score_codes.py")
    parser.add_argument("--found", type=Path, help="keep the coded table in this file")
    given = parser.parse_args()
    table = there(given.table, what="a table of coded sentences")
    scorer = there(given.scorer, what="the scorer of codes")
    with tempfile.TemporaryDirectory() as work:
        coded = given.found or Path(work) / "coded.tsv"
        with coded.open("wb") as out:
            done = subprocess.run([sys.executable, "-m", "detente", "code", table], stdout=out, check=False)
        if done.returncode:
            sys.exit(f"detente code {table}: ended with status {done.returncode}")
        score(scorer, table, coded)
    for name, aside in (("aside", True), ("others", False)):
        checked = check_examples(load_frames("en"), load_scopes("en"), aside=aside)
        right = sum(each.type_right for each in checked)
        share = 100 * right / max(1, len(checked))
        print(f"codebook's examples, {name:6}  type {share:.1f} % of {len(checked)}")


if __name__ == "__main__":
    main()
