"""What the readers of sentences give: events, read at a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dealgraph.extract.datelines import is_dated_lead
from dealgraph.extract.mentions import Mention
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Page, Sentence

#: In how many of a release's first sentences a verb tells its news.
_NEWS = 3
#: Words that say that something is news.
ANNOUNCED = re.compile(r"\b(?:announce[ds]?|today|reported|said|confirmed)\b")


@dataclass(slots=True)
class Event:
    """A passage that makes or mentions a deal.

    Attributes:
        kind: "sign" (entered into), "refer" (mentioned) or "weak" (a collaboration spoken of in passing).
        page, sentence: Where.
        start, end: The passage, in the page.
        at: Where the name or verb stands, in the page.
        types: Words of the agreement-type scheme; empty where nothing tells.
        parties: (company, role) in order; the role may be "partner".
        names: Defined names that the sentence gives the deal.
        title: The name, where it is a capitalised one ("Supply Agreement").
        others: The parties after "with".
        amends: True where the sentence speaks of an amendment or extension.
        proposed: True of deals that are only intended.
        done: True where only a completion is told, whose date is not that of signing.
        headline: True of what a heading tells.
        spare: True of what makes a deal only where nothing else has told of one between the parties.
        told: True where a verb tells of the deal ("licensed from"), so that a date before it is the deal's.
    """

    kind: str
    page: int
    sentence: int
    start: int
    end: int
    at: int
    types: list[str]
    parties: list[tuple[int, str]]
    names: list[str] = field(default_factory=list)
    title: str = ""
    others: list[int] = field(default_factory=list)
    amends: bool = False
    proposed: bool = False
    done: bool = False
    told: bool = False
    headline: bool = False
    spare: bool = False

    def is_between_those_of(self, other: Event) -> bool:
        """Tell whether another event has the same parties."""
        return {c for c, _ in self.parties} == {c for c, _ in other.parties}


def events_by_sentence(events: Iterable[Event]) -> dict[tuple[int, int], list[Event]]:
    """Give the events of each sentence that tells one."""
    out: dict[tuple[int, int], list[Event]] = {}
    for event in events:
        out.setdefault((event.page, event.sentence), []).append(event)
    return out


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence being read, with what is known around it: its page, the number of that, and its text."""

    reading: Reading
    index: int
    sentence: Sentence
    page: Page
    flat: str

    @classmethod
    def of(cls, reading: Reading, index: int, sentence: Sentence) -> Place:
        """Give the place of a sentence of a page."""
        page = reading.pages[index]
        return cls(reading, index, sentence, page, page.flat)

    @property
    def we(self) -> int | None:
        """The company that the page speaks as."""
        return self.reading.companies.we

    @property
    def is_news(self) -> bool:
        """Tell whether a verb here tells a release's news, which is that a deal was made."""
        return (
            self.page.document.type.startswith("EX-99")
            and self.sentence.index < _NEWS
            and (
                self.sentence.index == 0
                or ANNOUNCED.search(self.sentence.text) is not None
                or is_dated_lead(self.page, self.sentence, self.reading.filing.filed_on)
            )
        )

    def companies(self, start: int, end: int) -> list[Mention]:
        """Give the company mentions that begin in a passage of the sentence."""
        return self.reading.companies_in(
            self.index, max(start, self.sentence.start), min(end, self.sentence.end)
        )

    def before(self, at: int, width: int) -> str:
        """Give up to `width` characters of the sentence before `at`."""
        return self.flat[max(self.sentence.start, at - width) : at]

    def event(
        self, kind: str, at: int, types: list[str], parties: list[tuple[int, str]], *, done: bool = False
    ) -> Event:
        """Make an event of this sentence."""
        s = self.sentence
        return Event(kind, self.index, s.index, s.start, s.end, at, types, parties, done=done)
