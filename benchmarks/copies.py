"""How well copies are found: plants copies, excerpts and rewrites of real articles, and times both searches.

    python benchmarks/copies.py [../shared/corpora/wikinews_2019_2020.jsonl.gz]
    python benchmarks/copies.py --speed ../shared/corpora/*.jsonl.gz --reports 12500 25000 50000 100000

Every article gets one retelling of each kind: `credit` (another headline, an agency's tag and credit), `excerpt`
(a run of its paragraphs), `within` (whole, in the middle of a longer text), `rewrite` (every eighth word another,
a sentence gone, two in another order), `numbers` (all numbers others, and the name that occurs most). One counts
as found where a line of `find_copies` joins it to its article or to another retelling of it; a line is wrong
where it joins reports of two articles. Articles that repeat each other in the corpus itself count as wrong too.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import resource
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from scoring import SHARED, arguments, there

from detente.linking.copies import find_copies
from detente.linking.stories import group_reports
from detente.model import Report

WIKINEWS = SHARED / "corpora" / "wikinews_2019_2020.jsonl.gz"
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
FEWEST_WORDS = 80


def main() -> None:
    """Plants, finds and counts; or, with --speed, times copies and stories on a corpus repeated with changed words."""
    parser = arguments(__doc__)
    parser.add_argument("corpus", type=Path, nargs="?", default=WIKINEWS, help="gzipped JSON lines with id, text")
    parser.add_argument("--speed", type=Path, nargs="+", help="time on these corpora together instead")
    parser.add_argument(
        "--reports", type=int, nargs="+", default=[19_000], help="so many, the corpora repeated as often as it takes"
    )
    parser.add_argument("--undated", action="store_true", help="without days, so that stories compare all with all")
    given = parser.parse_args()
    if given.speed:
        paths = [there(path, what="a corpus") for path in given.speed]
        for count in sorted(given.reports):
            _speed(paths, count, undated=given.undated)
    else:
        _quality(there(given.corpus, what="a corpus of articles"))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _quality(path: Path) -> None:
    rows = [row for row in _rows(path) if len(row["text"].split()) >= FEWEST_WORDS]
    spare = sorted({word for row in rows for word in row["text"].split() if word.isalpha()})
    family: dict[str, str] = {}
    kind: dict[str, str] = {}
    reports = []
    for row in rows:
        chance = random.Random(row["id"])
        first = Report.make(row["id"], row["text"], published=date(2020, 1, 1))
        planted = {name: plant(row["text"], chance, spare) for name, plant in PLANTS.items()}
        later = [
            Report.make(f"{row['id']}/{name}", text, published=date(2020, 1, 1) + timedelta(days=1 + n))
            for n, (name, text) in enumerate(planted.items())
        ]
        kind |= {report.id: name for report, name in zip(later, planted, strict=True)}
        family |= {report.id: row["id"] for report in (first, *later)}
        reports += [first, *later]
    lines = find_copies(reports)
    right = [line for line in lines if family[line.report] == family[line.of]]
    joined = {id_ for line in right for id_ in (line.report, line.of)}
    found = Counter(kind[id_] for id_ in joined if id_ in kind)
    each = Counter(kind.values())
    total = sum(found.values()) / sum(each.values())
    print(f"{len(rows)} articles, {len(reports)} reports: recall {total:.3f}  precision {len(right) / len(lines):.3f}")
    print("   ".join(f"{name} {found[name] / each[name]:.3f}" for name in each))


def _credit(text: str, chance: random.Random, _: list[str]) -> str:
    tag = chance.choice(["LONDON (AP) — ", "PARIS, (Reuters) - ", "(AFP) – ", ""])
    return f"{tag}{text}\n\nThis article has been adapted from its original source. All rights reserved."


def _excerpt(text: str, chance: random.Random, _: list[str]) -> str:
    sentences = SENTENCE.split(text)
    size = max(4, round(len(sentences) * chance.uniform(0.3, 0.7)))
    start = chance.randrange(max(1, len(sentences) - size + 1))
    return " ".join(sentences[start : start + size])


def _within(text: str, chance: random.Random, spare: list[str]) -> str:
    around = [" ".join(chance.choices(spare, k=chance.randrange(80, 250))) for _ in range(2)]
    return f"{around[0]}.\n\n{text}\n\n{around[1]}."


def _rewrite(text: str, chance: random.Random, spare: list[str]) -> str:
    sentences = SENTENCE.split(text)
    if len(sentences) > 4:
        del sentences[chance.randrange(len(sentences))]
        place = chance.randrange(len(sentences) - 1)
        sentences[place], sentences[place + 1] = sentences[place + 1], sentences[place]
    words = " ".join(sentences).split()
    return " ".join(chance.choice(spare) if chance.random() < 1 / 8 else word for word in words)


def _numbers(text: str, chance: random.Random, _: list[str]) -> str:
    changed = re.sub(r"\d+", lambda found: str(int(found[0]) + chance.randrange(1, 30)), text)
    names = Counter(re.findall(r"(?<=[a-z,] )[A-Z][a-z]{3,}", text)).most_common(1)
    return changed.replace(names[0][0], names[0][0][::-1].capitalize()) if names else changed


PLANTS: dict[str, Callable[[str, random.Random, list[str]], str]] = {
    "credit": _credit, "excerpt": _excerpt, "within": _within, "rewrite": _rewrite, "numbers": _numbers,
}  # fmt: skip


def _speed(paths: Sequence[Path], wanted: int, *, undated: bool) -> None:
    reports: list[Report] = []
    rows = [row for path in paths for row in _rows(path) if row["text"]]
    random.Random(1).shuffle(rows)  # so that a part of them is like the whole
    for n in range(wanted):
        turn, place = divmod(n, len(rows))
        day = date(1987, 1, 1) + timedelta(days=200 * turn + 200 * place // len(rows))
        text = _other_words(rows[place]["text"], turn)
        published = None if undated else day
        given = {"title": rows[place].get("title"), "published": published, "language": "en"}
        reports.append(Report.make(f"{rows[place]['id']}/{turn}", text, **given))
    for name, work in (("copies", find_copies), ("stories", group_reports)):
        start = time.process_time()
        found = work(reports)
        seconds = time.process_time() - start
        rate = f"{seconds:.1f} CPU s, {len(reports) / seconds:.0f} reports a CPU second"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        print(f"{name}: {len(reports)} reports, {len(found)} found, {rate}, peak {peak:.2f} GB", flush=True)


def _other_words(text: str, turn: int) -> str:
    """The text with one long word in three turned round and marked, another third each turn."""
    if not turn:
        return text
    mark = chr(ord("a") + turn % 26)
    return re.sub(r"[A-Za-z]{5,}", lambda w: w[0][::-1] + mark if sum(map(ord, w[0])) % 3 == turn % 3 else w[0], text)


if __name__ == "__main__":
    main()
