"""Measure the store beside what users would do instead: rdflib, pySHACL and rdflib's memory store.

    python benchmarks/store.py [--filings 10000] [--full] [--write]

- Facts to a stored graph: facts are mapped, checked, written and loaded; beside it the same triples through rdflib's
  `Graph.add`, `pyshacl.validate` on the whole graph, and rdflib's N-Quads serialisation. Theirs is measured on
  fewer filings and scaled linearly, which flatters it, unless `--full`.
- SHACL, filing by filing, beside `pyshacl.validate` called plainly for each.
- Each named query, about what the graph holds most of, beside the same text on rdflib's memory store, on fewer filings
  unless `--full`; what takes rdflib longer than a limit is cut off and counts as the limit, and what it can't answer
  (rdflib 7 fails at GROUP_CONCAT(DISTINCT) of nothing) is left out.

Each side runs in a process of its own, one after the other; the memory is the most that it held.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "builder"), str(ROOT / "benchmarks")]

from generate import BATCH, generate, make_graph, originals  # noqa: E402
from record import record  # noqa: E402

from dealgraph.accept import accept  # noqa: E402
from dealgraph.check import Checker, parse_lines, read_shapes  # noqa: E402
from dealgraph.query import bind, load_queries, select  # noqa: E402
from dealgraph.rdf.merged import graph_name, merged_lines  # noqa: E402
from dealgraph.rdf.quads import filing_iri, filing_lines  # noqa: E402
from dealgraph.records import Record  # noqa: E402
from dealgraph.resolve import keys_of, resolve  # noqa: E402
from dealgraph.resources import data_folder  # noqa: E402
from dealgraph.store import GraphFolder  # noqa: E402
from dealgraph.store.index import build_index  # noqa: E402
from dealgraph.store.shards import merge_shards, write_shard  # noqa: E402
from queries import BUSIEST, questions  # noqa: E402

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    import rdflib

#: Filings on which the other side is measured, unless all are asked for.
FEWER = {"stored": 500, "queries": 2000}
#: Filings of which SHACL is measured, and seconds that rdflib may take for a query.
CHECKED, PATIENCE = 40, 5.0


def ours(filings: int) -> dict[str, float]:
    """Map, check, write, merge and load, in the memory of a batch and the index."""
    base = originals()
    identities = resolve(keys_of(*pair) for pair in generate(filings, base))
    checker = Checker()
    filed: dict[str, tuple[str, str]] = {}
    shards: list[str] = []
    parts: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        begun = time.process_time()
        pairs = generate(filings, base)
        while batch := list(islice(pairs, BATCH)):
            lines: list[str] = []
            for filing, facts in batch:
                filed[graph_name(filing_iri(filing.key))] = (str(filing.filed_on), filing.key)
                lines += accept(Record(filing, facts, {}), identities, "generated 1", checker).lines
            shards.append(write_shard(folder, f"filings-{len(shards):04d}", sorted(lines))[0])
        parts["map and check"] = time.process_time() - begun
        begun = time.process_time()
        merged = merged_lines(merge_shards(folder / n for n in shards), filed)
        shards.append(write_shard(folder, "merged", merged)[0])
        parts["merge"] = time.process_time() - begun
        begun = time.process_time()
        build_index(folder / "index", "generated", [folder / n for n in shards])
        parts["load"] = time.process_time() - begun
    return {"seconds": sum(parts.values()), "mb": memory(), **parts}


def theirs(filings: int) -> dict[str, float]:
    """Add to one rdflib graph, check it whole with pySHACL, and serialise it."""
    import pyshacl
    import rdflib

    identities = resolve(keys_of(*pair) for pair in generate(filings))
    shapes = read_shapes(data_folder("shapes"))
    graph = rdflib.Graph()
    before = memory()
    parts = {"add": 0.0}
    for filing, facts in generate(filings):
        triples = list(parse_lines(filing_lines(filing, facts, identities, extractor="generated 1")))
        begun = time.process_time()
        for triple in triples:
            graph.add(triple)
        parts["add"] += time.process_time() - begun
    begun = time.process_time()
    pyshacl.validate(graph, shacl_graph=shapes)
    parts["check"] = time.process_time() - begun
    begun = time.process_time()
    graph.serialize(format="nt", encoding="utf-8")
    parts["serialise"] = time.process_time() - begun
    return {"seconds": sum(parts.values()), "mb": memory(), "mb before": before, **parts}


def shacl(filings: int) -> dict[str, float]:
    """Check filings that tell of deals: give milliseconds a filing by the prepared shapes and by plain pySHACL."""
    import pyshacl

    pairs = list(islice(generate(2 * filings), 0, None, 2))
    identities = resolve(keys_of(*pair) for pair in pairs)
    lines = [filing_lines(*pair, identities, extractor="generated 1") for pair in pairs]
    checker, shapes = Checker(), read_shapes(data_folder("shapes"))
    begun = time.process_time()
    for one in lines:
        checker.check(one)
    prepared = time.process_time() - begun
    graphs = [plain_graph(one) for one in lines]
    begun = time.process_time()
    for graph in graphs:
        pyshacl.validate(graph, shacl_graph=shapes)
    return {"ours": 1000 * prepared / filings, "theirs": 1000 * (time.process_time() - begun) / filings}


def plain_graph(lines: list[str]) -> rdflib.Graph:
    """Put lines into a graph as rdflib makes them."""
    import rdflib

    graph = rdflib.Graph()
    for triple in parse_lines(lines):
        graph.add(triple)
    return graph


def memory() -> float:
    """Give the most megabytes that this process held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare_queries(filings: int) -> Iterator[tuple[str, float, float | None]]:
    """Give (query, our seconds, rdflib's seconds at most PATIENCE, None for failure) on so many filings."""
    with tempfile.TemporaryDirectory() as scratch:
        make_graph(Path(scratch), filings)
        folder = GraphFolder.open(Path(scratch))
        store = folder.open_store()
        busiest = {kind: str(select(store, text).rows[0][0]) for kind, text in BUSIEST.items()}
        dataset = in_rdflib(folder)
        for name, query in load_queries().items():
            text = bind(store, query, list(questions(query, busiest))[-1], limit=1000)
            begun = time.process_time()
            select(store, text, limit=1000)
            mine = time.process_time() - begun
            yield name, mine, at_most(dataset, text)


