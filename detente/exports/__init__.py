"""Other people's formats: what a record holds, written as JSON lines, CSV, Parquet or SQLite."""

from detente.exports.writing import FORMATS, write

__all__ = ["FORMATS", "write"]
