"""What one page gives to the search for companies."""

from __future__ import annotations

from dataclasses import dataclass, field

from dealgraph.extract.companies.aliases import Alias
from dealgraph.extract.companies.match import Capitals
from dealgraph.extract.companies.names import NameHit
from dealgraph.extract.text import Page


@dataclass(slots=True)
class PageNames:
    """What one page gives: its names and the names that it defines."""

    index: int
    page: Page
    capitals: Capitals
    hits: list[NameHit]
    aliases: list[Alias] = field(default_factory=list)


def clean(name: str) -> str:
    """Write a name as it stands in a text without marks and line breaks."""
    return " ".join(name.replace("®", "").replace("™", "").split())
