"""What shows only across reports: every line of a record made by hand of two reports or more, found or missed.

    python benchmarks/across.py
    python benchmarks/across.py FOLDER --gold FOLDER/gold-across.json

FOLDER holds the reports as NAME.txt with their sidecars NAME.json. The gold has four lists, each line naming the
reports by their files: `same_actor` (names that must come out as one actor), `same_demand` (two wordings that must
be one line), `echoes` (a speaker, and wordings that must stand in one echo), and
`discrepancies` (what each report says, which must be sides of one disagreement). Ends with status 1 if a line is
missed.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from scoring import SHARED, arguments, there

import detente
from detente.model import Report
from detente.reading.cast import Cast, cast_of
from detente.reading.parsing import parse_reports
from detente.reading.quotations import find_quotations
from detente.reading.reader import load_codebook

Names = Mapping[str, str]
"""The file of each report, by the report's id."""

SHARE = 0.6
"""Share of the shorter of the gold's words and those found that must stand in the other, for a wording to be it."""

WORD = re.compile(r"\w+")


def main() -> None:
    """Reads, links, and says of each line whether it was found."""
    parser = arguments(__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=SHARED / "seeds", help="the reports")
    parser.add_argument("--gold", type=Path, help="the record made by hand (FOLDER/gold-across.json)")
    given = parser.parse_args()
    folder = there(given.folder, what="a folder of reports")
    path = there(given.gold or folder / "gold-across.json", what="the record made by hand")
    gold = json.loads(path.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as work, detente.open(Path(work) / "record.duckdb") as record:
        record.read(*sorted(folder.glob("*.txt")), jobs=1)
        names = {row["id"]: Path(row["source"]).name for row in record.reports().to_pylist()}
        casts = [cast for noun in record.nouns(("report",)) if isinstance(noun, Report) for cast in casts_of(noun)]
        told = [
            *(("same_actor", one_actor(casts, line), line) for line in gold["same_actor"]),
            *(("same_demand", one_demand(record, names, line), line) for line in gold["same_demand"]),
            *(("echoes", one_echo(record, names, line), line) for line in gold["echoes"]),
            *(("discrepancies", one_disagreement(record, names, line), line) for line in gold["discrepancies"]),
        ]
    for kind, found, line in told:
        print(f"{'found ' if found else 'MISSED'} {kind:14} {json.dumps(line, ensure_ascii=False)[:150]}")
    print(f"{sum(found for _, found, _ in told)} of {len(told)} found")
    sys.exit(not all(found for _, found, _ in told))


def casts_of(report: Report) -> list[Cast]:
    """Who is meant by the names of a report."""
    codebook = load_codebook(report.language or "en")
    return [
        cast_of(
            parse, codebook.gazetteer, codebook.roles, find_quotations(parse.text, parse.pieces), on=report.published
        )
        for parse in parse_reports([report], language=codebook.language)
    ]


def one_actor(casts: Sequence[Cast], names: Sequence[str]) -> bool:
    """Whether each of the names that stand in the reports means mostly the same actor, and two of them stand there."""
    meant = []
    for name in names:
        ids = Counter(
            id_
            for cast in casts
            for match in re.finditer(rf"\b{re.escape(name)}\b", cast.parse.text)
            for id_ in {id_ for token in cast.parse.tokens_in(*match.span()) for id_ in cast.ids(token)}
        )
        if ids:
            most = max(ids.values())
            meant.append({id_ for id_, count in ids.items() if count == most})
    return len(meant) > 1 and bool(set.intersection(*meant))


def one_demand(record: detente.Record, names: Names, line: Mapping[str, str]) -> bool:
    """Whether the wordings stand in one line, which lists what several reports tell alike."""
    return any(
        all(_told(row["entries"], names, file, words) for file, words in line.items())
        for row in record.lines(of="event").to_pylist()
    )


def one_echo(record: detente.Record, names: Names, line: Mapping[str, Any]) -> bool:
    """Whether the wordings stand in one echo of the speaker."""
    return any(
        all(_told(row["statements"], names, file, words) for file, words in line["variants"].items())
        for row in record.echoes(speaker=line["speaker"]).to_pylist()
    )


def one_disagreement(record: detente.Record, names: Names, line: Mapping[str, Any]) -> bool:
    """Whether one disagreement has each report on the side that says what the gold has it say."""
    for row in record.disagreements().to_pylist():
        says = {names[quote["report"]]: side["says"] for side in row["sides"] for quote in side["quotes"]}
        if all(file in says and _within(words, says[file]) for file, words in line["says"].items()):
            return True
    return False


def _told(tellings: Sequence[Mapping[str, Any]], names: Names, file: str, words: str) -> bool:
    return any(names[told["report"]] == file and _alike(words, told["words"]) for told in tellings)


def _alike(gold: str, found: str) -> bool:
    first, second = (set(WORD.findall(words.casefold())) for words in (gold, found))
    return len(first & second) >= SHARE * min(len(first), len(second))


def _within(gold: str, says: str) -> bool:
    """Whether the day that the gold tells is the day said; a part of the day may be told in other words."""
    return gold.split(maxsplit=1)[0] in says


if __name__ == "__main__":
    main()
