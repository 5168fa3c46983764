"""The command line: one verb a job. `main` is the program `detente`."""

from __future__ import annotations

import typer

from detente.cli import code, codebook, demo, explain, export, read, show, times, version
from detente.cli.verbs import Verbs

__all__ = ["app", "main"]

app = typer.Typer(
    name="detente",
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads news reports of a crisis and keeps the record: who said what, who did what to whom, "
    "every line linked to its words.",
    epilog="Begin with: detente demo",
)
app.command("read")(read.read)
app.command("demo")(demo.demo)
app.add_typer(show.app, name="show")
app.command("explain")(explain.explain)
app.command("export")(export.export)
app.command("code")(code.code)
app.command("times")(times.times)
app.add_typer(codebook.app, name="codebook")
app.command("version")(version.version)


def main() -> None:
    """Runs the program."""
    app(prog_name="detente")
