"""Events in the field's shapes: PLOVER rows, CAMEO rows, and the page that describes their columns."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from record_samples import ACTORS, crisis, event, many

from detente.codebook.cameo import cameo_code, cameo_codes, read_cameo
from detente.codebook.plover import weights
from detente.errors import CodebookError, DetenteError
from detente.exports import event_rows, write
from detente.exports.writing import EVENT_FORMATS
from detente.model import EVENT_TYPES, STATUSES, Event, Party, Reading, Report
from detente.record import Record, open_record

PAGE = (Path(__file__).parents[1] / "docs" / "exports.md").read_text("utf-8")
CAMEO_FILE = Path(__file__).parents[1] / "detente" / "codebook" / "cameo.toml"
Row = dict[str, str]


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with open_record(tmp_path / "crisis.duckdb") as record:
        yield record


def rows(record: Record, to: str) -> list[Row]:
    out = io.StringIO(newline="")
    write(record, to, out)
    return list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))


def told(record: Record, to: str, *events: tuple[str, dict[str, object]], **given: object) -> list[Row]:
    """The rows of a report that tells these events, each given by its type and fields."""
    report = Report.make("made/note.txt", " ".join(f"Act {n}." for n in range(len(events))), **given)
    made: list[Event] = [event(report, f"Act {n}.", type_, **fields) for n, (type_, fields) in enumerate(events)]
    record.add([Reading(report, events=tuple(made), actors=ACTORS)])
    return rows(record, to)


def test_a_plover_row_tells_who_did_what_to_whom_and_where_it_stands(record: Record) -> None:
    record.add(crisis())
    row = next(row for row in rows(record, "plover") if row["Event Type"] == "REQUEST")
    text = crisis()[0].report.text
    start, end = map(int, row["Span"].split("-"))
    assert text[start:end] == row["Evidence"] == "Boravia must withdraw its patrol boats"
    assert row["Report ID"] == crisis()[0].report.id
    assert [row[f"Actor {what}"] for what in ("Name", "Country", "Sectors")] == ["Lena Arend", "ARE", "GOV"]
    assert (row["Recipient Name"], row["Event Mode"], row["Event Date"]) == ("Boravia", "yield", "2031-05-02")
    assert (row["Intensity"], row["Quad Code"]) == ("-1.0", "VERBAL CONFLICT")
    assert (row["Headline"], row["Publisher"], row["Language"]) == ('Strait, "closed"?', "Northern Wire", "en")
    assert (row["Publication Date"], row["Source"]) == ("2031-05-02", "wire/strait.txt")


@pytest.mark.parametrize("to", EVENT_FORMATS)
def test_only_what_happened_or_is_planned_is_written(record: Record, to: str) -> None:
    given = [("ASSAULT", {"status": status, "actor": ("ARE",), "recipient": ("BOR",)}) for status in STATUSES]
    assert [row["Status"] for row in told(record, to, *given)] == ["happened", "planned"]


@pytest.mark.parametrize(
    ("type_", "mode", "plover", "cameo"),
    [
        ("CONSULT", "visit", "AGREE", "036"), ("SUPPORT", None, "AGREE", "032"), ("COOPERATE", None, "AGREE", "031"),
        ("AID", None, "AGREE", "033"), ("RETREAT", "withdraw", "CONCEDE", "0356"), ("CONCEDE", None, "CONCEDE", "035"),
        ("ASSAULT", "aerial", "THREATEN", "138"), ("SANCTION", "discontinue", "THREATEN", "1311"),
        ("AGREE", "offer", "AGREE", "030"),
    ],
)  # fmt: skip
def test_what_is_planned_is_the_intent(record: Record, type_: str, mode: str | None, plover: str, cameo: str) -> None:
    (row,) = told(record, "plover", (type_, {"mode": mode, "status": "planned", "actor": ("ARE",)}))
    assert (row["Event Type"], row["Event Mode"]) == (plover, "")
    assert (row["Told Type"], row["Told Mode"], row["Status"]) == (type_, mode or "", "planned")
    (row,) = rows(record, "cameo")
    assert (row["CAMEO Code"], row["Event Type"]) == (cameo, type_)


def test_countries_and_sectors_stand_in_the_order_of_the_names(record: Record) -> None:
    sides = {"actor": ("XXX", "BOR/emil-krüger", "ARE-GUARD"), "recipient": ("ARE",), "contexts": ("military", "legal")}
    (row,) = told(record, "plover", ("ACCUSE", sides))
    assert row["Actor Name"] == "XXX;Émil Krüger;Arenian Coast Guard"
    assert (row["Actor Country"], row["Actor Sectors"], row["Primary Actor Sector"]) == (";BOR;ARE", ";;MIL", "MIL")
    assert (row["Contexts"], row["Recipient Sectors"]) == ("military;legal", "GOV")


@pytest.mark.parametrize("to", EVENT_FORMATS)
def test_a_date_wider_than_a_day_is_no_day(record: Record, to: str) -> None:
    given = [("AID", {"actor": ("ARE",), "date": when}) for when in ("2031-05", "2031-05-04", None)]
    found = told(record, to, *given, published=date(2031, 6, 1))
    days = {(row["Event Date"], row["Date From"], row["Date To"], row.get("SQLDATE", "")) for row in found}
    number = "20310504" if to == "cameo" else ""
    assert days == {
        ("", "2031-05-01", "2031-05-31", ""), ("2031-05-04", "2031-05-04", "2031-05-04", number), ("", "", "", ""),
    }  # fmt: skip


def pair_names(found: list[Row]) -> list[tuple[str, str]]:
    return [(row["Source Name"], row["Target Name"]) for row in found]


@pytest.mark.parametrize(
    ("type_", "actor", "recipient", "wanted"),
    [
        ("ACCUSE", ("A", "B"), ("C", "D"), [("A", "C"), ("A", "D"), ("B", "C"), ("B", "D")]),
        ("CONSULT", ("A", "B"), (), [("A", "B"), ("B", "A")]),
        ("CONSULT", ("A", "B"), ("C",), [("A", "C"), ("B", "C")]),
        ("PROTEST", ("A", "B"), (), [("A", ""), ("B", "")]),
        ("ASSAULT", (), ("A",), [("", "A")]),
        ("ACCUSE", ("A", "B"), ("B",), [("A", "B")]),
        ("COERCE", ("A",), ("A",), [("A", "A")]),
        ("ASSAULT", (), (), []),
    ],
)
def test_cameo_has_a_row_a_pair(
    record: Record, type_: str, actor: tuple[str, ...], recipient: tuple[str, ...], wanted: list[tuple[str, str]]
) -> None:
    found = told(record, "cameo", (type_, {"actor": actor, "recipient": recipient}))
    assert pair_names(found) == wanted
    assert len({row["Event ID"] for row in found}) == len(found)


def test_a_cameo_row_has_code_weight_and_class(record: Record) -> None:
    sides = {"actor": ("ARE-GUARD",), "recipient": ("BOR",), "place": "Salm", "claimed_by": Party(None, "a fisherman")}
    (row,) = told(record, "cameo", ("ASSAULT", {"mode": "firearms", **sides}), url="https://wire.example/1")
    assert [row[name] for name in ("CAMEO Code", "EventCode", "EventBaseCode", "EventRootCode")] == ["193"] * 3 + ["19"]
    assert (row["Event Text"], row["Code Fit"]) == ("Fight with small arms and light weapons", "exact")
    assert (row["Intensity"], row["GoldsteinScale"], row["QuadClass"]) == ("-10.0", "-10.0", "4")
    assert (row["Actor1CountryCode"], row["Actor1Type1Code"], row["Actor2Name"]) == ("ARE", "MIL", "Boravia")
    assert (row["ActionGeo_FullName"], row["SOURCEURL"]) == ("Salm", "https://wire.example/1")
    assert (row["Claimed By"], row["Evidence"]) == ("a fisherman", "Act 0.")


@pytest.mark.parametrize("to", EVENT_FORMATS)
def test_parquet_holds_what_csv_holds(record: Record, tmp_path: Path, to: str) -> None:
    record.add(crisis())
    write(record, to, tmp_path / "events.parquet")
    table = pq.read_table(tmp_path / "events.parquet")
    as_text = [{k: "" if v is None else str(v) for k, v in row.items()} for row in table.to_pylist()]
    assert as_text == rows(record, to) != []
    write(record, to, tmp_path / "events.csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as lines:
        assert list(csv.DictReader(lines)) == as_text


@pytest.mark.parametrize("to", EVENT_FORMATS)
def test_parquet_of_many_rows_and_of_none(
    record: Record, tmp_path: Path, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_rows, "_AT_ONCE", 50)
    write(record, to, tmp_path / "none.parquet")
    none = pq.read_table(tmp_path / "none.parquet")
    assert (none.num_rows, none.column_names) == (0, list(EVENT_FORMATS[to][1]))
    record.add(many(6, entries=40))
    write(record, to, tmp_path / "many.parquet")
    table = pq.read_table(tmp_path / "many.parquet")
    assert table.num_rows == record.events().num_rows > 2 * 50
    assert table.schema.equals(none.schema)


def test_a_kind_is_refused(record: Record) -> None:
    with pytest.raises(DetenteError, match="plover: holds events only"):
        write(record, "plover", io.StringIO(), kind="event")


@pytest.mark.parametrize("to", EVENT_FORMATS)
def test_the_page_names_the_columns_of_the_code(to: str) -> None:
    section = PAGE.split(f"\n## {to}\n", 1)[1].split("\n## ", 1)[0].split("\n### ", 1)[0]
    assert re.findall(r"^\| `([^`]+)` \|", section, re.MULTILINE) == list(EVENT_FORMATS[to][1])


def near_rows() -> list[str]:
    """The rows of the page's table of approximations, from the codebook."""
    return [
        f"| `{type_}`{f' {mode}' if mode else ''}{', planned' if planned else ''} | {code.code} {code.name} |"
        for (type_, mode, planned), code in cameo_codes().items()
        if code.near and not (planned and code == cameo_codes().get((type_, mode, False)))
    ]


