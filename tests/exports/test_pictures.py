"""DOT, SVG and the HTML page, read back by Graphviz, an XML parser and Chromium."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from lxml import etree

from dealgraph.export import FORMATS, Folded, Selection, load_writer
from dealgraph.store import GraphFolder

from .graphs import Case


def test_dot(case: Case) -> None:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("install Graphviz to read DOT with it")
    # The engine `nop` reads without placing; JSON tells what was read.
    done = subprocess.run(
        [program, "-Knop2", "-Tjson0"], input=case.write("dot"), capture_output=True, timeout=120, check=False
    )
    data = json.loads(done.stdout)
    found = [o for o in data["objects"] if "nodes" not in o]
    assert len(found) == len(case.nodes)
    assert len(data["edges"]) == len(case.edges)
    assert {o["class"] for o in found} == {n.kind for n in case.nodes.values()}
    assert not any("image" in o for o in found)


def test_svg(built: tuple[str, ox.Store, GraphFolder | None]) -> None:
    if shutil.which("dot") is None:
        pytest.skip("install Graphviz to draw SVG with it")
    case = Case(built[0], built[1], True, built[2])
    small = Folded(case.store, Selection(companies=(next(iter(case.nodes)),)))
    stream = io.BytesIO()
    load_writer(FORMATS["svg"])(small, stream)
    tree = etree.fromstring(
        stream.getvalue(), etree.XMLParser(huge_tree=True, load_dtd=False, no_network=True)
    )
    space = "{http://www.w3.org/2000/svg}"
    groups = [g for g in tree.iter(space + "g") if "node" in (g.get("class") or "").split()]
    titles = {"".join(a.itertext()) for g in groups for a in g.iter(space + "title")}
    assert {n.id for n in small.nodes()} <= titles
    assert not list(tree.iter(space + "script", space + "image"))
    shown = " ".join("".join(e.itertext()) for e in tree.iter(space + "text"))
    for node in small.nodes():
        assert " ".join(node.label.split()) in " ".join(shown.split())


def the(tree: Any, selector: str) -> Any:
    """Give the one element that a selector finds."""
    (found,) = tree.css(selector)
    return found


def test_html_holds_text_only(case: Case) -> None:
    from selectolax.lexbor import LexborHTMLParser

    page = case.write("html").decode("utf-8")
    tree = LexborHTMLParser(page)
    tags = Counter(n.tag for n in tree.root.traverse(include_text=False)) if tree.root else Counter()
    assert tags["script"] == 2
    assert not {"img", "iframe", "link", "object", "embed", "a", "form", "base"} & set(tags)
    assert not re.search(
        r"\s(?:src|href|srcset|action|on\w+)\s*=", re.sub(r"(?s)<script.*?</script>|<bdi>.*?</bdi>", "", page)
    )
    data = json.loads(the(tree, "#data").text())
    assert [n["label"] for n in data["nodes"]] == [n.label for n in case.nodes.values()]
    assert len(data["edges"]) == len(case.edges)
    rows = tree.css("tr[data-node]")
    assert len(rows) == len(case.nodes)
    policy = the(tree, "meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_html_in_chromium(case: Case, tmp_path: Path) -> None:
    browser = next(
        (b for n in ("chromium", "chromium-browser", "google-chrome") if (b := shutil.which(n))), None
    )
    if browser is None:
        pytest.skip("install Chromium to open the page with it")
    path = case.file("html", tmp_path)
    done = subprocess.run(
        [
            browser, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=20000", "--dump-dom", path.as_uri(),
        ],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(done.stdout)
    assert tree.body is not None
    assert tree.body.attributes.get("data-ready") == "true", done.stderr[-2000:]
    assert the(tree, "head > title").text() == "Deals"
    assert len(tree.css("#graph circle")) == len(case.nodes)
    assert len(tree.css("#graph line")) == len(case.edges)
    assert not tree.css("img")
    labels = [c.attributes["aria-label"] for c in tree.css("#graph circle")]
    assert labels == [f"{n.kind}: {n.label}" for n in case.nodes.values()]
