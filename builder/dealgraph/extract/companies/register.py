"""Which names of a filing are one organisation's."""

from __future__ import annotations

from dataclasses import dataclass, field

from dealgraph.extract.companies.aliases import related
from dealgraph.extract.companies.names import FIELD_ACRONYMS
from dealgraph.extract.companies.tables import (
    core_key,
    core_words,
    is_legal_suffix,
    known,
    known_keys,
    name_words,
    words,
)

#: First words of names that are left out in short: "Cyanamid" of "American Cyanamid Company".
_LESSER_FIRST = frozenset(
    (
        "american",
        "united",
        "national",
        "general",
        "imperial",
        "royal",
        "british",
        "canadian",
        "french",
        "swiss",
    )
)


@dataclass(slots=True)
class Candidate:
    """An organisation in the making.

    Attributes:
        names: Surface forms in order of appearance, with how often each was seen.
        strength: 3 for a name in legal form or the filer's, 2 for an institution's or a well-known one, 1 for
            one known by its context.
        tickers, roles: Defined symbols and role words.
    """

    key: str
    strength: int
    order: tuple[int, int]
    names: dict[str, int] = field(default_factory=dict)
    tickers: list[str] = field(default_factory=list)
    roles: set[str] = field(default_factory=set)
    filer: int | None = None

    def note(self, name: str) -> None:
        """Count a surface form."""
        self.names[name] = self.names.get(name, 0) + 1


