"""From the paths a user gives to the single files and URLs to read, in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from glob import glob
from pathlib import Path
from typing import NamedTuple

from detente.errors import UnreadableSource
from detente.sources.sidecar import HAS_SIDECAR, is_sidecar
from detente.sources.stores import is_stored, list_store, name_of

__all__ = ["Found", "gather", "is_url"]

NOT_REPORTS = (".duckdb", ".duckdb.wal", ".duckdb.tmp")
"""Ends of names left out of folders without a word: a record often lies beside its reports."""

ABOUT = frozenset(
    "readme license licence copying changelog contributing code_of_conduct citation requirements makefile sha256sums "
    "md5sums checksums".split()
)
"""Names, without their suffix, of files that tell of the folder they lie in rather than of the world."""

ABOUT_SUFFIXES = ("", ".txt", ".md", ".rst", ".cff", ".html")

NO_REPORT = "by its name it tells of the folder, and is no report; give the file itself to read it"

PAGE_SUFFIXES = (".html", ".htm")


class Found(NamedTuple):
    """Something to read, or (`unread`) why there is nothing to read at a path; `size` in bytes, of a stored object."""

    source: str
    unread: str | None = None
    size: int | None = None


def gather(paths: Iterable[str]) -> Iterator[Found]:
    """Files under folders (sorted, hidden ones left out, each linked folder once), matches of globs, URLs.

    What an address in an object store names is listed alike. A sidecar is no report where its text is read too, and
    a README is none unless it is given itself. Nothing is opened here.
    """
    given = [os.fspath(path) for path in paths]
    explicit = {os.path.normpath(path) for path in given if not is_url(path)}
    for path in given:
        if is_stored(path):
            yield from _in_store(path)
        elif is_url(path):
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
            yield _unless_about(path)


def _in_store(address: str) -> Iterator[Found]:
    try:
        stored = list_store(address)
    except UnreadableSource as error:
        yield Found(address, str(error))
        return
    names = {name_of(one.address) for one in stored}
    for one in stored:
        if one.address == address:
            yield Found(address, size=one.size)
        elif not name_of(one.address).endswith(NOT_REPORTS) and not _stands_beside(name_of(one.address), names):
            yield _unless_about(one.address, size=one.size)
    if not stored:
        yield Found(address, "nothing lies there; check the address")


def _stands_beside(name: str, names: set[str]) -> bool:
    """Whether an object is the sidecar of another."""
    stem = name.removesuffix(".json")
    return stem != name and any(stem + suffix in names for suffix in HAS_SIDECAR)


def _unless_about(path: str, *, size: int | None = None) -> Found:
    """Something found at a path that nobody gave by its name."""
    name = name_of(path).replace(os.sep, "/").rpartition("/")[2].lower()
    stem, suffix = os.path.splitext(name)  # noqa: PTH122  (it may be an address)
    about = stem in ABOUT and suffix in ABOUT_SUFFIXES
    return Found(path, NO_REPORT if about else None, size)


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
                yield _unless_about(path)
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
