"""Payments told in a list without amounts: "will receive an initial fee, research funding and royalties"."""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Prefiltered

#: What opens the list: somebody gets or pays, or the terms are said to be.
_OPENS = Prefiltered(
    r"\b(?:(?:will|would|shall|may|could|to|also|and) (?:also |initially )?(?:receive|pay|make|earn|get|provide)"
    r"|(?:eligible|entitled) (?:to receive|for|to)|receives|pays|is paying|will be paid"
    r"|(?:terms|agreement|deal|consideration|payments|licen[sc]e|collaboration|package) (?:also )?"
    r"(?:includes?|provides? for|calls? for|compris\w+|consists? of|involves?)"
    r"|in (?:exchange|return|consideration) for)\b(?P<list>(?:[^.;]|\.\d){3,320})",
    re.IGNORECASE,
)
#: A list has royalties or milestones, or several payments that are joined.
_OF_A_DEAL = Prefiltered(r"\b(?:royalt|milestone|up-?front)", re.IGNORECASE)
#: What follows a payment that has an amount.
_NO_AMOUNT = (
    r"(?! (?:of|totall?ing|in the amount of|worth|up to|equal to) (?:up to |approximately |about )?"
    r"(?:[$€£¥\d]|[A-Z]{2}))"
)
_ITEMS = (
    (
        "upfront",
        Prefiltered(
            r"(?<![\d%] )(?<!illion )(?<!illion in )(?<!any )(?<!annual )(?<!yearly )(?<![\"“])\b"
            r"(?:(?:up[- ]?front|initial|signing|signature|down)(?:,? (?:and|or) [a-z]+)?"
            r"(?: (?:cash|licen[cs]e|licensing|technology|access|signing)){0,2} (?:fees?|payments?)"
            r"|(?:licen[cs](?:e|ing)|up-?front|signing|(?:technology )?access) fees?(?=,| and\b| as well\b| plus\b"
            r"|\.?$))" + r"(?!\w)" + _NO_AMOUNT,
            re.IGNORECASE,
        ),
    ),
    (
        "funding",
        Prefiltered(
            r"\b(?:(?:research|R&D|research and development|development|committed|collaborat\w+) "
            r"(?:(?:program|and development|and technology) )?(?:funding|support|payments)"
            r"|funding (?:for|of) (?:the |its |joint )?(?:research|R&D|development|discovery)"
            r"|(?:per-)?FTE(?:-based)? (?:funding|payments|fees|support))\b" + _NO_AMOUNT,
            re.IGNORECASE,
        ),
    ),
    (
        "annual fee",
        Prefiltered(r"\bannual (?:licen[cs]e |maintenance |cash )?(?:fees?|payments?)\b" + _NO_AMOUNT, re.IGNORECASE),
    ),
    (
        "equity",
        Prefiltered(
            r"\b(?:(?:an?|the) (?:minority |undisclosed )?(?:equity (?:stake|interest|position|investment)|stake)"
            r"(?: in\b)?|shares (?:in|of) (?=[A-Z]))" + _NO_AMOUNT,
            re.IGNORECASE,
        ),
    ),
)  # fmt: skip
_RECORDED = Prefiltered(r"\b(?:recogni[sz]\w+|recorded|incurred|revenues?|amorti[sz]\w+|deferred)\b")


def listed_kinds(text: str) -> list[str]:
    """Give the kinds of the payments without an amount that a sentence lists as those of a deal.

    >>> listed_kinds("Acme will receive an initial fee, research funding and royalties on sales.")
    ['upfront', 'funding']
    >>> listed_kinds("Acme will receive an upfront payment of $5 million.")
    []
    """
    items = [(kind, item) for kind, item in _ITEMS if item.may_match(text)]
    if not items or not _OF_A_DEAL.search(text) or _RECORDED.search(text):
        return []
    out: list[str] = []
    for opening in _OPENS.finditer(text):
        start, end = opening.span("list")
        out += [kind for kind, item in items if kind not in out and item.search(text, start, end)]
    return out
