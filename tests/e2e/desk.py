"""A folder of small filings that carry their facts as a line of JSON, in place of what an extractor would find."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

import dealgraph
from dealgraph.build import BuildReport, build
from dealgraph.cli import main
from dealgraph.facts import FilingFacts
from dealgraph.facts_json import from_json
from dealgraph.filing import Filing
from dealgraph.query import select
from dealgraph.store import GraphFolder

HEADER = """<SEC-DOCUMENT>{accession}.txt
<SEC-HEADER>
ACCESSION NUMBER:		{accession}
CONFORMED SUBMISSION TYPE:	{form}
CONFORMED PERIOD OF REPORT:	{period}
{items}FILED AS OF DATE:		{filed}

FILER:

	COMPANY DATA:
		COMPANY CONFORMED NAME:			{filer}
		CENTRAL INDEX KEY:			{cik}
{former}</SEC-HEADER>
"""
QUOTE = "The parties told this."


class Reader:
    """Reads the line of facts."""

    name = "reader"
    version = "1"

    def extract(self, filing: Filing) -> FilingFacts:
        for document in filing.documents:
            if found := re.search(r"FACTS (\{.*\})", document.text):
                return from_json(json.loads(found[1]), filing)
        return FilingFacts()


@dataclass
class Desk:
    """A folder of filings, and the graph that is built of it."""

    folder: Path
    graph: Path
    last: BuildReport | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def file(
        self,
        n: int,
        facts: dict[str, Any],
        *,
        year: int = 2000,
        form: str = "8-K",
        filer: str = "ARBOR BIO INC",
        cik: str = "0000000001",
        period: str = "",
        items: tuple[str, ...] = (),
        former: str = "",
    ) -> str:
        """Write a filing; gives its accession number."""
        accession = f"{cik}-{year % 100:02}-{n:06}"
        head = HEADER.format(
            accession=accession,
            form=form,
            period=period or f"{year}0501",
            filed=f"{year}05{n % 28 + 1:02}",
            filer=filer,
            cik=cik,
            items="".join(f"ITEM INFORMATION:		{i}\n" for i in items),
            former=f"	FORMER COMPANY:	\n		FORMER CONFORMED NAME:	{former}\n" if former else "",
        )
        body = f"{QUOTE}\n\nFACTS {json.dumps(facts)}\n"
        document = (
            f"<DOCUMENT>\n<TYPE>8-K\n<SEQUENCE>1\n<FILENAME>body.txt\n<TEXT>\n{body}</TEXT>\n</DOCUMENT>\n"
        )
        (self.folder / f"{n:03}.txt").write_text(f"{head}{document}</SEC-DOCUMENT>\n")
        return accession

    def build(self) -> BuildReport:
        self.last = build([self.folder], self.graph, **self.options)
        assert self.last.unread == ()
        assert self.last.quarantined == ()
        return self.last

    def fresh(self) -> str:
        """Give the export of a build from scratch."""
        other = self.graph.with_name("fresh")
        build([self.folder], other, **self.options)
        text = export(other)
        shutil.rmtree(other)
        return text

    def iri(self, accession: str, local: str) -> str:
        manifest = GraphFolder.open(self.graph).manifest()
        try:
            return manifest.identities(accession)[local]
        finally:
            manifest.close()

    def values(self, query: str) -> list[tuple[Any, ...]]:
        store = dealgraph.open(self.graph).store()
        return list(select(store, query).rows)


def export(graph: Path) -> str:
    return "\n".join(GraphFolder.open(graph).export_lines())


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(a) for a in arguments], prog_name="dealgraph")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def company(ident: str, name: str, *aliases: str) -> dict[str, Any]:
    return {"id": ident, "name": name, "aliases": list(aliases)}


def drug(ident: str, name: str, *aliases: str, targets: str = "") -> dict[str, Any]:
    aimed = [{"antigen": targets, "quote": QUOTE}] if targets else []
    return {"id": ident, "name": name, "aliases": list(aliases), "targets": aimed}


def licence(date: str | None = "2000-05-02", **fields: Any) -> dict[str, Any]:
    parties = [{"company": "c1", "role": "licensor"}, {"company": "c2", "role": "licensee"}]
    return {"id": "g1", "types": ["license"], "parties": parties, "date": date, "quote": QUOTE, **fields}


def milestone(amount: int | None, trigger: str, **fields: Any) -> dict[str, Any]:
    money = {"amount": amount, "currency": "USD" if amount else None}
    paid = {"payer": "c2", "payee": "c1", "status": "achieved", "quote": QUOTE}
    return {"id": "m1", "agreement": "g1", "trigger": trigger, **money, **paid, **fields}


def deal(*agreements: dict[str, Any], partner: str = "Elder plc", **kinds: Any) -> dict[str, Any]:
    companies = [company("c1", "Arbor Bio, Inc.", "Arbor"), company("c2", partner)]
    return {"companies": companies, "agreements": list(agreements), **kinds}


DOSED = "dosing of the first patient in a phase 1 trial"


def upfront(amount: int) -> dict[str, Any]:
    return licence(terms=[{"kind": "upfront", "amount": amount, "currency": "USD", "quote": QUOTE}])
