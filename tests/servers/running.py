"""SPARQL servers that tests start on loopback, and what they hold."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from dealgraph.endpoint import Address, Client, Credentials
from dealgraph.rdf.terms import ID, IDENTITY_GRAPH
from dealgraph.store.places import RemoteGraph
from dealgraph.store.publication import PUBLICATION
from dealgraph.store.remote import RemoteStore

MERGED = "urn:dealgraph:merged"
_VIRTUOSO = """
[Database]
DatabaseFile = deals.db
ErrorLogFile = deals.log
LockFile = deals.lck
TransactionFile = deals.trx
xa_persistent_file = deals.pxa
FileExtend = 20
[TempDatabase]
DatabaseFile = temporary.db
TransactionFile = temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 8
NumberOfBuffers = 4000
MaxDirtyBuffers = 3000
DirsAllowed = {allowed}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 6
ServerRoot = .
EnabledDavVSP = 0
[SPARQL]
ResultSetMaxRows = 9000
"""


@dataclass(frozen=True, slots=True)
class Running:
    """A server that runs.

    Attributes:
        name: "virtuoso" or "oxigraph".
        query: Where it takes queries.
        address: Where a graph is published to.
        credentials: Who may change it.
        sql: Virtuoso's other port, for its own tools.
    """

    name: str
    query: str
    address: Address
    credentials: Credentials
    sql: int = 0

    def client(self, **options: Any) -> Client:
        return Client(self.address, self.credentials, **{"timeout": 30.0, "tries": 2, **options})

    def graph(self) -> RemoteGraph:
        return RemoteGraph(Address.of(self.query), timeout=30.0)

    def lines(self) -> set[str]:
        """Give all that the server holds as N-Quads lines, without the record; the merged facts without a graph."""
        ask = RemoteStore(self.client())
        found: set[str] = set()
        for start in (f"{ID}filing/", f"{ID}identity", MERGED):
            text = f"SELECT ?s ?p ?o ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), '{start}')) }}"
            for s, p, o, g in cast("Any", ask.query(text)):
                found.add(f"{s} {p} {o} ." if g.value == MERGED else f"{s} {p} {o} {g} .")
        if not self.address.default_graph:
            rows = list(cast("Any", ask.query("SELECT * WHERE { ?s ?p ?o }")))
            found |= {f"{r['s']} {r['p']} {r['o']} ." for r in rows}
        return found

    def clear(self) -> None:
        """Remove all that was published."""
        last = {line[:-2].rpartition(" ")[2] for line in self.lines()}
        graphs = [g for g in sorted(last) if g.startswith(f"<{ID}filing/")]
        graphs += [f"<{PUBLICATION}>", f"<{IDENTITY_GRAPH}>", f"<{MERGED}>"]
        client = self.client()
        client.update(" ;\n".join(f"DROP SILENT GRAPH {g}" for g in graphs))
        if not self.address.default_graph:
            client.update("DROP SILENT DEFAULT")


def tool(name: str) -> str | None:
    """Find a program, on the path or beside the interpreter."""
    beside = Path(sysconfig.get_path("scripts")) / name
    return str(beside) if beside.is_file() else shutil.which(name)


@contextmanager
def oxigraph(folder: Path, program: str) -> Iterator[Running]:
    """Run the Oxigraph server."""
    port = _free_port()
    command = [program, "serve", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    with _process(command, folder, f"http://127.0.0.1:{port}/query"):
        address = Address.of(f"http://127.0.0.1:{port}/query")
        yield Running("oxigraph", address.query, address, Credentials())


@contextmanager
def virtuoso(folder: Path, program: str) -> Iterator[Running]:
    """Run Virtuoso, which has no default graph that can be written to."""
    http, sql = _free_port(), _free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_VIRTUOSO.format(http=http, sql=sql, allowed=folder), encoding="ascii")
    command = [program, "+configfile", str(settings), "+foreground"]
    query = f"http://127.0.0.1:{http}/sparql"
    with _process(command, folder, f"{query}?query=ASK%20%7B%7D"):
        address = Address.of(f"{query}-auth", default_graph=MERGED)
        yield Running("virtuoso", query, address, Credentials("dba", "dba"), sql)


@contextmanager
def _process(command: Sequence[str], folder: Path, url: str) -> Iterator[None]:
    """Run a server until the end of the block, from when it answers."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
    try:
        for _ in range(300):
            assert process.poll() is None, (folder / "log").read_text("utf-8", "replace")[-2000:]
            try:
                with urllib.request.urlopen(url, timeout=5):
                    break
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
