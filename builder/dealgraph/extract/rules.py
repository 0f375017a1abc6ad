"""The rule extractor: the finders in order."""

from __future__ import annotations

from dataclasses import dataclass

from dealgraph.extract.assemble import assemble
from dealgraph.extract.companies import find_companies
from dealgraph.extract.contracts import find_contracts
from dealgraph.extract.deals import find_deals, forget_texts
from dealgraph.extract.headlines import plain_headlines
from dealgraph.extract.payments import find_payments
from dealgraph.extract.reading import Reading
from dealgraph.extract.substances import add_deal_developers, find_substances
from dealgraph.extract.text import Page
from dealgraph.facts import FilingFacts
from dealgraph.filing import Filing


def read_facts(filing: Filing) -> Reading:
    """Run all finders over a filing and give what they found, before assembly."""
    reading = Reading(filing, tuple(Page.of(d) for d in filing.documents))
    find_companies(reading)
    find_substances(reading)
    plain_headlines(reading)
    find_contracts(reading)
    find_deals(reading)
    add_deal_developers(reading)
    find_payments(reading)
    return reading


@dataclass(frozen=True, slots=True)
class RuleExtractor:
    """Reads facts by rules; deterministic, offline, one filing at a time."""

    name: str = "rules"
    version: str = "1"

    def extract(self, filing: Filing) -> FilingFacts:
        """Give the facts of a filing, each with spans of its documents."""
        try:
            return assemble(read_facts(filing))
        finally:
            # What finders remember of this filing's texts would keep the texts in memory.
            forget_texts()
