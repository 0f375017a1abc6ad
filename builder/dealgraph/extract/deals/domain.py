"""Whether a filing speaks of biopharma at all: the cheap test before any search for deals."""

from __future__ import annotations

import re

from dealgraph.extract.deals.event import Event
from dealgraph.extract.industry import FIELD_NAME, in_industry, names_company_of_field
from dealgraph.extract.prefilter import by_letter
from dealgraph.extract.reading import Reading

#: Words of the field, looked for in a text in small letters, which is quicker than to ignore the case.
_CUES = re.compile(r"\b(?:" + by_letter(
    r"pre-?clinical|clinical(?:ly|-stage)?|therapeutics?|pharmaceuticals?|pharma|biopharm\w*|biotech\w*"
    r"|biosciences?|biologics?|antibod(?:y|ies)|vaccines?"
    r"|pharmacovigilance|physicians?|co-promot\w+"
    r"|fda|ema|drug candidates?|product candidates?|clinical candidates?"
    r"|oncology|tumou?rs?|cancer|gene therap\w+|cell therap\w+"
    r"|mrna|phase (?:[123]|i{1,3})\b|ind|bla|small[- ]molecules?"
    r"|monoclonal|inhibitors?|receptors?|dos(?:ed|ing)|immuno\w+|ophthalm\w+|dermatolog\w+|assays?|peptides?"
    r"|drugs?|medicines?|patients|inflammat\w+|antifungals?|antivirals?|antibiotics?|therap(?:y|ies)|treatment of"
    r"|diseases?|asthma|diabet\w+|arthritis|infections?|migraine|obesity|psoriasis"
    r"|tablets?|capsules?|injectables?|generic (?:versions?|drugs?|equivalents?)|dosage"
    r"|biosimilars?|orphan drug|transdermal|enzymes?|hormones?|insulins?|in[- ]vitro|diagnostics?|proteins?"
    r"|regulatory milestones?|clinical milestones?|development(?:al)? milestones?|milestone payments?"
    r"|regulatory approvals?|marketing approvals?|marketing authori[sz]ation|new drug application|nda"
    r"|develop\w*,? (?:\w+,? )?(?:and|or) commerciali[sz]\w+"
) + r")\b")  # fmt: skip
#: What is enough in a release's opening, whose few words may name none of the above.
_SHORT_CUES = re.compile(
    r"\b(?:marketing rights|m?abs?\b|milestones?|royalt(?:y|ies)|clinics?\b|medical|health|vir(?:us|al)|bacteri"
    r"|genes?\b|genom|molecul|compound|hospital|stem cells?|tissue|blood|plasma|surgical|implant|biolog|respiratory"
    r"|dermat|neuro|cardio|allerg|pharmac|sclerosis|leuk|lymphoma|syndrome)"
)

#: How many different cue words make a filing one of the field, and in how many words one must stand on average.
LEAST_CUES = 4
WORDS_A_CUE = 250
#: A text this short (a section or note) needs fewer different cues.
NOTE_WORDS, NOTE_CUES = 1000, 2
#: A text this short needs one cue only (a release's opening).
SHORT_WORDS = 300


def is_biopharma(reading: Reading) -> bool:
    """Tell whether a filing is of the field: by its filer's name or industry, else by enough of the field's words."""
    if in_industry(reading.filing) or any(FIELD_NAME.search(f.name) for f in reading.filing.filers):
        return True
    words = sum(len(page.flat) for page in reading.pages) // 6
    short = words < SHORT_WORDS
    least = NOTE_CUES if words < NOTE_WORDS else LEAST_CUES
    seen: set[str] = {"drug"} if reading.substances.drugs else set()
    total = len(seen)
    for page in reading.pages:
        for match in _CUES.finditer(page.flat.lower()):
            total += 1
            seen.add(match.group().rstrip("s"))
            if short or (len(seen) >= least and total * WORDS_A_CUE >= words):
                return True
    if not short:
        return False
    return (
        bool(reading.substances.drugs)
        or names_company_of_field(reading)
        or any(
            _SHORT_CUES.search(page.flat.lower())
            for page in reading.pages
            if page.document.type.startswith("EX-99")
        )
    )


#: "Have entered a worldwide pact for Xadrel, a cancer therapy": what it is about makes it a deal of the field.
_MEDICINES = re.compile(
    r"\b(?:drugs?|vaccines?|medicines?|antibod(?:y|ies)|compounds?|therap(?:y|ies|eutics?)|treatments?|inhibitors?"
    r"|antibiotics?|hormones?|peptides?|genes?|antisense|diagnostics?|clinical trials|degraders?|biologics?"
    r"|biosimilars?|candidates?|cells?|RNA|disease|disorders?|cancers?|tumou?rs?|insulin|pain|targets?|molecules?"
    r"|drug discovery|Phase (?:I{1,3}|[123]))\b"
)
#: What is agreed on is money alone: "an amended agreement with Acme for additional royalties".
_OF_MONEY = re.compile(
    r"\b(?:royalt(?:y|ies)|moneti[sz]\w+|financings?|non-recourse|loans?|debt|credit facility|securities|settle\w*)\b",
    re.IGNORECASE,
)
#: In how many first sentences a release tells its news.
_OPENING = 3


def tells_of_medicines(reading: Reading, event: Event) -> bool:
    """Tell whether an event is a release's news of an agreement about medicines, whatever its kind."""
    page = reading.pages[event.page]
    return (
        event.kind == "sign"
        and not event.amends
        and page.document.type.startswith("EX-99")
        and event.sentence < _OPENING
        and (
            _MEDICINES.search(page.flat, event.at, event.end) is not None
            or bool(reading.drugs_in(event.page, event.start, event.end))
        )
        and _OF_MONEY.search(page.flat, event.start, event.end) is None
    )


#: "Expanded an agreement signed in June 1997 covering the development of": what it is for tells its kind.
_COVERS = re.compile(
    r"[Aa]greements?(?:,? (?:signed|entered into|made|executed|dated)(?: in| on)? [A-Z][a-z]+ (?:\d{1,2}, )?\d{4},?)?"
    r"(?: with [^.;]{3,60}?)?,? (?:covering|for|to|regarding|on|relating to) (?:the )?(?:joint(?:ly)? )?"
    r"(?:discover|develop|research|commerciali|identif|design|licens|co-)"
)


def names_its_kind(reading: Reading, event: Event) -> bool:
    """Tell whether what is amended is signed or of a known kind, or a release's news of an agreement on a drug."""
    if event.kind == "sign" or event.types:
        return True
    page = reading.pages[event.page]
    if _COVERS.match(page.flat, event.at, event.end):
        return True
    news = page.document.type.startswith(("EX-99", "8-K")) and event.sentence < 5
    return news and bool(reading.drugs_in(event.page, event.start, event.end))


def is_of_medicines(reading: Reading, event: Event) -> bool:
    """Tell whether an event is of a deal about medicines, though nothing says of what kind it is."""
    if event.amends or tells_of_medicines(reading, event):
        return True
    return event.kind == "refer" and names_its_kind(reading, event)
