"""How well reports are grouped by the happening they tell of, on all sets with the one setting of the program.

    python benchmarks/stories.py
    python benchmarks/stories.py --planted [../shared/corpora/wikinews_2019_2020.jsonl.gz]

The first runs `detente stories` on each set and shows the scorer's BCubed figures. The second shows how the one
threshold (ENOUGH of detente/linking/average_link.py) was set, without those sets: the paragraphs of each Wikinews
article are dealt like cards into two to five reports, and the dealt reports grouped again, at several thresholds.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from scoring import SHARED, arguments, score, there

from detente.linking import average_link
from detente.linking.stories import group_reports
from detente.model import Report

SETS = ("ecbplus_dev", "allsides_dev", "meantime_dev")
WIKINEWS = SHARED / "corpora" / "wikinews_2019_2020.jsonl.gz"
THRESHOLDS = (0.15, 0.17, 0.18, 0.19, 0.20, 0.21, 0.22, 0.23, 0.25)
PARTS = (2, 3, 4, 5)
DEALS = 3


def main() -> None:
    """Groups and scores the sets; or, with --planted, the reports dealt from a corpus."""
    parser = arguments(__doc__)
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "stories", help="folder of the sets")
    parser.add_argument("--scorer", type=Path, default=SHARED / "tools" / "score_stories.py")
    parser.add_argument("--planted", type=Path, nargs="?", const=WIKINEWS, help="show how the threshold was set")
    given = parser.parse_args()
    if given.planted:
        _planted(there(given.planted, what="a corpus of articles"))
        return
    there(given.scorer, what="the scorer of stories")
    for name in SETS:
        gold = there(given.gold / f"{name}.jsonl", what="reports with their stories")
        with tempfile.TemporaryDirectory() as folder:
            found = Path(folder) / "found.jsonl"
            with found.open("w", encoding="utf-8") as out:
                subprocess.run([sys.executable, "-m", "detente", "stories", gold], stdout=out, check=True)
            print(name, end="  ")
            score(given.scorer, gold, found)


def _planted(path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = {row["id"]: _paragraphs(row["text"]) for row in map(json.loads, lines)}
    totals: Counter[float] = Counter()
    for parts in PARTS:
        for deal in range(1, DEALS + 1):
            reports, article = _dealt(articles, parts, deal)
            for threshold in THRESHOLDS:
                average_link.ENOUGH = threshold
                stories = {id_: story.id for story in group_reports(reports) for id_ in story.reports}
                totals[threshold] += _bcubed(article, stories)
    for threshold in THRESHOLDS:
        print(f"{threshold:.2f}  BCubed F1 {100 * totals[threshold] / (len(PARTS) * DEALS):.1f}")


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text) if len(part.split()) > 12]


def _dealt(articles: Mapping[str, Sequence[str]], parts: int, deal: int) -> tuple[list[Report], dict[str, str]]:
    reports, article = [], {}
    for name, paragraphs in articles.items():
        if len(paragraphs) < 2 * parts:
            continue
        shuffled = random.Random(f"{name}{deal}").sample(paragraphs, len(paragraphs))
        for part in range(parts):
            report = Report.make(f"{name}/{part}", " ".join(shuffled[part::parts]), language="en")
            reports.append(report)
            article[report.id] = name
    return reports, article


def _bcubed(gold: Mapping[str, str], found: Mapping[str, str]) -> float:
    members = defaultdict(list)
    for id_, story in found.items():
        members[story].append(gold[id_])
    size = Counter(gold.values())
    precision = recall = 0.0
    for told in members.values():
        for name, times in Counter(told).items():
            precision += times * times / len(told)
            recall += times * times / size[name]
    return 2 * precision * recall / (precision + recall) / len(gold)


if __name__ == "__main__":
    main()
