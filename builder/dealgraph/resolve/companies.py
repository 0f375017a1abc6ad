"""Which companies of different filings are one.

Strongest evidence first: the CIK, the filing's own header, the full legal name. A bare short form ("Lilly")
has no identity of its own: it goes to the one company that it can mean, first among the companies of the
same filer's filings, then among all, and to none where two could be meant. No company is reached through a
chain of short forms.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dealgraph.resolve.clusters import Clusters, Link, link
from dealgraph.resolve.keys import CompanyKey, FilingKeys, Item
from dealgraph.resolve.names import company_name, is_acronym
from dealgraph.resolve.overrides import NOTHING_TOLD, Told

#: A short form of fewer letters is not looked for beyond the filings of its own filer.
SHORTEST = 4


@dataclass(slots=True)
class Companies:
    """The state of one resolution of companies."""

    keys: dict[Item, CompanyKey]
    clusters: Clusters
    headers: Mapping[str, tuple[Item, ...]]
    ciks: dict[Item, str] = field(default_factory=dict)
    grounded: dict[Item, tuple[str, str]] = field(default_factory=dict)

    def cik(self, item: Item) -> str | None:
        """The CIK of the cluster of this item."""
        return self.ciks.get(self.clusters.find(item))

    def filers(self, item: Item) -> set[Item]:
        """The clusters of the companies that the header of this item's filing names."""
        return {self.clusters.find(h) for h in self.headers.get(item[0], ())}

    def join(self, found: Link, *, told: bool = False) -> bool:
        """Join, unless that would put two CIKs together; a user who tells us to knows what for."""
        one, other = self.clusters.find(found.one), self.clusters.find(found.other)
        cik, rival = self.ciks.get(one), self.ciks.get(other)
        if self.clusters.forbidden(one, other) or (cik and rival and cik != rival and not told):
            return False
        cik = min(cik, rival) if cik and rival else cik
        root = self.clusters.join(found)
        if cik or rival:
            self.ciks[root] = cik or rival or ""
        return True


def resolve_companies(
    filings: Sequence[FilingKeys], reference: Iterable[CompanyKey] = (), told: Told = NOTHING_TOLD
) -> Companies:
    """Cluster the companies of all filings, those of their headers included.

    Args:
        filings: What the filings name.
        reference: Companies with their CIKs, from a table of filers.
        told: What a user says of items.
    """
    keys = {(f.key, c.id): c for f in filings for c in f.companies}
    headers = {f.key: tuple((f.key, c.id) for c in f.companies if c.id.startswith("filer:")) for f in filings}
    state = Companies(keys, Clusters(keys), headers)
    state.ciks = {item: c.cik for item, c in keys.items() if c.cik}
    told.apply(state.clusters, lambda found: state.join(found, told=True))
    _by_number_and_header(state)
    _by_legal_name(state)
    _ground(state, reference)
    _by_short_form_of_one_filer(state)
    _short_forms(state)
    return state


def _by_number_and_header(state: Companies) -> None:
    first: dict[str, Item] = {}
    for item in sorted(state.keys):
        cik = state.keys[item].cik
        if cik and first.setdefault(cik, item) != item:
            state.join(link(first[cik], item, 1.0, f"same CIK {cik}"))
    for item in sorted(state.keys):
        filer = state.keys[item].filer
        if filer:
            state.join(link(item, (item[0], filer), 0.99, "named in the header of its own filing"))


def _is_strong(state: Companies, item: Item) -> bool:
    """Whether a company is told by its own name: a legal form, more than one word, a number or a header."""
    name = company_name(state.keys[item].name)
    return bool(name.families or len(name.stem) > 1 or state.cik(item) or item[1].startswith("filer:"))


def _full_names(key: CompanyKey) -> Iterable[tuple[str, str]]:
    """The names that stand for a company alone, each with what it is."""
    yield key.name, "same legal name"
    for name in key.former:
        yield name, "former name in the header"
    for name in key.aliases:
        if company_name(name).families and len(company_name(name).text) >= SHORTEST:
            yield name, "other legal name stated in the filing"


def _by_legal_name(state: Companies) -> None:
    groups: dict[str, list[tuple[Item, str, str]]] = defaultdict(list)
    for item in sorted(state.keys):
        if _is_strong(state, item):
            for name, reason in _full_names(state.keys[item]):
                groups[company_name(name).text].append((item, name, reason))
    for text in sorted(groups):
        if text:
            _join_group(state, groups[text])


def _join_group(state: Companies, group: list[tuple[Item, str, str]]) -> None:
    """Join items of one stem; an item that could be several companies, by its name alone, joins none."""

    def weight(entry: tuple[Item, str, str]) -> tuple[bool, bool, bool, Item]:
        item, name, reason = entry
        return (not state.cik(item), reason != "same legal name", not company_name(name).families, item)

    leaders: list[tuple[Item, str]] = []
    for item, name, reason in sorted(group, key=weight):
        mine = company_name(name)
        fits: dict[Item, Item] = {}
        for leader, leading in leaders:
            rival, own = state.cik(leader), state.cik(item)
            if state.clusters.forbidden(leader, item):
                continue
            if mine.agrees(company_name(leading)) and not (rival and own and rival != own):
                fits.setdefault(state.clusters.find(leader), leader)
        if len(fits) == 1:
            state.join(link(item, next(iter(fits.values())), 0.95, reason))
        elif not fits:
            leaders.append((item, name))


