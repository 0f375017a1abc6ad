"""Targets that no table knows, told by the form of their names: "an antigen called X", "X synthase inhibitor"."""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.substances import nomenclature

#: "inhibitor of X kinase": a name by its form, directly after a cue.
_FORM = Prefiltered(
    r"\b(?:(?:inhibit|antagon|agon|modulat|activat|degrad|block)\w{2,5} of|targets?|targeting|binds?(?: to)?"
    r"|directed (?:to|against|at)"
    r"|inhibits|blocks|activates|antibod(?:y|ies) (?:to|against)) (?:the |human |an? )?"
    r"((?:[A-Za-z0-9\u0370-\u03ff][\w\u0370-\u03ff/'-]{0,24} ){1,3}?(?:receptors?|kinases?|transporters?|channels?"
    r"|synthase|synthetase|hydroxylase|deacetylase|carboxylase|nuclease|gyrase|methyltransferase|protease"
    r"|integrin|phosphatase|reductase|oxidase|hydrolase|polymerase|helicase|transferase|ligase|demethylase"
    r"|isomerase"
    r"|convertase|lipase|esterase|peptidase|cyclase|dehydrogenase|lectin)(?:[- ](?:alpha|beta|gamma"
    r"|[A-Z0-9]{1,3})\b)?)(?!-(?:mediated|associated|induced|dependent|like)\b)"
)
_CALLED = Prefiltered(
    r"\b(?:antigen|target|receptor|enzyme)s?,? (?:called|known as|named|designated"
    r"|termed) [\"']?([A-Z][\w\u0370-\u03ff-]{1,15})"
)
#: "X receptor antagonists", "X hydrolase inhibitor": a target by its form, before a word for what acts on it.
_FORM_BEHIND = Prefiltered(
    r"(?<![\w-])((?:[A-Z](?<![\w-].)[A-Za-z0-9-]{1,20}(?: [A-Z0-9][A-Za-z0-9-]{0,5})? receptor"
    r"|[A-Za-z](?:[A-Za-z0-9-]{2,22}|[A-Z0-9][A-Za-z0-9-]{0,20})(?: [A-Z0-9][A-Za-z0-9-]{0,5})? [a-z]{0,14}"
    r"(?:synthetase|synthase|hydrolase|reductase|hydroxylase|transferase|deacetylase|dehydrogenase|carboxylase|oxidase|nuclease"
    r"|isomerase|helicase|gyrase|lyase|esterase|peptidase|phosphatase|convertase|cyclase|transporter)))"
    r" (?:antagonist|agonist|modulator|blocker|inhibitor|activator|degrader)s?\b"
)
#: "The activity of tyrosine kinases": a family at most.
_OF_MANY = re.compile(
    r"(?:activity|function|expression|action) of |(?:multiple|several|various|certain|other|all|both) "
    r"|(?:(?:receptor|tyrosine|serine|threonine|protein|lipid|ion"
    r"|multiple|several"
    r"|various|certain|other|all|both|key)[ /-])+(?:kinases|receptors|channels|transporters|phosphatases)$"
)


def _common(word: str) -> bool:
    """Tell whether a word before a kind of protein tells only what sort it is ("oral", "non-selective")."""
    return any(nomenclature.is_english(part.lower()) for part in word.split("-") if part)


def targets_by_form(flat: str) -> list[tuple[int, int]]:
    """Give where a page names targets that no table knows but the words introduce.

    >>> [(a, b)] = targets_by_form("an antigen called ZimA")
    >>> "an antigen called ZimA"[a:b]
    'ZimA'
    """
    named = [m for m in _CALLED.finditer(flat) if not nomenclature.is_english(m[1].lower())]
    formed = [
        m
        for m in _FORM.finditer(flat)
        if not _OF_MANY.match(m[1])
        and any(
            any(c.isupper() or c.isdigit() for c in w) or not nomenclature.is_english(w.lower())
            for w in m[1].split()[:-1]
        )
    ]
    formed += [m for m in _FORM_BEHIND.finditer(flat) if not _common(m[1].split()[0])]
    return [m.span(1) for m in named + formed]
