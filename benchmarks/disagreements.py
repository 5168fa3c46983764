"""How well disagreements are found: plants single changes into pairs of real reports of one story.

    python benchmarks/disagreements.py
    python benchmarks/disagreements.py --aside --errors
    python benchmarks/disagreements.py --read [--show 50] ../shared/gold/stories/syria_reports_dev.jsonl

A pair is two reports of one story; where the two tell a sentence alike (six words in ten), or for every second pair
the report and a copy of it, one change is planted in that sentence of the second: a day, a number or a place
becomes another, two names change places, a verb is negated. The change counts as found where a disagreement
of its type (two names in changed places: actor, place or speaker) has a quote that overlaps it. False alarms are all
that is found in pairs as they are. Each half of the pairs is told apart by the hash of its reports; thresholds were
looked at on one half alone, `--aside` shows the other. `--read` links a file of reports, grouped by the program,
and prints what it found; `--speed` tells what share of reading the search costs.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from scoring import SHARED, arguments, there

from detente.codebook.gazetteer import load_gazetteer
from detente.linking.disagreements import find_disagreements, tolls_across
from detente.linking.lines import find_lines
from detente.linking.stories import group_reports
from detente.linking.told_tolls import tolls_of
from detente.model import Disagreement, Reading, Report, Span, Story
from detente.reading.reader import read_reports

SETS = ("ecbplus_dev", "allsides_dev", "meantime_dev", "syria_reports_dev")
PAIRS = 200
SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
WORD = re.compile(r"\w+")
AT_MOST = 20  # pairs of one story
ALIKE = 0.6
LONG = 8

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SPELLED = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty".split()
BOUND = (
    r"(?<!more than )(?<!at least )(?<!up to )(?<!less than )(?<!many as )(?<!over )"  # what allows for another number
)
COUNT = re.compile(rf"{BOUND}(?<![\w.,/:$-])(\d{{1,3}}(?:,\d{{3}})*)(?= [a-z]{{3,}})")
SPELLED_COUNT = re.compile(rf"{BOUND}\b({'|'.join(SPELLED)})\b(?= [a-z]{{3,}})")
NO_NAMES = frozenset(
    (*DAYS, *MONTHS, *"The A An In On At As But And For During When While After If It He She They".split())
)
ACCEPTED = {"actor": ("actor", "place", "speaker")}


class Planted(NamedTuple):
    """A pair of reports, the second changed at `span`; `kind` says how, `copy` that it is the first one's copy."""

    one: Report
    other: Report
    kind: str
    span: Span
    copy: bool


def main() -> None:
    """Plants, finds and counts; or reads a file and prints what is found."""
    parser = arguments(__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=SHARED / "gold" / "stories" / "syria_reports_dev.jsonl")
    parser.add_argument("--gold", type=Path, default=SHARED / "gold" / "stories", help="folder of the sets")
    parser.add_argument("--aside", action="store_true", help="the half that no threshold was looked at on")
    parser.add_argument("--errors", action="store_true", help="show what was missed and the false alarms")
    parser.add_argument("--read", action="store_true", help="read, group and compare the reports of FILE")
    parser.add_argument("--show", type=int, default=50, help="with --read: so many findings")
    given = parser.parse_args()
    if given.read:
        _read(there(given.file, what="a table of reports"), given.show)
        return
    pairs = [pair for name in SETS for pair in _pairs(there(given.gold / f"{name}.jsonl", what="reports"))]
    random.Random(7).shuffle(pairs)
    half = [pair for pair in pairs if _is_aside(*pair) == given.aside]
    _planted(half, show=given.errors)
    _unplanted(half, show=given.errors)


def _pairs(path: Path) -> Iterator[tuple[Report, Report]]:
    """Pairs of English reports of one story (of one day and place, where the set has no stories)."""
    stories = defaultdict(list)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row.get("lang", "en") == "en":
            stories[row.get("story") or (row["date"], row["location"])].append(_report(row))
    for reports in stories.values():
        pairs = list(combinations(reports, 2))
        yield from random.Random(len(pairs)).sample(pairs, min(AT_MOST, len(pairs)))


def _report(row: dict[str, Any]) -> Report:
    day = datetime.strptime(row["date"], "%m/%d/%Y").date() if "date" in row else None
    return Report.make(str(row["id"]), row["text"], language="en", published=day, outlet=row.get("source"))


