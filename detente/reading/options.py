"""How to read: what every process that reads is told, beside the reports."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Options"]


@dataclass(frozen=True, slots=True)
class Options:
    """`thorough` parses every report, those too that the gates would pass by (see `gates`)."""

    thorough: bool = False
