"""Events read from verbs: a company, its assets or its shares are bought and sold."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.parties import group_before, unit_of
from dealgraph.extract.deals.priced import PRICED_BEFORE
from dealgraph.extract.deals.reality import completed, proposed, supposed
from dealgraph.extract.deals.royalties import ROYALTY_SOLD, royalties_bought
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered, holds_any

#: One of these stands in every sentence of interest: looking for them is quicker than the pattern.
_STEMS = (
    "cqui", "CQUI", "erge", "ERGE", "urchas", " buy", "take over", "took over", "akes over", "ender offer",
    "aking over", "bought", "sold", "Sold", "sell", "Sell", "ivest", "IVEST", "sale of", "Sale of",
    "transferred", "transfers", "ispos", "buying", "assigned", "commended ", "taken ", "snap up",
)  # fmt: skip
_VERB = Prefiltered(
    r"\b(?P<buy>acquir(?:ed?|es|ing)|acquisition of|to acquire|(?<!plan of )merger with"
    r"|merge[ds]? with|(?:agreed|agrees|deal|agreement|plans|is|set) to (?:buy|take over)"
    r"|(?:will|would|is|are) (?:buy(?:ing)?|acquir(?:e|ing)|tak(?:e|ing) over)"
    r"|recommended (?:all-)?(?:cash |share |paper )?offer (?:to (?:buy|acquire)|for)|tender offer (?:to (?:buy"
    r"|acquire)|for)|to take over|takes? over|took over"
    r"|buys|buying|bought|purchas(?:ed|es|e)"
    r"|to (?:buy|snap up)"
    r"|acquisition by|be(?:en|ing)? acquired by|was acquired by|(?:being |been |was |be )?taken (?:private|over) by)\b"
    r"|\b(?P<sell>sold|sells?|divest(?:ed|s|iture)?|sale of|transfer(?:red|s)|assigned|dispos(?:al|ed|es) of)\b",
    re.IGNORECASE,
)
#: Words that make a bare verb of acquiring a deal although it lies in the future.
_AGREED = re.compile(r"\b(?:agree|definitive|announce|letter of intent|merger agreement)")
_WHOLE = re.compile(
    r"^\s*(?:[A-Z][a-z]+['\u2019]s\s)?(?:by\s(?:way\sof\s)?(?:(?:a\s)?(?:reverse\s)?merger\s)?)?(?:100%[\s,]*|United\sStates-based\s"
    r"|(?:all|of|the|outstanding"
    r"|issued|and|shares?|capital|stock|remaining|equity"
    r"|interests?"
    r"|securities|in|common|a|an|its|small|privately|held|privately-held|closely|listed|publicly|traded|company"
    r"|clinical-stage|biotechnology"
    r"|biopharmaceutical|pharmaceutical|biotech|\w+-based|ownership|membership|full|entire|certain|majority"
    r"|stake|with|our|wholly|owned|wholly-owned|subsidiary"
    r"|from|limited|liability|developer|research|commercial-stage|manufacturer|oncology"
    r"|specialty|and|largest|founding|investors?|shareholders?|owners?|parent"
    r"|sponsor)\b[\s,]*){0,14}(?:(?:[A-Z][\w.]+ )?(?:[a-z-]+ ){0,3}(?:maker|developer|company|firm|drugmaker"
    r"|biotech|group|specialist|manufacturer|start-?up|producer|rival|peer)\s+(?:(?:called|named|known\sas)\s+)?)?$"
)
#: Verbs that only tell of a purchase behind its price: "agreed to pay $340 million to buy".
_FOR_MONEY = frozenset(("to buy", "to snap up"))
#: What comes to nothing by itself: "its unsolicited proposal to acquire X".
_PROPOSAL = re.compile(
    r"\b(?:proposals?|bids?|warrants?|plans?|opportunit\w+|efforts?|attempts?)\s+$", re.IGNORECASE
)
#: "We announced that we plan to acquire X" is news of a deal.
_ANNOUNCED_PLAN = re.compile(r"\bannounce[sd]? (?:today )?(?:that )?(?:(?:we|it|they|[A-Z][\w.]*) )?plans? $")
#: "X, a company later acquired by Y" says who X is.
_LATER = re.compile(r"\b(?:later|subsequently|since)\s+$")
#: "$6 million in common stock purchased by X" is a term.
_SHARES_THEN = re.compile(r"\b(?:stock|shares|securities|notes|equity)\s+$")
_BY_MERGER = re.compile(r"^\s*by (?:way of )?(?:a )?(?:reverse )?merger\b")
#: "A purchase by X of $4 million of its common stock" buys no company.
_OF_STOCK = re.compile(
    r"(?:, or [^,;]{2,30},| \([^()]{1,40}\))? of (?:[$€£]|[\d,]+ |[^.;]{0,60}\b(?:shares|stock|securities|notes"
    r"|units)\b)"
)
#: "Has signed an agreement with its shareholders Beta and Gamma to acquire Acme": who signs acquires.
_SIGNED_WITH = re.compile(
    r"\b(?:(?:has|have|it|they) ){0,2}(?:enter(?:ed|s|ing) into|sign(?:ed|s)|reach(?:ed|es)|conclud(?:ed|es))"
    r" (?:[\w-]+ ){0,4}(?:agreement|deal|contract)s? with (?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){3,180}$"
)
_MADE_BY = re.compile(r"\b(?:by|at|from) (?:the )?$")
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$")
#: "Trefol was acquired by Acme": who is not known to be a company, and not the one who speaks.
_SOMETHING_WAS = re.compile(
    r"\b(?!(?:We|It|They|Company|Corporation|Group)\b)[A-Z][\w-]+ (?:was|were|is|(?:has|have|had) been)"
    r" (?:being |then |later |\w+ly )?\w+(?: by)?$"
)
_OF_TARGET = re.compile(
    r"'s?(?![\w'])|\s+(?:common|stock|shares|ordinary|ADS|product|brand|royalt|securities|antibod|technolog|patent"
    r"|right|asset"
    r"|cash|inventor)",
    re.IGNORECASE,
)
_ASSETS = re.compile(
    r"\b(?:rights?|assets?|products?|drugs?|medicines?|vaccines?|programs?|franchises?|business(?:es)?|portfolio"
    r"|brands?"
    r"|interests?|compounds?"
    r"|candidates?"
    r"|technolog\w+|intellectual property|patents?|platform|facility|(?:priority review )?vouchers?|PRV)\b",
    re.IGNORECASE,
)
#: A part of a company that is sold: "sell all of its units in Acme Royalty Company, LLC".
_SHARE_OF = re.compile(
    r"\s+(?:(?:all|of|its|the|entire|remaining|[\d.]+%|percent|economic|equity|minority|majority|ownership) ){0,6}"
    r"(?:units|interests?|stake|subsidiary|holding) (?:in )?"
)
#: "Will buy substantially all of its assets", "acquires all U.S. rights to".
_ITS_ASSETS = re.compile(
    r"\s+(?:(?:substantially|certain|all|of|the|its|their|remaining|worldwide|global|U\.S\.|European|exclusive"
    r"|full) ){1,7}(?:[\w-]+ ){0,4}?"
    r"(?:assets|rights (?:to|for|in)|business|franchise|product line|portfolio|operations)\b"
    r"(?![^.;]{0,120}\bfrom (?:the )?[A-Z])"
)
_THAT = re.compile(r"\b(?:that|which|whereby)\b")
_FOR_WHAT = re.compile(r"\bin (?:exchange|consideration|return)\b|\bfor (?=[$€£])")
_SHARES = re.compile(
    r"\b(?:shares?|common stock|notes?|warrants?|securities|ADSs?|treasury|preferred stock)\b", re.IGNORECASE
)
#: Goods, but not "sold these three products to Acme".
_NOT_ASSETS = re.compile(
    r"\b(?:sub-?)?licen[sc]e|royalt|(?<!\bthese )(?<!\bthese two )(?<!\bthese three )\bproducts? (?:sold|to)\b",
    re.IGNORECASE,
)
_PRICE_OF_GOODS = re.compile(r"\b(?:transfer|supply) prices?\b")
#: An agreement that "will be transferred to X" is no asset sold.
_PASSES_ON = re.compile(r"\b(?:[Aa]greement|CRADA|[Cc]ontract|[Gg]rant)\b[^;]{0,220}\b(?:be|been|was|were) $")
#: "Transferred the manufacturing of its tablets to X": who makes a product does not own it.
_MAKING = re.compile(
    r" (?:(?:the|its|our|all|commercial|clinical|responsibility|for) ){0,4}(?:manufactur\w+|production|supply)\b"
)
#: What is given so is a licence, though it is said to be transferred.
_RIGHTS_TO_DO = re.compile(
    r"\brights? to (?:exclusively )?(?:develop|market|commerciali[sz]e|distribute|sell|manufacture)\b"
)
#: "Acquired substantially all of the assets of X".
_ASSETS_OF = re.compile(
    r"\s+(?:(?!from\b|to\b)[\w./-]+,?\s+){0,12}(?:assets|business|operations|portfolio|franchise|product lines?)"
    r"(?: and (?:[a-z]+ ){1,3}liabilities)?\s+of\s+(?:the\s+)?$"
)
#: "Purchased the Company's oncology business", "purchased our brands": whose things are bought.
_ALL_OF = re.compile(r"\s+(?:(?:substantially )?all (?:of )?|certain (?:of )?)?(?:the\s+)?$")
_THEIR_THINGS = re.compile(
    r"(?:'s?)?\s(?:(?!to\b|for\b)[\w./-]+,?\s){0,6}?"
    r"(?:business(?:es)?|assets|portfolio|franchise|product lines?|operations)\b"
)
#: "The voucher was sold to Acme": what is sold stands before the verb.
_PASSIVE = re.compile(r"(?P<what>[^.;]{0,160}?) (?:was|were|has been|have been) (?:\w+ly )?\Z")
_SOLD_WHOLE = re.compile(
    r"\b(?:vouchers?|PRV|rights|business|assets|franchise|subsidiary|product line)\b", re.IGNORECASE
)
_PARTY_AFTER = re.compile(
    r"\b(from|to)\s+(?:(?:(?!(?:from|to)\b)[a-z][\w-]*|UK|US|U\.S\.|[A-Z][a-z]+(?:ese|ish|ch|ss|an|li)"
    r"|(?:[A-Z][a-z]+ )?[A-Z]\w+-based|[A-Z][a-z]+'s),?\s+){0,5}$"
)
PRICED = re.compile(r"aggregate|purchase price|per share|premium|\bfor \$")


def acquisition_events(place: Place) -> Iterator[Event]:
    """Read at most one acquisition, sale of assets or divestiture from a sentence."""
    if not holds_any(place.sentence.text, _STEMS):
        return
    for match in _VERB.finditer(place.flat, place.sentence.start, place.sentence.end):
        subject = group_before(place, match.start() - _signed_before(place, match))
        bid = match.group().lower() == "to acquire" and _PROPOSAL.search(place.before(match.start(), 40))
        if bid and not _ANNOUNCED_PLAN.search(place.before(match.start(), 90)):
            continue
        if supposed(place.before(match.start(), 60)) and match.group().lower() != "to acquire":
            if not _AGREED.search(place.flat, place.sentence.start, match.start()):
                continue
        if match[0].lower() in _FOR_MONEY and PRICED_BEFORE.search(place.before(match.start(), 150)) is None:
            continue
        if match.group("buy"):
            event = (
                royalties_bought(place, match, subject)
                or _whole(place, match, subject)
                or _assets(place, match, subject)
                or _assets_of(place, match, subject)
                or _rights_alone(place, match, subject)
            )
        else:
            event = _assets(place, match, subject) or _divestiture(place, match, subject)
        if event is not None:
            event.proposed = proposed(place.sentence.text)
            yield event
            return


def _signed_before(place: Place, match: re.Match[str]) -> int:
    """Give how far before a verb the agreement to buy was signed, by whom it is that buys."""
    if match[0].lower() != "to acquire":
        return 0
    signed = _SIGNED_WITH.search(place.before(match.start(), 260))
    return len(signed[0]) if signed else 0


def _whole(place: Place, match: re.Match[str], subject: list[Mention]) -> Event | None:
    """Read "X acquired (all of the shares of) Y"."""
    here = place.companies(match.end(), match.end() + 110)
    if not here or here[0].generic or not _WHOLE.match(place.flat[match.end() : here[0].start]):
        return None
    target, verb = here[0], match.group().lower()
    gap = _BY_MERGER.sub("", place.flat[match.end() : target.start])
    if gap.lstrip().startswith("by ") and _OF_STOCK.match(place.flat, target.end):
        return None
    if gap.lstrip().startswith("by ") and _LATER.search(place.before(match.start(), 16)):
        return None
    if gap.lstrip().startswith("by ") and _SHARES_THEN.search(place.before(match.start(), 16)):
        return None
    if _FROM.search(gap):
        return None
    if unit := unit_of(place, target, here):
        sold_by, target = target, unit
        buyer = next((m.entity for m in subject[-1:] if m.entity != sold_by.entity), place.we)
        if buyer is None or buyer in (sold_by.entity, unit.entity):
            return None
        parties = [(buyer, "acquirer"), (unit.entity, "target"), (sold_by.entity, "seller")]
        return place.event("sign", match.start(), ["acquisition"], parties)
    if _OF_TARGET.match(place.flat[target.end : target.end + 40]):
        return None
    other = next((m.entity for m in subject[-1:] if m.entity != target.entity), place.we)
    if other is None or other == target.entity:
        return None
    if gap.lstrip().startswith("by ") and subject and _MADE_BY.search(place.before(subject[-1].start, 12)):
        return None  # "developed by Acme and acquired by Beta": what is acquired is no company
    if not subject and _SOMETHING_WAS.search(place.before(match.end(), 60)):
        return None
    acquirer, acquired = (
        (target.entity, other) if " by" in verb or gap.lstrip().startswith("by ") else (other, target.entity)
    )
    done = completed(place.before(match.start(), 80)) or completed(place.flat[target.end : target.end + 60])
    merger = (
        verb.startswith("merg") and "acqui" not in place.flat[place.sentence.start : match.start()].lower()
    )
    types = ["merger" if merger else "acquisition"]
    return place.event(
        "sign", match.start(), types, [(acquirer, "acquirer"), (acquired, "target")], done=done
    )


def _assets(place: Place, match: re.Match[str], subject: list[Mention]) -> Event | None:
    """Read "X acquired the rights to Z from Y" and "X sold its Z business to Y"."""
    buying = match.group("buy") is not None
    if not buying and _PASSES_ON.search(place.before(match.start(), 260)):
        return None
    if match.group().lower().startswith("transfer") and _MAKING.match(place.flat, match.end()):
        return None
    for mention in place.companies(match.end(), match.end() + 260):
        gap = place.flat[match.end() : mention.start]
        link = _PARTY_AFTER.search(gap)
        owned = buying and not mention.generic and _ASSETS_OF.fullmatch(gap) is not None
        if buying and _buys_things_of(place, mention, gap, subject):
            owned, gap = True, gap + place.flat[mention.end : mention.end + 80]
        if not owned and (link is None or link[1] != ("from" if buying else "to")):
            continue
        if re.search(r"[;:]|\bwhich\b", gap) or _OTHER_VERB.search(gap):
            continue
        if mention.generic and not (subject and not subject[-1].generic):
            continue
        if gap.strip() == "from" and _THING_BOUGHT.search(place.before(match.start(), 40)):
            return None
        if not buying and gap.strip() in ("to", "to the") and _was_sold(place, match.start()):
            gap = place.flat[place.sentence.start : match.start()]
        # "Acquired from X all rights to Z": what is bought comes behind.
        elif gap.strip() in ("to", "to the") or _FROM.fullmatch(gap.strip() + " "):
            gap = _FOR_WHAT.split(place.flat[mention.end : min(place.sentence.end, mention.end + 160)])[0]
        if (
            buying
            and link is not None
            and _RIGHTS_TO_DO.search(gap)
            and not PRICED.search(place.sentence.text)
        ):
            who = next((m.entity for m in subject[-1:] if m.entity != mention.entity), place.we)
            if who is None or who == mention.entity:
                return None
            parties = [(who, "licensee"), (mention.entity, "licensor")]
            done = completed(place.flat[place.sentence.start : match.start()])
            return place.event("sign", match.start(), ["license"], parties, done=done)
        royalty = not mention.generic and "pursuant" not in gap and ROYALTY_SOLD.match(gap)
        share = not buying and not mention.generic and _SHARE_OF.match(gap)
        royalty = royalty or (share if share and "royalt" in gap else None)
        if not (royalty or share or _is_asset(place, match, mention, gap)):
            return None
        who = next((m.entity for m in subject[-1:] if m.entity != mention.entity), place.we)
        if who is None or who == mention.entity:
            return None
        roles = ("buyer", "seller") if buying else ("seller", "buyer")
        done = completed(place.flat[place.sentence.start : match.start()])
        if match.group().lower() == "transferred" and _RIGHTS_TO_DO.search(gap):
            parties = [(who, "licensor"), (mention.entity, "licensee")]
            return place.event("sign", match.start(), ["license"], parties, done=done)
        others = [mention.entity, *_beside(place, mention, who)]
        parties = [(who, roles[0]), *((other, roles[1]) for other in others)]
        event = place.event(
            "sign", match.start(), ["other" if royalty else "asset purchase"], parties, done=done
        )
        event.spare = buying and not place.is_news and _RIGHTS_ONLY.match(gap) is not None
        return event
    return None


#: "We acquired rights to its antibodies": in a report, a licence may be told behind it, which this is then.
_RIGHTS_ONLY = re.compile(
    r"\s+(?:the\s+)?(?:(?:exclusive|worldwide|global|certain|commercial)\s+){0,3}rights?\s+(?:to|in)\b"
)


def _beside(place: Place, first: Mention, who: int) -> list[int]:
    """Give the companies that are named beside another one: "from Acme, Inc. and from Beta, Inc."."""
    found: list[int] = []
    last = first.end
    for mention in place.companies(first.end, first.end + 120):
        if mention.generic or mention.entity in (who, first.entity):
            continue
        if not _AND_OTHER.fullmatch(place.flat, last, mention.start):
            break
        found.append(mention.entity)
        last = mention.end
    return found


#: "The technology *acquired* from Acme" is told of elsewhere.
_THING_BOUGHT = re.compile(
    r"\b(?:technolog(?:y|ies)|assets?|rights?|products?|businesse?s?|compounds?|programs?|intangibles?|patents?"
    r"|property"
    r"|licen[sc]es?|candidates?|companies|those|inventory|portfolio|development) $"
)
#: Where another verb stands nearer, who is named belongs to that.
_OTHER_VERB = re.compile(r"\b(?:acquired|purchased|bought|obtained|received|licensed)\b[^.;]{0,20}\bfrom\b")
_AND_OTHER = re.compile(r"(?: \([^()]{1,60}\))?,? and (?:from |to )?(?:the )?")


def _buys_things_of(place: Place, owner: Mention, gap: str, subject: list[Mention]) -> bool:
    """Tell whether what a named buyer takes is the owner's: "Acme purchased *the Company*'s oncology business"."""
    return (
        bool(subject)
        and (not subject[-1].generic or not owner.generic)
        and subject[-1].entity != owner.entity
        and _ALL_OF.fullmatch(gap) is not None
        and _THEIR_THINGS.match(place.flat, owner.end) is not None
    )