class Register:
    """Organisations by key: a name without legal form; the names of a well-known one share a key."""

    def __init__(self) -> None:
        self.by_key: dict[str, Candidate] = {}
        self.defined: dict[str, str] = {}
        self.surface: dict[str, str] = {}
        self.namesakes: dict[str, str] = {}

    def set_apart(self, name: str) -> None:
        """Keep a legal name from another that differs only in its legal form: a subsidiary from its parent."""
        self.namesakes[name] = f"{core_key(name)} {name_words(name)[-1]}"

    def key_of(self, name: str) -> str:
        """Give the key of a name: what a definition said, else the well-known row's, else its own core."""
        if name in self.namesakes:
            return self.namesakes[name]
        key = core_key(name)
        if key in self.defined:
            return self.defined[key]
        if key in self.by_key:
            return key
        if key == "merck" and "merckkgaa" in self.by_key:
            return "merckkgaa"  # two companies have this short name: the one that was named is meant
        row = known_keys().get(key)
        if row is None:
            return key
        known_key = core_key(known()[row][0])
        # "Halozyme, Inc." is another than "Halozyme Therapeutics, Inc."; the bare short form may be either.
        longer = known_key.startswith(key) and known_key[len(key) :] not in ("", "and")
        return key if longer and is_legal_suffix((name_words(name) or [""])[-1]) else known_key

    def add(self, name: str, strength: int, order: tuple[int, int]) -> Candidate:
        """Note a name, in a candidate of its own or in the one that it belongs to."""
        key = self.key_of(name)
        found = self.by_key.get(key)
        if found is None:
            found = self.by_key[key] = Candidate(key, strength, order)
        found.strength = max(found.strength, strength)
        found.order = min(found.order, order)
        found.note(name)
        return found

    def define(self, owner: Candidate, alias: str, *, same: bool = False) -> None:
        """Bind an alias to a candidate; what was noted under the alias before moves there.

        Args:
            owner: Whom the alias stands for.
            alias: The other name.
            same: The alias is a full name too ("formerly Acme, Inc."), so that two legal names are one.
        """
        key = core_key(alias)
        if not key or key in self.defined:
            return
        if alias not in self.surface and key in self.by_key and self.by_key[key].strength >= 3 and not same:
            if self.by_key[key] is not owner:
                self.surface[alias] = owner.key
            else:
                owner.names.setdefault(alias, 0)
            return
        row = known_keys().get(key)
        noted = self.by_key.get(key) or (
            self.by_key.get(core_key(known()[row][0])) if row is not None else None
        )
        if noted is not None and noted is not owner:
            if noted.filer is not None:
                noted, owner = owner, noted
            if noted.filer is not None:
                return
            self.merge(noted, owner)
        self.defined[key] = owner.key
        owner.names.setdefault(alias, 0)

    def merge(self, part: Candidate, whole: Candidate) -> None:
        """Make two candidates one."""
        for name, count in part.names.items():
            whole.names[name] = whole.names.get(name, 0) + count
        whole.order = min(whole.order, part.order)
        whole.tickers += [t for t in part.tickers if t not in whole.tickers]
        whole.roles |= part.roles
        if whole.filer is None:
            whole.filer = part.filer
        for key, target in list(self.defined.items()):
            if target == part.key:
                self.defined[key] = whole.key
        for name, target in list(self.surface.items()):
            if target == part.key:
                self.surface[name] = whole.key
        self.defined[part.key] = whole.key
        self.by_key.pop(part.key, None)

    def join_short_forms(self) -> None:
        """Merge candidates whose name begins a fuller one's ("Genentech" of "Genentech USA, Inc.")."""
        for part in sorted(self.by_key.values(), key=lambda c: c.order):
            if part.strength >= 3 or part.filer is not None:
                continue
            shortest = min((core_words(n) for n in part.names), key=len)
            wholes = [
                c
                for c in self.by_key.values()
                if c is not part
                and c.strength >= max(part.strength, 2)
                and any(_begins(core_words(n), shortest) for n in c.names)
            ]
            if (
                not wholes
                and part.strength == 1
                and len(part.names) == 1
                and next(iter(part.names)).isupper()
            ):
                wholes = [
                    c
                    for c in self.by_key.values()
                    if c.strength >= 2 and related(next(iter(part.names)), fullest(c))
                ]
                wholes = wholes if len({core_words(fullest(c))[0] for c in wholes}) == 1 else []
            if not wholes and part.strength == 1 and len(shortest) == 1:
                wholes = [
                    c
                    for c in self.by_key.values()
                    if c.strength >= 2
                    and any(w[1:2] == shortest and w[0] in _LESSER_FIRST for w in map(core_words, c.names))
                ]
                wholes = wholes if len(wholes) == 1 else []
            if not wholes and part.strength == 1 and len(shortest) == 1:
                wholes = [
                    c
                    for c in self.by_key.values()
                    if c.order < part.order and any(_begins(core_words(n), shortest) for n in c.names)
                ]
            if wholes:
                self.merge(part, min(wholes, key=lambda c: (c.filer is None, -c.strength, c.order)))

    def drop_run_ins(self) -> None:
        """Drop names that ran into one ("Counsel Acme, Inc." where "Acme, Inc." is named more often)."""
        strong = [c for c in self.by_key.values() if c.strength >= 3]
        cores = [(tuple(core_words(fullest(c))), sum(c.names.values()), c) for c in strong]
        # The most mentions of each name that could be the end of another; of a lone word, only the filer's.
        named: dict[tuple[str, ...], int] = {}
        for core, count, candidate in cores:
            if len(core) > 1 or candidate.filer is not None:
                named[core] = max(count, named.get(core, 0))
        for own, count, candidate in cores:
            if candidate.filer is not None or count > 2:
                continue
            if any(named.get(own[start:], 0) > count for start in range(1, len(own))):
                self.by_key.pop(candidate.key, None)

    def drop(self, name: str) -> None:
        """Drop the organisation of a name, unless it is a filer or a well-known one of the field."""
        found = self.by_key.get(self.key_of(name))
        if found is not None and found.filer is None and found.key not in known_keys():
            self.by_key.pop(found.key)

    def join_former_name(self, filer: Candidate) -> None:
        """In a contract, take a party for the filer if its name begins the filer's."""
        words_of = [core_words(n) for n in filer.names]
        for part in sorted(self.by_key.values(), key=lambda c: c.order):
            own = core_words(next(iter(part.names)))
            if part is not filer and part.strength >= 3 and any(w[: len(own)] == own for w in words_of):
                self.merge(part, filer)
                return

    def short_forms(self) -> dict[str, Candidate]:
        """Give the unclaimed beginnings of names that may stand for them ("Zenyx" of "Zenyx Bio AG")."""
        out: dict[str, Candidate] = {}
        doubtful: set[str] = set()
        claimed = set(self.by_key) | set(self.defined)
        for candidate in sorted(self.by_key.values(), key=lambda c: (c.filer is None, -c.strength, c.order)):
            for name in list(candidate.names):
                for short in beginnings(name):
                    key = core_key(short)
                    if key != candidate.key and (key in claimed or key in known_keys()):
                        continue
                    if out.setdefault(short, candidate) is not candidate:
                        doubtful.add(short)
        return out


