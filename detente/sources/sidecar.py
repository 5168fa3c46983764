"""The sidecar of a text or page: `NAME.json` beside it says what its metadata would say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from detente.sources.draft import Draft

__all__ = ["HAS_SIDECAR", "is_sidecar", "with_sidecar", "with_told"]

FIELDS = ("title", "outlet", "byline", "url", "published", "language")
HAS_SIDECAR = (".txt", ".text", ".md", ".html", ".htm", ".xhtml")


def is_sidecar(path: Path) -> Path | None:
    """The text or page that a JSON file stands beside; None where it stands for itself."""
    if path.suffix.lower() != ".json":
        return None
    return next((text for suffix in HAS_SIDECAR if (text := path.with_suffix(suffix)).is_file()), None)


def with_sidecar(draft: Draft, path: Path) -> Draft:
    """`draft` of the file at `path` with what its sidecar says, which wins over the page's metadata.

    A sidecar that cannot be read leaves the draft as it is, with a note that says so.
    """
    sidecar = path.with_suffix(".json")
    if path.suffix.lower() not in HAS_SIDECAR or not sidecar.is_file():
        return draft
    try:
        return with_told(draft, sidecar.name, sidecar.read_bytes())
    except OSError as error:
        return _noted(draft, f"its sidecar {sidecar.name} could not be read ({error.strerror})")


def with_told(draft: Draft, name: str, data: bytes) -> Draft:
    """`draft` with what the bytes of its sidecar say, whose name is `name`."""
    try:
        told = json.loads(data)
    except ValueError as error:
        return _noted(draft, f"its sidecar {name} is not valid JSON ({error})")
    if not isinstance(told, dict):
        return _noted(draft, f"its sidecar {name} is not a JSON object")
    given = {field: told[field] for field in FIELDS if told.get(field)}
    wrong = [field for field in given if field != "published" and not isinstance(given[field], str)]
    if wrong:
        note = f"its sidecar {name} gives no text for {', '.join(wrong)}"
        return _noted(replace(draft, **{k: v for k, v in given.items() if k not in wrong}), note)
    return replace(draft, **given)


def _noted(draft: Draft, what: str) -> Draft:
    note = f"{what}; mend the sidecar: the report was read without it"
    return replace(draft, note=f"{draft.note}; {note}" if draft.note else note)
