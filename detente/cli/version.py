"""`detente version`: what is installed, for a bug report or a method section."""

from __future__ import annotations

import platform

import detente
from detente.cli.speaking import count, out

__all__ = ["version"]


def version() -> None:
    """Prints the versions of Detente and its parsers, the matrix products they use, the codebook's digest."""
    from detente.api import codebook_digest  # noqa: PLC0415  loads DuckDB
    from detente.reading.parsing import LANGUAGES, load_pipeline  # noqa: PLC0415  loads the parser
    from detente.scale.local import cores  # noqa: PLC0415  loads numpy

    console = out()
    console.print(f"detente {detente.__version__}")
    console.print(f"python {platform.python_version()}, {platform.machine()}, {count(cores(), 'core')}")
    console.print(f"codebook {codebook_digest()}")
    for language in LANGUAGES:
        pipeline = load_pipeline(language)
        console.print(f"{language}: {pipeline.package} {pipeline.version}, matrix products by {pipeline.blas}")
