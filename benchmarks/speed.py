"""How fast reports are read, against bare parsing with the same pipeline in the same run, on one process.

    python benchmarks/speed.py
    python benchmarks/speed.py REPORTS.jsonl.gz --articles 300 --repeats 5

REPORTS has a JSON object a line with `text` and perhaps `date`. Whole reading (text to entries) and bare
parsing (the same paragraphs through the same spaCy pipeline, nothing kept) take turns; what counts is words
by the second of CPU time of this process, so that a busy machine tells little on the ratio. The share of
each step is taken in a run of its own. Loading is left out of all of them, and told apart.
"""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any
from unittest.mock import patch

from scoring import SHARED, arguments, there

from detente.model import Report
from detente.reading import reader
from detente.reading.parsing import STRAIGHT, body_pieces, load_pipeline

BATCH = 64
"""Paragraphs that spaCy is given at once."""

STEPS = ("parse_reports", "cast_of", "set_speakers")
"""Steps of a reading by name; those that are called find_... come by themselves."""


def main() -> None:
    """Warms up, takes turns, prints."""
    parser = arguments(__doc__)
    parser.add_argument(
        "reports",
        type=Path,
        nargs="?",
        default=SHARED / "corpora" / "wikinews_2019_2020.jsonl.gz",
        help="JSON lines, gzipped",
    )
    parser.add_argument("--articles", type=int, default=100, help="how many of them, from the first on (100)")
    parser.add_argument("--repeats", type=int, default=3, help="turns of each (3)")
    parser.add_argument("--language", default="en")
    given = parser.parse_args()
    path = there(given.reports, what="reports as JSON lines")
    reports = load_reports(path, count=given.articles, language=given.language)
    words = sum(len(report.text.split()) for report in reports)
    start = process_time()
    reader.load_codebook(given.language)
    pipeline = load_pipeline(given.language)
    loading = process_time() - start
    print(f"{len(reports)} articles, {words:,} words")
    print(f"{pipeline.package} {pipeline.version}, matrix products by {pipeline.blas}")
    print(f"loading        {loading:.1f} s of CPU")
    read(reports[:20])  # word lists and caches fill before the clock starts
    parse(reports[:20], given.language)
    reading, parsing = [], []
    for _ in range(given.repeats):
        parsing.append(words / seconds(lambda: parse(reports, given.language)))
        reading.append(words / seconds(lambda: read(reports)))
    ratios = [r / p for r, p in zip(reading, parsing, strict=True)]
    print(f"bare parsing   {_three(parsing, '{:,.0f}')} words a CPU-second")
    print(f"whole reading  {_three(reading, '{:,.0f}')} words a CPU-second")
    print(f"ratio          {_three(ratios, '{:.2f}')}")
    shares = steps(reports)
    total = sum(shares.values())
    for name, spent in sorted(shares.items(), key=lambda item: -item[1]):
        print(f"  {name:18} {100 * spent / total:5.1f} %  {1e6 * spent / words:7.2f} microseconds a word")


def load_reports(path: Path, *, count: int, language: str) -> list[Report]:
    """The first reports of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, count)]
    return [
        Report.make(
            f"{path.name}#{n}",
            row["text"],
            language=language,
            published=date.fromisoformat(row["date"][:10]) if row.get("date") else None,
        )
        for n, row in enumerate(rows)
    ]


def read(reports: Sequence[Report]) -> None:
    """Reads the reports, with nothing known of their paragraphs from a turn before: what is measured."""
    for language in {report.language or "en" for report in reports}:
        load_pipeline(language).known.forget()
    for _ in reader.read_reports(reports):
        pass


def parse(reports: Sequence[Report], language: str) -> None:
    """Parses the same paragraphs with the same pipeline, and throws the result away."""
    pieces = (r.text[a:b].translate(STRAIGHT) for r in reports for a, b in body_pieces(r))
    for _ in load_pipeline(language).nlp.pipe(pieces, batch_size=BATCH):
        pass


def seconds(job: Callable[[], None]) -> float:
    """CPU seconds, of all threads of this process, that a job takes."""
    start = process_time()
    job()
    return process_time() - start


def steps(reports: Sequence[Report]) -> dict[str, float]:
    """CPU seconds spent in each step of a reading; what lies between them is `the rest`."""
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **options: Any) -> Any:
            start = process_time()
            try:
                return step(*given, **options)
            finally:
                spent[name] += process_time() - start

        return call

    names = [name for name in vars(reader) if name.startswith("find_") or name in STEPS]
    with patch.multiple(reader, **{name: timed(name, getattr(reader, name)) for name in names}):
        whole = seconds(lambda: read(reports))
    return {**spent, "the rest": max(0.0, whole - sum(spent.values()))}


def _three(values: Sequence[float], form: str) -> str:
    low, middle, high = (form.format(f(values)) for f in (min, median, max))
    return f"{middle} (from {low} to {high})"


if __name__ == "__main__":
    main()
