"""A record laid side by side: what linking finds is kept, asked for, exported, and made anew when reports come in."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from linking_samples import BACKGROUND, KOVAL, MARO, reading
from record_samples import ACTORS, crisis, many, meeting

from detente.errors import NoSuchEntry
from detente.exports import write
from detente.model import Actor, Disagreement, Line, Party, Quote, Reading, Side, Story, as_row
from detente.record import Record, linked, open_record
from detente.record.schema import LINKED_TABLES

WORDS = "You do not hold talks with a knife at your throat, and nobody in Oslo will"
DEED = {
    "words": "Icelandic divers cut the cable to the island of Holm", "type": "COERCE",
    "actor": ("ISL",), "recipient": ("NOR",), "date": "2031-05-02",
}  # fmt: skip
TEXT = " ".join(f"The cable to Holm island was cut in the night of the storm, and report {n} tells how." for n in "ab")


def story(*, third: bool = True) -> list[Reading]:
    """Three reports of one happening, the third without the deed, and one of something else."""
    first = reading("Northern Wire", [*BACKGROUND[:3], (MARO, WORDS)], events=[DEED])
    second = reading(
        "Southern Post", [*BACKGROUND[3:], (MARO, "hold talks with a knife at your throat"), *BACKGROUND[:2]],
        events=[DEED | {"words": "divers from Iceland cut the cable to the island of Holm"}],
        published=date(2031, 5, 4),
    )  # fmt: skip
    denial = "We know of no cable, and no diver of ours has been near the island of Holm or the strait this week"
    quiet = [BACKGROUND[0], BACKGROUND[4], (KOVAL, denial)]
    silent = reading("Harbour Gazette", quiet, published=date(2031, 5, 4))
    garden = "Roses want sun, chalk and a great deal of patience, more than most gardeners ever bring to them"
    other = reading("Garden Weekly", [(Party(None, "a rose grower"), garden)], published=date(2031, 8, 20))
    return [first, second, *([silent] if third else []), other]


@pytest.fixture(scope="module")
def _linked_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with open_record(tmp_path_factory.mktemp("linked") / "r.duckdb") as record:
        record.add(story())
        record.link()
        yield record


@pytest.fixture
def record(_linked_once: Record) -> Record:
    return _linked_once


def test_stories_tell_who_tells_them(record: Record) -> None:
    told, garden = sorted(record.stories().to_pylist(), key=lambda row: -len(row["reports"]))
    assert told["told_by"] == ["Harbour Gazette", "Northern Wire", "Southern Post"]
    assert (told["origins"], told["first_day"], told["last_day"]) == (3, date(2031, 5, 3), date(2031, 5, 4))
    assert told["reports"][0]["outlet"] == "Northern Wire"
    assert {row["how"] for row in told["reports"]} == {"original"}
    assert [row["outlet"] for row in garden["reports"]] == ["Garden Weekly"]
    assert record.stories(since="2031-05-05").num_rows == 1
    assert record.stories(report=garden["reports"][0]["report"]).column("id").to_pylist() == [garden["id"]]
    assert record.story(told["id"][:8]).reports == tuple(row["report"] for row in told["reports"])
    with pytest.raises(NoSuchEntry, match="no story of this id"):
        record.story("ffffffffffffffff")


def test_a_line_tells_who_told_it_first_and_who_leaves_it_out(record: Record) -> None:
    (line,) = record.lines(of="event").to_pylist()
    assert [entry["outlet"] for entry in line["entries"]] == ["Northern Wire", "Southern Post"]
    assert line["words"] == line["entries"][0]["words"] == DEED["words"]
    assert line["left_out_by"] == ["Harbour Gazette"]
    assert (line["origins"], line["first_told"]) == (2, date(2031, 5, 3))
    entry = line["entries"][1]
    assert record.lines(entry=entry["id"]).column("id").to_pylist() == [line["id"]]
    assert line["id"] in record.lines(report=entry["report"], story=line["story"]).column("id").to_pylist()
    assert record.lines(of=["meeting", "condition"]).num_rows == 0


def test_voices_count_outlets_and_origins_of_an_entry(record: Record) -> None:
    voices = record.voices(of="event").to_pylist()
    assert [(row["told_by"], row["origins"]) for row in voices] == [(["Northern Wire", "Southern Post"], 2)] * 2


def test_echoes_come_with_every_wording(record: Record) -> None:
    found = {row["words"]: row for row in record.echoes(speaker="NOR").to_pylist()}
    echo = found[WORDS]
    assert [(row["how"], row["outlet"]) for row in echo["statements"]] == [
        ("same", "Northern Wire"), ("part", "Southern Post"),
    ]  # fmt: skip
    assert echo["speaker_name"] == "Inès Maro"
    assert record.echoes(speaker="UN/yuko-hara").num_rows == 1
    assert record.echoes(speaker="Nobody").num_rows == 0


def test_linked_nouns_come_after_entries_in_json_lines(record: Record) -> None:
    out = io.StringIO()
    write(record, "jsonl", out)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    assert kinds == ["report", "statement", "event", "story", "line", "echo"]
    assert [row for row in rows if row["kind"] in ("story", "line", "echo")] == [
        as_row(noun) for noun in record.nouns(("story", "line", "echo"))
    ]
    assert all("report" not in row for row in rows if row["kind"] in ("story", "line", "echo"))


@pytest.mark.parametrize("kind", ["story", "line", "echo", "disagreement"])
def test_one_linked_kind_alone(record: Record, tmp_path: Path, kind: str) -> None:
    write(record, "parquet", tmp_path / "one.parquet", kind=kind)
    assert pq.read_table(tmp_path / "one.parquet").num_rows == len(list(record.nouns((kind,))))
    out = io.StringIO(newline="")
    write(record, "csv", out, kind=kind)
    assert out.getvalue().startswith('"id"')


def test_copies_are_one_origin(tmp_path: Path) -> None:
    words = "The harbour of Salm was closed at dawn and every ferry turned back at the second buoy from the mole"
    told = [
        reading(name, [(MARO, words), (KOVAL, TEXT)], published=date(2031, 5, day))
        for name, day in (("B", 4), ("A", 3))
    ]
    with open_record(tmp_path / "r.duckdb") as record:
        record.add(told)
        links = record.link()
        assert (links.reports, links.copies, links.stories, links.echoes) == (2, 1, 1, 0)
        origins = record.origins().to_pylist()
        assert [(row["outlet"], row["how"], row["origin_outlet"]) for row in origins] == [
            ("A", "original", "A"), ("B", "copy", "A"),
        ]  # fmt: skip
        assert {row["origins"] for row in record.lines().to_pylist()} == {1}


def test_links_are_due_when_reports_came_in_and_stay_when_not(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.duckdb") as record:
        assert not record.is_linked()
        record.add(story(third=False))
        record.link()
        assert record.is_linked()
        before = list(record.nouns(("story", "line", "echo")))
        record.add(story(third=False))  # nothing new
        assert record.is_linked()
        record.add(story())
        assert not record.is_linked()
        record.link()
        assert record.is_linked()
        after = list(record.nouns(("story", "line", "echo")))
        assert len(next(noun for noun in after if isinstance(noun, Story)).reports) == 3
        assert {n.id for n in before if isinstance(n, Story)} == {n.id for n in after if isinstance(n, Story)}


def test_a_story_keeps_its_id_when_an_earlier_report_of_it_comes_in(tmp_path: Path) -> None:
    first, second, silent, _ = story()
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([second, silent])
        record.link()
        (before,) = record.stories().to_pylist()
        record.add([first])
        record.link()
        (after,) = record.stories().to_pylist()
    assert after["id"] == before["id"]
    assert len(after["reports"]) == len(before["reports"]) + 1


def test_a_report_that_is_read_at_last_makes_links_due(tmp_path: Path) -> None:
    unread = crisis()[2]
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([unread])
        record.link()
        assert record.is_linked()
        record.add([Reading(reading(unread.report.source, [(MARO, WORDS)]).report)])
        assert not record.is_linked()


def test_an_interrupted_linking_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*given: object, **more: object) -> None:
        raise KeyboardInterrupt

    with open_record(tmp_path / "r.duckdb") as record:
        record.add(story(third=False))
        record.link()
        before = list(record.nouns())
        record.add(story())
        monkeypatch.setattr(linked, "find_echoes", interrupted)
        with pytest.raises(KeyboardInterrupt):
            record.link()
        linked_before = [noun for noun in before if noun.kind in ("story", "line", "echo")]
        assert list(record.nouns(("story", "line", "echo"))) == linked_before
        assert not record.is_linked()
        monkeypatch.undo()
        record.link()
        assert record.is_linked()


def test_disagreements_are_kept_with_the_words_of_each_side(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = story(third=False)[:2]
    quotes = [Quote(it.report.id, it.events[0].span) for it in (first, second)]
    found = Disagreement(
        "d" * 16, "the cable to Holm", "date", "contradiction", None,
        (Side("2031-05-02", (quotes[0],)), Side("2031-05-03", (quotes[1],)), Side("undated", ())), 0.8,
    )  # fmt: skip

    def planted(of: Story, readings: list[Reading], lines: list[Line], **known: object) -> list[Disagreement]:
        assert [it.report for it in readings] == [first.report, second.report]
        assert [it.events for it in readings] == [first.events, second.events]
        return [found]

    monkeypatch.setattr(linked, "find_disagreements", planted)
    with open_record(tmp_path / "r.duckdb") as record:
        record.add([first, second])
        assert record.link().disagreements == 1
        assert list(record.nouns(("disagreement",))) == [found]
        (row,) = record.disagreements(on="date").to_pylist()
        told = [(side["says"], [(q["outlet"], q["words"]) for q in side["quotes"]]) for side in row["sides"]]
        assert told == [
            ("2031-05-02", [("Northern Wire", DEED["words"])]),
            ("2031-05-03", [("Southern Post", "divers from Iceland cut the cable to the island of Holm")]),
            ("undated", []),
        ]
        assert record.disagreements(how="update").num_rows == 0
        assert record.disagreements(report=first.report.id).num_rows == 1
        assert record.stories().to_pylist()[0]["disagreements"] == 0  # it names no story
        write(record, "sqlite", tmp_path / "r.sqlite")


def test_readings_are_loaded_whole_for_linking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = many(6)
    seen: list[Reading] = []

    def watched(of: Story, given: list[Reading], lines: list[Line], **known: object) -> list[Disagreement]:
        seen.extend(given)
        return []

    monkeypatch.setattr(linked, "find_disagreements", watched)
    monkeypatch.setattr("detente.record.story_readings.PAGE", 2)
    monkeypatch.setattr(linked, "group_reports", lambda reports, **known: [
        Story(f"{n:016}", tuple(r.id for r in reports[n : n + 2]), None, None, (), None) for n in range(0, 6, 2)
    ])  # fmt: skip
    with open_record(tmp_path / "r.duckdb") as record:
        record.add(readings)
        record.link()
    by_id = {it.report.id: it for it in readings}
    assert len(seen) == 6
    for it in seen:
        wanted = by_id[it.report.id]
        assert it.entries() == wanted.entries()
        assert {actor.id for actor in it.actors} == {"ARE", "BOR", "ARE/lena-arend"}
    assert all(isinstance(actor, Actor) and actor in ACTORS for it in seen for actor in it.actors)


def test_an_empty_record_has_no_links(tmp_path: Path) -> None:
    with open_record(tmp_path / "r.duckdb") as record:
        links = record.link()
        assert (links.reports, links.stories) == (0, 0)
        assert record.is_linked()
        for table in (record.stories(), record.lines(), record.echoes(), record.disagreements(), record.voices()):
            assert table.num_rows == 0
        assert {"linked", "story", "disagreement_quote"} <= set(LINKED_TABLES)


def test_a_meeting_told_twice_is_one_line(tmp_path: Path) -> None:
    readings = []
    for name in ("Wire", "Post"):
        told = reading(name, [*BACKGROUND, (MARO, "Both will meet in Salm on Sunday")])
        met = meeting(told.report, "meet in Salm", "ISL", "NOR", date="2031-05-04")
        readings.append(Reading(told.report, told.statements, meetings=(met,)))
    with open_record(tmp_path / "r.duckdb") as record:
        record.add(readings)
        record.link()
        (line,) = record.lines(of="meeting").to_pylist()
        assert {entry["id"] for entry in line["entries"]} == {it.meetings[0].id for it in readings}