def _ground(state: Companies, reference: Iterable[CompanyKey]) -> None:
    """Give a company the CIK of the one filer in the table that has its legal name.

    A header's word stands above the table: where a company with a CIK has the name already, the name
    identifies nobody else. A name that two filers or two companies have identifies none.
    """
    table: dict[str, list[CompanyKey]] = defaultdict(list)
    for row in reference:
        table[company_name(row.name).text].append(row)
    named: dict[str, dict[Item, Item]] = defaultdict(dict)
    for item in sorted(state.keys) if table else ():
        text = company_name(state.keys[item].name).text
        if text in table and _is_strong(state, item):
            named[text].setdefault(state.clusters.find(item), item)
    held = {cik: item for item, cik in sorted(state.ciks.items(), reverse=True)}
    for text in sorted(named):
        if any(state.cik(item) for item in named[text].values()):
            continue
        for item in named[text].values():
            name = company_name(state.keys[item].name)
            rows = [row for row in table[text] if name.agrees(company_name(row.name))]
            rivals = [i for i in named[text].values() if company_name(state.keys[i].name).agrees(name)]
            if len({row.cik for row in rows}) != 1 or len(rivals) != 1 or not rows[0].cik:
                continue
            cik = rows[0].cik
            state.grounded[item] = (cik, rows[0].name)
            if cik in held:
                state.join(link(item, held[cik], 0.95, f"legal name of CIK {cik} in the table of filers"))
            else:
                state.ciks[state.clusters.find(item)] = cik


def _by_short_form_of_one_filer(state: Companies) -> None:
    """Join companies that have one name but for the legal form, and one short form in one filer's filings.

    SmithKline Beecham Plc and SmithKline Beecham Corporation, each "SB" to a filer that holds no two of them apart,
    are one party to its readers. A name of one word says too little: Merck & Co. is not Merck KGaA.
    """
    groups: dict[tuple[Item, str, str], list[Item]] = defaultdict(list)
    for item in sorted(state.keys):
        key, name = state.keys[item], company_name(state.keys[item].name)
        if not name.families or len(name.stem) < 2:
            continue
        shorts = {company_name(a).text for a in key.aliases if not company_name(a).families} - {name.text}
        for filer in state.filers(item):
            for short in shorts:
                groups[filer, name.text, short].append(item)
    for (_, _, short), items in sorted(groups.items(), key=lambda entry: (entry[1], entry[0][1:])):
        for item in items[1:]:
            if not state.clusters.share_filing(items[0], item):
                reason = f"same name but for its legal form, and {short!r} in filings of the same filer"
                state.join(link(items[0], item, 0.8, reason))


class _Index:
    """Short forms of the companies that have a full name, over all filings and by filer."""

    def __init__(self, state: Companies) -> None:
        self.state = state
        self.stems: dict[str, set[Item]] = defaultdict(set)
        self.world: dict[tuple[str, str], set[Item]] = defaultdict(set)
        self.local: dict[tuple[Item, str, str], set[Item]] = defaultdict(set)
        for item, key in state.keys.items():
            if not _is_strong(state, item):
                continue
            root, name = state.clusters.find(item), company_name(key.name)
            self.stems[name.text].add(root)
            forms = {("alias", company_name(a).text) for a in key.aliases} | {("core", name.core)}
            for kind, text in forms:
                self.world[kind, text].add(root)
                for filer in state.filers(item):
                    self.local[filer, kind, text].add(root)

    def candidates(self, item: Item) -> Iterable[tuple[set[Item], float, str]]:
        """Sets of companies that a bare name can mean, best evidence first."""
        name = self.state.keys[item].name
        text = company_name(name).text
        filers = sorted(self.state.filers(item))
        stems = self.stems.get(text, set())
        yield stems, 0.93, "same name"
        near = {r for f in filers for k in ("alias", "core") for r in self.local.get((f, k, text), ())}
        yield stems & near, 0.9, "same name, in filings of the same filer"
        yield self._near(filers, "alias", text), 0.9, "short form used in another filing of the same filer"
        yield (
            self._near(filers, "core", text),
            0.85,
            "short form of a name in another filing of the same filer",
        )
        if not is_acronym(name) and len(text) >= SHORTEST and not stems:
            yield self.world.get(("alias", text), set()), 0.8, "short form that only this company has"
            yield self.world.get(("core", text), set()), 0.75, "begins the name of this company alone"

    def _near(self, filers: Sequence[Item], kind: str, text: str) -> set[Item]:
        return {r for f in filers for r in self.local.get((f, kind, text), ())}


def _short_forms(state: Companies) -> None:
    index = _Index(state)
    bare = [item for item in sorted(state.keys) if not _is_strong(state, item)]
    chosen: list[Link] = []
    left: dict[tuple[str, object], list[Item]] = defaultdict(list)
    for item in bare:
        found = _meaning(state, index, item)
        if found:
            chosen.append(found)
            continue
        name = state.keys[item].name
        text = company_name(name).text
        # A name that several companies bear, or a bare acronym, means one thing only within one filer's
        # filings.
        confined = is_acronym(name) or bool(index.stems.get(text))
        scope = min(state.filers(item), default=(item[0], "")) if confined else ""
        left[text, scope].append(item)
    for found in chosen:
        state.join(found)
    for _, items in sorted(left.items(), key=lambda entry: entry[1]):
        for item in items[1:]:
            state.join(link(items[0], item, 0.85, "same short name"))


def _meaning(state: Companies, index: _Index, item: Item) -> Link | None:
    """The one company that a bare name means, or None where there is none or more than one."""
    for roots, score, reason in index.candidates(item):
        exact = reason.startswith("same name")
        # The filing's reader held the two apart: only an equal name speaks for one company all the same.
        fits = {r for r in roots if exact or item[0] not in state.clusters.filings(r)}
        fits = {r for r in fits if not state.clusters.forbidden(r, item)}
        if len(fits) == 1:
            return link(item, next(iter(fits)), score, reason)
    return None
