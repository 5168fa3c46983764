"""The command line: one verb a job. `main` is the program `detente`."""

from __future__ import annotations

import typer

from detente.cli.code import code
from detente.cli.codebook import app as codebook
from detente.cli.demo import demo
from detente.cli.explain import explain
from detente.cli.export import export
from detente.cli.load import load
from detente.cli.paths import paths
from detente.cli.read import read
from detente.cli.serve import serve
from detente.cli.show_links import app as show
from detente.cli.stories import stories
from detente.cli.times import times
from detente.cli.verbs import Verbs
from detente.cli.version import version

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
app.command()(read)
app.command()(load)
app.command()(demo)
app.add_typer(show, name="show")
app.command()(paths)
app.command()(serve)
app.command()(explain)
app.command()(export)
app.command()(code)
app.command()(times)
app.command()(stories)
app.add_typer(codebook, name="codebook")
app.command()(version)


def main() -> None:
    """Runs the program."""
    app(prog_name="detente")
