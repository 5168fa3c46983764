"""What looking up names costs against bare parsing: a gazetteer of 50,000 names over the same reports.

    python benchmarks/lookup.py
    python benchmarks/lookup.py REPORTS.jsonl.gz --names 50000 --articles 100

The codebook's names are filled up to so many with invented people, given in a file as an analyst would give them.
Lookup is all of it: the pass over the text and what each name means on the report's day, from no day remembered.
CPU time of this process; parsing and lookup take turns.
"""

from __future__ import annotations

import tempfile
from itertools import count, islice, product
from pathlib import Path
from statistics import median

from scoring import SHARED, arguments, there
from speed import load_reports, parse, seconds

from detente.codebook.gazetteer import Gazetteer, load_gazetteer
from detente.model import Report

SYLLABLES = ("ba", "dor", "ki", "lem", "mu", "na", "pra", "rish", "so", "tal", "ver", "zu")


def main() -> None:
    """Builds the gazetteer, takes turns, prints."""
    parser = arguments(__doc__)
    default = SHARED / "corpora" / "wikinews_2019_2020.jsonl.gz"
    parser.add_argument("reports", type=Path, nargs="?", default=default, help="JSON lines, gzipped")
    parser.add_argument("--names", type=int, default=50_000, help="names in the gazetteer (50,000)")
    parser.add_argument("--articles", type=int, default=100, help="how many reports, from the first on (100)")
    parser.add_argument("--repeats", type=int, default=3, help="turns of each (3)")
    given = parser.parse_args()
    path = there(given.reports, what="reports as JSON lines")
    reports = load_reports(path, count=given.articles, language="en")
    with tempfile.TemporaryDirectory() as work:
        gazetteer = filled_up(Path(work) / "invented.toml", names=given.names)
    parse(reports[:20], "en")
    lookup, parsing = [], []
    for _ in range(given.repeats):
        parsing.append(seconds(lambda: parse(reports, "en")))
        lookup.append(seconds(lambda: look_up(gazetteer, reports)))
    found = sum(len(gazetteer.find(report.text, on=report.published)) for report in reports)
    print(f"{len(gazetteer.names):,} names; {len(reports)} articles, {found:,} mentions")
    print(f"lookup {median(lookup):.3f} s, bare parsing {median(parsing):.2f} s of CPU")
    print(f"share  {100 * median(lookup) / median(parsing):.2f} %")


def filled_up(path: Path, *, names: int) -> Gazetteer:
    """The codebook's gazetteer with as many invented people as it lacks to so many names, written to a file."""
    missing = max(0, names - len(load_gazetteer().names))
    surnames = ("".join(parts).capitalize() for size in count(3) for parts in product(SYLLABLES, repeat=size))
    people = [
        f'[[person]]\nid = "USA/x{n}"\nname = "Ov {surname}x"\nfamily = "{surname}x"\nof = "USA"\noffice = "envoy"\n'
        for n, surname in enumerate(islice(surnames, (missing + 1) // 2))
    ]
    path.write_text("\n".join(people), encoding="utf-8")
    return load_gazetteer(extra=path)


def look_up(gazetteer: Gazetteer, reports: list[Report]) -> None:
    """Finds the names of all reports, with nothing remembered from before."""
    gazetteer.by_day.clear()
    gazetteer.fixed.clear()
    for report in reports:
        gazetteer.find(report.text, on=report.published)


if __name__ == "__main__":
    main()
