"""Generated filings as files, whose texts tell what `generate` varied: what benchmarks of whole builds read.

The short documents of the gold annotations are retold under other names by the generator's rules; every other
filing is a short 8-K without a deal, of another filer. Each is an EDGAR submission with a header of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generate import GOLD, Pair, generate, number, originals, word

from dealgraph.filing import Filing

EMPTY = GOLD.parent / "filings" / "8k"
#: Characters of a document that is retold, and bytes of an 8-K without a deal.
SHORT, SHORT_8K = 2500, 8000
_ACCESSION = re.compile(r"\d{10}-\d{2}-\d{6}")


def retell(old: Pair, new: Pair) -> str:
    """Give the old filing's text under the new facts' names."""
    text = old[0].documents[0].text
    names: dict[str, str] = {}
    for kind in ("companies", "drugs", "antigens"):
        for a, b in zip(getattr(old[1], kind), getattr(new[1], kind), strict=True):
            if a.name != b.name:
                names |= dict.fromkeys((a.name, a.name.split()[0].strip(",."), *a.aliases), b.name)
    # Longest first, so that a name's first word does not break the name.
    pattern = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    return re.sub(rf"\b(?:{pattern})(?!\w)", lambda m: names[m.group()], text) if names else text


def submission(filing: Filing, text: str) -> bytes:
    """Write a filing as EDGAR does."""
    filers = "".join(
        f"\nFILER:\n\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\t\t\t{f.name}\n"
        f"\t\tCENTRAL INDEX KEY:\t\t\t{f.cik or number('cik', f.name) % 10**10:0>10}\n"
        for f in filing.filers
    )
    day = f"{filing.filed_on:%Y%m%d}"
    return (
        f"<SEC-DOCUMENT>{filing.accession}.txt : {day}\n<SEC-HEADER>{filing.accession}.hdr.sgml : {day}\n"
        f"ACCESSION NUMBER:\t\t{filing.accession}\nCONFORMED SUBMISSION TYPE:\t8-K\n"
        f"PUBLIC DOCUMENT COUNT:\t\t1\nFILED AS OF DATE:\t\t{day}\n{filers}</SEC-HEADER>\n"
        f"<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<FILENAME>release.txt\n<TEXT>\n{text}\n</TEXT>\n</DOCUMENT>\n"
        "</SEC-DOCUMENT>\n"
    ).encode()


def submissions(filings: int) -> Iterator[tuple[str, bytes]]:
    """Give (name, bytes) of so many filings; the same number gives the same."""
    base = [pair for pair in originals() if len(pair[0].documents[0].text) < SHORT]
    small = (f for f in sorted(EMPTY.iterdir()) if f.stat().st_size < SHORT_8K)
    # Without a header, copies of one text would be one filing.
    silent = [text for text in (f.read_text("utf-8", "replace") for f in small) if "<SEC-HEADER>" in text]
    for turn, new in enumerate(generate(filings, base)):
        accession = str(new[0].accession)
        if turn % 2:
            text = silent[turn // 2 % len(silent)]
            told = _ACCESSION.sub(accession, text)
            told = re.sub(r"(CONFORMED NAME:\s+)[^\n]+", rf"\g<1>{word(turn // 8).upper()} CORP", told)
            told = re.sub(r"(INDEX KEY:\s+)\d+", rf"\g<1>{turn // 8:010d}", told)
            yield f"{accession}.txt", told.encode()
        else:
            old = base[turn // 6 % len(base)]
            yield f"{accession}.txt", submission(new[0], retell(old, new))


def write_files(folder: Path, filings: int) -> int:
    """Write filings to files; give their bytes."""
    folder.mkdir(parents=True)
    size = 0
    for name, data in submissions(filings):
        (folder / name).write_bytes(data)
        size += len(data)
    return size
