"""Events read from what a release's first sentences say of two companies, by the shape of the whole clause.

The companies are put out of the way first: "Acme, Inc. (NYSE: A) took an option on Beta AG's drug" is read as
"¤0 took an option on ¤1's drug", so that a shape is told in one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.loose import LOOSE_SHAPES, STANDING_SHAPES
from dealgraph.extract.deals.reality import conditional
from dealgraph.extract.deals.shapes import SHAPES
from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import holds_any

_TRIED: tuple[tuple[str, tuple[str, ...], str, str, re.Pattern[str]], ...] = tuple(
    (kind, types, a, b, re.compile(shape))
    for kind, shapes in (("sign", (*SHAPES, *LOOSE_SHAPES)), ("weak", STANDING_SHAPES))
    for types, a, b, shape in shapes
)
#: One of these stands in every sentence of interest.
_STEMS = (
    "stake", "interest in", "holding in", "option", "disput", "litigation", "suit", "interference", "istribut",
    "arket", "licen", "detailing", "ommerciali", "sale", "divest", "urchas", "cqui", "buy", "bought", "offer",
    " bid ", "sell", "access", "form", "creat", "set up", "establish", "grant", "ight", "fund", "financ",
    "sponsor", "share", "split", "divide", "invest", "partner", "pay", "paid", "suppl", "provide", "sold",
    "selected", "chosen", "hired", "retained", "engaged", "relationship", "allied", "link", "together",
    "united", "committed", "romot", "join", "spend", "contract", "sign", "subscribe", "snap", "scoop", "load",
    "team", "turn", "capacity", "slot", "olla", "work", "percent", "swap", "exchang",
    "operat", "evelop", " bet", "up by", "over by", "manufactur",
)  # fmt: skip
_BRACKETS = re.compile(r"\s?\([^()]*\)")
#: "Acme said today that it and Beta will", "Beta's investment in it": it is who speaks.
_IT = re.compile(r"\bit(?= and ¤)|(?<=investment in )it\b")
#: "¤0 said today that it will": what it says of itself is what it does.
_SAID_IT = re.compile(
    r"(¤\d),? (?:today )?(?:said|announced)(?: today)?,?(?: that)? (?:it|they) (?!and\b)(?:would )?"
)
#: "Will receive *an upfront payment* for a licence from": who is paid takes no licence.
_PAID = re.compile(
    r"\b(?:receive[sd]?|gets?|got|earn(?:s|ed)?) (?:an? |the )?(?:[\w-]+ ){0,3}?(?:payments?|fees?)\b"
)
#: Companies of a sentence that a shape may name.
_MOST = 10


@dataclass(frozen=True, slots=True)
class _Masked:
    """A sentence whose companies are numbered."""

    text: str
    companies: list[Mention]


def lead_events(place: Place) -> Iterator[Event]:
    """Read at most one deal from the shape of a first sentence, where nothing else has told of one."""
    if not place.is_news or not holds_any(place.sentence.text, _STEMS):
        return
    masked = _mask(place)
    if not 1 < len(masked.companies) <= _MOST:
        return
    for kind, types, role_a, role_b, shape in _TRIED:
        match = shape.search(masked.text)
        if match is None or conditional(masked.text[: match.start()]):
            continue
        if role_a == "licensee" and _PAID.search(match[0]):
            continue
        groups = match.groupdict()
        one = masked.companies[int(groups["a"])]
        other = masked.companies[int(groups["b"] or groups["b2"])]
        if one.entity == other.entity or _of_one_house(place, one, other):
            continue
        at = max(one.end, min(other.start, place.sentence.end))
        event = place.event(kind, at, list(types), [(one.entity, role_a), (other.entity, role_b)])
        event.spare = True
        yield event
        return


def _of_one_house(place: Place, one: Mention, other: Mention) -> bool:
    """Tell whether two companies bear one name: "Acme Ltd. and Acme Biologics, Inc." stand on the same side."""
    names = place.reading.companies.entities
    first, second = names[one.entity].name.split(), names[other.entity].name.split()
    return first[0] == second[0] and len(first[0]) > 3


def _mask(place: Place) -> _Masked:
    """Number the companies of a sentence, and leave out what stands in brackets."""
    parts: list[str] = []
    companies: list[Mention] = []
    at = place.sentence.start
    for mention in place.companies(place.sentence.start, place.sentence.end):
        if mention.start < at or (
            mention.generic and not place.flat.startswith(("The ", "the "), mention.start)
        ):
            continue
        if len(companies) == _MOST:
            break
        parts += [place.flat[at : mention.start], f"¤{len(companies)}"]
        companies.append(mention)
        at = mention.end
    parts.append(place.flat[at : place.sentence.end])
    text = _BRACKETS.sub("", "".join(parts)).replace("\u2019", "'")
    text = _SAID_IT.sub(r"\1 ", text)
    speaker = next((i for i, m in enumerate(companies) if m.entity == place.we), None)
    return _Masked(_IT.sub(f"¤{speaker}", text) if speaker is not None else text, companies)
