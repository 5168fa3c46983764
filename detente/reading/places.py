"""What names a place and no actor, and the prepositions after which a name says where and not who."""

from __future__ import annotations

__all__ = ["CITY", "LOCATIVE", "MOVING", "NAMED_AFTER", "PLACE_KINDS", "WAY"]

PLACE_KINDS = frozenset({"city", "region"})
"""Kinds of names in the gazetteer that never act."""

LOCATIVE = frozenset("in at near outside around inside across over above along off through via à en près".split())
"""'In Moscow' and 'near Moscow' say where; 'from Moscow' may say who."""

WAY = frozenset({"to", "from", "for", "into", "towards", "toward", "pour", "vers"})
"""After verbs of moving, and before a capital with its state behind it, these say where as well."""

CITY = frozenset({"capital", "city", "town", "port", "suburb", "capitale", "ville"})
"""Beside the name of a capital: the city is meant. 'The Latvian capital, Riga'."""

NAMED_AFTER = frozenset("university college school academy marathon club hospital airport museum".split())
"""What is only named after the city in its name: 'Riga Technical University'."""

MOVING = frozenset(
    "airlift arrive come depart drive evacuate extradite ferry fly go head hike journey leave march migrate move "
    "relocate return sail ship transfer transport travel walk".split()
)
"""Verbs of moving in their lemmas: 'airlifted to Berlin', 'headed for Moscow'."""
