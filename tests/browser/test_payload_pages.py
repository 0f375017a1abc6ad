"""Names of filings that look like code, from the filing through the whole path into a browser: the explorer, a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from click.testing import CliRunner
from tests.e2e import planted

from dealgraph.cli import main
from dealgraph.query import select
from dealgraph.store import GraphFolder

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver

pytestmark = pytest.mark.enable_socket

#: What would show that a name acted: a script's mark, an element or attribute that only a name could have brought.
ACTED = """
    const odd = document.querySelectorAll(
      'svg[onload], img[src="x"], script:not([src]), [onerror], [onmouseover], [onload], [href^="javascript:" i]');
    return [window.pwned === undefined ? '' : 'a script ran', ...[...odd].map(x => x.outerHTML)].filter(x => x);
"""


@pytest.fixture(scope="module", params=["planted", "read"])
def graph(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    make = planted.planted if request.param == "planted" else planted.read
    return make(tmp_path_factory.mktemp(str(request.param)))[0]


@pytest.fixture(scope="module")
def address(static: Path, graph: Path, run_server: Any) -> Iterator[str]:
    with run_server(graph) as running:
        yield running


def things(graph: Path) -> list[tuple[str, str]]:
    """The IRI and the name of all that bears a payload."""
    query = (
        "SELECT DISTINCT ?x ?name { VALUES ?class { dg:Company dg:Drug } ?x a ?class ; skos:prefLabel ?name "
        "FILTER(!STRSTARTS(?name, 'Arbor')) } ORDER BY ?x"
    )
    rows = select(GraphFolder.open(graph).open_store(), query)
    return [(str(iri), str(name)) for iri, name in rows]


def shown(text: str) -> str:
    """What can be seen of a name, and of a page's text: letters and signs without white space."""
    return re.sub(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufffd\ue000]+", "", text)


def go(page: Any, place: str) -> None:
    """Go to a place without loading the explorer anew."""
    page.run("delete document.body.dataset.ready; location.hash = arguments[0]", place)
    page.ready()


def test_in_the_explorer(driver: WebDriver, graph: Path, address: str, new_page: Any) -> None:
    page = new_page(driver, address)
    page.open()
    page.complaints()
    page.hosts()
    names = things(graph)
    assert len(names) >= len(planted.PAYLOADS)
    for iri, name in names:
        go(page, f"#/entity?iri={quote(iri, safe='')}")
        assert shown(name) in shown(page.run("return document.querySelector('main').textContent")), name
        assert page.run(ACTED) == [], name
    for _, name in names[::6]:
        go(page, f"#/search?q={quote(name.encode('utf-8', 'replace'), safe='')}")
        assert page.run(ACTED) == [], name
    go(page, "#/query?name=agreements&run=1")
    assert page.run(ACTED) == []
    assert page.complaints() == []
    assert page.hosts() <= {address.split("/")[2]}


def test_in_the_exported_page(driver: WebDriver, graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    result = CliRunner().invoke(main, ["export", str(graph), "-o", str(out)])
    assert result.exit_code == 0, result.output
    driver.get(out.as_uri())
    assert "default-src 'none'" in out.read_text("utf-8")
    text = shown(str(driver.execute_script("return document.body.textContent")))
    odd = ACTED.replace("script:not([src]), ", "")  # the page's own script stands in it, known by its hash
    acted: Any = driver.execute_script(odd)
    assert acted == []
    assert driver.execute_script("return document.scripts.length") <= 2
    assert [name for _, name in things(graph) if shown(name) not in text] == []
