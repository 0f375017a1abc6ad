"""The organisations of a filing: who they are, how they are named, and where they are mentioned."""

from __future__ import annotations

import re

from dealgraph.extract.companies.aliases import Alias, find_aliases
from dealgraph.extract.companies.anaphora import called_companies
from dealgraph.extract.companies.context import find_contextual
from dealgraph.extract.companies.intermediaries import intermediaries
from dealgraph.extract.companies.match import NameTable, capitals_of
from dealgraph.extract.companies.names import NameHit, find_names, longest
from dealgraph.extract.companies.page_names import PageNames, clean
from dealgraph.extract.companies.register import Candidate, Register, beginnings, fullest
from dealgraph.extract.companies.speaker import is_contract, is_release, pronouns, role_words, subject
from dealgraph.extract.companies.subsidiaries import leave_to_subsidiaries, namesakes
from dealgraph.extract.companies.tables import core_key, is_legal_suffix, name_words, spaced_words
from dealgraph.extract.mentions import Mention, MentionIndex
from dealgraph.extract.reading import Companies, CompanyEntity, Reading
from dealgraph.extract.text import Page
from dealgraph.filing import Filer

_STRENGTH = {"legal": 3, "filer": 2, "trade": 2, "institution": 2, "known": 2, "context": 1}
#: A longer filing with hardly any of these holds no biopharma deal, and only its filer is of interest.
_LIFE_SCIENCE = (
    "linical", "herap", "harma", "accin", "ntibod", "iotech", "iolog", "isease", "patients", "ncolog", "rug ",
    "rugs", "osimilar",
    "icens", "oyalt", "ilestone", "ollabor", "utical", "ngredient",
)  # fmt: skip
#: Between an institute and the body that it is part of, which is named only to say which institute is meant.
_OF_WHOLE = re.compile(r"\)?(?: \([^()\n]{1,15}\))?,? (?:part )?of the $")
#: "Genentech, a member of the Roche Group, has paid": named only to say whose company it is that acts.
_OF_GROUP = re.compile(
    r"(?: \([^()\n]{1,40}\))?, (?:an?|one of|the) (?:[\w&'-]+,? ){0,7}?"
    r"(?:members?|units?|divisions?|arms?|part|business(?:es)?)"
    r" of (?:the )?(?:[\w-]+ (?:giant|group|company|conglomerate) )?$"
    r"|(?: \([^()\n]{1,40}\))?, (?:(?:which is|now|wholly|majority|partly) )*owned by (?:[a-zA-Z.&-]+ ){0,9}?$"
)
_OWNED_END = re.compile(r"(?:'s? [\w ]{3,40})?(?: \([^()\n]{1,40}\))?[,)]")
#: Behind a body that another one signs for: "the Department of Health, as represented by the Institute".
_REPRESENTED = re.compile(r",? (?:as )?(?:represented by|acting (?:by and )?through|by and through)\b")
_STATE_MARK = re.compile(r"\s*[/\\]\s?[A-Z]{2,8}[/\\]?\s*$")
_LEGAL_CASE = {
    "inc": "Inc.",
    "corp": "Corp.",
    "ltd": "Ltd.",
    "co": "Co.",
    "plc": "plc",
    "llc": "LLC",
    "lp": "L.P.",
    "nv": "N.V.",
    "sa": "S.A.",
    "ag": "AG",
    "se": "SE",
    "ab": "AB",
}
#: EDGAR writes the stops and strokes of some legal forms as blanks ("NOVAX A S").
_SPELT = {"A S": " A/S", "S A": " S.A.", "N V": " N.V.", "A G": " AG", "P L C": " plc", "S P A": " S.p.A."}
_SPACED_FORM = re.compile(rf" ({'|'.join(_SPELT)})$")


