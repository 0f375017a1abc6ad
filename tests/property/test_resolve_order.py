"""Identity does not depend on the order of filings, and does not change when it is told again."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dealgraph.records import pack_keys, unpack_keys
from dealgraph.resolve import FilingKeys, resolve
from dealgraph.resolve.keys import AgreementKey, AntigenKey, CompanyKey, DrugKey, MilestoneKey
from dealgraph.resolve.overrides import Rule

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


TABLE = (CompanyKey("r1", "ARBOR BIO INC", cik="0000000003"), CompanyKey("r2", "ELDER PLC", cik="0000000004"))
MEANT = st.sampled_from(
    ["Arbor Bio, Inc.", "Elder plc", "EP", "AB-101", "sprigumab", "f0#c0", "f1#c1", "f0#m0", "f1#m0"]
)
RULES = st.lists(
    st.builds(
        Rule,
        st.sampled_from(["same", "different"]),
        st.lists(MEANT, min_size=2, max_size=3, unique=True).map(tuple),
        st.just("said"),
        st.none(),
        st.just("here"),
    ),
    max_size=3,
)


@settings(max_examples=100, deadline=None)
@given(filings(), RULES, st.randoms(use_true_random=False))
def test_order_does_not_matter_with_a_table_and_rules(
    keys: list[FilingKeys], rules: list[Rule], random: object
) -> None:
    shuffled = list(keys)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = resolve(keys, TABLE, rules), resolve(shuffled + shuffled, TABLE[::-1], rules)
    assert dict(one.iris) == dict(other.iris)
    assert one.merges == other.merges
    assert one.warnings == other.warnings


@settings(max_examples=100, deadline=None)
@given(filings(), RULES)
def test_a_users_word_holds(keys: list[FilingKeys], rules: list[Rule]) -> None:
    found = resolve(keys, TABLE, rules)
    for rule in rules:
        items = [name.split("#") for name in rule.names if "#" in name]
        there = [found.iris[f, i] for f, i in items if (f, i) in found.iris]
        kinds = {iri.rpartition("/")[0] for iri in there}
        if rule.verb == "different" and len(there) > 1 and len(kinds) == 1:
            assert len(set(there)) == len(there)


@settings(max_examples=50, deadline=None)
@given(filings())
def test_keys_survive_packing(keys: list[FilingKeys]) -> None:
    assert [unpack_keys(pack_keys(f)) for f in keys] == keys
