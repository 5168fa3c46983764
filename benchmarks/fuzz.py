"""Reads real reports, and files made of them, after damaging them at random: looks for what breaks, hangs or lies.

    python benchmarks/fuzz.py --minutes 30
    python benchmarks/fuzz.py --minutes 30 --files

A report is damaged by moving, dropping, doubling and reversing its pieces, by pieces of other reports, and by odd
characters. Then it is read, and each of its entries looked at: its spans must lie in the text and its words stand
there. With `--files` the bytes of a file of one of many kinds are damaged, and the file is opened. What took more
than ten seconds, or broke, is a finding, told once a place in the code, and written with its input to the folder
`--findings`; then the fuzzing goes on. Where the package atheris is installed, it leads the damage to code that was
not reached before (`pip install atheris`); without it every damage is drawn anew. Ends with status 1 where anything
was found.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import fields
from datetime import date
from itertools import islice
from pathlib import Path

from fuzz_files import SUFFIXES, whole_files
from scoring import SHARED, arguments, there

try:
    import atheris
except ImportError:
    atheris = None

with atheris.instrument_imports(include=["detente"]) if atheris else nullcontext():
    from detente.model import Report, Span
    from detente.reading.gates import was_passed_by
    from detente.reading.options import Options
    from detente.reading.reader import read_reports
    from detente.scale.rows import rows_of
    from detente.sources import open_sources
    from detente.sources.language import READ_LANGUAGES, language_of

DAY = date(2021, 5, 4)
LONGEST = 10.0
"""Seconds of a core that a report, or a file, may take."""

CHARACTERS = 1_500
"""Of a report that is damaged: enough for all kinds of entries, few enough for thousands of readings."""

ODDITIES = (
    "“", "”", '"', "«", "»", "'", "(", ")", "\n\n", "\r\n", "\u2028", "\x00", "\x1f", "\ufeff", "\u200b", "\u202e",
    "\ud83d", "🚢", "e\u0301", "ﬁ", "İ", "ß", "K", " said ", " if ", " unless ", " not ", " — ", "...", "…", "Mr.",
    "U.S.", "A" * 400, "9" * 40, " on Monday", " 30 February 2021", " between 1 and 2 ", " $1.5 billion", "[", "\t",
    " d’ici à lundi", " , he said, ", ".", ";", ":", " the ", " to ", "-" * 60, "١٢", "中国", " Jan. 0", " 25:61 ",
)  # fmt: skip


class Findings:
    """What was found: one of each place in the code, with the input that showed it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: set[str] = set()
        self.runs = 0
        self.slowest = 0.0
        self.began = time.monotonic()
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, job: Callable[[], None], given: bytes) -> None:
        """Does a job; an error, or too long a time, is a finding."""
        start = time.process_time()
        try:
            job()
        except Exception as error:
            frames = traceback.extract_tb(error.__traceback__)
            place = f"{type(error).__name__} {Path(frames[-1].filename).stem}:{frames[-1].lineno}"
            said = str(error) if isinstance(error, AssertionError) else ""
            self.note(place + re.sub(r"\W+", "-", said)[:60], traceback.format_exc(), given)
        spent = time.process_time() - start
        self.slowest = max(self.slowest, spent)
        if spent > LONGEST:
            self.note(f"slow {len(given)}", f"took {spent:.1f} seconds", given)
        self.runs += 1
        if self.runs % 500 == 0:
            self.tell()

    def note(self, place: str, what: str, given: bytes) -> None:
        """Keeps a finding, if it is the first of its place."""
        if place in self.seen:
            return
        self.seen.add(place)
        number = len(self.seen)
        (self.folder / f"{number:03}.input").write_bytes(given)
        (self.folder / f"{number:03}.txt").write_text(f"{place}\n\n{what}", encoding="utf-8", errors="replace")
        print(f"FOUND {number:03} {place}: {what.strip().splitlines()[-1][:200]}", flush=True)

    def tell(self) -> None:
        """Says how far it is."""
        minutes = (time.monotonic() - self.began) / 60
        told = f"{minutes:6.1f} minutes  {self.runs:8,} inputs  {len(self.seen)} findings"
        print(f"{told}  slowest {self.slowest:.1f} s", flush=True)


