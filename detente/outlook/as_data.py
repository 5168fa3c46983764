"""Paths as plain JSON values."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from detente.model import Span
from detente.outlook.nouns import Paths

__all__ = ["as_json"]


def as_json(paths: Paths) -> dict[str, Any]:
    """All that a Paths holds, for `json.dumps`: days in ISO 8601, spans as `[start, end]`; `acts` and `branches` as
    lists, in the order of their ids."""
    plain = {field.name: _plain(getattr(paths, field.name)) for field in fields(paths)}
    for name in ("acts", "branches"):
        plain[name] = [plain[name][id_] for id_ in sorted(plain[name])]
    return {"kind": "paths", **plain}


def _plain(value: Any) -> Any:
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if hasattr(value, "_asdict"):
        return {name: _plain(part) for name, part in value._asdict().items()}
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value
