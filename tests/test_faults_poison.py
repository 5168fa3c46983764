"""A report on which a reading process dies or hangs is set aside with the reason; the batch goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from poison import lay_poison

from detente.errors import DetenteError
from detente.model import Report
from detente.scale import processes, read_local
from detente.scale.kept import stop_kept


@pytest.fixture(autouse=True)
def _poisoned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    stop_kept()
    monkeypatch.syspath_prepend(lay_poison(tmp_path / "poison"))  # reading processes take over the path
    monkeypatch.setenv("POISON_FOLDER", str(tmp_path))
    yield
    stop_kept()


def report(number: int, more: str = "") -> Report:
    text = f"Norway accused Iceland of firing on trawler {number} on Monday. {more}"
    return Report.make(f"{number}.txt", text, published=date(2021, 5, 4), language="en")


def test_a_report_on_which_a_process_dies_or_hangs_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POISON_PLAIN", "1")
    monkeypatch.setattr(processes, "SECONDS", 5.0)
    reports = [report(0), report(1, "POISON-DIES"), report(2), report(3), report(4, "POISON-HANGS"), report(5)]
    # One chunk: it dies on 1; then report by report: 1 is lost again, 4 after its time.
    readings = list(read_local(reports, jobs=1))
    assert [reading.report.id for reading in readings] == [r.id for r in reports]
    assert [bool(reading.passed_over) for reading in readings] == [True, False, True, True, False, True]
    reasons = [reading.report.unread or "" for reading in readings]
    assert [reason[:24] for reason in reasons] == [
        "",
        "ended its process (statu",
        "",
        "",
        "took more than 5 seconds",
        "",
    ]
    assert all("leave it out" in reason for reason in reasons if reason)


def test_a_process_lost_once_is_started_again_and_nothing_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "once").touch()
    readings = list(read_local([report(0), report(1, "POISON-ONCE"), report(2)], jobs=2))
    assert [reading.report.unread for reading in readings] == [None, None, None]
    assert all(reading.events for reading in readings)


def test_where_every_report_is_lost_the_reading_ends_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POISON_PLAIN", "1")
    monkeypatch.setattr(processes, "IN_A_ROW", 2)
    with pytest.raises(DetenteError, match=r"2 reports in a row .* more memory"):
        list(read_local([report(n, "POISON-DIES") for n in range(4)], jobs=2))


def test_long_reports_get_more_time() -> None:
    ordinary, long = Report("a", "a", "x" * 3_000), Report("b", "b", "x" * 200_000)
    assert processes._limit([ordinary]) == processes.SECONDS
    assert processes._limit([long]) == 10 * processes.SECONDS
