"""The events of a sentence, by all readers."""

from __future__ import annotations

from collections.abc import Iterator

from dealgraph.extract.deals.acquisitions import acquisition_events, share_purchase_events
from dealgraph.extract.deals.awards import award_events
from dealgraph.extract.deals.ends import end_events
from dealgraph.extract.deals.event import Event, Place
from dealgraph.extract.deals.licensing import licensing_events, option_events
from dealgraph.extract.deals.named import named_events
from dealgraph.extract.deals.partners import partner_events, partnered_events, payer_events
from dealgraph.extract.deals.together import working_events
from dealgraph.extract.deals.transfers import transfer_events
from dealgraph.extract.reading import Reading
from dealgraph.extract.text import Sentence


def events_of(reading: Reading, page: int, sentence: Sentence) -> Iterator[Event]:
    """Read the events of one sentence of a page."""
    place = Place.of(reading, page, sentence)
    yield from named_events(place)
    yield from acquisition_events(place)
    yield from share_purchase_events(place)
    yield from licensing_events(place)
    yield from option_events(place)
    yield from partner_events(place)
    yield from partnered_events(place)
    yield from payer_events(place)
    yield from working_events(place)
    yield from award_events(place)
    yield from transfer_events(place)
    yield from end_events(place)