def _begins(whole: list[str], part: list[str]) -> bool:
    if len(whole) <= len(part):
        return False
    if len(part) > 1 and [w.removesuffix("s") for w in whole[: len(part)]] == [
        w.removesuffix("s") for w in part
    ]:
        return True  # "Lixin Pharmaceuticals" of "Lixin Pharmaceutical Technology Co., Ltd."
    if whole[: len(part)] == part:
        return True
    if whole[0] in _SEATS and whole[1:] == part:
        return True
    return whole[0] in words().common and whole[1 : 1 + len(part)] == part and len(whole) > len(part) + 1


#: Places that full names begin with and short ones leave out: "Shanghai Junshi Biosciences".
_SEATS = frozenset(
    "shanghai beijing suzhou hangzhou shenzhen nanjing chengdu wuhan tianjin guangzhou chongqing xiamen jiangsu "
    "zhejiang sichuan guangdong hainan shandong hunan hubei anhui taiwan tokyo osaka seoul bangalore mumbai".split()
)


def beginnings(name: str) -> list[str]:
    """Give the shorter forms that a text may use for a name without defining them.

    >>> beginnings("Innovent Biologics, Inc."), beginnings("Jiangsu Hansoh Pharmaceutical Group Company Ltd.")
    (['Innovent Biologics', 'Innovent'], ['Jiangsu Hansoh Pharmaceutical', 'Jiangsu Hansoh', 'Hansoh'])
    """
    if " of " in name or " for " in name or "University" in name:
        return []
    table = words()
    parts = [p for p in name.replace("(", " ").replace(")", " ").split() if p not in ("&", "and")]
    if len(parts) != len(name.split()) and " & " not in name and "(" not in name:
        return []
    parts = [p.strip(",") for p in parts]
    while len(parts) > 1 and is_legal_suffix("".join(name_words(parts[-1]))):
        parts.pop()
    if " & " in name or " and " in name:
        return []
    out = [" ".join(parts[:i]) for i in range(len(parts), 0, -1)]
    if len(parts) > 2 and parts[0].lower() in table.common:
        out.append(parts[1])
    kept = []
    for short in out:
        pieces = [p.rstrip(".") for p in short.lower().split()]
        lone = len(pieces) == 1
        if short == name or (
            lone and (pieces[0] in table.weak_first or pieces[0] in table.places or pieces[0] in table.stop)
        ):
            continue
        if lone and (
            len(short) < 3
            or short in FIELD_ACRONYMS
            or short.rstrip(".").lower() in table.trade
            or short in table.trade
            or short in table.institution
        ):
            continue
        if pieces[-1] in table.stop or (len(pieces) == 2 and all(p in table.weak_first for p in pieces)):
            continue
        kept.append(short)
    return kept


def fullest(candidate: Candidate) -> str:
    """Choose the name: the longest in legal form, in mixed case if there is one, else the longest."""

    def rank(name: str) -> tuple[bool, bool, int, int]:
        legal = bool(name_words(name)) and is_legal_suffix(name_words(name)[-1])
        same = core_key(name) == candidate.key
        shout = (
            name.isupper()
            and len(name) > 6
            and any(not n.isupper() and core_key(n) == core_key(name) for n in candidate.names)
        )
        return (
            legal,
            not shout,
            len(name) if not same else len(name) + 1,
            -list(candidate.names).index(name),
        )

    return max(candidate.names, key=rank)
