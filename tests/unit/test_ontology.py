"""Constants, ontology, shapes and documentation are held to each other, term by term."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from dealgraph.check import read_shapes
from dealgraph.errors import ValidationError
from dealgraph.facts import ROLES, SCHEMES
from dealgraph.rdf import terms
from dealgraph.rdf.reference import reference_html

ROOT = Path(__file__).resolve().parents[2]
DG = rdflib.Namespace(terms.DG)
SH = rdflib.Namespace(terms.SH)
#: The classes and properties of the identity graph, of what is said across filings, and of reasoners, which no
#: filing's graph holds.
NOT_IN_SHAPES = {"AchievedMilestone", "Merge", "mergedInto", "mergeReason", "mergeScore"}
NOT_IN_SHAPES |= {"ConflictingValue", "hasConflict", "supersedes"}
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty)


def load(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(ROOT / "ontology" / f"{name}.ttl", format="turtle")


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return load("dealgraph")


@pytest.fixture(scope="module")
def vocab() -> rdflib.Graph:
    return load("vocab")


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return read_shapes(ROOT / "shapes")


def constants() -> dict[str, str]:
    return {
        name: value
        for name, value in vars(terms).items()
        if isinstance(value, str) and value.startswith(terms.DG) and value != terms.DG
    }


def defined(ontology: rdflib.Graph) -> set[str]:
    kinds = (OWL.Class, *PROPERTY_KINDS)
    found = {s for kind in kinds for s in ontology.subjects(RDF.type, kind)}
    return {str(s)[len(terms.DG) :] for s in found if str(s).startswith(terms.DG)}


def mentioned(graph: rdflib.Graph) -> set[str]:
    return {
        str(node)[len(terms.DG) :]
        for triple in graph
        for node in triple
        if isinstance(node, rdflib.URIRef) and str(node).startswith(terms.DG) and str(node) != terms.DG
    }


def test_constants_are_the_terms_of_the_ontology(ontology: rdflib.Graph) -> None:
    assert {value[len(terms.DG) :] for value in constants().values()} == defined(ontology)
    assert len(set(constants().values())) == len(constants())


def test_constants_are_named_after_their_terms() -> None:
    for name, value in constants().items():
        words = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", value[len(terms.DG) :])
        assert name == words.upper()


def test_nothing_is_mentioned_that_is_not_defined(ontology: rdflib.Graph) -> None:
    assert mentioned(ontology) == defined(ontology)


def test_each_term_has_label_definition_example(ontology: rdflib.Graph) -> None:
    for name in sorted(defined(ontology)):
        for predicate in (RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy):
            values = list(ontology.objects(DG[name], predicate))
            assert len(values) == 1, (name, predicate)
        definition = str(ontology.value(DG[name], SKOS.definition))
        assert definition.endswith("."), name


def test_each_property_has_domain_and_range(ontology: rdflib.Graph) -> None:
    for kind in PROPERTY_KINDS:
        for term in ontology.subjects(RDF.type, kind):
            assert len(list(ontology.objects(term, RDFS.domain))) == 1, term
            assert len(list(ontology.objects(term, RDFS.range))) == 1, term
    literal_ranges = {
        r for p in ontology.subjects(RDF.type, OWL.DatatypeProperty) for r in ontology.objects(p, RDFS.range)
    }
    assert all(isinstance(r, rdflib.BNode) or str(r).startswith(terms.XSD) for r in literal_ranges)


@pytest.mark.parametrize(
    ("term", "namespaces"),
    [
        ("Filing", ("prov#Entity", "schema.org/DigitalDocument")),
        ("Document", ("prov#Entity",)),
        ("Company", ("org#Organization", "schema.org/Organization")),
        ("Agreement", ("Agreements/Agreement",)),
        ("Milestone", ("ContractMilestone",)),
        ("AchievedMilestone", ("MilestoneEvent",)),
        ("Drug", ("schema.org/Drug",)),
        ("Mention", ("oa#SpecificResource",)),
        ("Assertion", ("rdf-syntax-ns#Statement",)),
    ],
)
def test_classes_are_aligned(ontology: rdflib.Graph, term: str, namespaces: tuple[str, ...]) -> None:
    aligned = [str(o) for p in (RDFS.subClassOf, SKOS.closeMatch) for o in ontology.objects(DG[term], p)]
    for namespace in namespaces:
        assert any(iri.endswith(namespace) for iri in aligned), (term, namespace, aligned)


def test_roles_are_subproperties_of_party(ontology: rdflib.Graph) -> None:
    found = {str(s)[len(terms.DG) :] for s in ontology.subjects(RDFS.subPropertyOf, DG.party)}
    assert found == set(ROLES) == set(terms.ROLE_PROPERTIES)
    assert all(terms.ROLE_PROPERTIES[role] == DG[role].toPython() for role in ROLES)


def test_contract_terms_are_there() -> None:
    """Terms that downstream readers rely on by name; none of them may be renamed."""
    contract = ROOT.parent / "shared" / "ONTOLOGY.md"
    if not contract.is_file():
        pytest.skip("the vocabulary contract ../shared/ONTOLOGY.md is not here")
    text = contract.read_text(encoding="utf-8")
    names = set(re.findall(r"dg:([A-Za-z0-9]+)", text)) - {""}
    assert names <= {value[len(terms.DG) :] for value in constants().values()}


def test_schemes_hold_exactly_the_words_of_the_facts(vocab: rdflib.Graph) -> None:
    schemes = {str(s)[len(terms.VOCAB) :] for s in vocab.subjects(RDF.type, SKOS.ConceptScheme)}
    assert schemes == set(SCHEMES)
    for scheme, words in SCHEMES.items():
        concepts = set(vocab.subjects(SKOS.topConceptOf, rdflib.URIRef(terms.scheme_iri(scheme))))
        assert {str(c) for c in concepts} == {terms.concept_iri(scheme, word) for word in words}
        assert len(concepts) == len(words)
        for word in words:
            concept = rdflib.URIRef(terms.concept_iri(scheme, word))
            assert [str(x) for x in vocab.objects(concept, SKOS.prefLabel)] == [word]
            assert [str(x) for x in vocab.objects(concept, SKOS.notation)] == [word]
            assert len(list(vocab.objects(concept, SKOS.definition))) == 1


def test_territories_are_codes() -> None:
    territory = load("territory")
    concepts = list(territory.subjects(RDF.type, SKOS.Concept))
    assert len(concepts) > 270
    for concept in concepts:
        code = str(territory.value(concept, SKOS.notation))
        assert str(concept) == terms.concept_iri("territory", code)
        assert territory.value(concept, SKOS.prefLabel)


@pytest.mark.parametrize("name", ["vocab", "territory"])
def test_exported_vocabulary_has_no_blank_nodes(name: str) -> None:
    assert not [n for triple in load(name) for n in triple if isinstance(n, rdflib.BNode)]


@pytest.mark.parametrize(
    ("scheme", "word"), [("agreement-type", "loan"), ("no-such", "x"), ("territory", "Japan")]
)
def test_unknown_concepts_are_refused(scheme: str, word: str) -> None:
    with pytest.raises(ValidationError, match="no concept"):
        terms.concept_iri(scheme, word)


def test_shapes_and_ontology_hold_the_same_terms(shapes: rdflib.Graph, ontology: rdflib.Graph) -> None:
    text = "".join(str(o) for o in shapes.objects(None, SH.pattern))
    named = mentioned(shapes) | {name for name in defined(ontology) if re.search(rf"[(|]{name}[|)]", text)}
    assert named == defined(ontology) - NOT_IN_SHAPES


def test_value_sets_of_shapes_are_the_schemes(shapes: rdflib.Graph) -> None:
    found: dict[str, set[str]] = {}
    for values in shapes.objects(None, SH["in"]):
        members = [str(item) for item in shapes.items(values)]
        if members[0].startswith(terms.VOCAB):
            found.setdefault(members[0].rpartition("/")[0][len(terms.VOCAB) :], set()).update(members)
    assert found == {
        scheme: {terms.concept_iri(scheme, word) for word in words} for scheme, words in SCHEMES.items()
    }


def test_values_of_a_property_come_from_its_scheme(shapes: rdflib.Graph, ontology: rdflib.Graph) -> None:
    for shape, values in shapes.subject_objects(SH["in"]):
        path = shapes.value(shape, SH.path)
        scheme = ontology.value(path, RDFS.seeAlso)
        if scheme is not None:
            assert all(str(item).startswith(f"{scheme}/") for item in shapes.items(values)), path


def test_datatypes_of_shapes_are_the_ranges(shapes: rdflib.Graph, ontology: rdflib.Graph) -> None:
    checked = 0
    for shape, datatype in shapes.subject_objects(SH.datatype):
        path = shapes.value(shape, SH.path)
        if path is not None and str(path).startswith(terms.DG):
            assert ontology.value(path, RDFS.range) == datatype, path
            checked += 1
    assert checked > 25


def test_classes_of_shapes_are_the_ranges(shapes: rdflib.Graph, ontology: rdflib.Graph) -> None:
    checked = 0
    for shape, wanted in shapes.subject_objects(SH["class"]):
        path = shapes.value(shape, SH.path)
        if path is not None and str(path).startswith(terms.DG):
            assert ontology.value(path, RDFS.range) == wanted, path
            checked += 1
    assert checked > 12


def test_reference_page_is_up_to_date() -> None:
    committed = (ROOT / "docs" / "ontology.html").read_text(encoding="utf-8")
    assert committed == reference_html(), "run: python -m dealgraph.rdf.reference docs/ontology.html"


class _Ids(HTMLParser):
    """Collects the ids and the inner links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.append(value)
            if name == "href" and value and value.startswith("#"):
                self.links.add(value[1:])


def test_reference_page_has_every_term_and_no_dead_link(ontology: rdflib.Graph) -> None:
    page = _Ids()
    page.feed(reference_html())
    assert len(page.ids) == len(set(page.ids))
    assert defined(ontology) <= set(page.ids)
    assert page.links <= set(page.ids)


def test_reference_page_asks_no_other_host() -> None:
    text = reference_html()
    assert not re.search(r"<(script|link|img|iframe)\b|@import|url\(", text)


def test_reference_of_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="no ontology"):
        reference_html(tmp_path)
