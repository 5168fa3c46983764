"""What shows only across reports: copies and origins, stories, lines, echoes, disagreements."""

from detente.linking.copies import Copied, find_copies

__all__ = ["Copied", "find_copies"]
