"""One entry on a page: its fields, its words in their place, why it is there, the report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from rich.text import Text

from detente.codebook.frames import Frame, load_frames
from detente.model import Report, Span, as_row
from detente.record import Found

__all__ = ["context", "entry_page", "frame_lines"]

AROUND = 240
"""Characters of the report shown on either side of an entry's words."""

FRAME_ID = re.compile(r"(\w+)/([A-Z]+)/(verb|noun|adjective)/(\d+):[^\s;]+")
LEFT_OUT = {"kind", "id", "report", "span", "why", "confidence", "words"}


def entry_page(found: Found) -> Iterator[Text]:
    """The page, line by line."""
    entry, report = found.entry, found.report
    yield Text(f"{entry.kind} {entry.id}, confidence {entry.confidence:.2f}", "bold")
    yield from _fields(as_row(entry))
    yield Text("\nwords", "bold")
    yield context(report, entry.span)
    yield Text("\nwhy", "bold")
    for step in entry.why.split("; "):
        yield Text(f"  - {step}")
    yield from frame_lines(entry.why)
    yield Text("\nreport", "bold")
    title = report.title or "(no title)"
    told = ", ".join(str(x) for x in (report.outlet, report.published or "no date", report.language) if x)
    yield Text(f"  {title} ({told})")
    yield Text(f"  {report.source}, characters {entry.span.start} to {entry.span.end}, report {report.id}", "dim")
    if report.url:
        yield Text(f"  {report.url}", "dim")


def context(report: Report, span: Span) -> Text:
    """The words in their place, marked by brackets (and colour, where there is one)."""
    text = report.text
    start, end = max(0, span.start - AROUND), min(len(text), span.end + AROUND)
    before = ("…" if start else "") + text[start : span.start]
    after = text[span.end : end] + ("…" if end < len(text) else "")
    return Text.assemble(
        "  ",
        _line(before),
        ("[", "bold"),
        (_line(text[span.start : span.end]), "bold yellow"),
        ("]", "bold"),
        _line(after),
    )


def frame_lines(why: str) -> Iterator[Text]:
    """The codebook's entry that a `why` names: where it stands, what it asks for, what its type means."""
    named = FRAME_ID.search(why)
    if named is None:
        return
    language, type_, anchor, number = named.groups()
    frames = load_frames(language)
    frame = next((f for by in frames.by_lemma.get(anchor, {}).values() for f in by if f.id == named[0]), None)
    if frame is None:
        yield Text(f"  (the codebook no longer has {named[0]})", "dim")
        return
    yield Text("\ncodebook", "bold")
    yield Text(f"  codebook/{language}/events/{type_}.toml, [[{anchor}]] number {number}")
    for name, value in _asked(frame):
        yield Text(f"    {name}: {value}")
    if means := frames.means.get(type_):
        yield Text(f"  {type_} means: {_line(means)}", "dim")


def _asked(frame: Frame) -> Iterator[tuple[str, str]]:
    for field in fields(frame):
        value = getattr(frame, field.name)
        if value and field.name not in ("id", "type", "anchor"):
            yield field.name, ", ".join(map(_words, value)) if isinstance(value, tuple) else str(value)


def _words(value: Any) -> str:
    return value if isinstance(value, str) else f"{value[0]} ({', '.join(value[1])})"


def _fields(row: dict[str, Any]) -> Iterator[Text]:
    for name, value in row.items():
        if name in LEFT_OUT or name.endswith(("span", "spans")) or value in (None, [], ""):
            continue
        yield Text(f"  {name.replace('_', ' '):<15} {_plain(value)}")


def _plain(value: Any) -> str:
    if isinstance(value, dict):
        id_, rest = value.get("id"), [v for k, v in value.items() if k != "id" and v]
        return f"{'; '.join(map(_plain, rest))}{f' ({id_})' if id_ else ''}"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