def test_the_page_names_the_codes_that_are_approximations() -> None:
    assert PAGE.split("| type and mode | code |\n|---|---|\n", 1)[1].split("\n\n")[0].splitlines() == near_rows() != []


def test_every_type_and_mode_has_a_code_of_its_own() -> None:
    named = {(type_, mode) for type_, mode, planned in cameo_codes() if not planned}
    assert named == {(weight.type, weight.mode) for weight in weights()}
    assert {type_ for type_, mode, planned in cameo_codes() if planned and mode is None} == set(EVENT_TYPES)
    assert cameo_code("CONSULT", "visit").goldstein == 1.9
    with pytest.raises(CodebookError, match="no event type WAR"):
        cameo_code("WAR")


def test_quad_classes_follow_gdelt() -> None:
    assert [cameo_code(t).quad_class for t in ("AGREE", "AID", "ACCUSE", "ASSAULT")] == [1, 2, 3, 4]
    assert [cameo_code(*of).quad_class for of in (("ACCUSE", "investigate"), ("PROTEST", None))] == [3, 4]


@pytest.mark.parametrize(
    ("old", "new", "told_of"),
    [
        ("[codes]", "[codes", "is no TOML"),
        ("[types.AID]", "[types.WAR]", "once for each"),
        ('planned = "133"', 'planed = "133"', "PROTEST wants"),
        ('demo = "141"', 'march = "141"', "PROTEST has no mode march"),
        ('demo = "141"', 'demo = "149"', "PROTEST demo: .* wants 149"),
        ("goldstein = 1.9", "goldstein = 19", "042: goldstein"),
    ],
)
def test_a_broken_file_is_told(old: str, new: str, told_of: str) -> None:
    text = CAMEO_FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(CodebookError, match=told_of):
        read_cameo(text.replace(old, new, 1))
