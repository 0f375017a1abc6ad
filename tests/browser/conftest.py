"""A real Chromium on the explorer of a served graph."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from selenium.webdriver.chrome.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "builder" / "dealgraph" / "serve" / "static"
SHOTS = "DEALGRAPH_SCREENSHOTS"
# Those of a browser that runs as root in a container and talks to nobody but the page's own server.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--lang=en-US",
)  # fmt: skip
PATIENCE = 30.0
NO_BROWSER = "no Chromium here: install chromium and chromedriver (apt-get install chromium-driver)"


def programs() -> tuple[str, str] | None:
    """Give the browser and its driver, where both are installed."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    driver = shutil.which("chromedriver")
    return (browser, driver) if browser and driver else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let all tests that have no browser be told of in one line: pytest folds what has one place and reason."""
    report = yield
    if report.skipped and isinstance(report.longrepr, tuple) and NO_BROWSER in report.longrepr[2]:
        report.longrepr = ("tests/browser", 0, report.longrepr[2])
    return report


@pytest.fixture(scope="session")
def static() -> Path:
    """The built explorer, made of the sources as they are."""
    pytest.importorskip("hatchling", reason="hatchling builds the explorer; `make test` installs it")
    done = subprocess.run(
        [sys.executable, "hatch_build.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        pytest.skip(done.stderr.strip())
    return STATIC


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the examples."""
    from dealgraph import build

    folder = tmp_path_factory.mktemp("explored") / "graph"
    build([ROOT / "examples" / "filings"], folder)
    return folder


@contextmanager
def serving(graph: Path) -> Iterator[str]:
    """Run `dealgraph serve` on a free port until the end of the block, and give its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "dealgraph", "serve", str(graph), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "builder")},
    )
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://[\d.]+:\d+/", line)
    assert found, line + process.stderr.read()
    drain = threading.Thread(target=lambda: list(process.stderr or ()), daemon=True)
    drain.start()
    try:
        yield found[0]
    finally:
        process.terminate()
        process.wait(20)
        drain.join(5)
        process.stderr.close()


@pytest.fixture(scope="module")
def served(static: Path, graph: Path) -> Iterator[str]:
    """The address of the examples, served."""
    with serving(graph) as address:
        yield address


@pytest.fixture(scope="module")
def driver(static: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """A browser with a profile of its own."""
    found = programs()
    if found is None:
        pytest.skip(NO_BROWSER)
    pytest.importorskip("selenium", reason="selenium drives the browser; `make test` installs it")
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = found[0]
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(found[1]))
    try:
        yield browser
    finally:
        browser.quit()


@dataclass(frozen=True, slots=True)
class Page:
    """The explorer in a browser."""

    driver: WebDriver
    address: str

    def open(self, place: str = "") -> None:
        """Load the explorer afresh at a place, and wait until it is there."""
        self.driver.get("about:blank")
        self.driver.get(f"{self.address}{place}")
        self.ready()

    def ready(self) -> None:
        """Wait until the view that the address asks for is complete."""
        self.until(lambda: self.driver.execute_script("return document.body.dataset.ready !== undefined"))

    def until(self, holds: Callable[[], Any]) -> Any:
        """Wait until something holds; elements that a new view has replaced are looked for again."""
        from selenium.common.exceptions import StaleElementReferenceException

        end = time.monotonic() + PATIENCE
        while True:
            try:
                if found := holds():
                    return found
            except StaleElementReferenceException:
                pass
            assert time.monotonic() < end, f"waited in vain; the page says: {self.one('main').text[:500]}"
            time.sleep(0.05)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements("css selector", selector)

    def one(self, selector: str) -> WebElement:
        """Wait for an element."""
        end = time.monotonic() + PATIENCE
        while not (found := self.all(selector)):
            assert time.monotonic() < end, f"there is no {selector}"
            time.sleep(0.05)
        return found[0]

    def texts(self, selector: str) -> list[str]:
        return [node.text for node in self.all(selector)]

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(*keys).perform()

    def click(self, selector: str) -> None:
        node = self.one(selector)
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", node)
        node.click()

    def choose(self, label: str, text: str) -> None:
        """Choose from the list that has this label."""
        from selenium.webdriver.support.ui import Select

        (node,) = (n for n in self.all("label.field") if n.text.split("\n")[0].lower() == label.lower())
        Select(node.find_element("tag name", "select")).select_by_visible_text(text)

    def run(self, script: str, *arguments: object) -> Any:
        return self.driver.execute_script(script, *arguments)

    def hash(self) -> str:
        return str(self.run("return decodeURIComponent(location.hash)"))

    def size(self, width: int, height: int, *, dark: bool = False) -> None:
        """Be a screen of this size, with the reader's preference of dark or light."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})

    def shot(self, name: str) -> None:
        """Keep a picture for people, where the environment names a folder for them."""
        if folder := os.environ.get(SHOTS):
            Path(folder).mkdir(parents=True, exist_ok=True)
            time.sleep(0.5)
            self.driver.save_screenshot(f"{folder}/{name}.png")

    def complaints(self) -> list[str]:
        """Give the browser's errors so far: of scripts, and what the content security policy refused."""
        return [e["message"] for e in self.driver.get_log("browser") if e["level"] == "SEVERE"]  # type: ignore[no-untyped-call]

    def hosts(self) -> set[str]:
        """Give the hosts that were asked for anything so far."""
        messages = [json.loads(e["message"])["message"] for e in self.driver.get_log("performance")]  # type: ignore[no-untyped-call]
        asked = [
            m["params"]["request"]["url"] for m in messages if m["method"] == "Network.requestWillBeSent"
        ]
        return {urlsplit(url).netloc for url in asked if url.startswith(("http", "ws"))}


@pytest.fixture(scope="session")
def new_page() -> type[Page]:
    """The way to look at another server."""
    return Page


@pytest.fixture(scope="session")
def run_server() -> Any:
    """The way to serve another graph."""
    return serving


@pytest.fixture
def page(driver: WebDriver, served: str) -> Iterator[Page]:
    """The explorer; after each test it must have asked no other host and the browser must not have complained."""
    explorer = Page(driver, served)
    explorer.size(1280, 900)
    explorer.complaints()
    explorer.hosts()
    yield explorer
    assert explorer.hosts() <= {urlsplit(served).netloc}
    assert explorer.complaints() == []
