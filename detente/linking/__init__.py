"""What shows only across reports: so far, which of them are copies."""

from detente.linking.copies import Copied, find_copies

__all__ = ["Copied", "find_copies"]
