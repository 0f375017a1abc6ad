"""The events of a sentence, by all readers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dealgraph.extract.deals.acquisitions import acquisition_events
from dealgraph.extract.deals.agreed import agreed_events
from dealgraph.extract.deals.awards import award_events
from dealgraph.extract.deals.ends import end_events
from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.further import further_events, respective_events, spoken_apart
from dealgraph.extract.deals.leads import lead_events
from dealgraph.extract.deals.licensing import licensing_events, option_events
from dealgraph.extract.deals.mergers import merger_events
from dealgraph.extract.deals.named import named_events
from dealgraph.extract.deals.origins import origin_events
from dealgraph.extract.deals.paid import paid_events
from dealgraph.extract.deals.partners import partner_events, partner_of_events, partnered_events, payer_events
from dealgraph.extract.deals.priced import priced_events
from dealgraph.extract.deals.royalties import royalty_events, sells_royalties
from dealgraph.extract.deals.share_purchases import share_purchase_events
from dealgraph.extract.deals.together import working_events
from dealgraph.extract.deals.transfers import transfer_events
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Sentence

#: "She led the business development of Acme (acquired by Beta)": what somebody did before is no news.
_PERSON = Prefiltered(
    r"\b(?:[Hh]e|[Ss]he|(?:Mr|Ms|Mrs|Dr)\.? [A-Z][\w-]+) (?:also |previously |most recently |formerly |earlier )*"
    r"(?:was|served|held|led|joined|worked|(?:has|had) (?:served|held|led|been|worked)|began|spent|oversaw|managed"
    r"|co-?founded|founded|comes|joins|sold|licensed|negotiated|advised|raised|invented)\b"
    r"|\b(?:[Pp]rior to|[Bb]efore) (?:joining|his|her)\b"
)

#: What a quotation begins with.
_QUOTES = ('"', "\u201c", "\u2018", "''", "``")


def events_of(reading: Reading, page: int, sentence: Sentence) -> Iterator[Event]:
    """Read the events of one sentence of a page."""
    if _tells_of_person(sentence.text):
        return
    place = Place.of(reading, page, sentence)
    if place.page.document.type.startswith("EX-99") and sentence.text.lstrip().startswith(_QUOTES):
        for event in _read(place):
            if event.kind == "sign":  # what somebody says of the news has been told before
                event.kind, event.spare = "weak", True
            yield event
    else:
        yield from _read(place)


def _read(place: Place) -> Iterator[Event]:
    """Read the events of a sentence by each reader in turn."""
    named = list(named_events(place))
    sold = list(origin_events(place)) or list(acquisition_events(place)) or list(priced_events(place))
    apart = [e for e in sold if not (_is_what_one_gives(place, e, named) or _is_one_of(place, e, named))]
    for event in named:
        yield from spoken_apart(place, event)
        yield from further_events(place, event)
        yield from respective_events(place, event)
    yield from apart
    if not sold:
        yield from royalty_events(place)
    yield from merger_events(place)
    yield from share_purchase_events(place)
    yield from licensing_events(place)
    yield from option_events(place)
    yield from partner_events(place)
    yield from partner_of_events(place)
    yield from partnered_events(place)
    if not sells_royalties(place.sentence.text):
        payers = list(payer_events(place))
        yield from payers or paid_events(place)
    yield from working_events(place)
    yield from award_events(place)
    yield from transfer_events(place)
    yield from agreed_events(place)
    ended = list(end_events(place))
    if not ended:
        yield from lead_events(place)
    yield from ended


#: "A license agreement with Acme, pursuant to which Acme assigned its patents to us": what the agreement gives.
_BY_IT = re.compile(r"\b(?:pursuant to|under|by|through) which\b|\bwhereby\b")


def _is_what_one_gives(place: Place, sale: Event, named: list[Event]) -> bool:
    """Tell whether a sale of assets is what a licence between the same parties gives, in a report."""
    if sale.types != ["asset purchase"] or place.page.document.type.startswith("EX-99"):
        return False
    return any(
        e.kind == "sign"
        and "license" in e.types
        and e.is_between_those_of(sale)
        and _BY_IT.search(place.flat, e.at, max(e.at, sale.at)) is not None
        for e in named
    )


def _is_one_of(place: Place, sale: Event, named: list[Event]) -> bool:
    """Tell whether a sale is what an agreement without a word of kind is for; that is given its type and roles."""
    for event in named:
        untyped = event.kind == "sign" and not event.types and event.at < sale.at
        if untyped and event.is_between_those_of(sale) and _BY_IT.search(place.flat, event.at, sale.at):
            event.types, event.parties, event.spare = sale.types, sale.parties, False
            return True
    return False


def _tells_of_person(text: str) -> bool:
    """Tell whether a sentence is of somebody's career."""
    return _PERSON.search(text) is not None
