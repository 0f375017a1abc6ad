"""Sections of deals: licences told under a title that names the other side, and where a text turns to other things."""

from __future__ import annotations

import re

from dealgraph.extract.deals.drafts import Draft, State
from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Sentence

_LICENSE = r"(?:an? |the )?(?:[\w-]+,? ){0,5}?licen[sc]e\b(?! (?:fees?|payments?|agreement|revenue))"
_TAKEN = Prefiltered(
    rf"\b(?:[Ww]e|[Tt]he Company) (?:have |has |had )?(?:obtained|acquired|received|in-licensed|secured|were granted"
    rf"|was granted|hold|holds) {_LICENSE}"
    r"|\AOur (?:[\w-]+ ){0,3}licen[sc]e,? (?:[^.;]{0,60}?,? )?(?:gives|grants|provides) us\b"
)
_GIVEN = Prefiltered(rf"\b(?:[Ww]e|[Tt]he Company) (?:have |has |had )?(?:granted|out-licensed) {_LICENSE}")


def titled_event(place: Place, section: set[int]) -> Event | None:
    """Read a licence whose other side only the paragraph's title names: "Wistar Institute. In 1999 we took a license".

    Args:
        place: A sentence that tells no event by itself.
        section: The companies that the title names.
    """
    text = place.sentence.text
    taken = _TAKEN.search(text)
    told = taken or _GIVEN.search(text)
    if told is None or place.we is None or len(section) != 1 or place.we in section:
        return None
    others = {m.entity for m in place.companies(place.sentence.start, place.sentence.end)} - {place.we}
    at = place.sentence.start + told.start()
    if others - section or supposed(place.before(at, 60)) or conditional(text[: told.start()]):
        return None
    roles = ("licensor", "licensee") if taken else ("licensee", "licensor")
    other = next(iter(section))
    event = place.event("sign", at, ["license"], [(other, roles[0]), (place.we, roles[1])])
    event.others, event.told = [other], True
    return event


#: How many sentences of a deal are read again for its drugs, which bounds the work on long ones.
_READ_BACK = 40
_ITEM = re.compile(r"\W*[-*\u2022\u00b7\u25aa\u25cf\u25ba] |\(?[a-zivx\d]{1,3}[.)] ")
#: "Under the terms of the agreements taken together": the first of several is the deal that is paid for.
_OF_BOTH = Prefiltered(
    r"\b(?:[Tt]he|[Bb]oth|[Tt]hese|[Tt]he two) (?:\w+ )?agreements\b(?! (?:with|between)\b)"
)


def first_of_both(state: State, index: int, sentence: Sentence) -> Draft | None:
    """Give the first of the deals between the same parties that a sentence speaks of together, or None."""
    current = state.current
    if current is None or not _OF_BOTH.search(sentence.text):
        return None
    first = next((d for d in state.drafts if d.companies == current.companies and d.events), None)
    return first if first is not current and first is not None and first.events[0].page == index else None


def turns_to_other_drugs(reading: Reading, state: State, index: int, sentence: Sentence) -> bool:
    """Tell whether a report's paragraph that names neither deal nor party is about drugs that the deal had not."""
    if reading.pages[index].document.type.startswith("EX-99") or _ITEM.match(sentence.text):
        return False  # a release has one deal, and the items of a list go on about it
    current = state.current
    here = {m.entity for m in reading.drugs_in(index, sentence.start, sentence.end)}
    if current is None or not here:
        return False
    told = {
        m.entity
        for page, number in current.deal.sentences[-_READ_BACK:]
        for s in (reading.pages[page].sentences[number],)
        for m in reading.drugs_in(page, s.start, s.end)
    }
    return bool(told) and not here & told
