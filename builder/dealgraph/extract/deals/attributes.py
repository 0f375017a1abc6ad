"""What the sentences of a deal say of it: type, status, drugs and antigens, beside its date, roles and rights."""

from __future__ import annotations

import re

from dealgraph.extract.deals.dating import deal_date
from dealgraph.extract.deals.event import Event
from dealgraph.extract.deals.joint import add_joint_parties, add_later_parties
from dealgraph.extract.deals.mergers import without_shells
from dealgraph.extract.deals.names import agreement_names
from dealgraph.extract.deals.rights import settle_rights
from dealgraph.extract.deals.roles import settle_roles
from dealgraph.extract.deals.status import status_of
from dealgraph.extract.reading import Deal, Reading

#: How many passages are kept as evidence of a deal, and of how many sentences its type is inferred.
_EVIDENCE, _FOR_TYPE = 4, 6
#: Length of a text (a release's opening) that is all about its one deal.
_SHORT = 2500

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


def complete(reading: Reading, deal: Deal, events: list[Event]) -> None:
    """Fill in the attributes of a deal from its events and sentences."""
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
    deal.status = status_of(reading, deal, events)
    _subjects(reading, deal)
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


def _subjects(reading: Reading, deal: Deal) -> None:
    """Give the deal the drugs and antigens that its sentences name; the whole drug stands for its named parts."""
    antigens: list[int] = []
    drugs: list[int] = []
    for where in deal.sentences:
        for start, end in _told_of(reading, deal, where):
            drugs += [m.entity for m in reading.drugs_in(where[0], start, end)]
            antigens += [m.entity for m in reading.antigens_in(where[0], start, end)]
    if not deal.one_of_several:
        deal.drugs = list(dict.fromkeys([*deal.drugs, *drugs]))
    parts = {c for d in deal.drugs for c, _ in reading.substances.drugs[d].components}
    deal.drugs = [d for d in deal.drugs if d not in parts]
    deal.antigens = list(dict.fromkeys([*deal.antigens, *antigens]))
    _add_targets(reading, deal)


def _told_of(reading: Reading, deal: Deal, where: tuple[int, int]) -> list[tuple[int, int]]:
    """Give the passages of a sentence that speak of a deal: "with X for A and with Y for B" parts them."""
    sentence, flat = reading.sentence(where), reading.pages[where[0]].flat
    if "and with " not in sentence.text:
        return [(sentence.start, sentence.end)]
    parties = {c for c, _ in deal.parties}
    marks = [
        m
        for m in reading.companies_in(where[0], sentence.start, sentence.end)
        if flat.endswith(("with ", "with the "), 0, m.start)
    ]
    own = next((m for m in marks if m.entity in parties), None)
    if own is None or all(m.entity in parties for m in marks):
        return [(sentence.start, sentence.end)]
    after = next((m.start for m in marks if m.start > own.start and m.entity not in parties), sentence.end)
    return [(sentence.start, marks[0].start), (own.start, after)]


def _add_targets(reading: Reading, deal: Deal) -> None:
    linked = {t.antigen for t in reading.substances.targets if t.drug in deal.drugs}
    deal.antigens += [a for a in sorted(linked) if a not in deal.antigens]


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


def share_drugs(reading: Reading) -> None:
    """Give a deal that names no drug the one that its setting tells.

    A supply agreement is for the drug of the licence between the same parties; a short release with one deal is about
    the drugs that it names.
    """
    for deal in reading.deals:
        if deal.drugs or deal.contract:
            continue
        if set(deal.types) <= {"supply", "manufacturing", "services"}:
            parties = {c for c, _ in deal.parties}
            beside = [
                d for d in reading.deals if d is not deal and d.drugs and parties == {c for c, _ in d.parties}
            ]
            deal.drugs = list(beside[0].drugs) if len(beside) == 1 else []
        elif len(reading.deals) == len(reading.pages) == 1 and len(reading.pages[0].flat) < _SHORT:
            deal.drugs = _drugs_around(reading, deal)
        elif deal.sentences and reading.pages[deal.sentences[0][0]].document.type.startswith("EX-99"):
            deal.drugs = _drug_before(reading, deal)
        _add_targets(reading, deal)


def _drug_before(reading: Reading, deal: Deal) -> list[int]:
    """Give the one drug that the sentence right before a deal's first names, in the same paragraph of a release."""
    number, index = deal.sentences[0]
    sentences = reading.pages[number].sentences
    if not index or sentences[index - 1].block != sentences[index].block:
        return []
    before = sentences[index - 1]
    named = list(dict.fromkeys(m.entity for m in reading.drugs_in(number, before.start, before.end)))
    return named if len(named) == 1 else []


def _drugs_around(reading: Reading, deal: Deal) -> list[int]:
    """Give the drugs of a deal's sentences and of those right before and after."""
    if not deal.sentences:
        return []
    sentences = reading.pages[0].sentences
    first, last = deal.sentences[0][1], deal.sentences[-1][1]
    start, end = sentences[max(0, first - 1)].start, sentences[min(len(sentences) - 1, last + 1)].end
    return list(dict.fromkeys(m.entity for m in reading.drugs_in(0, start, end)))
