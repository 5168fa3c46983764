"""How well reports are grouped by the happening they tell of, on all sets with the one setting of the program.

    python benchmarks/stories.py
    python benchmarks/stories.py --planted [../shared/corpora/wikinews_2019_2020.jsonl.gz]

The first runs `detente stories` on each set and shows the scorer's BCubed figures. The second shows how grouping was
set without those sets: each article is retold in one to thirteen reports of 25 to 300 words, which take its sentences
by chance, the first ones rather, and half of the words of each; the retold reports are grouped again, at several
thresholds (ENOUGH of detente/linking/average_link.py). The halves of some long articles are retold as two happenings
with the same names. It also feeds the reports in batches and counts how many change the id of their story.
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
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from scoring import SHARED, arguments, score, there

from detente.linking import average_link
from detente.linking.stories import group_reports
from detente.model import Report, Story

SETS = ("ecbplus_dev", "allsides_dev", "meantime_dev")
WIKINEWS = SHARED / "corpora" / "wikinews_2019_2020.jsonl.gz"
THRESHOLDS = (0.17, 0.19, 0.21, 0.23, 0.25)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
ARTICLES = 300
"""So many articles of a corpus, in a row."""
TIMES = (1, 1, 1, 2, 3, 3, 3, 5, 8, 13)
LENGTHS = (25, 40, 60, 90, 150, 300)
LONG = 12
"""Sentences from which an article may be two happenings."""
BATCHES = 10


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
    for name, halves in (("articles", 0.0), ("halves of articles too", 0.6)):
        reports, happening = _retold(path, halves=halves)
        print(f"{name}: {len(reports)} reports of {len(set(happening.values()))} happenings")
        chosen = average_link.ENOUGH
        for average_link.ENOUGH in THRESHOLDS:
            print(f"  {average_link.ENOUGH:.2f}  BCubed F1 {_f1(happening, group_reports(reports)):.1f}", flush=True)
        average_link.ENOUGH = chosen
        moved, stories = _streamed(reports)
        print(f"  in {BATCHES} batches  BCubed F1 {_f1(happening, stories):.1f}, change their id {100 * moved:.2f} %")


def _retold(path: Path, *, halves: float) -> tuple[list[Report], dict[str, str]]:
    """Reports, and the happening that each tells; `halves` is the part of long articles that are two happenings."""
    chance = random.Random(1)
    reports, happening = [], {}
    for name, sentences in _happenings(path, chance, halves):
        for number in range(chance.choice(TIMES)):
            report = Report.make(f"{name}/{number}", _telling(sentences, chance), language="en")
            reports.append(report)
            happening[report.id] = name
    return reports, happening


def _happenings(path: Path, chance: random.Random, halves: float) -> Iterator[tuple[str, Sequence[Sequence[str]]]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["text"]][:ARTICLES]
    for row in rows:
        cut = [sentence.split() for sentence in SENTENCE.split(" ".join(row["text"].split()))]
        sentences = [words for words in cut if len(words) > 5]
        if len(sentences) >= LONG and chance.random() < halves:
            yield f"{row['id']}a", sentences[: len(sentences) // 2]
            yield f"{row['id']}b", sentences[len(sentences) // 2 :]
        elif len(sentences) >= 4:
            yield row["id"], sentences


def _telling(sentences: Sequence[Sequence[str]], chance: random.Random) -> str:
    length = chance.choice(LENGTHS)
    left, words = list(range(len(sentences))), list[str]()
    while left and len(words) < length:
        place = chance.choices(left, [(1 + n) ** -0.5 for n in left])[0]
        left.remove(place)
        words += [word for word in sentences[place] if chance.random() < 0.5]
    return " ".join(words[:length])


def _streamed(reports: Sequence[Report]) -> tuple[float, list[Story]]:
    """What part of the reports of a batch before gets another story's id by the next; and the stories at last."""
    order = random.Random(1).sample(reports, len(reports))
    stories: list[Story] = []
    before: dict[str, str] = {}
    moved = there = 0
    for batch in range(1, BATCHES + 1):
        stories = group_reports(order[: len(order) * batch // BATCHES], known=stories)
        now = _ids(stories)
        moved += sum(now[id_] != story for id_, story in before.items())
        there += len(before)
        before = now
    return moved / there, stories


def _ids(stories: Sequence[Story]) -> dict[str, str]:
    return {report: story.id for story in stories for report in story.reports}


def _f1(happening: Mapping[str, str], stories: Sequence[Story]) -> float:
    return 100 * _bcubed(happening, _ids(stories))


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
