"""The names that a sentence defines for a deal: ("the Acme Agreement"), "or the orvalizumab agreement"."""

from __future__ import annotations

import re

from dealgraph.extract.deals.event import Place
from dealgraph.extract.deals.names import AgreementName, is_generic_name
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered

_DEFINED = re.compile(
    r"\((?:the|as amended, the|such agreement, the|collectively, the|each,? an?|together,? the|this|,"
    r"|\s){0,3}\s*[\"']?"
    r"((?:[A-Z][\w./&-]*|of|and|the|for)(?: (?:[A-Z0-9][\w./&-]*|of|and|for)){0,7})[\"']?\)"
)
_OR_DEFINED = Prefiltered(
    r", or (?:the |our )?((?:[A-Z][\w./&-]* ){1,6}(?:Agreement|License|Collaboration|Amendment))\b"
)
#: The same in small letters: ", or the orvalizumab collaboration agreement, pursuant to".
_OR_DEFINED_LOW = Prefiltered(
    r"(?:,? or the|,? which we (?:refer to as|call) the) ((?:[\w./&-]+ ){1,4}agreement)(?=[,)]| with\b| pursuant\b)"
)
_NAMES_A_DEAL = re.compile(
    r"(?:Agreement|License|Collaboration|Transaction|Merger|Acquisition|LOI|MOU|SPA|APA|CLA|Amendment"
    r"|Partnership"
    r"|Alliance|CRADA|Sublicense|Option)"
)


def defined_names(
    place: Place, name: AgreementName, after: list[Mention], inside: list[Mention]
) -> list[str]:
    """Give the names that the sentence defines for the deal, and its own where it holds a party's."""
    flat = place.flat
    end = min(place.sentence.end, (after[-1].end if after else name.end) + 160)
    found = [m.group(1) for m in _DEFINED.finditer(flat, name.end, end)]
    found += [m.group(1) for m in _OR_DEFINED.finditer(flat, name.end, end)]
    found = [f for f in found if _NAMES_A_DEAL.search(f)]
    lower = (m.group(1) for m in _OR_DEFINED_LOW.finditer(flat, name.end, end))
    found += [f for f in lower if not is_generic_name(f)]
    if name.proper and inside and name.head != "license":
        found.append(flat[name.start : name.end])
    return found
