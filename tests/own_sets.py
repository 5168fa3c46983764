"""Our own sets that measure, as their tests read them: both parts, and the rule that parts them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

Row = dict[str, Any]

SETS = Path(__file__).parent.parent / "benchmarks" / "sets"


def parts(name: str) -> tuple[list[Row], list[Row]]:
    """The development part of a set, and the part kept aside."""
    files = (SETS / f"{name}.jsonl", SETS / f"{name}_aside.jsonl")
    seen, aside = ([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()] for file in files)
    return seen, aside


def assert_every_third_is_aside(
    seen: Sequence[Row], aside: Sequence[Row], hashed: Callable[[Row], str] = lambda row: str(row["text"])
) -> None:
    """Every third row in the order of the hash of its words is kept aside; ids begin the hash."""
    rows = [*seen, *aside]
    digests = {hashlib.sha256(hashed(row).encode()).hexdigest(): row["id"] for row in rows}
    assert len(digests) == len(rows)
    assert all(digest.startswith(name) for digest, name in digests.items())
    in_order = [digests[digest] for digest in sorted(digests)]
    assert [row["id"] for row in aside] == in_order[2::3]
    assert [row["id"] for row in seen] == [name for n, name in enumerate(in_order) if n % 3 != 2]
