"""Detente reads news reports of a crisis and keeps the record: who said what, who did what to whom.

import detente

with detente.open("crisis.duckdb") as record:
    record.read("reports/")
    table = record.events(actor="USA", recipient="RUS")   # an Arrow table; .to_pandas() for pandas
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.api import Counts, Record, open, read, sample
    from detente.errors import DetenteError

__version__ = "0.1.0"

__all__ = ["Counts", "DetenteError", "Record", "__version__", "open", "read", "sample"]


def __getattr__(name: str) -> Any:
    # Loaded when asked for: `import detente` and `detente --help` need neither DuckDB nor a parser.
    if name not in __all__:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    return getattr(import_module("detente.errors" if name == "DetenteError" else "detente.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
