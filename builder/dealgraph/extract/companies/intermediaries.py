"""Who only serves an offering of shares or a vote of holders: underwriters, agents, trustees, advisers.

They sign agreements with the filer ("Sales Agreement", "Rights Agreement"), but are no parties of its deals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.companies.names import NameHit
from dealgraph.extract.prefilter import Prefiltered

#: What they are called; "sales agent" and the like have other senses too, so that words of an offering must stand near.
_CALLING = (
    r"\b(?P<calling>(?:co-)?(?:placement|warrant|rights|stock transfer|transfer|escrow|paying|subscription|solicitation"
    r"|information|exchange|tender|sales) agents?|underwriters?|initial purchasers?|book-?(?: ?runn(?:ing|er)s?)"
    r"(?: managers?)?|lead managers?|sales managers?|financial advis[eo]rs?|trustees?|registrars?|depositary"
    r"|broker-dealers?|proxy solicitors?|representatives?"
    r"|(?:underwriting|placement agen(?:cy|t)|equity distribution|capital on demand|at[- ]the[- ]market[\w ]{0,12}) "
    r"agreement)\b"
)
_OF_SALES = ("sales", "exchange", "information", "representative")
_SHARES = Prefiltered(r"\b(?:shares|stock|offering|securities|warrants|notes|proxies|tender|underwriters)\b")
_BESIDE = 200
#: Behind a name: "Acme & Co., LLC, or Acme, as our exclusive placement agent", "Acme (the "Placement Agent")".
_BEHIND = re.compile(
    r"\.?(?:,? or [A-Z][\w.&' -]{1,30}| ?\([^()]{1,80}\))?(?P<another>,? and [A-Z][\w.&' -]{2,40}?(?= [a-z]))?,? ?"
    r"(?:who |which )?(?:has |have |had |will |been |be |engaged |retained |appointed |hired |selected )*"
    r"(?:(?:to |as |is |are |was |were |act |acts |acted |acting |serve |serves |served |serving |be |becoming )+"
    r"|\((?:[\w ]{1,30}, )?(?:each,? |collectively,? |in such capacity,? )?(?:an? |the )?[\"'])"
    r"(?:our |its |the |an? |Company's |their |sole |exclusive |lead |joint |several |co-?|independent |principal "
    rf"|active |managing |dealer |representatives? of |one of )*{_CALLING}",
    re.IGNORECASE,
)
#: Before a name: "our transfer agent and registrar is Acme", "an underwriting agreement with Acme".
_BEFORE = Prefiltered(
    rf"{_CALLING}(?: and registrar)?(?: for (?:our|the|this) [\w ]{{3,40}}?)?(?:,? (?:is|was|will be),?|,)? (?:the )?"
    r"(?:(?:dated [\w ,]{8,26} )?(?:(?:with|between (?:us|the Company) and|by and (?:between|among) (?:us|the Company)"
    r"(?:,| and)) (?:the )?))?$",
    re.IGNORECASE,
)
_REACH = 140
_AND = frozenset((", ", " and ", ", and ", " & "))


def intermediaries(flat: str, hits: list[NameHit]) -> Iterator[NameHit]:
    """Give those names of a page that are called underwriter, agent, trustee or adviser, and those listed with them."""
    for number, hit in enumerate(hits):
        behind = _BEHIND.match(flat, hit.end, hit.end + _REACH)
        if behind is not None and (not behind["another"] or behind["calling"][-1] in "sS"):
            if _of_shares(flat, behind):
                yield from _list_to(flat, hits, number)
            continue
        before = _BEFORE.search(flat, max(0, hit.start - _REACH), hit.start)
        if before is not None and _of_shares(flat, before):
            yield hit


def _of_shares(flat: str, told: re.Match[str]) -> bool:
    """Tell whether what one is called belongs to an offering or a vote, where the words have other senses."""
    if not told["calling"].lower().startswith(_OF_SALES):
        return True
    return (
        _SHARES.search(flat, max(0, told.start("calling") - _BESIDE), told.end("calling") + _BESIDE)
        is not None
    )


def _list_to(flat: str, hits: list[NameHit], last: int) -> Iterator[NameHit]:
    """Give a name and those before it in one list."""
    yield hits[last]
    while last > 0 and flat[hits[last - 1].end : hits[last].start] in _AND:
        last -= 1
        yield hits[last]
