"""A record that cannot be opened or written says so in one line and loses nothing: real files and locks."""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb
import pytest
from record_samples import crisis, many

from detente.errors import NewerRecord, RecordBusy, RecordError
from detente.record import open_record

TESTS = Path(__file__).parent


def run_python(code: str, *args: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, args)],
        capture_output=True,
        text=True,
        cwd=TESTS,
        timeout=120,
        check=False,
    )


def one_line(error: pytest.ExceptionInfo[RecordError], path: Path) -> str:
    message = str(error.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    assert ";" in message  # what is wrong; what to do
    return message


def test_a_new_record_is_empty_and_opens_again(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    with open_record(path) as record:
        assert list(record.nouns()) == []
    with open_record(path, read_only=True, create=False) as record:
        assert record.reports().num_rows == 0
    assert [p.name for p in tmp_path.iterdir()] == ["r.duckdb"]


def test_an_empty_file_counts_as_missing(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    path.touch()
    with open_record(path) as record:
        assert record.add(crisis()).reports == 2


def test_what_is_no_record_is_named_and_left_alone(tmp_path: Path) -> None:
    text, other, lite = tmp_path / "notes.txt", tmp_path / "other.duckdb", tmp_path / "lite.db"
    text.write_text("Not a database. " * 1000)
    with duckdb.connect(str(other)) as con:
        con.execute("CREATE TABLE cats (name VARCHAR)")
    db = sqlite3.connect(lite)
    db.execute("CREATE TABLE cats (name)")
    db.commit()
    db.close()
    for path, says in ((text, "no DuckDB database"), (other, "no record of Detente"), (lite, "SQLite")):
        before = path.read_bytes()
        with pytest.raises(RecordError, match=says) as error:
            open_record(path)
        one_line(error, path)
        assert path.read_bytes() == before


def test_a_missing_file_folder_or_a_folder_itself(tmp_path: Path) -> None:
    missing, nowhere = tmp_path / "r.duckdb", tmp_path / "no" / "r.duckdb"
    for path, given, says in (
        (missing, {"create": False}, "no such record"),
        (missing, {"read_only": True}, "no such record"),
        (nowhere, {}, "there is no folder"),
        (tmp_path, {}, "is a folder"),
    ):
        with pytest.raises(RecordError, match=says) as error:
            open_record(path, **given)
        one_line(error, path)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_permission(tmp_path: Path) -> None:
    open_record(tmp_path / "first.duckdb").close()  # what is loaded late is loaded now
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:  # pytest's own folders are closed to everybody else
        Path(folder).chmod(0o555)
        if root:  # root may write everywhere: be nobody for a moment
            os.seteuid(65534)
        try:
            with pytest.raises(RecordError, match="no permission") as error:
                open_record(Path(folder) / "r.duckdb")
        finally:
            if root:
                os.seteuid(0)
        one_line(error, Path(folder) / "r.duckdb")


def test_a_record_of_a_later_detente(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    open_record(path).close()
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE meta SET schema_version = 99, written_by = '9.9'")
    with pytest.raises(NewerRecord, match=r"written by Detente 9\.9 .*pip install -U detente") as error:
        open_record(path)
    one_line(error, path)


def test_a_record_of_an_older_form(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    open_record(path).close()
    with duckdb.connect(str(path)) as con:
        con.execute("UPDATE meta SET schema_version = 1, written_by = '0.0.9'")
        con.execute("DROP TABLE story")
    with pytest.raises(RecordError, match=r"made by Detente 0\.0\.9 .*read the reports again into a new") as error:
        open_record(path)
    one_line(error, path)


def test_a_record_of_a_later_duckdb(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    open_record(path).close()
    header = bytearray(path.read_bytes())
    struct.pack_into("<Q", header, 12, 5000)  # the storage version, after the checksum and the letters DUCK
    checksum = 5381
    for (word,) in struct.iter_unpack("<Q", header[8:4096]):
        checksum ^= word * 0xBF58476D1CE4E5B9 % 2**64
    struct.pack_into("<Q", header, 0, checksum)
    path.write_bytes(header)
    with pytest.raises(NewerRecord, match="update") as error:
        open_record(path)
    one_line(error, path)


def test_a_damaged_record(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    open_record(path).close()
    data = bytearray(path.read_bytes())
    data[100] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(RecordError, match="damaged") as error:
        open_record(path)
    one_line(error, path)


def test_a_record_that_another_process_has_open(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sys; from detente.record import open_record\n"
         "r = open_record(sys.argv[1]); print('open', flush=True); sys.stdin.read(); r.close()", str(path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert holder.stdout is not None
    assert holder.stdout.readline() == "open\n"
    for read_only in (False, True):
        with pytest.raises(RecordBusy, match=rf"another process \(PID {holder.pid}\) has it open") as error:
            open_record(path, read_only=read_only)
        one_line(error, path)
    holder.communicate("")
    open_record(path).close()


def test_one_program_does_not_open_it_in_two_ways(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    with open_record(path), pytest.raises(RecordBusy, match="this program") as error:
        open_record(path, read_only=True)
    one_line(error, path)


def test_two_readers_at_once(tmp_path: Path) -> None:
    path = tmp_path / "r.duckdb"
    with open_record(path) as record:
        record.add(crisis())
    count = """
import sys
from detente.record import open_record
print(open_record(sys.argv[1], read_only=True).events().num_rows)
"""
    with open_record(path, read_only=True) as record:
        assert int(run_python(count, path).stdout) == record.events().num_rows == 8


FILL = """
import resource, sys
from record_samples import many
from detente.errors import RecordError
from detente.record import open_record
path, limit = sys.argv[1], int(sys.argv[2])
record = open_record(path)
record.add(many(20))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    for first in range(20, 4000, 100):
        record.add(many(100, first=first))
except RecordError as error:
    print(error)
record.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on file size there")
@pytest.mark.parametrize("limit", [4_000_000, 12_000_000])
def test_a_full_disk_keeps_what_was_recorded(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "r.duckdb"
    said = run_python(FILL, path, limit)
    assert said.stdout.startswith(f"{path}: the file may not grow further"), said
    assert said.stdout.count("\n") == 1
    with open_record(path) as record:  # there is room again
        counts = record.reports().select(["statements", "events", "conditions", "meetings"])
        entries = counts.to_pandas().sum(axis=1)
        assert len(entries) >= 20
        assert (entries == 30).all()
        record.add(many(400))
        assert record.reports().num_rows >= 400