def _is_aside(one: Report, other: Report) -> bool:
    return hashlib.blake2b((one.text + other.text).encode()).digest()[0] % 2 == 1


def _planted(pairs: Sequence[tuple[Report, Report]], *, show: bool) -> None:
    tried: Counter[tuple[str, bool]] = Counter()
    found: Counter[tuple[str, bool]] = Counter()
    for planted in _plant_all(pairs):
        key = planted.kind, planted.copy
        tried[key] += 1
        answers = [it for it in _find([planted.one, planted.other]) if _is_it(it, planted)]
        found[key] += bool(answers)
        if show and not answers:
            print(f"MISSED {planted.kind} copy={planted.copy}: {_around(planted.other, planted.span)}")
    kinds = sorted({kind for kind, _ in tried})
    print(f"planted {tried.total()}, recall {found.total() / tried.total():.3f}")
    for kind in kinds:
        parts = [(found[kind, copy], tried[kind, copy]) for copy in (True, False)]
        print(f"  {kind:9} copies {parts[0][0]}/{parts[0][1]}  two reports {parts[1][0]}/{parts[1][1]}")


def _is_it(found: Disagreement, planted: Planted) -> bool:
    return found.on in ACCEPTED.get(planted.kind, (planted.kind,)) and any(
        quote.report == planted.other.id and quote.span.start < planted.span.end and planted.span.start < quote.span.end
        for side in found.sides
        for quote in side.quotes
    )


def _unplanted(pairs: Sequence[tuple[Report, Report]], *, show: bool) -> None:
    chosen = pairs[:PAIRS]
    kinds: Counter[str] = Counter()
    for pair in chosen:
        for it in _find(pair):
            kinds[it.on] += 1
            if show:
                _print(it, {report.id: report for report in pair})
    total = f"{kinds.total()} alarms on {len(chosen)} pairs"
    print(f"{total}, {kinds.total() / max(1, 2 * len(chosen)):.3f} a report: {dict(kinds)}")


def _find(reports: Sequence[Report]) -> list[Disagreement]:
    story = Story("", tuple(report.id for report in reports), None, None, (), None)
    return find_disagreements(story, [Reading(report) for report in reports], [])


