"""Filings whose names look like code, and the graphs that the whole path makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from dealgraph import workers
from dealgraph.build import BuildReport, build
from dealgraph.evidence import locate
from dealgraph.facts import Agreement, Company, Drug, FilingFacts, Milestone, Party, Span, Term
from dealgraph.filing import Filing

#: What a name may hold that acts somewhere: in a page, a shell, a spreadsheet, a query, a terminal, a file's path.
PAYLOADS = (
    'Quote" Bio',
    "Apostrophe' OR '1'='1",
    "Back\\slash\\",
    "Angle <script>window.pwned=1</script>",
    '</script><img src=x onerror="window.pwned=1">',
    '"><svg onload=window.pwned=1>',
    "' onmouseover='window.pwned=1",
    "javascript:window.pwned=1",
    "Comment --> <!-- x",
    "=HYPERLINK(1)",
    "+cmd|calc",
    "-2+3",
    "@SUM(1)",
    "x'}) DETACH DELETE n //",
    "\\u0027}) MATCH (n) DETACH DELETE n //",
    '" . } ; DROP ALL ; #',
    "> . <urn:a> <urn:b> <urn:c> .",
    "} SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } {",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "%s%n%x",
    "pipe | cell",
    "[a](javascript:alert)",
    "; rm -rf / `id` $(id)",
    "../../etc/passwd",
    "&lt;&amp;&#60;",
    "]]> CDATA",
    "Bidi \u202egnp.exe",
    "Private \ue000 use",
    "Combining Z\u0351\u036b",
    "Emoji \U0001f9ec",
    "line\nfeed\r\nand\ttab",
    "nul \x00 and escape \x1b[31m",
    "separators \u2028 \u2029 \x85",
    "lone \ud800 surrogate",
)
_TEXT = "Company {:02} paid Arbor Bio a milestone of $2 million."
_HEADER = """<SEC-HEADER>
ACCESSION NUMBER: 0000000009-05-{number:06}
CONFORMED SUBMISSION TYPE: {name}
ITEM INFORMATION: {name}
FILED AS OF DATE: 20050301
FILER:
COMPANY DATA:
COMPANY CONFORMED NAME: {name}
CENTRAL INDEX KEY: {cik}
STATE OF INCORPORATION: {name}
FORMER COMPANY:
FORMER CONFORMED NAME: {name}
</SEC-HEADER>
<DOCUMENT>
<TYPE>{name}
<SEQUENCE>1
<FILENAME>{name}
<DESCRIPTION>{name}
<TEXT>
{name}, Inc. ("{name}") entered into a license agreement with Arbor Bio, Inc. under which Arbor Bio received an
upfront payment of $2 million from {name}, Inc. for {name}, an anti-CD19 antibody.
</TEXT>
</DOCUMENT>
"""


class Planted:
    """An extractor that made things up: the payload of the file's number, wherever a fact holds words."""

    name = "planted"
    version = "1"

    def __init__(self, payloads: Sequence[str]) -> None:
        self._payloads = payloads

    def extract(self, filing: Filing) -> FilingFacts:
        payload = self._payloads[int(Path(filing.source).stem)]
        text = filing.documents[0].text.rstrip()
        whole, us = Span(1, 0, len(text), text), locate("Arbor Bio", filing.documents)
        assert us is not None
        drug = Drug("d1", payload, (), developers=("c1",), indications=(payload,), mentions=(whole,))
        upfront = Term("upfront", rate=payload, evidence=(whole,))
        deal = Agreement(
            "g1", ("license",), (Party("c1"), Party("c2")), drugs=("d1",), territory=payload, terms=(upfront,),
            evidence=(whole,),
        )  # fmt: skip
        paid = Milestone(
            "m1", "g1", trigger=payload, payer="c1", payee="c2", status="achieved", evidence=(whole,)
        )
        return FilingFacts(
            companies=(
                Company("c1", payload, (), (whole,)),
                Company("c2", "Arbor Bio", (), (us,)),
            ),
            drugs=(drug,),
            agreements=(deal,),
            milestones=(paid,),
        )


def planted(folder: Path, payloads: Sequence[str] = PAYLOADS) -> tuple[Path, BuildReport]:
    """Build a graph of facts that hold the payloads as they are."""
    (folder / "filings").mkdir()
    for n in range(len(payloads)):
        (folder / "filings" / f"{n:02}.txt").write_text(_TEXT.format(n) + "\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "get_extractor", lambda _: Planted(payloads))
        report = build([folder / "filings"], folder / "graph")
    return folder / "graph", report


#: As many names that mean nothing anywhere.
PLAIN = tuple(f"Plain {n:02} Bio" for n in range(len(PAYLOADS)))


def read(folder: Path) -> tuple[Path, BuildReport]:
    """Build a graph, by the rules, of submissions with the payloads in every field of the header and in the text."""
    (folder / "filings").mkdir()
    for n, payload in enumerate(PAYLOADS):
        text = _HEADER.format(name=payload, number=n, cik=n + 1)
        (folder / "filings" / f"{n:02}.txt").write_bytes(text.encode("utf-8", "surrogatepass"))
    report = build([folder / "filings"], folder / "graph")
    return folder / "graph", report
