"""Whatever comes in (files, folders, globs, feeds, pages from the web) becomes reports."""

from detente.sources.opening import open_sources

__all__ = ["open_sources"]
