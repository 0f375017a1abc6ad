"""Events read from the names of agreements: "we entered into a license agreement with X"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealgraph.extract.deals.defined import defined_names
from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.names import LICENSES, AgreementName, agreement_names, is_other, is_with_unnamed
from dealgraph.extract.deals.of_the_two import is_of_the_two, last_named, says_companies
from dealgraph.extract.deals.parties import group_after, group_before, in_company_name, next_party
from dealgraph.extract.deals.reality import conditional, proposed, supposed
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered

_SIGN = Prefiltered(
    r"\b(?:enter(?:ed|s|ing)? (?:in)?to"
    r"|enter(?:s|ed)?(?! (?:in)?to\b)(?! (?:an? |the )?(?:\w+ )?(?:[Jj]udgment|[Oo]rder|[Dd]ecree)\b)"
    r"|sign(?:ed|s|ing)?|execut(?:ed|es|ion)|announc(?:ed|es|e"
    r"|ing)"
    r"|establish(?:ed|es)?|form(?:ed|s)|clos(?:ed|es|ing)|complet(?:ed|es|ion)|conclud(?:ed|es)|reach(?:ed"
    r"|es)?"
    r"|ink(?:ed|s)?|seal(?:ed|s)|str(?:uck|ikes?)|penn?(?:ed|s)|clinch(?:ed|es)|forg(?:ed|es)"
    r"|initiat(?:ed|es)|are parties to|is a party to|became a party|have an?|has an?|had an?"
    r"|agreed (?:on|to)|expand(?:ed|s)|confirmed|(?:report(?:ed|s)|launch(?:ed|es)?)(?= (?:a|an|partnership"
    r"|strategic|new|collaboration)\b)|(?:has|have) (?:acquired|purchased|obtained|secured|in-licensed|been granted)"
    r"(?= (?:an?|exclusive|worldwide|global)\b))\b",
    re.IGNORECASE,
)
_REAL_SIGN = re.compile(
    r"\b(?:enter|sign|execut|announc|establish|form|conclud|reach|ink|seal|str(?:uck|ike)|pen|clinch|forg|agreed"
    r"|initiat|confirm|report|launch|ha(?:s|ve)"
    r" (?:acquired|purchased|obtained|secured|in-licensed|been granted)|are parties"
    r"|is a party"
    r"|became a)",
    re.IGNORECASE,
)
_BREAKS_SIGNING = re.compile(
    r"[;]|\b(?:milestone|achievement|under|pursuant|which|that|whereby|wherein)\b|\bto (?:obtain|grant|receive)\b"
)
#: "a license agreement has been reached with X": the verb follows the name.
_SIGNED_BEHIND = re.compile(
    r" (?:(?:that |which )?(?:we|the Company|it|they) (?:had |have )?(?:previously )?(?:entered into|signed|executed)"
    r" with\b|(?:has been|have been|was|were) (?:reached|signed|executed|concluded|entered into|established|formed)\b)"
)
#: "previously entered into an agreement with X on May 9, 2017": a date makes it a signing told anew.
_DATED_BEHIND = re.compile(r"[^.;]{1,90}? (?:on|in|dated) (?:[A-Z][a-z]{2,8} )(?:\d{1,2}, )?(?:19|20)\d\d\b")
_EFFECTIVE = re.compile(r",? (?:dated|effective)(?: as of| on)? (?:[A-Z][a-z]{2,8} )\d")
#: "As a result of the Company entering into its first agreement" tells of no deal with whom the sentence names.
_IN_PASSING = re.compile(
    r"\b(?:as a result of|upon|due to|following|triggered by)\s(?:[\w']+\s){0,4}?(?:entering|execution|signing)"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
#: "We paid a fee in connection with the execution of the Option Agreement": when, and nothing is signed here.
_ON_EXECUTION = re.compile(r"\b(?:in connection with|upon|following|after|since|at|prior to) (?:the )?$")
#: "Entered into a services agreement with Acme for supplies and a supply agreement with": one verb for both.
_AND_A = re.compile(r"\bagreement with (?:[^.;]|\b(?:Ltd|Inc|Corp|Co)\.){3,160}\band an? $")
#: "In 2007 we granted Acme a license": the verb tells of the deal, and the date is the deal's.
_TOLD = re.compile(
    r"\b(?:granted|obtained|in-licensed)\b(?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.|\.(?! [A-Z])){0,60}$"
)
#: An agreement without a word of kind that only raises money.
_RAISES_MONEY = Prefiltered(
    r"(?:[^.;]|\b(?:Ltd|Inc|Corp|Co|[A-Z])\.){0,140}?\b(?:(?:equity|debt|credit|loan|convertible|bridge)"
    r" (?:line|financing|facility|investment facility)"
    r"|private placement|registered direct|(?:public|follow-on) offering"
    r"|(?:sale|purchase|issuance) (?:and (?:sale|purchase|issuance) )?of (?:up to |an aggregate of |approximately )?"
    r"(?:\$[\d.,]+ (?:million )?(?:of |in )?|[\d,]+ )?(?:its |our |the Company's |newly issued |registered )?"
    r"(?:shares of|common stock|ordinary shares|preferred stock|senior notes|notes|warrants|securities|units)\b)",
    re.IGNORECASE,
)
_AMEND = Prefiltered(
    r"\b(?:amend(?:ed|ing|ment|ments|s)?|restated|exten(?:sion|ded|ds)|expan(?:sion|ded|ds)|supplement(?:ed"
    r"|al)?"
    r"|side letter|waiver|novation)\b",
    re.IGNORECASE,
)
#: "Entered into a termination agreement to terminate the licence": what is signed ends what there was.
_ENDS_ANOTHER = Prefiltered(r"\b(?:terminat(?:e|ion|ing)|rescission|rescind(?:ing)?)\b", re.IGNORECASE)
#: "under the license agreement of July 2003, by which Acme licensed the compound to Beta": those who act are parties.
_BY_WHICH = re.compile(
    r"[^.;()]{0,60}?,? (?:by|under|through|pursuant to) which "
    r"(?=[^.;]{0,60}\b(?:licensed|granted|acquired|obtained|received|agreed)\b)"
)
#: "An agreement with Beta to acquire Acme": the verb tells who is bought.
_TO_BUY = re.compile(
    r" with (?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){3,180}? to acquire (?:all (?:of )?(?:the )?[\w ]{0,30}\bof )?"
    r"(?P<what>[A-Z][\w-]+(?: [A-Z][\w-]+)*(?: plc)?)(?:[.,]| for| from)"
)
#: "Acme will receive royalties for the licence from Beta": what is paid for stands for no deal.
_PAID_FOR = re.compile(r"\b(?:payments?|fees?|royalt(?:y|ies)),? for (?:the |an? )?(?:[\w-]+ ){0,2}$")
#: "X sublicensed these rights to us under a license agreement with Y": X and Y are its parties.
_UPSTREAM = Prefiltered(
    r"\b(?:sub-?)?licensed\b[^.;]{0,60}\bto (?:us|the Company) under (?:an?|its|the|their)(?: [\w-]+){0,3} ?$"
)
#: "X licensed the compound from Y in 2012 under an exclusive license agreement": the verb tells whose licence it is.
_LICENSED_UNDER = Prefiltered(
    r"\b(?:in-)?licensed\b[^.;]{0,80}\bfrom\b[^.;]{2,70}\bunder (?:an?|its|their) (?:[\w-]+ )?$"
)
#: "We and X terminated our agreement": the subject stands before the verb.
_CHANGES = re.compile(r"\b(?:terminat|amend|expand|extend|renew|restat|cancel)\w*\s+(?:our|its|their)\s*$")
#: "X announced Y's termination of their licence": Y is the other party.
_WHOSE_ACT = Prefiltered(
    r"(?:'s?|’s?) (?:(?:decision|election|intention|intent|plans?|choice|notice|right|wish) (?:not )?to [a-z]+"
    r"|(?:[a-z]+ )?(?:termination|expansion|extension|renewal|amendment|cancellation|assignment) of)"
    r"(?: (?:the|its|their|this))? (?:[\w-]+ ){0,3}$"
)
#: "X notified Y of its termination for convenience of the licence": both are parties.
_NOTIFIED = Prefiltered(
    r"\b(?:notified|informed|advised|told)\b(?:[^;.]|\b(?:Inc|Corp|Ltd|Co)\.){2,60}? (?:of|that)\b[^;.]{0,60}?"
    r"\b(?:terminat|discontinu|not to (?:extend|renew))[^;.]{0,40}?(?:the|its|their|our|that|this)"
    r"(?: (?:[A-Z][a-z]+ )?(?:19|20)\d\d)? (?:[\w-]+ ){0,2}$"
)
#: "An agreement entered into by X, Y and Z".
_MADE_BY = re.compile(r"\b(?:entered into|signed|executed|concluded) (?:jointly )?by (?:the )?$")
_PREPOSITION = re.compile(r"\b(with|between|among|from|by|to|With|Between|From|By|To)\b")
_SUBSIDIARY_OF = Prefiltered(r"\bsubsidiary of\b", re.IGNORECASE)
#: The name stands in a definition: (the "Regeneron Agreement").
_IN_DEFINITION = re.compile(
    r"""\((?:[\w,]+ ){0,4}["']\s*(?:(?:19|20)\d\d )?$"""
    r"""|\($|\((?:the|each,? an?|as amended,? the|collectively,? the|together,? the) $"""
    r"""|, or the $|["'] and (?:together|collectively),? the ["']$"""
)
#: "an agreement with X to license its compound": X gives, who signs takes.
_TO_LICENSE = re.compile(r"(?:\s?\([^()]{1,60}\))*,? to (?:exclusively )?(?:in-?)?licen[sc]e (?!to\b|out\b)")
#: "from US privately-held firm X".
_FROM = re.compile(r" from (?:the |its |our )?(?:(?:US|UK|[A-Za-z]+-(?:held|based|owned)|[a-z]{3,}) ){0,5}$")
#: No match of `_RAISES_MONEY` is longer.
_REACH = 1_000
#: "Acme assigned to Beta its rights under the licence agreement with Gamma": Acme is the party.
_ASSIGNED = re.compile(
    r"\b(?:assign(?:ed|s)|transferred) (?:to (?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){3,80} )?(?:all (?:of )?)?(?:its|their)"
    r" (?:[\w-]+,? ){0,6}under (?:the|its|their|an?|that) $"
)
#: "Excluding countries that are subject to a licence agreement with Acme": another deal of who tells of this one.
_KEPT_OUT = re.compile(
    r"\b(?:subject to|covered by|governed by) (?:an?|an existing|its|our) (?:[\w-]+ ){0,3}$"
)
#: "Owned by Acme-Beta, *a* joint venture between": what a company is, and no news of a deal.
_WHAT_IT_IS = re.compile(r", (?:which is )?an? (?:[\w-]+ ){0,2}$")
_DEFINITE = ("the", "this", "that", "such", "said", "our", "its", "their")
#: Heads that may be mentioned without any agreement being meant.
_WEAK = LICENSES | {
    "collaboration",
    "partnership",
    "alliance",
    "deal",
    "transaction",
    "arrangement",
    "joint venture",
    "framework",
}


@dataclass(frozen=True, slots=True)
class _Setting:
    """What stands around an agreement's name."""

    name: AgreementName
    after: list[Mention]
    subject: list[Mention]
    inside: list[Mention]
    preposition: str
    signing: bool
    real: bool


def named_events(place: Place) -> Iterator[Event]:
    """Read the events of a sentence that name an agreement; one told together with its amendment is told once."""
    events = list(_named(place))
    for event in events:
        if not (
            event.amends and event.title and any(e.title == event.title and not e.amends for e in events)
        ):
            yield event


def _named(place: Place) -> Iterator[Event]:
    told, signed = set[str](), False
    release = place.page.document.type.startswith("EX-99")
    for name in agreement_names(place.flat, place.sentence.start, place.sentence.end):
        if name.proper and in_company_name(place, name.end):
            continue
        words = place.flat[name.start : name.end]
        if words in told and _AMENDMENT_TO.search(place.before(name.start, 80)):
            continue
        told.add(words)
        if _IN_DEFINITION.search(place.before(name.start, 40)) or is_other(place.flat, name):
            continue
        if not release and is_with_unnamed(place.flat, name):
            signed = True
            continue
        event = _event(place, name)
        if event is None or (signed and event.kind == "sign" and len(event.parties) < 2):
            continue  # "signed an agreement with X, granting X a licence" is told by then
        signed |= event.kind == "sign"
        yield event


#: "An Agreement and Plan of Merger, as amended by Amendment No. 1 to the Agreement and Plan of Merger".
_AMENDMENT_TO = re.compile(r"\b[Aa]mendment\b[^,;]{0,60} to (?:the |that |such )?(?:certain )?$")
#: "An agreement pursuant to which the parties agreed to terminate the licence".
_TO_END_ANOTHER = re.compile(
    r"(?: (?:pursuant to which|under which|whereby|in which|by which|that|to)\b[^.;]{0,70}?\bterminat(?:e[sd]?|ing)"
    r"|(?: with [^.;]{2,60}?)? terminating)\b"
    r" (?:the|their|that|its|our|all|a|an) (?:[\w-]+ ){0,6}"
    r"(?:agreements?|licen[sc]es?|collaboration|alliance|partnership)\b",
    re.IGNORECASE,
)


def _event(place: Place, name: AgreementName) -> Event | None:
    flat, sentence = place.flat, place.sentence
    reach = 260 if name.before in ("a", "an") and _AND_A.search(place.before(name.start, 240)) else 110
    verbs = list(_SIGN.finditer(flat, max(sentence.start, name.start - reach), name.start))
    verb = verbs[-1] if verbs else None
    signing = verb is not None and not _BREAKS_SIGNING.search(flat[verb.end() : name.start])
    if (
        signing
        and verb is not None
        and verb.group().lower().startswith("agreed")
        and name.before in _DEFINITE
    ):
        signing = False  # "agreed to pay, within days of the date of the License Agreement"
    if signing and verb is not None and name.before in ("its", "their"):
        signing = (
            not verb.group().lower().startswith("conclud")
        )  # "have concluded their alliance": it is over
    if signing and verb is not None and name.before == "the" and verb.group().lower() == "execution":
        signing = not _ON_EXECUTION.search(place.before(verb.start(), 40))
    if name.before in ("a", "an", "its", "their") and _LICENSED_UNDER.search(place.before(name.start, 200)):
        return None
    if name.head in LICENSES and _PAID_FOR.search(place.before(name.start, 60)):
        return None
    bought = None if name.types else _TO_BUY.match(flat, name.end, sentence.end)
    if bought and place.companies(*bought.span("what")):
        return None
    behind = _SIGNED_BEHIND.match(flat, name.end)
    if name.head == "joint venture" and not signing and _WHAT_IT_IS.search(place.before(name.start, 40)):
        return None
    if not name.types and _RAISES_MONEY.match(flat, name.end, name.end + _REACH):
        return None
    at = verb.start() if verb is not None and signing else name.start
    intended = proposed(flat[max(sentence.start, name.start - 60) : min(sentence.end, name.end + 30)])
    if (
        signing
        and not _DATED_BEHIND.match(flat, name.end)
        and re.search(r"\bpreviously\s+$", place.before(at, 14))
    ):
        signing = False
    if not intended and (supposed(place.before(at, 60)) or conditional(flat[sentence.start : at])):
        signing = False
        if name.before not in _DEFINITE and not name.proper:
            return None
    signing = signing or behind is not None
    closed = name.before in ("a", "an") and name.head == "deal"  # "has closed a deal with"
    real = bool(behind or (signing and verb and (closed or _REAL_SIGN.match(verb.group()))))
    setting = _setting(place, name, at, signing, real)
    parties = _parties(place, setting)
    if len(parties) < 2 and name.types and _EFFECTIVE.match(flat, name.end):
        parties = next_party(place, name.end) or parties
    if not _tells_a_deal(place, setting, parties):
        return None
    if len(parties) < 2 and _IN_PASSING.search(place.before(name.start, 140)):
        return None
    types = list(name.types)
    if bought and place.reading.drugs_in(place.index, *bought.span("what")):
        types = ["asset purchase"]
    event = place.event(_kind(setting), name.start, types, parties)
    event.names = defined_names(place, name, setting.after, setting.inside)
    event.told = event.kind != "sign" and _TOLD.search(place.before(name.start, 80)) is not None
    event.title = flat[name.start : name.end] if name.proper and name.head == "agreement" else ""
    amended = _AMEND.search(flat[max(sentence.start, name.start - 45) : name.end])
    restates = "restated" in flat[name.start : name.end].lower()
    event.amends = bool(amended) and (
        not restates or bool(_AMENDMENT_TO.search(place.before(name.start, 80)))
    )
    if event.kind == "sign" and (
        _ENDS_ANOTHER.search(flat, max(sentence.start, name.start - 45), name.end)
        or _TO_END_ANOTHER.match(flat, name.end, sentence.end)
    ):
        event.amends = True
    event.proposed = intended
    event.others = [m.entity for m in setting.after] if setting.preposition == "with" else []
    return event


def _setting(place: Place, name: AgreementName, at: int, signing: bool, real: bool) -> _Setting:
    after = group_after(place, name.end)
    if not after and (name.head in LICENSES or place.flat.startswith(" granting ", name.end)):
        after = _licensor_far(place, name.end)
    gap = place.flat[name.end : after[0].start].split("represented by")[0] if after else ""
    found = _PREPOSITION.findall(gap)
    preposition = found[-1].lower() if found else ""
    made_by = len(after) > 1 and _MADE_BY.search(gap) and not any(m.generic for m in after)
    if preposition in ("to", "by") and name.head not in LICENSES and not made_by:
        after = []
    inside = [
        m for m in place.companies(name.start - 60, name.end) if not m.generic and m.end >= name.start - 3
    ]
    upstream = _UPSTREAM.search(place.flat, max(place.sentence.start, name.start - 160), name.start)
    if upstream:
        return _Setting(name, after, group_before(place, upstream.start()), inside, preposition, False, False)
    own = (
        name.before in ("our", "its", "their")
        and not signing
        and bool(_CHANGES.search(place.before(name.start, 30)))
    )
    assigned = _ASSIGNED.search(place.flat, max(place.sentence.start, name.start - 200), name.start)
    theirs = _WHOSE_ACT.search(place.flat, max(place.sentence.start, name.start - 110), name.start)
    if theirs:
        doer = [
            m for m in place.companies(place.sentence.start, theirs.start() + 1) if m.end == theirs.start()
        ]
        return _Setting(name, after, doer, inside, preposition, False, False)
    notified = _NOTIFIED.search(place.flat, max(place.sentence.start, name.start - 200), name.start)
    if notified and not signing:
        informed = place.companies(notified.start(), name.start)[:1]
        doer = [
            m
            for m in group_before(place, notified.start())[-1:]
            if informed and m.entity != informed[0].entity
        ]
        return _Setting(name, after, [*doer, *informed], inside, preposition, False, False)
    if assigned:
        subject = group_before(place, assigned.start())
    elif _KEPT_OUT.search(place.before(name.start, 60)):
        subject = []
    else:
        subject = group_before(place, at - len(name.before) - 1 if own else at)
    return _Setting(name, after, subject, inside, preposition, signing, real)


def _licensor_far(place: Place, at: int) -> list[Mention]:
    """Find the licensor behind what is licensed: "a license to sell X in the United States from Y"."""
    if not re.match(r" (?:to|for|in|granting)\b", place.flat[at : at + 10]):
        return []
    for mention in place.companies(at, min(place.sentence.end, at + 220)):
        if not mention.generic and _FROM.search(place.flat[max(at, mention.start - 60) : mention.start]):
            return [mention]
    return []


def _kind(setting: _Setting) -> str:
    if setting.real:
        return "sign"
    return "weak" if setting.name.head in _WEAK else "refer"


def _tells_a_deal(place: Place, setting: _Setting, parties: list[tuple[int, str]]) -> bool:
    """Tell whether enough is known: two parties, or one that signs one agreement of a known type."""
    if len(parties) >= 2:
        return setting.signing or any(c != place.we for c, _ in parties)
    return setting.real and bool(setting.name.types) and place.flat[setting.name.end - 1] != "s"


def _parties(place: Place, setting: _Setting) -> list[tuple[int, str]]:
    """Give the parties, of those after the name, inside it and before it, and "we" where one is missing."""
    name, we = setting.name, place.we
    if name.proper and setting.inside and not setting.after and we is not None and not setting.signing:
        return list(dict.fromkeys([(setting.inside[-1].entity, "partner"), (we, "partner")]))
    if not setting.after and says_companies(place, name):
        return last_named(place, name.start)
    role_after, role_subject = _license_roles(place, setting)
    out: dict[int, str] = {m.entity: role_after for m in setting.after}
    if not out and name.head != "license":
        out = {m.entity: "partner" for m in setting.inside[-1:]}
    if setting.preposition in ("between", "among") and len(out) >= 2:
        return list(out.items())
    if name.before in ("our", "us") and we is not None:
        out.setdefault(we, role_subject)
    elif setting.signing:
        for mention in setting.subject[-3:]:
            out.setdefault(mention.entity, role_subject)
        if we is not None and _signs_for_us(place, setting):
            out.setdefault(we, role_subject)
    elif setting.subject:
        out.setdefault(setting.subject[-1].entity, role_subject)
    if len(out) < 2 and (clause := _BY_WHICH.match(place.flat, name.end, place.sentence.end)):
        for mention in place.companies(clause.end() - 1, clause.end() + 200):
            out.setdefault(mention.entity, "partner")
    if len(out) == 1 and we is not None:
        out.setdefault(we, role_subject)
    if len(out) == 1:
        for mention in [m for m in setting.subject if m.entity not in out][-1:]:
            out[mention.entity] = role_subject
    sides = bool(setting.subject), bool(setting.after)
    if len(out) < 2 and is_of_the_two(place, name, *sides, signing=setting.signing):
        return last_named(place, name.start) or list(out.items())
    return list(out.items())


def _license_roles(place: Place, setting: _Setting) -> tuple[str, str]:
    """Give the roles of those after and before "a license from X", "to X" and "to X's technology"."""
    granting = place.flat.startswith(" granting ", setting.name.end) and setting.preposition == "from"
    if granting or (setting.name.head in LICENSES and setting.preposition in ("from", "by")):
        return "licensor", "licensee"
    if setting.after and _TO_LICENSE.match(place.flat, setting.after[-1].end):
        return "licensor", "licensee"
    if setting.name.head in LICENSES and setting.preposition == "to":
        owner = place.flat.startswith("'", setting.after[-1].end) if setting.after else False
        return ("licensor", "licensee") if owner else ("licensee", "licensor")
    return "partner", "partner"


def _signs_for_us(place: Place, setting: _Setting) -> bool:
    """Tell whether the signer is called a subsidiary of the filer, whose deal it then is too (not in a release)."""
    if place.page.document.type.startswith("EX-99") or not setting.subject:
        return False
    start = max(0, setting.name.start - 200)
    if not _SUBSIDIARY_OF.search(place.flat, start, setting.name.start):
        return False
    parents = [
        m for m in place.reading.companies_in(place.index, start, setting.name.start) if m.entity == place.we
    ]
    return bool(parents) and parents[-1].start > setting.subject[-1].start
