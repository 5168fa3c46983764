"""Datelines: where and when a report was written, 'WASHINGTON, Oct. 22 (Agency) —', no part of what it tells."""

from __future__ import annotations

import re

__all__ = ["AFTER_PLACE", "DATELINE", "DATELINE_ALONE"]

CAPITAL = "A-ZÀ-Þ"
MONTH_AND_DAY = r"[A-Z][a-z]{2,8}\.? \d{1,2}"

DATELINE = re.compile(
    rf"[{CAPITAL}][{CAPITAL}.’' /-]{{2,40}}(?:, [A-Z][\w.’ -]{{1,25}})?"
    rf"(?:, (?:{MONTH_AND_DAY}|\d{{1,2}} [a-zéû]{{3,9}})(?:, \d{{4}})?)?"
    rf" ?(?:\([\w .’/-]{{2,30}}\))? ?(?:[—–]|--|-) (?=[{CAPITAL}0-9“\"«‘])"
)
"""At the head of a paragraph, before its first sentence."""

DATELINE_ALONE = re.compile(
    rf"[{CAPITAL}][{CAPITAL} .,'’/-]{{2,40}},? [^.!?]{{0,40}}(?:—|–|--?)\s*$"
    rf"|[{CAPITAL}][{CAPITAL}' -]+, {MONTH_AND_DAY}\b"
)
"""A line of its own above the report, with a dash at its end or a day after the place."""

AFTER_PLACE = re.compile(r"[^\n]{0,45}?\s?(?:--|[–—]|-(?!\w)|(?<!\w)-)\s*")
"""Between the place that opens a report, in whatever letters, and its first word: ', March 3 (Agency) -'. A hyphen
within a word ends no dateline."""
