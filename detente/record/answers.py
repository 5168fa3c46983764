"""What the other side said or did about a position, and what became of it."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from detente.linking.wordings import ALIKE, SHARED, wording

__all__ = ["ANSWERING", "DOING", "Answers", "state_of"]

Row = Mapping[str, Any]

_ANSWERS_TO = {
    "demands": {"REJECT", "AGREE", "CONCEDE", "RETREAT", "DENY"},
    "offers": {"REJECT", "AGREE", "CONCEDE"},
    "threatens": {"REJECT", "CONCEDE", "RETREAT", "ACCUSE"},
    "refuses": {"ACCUSE", "CONCEDE", "RETREAT"},
    "accuses": {"DENY", "REJECT", "CONCEDE", "ACCUSE"},
    "denies": {"ACCUSE"},
}
ANSWERING = frozenset(type_ for types in _ANSWERS_TO.values() for type_ in types)
"""Types of events that can answer a position."""

_HALF = 0.5
"""Share of the shorter one's content words an answer must repeat: it need not say again what it answers."""

_NEAR = 400
"""Characters in one report within which the next thing told answers without repeating a word: two or three
sentences of a news report."""

_MET, _REFUSED = frozenset({"AGREE", "CONCEDE", "RETREAT"}), frozenset({"REJECT"})
_GIVES_UP = {"threatens": {"CONCEDE", "RETREAT"}, "offers": {"REJECT"}}
"""Own acts by which a position is withdrawn; else CONCEDE alone, as a state that demands a withdrawal may well
withdraw its own troops too."""
_CARRIES_OUT = {
    "threatens": {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE"},
    "offers": {"CONCEDE", "RETREAT", "AID", "COOPERATE"},
}
DOING = frozenset(type_ for types in _CARRIES_OUT.values() for type_ in types)
"""Types of own acts by which a side does what it threatened or offered."""


class Answers:
    """Events that may answer positions of one side, findable by content word and by place in a report."""

    def __init__(self, answers: Iterable[Row], told: Iterable[Row]) -> None:
        """`answers` are events of the other side; `told` all events of both sides, for what directly follows."""
        self._answers = list(answers)
        self._spelt = [{**wording(row["words"]).spelt, **wording(row["about"] or "").spelt} for row in self._answers]
        by_stem: dict[str, list[int]] = defaultdict(list)
        for n, spelt in enumerate(self._spelt):
            for stem in spelt:
                by_stem[stem].append(n)
        self._by_stem = {stem: np.array(places, np.intp) for stem, places in by_stem.items()}
        self._size = np.array([max(1, len(spelt)) for spelt in self._spelt])
        self._order = [(str(row["day"]), row["id"]) for row in self._answers]
        self._same = [(row["type"], wording(row["words"]).same) for row in self._answers]
        self._at = {row["id"]: n for n, row in enumerate(self._answers)}
        self._starts: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for row in told:
            self._starts[row["report"]].append((row["span_start"], row["id"]))
        for starts in self._starts.values():
            starts.sort()

    def to(self, stance: str, tellings: Sequence[Row]) -> list[dict[str, Any]]:
        """What answered a position, told in `tellings`, in the order of days, each with `why` and `share`.

        `share` is how much of the shorter of the two recurs in the other; what directly follows needs to repeat
        nothing and has 1. The same words in several reports are one answer.
        """
        first = min((row["day"] for row in tellings if row["day"]), default=None)
        in_report: dict[str, list[Row]] = defaultdict(list)
        for row in tellings:
            in_report[row["report"]].append(row)
        shared, which = self._sharing(tellings)
        for n in self._following(tellings):
            shared[n], which[n] = max(shared[n], 1.0), -1 if shared[n] < 1 else which[n]
        contents = _contents(tellings)
        found = [int(n) for n in np.flatnonzero(shared) if self._answers[n]["type"] in _ANSWERS_TO[stance]]
        once: dict[tuple[str, str], dict[str, Any]] = {}
        for n in sorted(found, key=self._order.__getitem__):
            row, key = self._answers[n], self._same[n]
            if (
                key not in once
                and not (first and row["day"] and row["day"] < first)
                and not any(_within(row, told) for told in in_report.get(row["report"], ()))
            ):
                why = "follows it" if which[n] < 0 else self._why(n, contents[which[n]])
                once[key] = {**row, "share": float(shared[n]), "why": why}
        return list(once.values())

    def own_acts(self, stance: str, tellings: Sequence[Row]) -> list[tuple[Row, str]]:
        """Acts of these events that share the words of a position of their own side, each with what it makes of it:
        `withdrawn` or `carried out`."""
        back, done = _GIVES_UP.get(stance, {"CONCEDE"}), _CARRIES_OUT.get(stance, set())
        shared, which = self._sharing(tellings)
        contents = _contents(tellings)
        found = []
        for n in map(int, np.flatnonzero(shared)):
            row = self._answers[n]
            same = shared[n] >= ALIKE or (
                row["type"] in done and self._done_to_the_same(n, contents[which[n]], tellings)
            )
            if same and row["type"] in back | done and not any(_overlaps(row, told) for told in tellings):
                found.append((row, "withdrawn" if row["type"] in back else "carried out"))
        return found

    def _done_to_the_same(self, n: int, stems: frozenset[str], tellings: Sequence[Row]) -> bool:
        """Whether an act is done to whom a position is addressed, and shares two words with it that are no names:
        "expelled the Arenian envoy", of "would expel Arenia's envoy"."""
        spelt = self._spelt[n]
        plain = [stem for stem in stems & spelt.keys() if not spelt[stem][0].isupper()]
        sides = {id_.split("/")[0] for told in tellings for id_ in told["recipient"]}
        return len(plain) >= SHARED and bool(sides & {id_.split("/")[0] for id_ in self._answers[n]["recipient"]})

    def _sharing(self, tellings: Iterable[Row]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]]:
        """For every event how much content it shares with a wording (0 for too little), and with which of them."""
        best = np.zeros(len(self._answers))
        which = np.zeros(len(self._answers), np.intp)
        for n, stems in enumerate(_contents(tellings)):
            places = [self._by_stem[stem] for stem in stems if stem in self._by_stem]
            if len(places) >= SHARED:
                count = np.bincount(np.concatenate(places), minlength=len(best))
                share = count / np.minimum(self._size, len(stems))
                share[(count < SHARED) | (share < _HALF)] = 0
                which[share > best] = n
                np.maximum(best, share, out=best)
        return best, which

    def _why(self, n: int, stems: frozenset[str]) -> str:
        return f"shares {', '.join(sorted(self._spelt[n][stem] for stem in stems & self._spelt[n].keys()))}"

    def _following(self, tellings: Iterable[Row]) -> Iterator[int]:
        for told in tellings:
            starts = self._starts[told["report"]]
            place = bisect_left(starts, (told["span_end"], ""))
            if place < len(starts) and starts[place][0] - told["span_end"] <= _NEAR:
                answer = self._at.get(starts[place][1])
                if answer is not None and self._answers[answer]["to_side"]:
                    yield answer


