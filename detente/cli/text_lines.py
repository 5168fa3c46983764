"""Tables of texts as JSON lines, for the verbs that do one step alone on them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from detente.cli.speaking import say
from detente.errors import UnreadableSource

__all__ = ["TextLines"]


class TextLines:
    """The lines of a file one by one: each its number and its object, which has a `text` and a `published` day or None.

    A line that is none is told and left out, and counted in `wrong`. `texts` names further fields that must be text
    where they stand; they are None elsewhere. Raises UnreadableSource for a file that is not UTF-8.
    """

    def __init__(self, file: Path, *, texts: tuple[str, ...] = ()) -> None:
        self.wrong = 0
        self._file, self._texts = file, texts
        try:
            self._lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError as error:
            raise UnreadableSource(f"{file}: is not UTF-8; save it so") from error

    def __iter__(self) -> Iterator[tuple[int, dict[str, Any]]]:
        for number, line in enumerate(self._lines, 1):
            if not line.strip():
                continue
            try:
                row = self._row(line)
            except ValueError as error:
                say(f"{self._file}: line {number}: {error}; it is left out")
                self.wrong += 1
                continue
            yield number, row

    def _row(self, line: str) -> dict[str, Any]:
        row = json.loads(line)
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise ValueError("no object with a text")
        for name in self._texts:
            value = row.setdefault(name, None)
            if value is not None and not isinstance(value, str):
                raise ValueError(f"{name} is not text")
        published = row.get("published")
        return row | {"published": date.fromisoformat(str(published)[:10]) if published else None}
