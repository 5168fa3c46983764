"""From the paths a user gives to the single files and URLs to read, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path
from typing import NamedTuple

from detente.sources.sidecar import is_sidecar

__all__ = ["Found", "gather", "is_url"]

NOT_REPORTS = (".duckdb", ".duckdb.wal", ".duckdb.tmp")
"""Ends of names left out of folders without a word: a record often lies beside its reports."""

PAGE_SUFFIXES = (".html", ".htm")


class Found(NamedTuple):
    """Something to read, or (`unread`) why there is nothing to read at a path."""

    source: str
    unread: str | None = None


def gather(paths: Iterable[str]) -> Iterator[Found]:
    """Files under folders (sorted, hidden ones left out, each linked folder once), matches of globs, URLs.

    A sidecar is no report where its text is read too. Nothing is opened here.
    """
    given = [os.fspath(path) for path in paths]
    explicit = {os.path.normpath(path) for path in given if not is_url(path)}
    for path in given:
        if is_url(path):
            yield Found(path)
        elif Path(path).is_dir():
            yield from _in_folder(path)
        elif os.path.lexists(path):
            text = is_sidecar(Path(path))
            if text is None:
                yield Found(path)
            elif os.path.normpath(text) not in explicit:
                yield Found(path, f"the sidecar of {text.name}; give that file to read the report")
        elif any(mark in path for mark in "*?["):
            yield from _matching(path)
        else:
            yield Found(path, "not there; check the spelling of the path")


def is_url(path: str) -> bool:
    """Whether a path is an address with a scheme, such as `https://…`, rather than a file."""
    scheme, colon, _ = path.partition("://")
    return bool(colon) and scheme.isascii() and scheme.isalpha()


def _matching(pattern: str) -> Iterator[Found]:
    matches = sorted(glob(pattern, recursive=True))  # noqa: PTH207  Path.glob takes no absolute pattern
    if not matches:
        yield Found(pattern, "no file matches; check the pattern")
    for path in matches:
        if Path(path).is_dir():
            if "**" not in pattern:  # which names the files under the folder itself
                yield from _in_folder(path)
        elif is_sidecar(Path(path)) is None:
            yield Found(path)


def _in_folder(top: str) -> Iterator[Found]:
    problems: list[OSError] = []
    state = Path(top).stat()
    seen = {(state.st_dev, state.st_ino)}
    any_found = False
    for folder, folders, names in os.walk(top, onerror=problems.append, followlinks=True):
        folders[:] = sorted(name for name in folders if _open(folder, name, names, seen, problems))
        for name in sorted(names):
            path = str(Path(folder, name))
            if not name.startswith(".") and not name.endswith(NOT_REPORTS) and is_sidecar(Path(path)) is None:
                any_found = True
                yield Found(path)
        yield from _told(problems)
    for found in _told(problems):
        any_found = True
        yield found
    if not any_found:
        yield Found(top, "a folder without a report in it; check the path")


def _open(folder: str, name: str, names: list[str], seen: set[tuple[int, int]], problems: list[OSError]) -> bool:
    """Whether to go into a folder: not hidden, not parts of a saved page, not seen by another link."""
    if name.startswith(".") or (
        name.endswith("_files") and any(name[: -len("_files")] + suffix in names for suffix in PAGE_SUFFIXES)
    ):
        return False
    try:
        state = Path(folder, name).stat()
    except OSError as error:
        problems.append(error)
        return False
    key = (state.st_dev, state.st_ino)
    fresh = key not in seen
    seen.add(key)
    return fresh


def _told(problems: list[OSError]) -> Iterator[Found]:
    while problems:
        error = problems.pop(0)
        reason = "no permission to look into it" if isinstance(error, PermissionError) else error.strerror
        yield Found(
            str(error.filename),
            f"a folder that could not be listed ({reason}); change its permissions (chmod u+rx)",
        )
