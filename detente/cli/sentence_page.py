"""A report sentence by sentence: what was read in each, what was passed over, and why."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rich.text import Text

from detente.model import Condition, Entry, Event, Meeting, Reading, Report, Span, Statement
from detente.reading.grounds import grounds
from detente.reading.parsing import Parse, parse_reports
from detente.reading.reader import cast_of_report, load_codebook, read_parse

__all__ = ["sentence_page", "told"]


def sentence_page(report: Report, *, actors: Path | None = None) -> Iterator[Text]:
    """The page, line by line; `actors` is an analyst's own file. Raises UnknownLanguage, CodebookError."""
    language = report.language or "en"
    (parse,) = parse_reports([report], language=language)
    codebook = load_codebook(language, actors=actors)
    reading = read_parse(parse, codebook)
    head = ", ".join(str(x) for x in (report.outlet, report.published or "no publication date", language) if x)
    yield Text(f"{report.title or report.source} ({head})", "bold")
    empty = 0
    sentences = _sentences(parse)
    cast = cast_of_report(parse, codebook)
    for number, sentence in enumerate(sentences, 1):
        yield Text(f"\n{number:3}  {_line(report.text[sentence.start : sentence.end])}")
        for line in grounds(cast, parse.tokens_in(*sentence)):
            yield Text(f"       who: {line}", "dim")
        lines = list(_lines(reading, sentence))
        empty += not any(entry for _, entry in lines)
        yield from (line for line, _ in lines)
        if not lines:
            yield Text("       nothing: no word of the codebook here", "dim")
    yield from _furniture(report)
    yield Text(f"\n{len(sentences)} sentences, {empty} without an entry; {len(reading.entries())} entries", "bold")


def told(entry: Entry) -> str:
    """An entry in one line."""
    match entry:
        case Statement():
            speaker = entry.speaker.name if entry.speaker else "?"
            to = f" to {', '.join(entry.to)}" if entry.to else ""
            return f"{speaker} {entry.act}{to} ({entry.manner}): {_line(entry.words)}"
        case Event():
            to = f" → {', '.join(entry.recipient)}" if entry.recipient else ""
            type_ = f"{entry.type} {entry.mode}" if entry.mode else entry.type
            return f"{', '.join(entry.actor) or '?'} {type_}{to}, {entry.status}{_when(entry.date)}"
        case Condition():
            holder = f"{entry.holder.name}: " if entry.holder else ""
            return f"{holder}{entry.sense} {entry.antecedent.does}, then {entry.consequent.does}"
        case Meeting():
            return f"{', '.join(entry.parties)}, {entry.status}{_when(entry.date)}"


def _sentences(parse: Parse) -> list[Span]:
    return [Span(parse.start[first], parse.end[last - 1]) for first, last in parse.sentences]


def _lines(reading: Reading, sentence: Span) -> Iterator[tuple[Text, bool]]:
    """What to say under a sentence, and whether it is an entry."""
    for entry in reading.entries():
        if not _touch(entry.span, sentence):
            continue
        if entry.span.start < sentence.start:
            yield Text(f"       {entry.kind}: goes on from above", "dim"), True
            continue
        yield Text(f"       {entry.kind}: {told(entry)}", "green"), True
        yield Text(f"         why: {entry.why}", "dim"), True
    for span, why in reading.passed_over:
        if _touch(span, sentence):
            yield Text(f"       passed over: {why}", "yellow"), False


def _furniture(report: Report) -> Iterator[Text]:
    if report.furniture:
        yield Text("\nfurniture, not read:", "bold")
    for start, end in report.furniture:
        yield Text(f"       {_line(report.text[start:end])[:160]}", "dim")


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _when(day: str | None) -> str:
    return f", {day}" if day else ""


def _line(text: str) -> str:
    return " ".join(text.split())
