"""How well statements are found: attributions in news against a set annotated by people.

    python benchmarks/quotes.py
    python benchmarks/quotes.py SET.jsonl --scorer score_quotes.py

SET has a JSON object a line with `name`, `text` and `attributions` (`content`, `source`: lists of spans;
`manner`). Reads the texts, exports, and prints the scorer's figures (precision, recall, F1 of contents, and
with the speaker; recall by manner), then the precision of our own manners: of the statements that we call
direct, mixed or indirect, the part that shares half of its letters or more with a content of the set.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from scoring import SHARED, arguments, export_readings, score, there

ALIKE = 0.5
"""Share of the union of letters from which a content counts as found: the scorer's own rule."""

Letters = set[int]


def main() -> None:
    """Writes the texts, reads, exports, scores."""
    parser = arguments(__doc__)
    parser.add_argument(
        "set",
        type=Path,
        nargs="?",
        default=SHARED / "gold" / "quotes" / "polnear_dev.jsonl",
        help="the annotated set",
    )
    parser.add_argument("--scorer", type=Path, default=SHARED / "tools" / "score_quotes.py")
    parser.add_argument("--found", type=Path, help="keep the export in this file")
    given = parser.parse_args()
    gold = there(given.set, what="a set of annotated attributions")
    scorer = there(given.scorer, what="the scorer of attributions")
    with tempfile.TemporaryDirectory() as work:
        texts, found = Path(work) / "texts", given.found or Path(work) / "found.jsonl"
        score(scorer, "--write-texts", texts, gold)
        export_readings([texts], found)
        score(scorer, gold, found)
        print("precision", precision_by_manner(_rows(gold), _rows(found)))


def precision_by_manner(gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Per cent of the statements of each manner that match a content of the set; one to one, best first."""
    names = {row["id"]: Path(row["source"]).stem for row in found if row["kind"] == "report"}
    statements = [row for row in found if row["kind"] == "statement"]
    made, right = Counter(row["manner"] for row in statements), Counter[str]()
    for doc in gold:
        ours = [row for row in statements if names[row["report"]] == doc["name"]]
        contents = [_letters(doc["text"], each["content"]) for each in doc["attributions"]]
        found_letters = [_letters(doc["text"], row["content_spans"]) for row in ours]
        for n in _paired(contents, found_letters):
            right[ours[n]["manner"]] += 1
    return {manner: round(100 * right[manner] / made[manner], 1) for manner in sorted(made)}


def _paired(contents: Sequence[Letters], found: Sequence[Letters]) -> list[int]:
    """Which of the found are the best match of a content; each content takes one."""
    ranked = sorted(
        (
            (len(one & other) / len(one | other), i, j)
            for i, one in enumerate(contents)
            for j, other in enumerate(found)
            if one & other
        ),
        reverse=True,
    )
    taken: set[int] = set()
    matched: list[int] = []
    for share, i, j in ranked:
        if share >= ALIKE and i not in taken and j not in matched:
            taken.add(i)
            matched.append(j)
    return matched


def _letters(text: str, spans: Iterable[Sequence[int]]) -> Letters:
    return {n for start, end in spans for n in range(start, end) if text[n].isalnum()}


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


if __name__ == "__main__":
    main()