def _was_sold(place: Place, verb: int) -> bool:
    """Tell whether the subject of a passive verb is a right or a business, and not goods."""
    passive = _PASSIVE.search(place.flat, place.sentence.start, verb)
    return passive is not None and _SOLD_WHOLE.search(passive["what"]) is not None


def _assets_of(place: Place, match: re.Match[str], subject: list[Mention]) -> Event | None:
    """Read "X will buy substantially all of its assets" of who tells the news."""
    verb, buyers = match.group().lower(), [m for m in subject if not m.generic]
    before = place.companies(place.sentence.start, match.start())
    tellers = [m for m in before if buyers and _THAT.search(place.flat, m.end, before[-1].start)]
    buyers = [
        m for m in buyers if m.entity not in {t.entity for t in tellers} or m.entity == before[-1].entity
    ]
    if not buyers or not place.is_news or verb.startswith("to ") or verb.endswith((" by", " of", " with")):
        return None
    what = _ITS_ASSETS.match(place.flat, match.end(), place.sentence.end)
    if what is None:
        return None
    theirs = re.search(r"\b(?:its|their)\b", what[0])
    others = [t.entity for t in tellers if not t.generic and t.entity not in {b.entity for b in buyers}]
    seller = others[0] if others else place.we if theirs else None
    if seller is None or seller in {b.entity for b in buyers}:
        return None
    parties = [*dict.fromkeys((b.entity, "buyer") for b in buyers), (seller, "seller")]
    return place.event("sign", match.start(), ["asset purchase"], parties)


