"""How to read: what every process that reads is told, beside the reports."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """`thorough` parses every report, those too that the gates would pass by (see `gates`); `actors` is an analyst's
    own file of actors, in the form of the codebook's."""

    thorough: bool = False
    actors: Path | None = None
