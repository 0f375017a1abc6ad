"""The explorer in a real browser: search, pages, filters, growing, evidence, queries, SPARQL, charts."""

from __future__ import annotations

import json
import time
import urllib.request
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

if TYPE_CHECKING:
    from selenium.webdriver.remote.webelement import WebElement

    from .conftest import Page

pytestmark = pytest.mark.enable_socket

IMMUNOGEN = "#/entity?iri=company/cik-0000855654"
ID = "https://w3id.org/dealgraph/id/"
ENTER, ESCAPE, DOWN, CONTROL = "\ue007", "\ue00c", "\ue015", "\ue009"


def ask(page: Page, path: str) -> Any:
    with urllib.request.urlopen(f"{page.address}{path}", timeout=30) as answer:
        return json.load(answer)


def shown(page: Page) -> str:
    return page.one("#shown").text


def test_search_by_keyboard_alone(page: Page) -> None:
    page.open()
    page.press("/", "immunog")
    page.until(lambda: page.texts("#search [role=option] strong")[:1] == ["ImmunoGen, Inc."])
    assert page.one("#search input").get_attribute("aria-expanded") == "true"
    page.shot("search-box")
    page.press(DOWN, ENTER)
    page.until(lambda: page.texts("h1") == ["ImmunoGen, Inc."])
    assert page.hash() == IMMUNOGEN


def test_search_results_by_kind(page: Page) -> None:
    page.open("#/search?q=CD")
    kinds = set(page.texts(".results .kind"))
    assert {"antigen", "agreement"} <= kinds
    page.shot("search")
    (antigen,) = (b for b in page.all(".tabs button") if b.text == "antigen")
    antigen.click()
    page.until(lambda: set(page.texts(".results .kind")) == {"antigen"})
    assert "CD33" in page.texts(".results strong")
    assert page.hash() == "#/search?q=CD&kind=antigen"


def test_nothing_found_is_said(page: Page) -> None:
    page.open("#/search?q=zzzzqqq")
    assert page.one(".view p.muted").text == "0 results"


def test_a_company_with_its_deals_and_milestones(page: Page) -> None:
    page.open(IMMUNOGEN)
    said = ask(page, f"api/entity?iri={ID}company/cik-0000855654")
    assert shown(page) == f"{len(said['deals'])} deals, {len(said['milestones'])} milestones"
    assert len(page.all("article.card[id]")) == len(said["deals"]) >= 8
    dated = [f for f in said["deals"] + said["milestones"] if f["date"]]
    assert len(page.all("svg.timeline .mark")) == len(dated)
    paid = [
        text for text in page.texts(".milestones li") if "SmithKline Beecham Plc → ImmunoGen, Inc." in text
    ]
    assert any("achieved 1 Jun 1999" in text and "$2,000,000" in text for text in paid)
    page.shot("company")


def test_filters_by_year_type_and_status_are_kept_in_the_link(page: Page) -> None:
    page.open(IMMUNOGEN)
    page.choose("Milestone status", "achieved")
    said = ask(page, f"api/entity?iri={ID}company/cik-0000855654")
    achieved = [m for m in said["milestones"] if m["status"] == "achieved"]
    assert f"{len(achieved)} milestones of" in shown(page)
    assert set(page.texts(".milestones .badge")) == {"achieved"}
    page.choose("From", "2000")
    page.choose("To", "2004")
    assert page.hash().startswith(f"{IMMUNOGEN}&")
    assert set(page.hash().split("&")[1:]) == {"from=2000", "to=2004", "milestone=achieved"}
    kept = shown(page)
    within = [m for m in achieved if "2000" <= m["date"][:4] <= "2004"]
    assert len(page.all(".milestones li")) == len(within) > 0
    assert f"{len(within)} milestone" in kept
    page.driver.refresh()
    page.ready()
    assert shown(page) == kept
    page.shot("filtered")
    page.until(lambda: "hidden by the filters" in page.one("#graph-count").text)
    listed = set(page.run("return [...document.querySelectorAll('[data-iri]')].map(n => n.dataset.iri)"))
    assert listed & {m["iri"] for m in said["milestones"]} == {m["iri"] for m in within}
    page.click(".filters button")
    page.until(lambda: "hidden" not in page.one("#graph-count").text)
    assert shown(page) == f"{len(said['deals'])} deals, {len(said['milestones'])} milestones"
    page.choose("Type", "collaboration")
    assert len(page.all("article.card h3 a")) == sum("collaboration" in d["types"] for d in said["deals"]) > 0
    assert all("collaboration" in title.lower() for title in page.texts("article.card h3 a"))


