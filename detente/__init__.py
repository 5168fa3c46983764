"""Detente reads news reports of a crisis and keeps the record: who said what, who did what to whom."""

__version__ = "0.1.0"
