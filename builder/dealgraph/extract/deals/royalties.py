"""Events read from money for royalties: who sells them, and who pays for a share of a drug's sales."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before
from dealgraph.extract.deals.reality import conditional, supposed
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered

#: What is sold are royalties: "sold a portion of its royalty interest in P to Y".
ROYALTY_SOLD = re.compile(
    r"\s(?:(?:its|our|their|the|all|of|a|an|certain|future|portion|part|half|[\d.]+%?|percent|remaining"
    r"|rights?|to|in|worldwide|U\.S\.|global"
    r"|receive|tiered|from|existing|passive|third|majority|capped|interests?|additional"
    r"|stake),? ){0,9}(?:[\w-]+,? ){0,2}royalt(?:y|ies)\b"
)
_OWED_TO = re.compile(r"\b(?:owed|payable|due|paid|owing) to (?:the )?$|\bfrom (?:the )?$")
#: Who deals in royalties and lends against them. A company of the field that pays a royalty has a licence.
_FINANCIER = re.compile(
    r"\b(?:Royalt(?:y|ies)|Capital|Investments?|Investors|Advisors|Fund|Management|Blackstone|XOMA|DRI|OMERS|Symphony"
    r"|BioPharma Credit|Sixth Street|Ventures|Finance)\b"
)
_INSIDE = r"(?:[^.;]|\.\d|(?<=\bInc)\.|(?<=\bCorp)\.|(?<=\bLtd)\.|(?<=U)\.S\.)"
#: "Will provide Acme with $100 million upfront and will receive 7% of net sales".
_PAYS_FOR_SALES = Prefiltered(
    r"\b(?:provid(?:es?|ed|ing)|pa(?:ys?|id|ying)|invest(?:s|ed|ing)?|fund(?:s|ed|ing)?|commit(?:s|ted)?|advanc(?:es?|ed))\b"
    rf"{_INSIDE}{{1,260}}?\b(?:receiv\w+|exchange for|return for|entitled to|consideration for|for)\b{_INSIDE}{{1,90}}?"
    r"(?:\broyalt(?:y|ies)\b|\brevenue interests?\b|% of (?:[\w-]+ ){0,4}(?:sales|revenues?)\b)"
)
#: "A $75 million royalty-based financing agreement with".
_FINANCING_WITH = Prefiltered(
    r"\b(?:synthetic |capped )?(?:royalty|revenue)(?:[- ](?:based|backed|interest))? "
    rf"(?:financing|moneti[sz]ation|funding|sale|purchase)\b{_INSIDE}{{0,60}}?"
    r"\b(?:with|by|from) (?:the |funds managed by )?$"
)
#: "Monetized its royalty through a sale to", "bought back from".
_SOLD_TO = Prefiltered(
    r"\b(?:moneti[sz](?:ed|es|ing)|sale of|sold|selling)\b"
    rf"{_INSIDE}{{1,90}}?\broyalt(?:y|ies)\b{_INSIDE}{{0,120}}?\b(?:to|with) (?:the |funds managed by )?$"
    rf"|\b(?:bought back|repurchased|reacquired|buy(?:s|ing)? back)\b{_INSIDE}{{0,90}}?\bfrom (?:the )?$"
)
#: What begins so is the opposite of a sale.
_BACK = ("bought back", "repurchased", "reacquired", "buy")


def royalties_bought(place: Place, match: re.Match[str], subject: list[Mention]) -> Event | None:
    """Read "X will purchase half of the royalties owed to Y", or to who speaks."""
    buyer = next((m.entity for m in subject[-1:] if not m.generic), None)
    what = ROYALTY_SOLD.match(place.flat, match.end(), place.sentence.end) if buyer is not None else None
    if buyer is None or what is None or "by" in match.group().lower().split():
        return None
    owed = next(
        (
            m.entity
            for m in place.companies(what.end(), what.end() + 120)
            if _OWED_TO.search(place.flat, what.end(), m.start)
        ),
        None,
    )
    told = [m.entity for m in place.companies(place.sentence.start, match.start()) if m.entity != buyer]
    seller = owed if owed is not None else told[0] if told else place.we
    if seller is None or seller == buyer:
        return None
    return place.event("sign", match.start(), ["other"], [(seller, "seller"), (buyer, "buyer")])


#: What is sold is money that another company will pay: "sold 33% of the royalties that it may receive from X".
_SELLS = Prefiltered(
    r"\b(?:sold|sells?|purchased?|acquired?|buys?|bought)\b[^.;]{0,40}(?:\.\d[^.;]{0,60})?(?:\.\d[^.;]{0,60})?"
    r"\b(?:future |tiered )?royalt(?:y|ies)\b"
)


def sells_royalties(text: str) -> bool:
    """Tell whether a sentence tells of royalties that are sold, whose payer is no party of what it tells."""
    return _SELLS.search(text) is not None


def royalty_events(place: Place) -> Iterator[Event]:
    """Read at most one sale of royalties, or financing by a share of sales, that no agreement's name tells."""
    text = place.sentence.text
    if "royalt" not in text.lower() and "% of" not in text and "evenue interest" not in text:
        return
    for mention in place.companies(place.sentence.start, place.sentence.end):
        if mention.generic:
            continue
        verb = _sale(place, mention) or _financing(place, mention)
        other = _other(place, mention, verb) if verb is not None else None
        if verb is None or other is None:
            continue
        before = place.before(verb.start(), 60)
        if supposed(before) or conditional(before):
            return
        roles = ("seller", "buyer") if verb.group().startswith(_BACK) else ("buyer", "seller")
        parties = [(mention.entity, roles[0]), (other, roles[1])]
        event = place.event("sign" if place.is_news else "weak", verb.start(), ["other"], parties)
        event.told = True
        yield event
        return


def _financing(place: Place, financier: Mention) -> re.Match[str] | None:
    """Read what a company that deals in royalties pays for: "X will provide Y with $9 million for a royalty"."""
    if not _FINANCIER.search(place.reading.companies.entities[financier.entity].name):
        return None
    start = max(place.sentence.start, financier.start - 160)
    if (named := _FINANCING_WITH.search(place.flat, start, financier.start)) is not None:
        return named
    verb = _PAYS_FOR_SALES.search(place.flat, financier.end, place.sentence.end)
    payer = group_before(place, verb.start())[-1:] if verb is not None else []
    return verb if [m.entity for m in payer] == [financier.entity] else None


def _sale(place: Place, other: Mention) -> re.Match[str] | None:
    """Read "monetized its royalty through a sale to X" and "bought the royalty back from X"."""
    if "royalt" not in place.sentence.text:
        return None
    return _SOLD_TO.search(place.flat, max(place.sentence.start, other.start - 260), other.start)


def _other(place: Place, one: Mention, verb: re.Match[str]) -> int | None:
    """Give the other side: who is named behind the verb as given money, before it, or who speaks."""
    behind = place.companies(verb.start(), verb.end()) if verb.start() > one.end else []
    before = reversed(place.companies(place.sentence.start, verb.start()))
    named = [m.entity for m in (*behind, *before) if m.entity != one.entity]
    other = named[0] if named else place.we
    return None if other == one.entity else other
