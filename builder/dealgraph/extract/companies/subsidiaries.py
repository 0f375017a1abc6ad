"""Subsidiaries that share a name with their parent."""

from __future__ import annotations

import re
from itertools import pairwise

from dealgraph.extract.companies.page_names import PageNames, clean
from dealgraph.extract.companies.register import Register, beginnings
from dealgraph.extract.companies.tables import core_words

#: "X Ltd., *through its subsidiary* X SA".
_ITS_SUBSIDIARY = re.compile(
    r"(?: \([^()]{1,60}\))?,?(?: (?:said|announced)(?: today)?(?: that)?)?(?: (?:through|via|and))? (?:its|the)"
    r" (?:[\w-]+ ){0,3}(?:subsidiary|affiliate|division|unit|arm),? "
)
#: "X SA, *a wholly-owned subsidiary of* X Ltd.".
_SUBSIDIARY_OF = re.compile(
    r"(?: \([^()\n]{1,60}\))?,? (?:which is )?an? (?:(?:wholly|majority)[- ]owned |indirect |direct |[\w.]+ ){0,3}"
    r"(?:subsidiary|affiliate|division|unit) of (?:the )?"
)


def namesakes(pages: list[PageNames]) -> set[str]:
    """Give the names of subsidiaries that share all but the legal form with their parent's."""
    found: set[str] = set()
    for page in pages:
        for first, second in pairwise(h for h in page.hits if h.kind == "legal"):
            if core_words(first.text) == core_words(second.text) and clean(first.text) != clean(second.text):
                if _SUBSIDIARY_OF.fullmatch(page.page.flat, first.end, second.start):
                    found.add(clean(first.text))
                elif _ITS_SUBSIDIARY.fullmatch(page.page.flat, first.end, second.start):
                    found.add(clean(second.text))
    return found


def leave_to_subsidiaries(register: Register, pages: list[PageNames]) -> None:
    """Let the short name that a subsidiary and its parent share stand for the subsidiary, where nothing defines it.

    "Biogen MA Inc., a subsidiary of Biogen Inc.": the text goes on with "Biogen".
    """
    defined = {clean(a.hit.text) for found in pages for a in found.aliases if a.kind in ("name", "same")}
    for found in pages:
        for part, whole in pairwise(found.hits):
            if whole.kind != "legal" or core_words(part.text)[:1] != core_words(whole.text)[:1]:
                continue
            texts = {clean(part.text), clean(whole.text)}
            child = register.by_key.get(register.key_of(clean(part.text)))
            told = _SUBSIDIARY_OF.fullmatch(found.page.flat, part.end, whole.start)
            if told and child is not None and child.filer is None and not texts & defined:
                parent = register.by_key.get(register.key_of(clean(whole.text)))
                for short in beginnings(clean(whole.text)):
                    register.surface.setdefault(short, child.key)
                    if parent is not None and parent.filer is None:
                        parent.names.pop(short, None)
