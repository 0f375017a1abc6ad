"""The JSON API, asked of the served examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dealgraph.query import load_queries
from dealgraph.rdf.terms import ID

if TYPE_CHECKING:
    from .conftest import Server

pytestmark = pytest.mark.enable_socket

ROOT = Path(__file__).parents[2]
IMMUNOGEN = f"{ID}company/cik-0000855654"


def find(server: Server, text: str, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = server.get("/api/search", q=text, kind=kind).json["results"][0]
    return found


def test_search(server: Server) -> None:
    first = find(server, "immunogen", "company")
    assert (first["iri"], first["kind"], first["label"]) == (IMMUNOGEN, "company", "ImmunoGen, Inc.")
    assert "IMMUNOGEN INC" in first["alt"]
    assert first["summary"].endswith("deals")
    assert find(server, "855654", "company")["iri"] == IMMUNOGEN
    assert find(server, "her2", "antigen")["kind"] == "antigen"
    assert find(server, "mgd024", "drug")["label"] == "MGD024"
    deal = find(server, "Centocor", "agreement")
    assert deal["kind"] == "agreement"
    assert "Centocor" in deal["label"]
    mixed = server.get("/api/search", q="gen", limit="5").json["results"]
    assert len(mixed) == 5
    assert server.get("/api/search", q="no such thing").json == {"results": []}
    assert server.get("/api/search", q="*").json == {"results": []}


def test_entity_of_a_company(server: Server) -> None:
    page = server.get("/api/entity", iri=IMMUNOGEN).json
    assert set(page) == {
        "iri", "kind", "label", "alt", "attributes", "links", "deals", "milestones", "drugs", "antigens", "filings",
    }  # fmt: skip
    assert page["attributes"]["cik"] == "0000855654"
    assert {"label": "EDGAR", "url": page["links"][0]["url"]} in page["links"]
    dates = [d["date"] or "" for d in page["deals"]]
    assert len(dates) > 5
    assert dates == sorted(dates, reverse=True)
    assert {p["role"] for d in page["deals"] for p in d["parties"]} >= {"licensor", "licensee"}
    paid = next(m for m in page["milestones"] if m["date"] == "2006-01-27")
    assert (paid["amount"], paid["currency"], paid["status"]) == (2000000, "USD", "achieved")
    assert paid["payee"] == {"iri": IMMUNOGEN, "label": "ImmunoGen, Inc.", "kind": "company"}
    assert paid["payer"]["label"] == "Genentech, Inc."
    assert {d["label"] for d in paid["drugs"]} == {"trastuzumab-DM1"}
    assert len(page["filings"]) >= 11
    assert page["filings"][0]["url"].startswith("https://www.sec.gov/Archives/")


def test_entities_of_other_kinds(server: Server) -> None:
    for text, kind in (("MGD024", "drug"), ("HER2", "antigen"), ("Servier", "agreement")):
        found = find(server, text, kind)
        page = server.get("/api/entity", iri=found["iri"]).json
        assert (page["kind"], page["label"]) == (kind, found["label"])
        assert page["deals"], text
        if kind != "agreement":
            continue
        assert page["deals"][0]["iri"] == found["iri"]
        milestone = page["milestones"][0]["iri"] if page["milestones"] else None
        if milestone:
            again = server.get("/api/entity", iri=milestone).json
            assert again["milestones"][0]["agreement"] == found["iri"]
    filing = server.get("/api/entity", iri=IMMUNOGEN).json["filings"][0]["iri"]
    page = server.get("/api/entity", iri=filing).json
    assert (page["kind"], page["filings"][0]["iri"]) == ("filing", filing)


def test_every_piece_of_evidence_is_in_its_document(server: Server) -> None:
    page = server.get("/api/entity", iri=IMMUNOGEN).json
    mentions = {e for d in page["deals"] for e in d["evidence"]}
    mentions |= {e for d in page["deals"] for x in d["terms"] for e in x["evidence"]}
    mentions |= {e for m in page["milestones"] for e in m["evidence"]}
    assert len(mentions) > 10
    for mention in sorted(mentions):
        found = server.get("/api/evidence", iri=mention).json
        start = found["start"] - found["text_start"]
        assert found["text"][start : start + len(found["quote"])] == found["quote"]
        assert found["end"] - found["start"] == len(found["quote"])
        assert len(found["text"]) > len(found["quote"])
        assert found["filing"]["accession"]
        assert found["document"]["file_name"]


def test_neighbours(server: Server) -> None:
    found = server.get("/api/neighbours", iri=IMMUNOGEN).json
    nodes = {n["iri"]: n for n in found["nodes"]}
    assert nodes[IMMUNOGEN]["kind"] == "company"
    assert {n["kind"] for n in nodes.values()} >= {"agreement", "milestone", "drug"}
    assert len(nodes) == found["total"] + 1
    for edge in found["edges"]:
        assert edge["source"] in nodes
        assert edge["target"] in nodes
        assert edge["label"]
    pairs = [(e["source"], e["target"]) for e in found["edges"] if e["kind"] in ("party", "licensor")]
    assert len(pairs) == len(set(pairs))
    few = server.get("/api/neighbours", iri=IMMUNOGEN, limit="3").json
    assert (len(few["nodes"]), few["total"]) == (4, found["total"])


def test_stats(server: Server) -> None:
    by_year = server.get("/api/stats", by="year").json["series"]
    assert (
        sum(item["count"] for item in by_year)
        == server.get("/api/info").json["summary"]["facts"]["Agreement"]
    )
    keys = [item["key"] for item in by_year]
    assert keys == sorted(keys)
    some = server.get("/api/stats", by="year", **{"from": "2000", "to": "2002"}).json["series"]
    assert {item["key"] for item in some} <= {"2000", "2001", "2002"}
    assert some
    partners = server.get("/api/stats", by="partner", company=IMMUNOGEN).json["series"]
    assert "Genentech, Inc." in {item["key"] for item in partners}
    assert IMMUNOGEN not in {item["iri"] for item in partners}
    achieved = server.get("/api/stats", by="status", company=IMMUNOGEN, status="achieved").json["series"]
    rows = server.get("/api/query/milestones", company="ImmunoGen", status="achieved").json
    amounts = [row[rows["columns"].index("amount")] for row in rows["rows"]]
    assert sum(item["sum"] for item in achieved) == sum(a for a in amounts if a)
    assert sum(item["count"] for item in achieved) == len(amounts)
    licenses = server.get("/api/stats", by="year", type="license").json["series"]
    assert 0 < sum(i["count"] for i in licenses) < sum(i["count"] for i in by_year)


def test_named_queries(server: Server, tmp_path: Path) -> None:
    listed = server.get("/api/queries").json["queries"]
    assert [q["name"] for q in listed] == list(load_queries())
    rows = server.get("/api/query/filings", company="855654").json
    assert rows["columns"][0] == "accession"
    assert len(rows["rows"]) >= 11
    assert all(len(row) == len(rows["columns"]) for row in rows["rows"])


def test_own_queries(served_graph: Path, serve: Any, tmp_path: Path) -> None:
    (tmp_path / "mine.rq").write_text("# title: Mine\n# description: One.\nSELECT (1 AS ?one) {}")
    with serve(served_graph, "--folder", str(tmp_path)) as server:
        assert server.get("/api/query/mine").json == {"columns": ["one"], "rows": [[1]]}


@pytest.mark.parametrize(
    ("path", "parameters", "status", "says"),
    [
        ("search", {}, 400, "q: The parameter is missing"),
        ("search", {"q": "x" * 201}, 400, "at most 200"),
        ("search", {"q": "a", "kind": "planet"}, 400, "company, drug, antigen, agreement"),
        ("search", {"q": "a", "limit": "0"}, 400, "1 to 100"),
        ("search", {"q": "a", "limit": "1e9"}, 400, "1 to 100"),
        ("search", {"q": "a", "page": "2"}, 400, "It takes q, kind, limit"),
        ("entity", {"iri": "javascript:alert(1)"}, 400, "IRI"),
        ("entity", {"iri": "https://w3id.org/dealgraph/id/company/none"}, 404, "no such thing"),
        ("entity", {"iri": "http://a/%"}, 400, "not an IRI"),
        ("evidence", {"iri": IMMUNOGEN}, 404, "no such thing"),
        ("neighbours", {"iri": "http://none.example/"}, 404, "no such thing"),
        ("stats", {"by": "colour"}, 400, "year, partner, status"),
        ("stats", {"by": "year", "from": "99"}, 400, "four digits"),
        ("query/none", {}, 404, "no query"),
        ("query/milestones", {"status": "paid"}, 400, "achieved, expected, potential"),
        ("query/milestones", {"compny": "x"}, 400, "Did you mean company"),
        ("query/evidence", {}, 400, "is missing"),
        ("nothing", {}, 404, "nothing here"),
    ],
)
def test_what_is_refused(
    server: Server, path: str, parameters: dict[str, str], status: int, says: str
) -> None:
    answer = server.get(f"/api/{path}", **parameters)
    assert answer.status == status
    error = answer.json["error"]
    assert set(error) == {"code", "message", "suggestion"}
    assert says in f"{error['message']} {error['suggestion']}"
    assert error["suggestion"]
