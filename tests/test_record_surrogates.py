"""Names that hold half a surrogate pair, as a file name of other bytes gives one: kept with U+FFFD in its place."""

from __future__ import annotations

from pathlib import Path

from detente.model import Actor, Reading, Report
from detente.record import open_record

SOURCE = "reports/caf\udce9.txt"
KEPT = "reports/caf\ufffd.txt"


def test_a_source_of_other_bytes_is_kept(tmp_path: Path) -> None:
    report = Report.make(SOURCE, "Envoys met in Arden.", title="Talks \ud83d")
    with open_record(tmp_path / "r.duckdb") as record:
        assert record.add([Reading(report)]).reports == 1
        kept = record.report(report.id)
        assert (kept.source, kept.title) == (KEPT, "Talks \ufffd")
        assert record.add([Reading(report)]).known == 1


def test_what_could_not_be_read_gives_way_to_what_was(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([Reading(Report.make(SOURCE, "", unread="no permission"))])
        added = record.add([Reading(Report.make(SOURCE, "Envoys met in Arden."))])
        assert added.replaced == 1
        assert [row["source"] for row in record.reports().to_pylist()] == [KEPT]


def test_an_actor_of_such_an_id_is_one_in_all_reports(tmp_path: Path) -> None:
    actor = Actor("ARE/caf\udce9", "person", "Caf\udce9")
    with open_record(tmp_path / "r.duckdb") as record:
        for n in range(2):
            record.add([Reading(Report.make(f"{n}", f"Report {n}."), actors=(actor,))])
        assert record.actors().column("id").to_pylist() == ["ARE/caf\ufffd"]
