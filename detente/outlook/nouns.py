"""What paths are made of: acts, what somebody said of them, the branches from one to the next, and the steps walked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.model import Party, Span

__all__ = ["Act", "Branch", "Chain", "Doubt", "Paths", "Step", "Telling"]


@dataclass(frozen=True, slots=True)
class Act:
    """Something that may be done, however it is worded. `who` and `recipient` are sides (ids), perhaps none.

    `words` are its fullest wording on record, `wordings` the others; `leads` says where to: de-escalation,
    confrontation, or None. A `negated` act is that it is not done; `unless` tells that its words do not say so
    themselves ("unless they leave").
    """

    id: str
    who: tuple[str, ...]
    words: str
    type: str | None
    recipient: tuple[str, ...]
    negated: bool
    unless: bool
    leads: str | None
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """A condition on record, as one report tells it: its exact `words` are `report.text[span.start:span.end]`.

    `day` is when it was said, else when it was published; `origin` is the report whose text this one copies, or
    itself. `weight` is 1 on the day and halves with age (see `fading`); 0 where `overtaken`, the id of what
    the same holder later said to the contrary.
    """

    condition: str
    report: str
    span: Span
    words: str
    holder: Party | None
    day: date | None
    outlet: str | None
    origin: str
    strength: str
    weight: float
    overtaken: str | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What contradicts a branch: an entry of the record with its words.

    `how` is `says otherwise`, `refuses` or `denies`; `of` tells whether that is said of what would follow
    (`then`) or of what it takes (`if`). An `earlier` one was said before the branch was last told.
    """

    how: str
    of: str
    who: str
    entry: str
    report: str
    span: Span
    words: str
    day: date | None
    earlier: bool


@dataclass(frozen=True, slots=True)
class Branch:
    """That the holder said: if the antecedent, then the consequent (ids of acts). `holder` is None for the reporter.

    `sense` is the condition's: with `unless` and `until` the antecedent is an act that is not done. `price` is
    the act (`antecedent` or `consequent`) that the holder asks for, None where it asks for nothing. `strength`
    and `weight` are those of the latest telling that still stands; `tellings` come latest first.
    """

    id: str
    antecedent: str
    consequent: str
    sense: str
    holder: str | None
    holders: tuple[str, ...]
    price: str | None
    strength: str
    counterfactual: bool
    weight: float
    first_day: date | None
    last_day: date | None
    outlets: tuple[str, ...]
    origins: int
    tellings: tuple[Telling, ...]
    doubts: tuple[Doubt, ...]

    @property
    def stands(self) -> bool:
        """Whether a telling of it has not been overtaken by what its holder said later."""
        return self.weight > 0


@dataclass(frozen=True, slots=True)
class Step:
    """A place in the tree. `act` is supposed (a root: `under` and `branch` None) or said to follow by `branch`.

    `number` is its place in `Paths.steps`, `under` that of the step it follows. Where the act stands elsewhere
    in the tree already, nothing is repeated: `goes_on` is that place, an ancestor where the tree comes round.
    An `averted` one would not follow if what is supposed were done.
    """

    number: int
    under: int | None
    depth: int
    act: str
    branch: str | None
    goes_on: int | None
    averted: bool


@dataclass(frozen=True, slots=True)
class Chain:
    """One way to an end: the numbers of the steps from a root on, and how strongly it was said (see `ends`)."""

    steps: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Paths:
    """What the parties said would follow, as a tree. `steps` are in order, each after the one that it follows.

    `supposing` and `actor` are what was asked, `as_of` the day up to which reports count. `deescalation` and
    `confrontation` are the ways to either end, the most strongly said first. `counterfactual` branches, of what
    did not happen, stand apart. `note` says in one line why there is nothing, where there is nothing.
    """

    supposing: str | None
    actor: str | None
    as_of: date | None
    conditions: int
    acts: dict[str, Act]
    branches: dict[str, Branch]
    steps: tuple[Step, ...]
    deescalation: tuple[Chain, ...]
    confrontation: tuple[Chain, ...]
    counterfactual: tuple[str, ...]
    note: str | None