def _plant_all(pairs: Sequence[tuple[Report, Report]]) -> Iterator[Planted]:
    """As many of each kind, half in copies and half in sentences that both reports tell, as far as there are any."""
    quota = Counter({(kind, copy): PAIRS // (2 * len(PLANTS)) for kind in PLANTS for copy in (True, False)})
    for n, (one, other) in enumerate(pairs):
        copy = n % 2 == 0
        chance = random.Random(f"{one.id}{other.id}")
        kinds = sorted(PLANTS, key=lambda kind, copy=copy: -quota[kind, copy])
        shared = _sentences(one, None if copy else other)
        for kind in kinds:
            options = [
                (start, change)
                for start, told, there in shared
                for change in PLANTS[kind](told, chance)
                if set(WORD.findall(told[change[0] : change[1]].casefold())) <= there
            ]
            if not options or not quota[kind, copy]:
                continue
            start, (a, b, words) = chance.choice(options)
            source = one if copy else other
            text = source.text[: start + a] + words + source.text[start + b :]
            if text == source.text:
                continue
            changed = Report.make(f"{source.source}/{kind}", text, language="en", published=source.published)
            quota[kind, copy] -= 1
            yield Planted(one, changed, kind, Span(start + a, start + a + len(words)), copy)
            break


def _sentences(one: Report, other: Report | None) -> list[tuple[int, str, set[str]]]:
    """Sentences of a report with their words; of `other`, those that `one` tells in much the same, with its words."""
    if other is None:
        return [
            (m.start(), m[0], set(WORD.findall(m[0].casefold())))
            for m in SENTENCE.finditer(one.text)
            if len(WORD.findall(m[0])) >= LONG
        ]
    told = [set(WORD.findall(m[0].casefold())) for m in SENTENCE.finditer(one.text)]
    found = []
    for match in SENTENCE.finditer(other.text):
        words = set(WORD.findall(match[0].casefold()))
        best = max(told, key=lambda it, words=words: len(words & it) / max(len(words), len(it), 1), default=set())
        if len(words) >= LONG and len(words & best) >= ALIKE * max(len(words), len(best)):
            found.append((match.start(), match[0], best))
    return found


Change = tuple[int, int, str]


def _number(told: str, chance: random.Random) -> list[Change]:
    found = []
    for match in COUNT.finditer(told):
        value = int(match[1].replace(",", ""))
        found.append((*match.span(), f"{round(value * chance.choice((1.5, 2, 3))) + chance.randrange(1, 4):,}"))
    for match in SPELLED_COUNT.finditer(told):
        found.append((*match.span(), chance.choice([word for word in SPELLED if word != match[0]])))
    return found


def _date(told: str, chance: random.Random) -> list[Change]:
    found = [
        (*match.span(), chance.choice([day for day in DAYS if day != match[0]]))
        for match in re.finditer(rf"\b({'|'.join(DAYS)})\b", told)
    ]
    for match in re.finditer(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})\b(?!,? ?\d{{3}}[^,])", told):
        found.append((*match.span(2), str(int(match[2]) % 27 + 1)))
    return found


def _place(told: str, chance: random.Random) -> list[Change]:
    found = []
    cities = ["Lisbon", "Oslo", "Lima", "Nairobi", "Jakarta", "Montreal", "Kiev", "Aden", "Basra", "Marseille"]
    for mention in load_gazetteer().find(told, on=None):
        before = re.search(r"\b(?:in|at|near|outside) $", told[: mention.start])
        if before and told[mention.start].isupper() and mention.kind in ("city", "region", "capital", "name"):
            found.append((mention.start, mention.end, chance.choice(cities)))
    return found


def _swap(told: str, _: random.Random) -> list[Change]:
    """The names before and behind a verb, changed for each other."""
    found = []
    name = r"[A-Z][a-z]+(?: [A-Z][a-z]+)*"
    for match in re.finditer(
        rf"(?<![\w’'-])(?<![A-Z]\w )({name})((?: [a-z]+){{1,4}} )({name})(?![\w’'-]| [A-Z])", told
    ):
        one, between, other = match.groups()
        if NO_NAMES & {*one.split(), *other.split()}:
            continue
        if one != other and re.search(r"ed\b|\bto\b|\bfrom\b|s\b", between):
            found.append((*match.span(), other + between + one))
    return found


def _negated(told: str, _: random.Random) -> list[Change]:
    if re.search(r"\b(?:not|n't|no|never|without)\b", told):
        return []
    return [
        (*match.span(), f"{match[0]} not")
        for match in re.finditer(r"\b(?:was|were|is|are|has|had|have|will|would|could|can)\b(?= [a-z]{4,})", told)
    ]


PLANTS: dict[str, Callable[[str, random.Random], list[Change]]] = {
    "date": _date, "number": _number, "place": _place, "actor": _swap, "happened": _negated,
}  # fmt: skip


def _read(path: Path, show: int) -> None:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    reports = {report.id: report for report in map(_report, rows)}
    start = time.process_time()
    readings = {reading.report.id: reading for reading in read_reports(reports.values())}
    reading_took = time.process_time() - start
    grouped = group_reports(list(reports.values()))
    story_of = {id_: story.id for story in grouped for id_ in story.reports}
    start = time.process_time()
    tolls = {id_: tolls_of(reports[id_]) for id_ in story_of}
    found = tolls_across(tolls, reports, story_of)
    took = time.process_time() - start
    stories = [story for story in grouped if len(story.reports) > 1]
    for story in stories:
        told = [readings[id_] for id_ in story.reports]
        lines = find_lines(story, told, origins={})
        start = time.process_time()
        found += find_disagreements(story, told, lines, tolls=tolls)
        took += time.process_time() - start
    cost = f"{took:.1f} CPU s, {100 * took / reading_took:.1f} % of reading"
    print(f"{len(reports)} reports, {len(stories)} stories, {len(found)} found, {cost}")
    print(dict(Counter((it.on, it.how) for it in found)))
    chosen = random.Random(1).sample(range(len(found)), min(show, len(found)))
    for n in sorted(chosen):
        _print(found[n], reports)


def _print(found: Disagreement, reports: dict[str, Report]) -> None:
    print(f"- {found.on}, {found.how}: {' | '.join(side.says for side in found.sides)}")
    for side in found.sides:
        quote = side.quotes[0]
        published: date | None = reports[quote.report].published
        print(f"    {published or ''} {_around(reports[quote.report], quote.span)}")


def _around(report: Report, span: Span) -> str:
    before, behind = report.text[max(0, span.start - 110) : span.start], report.text[span.end : span.end + 90]
    return " ".join(f"{before}[{report.text[slice(*span)]}]{behind}".split())


if __name__ == "__main__":
    main()
