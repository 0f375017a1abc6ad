"""Words that tell whether a deal is made, only intended, or only supposed."""

from __future__ import annotations

import re

from dealgraph.extract.deals.event import Event
from dealgraph.extract.prefilter import Prefiltered

# Case matters: "In May 2021, we entered into" is no supposition.
_UNREAL = Prefiltered(
    r"\b(?:may|might|could|would|can|if|If|should|Should|intends?|intended|plans? to|planned|seeks? to|seeking to"
    r"|expects? to|expected|able to|unable to|not|[Nn]ever|[Pp]otential|any|future|negotiat\w+|possible"
    r"|propose[ds]?"
    r"|no longer|wish)\b[^.;]{0,40}$"
)
_IF = Prefiltered(r"\b(?:if|If|[Uu]nless|[Ww]hether|[Ii]n the event|[Ii]n case)\b")
_PROPOSED = Prefiltered(
    r"non-binding|memorandum of understanding|\bMOU\b|\bterm sheet|(?<!binding )letter of intent"
    r"|proposed (?:transaction|merger|acquisition)|in negotiations|being negotiated"
    r"|\bproposing to (?:acquire|buy|merge)\b",
    re.IGNORECASE,
)
_BINDING = re.compile(r"(?<!non-)\bbinding (?:letter|term)", re.IGNORECASE)
_DONE = re.compile(r"complet|clos(?:ed|es|ing)|consummat", re.IGNORECASE)


def supposed(before: str) -> bool:
    """Tell whether the words right before a verb make it a possibility.

    >>> supposed("In the future we may "), supposed("In May 2021, we ")
    (True, False)
    """
    return bool(_UNREAL.search(before[-60:]))


def conditional(clause: str) -> bool:
    """Tell whether a clause opens with a condition."""
    return bool(_IF.search(clause))


def proposed(text: str) -> bool:
    """Tell whether a deal is only intended: a letter of intent that binds nobody, negotiations."""
    return bool(_PROPOSED.search(text)) and not _BINDING.search(text)


def completed(text: str) -> bool:
    """Tell whether a text speaks of the closing of a deal."""
    return bool(_DONE.search(text))


#: "An option agreement to enter into an exclusive license agreement": the licence would follow.
_OPTION_ON = Prefiltered(
    r"\boption\b[^.;]{0,140}?\bto (?:enter into|execute|sign|negotiate|obtain|acquire|take) "
    r"(?:an? |the )?(?:[\w-]+,? ){0,4}$"
    r"|\boption agreement\b[^;]{0,140}? for (?:an? |the )?(?:[\w-]+,? ){0,4}$"
)


def would_follow(flat: str, event: Event) -> bool:
    """Tell whether a signing is only what an option gives a right to."""
    return (
        event.kind == "sign"
        and "option" not in event.types
        and _OPTION_ON.search(flat, max(event.start, event.at - 220), event.at) is not None
    )


#: "In connection with our acquisition of Acme, we assumed a license": the acquisition is not what is spoken of.
_ASIDE = re.compile(
    r"\W*(?:in connection with|as part of|through|as a result of|by virtue of|prior to) (?:our|its|the)"
    r" (?:[\w-]+ ){0,3}(?:acquisition|merger|purchase)\b",
    re.IGNORECASE,
)


def in_passing(flat: str, event: Event) -> bool:
    """Tell whether a purchase is only told as the way by which something else came about."""
    bought = {"acquisition", "merger"} & set(event.types)
    return bool(bought) and _ASIDE.match(flat, event.start, event.end) is not None


#: "The placement agent received warrants to buy 102,500 shares at $1.25": what an offering costs and brings.
_OFFERING = Prefiltered(
    r"underwrit|placement agent|at[- ]the[- ]market|public offering|registered direct|aggregate offering price"
    r"|selling (?:stock|share|security ?)holders|pre-funded warrants?|warrants? to purchase|exercise price"
    r"|share repurchase|repurchase (?:agreement|program)|beneficially owned|net proceeds to us"
    r"|equity (?:line|distribution)|controlled equity|standby equity|\bSEPA\b|book-?runn",
    re.IGNORECASE,
)


#: "Paid $12 million upfront and granted warrants to purchase shares": what a licence cost.
_OF_A_LICENCE = re.compile(r"\bup-?front (?:cash )?(?:payment|fee)|\blicen[cs]e fee|\broyalt(?:y|ies)\b")


def of_offering(text: str) -> bool:
    """Tell whether a sentence speaks of the filer's own offering of shares or warrants.

    >>> of_offering("The underwriters have an option on 900,000 shares."), of_offering("Acme has an option on it.")
    (True, False)
    """
    return _OFFERING.search(text) is not None and _OF_A_LICENCE.search(text) is None


#: "A cooperation agreement with Acme, which may name two directors": with one who holds the filer's shares.
_HOLDERS = re.compile(
    r"\bstandstill|\bnominat\w+ (?:\w+ ){0,3}directors?\b|\bproxy (?:contest|fight|solicitation)"
    r"|\bto (?:the|our|its) [Bb]oard\b"
    r"|\bnew (?:independent )?directors?\b|\bvote (?:its|their|all) shares\b|\bvoting agreement"
)


def with_holder(flat: str, event: Event) -> bool:
    """Tell whether what is signed settles with a holder of shares who sits on the board."""
    return (
        set(event.types) <= {"collaboration", "other"}
        and _HOLDERS.search(flat, event.start, event.end) is not None
    )
