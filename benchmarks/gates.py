"""What the gates before the parser save and lose: reports of a corpus read thoroughly, and what of it they would skip.

    python benchmarks/gates.py
    python benchmarks/gates.py REPORTS.jsonl.gz --articles 600

Prints the part of the words that is not parsed, and of all events between two sides, statements of known actors,
conditions and meetings the part that stands in those reports. `--lost` lists the events that are lost.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from scoring import SHARED, arguments, there
from speed import load_reports

from detente.codebook.beats import load_beats
from detente.codebook.gazetteer import load_gazetteer
from detente.model import Event, Reading
from detente.reading.gates import passed_by
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
    gazetteer, beats = load_gazetteer(), load_beats("en")
    all_, lost = Counter[str](), Counter[str]()
    for reading in read_reports(reports, options=Options(thorough=True)):
        reason = passed_by(reading.report, gazetteer, beats, on=reading.report.published)
        counts = count(reading)
        all_ += counts
        lost += counts if reason else Counter()
        if reason and given.lost:
            for event in filter(two_sided, reading.events):
                words = " ".join(reading.report.text[slice(*event.span)].split())
                print(
                    f"{event.type:10} {'+'.join(event.actor)} -> {'+'.join(event.recipient)}: {words[:100]}  ({reason})"
                )
    for what in all_:
        print(f"{what:28} {lost[what]:7,} of {all_[what]:7,} not read   {100 * lost[what] / all_[what]:5.1f} %")


def count(reading: Reading) -> Counter[str]:
    """What a report holds, by kind."""
    return Counter(
        {
            "reports": 1,
            "words": len(reading.report.text.split()),
            "events between two sides": sum(map(two_sided, reading.events)),
            "statements of known actors": sum(bool(s.speaker and s.speaker.id) for s in reading.statements),
            "conditions of known actors": sum(bool(c.holder and c.holder.id) for c in reading.conditions),
            "meetings": len(reading.meetings),
        }
    )


def two_sided(event: Event) -> bool:
    """Whether an event is between two states, bodies or groups."""
    sides = {actor.partition("/")[0] for actor in (*event.actor, *event.recipient)}
    return bool(event.actor and event.recipient) and len(sides) > 1


if __name__ == "__main__":
    main()
