"""Why two things are not one, in sentences: the evidence against it, or what is missing for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from dealgraph.resolve import agreements, milestones
from dealgraph.resolve.agreements import Weighed, deals_of
from dealgraph.resolve.keys import AntigenKey, CompanyKey, DrugKey, FilingKeys, Item
from dealgraph.resolve.milestones import events_of
from dealgraph.resolve.names import company_name, fold_name, substance_name
from dealgraph.resolve.overrides import KINDS, Rule

#: So many pairs of items are weighed to find what speaks most for one deal.
PAIRS = 2_000


@dataclass(frozen=True, slots=True)
class View:
    """The filings that tell of two things, and what their items are.

    Attributes:
        filings: Keys of the filings.
        iris: IRI of each item of these filings.
        rules: What the user says.
    """

    filings: Sequence[FilingKeys]
    iris: Mapping[Item, str]
    rules: Sequence[Rule] = ()

    def items(self, kind: str, iri: str) -> list[tuple[Item, object]]:
        """Give the items of an IRI with their keys, those of the earliest filing first."""
        out: list[tuple[str, Item, object]] = []
        for f in self.filings:
            for key in getattr(f, KINDS[kind]):
                if self.iris.get((f.key, key.id)) == iri:
                    out.append((f.filed_on or "9999", (f.key, key.id), key))
        return [(item, key) for _, item, key in sorted(out, key=lambda x: x[:2])]


def against(kind: str, one: str, other: str, view: View) -> list[str]:
    """Say why two resources of a kind ("company") are not one; the weightiest sentence comes first."""
    mine, theirs = view.items(kind, one), view.items(kind, other)
    out = list(_rules(kind, mine, theirs, view.rules))
    both = sorted({f for (f, _), _ in mine} & {f for (f, _), _ in theirs})
    if kind in ("agreement", "milestone"):
        out += _deals(kind, one, other, view, both)
    else:
        keys: tuple[list[object], list[object]] = ([k for _, k in mine], [k for _, k in theirs])
        out += list(_SPEAK[kind](*keys))
        if both:
            out.append(f"{_filings(both)} both, and {_hold(both)} them apart.")
        out += list(_names(kind, *keys))
    return out


def _rules(
    kind: str,
    mine: Sequence[tuple[Item, object]],
    theirs: Sequence[tuple[Item, object]],
    rules: Iterable[Rule],
) -> Iterator[str]:
    def named(items: Sequence[tuple[Item, object]]) -> set[str]:
        found = {f"{f}#{local}" for (f, local), _ in items}
        return found | {fold_name(getattr(k, "name", "")) for _, k in items}

    a, b = named(mine), named(theirs)
    for rule in rules:
        names = {n if "#" in n else fold_name(n) for n in rule.names}
        if rule.verb == "different" and rule.kind in (None, kind) and names & a and names & b:
            yield f"{rule.place} tells them apart{': ' + rule.note if rule.note else ''}."


def _companies(mine: list[object], theirs: list[object]) -> Iterator[str]:
    a, b = ([k for k in keys if isinstance(k, CompanyKey)] for keys in (mine, theirs))
    ciks = tuple(sorted({k.cik for k in keys if k.cik}) for keys in (a, b))
    if ciks[0] and ciks[1] and ciks[0] != ciks[1]:
        yield f"They have different CIKs, {', '.join(ciks[0])} and {', '.join(ciks[1])}."
    forms = [frozenset().union(*(company_name(k.name).families for k in keys)) for keys in (a, b)]
    stems = [{company_name(k.name).text for k in keys} for keys in (a, b)]
    if stems[0] & stems[1] and forms[0] and forms[1] and not forms[0] & forms[1]:
        said = " and ".join(", ".join(sorted(f)) for f in forms)
        yield f"Their legal forms are of different laws ({said})."


def _antigens(mine: list[object], theirs: list[object]) -> Iterator[str]:
    genes = [
        sorted({x for k in keys if isinstance(k, AntigenKey) for x in k.exact_match if x.startswith("HGNC:")})
        for keys in (mine, theirs)
    ]
    if genes[0] and genes[1] and genes[0] != genes[1]:
        yield f"They are different genes, {', '.join(genes[0])} and {', '.join(genes[1])}."


def _drugs(mine: list[object], theirs: list[object]) -> Iterator[str]:
    kinds = [sorted({k.kind for k in keys if isinstance(k, DrugKey) and k.kind}) for keys in (mine, theirs)]
    if kinds[0] and kinds[1] and not set(kinds[0]) & set(kinds[1]):
        yield f"They are of different kinds, {', '.join(kinds[0])} and {', '.join(kinds[1])}."


_SPEAK: Mapping[str, Callable[[list[object], list[object]], Iterator[str]]] = {
    "company": _companies,
    "antigen": _antigens,
    "drug": _drugs,
}


def _names(kind: str, mine: list[object], theirs: list[object]) -> Iterator[str]:
    """Say which names they share, or that there is none."""

    def all_names(keys: list[object]) -> dict[str, str]:
        names = [n for k in keys for n in (k.name, *k.aliases, *getattr(k, "former", ()))]  # type: ignore[attr-defined]
        form = (lambda n: company_name(n).text) if kind == "company" else substance_name
        return {form(n): n for n in sorted(names, reverse=True)}

    a, b = all_names(mine), all_names(theirs)
    shared = sorted(a[n] for n in a.keys() & b.keys() if n)
    if shared:
        listed = ", ".join(shared[:3])
        yield f"Both are called {listed}, but a name joins only where one {kind} alone can be meant by it."
    else:
        yield f"No filing gives one of them a name of the other, so nothing says that they are one {kind}."


def _deals(kind: str, one: str, other: str, view: View, both: Sequence[str]) -> list[str]:
    """Weigh their items pair by pair and tell of the pair that comes closest."""

    def iri_of(filing: str, local: str) -> str:
        return view.iris.get((filing, local), "")

    def found(iri: str) -> list[object]:
        out: list[object] = []
        for f in view.filings:
            things: Sequence[agreements.Deal | milestones.Event]
            if kind == "agreement":
                things = deals_of(f, iri_of)
            else:
                things = events_of(f, iri_of, lambda item: view.iris.get(item, ""))
            out += [x for x in things if view.iris.get(x.item) == iri]
        return out

    least = agreements.LEAST if kind == "agreement" else milestones.LEAST
    weighed = [_weigh(a, b) for a, b in islice(product(found(one), found(other)), PAIRS)]
    out = []
    if both:
        out.append(f"{_filings(both)} both, as two {kind}s.")
    if not weighed:
        return [*out, "No filing that tells of them is left."]
    best = max(weighed, key=lambda w: (not w.against, w.points, w.against, w.reasons))
    if best.against:
        out.append(f"What rules it out: {best.against}.")
    else:
        # Reasons can be enough and the items still be apart: by a third that speaks against.
        said = (
            "is not enough"
            if best.points < least
            else "would be enough, but what else belongs to them differs"
        )
        reasons = ", ".join(best.reasons)
        out.append(f"What speaks for it ({reasons}) weighs {best.points:.2f} of {least:.2f} and {said}.")
    return out


def _weigh(one: object, other: object) -> Weighed:
    if isinstance(one, agreements.Deal) and isinstance(other, agreements.Deal):
        return agreements.weigh(one, other)
    if isinstance(one, milestones.Event) and isinstance(other, milestones.Event):
        if one.place != other.place:
            return Weighed(against="they belong to different agreements")
        return milestones.weigh(one, other)
    return Weighed(against="they are of different kinds")


def _filings(keys: Sequence[str]) -> str:
    rest = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
    return f"Filing {keys[0]}{rest} {'names' if len(keys) == 1 else 'name'}"


def _hold(keys: Sequence[str]) -> str:
    return "holds" if len(keys) == 1 else "hold"
