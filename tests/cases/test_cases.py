"""Golden cases: each folder names a filing and says which facts, and which quads, must come out of it.

`expected.json` is written by hand, as an analyst would record the filing; the extractor must find it.
`expected.nq` is the graph of those facts; `make cases` writes it anew, to be read as a difference before it
is committed.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from dealgraph.extract import load_extractor
from dealgraph.facts_json import from_json, to_json
from dealgraph.filing import Filing
from dealgraph.ledger import verify
from dealgraph.query.terms import fold
from dealgraph.rdf.quads import filing_lines
from dealgraph.read import read_path
from dealgraph.resolve import keys_of, resolve

HERE = Path(__file__).parent
CASES = sorted(p.parent.name for p in HERE.glob("*/case.toml"))
#: How a date, an amount or a word that is absent is written in a comparison.
NOTHING = "-"

Json = dict[str, Any]


def read_case(name: str) -> tuple[Filing, Json]:
    folder = HERE / name
    settings = tomllib.loads((folder / "case.toml").read_text("utf-8"))
    (filing,) = read_path(folder / settings["filing"])
    assert isinstance(filing, Filing), filing
    return filing, json.loads((folder / "expected.json").read_text("utf-8"))


def statements(facts: Json) -> set[str]:
    """Say facts as sentences that don't depend on ids, spans or the wording of a trigger."""
    name = {x["id"]: fold(x["name"]) for kind in ("companies", "drugs", "antigens") for x in facts[kind]}

    def word(value: object) -> str:
        return NOTHING if value is None else str(value)

    def names(ids: list[str]) -> str:
        return ", ".join(sorted(name[i] for i in ids)) or NOTHING

    # Only companies that take part in something count; a filer that does not may be named or not.
    active = {p["company"] for a in facts["agreements"] for p in a["parties"]}
    active |= {c for d in facts["drugs"] for c in d["developers"]}
    out = {f"company {name[c['id']]}" for c in facts["companies"] if c["id"] in active}
    out |= {f"antigen {name[a['id']]}" for a in facts["antigens"]}
    for d in facts["drugs"]:
        out.add(f"drug {name[d['id']]}: {word(d['kind'])}")
        out |= {f"{name[d['id']]} targets {name[t['antigen']]}" for t in d["targets"]}
        out |= {f"{name[d['id']]} developed by {name[c]}" for c in d["developers"]}
    deal: dict[str | None, str] = {None: NOTHING}
    for a in facts["agreements"]:
        parties = ", ".join(sorted(name[p["company"]] for p in a["parties"]))
        deal[a["id"]] = f"[{', '.join(sorted(a['types']))} {word(a['date'])}: {parties}]"
        out |= {f"{deal[a['id']]} {p['role']} {name[p['company']]}" for p in a["parties"]}
        out.add(f"agreement {deal[a['id']]} {a['status']}, {word(a['exclusivity'])}")
        out.add(f"{deal[a['id']]} covers {names(a['drugs'])}; {names(a['antigens'])}")
        for t in a["terms"]:
            amount = f"{word(t['qualifier'])} {word(t['amount'])} {word(t['currency'])}"
            out.add(f"{deal[a['id']]} has {t['kind']}: {amount if t['amount'] is not None else NOTHING}")
    for m in facts["milestones"]:
        paid = f"{word(m['amount'])} {word(m['currency'])}" if m["amount"] is not None else NOTHING
        who = f"{name.get(m['payer'], NOTHING)} to {name.get(m['payee'], NOTHING)}"
        what = f"{m['status']} {word(m['kind'])} {paid} {word(m['date'])}"
        out.add(f"milestone {what} {who} for {names(m['drugs'])} under {deal[m['agreement']]}")
    return out


def test_there_are_cases_for_all_examples() -> None:
    examples = {p.stem for p in (HERE.parents[1] / "examples" / "filings").glob("*.txt")}
    assert examples == {Path(read_case(n)[0].source).stem for n in CASES}


@pytest.mark.parametrize("name", CASES)
def test_expected_facts_rest_on_the_text(name: str) -> None:
    filing, expected = read_case(name)
    texts = [re.sub(r"\s+", " ", d.text) for d in filing.documents]
    for kind in ("companies", "drugs", "antigens"):
        for item in expected[kind]:
            assert any(fold(item["name"]) in fold(t) for t in texts), item["name"]
    quotes = [x["quote"] for x in (*expected["agreements"], *expected["milestones"])]
    quotes += [t["quote"] for d in expected["drugs"] for t in d["targets"]]
    for quote in quotes:
        assert any(quote in t for t in texts), quote
        assert len(quote) <= 300
    facts = from_json(expected, filing)
    assert verify(filing, facts) == facts
    assert statements(to_json(filing, facts)) == statements(expected)


@pytest.mark.parametrize("name", CASES)
def test_facts(name: str) -> None:
    filing, expected = read_case(name)
    found = to_json(filing, verify(filing, load_extractor("rules").extract(filing)))
    want, have = statements(expected), statements(found)
    missed = [f"missed: {x}" for x in sorted(want - have)]
    spurious = [f"spurious: {x}" for x in sorted(have - want)]
    assert not missed + spurious, "\n".join(["", *missed, *spurious])


@pytest.mark.parametrize("name", CASES)
def test_quads(name: str, regenerate: bool) -> None:
    filing, expected = read_case(name)
    facts = from_json(expected, filing)
    lines = filing_lines(filing, facts, resolve([keys_of(filing, facts)]), extractor="hand")
    path = HERE / name / "expected.nq"
    if regenerate:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    assert lines == path.read_text("utf-8").splitlines(), "read the difference, then run `make cases`"
