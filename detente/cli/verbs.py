"""The group of all verbs: what goes wrong in one is told in one line, with the exit status that it means."""

from __future__ import annotations

import errno
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from detente.cli.speaking import say
from detente.errors import DetenteError

__all__ = ["DEFAULT_RECORD", "FAILED", "SKIPPED", "ActorsOption", "RecordOption", "Verbs", "day_of"]

SKIPPED = 1
"""Exit status: something was skipped or could not be read; the rest was done."""

FAILED = 2
"""Exit status: wrong usage, or a record that cannot be used."""

INTERRUPTED = 130

DEFAULT_RECORD = Path("crisis.duckdb")

RecordOption = Annotated[Path, typer.Option("--record", "-r", metavar="PATH", help="The record.")]

ActorsOption = Annotated[
    Path | None, typer.Option("--actors", metavar="FILE.toml", help="Actors of your own, beside the codebook's.")
]


class Verbs(TyperGroup):
    """Runs a verb and turns Detente's errors into one line and an exit status."""

    def invoke(self, ctx: Any) -> Any:
        """Runs the verb that was asked for."""
        try:
            return super().invoke(ctx)
        except DetenteError as error:
            say(str(error))
            raise typer.Exit(FAILED) from error
        except KeyboardInterrupt as error:
            say("stopped; what was finished is kept")
            raise typer.Exit(INTERRUPTED) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read our output has seen enough
                raise
            say(f"{error.filename or 'the system'}: {error.strerror or error}; check it and its permissions")
            raise typer.Exit(FAILED) from error


def day_of(given: str) -> date:
    """A day as an option gives it. Raises typer.BadParameter."""
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise typer.BadParameter(f"--published {given!r} is no day; write it as 2022-01-31") from error
