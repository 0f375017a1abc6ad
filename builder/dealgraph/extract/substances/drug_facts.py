"""What a filing says of its drugs besides targets and developers: kind, stage, parts, indications."""

from __future__ import annotations

import re
from collections import Counter

from dealgraph.extract.mentions import Mention
from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.reading import Reading
from dealgraph.extract.substances.descriptors import descriptors
from dealgraph.extract.substances.drug_kinds import kind_of, phase_of
from dealgraph.extract.substances.drug_names import parts_of
from dealgraph.extract.substances.drugs import norm

_INDICATION = Prefiltered(
    r"\b(?:for (?:the )?(?:use in (?:the )?)?(?:potential )?(?:treatment|prevention|management|therapy)(?: "
    r"or prevention)? of|to treat|treating|treatments? for|in (?:adult |pediatric )?(?:patients|adults"
    r"|people|subjects|children)"
    r" (?:with|suffering from)|(?:indicated|approved|designation|candidate|therapy|vaccine|development|trials?"
    r"|studies|testing"
    r"|[Pp]hase (?:[123]|I{1,3})(?: development)?) for(?: the "
    r"(?:treatment|prevention) of)?|against|in the treatment of)"
    r" ((?:[A-Za-z0-9/&'+-]+ ){0,7}?[A-Za-z0-9/+'-]*(?:cancers?|tumou?rs?|carcinomas?|lymphomas?"
    r"|leukemias?|myelomas?|melanomas?|sarcomas?|gliomas?|glioblastomas?|blastomas?|diseases?|disorders?"
    r"|syndromes?|infections?|diabetes|obesity"
    r"|arthritis|psoriasis|dermatitis|colitis|hepatitis|asthma|epilepsy|pain|depression|schizophrenia"
    r"|migraine|hypertension|fibrosis|anemia|neuropathy|retinopathy|degeneration|dystrophy|sclerosis"
    r"|failure|COPD|COVID-19|HIV|AIDS"
    r"|influenza|[a-z]{3,}(?:itis|osis|emia|oma|pathy|uria|algia|philia|iasis|penia|plegia)s?|gout"
    r"|hemophilia|GVHD|NASH|MASH|ADHD|insomnia|warts|ulcers?|burns?|acne|vitiligo|alopecia|narcolepsy"
    r"|autism|stroke|lupus|malaria|mpox|smallpox|Mpox|areata|eczema|rosacea|glaucoma|cataract|uveitis"
    r"|blindness))\b"
)

#: "Patients with lung cancer", "GD2 for neuroblastoma": what the disease itself stands behind.
_OF_WHOM = re.compile(
    r"^(?:.* for )?(?:(?:[\w-]+ ){0,2}(?:patients|adults|people|subjects|children|individuals|women|men) with )?"
)


def describe_drugs(reading: Reading) -> None:
    """Fill kind, phase, components and indications of the reading's drugs."""
    _components(reading)
    for index, drug in enumerate(reading.substances.drugs):
        mentions = reading.substances.drug_mentions.of(index)
        kinds: Counter[str] = Counter()
        joined = frozenset(part for part, _ in drug.components)
        for mention in mentions[:40]:
            page = reading.pages[mention.page]
            for told in descriptors(reading, mention, joined):
                if kind := kind_of(page.flat[told.start : told.noun_end]):
                    kinds[kind] += 1
            sentence = page.sentence_at(mention.start)
            if sentence is None:
                continue
            drug.phase = drug.phase or phase_of(page.flat[mention.end : min(sentence.end, mention.end + 120)])
            others = [
                m.start
                for m in reading.drugs_in(mention.page, mention.end, sentence.end)
                if m.entity != index
            ]
            end = min([sentence.end, mention.end + 250, *others])
            for match in _INDICATION.finditer(page.flat, mention.end, end):
                disease = _OF_WHOM.sub("", match[1].strip())
                if (
                    disease.casefold() not in {d.casefold() for d in drug.indications}
                    and len(drug.indications) < 6
                ):
                    drug.indications.append(disease)
        if kinds:
            best = max(kinds.values())
            drug.kind = next(kind for kind, count in kinds.items() if count == best)
        else:
            drug.kind = drug.kind or next(
                filter(None, (_kind_told_next(reading, m) for m in mentions[:40])), None
            )
    _conjugates(reading)


#: "*It is a monoclonal antibody* that blocks an enzyme", in the sentence behind the one that names the drug.
_IT_IS = re.compile(
    r"(?:It|(?:This|The) (?:[a-z]+ )?(?:compound|molecule|candidate|drug|product|therapy|agent|treatment|medicine)) is"
    r" (?P<what>(?:an?|the) (?:(?!\b(?:that|which|for|to|in|with|used)\b)[\w-]+,? ?){1,8})"
)


def _kind_told_next(reading: Reading, mention: Mention) -> str | None:
    """Give the kind that the next sentence tells of the only drug of this one."""
    page = reading.pages[mention.page]
    here = page.sentence_at(mention.start)
    if here is None or here.index + 1 >= len(page.sentences):
        return None
    after = page.sentences[here.index + 1]
    told = _IT_IS.match(after.text)
    if told is None or {m.entity for m in reading.drugs_in(mention.page, here.start, after.end)} != {
        mention.entity
    }:
        return None
    return kind_of(told["what"])


def _conjugates(reading: Reading) -> None:
    """Call what joins an antibody to a payload a conjugate, where the words beside it name no other kind."""
    drugs = reading.substances.drugs
    for drug in drugs:
        if drug.kind not in (None, "antibody") or not any(parts_of(name) for name in drug.names):
            continue
        parts = [drugs[part] for part, _ in drug.components]
        if any(part.kind == "antibody" or part.name.endswith("mab") for part in parts):
            drug.kind = "antibody-drug conjugate"


def _components(reading: Reading) -> None:
    """Join a conjugate ("huC242-DM1") to its parts, where they are named too."""
    found = reading.substances
    by_name = {norm(name): i for i, drug in enumerate(found.drugs) for name in drug.names}
    for index, drug in enumerate(found.drugs):
        for name in drug.names:
            pair = parts_of(name) or (name.split("-") if name.count("-") == 1 else [])
            parts = [by_name.get(norm(part)) for part in pair]
            mention = next((m for m in found.drug_mentions.of(index)), None)
            if mention is None or not any(p is not None and p != index for p in parts):
                continue
            span = reading.pages[mention.page].span(mention.start, mention.end)
            drug.components += [
                (p, span)
                for p in parts
                if p is not None and p != index and p not in {c for c, _ in drug.components}
            ]
