"""Readings of reports of one story for the tests of linking, written by hand: who says what in which report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from record_samples import event, statement

from detente.model import Party, Reading, Report, Story, content_id

MARO = Party("NOR/ines-maro", "Inès Maro")
KOVAL = Party("ISL/piet-koval", "Piet Koval")

BACKGROUND = (
    (KOVAL, "The harbour of Salm will stay under the control of Iceland whatever is decided abroad"),
    (KOVAL, "Norway has broken every agreement on the strait since the spring"),
    (MARO, "Norway wants talks with Iceland about the strait, and it wants them this month"),
    (MARO, "The coast guard has orders not to fire first"),
    (Party("UN/yuko-hara", "Yuko Hara"), "The United Nations are ready to send observers to the strait"),
    (Party(None, "a fisherman"), "Nobody has seen such ships here before"),
)


def reading(
    name: str, said: Sequence[tuple[Party, str]], *, events: Sequence[dict[str, Any]] = (), **given: Any
) -> Reading:
    """A report that says these words, each in a sentence of its own, with a statement for each.

    `events` are fields of events with their `words` and `type`; `given` goes to the report, `said_on` and
    `manner` to its statements.
    """
    of_statements = {key: given.pop(key) for key in ("said_on", "manner") if key in given}
    sentences = [*(f"{words}, {party.name} said." for party, words in said), *(f"{e['words']}." for e in events)]
    facts: dict[str, Any] = {"outlet": name, "published": date(2031, 5, 3), "language": "en"} | given
    report = Report.make(f"wire/{name}.txt", "\n".join(sentences), **facts)
    return Reading(
        report,
        statements=tuple(
            statement(report, words, speaker=party, **({"manner": "direct"} | of_statements)) for party, words in said
        ),
        events=tuple(
            event(report, e["words"], e["type"], **{k: v for k, v in e.items() if k not in ("words", "type")})
            for e in events
        ),
    )


def story_of(readings: Sequence[Reading]) -> Story:
    """The story that these reports tell."""
    ids = tuple(it.report.id for it in readings)
    days = sorted(it.report.published for it in readings if it.report.published)
    return Story(content_id("story", ids[0]), ids, days[0], days[-1], (), None)


def own_voices(readings: Sequence[Reading]) -> dict[str, str]:
    """Origins of reports none of which repeats another."""
    return {it.report.id: it.report.id for it in readings}
