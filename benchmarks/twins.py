"""How alike a French report and its English twin are read: the same events, statements, conditions, meetings.

    python benchmarks/twins.py
    python benchmarks/twins.py benchmarks/sets/twins_fr_en_aside.jsonl --show

A set has a JSON object a line: `id`, `published`, and under `fr` and `en` a `title` and a `text`; ours are inventions.
Two events of a pair are the same where they have the same type and share an actor or recipient, or where neither names
any. Each event is used once. F1 is twice the number of pairs of same events, divided by all events of both languages.
Statements, conditions and meetings are counted: the smaller count of a pair is shared. None of it asks which of the
two languages is right.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from scoring import arguments, there

from detente.model import Event, Reading, Report
from detente.reading.reader import read_reports

SETS = Path(__file__).parent / "sets"


class Pair(NamedTuple):
    """A report read in both languages."""

    id: str
    fr: Reading
    en: Reading


def main() -> None:
    """Prints how alike the two languages are read, with --show the events that stand alone."""
    parser = arguments(__doc__)
    parser.add_argument("pairs", type=Path, nargs="?", default=SETS / "twins_fr_en.jsonl", help="the set of pairs")
    parser.add_argument("--show", action="store_true", help="show what one language has and the other has not")
    given = parser.parse_args()
    pairs = read_pairs(there(given.pairs, what="pairs of reports"))
    same = alone = same_type = same_status = same_day = 0
    for pair in pairs:
        matched = match(pair.fr.events, pair.en.events)
        same += len(matched)
        alone += len(pair.fr.events) + len(pair.en.events) - 2 * len(matched)
        same_type += shared([e.type for e in pair.fr.events], [e.type for e in pair.en.events])
        same_status += sum(one.status == other.status for one, other in matched)
        same_day += sum(one.date == other.date for one, other in matched)
        if given.show:
            show(pair, matched)
    total = 2 * same + alone
    french, english = (sum(len(getattr(pair, side).events) for pair in pairs) for side in ("fr", "en"))
    print(f"pairs {len(pairs)}, events fr {french}, en {english}")
    print(f"events, type and party  F1 {percent(2 * same, total)}")
    print(f"events, type alone      F1 {percent(2 * same_type, total)}")
    print(f"  of the same: status {percent(same_status, same)}, day {percent(same_day, same)}")
    for kind in ("statements", "conditions", "meetings"):
        counts = [(len(getattr(p.fr, kind)), len(getattr(p.en, kind))) for p in pairs]
        fr, en = (sum(side) for side in zip(*counts, strict=True))
        print(f"{kind:11} F1 of counts {percent(2 * sum(map(min, counts)), fr + en)}  fr {fr}, en {en}")


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a set, each report read."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    readings = {
        language: list(
            read_reports(
                Report.make(
                    f"{row['id']}-{language}",
                    f"{row[language]['title']}\n\n{row[language]['text']}",
                    title=row[language]["title"],
                    language=language,
                    published=date.fromisoformat(row["published"]),
                )
                for row in rows
            )
        )
        for language in ("fr", "en")
    }
    return [Pair(r["id"], fr, en) for r, fr, en in zip(rows, readings["fr"], readings["en"], strict=True)]


def match(french: Sequence[Event], english: Sequence[Event]) -> list[tuple[Event, Event]]:
    """Same events of two languages, each used once; those that share most parties are paired first."""
    likeness = [(alike(one, other), m, n) for m, one in enumerate(french) for n, other in enumerate(english)]
    used_fr: set[int] = set()
    used_en: set[int] = set()
    matched = []
    for degree, m, n in sorted(likeness, key=lambda choice: -choice[0]):
        if degree and m not in used_fr and n not in used_en:
            used_fr.add(m)
            used_en.add(n)
            matched.append((french[m], english[n]))
    return matched


def alike(one: Event, other: Event) -> int:
    """How alike two events are: 0 for another type or parties, more for each side that is shared."""
    if one.type != other.type:
        return 0
    sides = [{*one.actor} & {*other.actor}, {*one.recipient} & {*other.recipient}]
    either = {*one.actor, *one.recipient}, {*other.actor, *other.recipient}
    if either[0] & either[1]:
        return 1 + sum(map(bool, sides))
    return 0 if either[0] or either[1] else 1


def show(pair: Pair, matched: Sequence[tuple[Event, Event]]) -> None:
    """Prints what one language has and the other has not."""
    print(pair.id)
    paired = {event.id for both in matched for event in both}
    for language, reading in (("fr", pair.fr), ("en", pair.en)):
        for event in reading.events:
            if event.id not in paired:
                words = reading.report.text[event.span.start : event.span.end]
                parties = f"{'+'.join(event.actor) or '-'} > {'+'.join(event.recipient) or '-'}"
                print(f"  {language} {event.type:9} {parties:40} {event.status:9} {words!r}")
    for kind in ("statements", "conditions", "meetings"):
        if len(getattr(pair.fr, kind)) != len(getattr(pair.en, kind)):
            for language, reading in (("fr", pair.fr), ("en", pair.en)):
                for entry in getattr(reading, kind):
                    words = reading.report.text[entry.span.start : entry.span.end]
                    print(f"    {language} {kind[:-1]}: {words!r}")


def shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words two lists share, each used once."""
    return sum(min(one.count(word), other.count(word)) for word in set(one))


def percent(part: int, whole: int) -> str:
    """A share as a percentage."""
    return f"{100 * part / max(1, whole):.1f} %"


if __name__ == "__main__":
    main()
