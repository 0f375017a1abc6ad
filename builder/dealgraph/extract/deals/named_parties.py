"""Who the parties of an agreement are that a sentence names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extract.deals.event import Place
from dealgraph.extract.deals.names import LICENSES, AgreementName
from dealgraph.extract.deals.of_the_two import is_of_the_two, last_named, says_companies
from dealgraph.extract.deals.parties import group_after, group_before
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered

#: "under the license agreement of July 2003, by which Acme licensed the compound to Beta": those who act are parties.
_BY_WHICH = re.compile(
    r"[^.;()]{0,60}?,? (?:by|under|through|pursuant to) which "
    r"(?=[^.;]{0,60}\b(?:licensed|granted|acquired|obtained|received|agreed)\b)"
)
#: "X sublicensed these rights to us under a license agreement with Y": X and Y are its parties.
_UPSTREAM = Prefiltered(
    r"\b(?:sub-?)?licensed\b[^.;]{0,60}\bto (?:us|the Company) under (?:an?|its|the|their)(?: [\w-]+){0,3} ?$"
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
#: "The Company's wholly owned subsidiary Acme Ltd. and Beta entered into".
_OUR_SUBSIDIARY = re.compile(
    r"\b[Tt]he (?:Company|Group|Corporation)'s (?:(?:wholly|majority)[- ]owned |indirect |direct |[A-Z]?[a-z]+ )*"
    r"subsidiary,? $"
)
#: "A license to patents *relating to* the Company's compounds" is from whom it is received.
_RELATING_TO = re.compile(r"\b(?:relat(?:ed|ing)|directed|pertaining|applicable|necessary) to (?:the )?$")
#: "Acme Ireland Limited, a wholly-owned subsidiary of the Company, and Beta entered into".
_OF_COMPANY = re.compile(
    r"(?: \([^()]{1,60}\))?,? (?:which is )?an? (?:(?:wholly|majority)[- ]owned |indirect |direct )*"
    r"(?:subsidiary|affiliate) of (?:the Company|ours)\b"
)
_SUBSIDIARY_OF = Prefiltered(r"\bsubsidiary of\b", re.IGNORECASE)
#: "an agreement with X to license its compound": X gives, who signs takes.
_TO_LICENSE = re.compile(r"(?:\s?\([^()]{1,60}\))*,? to (?:exclusively )?(?:in-?)?licen[sc]e (?!to\b|out\b)")
#: "from US privately-held firm X".
_FROM = re.compile(r" from (?:the |its |our )?(?:(?:US|UK|[A-Za-z]+-(?:held|based|owned)|[a-z]{3,}) ){0,5}$")
#: "Acme assigned to Beta its rights under the licence agreement with Gamma": Acme is the party.
_ASSIGNED = re.compile(
    r"\b(?:assign(?:ed|s)|transferred) (?:to (?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.){3,80} )?(?:all (?:of )?)?(?:its|their)"
    r" (?:[\w-]+,? ){0,6}under (?:the|its|their|an?|that) $"
)
#: "Excluding countries that are subject to a licence agreement with Acme": another deal of who tells of this one.
_KEPT_OUT = re.compile(
    r"\b(?:subject to|covered by|governed by) (?:an?|an existing|its|our) (?:[\w-]+ ){0,3}$"
)


#: "We had a collaboration agreement with Acme, as well as license agreements with Beta": who has one has the other.
_SECOND_OF = Prefiltered(
    r"\b(?:ha(?:s|ve|d)|entered into|signed|holds?|maintains?) (?:[\w-]+,? ){1,8}agreements? "
    r"(?:[^.;]|\.\w){0,60}?\bwith\b(?:[^.;]|\b(?:Inc|Ltd|Corp|Co)\.|\.[\w,]){3,200}?"
    r"(?:, and|,? as well as|,? along with|,? together with| and)"
    r"(?: an?)? (?:[\w-]+ ){0,3}$"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around an agreement's name."""

    name: AgreementName
    after: list[Mention]
    subject: list[Mention]
    inside: list[Mention]
    preposition: str
    signing: bool
    real: bool