def in_rdflib(folder: GraphFolder) -> rdflib.Dataset:
    """Load a graph into rdflib's memory store."""
    import rdflib

    dataset = rdflib.Dataset()
    for name in folder.dataset().shards:
        with gzip.open(folder.shards / name, "rb") as file:
            dataset.parse(cast("IO[bytes]", file), format="nquads")
    return dataset


def at_most(dataset: rdflib.Dataset, text: str) -> float | None:
    """Give the processor time that rdflib takes for a query, at most PATIENCE, or None where it fails.

    It is asked in a copy of this process, which can be ended.
    """
    context = multiprocessing.get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    child = context.Process(target=ask, args=(dataset, text, writer))
    child.start()
    writer.close()
    ended = reader.poll(PATIENCE)
    try:
        return float(reader.recv()) if ended else PATIENCE
    except EOFError:
        return None
    finally:
        child.terminate()
        child.join()


def ask(dataset: rdflib.Dataset, text: str, writer: Connection) -> None:
    """Ask a query and send how long it took."""
    gc.freeze()
    sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - for as long as the process lives
    begun = time.process_time()
    list(dataset.query(text))
    writer.send(time.process_time() - begun)


#: Takes a measured row: what, filings, ours, theirs.
Keep = Callable[[str, int, float, float], None]
#: What one process is started for, by name.
SIDES: dict[str, Callable[[int], dict[str, float]]] = {"ours": ours, "theirs": theirs, "shacl": shacl}


def apart(side: str, filings: int) -> dict[str, float]:
    """Measure one side in a process of its own."""
    command = [sys.executable, __file__, "--side", side, "--filings", str(filings)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def stored(filings: int, fewer: int, keep: Keep) -> None:
    """Measure facts to a stored graph on both sides."""
    mine, other = apart("ours", filings), apart("theirs", fewer)
    scale = filings / fewer
    print(f"ours, {filings} filings:", spelled(mine))
    print(f"rdflib and pySHACL, {fewer} filings:", spelled(other))
    keep("facts to stored graph, s", filings, mine["seconds"], other["seconds"] * scale)
    # What the interpreter and the shapes take does not grow with the filings.
    grown = other["mb before"] + (other["mb"] - other["mb before"]) * scale
    keep("facts to stored graph, MB", filings, mine["mb"], grown)


def spelled(parts: dict[str, float]) -> str:
    """Write figures in a line."""
    return ", ".join(f"{name} {value:.1f}" for name, value in parts.items())


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--filings", type=int, default=10_000)
    parser.add_argument("--full", action="store_true", help="measure the other side on all filings too")
    parser.add_argument("--write", action="store_true", help="add to benchmarks/store.tsv")
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.side:
        print(json.dumps(SIDES[chosen.side](chosen.filings)))
        return

    def keep(what: str, filings: int, mine: float, other: float) -> None:
        print(f"{what:32}{filings:8} filings{mine:12.2f}{other:12.2f}{other / mine:9.1f} times", flush=True)
        if chosen.write:
            record(what, filings, mine, other)

    fewer = {what: chosen.filings if chosen.full else min(n, chosen.filings) for what, n in FEWER.items()}
    stored(chosen.filings, fewer["stored"], keep)
    checked = apart("shacl", CHECKED)
    keep("SHACL, ms a filing", CHECKED, checked["ours"], checked["theirs"])
    ratios = []
    for name, mine, other in compare_queries(fewer["queries"]):
        if other is None:
            print(f"  {name:28}{1000 * mine:10.1f} ms    rdflib fails", flush=True)
            continue
        print(
            f"  {name:28}{1000 * mine:10.1f} ms{1000 * other:10.1f} ms{other / mine:9.1f} times", flush=True
        )
        ratios.append((other / mine, mine, other))
    _, mine, other = sorted(ratios)[len(ratios) // 2]
    keep("named query of middle ratio, s", fewer["queries"], mine, other)


if __name__ == "__main__":
    main()
