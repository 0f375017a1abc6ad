"""Which fact of a prediction is which fact of an annotation.

Entities pair when they share a normalised name; agreements by their parties, then types, date and
drugs; milestones by amount, agreement, status and the words of the trigger. Pairs are taken greedily by
falling likeness.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]

#: Where each kind of fact stands in an annotation.
LISTS: Mapping[str, str] = {
    "company": "companies",
    "drug": "drugs",
    "antigen": "antigens",
    "agreement": "agreements",
    "milestone": "milestones",
}
_LEGAL = frozenset(
    (
        *(
            "incorporated",
            "inc",
            "corporation",
            "corp",
            "company",
            "co",
            "limited",
            "ltd",
            "llc",
            "lp",
            "plc",
            "gmbh",
        ),
        *(
            "ag",
            "sa",
            "nv",
            "bv",
            "ab",
            "as",
            "spa",
            "kk",
            "kgaa",
            "se",
            "pte",
            "pty",
            "holding",
            "holdings",
            "group",
        ),
    )
)
_GREEK = str.maketrans({"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "κ": "kappa"})
_MARKS = re.compile(r"[®™\\*_]")
_FILLER = frozenset({"the", "and", "for", "with", "upon", "first"})
#: Least likeness at which two agreements, and two milestones, may pair.
LEAST_AGREEMENT, LEAST_MILESTONE = 0.3, 0.5


def normalise(name: str, kind: str) -> str:
    """Bring a name to the form in which names are compared.

    >>> normalise("The Acme Holdings, Inc.", "company"), normalise("TNF-α", "antigen")
    ('acme', 'tnfalpha')
    """
    text = _MARKS.sub("", name.casefold().replace("’", "'"))
    if kind == "company":
        text = re.sub(r"'s\b", "", text)
        text = re.sub(r"\b(\w)\.(?=\w\b|\W|$)", r"\1", text)
        words = re.sub(r"[.,()&/]", " ", text).split()
        if words[:1] == ["the"]:
            words = words[1:]
        while len(words) > 1 and words[-1] in _LEGAL:
            words = words[:-1]
        text = " ".join(words)
    return re.sub(r"[\s\-–—.,'/()]+", "", text.translate(_GREEK))


def names_of(entity: Json, kind: str) -> set[str]:
    """Give the normalised names of an entity."""
    return {n for x in (entity["name"], *(entity.get("aliases") or ())) if (n := normalise(x, kind))}


def taking_part(facts: Json) -> set[str]:
    """Give the ids of the companies that are party, payer, payee or developer; only these are scored."""
    found = {p["company"] for a in facts["agreements"] for p in a["parties"]}
    found |= {m[role] for m in facts["milestones"] for role in ("payer", "payee") if m.get(role)}
    return found | {c for d in facts["drugs"] for c in d.get("developers") or ()}


def scored(facts: Json, kind: str) -> list[Json]:
    """Give the facts of a kind that count."""
    items: list[Json] = list(facts[LISTS[kind]])
    if kind == "company":
        part = taking_part(facts)
        items = [c for c in items if c["id"] in part]
    return items


def _greedy(
    gold: Sequence[Json], found: Sequence[Json], likeness: Callable[[Json, Json], float], least: float
) -> dict[str, str]:
    ranked = sorted(
        ((-likeness(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)),
    )
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for negative, i, j in ranked:
        if -negative >= least and i not in pairs and j not in used:
            pairs[i] = j
            used.add(j)
    return {found[j]["id"]: gold[i]["id"] for i, j in pairs.items()}


@dataclass(frozen=True, slots=True)
class Pairing:
    """For each kind, the annotation's id of each predicted id that has a pair."""

    gold_of: Mapping[str, Mapping[str, str]]

    def gold(self, kind: str, found: str | None) -> str | None:
        """Give the annotation's id for a predicted id, or None."""
        return None if found is None else self.gold_of[kind].get(found)


def pair(gold: Json, found: Json) -> Pairing:
    """Pair the facts of a document's annotation with those found."""
    out: dict[str, Mapping[str, str]] = {}
    for kind in ("company", "drug", "antigen"):
        out[kind] = _greedy(
            scored(gold, kind),
            scored(found, kind),
            lambda g, f, kind=kind: float(len(names_of(g, kind) & names_of(f, kind))),  # type: ignore[misc]
            1,
        )
    pairing = Pairing(out)
    out["agreement"] = _greedy(
        gold["agreements"],
        found["agreements"],
        lambda g, f: _agreements_alike(g, f, pairing),
        LEAST_AGREEMENT,
    )
    out["milestone"] = _greedy(
        gold["milestones"],
        found["milestones"],
        lambda g, f: _milestones_alike(g, f, pairing),
        LEAST_MILESTONE,
    )
    return pairing


def _share(a: set[Any], b: set[Any]) -> float:
    return len(a & b) / max(1, len(a | b))


def _agreements_alike(gold: Json, found: Json, pairing: Pairing) -> float:
    ours = {p["company"] for p in gold["parties"]}
    theirs = {pairing.gold("company", p["company"]) or ("?", p["company"]) for p in found["parties"]}
    both = len(ours & theirs)
    if both < min(2, len(ours)):
        return 0.0
    dates = gold.get("date"), found.get("date")
    same_month = bool(dates[0] and dates[1] and dates[0][:7] == dates[1][:7])
    drugs = {pairing.gold("drug", d) or ("?", d) for d in found.get("drugs") or ()}
    return float(
        _share(ours, theirs)
        + 0.3 * _share(set(gold["types"]), set(found["types"]))
        + 0.3 * same_month
        + 0.2 * _share(set(gold.get("drugs") or ()), drugs)
    )


def money(amount: object) -> float | None:
    """Give an amount as it is compared: to the cent."""
    return None if amount is None else round(float(str(amount)), 2)


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"[a-z0-9]{3,}", (text or "").casefold())) - _FILLER


def _milestones_alike(gold: Json, found: Json, pairing: Pairing) -> float:
    amount = money(gold.get("amount"))
    if amount != money(found.get("amount")):
        return 0.0
    ours, theirs = _words(gold.get("trigger")), _words(found.get("trigger"))
    return float(
        (0.4 if amount is not None else 0.0)
        + 0.3 * (gold.get("agreement") == pairing.gold("agreement", found.get("agreement")))
        + 0.2 * (gold["status"] == found["status"])
        + (0.4 * _share(ours, theirs) if ours | theirs else 0.0)
    )
