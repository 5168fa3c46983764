"""Reads many short texts in one batch for a test module: one call of the parser for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from detente.model import Reading, Report
from detente.reading.reader import read_reports

PUBLISHED = date(2019, 3, 6)  # a Wednesday


def read_all(texts: Mapping[str, str], *, language: str = "en", published: date = PUBLISHED) -> dict[str, Reading]:
    """Name -> text in, name -> reading out; fails where a reader broke on one."""
    reports = [Report.make(name, text, language=language, published=published) for name, text in texts.items()]
    readings = dict(zip(texts, read_reports(reports), strict=True))
    broken = {name: r.report.unread for name, r in readings.items() if r.report.unread}
    assert not broken, broken
    return readings
