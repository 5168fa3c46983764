"""When two wordings are one position: as linking has it."""

from detente.linking.wordings import ALIKE, SHARED, Wording, alike, wording

__all__ = ["ALIKE", "SHARED", "Wording", "alike", "wording"]
