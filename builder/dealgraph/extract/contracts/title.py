"""The title of a contract: what kind of agreement it names, and whether it is one that Dealgraph reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dealgraph.extract.contracts.tables import type_of, word_set

_HEADS = re.compile(
    r"\b(?:AGREEMENTS?|Agreements?|CONTRACTS?|Contracts?|ARRANGEMENT|Arrangement"
    r"|MEMORANDUM OF UNDERSTANDING"
    r"|(?:(?<=[A-Z] )LICEN[CS]E|(?<=[a-z] )Licen[cs]e)(?=[ \t]*\n)"
    r"(?!\s*(?:(?!THIS|This)[A-Z&,][A-Za-z&,-]*\s+){0,4}(?:AGREEMENT|Agreement|CONTRACT|Contract)))\b"
)
_SPACED = re.compile(r"\b(?:[A-Z] ){4,}[A-Z]\b(?: {2,}(?:[A-Z] )+[A-Z]\b)*")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*\.?|[#&,/]|\d{1,2}")
_AMENDMENT = re.compile(r"\b(?:amendment|amending|addendum|supplement)\b", re.IGNORECASE)
_TERMINATION = re.compile(r"\btermination\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\s+(?:AND PLAN OF (?:MERGER|REORGANIZATION)|and Plan of (?:Merger|Reorganization)|OF MERGER|of Merger)"
)
#: "AGREEMENT FOR THE SUPPLY OF PLASMA": what an agreement is about may stand behind its name.
_ABOUT = re.compile(
    r"\s+(?:FOR|OF|ON|REGARDING|CONCERNING|For|Regarding|Concerning|for|of|on|regarding|concerning) (?:THE |the )?"
    r"(?:[A-Z][\w-]*,? ?(?:(?:AND|OF|and|of|&) )?){1,5}"
)
_BARE_PURCHASE = re.compile(
    r"\b(?<!technology )(?<!material )(?<!materials )(?<!know-how )(?:purchase|sale|transfer|assignment|divestiture)\b",
    re.IGNORECASE,
)
#: Who acquires a product acquires no company.
_OF_A_PRODUCT = re.compile(r"\bproduct(?: line|s)? (?:acquisition|divestiture|transfer)\b", re.IGNORECASE)
#: "PURCHASE AND COLLABORATION AGREEMENT": who buys an asset may agree on more; who buys goods has no such words.
_PURCHASE = re.compile(r"\bpurchase\b(?! order)", re.IGNORECASE)
_BESIDE_A_PURCHASE = {"license", "collaboration"}
_EQUITY = re.compile(
    r"\b(?<!profit )(?<!cost )(?<!revenue )(?:stock|shares?|securities|equity|investment|subscription|units?)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"\bconsult|\badvis|\bservice", re.IGNORECASE)
#: Who grants stands above the title of its licences; it offers no services.
_AUTHORITY = re.compile(r"\b(?:U\.? ?S\.? )?public health service\b", re.IGNORECASE)
#: Titles whose single words look in scope but whose whole does not.
_OUT = re.compile(
    r"\b(?:stock option|share option|option award|equity distribution|sales agency"
    r"|distribution agency|controlled equity"
    r"|separation and|at[- ]the[- ]market"
    r"|(?<!commercial )(?<!product )(?<!marketing )(?<!distribution )(?<!development )(?<!license )"
    r"rights? (?:plan|agreement)|stock plan|employee"
    r"|change (?:of|in) control|put option"
    r"|call option|private placement|placement agen|real estate"
    r"|(?:transfer|paying|exchange|fiscal|collateral|administrative|rights|calculation|information) agen"
    r"|site access|clinical investigator)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Title:
    """What a contract is called.

    Attributes:
        text: The words of the title, white space collapsed.
        types: Words of the agreement-type scheme, in order; empty for a bare "Agreement".
        amendment: It changes another agreement, which is what `types` tell of.
        termination: It ends another agreement.
        foreign: It is of a kind out of scope (employment, lease, loan ...).
        equity: It sells stock, so that it counts only as part of a deal.
        exclusive: The title says so.
        personal: It is out of scope if a party is a natural person (a consultant).
    """

    text: str
    types: tuple[str, ...]
    amendment: bool = False
    termination: bool = False
    foreign: bool = False
    equity: bool = False
    exclusive: bool = False
    personal: bool = False


def read_title(text: str) -> Title:
    """Judge a title.

    >>> read_title("SPONSORED RESEARCH AND LICENSE AGREEMENT").types
    ('research', 'license')
    >>> read_title("Amendment No. 2 to the Commercial Supply Agreement").amendment
    True
    >>> read_title("EMPLOYMENT AGREEMENT").foreign
    True
    """
    text = _AUTHORITY.sub("", " ".join(despaced(text).split())).strip()
    words = re.findall(r"[a-z]+(?:-[a-z]+)*", text.lower())
    kinds = dict.fromkeys(type_of(w) for w in words)
    kinds.pop("", None)
    weak = [k for k in kinds if k.endswith("?")]
    for kind in weak:
        kinds.pop(kind)
    alone = kinds.pop("~", 0) is None and not kinds
    if not kinds:
        kinds = dict.fromkeys(k.rstrip("?") for k in weak)
    foreign = kinds.pop("-", 0) is None or alone or bool(_OUT.search(text))
    equity = False
    if _BARE_PURCHASE.search(text) or _EQUITY.search(text):
        equity = bool(_EQUITY.search(text)) and not {"option", "asset purchase"} & set(kinds)
        if equity:
            kinds["equity"] = None
        elif not kinds or (kinds.keys() <= _BESIDE_A_PURCHASE and _PURCHASE.search(text)):
            kinds["asset purchase"] = None
    if _OF_A_PRODUCT.search(text):
        kinds.pop("acquisition", None)
        kinds["asset purchase"] = None
    if "asset purchase" in kinds:
        kinds = dict.fromkeys(["asset purchase", *(k for k in kinds if k in _BESIDE_A_PURCHASE)])
    if "merger" in kinds:
        kinds = {"merger": None}
    if "other" in kinds and len(kinds) > 1:
        kinds.pop("other")
    return Title(
        text,
        tuple(kinds),
        amendment=bool(_AMENDMENT.search(text)),
        termination=bool(_TERMINATION.search(text)),
        foreign=foreign,
        equity=equity,
        personal=bool(_PERSONAL.search(text)),
        exclusive=bool(re.search(r"(?<!non-)(?<!non)(?<!co-)\bexclusive\b", text, re.IGNORECASE)),
    )


def is_of_another_matter(title: Title) -> bool:
    """Tell a title that is surely out of scope from one that names what is in scope as well."""
    return not title.types or title.equity or _OUT.search(title.text) is not None


def despaced(text: str) -> str:
    """Close words that are set with spaces between letters.

    >>> despaced("S U P P L Y  A G R E E M E N T")
    'SUPPLY AGREEMENT'
    """
    return _SPACED.sub(lambda m: " ".join(w.replace(" ", "") for w in re.split(r" {2,}", m.group())), text)


def title_above(flat: str, start: int, stop: int) -> Title | None:
    r"""Find the title in start..stop: the first phrase that names an agreement, on one line or more.

    >>> title_above("Exhibit 10.1\n\nSUPPLY\n\nAND LICENSE\n\nAGREEMENT\n\nbetween", 0, 55).text
    'SUPPLY AND LICENSE AGREEMENT'
    """
    head = despaced(flat[start:stop])
    bare: Title | None = None
    for match in _HEADS.finditer(head):
        text = _back(head, match.start()) + match.group()
        tail = _TAIL.match(head, match.end())
        title = read_title(text + (tail.group() if tail else ""))
        about = None if title.types or title.foreign else _ABOUT.match(head, match.end())
        title = read_title(text + about.group()) if about else title
        if title.foreign or (title.types and not _listed(head, match.start())):
            return title
        bare = bare or title
    return bare


def _listed(head: str, at: int) -> bool:
    """Tell a row of the table of contents ("3.8 Quality Agreement 16") from a title."""
    line = head[head.rfind("\n", 0, at) + 1 : at]
    return bool(re.match(r"\s*(?:ARTICLE|Article|Section|Annex|Schedule|\d{1,2}\.\d)", line))


def _back(head: str, at: int) -> str:
    """Walk back over the words of a title; all in capitals where its head noun is."""
    upper = head[at : at + 3].isupper()
    floor = max(0, at - 220)
    tokens = list(_WORD.finditer(head, floor, at))
    first = at
    edge = at
    for token in reversed(tokens):
        gap = head[token.end() : edge]
        word = token.group()
        low = word.lower()
        if gap.strip() or gap.count("\n") > 3:
            break
        if "\n" in gap and not upper:
            break
        if low not in word_set("title_glue") and not word.isdigit():
            if (
                low in word_set("title_ends")
                or word.endswith(".")
                or not (word.isupper() if upper else word[0].isupper())
            ):
                break
            first = token.start()
        edge = token.start()
    return head[first:at]
