"""The same reading over many reports at once: here, over the cores of one machine."""

from detente.scale.local import read_local

__all__ = ["read_local"]
