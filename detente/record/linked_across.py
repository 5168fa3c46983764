"""What reports of different stories tell alike: statements of a record that are one utterance, and their echoes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from detente.linking.across_stories import Said, retold_across, said_alike, ties
from detente.linking.echoes import find_echoes
from detente.linking.lines import lines_across
from detente.linking.same_utterance import Retold
from detente.model import Echo, Line, Reading, Report, Statement
from detente.record.asking import Askable
from detente.record.whole import nouns_of, whole

__all__ = ["Across", "find_across"]


@dataclass(slots=True)
class Across:
    """Statements tied to one of another story, in pairs, with their reports; and what of stories waits for them."""

    readings: list[Reading]
    tied: list[tuple[str, str]]
    _ids: frozenset[str] = field(init=False)
    _waiting: list[Sequence[Retold]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._ids = frozenset(id_ for pair in self.tied for id_ in pair)

    def hold(self, retold: Sequence[Sequence[Retold]], readings: Sequence[Reading]) -> list[Sequence[Retold]]:
        """Keeps back those utterances of a story that are told in another too; gives the others."""
        here = [not self._ids.isdisjoint(told.utterance.statement.id for told in group) for group in retold]
        self._waiting += [group for group, is_held in zip(retold, here, strict=True) if is_held]
        self.readings += [reading for reading in readings if any(here)]
        return [group for group, is_held in zip(retold, here, strict=True) if not is_held]

    def join(self, order: Mapping[str, int], origins: Mapping[str, str]) -> tuple[list[Line], list[Echo]]:
        """The lines and echoes of what is told in several stories; `order` is that of the reports."""
        retold = retold_across(self.readings, self.tied, self._waiting)
        readings = sorted(self.readings, key=lambda it: order[it.report.id])
        return lines_across(retold, order, origins=origins), find_echoes(readings, origins=origins, retold=retold)


def find_across(record: Askable, reports: Mapping[str, Report], stories: Mapping[str, str]) -> Across:
    """The statements of a record that are one utterance of a known speaker told in two stories.

    `reports` are by id, `stories` give the story of each.
    """
    found = record.ask("SELECT id, report, speaker_id, words FROM statement WHERE speaker_id IS NOT NULL")
    said = [
        Said(id_, speaker, report.published.toordinal(), stories[report_id], report.language, words)
        for id_, report_id, speaker, words in zip(*(column.to_pylist() for column in found.columns), strict=True)
        if (report := reports.get(report_id)) is not None and report.published is not None
    ]
    pairs = said_alike(said)
    ids = list({id_ for pair in pairs for id_ in pair})
    chosen = "SELECT * FROM statement WHERE id IN (SELECT unnest($ids::VARCHAR[]))"
    told: dict[str, list[Statement]] = defaultdict(list)
    for noun in nouns_of("statement", record.ask(whole("statement", chosen), {"ids": ids})) if ids else ():
        assert isinstance(noun, Statement)
        told[noun.report].append(noun)
    readings = [Reading(reports[id_], statements=tuple(statements)) for id_, statements in told.items()]
    return Across(readings, ties(readings, pairs))
