"""The record: a DuckDB file of everything that was read, and the questions it answers."""

from detente.record.store import Added, Found, Record, open_record

__all__ = ["Added", "Found", "Record", "open_record"]