def state_of(
    stance: str, tellings: Sequence[Row], answers: Sequence[Row], own: Sequence[tuple[Row, str]]
) -> str | None:
    """`met`, `refused`, `withdrawn`, `carried out` or `standing`, where an event says so; else None.

    `answers`, and the side's `own` acts that share its words (see `Answers.own_acts`), decide by the latest of them
    that is about most of it; what is carried out is not withdrawn by being undone. A position told again on a later
    day than that, and than its first, stands; the same words without a day of their own are a reprint and tell
    nothing new. An accusation or a denial is neither met nor refused.
    """
    decided: list[tuple[str, str]] = []
    if stance in {"demands", "offers"}:
        for answer in (answer for answer in answers if answer["share"] >= ALIKE):
            if answer["type"] in _MET and answer["status"] == "happened" and answer["mode"] not in {"offer", "promise"}:
                decided.append((str(answer["day"] or ""), "met"))
            elif answer["type"] in _REFUSED:
                decided.append((str(answer["day"] or ""), "refused"))
    first_told: dict[str, str] = {}
    for row in reversed(tellings):  # latest first, so this goes from the oldest on
        if row["day"]:
            key = str(row["day_from"] or wording(row["words"]).same)
            first_told.setdefault(key, str(row["day"]))
    days = sorted(first_told.values())
    together = {answer["id"] for answer in answers}  # what both do at once gives nothing up
    since = [
        (str(row["day"]), became)
        for row, became in own
        if row["id"] not in together
        and row["status"] == "happened"
        and row["day"]
        and days
        and str(row["day"]) >= days[0]
    ]
    done = min((day for day, became in since if became == "carried out"), default=None)
    decided += [(day, became) for day, became in since if done is None or became == "carried out" or day < done]
    last = max(decided, default=("", None))
    if days and days[-1] > max(days[0], last[0]):
        return "standing"
    return last[1]


def _contents(tellings: Iterable[Row]) -> list[frozenset[str]]:
    """The different contents of the tellings, in their order."""
    return list(dict.fromkeys(wording(row["about"] or row["words"]).stems for row in tellings))


def _overlaps(one: Row, other: Row) -> bool:
    """Told in the same words: "would be lifted as soon as" lifts nothing yet."""
    same = one["report"] == other["report"]
    return bool(same and one["span_start"] < other["span_end"] and other["span_start"] < one["span_end"])


def _within(inner: Row, outer: Row) -> bool:
    """It is told inside the words of the position itself, so was there before: "denies the accusation that"."""
    return bool(
        inner["report"] == outer["report"]
        and inner["span_start"] >= outer["span_start"]
        and inner["span_end"] <= outer["span_end"]
    )
