"""What names a place and no actor, and the prepositions after which a name says where and not who."""

from __future__ import annotations

__all__ = ["LOCATIVE", "PLACE_KINDS"]

PLACE_KINDS = frozenset({"city", "region"})
"""Kinds of names in the gazetteer that never act."""

LOCATIVE = frozenset("in at near outside around inside across over above along off through via à en près".split())
"""'In Moscow' and 'near Moscow' say where; 'from Moscow' may say who."""
