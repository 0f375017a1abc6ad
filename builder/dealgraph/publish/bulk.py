"""A graph as files for the bulk loaders of servers, with the command that loads them into each.

The files hold the record of the publication too, so that `publish` to the loaded server sends only what has changed
since. They are the same bytes for the same graph.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from dealgraph.errors import StorageError
from dealgraph.publish.items import Piece, parts, pieces
from dealgraph.publish.ledger import ledger_triples
from dealgraph.store import GraphFolder
from dealgraph.store.publication import PUBLICATION, PUBLISHED, Header
from dealgraph.store.shards import write_shard

#: Triples in one file: some tens of megabytes unpacked, which loaders take side by side.
_FILE = 200_000
#: The folder of the files, beside the scripts.
_DATA = "data"

#: Scripts for servers that keep the default graph apart from the named ones, by file name.
_APART = {
    "load-oxigraph.sh": """\
# Oxigraph 0.5: into the folder that the server is started with as --location.
set -eu
oxigraph load --location "${STORE:?the folder of the store}" --file data/*.nq.gz
""",
    "load-fuseki.sh": """\
# Apache Jena: into the TDB2 folder that Fuseki is started with; the server must not run meanwhile.
set -eu
tdb2.tdbloader --loc "${STORE:?the folder of the TDB2 dataset}" data/*.nq.gz
""",
}
#: Scripts for the others, which are written where a graph stands for the default graph.
_MIXED = {
    "load-virtuoso.sql": """\
-- Run with: isql-vt 1111 dba PASSWORD load-virtuoso.sql
-- in this folder, which virtuoso.ini must name in DirsAllowed; replace FOLDER by its whole path first.
ld_dir('FOLDER/data', '*.nq.gz', 'DEFAULT-GRAPH');
rdf_loader_run();
checkpoint;
select ll_file, ll_error from DB.DBA.LOAD_LIST where ll_error is not null;
""",
    "load-graphdb.sh": """\
# GraphDB: into a new repository; the server must not run meanwhile.
set -eu
importrdf preload -f -i "${REPOSITORY:?the name of the repository}" data/*.nq.gz
""",
    "load-qlever.sh": """\
# QLever: makes an index in this folder; start the server on it afterwards.
set -eu
zcat data/*.nq.gz | qlever-index -i dealgraph -F nq -f -
""",
    "load-neptune.sh": """\
# Amazon Neptune: copies the files to S3, and lets the bulk loader read them from there.
set -eu
aws s3 cp data/ "${BUCKET:?s3://bucket/path/}" --recursive
curl -sf -X POST -H 'Content-Type: application/json' "https://${NEPTUNE:?host:8182}/loader" -d '{
  "source": "'"$BUCKET"'", "format": "nquads", "iamRoleArn": "'"${ROLE:?ARN of the role that may read the bucket}"'",
  "region": "'"${REGION:?such as us-east-1}"'", "failOnError": "TRUE", "parallelism": "HIGH"
}'
""",
}


def write_bulk(folder: GraphFolder, target: Path, *, default_graph: str = "") -> int:
    """Write a graph for bulk loaders: N-Quads files in `data/`, and a script for each server.

    Args:
        folder: The graph.
        target: A new or empty folder, or one that this function wrote.
        default_graph: IRI of the graph that is to stand for the server's default graph; "" for the server's own.

    Returns:
        The number of triples, without those of the record.

    Raises:
        StorageError: The folder holds other things or can't be written.
    """
    dataset = folder.dataset()
    header = Header(dataset.generation, PUBLISHED, default_graph, "", dataset.summary)
    scripts = {**_APART, **_MIXED} if default_graph else _APART
    try:
        _make_room(target)
        quads = (line for piece in pieces(folder) for line in _quads(piece, default_graph))
        count = _write(target / _DATA, "part", quads)
        record = ledger_triples(header, parts(pieces(folder)))
        _write(target / _DATA, "publication", (f"{line[:-1]}<{PUBLICATION}> ." for line in record))
        for name, script in scripts.items():
            text = script.replace("DEFAULT-GRAPH", default_graph)
            (target / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise StorageError(
            f"The files cannot be written ({error.strerror or error})",
            where=str(target),
            suggestion="Name a folder that may be written",
        ) from error
    return count


def _make_room(target: Path) -> None:
    """Empty the folder of what an earlier run wrote.

    Raises:
        StorageError: Something else is in it.
    """
    target.mkdir(parents=True, exist_ok=True)
    if others := sorted({p.name for p in target.iterdir()} - {_DATA, *_APART, *_MIXED}):
        raise StorageError(
            f"The folder holds other things ({others[0]})",
            where=str(target),
            suggestion="Name a new or empty folder",
        )
    for path in target.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _quads(piece: Piece, default_graph: str) -> Iterator[str]:
    graph = piece.graph(default_graph)
    if not graph:
        yield from piece.lines
    for line in piece.lines if graph else ():
        yield f"{line[:-1]}<{graph}> ."


def _write(folder: Path, name: str, lines: Iterable[str]) -> int:
    """Write lines to files of a size that loaders like; gives their number."""
    rest = iter(lines)
    total = number = 0
    while some := sorted(islice(rest, _FILE)):
        _, count = write_shard(folder, f"{name}-{number:05}", some)
        total, number = total + count, number + 1
    return total
