"""Identity does not depend on the order of filings, and does not change when it is told again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.records import pack_keys, unpack_keys
from dealgraph.resolve import FilingKeys, resolve
from dealgraph.resolve.keys import AgreementKey, AntigenKey, CompanyKey, DrugKey, MilestoneKey

NAMES = st.sampled_from(
    ["Arbor Bio, Inc.", "Arbor Bio Ltd", "Arbor", "ARBOR BIO INC", "Elder plc", "Elder", "EP"]
)
CIKS = st.sampled_from([None, None, "0000000001", "0000000002"])
DRUGS = st.sampled_from(["AB-101", "AB 101", "sprigumab", "Sprig", "X-1", "X-2"])
DATES = st.sampled_from([None, "2000", "2000-05", "2000-05-02", "2001-06-01"])


@st.composite
def filings(draw: st.DrawFn) -> list[FilingKeys]:
    out = []
    for n in range(draw(st.integers(1, 7))):
        aliases = st.lists(NAMES, max_size=2, unique=True).map(tuple)
        companies = tuple(
            CompanyKey(f"c{i}", draw(NAMES), draw(aliases), cik=draw(CIKS))
            for i in range(draw(st.integers(2, 3)))
        )
        header = (CompanyKey("filer:0", draw(NAMES), cik=draw(CIKS)),) if draw(st.booleans()) else ()
        drugs = tuple(
            DrugKey(f"d{i}", draw(DRUGS), tuple(draw(st.lists(DRUGS, max_size=2, unique=True))))
            for i in range(draw(st.integers(1, 2)))
        )
        antigens = (AntigenKey("a0", draw(DRUGS), (), draw(st.sampled_from([(), ("HGNC:1",), ("HGNC:2",)]))),)
        agreements = tuple(
            AgreementKey(
                f"g{i}", ("license",), ("c0", "c1"), draw(DATES), drugs=("d0",) if draw(st.booleans()) else ()
            )
            for i in range(draw(st.integers(0, 2)))
        )
        milestones = tuple(
            MilestoneKey("m0", a.id, "1 USD", trigger="first patient dosed", date=draw(DATES))
            for a in agreements[:1]
        )
        filed = draw(st.sampled_from(["", "2000-06-01", "2002-01-01"]))
        out.append(FilingKeys(f"f{n}", filed, (*header, *companies), antigens, drugs, agreements, milestones))
    return out


@settings(max_examples=150, deadline=None)
@given(filings(), st.randoms(use_true_random=False))
def test_order_does_not_matter(keys: list[FilingKeys], random: object) -> None:
    shuffled = list(keys)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = resolve(keys), resolve(shuffled)
    assert dict(one.iris) == dict(other.iris)
    assert one.merges == other.merges


@settings(max_examples=100, deadline=None)
@given(filings())
def test_every_item_has_an_iri_and_telling_twice_changes_nothing(keys: list[FilingKeys]) -> None:
    found = resolve(keys)
    items = set()
    for f in keys:
        items |= {(f.key, c.id) for c in f.companies} | {(f.key, d.id) for d in f.drugs}
        items |= {(f.key, a.id) for a in f.antigens} | {(f.key, a.id) for a in f.agreements}
        items |= {(f.key, m.id) for m in f.milestones}
    assert set(found.iris) == items
    assert dict(resolve(keys + keys).iris) == dict(found.iris)


@settings(max_examples=100, deadline=None)
@given(filings())
def test_guards_hold(keys: list[FilingKeys]) -> None:
    found = resolve(keys)
    ciks: dict[str, set[str]] = {}
    genes: dict[str, set[str]] = {}
    for f in keys:
        deals = [found.of(f.key, a.id) for a in f.agreements]
        assert len(deals) == len(set(deals))
        for c in f.companies:
            ciks.setdefault(found.of(f.key, c.id), set()).update([c.cik] if c.cik else [])
        for a in f.antigens:
            genes.setdefault(found.of(f.key, a.id), set()).update(a.exact_match)
    assert all(len(s) <= 1 for s in ciks.values())
    assert all(len(s) <= 1 for s in genes.values())


@settings(max_examples=50, deadline=None)
@given(filings())
def test_keys_survive_packing(keys: list[FilingKeys]) -> None:
    assert [unpack_keys(pack_keys(f)) for f in keys] == keys