#: "Has acquired *the US and Australian rights to* halobetasol foam".
_RIGHTS_TO = re.compile(
    r"\s+(?:all\s+|the\s+)?(?:(?:[A-Z][\w.]*|and|exclusive|worldwide|global|full|commercial|marketing),?\s+){0,6}"
    r"rights\s+(?:to|for)\s+(?:the\s+|its\s+)?"
)


def _rights_alone(place: Place, match: re.Match[str], subject: list[Mention]) -> Event | None:
    """Read the news that X has acquired rights to a drug, whose seller is not named."""
    named = {m.entity for m in place.companies(place.sentence.start, place.sentence.end)}
    what = _RIGHTS_TO.match(place.flat, match.end(), place.sentence.end)
    if what is None or len(named) != 1 or not subject or not place.is_news or match[0].lower() != "acquired":
        return None
    if not any(
        m.start == what.end() for m in place.reading.drugs_in(place.index, what.end(), what.end() + 1)
    ):
        return None
    return place.event("sign", match.start(), ["asset purchase"], [(subject[-1].entity, "buyer")])


def _is_asset(place: Place, match: re.Match[str], party: Mention, gap: str) -> bool:
    """Tell whether what is sold is a product, business or right, and not goods, shares or a licence."""
    drug = bool(place.reading.drugs_in(place.index, match.end(), party.start))
    if _SHARES.search(gap) or _NOT_ASSETS.search(gap) or not (drug or _ASSETS.search(gap)):
        return False
    verb = match.group().lower()
    if verb in ("purchase", "purchases") and re.match(
        r" of (?:the|its|our|all)\b", place.flat[match.end() :][:12]
    ):
        return drug or any(
            word in gap for word in ("product line", "franchise", "brand", "rights", "business", "assets")
        )
    if verb in ("purchase", "purchases") or _PRICE_OF_GOODS.search(place.flat, party.end, place.sentence.end):
        return any(word in gap for word in ("rights", "business", "assets", "interest"))
    goods = verb in ("sell", "sells", "sale of")
    return drug or not goods or any(word in gap for word in _WHOLE_THINGS)


