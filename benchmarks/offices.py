"""How complete the table of office-holders is: the years in which a state has nobody who leads it, or no minister.

    python benchmarks/offices.py
    python benchmarks/offices.py --state IRN --state IRQ

A line a state, those with the most years missing first: years from 1945 (or its first day, or that of the first who
is known to have led it) to today (or its last) in which nobody leads it, and in which no foreign minister and no
defence minister is known. A term that one day's list vouches for counts for its year. A state that never had such a
minister is not counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from scoring import arguments

from detente.codebook.actor_files import KnownActors, Term, read_actors

FIRST_YEAR = 1945
LEADERS = {"head_of_state", "head_of_government", "leader", "supreme_leader", "party_leader"}
OFFICES = {"leader": LEADERS, "foreign": {"foreign_minister"}, "defence": {"defence_minister"}}
NO_MINISTRY = {
    "leader": set[str](),
    "foreign": {"ESH", "HKG", "MAC"},
    "defence": {
        *("AND", "CRI", "DMA", "ESH", "FSM", "GRD", "HKG", "ISL", "KIR", "LCA", "LIE", "MAC", "MCO", "MHL", "NRU"),
        *("PAN", "PLW", "PSE", "SLB", "SMR", "TUV", "VAT", "VCT", "WSM"),
    },
}
"""States without such a minister: they have no army, a protector's, or another state's."""


def main() -> None:
    """Prints the years missing, and how many states have each office in three years of four."""
    parser = arguments(__doc__)
    parser.add_argument("--state", action="append", metavar="ID", help="these states alone")
    given = parser.parse_args()
    known = read_actors()
    states = [
        id_ for id_, it in known.described.items() if it.type == "state" and (not given.state or id_ in given.state)
    ]
    missing = {
        state: {
            name: [] if state in NO_MINISTRY[name] else _missing(known, state, kinds) for name, kinds in OFFICES.items()
        }
        for state in states
    }
    for state in sorted(states, key=lambda it: -sum(map(len, missing[it].values()))):
        told = "  ".join(f"{name} {len(years):2}{_ranges(years)}" for name, years in missing[state].items())
        print(f"{state:4} {told}")
    for name in OFFICES:
        having = [state for state in states if state not in NO_MINISTRY[name]]
        covered = sum(len(missing[state][name]) * 4 <= len(_years(known, state)) for state in having)
        print(f"{name}: {covered} of {len(having)} states known in at least three years of four")


def _years(known: KnownActors, state: str) -> range:
    it = known.described[state]
    led = [int(term.start[:4]) for terms in known.terms.values() for term in terms if _leads(term, state)]
    first = max(FIRST_YEAR, int(it.start[:4]), min(led, default=FIRST_YEAR))
    return range(first, min(date.today().year, int(it.end[:4])) + 1)


def _leads(term: Term, state: str) -> bool:
    return term.of == state and term.office in LEADERS


def _missing(known: KnownActors, state: str, kinds: Iterable[str]) -> list[int]:
    covered: set[int] = set()
    for terms in known.terms.values():
        for term in terms:
            if term.of == state and term.office in kinds:
                first, last = max(FIRST_YEAR, int(term.start[:4])), min(date.today().year, int(term.end[:4]))
                covered.update(range(first, last + 1))
    return [year for year in _years(known, state) if year not in covered]


def _ranges(years: list[int]) -> str:
    """'(1945-1951 1960)' of the years in order."""
    runs: list[list[int]] = []
    for year in years:
        if runs and year == runs[-1][1] + 1:
            runs[-1][1] = year
        else:
            runs.append([year, year])
    told = " ".join(f"{a}-{b}" if a != b else f"{a}" for a, b in runs)
    return f" ({told})" if told else ""


if __name__ == "__main__":
    main()
