"""How well times are read: runs the time reader over a set with marked times and shows the scorer's figures.

    python benchmarks/times.py ../shared/gold/times/timebank_dev.jsonl --scorer ../shared/tools/score_times.py
    python benchmarks/times.py benchmarks/sets/times_fr.jsonl --language fr --whole --errors

The set has a JSON object a line with `name`, `text`, `published`, and `times` to compare with. With
`--found FILE` what was found is kept there, in the form of `detente times`.

`--whole` compares every marked time of a set that says more than days, months and years, as ours do: `value` may
be the interval `first/last` of two days, or empty for words that name no day (a duration, "in recent weeks"). A
time is right where a found one overlaps it and has its value; two found ones may tell the two ends of an interval.
For one marked `about` (a season, a night between two days) a value inside it is enough, or one that shares half of
the days; one without value must be found and not be taken for a day, unless it says since when. Times marked
`optional` are not counted, found or not. `part_of_day` and `relation` are counted apart, where the set has them.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from calendar import monthrange
from datetime import date
from pathlib import Path
from typing import Any

from scoring import SHARED, arguments, score, there

from detente.reading.times import When, find_times


def main() -> None:
    """Reads, writes, scores; the reader's speed goes to standard error."""
    parser = arguments(__doc__)
    parser.add_argument("gold", type=Path, help="JSON lines with name, text, published, times")
    parser.add_argument("--scorer", type=Path, default=SHARED / "tools/score_times.py")
    parser.add_argument("--language", default="en")
    parser.add_argument("--found", type=Path, help="keep what was found in this file")
    parser.add_argument("--whole", action="store_true", help="compare all that the set says, by the rules above")
    parser.add_argument("--errors", action="store_true", help="with --whole: show what is wrong")
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
    if given.whole:
        compare(rows, found, show=given.errors)
        return
    with tempfile.TemporaryDirectory() as folder:
        path = given.found or Path(folder) / "found.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for row, times in zip(rows, found, strict=True):
                spans = [{"span": [when.span.start, when.span.end], "value": when.value} for when in times]
                out.write(json.dumps({"name": row["name"], "times": spans}) + "\n")
        score(there(given.scorer, what="the scorer of times"), given.gold, path)


def compare(rows: list[dict[str, Any]], found: list[list[When]], *, show: bool) -> None:
    """Counts what is right of all marked times by the rules at the top, and the times found where none is marked."""
    right = dict.fromkeys(("value", "part_of_day", "relation"), 0)
    total = dict.fromkeys(right, 0)
    false = 0
    for row, times in zip(rows, found, strict=True):
        stray = [when for when in times if not any(overlap(when, gold) for gold in row["times"])]
        false += len(stray)
        wrong = [f"{when.words!r} is no time, read as {when.value}" for when in stray]
        for gold in row["times"]:
            if gold.get("optional"):
                continue
            mine = [when for when in times if overlap(when, gold)]
            for name in right:
                if name == "value" or name in gold:
                    good = value_right(gold, mine) if name == "value" else has(mine, name, gold[name])
                    total[name] += 1
                    right[name] += good
                    if not good:
                        told = [(when.words, when.value if name == "value" else getattr(when, name)) for when in mine]
                        wrong.append(
                            f"{name} of {row['text'][slice(*gold['span'])]!r}: {gold[name] or None} not {told}"
                        )
        if show and wrong:
            print(row["published"], row["text"], *wrong, sep="\n    ")
    for name in right:
        print(f"{name:11} right {right[name]} of {total[name]}  {100 * right[name] / max(1, total[name]):.1f} %")
    print(f"false spans {false} of {sum(map(len, found))}")


def overlap(when: When, gold: dict[str, Any]) -> bool:
    """Whether a found time and a marked one share a character."""
    return bool(when.span.start < gold["span"][1] and gold["span"][0] < when.span.end)


def has(times: list[When], name: str, wanted: str) -> bool:
    """Whether one of the times has this part of the day, or this relation."""
    return any(getattr(when, name) == wanted for when in times)


def value_right(gold: dict[str, Any], mine: list[When]) -> bool:
    """Whether the times found at a marked one tell its value."""
    if not mine or not gold["value"]:
        return any(not is_day(when.value) or when.relation == "since" for when in mine)
    if any(when.value == gold["value"] for when in mine):
        return True
    spans = [days_of(when.value) for when in mine if when.value]
    if not spans:
        return False
    first, last = days_of(gold["value"])
    low, high = min(start for start, _ in spans), max(end for _, end in spans)
    if not gold.get("about"):
        return "/" in gold["value"] and (low, high) == (first, last)
    shared = (min(high, last) - max(low, first)).days + 1
    return (first <= low and high <= last) or 2 * shared >= (max(high, last) - min(low, first)).days + 1


def is_day(value: str | None) -> bool:
    """Whether a value is one day."""
    return value is not None and len(value) == len("2031-05-14")


def days_of(value: str) -> tuple[date, date]:
    """The first and last day of a value: `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or two days with a slash."""
    first, _, last = value.partition("/")
    if last:
        return date.fromisoformat(first), date.fromisoformat(last)
    year, month, day = (*map(int, value.split("-")), 0, 0)[:3]
    last_month = month or 12
    return date(year, month or 1, day or 1), date(year, last_month, day or monthrange(year, last_month)[1])


if __name__ == "__main__":
    main()