def main() -> None:
    """Damages and looks until the time is over."""
    parser = arguments(__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--files", action="store_true", help="damage files rather than texts")
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "detente-fuzz")
    parser.add_argument("--again", type=Path, help="an input that was found: look at that alone, and let it break")
    given = parser.parse_args()
    if given.again:
        (look_at_file if given.files else look_at_text)(given.again.read_bytes())
        return
    findings = Findings(given.findings)
    texts = real_reports()
    seeds = whole_files(texts) if given.files else [text.encode("utf-8", "surrogatepass") for text in texts]
    look = look_at_file if given.files else look_at_text
    mutate = damaged_bytes if given.files else damaged_text
    look(seeds[0])  # the models are loaded before the clock starts
    if atheris:
        led(look, mutate, seeds, findings, given)
    else:
        draw = random.Random(given.seed)
        while time.monotonic() - findings.began < 60 * given.minutes:
            data = mutate(draw.choice(seeds), draw, seeds)
            findings.run(lambda data=data: look(data), data)
    findings.tell()
    sys.exit(bool(findings.seen))


Look = Callable[[bytes], None]
Mutate = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def led(look: Look, mutate: Mutate, seeds: Sequence[bytes], findings: Findings, given: argparse.Namespace) -> None:
    """Damages as the reached code tells (libFuzzer, by atheris); half by libFuzzer's own ways, half by ours."""
    corpus = given.findings / "corpus"
    corpus.mkdir(exist_ok=True)
    for number, seed in enumerate(seeds):
        (corpus / f"{number:04}").write_bytes(seed)
    longest = max(map(len, seeds)) * 2

    def change(data: bytes, max_size: int, seed: int) -> bytes:
        draw = random.Random(seed)
        changed = atheris.Mutate(data, max_size) if draw.random() < 0.5 else mutate(data, draw, seeds)
        return bytes(changed[:max_size])

    def one(data: bytes) -> None:
        findings.run(lambda: look(data), data)
        if time.monotonic() - findings.began > 60 * given.minutes:
            findings.tell()
            sys.stdout.flush()
            os._exit(bool(findings.seen))  # libFuzzer's own end would pass over the status

    flags = [f"-seed={given.seed}", f"-max_len={longest}", "-timeout=60", f"-artifact_prefix={given.findings}/"]
    flags += ["-verbosity=0", "-rss_limit_mb=4096", "-len_control=0"]
    atheris.Setup([sys.argv[0], *flags, str(corpus)], one, custom_mutator=change)
    atheris.Fuzz()


def look_at_text(data: bytes) -> None:
    """Reads a text, every part of it, and checks all that was read. Raises what breaks, and AssertionError."""
    text = characters_of(data)
    language = language_of(text)
    report = Report.make("a.txt", text, language=language if language in READ_LANGUAGES else "en", published=DAY)
    (reading,) = read_reports([report], options=Options(thorough=True))
    assert reading.report.unread is None, reading.report.unread
    assert not was_passed_by(reading)
    for entry in reading.entries():
        for field in fields(entry):
            value = getattr(entry, field.name)
            for start, end in spans_in(value):
                assert 0 <= start < end <= len(text), f"{entry.kind} {field.name} outside"
    for statement in reading.statements:
        flat = " ".join(statement.words.split())
        for start, end in statement.content_spans:
            assert " ".join(text[start:end].split()) in flat, "words of a statement do not stand in its spans"
        if statement.cue and statement.cue_span:
            start, end = statement.cue_span
            assert text[start:end].strip(), "an empty cue"
    for event in reading.events:
        if event.date_words:
            assert " ".join(event.date_words.split()) in " ".join(text.split()), "words of a date not in the text"
    for _ in rows_of(0, reading):
        pass


