"""Events read from the names of agreements: "we entered into a license agreement with X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.defined import defined_names
from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.named_parties import Setting, parties_of, setting_of, signs_for_us
from dealgraph.extract.deals.names import LICENSES, AgreementName, agreement_names, is_other, is_with_unnamed
from dealgraph.extract.deals.parties import in_company_name, next_party
from dealgraph.extract.deals.reality import conditional, proposed, supposed
from dealgraph.extract.prefilter import Prefiltered

_SIGN = Prefiltered(
    r"\b(?:enter(?:ed|s|ing)? (?:in)?to"
    r"|enter(?:s|ed)?(?! (?:in)?to\b)(?! (?:an? |the )?(?:\w+ )?(?:[Jj]udgment|[Oo]rder|[Dd]ecree)\b)"
    r"|sign(?:ed|s|ing)?|execut(?:ed|es|ion)|announc(?:ed|es|e"
    r"|ing)"
    r"|establish(?:ed|es)?|form(?:ed|s)|clos(?:ed|es|ing)|complet(?:ed|es|ion)|conclud(?:ed|es)|reach(?:ed"
    r"|es)?"
    r"|ink(?:ed|s)?|seal(?:ed|s)|str(?:uck|ikes?)|penn?(?:ed|s)|clinch(?:ed|es)|forg(?:ed|es)"
    r"|(?:cuts?|land(?:ed|s))(?= (?:an?|its|their)\b)|unveil(?:ed|s)|finali[sz](?:ed|es)"
    r"|initiat(?:ed|es)|are parties to|is a party to|became a party|have an?|has an?|had an?"
    r"|agreed (?:on|to)|expand(?:ed|s)|confirmed|(?:report(?:ed|s)|launch(?:ed|es)?)(?= (?:a|an|partnership"
    r"|strategic|new|collaboration)\b)|(?:has|have) (?:acquired|purchased|obtained|secured|in-licensed|been granted)"
    r"(?= (?:an?|exclusive|worldwide|global)\b))\b",
    re.IGNORECASE,
)
_PREVIOUSLY = re.compile(r"\bpreviously\s+$")
_REAL_SIGN = re.compile(
    r"\b(?:enter|sign|execut|announc|establish|form|conclud|reach|ink|seal|str(?:uck|ike)|pen|clinch|forg|agreed|cut|land|unveil|finali"
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
#: "Entered into a license agreement, or the Acme License, and a supply agreement, or the Acme Supply Agreement".
_AND_DEFINED = re.compile(
    r"\b[Aa]greement(?:, or (?:the )?[A-Z][\w ]{2,60}|,? \([^()]{2,80}\)),?"
    r" and (?!together\b)(?:also )?(?:an? )?(?:[\w-]+ ){0,4}$"
)
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
#: A letter that says of itself only that it is an agreement changes or adds to another.
_LETTER = re.compile(r"\b[Ll]etter [Aa]greement")
#: "Entered into a termination agreement to terminate the licence": what is signed ends what there was.
_ENDS_ANOTHER = Prefiltered(r"\b(?:terminat(?:e|ion|ing)|rescission|rescind(?:ing)?)\b", re.IGNORECASE)
#: "An agreement with Beta to acquire Acme": the verb tells who is bought.
_TO_BUY = re.compile(
    r" with (?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){3,180}? to acquire (?:all (?:of )?(?:the )?[\w ]{0,30}\bof )?"
    r"(?P<what>[A-Z][\w-]+(?: [A-Z][\w-]+)*(?: plc)?)(?:[.,]| for| from)"
)
#: "Acme will receive royalties for the licence from Beta": what is paid for stands for no deal.
_PAID_FOR = re.compile(r"\b(?:payments?|fees?|royalt(?:y|ies)),? for (?:the |an? )?(?:[\w-]+ ){0,2}$")
#: "X licensed the compound from Y in 2012 under an exclusive license agreement": the verb tells whose licence it is.
_LICENSED_UNDER = Prefiltered(
    r"\b(?:in-)?licensed\b[^.;]{0,80}\bfrom\b[^.;]{2,70}\bunder (?:an?|its|their) (?:[\w-]+ )?$"
)
#: The name stands in a definition: (the "Regeneron Agreement").
_IN_DEFINITION = re.compile(
    r"""\((?:[\w,]+ ){0,4}["']\s*(?:(?:19|20)\d\d )?$"""
    r"""|\($|\((?:the|each,? an?|as amended,? the|collectively,? the|together,? the) $"""
    r"""|, or the $|, or (?=\Z)|["'] and (?:together|collectively),? the ["']$"""
)
#: No match of `_RAISES_MONEY` is longer.
_REACH = 1_000
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


def named_events(place: Place) -> Iterator[Event]:
    """Read the events of a sentence that name an agreement; one told together with its amendment is told once."""
    events = list(_named(place))
    for event in events:
        again = event.amends and any(e.title == event.title and not e.amends for e in events)
        aside = place.flat.endswith("in ", 0, event.at) and any(
            e is not event and e.kind == "sign" and e.is_between_those_of(event) for e in events
        )  # "a licence agreement that lets Acme, *in collaboration with* Beta, develop"
        if not (event.title and again) and not aside:
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
    verb = _signing_verb(place, name)
    bought = None if name.types else _TO_BUY.match(flat, name.end, sentence.end)
    if _names_no_deal(place, name, bought, signs=verb is not None):
        return None
    at = verb.start() if verb is not None else name.start
    signs = verb is not None
    if not _DATED_BEHIND.match(flat, name.end) and _PREVIOUSLY.search(place.before(at, 14)):
        signs = False
    intended = proposed(flat[max(sentence.start, name.start - 60) : min(sentence.end, name.end + 30)])
    if not intended and (supposed(place.before(at, 60)) or conditional(flat[sentence.start : at])):
        signs = False
        if name.before not in _DEFINITE and not name.proper:
            return None
    behind = _SIGNED_BEHIND.match(flat, name.end)
    closed = name.before in ("a", "an") and name.head == "deal"  # "has closed a deal with"
    real = behind is not None or bool(signs and verb and (closed or _REAL_SIGN.match(verb.group())))
    setting = setting_of(place, name, at, signs or behind is not None, real)
    parties = (behind and _signed_with(place, behind)) or parties_of(place, setting)
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
    event.amends = _amends(place, name) or (event.kind == "sign" and _ends_another(place, name))
    event.proposed = intended
    event.others = [m.entity for m in setting.after] if setting.preposition == "with" else []
    if not event.others and len(setting.subject) > 1 and signs_for_us(place, setting):
        event.others = [m.entity for m in setting.subject[1:]]
    return event


def _signing_verb(place: Place, name: AgreementName) -> re.Match[str] | None:
    """Find the verb before an agreement's name that tells of its signing."""
    beside = name.before in ("a", "an") and _AND_A.search(place.before(name.start, 240))
    far = beside or (name.before != "the" and _AND_DEFINED.search(place.before(name.start, 140)))
    low = max(place.sentence.start, name.start - (260 if far else 110))
    verbs = list(_SIGN.finditer(place.flat, low, name.start))
    verb = verbs[-1] if verbs else None
    if verb is None or _BREAKS_SIGNING.search(place.flat[verb.end() : name.start]):
        return None
    word = verb.group().lower()
    if word.startswith("agreed") and name.before in _DEFINITE:
        return None  # "agreed to pay, within days of the date of the License Agreement"
    if word.startswith("conclud") and name.before in ("its", "their"):
        return None  # "have concluded their alliance": it is over
    if word == "execution" and name.before == "the" and _ON_EXECUTION.search(place.before(verb.start(), 40)):
        return None
    return verb


def _names_no_deal(place: Place, name: AgreementName, bought: re.Match[str] | None, *, signs: bool) -> bool:
    """Tell a licence that is worked under or paid for, a purchase of a company, and what raises money."""
    before = place.before
    if name.before in ("a", "an", "its", "their") and _LICENSED_UNDER.search(before(name.start, 200)):
        return True
    if name.head in LICENSES and _PAID_FOR.search(before(name.start, 60)):
        return True
    if bought and place.companies(*bought.span("what")):
        return True
    if name.head == "joint venture" and not signs and _WHAT_IT_IS.search(before(name.start, 40)):
        return True
    return not name.types and _RAISES_MONEY.match(place.flat, name.end, name.end + _REACH) is not None


def _amends(place: Place, name: AgreementName) -> bool:
    """Tell an agreement that amends another; one that is restated does where it is an amendment to it."""
    flat = place.flat
    if not name.types and _LETTER.search(flat, name.start, name.end):
        return True
    if not _AMEND.search(flat[max(place.sentence.start, name.start - 45) : name.end]):
        return False
    restates = "restated" in flat[name.start : name.end].lower()
    return not restates or _AMENDMENT_TO.search(place.before(name.start, 80)) is not None


def _ends_another(place: Place, name: AgreementName) -> bool:
    """Tell an agreement that is signed to end another."""
    low = max(place.sentence.start, name.start - 45)
    return bool(
        _ENDS_ANOTHER.search(place.flat, low, name.end)
        or _TO_END_ANOTHER.match(place.flat, name.end, place.sentence.end)
    )


def _signed_with(place: Place, behind: re.Match[str]) -> list[tuple[int, str]]:
    """Give the parties of "the option agreement that the Company entered into with X"."""
    if not behind[0].endswith(" with") or place.we is None:
        return []
    other = next((m for m in place.companies(behind.end(), behind.end() + 60) if not m.generic), None)
    return [(other.entity, "partner"), (place.we, "partner")] if other is not None else []


def _kind(setting: Setting) -> str:
    if setting.real:
        return "sign"
    return "weak" if setting.name.head in _WEAK else "refer"


def _tells_a_deal(place: Place, setting: Setting, parties: list[tuple[int, str]]) -> bool:
    """Tell whether enough is known: two parties, or one that signs one agreement of a known type."""
    if len(parties) >= 2:
        return setting.signing or any(c != place.we for c, _ in parties)
    return setting.real and bool(setting.name.types) and place.flat[setting.name.end - 1] != "s"
