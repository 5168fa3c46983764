"""How well it is resolved who is meant: invented reports from 1948 to 2025, their mentions marked by hand.

    python benchmarks/actors.py
    python benchmarks/actors.py --errors
    python benchmarks/actors.py --aside

A mention is right if a word of it is resolved to exactly the marked actor, wrong if its words are resolved to
others alone, missed if they are resolved to nobody. Where nobody known is meant ("the president" of a bank) it
is right only if no word of it is resolved. The part that is kept aside gives its counts alone: whoever improves
the reader looks at the errors of the other part.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from scoring import own_set

from detente.model import Report
from detente.reading.cast import Cast, cast_of
from detente.reading.parsing import Parse, parse_reports
from detente.reading.quotations import find_quotations
from detente.reading.reader import Codebook, load_codebook
from detente.reading.speaking import set_speakers
from detente.reading.statements import find_statements

VERDICTS = ("right", "wrong", "missed")
NOBODY = "nobody"
"""The line of the mentions that mean no known actor; they are not counted in the line of their kind."""

Marked = dict[str, Any]
Answer = tuple[str, ...]


def main() -> None:
    """Reads each report by itself and prints a line a kind of mention, then all."""
    rows, given = own_set(__doc__, "actors")
    counts: Counter[tuple[str, str]] = Counter()
    for row, cast in zip(rows, _casts(rows), strict=True):
        for mention in row["mentions"]:
            answers = _answers(cast, mention["span"])
            verdict = _verdict(mention, answers)
            counts[mention["kind"] if mention["actor"] else NOBODY, verdict] += 1
            if given.errors and verdict != "right":
                print(_error(row, mention, verdict, answers))
    _table(counts)


def _casts(rows: Sequence[Marked]) -> Iterator[Cast]:
    """The cast of each report, with who is speaking in its quotations, as whole reading has it."""
    codebook = load_codebook("en")
    reports = [
        Report.make(
            row["id"],
            row["text"],
            title=row["title"],
            published=date.fromisoformat(row["published"]),
            language=codebook.language,
        )
        for row in rows
    ]
    for parse in parse_reports(reports, language=codebook.language):
        yield _cast(parse, codebook)


def _cast(parse: Parse, codebook: Codebook) -> Cast:
    quotations = find_quotations(parse.text, parse.pieces)
    cast = cast_of(parse, codebook.gazetteer, codebook.roles, quotations, on=parse.report.published)
    set_speakers(parse, cast, find_statements(parse, codebook.cues, cast, (), quotations))
    return cast


def _answers(cast: Cast, span: Sequence[int]) -> list[Answer]:
    """What the words of a span are resolved to, without those that are resolved to nobody."""
    return [ids for token in cast.parse.tokens_in(*span) if (ids := cast.ids(token))]


def _verdict(mention: Marked, answers: Sequence[Answer]) -> str:
    """`also` holds further ids of the same person: an id made of a full name that the table has in another form."""
    if mention["actor"] is None:
        return "wrong" if answers else "right"
    wanted = {(id_,) for id_ in (mention["actor"], *mention.get("also", ()))}
    if wanted & set(answers):
        return "right"
    return "wrong" if answers else "missed"


def _error(row: Marked, mention: Marked, verdict: str, answers: Sequence[Answer]) -> str:
    start, end = mention["span"]
    before, after = row["text"][max(0, start - 50) : start], row["text"][end : end + 30]
    around = f"{before}[{mention['words']}]{after}".replace("\n", " ")
    found = " | ".join("+".join(ids) for ids in dict.fromkeys(answers)) or NOBODY
    return f"{verdict:6} {mention['kind']:14} {row['published']}  {around}   {mention['actor'] or NOBODY}, not {found}"


def _table(counts: Counter[tuple[str, str]]) -> None:
    kinds = [*sorted({kind for kind, _ in counts} - {NOBODY}), NOBODY]
    for kind in kinds:
        _line(kind, [counts[kind, verdict] for verdict in VERDICTS])
    _line("all", [sum(counts[kind, verdict] for kind in kinds) for verdict in VERDICTS])


def _line(label: str, figures: Sequence[int]) -> None:
    marked = sum(figures)
    each = "  ".join(f"{verdict} {n:4}" for verdict, n in zip(VERDICTS, figures, strict=True))
    print(f"{label:14} marked {marked:4}  {each}   {100 * figures[0] / max(marked, 1):5.1f} %")


if __name__ == "__main__":
    main()