def characters_of(data: bytes) -> str:
    """The characters of UTF-8; what is none is replaced, as sources do."""
    return data.decode("utf-8", "replace")


def spans_in(value: object) -> list[Span]:
    """The spans of a field."""
    if isinstance(value, Span):
        return [value]
    return [one for one in value if isinstance(one, Span)] if isinstance(value, tuple) else []


def look_at_file(data: bytes) -> None:
    """Opens a file whose first byte names its kind. Raises what breaks, and AssertionError."""
    suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ""
    said: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{suffix}"
        path.write_bytes(data[1:])
        found = list(open_sources([str(path)], published=DAY, warn=said.append))
    assert found, "neither a report nor a reason"
    for report in found:
        if report.unread is None:
            assert report.text.strip(), "a report without words"
            assert all(0 <= a <= b <= len(report.text) for a, b in report.furniture), "furniture outside"
        else:
            assert "\n" not in report.unread, "a reason of many lines"
            assert "could not be read (" not in report.unread, report.unread


def damaged_text(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """A text with pieces moved, dropped, doubled, turned round, made odd, or taken from another."""
    text = characters_of(data) or "A"
    for _ in range(draw.randint(1, 4)):
        edges = [0, *(match.end() for match in re.finditer(r"\s+|[,.;:]", text)), len(text)]
        a, b, to = (draw.choice(edges) for _ in range(3))
        a, b = min(a, b), min(max(a, b), min(a, b) + 400)
        piece = text[a:b]
        change = draw.randrange(7)
        if change == 0:
            text = text[:a] + text[b:]
        elif change == 1:
            text = text[:to] + piece + text[to:]
        elif change == 2:
            rest = text[:a] + text[b:]
            text = rest[:to] + piece + rest[to:]
        elif change == 3:
            text = text[:a] + piece[::-1] + text[b:]
        elif change == 4:
            text = text[:a] + piece.swapcase() + text[b:]
        elif change == 5:
            other = draw.choice(others).decode("utf-8", "replace")
            at = draw.randrange(len(other) + 1)
            text = text[:a] + other[at : at + draw.randrange(300)] + text[b:]
        else:
            text = text[:to] + draw.choice(ODDITIES) * draw.choice((1, 1, 1, 2, 30)) + text[to:]
    return text[:CHARACTERS].encode("utf-8", "surrogatepass")


def damaged_bytes(data: bytes, draw: random.Random, others: Sequence[bytes]) -> bytes:
    """Bytes with some changed, dropped, doubled, put in, or cut off; the first, which names the kind, mostly stays."""
    kind, body = data[:1], bytearray(data[1:])
    for _ in range(draw.randint(1, 5)):
        a, b = sorted((draw.randrange(len(body) + 1), draw.randrange(len(body) + 1)))
        change = draw.randrange(6)
        if change == 0:
            body[a : a + 3] = draw.randbytes(draw.randrange(6))
        elif change == 1:
            del body[a : min(b, a + 200)]
        elif change == 2:
            body[b:b] = body[a : min(b, a + 5000)]
        elif change == 3:
            body[a:a] = draw.choice(ODDITIES).encode("utf-8", "surrogatepass") * draw.choice((1, 1, 50))
        elif change == 4:
            other = draw.choice(others)
            body[a:b] = other[1:][a:b]
        elif draw.random() < 0.3:
            del body[b:]
    return (kind if draw.random() < 0.95 else draw.randbytes(1)) + bytes(body)


def real_reports() -> list[str]:
    """Texts of real reports, English from two corpora, and those of the sample."""
    import detente  # noqa: PLC0415

    texts = [path.read_text(encoding="utf-8") for path in detente.sample()]
    for name in ("wikinews_2019_2020", "reuters21578"):
        path = there(SHARED / "corpora" / f"{name}.jsonl.gz", what="reports as JSON lines")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts += [json.loads(line)["text"] for line in islice(lines, 0, 2_000, 25)]
    return [text[:CHARACTERS] for text in texts if text.strip()]


if __name__ == "__main__":
    main()
