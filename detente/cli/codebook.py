"""`detente codebook check`: does it follow its form, and do its examples read as their authors expect?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from detente.cli.speaking import Column, grid, out, say
from detente.cli.verbs import SKIPPED
from detente.errors import CodebookError
from detente.model import EVENT_TYPES

if TYPE_CHECKING:
    from detente.reading.checking import CheckedExample

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="The codebook: what words mean, as files that an analyst can change.")


@app.callback()
def codebook() -> None:
    """The codebook: what words mean, as files that an analyst can change."""


@app.command()
def check(
    language: Annotated[str, typer.Option(metavar="XX", help="Which language.")] = "en",
    aside: Annotated[
        bool | None,
        typer.Option("--aside/--no-aside", help="Only the examples kept aside, or only the others."),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 where an example reads otherwise.")] = False,
) -> None:
    """Reads every example of the codebook and lists those that come out otherwise than expected, and why.

    Exits with 1 where a file does not follow its form.

    Example: detente codebook check --aside
    """
    from detente.cli.codebook_examples import run_examples  # noqa: PLC0415  loads the parser
    from detente.codebook.frames import load_frames  # noqa: PLC0415
    from detente.codebook.scopes import load_scopes  # noqa: PLC0415
    from detente.reading.checking import check_examples  # noqa: PLC0415
    from detente.reading.reader import load_codebook  # noqa: PLC0415

    try:
        whole = load_codebook(language)
        checked = check_examples(load_frames(language), load_scopes(language), aside=aside)
    except CodebookError as error:
        say(str(error))
        raise typer.Exit(SKIPPED) from error
    console = out()
    console.print(_table(checked))
    for wrong in checked:
        if not (wrong.type_right and wrong.status_right):
            _tell(wrong)
    others = list(run_examples(whole, aside=aside))
    for ran in others:
        console.print(f"{ran.kind}: {ran.examples - len(ran.wrong)} of {ran.examples} examples read as expected")
        for sentence in ran.wrong:
            console.print(f"    otherwise: {sentence}", soft_wrap=True)
    right = all(c.type_right and c.status_right for c in checked) and not any(ran.wrong for ran in others)
    if strict and not right:
        raise typer.Exit(SKIPPED)


def _table(checked: Sequence[CheckedExample]) -> object:
    number = {"justify": "right"}
    columns: list[Column] = [
        ("type", {}),
        ("examples", number),
        ("type right", number),
        ("status right", number),
    ]
    rows: list[Sequence[object]] = []
    for type_ in (*EVENT_TYPES, None):
        some = [c for c in checked if type_ in (None, c.example.type)]
        if some:
            right = sum(c.type_right for c in some), sum(c.status_right for c in some)
            shares = (f"{n} ({100 * n / len(some):.0f} %)" for n in right)
            rows.append((type_ or "all", len(some), *shares))
    return grid(columns, rows)


def _tell(wrong: CheckedExample) -> None:
    example, coded = wrong.example, wrong.coded
    expected, read = f"{example.type} {example.status}", f"{coded.type} {coded.status}"
    console = out()
    console.print(f"expected {expected}, read {read}: {example.sentence}", soft_wrap=True)
    console.print(f"    {example.actor} → {example.recipient or '(nobody)'}; {coded.why}", soft_wrap=True)