def setting_of(place: Place, name: AgreementName, at: int, signing: bool, real: bool) -> Setting:
    """Read what stands around an agreement's name, whose signing begins at `at`."""
    after = group_after(place, name.end)
    if not after and (name.head in LICENSES or place.flat.startswith(" granting ", name.end)):
        after = _licensor_far(place, name.end)
    gap = place.flat[name.end : after[0].start].split("represented by")[0] if after else ""
    found = _PREPOSITION.findall(gap)
    preposition = found[-1].lower() if found else ""
    made_by = len(after) > 1 and _MADE_BY.search(gap) and not any(m.generic for m in after)
    if (preposition in ("to", "by") and name.head not in LICENSES and not made_by) or _RELATING_TO.search(
        gap
    ):
        after = []
    inside = [
        m for m in place.companies(name.start - 60, name.end) if not m.generic and m.end >= name.start - 3
    ]
    upstream = _UPSTREAM.search(place.flat, max(place.sentence.start, name.start - 160), name.start)
    if upstream:
        return Setting(name, after, group_before(place, upstream.start()), inside, preposition, False, False)
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
        return Setting(name, after, doer, inside, preposition, False, False)
    notified = _NOTIFIED.search(place.flat, max(place.sentence.start, name.start - 200), name.start)
    if notified and not signing:
        informed = place.companies(notified.start(), name.start)[:1]
        doer = [
            m
            for m in group_before(place, notified.start())[-1:]
            if informed and m.entity != informed[0].entity
        ]
        return Setting(name, after, [*doer, *informed], inside, preposition, False, False)
    if assigned:
        subject = group_before(place, assigned.start())
    elif _KEPT_OUT.search(place.before(name.start, 60)):
        subject = []
    elif not signing and (first := _SECOND_OF.search(place.flat, max(place.sentence.start, at - 320), at)):
        subject = group_before(place, first.start())
    else:
        subject = group_before(place, at - len(name.before) - 1 if own else at)
    return Setting(name, after, subject, inside, preposition, signing, real)


def _licensor_far(place: Place, at: int) -> list[Mention]:
    """Find the licensor behind what is licensed: "a license to sell X in the United States from Y"."""
    if not re.match(r" (?:to|for|in|granting)\b", place.flat[at : at + 10]):
        return []
    for mention in place.companies(at, min(place.sentence.end, at + 220)):
        if not mention.generic and _FROM.search(place.flat[max(at, mention.start - 60) : mention.start]):
            return [mention]
    return []


def parties_of(place: Place, setting: Setting) -> list[tuple[int, str]]:
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
        if we is not None and signs_for_us(place, setting):
            out.setdefault(we, role_subject)
    elif setting.subject:
        ours = len(out) == 1 and we not in out and _is_ours(place, setting)
        out.setdefault(we if ours and we is not None else setting.subject[-1].entity, role_subject)
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


#: "The Company pays Acme 25% of any income, which, *pursuant to the agreement with* Beta, resulted in": the Company's.
_PURSUANT = re.compile(
    r"(?:, which,?|,) (?:pursuant to|under|as a result of) (?:the|our|that) (?:[\w-]+ ){0,3}$"
)


def _is_ours(place: Place, setting: Setting) -> bool:
    """Tell whether an agreement that a report mentions in an aside is that of who speaks, the sentence's subject."""
    if place.page.document.type.startswith("EX-99") or not _PURSUANT.search(
        place.before(setting.name.start, 60)
    ):
        return False
    return any(
        m.generic and m.entity == place.we for m in place.companies(place.sentence.start, setting.name.start)
    )


def _license_roles(place: Place, setting: Setting) -> tuple[str, str]:
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


def signs_for_us(place: Place, setting: Setting) -> bool:
    """Tell whether the signer is called a subsidiary of the filer, whose deal it then is too (not in a release)."""
    if place.page.document.type.startswith("EX-99") or not setting.subject:
        return False
    first = setting.subject[0].start
    ours = _OUR_SUBSIDIARY.search(place.before(first, 60))
    if ours and any(m.entity == place.we for m in place.companies(first - len(ours[0]), first)):
        return True
    if any(_OF_COMPANY.match(place.flat, m.end) for m in setting.subject if m.entity != place.we):
        return True
    start = max(0, setting.name.start - 200)
    if not _SUBSIDIARY_OF.search(place.flat, start, setting.name.start):
        return False
    parents = [
        m for m in place.reading.companies_in(place.index, start, setting.name.start) if m.entity == place.we
    ]
    return bool(parents) and parents[-1].start > setting.subject[0].start