def find_companies(reading: Reading) -> None:
    """Fill `reading.companies`: entities with their names, mentions, and who "we" is."""
    register = Register()
    filers = [_filer(register, f, i) for i, f in enumerate(reading.filing.filers)]
    if not _of_life_science(reading):
        reading.companies = _frozen(reading, register, filers, [])
        return
    filer_table = NameTable(
        (n, i) for i, c in enumerate(filers) for name in c.names for n in (name, *beginnings(name))
    )
    pages = [_read(i, p, filer_table) for i, p in enumerate(reading.pages)]
    for name in namesakes(pages):
        register.set_apart(name)
    # Legal names first, so that a subsidiary is not taken for the filer's short form.
    for hit in sorted((h for found in pages for h in found.hits), key=lambda h: h.kind != "legal"):
        if hit.kind == "filer" and filers:
            short = core_key(hit.text)
            if short in register.by_key and register.by_key[short] is not filers[0]:
                register.surface.setdefault(clean(hit.text), filers[0].key)
                continue
            register.defined.setdefault(short, filers[0].key)
        register.add(clean(hit.text), _STRENGTH[hit.kind], (hit.page, hit.start))
    leave_to_subsidiaries(register, pages)
    for found in pages:
        for alias in found.aliases:
            _apply(register, alias)
    register.join_short_forms()
    register.drop_run_ins()
    for found in pages:
        for hit in () if is_contract(found.page) else intermediaries(found.page.flat, found.hits):
            register.drop(clean(hit.text))
    if filers and all(is_contract(p) for p in reading.pages):
        register.join_former_name(filers[0])
    reading.companies = _frozen(reading, register, filers, pages)


