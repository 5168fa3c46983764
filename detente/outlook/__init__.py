"""What may follow: the paths that the parties named themselves."""

from detente.outlook.nouns import Act, Branch, Chain, Doubt, Paths, Step, Telling
from detente.outlook.paths import paths

__all__ = ["Act", "Branch", "Chain", "Doubt", "Paths", "Step", "Telling", "paths"]
