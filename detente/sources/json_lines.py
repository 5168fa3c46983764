"""JSON: an object a line, a list of objects, or one object; gzip or not."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from detente.errors import NoArticle
from detente.sources.columns import draft_from_row, no_text_column, place_columns
from detente.sources.decoding import LARGEST, decode, read_all
from detente.sources.draft import Draft
from detente.sources.parts import Bounded, Part

__all__ = ["are_lines", "parts_of_lines", "read_json", "read_json_lines"]

Numbered = Iterator[tuple[int, object]]

AT_ONCE = 2**20
"""Bytes of a line that are looked at together."""


def read_json_lines(
    source: str, stream: BinaryIO, *, columns: Mapping[str, str], part: Part | None = None
) -> Iterator[Draft]:
    """A report for each line; a line that is not a JSON object with text is an unread draft with its number.

    Raises NoArticle where the file holds no line, or no line that has a text; of a part (see `parts_of_lines`),
    never.
    """
    if part is None:
        yield from _drafts(source, _lines(stream), columns, "line")
    else:
        lines = io.BufferedReader(Bounded(stream, part.start, part.end))
        yield from _drafts(source, _lines(lines, part.first), columns, "line", any_text=True)


def parts_of_lines(stream: BinaryIO, *, size: int, columns: Mapping[str, str]) -> list[Part]:
    """Lines in parts of about `size` bytes; none where no line has a text, which is told of the file."""
    if not any(isinstance(value, dict) and "text" in place_columns(value, columns) for _, value in _lines(stream)):
        return []
    stream.seek(0)
    parts: list[Part] = []
    start = at = number = 0
    first = 1
    while raw := stream.readline(AT_ONCE):
        at += len(raw)
        number += raw.endswith(b"\n")
        if at - start >= size and raw.endswith(b"\n"):
            parts.append(Part(start, at, first))
            start, first = at, number + 1
    return [*parts, Part(start, at, first)] if at > start else parts


def read_json(source: str, stream: BinaryIO, *, columns: Mapping[str, str]) -> Iterator[Draft]:
    """The reports of a JSON file: a list of objects, an object that holds one such list, or a single report.

    Raises NoArticle.
    """
    text, _ = decode(read_all(stream))
    try:
        value = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NoArticle(f"not valid JSON ({error}); mend it, or write one report a line (.jsonl)") from error
    yield from _drafts(source, iter(enumerate(_reports_in(value), start=1)), columns, "report")


def are_lines(stream: BinaryIO) -> bool:
    """Whether a JSON file is one of lines: its first line is a whole object, and more follows."""
    first = stream.readline(LARGEST)
    more = _is_object(first) and bool(stream.read(1))
    stream.seek(0)
    return more


def _reports_in(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        lists = [part for part in value.values() if isinstance(part, list) and part and isinstance(part[0], dict)]
        return lists[0] if len(lists) == 1 and "text" not in place_columns(value, {}) else [value]
    raise NoArticle("its JSON is neither an object nor a list of objects; write one report a line (.jsonl)")


def _drafts(
    source: str, values: Numbered, columns: Mapping[str, str], what: str, *, any_text: bool = False
) -> Iterator[Draft]:
    """Drafts of numbered values. Those without text follow as unread, if any has a text (`any_text`: one has)."""
    textless: list[int] = []
    keys: list[str] = []
    any_value = any_text
    for number, value in values:
        any_value = True
        if not isinstance(value, dict):
            reason = str(value) if isinstance(value, ValueError) else "not an object"
            yield Draft(
                f"{source}#{number}",
                unread=f"{what} {number} is not a JSON object ({reason}); mend that {what}",
            )
            continue
        places = place_columns(value, columns)
        if "text" in places:
            any_text = True
            yield draft_from_row(value, places, source=source, number=number)
        else:
            textless.append(number)
            keys = keys or list(value)
    if textless and not any_text:
        raise no_text_column("key", keys, columns)
    for number in textless:
        yield Draft(f"{source}#{number}", unread=f"{what} {number} has no text; add one, or leave the {what} out")
    if not any_value:
        raise NoArticle("the file is empty; leave it out, or fetch it again")


def _lines(stream: BinaryIO, first: int = 1) -> Numbered:
    number = first - 1
    while raw := stream.readline(LARGEST + 1):
        number += 1
        if len(raw) > LARGEST:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LARGEST)
            yield number, ValueError(f"longer than {LARGEST >> 20} MB")
            continue
        line = raw.removeprefix(b"\xef\xbb\xbf").strip() if number == 1 else raw.strip()
        if line:
            yield number, _value(line)


def _value(line: bytes) -> object:
    """The value of a line, or the error that says why it has none."""
    try:
        return json.loads(line)
    except UnicodeDecodeError:
        pass
    except (ValueError, RecursionError) as error:
        return error if isinstance(error, ValueError) else ValueError("nested too deeply")
    try:
        return json.loads(decode(line)[0])
    except (ValueError, NoArticle) as error:
        return ValueError(str(error))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
