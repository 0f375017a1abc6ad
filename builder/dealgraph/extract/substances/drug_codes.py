"""Development codes of drugs by their shape."""

from __future__ import annotations

import re

from dealgraph.extract.prefilter import Prefiltered
from dealgraph.extract.substances import nomenclature
from dealgraph.extract.substances.antigen_table import is_antigen_name

_CODE = re.compile(
    r"(?:(?:[A-Z]{2,7}|[A-Z][a-z]{1,4}[A-Z]{0,2}|[a-z]{1,3}[A-Z]{1,4})-?\d{2,8}|[A-Z]-?\d{3,7}"
    r"|[A-Z]{2,6}-\d|[a-z][A-Z][a-z]{1,3}-\d{2,4}|[A-Z]{3,6}\d|[A-Z][A-Za-z]{2,6}-?\d{3,6}|[a-z]{2}\d{3,5})"
    r"(?:[A-Za-z]{1,3}\d?)?(?:-(?!\d{4}\Z)[A-Z0-9]{1,4})?"
    r"|[A-Z]{2,5}\.[A-Z]{2,5}-?\d{2,6}[A-Z]?"
    r"|[A-Z]{2,6}-(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*\d)[A-Z0-9]{2,10}"
    r"|[A-Z]{2,6}\d{0,4}[A-Z]?-\d{2,5}[A-Z]{0,2}|[A-Z]{3}-[A-Z]{2,5}sc\d{2}"
    r"|[A-Z]{2,6}-[A-Z][a-z]?[A-Z]?[a-z]?[A-Z]?\d{2,6}|[A-Z]{1,6}-[A-Z0-9]{2,12}-[A-Z]{2,6}\d{1,3}"
    # AT-GTX-501, 4SC-202, HuMax-CD4; a radionuclide and what carries it: 177Lu-PSMA-617.
    r"|[A-Z]{1,5}-[A-Z]{2,6}-\d{2,4}[A-Z]?|[A-Z]-[A-Z]{3}\d{3}|\d[A-Z]{1,2}\d?-\d{3}|[A-Z][a-z]{1,5}[A-Z][a-z]{1,6}-[A-Z]{2,5}\d{1,3}"
    r"|\d{2,3}m?(?:Lu|Ac|I|Y|Ga|Cu|Pb|At|F|Zr|In|Tc|Re|Tb)-[A-Za-z0-9]{2,12}(?:-[A-Za-z0-9]{1,6})?"
)
PAYLOAD = r"DM[1-9]|(?:mc-?|vc-?)?MMA[EF]|SN-?38|DXd|PNU\d*|DOX|IR700|SG\d+|PE\d\d"
#: An antibody's code or name and its payload's.
CONJUGATE = re.compile(
    r"([A-Za-z]{2,6}-?\d{2,5}[A-Za-z]?|[A-Za-z]{2,5}\d{1,2}-\d{1,2}|[A-Za-z]{4,24}mab)-"
    rf"({PAYLOAD}|[A-Z]{{2,3}}\d)"
)
#: A payload that is one by its name alone makes what it stands behind a conjugate.
_SURE_CONJUGATE = re.compile(
    rf"(?:[A-Za-z]{{1,6}}-?\d{{1,5}}[A-Za-z]?(?:-\d{{1,2}})?|[A-Za-z]{{4,24}}mab)-(?:{PAYLOAD})"
)
#: Antisense drugs of one house, named for what they silence: "IONIS-FXI-LRx", "ISIS-APOCIII Rx".
ANTISENSE = Prefiltered(r"\b(?:ISIS|IONIS|AKCEA)-[A-Z][\w()]{1,10}(?:-[A-Z]{1,6}\d?)?(?: ?-?L?R[xX]\b|\b)")
#: How a brand's product releases what it holds: "SANCTURA XR".
RELEASE = re.compile(r" (?:XR|ER|XL|SR|CR|LAR|ODT|HFA)(?![\w-])")
RELEASE_TAIL = re.compile(r" (?:xr|er|xl|sr|cr|lar|odt|hfa)$")
#: Codes that begin like something else, but go on in figures as that does not: an account's standard has three, a day
#: of a month two, an amount a blank or a comma.
_OTHERWISE = re.compile(
    r"(?:ACE|ARM|COX|DAY|EP|HER|ICC|IRS|NAV|NIS|PL|PST|TIM|GIP|CBE|SOP)-?(?!(?:19|20)\d\d\Z)\d{3,6}[A-Z]?"
    r"|(?:APR|AUG|DEC|FEB|JAN|JUL|JUN|MAR|MAY|NOV|OCT|SEP)-?\d{3}(?:\d{3})?"
    r"|(?:AUD|CAD|CHF|EUR|ILS|SEK)-\d{3,4}|CHF\d{4}|ASC\d\d[A-Z]?"
)
#: Grants of the National Institutes of Health ("R01 CA123456").
_GRANT = re.compile(r"(?:CA|AI|HL|DK|GM|NS|EY|MH|AG|HD|AR|DA|TR)\d{6}\Z")
_YEAR = re.compile(r"-(?:19|20)\d\d\Z")


