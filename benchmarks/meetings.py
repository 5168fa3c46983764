"""How well meetings are read: invented news passages with meetings of every form, and with words that look like one.

    python benchmarks/meetings.py
    python benchmarks/meetings.py --errors
    python benchmarks/meetings.py --aside

A meeting is found if a found one shares a character with its words. Of those found, each field is compared: parties
as states and bodies, words without a leading article. `given` counts those whose field is marked with a value. The
part that is kept aside gives its totals alone: whoever improves the reader looks at the errors of the other part.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from typing import Any

from scoring import own_set

from detente.model import Meeting, Report
from detente.reading.reader import read_reports

FIELDS = ("parties", "date", "part_of_day", "place", "venue", "form", "level", "host", "topic", "status")
WHOLE = ("parties", "date", "place", "status")
"""What a line of a calendar needs."""

Marked = dict[str, Any]
Pair = tuple[Marked, Meeting]


def main() -> None:
    """Reads each passage as a report of its own and prints a line a question."""
    rows, given = own_set(__doc__, "meetings")
    found = _read(rows)
    pairs = [_pairs(row["meetings"], here) for row, here in zip(rows, found, strict=True)]
    together = [pair for here in pairs for pair in here]
    n_found, n_marked = sum(map(len, found)), sum(len(row["meetings"]) for row in rows)
    _line("meetings", len(together), n_found, n_marked)
    _line("meetings: whole", sum(all(_same(p, f) for f in WHOLE) for p in together), n_found, n_marked)
    false = sum(bool(here) and not row["meetings"] for row, here in zip(rows, found, strict=True))
    print(f"look-alikes read as a meeting: {false} of {sum(not row['meetings'] for row in rows)}")
    for field in FIELDS:
        _field(field, together)
    if given.errors:
        for row, here, paired in zip(rows, found, pairs, strict=True):
            _errors(row, here, paired)


def _read(rows: Sequence[Marked]) -> list[Sequence[Meeting]]:
    """The meetings found in each passage. Ends the program where one is not read: a miss is not a failure to read."""
    reports = [
        Report.make(row["id"], row["text"], published=date.fromisoformat(row["published"]), language=row["language"])
        for row in rows
    ]
    found: list[Sequence[Meeting]] = []
    for reading in read_reports(reports):
        if reading.report.unread is not None:
            sys.exit(f"{reading.report.source}: not read: {reading.report.unread}")
        found.append(reading.meetings)
    return found


def _pairs(marked: Sequence[Marked], found: Sequence[Meeting]) -> list[Pair]:
    """One-to-one pairs that share words, the most first."""
    ranked = sorted(((_shared(m["span"], f.span), -i, -j) for i, m in enumerate(marked) for j, f in enumerate(found)))
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for share, i, j in reversed(ranked):
        if share > 0 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((marked[-i], found[-j]))
    return pairs


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _same(pair: Pair, field: str) -> bool:
    return _plain(pair[0][field]) == _plain(getattr(pair[1], field))


def _plain(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return {party.split("/")[0] for party in value}
    return re.sub(r"^(the|an?|les?|la|l['’]) ?", "", value.lower()) if value else None


def _line(label: str, hit: int, found: int, marked: int) -> None:
    precision, recall = 100 * hit / max(found, 1), 100 * hit / max(marked, 1)
    f1 = 2 * precision * recall / (precision + recall) if hit else 0.0
    print(
        f"{label:16} found {found:3}  marked {marked:3}  hit {hit:3}   "
        f"P {precision:5.1f}  R {recall:5.1f}  F1 {f1:5.1f}"
    )


def _field(field: str, pairs: Sequence[Pair]) -> None:
    right, given = [_same(pair, field) for pair in pairs], [_same(pair, field) for pair in pairs if pair[0][field]]
    share = 100 * sum(right) / max(len(right), 1)
    print(f"  {field:12} right {sum(right):3} of {len(right):3}  {share:5.1f} %   given {sum(given)} of {len(given)}")


def _errors(row: Marked, found: Sequence[Meeting], pairs: Sequence[Pair]) -> None:
    paired_marked, paired_found = [m for m, _ in pairs], [f for _, f in pairs]
    told = [f"missed: {row['text'][slice(*m['span'])]}" for m in row["meetings"] if m not in paired_marked]
    told += [f"not there: {row['text'][slice(*f.span)]} ({f.why})" for f in found if f not in paired_found]
    told += [
        f"{field}: {pair[0][field]}, read {getattr(pair[1], field)}   ({pair[1].why})"
        for pair in pairs for field in FIELDS if not _same(pair, field)
    ]  # fmt: skip
    if told:
        print(f"\n{row['kind']}: {row['text']}", *told, sep="\n    ")


if __name__ == "__main__":
    main()
