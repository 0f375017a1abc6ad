"""Licences told under a title that names the other side: "Wistar Institute. In 1999 we obtained a license"."""

from __future__ import annotations

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.prefilter import Prefiltered

_LICENSE = r"(?:an? |the )?(?:[\w-]+,? ){0,5}?licen[sc]e\b(?! (?:fees?|payments?|agreement|revenue))"
_TAKEN = Prefiltered(
    rf"\b(?:[Ww]e|[Tt]he Company) (?:have |has |had )?(?:obtained|acquired|received|in-licensed|secured|were granted"
    rf"|was granted|hold|holds) {_LICENSE}"
    r"|\AOur (?:[\w-]+ ){0,3}licen[sc]e,? (?:[^.;]{0,60}?,? )?(?:gives|grants|provides) us\b"
)
_GIVEN = Prefiltered(rf"\b(?:[Ww]e|[Tt]he Company) (?:have |has |had )?(?:granted|out-licensed) {_LICENSE}")


def titled_event(place: Place, section: set[int]) -> Event | None:
    """Read a licence whose other side only the paragraph's title names.

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
