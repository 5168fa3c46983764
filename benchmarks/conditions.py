"""How well stated conditions are read: invented news passages with and without them, marked by hand.

    python benchmarks/conditions.py
    python benchmarks/conditions.py --errors
    python benchmarks/conditions.py --aside

Two spans are the same condition if they share half of the longer, as in `score_record.py`. Each further line
asks one thing more of the conditions found, so all lines share what was found and what is marked. The part that
is kept aside gives its totals alone: whoever improves the reader looks at the errors of the other part.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from scoring import own_set

from detente.model import Condition, Report
from detente.reading.reader import read_reports

HALF = 0.5
"""Share of the longer stretch from which two stretches of words count as the same."""

Marked = dict[str, Any]
Asked = Callable[[Marked, Condition], bool]


def main() -> None:
    """Reads each passage as a report of its own and prints a line a question."""
    rows, given = own_set(__doc__, "conditions")
    found = _read(rows)
    pairs = [_pairs(row["conditions"], here) for row, here in zip(rows, found, strict=True)]
    together = [pair for here in pairs for pair in here]
    n_found, n_marked = sum(map(len, found)), sum(len(row["conditions"]) for row in rows)
    for label, asked in _questions().items():
        _line(label, sum(asked(*pair) for pair in together), n_found, n_marked)
    if not given.aside:
        _by_kind(rows, found, pairs)
    if given.errors:
        for row, here, paired in zip(rows, found, pairs, strict=True):
            _errors(row, here, paired)


def _read(rows: Sequence[Marked]) -> list[Sequence[Condition]]:
    """The conditions found in each passage. Ends the program where one is not read: a miss is not a failure to read."""
    days = [date.fromisoformat(row["published"]) for row in rows]
    reports = [
        Report.make(row["id"], row["text"], published=day, language="en") for row, day in zip(rows, days, strict=True)
    ]
    found: list[Sequence[Condition]] = []
    for reading in read_reports(reports):
        if reading.report.unread is not None:
            sys.exit(f"{reading.report.source}: not read: {reading.report.unread}")
        found.append(reading.conditions)
    return found


def _questions() -> dict[str, Asked]:
    return {
        "conditions": lambda marked, found: True,
        "conditions: holder": _same_holder,
        "conditions: if part": _same_antecedent,
        "conditions: sense": lambda marked, found: marked["sense"] == found.sense,
        "conditions: strength": lambda marked, found: marked["strength"] == found.strength,
        "conditions: counterfactual": lambda marked, found: marked["counterfactual"] == found.counterfactual,
    }


def _pairs(marked: Sequence[Marked], found: Sequence[Condition]) -> list[tuple[Marked, Condition]]:
    """One-to-one pairs that share enough, the best first."""
    ranked = sorted(
        ((_shared(m["span"], f.span), i, j) for i, m in enumerate(marked) for j, f in enumerate(found)), reverse=True
    )
    left: set[int] = set()
    right: set[int] = set()
    pairs = []
    for share, i, j in ranked:
        if share >= HALF and i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((marked[i], found[j]))
    return pairs


def _shared(one: Sequence[int], other: Sequence[int]) -> float:
    common = max(0, min(one[1], other[1]) - max(one[0], other[0]))
    return common / max(one[1] - one[0], other[1] - other[0], 1)


def _same_holder(marked: Marked, found: Condition) -> bool:
    """The same id or last word of a name, or all words of the marked name; nobody where the reporter says it."""
    if marked["holder"] is None or found.holder is None:
        return marked["holder"] is None and found.holder is None
    if marked["holder"] == found.holder.id:
        return True
    one, other = _name(marked["holder"]), _name(found.holder.name)
    return bool(one and other) and (one[-1] == other[-1] or set(one) <= set(other))


def _name(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in ("a", "an", "the", "its")]


def _same_antecedent(marked: Marked, found: Condition) -> bool:
    """Half of the words of the longer are shared; clauses carry no spans, so words it is."""
    one, other = _words(marked["if"]["does"]), _words(found.antecedent.does)
    return (one & other).total() >= HALF * max(one.total(), other.total(), 1)


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def _line(label: str, hit: int, found: int, marked: int) -> None:
    p, r = hit / max(found, 1), hit / max(marked, 1)
    f1 = 2 * p * r / (p + r) if hit else 0.0
    figures = f"P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * f1:5.1f}"
    print(f"{label:28} found {found:3}  marked {marked:3}  hit {hit:3}   {figures}")


def _by_kind(
    rows: Sequence[Marked], found: Sequence[Sequence[Condition]], pairs: Sequence[Sequence[tuple[Marked, Condition]]]
) -> None:
    """Marked, hit and wrongly found, a line a construction."""
    marked: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for row, here, paired in zip(rows, found, pairs, strict=True):
        marked[row["kind"]] += len(row["conditions"])
        hit[row["kind"]] += len(paired)
        wrong[row["kind"]] += len(here) - len(paired)
    passages = Counter(row["kind"] for row in rows)
    for kind in sorted(passages, key=lambda kind: (kind.startswith("not:"), kind)):
        figures = f"marked {marked[kind]:2}  hit {hit[kind]:2}  wrong {wrong[kind]:2}"
        print(f"  {kind:24} passages {passages[kind]:2}  {figures}")


def _errors(row: Marked, found: Sequence[Condition], pairs: Sequence[tuple[Marked, Condition]]) -> None:
    """What went wrong in one passage; prints nothing where all is right."""
    text = row["text"]
    lines = [f"  missed    {_cut(text, m['span'])}" for m in row["conditions"] if not any(m is p for p, _ in pairs)]
    lines += [f"  not there {_cut(text, f.span)}   ({f.why})" for f in found if not any(f is q for _, q in pairs)]
    for marked, got in pairs:
        wrong = [label.split(": ")[-1] for label, asked in _questions().items() if not asked(marked, got)]
        if wrong:
            read = (got.holder and got.holder.name, got.antecedent.does, got.sense, got.strength, got.counterfactual)
            lines.append(f"  {', '.join(wrong)}: {_cut(text, marked['span'])}   {read}")
    if lines:
        print(f"{row['id']} {row['kind']}: {text}", *lines, sep="\n")


def _cut(text: str, span: Sequence[int]) -> str:
    return text[span[0] : span[1]]


if __name__ == "__main__":
    main()