def test_the_graph_grows_node_by_node(page: Page) -> None:
    def nodes() -> int:
        return int(page.one("#graph-count").get_attribute("data-nodes") or 0)

    def pick(iri: str) -> None:
        # The summary opens the list, which a chosen node leaves open.
        page.run("document.querySelector('.graph-side details').open = true")
        page.click(f'.node-list button[data-iri="{ID}{iri}"]')

    page.open(IMMUNOGEN)
    first = page.until(nodes)
    around = ask(page, f"api/neighbours?iri={ID}company/cik-0000855654")
    assert first == len(around["nodes"])
    deal = next(n["iri"] for n in around["nodes"] if "Genentech" in n["label"]).removeprefix(ID)
    pick(deal)
    assert "Genentech" in page.one(".chosen-node h3").text
    page.shot("graph")
    page.click("button.grow")
    page.until(lambda: nodes() > first)
    page.shot("graph-grown")
    assert page.hash() == f"{IMMUNOGEN}&grown={deal}"
    second = nodes()
    # A node that was chosen stands in the middle of the canvas: pressed twice there, it grows too.
    milestone = next(n["iri"] for n in around["nodes"] if n["kind"] == "drug").removeprefix(ID)
    pick(milestone)
    canvas = page.one(".graph")
    page.run("arguments[0].scrollIntoView({block: 'center'})", canvas)
    page.until(lambda: pressed_twice(page, canvas, milestone))
    grown = nodes()
    assert grown >= second
    page.driver.refresh()
    page.ready()
    assert nodes() == grown


def pressed_twice(page: Page, canvas: WebElement, iri: str) -> bool:
    """Whether pressing the middle of the drawing twice, once it has come to rest, grows a node within a second.

    On a busy machine two presses may come too far apart to count as such.
    """
    from selenium.webdriver import ActionChains

    page.until(lambda: canvas.get_attribute("aria-busy") is None)
    ActionChains(page.driver).double_click(canvas).perform()
    end = time.monotonic() + 1
    while iri not in page.hash() and time.monotonic() < end:
        time.sleep(0.05)
    return iri in page.hash()


def test_each_fact_opens_the_words_it_was_read_from(page: Page) -> None:
    page.open(IMMUNOGEN)
    said = ask(page, f"api/entity?iri={ID}company/cik-0000855654")
    milestone = next(m for m in said["milestones"] if m["date"] == "1999-06-01")
    quotes = [ask(page, f"api/evidence?iri={quote(e)}")["quote"] for e in milestone["evidence"]]
    assert len(quotes) > 1
    page.run(
        "[...document.querySelectorAll('.milestones li')].find(li => li.innerText.includes('1 Jun 1999')).id = 'it'"
    )
    page.click("#it button.evidence")
    page.until(lambda: page.texts("dialog mark") == quotes[:1])
    assert page.texts("dialog blockquote") == [" ".join(quotes[0].split())]
    link = page.one("dialog a.external")
    assert link.get_attribute("rel") == "noopener noreferrer"
    # The marked words are within what can be seen of the document.
    inside = page.run(
        "const m = document.querySelector('mark').getBoundingClientRect(),"
        " d = document.querySelector('.document').getBoundingClientRect();"
        " return m.top >= d.top && m.bottom <= d.bottom"
    )
    assert inside
    page.shot("evidence")
    page.click("[aria-label='Next passage']")
    page.until(lambda: page.texts("dialog mark") == quotes[1:2])
    place = page.run("return location.hash")
    page.press(ESCAPE)
    page.until(lambda: not page.one("#evidence").is_displayed())
    assert page.hash() == IMMUNOGEN
    page.open(place)
    page.until(lambda: page.texts("dialog mark") == quotes[:1])


def test_a_mark_of_the_timeline_opens_by_keyboard(page: Page) -> None:
    page.open(IMMUNOGEN)
    page.run("document.querySelector('.mark.milestones').focus()")
    page.press(ENTER)
    page.until(lambda: page.all("dialog[open] mark"))


def test_named_queries_with_parameters(page: Page) -> None:
    page.open("#/query")
    names = {q["title"] for q in ask(page, "api/queries")["queries"]}
    assert set(page.texts(".query-list a")) == names
    page.click(".query-list a[href='#/query?name=milestones']")
    page.until(lambda: page.all("input[name=company]"))
    page.one("input[name=company]").send_keys("ImmunoGen")
    page.choose("Status", "achieved")
    page.click("form.filters button.primary")
    rows = ask(page, "api/query/milestones?company=ImmunoGen&status=achieved")["rows"]
    page.until(lambda: len(page.all("tbody tr")) == len(rows) > 1)
    assert page.hash() == "#/query?name=milestones&p.company=ImmunoGen&p.status=achieved&run=1"
    assert page.one("input[name=company]").get_attribute("value") == "ImmunoGen"
    page.shot("query")


