"""`detente paths`: what the parties said would follow if something happened, as a tree."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

import detente
from detente.cli.speaking import out, say
from detente.cli.verbs import DEFAULT_RECORD

__all__ = ["paths"]

ROOTS = 12
"""Trees that are shown unless more are asked for."""


def paths(
    record: Annotated[Path, typer.Argument(metavar="[RECORD]", help="The record.")] = DEFAULT_RECORD,
    supposing: Annotated[
        str | None,
        typer.Option("--if", metavar="ACT", help="ACTOR TYPE RECIPIENT, or words: 'Russia attacks Ukraine'."),
    ] = None,
    actor: Annotated[
        str | None, typer.Option(metavar="WHO", help="Only what this side says, does, or is done to.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", metavar="DAY", help="As the record stood on this day.")
    ] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, help="Trees at most.")] = ROOTS,
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON.")] = False,
    svg: Annotated[Path | None, typer.Option(metavar="FILE", help="Draws the tree into this file.")] = None,
    vega: Annotated[Path | None, typer.Option(metavar="FILE", help="The drawing as a Vega specification.")] = None,
) -> None:
    """What the parties said would follow, from the conditions on record and nothing else.

    First the path of de-escalation and the path of confrontation, then the trees: what is supposed, whose stated
    consequences that has, and what those set off in turn. What was said long ago weighs less.

    Example: detente paths crisis.duckdb --if "RUS ASSAULT UKR" --svg paths.svg
    """
    from detente.cli.path_tree import path_tree  # noqa: PLC0415  loads DuckDB
    from detente.outlook import drawing  # noqa: PLC0415  likewise
    from detente.outlook.as_data import as_json as data_of  # noqa: PLC0415  likewise

    with detente.open(record, read_only=True) as opened:
        found = opened.paths(supposing=supposing, actor=actor, as_of=as_of)
    if vega is not None:
        _write(vega, json.dumps(drawing.paths_spec(found), ensure_ascii=False, indent=1) + "\n")
    if svg is not None:
        _write(svg, drawing.svg(found) + "\n")
    if as_json:
        _print_json(data_of(found))
    elif vega is None and svg is None:
        console = out()
        for part in path_tree(found, width=console.width, most=limit):
            console.print(part)


def _print_json(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    say(f"{path}: written")
