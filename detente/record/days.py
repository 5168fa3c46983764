"""ISO 8601 dates as the first and the last day they may mean, as the tables hold them."""

from detente.reading.days import day_range

__all__ = ["day_range"]
