"""Who only serves an offering of shares or a vote of holders: underwriters, agents, trustees, advisers.

They sign agreements with the filer ("Sales Agreement", "Rights Agreement"), but are no parties of its deals.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from dealgraph.extract.companies.names import NameHit
from dealgraph.extract.prefilter import Prefiltered

#: What they are called.
_CALLING = Prefiltered(
    r"\b(?:(?:co-)?(?:placement|warrant|rights|stock transfer|transfer|escrow|paying|subscription|solicitation"
    r"|information|exchange|tender|sales) agents?|underwriters?|initial purchasers?|book-?(?: ?runn(?:ing|er)s?)"
    r"(?: managers?)?|lead managers?|sales managers?|financial advis[eo]rs?|trustees?|registrars?|depositary"
    r"|broker-dealers?|proxy solicitors?|representatives?"
    r"|(?:underwriting|placement agen(?:cy|t)|equity distribution|capital on demand|at[- ]the[- ]market[\w ]{0,12}) "
    r"agreement)\b",
    re.IGNORECASE,
)
#: These have other senses too, so that words of an offering must stand beside them.
_OF_SALES = ("sales", "exchange", "information", "representative")
_SHARES = Prefiltered(r"\b(?:shares|stock|offering|securities|warrants|notes|proxies|tender|underwriters)\b")
_REACH, _BESIDE = 150, 200
#: Between a name and what it is called: "Acme & Co., LLC, or Acme, as our exclusive", "Acme (the "".
_FROM_NAME = re.compile(
    r"\.?(?:,? or [A-Z][\w.&' -]{1,30}| ?\([^()]{1,80}\))?,? ?(?:who |which )?"
    r"(?:has |have |had |will |been |be |engaged |retained |appointed |hired |selected )*"
    r"(?:(?:to |as |is |are |was |were |act |acts |acted |acting |serve |serves |served |serving |be |becoming )+"
    r"|\((?:[\w ]{1,30}, )?(?:each,? |collectively,? |in such capacity,? )?(?:an? |the )?[\"'])"
    r"(?:our |its |the |an? |Company's |their |sole |exclusive |lead |joint |several |co-?|independent |principal "
    r"|active |managing |dealer |representatives? of |one of )*",
    re.IGNORECASE,
)
#: A name that is not known as one, in a list of several: "Acme Securities LLC and Tarn & Co. as representatives".
_WITH_ANOTHER = re.compile(r",? and [A-Z][\w.&' -]{2,40}?(?= (?:are|as|were|acting|have|serv\w+)\b)")
#: Between what one is called and the name: "our transfer agent and registrar is Acme", "the placement agent, Acme".
_TO_NAME = re.compile(
    r"(?: and registrar)?(?: for (?:our|the|this) [\w ]{3,40}?)?(?:,? (?:is|was|will be),?|,)? (?:the )?"
    r"(?:(?:dated [\w ,]{8,26} )?(?:(?:with|between (?:us|the Company) and|by and (?:between|among) (?:us|the Company)"
    r"(?:,| and)) (?:the )?))?"
)
_AND = frozenset((", ", " and ", ", and ", " & "))


def intermediaries(flat: str, hits: list[NameHit]) -> Iterator[NameHit]:
    """Give those names of a page, in the order of their places, that are called an underwriter, agent or adviser."""
    if not hits:
        return
    starts, ends = [h.start for h in hits], [h.end for h in hits]
    for calling in _CALLING.finditer(flat):
        at = max(0, calling.start() - _BESIDE), calling.end() + _BESIDE
        if calling.group().lower().startswith(_OF_SALES) and not _SHARES.search(flat, *at):
            continue
        before = bisect_right(ends, calling.start()) - 1
        if before >= 0 and calling.start() - ends[before] < _REACH:
            beside = (
                _WITH_ANOTHER.match(flat, ends[before], calling.start()) if calling[0][-1] in "sS" else None
            )
            behind = beside.end() if beside else ends[before]
            if _FROM_NAME.fullmatch(flat, behind, calling.start()):
                yield from _list_to(flat, hits, before)
        to = _TO_NAME.match(flat, calling.end())
        after = bisect_left(starts, calling.end())
        if to and after < len(hits) and to.end() == starts[after]:
            yield hits[after]


def _list_to(flat: str, hits: list[NameHit], last: int) -> Iterator[NameHit]:
    """Give a name and those before it in one list."""
    yield hits[last]
    while last > 0 and flat[hits[last - 1].end : hits[last].start] in _AND:
        last -= 1
        yield hits[last]
