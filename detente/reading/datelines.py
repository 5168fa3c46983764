"""The dateline that opens a report: where and when it was written, no part of what it tells."""

from __future__ import annotations

import re

__all__ = ["DATELINE"]

DATELINE = re.compile(
    r"[A-ZÀ-Ý][A-ZÀ-Ý.’' /-]{2,40}(?:, [A-Z][\w.’ -]{1,25})?"
    r"(?:, (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [a-zéû]{3,9})(?:, \d{4})?)?"
    r" ?(?:\([\w .’/-]{2,30}\))? ?(?:[—–]|--|-) (?=[A-ZÀ-Ý0-9“\"«‘])"
)
"""'WASHINGTON, Oct. 22 (Agency) —' at the head of a paragraph: no part of its first sentence."""