def _of_life_science(reading: Reading) -> bool:
    """Tell whether a filing may hold a deal: a short one always, else by how often it speaks of medicine."""
    flats = [p.flat for p in reading.pages]
    size = sum(map(len, flats))
    spoken, enough = 0, max(3, size // 10_000)
    for word in _LIFE_SCIENCE if size >= 3000 else ():
        spoken += sum(flat.count(word) for flat in flats)
        if spoken > enough:
            break
    return size < 3000 or spoken > enough


def _read(index: int, page: Page, filers: NameTable) -> PageNames:
    capitals = capitals_of(page.flat)
    own = [NameHit(index, s, e, "filer", page.flat[s:e]) for s, e, _ in filers.find(page.flat, capitals)]
    hits = longest(find_names(index, page.flat, capitals) + own)
    headings = frozenset((b.start, b.end) for b in page.blocks if b.heading)
    if not is_contract(page):
        # A contract introduces its parties in full, and every other word of it is a capitalised term.
        hits = longest(hits + find_contextual(index, page.flat, hits, headings, release=is_release(page)))
    return PageNames(index, page, capitals, hits, find_aliases(page.flat, hits, contract=is_contract(page)))


def _filer(register: Register, filer: Filer, order: int) -> Candidate:
    candidate = register.add(tidy(filer.name), 3, (-1, order))
    if candidate.filer is None:
        candidate.filer = order
    return candidate


def _apply(register: Register, alias: Alias) -> None:
    owner = register.by_key.get(register.key_of(clean(alias.hit.text)))
    if owner is None:
        return
    if alias.kind in ("name", "same"):
        register.define(owner, clean(alias.text), same=alias.kind == "same")
    elif alias.kind == "ticker":
        if alias.text not in owner.tickers:
            owner.tickers.append(alias.text)
    elif alias.kind == "role":
        owner.roles.add(alias.text.lower())


def tidy(name: str) -> str:
    """Write a name of a header as a text would.

    >>> tidy("INCYTE CORP /DE/"), tidy("ImmunoGen, Inc."), tidy("GALAPAGOS NV")
    ('Incyte Corp.', 'ImmunoGen, Inc.', 'Galapagos N.V.')
    >>> tidy("NORDANE A S")
    'Nordane A/S'
    """
    plain = _STATE_MARK.sub("", " ".join(name.replace(",", ", ").split()))
    if plain != plain.upper():
        return plain
    out = []
    for word in plain.split(" "):
        bare = word.strip(",.").lower().replace(".", "")
        if bare in _LEGAL_CASE:
            out.append(_LEGAL_CASE[bare])
        else:
            out.append(word if len(word) < 3 else word.capitalize())
    return _SPACED_FORM.sub(lambda m: _SPELT[m[1]], " ".join(out))


def _frozen(
    reading: Reading, register: Register, filers: list[Candidate], pages: list[PageNames]
) -> Companies:
    """Number the candidates, find their mentions and settle who speaks."""
    candidates = sorted({id(c): c for c in register.by_key.values()}.values(), key=lambda c: c.order)
    number = {c.key: i for i, c in enumerate(candidates)}
    entries = [(name, number[key]) for name, key in register.surface.items() if key in number]
    entries += [(name, number[c.key]) for c in candidates for name in c.names]
    entries += [(alias, number[key]) for alias, key in _claimed(register, number)]
    flats = [found.page.flat for found in pages]
    entries += [(s, number[c.key]) for s, c in register.short_forms().items() if not _is_word(s, flats)]
    table = NameTable(entries)
    own = number.get(filers[0].key) if filers else None
    mentions: list[Mention] = []
    forms: list[dict[str, int]] = [{} for _ in candidates]
    for found in pages:
        flat = found.page.flat
        last = 0
        for start, end, entity in table.find(flat, found.capitals):
            end += _full_stop(flat, end)
            if last and start - last < 30 and _OF_WHOLE.match(flat[last:start]):
                continue
            if _REPRESENTED.match(flat, end):
                continue
            if last and entity != own and _OF_GROUP.match(flat[last:start]) and _OWNED_END.match(flat, end):
                continue
            last = end
            mentions.append(Mention(found.index, start, end, entity))
            form = clean(flat[start:end])
            forms[entity][form] = forms[entity].get(form, 0) + 1
    speakers = [_speaker(reading, found, register, number, mentions, own) for found in pages]
    named = list(mentions)
    for found, we in zip(pages, speakers, strict=True):
        generic = _generic(reading, found, register, number, we)
        if is_release(found.page):
            generic += called_companies(found.page, [m for m in named if m.page == found.index])
        mentions += generic
    return Companies(
        entities=[_entity(reading, c, forms[i]) for i, c in enumerate(candidates)],
        mentions=MentionIndex(mentions),
        we=_filing_we(reading, speakers, own),
    )


def _claimed(register: Register, number: dict[str, int]) -> list[tuple[str, str]]:
    """Give aliases that were defined but stand in no candidate's names, so that merging loses none."""
    return [(alias, key) for alias, key in register.defined.items() if key in number and alias[:1].isupper()]


def _full_stop(flat: str, end: int) -> int:
    """Give 1 if a full stop behind a legal form belongs to it."""
    if flat[end : end + 1] != ".":
        return 0
    last = re.search(r"[A-Za-z.]{1,6}$", flat[max(0, end - 6) : end])
    word = last.group().lower() if last else ""
    return int(
        word
        in (
            "inc",
            "ltd",
            "corp",
            "co",
            "l.p",
            "n.v",
            "b.v",
            "s.a",
            "s.p.a",
            "k.k",
            "a.g",
            "p.l.c",
            "l.l.c",
            "u.s.a",
        )
    )


def _entity(reading: Reading, candidate: Candidate, forms: dict[str, int]) -> CompanyEntity:
    seen = Candidate(
        candidate.key, candidate.strength, candidate.order, names=dict(forms) or dict(candidate.names)
    )
    if candidate.filer is not None and not any(_legal(n) for n in seen.names):
        seen.names.update({n: 0 for n in candidate.names if _legal(n)})
    name = fullest(seen)
    if candidate.filer is not None and (name not in forms or name.isupper()):
        name = _cased(name if name not in forms else _filer_name(candidate, name), forms)
    entity = CompanyEntity(name)
    for form in sorted(forms, key=lambda f: (-len(f), f)):
        if form != name:
            entity.add(form)
    for ticker in candidate.tickers:
        entity.add(ticker)
    entity.ticker = candidate.tickers[0] if candidate.tickers else None
    if candidate.filer is not None:
        entity.filer = candidate.filer == 0 or reading.filing.filers[candidate.filer].role == "filer"
        entity.cik = reading.filing.filers[candidate.filer].cik
    return entity


def _filer_name(candidate: Candidate, shouted: str) -> str:
    """Give the filer's name as tidied from the header where the text has it in capitals only."""
    return next((n for n in candidate.names if core_key(n) == core_key(shouted) and not n.isupper()), shouted)


def _cased(name: str, forms: dict[str, int]) -> str:
    """Write a name's words as the text does ("Abbvie Inc." as "AbbVie Inc." where "AbbVie" appears)."""
    written: dict[str, str] = {}
    for form in sorted(forms, key=lambda f: (f.isupper(), f)):
        if not form.isupper() or (" " not in form and len(form) < 5):
            for word in form.split():
                written.setdefault(word.casefold(), word)
    return " ".join(written.get(word.casefold(), word) for word in name.split())


def _is_word(short: str, flats: list[str]) -> bool:
    """Tell whether a lone short form is an ordinary word of the text too."""
    return " " not in short and short.istitle() and any(short.lower() in spaced_words(flat) for flat in flats)


def _legal(name: str) -> bool:
    found = name_words(name)
    return bool(found) and is_legal_suffix(found[-1])


def _role_owner(found: PageNames, register: Register, number: dict[str, int], role: str) -> int | None:
    for alias in found.aliases:
        if (alias.kind == "role" and alias.text.lower() == role) or (
            role == "company" and alias.kind == "we"
        ):
            entity = number.get(register.key_of(clean(alias.hit.text)))
            if entity is not None:
                return entity
    return None


def _speaker(
    reading: Reading,
    found: PageNames,
    register: Register,
    number: dict[str, int],
    mentions: list[Mention],
    filer: int | None,
) -> int | None:
    """Tell whose "we" a page has: nobody's in a contract, the issuer's in a release, else the filer's."""
    if is_contract(found.page):
        return None
    named = [m for m in mentions if m.page == found.index]
    if is_release(found.page):
        defined = _role_owner(found, register, number, "company")
        return defined if defined is not None else subject(found.page, named, filer)
    if filer is not None:
        return filer
    defined = _role_owner(found, register, number, "company")
    if defined is None:
        defined = _role_owner(found, register, number, "registrant")
    return defined if defined is not None else subject(found.page, named, None)


def _filing_we(reading: Reading, speakers: list[int | None], filer: int | None) -> int | None:
    told = [s for s in speakers if s is not None]
    if len(reading.pages) == 1 and told:
        return told[0]
    return filer if filer is not None else (told[0] if told else None)


def _generic(
    reading: Reading, found: PageNames, register: Register, number: dict[str, int], we: int | None
) -> list[Mention]:
    out: list[Mention] = []
    roles: dict[str, int] = {}
    for alias in found.aliases:
        if alias.kind == "role":
            entity = number.get(register.key_of(clean(alias.hit.text)))
            if entity is not None:
                roles.setdefault(alias.text.lower(), entity)
    if we is not None:
        roles.setdefault("company", we)
        roles.setdefault("registrant", we)
        roles.setdefault("group", we)
        out += [Mention(found.index, s, e, we, generic=True) for s, e in pronouns(found.page.flat)]
    contract = is_contract(found.page)
    out += [
        Mention(found.index, s, e, roles[r], generic=True)
        for r, s, e in role_words(found.page.flat, tuple(roles), bare=contract)
    ]
    return out
