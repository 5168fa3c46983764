"""Whose text a report may be: the news agency that it credits, the house that its outlet belongs to."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Agencies", "load_agencies"]

HEAD, FOOT = 200, 160
"""Characters at the beginning and end of a text where a credit stands."""

ARTICLE = re.compile(r"^(?:the|le|la|les|l['’]|el|il|de|het|der|die|das)\s+|^l['’]")


@dataclass(frozen=True, slots=True)
class Agencies:
    """The lists of agencies.toml, ready to be asked."""

    tag: re.Pattern[str]
    of_tag: dict[str, str]
    of_name: dict[str, str]
    house: dict[str, str]

    def credited(self, text: str, *, outlet: str | None = None, byline: str | None = None) -> frozenset[str]:
        """The agencies that a text is credited to: by a tag at its head or foot, its byline, or its outlet."""
        ends = text if len(text) <= HEAD + FOOT else f"{text[:HEAD]}\n{text[-FOOT:]}"
        found = {self.of_tag[tag] for match in self.tag.finditer(ends) for tag in match.groups() if tag}
        names = [part.strip().casefold() for part in re.split(r"[,;/|]| and | with ", byline or "")]
        found |= {self.of_name[name] for name in (*names, _plain(outlet)) if name in self.of_name}
        return frozenset(found)

    def is_agency(self, outlet: str | None) -> bool:
        """Whether an outlet is a news agency itself."""
        return _plain(outlet) in self.of_name

    def house_of(self, outlet: str | None) -> str | None:
        """The house that an outlet belongs to; None where the file does not say."""
        return self.house.get(_plain(outlet))


@cache
def load_agencies() -> Agencies:
    """The agencies and houses that come with the codebook."""
    listed = tomllib.loads(Path(__file__).with_name("agencies.toml").read_text(encoding="utf-8"))
    of_tag = {tag: id_ for id_, agency in listed["agency"].items() for tag in agency["tags"]}
    tags = "|".join(map(re.escape, sorted(of_tag, key=len, reverse=True)))
    return Agencies(
        re.compile(
            rf"[(\[]({tags})(?:[,;/][^)\]]{{0,30}})?[)\]]|(?:^|\n|, )({tags})\s*[-–—]+\s|(?:^|\n)\s*({tags})\s*$"
        ),
        of_tag,
        {name: id_ for id_, agency in listed["agency"].items() for name in agency["names"]},
        {name: id_ for id_, names in listed["house"].items() for name in names},
    )


def _plain(outlet: str | None) -> str:
    return ARTICLE.sub("", (outlet or "").strip().casefold())
