"""How stories, lines, echoes and disagreements read in the cells of a table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from rich.text import Text

from detente.cli.cells import short_id, who
from detente.cli.listing import Names, Row, Shown
from detente.cli.speaking import count, shorten

__all__ = ["DISAGREEMENTS", "ECHOES", "LINES", "stories_shown", "told_by"]

ID = ("id", {"style": "dim", "no_wrap": True})
WORDS = {"ratio": 1, "overflow": "fold"}
FIXED = {"no_wrap": True}
SHOWN_TELLINGS = 6
"""Wordings or quotes that a cell shows; --json has all."""


def told_by(row: Row) -> str:
    """How many outlets tell it, and how many voices that is; where no outlet is named, the voices alone."""
    outlets = f"{count(len(row['told_by']), 'outlet')}, " if row["told_by"] else ""
    return f"{outlets}{count(row['origins'], 'origin')}"


def where(told: Mapping[str, Any]) -> str:
    """The outlet and the day of a telling; the report's id where it names no outlet."""
    named = told["outlet"] or f"report {told['report'][:8]}"
    return f"{named}, {told['published']}" if told["published"] else str(named)


def days(row: Row) -> str:
    """The first day of a story, and the last where it is another."""
    first, last = row["first_day"], row["last_day"]
    return "" if first is None else f"{first}" if first == last else f"{first}\n{last}"


def stories_shown(names: Names) -> Shown:
    """The columns of a table of stories."""
    return (
        ("days", FIXED, days),
        ("title", WORDS, lambda row: shorten(row["title"] or (row["reports"][0]["source"]))),
        ("who", {"max_width": 28}, lambda row: shorten(who(row["actors"], names), 80)),
        ("reports", {"justify": "right"}, lambda row: len(row["reports"])),
        ("told by", {"max_width": 22}, told_by),
        ("lines", {"justify": "right", "from_width": 110}, lambda row: row["lines"]),
        ("disagree", {"justify": "right"}, lambda row: row["disagreements"] or ""),
        (*ID, short_id),
    )


def _entries(row: Row) -> str:
    told = [f"{where(entry)}: {shorten(entry['words'], 110)}" for entry in row["entries"][:SHOWN_TELLINGS]]
    return "\n".join((*told, *_more(len(row["entries"]))))


def _more(number: int) -> Iterable[str]:
    return (f"… and {number - SHOWN_TELLINGS:,} more",) if number > SHOWN_TELLINGS else ()


def _left_out(row: Row) -> str:
    return "\n".join(row["left_out_by"][:SHOWN_TELLINGS])


def _wordings(row: Row) -> Text:
    """The fullest wording, then the others with what differs from it in brackets; the same ones told together."""
    fullest, *others = row["statements"]
    cell = Text.assemble((where(fullest), "dim"), f": {shorten(fullest['words'], 400)}")
    alike = [(how, list(told)) for how, told in groupby(sorted(others, key=_how_told), key=lambda told: told["how"])]
    for how, tellings in alike:
        for told in tellings[:SHOWN_TELLINGS]:
            cell.append(f"\n{how}", "bold").append(f", {where(told)}", "dim").append(": ")
            cell.append_text(_against(fullest["words"], told["words"]))
        for line in _more(len(tellings)):
            cell.append(f"\n{line} {how}", "dim")
    return cell


def _how_told(told: Mapping[str, Any]) -> tuple[int, str]:
    order = ("same", "part", "reworded", "translated", "again")
    return order.index(told["how"]), str(told["published"])


def _against(fullest: str, words: str) -> Text:
    from detente.linking.differences import differences  # noqa: PLC0415  its room loads scipy

    line = Text()
    for piece in differences(" ".join(fullest.split()), " ".join(words.split())):
        if piece.same:
            line.append(piece.other)
        elif piece.other:
            bare = piece.other.rstrip()
            line.append(f"[{bare}]", "yellow").append(piece.other[len(bare) :])
    return line


def _sides(row: Row) -> Text:
    cell = Text()
    for n, side in enumerate(row["sides"]):
        cell.append("\n" if n else "").append(side["says"], "bold")
        for quote in side["quotes"][:SHOWN_TELLINGS]:
            cell.append(f"\n  {where(quote)}: ", "dim").append(shorten(quote["words"], 160))
        for line in _more(len(side["quotes"])):
            cell.append(f"\n  {line}", "dim")
    return cell


LINES: Shown = (
    ("first told", FIXED, lambda row: row["first_told"]),
    ("is", FIXED, lambda row: row["of"]),
    ("told by", {"max_width": 12}, told_by),
    ("tellings", WORDS, _entries),
    ("left out by", {"max_width": 18, "from_width": 110}, _left_out),
    (*ID, short_id),
)

ECHOES: Shown = (
    ("first told", FIXED, lambda row: row["first_told"]),
    ("speaker", {"max_width": 22}, lambda row: row["speaker_name"]),
    ("told by", {"max_width": 12}, told_by),
    ("wordings", WORDS, _wordings),
    (*ID, short_id),
)

DISAGREEMENTS: Shown = (
    ("on", FIXED, lambda row: row["on"]),
    ("about", {"max_width": 32}, lambda row: shorten(row["about"])),
    ("is", {"max_width": 13}, lambda row: row["how"]),
    ("sure", {"justify": "right", "from_width": 110}, lambda row: f"{row['confidence']:.2f}"),
    ("sides", WORDS, _sides),
    (*ID, short_id),
)
