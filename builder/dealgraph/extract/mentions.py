"""Entities of a filing while it is being read, and where they are mentioned."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mention:
    """One occurrence of an entity.

    Attributes:
        page: Index of the page.
        start, end: Offsets in the page.
        entity: Index of the entity in its list.
        generic: True where the words are no name ("we", "the Company", "our collaborator").
    """

    page: int
    start: int
    end: int
    entity: int
    generic: bool = False


@dataclass(slots=True)
class Entity:
    """A company, drug or antigen with the names that the filing gives it, fullest first."""

    name: str
    aliases: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """All surface forms."""
        return [self.name, *self.aliases]

    def add(self, alias: str) -> None:
        """Add a surface form once."""
        if alias and alias not in self.names:
            self.aliases.append(alias)


class MentionIndex:
    """The mentions of one kind of entity over all pages, to be asked by passage."""

    def __init__(self, mentions: Iterable[Mention] = ()) -> None:
        self._pages: dict[int, list[Mention]] = {}
        for mention in sorted(set(mentions), key=lambda m: (m.page, m.start, -m.end)):
            self._pages.setdefault(mention.page, []).append(mention)
        self._starts = {page: [m.start for m in found] for page, found in self._pages.items()}
        self._entities: dict[int, list[Mention]] | None = None

    def __iter__(self) -> Iterator[Mention]:
        for page in sorted(self._pages):
            yield from self._pages[page]

    def within(self, page: int, start: int, end: int) -> list[Mention]:
        """Give the mentions that begin in start..end of a page, in order."""
        starts = self._starts.get(page)
        if not starts:
            return []
        return self._pages[page][bisect_left(starts, start) : bisect_left(starts, end)]

    def of(self, entity: int) -> list[Mention]:
        """Give all mentions of one entity, in order."""
        if self._entities is None:
            self._entities = {}
            for mention in self:
                self._entities.setdefault(mention.entity, []).append(mention)
        return list(self._entities.get(entity, ()))
