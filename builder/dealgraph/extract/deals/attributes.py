"""What the sentences of a deal say of it: type and status, beside its date, roles, rights, drugs and antigens."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dealgraph.extract.deals.dating import deal_date
from dealgraph.extract.deals.event import Event
from dealgraph.extract.deals.joint import add_joint_parties, add_later_parties
from dealgraph.extract.deals.mergers import without_shells
from dealgraph.extract.deals.names import agreement_names
from dealgraph.extract.deals.rights import settle_rights
from dealgraph.extract.deals.roles import settle_roles
from dealgraph.extract.deals.status import status_of
from dealgraph.extract.deals.subjects import name_subjects
from dealgraph.extract.reading import Deal, Reading

#: How many passages are kept as evidence of a deal, and of how many sentences its type is inferred.
_EVIDENCE, _FOR_TYPE = 4, 6

_KINDS = (
    (
        "other",
        r"\b(?:royalt(?:y|ies) (?:interest|stream|purchase|monetization|sale|portion|funding|financing)"
        r"|(?:portion|purchase (?:of|an?)|sale of|sold|acquired?|interest in)[^.;]{0,60}(?<!pay )royalt"
        r"|(?:percent|%|additional) (?:of|interest)\b[^.;]{0,60}royalt|\bfor additional [^.;%]{0,40}royalties\b|settle"
        r"|assignment)",
    ),
    (
        "license",
        r"\b(?:sub)?licen[sc]|\bagreement\b(?:[^.]|\b(?:Inc|Ltd|Corp|Co)\.){0,100}?\b"
        r"(?:on|for|regarding|covering) (?:the )?(?:[\w-]+ ){0,2}"
        r"(?<!promotional )(?<!marketing )(?<!distribution )rights\b"
        r"|\b(?:regain|reacquir|recover|recaptur)\w* (?:[\w-]+ ){0,5}?rights\b"
        r"|\bacquir\w* (?:[\w-]+ ){0,3}?exclusive (?:[\w-]+ ){0,3}?rights\b"
        r"|\b(?:gain|obtain|secur|receiv|get|grant|giv|gave|award)\w* (?:[\w-]+ |[A-Z]\.[A-Z]\. ){0,8}?"
        r"(?<!promotional )(?<!promotion )(?<!marketing )(?<!distribution )rights?\b"
        r"|\bexclusive (?:\w+ ){0,2}agreement (?:[^.;]{0,60} )?for [^.;]{2,60} in (?:the )?(?-i:[A-Z])"
        r"|\bgiv\w+ [^.;]{2,40}\bexclusivity\b|\baccess to [^.;]{3,60}\b(?:technolog|platform|librar|patents|vector)",
    ),
    (
        "asset purchase",
        r"\b(?:acquir(?:e|ed|es|ing)(?: and assum\w+)? (?:(?:the|all|certain|worldwide|global|commercial"
        r"|exclusive|full) ){0,3}(?:rights|assets|responsibilit|product|brand|franchise)"
        r"|acquire [^.;]{2,40}\band (?:related|associated|all) (?:patents|trademarks|inventory|intellectual)"
        r"|divest|sell its|sale to"
        r"|sale of (?![^.;]{0,40}(?:stock|shares|notes|securities)))",
    ),
    (
        "manufacturing",
        r"\b(?:support|for) (?:the )?(?:[\w-]+ ){0,3}manufactur(?:e|ing)\b|\bmanufacturing (?:slots|capacity|services)"
        r"|\bCDMO\b|\b(?:will|to) (?:manufacture|(?:make|produce) (?:[\w-]+ ){0,3}(?:quantities|supplies|amounts"
        r"|batches|material))\b|\bwill (?:make|produce) (?:the|[\w.&-]+'s?) "
        r"|\bagreement for [A-Z][\w.&' -]{1,40}? to (?:make|produce|manufacture)\b",
    ),
    ("supply", r"\bsuppl(?:y|ies)\b"),
    (
        "commercialization",
        r"\b(?:distribut|co-promot|(?:marketing|promotional) rights|(?<!co-)commerciali[sz]e"
        r"|(?:the |for )marketing of|to (?:market|sell|promote)\b)",
    ),
    (
        "collaboration",
        r"\b(?:collaborat|co-develop|jointly|partner|develop|milestone"
        r"|to (?:study|evaluate|test|assess|investigate|explore|conduct (?:an? |the )?(?:[\w-]+ ){0,4}(?:trial|stud))"
        r"|(?:for|in) (?:a |the )?(?:[\w-]+ ){0,3}(?:trial|stud(?:y|ies))\b)",
    ),
)
_KIND_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


_DEFINITE = ("the", "their", "its", "our", "this", "companies'", "parties'")
#: "An agreement with Acme to supply, develop and commercialize X": what it is for stands for its name.
_DO = r"(?:develop|commerciali[sz]e|supply|manufacture|distribute|market|sell)"
_PURPOSE = re.compile(
    r"\bagreement (?:with (?:[^.;]|\b(?:Inc|Corp|Ltd|Co)\.){2,60} )?"
    rf"to ((?:(?:co-)?{_DO}(?:, and |, | and )){{1,4}}(?:co-)?{_DO})\b"
)
#: "An agreement with Acme over the purchase of a number of products".
_TO_PURCHASE = re.compile(
    r"\b(?:agreement|deal|contract|pact) (?:with (?:[^.;]|\b(?:Inc|Corp|Ltd|Co)\.){2,60}? )?"
    r"(?:over|for|on|about|covering|regarding) the (?:purchase|sale|acquisition|divestiture) of (?:[\w-]+ ){0,5}"
    r"(?:products|brands|drugs|medicines|rights|assets|portfolio|franchise|business)\b"
)
#: "An agreement with Acme to jointly develop", whatever else it says of licences.
_JOINTLY = re.compile(
    r"\bagreement (?:with (?:[^.;]|\b(?:Inc|Corp|Ltd|Co)\.){2,60} )?to (?:jointly|collaborate|work together)\b"
)
_PURPOSES = {
    "suppl": "supply",
    "develop": "development",
    "manufact": "manufacturing",
    "commerciali": "commercialization",
    "distribut": "commercialization",
    "market": "commercialization",
}


def complete(
    reading: Reading, deal: Deal, events: list[Event], told: Mapping[tuple[int, int], list[Event]]
) -> None:
    """Fill in the attributes of a deal from its events and sentences; `told` are the events of all, by sentence."""
    signed = [e for e in events if e.kind == "sign"]
    signing = [e for e in signed if not e.amends] or signed
    main = (signing or events)[0]
    spans = [reading.pages[e.page].span(e.start, e.end) for e in [main, *events]]
    deal.evidence = list(dict.fromkeys(spans))[:_EVIDENCE]
    deal.date = deal_date(reading, deal, events)
    deal.parties = add_joint_parties(reading, deal.parties)
    if {"merger", "acquisition"} & set(deal.types):
        deal.parties = without_shells(reading, deal.parties)
    add_later_parties(reading, deal)
    settle_roles(reading, deal)
    settle_rights(reading, deal)
    deal.status = status_of(reading, deal, events, told)
    name_subjects(reading, deal)
    deal.confidence = 0.9 if signing else 0.7


def infer_types(reading: Reading, deal: Deal) -> list[str]:
    """Give the type of an agreement that no name tells, from what its first sentences grant."""
    text = " ".join(reading.sentence(w).text for w in deal.sentences[:_FOR_TYPE])
    named = _named_types(text)
    if named:
        return named
    if _TO_PURCHASE.search(text):
        return ["asset purchase"]
    if _JOINTLY.search(text):
        return ["collaboration"]
    purpose = _PURPOSE.search(text)
    if purpose:
        words = purpose[1].lower()
        return list(dict.fromkeys(kind for stem, kind in _PURPOSES.items() if stem in words))
    return next(([kind] for kind, pattern in _KIND_PATTERNS if pattern.search(text)), [])


def _named_types(text: str) -> list[str]:
    """Give the types that "the collaboration and license agreement" names, of a deal that is told by its payments."""
    for name in agreement_names(text):
        if name.head == "agreement" and name.types and name.before in _DEFINITE:
            return list(name.types)
    return []


def type_by_name(reading: Reading, deal: Deal, events: list[Event]) -> None:
    """Give a deal that is only spoken of in passing the types that its sentences name it by, where it is alone."""
    if deal.types == ["asset purchase"] and any(
        "Royalt" in reading.companies.entities[c].name for c, role in deal.parties if role == "buyer"
    ):
        deal.types = ["other"]  # who deals in royalties buys them, and no product
    if deal.types == ["collaboration"] and all(e.kind == "weak" for e in events) and len(reading.deals) == 1:
        text = " ".join(reading.sentence(w).text for w in deal.sentences[:_FOR_TYPE])
        deal.types = _named_types(text) or deal.types


def share_roles(reading: Reading) -> None:
    """Let who has licensed a product supply it, where a supply agreement beside the licence doesn't tell."""
    for deal in reading.deals:
        if deal.contract or "supply" not in deal.types or {role for _, role in deal.parties} != {"partner"}:
            continue
        parties = {c for c, _ in deal.parties}
        for licence in reading.deals:
            roles = dict(licence.parties)
            if set(roles) == parties and set(roles.values()) == {"licensor", "licensee"}:
                deal.parties = [
                    (c, "supplier" if roles[c] == "licensor" else "customer") for c, _ in deal.parties
                ]
                break