#: What is sold as a whole, and no goods.
_WHOLE_THINGS = (
    "rights", "business", "assets", "voucher", "PRV", "franchise", "brand", "product line", "portfolio", "division",
    "subsidiary", "unit", "operations",
)  # fmt: skip


#: A right to a quick review, which is sold by itself.
_VOUCHER = re.compile(
    r"\s+(?:of )?(?:its|the|our|this|a) (?:[A-Z\w][\w-]* ){0,7}(?:\([^()]{2,12}\) )?(?:[Vv]oucher|PRV)\b"
)


def _divestiture(place: Place, match: re.Match[str], subject: list[Mention]) -> Event | None:
    """Read "X completes divestiture of Y" and "X will sell its voucher", where the buyer is not named."""
    if subject and _VOUCHER.match(place.flat, match.end()):
        done = completed(place.before(match.start(), 60))
        return place.event(
            "sign", match.start(), ["asset purchase"], [(subject[-1].entity, "seller")], done=done
        )
    if not match.group().lower().startswith("divest") or not subject or subject[-1].generic:
        return None
    what = r"\s+(?:of\s+)?(?:its\s+|the\s+)?" + ("[A-Za-z]" if place.is_news else "[A-Z]")
    if not re.match(what, place.flat[match.end() : match.end() + 30]):
        return None
    between = place.flat[subject[-1].end : match.start()]
    if not re.search(r"\b(?:complet|announc|clos)\w*\s*$|^\W*$", between, re.IGNORECASE):
        return None
    parties = [(subject[-1].entity, "seller")]
    return place.event("sign", match.start(), ["asset purchase"], parties, done=completed(between))
