"""Named queries, asked of the graph of the examples' hand-made facts."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from pathlib import Path

import pyoxigraph as ox
import pytest

from dealgraph.errors import InputError, ValidationError
from dealgraph.facts_json import from_json
from dealgraph.filing import Filing
from dealgraph.query import Rows, bind, load_queries, parse_query, run, select
from dealgraph.query.terms import fold, to_term
from dealgraph.rdf import terms as t
from dealgraph.rdf.merged import graph_name, merged_lines
from dealgraph.rdf.quads import filing_iri, filing_lines
from dealgraph.read import read_path
from dealgraph.resolve import keys_of, resolve
from dealgraph.resources import data_folder

ROOT = Path(__file__).parents[2]
QUERIES = load_queries()


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """The graph of all examples, made from what an analyst would record of each."""
    pairs = []
    for filing in read_path(ROOT / "examples" / "filings"):
        assert isinstance(filing, Filing)
        expected = ROOT / "tests" / "cases" / Path(filing.source).stem / "expected.json"
        pairs.append((filing, from_json(json.loads(expected.read_text("utf-8")), filing)))
    assert len(pairs) >= 14
    ids = resolve(keys_of(filing, facts) for filing, facts in pairs)
    named = sorted(line for filing, facts in pairs for line in filing_lines(filing, facts, ids))
    filed = {graph_name(filing_iri(f.key)): (str(f.filed_on), f.key) for f, _ in pairs}
    graph = ox.Store()
    graph.bulk_load("\n".join([*named, *merged_lines(named, filed)]), format=ox.RdfFormat.N_QUADS)
    graph.load(path=str(data_folder("ontology") / "vocab.ttl"), format=ox.RdfFormat.TURTLE)
    return graph


def ask(store: ox.Store, name: str, **parameters: object) -> list[dict[str, object]]:
    return [dict(row) for row in run(store, QUERIES[name], parameters).dicts()]


def test_every_query_has_a_test_here_and_is_valid() -> None:
    text = Path(__file__).read_text("utf-8")
    for name, query in QUERIES.items():
        assert f'"{name}"' in text, f"{name} has no test"
        assert query.text.isascii()
        assert query.description.endswith(".")
        for parameter in query.parameters:
            assert f"${parameter.name}" in query.text, f"{name} does not use {parameter.name}"


def test_milestones_all(store: ox.Store) -> None:
    rows = ask(store, "milestones")
    assert sum(row["status"] == "achieved" for row in rows) == 5
    first = next(row for row in rows if row["date"] == "1999-06-01")
    assert first["company"] == "ImmunoGen, Inc."
    assert first["counterparty"] == "SmithKline Beecham Plc"
    assert first["drug"] == "huC242-DM1"
    assert first["antigen"] == "CanAg"
    assert (first["amount"], first["currency"]) == (Decimal(2000000), "USD")
    assert str(first["quote"]).startswith("SmithKline Beecham Plc has paid a milestone")
    dates = [str(row["date"]) for row in rows if row["date"]]
    assert dates == sorted(dates, reverse=True)


def test_milestones_by_each_parameter(store: ox.Store) -> None:
    def found(**parameters: object) -> set[object]:
        return {row["counterparty"] for row in ask(store, "milestones", **parameters)}

    assert found(antigen="CD33") == {"sanofi-aventis Group"}
    assert found(drug="trastuzumab-DM1") == {"Genentech, Inc."}
    assert found(year=2002) == {"Millennium Pharmaceuticals, Inc."}
    assert found(company="AbbVie", status="achieved") == {"AbbVie Ireland Unlimited Company"}
    assert found(kind="manufacturing") == {"SmithKline Beecham Plc"}
    assert found(company="IMMUNOGEN INC", status="achieved", year="2006") == {"Genentech, Inc."}
    assert found(company="Seattle Genetics", status="achieved") == set()


def test_agreements(store: ox.Store) -> None:
    rows = ask(store, "agreements", company="GTC Biotherapeutics")
    assert [(r["date"], r["types"], r["drugs"]) for r in rows] == [("2005-10-31", "collaboration", "ATryn")]
    assert str(rows[0]["parties"]).count(" / ") == 1
    terminated = ask(store, "agreements", status="terminated")
    assert [r["drugs"] for r in terminated] == ["abexinostat"]
    assert {r["date"] for r in ask(store, "agreements", type="option")} == {"2022-10-14", "2013-05"}
    assert len(ask(store, "agreements", year=2000)) == 2
    assert len(ask(store, "agreements", drug="MGD024")) == 1


def test_agreements_by_antigen(store: ox.Store) -> None:
    her2 = ask(store, "agreements-by-antigen", antigen="HER2")
    assert {r["date"] for r in her2} == {"2000-05-02"}
    # huN901-DM1's agreement doesn't name CD56: its drug is directed to it.
    assert [r["drugs"] for r in ask(store, "agreements-by-antigen", antigen="CD56")] == ["huN901-DM1"]
    assert ask(store, "agreements-by-antigen", antigen="CD56", type="merger") == []


def test_drugs_by_antigen(store: ox.Store) -> None:
    rows = ask(store, "drugs-by-antigen", antigen="CanAg")
    assert [r["name"] for r in rows] == ["huC242", "huC242-DM1", "huC242-DM4"]
    rows = ask(store, "drugs-by-antigen", antigen="CanAg", kind="antibody")
    assert [(r["name"], r["kind"]) for r in rows] == [("huC242", "antibody")]


def test_licenses(store: ox.Store) -> None:
    rows = ask(store, "licenses", company="British Biotech")
    assert [(r["licensor"], r["licensee"], r["drugs"]) for r in rows] == [
        ("ImmunoGen, Inc.", "British Biotech plc", "huN901-DM1")
    ]
    assert rows[0]["exclusivity"] == "exclusive"
    assert rows[0]["territory"] == "European Union and Japan"
    assert {r["licensee"] for r in ask(store, "licenses", year=2007)} == {"Genentech, Inc."}
    assert len(ask(store, "licenses", drug="ATryn")) == 1


def test_payments_by_year(store: ox.Store) -> None:
    rows = ask(store, "payments-by-year", company="ImmunoGen")
    sums = {r["year"]: r["total"] for r in rows}
    assert sums == {
        "1999": Decimal(2000000),
        "2002": Decimal(1000000),
        "2005": Decimal(2000000),
        "2006": Decimal(2000000),
    }
    assert {r["payments"] for r in rows} == {1}


def test_evidence(store: ox.Store) -> None:
    (milestone,) = ask(store, "milestones", antigen="CD33", status="achieved")
    rows = ask(store, "evidence", fact=milestone["milestone"])
    assert [r["quote"] for r in rows] == ["The event earns ImmunoGen a $2 million milestone payment."]
    assert rows[0]["type"] == "EX-99.1"
    assert rows[0]["accession"] == "0009999901-05-000008"
    assert isinstance(rows[0]["start"], int)
    short = str(milestone["milestone"]).removeprefix(t.ID)
    assert ask(store, "evidence", fact=short) == rows


def test_filings(store: ox.Store) -> None:
    rows = ask(store, "filings", company="0000855654")
    assert len(rows) == 11
    assert rows[0]["filedOn"] == "2006-01-30"
    assert (rows[0]["agreements"], rows[0]["milestones"]) == (1, 1)
    assert [r["accession"] for r in ask(store, "filings", form="10-K")] == ["0009999901-17-000015"]
    assert len(ask(store, "filings", year=2022)) == 1


def test_terminations_and_undisclosed(store: ox.Store) -> None:
    assert ask(store, "terminations", company="855654") == []
    (row,) = ask(store, "terminations", company="Pharmacyclics")
    assert "Les Laboratoires Servier" in str(row["parties"])
    assert "terminates" in str(row["quote"])
    hidden = {str(r["payment"]) for r in ask(store, "undisclosed", company="British Biotech")}
    assert "potential milestone" in hidden


def test_royalties_and_upfronts(store: ox.Store) -> None:
    assert "double-digit" in {r["rate"] for r in ask(store, "royalties", year=2007)}
    assert ask(store, "royalties", company="Pfizer") == []
    by_year = {r["year"]: r for r in ask(store, "upfront-by-year")}
    assert by_year["2000"]["deals"] == 2
    assert by_year["2000"]["total"] == Decimal(3500000)
    assert by_year["2022"]["highest"] == Decimal(60000000)


def test_partners(store: ox.Store) -> None:
    rows = ask(store, "partners", company="Genentech")
    assert {r["partner"] for r in rows} == {"ImmunoGen, Inc.", "Seattle Genetics, Inc."}
    assert [r["first"] for r in rows if r["partner"] == "Seattle Genetics, Inc."] == ["2007-01-07"]


def test_comparable_deals(store: ox.Store) -> None:
    (row,) = ask(store, "comparable-deals", antigen="CD123", kind="bispecific antibody", type="option")
    assert (row["upfront"], row["total"]) == (Decimal(60000000), Decimal(1700000000))
    assert ask(store, "comparable-deals", antigen="CD123", kind="vaccine") == []


def test_drug_history(store: ox.Store) -> None:
    rows = ask(store, "drug-history", drug="AVE9633")
    assert [(r["date"], r["event"]) for r in rows] == [
        ("2003-07", "agreement"),
        ("2005-03-15", "achieved milestone"),
    ]
    assert rows[1]["amount"] == Decimal(2000000)


def test_milestones_by_agreement(store: ox.Store) -> None:
    rows = ask(store, "milestones-by-agreement", company="Millennium")
    assert {r["status"]: r["total"] for r in rows} == {
        "achieved": Decimal(1000000),
        "potential": Decimal(3000000),
    }


def test_agreement_history(store: ox.Store) -> None:
    (found,) = ask(store, "agreements", company="Pharmacyclics", status="terminated")
    rows = ask(store, "agreement-history", agreement=found["agreement"])
    assert [r["what"] for r in rows if r["what"] == "agreement"] == ["agreement"]
    assert {r["superseded"] for r in rows} == {False}
    assert "terminates" in " ".join(str(r["quote"]) for r in rows)
    dates = [str(r["filedOn"]) for r in rows]
    assert dates == sorted(dates)


def test_conflicting_reports(store: ox.Store) -> None:
    """The examples contradict each other nowhere; two amounts for one milestone are asked for in the e2e tests."""
    assert ask(store, "conflicting-reports") == []
    contradicting = ox.Store()
    milestone = f"<{t.ID}milestone/m>"
    lines = [
        f'{milestone} <{t.AMOUNT}> "{amount}"^^<{t.XSD_DECIMAL}> <{t.ID}filing/{n}> .'
        for n, amount in enumerate((2000000, 3000000))
    ]
    lines += [f"{milestone} <{t.RDF_TYPE}> <{t.MILESTONE}> <{t.ID}filing/{n}> ." for n in (0, 1)]
    filed = {f"<{t.ID}filing/{n}>": (f"200{n}-01-01", str(n)) for n in (0, 1)}
    text = "\n".join(merged_lines(sorted(lines), filed))
    contradicting.load(text, format=ox.RdfFormat.N_QUADS)
    rows = ask(contradicting, "conflicting-reports")
    assert [(r["what"], r["property"], r["value"], r["shown"]) for r in rows] == [
        ("Milestone", "amount", "2000000", False),
        ("Milestone", "amount", "3000000", True),
    ]


def test_territories(store: ox.Store) -> None:
    (row,) = ask(store, "territories", drug="huN901-DM1")
    assert (row["licensee"], row["territory"]) == ("British Biotech plc", "European Union and Japan")
    assert {r["licensee"] for r in ask(store, "territories", antigen="CD40")} == {"Genentech, Inc."}


@pytest.mark.parametrize(
    ("query", "parameters", "says"),
    [
        ("milestones", {"status": "paid"}, "achieved, expected, potential"),
        ("milestones", {"year": "99"}, "four digits"),
        ("milestones", {"compny": "ImmunoGen"}, "Did you mean company"),
        ("milestones", {"company": "ImunoGen"}, "Did you mean ImmunoGen"),
        ("milestones", {"company": "x } DROP ALL"}, "no company"),
        ("drugs-by-antigen", {}, "'antigen' is missing"),
        ("evidence", {"fact": "agreement/none"}, "Give an IRI"),
        ("evidence", {"fact": "http://a b> ?x"}, "Give an IRI"),
    ],
)
def test_wrong_parameters(store: ox.Store, query: str, parameters: dict[str, object], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        run(store, QUERIES[query], parameters)


def test_no_text_of_a_user_becomes_sparql(store: ox.Store) -> None:
    query = parse_query(
        "echo",
        "# title: Echo\n# description: Gives it back.\n# param word: string - any\nSELECT ($word AS ?w) {}",
    )
    for word in ('" } # ', "a\\", "line\nfeed", "$word", "?x", "'''", "<http://x>", "\\g<1>"):
        assert run(store, query, {"word": word}).rows == ((word,),)


def test_dollar_in_strings_is_not_a_parameter(store: ox.Store) -> None:
    text = '# title: A\n# description: B.\n# param x: integer - n\nSELECT ("$x" AS ?a) ($x AS ?b) {} # $x'
    assert run(store, parse_query("a", text), {"x": 7}).rows == (("$x", 7),)


def test_lines_for_absent_parameters_are_left_out(store: ox.Store) -> None:
    query = QUERIES["milestones"]
    assert "$" not in bind(store, query, {})
    assert "# when year" in bind(store, query, {"year": 2005})


def test_limit_and_columns(store: ox.Store) -> None:
    rows = run(store, QUERIES["milestones"], limit=2)
    assert isinstance(rows, Rows)
    assert len(rows) == 2
    assert rows.columns[:2] == ("company", "counterparty")


def test_own_folder(tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("# title: Mine\n# description: All.\nSELECT * {}")
    assert load_queries(tmp_path)["mine"].title == "Mine"
    (tmp_path / "bad.rq").write_text("# title: Bad\n# description: B.\n# param x: color - c\nSELECT * {}")
    with pytest.raises(InputError, match=r"bad\.rq, line 3"):
        load_queries(tmp_path)
    with pytest.raises(InputError, match="not a folder"):
        load_queries(tmp_path / "none")


def test_select_says_what_is_wrong(store: ox.Store) -> None:
    with pytest.raises(ValidationError, match="cannot be read"):
        select(store, "SELECT nothing")
    with pytest.raises(ValidationError, match="Only a SELECT"):
        select(store, "ASK {}")


def test_a_name_of_several_is_refused() -> None:
    graph = ox.Store()
    for n in "ab":
        node = ox.NamedNode(f"{t.ID}drug/{n}")
        graph.add(ox.Quad(node, ox.NamedNode(t.RDF_TYPE), ox.NamedNode(t.DRUG)))
        graph.add(ox.Quad(node, ox.NamedNode(t.PREF_LABEL), ox.Literal("SGN-40")))
    with pytest.raises(ValidationError, match="2 drug resources"):
        to_term(graph, "drug", "sgn40", where="q")
    assert fold("SGN-40") == "sgn40"


def test_named_queries_are_quick(store: ox.Store) -> None:
    begun = time.perf_counter()
    for name, query in QUERIES.items():
        if not any(p.required for p in query.parameters):
            assert run(store, query).columns, name
    assert time.perf_counter() - begun < 5


def test_antigen_history(store: ox.Store) -> None:
    rows = ask(store, "antigen-history", antigen="HER2")
    assert [(r["date"], r["event"]) for r in rows] == [
        ("2000-05-02", "agreement"),
        ("2006-01-27", "achieved milestone"),
    ]
    assert rows[0]["drugs"] == "trastuzumab, trastuzumab-DM1"
    # CanAg's agreement names it not: its drug is directed to it.
    assert [r["drugs"] for r in ask(store, "antigen-history", antigen="CanAg")] == ["huC242-DM1"] * 2


def test_latest_and_largest_deals(store: ox.Store) -> None:
    latest = ask(store, "latest-deals", company="ImmunoGen")
    dates = [str(r["date"] or "") for r in latest]
    assert dates == sorted(dates, reverse=True)
    assert (latest[0]["with"], latest[0]["value"]) == ("Centocor, Inc.", Decimal(42500000))
    largest = ask(store, "largest-deals", company="ImmunoGen")
    values = [r["value"] for r in largest if r["value"] is not None]
    assert values == [Decimal(n) for n in (42500000, 42000000, 40000000, 40000000, 1500000)]
    assert {r["agreement"] for r in largest} == {r["agreement"] for r in latest}
    only = ask(store, "largest-deals", company="Genentech", type="license")
    assert [(r["with"], r["currency"]) for r in only] == [("ImmunoGen, Inc.", "USD")]


def test_rights_to_an_antigen_include_those_to_its_drugs(store: ox.Store) -> None:
    (row,) = ask(store, "territories", antigen="CD56")
    assert (row["licensee"], row["drugs"]) == ("British Biotech plc", "huN901-DM1")
