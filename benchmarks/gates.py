"""What the gates before the parser save and lose: a corpus read with them and, once more, thoroughly.

    python benchmarks/gates.py
    python benchmarks/gates.py REPORTS.jsonl.gz --articles 600

Prints the part of the words that is not parsed, and of all events between two sides, statements of known actors,
conditions and meetings the part that only the thorough reading has. `--lost` lists the events that are lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Set
from pathlib import Path

from scoring import SHARED, arguments, there
from speed import load_reports

from detente.model import Event, Reading
from detente.reading.gates import was_passed_by
from detente.reading.options import Options
from detente.reading.reader import read_reports


def main() -> None:
    """Reads, asks the gates of each report, counts."""
    parser = arguments(__doc__)
    parser.add_argument(
        "reports", type=Path, nargs="?", default=SHARED / "corpora" / "reuters21578.jsonl.gz", help="gzipped JSON lines"
    )
    parser.add_argument("--articles", type=int, default=600, help="how many of them, from the first on (600)")
    parser.add_argument("--lost", action="store_true", help="list the lost events between two sides")
    given = parser.parse_args()
    reports = load_reports(there(given.reports, what="reports as JSON lines"), count=given.articles, language="en")
    all_, lost = Counter[str](), Counter[str]()
    whole = read_reports(reports, options=Options(thorough=True))
    for reading, gated in zip(whole, read_reports(reports), strict=True):
        kept = {entry.id for entry in gated.entries()}
        all_ += count(reading, kept=frozenset())
        lost += count(reading, kept=kept) + Counter(reports=was_passed_by(gated), words=words_unparsed(gated))
        for event in filter(two_sided, reading.events) if given.lost else ():
            if event.id not in kept:
                words = " ".join(reading.report.text[slice(*event.span)].split())
                print(f"{event.type:10} {'+'.join(event.actor)} -> {'+'.join(event.recipient)}: {words[:100]}")
    all_ += Counter(reports=len(reports), words=sum(len(report.text.split()) for report in reports))
    for what in all_:
        print(f"{what:28} {lost[what]:7,} of {all_[what]:7,} not read   {100 * lost[what] / all_[what]:5.1f} %")


def words_unparsed(reading: Reading) -> int:
    """Words of the stretches of a report that were not parsed."""
    text = reading.report.text
    return sum(len(text[slice(*span)].split()) for span, why in reading.passed_over if why.startswith("not parsed"))


def count(reading: Reading, *, kept: Set[str]) -> Counter[str]:
    """What a report holds, by kind, without the entries whose ids are `kept`."""
    known = {"statements of known actors": [s for s in reading.statements if s.speaker and s.speaker.id]}
    known["conditions of known actors"] = [c for c in reading.conditions if c.holder and c.holder.id]
    entries = {"events between two sides": list(filter(two_sided, reading.events)), **known}
    entries["meetings"] = list(reading.meetings)
    return Counter({what: sum(entry.id not in kept for entry in found) for what, found in entries.items()})


def two_sided(event: Event) -> bool:
    """Whether an event is between two states, bodies or groups."""
    sides = {actor.partition("/")[0] for actor in (*event.actor, *event.recipient)}
    return bool(event.actor and event.recipient) and len(sides) > 1


if __name__ == "__main__":
    main()