def not_codes(*, spaced: bool = False) -> frozenset[str]:
    """Give what stands before figures and makes no code, with or without a blank between."""
    refused = nomenclature.words("not_codes.txt")
    return refused | nomenclature.words("not_spaced_codes.txt") if spaced else refused


def is_code(token: str) -> bool:
    """Tell whether a token has the shape of a development code.

    >>> [is_code(t) for t in ("MK-3475", "huC242-DM1", "EX-10", "NCT01234567", "CD20", "GEO-CM04S1", "A2A")]
    [True, True, False, False, False, True, False]
    >>> is_code("huMy9-6-DM4"), is_code("trastuzumab-DM1")
    (True, True)
    """
    if _SURE_CONJUGATE.fullmatch(token):
        return True
    if not _CODE.fullmatch(token) or nomenclature.is_other_name(token):
        return False
    head = re.match(r"(?:\d+(?=[A-Z]))?[A-Za-z]+", token)
    if re.fullmatch(r"PD-?0\d{6}", token):
        return True  # a maker's old numbers, and not "PD-1"
    if (
        head is None
        or (
            head[0].upper() in not_codes()
            and not _OTHERWISE.fullmatch(token)
            and not (is_antigen_name(head[0]) and re.search(r"[A-Z]-?\d{3}\Z", token))
        )
        or is_antigen_name(token)
        or is_antigen_name(token.lstrip("mhcsr"))
    ):
        return False
    if (
        len(head[0]) == 1
        and head[0] in "SFNKQC"
        and not re.fullmatch(r"[SK]-\d{5,6}|[A-Z]-[A-Z]{3}\d{3}", token)
    ):
        return False
    if _GRANT.match(token):
        return False
    if _YEAR.search(token) and not head[0].isupper():
        return False
    if (
        head[0].isupper()
        and len(head[0]) > 5
        and nomenclature.is_english(head[0].lower())
        and "-" not in token
    ):
        return False  # a heading and its page: "CLOSING12"
    if (
        not head[0].isupper()
        and head[0].isalpha()
        and len(head[0]) > 3
        and nomenclature.is_english(head[0].lower())
    ):
        return False
    figures = sum(c.isdigit() for c in token)
    return figures >= 2 or ("-" in token and figures == 1 and (len(token) > 6 or token[-1].isdigit()))


def vectored(part: str) -> str:
    """Take off the letter that calls a vector recombinant or a protein human: "rVSV", "huC"."""
    return part[1:] if part[:1] in ("r", "h", "m") and part[1:].isupper() and len(part) > 3 else part


def says_little(name: str) -> bool:
    """Tell whether a code's shape alone says little ("M281", "WA-17", "bb2121")."""
    if _SURE_CONJUGATE.fullmatch(name):
        return False
    head = re.match(r"[A-Za-z]*", name)
    letters = head[0] if head else ""
    figures = sum(c.isdigit() for c in name)
    if re.fullmatch(r"[A-Z]+ (?:19|20)\d\d|[A-Z]+-[A-Z]+-\d+[A-Z]?", name) or figures < 2:
        return True  # "IOV-LUN-202" is a trial as likely
    if re.match(r"\d{2,3}m?[A-Z][a-z]?-", name):
        return False
    return (
        (len(letters) == 1 and (figures < 4 or "-" not in name))
        or letters.islower()
        or (len(letters) == 2 and figures < 3)
    )