def test_a_wrong_parameter_is_explained(page: Page) -> None:
    page.open("#/query?name=milestones&p.status=achived&run=1")
    assert "achieved" in page.one(".notice.error").text
    # The browser counts a refused request among its errors.
    assert all("400" in c or "422" in c for c in page.complaints())


def in_editor(page: Page, script: str) -> Any:
    return page.run(f"const root = document.querySelector('.editor').shadowRoot; {script}")


def write(page: Page, text: str) -> None:
    in_editor(page, "root.querySelector('.cm-content').focus()")
    from selenium.webdriver import ActionChains

    ActionChains(page.driver).key_down(CONTROL).send_keys("a").key_up(CONTROL).perform()
    page.press(text)


def test_sparql_is_run_and_linked(page: Page) -> None:
    page.open("#/sparql")
    page.click("#run")
    page.until(lambda: page.all("tbody tr"))
    assert page.texts("thead th") == ["company", "name", "deals"]
    first = page.one("tbody a")
    assert first.text == "company/cik-0000855654"
    page.shot("sparql")
    shared = page.run("return location.hash")
    page.open(shared)
    page.until(lambda: page.all("tbody tr"))
    page.click("tbody a")
    page.until(lambda: page.texts("h1") == ["ImmunoGen, Inc."])


def test_sparql_completes_terms_and_declares_their_prefix(page: Page) -> None:
    page.open("#/sparql")
    write(page, "SELECT * WHERE { ?m dg:milestoneSta")
    page.until(lambda: "dg:milestoneStatus" in str(in_editor(page, "return root.textContent")))
    labels = in_editor(
        page, "return [...root.querySelectorAll('.cm-completionLabel')].map(n => n.textContent)"
    )
    assert labels[0] == "dg:milestoneStatus"
    page.shot("completion")

    # The editor takes no Enter for a list that has only just come up.
    time.sleep(0.3)
    page.press(ENTER)
    text = in_editor(page, "return root.querySelector('.cm-content').innerText")
    assert text.startswith("PREFIX dg: <https://w3id.org/dealgraph/ontology#>\nSELECT")
    page.press(" ?s }")
    from selenium.webdriver import ActionChains

    ActionChains(page.driver).key_down(CONTROL).send_keys(ENTER).key_up(CONTROL).perform()
    page.until(lambda: page.texts("thead th") == ["m", "s"])
    # Chromium itself styles what is typed over a selection; the policy refuses that, and nothing is lost by it.
    assert all("Applying inline style" in c for c in page.complaints())


def test_a_mistake_in_sparql_is_shown(page: Page) -> None:
    page.open(f"#/sparql?q={quote('SELECT ?x WHERE { ?x a }')}")
    assert "line 1" in page.one(".notice.error").text.lower()
    assert all("400" in c for c in page.complaints())


def test_charts_and_their_tables(page: Page) -> None:
    page.open("#/charts")
    for by in ("year", "partner", "status"):
        box = page.one(f"[data-chart={by}]")
        series = ask(page, f"api/stats?by={by}")["series"]
        assert len(box.find_elements("css selector", "tbody tr")) == len(series) > 0
        painted = page.run(
            "const c = arguments[0], d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
            " let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i] > 200) n++; return n",
            box.find_element("tag name", "canvas"),
        )
        assert painted > 1000
    page.shot("charts")
    page.one("input[name=from]").send_keys("2004", ENTER)
    page.choose("Type", "license")
    page.until(lambda: page.hash() == "#/charts?from=2004&type=license")
    page.ready()
    years = page.run(
        "return [...document.querySelectorAll('[data-chart=year] tbody td:first-child')].map(n => n.textContent)"
    )
    assert years == sorted(years)
    assert years[0] >= "2004"


@pytest.mark.parametrize(
    "place", ["", IMMUNOGEN, "#/search?q=CD", "#/query?name=milestones", "#/sparql", "#/charts"]
)
def test_it_fits_a_phone_in_the_dark(page: Page, place: str) -> None:
    page.size(360, 740, dark=True)
    page.open(place)
    assert page.run("return document.documentElement.scrollWidth") <= 360
    background = page.run("return getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(16, 24, 28)"
    page.shot(f"phone-{''.join(c for c in place.split('?')[0] if c.isalpha()) or 'home'}")


def test_going_back_returns_to_the_view_before(page: Page) -> None:
    page.open("#/search?q=CD33")
    page.click(".results a")
    page.until(lambda: page.texts("h1") == ["CD33"])
    page.driver.back()
    page.until(lambda: page.texts("h1") == ["Results for “CD33”"])


def test_an_unknown_thing_is_said_to_be_unknown(page: Page) -> None:
    page.open("#/entity?iri=company/no-such-company")
    assert page.one(".notice.error").text
    assert all("404" in c for c in page.complaints())
