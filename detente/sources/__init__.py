"""Whatever comes in (files, folders, globs, feeds, pages from the web) becomes reports."""

from detente.sources.kinds import parts_of
from detente.sources.opening import open_part, open_sources
from detente.sources.parts import Part

__all__ = ["Part", "open_part", "open_sources", "parts_of"]
